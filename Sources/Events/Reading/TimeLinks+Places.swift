import CaseModel
import Language
import TimeExpressions

/// What the words around a time make it the time of.
extension EventReader {
    /// "the leader of the mutiny of May 1987": a time behind "of" and a noun that tells no event and is no adverbial.
    func isOfThing(_ time: TimeExpression, _ clauses: Clauses) -> Bool {
        guard time.relation.anchor == .none,
            let first = clauses.tokens.firstIndex(where: { $0.range.upperBound > time.range.lowerBound }), first > 1,
            clauses.forms[first - 1] == "of"
        else { return false }
        let noun = first - 2
        guard clauses.tokens[noun].upos == .noun, !clauses.isTime[noun], !clauses.isClass(noun, .timeunit) else { return false }
        var at = noun
        // The preposition of the whole phrase: "in the night of 3 May" is when, "the heroine of the coup of 3 May" is not.
        while at > 0, !clauses.isVerb(at), !clauses.isPunctuation(at), clauses.tokens[at].upos != .adp { at -= 1 }
        return !["in", "on", "at", "by", "during", "under", "with", "through", "before", "after", "since", "until"]
            .contains(clauses.forms[at])
    }

    /// The finite verb or participle that a counted time follows: not an infinitive, not an adjective.
    func verbBefore(_ time: TimeExpression, _ mark: Int, _ clauses: Clauses) -> Int? {
        guard let first = clauses.tokens.firstIndex(where: { $0.range.upperBound > time.range.lowerBound }), first <= mark
        else { return nil }
        let verb = (0..<first).last { clauses.isVerb($0) && clauses.relation($0) != "amod" }
        guard let verb, clauses.tokens[verb].xpos != "VB" else { return nil }
        return verb
    }

    /// "an order dated 3 May", "a plea lodged on Friday": the act that a bare participle tells more of.
    func actOf(participle: Int, _ clauses: Clauses, _ events: [Int]) -> Int? {
        let token = clauses.tokens[participle]
        guard token.upos == .verb, ["VBN", "VBD", "VB"].contains(token.xpos), token.head >= 0,
            !clauses.children[participle].contains(where: {
                clauses.relation($0).hasPrefix("nsubj") || clauses.relation($0).hasPrefix("aux") || clauses.relation($0) == "mark"
                    || clauses.forms[$0] == "to"
            })
        else { return nil }
        let noun: Int
        switch token.relation {
        case "acl" where token.head < participle: noun = token.head
        case "advcl", "xcomp", "dep":
            guard participle > 0, clauses.tokens[participle - 1].upos == .noun else { return nil }
            noun = participle - 1
        default: return nil
        }
        return events.first { drafts[$0].isNoun && drafts[$0].head == noun }
    }

    /// "traced last spring to a sailor who drowned in 2007": a clause that says who somebody is has no time of the clause over it.
    func isAboutSomebody(_ event: Int, without time: Int, _ clauses: Clauses) -> Bool {
        var at = event
        for _ in 0..<20 where at >= 0 {
            if clauses.relation(at) == "acl:relcl", !under(time, at, clauses),
                clauses.children[at].contains(where: { ["who", "that", "which", "whom", "whose"].contains(clauses.forms[$0]) })
            {
                return true
            }
            at = clauses.tokens[at].head
        }
        return false
    }

    /// The request that a noun is the content of.
    func requestOver(_ content: Int, _ clauses: Clauses, _ events: [Int]) -> Int? {
        events.first {
            guard [.request, .appeal].contains(drafts[$0].event.kind), !drafts[$0].event.passing, drafts[$0].event.tense == .past
            else {
                return false
            }
            return drafts[$0].head != content && under(content, drafts[$0].head, clauses)
                || drafts[$0].carrier.map { under(content, $0, clauses) } ?? false
        }
    }

    /// "Comes seven months after …", "and two weeks after …" behind it.
    func countsOwnDay(_ time: TimeExpression, _ clauses: Clauses) -> Bool {
        guard let first = clauses.tokens.firstIndex(where: { $0.range.upperBound > time.range.lowerBound }), first > 0 else {
            return false
        }
        return clauses.forms[first - 1] == "comes"
            || clauses.forms[first - 1] == "and" && clauses.forms[..<first].contains("comes")
    }

    /// The verb right behind a time that stands behind "and" or "but": "…, and on 6 March, 1992, fined him".
    func verbJoined(to time: TimeExpression, _ clauses: Clauses) -> Int? {
        guard let first = clauses.tokens.firstIndex(where: { $0.range.upperBound > time.range.lowerBound }),
            let next = clauses.tokens.firstIndex(where: { $0.range.lowerBound >= time.range.upperBound })
        else { return nil }
        var before = first - 1
        if before >= 0, ["on", "in", "at"].contains(clauses.forms[before]) { before -= 1 }
        guard before >= 0 else { return nil }
        // "…; in September it refused to hear him", "and in June the court freed him": a clause with its subject behind its time.
        if clauses.forms[before] == ";" || clauses.forms[before] == "and" && before < first - 1,
            let verb = verbOfClause(at: next, clauses)
        {
            return verb
        }
        // "It was on 9 July that the king pardoned him".
        if clauses.forms[0] == "it", before <= 2, ["was", "is"].contains(clauses.forms[before]), clauses.forms[next] == "that",
            let verb = verbOfClause(at: next + 1, clauses)
        {
            return verb
        }
        guard clauses.forms[before] == "and" || clauses.forms[before] == "but" else { return nil }
        var at = next
        if clauses.isPunctuation(at), clauses.forms[at] == "," { at += 1 }
        while at < clauses.tokens.count, clauses.tokens[at].upos == .aux || clauses.tokens[at].upos == .adv { at += 1 }
        guard at < clauses.tokens.count, clauses.isVerb(at), clauses.tokens[at].features.contains(.finite) || at > next else {
            return nil
        }
        return at
    }

    /// The finite verb behind a subject that starts here, with no mark between.
    private func verbOfClause(at start: Int, _ clauses: Clauses) -> Int? {
        guard start < clauses.tokens.count, !clauses.isVerb(start) else { return nil }
        var at = start
        while at < clauses.tokens.count, at - start < 9, !clauses.isPunctuation(at) {
            if clauses.isVerb(at), clauses.relation(at) != "amod", clauses.tokens[at].xpos != "VB",
                clauses.tokens[at].xpos != "VBG"
            {
                return clauses.child(at, where: { clauses.relation($0).hasPrefix("nsubj") && $0 >= start }) == nil ? nil : at
            }
            at += 1
        }
        return nil
    }

    /// The first thing told in the clause that "after" or "before" opens.
    func clauseEvent(behind mark: Int, _ clauses: Clauses, _ events: [Int]) -> Int? {
        events.filter {
            let head = drafts[$0].head
            // Commas around an apposition part nothing.
            return head > mark && head - mark < 16 && drafts[$0].event.kind != .state
                && (mark + 1..<head).count { clauses.forms[$0] == "," } % 2 == 0
        }.min { (drafts[$0].head, $0) < (drafts[$1].head, $1) }
    }

    /// "was named steward by the duke on 3 May": a verb with its auxiliary that the tree takes for an adjective of its object.
    func verbTakenForAdjective(_ noun: Int, before time: Int, _ clauses: Clauses, _ events: [Int]) -> Int? {
        events.first {
            let head = drafts[$0].head
            return !drafts[$0].isNoun && head < time && clauses.tokens[head].head == noun && clauses.relation(head) == "amod"
                && clauses.children[head].contains {
                    clauses.relation($0).hasPrefix("aux") || clauses.relation($0).hasPrefix("nsubj")
                }
        }
    }

    /// Whether a time hangs on a verb and stands behind it.
    func hasTimeBehind(_ verb: Int, _ clauses: Clauses) -> Bool {
        clauses.tokens.indices.contains { clauses.isTime[$0] && $0 > verb && under($0, verb, clauses) }
    }
}
