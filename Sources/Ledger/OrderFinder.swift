import CaseModel

/// In whose law an act is: by its authority's name, its country, the profiles, and the country of the case.
struct OrderFinder: Sendable {
    let profiles: Profiles
    let cues: Cues
    let actors: [ActorID: CaseActor]
    /// The order of the case's own country; nil where the papers name none.
    let home: String?
    private let names: [String: String]
    /// Orders of states, as against towns and regions that courts are named by.
    private let countries: Set<String>
    private let regional: Set<String>
    /// The country of each body of a state: by its own name, else as the papers put it.
    private let own: [ActorID: String]
    /// Order of each authority that is one of a regional system's.
    private let systems: [ActorID: String]

    init(record: CaseRecord, subject: ActorID, profiles: Profiles, cues: Cues, principal: Bool) {
        self.profiles = profiles
        self.cues = cues
        actors = Dictionary(record.actors.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
        var names: [String: String] = [:]
        var regional = Set<String>()
        var systems: [ActorID: String] = [:]
        // Courts of several countries first: they are known by name, and by what the papers call them.
        for actor in record.actors where actor.kind == .authority || actor.kind == .organisation {
            let all = [actor.name] + actor.aliases
            if let (profile, _) = all.lazy.compactMap({ profiles.system(ofAuthority: $0) }).first {
                systems[actor.id] = profile.order
                names[profile.order] = profile.name
                regional.insert(profile.order)
            } else if actor.kind == .authority,
                let proper = all.first(where: { OrderFinder.isProper($0) && cues.has("regional", in: fold($0)) }),
                profiles.profile(named: actor.country ?? "") == nil
            {
                let order = all.first(where: OrderFinder.isAcronym) ?? proper
                systems[actor.id] = order
                names[order] =
                    actor.name.utf8.count >= proper.utf8.count && !OrderFinder.isAcronym(actor.name) ? actor.name : proper
                regional.insert(order)
            }
        }
        // "The regional court", "the rights court": the only one of the case.
        let only = Set(systems.values).count == 1 ? systems.values.first : nil
        if let only {
            for actor in record.actors where systems[actor.id] == nil && actor.kind == .authority {
                if ([actor.name] + actor.aliases).contains(where: {
                    cues.has("regional", in: fold($0)) && !OrderFinder.isProper($0)
                }) {
                    systems[actor.id] = only
                }
            }
        }
        self.systems = systems
        self.regional = regional

        // A person's surname is no country, however near a court it stood.
        let surnames = Set(
            record.actors.lazy.filter { $0.kind == .person }.compactMap { $0.name.split(separator: " ").dropFirst().last }.map {
                fold(String($0))
            })
        // "The Supreme Court of Calvera" names its country itself. A prison's or clinic's town is none, nor is a body.
        let byID = Dictionary(record.actors.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
        let states = OrderFinder.states(record)
        let places = Set(states.map { fold($0.name) })
        let national: Set<Profile.AuthorityClass> = [.constitutionalCourt, .supremeCourt, .headOfState, .legislature, .executive]
        var own: [ActorID: String] = [:]
        for actor in record.actors where actor.kind == .authority && systems[actor.id] == nil {
            let high = profiles.generic.authority(named: actor.name).map { national.contains($0.kind) } ?? false
            own[actor.id] =
                OrderFinder.tail(of: actor.name, places: places, open: high, cues: cues)
                ?? actor.country.flatMap { surnames.contains(fold($0)) && profiles.profile(named: $0) == nil ? nil : $0 }
        }
        self.own = own
        let custodial = OrderFinder.custodialPlaces(record, cues: cues)

        // Which names are countries: those with a profile, and those that the papers let act as states or give national bodies.
        var votes: [String: Int] = [:]
        var attested: [String: Int] = [:]
        var strong = Set<String>()
        func vote(_ country: String?, _ weight: Int, attests: Bool = false, acts: Bool = false) {
            guard let country, !country.isEmpty else { return }
            let p = profiles.profile(named: country)
            guard p?.kind ?? .state == .state, !cues.has("regional", in: fold(country)) else { return }
            guard
                p != nil
                    || (!custodial.contains(fold(country)) && !surnames.contains(fold(country))
                        && profiles.generic.authority(named: country) == nil)
            else {
                return
            }
            let key = p?.order ?? country
            votes[key, default: 0] += weight
            if attests || p != nil { attested[key, default: 0] += weight }
            if acts || p != nil || cues.isOne(of: "states", fold(country)) { strong.insert(key) }
            names[key] = p?.name ?? country
        }
        for actor in record.actors where systems[actor.id] == nil {
            let kind = profiles.generic.authority(named: actor.name)?.kind
            let high = kind.map(national.contains) ?? false
            vote(own[actor.id] ?? actor.country, high ? 3 : 1, attests: high)
            // "The National Bank of Calvera": a body of the state that it names.
            if cues.has("national", in: fold(actor.name)),
                let country = OrderFinder.tail(of: actor.name, places: places, open: false, cues: cues)
            {
                vote(country, 4, attests: true, acts: true)
            }
            if actor.kind == .person {
                // A mayor's town is no state.
                for role in actor.roles where !cues.has("local_offices", in: fold(role.role)) {
                    let mine = actor.id == subject
                    vote(OrderFinder.country(in: role.role, states, profiles), mine ? 4 : 2, attests: true, acts: true)
                }
            }
            if actor.kind == .place, profiles.profile(named: actor.name) != nil {
                vote(actor.name, max(1, actor.mentions.count / 2))
            }
        }
        // States are ordered about, asked, obey, extradite.
        let ofStates: Set<EventKind> = [.order, .orderRelease, .orderDetention, .request, .comply, .defy, .extradite, .rule]
        for e in record.events where ofStates.contains(e.kind) {
            for p in e.participants where p.role != .place {
                guard let actor = p.actor.flatMap({ byID[$0] }), places.contains(fold(actor.name)) else { continue }
                vote(actor.name, e.kind == .extradite ? 1 : 3, attests: true, acts: true)
            }
        }
        // Who is extradited is sent home, or abroad: the state that sends him is not the one whose case it is.
        var senders = Set<String>()
        for e in record.events where e.kind == .extradite && e.modality != .denied && e.modality != .hypothetical {
            for p in e.participants where p.role == .agent || p.role == .authority {
                guard let actor = p.actor.flatMap({ byID[$0] }) else { continue }
                let country = places.contains(fold(actor.name)) ? actor.name : own[actor.id] ?? actor.country
                if let country { senders.insert(profiles.profile(named: country)?.order ?? country) }
            }
        }
        let decisive: Set<EventKind> = [.convict, .sentence, .pardon, .commute, .amnesty, .acquit, .uphold, .annul, .restore]
        for e in record.events where decisive.contains(e.kind) {
            guard let who = e.participants.first(where: { $0.role == .authority || $0.role == .agent })?.actor,
                systems[who] == nil,
                let actor = byID[who]
            else { continue }
            let high = profiles.generic.authority(named: actor.name).map { national.contains($0.kind) } ?? false
            vote(own[who] ?? actor.country, high ? 3 : 1, attests: high)
        }
        // A body's country alone may be the town of a prison named beside it: only the best of those counts.
        let best = attested.keys.sorted().max { (votes[$0]!, $1) < (votes[$1]!, $0) }
        let known = strong.union(best.map { [$0] } ?? [])
        countries = known
        home =
            votes.keys.filter { known.contains($0) && !senders.contains($0) }.sorted().max { (votes[$0]!, $1) < (votes[$1]!, $0) }
            ?? votes.keys.filter(known.contains).sorted().max { (votes[$0]!, $1) < (votes[$1]!, $0) }
            ?? votes.keys.sorted().max { (votes[$0]!, $1) < (votes[$1]!, $0) }
        self.names = names
    }

    /// Places, and what the papers' reading took for a person although bodies and offices are named by it: one word that is no part of
    /// anybody's name, after "of" in an authority's name or a role ("governor of the Bank of Calvera").
    private static func states(_ record: CaseRecord) -> [CaseActor] {
        var parts = Set<String>()
        var named: [String] = []
        for actor in record.actors {
            let names = [actor.name] + actor.aliases
            if actor.kind == .person {
                for name in names {
                    let words = fold(name).split(separator: " ")
                    if words.count > 1 { parts.formUnion(words.map(String.init)) }
                }
            } else if actor.kind == .authority || actor.kind == .organisation {
                named += names.map { " \(fold($0)) " }
            }
            named += actor.roles.map { " \(fold($0.role)) " }
        }
        return record.actors.filter { a in
            if a.kind == .place { return true }
            let word = fold(a.name)
            return a.kind == .person && !word.contains(" ") && !parts.contains(word)
                && named.contains { $0.range(of: " of \(word) ") != nil }
        }
    }

    /// "president of Peru", "Peruvian president", "governor of the National Bank of Calvera": the country named.
    static func country(in role: String, _ states: [CaseActor], _ profiles: Profiles) -> String? {
        let folded = " \(fold(role)) "
        for p in profiles.list where p.kind == .state {
            if ([p.name] + p.names + p.demonyms).contains(where: { folded.range(of: " \(fold($0)) ") != nil }) { return p.name }
        }
        for actor in states {
            if folded.range(of: " of \(fold(actor.name)) ") != nil || folded.range(of: " \(fold(actor.name)) s ") != nil {
                return actor.name
            }
        }
        return nil
    }

    /// The country in a body's own name: the words after its last "of", where they are a place of the papers, or, for a body that only
    /// states have (`open`), any name that is not of the law itself ("Court of Appeal", "Court of Human Rights").
    static func tail(of name: String, places: Set<String>, open: Bool, cues: Cues) -> String? {
        guard let range = name.range(of: " of ", options: .backwards) else { return nil }
        var words = name[range.upperBound...].split(separator: " ").map(String.init)
        if words.first?.lowercased() == "the" { words.removeFirst() }
        guard !words.isEmpty, words.count <= 3, words.allSatisfy({ $0.first?.isUppercase ?? false }) else { return nil }
        let tail = words.joined(separator: " ")
        if places.contains(fold(tail)) { return tail }
        return open && !words.contains(where: { cues.has("legal_words", in: fold($0)) }) ? tail : nil
    }

    /// Folded words of the places where people are held or treated: "Rocanegra prison" → "rocanegra".
    static func custodialPlaces(_ record: CaseRecord, cues: Cues) -> Set<String> {
        let custody: Set<EventKind> = [.detain, .arrest, .transfer, .release, .hospitalise, .orderDetention]
        var out = Set<String>()
        for event in record.events where custody.contains(event.kind) {
            for p in event.participants where p.role == .place {
                var words = fold(p.name).split(separator: " ").map(String.init)
                guard words.count > 1, let last = words.last, cues.has("houses", in: last) else { continue }
                words.removeLast()
                out.insert(words.joined(separator: " "))
            }
        }
        return out
    }

    /// Two or more words with capitals: a name, not a description.
    static func isProper(_ words: String) -> Bool {
        words.split(separator: " ").filter { $0.first?.isUppercase ?? false }.count >= 2
    }
    static func isAcronym(_ words: String) -> Bool {
        let n = words.unicodeScalars.count
        return n >= 3 && n <= 8 && words.unicodeScalars.allSatisfy { $0.properties.isUppercase }
    }

    /// The order of an act by its authority, and where that came from when it was not the authority's own name.
    func order(of who: Participant?) -> (order: String, note: String?) {
        if let id = who?.actor, let system = systems[id] { return (system, nil) }
        let actor = who?.actor.flatMap { actors[$0] }
        for name in [actor?.name, who?.name].compactMap({ $0 }) {
            if let (profile, _) = profiles.system(ofAuthority: name) { return (profile.order, nil) }
        }
        if systems.count > 0, let name = who?.name, Set(systems.values).count == 1, cues.has("regional", in: fold(name)) {
            return (systems.values.first!, "\"\(name)\" is taken to be the only court of several countries in the papers")
        }
        // A body that is only described ("the court") is of the country of the case, whatever stood near it.
        let described = !(actor?.name ?? "").contains(where: \.isUppercase)
        if let actor, let country = own[actor.id] ?? actor.country, !country.isEmpty, !described || home == nil {
            let order = profiles.profile(named: country)?.order ?? country
            if countries.contains(order) || home == nil { return (order, nil) }
        }
        if let home {
            let whose = actor?.name ?? who?.name
            return (
                home,
                whose.map {
                    "the papers do not say whose law \($0) acts in: taken to be \(name(of: home)), the country of the case"
                }
            )
        }
        return ("unknown", "the papers name no country")
    }

    /// The only court of several countries in the papers.
    var onlyRegional: String? { Set(systems.values).count == 1 ? systems.values.first : nil }
    /// Whether a participant is a state.
    func isCountry(_ p: Participant) -> Bool {
        guard let actor = p.actor.flatMap({ actors[$0] }), actor.kind == .place || actor.kind == .person else { return false }
        return countries.contains(profiles.profile(named: actor.name)?.order ?? actor.name)
    }

    func name(of order: String) -> String { names[order] ?? profiles.profile(order: order)?.name ?? order }
    func isRegional(_ order: String) -> Bool {
        regional.contains(order) || (profiles.profile(order: order).map { $0.kind != .state } ?? false)
    }
    func isRegional(_ who: Participant) -> Bool { isRegional(order(of: who).order) }
    func profile(of order: String) -> Profile? { profiles.profile(order: order) }

    /// What an authority is: by the profile of its order, the generic one, or its roles.
    func kind(_ who: Participant) -> Profile.AuthorityClass? { isRegional(who) ? .regionalCourt : authority(who)?.kind }

    /// The profile's entry for an authority: of its order's profile, else of the generic one; nil where neither knows such a body.
    func authority(_ who: Participant) -> Profile.Authority? {
        let actor = who.actor.flatMap { actors[$0] }
        var names = [actor?.name, who.name].compactMap { $0 } + (actor?.aliases ?? [])
        names += actor?.roles.map(\.role) ?? []
        for profile in [profiles.profile(order: order(of: who).order), profiles.generic].compactMap({ $0 }) {
            if let found = names.lazy.compactMap({ profile.authority(named: $0) }).first { return found }
        }
        return nil
    }
}
