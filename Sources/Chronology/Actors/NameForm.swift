import Foundation

/// A name taken apart for comparing: folded words without honorifics.
struct NameForm: Hashable, Sendable {
    /// Lower-case ASCII-folded words, in order.
    var words: [String]

    var last: String { words[words.count - 1] }
    var first: String { words[0] }
    var key: String { words.joined(separator: " ") }

    init(words: [String]) { self.words = words }

    /// Honorifics and titles at the front are dropped; nil where nothing else is left.
    init?(person name: String, lexicon: NameLexicon) {
        var words = Fold.words(name)
        // "Captain of the guard" is no name behind a title.
        while words.count > 1, lexicon.titles.contains(words[0]), !["of", "for", "the"].contains(words[1]) { words.removeFirst() }
        while words.count > 1, lexicon.suffixes.contains(words[words.count - 1]) { words.removeLast() }
        guard !words.isEmpty, !(words.count == 1 && lexicon.titles.contains(words[0])) else { return nil }
        self.words = words
    }

    /// The words of a body's or place's name without articles and without the country's own name or adjective at either end.
    init?(body name: String, country: String?, lexicon: NameLexicon) {
        var words = Fold.words(name)
        while words.count > 1, words[0] == "the" { words.removeFirst() }
        if let country {
            let names = Fold.words(country)
            let isCountry: (String) -> Bool = { word in names.contains(word) || names.contains { Fold.isAdjective(word, of: $0) }
            }
            var start = 0
            while start < words.count - 1 && (isCountry(words[start]) || (start > 0 && words[start] == "s")) { start += 1 }
            words.removeFirst(start)
            if let of = words.lastIndex(where: { $0 == "of" || $0 == "in" }), of > 0, of + 1 < words.count,
                words[(of + 1)...].allSatisfy({ isCountry($0) || $0 == "the" || lexicon.states.contains($0) })
            {
                words.removeSubrange(of...)
            }
        }
        guard !words.isEmpty else { return nil }
        self.words = words
    }

    /// What a body's name is made of, whatever the order: "Court of Human Rights", "Human Rights Court".
    var bag: String { words.filter { !NameForm.small.contains($0) }.sorted().joined(separator: " ") }
    private static let small: Set<String> = ["the", "of", "and", "for", "in", "on", "at", "s"]

    /// The same words in order, with others between or around.
    func isInside(_ other: NameForm) -> Bool {
        guard words.count < other.words.count else { return false }
        var i = 0
        for word in other.words where i < words.count && (word == words[i] || NameForm.isInitial(words[i], of: word)) { i += 1 }
        return i == words.count
    }

    static func isInitial(_ short: String, of word: String) -> Bool { short.utf8.count == 1 && word.hasPrefix(short) }
}

/// Folding of letters to lower-case ASCII where there is one, and distance between spellings.
enum Fold {
    static func words(_ text: String) -> [String] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var result: [String] = []
        let ascii = text.utf8.allSatisfy { $0 < 0x80 }
        let source = ascii ? text : plain(text)
        for byte in source.utf8 {
            switch byte {
            case 0x61...0x7A, 0x30...0x39, 0x80...: bytes.append(byte)
            case 0x41...0x5A: bytes.append(byte | 0x20)
            default:
                if !bytes.isEmpty { result.append(String(decoding: bytes, as: UTF8.self)) }
                bytes.removeAll(keepingCapacity: true)
            }
        }
        if !bytes.isEmpty { result.append(String(decoding: bytes, as: UTF8.self)) }
        return result
    }

    static func key(_ text: String) -> String { words(text).joined(separator: " ") }

    private static func plain(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.decomposedStringWithCanonicalMapping.unicodeScalars {
            switch scalar.value {
            case 0x300...0x36F: continue
            case 0x2010...0x2027, 0xA0, 0xAB, 0xBB: result.append(" ")
            case 0x131: result.append("i")
            case 0xF8, 0xD8: result.append("o")
            case 0x142, 0x141: result.append("l")
            case 0x111, 0x110, 0xF0, 0xD0: result.append("d")
            case 0xE6, 0xC6: result.append(contentsOf: "ae".unicodeScalars)
            case 0xDF: result.append(contentsOf: "ss".unicodeScalars)
            case 0xFE, 0xDE: result.append(contentsOf: "th".unicodeScalars)
            default: result.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            }
        }
        return String(result)
    }

    /// "peruvian" of "peru": the country's first letters with an ending of English adjectives.
    static func isAdjective(_ word: String, of country: String) -> Bool {
        let shared = zip(word.utf8, country.utf8).prefix { $0 == $1 }.count
        guard shared >= min(4, max(3, country.utf8.count - 2)), word.utf8.count > shared else { return false }
        return ["an", "ese", "ish", "i", "ic", "er", "ch"].contains { word.hasSuffix($0) }
    }

    /// Insertions, deletions, changes and swaps of neighbours between two words, up to `limit`; nil beyond (Damerau, 1964).
    static func distance(_ a: String, _ b: String, limit: Int) -> Int? {
        let a = Array(a.utf8)
        let b = Array(b.utf8)
        if abs(a.count - b.count) > limit { return nil }
        var before = [Int](repeating: 0, count: b.count + 1)
        var row = Array(0...b.count)
        for i in 0..<a.count {
            var next = [i + 1] + [Int](repeating: 0, count: b.count)
            for j in 0..<b.count {
                var least = min(row[j] + (a[i] == b[j] ? 0 : 1), row[j + 1] + 1, next[j] + 1)
                if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] { least = min(least, before[j - 1] + 1) }
                next[j + 1] = least
            }
            before = row
            row = next
        }
        return row[b.count] <= limit ? row[b.count] : nil
    }

    /// Two spellings of one name: one slip in five letters or more, two in nine, and the same first letter.
    static func isSlip(_ a: String, _ b: String) -> Bool {
        let length = min(a.utf8.count, b.utf8.count)
        guard a != b, length >= 5, a.utf8.first == b.utf8.first else { return false }
        return distance(a, b, limit: length >= 9 ? 2 : 1) != nil
    }

    /// 64 bits of FNV-1a, as 16 hex digits: ids that depend on the text alone.
    static func hash(_ text: String) -> String {
        var h: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { h = (h ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let digits = String(h, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
