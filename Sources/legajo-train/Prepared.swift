import Language

/// Sentences as the models see them.
struct Prepared: Sendable {
    var words: [[WordAtoms]]
    var tags: [[UInt8]]

    init(_ sentences: [TreeSentence], lexicon: TagLexicon, tags labels: [String]) {
        let number = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, UInt8($0)) })
        words = sentences.map { sentence in sentence.forms.map { Probe.atoms($0, lexicon) } }
        tags = sentences.map { sentence in sentence.tags.map { number[$0] ?? 0 } }
    }
}
