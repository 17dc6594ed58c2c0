import CaseModel
import Foundation

/// E-mail messages, saved pages in MIME (MHTML) and mailboxes.
struct MailReader {
    /// Whether bytes begin like a message: fields that messages have, then an empty line.
    static func looksLikeMail(_ head: [UInt8]) -> Bool {
        let known: Set<String> = [
            "from", "to", "subject", "date", "received", "return-path", "message-id", "mime-version", "delivered-to",
            "content-type", "x-mailer", "cc",
        ]
        let part = MIMEPart(head, 0..<head.count)
        let names = Set(part.fields.map(\.name)).intersection(known)
        guard let first = part.fields.first else { return false }
        return names.count >= 3 && (known.contains(first.name) || first.name.hasPrefix("x-") || first.name.contains("-"))
    }

    /// The page of an MHTML file (RFC 2557): its first HTML part, or the one that `start` names.
    static func page(_ bytes: [UInt8]) -> (html: [UInt8], charset: String?, url: String?, saved: String?)? {
        let message = MIMEPart(bytes, 0..<bytes.count)
        let all = leaves(message, bytes, 0)
        let start = message.parameter("start")
        guard
            let part = all.first(where: { $0.type == "text/html" && start != nil && $0.field("content-id") == start })
                ?? all.first(where: { $0.type == "text/html" || $0.type == "application/xhtml+xml" })
        else { return nil }
        let url = part.field("content-location") ?? message.field("snapshot-content-location")
        return (part.decoded(bytes), part.parameter("charset"), url, message.field("date"))
    }

    static func leaves(_ part: MIMEPart, _ bytes: [UInt8], _ depth: Int) -> [MIMEPart] {
        guard part.type.hasPrefix("multipart/"), depth < 12 else { return [part] }
        return part.parts(bytes).flatMap { leaves($0, bytes, depth + 1) }
    }

    /// One message as a document: the subject is its title, the sender its author; quoted history stands apart.
    static func document(_ bytes: [UInt8], name: String, session: ReadSession) -> Document {
        let message = MIMEPart(bytes, 0..<bytes.count)
        let all = leaves(message, bytes, 0).filter {
            !($0.field("content-disposition") ?? "").lowercased().hasPrefix("attachment")
        }
        var document: Document
        if let plain = all.first(where: { $0.type == "text/plain" }) {
            let text = Charset.decode(plain.decoded(bytes), declared: plain.parameter("charset"), isMarkup: false)
            let (own, history) = parted(text.bytes)
            document = Document(id: DocumentID(SHA256.hex(bytes)), name: name, text: "")
            PlainReader(bytes: own, markdown: false).fill(&document)
            document.language = LanguageGuess.language(of: document.text)
            document.problems += text.problems
            if !history.isEmpty {
                document.blocks.append(Block(kind: .quotation, text: folded(history.text), range: nil, source: nil))
            }
        } else if let html = all.first(where: { $0.type == "text/html" }) {
            document = session.page(
                html.decoded(bytes), name: name, declared: html.parameter("charset"), id: DocumentID(SHA256.hex(bytes)))
        } else {
            document = Document(id: DocumentID(SHA256.hex(bytes)), name: name, text: "")
            document.problems.append("the message holds no text")
        }
        // Offsets in decoded parts are none in the message.
        for i in document.blocks.indices { document.blocks[i].source = nil }
        if let subject = message.field("subject").map(MIMEPart.words), !subject.isEmpty { document.title = subject }
        if let from = message.field("from").map(MIMEPart.words) {
            document.authors = sender(from).map { [$0] } ?? document.authors
        }
        if let date = message.field("date"), let day = DayWords.moment(date) {
            document.days.append(DayCandidate(role: .published, source: .header, edtf: day, words: "Date: \(date)"))
        }
        return document
    }

    /// The name in "Ann Alder <ann@harbour.example>"; nil for an address alone.
    private static func sender(_ from: String) -> String? {
        let name = folded(String(from.prefix { $0 != "<" })).trimmingCharacters(in: CharacterSet(charactersIn: "\" '"))
        return name.isEmpty || name.contains("@") ? nil : name
    }

    /// A message's own words, and the history it quotes: lines after ">", and all below a line that introduces an older message.
    static func parted(_ text: [UInt8]) -> (own: [UInt8], history: [UInt8]) {
        var own: [UInt8] = []
        var history: [UInt8] = []
        var below = false
        for line in text.split(separator: 10, omittingEmptySubsequences: false) {
            let plain = Phrases.plain(line.filter { $0 != 13 })
            let trimmed = plain[plain.trimmed(0..<plain.count)]
            if !below, introduces(Array(trimmed)) { below = true }
            if below || trimmed.first == 62 { history += line + [10] } else { own += line + [10] }
        }
        return (own, history)
    }

    /// "On Monday … wrote:", "-----Original Message-----", "Am … schrieb …:", "El … escribió:", "Le … a écrit :".
    private static func introduces(_ line: [UInt8]) -> Bool {
        if line.starts(with: Array("-----original".utf8)) || line.starts(with: Array("________________".utf8))
            || line.starts(with: Array("-----ursprüngliche".utf8))
        {
            return true
        }
        guard line.last == 58, line.count < 200 else { return false }
        return ["wrote:", "schrieb:", "escribió:", "a écrit :", "a écrit:", "escreveu:", "ha scritto:"].contains {
            line.find(Array($0.utf8)) != nil
        }
            || (line.starts(with: Array("am ".utf8)) && line.find(Array(" schrieb ".utf8)) != nil)
    }

    /// The messages of a mailbox (RFC 4155): each begins with a line "From ".
    static func mailbox(_ stream: ByteStream, limit: Int, each: ([UInt8]) -> Bool) throws {
        var message: [UInt8] = []
        var blank = true
        while let line = try stream.line(limit: limit) {
            if blank, line.starts(with: Array("From ".utf8)) {
                if !message.isEmpty, !each(message) { return }
                message = []
                blank = false
                continue
            }
            blank = line.isEmpty
            // ">From " was "From " before it was put into the box.
            let quoted = line.first == 62 && line.drop { $0 == 62 }.starts(with: Array("From ".utf8))
            if message.count < limit { message += (quoted ? Array(line.dropFirst()) : line) + [10] }
        }
        if !message.isEmpty { _ = each(message) }
    }
}
