/// Something wrong in a ledger file or profile: where, what, and the way out.
public struct LedgerMistake: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Weight: String, Sendable { case mistake, warning }
    public var file: String
    /// From 1; 0 where the whole file is meant.
    public var line: Int
    /// From 1, in Unicode scalars.
    public var column: Int
    public var message: String
    public var weight: Weight
    /// The line's own words.
    public var text: String
    public init(file: String, line: Int, column: Int, message: String, weight: Weight = .mistake, text: String) {
        self.file = file
        self.line = line
        self.column = column
        self.message = message
        self.weight = weight
        self.text = text
    }

    /// `file:12:7: mistake: …`, the line, and a caret below the place.
    public var description: String {
        let head =
            line > 0 ? "\(file):\(line):\(column): \(weight.rawValue): \(message)" : "\(file): \(weight.rawValue): \(message)"
        guard line > 0, !text.isEmpty else { return head }
        let pad = text.unicodeScalars.prefix(max(0, column - 1)).map { $0 == "\t" ? "\t" : " " }.joined()
        return "\(head)\n  \(text)\n  \(pad)^"
    }
}

/// Several mistakes thrown together.
public struct LedgerMistakes: Error, Sendable, CustomStringConvertible {
    public var mistakes: [LedgerMistake]
    public init(_ mistakes: [LedgerMistake]) { self.mistakes = mistakes }
    public var description: String { mistakes.map(\.description).joined(separator: "\n") }
}
