/// Parts of speech by a small network, greedily from left to right. A class is a pair of tags, "VERB/VBD".
package struct Tagger: Sendable {
    package struct Tag: Sendable, Hashable {
        package let upos: UPOS
        package let xpos: String
        package let label: String
        package init(label: String) {
            let parts = label.split(separator: "/", maxSplits: 1)
            self.label = label
            upos = UPOS(label: String(parts[0])) ?? .x
            xpos = parts.count > 1 ? String(parts[1]) : "_"
        }
    }

    package let tags: [Tag]
    private let net: TaggerNet

    package init?(_ model: ModelFile) {
        tags = model.lines("tags").map(Tag.init)
        guard let net = TaggerNet(model), net.classes == tags.count else { return nil }
        self.net = net
    }

    /// Classes of a sentence's words.
    package func tag(_ words: UnsafeBufferPointer<WordAtoms>, into result: UnsafeMutablePointer<UInt8>) {
        net.tag(words, into: result)
    }
}

extension UPOS {
    /// From CoNLL-U's "ADJ".
    package init?(label: String) {
        guard let found = UPOS.allCases.first(where: { $0.label == label }) else { return nil }
        self = found
    }
}
