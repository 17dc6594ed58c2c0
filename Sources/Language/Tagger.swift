/// Parts of speech by an averaged perceptron, greedily from left to right.
///
/// Features after Ratnaparkhi (1996) and Collins (2002), with the ambiguity classes of the words to the right in place of their
/// tags. A class is a pair of tags, "VERB/VBD".
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
    let weights: SparseWeights

    /// Upper bound of the features of one decision.
    package static let featureLimit = 48
    /// Class number that stands for "before the sentence".
    package static let outside = 255

    package init?(_ model: ModelFile) {
        guard let section = model.section("tagger"), let weights = SparseWeights(section) else { return nil }
        let labels = model.lines("tags")
        guard labels.count == weights.classes else { return nil }
        self.weights = weights
        tags = labels.map(Tag.init)
    }

    /// Classes of a sentence's words.
    package func tag(_ words: UnsafeBufferPointer<WordAtoms>, into result: UnsafeMutablePointer<UInt8>) {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Self.featureLimit) { features in
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: 256) { scores in
                let frame = NameTagger.frame(words)
                var last = Self.outside
                var lastButOne = Self.outside
                for index in 0..<words.count {
                    let certain = Int(words[index].ambiguity >> 16)
                    var best = certain - 1
                    if certain == 0 {
                        let count = Self.features(words, frame, index, last, lastButOne, features.baseAddress!)
                        for tag in 0..<tags.count { scores[tag] = 0 }
                        weights.score(features.baseAddress!, count, into: scores.baseAddress!)
                        best = 0
                        for tag in 1..<tags.count where scores[tag] > scores[best] { best = tag }
                    }
                    result[index] = UInt8(best)
                    lastButOne = last
                    last = best
                }
            }
        }
    }

    /// Writes the feature hashes of one decision; gives their number.
    package static func features(
        _ words: UnsafeBufferPointer<WordAtoms>, _ frame: UInt64, _ index: Int, _ last: Int, _ lastButOne: Int,
        _ out: UnsafeMutablePointer<UInt64>
    ) -> Int {
        var count = 0
        @inline(__always) func add(_ template: UInt64, _ a: UInt64, _ b: UInt64 = 0, _ c: UInt64 = 0) {
            out[count] = Hashing.finish(
                Hashing.mix(Hashing.mix(Hashing.mix(template &* 0xC2B2_AE3D_27D4_EB4F, a), b), c))
            count += 1
        }
        let edge: UInt64 = 0x5EED
        let word = words[index]
        let total = words.count
        let p1 = UInt64(last)
        let p2 = UInt64(lastButOne)
        let left1 = index > 0 ? words[index - 1].norm : edge
        let left2 = index > 1 ? words[index - 2].norm : edge
        let right1 = index + 1 < total ? words[index + 1].norm : edge
        let right2 = index + 2 < total ? words[index + 2].norm : edge
        let amb = word.ambiguity & 0xFFFF
        let ambRight1 = index + 1 < total ? words[index + 1].ambiguity & 0xFFFF : edge
        let ambRight2 = index + 2 < total ? words[index + 2].ambiguity & 0xFFFF : edge
        let first: UInt64 = index == 0 ? 1 : 0
        let flags = UInt64(word.flags.rawValue)
        add(1, word.norm)
        add(2, word.form)
        add(3, word.suffix1)
        add(4, word.suffix2)
        add(5, word.suffix3)
        add(6, word.suffix4)
        add(7, word.prefix1)
        add(8, word.prefix2)
        add(9, word.prefix3)
        add(10, word.prefix4)
        add(11, word.shape, first)
        add(12, flags, first)
        add(13, p1)
        add(14, p1, p2)
        add(15, p1, word.norm)
        add(16, p1, p2, word.norm)
        add(17, left1)
        add(18, left2)
        add(19, right1)
        add(20, right2)
        add(21, left1, word.norm)
        add(22, word.norm, right1)
        add(23, amb)
        add(24, amb, ambRight1)
        add(25, p1, amb)
        add(26, p1, amb, ambRight1)
        add(27, p1, p2, amb)
        add(28, amb, ambRight1, ambRight2)
        add(29, p1, ambRight1)
        add(30, word.suffix3, p1)
        add(31, word.suffix2, ambRight1)
        add(32, index + 1 < total ? words[index + 1].suffix3 : edge)
        add(33, index > 0 ? words[index - 1].suffix3 : edge, word.suffix3)
        add(34, word.shape, p1)
        add(
            35, flags, index + 1 < total ? UInt64(words[index + 1].flags.rawValue) : edge,
            index > 0 ? UInt64(words[index - 1].flags.rawValue) : edge)
        // The bias, the sentence's edges, the tag before.
        add(36, 0)
        add(37, index > 0 ? 0 : edge)
        add(38, index + 1 < total ? 0 : edge)
        add(39, 0, p1)
        add(40, left1, right1)
        add(41, left2, left1)
        add(42, right1, right2)
        add(43, p1, amb, right1)
        add(44, word.lowerAmbiguity, flags, first)
        add(45, frame, flags)
        add(46, frame, amb)
        add(47, word.lowerAmbiguity, p1, ambRight1)
        return count
    }
}

extension UPOS {
    /// From CoNLL-U's "ADJ".
    package init?(label: String) {
        guard let found = UPOS.allCases.first(where: { $0.label == label }) else { return nil }
        self = found
    }
}
