/// Names by an averaged perceptron over words, tags, shapes and gazetteers, from left to right.
package struct NameTagger: Sendable {
    /// "O", "B-PER", "I-PER" and so on.
    package let labels: [String]
    /// The type of each pair of labels.
    let types: [NameType]
    let weights: SparseWeights
    /// For each class of the tagger, whether it is a proper noun.
    package let proper: [Bool]

    package static let featureLimit = 96
    package static let outside = 255

    package init?(_ model: ModelFile) {
        guard let section = model.section("names"), let weights = SparseWeights(section) else { return nil }
        self.weights = weights
        let labels = model.lines("namelab")
        self.labels = labels
        types = stride(from: 1, to: labels.count, by: 2).map { Self.type(String(labels[$0].dropFirst(2))) }
        proper = model.lines("tags").map { $0.hasPrefix("PROPN") }
        guard labels.count == weights.classes else { return nil }
    }

    /// Labels of a sentence's words.
    package func tag(
        _ words: UnsafeBufferPointer<WordAtoms>, _ tags: UnsafePointer<UInt8>, into result: UnsafeMutablePointer<UInt8>
    ) {
        let total = words.count
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: total) { bits in
            for index in 0..<total { bits[index] = words[index].lists }
            withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Self.featureLimit) { features in
                withUnsafeTemporaryAllocation(of: Int32.self, capacity: 64) { scores in
                    let frame = Self.frame(words)
                    var last = Self.outside
                    var lastButOne = Self.outside
                    for index in 0..<total {
                        if Self.skips(words[index], proper[Int(tags[index])], bits[index], last) {
                            result[index] = 0
                            lastButOne = last
                            last = 0
                            continue
                        }
                        let count = Self.features(
                            words, tags, bits.baseAddress!, frame, index, last, lastButOne, features.baseAddress!)
                        for label in 0..<labels.count { scores[label] = 0 }
                        weights.score(features.baseAddress!, count, into: scores.baseAddress!)
                        var best = 0
                        for label in 1..<labels.count where scores[label] > scores[best] && follows(label, last) { best = label }
                        result[index] = UInt8(best)
                        lastButOne = last
                        last = best
                    }
                }
            }
        }
    }

    static func type(_ label: String) -> NameType {
        switch label {
        case "PER": .person
        case "ORG": .organisation
        case "LOC": .place
        default: .miscellaneous
        }
    }

    /// Whether an inside label may follow: only behind its own type. Labels are O, then B and I of each type in turn.
    @inline(__always)
    private func follows(_ label: Int, _ last: Int) -> Bool {
        label & 1 == 1 || label == 0 || last == label || last == label - 1
    }

    /// A plain word in small letters outside any name, in no gazetteer and no proper noun: it begins no name, and is not asked.
    @inline(__always)
    package static func skips(_ word: WordAtoms, _ proper: Bool, _ bits: UInt32, _ last: Int) -> Bool {
        !proper && bits == 0 && (last == 0 || last == outside)
            && word.flags.isDisjoint(with: [.initialCapital, .innerCapital, .digit])
    }

    /// How a sentence is written: 0 as usual, 1 all in capitals, 2 in title case.
    package static func frame(_ words: UnsafeBufferPointer<WordAtoms>) -> UInt64 {
        var letters = 0
        var capitals = 0
        var all = 0
        for word in words where word.flags.contains(.letter) {
            letters += 1
            if word.flags.contains(.initialCapital) { capitals += 1 }
            if word.flags.contains(.allCapitals) { all += 1 }
        }
        guard letters >= 3 else { return 0 }
        if all * 10 >= letters * 7 { return 1 }
        return capitals * 10 >= letters * 6 && letters >= 4 ? 2 : 0
    }

    /// Writes the feature hashes of one decision; gives their number.
    package static func features(
        _ words: UnsafeBufferPointer<WordAtoms>, _ tags: UnsafePointer<UInt8>, _ bits: UnsafePointer<UInt32>, _ frame: UInt64,
        _ index: Int, _ last: Int, _ lastButOne: Int, _ out: UnsafeMutablePointer<UInt64>
    ) -> Int {
        var count = 0
        @inline(__always) func add(_ template: UInt64, _ a: UInt64, _ b: UInt64 = 0, _ c: UInt64 = 0) {
            out[count] = Hashing.finish(
                Hashing.mix(Hashing.mix(Hashing.mix(template &* 0xC2B2_AE3D_27D4_EB4F, a), b), c))
            count += 1
        }
        let total = words.count
        let edge: UInt64 = 0x5EED
        @inline(__always) func norm(_ at: Int) -> UInt64 { at >= 0 && at < total ? words[at].norm : edge }
        @inline(__always) func tag(_ at: Int) -> UInt64 { at >= 0 && at < total ? UInt64(tags[at]) : edge }
        @inline(__always) func shape(_ at: Int) -> UInt64 { at >= 0 && at < total ? words[at].shape : edge }
        @inline(__always) func lists(_ at: Int) -> UInt64 { at >= 0 && at < total ? UInt64(bits[at]) : edge }
        let word = words[index]
        let p1 = UInt64(last)
        let p2 = UInt64(lastButOne)
        let first: UInt64 = index == 0 ? 1 : 0
        let t0 = tag(index)
        let g0 = lists(index)
        let s0 = Hashing.mix(word.shape, frame)
        add(1, word.norm)
        add(2, word.form)
        add(3, word.suffix2, t0)
        add(4, word.suffix3)
        add(5, word.suffix4)
        add(6, word.prefix2)
        add(7, word.prefix3)
        add(8, word.prefix4)
        add(9, s0, first)
        add(10, s0, t0)
        add(11, p1)
        add(12, p1, p2)
        add(13, p1, t0)
        add(14, p1, s0)
        add(15, p1, word.norm)
        add(16, t0)
        add(17, tag(index - 1), t0)
        add(18, t0, tag(index + 1))
        add(19, tag(index - 1), t0, tag(index + 1))
        add(20, norm(index - 1))
        add(21, norm(index + 1))
        add(22, norm(index - 2))
        add(23, norm(index + 2))
        add(24, norm(index - 1), word.norm)
        add(25, word.norm, norm(index + 1))
        add(26, norm(index - 1), p1, s0)
        add(27, norm(index + 1), p1, s0)
        add(28, shape(index - 1), s0)
        add(29, s0, shape(index + 1))
        add(30, shape(index - 1), s0, shape(index + 1))
        add(31, g0, p1)
        add(32, g0, lists(index + 1))
        add(33, lists(index - 1), g0)
        add(34, g0, s0)
        add(35, lists(index + 1), p1, s0)
        add(36, lists(index + 2), p1, s0)
        add(37, lists(index - 1), p1, s0)
        // The bias, the label before, the sentence's edges.
        add(38, 0, p1)
        add(39, 0)
        add(40, index > 0 ? 0 : edge)
        add(41, index + 1 < total ? 0 : edge)
        add(42, frame, t0)
        // The first word to the left and to the right that is no part of the run of capitals.
        var left = index - 1
        while left >= 0, index - left < 6, words[left].flags.contains(.initialCapital) { left -= 1 }
        var right = index + 1
        while right < total, right - index < 6, words[right].flags.contains(.initialCapital) { right += 1 }
        add(43, norm(left), s0)
        add(44, norm(right), s0)
        add(45, norm(right), p1)
        // Head word of the run: its last, and its gazetteers.
        add(46, norm(right - 1), s0)
        add(47, lists(right - 1), s0, p1)
        add(48, UInt64(right - index), UInt64(index - left), s0)
        add(49, p1, tag(index + 1), s0)
        add(50, norm(index - 2), norm(index - 1), s0)
        add(51, norm(index + 1), norm(index + 2), s0)
        add(52, 0)
        add(53, word.ambiguity & 0xFFFF, s0, first)
        return count
    }
}
