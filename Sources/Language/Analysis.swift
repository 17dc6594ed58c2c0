/// Universal Dependencies' parts of speech.
public enum UPOS: UInt8, Sendable, Codable, CaseIterable {
    case adj, adp, adv, aux, cconj, det, intj, noun, num, part, pron, propn, punct, sconj, sym, verb, x
    /// As CoNLL-U writes it: "ADJ".
    public var label: String { String(describing: self).uppercased() }
}

/// Types of names. `person`, `organisation`, `place` are always told; the finer ones where cues allow.
public enum NameType: UInt8, Sendable, Codable, CaseIterable {
    case person, organisation, place, court, office, law, party, prison, miscellaneous
}

/// Morphology that later stages use.
public struct Features: OptionSet, Hashable, Sendable, Codable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    public static let past = Features(rawValue: 1 << 0)
    public static let present = Features(rawValue: 1 << 1)
    public static let participle = Features(rawValue: 1 << 2)
    public static let gerund = Features(rawValue: 1 << 3)
    public static let infinitive = Features(rawValue: 1 << 4)
    public static let passive = Features(rawValue: 1 << 5)
    public static let singular = Features(rawValue: 1 << 6)
    public static let plural = Features(rawValue: 1 << 7)
    public static let finite = Features(rawValue: 1 << 8)
    public static let possessive = Features(rawValue: 1 << 9)
}

/// One token of a sentence.
public struct Token: Hashable, Sendable {
    /// UTF-8 byte offsets in the analysed text.
    public var range: Range<Int>
    /// The form, as it stands.
    public var form: String
    /// Lower case.
    public var lemma: String
    public var upos: UPOS
    /// Penn Treebank tag.
    public var xpos: String
    public var features: Features
    /// Index in the sentence of the head; -1 for the root.
    public var head: Int
    /// Universal Dependencies' relation with its subtype: "nsubj:pass", "obl", "acl:relcl".
    public var relation: String
    public init(
        range: Range<Int>, form: String, lemma: String, upos: UPOS, xpos: String, features: Features, head: Int,
        relation: String
    ) {
        self.range = range
        self.form = form
        self.lemma = lemma
        self.upos = upos
        self.xpos = xpos
        self.features = features
        self.head = head
        self.relation = relation
    }
}

/// A name in a sentence.
public struct NameSpan: Hashable, Sendable {
    /// Token indices in the sentence.
    public var tokens: Range<Int>
    public var type: NameType
    public init(tokens: Range<Int>, type: NameType) { self.tokens = tokens; self.type = type }
}

public struct Sentence: Sendable {
    /// UTF-8 byte offsets in the analysed text.
    public var range: Range<Int>
    public var tokens: [Token]
    public var names: [NameSpan]
    /// Index of the block (the ranges given to the analyser) that holds the sentence.
    public var block: Int
    public init(range: Range<Int>, tokens: [Token], names: [NameSpan], block: Int) {
        self.range = range
        self.tokens = tokens
        self.names = names
        self.block = block
    }
}

/// Everything that `Language` says of one text.
public struct Analysis: Sendable {
    /// The text's UTF-8.
    public var text: [UInt8]
    public var sentences: [Sentence]
    public init(text: [UInt8], sentences: [Sentence]) { self.text = text; self.sentences = sentences }
    /// The words at a range of UTF-8 offsets.
    public func words(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }
}
