import Language

/// What is done to somebody, where the tree does not say so: participles, past tenses without "was", agents far behind.
extension Clauses {
    /// "the former leader, now 83, sentenced to 25 years for …": a participle behind a comma, whatever the tree takes it for, says something of
    /// the nominal before the comma.
    func reducedPatient(_ head: Int) -> Int? {
        guard tokens[head].xpos == "VBN" || tokens[head].xpos == "VBD", takesPatient[head], head > 1, head + 1 < tokens.count,
            forms[head - 1] == ",", ["to", "of", "for", "by"].contains(forms[head + 1]), relation(head) != "root",
            !(relation(head) == "conj" && tokens[head].head >= 0 && predicateIsPassive(tokens[head].head)),
            !children[head].contains(where: { relation($0).hasPrefix("aux") || relation($0) == "cc" })
        else { return nil }
        var at = head - 2
        while at >= 0, head - at < 12 {
            if isVerb(at) || tokens[at].upos == .adp || tokens[at].upos == .sconj { return nil }
            if isNominal(at), tokens[at].upos != .num, mayTakePart(at), !isClass(at, .timeunit) {
                while tokens[at].head >= 0, tokens[at].head < head, relation(at).hasPrefix("flat") || relation(at) == "compound",
                    isNominal(tokens[at].head)
                { at = tokens[at].head }
                return at
            }
            at -= 1
        }
        return nil
    }

    /// A past tense without "was" that was read as a participle: it has an object after it and nobody "by" whom.
    func isMisreadPast(_ head: Int) -> Bool {
        let token = tokens[head]
        guard token.xpos == "VBN", forms[head].hasSuffix("ed") || forms[head].hasSuffix("d") || forms[head].hasSuffix("t"),
            token.relation == "acl" || token.relation == "advcl" || token.relation == "root" || token.relation == "conj",
            !isClass(head, .support) || token.relation == "root",
            !children[head].contains(where: { relation($0).hasPrefix("aux") || preposition($0) == "by" })
        else { return false }
        if token.relation == "conj" { return token.head >= 0 && token.head < head && isMisreadPast(token.head) }
        // "The court on Tuesday ruled …" read as a nominal with a participle: a sentence of a text has a verb.
        if token.relation == "acl", token.head >= 0, token.head < head, tokens[token.head].relation == "root",
            child(token.head, relation: "cop") == nil,
            block == .paragraph || block == .listItem,
            !children[token.head].contains(where: { $0 != head && tokens[$0].features.contains(.finite) && isVerb($0) }),
            !takesPatient[head]
        {
            return true
        }
        func hasObject(_ verb: Int) -> Bool {
            children[verb].contains {
                $0 > verb && (relation($0) == "obj" || relation($0) == "obl:unmarked") && mayTakePart($0) && isNominal($0)
            }
        }
        return hasObject(head)
            || children[head].contains { relation($0) == "conj" && tokens[$0].xpos == "VBN" && $0 - head < 4 && hasObject($0) }
    }

    /// "granted to him on Easter Day by the governor": the phrase with "by" that hangs on another nominal.
    func farAgent(_ head: Int) -> Int? {
        var at = head + 1
        while at < tokens.count, at - head < 16 {
            if forms[at] == ";" || tokens[at].upos == .sconj
                || (tokens[at].upos == .verb && tokens[at].features.contains(.finite))
            {
                return nil
            }
            // "by then-President Pavel Orn" with a preposition that hangs nowhere: the name that follows.
            if forms[at] == "by", relation(at) != "case",
                let name = (at + 1..<min(at + 6, tokens.count)).first(where: {
                    tokens[$0].upos == .propn && !isClass($0, .title) && !isClass($0, .official) && mayAct($0)
                }), !(at + 1..<name).contains(where: { isVerb($0) || forms[$0] == "," })
            {
                return name
            }
            if forms[at] == "by", relation(at) == "case", tokens[at].head > at, mayAct(tokens[at].head),
                tokens[tokens[at].head].upos != .num
            {
                let agent = tokens[at].head
                // A passive of its own takes its own agent.
                let owner = tokens[agent].head
                if owner >= 0, owner != head, isVerb(owner) { return nil }
                return agent
            }
            at += 1
        }
        return nil
    }

    func predicateIsPassive(_ head: Int) -> Bool {
        children[head].contains { relation($0) == "aux:pass" || relation($0) == "nsubj:pass" }
            || (tokens[head].relation.hasPrefix("acl") && tokens[head].xpos == "VBN" && tokens[head].relation != "acl:relcl")
            || (tokens[head].relation == "conj" && tokens[head].xpos == "VBN" && tokens[head].head >= 0
                && tokens[head].head < head
                && child(head, where: { relation($0).hasPrefix("nsubj") }) == nil && predicateIsPassive(tokens[head].head))
    }
}
