import Language

/// The tense of the clause that a phrase hangs on, read from the parsed sentence by Penn tags and Universal Dependencies.
struct TreeTense {
    let grammar: Grammar
    let tokens: [Token]

    /// Nil where the sentence is not parsed, or its clause tells nothing.
    func tense(of token: Int) -> Tense? {
        var at = token
        for _ in 0..<12 {
            let head = tokens[at].head
            guard head >= 0, head < tokens.count, head != at else { break }
            at = head
            if let found = clause(at) { return found }
        }
        // A phrase that heads its sentence ("Monday is the last day"): its own helpers tell.
        return at == token ? clause(at) : nil
    }

    private func clause(_ verb: Int) -> Tense? {
        let helpers = tokens.indices.filter {
            tokens[$0].head == verb && (tokens[$0].relation.hasPrefix("aux") || tokens[$0].relation == "cop")
        }
        let infinitive = tokens.contains { $0.head == verb && $0.xpos == "TO" }
        let tag = tokens[verb].xpos
        if looksForward(verb) { return .future }
        for helper in helpers where tokens[helper].xpos == "MD" {
            return looksForward(helper) ? .future : .present
        }
        // "is to resume", "was to meet": arranged.
        if infinitive, !helpers.isEmpty { return .future }
        for helper in helpers {
            switch tokens[helper].xpos {
            case "VBD": return .past
            case "VBZ", "VBP":
                if has(tokens[helper], grammar.cues.perfect) { return .past }
                return tag == "VBG" ? .future : .present
            default: break
            }
        }
        switch tag {
        case "VBD", "VBN": return .past
        case "VBZ", "VBP": return .present
        case "VB" where infinitive:
            // "plans to meet", "agreed to meet" look forward; "helped to free" has happened.
            let head = tokens[verb].head
            guard head >= 0, head < tokens.count else { return .future }
            if looksForward(head) { return .future }
            return has(tokens[head], grammar.cues.achieved) ? .past : tokens[head].xpos.hasPrefix("V") ? .future : nil
        default: return nil
        }
    }

    private func looksForward(_ i: Int) -> Bool { has(tokens[i], grammar.cues.future) }

    private func has(_ token: Token, _ id: UInt8) -> Bool { grammar.lexicon.classes(of: token.form).contains(id) }
}
