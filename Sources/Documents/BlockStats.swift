import Foundation

/// Numbers about a segment's words.
struct WordStats {
    var bytes = 0
    var logBytes: Float = 0
    var linkShare: Float = 0
    var strongShare: Float = 0
    var endsSentence = false
    private var words = 0, commas = 0, stops = 0, digits = 0, uppers = 0, high = 0
    private var startsUpper = false, startsQuote = false, bar = false, copyright = false, colon = false, question = false,
        at = false, exclaims = false
    private var starts = false, holds = false, weak = 0
    var isProse: Bool { bytes > 80 && linkShare < 0.3 }

    init(_ text: [UInt8], _ segment: Segment) {
        let range = segment.text
        bytes = range.count
        logBytes = log2(Float(bytes + 1))
        linkShare = Float(segment.linkBytes) / Float(max(bytes, 1))
        strongShare = Float(segment.strongBytes) / Float(max(bytes, 1))
        text.withUnsafeBufferPointer { p in
            var gap = true
            for i in range {
                let byte = p[i]
                if byte == 32 || byte == 10 { gap = true; continue }
                if gap { words += 1; gap = false }
                switch byte {
                case 44: commas += 1
                case 46, 33, 63:
                    stops += 1
                    if byte == 33 { exclaims = true }
                case 48...57: digits += 1
                case 65...90: uppers += 1
                case 124: bar = true
                case 64: at = true
                case 0xA9: if i > range.lowerBound, p[i - 1] == 0xC2 { copyright = true }
                case 0x82: if i > range.lowerBound + 1, p[i - 1] == 0x80, p[i - 2] == 0xE3 { stops += 1 }
                case 0x81: if i > range.lowerBound + 1, p[i - 1] == 0x80, p[i - 2] == 0xE3 { commas += 1 }
                default: break
                }
                if byte >= 128 { high += 1 }
            }
            let first = p[range.lowerBound]
            startsUpper = first.isUpper
            startsQuote = first == 34 || first == 0xC2 || (first == 0xE2 && range.count > 2 && p[range.lowerBound + 1] == 0x80)
            var i = range.upperBound - 1
            let last = p[i]
            colon = last == 58
            question = last == 63
            // Closing quotes and brackets after the stop.
            while i > range.lowerBound {
                if p[i] == 34 || p[i] == 39 || p[i] == 41 || p[i] == 93 { i -= 1; continue }
                if i - 2 > range.lowerBound, p[i - 2] == 0xE2, p[i - 1] == 0x80, (0x98...0xBA).contains(p[i]), p[i] != 0xA6 {
                    i -= 3; continue
                }
                if i - 1 > range.lowerBound, p[i - 1] == 0xC2, p[i] == 0xBB { i -= 2; continue }
                if i - 2 > range.lowerBound, p[i - 2] == 0xE3, p[i - 1] == 0x80, p[i] == 0x8D { i -= 3; continue }
                break
            }
            endsSentence =
                [46, 33, 63].contains(p[i]) || (i >= 2 && p[i] == 0x82 && p[i - 1] == 0x80 && p[i - 2] == 0xE3)
                || (i >= 2 && p[i] == 0xA6 && p[i - 1] == 0x80)
                || (i >= 2 && p[i] == 0xA4 && p[i - 1] == 0xA5 && p[i - 2] == 0xE0)
        }
        if bytes < 240 { phrases(text, range) }
    }

    private mutating func phrases(_ text: [UInt8], _ range: Range<Int>) {
        let found = PhraseIndex.shared.look(text, range)
        starts = found.starts
        holds = found.holds
        weak = found.weak
    }

    /// 24 numbers.
    func add(to row: inout BlockFeatures.Row) {
        let n = Float(max(bytes, 1))
        row.add(logBytes)
        row.add(Float(min(words, 200)))
        row.add(linkShare)
        row.add(strongShare)
        row.add(endsSentence)
        row.add(Float(commas) / Float(max(words, 1)))
        row.add(Float(stops) / Float(max(words, 1)))
        row.add(Float(min(stops, 12)))
        row.add(Float(digits) / n)
        row.add(Float(uppers) / n)
        row.add(Float(high) / n)
        row.add(startsUpper)
        row.add(startsQuote)
        row.add(bar)
        row.add(copyright)
        row.add(colon)
        row.add(question)
        row.add(exclaims)
        row.add(at)
        row.add(n / Float(max(words, 1)))
        row.add(starts)
        row.add(holds)
        row.add(Float(weak))
        row.add(Float(weak) / Float(max(words, 1)))
    }
}

/// Numbers about where a segment stands: prose and links in its ancestors, and in elements styled alike.
struct PageStats {
    private struct Sum {
        var prose = 0, bytes = 0, links = 0, segments = 0
    }
    private let tree: PageTree
    private let words: [WordStats]
    private var sums: [Sum]
    private var styles: [UInt64: Sum] = [:]
    private(set) var prose = 0

    init(_ tree: PageTree, _ words: [WordStats]) {
        self.tree = tree
        self.words = words
        sums = [Sum](repeating: Sum(), count: tree.elements.count)
        for (i, segment) in tree.segments.enumerated() {
            let w = words[i]
            if w.isProse { prose += w.bytes }
            if segment.element >= 0 { Self.add(w, Int(segment.linkBytes), to: &styles[style(segment.element), default: Sum()]) }
            var e = segment.element
            // Four levels are looked at from below; sums higher up are not needed.
            for _ in 0..<5 where e >= 0 {
                Self.add(w, Int(segment.linkBytes), to: &sums[Int(e)])
                e = tree.elements[Int(e)].parent
            }
        }
    }
    private static func add(_ w: WordStats, _ links: Int, to sum: inout Sum) {
        if w.isProse { sum.prose += w.bytes }
        sum.bytes += w.bytes
        sum.links += links
        sum.segments += 1
    }
    /// Its own tag and class with those of its parent.
    private func style(_ element: Int32) -> UInt64 {
        let e = tree.elements[Int(element)]
        return e.style ^ mixed(e.parent >= 0 ? tree.elements[Int(e.parent)].style : 0)
    }

    /// 17 numbers.
    func add(_ i: Int, to row: inout BlockFeatures.Row) {
        let element = tree.segments[i].element
        let total = Float(max(prose, 1))
        guard element >= 0 else { return row.skip(17, as: 0) }
        var e = element
        for level in 0..<4 {
            let sum = e >= 0 ? sums[Int(e)] : Sum()
            if level > 0 || sum.segments > 0 {
                row.add(Float(sum.prose) / total)
                row.add(Float(sum.links) / Float(max(sum.bytes, 1)))
                row.add(min(log2(Float(sum.segments + 1)), 8))
            } else {
                row.skip(3, as: 0)
            }
            if e >= 0 { e = tree.elements[Int(e)].parent }
        }
        let alike = styles[style(element)] ?? Sum()
        row.add(Float(alike.prose) / total)
        row.add(Float(alike.links) / Float(max(alike.bytes, 1)))
        row.add(min(log2(Float(alike.segments + 1)), 8))
        row.add(log2(Float(alike.bytes / max(alike.segments, 1) + 1)))
        row.add(log2(total))
    }
}

/// The phrases of `phrases.txt` found by their first words' hashes, for looking at thousands of short segments.
struct PhraseIndex: Sendable {
    static let shared = PhraseIndex()
    private let starts: [UInt64: [[UInt8]]], holds: [UInt64: [[UInt8]]]
    private let weak: Set<UInt64>

    private init() {
        func index(_ phrases: [[UInt8]]) -> [UInt64: [[UInt8]]] {
            var out: [UInt64: [[UInt8]]] = [:]
            for phrase in phrases { out[Self.firstWord(phrase, 0), default: []].append(phrase) }
            return out
        }
        starts = index(Phrases.shared.starts)
        holds = index(Phrases.shared.holds)
        weak = Set(Phrases.shared.weak.map { Self.firstWord(Array($0.utf8), 0) })
    }

    private static func firstWord(_ bytes: [UInt8], _ from: Int) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        var i = from
        while i < bytes.count, bytes[i].isWord || bytes[i] == 39 { hash = (hash ^ UInt64(bytes[i])) &* 0x100_0000_01b3; i += 1 }
        return hash
    }

    func look(_ text: [UInt8], _ range: Range<Int>) -> (starts: Bool, holds: Bool, weak: Int) {
        let line = Phrases.plain(text[range])
        var result = (starts: false, holds: false, weak: 0)
        var first = true
        var i = 0
        while i < line.count {
            guard line[i].isWord else { i += 1; continue }
            let hash = Self.firstWord(line, i)
            if first, let list = starts[hash] { result.starts = list.contains { matches($0, line, i) } }
            if !result.holds, let list = holds[hash] { result.holds = list.contains { matches($0, line, i) } }
            if weak.contains(hash) { result.weak += 1 }
            first = false
            while i < line.count, line[i].isWord || line[i] == 39 { i += 1 }
        }
        return result
    }
    private func matches(_ phrase: [UInt8], _ line: [UInt8], _ at: Int) -> Bool {
        guard at + phrase.count <= line.count, line[at..<(at + phrase.count)].elementsEqual(phrase) else { return false }
        return at + phrase.count == line.count || !line[at + phrase.count].isWord || !phrase.last!.isWord
    }
}
