import CaseModel
import Language
import TimeExpressions

/// Events without a time of their own that take the one of what they are told with.
extension EventReader {
    static let deeds: Set<EventKind> = [.kill, .attack, .torture, .kidnap, .bribe]
    private static let decisions: Set<EventKind> = [.rule, .order, .vote, .orderRelease, .orderDetention, .enact]
    private static let judgments: Set<EventKind> = [
        .convict, .sentence, .acquit, .pardon, .commute, .amnesty, .annul, .restore, .uphold, .overrule, .indict, .charge,
        .dismiss,
    ]

    /// Events told one after the other in simple past stand at the day of the one before that has a day.
    mutating func carryDay(_ times: [TimeExpression]) {
        var at: (event: Int, sentence: Int, block: Int)?
        for index in drafts.indices {
            let draft = drafts[index]
            guard !draft.event.passing, draft.event.modality == .asserted || draft.event.modality == .reported else { continue }
            let block = reading.scene.sentences[draft.sentence].blockNumber
            if draft.event.whens.contains(where: { $0.bearing == .at }) {
                // "Orn, who was jailed in March 2015, was freed": a clause about somebody moves no telling.
                if draft.event.anterior != true,
                    !isAboutSomebody(draft.head, without: -1, reading.scene.sentences[draft.sentence])
                {
                    at = (index, draft.sentence, block)
                }
                continue
            }
            let isHoursBefore = isHoursBefore(index, at?.event)
            guard draft.event.whens.isEmpty, draft.event.tense == .past, draft.event.anterior != true || isHoursBefore,
                !draft.isNoun,
                let from = at,
                draft.sentence - from.sentence <= 1, draft.sentence == from.sentence || block == from.block,
                !drafts[from.event].event.whens.contains(where: { $0.anchor == index }),
                // Nobody is judged on the day of the deed.
                !(Self.deeds.contains(drafts[from.event].event.kind) && Self.judgments.contains(draft.event.kind)),
                draft.sentence != from.sentence || isHoursBefore
                    || !isAside(draft.head, of: drafts[from.event].head, reading.scene.sentences[draft.sentence])
                        && !isBehindAfter(draft.head, drafts[from.event].head, reading.scene.sentences[draft.sentence])
                        && !isDefining(draft.head, of: drafts[from.event].head, reading.scene.sentences[draft.sentence])
            else { continue }
            drafts[index].event.sameDayAs = from.event
            at!.sentence = draft.sentence
        }
        for index in drafts.indices where drafts[index].event.sameDayAs == nil {
            guard let later = decidedWith(index, times) else { continue }
            if drafts[later].has(.agent) {
                drafts[index].event.sameDayAs = later
            } else {
                drafts[index].event.whens = drafts[later].event.whens.filter { $0.bearing == .at }
            }
        }
    }

    /// "Resigned on Thursday, hours after the court indicted him": the clause behind "hours after" is of the same day as what stands before it.
    private func isHoursBefore(_ index: Int, _ from: Int?) -> Bool {
        guard let from, drafts[from].sentence == drafts[index].sentence, drafts[from].head < drafts[index].head else {
            return false
        }
        let clauses = reading.scene.sentences[drafts[index].sentence]
        let words = drafts[from].head + 1..<drafts[index].head
        guard let after = words.last(where: { clauses.forms[$0] == "after" }), after > words.lowerBound else { return false }
        return ["hours", "hour", "minutes", "moments"].contains(clauses.forms[after - 1])
            && drafts[index].head - after < 10 && !(after..<drafts[index].head).contains { clauses.forms[$0] == "," }
    }

    /// "Was taken to a ward on Friday after the court revoked his bail": whatever the tree makes of "after", its clause is earlier or later.
    private func isBehindAfter(_ head: Int, _ from: Int, _ clauses: Clauses) -> Bool {
        guard from < head, let subject = clauses.child(head, where: { clauses.relation($0).hasPrefix("nsubj") }) else {
            return false
        }
        return (from + 1..<head).contains { word in
            ["after", "before", "since", "until"].contains(clauses.forms[word]) && !clauses.isTime[word] && word < subject
                && !(word..<head).contains { clauses.forms[$0] == "," }
        }
    }

    /// "The court upheld the sentence but ruled on Thursday that …": decisions told in one breath are of one day, though it stands with the last.
    private func decidedWith(_ index: Int, _ times: [TimeExpression]) -> Int? {
        let draft = drafts[index]
        let kinds = Self.judgments.union(Self.decisions)
        guard draft.event.whens.isEmpty, !draft.event.passing, !draft.isNoun, draft.event.tense == .past,
            draft.event.anterior != true,
            draft.event.modality == .asserted, kinds.contains(draft.event.kind)
        else { return nil }
        let clauses = reading.scene.sentences[draft.sentence]
        guard !isSubordinate(draft.head, clauses) else { return nil }
        return drafts.indices.first { other in
            let next = drafts[other]
            guard other > index, next.sentence == draft.sentence, next.head > draft.head + 1, !next.event.passing, !next.isNoun,
                next.event.tense == .past, next.event.anterior != true, kinds.contains(next.event.kind),
                ["and", "but"].contains(clauses.forms[next.head - 1]), !clauses.quoted[next.head]
            else { return false }
            return next.event.whens.contains { when in
                let relation = times[when.time].relation
                guard when.bearing == .at, relation.anchor == .document else { return false }
                switch relation.meaning {
                case .field(.weekday, _), .unit(.day, _): return true
                default: return false
                }
            }
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

    /// "in a ruling read on Friday, the bench lifted …", "under a decree of 1999 the term was cut": what is done by an act
    /// is done on its day.
    mutating func shareWithAdjuncts(_ bySentence: [Int: [Int]]) {
        for (number, events) in bySentence.sorted(by: { $0.key < $1.key }) {
            let clauses = reading.scene.sentences[number]
            for act in events
            where Self.decisions.contains(drafts[act].event.kind)
                && drafts[act].event.whens.contains(where: { $0.bearing == .at })
            {
                // "In a ruling issued on Friday": the ruling may be read off its participle.
                let head = drafts[act].head
                let noun = drafts[act].isNoun ? head : clauses.tokens[head].head
                guard
                    drafts[act].isNoun
                        || clauses.relation(head) == "acl" && noun >= 0 && clauses.tokens[head].xpos != "VBG"
                            && clauses.isClass(noun, .legalact)
                else { continue }
                let verb = clauses.tokens[noun].head
                guard verb >= 0, clauses.relation(noun).hasPrefix("obl"),
                    ["in", "by", "under", "with", "through"].contains(clauses.preposition(noun))
                else { continue }
                let times = drafts[act].event.whens.filter { $0.bearing == .at }
                let own = events.filter { !drafts[$0].isNoun && (drafts[$0].carrier ?? drafts[$0].head) == verb }
                // "In a ruling dated 3 May she held that …; she lifted both": the verb may tell nothing itself.
                let told =
                    own.isEmpty
                    ? events.filter {
                        !drafts[$0].isNoun && clauses.tokens[drafts[$0].head].head == verb
                            && ["conj", "parataxis", "xcomp"].contains(clauses.relation(drafts[$0].head))
                    } : own
                for event in told where drafts[event].event.whens.isEmpty && !drafts[event].event.passing {
                    drafts[event].event.whens = times
                }
            }
        }
    }

    /// "ruled on Tuesday that the order is void": a decision and its content fall on one day.
    mutating func shareWithComplements(_ bySentence: [Int: [Int]]) {
        for (number, events) in bySentence.sorted(by: { $0.key < $1.key }) {
            let clauses = reading.scene.sentences[number]
            for event in events
            where drafts[event].event.whens.isEmpty && !drafts[event].isNoun && drafts[event].event.anterior != true {
                let head = drafts[event].head
                guard ["ccomp", "xcomp"].contains(clauses.relation(head)) else { continue }
                let over = clauses.tokens[head].head
                if let other = events.first(where: {
                    drafts[$0].head == over && Self.decisions.contains(drafts[$0].event.kind) && !drafts[$0].event.whens.isEmpty
                }), drafts[event].event.modality == .asserted {
                    drafts[event].event.whens = drafts[other].event.whens
                }
            }
        }
    }
}
