import CaseModel
import Language

/// What a verb does to the noun that is its object or subject: it tells it, undergoes it, asks for it, refuses it.
extension EventReader {
    /// What a verb does to the noun that is its object or passive subject.
    struct Support {
        enum Use { case told, undergone, asked, refused, prevented, passing }
        var use: Use
        var verb: Int?
        init(_ use: Use, _ verb: Int? = nil) { self.use = use; self.verb = verb }
    }

    func governor(of index: Int, _ clauses: Clauses) -> Int? {
        let head = clauses.tokens[index].head
        guard head >= 0 else { return nil }
        if clauses.relation(index) == "conj" { return governor(of: head, clauses) }
        if clauses.isVerb(head) { return head }
        // The second object of a verb of giving, hung on the first.
        let above = clauses.tokens[head].head
        if above >= 0, clauses.isVerb(above),
            ["appos", "dep", "nmod", "nmod:unmarked", "obl:unmarked"].contains(clauses.relation(index)),
            clauses.predicate(at: above).object == index
        {
            return above
        }
        return nil
    }

    mutating func support(_ index: Int, _ verb: Int, _ clauses: Clauses) -> Support {
        let predicate = reading.predicate(clauses.number, verb)
        let relation = clauses.relation(index)
        let isObject =
            relation == "obj" || predicate.object == index
            || (relation == "conj" && predicate.object.map { clauses.children[$0].contains(index) } ?? false)
        if isObject || relation == "nsubj:pass" {
            if clauses.isClass(verb, .decline) { return Support(.refused, verb) }
            if clauses.isClass(verb, .stopnoun) { return Support(.prevented, verb) }
            // "His complaint is expected to be decided next year": it was made long since.
            if clauses.isClass(verb, .seeknoun) { return Support(relation == "nsubj:pass" ? .passing : .asked, verb) }
            if clauses.isClass(verb, .support) { return Support(.told, verb) }
            if clauses.isClass(verb, .undergo) { return Support(.undergone, verb) }
            if clauses.isClass(verb, .aspect) || clauses.tokens[verb].lemma == "see" { return Support(.told, verb) }
        }
        if relation == "nsubj", reading.lexicon.has(.happening, clauses.tokens[verb].lemma) || clauses.forms[verb] == "took" {
            return Support(.told, verb)
        }
        if relation == "obl", clauses.isClass(verb, .seeknoun), clauses.preposition(index) == "for" {
            return Support(.asked, verb)
        }
        return Support(.passing)
    }

    /// "a pardon granted to him by …", "the sentence that the court passed".
    mutating func participle(of index: Int, _ clauses: Clauses) -> Support? {
        // "the pardon granted to him" with the participle hung on the verb over the noun.
        if index + 1 < clauses.tokens.count, clauses.tokens[index + 1].xpos == "VBN", clauses.isClass(index + 1, .support),
            clauses.relation(index + 1) != "acl"
        {
            let next = reading.predicate(clauses.number, index + 1)
            if let object = next.object, object > index + 1, !reading.isPerson(clauses, object) { return nil }
            if !clauses.children[index + 1].contains(where: { clauses.relation($0).hasPrefix("aux") }) || next.object == index {
                return Support(.told, index + 1)
            }
        }
        for child in clauses.children[index] where clauses.relation(child).hasPrefix("acl") && clauses.isVerb(child) {
            // "the detention ordered by the court".
            let isOrdered = clauses.tokens[child].lemma == "order" && clauses.relation(child) == "acl"
            guard isOrdered || clauses.isClass(child, .support) || clauses.isClass(child, .undergo) else { continue }
            let predicate = reading.predicate(clauses.number, child)
            guard predicate.object == index || predicate.secondObject == index else { continue }
            return Support(isOrdered || clauses.isClass(child, .support) ? .told : .undergone, child)
        }
        return nil
    }
}
