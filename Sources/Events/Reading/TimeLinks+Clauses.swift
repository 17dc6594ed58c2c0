import CaseModel
import Language
import TimeExpressions

/// Whether a clause may share the day of another: what its place and its conjunctions say of a time within it.
extension EventReader {
    /// "vacated five of the counts on which he was convicted": a clause that says which is no next step; one behind a comma may be.
    func isDefining(_ event: Int, of other: Int, _ clauses: Clauses) -> Bool {
        if isRestrictive(event, clauses) { return true }
        guard other < event, under(event, other, clauses) else { return false }
        var at = event
        for _ in 0..<20 where at >= 0 && at != other {
            if clauses.relation(at) == "acl:relcl" {
                let noun = clauses.tokens[at].head
                return noun >= 0 && noun < at && !(noun..<at).contains { clauses.forms[$0] == "," }
            }
            at = clauses.tokens[at].head
        }
        return false
    }

    /// "the court that has now quashed it": the verb of a relative clause without a comma.
    func isRestrictive(_ head: Int, _ clauses: Clauses) -> Bool {
        guard clauses.relation(head) == "acl:relcl", clauses.tokens[head].head >= 0, clauses.tokens[head].head < head else {
            return false
        }
        return !(clauses.tokens[head].head..<head).contains { clauses.forms[$0] == "," }
    }

    /// "was driven off on Friday, a week after the court upheld it": the clause of "after" does not take the main clause's day.
    func isAside(_ event: Int, of time: Int, _ clauses: Clauses) -> Bool {
        var at = event
        for _ in 0..<20 where at >= 0 {
            if clauses.relation(at) == "advcl",
                clauses.children[at].contains(where: {
                    clauses.relation($0) == "mark" && ["after", "before", "since"].contains(clauses.forms[$0])
                })
            {
                return !under(time, at, clauses)
            }
            at = clauses.tokens[at].head
        }
        return false
    }

    /// "was cleared of laundering in 2011": a deed that is only named has no day; the verdict has.
    func isBareCrime(_ event: Int, _ clauses: Clauses) -> Bool {
        let head = drafts[event].head
        guard !drafts[event].isNoun, clauses.tokens[head].xpos == "VBG", head > 0 else { return false }
        let mark = (max(0, head - 3)..<head).last { ["of", "for", "with"].contains(clauses.forms[$0]) }
        return mark != nil && drafts[event].predicate?.object.map { $0 < head } ?? true
    }

    /// "was serving a term for the killing of two farmers in the 1980s": what is still under way has no day; the deed has.
    func deedServedFor(_ event: Int, before time: Int, _ clauses: Clauses, _ events: [Int]) -> Int? {
        let head = drafts[event].head
        guard drafts[event].event.kind == .sentence, !drafts[event].isNoun, clauses.tokens[head].xpos == "VBG",
            clauses.child(head, relation: "aux") != nil, head < time
        else { return nil }
        return events.filter { Self.deeds.contains(drafts[$0].event.kind) && (head..<time).contains(drafts[$0].head) }
            .max { drafts[$0].head < drafts[$1].head }
    }

    func isAim(_ head: Int, _ clauses: Clauses) -> Bool {
        clauses.relation(head) == "advcl" && clauses.tokens[head].xpos == "VB"
            && clauses.children[head].contains { clauses.forms[$0] == "to" }
    }

    /// "Her aim was to stand in 2011, but instead she was tried": behind a turn with a subject of its own, the time is another's.
    func isTurn(from time: Int, to event: Int, _ clauses: Clauses) -> Bool {
        guard event > time, let but = (time..<event).first(where: { clauses.forms[$0] == "but" }) else { return false }
        return clauses.children[event].contains { $0 > but && clauses.relation($0).hasPrefix("nsubj") }
    }

    func isOpening(_ time: TimeExpression, _ clauses: Clauses) -> Bool {
        guard let first = clauses.tokens.firstIndex(where: { $0.range.upperBound > time.range.lowerBound }) else { return false }
        return first <= 1
    }

    /// "… she startled the port when her ship reached it, where she was arrested": clauses that carry the story on.
    func isToldOn(_ head: Int, _ clauses: Clauses) -> Bool {
        var at = head
        for _ in 0..<20 where at >= 0 {
            switch clauses.relation(at) {
            case "root": return true
            case "conj", "xcomp", "parataxis": break
            case "advcl", "acl:relcl":
                guard clauses.children[at].contains(where: { ["when", "where"].contains(clauses.forms[$0]) }) else {
                    return false
                }
            case _ where !clauses.isVerb(at): break
            default: return false
            }
            at = clauses.tokens[at].head
        }
        return false
    }

    /// "struck down the commutation in September": a time behind a verb's object is the verb's, unless "of" or "from" ties it to the noun.
    func isVerbsOwn(_ head: Int, noun: Int, _ clauses: Clauses, _ events: [Int]) -> Bool {
        guard head > noun, ["in", "on", "at", "during", ""].contains(clauses.preposition(head)),
            !(noun + 1..<head).contains(where: { clauses.forms[$0] == "," }),
            let verb = clauses.predicate(over: clauses.tokens[noun].head), verb < noun
        else { return false }
        return events.contains {
            guard drafts[$0].head == verb, !drafts[$0].isNoun, let object = drafts[$0].predicate?.object else { return false }
            return object == noun || clauses.through(object) == noun
        }
    }

    /// The "after" or "before" of a time that counts from the clause behind it.
    func bridge(_ time: TimeExpression, _ clauses: Clauses) -> Int? {
        guard time.relation.anchor == .narrative,
            let last = clauses.tokens.lastIndex(where: { $0.range.lowerBound < time.range.upperBound })
        else { return nil }
        for at in [last, last + 1] where at < clauses.tokens.count && ["after", "before", "since"].contains(clauses.forms[at]) {
            // "The day before, parliament had voted": no clause follows.
            return at + 1 < clauses.tokens.count && clauses.isPunctuation(at + 1) ? nil : at
        }
        return nil
    }

    /// Whether a token is in the clause that a conjunction opens: its verb is the first behind it, or under that.
    func isWithin(_ token: Int, _ mark: Int, _ clauses: Clauses) -> Bool {
        guard let verb = (mark + 1..<clauses.tokens.count).first(where: { clauses.isVerb($0) && clauses.relation($0) != "amod" })
        else { return false }
        // "Three days before the vote, the tribunal suspended it": no clause, but a noun.
        if (mark + 1..<verb).contains(where: { clauses.forms[$0] == "," }) { return false }
        if token == verb || under(token, verb, clauses) {
            // The clause itself, not the main verb that the tree hung under it.
            return !(mark + 1..<max(mark + 1, token)).contains { clauses.forms[$0] == "," && $0 > verb }
        }
        return false
    }

    /// Whether a time in this clause says nothing of the clause over it, as it does through coordination and participles.
    func isClauseOfItsOwn(_ head: Int, _ clauses: Clauses) -> Bool {
        switch clauses.relation(head) {
        case "acl:relcl", "ccomp", "parataxis": true
        case "acl" where clauses.tokens[head].xpos == "VB": clauses.children[head].contains { clauses.forms[$0] == "to" }
        case "advcl":
            clauses.tokens[head].xpos == "VB"
                || clauses.children[head].contains {
                    ["when", "after", "before", "while", "as", "since", "because", "where"].contains(clauses.forms[$0])
                }
        // "The judge ruled in May, and the defence said on Friday …": when something was said, by another, is not when it was done.
        case "conj":
            clauses.isClass(head, .speech)
                && clauses.children[head].contains {
                    clauses.relation($0).hasPrefix("nsubj") && $0 > clauses.tokens[head].head && $0 < head
                }
        default: false
        }
    }
}
