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
        var seen = Seen()
        gather(&found, &seen, copula: copula)
        findComplement(&found)
        lookBehindTime(&found, &seen)
        settleObjects(&found, copula: copula)
        settleVoice(&found, &seen.hasOwnSubject, copula: copula)
        if !seen.hasOwnSubject { inheritSubject(&found) }
        substituteRelatives(&found)
        mendSubject(&found)
        shareObject(&found)
        return found
    }

    /// What the children of a predicate's head showed beside its complements.
    private struct Seen {
        var hasOwnSubject = false
        /// A time that stands as a subject or object.
        var strayTime: Int?
        /// A time before the head.
        var timeBefore: Int?
    }

    /// Takes the children of the head as the tree has them.
    private func gather(_ found: inout Predicate, _ seen: inout Seen, copula: Int?) {
        let head = found.head
        for child in children[head] {
            // "gave him 14 years": a term that somebody is given is no time.
            let isGiven = self.relation(child) == "obj" && child > head && children[head].contains { self.relation($0) == "iobj" }
            if !isGiven, !mayTakePart(child) || isDistance(child),
                ["nsubj", "nsubj:pass", "obj", "iobj"].contains(self.relation(child))
            {
                // "on Friday the president suspended …": the nominal that the parser hung on the day.
                if child < head, !isDistance(child) { seen.strayTime = child }
                continue
            }
            switch self.relation(child) {
            case "nsubj", "csubj", "nsubj:outer":
                // "whose sentence the president cut": the first is what is cut.
                if let first = found.subject, children[first].contains(where: { tokens[$0].xpos == "WP$" }), found.object == nil,
                    child < head
                {
                    found.object = first
                    found.subject = child
                    continue
                }
                // "So does the ban: the court upheld it": what stands behind the colon.
                if found.subject == nil
                    || (found.subject! + 1..<max(found.subject! + 1, child)).contains(where: {
                        forms[$0] == ":" || forms[$0] == ";"
                    })
                {
                    found.subject = child
                    seen.hasOwnSubject = true
                }
            case "nsubj:pass", "csubj:pass":
                found.passive = true
                if found.object == nil { found.object = child; seen.hasOwnSubject = true }
            case "obj":
                if found.object == nil || found.passive {
                    if found.passive { found.secondObject = child } else { found.object = child }
                }
            case "iobj": found.secondObject = child
            case "aux:pass": found.passive = true
            case "xcomp", "ccomp": if found.complement == nil { found.complement = child }
            case "obl:unmarked", "obl:npmod", "obl:tmod":
                if child < head, !mayTakePart(child) { seen.timeBefore = child }
                if child > head, found.object == nil, !found.passive, mayTakePart(child), isNominal(child),
                    preposition(child).isEmpty, copula == nil
                {
                    found.object = child
                } else {
                    found.obliques.append((preposition(child), child))
                }
            case "obl", "obl:agent", "obl:arg", "nmod":
                if child < head, !mayTakePart(child) { seen.timeBefore = child }
                if copula != nil, self.relation(child) == "nmod", preposition(child) == "of" { break }
                found.obliques.append((preposition(child), child))
            default: break
            }
        }
    }

    /// A clause that the tree hung as an adverbial: "said that …", "refused to …".
    private func findComplement(_ found: inout Predicate) {
        let head = found.head
        if found.complement == nil, isClass(found.verb, .speech) || isClass(found.verb, .order) {
            found.complement = children[head].first { child in
                child > head && self.relation(child) == "advcl"
                    && children[child].contains { forms[$0] == "that" && self.relation($0) == "mark" }
            }
        }
        if found.complement == nil,
            isClass(found.verb, .refuse) || isClass(found.verb, .want)
                || isClass(found.verb, .ask) && (found.object != nil || tokens[found.verb].lemma == "ask")
        {
            found.complement = children[head].first { child in
                child > head && self.relation(child) == "advcl"
                    && children[child].contains { forms[$0] == "to" && self.relation($0) == "mark" }
            }
        }
    }

    /// "On Friday the president suspended …" with the president hung on the day.
    private func lookBehindTime(_ found: inout Predicate, _ seen: inout Seen) {
        let head = found.head
        if seen.strayTime == nil, found.subject == nil, !found.passive, let time = seen.timeBefore,
            children[time].contains(where: {
                $0 > time && $0 < head && isNominal($0) && mayTakePart($0) && preposition($0).isEmpty
            })
        {
            seen.strayTime = time
        }
        if let time = seen.strayTime, found.subject == nil, !(found.passive && found.object != nil) {
            let near = (time + 1..<max(time + 1, head)).first {
                isNominal($0) && mayTakePart($0) && preposition($0).isEmpty && self.relation($0) != "compound"
                    && self.relation($0) != "nmod:poss"
            }
            if let near {
                seen.hasOwnSubject = true
                if found.passive { found.object = near } else { found.subject = near }
            }
        }
    }

    /// Objects in their places, and what a copula joins.
    private func settleObjects(_ found: inout Predicate, copula: Int?) {
        let head = found.head
        for oblique in found.obliques
        where oblique.preposition == "in" && (forms[oblique.head] == "favour" || forms[oblique.head] == "favor") {
            if let of = children[oblique.head].first(where: { preposition($0) == "of" }) {
                found.obliques.append(("in_favour_of", of))
            }
        }
        takeApart(&found)
        if !found.passive, let object = found.object, object > head, let own = owned(object), self.relation(object) != "nmod:poss"
        {
            found.object = own
        }
        if found.secondObject != nil, found.object == nil, !found.passive { swap(&found.object, &found.secondObject) }
        if copula != nil {
            let own = preposition(head)
            if own.isEmpty { found.complement = head } else { found.obliques.append((own, head)) }
        }
    }

    /// "Minutes after the verdict three bombs went off", "Three days after the court annulled it": the time is no subject.
    private func isDistance(_ index: Int) -> Bool {
        isClass(index, .timeunit) && index + 1 < tokens.count
            && ["after", "before", "later", "earlier", "ago", "into"].contains(forms[index + 1])
    }

    /// "granted Ruden a pardon" with the pardon hung on Ruden as an apposition.
    private func takeApart(_ found: inout Predicate) {
        guard found.secondObject == nil, let object = found.object, !found.passive,
            isClass(found.verb, .support) || isClass(found.verb, .decline),
            let second = children[object].first(where: {
                $0 > object && ["appos", "nmod:unmarked", "dep", "obl:unmarked", "nmod"].contains(relation($0)) && isNominal($0)
                    && preposition($0).isEmpty
            }),
            !(object..<second).contains(where: { forms[$0] == "," || forms[$0] == "-" && false })
        else { return }
        found.secondObject = object
        found.object = second
    }

    /// "dismissed former president Ruden's appeal" with the president as the object: what he owns is.
    private func owned(_ object: Int) -> Int? {
        var at = object + 1
        while at < tokens.count, at - object < 5, tokens[at].upos == .propn || tokens[at].form == "." { at += 1 }
        guard at > object + 1 || tokens[object].upos == .propn, at + 1 < tokens.count, tokens[at].xpos == "POS" else {
            return nil
        }
        var noun = at + 1
        while noun + 1 < tokens.count, noun - at < 6,
            tokens[noun].upos == .adj || tokens[noun].upos == .num || tokens[noun].form == "-"
                || (tokens[noun].upos == .noun && tokens[noun + 1].upos == .noun)
        { noun += 1 }
        return tokens[noun].upos == .noun ? noun : nil
    }

    /// "kidnapped and killed nine people": both have the object of the second.
    private func shareObject(_ found: inout Predicate) {
        if !found.passive, found.object == nil, found.complement == nil, relation(found.head) == "conj",
            tokens[found.head].head >= 0, takesPatient[found.head]
        {
            let first = tokens[found.head].head
            found.object = children[first].first {
                $0 > found.head && (relation($0) == "obj" || relation($0) == "obl:unmarked") && mayTakePart($0) && isNominal($0)
            }
        }
        guard !found.passive, found.object == nil, found.complement == nil, found.obliques.isEmpty,
            let other = children[found.head].first(where: {
                relation($0) == "conj" && $0 > found.head && $0 - found.head < 4 && isVerb($0)
            })
        else { return }
        found.object = children[other].first {
            $0 > other && (relation($0) == "obj" || relation($0) == "obl:unmarked") && mayTakePart($0)
        }
    }
}
