/// The formats that are read, told by content first, then by name.
enum FileFormat: Hashable {
    case gzip, zip, pdf, warc, html, mhtml, mail, mailbox, feed, jsonLines, markdown, plain
    /// Cannot be read; the words say what it is and what to do.
    case unreadable(String)

    /// - Parameter bytes: the file's beginning, 4 kB or more where there are as many.
    static func tell(_ bytes: [UInt8], name: String) -> FileFormat {
        if bytes.starts(with: [0x1F, 0x8B]) { return .gzip }
        if bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0x50, 0x4B, 5, 6]) { return .zip }
        if bytes.prefix(1024).count >= 5, Array(bytes.prefix(1024)).find(Array("%PDF-".utf8)) != nil { return .pdf }
        if bytes.starts(with: Array("WARC/".utf8)) { return .warc }
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            return .unreadable("an old Word, Excel or Outlook file; save it as DOCX, PDF or text")
        }
        if bytes.starts(with: Array("{\\rtf".utf8)) { return .unreadable("an RTF file; save it as DOCX, ODT or text") }
        for (magic, what) in images where bytes.starts(with: magic) {
            return .unreadable("\(what) picture; recognise its text first (for example with tesseract) and save that")
        }
        let low = name.lowercased()
        let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        let text = isWide ? bytes.filter { $0 != 0 } : bytes
        let head = text.prefix(4096).map(\.lowered)
        let start = Array(head.drop { $0.isWhite || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF || $0 == 0xFE || $0 == 0xFF })
        if start.starts(with: Array("<!doctype html".utf8)) || start.starts(with: Array("<html".utf8)) { return .html }
        if start.first == 60 {
            if FeedReader.looksLikeFeed(Array(start.prefix(1000))) { return .feed }
            if ["<html", "<body", "<head", "<title", "<p>", "<div"].contains(where: { head.find(Array($0.utf8)) != nil }) {
                return .html
            }
        }
        if start.first == 123 || start.first == 91,
            low.hasSuffix(".jsonl") || low.hasSuffix(".ndjson") || low.hasSuffix(".json") || looksLikeJSON(start)
        {
            return .jsonLines
        }
        if text.starts(with: Array("From ".utf8)),
            low.hasSuffix(".mbox") || MailReader.looksLikeMail(Array(text.drop { $0 != 10 }.dropFirst().prefix(4096)))
        {
            return .mailbox
        }
        if start.first != 60,
            MailReader.looksLikeMail(Array(text.prefix(8192))) || low.hasSuffix(".eml") || low.hasSuffix(".mht")
                || low.hasSuffix(".mhtml")
        {
            return head.find(Array("multipart/related".utf8)) != nil && !low.hasSuffix(".eml") ? .mhtml : .mail
        }
        if !isWide, isBinary(bytes) {
            return .unreadable("no text, page or archive that can be read; convert it to text, PDF or HTML first")
        }
        if low.hasSuffix(".html") || low.hasSuffix(".htm") || low.hasSuffix(".xhtml") { return .html }
        if low.hasSuffix(".md") || low.hasSuffix(".markdown") { return .markdown }
        return .plain
    }

    private static let images: [([UInt8], String)] = [
        ([0x89, 0x50, 0x4E, 0x47], "a PNG"), ([0xFF, 0xD8, 0xFF], "a JPEG"), ([0x47, 0x49, 0x46, 0x38], "a GIF"),
        ([0x49, 0x49, 0x2A, 0], "a TIFF"),
        ([0x4D, 0x4D, 0, 0x2A], "a TIFF"),
    ]

    /// An object with a quoted key first.
    private static func looksLikeJSON(_ start: [UInt8]) -> Bool {
        let rest = start.drop { $0 == 123 || $0 == 91 || $0.isWhite }
        guard rest.first == 34, let close = rest.dropFirst().firstIndex(of: 34) else { return false }
        return rest[(close + 1)...].drop { $0.isWhite }.first == 58
    }

    /// One byte in twenty is a control character that text does not hold; NULs alone may be UTF-16 without its mark.
    private static func isBinary(_ bytes: [UInt8]) -> Bool {
        let head = bytes.prefix(4096)
        let zeros = head.filter { $0 == 0 }.count
        let controls = head.filter { $0 < 9 || ($0 > 13 && $0 < 27) }.count - zeros
        return controls * 20 > head.count || zeros * 10 > head.count && Charset.wideGuess(bytes) == nil
    }
}
