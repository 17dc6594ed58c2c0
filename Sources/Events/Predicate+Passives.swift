import Language

/// What is done to somebody, where the tree does not say so: participles, past tenses without "was", agents far behind.
extension Clauses {
    /// Whether a predicate is a passive, and who does it then, whatever the tree and the tags say.
    func settleVoice(_ found: inout Predicate, _ hasOwnSubject: inout Bool, copula: Int?) {
        let head = found.head
        let token = tokens[head]
        let relation = token.relation
        let isHeading = block == .heading || block == .subheading || block == .caption
        if found.passive, !isHeading, hasOwnSubject, copula == nil, token.xpos == "VBD" || token.xpos == "VBN",
            !children[head].contains(where: { self.relation($0).hasPrefix("aux") }),
            relation != "conj" || !predicateIsPassive(token.head)
        {
            // No "was": a past tense that the tagger took for a participle.
            found.passive = false
            found.subject = found.object
            found.object = found.secondObject
            found.secondObject = nil
        }
        if let patient = reducedPatient(head), !found.passive, !hasOwnSubject, found.object == nil {
            found.passive = true
            found.object = patient
            hasOwnSubject = true
        }
        if token.xpos == "VBD", relation == "conj", !found.passive, !hasOwnSubject, found.object == nil, takesPatient[head],
            token.head >= 0, predicateIsPassive(token.head)
        {
            // "was convicted and sentenced": the second participle is tagged as a past tense now and then.
            found.passive = true
        }
        if isMisreadPast(head) {
            found.subject = found.subject ?? (relation == "acl" ? token.head : nil)
        } else if token.xpos == "VBN", !found.passive, !hasOwnSubject, copula == nil,
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
            for by in found.obliques where by.preposition == "by" && mayAct(by.head) && tokens[by.head].upos != .num {
                if found.subject == nil { found.subject = by.head }
            }
            if found.subject == nil { found.subject = farAgent(head) }
            found.obliques.removeAll { $0.preposition == "by" && $0.head == found.subject }
        }
    }

    /// "the ex-mayor, now 70, jailed for nine years for …": a participle behind a comma, whatever the tree takes it for, says something of
    /// the nominal before the comma.
    private func reducedPatient(_ head: Int) -> Int? {
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
    private func farAgent(_ head: Int) -> Int? {
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

    private func predicateIsPassive(_ head: Int) -> Bool {
        children[head].contains { relation($0) == "aux:pass" || relation($0) == "nsubj:pass" }
            || (tokens[head].relation.hasPrefix("acl") && tokens[head].xpos == "VBN" && tokens[head].relation != "acl:relcl")
            || (tokens[head].relation == "conj" && tokens[head].xpos == "VBN" && tokens[head].head >= 0
                && tokens[head].head < head
                && child(head, where: { relation($0).hasPrefix("nsubj") }) == nil && predicateIsPassive(tokens[head].head))
    }
}
