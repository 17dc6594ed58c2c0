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
            let patient = casts[c].name(.patient) ?? casts[c].name(.beneficiary) ?? casts[c].name(.target)
            // What is acted on and is no entry ("dismissed his appeal") is still what the words say.
            let target =
                targets[c].first { KindTable.shared.nouns[kinds[$0]] != nil }.map {
                    (kinds[$0], casts[$0].name(.patient) ?? casts[$0].name(.beneficiary))
                } ?? (kinds[c] == .dismiss ? wordedTarget(of: c).map { ($0, patient) } : nil)
            event.headline = Headline.make(
                kind: kinds[c], modality: modality, agent: casts[c].name(.agent) ?? casts[c].name(.authority),
                patient: patient,
                lemma: mention(members[c][0]).lemma,
                target: target,
                place: casts[c].name(.place))
            return event
        }
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
    }

    /// Words that name or describe somebody: not a pronoun alone.
    private static func isNaming(_ words: String) -> Bool {
        let pronouns: Set<String> = [
            "i", "we", "you", "he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "who", "whom", "whose",
            "which", "that", "this",
            "those", "these", "himself", "herself", "itself", "themselves", "me", "us",
        ]
        return Fold.words(words).contains { !pronouns.contains($0) }
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
        // A sentence told with its conviction carries both.
        let kinds = Set(members[c].map { tellings[$0].kind })
        if kinds.isSuperset(of: [.convict, .sentence]) {
            var traits = result ?? LegalTraits()
            if !traits.components.contains("conviction") { traits.components.append("conviction") }
            result = traits
        }
        return result
    }
}
