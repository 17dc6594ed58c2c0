import CaseModel
import Language

/// Which told event a noun or pronoun means: anaphors become links to their antecedents, acts get what they act on.
extension EventReader {
    /// Kinds that "the ruling", "the decision", "the order" may point back to.
    private static let decisions: Set<EventKind> = [
        .rule, .convict, .sentence, .annul, .restore, .uphold, .overrule, .suspend, .orderRelease, .orderDetention, .order,
        .acquit, .dismiss,
        .review, .pardon, .commute, .amnesty, .enact,
    ]
    private static let measures: Set<EventKind> = [.commute, .pardon, .amnesty, .enact, .order]

    mutating func linkAnaphors() {
        for index in drafts.indices where drafts[index].isNoun && drafts[index].isDefinite {
            // "the decision to pardon him": the act under it is what was decided.
            let clauses = reading.scene.sentences[drafts[index].sentence]
            if [.rule, .order].contains(drafts[index].event.kind), drafts[index].event.passing,
                clauses.children[drafts[index].head].contains(where: { child in
                    clauses.relation(child) == "acl" && clauses.tokens[child].xpos == "VB"
                        && drafts.contains { $0.sentence == clauses.number && $0.head == child }
                })
            {
                continue
            }
            // "the ruling in which the court had cleared him": the act that its own clause tells.
            if [.rule, .order, .enact].contains(drafts[index].event.kind),
                let own = clauses.children[drafts[index].head].first(where: { clauses.relation($0) == "acl:relcl" }),
                let inner = drafts.firstIndex(where: {
                    $0.sentence == clauses.number && $0.head == own && !$0.isNoun && EventReader.decisions.contains($0.event.kind)
                        && $0.event.kind != .enact
                }), clauses.children[own].contains(where: { ["which", "that", "by", "in"].contains(clauses.forms[$0]) }),
                isItsAct(index, inner, clauses)
            {
                if drafts[inner].event.whens.isEmpty { drafts[inner].event.whens = drafts[index].event.whens }
                join(index, inner)
                continue
            }
            guard let antecedent = antecedent(of: index) else { continue }
            join(index, antecedent)
        }
    }

    /// The clause says what the noun did ("the ruling that struck it down", "in which the court cleared him"), not what was done to it.
    private func isItsAct(_ noun: Int, _ verb: Int, _ clauses: Clauses) -> Bool {
        guard let predicate = drafts[verb].predicate else { return false }
        return predicate.object != drafts[noun].head && predicate.object.map(clauses.through) != drafts[noun].head
    }

    private mutating func join(_ index: Int, _ other: Int) {
        let chain = drafts[other].event.chain ?? other
        drafts[other].event.chain = chain
        drafts[index].event.chain = chain
        // The same act told again is no second act.
        if drafts[index].event.whens.isEmpty { drafts[index].event.passing = true }
    }

    /// The event that a definite noun means, told before it, else in the lead that follows a headline.
    private func antecedent(of index: Int) -> Int? {
        let draft = drafts[index]
        var best: (score: Int, event: Int)?
        for (other, candidate) in drafts.enumerated()
        where other != index && !(candidate.isNoun && candidate.event.passing && candidate.event.chain == nil) {
            guard candidate.event.modality == .asserted || candidate.event.modality == .reported else { continue }
            // A verdict convicts or acquits; any court rules.
            let isVerdict = draft.event.lemma == "verdict"
            let same =
                isVerdict
                ? [.convict, .sentence, .acquit].contains(candidate.event.kind) || candidate.event.lemma == "verdict"
                : candidate.event.kind == draft.event.kind
            let loose =
                draft.event.kind == .rule && EventReader.decisions.contains(candidate.event.kind)
                || draft.event.kind == .order && [.orderRelease, .orderDetention].contains(candidate.event.kind)
                || draft.event.kind == .enact && EventReader.measures.contains(candidate.event.kind)
                || draft.event.kind == .convict && candidate.event.kind == .sentence
                || draft.event.kind == .arrest && candidate.event.kind == .detain
                || draft.event.kind == .sentence && candidate.event.kind == .convict
            guard same || loose else { continue }
            // A decision by somebody is none of an act whose maker is unknown.
            if loose, !same, draft.has(.agent), !candidate.has(.agent) { continue }
            guard agree(draft, candidate), agreeInTime(draft, candidate) else { continue }
            let distance = draft.sentence - candidate.sentence
            if distance < 0 && !same { continue }
            if distance == 0, candidate.event.trigger.lowerBound > draft.event.trigger.lowerBound, !same { continue }
            // Verbs within the noun's own clause are about it, not it.
            if distance == 0, candidate.head == draft.carrier { continue }
            var score = same ? 60 : 30
            score -= distance >= 0 ? min(distance, 20) * (loose && !same ? 4 : 2) : 25 + min(-distance, 20)
            if candidate.event.passing { score -= 8 }
            if sharesPatient(draft, candidate) { score += 10 }
            if sharesAgent(draft, candidate) { score += 10 }
            if best == nil || score > best!.score { best = (score, other) }
        }
        return best?.event
    }

    /// Participants do not contradict.
    private func agree(_ a: Draft, _ b: Draft) -> Bool {
        for role in [ParticipantRole.agent, .patient] {
            let x = Set(a.entities(role))
            let y = Set(b.entities(role))
            // "His family's petitions" are not "the court's request", though nobody knows who the family is.
            if role == .agent, x.isEmpty != y.isEmpty, a.has(.agent), b.has(.agent) { return false }
            if !x.isEmpty, !y.isEmpty, x.isDisjoint(with: y) {
                // A judge and his court speak with one voice.
                if role == .agent, x.contains(where: reading.book.isCourt) != y.contains(where: reading.book.isCourt),
                    a.sentence - b.sentence < 4
                {
                    continue
                }
                return false
            }
        }
        return true
    }

    /// "the ruling of January 2012" is not what the court did on Friday.
    private func agreeInTime(_ a: Draft, _ b: Draft) -> Bool {
        let x = a.event.whens.filter { $0.bearing == .at }.map(\.time)
        let y = b.event.whens.filter { $0.bearing == .at }.map(\.time)
        return x.isEmpty || y.isEmpty || x.contains(where: y.contains)
    }

    private func sharesPatient(_ a: Draft, _ b: Draft) -> Bool {
        !Set(a.entities(.patient)).isDisjoint(with: b.entities(.patient))
    }
    private func sharesAgent(_ a: Draft, _ b: Draft) -> Bool { !Set(a.entities(.agent)).isDisjoint(with: b.entities(.agent)) }

    // MARK: Whom the paper is about

    private static let fates: Set<EventKind> = [
        .convict, .sentence, .pardon, .commute, .acquit, .arrest, .detain, .release, .orderRelease, .orderDetention, .extradite,
        .charge,
        .indict, .transfer,
    ]
    private static let actsOnOne: Set<EventKind> = [
        .convict, .sentence, .pardon, .commute, .acquit, .release, .annul, .restore, .uphold, .suspend, .orderRelease,
    ]

    /// "signed the pardon" in a paper that tells of one person's conviction, sentence and release: it is that person's.
    mutating func fillFromPaper() {
        var counts: [Int: Int] = [:]
        var total = 0
        for draft in drafts where EventReader.fates.contains(draft.event.kind) {
            guard draft.event.modality != .denied, let person = draft.entities(.patient).first(where: reading.book.isPerson),
                reading.book.entries[person].isNamed
            else { continue }
            counts[person, default: 0] += 1
            total += 1
        }
        guard let (person, count) = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), count > 1, count * 5 >= total * 4
        else { return }
        for index in drafts.indices {
            guard EventReader.actsOnOne.contains(drafts[index].event.kind), !drafts[index].has(.patient),
                !drafts[index].event.passing,
                !drafts[index].entities(.agent).contains(person)
            else { continue }
            let clauses = reading.scene.sentences[drafts[index].sentence]
            let pointsBack =
                drafts[index].isNoun
                ? drafts[index].isDefinite
                : drafts[index].target.map {
                    isDefinite(clauses.through($0), clauses)
                        && reading.kinds(clauses, $0).contains(where: EventReader.fates.contains)
                } ?? false
            guard pointsBack else { continue }
            let range = drafts[index].event.trigger
            drafts[index].event.arguments.append(
                .init(role: .patient, entity: person, range: range, words: reading.scene.words(range)))
        }
    }

    // MARK: Targets

    mutating func linkTargets() {
        let byPlace = Dictionary(grouping: drafts.indices, by: { drafts[$0].sentence })
        for index in drafts.indices {
            guard let token = drafts[index].target else { continue }
            let clauses = reading.scene.sentences[drafts[index].sentence]
            var tokens = [token]
            tokens += clauses.children(token, relation: "conj").filter { clauses.isNominal($0) }
            for one in tokens { addTarget(one, index, clauses, byPlace) }
        }
    }

    private mutating func addTarget(_ token: Int, _ index: Int, _ clauses: Clauses, _ byPlace: [Int: [Int]]) {
        let head = clauses.through(token)
        let phrase = clauses.phrase(head)
        let range = clauses.bytes(phrase)
        let words = reading.scene.words(range)
        let here = byPlace[clauses.number] ?? []
        let kinds = reading.kinds(clauses, head)
        // The act told in a relative clause or participle of the noun: "the ruling that had struck it down".
        if kinds.isEmpty || kinds.contains(where: { [.rule, .enact, .order, .other].contains($0) }) {
            for child in clauses.children[head] where clauses.relation(child).hasPrefix("acl") {
                if let inner = here.first(where: {
                    drafts[$0].head == child && !drafts[$0].isNoun && $0 != index && drafts[$0].event.kind != .state
                }) {
                    drafts[index].event.targets.append(
                        .init(event: inner, kind: drafts[inner].event.kind, range: range, words: words))
                    inherit(from: inner, to: index)
                    return
                }
            }
        }
        if let own = here.first(where: { drafts[$0].isNoun && drafts[$0].head == head && $0 != index }) {
            drafts[index].event.targets.append(.init(event: own, kind: drafts[own].event.kind, range: range, words: words))
            inherit(from: own, to: index)
            return
        }
        let isPronoun = clauses.tokens[head].upos == .pron
        // "rewrote the constitution": what names no act means none that was told.
        let mayMean =
            isPronoun || !kinds.isEmpty || clauses.isClass(head, .legalact) || clauses.isClass(head, .deed)
        if mayMean, let told = recent(kinds: kinds, isPronoun: isPronoun, before: index, clauses) {
            drafts[index].event.targets.append(.init(event: told, kind: drafts[told].event.kind, range: range, words: words))
            inherit(from: told, to: index)
        } else {
            drafts[index].event.targets.append(.init(event: nil, kind: kinds.first, range: range, words: words))
        }
    }

    /// An act on an act is done to whom that act was done to.
    private mutating func inherit(from other: Int, to index: Int) {
        guard !drafts[index].has(.patient), ![.request, .appeal, .order].contains(drafts[index].event.kind) else { return }
        var source = other
        if !drafts[source].has(.patient), let chain = drafts[source].event.chain, chain < drafts.count { source = chain }
        drafts[index].event.arguments += drafts[source].event.arguments.filter {
            $0.role == .patient && $0.entity != nil && !drafts[index].entities(.agent).contains($0.entity!)
        }
    }

    /// The act last told before a place that words of these kinds, or "it", may mean.
    private func recent(kinds: [EventKind], isPronoun: Bool, before index: Int, _ clauses: Clauses) -> Int? {
        let targetable: Set<EventKind> = [
            .pardon, .commute, .amnesty, .convict, .sentence, .enact, .annul, .restore, .suspend, .rule, .order, .orderRelease,
            .orderDetention, .acquit,
            .request, .appeal, .charge, .indict, .dissolve, .release, .extradite,
        ]
        var best: (score: Int, event: Int)?
        let place = drafts[index].event.trigger.lowerBound
        for (other, candidate) in drafts.enumerated()
        where other != index && candidate.event.trigger.lowerBound < place && candidate.head != drafts[index].head {
            guard candidate.event.modality == .asserted || candidate.event.modality == .reported else { continue }
            let distance = clauses.number - candidate.sentence
            guard distance >= 0, distance <= (isPronoun ? 2 : 30) else { continue }
            let kind = candidate.event.kind
            var score = 50 - distance * (isPronoun ? 15 : 2)
            if kinds.contains(kind) {
                score += 30
            } else {
                let generic = isPronoun || kinds.isEmpty || kinds.contains { [.rule, .order, .enact].contains($0) }
                guard generic, targetable.contains(kind) else { continue }
                // "The law", "the decree", "the constitution": a measure, not whatever was told.
                if !isPronoun, !kinds.isEmpty, kinds.allSatisfy({ $0 == .enact }), !Self.measures.contains(kind) { continue }
                if [.pardon, .commute, .amnesty, .enact].contains(kind) { score += isPronoun ? 16 : 4 }
                if isPronoun, [.release, .sentence, .convict, .request].contains(kind) { score -= 8 }
                // "Her sentence had been confirmed by the court that has now quashed it": what the sentence is about.
                if isPronoun, distance == 0, candidate.isNoun, clauses.relation(candidate.head).hasPrefix("nsubj") { score += 20 }
            }
            if drafts[index].entities(.agent).contains(where: { candidate.entities(.agent).contains($0) }), isPronoun {
                score -= 20
            }
            if best == nil || score > best!.score { best = (score, other) }
        }
        return best?.event
    }
}
