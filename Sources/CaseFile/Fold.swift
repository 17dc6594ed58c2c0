import Foundation

/// Words as search and names compare them: lower case, without accents, letters and digits only.
enum Fold {
    /// The folded words of a text, in order.
    static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        for scalar in text.decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark: continue
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
                .letterNumber, .otherNumber, .spacingMark:
                word.unicodeScalars.append(scalar)
            default:
                if !word.isEmpty { words.append(word); word = "" }
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    /// A text's folded words with one space between them.
    static func text(_ text: String) -> String { words(text).joined(separator: " ") }

    /// Edits (insert, delete, replace, swap of neighbours) from one word to another; `limit + 1` where there are more.
    static func distance(_ a: [UInt8], _ b: [UInt8], limit: Int) -> Int {
        if abs(a.count - b.count) > limit { return limit + 1 }
        var before = [Int](repeating: 0, count: b.count + 1)
        var above = Array(0...b.count)
        var row = before
        for i in 0..<a.count {
            row[0] = i + 1
            var least = row[0]
            for j in 0..<b.count {
                var cost = min(above[j] + (a[i] == b[j] ? 0 : 1), above[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
                row[j + 1] = cost
                least = min(least, cost)
            }
            if least > limit { return limit + 1 }
            swap(&before, &above)
            swap(&above, &row)
        }
        return min(above[b.count], limit + 1)
    }

    /// Edits that are forgiven in a name of this many bytes.
    static func forgiven(_ length: Int) -> Int { length < 4 ? 0 : length < 8 ? 1 : 2 }
}
