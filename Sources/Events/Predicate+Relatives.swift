import Language

/// Antecedents in the place of the pronouns that open relative clauses.
extension Clauses {
    /// The head of the nominal that ends just before a relative pronoun.
    private func nominal(before index: Int) -> Int? {
        var at = index - 1
        while at >= 0, isPunctuation(at) || tokens[at].upos == .adp { at -= 1 }
        guard at >= 0, isNominal(at) else { return nil }
        while tokens[at].head >= 0, tokens[at].head < index,
            ["flat", "compound", "fixed"].contains(where: { relation(at).hasPrefix($0) }), isNominal(tokens[at].head)
        { at = tokens[at].head }
        return at
    }

    /// "a lawyer appointed for the case, who …", "the judge on duty at the court in this city, who …": "who" is somebody, so the nearest nominal
    /// over it that may be; a body, or a name behind a preposition of place, only where nobody stands over it.
    private func somebody(_ index: Int) -> Int {
        func isSomebody(_ at: Int) -> Bool {
            [.person, .official, .kin, .crowd, .judge, .subject, .spokes].contains { isClass(at, $0) }
        }
        func mayBe(_ at: Int) -> Bool {
            tokens[at].upos == .propn || tokens[at].upos == .pron || tokens[at].upos == .num || isSomebody(at)
        }
        var second: Int?
        var at = index
        for _ in 0..<6 {
            if isNominal(at) {
                if mayBe(at), tokens[at].upos != .propn || !["in", "at", "on", "of"].contains(preposition(at)) || isSomebody(at) {
                    return at
                }
                if second == nil, mayBe(at) || isClass(at, .body) || isClass(at, .court) { second = at }
            }
            guard tokens[at].head >= 0 else { break }
            at = tokens[at].head
        }
        return second ?? index
    }

    /// Puts the antecedent in the place of "who", "which", "that", or of nothing at all ("the pardon he granted").
    func substituteRelatives(_ found: inout Predicate) {
        var clause = found.head
        var steps = 0
        while tokens[clause].relation == "conj", tokens[clause].head >= 0, steps < 5 {
            clause = tokens[clause].head
            steps += 1
        }
        func isRelative(_ index: Int) -> Bool {
            (isClass(index, .relpro) && tokens[index].upos == .pron || tokens[index].xpos.hasPrefix("W"))
                && forms[index] != "what"
        }
        guard tokens[clause].relation == "acl:relcl", tokens[clause].head >= 0 else {
            // Clauses that the parser hung elsewhere: "who" and "which" still say something of the nominal before them.
            if let subject = found.subject, isRelative(subject),
                let before = nominal(before: subject).map({ forms[subject] == "who" ? somebody($0) : $0 })
            {
                found.subject = before; found.antecedent = before
            }
            if let object = found.object, isRelative(object), let before = nominal(before: object) {
                found.object = before; found.antecedent = before
            }
            if found.object == nil, !found.passive, found.complement == nil,
                tokens[clause].relation == "advcl" || tokens[clause].relation == "acl" || tokens[clause].relation == "ccomp",
                let mark = children[found.head].first(where: { forms[$0] == "that" && relation($0) == "mark" }), mark > 0,
                tokens[mark - 1].upos == .noun,
                tokens[clause].relation != "ccomp" || !isClass(tokens[clause].head, .say)
            {
                found.object = mark - 1
                found.antecedent = mark - 1
            }
            return
        }
        let isWho = children[clause].contains { forms[$0] == "who" || forms[$0] == "whom" }
        let antecedent = isWho ? somebody(tokens[clause].head) : tokens[clause].head
        found.antecedent = antecedent
        var placed = false
        if let subject = found.subject, isRelative(subject) { found.subject = antecedent; placed = true }
        if let object = found.object, isRelative(object) { found.object = antecedent; placed = true }
        if let second = found.secondObject, isRelative(second) { found.secondObject = antecedent; placed = true }
        for (position, oblique) in found.obliques.enumerated() where isRelative(oblique.head) {
            found.obliques[position].head = antecedent
            // "whom the president pardoned": an object, whatever the tree calls it.
            if oblique.preposition.isEmpty, forms[oblique.head] == "whom", found.object == nil, !found.passive {
                found.object = antecedent
            }
            placed = true
        }
        guard !placed, !found.passive, found.object == nil, found.subject != nil, found.subject != antecedent,
            tokens[found.head].upos == .verb, found.complement == nil
        else { return }
        let mentionsWh = children[found.head].contains { tokens[$0].xpos == "WRB" || (tokens[$0].xpos == "WP$") }
        if !mentionsWh { found.object = antecedent }
    }
}
