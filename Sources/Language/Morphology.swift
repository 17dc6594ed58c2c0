/// Tense, number and voice from the Penn tag and the tree.
enum Morphology {
    /// What the tag alone tells.
    static func features(xpos: String) -> Features {
        switch xpos {
        case "VBD": [.past, .finite]
        case "VBZ": [.present, .finite, .singular]
        case "VBP": [.present, .finite]
        case "MD": [.finite]
        case "VB": [.infinitive]
        case "VBG": [.gerund, .present, .participle]
        case "VBN": [.past, .participle]
        case "NN", "NNP": [.singular]
        case "NNS", "NNPS": [.plural]
        case "PRP$", "POS", "WP$": [.possessive]
        default: []
        }
    }

    /// Adds what the tree tells: passives, and nouns in the possessive.
    static func refine(_ tokens: inout [Token]) {
        for index in tokens.indices {
            let head = tokens[index].head
            guard head >= 0 else { continue }
            switch tokens[index].relation {
            case "aux:pass", "nsubj:pass", "csubj:pass": tokens[head].features.insert(.passive)
            case "case" where tokens[index].xpos == "POS": tokens[head].features.insert(.possessive)
            default: break
            }
        }
        // A past participle that describes a noun is passive: "the man convicted of murder".
        for index in tokens.indices where tokens[index].xpos == "VBN" {
            let relation = tokens[index].relation
            if relation == "acl" || relation == "amod" { tokens[index].features.insert(.passive) }
        }
    }
}
