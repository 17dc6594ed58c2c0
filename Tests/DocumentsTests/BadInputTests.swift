import CaseModel
import Foundation
import Testing

@testable import Documents

@Suite struct BadInputTests {
    private func problems(_ bytes: [UInt8], _ name: String, _ options: ReaderOptions = ReaderOptions()) -> [String] {
        Reader(options: options).read(bytes: bytes, name: name).problems.map(\.description)
    }
    private let page = Array(
        "<html><body><p>The harbour of Brellin was closed on Monday, and nobody was there to see the last ship leave.</p></body></html>"
            .utf8)

    @Test func empty() { #expect(problems([], "a.txt") == ["a.txt: the file is empty"]) }

    @Test func cutGzip() {
        let packed = Deflate.pack(page)
        let found = problems(Array(packed.dropLast(packed.count / 2)), "a.html.gz")
        #expect(found.count == 1)
        #expect(found.first?.contains("end too early, after byte") == true)
        #expect(
            problems([0x1F, 0x8B, 8, 0, 1, 2, 3, 4, 5, 6, 99, 99, 99], "b.gz").first?.hasPrefix("b.gz: the packed data") == true)
    }

    @Test func cutZip() {
        let bytes = zipped([("a.html", page), ("b.html", page)])
        #expect(problems(Array(bytes.dropLast(30)), "a.zip").count == 1)
        // The directory is whole and a member is not: the other is read.
        var broken = bytes
        for i in 40..<60 { broken[i] = 0xFF }
        let result = Reader().read(bytes: broken, name: "a.zip")
        #expect(result.documents.map(\.name) == ["a.zip#b.html"])
        #expect(result.problems.map(\.name) == ["a.zip#a.html"])
    }

    @Test func cutWARC() {
        let whole =
            "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: u\r\nContent-Type: text/html\r\nContent-Length: \(page.count)\r\n\r\n"
        let bytes = Array(whole.utf8) + page + Array("\r\n\r\n".utf8)
        let result = Reader().read(bytes: bytes + bytes.dropLast(40), name: "a.warc")
        #expect(result.documents.count == 1)
        #expect(result.problems.count == 1)
        #expect(
            problems(Array("WARC/1.0\r\nWARC-Type: response\r\n\r\n".utf8), "b.warc") == [
                "b.warc: the packed data are broken at byte 0 (the record does not say its length); get the file again"
            ])
    }

    @Test func bombs() {
        var options = ReaderOptions()
        options.expansionLimit = 1 << 20
        let zeros = [UInt8](repeating: 32, count: 8 << 20)
        #expect(problems(Deflate.pack(zeros), "a.gz", options).first?.contains("more than 1 MB") == true)
        #expect(problems(zipped([("a.txt", zeros)]), "a.zip", options).first?.contains("more than 1 MB") == true)
        // A member that says it is small and is not.
        var lying = zipped([("a.txt", zeros)])
        let directory = lying.find([0x50, 0x4B, 1, 2])!
        for k in 0..<4 { lying[directory + 24 + k] = k == 0 ? 100 : 0 }
        #expect(problems(lying, "b.zip", options).first?.contains("expands to more") == true)
        // Packed again and again.
        var nested = page
        for _ in 0..<10 { nested = Deflate.pack(nested) }
        #expect(problems(nested, "c.gz").first?.contains("packed more than 6 times") == true)
    }

    @Test func whatCannotBeReadSaysWhatToDo() {
        #expect(problems([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10], "a.png").first?.contains("recognise its text first") == true)
        #expect(problems([0xD0, 0xCF, 0x11, 0xE0, 0xA1], "a.doc").first?.contains("save it as DOCX") == true)
        #expect(
            problems((0..<4000).map { UInt8(truncatingIfNeeded: $0 &* 7 % 9) }, "a.bin").first?.contains("convert it") == true)
    }

    /// Long lists of short lines, and of lines that look like credits, take time in proportion to their length.
    @Test func longListsAreLinear() {
        let clock = ContinuousClock()
        let lines = (0..<60_000).map { $0 % 3 == 0 ? "Photo: Ann Alder" : "Ann Alder \($0)" }
        let time = clock.measure {
            for joint in ["\n", "\n\n"] {
                #expect(Reader().read(bytes: Array(lines.joined(separator: joint).utf8), name: "list.txt").documents.count == 1)
            }
        }
        #expect(time < .seconds(15))
    }

    @Test func longDocumentsAreReported() {
        var options = ReaderOptions()
        options.documentLimit = 1000
        #expect(problems([UInt8](repeating: 65, count: 5000), "a.txt", options).count == 1)
    }

    /// Any bytes at all give documents or problems, never a trap; and what comes out is sound.
    @Test func anyBytes() {
        var numbers = Numbers(state: 99)
        let seeds: [[UInt8]] = [
            page, Deflate.pack(page), zipped([("a.html", page)]), Array(PlainTests.scraped.utf8), Array(PageTests.page.utf8),
            Array("WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n".utf8),
            Array("{\"text\": \"a b c\", \"title\": \"\\u00e9\"}\n{}".utf8),
            Array(
                "From: a\r\nTo: b\r\nSubject: =?x?q?=?=\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--"
                    .utf8),
            Array("<rss><channel><item><title>a</title></item></channel></rss>".utf8),
        ]
        for round in 0..<1500 {
            var bytes = seeds[round % seeds.count]
            for _ in 0..<(1 + numbers.below(12)) {
                let at = numbers.below(bytes.count)
                switch numbers.below(4) {
                case 0: bytes[at] = UInt8(truncatingIfNeeded: numbers.next())
                case 1: bytes.remove(at: at)
                case 2: bytes.insert([60, 62, 38, 34, 0, 0xFF, 10, 61][numbers.below(8)], at: at)
                default: bytes.removeSubrange(at..<min(bytes.count, at + numbers.below(20)))
                }
                if bytes.isEmpty { bytes = [60] }
            }
            let result = Reader().read(bytes: bytes, name: "x")
            for document in result.documents {
                checkRanges(document)
                for block in document.blocks {
                    if let source = block.source {
                        #expect(source.lowerBound >= 0 && source.upperBound <= max(bytes.count, page.count * 4))
                    }
                }
                #expect(!DocumentJSON.line(document).contains(10))
            }
        }
    }
}
