import Language

/// A name as found, made comparable.
struct NameForm: Hashable {
    var sentence: Int
    /// Tokens of the name itself, without titles.
    var tokens: Range<Int>
    var type: NameType
    /// Lower-case titles before it ("mr", "judge").
    var titles: [String]
    /// Folded words.
    var key: [String]
    /// As it stands.
    var text: String
}

/// Folding of words for comparing names: lower case, no accents, no possessive.
enum Fold {
    static func word(_ text: some StringProtocol) -> String {
        var isPlain = true
        for byte in text.utf8 where byte >= 0x80 { isPlain = false; break }
        if isPlain {
            var word = text.lowercased()
            if word.hasSuffix("'s") { word.removeLast(2) }
            return word
        }
        var result = ""
        for scalar in text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars
        where !scalar.properties.isDiacritic {
            switch scalar {
            case "’", "‘": result.unicodeScalars.append("'")
            case "ł": result += "l"
            case "ø": result += "o"
            case "ß": result += "ss"
            case "æ": result += "ae"
            case "đ": result += "d"
            case "ı": result += "i"
            default: result.unicodeScalars.append(scalar)
            }
        }
        if result.hasSuffix("'s") { result.removeLast(2) }
        return result
    }

    /// Whether two words differ by one letter (put in, left out, changed, or two swapped); words under five letters never do.
    static func nearly(_ a: String, _ b: String) -> Bool {
        let x = Array(a.unicodeScalars)
        let y = Array(b.unicodeScalars)
        guard min(x.count, y.count) >= 5, abs(x.count - y.count) <= 1, x.first == y.first else { return a == b }
        var start = 0
        while start < min(x.count, y.count), x[start] == y[start] { start += 1 }
        var end = 0
        while end < min(x.count, y.count) - start, x[x.count - 1 - end] == y[y.count - 1 - end] { end += 1 }
        let left = max(x.count, y.count) - start - end
        if left <= 1 { return true }
        return left == 2 && x.count == y.count && x[start] == y[start + 1] && x[start + 1] == y[start]
    }
}
