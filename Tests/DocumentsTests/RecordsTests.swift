import CaseModel
import Foundation
import Testing

@testable import Documents

/// Streams cut into records, whole and damaged.
@Suite struct RecordsTests {
    private func record(_ n: Int, type: String = "response") -> [UInt8] {
        let page =
            "<html><body><p>Page \(n) of the harbour of Brellin tells of ships and of the council's plans.</p></body></html>"
        let block = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n\(page)"
        return Array(
            ("WARC/1.0\r\nWARC-Type: \(type)\r\nWARC-Target-URI: https://brellin.example/\(n)\r\nContent-Length: \(block.utf8.count)\r\n\r\n"
                + "\(block)\r\n\r\n").utf8)
    }

    /// The stream in pieces of `step` bytes, cut.
    private func cut(_ bytes: [UInt8], step: Int = 1000, limit: Int = 1 << 20) -> (
        records: [PaperRecord], problems: [ReadProblem]
    ) {
        var at = 0
        let stream = PaperRecords(name: "a", limit: limit) {
            guard at < bytes.count else { return nil }
            defer { at += step }
            return Array(bytes[at..<min(bytes.count, at + step)])
        }
        var result: (records: [PaperRecord], problems: [ReadProblem]) = ([], [])
        while let item = stream.next() {
            switch item {
            case .record(let record): result.records.append(record)
            case .failed(let problem): result.problems.append(problem)
            }
        }
        return result
    }

    private func number(_ record: PaperRecord) -> Int? {
        Reader().read(bytes: record.bytes, name: record.name).documents.first?.text.split(separator: " ").dropFirst().first
            .flatMap { Int($0) }
    }

    @Test func archivesPlainAndPackedGiveTheSameRecords() {
        let records = (0..<6).map { record($0, type: $0 == 2 ? "request" : "response") }
        let plain = cut(records.flatMap { $0 }, step: 777)
        let members = cut(records.flatMap { Deflate.pack($0) }, step: 333)
        let whole = cut(Deflate.pack(records.flatMap { $0 }), step: 100_000)
        for got in [plain, members, whole] {
            #expect(got.problems.isEmpty)
            #expect(got.records.compactMap(number) == [0, 1, 3, 4, 5])
        }
        #expect(plain.records[0].name == "a/000000000000.warc")
        #expect(Set(members.records.map(\.name)).count == 5)
        #expect(members.records.map(\.bytes) == plain.records.map(\.bytes))
    }

    @Test func aCutArchiveGivesAllBeforeTheCut() {
        let records = (0..<4).map { record($0) }
        for bytes in [records.flatMap { $0 }, records.flatMap { Deflate.pack($0) }] {
            let got = cut(Array(bytes.dropLast(bytes.count / 8)))
            #expect(got.records.compactMap(number) == [0, 1, 2])
            #expect(got.problems.count == 1)
            #expect(got.problems[0].name.hasPrefix("a/0"))
            #expect(got.problems[0].reason.contains("too early"))
        }
    }

    @Test func aDamagedMemberCostsOneRecord() {
        let packed = (0..<5).map { Deflate.pack(record($0)) }
        // A wrong checksum, a wrong byte inside, and bytes between members that belong to nothing.
        var sum = packed
        sum[2][sum[2].count - 6] ^= 0xFF
        var inside = packed
        for i in 0..<8 { inside[2][inside[2].count / 2 + i] ^= 0x5A }
        var between = packed
        between[2] = Array("these bytes are no record of anything, and there are some of them".utf8)
        for damaged in [sum, inside, between] {
            let got = cut(damaged.flatMap { $0 }, step: 64)
            #expect(got.records.compactMap(number) == [0, 1, 3, 4])
            #expect(got.problems.count == 1, "\(got.problems)")
        }
        #expect(cut(sum.flatMap { $0 }).problems[0].reason.contains("incorrect"))
    }

    @Test func aRecordWithoutLengthIsPassedOver() {
        var records = (0..<4).map { record($0) }
        records[1] = Array(
            String(decoding: records[1], as: UTF8.self).replacingOccurrences(of: "Content-Length", with: "Content-Lenght").utf8)
        let got = cut(records.flatMap { $0 })
        #expect(got.records.compactMap(number) == [0, 2, 3])
        #expect(got.problems.count == 1)
    }

    @Test func linesAreCutAndLongOnesNamed() {
        let long = "{\"text\": \"" + String(repeating: "x", count: 50_000) + "\"}"
        let text = "{\"text\": \"one\"}\n\n\(long)\r\n{\"text\": \"two\"}"
        for bytes in [Array(text.utf8), Deflate.pack(Array(text.utf8))] {
            let got = cut(bytes, limit: 20_000)
            #expect(
                got.records.map { String(decoding: $0.bytes, as: UTF8.self) } == ["{\"text\": \"one\"}", "{\"text\": \"two\"}"])
            #expect(got.records.map(\.name) == ["a/line-1.jsonl", "a/line-4.jsonl"])
            #expect(got.problems.map(\.name) == ["a/line-3.jsonl"])
        }
    }

    @Test func anythingElseIsOneRecord() {
        #expect(cut(Array("A plain paper.\n\nIt has two paragraphs.".utf8)).records.map(\.name) == ["a"])
        #expect(cut([]).records.isEmpty)
        #expect(cut([UInt8](repeating: 65, count: 2000), limit: 1000).problems.count == 1)
    }

    @Test func keysOfCopiesMeetWhereFindJoins() {
        let words = (0..<300).map { "w\($0 * 7919 % 1000)" }
        func paper(_ words: ArraySlice<String>, _ id: String) -> [UInt64] {
            var document = Document(id: DocumentID(id), name: id, text: words.joined(separator: " "))
            document.blocks = [Block(kind: .paragraph, text: document.text, range: 0..<document.text.utf8.count, source: nil)]
            let keys = Copies.keys(document)
            return keys.bands + keys.shingles
        }
        let whole = Set(paper(words[...], "a"))
        #expect(!whole.isDisjoint(with: paper(words.prefix(200), "b")))
        #expect(whole.isDisjoint(with: paper(words.map { $0 + "x" }[...], "c")))
    }
}
