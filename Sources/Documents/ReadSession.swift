import CaseModel
import Foundation

/// One file being read: tells its format, opens what is packed, and hands each document on as it is made.
struct ReadSession {
    private(set) var options: ReaderOptions
    /// Takes a document; false stops the reading.
    let emit: (Document) -> Bool
    private(set) var problems: [ReadProblem] = []
    private(set) var stopped = false

    init(options: ReaderOptions, emit: @escaping (Document) -> Bool) {
        self.options = options
        self.emit = emit
    }

    mutating func problem(_ name: String, _ reason: String) { problems.append(ReadProblem(name: name, reason: reason)) }

    mutating func hand(_ document: Document) {
        if !stopped, !emit(document) { stopped = true }
    }

    /// Reads bytes that can be reached at any place: a file.
    mutating func read(_ source: RandomBytes, name: String) {
        guard source.count > 0 else { return problem(name, "the file is empty") }
        options.expansionLimit = max(options.expansionLimit, 16 * source.count)
        do {
            if FileFormat.tell(try source.read(0..<8192), name: name) == .zip {
                try archive(source, name: name, depth: 0)
            } else {
                read(source.stream(), name: name, depth: 0)
            }
        } catch { problem(name, "\(error)") }
    }

    /// Reads a stream: archives of many documents as they come, anything else as a whole.
    mutating func read(_ stream: ByteStream, name: String, depth: Int) {
        guard depth <= options.nestingLimit else {
            return problem(name, "it is packed more than \(options.nestingLimit) times; unpack it by hand")
        }
        do {
            let head = Array(try stream.peek(8192))
            if head.isEmpty { return problem(name, depth == 0 ? "the file is empty" : "it holds nothing") }
            switch FileFormat.tell(head, name: name) {
            case .gzip:
                let inner = name.lowercased().hasSuffix(".gz") ? String(name.dropLast(3)) : name
                nested(stream.gunzipped(limit: options.expansionLimit), name: name, inner: inner, depth: depth + 1)
            case .warc: try web(stream, name: name)
            case .jsonLines: try lines(stream, name: name)
            case .mailbox:
                var n = 0
                try MailReader.mailbox(stream, limit: options.documentLimit) { message in
                    n += 1
                    self.hand(MailReader.document(message, name: "\(name)#\(n)", session: self))
                    return !self.stopped
                }
            case let format: try whole(try stream.rest(limit: options.documentLimit), format, name: name, depth: depth)
            }
        } catch { problem(name, "\(error)") }
    }

    /// What is inside a .gz reads under its own name, and is named by the outer one.
    private mutating func nested(_ stream: ByteStream, name: String, inner: String, depth: Int) {
        var inside = ReadSession(options: options) { [emit] document in
            var named = document
            named.name = name + document.name.dropFirst(inner.count)
            return emit(named)
        }
        inside.read(stream, name: inner, depth: depth)
        problems += inside.problems.map { ReadProblem(name: name + $0.name.dropFirst(inner.count), reason: $0.reason) }
        stopped = inside.stopped
    }

    private mutating func whole(_ bytes: [UInt8], _ format: FileFormat, name: String, depth: Int) throws {
        switch format {
        case .zip: try archive(RandomBytes(bytes), name: name, depth: depth)
        case .pdf: hand(try PDFReader.document(bytes, name: name))
        case .html: hand(page(bytes, name: name))
        case .mhtml:
            guard let page = MailReader.page(bytes) else { return problem(name, "the saved page holds no HTML") }
            var document = self.page(page.html, name: name, declared: page.charset, id: DocumentID(SHA256.hex(bytes)))
            for i in document.blocks.indices { document.blocks[i].source = nil }
            document.canonicalURL = document.canonicalURL ?? page.url
            if let saved = page.saved, let day = DayWords.moment(saved) {
                document.days.append(DayCandidate(role: .captured, source: .header, edtf: day, words: "saved \(saved)"))
            }
            hand(document)
        case .mail: hand(MailReader.document(bytes, name: name, session: self))
        case .feed: feed(bytes, name: name)
        case .markdown: hand(plain(bytes, name: name, markdown: true))
        case .plain: hand(plain(bytes, name: name, markdown: false))
        case .unreadable(let what): problem(name, "it is \(what)")
        case .gzip, .warc, .jsonLines, .mailbox: break
        }
    }

    // MARK: one document

    /// An HTML page.
    func page(_ bytes: [UInt8], name: String, declared: String? = nil, id: DocumentID? = nil) -> Document {
        let text = Charset.decode(bytes, declared: declared, isMarkup: true)
        var document = Document(id: id ?? DocumentID(SHA256.hex(bytes)), name: name, text: "")
        text.bytes.withUnsafeBufferPointer { p in
            let page = PageReader(p)
            let models = BlockModel.shared
            let model = options.heldOut ? models.folds[BlockModel.fold(ofPage: name, folds: models.folds.count)] : models.shipped
            page.fill(&document, labels: model.labels(page.tree, page.features))
        }
        finish(&document, text)
        if document.text.isEmpty { document.problems.append("no article was found on the page") }
        return document
    }

    func plain(_ bytes: [UInt8], name: String, markdown: Bool, id: DocumentID? = nil) -> Document {
        let text = Charset.decode(bytes, isMarkup: false)
        var document = Document(id: id ?? DocumentID(SHA256.hex(bytes)), name: name, text: "")
        PlainReader(bytes: text.bytes, markdown: markdown).fill(&document)
        document.language = LanguageGuess.language(of: document.text)
        finish(&document, text)
        return document
    }

    private func finish(_ document: inout Document, _ text: DecodedText) {
        document.problems += text.problems
        for i in document.blocks.indices {
            if let source = document.blocks[i].source { document.blocks[i].source = text.original(source) }
        }
        if let found = DayWords.inName(document.name) {
            document.days.append(DayCandidate(role: .published, source: .fileName, edtf: found.edtf, words: document.name))
        }
    }

    // MARK: many documents

    private mutating func archive(_ source: RandomBytes, name: String, depth: Int) throws {
        let zip = try Zip(source)
        if zip.members.contains(where: { $0.name == "word/document.xml" || $0.name == "mimetype" }) {
            let bytes = source.count <= options.documentLimit ? try source.read(0..<source.count) : []
            if let document = try OfficeReader.document(
                zip, name: name, id: DocumentID(SHA256.hex(bytes)), limit: options.documentLimit)
            {
                return hand(document)
            }
        }
        let isWACZ = zip.members.contains {
            $0.name.hasPrefix("archive/") && ($0.name.hasSuffix(".warc") || $0.name.hasSuffix(".warc.gz"))
        }
        var left = options.expansionLimit
        for member in zip.members where !member.isFolder && !member.name.hasPrefix("__MACOSX/") {
            if stopped { return }
            // Of a WACZ the archives alone are papers; its index and its copies of the text are not.
            if isWACZ, !member.name.hasPrefix("archive/") { continue }
            let place = "\(name)#\(member.name)"
            guard member.size <= left else {
                problem(place, "\(PackedError.tooLarge(limit: options.expansionLimit))")
                continue
            }
            left -= member.size
            do {
                let stream = try zip.stream(member, limit: max(member.size, 1 << 16))
                if member.name.lowercased().hasSuffix(".zip") || member.name.lowercased().hasSuffix(".wacz") {
                    try whole(try stream.rest(limit: options.documentLimit), .zip, name: place, depth: depth + 1)
                } else {
                    read(stream, name: place, depth: depth + 1)
                }
            } catch { problem(place, "\(error)") }
        }
    }

    private mutating func feed(_ bytes: [UInt8], name: String) {
        let (items, feedTitle, trouble) = FeedReader.items(bytes)
        if let trouble { problem(name, "the feed's XML is broken: \(trouble); \(items.count) items were read") }
        for (n, item) in items.enumerated() {
            let html =
                item.fields["content:encoded"] ?? item.fields["content"] ?? item.fields["description"] ?? item.fields["summary"]
                ?? ""
            var document = fragment(Array(html.utf8), name: "\(name)#\(item.link ?? String(n + 1))")
            if let title = item.fields["title"] { document.title = folded(Entities.decoded(title.utf8)) }
            document.outlet = document.outlet ?? feedTitle
            if !item.authors.isEmpty { document.authors = item.authors.flatMap(PageStatements.split) }
            document.canonicalURL = item.link
            for (key, role) in [
                ("pubDate", DayCandidate.Role.published), ("published", .published), ("dc:date", .published),
                ("updated", .updated),
            ] {
                if let words = item.fields[key], let day = DayWords.moment(words) {
                    document.days.append(DayCandidate(role: role, source: .feed, edtf: day, words: folded(words)))
                }
            }
            if document.text.isEmpty, document.title == nil { continue }
            hand(document)
            if stopped { return }
        }
    }

    /// HTML that is an article already: all of its text, no model. Its id is that of its bytes.
    private func fragment(_ bytes: [UInt8], name: String) -> Document {
        var document = Document(id: DocumentID(SHA256.hex(bytes)), name: name, text: "")
        bytes.withUnsafeBufferPointer { p in
            let page = PageReader(p)
            page.fill(&document, labels: page.everything)
        }
        for i in document.blocks.indices { document.blocks[i].source = nil }
        return document
    }

    private mutating func lines(_ stream: ByteStream, name: String) throws {
        // One JSON value over many lines (a list of articles, or a single one) is read as a whole.
        let head = Array(try stream.peek(1 << 16))
        let firstLine = head.prefix { $0 != 10 }
        if JSONValue.isWhole(firstLine) == false || firstLine.drop(while: \.isWhite).first == 91 {
            let bytes = try stream.rest(limit: options.documentLimit)
            guard let value = JSONValue.parse(bytes) else { return problem(name, "it is no JSON that can be read") }
            let items =
                value.items.count == 1 ? (value["articles"] ?? value["items"] ?? value["documents"] ?? value).items : value.items
            for (n, item) in items.enumerated() where !stopped { article(item, name: "\(name)#\(n + 1)", bytes: nil) }
            return
        }
        var n = 0
        while let line = try stream.line(limit: options.documentLimit), !stopped {
            n += 1
            if line.allSatisfy(\.isWhite) { continue }
            guard let value = JSONValue.parse(line) else {
                problem("\(name)#\(n)", "line \(n) is no JSON object")
                continue
            }
            article(value, name: "\(name)#\(n)", bytes: line)
        }
    }

    private mutating func article(_ value: JSONValue, name: String, bytes: [UInt8]?) {
        guard let line = ArticleLine(value) else { return problem(name, "the object has neither text nor html") }
        let named = line.url.map { url in "\(name.prefix { $0 != "#" })#\(url)" } ?? name
        let content = line.html ?? line.text ?? []
        let id = DocumentID(SHA256.hex(bytes ?? content))
        var document =
            line.html != nil ? page(content, name: named, id: id) : plain(content, name: named, markdown: false, id: id)
        for i in document.blocks.indices { document.blocks[i].source = nil }
        line.describe(&document)
        hand(document)
    }

    private mutating func web(_ stream: ByteStream, name: String) throws {
        try WARC.records(stream, limit: options.documentLimit) { record in
            take(record, name: name)
            return !stopped
        }
    }

    private mutating func take(_ record: WARC.Record, name: String) {
        let place = "\(name)#\(record.url ?? String(record.offset))"
        guard let block = record.block else {
            return problem(place, "the record is longer than \(options.documentLimit >> 20) MB, the limit for one document")
        }
        var body = block
        var type = (record.header.field("content-type") ?? "").lowercased()
        var charset: String?
        if record.type == "response" {
            guard type.contains("http") || type.isEmpty, let message = HTTPMessage(block, limit: options.documentLimit) else {
                return
            }
            guard (200..<300).contains(message.status) else { return }
            if let trouble = message.problem { return problem(place, trouble) }
            body = message.body
            type = (message.fields.field("content-type") ?? "").lowercased()
            charset = message.fields.parameter("charset")
        }
        // Pictures, scripts and styles are most of an archive; papers are pages, PDF and text.
        guard !body.isEmpty,
            type.isEmpty
                || ["html", "pdf", "text/plain", "xml", "msword", "officedocument", "opendocument"].contains(where: type.contains)
        else { return }
        let days =
            record.date.flatMap { words in
                DayWords.moment(words).map {
                    [DayCandidate(role: .captured, source: .archive, edtf: $0, words: "WARC-Date \(words)")]
                }
            } ?? []
        var inside = ReadSession(options: options) { [emit] document in
            var dated = document
            dated.days += days
            if dated.canonicalURL == nil { dated.canonicalURL = record.url }
            return emit(dated)
        }
        if type.contains("html") || FileFormat.tell(Array(body.prefix(8192)), name: record.url ?? "") == .html {
            inside.hand(inside.page(body, name: place, declared: charset))
        } else if !type.contains("xml") || FeedReader.looksLikeFeed(Array(body.prefix(1000))) {
            inside.read(ByteStream(body), name: place, depth: 1)
        }
        problems += inside.problems
        stopped = inside.stopped
    }
}
