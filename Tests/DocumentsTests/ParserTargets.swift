import CaseModel

@testable import Documents

/// Every parser of ours as a function of bytes that says what is wrong with what came out, or nil. Used by the tests with inputs from a
/// generator that is the same in every run, and by libFuzzer (Tests/Fuzz).
struct ParserTarget: Sendable {
    let name: String
    /// What mutations start from.
    let samples: [[UInt8]]
    let fault: @Sendable ([UInt8]) -> String?

    init(_ name: String, _ samples: [String], fault: @escaping @Sendable ([UInt8]) -> String?) {
        self.init(name, samples.map { Array($0.utf8) }, fault: fault)
    }
    init(_ name: String, _ samples: [[UInt8]], fault: @escaping @Sendable ([UInt8]) -> String?) {
        self.name = name
        self.samples = samples
        self.fault = fault
    }

    static let all: [ParserTarget] = [
        ParserTarget(
            "HTMLScanner", [page, "<p a=1 b='2' c=\"3\">x<br/>y</p><script>if (a<b) {}</script><!-- - -- -->z<![CDATA[q]]>"]
        ) { bytes in
            bytes.withUnsafeBufferPointer { p in
                var sink = OrderSink(count: p.count)
                HTMLScanner.scan(p, into: &sink)
                return sink.fault
            }
        },
        ParserTarget("PageBuilder", [page, "<table><tr><td>a<td>b<tr><td>c</table><dl><dt>d<dd>e</dl><p>f<div>g</p>h"]) { bytes in
            bytes.withUnsafeBufferPointer { p in
                var builder = PageBuilder(bytes: p)
                HTMLScanner.scan(p, into: &builder)
                let tree = builder.finish()
                var end = 0
                for segment in tree.segments {
                    if segment.text.lowerBound < end || segment.text.upperBound > tree.text.count || segment.text.isEmpty {
                        return "a segment's text is out of order"
                    }
                    if segment.source.upperBound > bytes.count { return "a segment's source lies beyond the bytes" }
                    if segment.element >= Int32(tree.elements.count) { return "a segment's element does not exist" }
                    end = segment.text.upperBound
                }
                for (i, element) in tree.elements.enumerated() where element.parent >= Int32(i) {
                    return "a parent after its child"
                }
                return nil
            }
        },
        ParserTarget("JSONValue", [#"{"a": [1, -2.5e3, true, null, "é\n\ud83d\ude00"], "b": {"c": ""}, "a": 2}"#, "[[[[]]],{}]"])
        { bytes in
            func depth(_ value: JSONValue) -> Int {
                switch value {
                case .array(let items): 1 + (items.map(depth).max() ?? 0)
                case .object(let members): 1 + (members.map { depth($0.value) }.max() ?? 0)
                default: 0
                }
            }
            _ = JSONValue.isWhole(bytes[...])
            guard let value = JSONValue.parse(bytes) else { return nil }
            _ = ArticleLine(value)
            return depth(value) > JSONValue.depthLimit + 1 ? "deeper than the limit" : nil
        },
        ParserTarget("Entities", ["a &amp; b &#233; &#x1F600; &eacute &copy; &nosuch; &#0; &#xD800; &#99999999;"]) { bytes in
            String(validating: Array(Entities.decoded(bytes).utf8), as: UTF8.self) == nil ? "no UTF-8" : nil
        },
        ParserTarget(
            "Charset",
            [
                Array("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><p>caf".utf8) + [0xE9] + Array("</p>".utf8),
                Array("María dijo que sÃ­".utf8), [0xFF, 0xFE, 65, 0, 66, 0, 0x3D, 0xD8], [0xFE, 0xFF, 0, 65],
                Array("<meta charset=shift_jis>".utf8) + [0x83, 0x65, 0x83, 0x58, 0x83, 0x67],
            ]
        ) { bytes in
            for markup in [true, false] {
                let text = Charset.decode(bytes, isMarkup: markup)
                if String(validating: text.bytes, as: UTF8.self) == nil { return "no UTF-8" }
                if text.bytes.contains(0) { return "a NUL is left" }
                for k in 0..<8 {
                    let low = text.bytes.count * k / 8
                    let range = text.original(low..<text.bytes.count)
                    if range.upperBound > bytes.count { return "an original range beyond the bytes" }
                }
            }
            return nil
        },
        ParserTarget(
            "MIME",
            [
                "From: =?utf-8?Q?Ann=C3=A9?= <a@x.example>\r\nTo: b\r\nSubject: =?utf-8?B?SGFyYm91cg==?=\r\n =?iso-8859-1?q?=E9?=\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe harbour =E9=\r\nx\r\n--b\r\nContent-Transfer-Encoding: base64\r\n\r\nSGFy\r\n--b--\r\n"
            ]
        ) { bytes in
            let whole = MIMEPart(bytes, 0..<bytes.count)
            for part in MailReader.leaves(whole, bytes, 0) {
                if part.body.upperBound > bytes.count { return "a part beyond the message" }
                _ = part.decoded(bytes)
            }
            for field in whole.fields { _ = MIMEPart.words(field.value) }
            _ = MailReader.page(bytes)
            let (own, history) = MailReader.parted(bytes)
            return own.count + history.count > bytes.count + 2 ? "more than there was" : nil
        },
        ParserTarget(
            "mailbox",
            ["From a@x Mon May 6 2019\nFrom: a\nTo: b\n\nThe harbour.\n>From x\n\nFrom a@x Mon May 6 2019\nFrom: a\n\ny\n"]
        ) { bytes in
            var sum = 0
            try? MailReader.mailbox(ByteStream(bytes), limit: 1 << 16) { message in
                sum += message.count
                return true
            }
            // A last line without its end gets one.
            return sum > bytes.count + 1 ? "more than there was" : nil
        },
        ParserTarget(
            "HTTPMessage",
            [
                Array(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n5\r\nabcde\r\n0\r\n\r\n".utf8),
                Array("HTTP/1.0 404 x\r\nContent-Encoding: br\r\n\r\n".utf8) + [0x0B, 2, 0x80, 65, 66, 67, 3],
                Array("HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\n".utf8)
                    + [0x28, 0xB5, 0x2F, 0xFD, 0xA0, 3, 0, 0, 0, 0x19, 0, 0, 65, 66, 67],
            ]
        ) { bytes in
            guard let message = HTTPMessage(bytes, limit: 1 << 18) else { return nil }
            return message.body.count > max(1 << 18, bytes.count) ? "more than the limit" : nil
        },
        ParserTarget(
            "WARC",
            [
                "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: <u>\r\nContent-Length: 3\r\n\r\nabc\r\n\r\nWARC/1.1\r\nWARC-Type: request\r\nContent-Length: 2\r\n\r\nxy\r\n\r\n"
            ]
        ) { bytes in
            var sum = 0
            try? WARC.records(ByteStream(bytes), limit: 1 << 16) { record in
                sum += record.block?.count ?? 0
                return true
            }
            return sum > bytes.count ? "more than there was" : nil
        },
        ParserTarget(
            "Zip",
            [
                zipped([("a.txt", Array("The harbour.".utf8)), ("b/c.html", Array(page.utf8))]),
                zipped([("d", [1, 2, 3])], store: true),
            ]
        ) { bytes in
            guard let zip = try? Zip(RandomBytes(bytes)) else { return nil }
            for member in zip.members.prefix(20) {
                if let all = try? zip.stream(member, limit: 1 << 16).rest(limit: 1 << 20), all.count > 1 << 20 {
                    return "beyond the limit"
                }
            }
            return nil
        },
        ParserTarget("gzip", [Deflate.pack(Array(page.utf8)), Deflate.pack([1, 2]) + Deflate.pack([3])]) { bytes in
            // The stream and the whole agree, whatever the bytes.
            let whole = try? Inflate.gzip(bytes, limit: 1 << 18)
            let streamed = try? ByteStream(bytes).gunzipped(limit: 1 << 18).rest(limit: 1 << 18)
            guard bytes.starts(with: [0x1F, 0x8B]) else { return nil }
            return whole == streamed ? nil : "stream and whole disagree"
        },
        ParserTarget(
            "feeds",
            [
                "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>H</title><item><title>a</title><description>&lt;p&gt;x</description><pubDate>Mon, 06 May 2019 10:00:00 GMT</pubDate></item></channel></rss>",
                "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>T</title><link href=\"u\"/><content type=\"html\">&lt;p&gt;y</content></entry></feed>",
            ]
        ) { bytes in
            _ = FeedReader.looksLikeFeed(Array(bytes.prefix(1000)))
            return FeedReader.items(bytes).items.count > bytes.count ? "more items than bytes" : nil
        },
        ParserTarget(
            "lines",
            [
                "Monday, May 6, 2019 | 06/05/2019 | 6 de mayo de 2019 | 2019-05-06T10:00:00Z | XI.1999 | 12-31-1887",
                "BRELLIN, Ostmark, May 6 (Ostmark News Agency) - The harbour", "By Orla Finch and Ann Alder, The Herald",
                "Ships wait. Photo: Ann Alder/Wire (Foto: X) © 2019 Herald",
            ]
        ) { bytes in
            for found in DayWords.find(bytes) where found.range.upperBound > bytes.count || found.range.isEmpty {
                return "a day beyond the line"
            }
            if let (caption, credit) = Captions.split(bytes), max(caption.upperBound, credit.upperBound) > bytes.count {
                return "a caption beyond the line"
            }
            if let range = Dateline.parse(bytes, offset: 0)?.range, range.upperBound > bytes.count {
                return "a dateline beyond the line"
            }
            let text = String(decoding: bytes, as: UTF8.self)
            _ = Bylines.names(text)
            _ = DayWords.inName(text)
            _ = DayWords.moment(text)
            _ = PageStatements.split(text)
            _ = LanguageGuess.language(of: text)
            return nil
        },
        ParserTarget(
            "PlainReader",
            [
                "THE HERALD\nMonday, May 6, 2019\n\nHarbour closes\nBy Orla Finch\n\nBRELLIN, May 6 (Wire) - It closed.\n\nREAD ALSO: x\n\nShips. Photo: Ann\n\n© 2019",
                "# Harbour\n\nThe **council** [voted](u) on `Monday`.\n\n- one\n- two\n\n> quoted\n\n```\ncode\n```\n| a | b |\n|---|---|\n| 1 | 2 |",
            ]
        ) { bytes in
            for name in ["x.txt", "x.md"] {
                for document in Reader().read(bytes: bytes, name: name).documents {
                    if let fault = ParserTarget.fault(document) { return fault }
                }
            }
            return nil
        },
        ParserTarget("Reader", [Array(page.utf8), Deflate.pack(Array(page.utf8)), zipped([("a.html", Array(page.utf8))])]) {
            bytes in
            var options = ReaderOptions()
            options.expansionLimit = 4 << 20
            options.documentLimit = 1 << 20
            for document in Reader(options: options).read(bytes: bytes, name: "x").documents {
                if let fault = ParserTarget.fault(document) { return fault }
            }
            return nil
        },
    ]

    /// What is wrong with a document, or nil.
    static func fault(_ document: Document) -> String? {
        let text = Array(document.text.utf8)
        var end = 0
        for block in document.blocks {
            guard let range = block.range else { continue }
            if range.lowerBound < end || range.upperBound > text.count { return "blocks out of order or beyond the text" }
            if String(decoding: text[range], as: UTF8.self) != block.text { return "a block that is not in the text" }
            end = range.upperBound
        }
        for dateline in document.datelines {
            if let range = dateline.range, range.upperBound > text.count { return "a dateline beyond the text" }
        }
        return DocumentJSON.line(document).contains(10) ? "a line break in a line of JSON" : nil
    }

    /// Whether what a scan reports lies in the bytes and in order.
    private struct OrderSink: HTMLSink {
        let count: Int
        var last = 0
        var fault: String?
        mutating func check(_ range: Range<Int>) {
            if range.lowerBound < last || range.upperBound > count { fault = "\(range) after \(last) of \(count)" }
            last = range.lowerBound
        }
        mutating func start(_ tag: PageTag, _ attributes: borrowing HTMLAttributes, at: Int, end: Int) {
            check(at..<max(at, end))
            for item in attributes.items where item.name.upperBound > count || item.value.upperBound > count {
                fault = "an attribute beyond"
            }
        }
        mutating func end(_ tag: PageTag, at: Int) { check(at..<at) }
        mutating func text(_ range: Range<Int>) { check(range) }
        mutating func raw(_ tag: PageTag, _ attributes: borrowing HTMLAttributes, _ range: Range<Int>) { check(range) }
    }

    private static let page =
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>Harbour | Herald</title><script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"Harbour\",\"datePublished\":\"2019-05-06\",\"author\":[{\"name\":\"Orla Finch\"}]}</script></head><body><nav><a href=/>Home</a></nav><article class=story><h1>Harbour</h1><p>BRELLIN (Wire) &mdash; The harbour closed on Monday &amp; nobody came, said the council of the town.</p><figure><figcaption>Ships. Photo: Ann Alder</figcaption></figure><table><tr><td>a<td>b</table><p>It rained.<br><br>And again.</article></body></html>"
}

/// Changes bytes as a broken disk, a cut transfer or a malicious hand would.
func mutated(_ sample: [UInt8], from others: [[UInt8]], _ numbers: inout Numbers) -> [UInt8] {
    var bytes = sample
    for _ in 0..<(1 + numbers.below(12)) {
        guard !bytes.isEmpty else { return bytes }
        let at = numbers.below(bytes.count)
        switch numbers.below(7) {
        case 0: bytes[at] = UInt8(truncatingIfNeeded: numbers.next())
        case 1: bytes.remove(at: at)
        case 2: bytes.insert(Array("<>&\"'\n\0=;/[]{}:,-\r\\".utf8)[numbers.below(19)], at: at)
        case 3: bytes.removeSubrange(at..<min(bytes.count, at + numbers.below(60)))
        case 4:
            let other = others[numbers.below(others.count)]
            let from = numbers.below(other.count)
            bytes.insert(contentsOf: other[from..<min(other.count, from + numbers.below(80))], at: at)
        case 5: bytes[at] ^= 1 << UInt8(numbers.below(8))
        default: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + numbers.below(40))], at: numbers.below(bytes.count))
        }
    }
    return bytes
}

/// A small generator of numbers, the same in every run (SplitMix64).
struct Numbers {
    var state: UInt64
    mutating func next() -> UInt64 { state &+= 0x9e37_79b9_7f4a_7c15; return mixed(state) }
    mutating func below(_ n: Int) -> Int { Int(next() % UInt64(n)) }
}

/// Writes a ZIP archive of stored and deflated members, for reading it back.
func zipped(_ members: [(String, [UInt8])], store: Bool = false) -> [UInt8] {
    func le(_ x: Int, _ n: Int) -> [UInt8] { (0..<n).map { UInt8(x >> (8 * $0) & 255) } }
    var out: [UInt8] = []
    var directory: [UInt8] = []
    for (name, bytes) in members {
        let packed = store ? bytes : Deflate.pack(bytes, .raw)
        let common =
            le(20, 2) + le(0, 2) + le(store ? 0 : 8, 2) + le(0, 8) + le(packed.count, 4) + le(bytes.count, 4)
            + le(name.utf8.count, 2) + le(0, 2)
        directory +=
            [0x50, 0x4B, 1, 2] + le(20, 2) + common + le(0, 2) + le(0, 2) + le(0, 2) + le(0, 4) + le(out.count, 4)
            + Array(name.utf8)
        out += [0x50, 0x4B, 3, 4] + common + Array(name.utf8) + packed
    }
    let start = out.count
    return out + directory + [0x50, 0x4B, 5, 6] + le(0, 4) + le(members.count, 2) + le(members.count, 2) + le(directory.count, 4)
        + le(start, 4) + le(0, 2)
}
