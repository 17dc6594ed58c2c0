/// The SHA-256 of a document's original bytes, lower-case hex: the same file has the same id in every case.
public struct DocumentID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    public let hex: String
    public init(_ hex: String) { self.hex = hex }
    public init(from decoder: Decoder) throws { hex = try decoder.singleValueContainer().decode(String.self) }
    public func encode(to encoder: Encoder) throws {
        var c = encoder.singleValueContainer()
        try c.encode(hex)
    }
    public var description: String { hex }
    public static func < (a: DocumentID, b: DocumentID) -> Bool { a.hex < b.hex }
}

/// Words of one document: `start ..< end` are UTF-8 byte offsets into `Document.text`.
/// The contract's exports count Unicode scalars instead; `Exchange` converts.
public struct Passage: Hashable, Comparable, Sendable, Codable {
    public var document: DocumentID
    public var start: Int
    public var end: Int
    public init(document: DocumentID, start: Int, end: Int) {
        self.document = document
        self.start = start
        self.end = end
    }
    public init(document: DocumentID, range: Range<Int>) {
        self.init(document: document, start: range.lowerBound, end: range.upperBound)
    }
    public var range: Range<Int> { start..<end }
    public static func < (a: Passage, b: Passage) -> Bool {
        (a.document, a.start, a.end) < (b.document, b.start, b.end)
    }
}
