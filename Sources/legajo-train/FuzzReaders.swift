import ArgumentParser
import CaseModel
import Documents
import Foundation

/// Hands broken files to the readers for a while.
struct FuzzReaders: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fuzz-readers",
        abstract: "Reads mutated files of every format for a while; a fault stops it and leaves the input.")
    @Argument(help: "Files to mutate, besides the built-in samples.") var files: [String] = []
    @Option(help: "How long.") var seconds = 60
    @Option(help: "Seed of the random numbers.") var seed: UInt64 = 1
    @Option(help: "Where the input under test lies, so that a crash leaves it.") var last = "fuzz-last.bin"

    func run() throws {
        var seeds = Self.samples + (try files.map { [UInt8](try Data(contentsOf: URL(fileURLWithPath: $0))) })
        seeds += seeds.map { Deflate.pack($0) }
        var random = seed
        func below(_ n: Int) -> Int {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((random >> 33) % UInt64(n))
        }
        let end = Date().addingTimeInterval(TimeInterval(seconds))
        var runs = 0
        while Date() < end {
            var bytes = seeds[below(seeds.count)]
            for _ in 0..<(1 + below(24)) where !bytes.isEmpty {
                let at = below(bytes.count)
                switch below(6) {
                case 0: bytes[at] = UInt8(below(256))
                case 1: bytes.remove(at: at)
                case 2: bytes.insert(Array("<>&\"'\n\0=;/[]{}:,-\u{FF}".utf8)[below(19)], at: at)
                case 3: bytes.removeSubrange(at..<min(bytes.count, at + below(200)))
                case 4:
                    let other = seeds[below(seeds.count)]
                    let from = below(other.count)
                    bytes.insert(contentsOf: other[from..<min(other.count, from + below(300))], at: at)
                default: bytes[at] ^= 1 << UInt8(below(8))
                }
            }
            try Data(bytes).write(to: URL(fileURLWithPath: last))
            if let fault = Self.check(bytes) {
                Log.line("after \(runs) inputs: \(fault); the input is in \(last)")
                throw ExitCode(1)
            }
            runs += 1
        }
        try? FileManager.default.removeItem(atPath: last)
        print("\(runs) inputs, no fault")
    }

    /// Reads some bytes; gives what is wrong with the outcome, or nil.
    static func check(_ bytes: [UInt8]) -> String? {
        var options = ReaderOptions()
        options.expansionLimit = 4 << 20
        options.documentLimit = 1 << 20
        for name in ["x", "x.html", "x.eml", "x.md"] {
            for document in Reader(options: options).read(bytes: bytes, name: name).documents {
                let text = Array(document.text.utf8)
                for block in document.blocks {
                    guard let range = block.range else { continue }
                    if range.upperBound > text.count { return "a block beyond the text (\(name))" }
                    if String(decoding: text[range], as: UTF8.self) != block.text {
                        return "a block that is not in the text (\(name))"
                    }
                }
                for dateline in document.datelines {
                    if let range = dateline.range, range.upperBound > text.count { return "a dateline beyond the text" }
                }
                if DocumentJSON.line(document).contains(10) { return "a line break in a line of JSON" }
            }
        }
        return nil
    }

    private static let samples: [[UInt8]] =
        [
            "<!doctype html><html lang=en><head><meta charset=utf-8><title>Harbour | Herald</title><script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"Harbour\",\"datePublished\":\"2019-05-06\",\"author\":[{\"name\":\"Orla Finch\"}]}</script></head><body><nav><a href=/>Home</a></nav><article class=story><h1>Harbour</h1><p>BRELLIN (Wire) &mdash; The harbour closed on Monday &amp; nobody came, said the council of the town.</p><figure><figcaption>Ships. Photo: Ann Alder</figcaption></figure><table><tr><td>a<td>b</table><p>It rained.<br><br>And again.</article></body></html>",
            "THE HERALD\nMonday, May 6, 2019\n\nHarbour closes after all\nBy Orla Finch\n\nBRELLIN, May 6 (Wire) - The harbour closed on Monday and nobody came, said the council of the town, which had voted.\n\nREAD ALSO: Ten gardens\n\nShips wait. Photo: Ann Alder/Wire\n\n© 2019 Herald",
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x.example/a\r\nWARC-Date: 2019-05-06T07:08:09Z\r\nContent-Type: application/http\r\nContent-Length: 96\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n<p>The harbour.\n\r\n0\r\n\r\n\r\n\r\n",
            "From: =?utf-8?Q?Ann=C3=A9?= <a@x.example>\r\nTo: b@x.example\r\nSubject: =?utf-8?B?SGFyYm91cg==?=\r\nDate: Mon, 06 May 2019 10:00:00 +0200\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe harbour =E9 closed.=\r\n\r\nOn Sunday, Ben wrote:\r\n> old\r\n--b--\r\n",
            "From a@x Mon May 6 2019\nFrom: a\nTo: b\nSubject: c\n\nThe harbour.\n\nFrom a@x Mon May 6 2019\nFrom: a\nTo: b\nSubject: d\n\nThe school.\n",
            "{\"url\": \"http://x.example/2019/05/06/a\", \"title\": \"Harbour\", \"text\": \"The harbour closed.\\n\\nIt rained \\ud83d\\ude00.\", \"published\": \"2019-05-06\"}\n{\"html\": \"<p>x</p>\"}\n",
            "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>H</title><item><title>a</title><description>&lt;p&gt;The harbour&lt;/p&gt;</description><pubDate>Mon, 06 May 2019 10:00:00 GMT</pubDate></item></channel></rss>",
            "# Harbour\n\nThe **council** [voted](http://x.example) on `Monday`.\n\n- one\n- two\n\n> quoted\n",
            "%PDF-1.4\n",
        ].map { Array($0.utf8) } + [[0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18)]
}
