import CaseModel
import EDTF

/// Reads a case's chronology as acts, facts and duties of one person: what `CaseLedger` is made from.
///
/// Each choice that the papers leave open (whose act, which act it hits, how far back) is noted on the act with where it came from.
final class CaseReader {
    let record: CaseRecord
    let subject: ActorID
    let profiles: Profiles
    let cues: Cues
    let knowledge: Knowledge
    let words: (Passage) -> String?
    let actors: [ActorID: CaseActor]
    let published: [DocumentID: When]
    let orders: OrderFinder
    /// Whether most that happens to anybody in the papers happens to this person: then it is he whom an act without a name hits.
    let principal: Bool

    var drafts: [Draft] = []
    /// Every event of the record that is told by some draft → the draft's position.
    var place: [EventID: Int] = [:]
    var facts: [Fact] = []
    var evidence: [String: [Passage]] = [:]
    var byID: [EventID: Event]

    init(
        record: CaseRecord, subject: ActorID, profiles: Profiles, cues: Cues, knowledge: Knowledge,
        words: @escaping (Passage) -> String?
    ) {
        self.record = record
        self.subject = subject
        self.profiles = profiles
        self.cues = cues
        self.knowledge = knowledge
        self.words = words
        actors = Dictionary(record.actors.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
        var published: [DocumentID: When] = [:]
        for d in record.dates {
            if let w = d.published.edtf.flatMap({ When($0) }) ?? d.published.best.flatMap({ When($0) }) {
                published[d.document] = w
            }
        }
        self.published = published
        byID = Dictionary(record.events.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
        principal = CaseReader.isPrincipal(subject, record)
        orders = OrderFinder(record: record, subject: subject, profiles: profiles, cues: cues, principal: principal)
    }

    /// The whole way: drafts, one a distinct act; their dates and orders; what they hit; facts; duties.
    func read() -> LedgerFile {
        gather()
        join()
        order()
        effects()
        readFacts()
        duties()
        var ledger = LedgerFile(name: "case", subject: actors[subject]?.name ?? subject.id)
        ledger.acts = drafts.map(\.act)
        ledger.facts = facts
        let home = orders.home
        for act in ledger.acts { ledger.orderNames[act.order] = orders.name(of: act.order) }
        if let home, ledger.orderNames[home] == nil { ledger.orderNames[home] = orders.name(of: home) }
        for order in ledger.orders where orders.isRegional(order) {
            ledger.takesNotice[order] = ledger.orders.filter { !orders.isRegional($0) }.sorted()
        }
        for order in ledger.orders {
            let notice =
                orders.profile(of: order)?.reception.filter { $0.effect == .notice || $0.effect == .direct }.map(\.of) ?? []
            let more = notice.filter { ledger.orders.contains($0) && !(ledger.takesNotice[order] ?? []).contains($0) }
            if !more.isEmpty { ledger.takesNotice[order, default: []] += more.sorted() }
        }
        if let home, let profile = orders.profile(of: home) { ledger.readings = profile.readings }
        ledger.profiles = Set(ledger.orders.compactMap { orders.profile(of: $0)?.id }).sorted()
        return ledger
    }

    /// Whether a person is one to whom most is done: at least half of what is done to anybody.
    static func isPrincipal(_ subject: ActorID, _ record: CaseRecord) -> Bool {
        let kinds: Set<EventKind> = [
            .convict, .sentence, .pardon, .commute, .amnesty, .acquit, .release, .arrest, .detain, .transfer, .hospitalise,
            .extradite,
            .charge, .indict, .orderRelease, .orderDetention, .flee,
        ]
        let people = Set(record.actors.lazy.filter { $0.kind == .person }.map(\.id))
        var count: [ActorID: Int] = [:]
        for e in record.events where kinds.contains(e.kind) {
            for id in Set(e.participants.lazy.filter { [.patient, .beneficiary, .target].contains($0.role) }.compactMap(\.actor))
            where people.contains(id) {
                count[id, default: 0] += e.evidence.count
            }
        }
        return (count[subject] ?? 0) * 2 >= count.values.max() ?? 1 && count[subject] != nil
    }

    // MARK: - which events

    private static let actKinds: Set<EventKind> = [
        .convict, .sentence, .pardon, .commute, .amnesty, .annul, .restore, .uphold, .overrule, .suspend, .orderRelease,
        .orderDetention, .order, .request, .acquit, .dismiss, .rule, .enact, .vote, .release, .state,
    ]

    private func gather() {
        for e in record.events where CaseReader.actKinds.contains(e.kind) && happened(e) {
            let tellings = tellings(of: e)
            guard let family = family(e, tellings), concerns(e, family) else { continue }
            var draft = Draft(
                event: e, family: family,
                act: Act(id: e.id.id, order: "", authority: "", what: e.headline, adopted: When(Moment.distantPast)),
                tellings: tellings)
            guard let dates = dates(e) else { continue }
            draft.act.adopted = dates.adopted
            draft.act.known = dates.known
            // "With effect from" looks ahead; a "since" of the same sentence that looks back belongs to something else.
            draft.act.effective = e.legal?.effective.flatMap { When($0) }.flatMap {
                $0.earliest > dates.adopted.latest ? $0 : nil
            }
            draft.act.until = e.legal?.until.flatMap { When($0) }.flatMap { $0.earliest > dates.adopted.latest ? $0 : nil }
            if family.isJudgment { draft.act.until = nil }
            draft.act.notes = dates.notes
            draft.act.label = CaseReader.short(e.headline)
            drafts.append(draft)
        }
        drafts.sort { CaseReader.earlier($0, $1) }
    }

    /// A headline short enough for a line of proof.
    static func short(_ headline: String) -> String {
        guard headline.count > 80 else { return headline }
        var words = headline.prefix(80).split(separator: " ", omittingEmptySubsequences: false)
        words.removeLast()
        return words.joined(separator: " ") + " …"
    }

    /// By day; within one, as acts follow each other in a courtroom.
    static func earlier(_ a: Draft, _ b: Draft) -> Bool {
        (a.act.adopted.earliest, a.act.adopted.latest, rank(a.family), a.id) < (
            b.act.adopted.earliest, b.act.adopted.latest, rank(b.family), b.id
        )
    }
    private static func rank(_ f: Family) -> Int {
        switch f {
        case .annulment: 0
        case .conviction: 1
        case .sentence: 2
        case .acquittal, .closing: 3
        case .restoration, .confirmation: 4
        case .pardon, .commutation, .amnesty: 5
        case .stay: 6
        default: 7
        }
    }

    func happened(_ e: Event) -> Bool {
        guard e.review != .rejected else { return false }
        switch e.modality {
        case .asserted, .reported: return true
        case .requested: return e.kind == .request
        case .planned, .denied, .hypothetical: return false
        }
    }

    /// What kind of act the event is; nil where it is none.
    private func family(_ e: Event, _ tellings: [Telling]) -> Family? {
        func mostly(_ group: String) -> Bool {
            let hits = tellings.filter { cues.has(group, in: $0.folded) }.count
            return hits > 0 && hits * 2 >= tellings.count
        }
        switch e.kind {
        case .convict: return .conviction
        case .sentence:
            // "Jailed for some weeks", with no court, no verdict and no term of months: custody, not a judgment.
            let terms = e.figures.contains { $0.what == "sentence" && ["year", "month", "life"].contains($0.unit) }
            return terms || mostly("judged") ? .sentence : nil
        case .pardon: return .pardon
        case .commute: return mostly("remission") ? .remission : .commutation
        case .amnesty: return mostly("remission") ? .remission : .amnesty
        case .annul, .overrule: return .annulment
        case .restore: return .restoration
        case .uphold: return .confirmation
        case .suspend: return .stay
        case .acquit: return .acquittal
        case .dismiss: return aboutAppeal(tellings) ? .confirmation : .closing
        case .orderRelease, .release:
            // "Had been wrongly let out and must go back": a court that says so releases nobody.
            if mostly("return"), authority(of: e).flatMap({ orders.kind($0) })?.isCourt ?? (e.kind == .orderRelease) {
                return .detention
            }
            if mostly("bail") { return .bail }
            if mostly("remission") { return .remission }
            if mostly("served") { return .expiry }
            if mostly("parole") { return .parole }
            if e.kind == .orderRelease { return .releaseOrder }
            // A release that some decision acts upon was a decision itself.
            let hit = record.events.contains {
                [.annul, .suspend, .overrule, .restore].contains($0.kind) && $0.targets.contains(e.id) && happened($0)
            }
            return hit ? .parole : nil
        case .orderDetention: return .detention
        case .order, .request: return mostly("remission") && e.kind == .order ? .remission : .order
        case .rule:
            if tellsBreach(tellings) { return .finding }
            return mostly("remission") ? .remission : .ruling
        case .state:
            guard let authority = authority(of: e), orders.isRegional(authority), tellsBreach(tellings) else { return nil }
            return .finding
        case .enact, .vote:
            if mostly("remission") { return .remission }
            // Parliament's law, where its annulment says that it was an amnesty or let him out.
            let hit = record.events.contains { o in
                [.annul, .overrule].contains(o.kind) && o.targets.contains(e.id) && happened(o)
                    && self.tellings(of: o).contains { cues.has("noun_amnesty", in: $0.folded) }
            }
            return mostly("amnesty_law") || hit ? .amnesty : nil
        default: return nil
        }
    }

    /// A breach of an order or obligation, as against one of somebody's rights.
    private func tellsBreach(_ tellings: [Telling]) -> Bool {
        tellings.contains { t in
            if cues.has("breach", in: t.folded) { return true }
            guard let weak = cues.find("breach_weak", in: t.folded) else { return false }
            return cues.find("breach_of", in: t.folded, from: weak.at) != nil
        }
    }

    /// "Dismissed the appeal" confirms; "dismissed the charges" ends a case. Told by the first such noun after the verb.
    private func aboutAppeal(_ tellings: [Telling]) -> Bool {
        var appeal = 0, charge = 0
        for t in tellings {
            let a = cues.find("appeal", in: t.folded, from: t.trigger)?.at ?? Int.max
            let c = cues.find("charge", in: t.folded, from: t.trigger)?.at ?? Int.max
            if a < c { appeal += 1 } else if c < a { charge += 1 }
        }
        return charge == 0 || appeal >= charge
    }

    /// Whether the act is about the subject.
    private func concerns(_ e: Event, _ family: Family) -> Bool {
        let patients = e.participants.filter { [.patient, .beneficiary, .target].contains($0.role) }
        if patients.contains(where: { $0.actor == subject }) { return true }
        // A regional court's order and a finding are addressed to states; a review hits an act.
        let others = patients.contains { isSomebodyElse($0, tellings(of: e)) }
        if family.isReview || family == .closing {
            let targets = e.targets.compactMap { byID[$0] }
            if targets.contains(where: { hits($0) }) { return true }
            if !targets.isEmpty, targets.allSatisfy({ belongsToAnother($0) }) { return false }
        }
        guard principal, !others else { return false }
        // "312 people were convicted": somebody else, though nobody by name.
        if family.isJudgment || family == .pardon || family == .commutation || family == .acquittal {
            let words = patients.filter { $0.actor == nil }.map { fold($0.name) }
            if !words.isEmpty, !words.contains(where: { CaseReader.standIns.contains($0) }) { return false }
        }
        return true
    }
    private static let standIns: Set<String> = [
        "he", "she", "him", "her", "his", "hers", "they", "them", "who", "former", "the former",
    ]

    /// Whether a participant is a person other than the subject, and the sentences name him by a name that the subject does not
    /// bear. "His conviction", "Vost was held" that went to a lawyer of that name are no reason to keep an act from the one person to
    /// whom most happens.
    func isSomebodyElse(_ p: Participant, _ tellings: [Telling]) -> Bool {
        guard let id = p.actor, id != subject, let actor = actors[id], actor.kind == .person else { return false }
        guard principal else { return true }
        let mine = Set((actors[subject].map { [$0.name] + $0.aliases } ?? []).flatMap { fold($0).split(separator: " ") })
        let theirs = Set(([actor.name] + actor.aliases).flatMap { fold($0).split(separator: " ") }).subtracting(mine).filter {
            $0.utf8.count >= 3
        }
        return tellings.contains { t in
            let words = Set(t.folded.split(separator: " "))
            return theirs.contains { words.contains($0) }
        }
    }

    /// Whether an event has the subject as the person hit.
    private func hits(_ e: Event) -> Bool {
        e.participants.contains { [.patient, .beneficiary, .target].contains($0.role) && $0.actor == subject }
    }
    private func belongsToAnother(_ e: Event) -> Bool {
        let told = tellings(of: e)
        let people = e.participants.filter { [.patient, .beneficiary, .target].contains($0.role) && isSomebodyElse($0, told) }
        return !people.isEmpty && !people.contains { $0.actor == subject }
    }

    // MARK: - who, where, when

    func authority(of e: Event) -> Participant? {
        e.participants.first { $0.role == .authority } ?? e.participants.first { $0.role == .agent && $0.actor != subject }
            ?? (e.kind == .state ? e.participants.first { $0.role == .source } : nil)
    }

    private var told: [EventID: [Telling]] = [:]

    func tellings(of e: Event) -> [Telling] {
        if let known = told[e.id] { return known }
        let found = readTellings(e)
        told[e.id] = found
        return found
    }

    private func readTellings(_ e: Event) -> [Telling] {
        var out: [Telling] = []
        for v in e.evidence {
            guard let text = words(v.passage) else { continue }
            let utf8 = Array(text.utf8)
            var at = 0
            if let t = v.trigger, t.lowerBound >= v.passage.start, t.lowerBound - v.passage.start <= utf8.count {
                at = fold(String(decoding: utf8[0..<(t.lowerBound - v.passage.start)], as: UTF8.self)).utf8.count
            }
            out.append(Telling(folded: fold(text), trigger: at))
        }
        if out.isEmpty {
            out.append(Telling(folded: fold([e.headline, e.legal?.content ?? ""].joined(separator: " ")), trigger: 0))
        }
        return out
    }

    /// The earliest day on which a paper tells the event.
    func firstPaper(_ e: Event) -> When? {
        e.evidence.compactMap { published[$0.passage.document] }.min { ($0.latest, $0.earliest) < ($1.latest, $1.earliest) }
    }

    /// When an event happened and became known; nil where neither its own day nor any paper's is known.
    func dates(_ e: Event) -> (adopted: When, known: When?, notes: [String])? {
        let paper = firstPaper(e)
        var notes: [String] = []
        var adopted: When
        if let w = e.date.edtf.flatMap({ When($0) }) ?? e.date.best.flatMap({ When($0) }) {
            adopted = w
            // A year or so is told: no court sits and no decree is signed on New Year's Day.
            let first = w.earliest
            if w.breadth >= 300, first > .distantPast, first.day.month == 1, first.day.day == 1,
                CaseReader.actKinds.contains(e.kind)
            {
                adopted = w.from(Moment(first.day + 1))
            }
        } else if let paper {
            adopted = When(stretches: [When.Stretch(.distantPast, paper.latest)], text: "../\(paper.latest.text)")
            notes.append("its day is not told; it was known on \(paper.latest.text), the earliest paper's day")
        } else {
            return nil
        }
        if let paper, paper.latest < .distantFuture { adopted = adopted.through(paper.latest) }
        // With no end at all the day says nothing.
        if adopted.latest >= .distantFuture {
            guard let best = e.date.best.flatMap({ When($0) }), best.latest < .distantFuture else { return nil }
            adopted = best
        }
        var known: When?
        switch knowledge {
        case .publicly:
            if !adopted.isCertain, let paper, paper.latest < .distantFuture {
                known = adopted.breadth > 366 || adopted.earliest <= .distantPast ? When(paper.latest) : nil
            }
        case .papers: known = paper.map { When($0.latest) }
        case .caseFile(let days):
            known = e.evidence.compactMap { days[$0.passage.document].flatMap { When($0) } }.min { $0.latest < $1.latest }
        }
        return (adopted, known, notes)
    }

    /// Tells duplicates of one act apart from acts of one kind: the vaguer telling joins the sharper one.
    private func join() {
        var into: [Int: Int] = [:]
        for i in drafts.indices {
            var best: Int?
            for j in drafts.indices where j != i && into[j] == nil && same(drafts[i], drafts[j]) {
                let sharper = sharpness(j) < sharpness(i)
                guard sharper else { continue }
                if best == nil || drafts[j].act.adopted.breadth < drafts[best!].act.adopted.breadth { best = j }
            }
            if let best { into[i] = best }
        }
        for i in into.keys.sorted() {
            var j = into[i]!
            while let next = into[j] { j = next }
            drafts[j].also.append(drafts[i].event.id)
            drafts[j].tellings += drafts[i].tellings
            // Days that exclude one another stay side by side, unless one stands alone against three times the papers.
            let outvoted = drafts[j].event.evidence.count >= 3 * drafts[i].event.evidence.count
            let near = abs(drafts[i].act.adopted.earliest.seconds - drafts[j].act.adopted.earliest.seconds) <= 3 * 86_400
            if !drafts[i].act.adopted.meets(drafts[j].act.adopted), !outvoted, drafts[i].act.adopted.breadth <= 40,
                drafts[i].family != .sentence || near
            {
                drafts[j].act.adopted = drafts[j].act.adopted.or(drafts[i].act.adopted)
                drafts[j].act.notes.append("the papers give it different days: \(drafts[j].act.adopted.text)")
            }
            if drafts[i].family == .conviction, drafts[j].family == .sentence {
                if drafts[j].event.legal == nil { drafts[j].event.legal = LegalTraits() }
                if !drafts[j].event.legal!.components.contains("conviction") {
                    drafts[j].event.legal!.components += ["prison", "conviction"]
                }
            }
            drafts[j].event.targets += drafts[i].event.targets.filter { !drafts[j].event.targets.contains($0) }
            drafts[j].event.figures += drafts[i].event.figures
            drafts[j].event.evidence += drafts[i].event.evidence
            if drafts[j].event.participants.allSatisfy({ $0.role != .authority && $0.role != .agent }) {
                drafts[j].event.participants += drafts[i].event.participants.filter { $0.role == .authority || $0.role == .agent }
            }
        }
        drafts = drafts.indices.filter { into[$0] == nil }.map { drafts[$0] }
        drafts.sort { CaseReader.earlier($0, $1) }
        for (i, d) in drafts.enumerated() {
            place[d.event.id] = i
            for other in d.also { place[other] = i }
            evidence[d.id] = d.event.evidence.map(\.passage)
        }
        // The signing of a decree is the decree.
        for e in record.events where (e.kind == .enact || e.kind == .publish) && place[e.id] == nil {
            if let i = e.targets.lazy.compactMap({ self.place[$0] }).first(where: { drafts[$0].family.isClemency }) {
                place[e.id] = i
            }
        }
    }

    /// Sharper days first; of sentences the earlier, of others the better attested.
    private func sharpness(_ i: Int) -> (Int64, Int64, Int, Int) {
        let d = drafts[i]
        return (d.act.adopted.breadth, d.family == .sentence ? d.act.adopted.earliest.seconds : 0, -d.event.independentSources, i)
    }

    /// Whether two drafts may be one act told twice.
    private func same(_ a: Draft, _ b: Draft) -> Bool {
        // "The convicted …" with no day of its own belongs to a judgment that has one.
        let vague =
            a.family == .conviction && b.family == .sentence && a.act.adopted.breadth > 366 && b.act.adopted.breadth <= 366
            && a.act.adopted.meets(b.act.adopted)
        let families = a.family == b.family || vague
        guard families, a.family != .order, a.family != .ruling, a.family != .finding else { return false }
        let near =
            a.act.adopted.meets(b.act.adopted)
            || abs(a.act.adopted.earliest.seconds - b.act.adopted.earliest.seconds) <= 3 * 86_400
            || a.family == .amnesty && abs(a.act.adopted.earliest.seconds - b.act.adopted.earliest.seconds) <= 60 * 86_400
            || mercyOnce(a, b) || sameTerm(a, b)
        guard near else { return false }
        // Two sharp days are two acts, unless they are a signature and its announcement.
        if a.family == .confirmation || a.family == .stay, a.act.adopted.isCertain, b.act.adopted.isCertain,
            a.act.adopted != b.act.adopted
        {
            return false
        }
        let ta = Set(a.event.targets), tb = Set(b.event.targets)
        if !ta.isEmpty, !tb.isEmpty, ta.isDisjoint(with: tb) { return false }
        if a.family.isReview, ta.isEmpty != tb.isEmpty, a.act.adopted.isCertain, b.act.adopted.isCertain { return false }
        let pa = authority(of: a.event), pb = authority(of: b.event)
        if let x = pa?.actor, let y = pb?.actor, x != y, a.family != .amnesty {
            guard let ka = orders.kind(pa!), let kb = orders.kind(pb!), ka == kb || ka == .court || kb == .court else {
                return false
            }
        }
        let fa = a.event.figures.filter { $0.what == "sentence" }.map(\.value),
            fb = b.event.figures.filter { $0.what == "sentence" }.map(\.value)
        return fa.isEmpty || fb.isEmpty || !Set(fa).isDisjoint(with: Set(fb))
    }

    /// A term of one length told with two days, and no judgment struck in between: passed once, told again when it began or mattered.
    private func sameTerm(_ a: Draft, _ b: Draft) -> Bool {
        guard a.family == .sentence, b.family == .sentence else { return false }
        func terms(_ d: Draft) -> Set<String> {
            Set(d.event.figures.filter { $0.what == "sentence" }.map { "\($0.value) \($0.unit)" })
        }
        let lo = min(a.act.adopted.earliest, b.act.adopted.earliest), hi = max(a.act.adopted.latest, b.act.adopted.latest)
        guard !terms(a).isDisjoint(with: terms(b)) else { return false }
        return !drafts.contains { d in
            d.family == .annulment && d.act.adopted.latest > lo && d.act.adopted.earliest < hi && !d.says("noun_clemency", cues)
        }
    }

    /// One hand pardons one person once, unless the first pardon was taken away in between: other days are other tellings.
    private func mercyOnce(_ a: Draft, _ b: Draft) -> Bool {
        guard a.family.isClemency, let x = authority(of: a.event)?.actor, x == authority(of: b.event)?.actor,
            actors[x]?.kind == .person
        else { return false }
        let lo = min(a.act.adopted.earliest, b.act.adopted.earliest), hi = max(a.act.adopted.latest, b.act.adopted.latest)
        return !drafts.contains { d in
            d.family == .annulment && d.act.adopted.earliest > lo && d.act.adopted.latest < hi
                && (d.event.targets.contains(a.event.id) || d.event.targets.contains(b.event.id))
        }
    }

    /// Gives each draft its authority and legal order.
    private func order() {
        for i in drafts.indices {
            let who = authority(of: drafts[i].event)
            drafts[i].authority = who?.actor
            drafts[i].act.authority = who.map { p in p.actor.flatMap { actors[$0]?.name } ?? p.name } ?? "unnamed authority"
            drafts[i].kind = who.flatMap { orders.kind($0) } ?? usual(drafts[i].family)
            var (order, note) = orders.order(of: who)
            // States take orders from courts of several countries.
            if !orders.isRegional(order), [.order, .releaseOrder, .detention].contains(drafts[i].family),
                let only = orders.onlyRegional,
                who == nil || drafts[i].kind == nil || drafts[i].kind == .court,
                drafts[i].event.participants.contains(where: { $0.role != .place && orders.isCountry($0) })
            {
                (order, note) = (
                    only, "it is addressed to a state: taken to be the only court of several countries in the papers"
                )
            }
            drafts[i].act.order = order
            if let note { drafts[i].act.notes.append(note) }
            if orders.isRegional(order) { drafts[i].kind = .regionalCourt }
        }
    }

    /// Who does such acts where nobody is named.
    private func usual(_ family: Family) -> Profile.AuthorityClass? {
        switch family {
        case .pardon, .commutation: .headOfState
        case .amnesty: .legislature
        case .conviction, .sentence, .acquittal, .closing, .annulment, .restoration, .confirmation, .stay: .court
        default: nil
        }
    }
}
