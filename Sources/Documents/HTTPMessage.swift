/// An HTTP/1 response as an archive holds it (RFC 9112): its type and its body with transfer and content encodings taken off.
struct HTTPMessage {
    var status: Int
    var fields: MIMEPart
    var body: [UInt8]
    /// Trouble that left the body as it was.
    var problem: String?

    /// Nil when the bytes do not begin with a status line.
    init?(_ bytes: [UInt8], limit: Int) {
        guard bytes.starts(with: Array("HTTP/".utf8)), let lineEnd = bytes.firstIndex(of: 10) else { return nil }
        let words = bytes[..<lineEnd].split(separator: 32)
        guard words.count >= 2, let code = Int(words[1].filter(\.isDigit).text) else { return nil }
        status = code
        fields = MIMEPart(bytes, (lineEnd + 1)..<bytes.count)
        body = Array(bytes[fields.body])
        if (fields.field("transfer-encoding") ?? "").lowercased().contains("chunked"), let whole = Self.unchunked(body) {
            body = whole
        }
        for encoding in (fields.field("content-encoding") ?? "").lowercased().split(separator: ",").reversed() where !body.isEmpty
        {
            do {
                var out: [UInt8] = []
                switch encoding.filter({ $0 != " " }) {
                case "gzip", "x-gzip":
                    // Crawlers often store the body unpacked and keep the header.
                    if body.starts(with: [0x1F, 0x8B]) { body = try Inflate.gzip(body, limit: limit) }
                case "deflate":
                    do { try Inflate.one(body, .zlib, limit: limit, into: &out) } catch PackedError.broken {
                        out = []
                        try Inflate.one(body, .raw, limit: limit, into: &out)
                    }
                    body = out
                case "br":
                    // Packed data have no mark of their own: what does not unpack and is text was stored unpacked.
                    do { body = try ContentEncoding.brotli(body, limit: limit) } catch let error as PackedError {
                        if case .broken = error, Self.isText(body) { break }
                        throw error
                    }
                case "zstd":
                    if body.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { body = try ContentEncoding.zstd(body, limit: limit) }
                case "identity", "": break
                default: problem = "the body is packed by \(encoding), which is not read"
                }
            } catch { problem = "\(error)" }
        }
    }

    /// Whether the first bytes are those of a text: no control characters but white space.
    private static func isText(_ bytes: [UInt8]) -> Bool { bytes.prefix(512).allSatisfy { $0 >= 32 || $0.isWhite } }

    /// Nil when the body is not in chunks (crawlers keep the header of bodies that they have put together).
    static func unchunked(_ bytes: [UInt8]) -> [UInt8]? {
        var out: [UInt8] = []
        var at = 0
        while at < bytes.count {
            var size = 0
            var digits = 0
            while at < bytes.count, let digit = bytes[at].hexValue, digits < 8 { size = size * 16 + digit; digits += 1; at += 1 }
            guard digits > 0 else { return nil }
            while at < bytes.count, bytes[at] != 10 {
                guard bytes[at] == 13 || bytes[at] == 59 || out.isEmpty == false || bytes[at] == 32 else { return nil }
                at += 1
            }
            at += 1
            if size == 0 { return out }
            // A cut body gives what is there.
            out += bytes[min(at, bytes.count)..<min(at + size, bytes.count)]
            at += size
            if at < bytes.count, bytes[at] == 13 { at += 1 }
            if at < bytes.count, bytes[at] == 10 { at += 1 }
        }
        return out.isEmpty ? nil : out
    }
}
