/// Why a text is no EDTF, and where.
public struct EDTFError: Error, Hashable, Sendable, CustomStringConvertible {
    public let text: String
    /// UTF-8 byte offset of the place in `text`.
    public let offset: Int
    /// What is wrong there and what is expected instead.
    public let reason: String

    /// The reason, the text, and a caret under the place.
    public var description: String {
        let bytes = Array(text.utf8)
        let before = String(decoding: bytes[..<min(offset, bytes.count)], as: UTF8.self)
        return "\(reason)\n  \(text)\n  \(String(repeating: " ", count: before.unicodeScalars.count))^"
    }
}
