/// The language of a text, by its script and its commonest small words.
enum LanguageGuess {
    private static let table: [String: [Int]] = {
        var table: [String: [Int]] = [:]
        for (n, line) in DataFile.lines("functionwords.txt").enumerated() {
            for word in line.split(separator: " ").dropFirst() { table[String(word), default: []].append(n) }
        }
        return table
    }()
    private static let codes: [String] = DataFile.lines("functionwords.txt").map { String($0.prefix(2)) }

    /// ISO 639-1, or nil when the words do not tell and nothing is declared.
    /// - Parameter declared: a language tag of the page ("en-GB", "de_DE"), believed when the words do not contradict it.
    static func language(of text: String, declared: String? = nil) -> String? {
        let tag = declared.map { String($0.lowercased().prefix { $0.isLetter }) }.flatMap { $0.utf8.count == 2 ? $0 : nil }
        if let script = script(text) {
            return script == tag || tag == nil ? script : (scripts(of: tag!) ?? script) == script ? tag : script
        }
        var counts = [Int](repeating: 0, count: codes.count)
        var words = 0
        for word in text.utf8.prefix(20_000).split(whereSeparator: { !$0.isWord && $0 != 39 }) {
            words += 1
            guard word.count < 8 else { continue }
            // Small words are ASCII or already lower case; capitals at a sentence's head are folded.
            let low = String(decoding: word.map(\.lowered), as: UTF8.self)
            for n in table[low] ?? [] { counts[n] += 1 }
        }
        guard let best = counts.indices.max(by: { counts[$0] < counts[$1] }), words > 0 else { return tag }
        if let tag, let n = codes.firstIndex(of: tag), counts[n] * 10 >= counts[best] * 8 { return tag }
        if counts[best] * 12 < words || counts[best] < 3 { return tag }
        return codes[best]
    }

    /// The language that a script stands for, when most letters are of it.
    private static func script(_ text: String) -> String? {
        var latin = 0
        var kana = 0
        var han = 0
        var hangul = 0
        var cyrillic = 0
        var devanagari = 0
        var arabic = 0
        var greek = 0
        var hebrew = 0
        for scalar in text.unicodeScalars.prefix(4000) {
            switch scalar.value {
            case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F: latin += 1
            case 0x3040...0x30FF: kana += 1
            case 0x4E00...0x9FFF: han += 1
            case 0xAC00...0xD7AF: hangul += 1
            case 0x400...0x4FF: cyrillic += 1
            case 0x900...0x97F: devanagari += 1
            case 0x600...0x6FF: arabic += 1
            case 0x370...0x3FF: greek += 1
            case 0x590...0x5FF: hebrew += 1
            default: break
            }
        }
        let rest = [
            ("ja", kana * 3), ("ko", hangul), ("ru", cyrillic), ("hi", devanagari), ("ar", arabic), ("el", greek), ("he", hebrew),
        ]
        let best = rest.max { $0.1 < $1.1 }!
        if kana * 8 > han, kana + han > latin { return "ja" }
        if han > latin, han > best.1 { return "zh" }
        return best.1 > latin ? best.0 : nil
    }
    /// Languages that share the script of another.
    private static func scripts(of tag: String) -> String? {
        switch tag {
        case "uk", "bg", "sr", "be", "mk", "kk": "ru"
        case "mr", "ne": "hi"
        case "fa", "ur": "ar"
        case "yi": "he"
        default: nil
        }
    }
}
