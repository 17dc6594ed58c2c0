import CaseModel
import Foundation
import Testing

@testable import Documents

private let first =
    "The old harbour of Brellin closed on Monday after two hundred years, and the last ship left it at noon under a grey sky."
private let second =
    "A school will be built where the warehouses stand today, the council said, and it is to open its doors in three years."
private let html =
    "<!doctype html><html lang=en><head><title>Harbour closes</title></head><body><nav><a href=/>Home</a></nav><article><h1>Harbour closes</h1><p>\(first)</p><p>\(second)</p></article></body></html>"

private func warc(_ version: String, _ records: [(type: String, url: String, block: String)]) -> String {
    records.map { type, url, block in
        "WARC/\(version)\r\nWARC-Type: \(type)\r\nWARC-Target-URI: \(url)\r\nWARC-Date: 2019-05-06T07:08:09Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
            + "Content-Type: application/http; msgtype=response\r\nContent-Length: \(block.utf8.count)\r\n\r\n\(block)\r\n\r\n"
    }.joined()
}

@Suite struct FormatTests {
    @Test func gzipKeepsTheIdentityOfWhatIsInside() throws {
        let plain = Reader().read(bytes: Array(html.utf8), name: "a.html").documents[0]
        let packed = Reader().read(bytes: Deflate.pack(Array(html.utf8)), name: "a.html.gz").documents[0]
        #expect(packed.name == "a.html.gz")
        #expect(packed.id == plain.id)
        #expect(packed.blocks == plain.blocks)
        #expect(plain.text == first + "\n\n" + second)
    }

    @Test func zipFolders() {
        let bytes = zipped([
            ("case/", []), ("case/a.html", Array(html.utf8)), ("case/b.txt", Array((first + "\n\n" + second).utf8)),
            ("case/empty.txt", []),
        ])
        let result = Reader().read(bytes: bytes, name: "case.zip")
        #expect(result.documents.map(\.name) == ["case.zip#case/a.html", "case.zip#case/b.txt"])
        #expect(result.problems.map(\.name) == ["case.zip#case/empty.txt"])
        #expect(Reader().read(bytes: zipped([("a.html", Array(html.utf8))], store: true), name: "s.zip").documents.count == 1)
    }

    @Test(arguments: ["1.0", "1.1"]) func webArchives(_ version: String) {
        let chunked =
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n"
            + String(html.utf8.count, radix: 16) + "\r\n\(html)\r\n0\r\n\r\n"
        let records: [(type: String, url: String, block: String)] = [
            ("warcinfo", "x", "software: none"), ("request", "https://brellin.example/a", "GET / HTTP/1.1\r\n\r\n"),
            ("response", "https://brellin.example/2019/05/04/a", chunked),
            ("response", "https://brellin.example/gone", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n\(html)"),
            ("response", "https://brellin.example/pic", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nxx"),
        ]
        // Each record a gzip member of its own, as the standard wants.
        let members = records.flatMap { Deflate.pack(Array(warc(version, [$0]).utf8)) }
        for (bytes, name) in [(Array(warc(version, records).utf8), "case.warc"), (members, "case.warc.gz")] {
            let result = Reader().read(bytes: bytes, name: name)
            #expect(result.problems.isEmpty)
            #expect(result.documents.map(\.name) == ["\(name)#https://brellin.example/2019/05/04/a"])
            let document = result.documents.first
            #expect(document?.text == first + "\n\n" + second)
            #expect(document?.days.contains { $0.role == .captured && $0.edtf == "2019-05-06" } == true)
            #expect(document?.published.edtf == "2019-05-04")
        }
    }

    @Test func packedBodiesInWebArchives() {
        for (name, body) in [
            ("gzip", Deflate.pack(Array(html.utf8))), ("deflate", Deflate.pack(Array(html.utf8), .zlib)),
            ("deflate", Deflate.pack(Array(html.utf8), .raw)),
        ] {
            let message = HTTPMessage(Array("HTTP/1.1 200 OK\r\nContent-Encoding: \(name)\r\n\r\n".utf8) + body, limit: 1 << 20)
            #expect(message?.body == Array(html.utf8))
            #expect(message?.problem == nil)
        }
        let unknown = HTTPMessage(Array("HTTP/1.1 200 OK\r\nContent-Encoding: compress\r\n\r\nxx".utf8), limit: 1 << 20)
        #expect(unknown?.problem?.contains("compress") == true)
    }

    /// A Brotli stream of unpacked blocks (RFC 7932, 9.2: WBITS 16, then for each block ISLAST 0, MNIBBLES 4, its length, ISUNCOMPRESSED 1).
    private func brotli(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 1 << 16) {
            let block = bytes[start..<min(bytes.count, start + 1 << 16)]
            // The first block's header follows the one bit of the window.
            let shift = start == 0 ? 1 : 0
            let header = (block.count - 1) << 3 | 1 << 19
            for k in 0..<3 { out.append(UInt8((header << shift) >> (8 * k) & 255)) }
            out += block
        }
        return out + [3]
    }

    /// A Zstandard frame of one raw block for each 100 kB (RFC 8878, 3.1.1): single segment, four bytes of content size.
    private func zstd(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0xA0]
        for k in 0..<4 { out.append(UInt8(bytes.count >> (8 * k) & 255)) }
        for start in stride(from: 0, to: bytes.count, by: 100_000) {
            let block = bytes[start..<min(bytes.count, start + 100_000)]
            let header = block.count << 3 | (block.endIndex == bytes.count ? 1 : 0)
            for k in 0..<3 { out.append(UInt8(header >> (8 * k) & 255)) }
            out += block
        }
        return out
    }

    @Test func brotliAndZstandardBodies() {
        let long = Array(String(repeating: html, count: 400).utf8)
        func message(_ encoding: String, _ body: [UInt8], limit: Int = 1 << 20) -> HTTPMessage? {
            HTTPMessage(Array("HTTP/1.1 200 OK\r\nContent-Encoding: \(encoding)\r\n\r\n".utf8) + body, limit: limit)
        }
        for (encoding, pack) in [("br", brotli), ("zstd", zstd)] {
            for bytes in [Array(html.utf8), long] {
                #expect(message(encoding, pack(bytes))?.body == bytes)
                #expect(message(encoding, pack(bytes))?.problem == nil)
            }
            // Cut, broken, a bomb; stored unpacked by the crawler.
            #expect(message(encoding, Array(pack(long).dropLast(70_000)))?.problem?.contains("end too early") == true)
            #expect(message(encoding, pack(long), limit: 10_000)?.problem?.contains("expands to more than") == true)
            #expect(message(encoding, Array(html.utf8))?.body == Array(html.utf8))
            #expect(message(encoding, Array(html.utf8))?.problem == nil)
        }
        #expect(message("zstd", [0x28, 0xB5, 0x2F, 0xFD, 0xFF, 0xFF, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])?.problem != nil)
        #expect(message("br", [0xFF, 0xFF, 0, 1, 2])?.problem != nil)
        #expect(message("zstd, gzip", Deflate.pack(zstd(Array(html.utf8))))?.body == Array(html.utf8))
    }

    @Test func waczReadsItsArchivesAlone() {
        let inner = Deflate.pack(
            Array(
                warc(
                    "1.1",
                    [("response", "https://brellin.example/a", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n\(html)")]
                ).utf8))
        let bytes = zipped(
            [
                ("archive/data.warc.gz", inner), ("pages/pages.jsonl", Array("{\"url\":\"x\",\"text\":\"no\"}".utf8)),
                ("datapackage.json", [123, 125]),
            ], store: true)
        let result = Reader().read(bytes: bytes, name: "case.wacz")
        #expect(result.documents.count == 1)
        #expect(result.problems.isEmpty)
    }

    @Test func mail() throws {
        let text = """
            From: =?utf-8?Q?Ana_Mar=C3=ADa_Alder?= <ana@brellin.example>\r
            To: desk@brellin.example\r
            Subject: =?utf-8?B?SGFyYm91ciBjbG9zZXM=?=\r
            Date: Mon, 06 May 2019 10:00:00 +0200\r
            MIME-Version: 1.0\r
            Content-Type: multipart/alternative; boundary="b 1"\r
            \r
            --b 1\r
            Content-Type: text/plain; charset=iso-8859-1\r
            Content-Transfer-Encoding: quoted-printable\r
            \r
            \(first) =E9=\r
             and more of it here.\r
            \r
            On Sunday, Ben Birch wrote:\r
            > The old words that are quoted.\r
            --b 1\r
            Content-Type: text/html\r
            \r
            <p>other</p>\r
            --b 1--\r
            """
        let document = try readOne(text, name: "letter.eml")
        #expect(document.title == "Harbour closes")
        #expect(document.authors == ["Ana María Alder"])
        #expect(document.text == first + " é and more of it here.")
        #expect(document.published.edtf == "2019-05-06")
        #expect(document.blocks.contains { $0.kind == .quotation && $0.range == nil && $0.text.contains("old words") })
    }

    @Test func mailboxes() {
        let one =
            "From ann@x Mon May  6 10:00:00 2019\nFrom: Ann Alder <a@x>\nTo: b@x\nSubject: One\nDate: Mon, 06 May 2019 10:00:00 +0200\n\n\(first)\n>From here on it rains.\n\n"
        let result = Reader().read(bytes: Array((one + one.replacingOccurrences(of: "One", with: "Two")).utf8), name: "all.mbox")
        #expect(result.documents.map(\.title) == ["One", "Two"])
        #expect(result.documents.map(\.name) == ["all.mbox#1", "all.mbox#2"])
        #expect(result.documents[0].text.contains("From here on"))
    }

    @Test func savedPages() throws {
        let text = """
            From: <Saved by Browser>\r
            Snapshot-Content-Location: https://brellin.example/a\r
            Subject: Harbour closes\r
            Date: Tue, 7 May 2019 10:00:00 -0000\r
            MIME-Version: 1.0\r
            Content-Type: multipart/related; type="text/html"; boundary="----x"\r
            \r
            ------x\r
            Content-Type: text/html\r
            Content-Transfer-Encoding: base64\r
            Content-Location: https://brellin.example/a\r
            \r
            \(Data(html.utf8).base64EncodedString())\r
            ------x--\r
            """
        let document = try readOne(text, name: "page.mhtml")
        #expect(document.text == first + "\n\n" + second)
        #expect(document.canonicalURL == "https://brellin.example/a")
        #expect(document.days.contains { $0.role == .captured && $0.edtf == "2019-05-07" })
        #expect(document.published.edtf == nil)
    }

    @Test func feeds() {
        let rss = """
            <?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Brellin Herald</title>
            <item><title>Harbour &amp; school</title><link>https://brellin.example/a</link><dc:creator>Orla Finch</dc:creator><pubDate>Mon, 06 May 2019 10:00:00 GMT</pubDate>
            <content:encoded><![CDATA[<p>\(first)</p><p>\(second)</p>]]></content:encoded></item>
            <item><title>Second</title><description>&lt;p&gt;Short words.&lt;/p&gt;</description></item></channel></rss>
            """
        let result = Reader().read(bytes: Array(rss.utf8), name: "feed.xml")
        #expect(result.problems.isEmpty)
        #expect(result.documents.map(\.title) == ["Harbour & school", "Second"])
        let one = result.documents.first
        #expect(one?.text == first + "\n\n" + second)
        #expect(one?.outlet == "Brellin Herald")
        #expect(one?.authors == ["Orla Finch"])
        #expect(one?.published.edtf == "2019-05-06")
        let atom =
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>B</title><entry><title>T</title><author><name>Orla Finch</name></author><link href=\"https://x.example/1\"/><published>2019-05-06T10:00:00Z</published><content type=\"html\">&lt;p&gt;\(first)&lt;/p&gt;</content></entry></feed>"
        let entry = Reader().read(bytes: Array(atom.utf8), name: "atom.xml").documents.first
        #expect(entry?.text == first)
        #expect(entry?.canonicalURL == "https://x.example/1")
        #expect(entry?.published.edtf == "2019-05-06")
    }

    @Test func jsonLines() {
        let lines = """
            {"url": "https://brellin.example/a", "title": "Harbour closes", "text": "\(first)\\n\\n\(second)", "published": "2019-05-06", "authors": ["Orla Finch"]}
            not json
            {"title": "Page", "html": "<html><body><p>\(first)</p><p>\(second)</p></body></html>"}
            {"title": "nothing"}
            """
        let result = Reader().read(bytes: Array(lines.utf8), name: "all.jsonl")
        #expect(result.documents.map(\.name) == ["all.jsonl#https://brellin.example/a", "all.jsonl#3"])
        #expect(result.documents.map(\.title) == ["Harbour closes", "Page"])
        #expect(result.documents.allSatisfy { $0.text.contains(first) })
        #expect(result.documents[0].published.edtf == "2019-05-06")
        #expect(result.problems.map(\.name) == ["all.jsonl#2", "all.jsonl#4"])
        let list = Reader().read(
            bytes: Array("[\n{\"text\": \"\(first)\"},\n{\"text\": \"\(second)\"}\n]".utf8), name: "all.json")
        #expect(list.documents.count == 2)
    }

    @Test func wordProcessors() {
        let docx =
            "<w:document xmlns:w=\"w\"><w:body><w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>Harbour of Brellin closes</w:t></w:r></w:p><w:p><w:r><w:t>\(first)</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val=\"Heading2\"/></w:pPr><w:r><w:t>What comes next</w:t></w:r></w:p><w:p><w:r><w:t xml:space=\"preserve\">\(second.prefix(20))</w:t></w:r><w:r><w:t>\(second.dropFirst(20))</w:t></w:r></w:p></w:body></w:document>"
        let core =
            "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\" xmlns:dcterms=\"t\"><dc:creator>Orla Finch</dc:creator><dcterms:created>2019-05-06T10:00:00Z</dcterms:created></cp:coreProperties>"
        let word = Reader().read(
            bytes: zipped([
                ("[Content_Types].xml", []), ("word/document.xml", Array(docx.utf8)), ("docProps/core.xml", Array(core.utf8)),
            ]), name: "a.docx")
        #expect(word.problems.isEmpty)
        #expect(word.documents.first?.title == "Harbour of Brellin closes")
        #expect(word.documents.first?.text.contains(second) == true)
        #expect(word.documents.first?.blocks.map(\.kind) == [.heading, .paragraph, .subheading, .paragraph])
        #expect(word.documents.first?.authors == ["Orla Finch"])
        #expect(word.documents.first?.published.edtf == "2019-05-06")
        let odt =
            "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\"><office:body><office:text><text:h text:outline-level=\"1\">Harbour of Brellin closes</text:h><text:p>\(first)<text:note><text:p>a note</text:p></text:note></text:p><text:list><text:list-item><text:p>one<text:s/>school</text:p></text:list-item></text:list><text:p>\(second)</text:p></office:text></office:body></office:document-content>"
        let open = Reader().read(
            bytes: zipped([("mimetype", Array("application/vnd.oasis.opendocument.text".utf8)), ("content.xml", Array(odt.utf8))]
            ), name: "a.odt")
        #expect(open.documents.first?.text.contains("one school") == true)
        #expect(open.documents.first?.text.contains("a note") == false)
        #expect(open.documents.first?.blocks.contains { $0.kind == .listItem } == true)
    }

    @Test func pdf() throws {
        // One page with two lines of text, written by hand (PDF 1.4).
        let stream = "BT /F1 12 Tf 72 720 Td (\(first)) Tj 0 -40 Td (\(second)) Tj ET"
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 1200 792]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
            "<</Length \(stream.utf8.count)>>stream\n\(stream)\nendstream", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            "<</Title(Harbour closes)/Author(Orla Finch)/CreationDate(D:20190506100000Z)>>",
        ]
        var file = "%PDF-1.4\n"
        var places: [Int] = []
        for (n, object) in objects.enumerated() {
            places.append(file.utf8.count)
            file += "\(n + 1) 0 obj\(object)endobj\n"
        }
        let table = file.utf8.count
        file +=
            "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
            + places.map { String(repeating: "0", count: 10 - "\($0)".count) + "\($0) 00000 n \n" }.joined()
        file += "trailer<</Size \(objects.count + 1)/Root 1 0 R/Info 6 0 R>>\nstartxref\n\(table)\n%%EOF\n"
        if PDFReader.program("pdftotext") == nil {
            let problem = Reader().read(bytes: Array(file.utf8), name: "a.pdf").problems.first
            #expect(problem?.reason.contains("poppler-utils") == true)
        } else {
            let result = Reader().read(bytes: Array(file.utf8), name: "a.pdf")
            #expect(result.problems.isEmpty)
            let document = try #require(result.documents.first)
            #expect(document.text.contains(first) && document.text.contains(second))
            #expect(document.authors == ["Orla Finch"])
            #expect(document.days.contains { $0.role == .captured && $0.edtf == "2019-05-06" })
            #expect(Reader().read(bytes: Array("%PDF-1.4 broken".utf8), name: "b.pdf").problems.count == 1)
        }
        #expect(throws: PDFReader.Trouble.self) { try PDFReader.document(Array(file.utf8), name: "a.pdf", path: "/nowhere") }
        do { _ = try PDFReader.document([], name: "a.pdf", path: "/nowhere") } catch {
            #expect("\(error)".contains("apt install poppler-utils"))
        }
    }

    @Test func characterSets() {
        let words = "Der Bürgermeister von Brellin sagte: „Schön“, und das war am Montag alles, was er zu der Sache sagen wollte."
        func read(_ bytes: [UInt8], _ name: String = "a.txt") -> Document? {
            Reader().read(bytes: bytes, name: name).documents.first
        }
        let western = Array(words.unicodeScalars.map { $0 == "„" ? 0x84 : $0 == "“" ? 0x93 : UInt8($0.value) })
        #expect(read(western)?.text == words)
        #expect(read([0xEF, 0xBB, 0xBF] + Array(words.utf8))?.text == words)
        let wide = words.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        #expect(read([0xFF, 0xFE] + wide)?.text == words)
        #expect(read(words.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] })?.text == words)
        let page =
            Array("<html><head><meta charset=iso-8859-1></head><body><p>".utf8) + western + Array("</p><p>".utf8)
            + western.reversed().reversed() + Array("</p></body></html>".utf8)
        let document = read(page, "a.html")
        #expect(document?.text.contains("Bürgermeister") == true)
        // Offsets point at the original bytes, not at the decoded ones.
        for block in document?.blocks ?? [] where block.range != nil {
            #expect(block.source.map { page[$0].contains(0xFC) } == true)
        }
        let moji =
            "MarÃ­a dijo que no habÃ­a pruebas y que el tribunal de Brellin tendrÃ¡ que decidir antes del lunes, segÃºn su abogado."
        let mended = read(Array(moji.utf8))
        #expect(mended?.text.hasPrefix("María dijo que no había pruebas") == true)
        #expect(mended?.problems.count == 1)
        #expect(read(Array(words.utf8.prefix(60)) + [0] + Array(words.utf8.dropFirst(60)))?.text == words)
    }

    @Test func streamsHandOverOneByOneAndStop() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("legajo-\(UUID().uuidString).jsonl").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let line = "{\"text\": \"\(first)\"}\n"
        try String(repeating: line, count: 2000).write(toFile: path, atomically: true, encoding: .utf8)
        var seen = 0
        let problems = Reader().stream(path: path, name: "all.jsonl") { _ in
            seen += 1
            return seen < 5
        }
        #expect(seen == 5)
        #expect(problems.isEmpty)
        #expect(Reader().stream(path: path + "x", name: "gone") { _ in true }.first?.reason == "No such file or directory")
    }

    @Test func bytesThatAreNoTextAreNoPageWhateverTheirName() {
        var state: UInt32 = 7
        let bytes = (0..<5000).map { _ -> UInt8 in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(state >> 24)
        }
        for name in ["a.html", "b.htm", "c.txt"] {
            let result = Reader().read(bytes: bytes, name: name)
            #expect(result.documents.isEmpty && result.problems.count == 1, "\(name)")
        }
    }
}
