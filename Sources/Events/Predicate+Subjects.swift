import Language

/// Subjects that the tree hangs wrong or leaves out: behind prepositions, shared by coordination, control and participles.
extension Clauses {
    /// A subject with a preposition is none ("the judge, in a ruling, asked"), nor is "left" of a caption: the nominal before it is.
    func mendSubject(_ found: inout Predicate) {
        func mended(_ token: Int) -> Int? {
            let marked = children[token].contains {
                relation($0) == "case" && $0 < token && tokens[$0].xpos != "POS" && !Clauses.timeMarks.contains(forms[$0])
            }
            guard marked && token < found.verb || isWritten(token, .pictured) else { return token }
            guard token != found.antecedent else { return token }
            var at = token - 1
            while at >= 0, token - at < 24 {
                if tokens[at].upos == .verb, tokens[at].features.contains(.finite) { return nil }
                if isNominal(at), mayTakePart(at), tokens[at].upos != .num, !isWritten(at, .pictured),
                    relation(at) != "compound", relation(at) != "nmod:poss", !relation(at).hasPrefix("flat"),
                    !children[at].contains(where: { relation($0) == "case" && $0 < at && tokens[$0].xpos != "POS" })
                {
                    return at
                }
                at -= 1
            }
            return nil
        }
        if found.passive {
            // "tied to the seat once held by …": the noun right before its participle, whatever stands before it.
            let isOwn =
                relation(found.head) == "acl" && found.object == tokens[found.head].head && found.head - (found.object ?? 0) <= 2
            if !isOwn, let object = found.object, object < found.verb { found.object = mended(object) }
        } else if let subject = found.subject, subject < found.verb {
            found.subject = mended(subject)
        }
    }

    /// Whom a verb without a subject of its own takes it from: coordination, participles, control.
    func inheritSubject(_ found: inout Predicate) {
        let head = found.head
        let relation = tokens[head].relation
        let over = tokens[head].head
        guard over >= 0 else { return }
        // "despite the court ruling for him": who rules stands before it.
        if tokens[head].xpos == "VBG", !found.passive, head > 0, isNominal(head - 1), relation != "amod", mayTakePart(head - 1),
            [.court, .body, .judge, .official].contains(where: { isClass(head - 1, $0) }) || tokens[head - 1].upos == .propn,
            tokens[head - 1].head == head || tokens[head - 1].head < 0 || relation != "xcomp"
        {
            found.subject = head - 1
            return
        }
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
            // "left the country, a month before they charged him, and was arrested": behind a comma "and" goes on with the main verb.
            if found.passive, self.relation(over) == "advcl", let and = child(head, relation: "cc"), and > 0,
                tokens[and - 1].form == ",",
                let main = predicate(over: tokens[over].head), main != head
            {
                let first = predicate(at: main)
                give(first.passive ? first.object ?? first.subject : first.subject)
                return
            }
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
                    && (self.relation($0) == "mark" || self.relation($0) == "case"
                        || self.relation($0) == "advmod" && forms[$0] != "once")
            }) {
                // "… against the vote before leaving": the parser hung on a noun what belongs to its verb.
                guard let verb = predicate(over: over), verb != head else { return }
                let other = predicate(at: verb)
                give(other.passive ? other.object : other.subject)
                return
            }
            // "the families of the dockers killed at the quay": the people right before a participle are those it is done to.
            let near = head - 1
            let noun =
                found.passive && near > over && isNominal(near)
                    && [.person, .crowd, .official, .kin].contains(where: { isClass(near, $0) }) ? near : over
            found.antecedent = noun
            if tokens[head].xpos == "VB" || tokens[head].features.contains(.infinitive) { return }
            give(noun)
        case "advcl", "xcomp", "ccomp":
            let target = isVerb(over) || child(over, relation: "cop") != nil ? over : (predicate(over: over) ?? -1)
            guard target >= 0, target != head, target != tokens[head].head || target != found.head else { return }
            if relation == "ccomp", children[head].contains(where: { tokens[$0].relation == "mark" && forms[$0] == "that" }) {
                return
            }
            let other = predicate(at: target)
            // "sentenced the general for ordering the attack": who is judged did it.
            if !found.passive, tokens[head].xpos == "VBG", isClass(target, .condemning) || isClass(target, .accusing),
                children[head].contains(where: { ["for", "of", "with"].contains(forms[$0]) && $0 < head })
            {
                give(other.object)
                return
            }
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
    func straySubject(_ head: Int) -> Int? {
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
}
