import Language

/// A predicate with its complements, whatever the construction: active or passive, finite or participle, relative clause,
/// coordination or control. Numbers are tokens of the sentence.
struct Predicate {
    /// The verb, or for a copula the head of the predicate.
    var head: Int
    /// The word that stands for the verb: the copula where there is one.
    var verb: Int
    /// Who does it (for a passive: the phrase with "by").
    var subject: Int?
    var object: Int?
    var secondObject: Int?
    var passive = false
    var obliques: [(preposition: String, head: Int)] = []
    /// The verb or adjective under it.
    var complement: Int?
    /// For a participle or a relative clause: the noun that it says something of.
    var antecedent: Int?
}

extension Clauses {
    /// The predicate whose head is this token.
    func predicate(at head: Int) -> Predicate {
        let copula = child(head, relation: "cop")
        var found = Predicate(head: head, verb: copula ?? head)
        var hasOwnSubject = false
        for child in children[head] {
            switch relation(child) {
            case "nsubj", "csubj", "nsubj:outer": if found.subject == nil { found.subject = child; hasOwnSubject = true }
            case "nsubj:pass", "csubj:pass":
                found.passive = true
                if found.object == nil { found.object = child; hasOwnSubject = true }
            case "obj":
                if found.object == nil || found.passive {
                    if found.passive { found.secondObject = child } else { found.object = child }
                }
            case "iobj": found.secondObject = child
            case "aux:pass": found.passive = true
            case "xcomp", "ccomp": if found.complement == nil { found.complement = child }
            case "obl", "obl:agent", "obl:arg", "nmod", "obl:tmod", "obl:npmod", "obl:unmarked":
                if copula != nil, relation(child) == "nmod", preposition(child) == "of" { break }
                found.obliques.append((preposition(child), child))
            default: break
            }
        }
        if found.secondObject != nil, found.object == nil, !found.passive { swap(&found.object, &found.secondObject) }
        if copula != nil {
            let own = preposition(head)
            if own.isEmpty { found.complement = head } else { found.obliques.append((own, head)) }
        }
        let token = tokens[head]
        let relation = token.relation
        if token.xpos == "VBN", !found.passive, !hasOwnSubject, copula == nil,
            !children[head].contains(where: { tokens[$0].relation == "aux" && tokens[$0].lemma == "have" })
        {
            // A participle by itself is passive: "the ruling issued by …", "arrested and extradited" under "was".
            if relation.hasPrefix("acl") && relation != "acl:relcl" || relation == "advcl" || relation == "amod"
                || relation == "parataxis"
            {
                found.passive = true
            } else if relation == "conj", token.head >= 0, found.object == nil, predicateIsPassive(token.head) {
                found.passive = true
            } else if relation == "root" || relation == "ccomp" || relation == "xcomp", found.object == nil {
                found.passive = true
            }
            if found.passive, let object = found.object, found.secondObject == nil, object > head {
                found.secondObject = object
                found.object = nil
            }
        }
        if found.passive {
            for by in found.obliques where by.preposition == "by" {
                if found.subject == nil { found.subject = by.head }
            }
            found.obliques.removeAll { $0.preposition == "by" && $0.head == found.subject }
        }
        if !hasOwnSubject { inheritSubject(&found) }
        substituteRelatives(&found)
        return found
    }

    private func predicateIsPassive(_ head: Int) -> Bool {
        children[head].contains { relation($0) == "aux:pass" || relation($0) == "nsubj:pass" }
            || (tokens[head].relation.hasPrefix("acl") && tokens[head].xpos == "VBN" && tokens[head].relation != "acl:relcl")
            || (tokens[head].relation == "conj" && tokens[head].xpos == "VBN" && tokens[head].head >= 0
                && tokens[head].head < head
                && child(head, where: { relation($0).hasPrefix("nsubj") }) == nil && predicateIsPassive(tokens[head].head))
    }

    /// Whom a verb without a subject of its own takes it from: coordination, participles, control.
    private func inheritSubject(_ found: inout Predicate) {
        let head = found.head
        let relation = tokens[head].relation
        let over = tokens[head].head
        guard over >= 0 else { return }
        if let stray = straySubject(head) {
            if found.passive { if found.object == nil { found.object = stray } } else { found.subject = stray }
            return
        }
        func give(_ token: Int?) {
            guard let token else { return }
            if found.passive {
                if found.object == nil { found.object = token }
            } else if found.subject == nil {
                found.subject = token
            }
        }
        switch relation {
        case "conj":
            guard isVerb(over) || child(over, relation: "cop") != nil, over != head else { return }
            let other = predicate(at: over)
            found.antecedent = other.antecedent
            give(other.passive ? other.object ?? other.subject : other.subject)
        // "overturned and annulled the ruling": the object may be shared from the right.
        case "amod":
            found.passive = tokens[head].xpos == "VBN"
            give(over)
        case "acl":
            if children[head].contains(where: {
                Clauses.timeMarks.contains(forms[$0]) && $0 < head
                    && (self.relation($0) == "mark" || self.relation($0) == "case" || self.relation($0) == "advmod")
            }) {
                // "… against the vote before leaving": the parser hung on a noun what belongs to its verb.
                guard let verb = predicate(over: over), verb != head else { return }
                let other = predicate(at: verb)
                give(other.passive ? other.object : other.subject)
                return
            }
            found.antecedent = over
            if tokens[head].xpos == "VB" || tokens[head].features.contains(.infinitive) { return }
            give(over)
        case "advcl", "xcomp", "ccomp":
            let target = isVerb(over) || child(over, relation: "cop") != nil ? over : (predicate(over: over) ?? -1)
            guard target >= 0, target != head, target != tokens[head].head || target != found.head else { return }
            if relation == "ccomp", children[head].contains(where: { tokens[$0].relation == "mark" && forms[$0] == "that" }) {
                return
            }
            let other = predicate(at: target)
            if relation == "xcomp" {
                give(other.passive ? other.object : (other.object ?? other.subject))
            } else {
                give(other.passive ? other.object : other.subject)
            }
        default: return
        }
    }

    static let timeMarks: Set<String> = ["before", "after", "while", "since", "until", "when", "once", "as"]

    /// "It came after police in Lome clashed": the nominal that the parser took for the complement of "after" is the subject of the
    /// finite verb that follows it.
    private func straySubject(_ head: Int) -> Int? {
        guard
            tokens[head].xpos == "VBD" || tokens[head].xpos == "VBZ" || tokens[head].xpos == "VBP"
                || children[head].contains(where: { relation($0) == "aux:pass" })
        else { return nil }
        let first = min(head, children[head].filter { relation($0).hasPrefix("aux") }.min() ?? head)
        var at = first - 1
        var steps = 0
        while at >= 0, steps < 12 {
            steps += 1
            if tokens[at].upos == .verb || tokens[at].upos == .cconj || tokens[at].upos == .sconj || tokens[at].form == "," {
                return nil
            }
            if isNominal(at), let mark = children[at].first(where: { relation($0) == "case" && $0 < at }),
                Clauses.timeMarks.contains(forms[mark]), tokens[at].head != head
            {
                return at
            }
            at -= 1
        }
        return nil
    }

    /// Puts the antecedent in the place of "who", "which", "that", or of nothing at all ("the pardon he granted").
    private func substituteRelatives(_ found: inout Predicate) {
        var clause = found.head
        var steps = 0
        while tokens[clause].relation == "conj", tokens[clause].head >= 0, steps < 5 {
            clause = tokens[clause].head
            steps += 1
        }
        guard tokens[clause].relation == "acl:relcl", tokens[clause].head >= 0 else { return }
        let antecedent = tokens[clause].head
        found.antecedent = antecedent
        func isRelative(_ index: Int) -> Bool {
            isClass(index, .relpro) && tokens[index].upos == .pron || tokens[index].xpos.hasPrefix("W")
        }
        var placed = false
        if let subject = found.subject, isRelative(subject) { found.subject = antecedent; placed = true }
        if let object = found.object, isRelative(object) { found.object = antecedent; placed = true }
        if let second = found.secondObject, isRelative(second) { found.secondObject = antecedent; placed = true }
        for (position, oblique) in found.obliques.enumerated() where isRelative(oblique.head) {
            found.obliques[position].head = antecedent
            placed = true
        }
        guard !placed, !found.passive, found.object == nil, found.subject != nil, found.subject != antecedent,
            tokens[found.head].upos == .verb, found.complement == nil
        else { return }
        let mentionsWh = children[found.head].contains { tokens[$0].xpos == "WRB" || (tokens[$0].xpos == "WP$") }
        if !mentionsWh { found.object = antecedent }
    }
}
