import CaseModel
import Language
import TimeExpressions

/// Events without a time of their own that take the one of what they are told with.
extension EventReader {
    static let deeds: Set<EventKind> = [.kill, .attack, .torture, .kidnap, .bribe]
    private static let judgments: Set<EventKind> = [
        .convict, .sentence, .acquit, .pardon, .commute, .amnesty, .annul, .restore, .uphold, .overrule, .indict, .charge,
        .dismiss,
    ]

    /// Events told one after the other in simple past stand at the day of the one before that has a day.
    mutating func carryDay() {
        var at: (event: Int, sentence: Int, block: Int)?
        for index in drafts.indices {
            let draft = drafts[index]
            guard !draft.event.passing, draft.event.modality == .asserted || draft.event.modality == .reported else { continue }
            let block = reading.scene.sentences[draft.sentence].blockNumber
            if draft.event.whens.contains(where: { $0.bearing == .at }) {
                if draft.event.anterior != true { at = (index, draft.sentence, block) }
                continue
            }
            guard draft.event.whens.isEmpty, draft.event.tense == .past, draft.event.anterior != true, !draft.isNoun,
                let from = at,
                draft.sentence - from.sentence <= 1, draft.sentence == from.sentence || block == from.block,
                !drafts[from.event].event.whens.contains(where: { $0.anchor == index }),
                // Nobody is judged on the day of the deed.
                !(Self.deeds.contains(drafts[from.event].event.kind) && Self.judgments.contains(draft.event.kind)),
                draft.sentence != from.sentence
                    || !isAside(draft.head, of: drafts[from.event].head, reading.scene.sentences[draft.sentence])
                        && !isDefining(draft.head, of: drafts[from.event].head, reading.scene.sentences[draft.sentence])
            else { continue }
            drafts[index].event.sameDayAs = from.event
            at!.sentence = draft.sentence
        }
    }

    /// "was convicted on Thursday and sentenced": what follows in the same breath has the day of what stands before, unless it has its own.
    mutating func shareAcrossCoordination(_ times: [TimeExpression], _ bySentence: [Int: [Int]]) {
        func isBeforeSomething(_ when: EventMention.When) -> Bool {
            guard when.anchor != nil, case .distance(_, let offset, _) = times[when.time].relation.meaning else { return false }
            return offset < 0
        }
        for (number, events) in bySentence.sorted(by: { $0.key < $1.key }) {
            let clauses = reading.scene.sentences[number]
            // "… and sentenced him, sixteen days before an election": what is yet to come tells no day either.
            for event in events where drafts[event].event.whens.allSatisfy({ isBeforeSomething($0) }) {
                let draft = drafts[event]
                let head = draft.carrier ?? draft.head
                guard !draft.event.passing else { continue }
                if let from = coordinated(head, clauses).first(where: { other in
                    events.contains { drafts[$0].head == other || drafts[$0].carrier == other }
                }),
                    let other = events.first(where: {
                        (drafts[$0].head == from || drafts[$0].carrier == from) && !drafts[$0].event.whens.isEmpty
                            && !drafts[$0].event.passing
                    }),
                    drafts[other].event.anterior == draft.event.anterior || draft.event.anterior == nil
                {
                    drafts[event].event.whens = drafts[other].event.whens.filter { $0.bearing == .at }
                    if drafts[event].event.anterior == nil { drafts[event].event.anterior = drafts[other].event.anterior }
                }
            }
        }
    }

    /// Verbs coordinated before and after this one, nearest first; participles hanging on the same verb count.
    private func coordinated(_ head: Int, _ clauses: Clauses) -> [Int] {
        var found: [Int] = []
        if clauses.relation(head) == "conj", clauses.tokens[head].head >= 0 {
            let first = clauses.tokens[head].head
            found += clauses.children(first, relation: "conj").filter { $0 < head }.reversed()
            found.append(first)
        } else {
            // The time may stand with the last of the row: "was arrested and released on Friday" is left alone on purpose.
            if clauses.relation(head) == "advcl" || clauses.relation(head) == "xcomp", clauses.tokens[head].head >= 0,
                clauses.tokens[head].xpos == "VBG" || clauses.tokens[head].xpos == "VBN"
            {
                found.append(clauses.tokens[head].head)
            }
        }
        return found
    }

    /// "the ruling of 3 May, which restores the pardon": what an act does is done on its day, by whose act it is.
    mutating func shareWithSubjects(_ bySentence: [Int: [Int]]) {
        for (number, events) in bySentence.sorted(by: { $0.key < $1.key }) {
            let clauses = reading.scene.sentences[number]
            for event in events where !drafts[event].isNoun {
                guard let predicate = drafts[event].predicate, let subject = predicate.subject, !predicate.passive,
                    let act = events.first(where: {
                        drafts[$0].isNoun && drafts[$0].head == clauses.through(subject) && $0 != event
                    })
                else { continue }
                if !drafts[event].has(.agent), drafts[act].has(.agent) {
                    drafts[event].event.arguments += drafts[act].event.arguments.filter { $0.role == .agent }
                    drafts[event].isByAct = false
                }
                if drafts[event].event.whens.isEmpty, drafts[event].event.anterior != true {
                    drafts[event].event.whens = drafts[act].event.whens.filter { $0.bearing == .at }
                }
            }
        }
    }

    /// "ruled on Tuesday that the order is void": a decision and its content fall on one day.
    mutating func shareWithComplements(_ bySentence: [Int: [Int]]) {
        let decisions: Set<EventKind> = [.rule, .order, .vote, .orderRelease, .orderDetention]
        for (number, events) in bySentence.sorted(by: { $0.key < $1.key }) {
            let clauses = reading.scene.sentences[number]
            for event in events
            where drafts[event].event.whens.isEmpty && !drafts[event].isNoun && drafts[event].event.anterior != true {
                let head = drafts[event].head
                guard ["ccomp", "xcomp"].contains(clauses.relation(head)) else { continue }
                let over = clauses.tokens[head].head
                if let other = events.first(where: {
                    drafts[$0].head == over && decisions.contains(drafts[$0].event.kind) && !drafts[$0].event.whens.isEmpty
                }), drafts[event].event.modality == .asserted {
                    drafts[event].event.whens = drafts[other].event.whens
                }
            }
        }
    }
}
