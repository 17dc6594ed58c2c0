/// The formats that are read, told by content first, then by name.
enum FileFormat {
    case gzip, html, markdown, plain, binary

    static func tell(_ bytes: [UInt8], name: String) -> FileFormat {
        if bytes.starts(with: [0x1F, 0x8B]) { return .gzip }
        let low = name.lowercased()
        let head = bytes.prefix(2048).map(\.lowered)
        let start = head.drop { $0.isWhite || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
        if start.starts(with: Array("<!doctype html".utf8)) || start.starts(with: Array("<html".utf8)) { return .html }
        if start.first == 60, head.find(Array("<html".utf8)) != nil || head.find(Array("<body".utf8)) != nil || head.find(Array("<head".utf8)) != nil { return .html }
        if low.hasSuffix(".html") || low.hasSuffix(".htm") || low.hasSuffix(".xhtml") { return .html }
        let controls = bytes.prefix(4096).filter { $0 < 9 || ($0 > 13 && $0 < 27) }.count
        let zeros = bytes.prefix(4096).filter { $0 == 0 }.count
        if controls - zeros > bytes.prefix(4096).count / 20 { return .binary }
        if low.hasSuffix(".md") || low.hasSuffix(".markdown") { return .markdown }
        return .plain
    }
}
