/// What the block model sees of each segment of a page: numbers about its words, its elements, its neighbours and its page.
///
/// Nothing here knows a site. Names of classes count through `Cues` alone.
struct BlockFeatures {
    /// Row-major, `count` rows of `BlockFeatures.width`.
    private(set) var values: [Float]
    let count: Int

    static let cueCount = Cues.count
    /// Words, structure and neighbours; then near cues, all cues, ancestry.
    static let base = 79
    static let width = base + 2 * cueCount + Ancestry.count
    /// Where the numbers of `WordStats` begin.
    static let firstWordFeature = 9
    /// Added by the second stage, from the first stage's probabilities.
    static let context = 17

    init(_ tree: PageTree, title: String?, descriptions: [String], articleBody: String?) {
        let segments = tree.segments
        count = segments.count
        values = [Float](repeating: 0, count: count * Self.width)
        guard count > 0 else { return }
        let words = segments.map { WordStats(tree.text, $0) }
        let page = PageStats(tree, words)
        let titleKey = title.map { Self.key(Array($0.utf8)[...]) } ?? 0
        let summaries = Set(descriptions.map { Self.squeezed(Array($0.utf8)[...]) }).filter { $0.count > 30 }
        let body = articleBody.map { BodyIndex(Array($0.utf8)) }
        var texts: [UInt64: Int] = [:]
        let keys = segments.map { Self.key(tree.text[$0.text]) }
        for key in keys { texts[key, default: 0] += 1 }
        let heading =
            segments.indices.first { i in
                segments[i].element >= 0 && tree.elements[Int(segments[i].element)].tag == .h1
                    && (titleKey == 0 || keys[i] == titleKey)
            }
            ?? segments.indices.first { segments[$0].element >= 0 && tree.elements[Int(segments[$0].element)].tag == .h1 }
        var proseBefore = 0
        values.withUnsafeMutableBufferPointer { buffer in
            for i in segments.indices {
                let segment = segments[i]
                let w = words[i]
                var row = Row(values: buffer, at: i * Self.width)
                let element = segment.element >= 0 ? tree.elements[Int(segment.element)] : nil
                let tag = element?.tag ?? .other
                row.add(tag == .p)
                row.add(tag.isHeading ? Float(tag.rawValue - PageTag.h1.rawValue + 1) : 0)
                row.add(tag == .li)
                row.add(tag == .div)
                row.add(tag == .td || tag == .th)
                row.add(tag == .figcaption)
                row.add(tag == .blockquote)
                row.add(tag == .section || tag == .article || tag == .header)
                row.add(Float(element?.depth ?? 0))
                w.add(to: &row)
                row.add(titleKey != 0 && keys[i] == titleKey)
                row.add(w.bytes > 30 ? Self.likeness(Self.squeezed(tree.text[segment.text]), summaries) : 0)
                row.add(body.map { w.bytes < 12 ? 0.5 : $0.holds(tree.text[segment.text]) ? 2 : 1 } ?? 0)
                row.add(Float(min(texts[keys[i]]!, 5)))
                page.add(i, to: &row)
                row.add(Float(i) / Float(count))
                row.add(page.prose > 0 ? Float(proseBefore) / Float(page.prose) : 0)
                row.add(heading.map { Float(max(-60, min(60, i - $0))) } ?? 100)
                row.add(!segment.inline.isDisjoint(with: [.author, .date]))
                row.add(segment.inline.contains(.credit))
                for step in [-1, 1, -2, 2] {
                    let j = i + step
                    guard segments.indices.contains(j) else {
                        row.skip(5, as: -1)
                        continue
                    }
                    let other = segments[j]
                    row.add(words[j].logBytes)
                    row.add(words[j].linkShare)
                    row.add(words[j].endsSentence)
                    let otherElement = other.element >= 0 ? tree.elements[Int(other.element)] : nil
                    row.add(otherElement?.parent == element?.parent)
                    row.add(otherElement?.style == element?.style)
                }
                row.finish(Self.base)
                let near = element?.near ?? []
                let all = element?.all ?? []
                for bit in 0..<Self.cueCount { row.add(near.rawValue >> UInt64(bit) & 1 == 1) }
                for bit in 0..<Self.cueCount { row.add(all.rawValue >> UInt64(bit) & 1 == 1) }
                let ancestry = element?.ancestry.rawValue ?? 0
                for bit in 0..<Ancestry.count { row.add(ancestry >> UInt32(bit) & 1 == 1) }
                if w.isProse { proseBefore += w.bytes }
            }
        }
    }

    /// Letters and digits alone, lower case.
    static func squeezed(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        for byte in bytes where byte.isWord { out.append(byte.lowered) }
        return out
    }
    static func key(_ bytes: ArraySlice<UInt8>) -> UInt64 { Phrases.key(bytes) }
    /// 2 where the words are one of the page's own summaries (but for a word or two before it), 1 where they stand in one, else 0.
    static func likeness(_ words: [UInt8], _ summaries: Set<[UInt8]>) -> Float {
        var best: Float = 0
        for summary in summaries where !words.isEmpty {
            if words.count <= summary.count {
                if summary.find(words) != nil { best = max(best, words.count * 10 >= summary.count * 8 ? 2 : 1) }
            } else if words.count * 2 < summary.count * 3, words.find(summary) != nil {
                best = 2
            }
        }
        return best
    }

    struct Row {
        private var at: Int
        private let start: Int
        private let values: UnsafeMutableBufferPointer<Float>
        init(values: UnsafeMutableBufferPointer<Float>, at: Int) {
            self.at = at
            start = at
            self.values = values
        }
        @inline(__always) mutating func add(_ value: Float) { values[at] = value; at += 1 }
        @inline(__always) mutating func add(_ value: Bool) { values[at] = value ? 1 : 0; at += 1 }
        mutating func skip(_ n: Int, as value: Float) { for _ in 0..<n { add(value) } }
        func finish(_ expected: Int) { precondition(at - start == expected, "\(at - start) features, not \(expected)") }
    }
}

/// Hashes of the words of JSON-LD's articleBody, for asking whether a segment stands in it.
private struct BodyIndex {
    private var grams: Set<UInt64> = []
    init(_ body: [UInt8]) { for gram in Self.grams(body[...]) { grams.insert(gram) } }

    /// Three of four of the segment's word pairs must be there.
    func holds(_ words: ArraySlice<UInt8>) -> Bool {
        let own = Self.grams(words)
        guard !own.isEmpty else { return false }
        return own.filter(grams.contains).count * 4 >= own.count * 3
    }
    private static func grams(_ bytes: ArraySlice<UInt8>) -> [UInt64] {
        var out: [UInt64] = []
        var before: UInt64 = 1
        var hash: UInt64 = 0
        for byte in bytes {
            if byte.isWord {
                hash = ((hash == 0 ? 0xcbf2_9ce4_8422_2325 : hash) ^ UInt64(byte.lowered)) &* 0x100_0000_01b3
            } else if hash != 0 {
                out.append(mixed(before) ^ hash)
                before = hash
                hash = 0
            }
        }
        if hash != 0 { out.append(mixed(before) ^ hash) }
        // The first pair begins outside the segment.
        return out.count > 1 ? Array(out.dropFirst()) : out
    }
}
