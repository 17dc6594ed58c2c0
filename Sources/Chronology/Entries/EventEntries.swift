import CaseModel
import EDTF
import Events

/// The entries of the chronology.
extension CaseSolution {
    /// One event a cluster, in the order of the clusters.
    func events() -> [Event] {
        let kinds = members.map(kind(of:))
        let targets = TargetFinder(
            builder: builder, tellings: tellings, clusterOf: clusterOf, members: members, kinds: kinds,
            days: members.indices.map(days(ofEvent:))
        ).find()
        let ids = members.indices.map(id(of:))
        let casts = members.map(cast)
        return members.indices.map { c in
            let modality = modality(of: c)
            var event = Event(
                id: ids[c], kind: kinds[c], date: eventDate(c, kind: kinds[c]), headline: "", participants: casts[c].participants,
                modality: modality, targets: targets[c].map { ids[$0] }, figures: figures(of: c), evidence: evidence(of: c),
                independentSources: sources(members[c].map { tellings[$0].document }), review: .proposed, legal: legal(of: c))
            let cast = casts[c]
            let patient = cast.party(.patient) ?? cast.party(.beneficiary) ?? cast.party(.target)
            let agent = cast.party(.agent) ?? cast.party(.authority)
            // What is acted on and is no entry ("dismissed his appeal") is still what the words say.
            let act =
                act(on: c, targets, kinds, casts, by: agent?.name)
                ?? (kinds[c] == .dismiss
                    ? wordedTarget(of: c).flatMap { Headline.act($0, of: patient?.name == agent?.name ? nil : patient?.name) }
                    : nil)
            event.headline =
                Headline(
                    kind: kinds[c], modality: modality, agent: agent, patient: patient, lemma: lemma(of: c, kinds[c]), act: act,
                    place: cast.name(.place)
                ).text
            return event
        }
    }

    /// What an entry acts on, in words; whose act it is stays out where that is the one who acts.
    private func act(
        on c: Int, _ targets: [[Int]], _ kinds: [EventKind], _ casts: [Cast], by agent: String?, depth: Int = 0
    ) -> String? {
        guard let target = targets[c].first(where: { Headline.act(kinds[$0], of: nil) != nil }) else { return nil }
        let below =
            depth < 2 && HeadlineTable.shared.decisions.contains(kinds[target])
            ? act(on: target, targets, kinds, casts, by: nil, depth: depth + 1) : nil
        let whose = casts[target].name(.patient) ?? casts[target].name(.beneficiary)
        return Headline.act(kinds[target], of: below ?? (whose == agent ? nil : whose))
    }

    /// The lemma that more than half of the tellings use, else the first one's where the kind has no words of its own; "" for none.
    private func lemma(of c: Int, _ kind: EventKind) -> String {
        if kind == .other { return mention(members[c][0]).lemma }
        var counts: [String: Int] = [:]
        for t in members[c] { counts[mention(t).lemma, default: 0] += 1 }
        return counts.first { $0.value * 2 > members[c].count }?.key ?? ""
    }

    /// What the words say is dismissed, where every telling that names it names the same: an appeal, a charge, or the request for what is refused.
    private func wordedTarget(of c: Int) -> EventKind? {
        let named = Set(members[c].flatMap { mention($0).targets.compactMap(\.kind) })
        guard named.count == 1, let kind = named.first else { return nil }
        switch kind {
        case .appeal, .request, .charge, .indict: return kind
        case .pardon, .commute, .amnesty: return .request
        default: return nil
        }
    }

    func kind(of members: [Int]) -> EventKind {
        var counts: [EventKind: Int] = [:]
        for t in members { counts[tellings[t].kind, default: 0] += tellings[t].passing ? 1 : 3 }
        return KindTable.shared.preferred(counts)
    }

    /// Of the first telling by the order of the papers' ids, so that more papers seldom change it.
    private func id(of c: Int) -> EventID {
        let t = members[c][0]
        let trigger = mention(t).trigger
        return EventID(
            "e"
                + Fold.hash(
                    "\(tellings[t].kind.rawValue)|\(input.documents[tellings[t].document].id)|\(trigger.lowerBound)|\(trigger.upperBound)"
                ))
    }

    private func modality(of c: Int) -> Modality {
        let order: [Modality] = [.asserted, .reported, .requested, .planned, .denied, .hypothetical]
        let told = Set(members[c].map { tellings[$0].world == .hypothetical ? .hypothetical : mention($0).modality })
        return order.first(where: told.contains) ?? .asserted
    }

    // MARK: Participants

    /// Who takes part, and the first name of each role.
    struct Cast {
        var participants: [Participant]
        func name(_ role: ParticipantRole) -> String? { participants.first { $0.role == role }?.name }
        func party(_ role: ParticipantRole) -> Headline.Party? {
            participants.first { $0.role == role }.map { Headline.Party(name: $0.name, isActor: $0.actor != nil) }
        }
    }

    /// Words that name or describe somebody: not a pronoun alone.
    private static func isNaming(_ words: String) -> Bool {
        Fold.words(words).contains { !WordLists.shared.pronouns.contains($0) }
    }

    private func cast(_ members: [Int]) -> Cast {
        var votes: [Int: [ParticipantRole: Int]] = [:]
        var words: [ParticipantRole: String] = [:]
        for t in members {
            let weight = tellings[t].passing ? 1 : 3
            for argument in mention(t).arguments {
                if let actor = book.actor(tellings[t].document, argument.entity) {
                    votes[actor, default: [:]][argument.role, default: 0] += weight
                } else if words[argument.role] == nil, argument.words.utf8.count <= 80, Self.isNaming(argument.words) {
                    words[argument.role] = argument.words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                }
            }
        }
        let roles: [ParticipantRole] = [.agent, .authority, .patient, .beneficiary, .target, .source, .place]
        func rank(_ role: ParticipantRole) -> Int { roles.firstIndex(of: role)! }
        var chosen: [(actor: Int, role: ParticipantRole, votes: Int)] = []
        for (actor, byRole) in votes {
            let best = byRole.min { (-$0.value, rank($0.key)) < (-$1.value, rank($1.key)) }!
            chosen.append((actor, best.key, byRole.values.reduce(0, +)))
        }
        chosen.sort {
            (rank($0.role), -$0.votes, -book.entries[$0.actor].mentions, $0.actor) < (
                rank($1.role), -$1.votes, -book.entries[$1.actor].mentions, $1.actor
            )
        }
        var participants = chosen.map {
            Participant(role: $0.role, actor: book.entries[$0.actor].id, name: book.entries[$0.actor].name)
        }
        let taken = Set(chosen.map(\.role))
        for role in roles where !taken.contains(role) {
            if let words = words[role] { participants.append(Participant(role: role, actor: nil, name: words)) }
        }
        return Cast(participants: participants)
    }

    // MARK: What the papers say

    private func figures(of c: Int) -> [Figure] {
        var seen = Set<String>()
        return members[c].flatMap { mention($0).figures }.sorted {
            ($0.what, $0.value, $0.passage) < ($1.what, $1.value, $1.passage)
        }.filter {
            seen.insert("\($0.what)|\($0.unit)|\($0.value)|\($0.high ?? -1)").inserted
        }
    }

    private func evidence(of c: Int) -> [Evidence] {
        var seen = Set<Passage>()
        return members[c].sorted { key($0) < key($1) }.compactMap { t in
            let passage = passage(t)
            guard seen.insert(passage).inserted else { return nil }
            let own = tellings[t].own
            return Evidence(
                passage: passage, trigger: mention(t).trigger, modality: mention(t).modality,
                date: tellings[t].isTimed ? own.edtf : nil)
        }
    }

    private func key(_ t: Int) -> (Int, Day, Int) {
        (tellings[t].passing ? 1 : 0, days(ofPaper: tellings[t].document).first ?? .distantFuture, t)
    }

    /// The traits that the papers give: the first that says anything, by trait; components of all.
    private func legal(of c: Int) -> LegalTraits? {
        var result: LegalTraits?
        for t in members[c] {
            guard let traits = mention(t).legal else { continue }
            guard var merged = result else {
                result = traits
                continue
            }
            if merged.mode == nil { (merged.mode, merged.modeWords) = (traits.mode, traits.modeWords) }
            for component in traits.components where !merged.components.contains(component) {
                merged.components.append(component)
            }
            merged.effective = merged.effective ?? traits.effective
            merged.until = merged.until ?? traits.until
            merged.binding = merged.binding ?? traits.binding
            merged.content = merged.content ?? traits.content
            result = merged
        }
        // A sentence told with its conviction carries both; one that only names "his conviction" rests on another act.
        let kinds = Set(members[c].filter { !tellings[$0].passing }.map { tellings[$0].kind })
        if kinds.isSuperset(of: [.convict, .sentence]) {
            var traits = result ?? LegalTraits()
            if !traits.components.contains("conviction") { traits.components.append("conviction") }
            result = traits
        }
        return result
    }
}
