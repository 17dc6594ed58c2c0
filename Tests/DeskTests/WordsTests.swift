import CaseModel
import EDTF
import Foundation
import Logging
import Testing

@testable import Desk

@Suite struct WordsTests {
    @Test(
        arguments: [
            (nil, "day unknown"), ("2017-12-24", "24 December 2017"), ("2017-12", "December 2017"), ("2017", "2017"),
            ("199X", "the 1990s"),
            ("2004-06~", "about June 2004"), ("1984?", "perhaps 1984"), ("1984%", "perhaps about 1984"),
            ("1990/2000", "from 1990 to 2000"),
            ("2018-10-03/2018-10-06", "from 3 to 6 October 2018"),
            ("2018-09-30/2018-10-06", "from 30 September to 6 October 2018"),
            ("2001/..", "since 2001"), ("../2001", "2001 or before"),
            ("[2018-10-03,2018-10-04]", "3 October 2018 or 4 October 2018"),
            ("[2018-10-03..2018-10-06]", "between 3 and 6 October 2018"), ("[2022-04-01..]", "1 April 2022 or later"),
            ("2004-21", "spring 2004"),
            ("nonsense", "nonsense"),
        ] as [(String?, String)])
    func datesInWords(edtf: String?, words: String) { #expect(DateWords.say(edtf) == words) }

    @Test func segmentsCoverTheTextOnce() {
        let text = "Wörter über Wörter, „so“ sagte sie."
        let marks = [
            Mark(range: 0..<7, kind: "name", rank: 2), Mark(range: 3..<14, kind: "event", rank: 1),
            Mark(range: 22..<500, kind: "quote", rank: 3),
            Mark(range: 1..<2, kind: "date", rank: 0),
        ]
        for low in 0...text.utf8.count {
            for high in low...text.utf8.count {
                let words = Segments.cut(text, range: low..<high, marks: marks).map(\.text).joined()
                #expect(words.isEmpty || text.contains(words))
            }
        }
        let all = Segments.cut(text, range: 0..<text.utf8.count, marks: marks)
        #expect(all.map(\.text).joined() == text)
        #expect(all.first { $0.text.contains("über") }?.mark == "event")
    }

    @Test func surroundingsStayInTheParagraph() {
        let text = "First one.\n\nThe second has a middle and an end.\n\nThird."
        let start = 12
        let around = Segments.surroundings(of: (start + 4)..<(start + 10), in: text)
        #expect(Segments.words(around, of: text).trimmed == "The second has a middle and an end.")
        let long = String(repeating: "word ", count: 400)
        #expect(Segments.surroundings(of: 1000..<1004, in: long, reach: 50).count < 120)
    }

    @Test func bandStepsFromDecadesToDays() throws {
        let source = FakeCase.large(2000)
        let view = CaseView(stamp: "1", record: try source.record(), papers: try source.papers(), decisions: [])
        func band(_ query: [(String, String)]) throws -> Band {
            let filter = try Filter(Fields(query))
            return try #require(
                Band(view: view, entries: view.record.events.indices.filter { filter.takes($0, of: view) }, filter: filter))
        }
        let all = try band([])
        #expect(all.unit == "year" && all.wider == nil)
        #expect(all.buckets.count == 60 && all.ticks.count <= 6)
        // Every event lies in a bar, is drawn as a range, or is counted in words.
        #expect(all.buckets.map(\.count).reduce(0, +) == 2000)
        let year = try band([("from", "1980-01-01"), ("to", "1980-12-31")])
        #expect(year.unit == "month" && year.buckets.count == 12 && year.wider != nil && !year.ranges.isEmpty)
        let month = try band([("from", "1980-03-01"), ("to", "1980-03-31")])
        #expect(month.unit == "day" && month.buckets.count == 31)
        #expect(year.buckets[1].href == "/?from=1980-02-01&to=1980-02-29")
    }

    @Test func fieldsAreDecodedAndEncoded() {
        let fields = Fields(encoded: Array("a=1+2&b=%C3%A9&c=%zz&d&=e&b=2".utf8))
        #expect(fields["a"] == "1 2" && fields["b"] == "é" && fields["c"] == "%zz" && fields["d"] == nil)
        let odd = "a&b=c d/é\"'\u{0}"
        #expect(Fields.decode(Array(Fields.encode(odd).utf8)) == odd)
        #expect(
            Multipart.lastPart("C:\\fake\\paper.html") == "paper.html" && Multipart.lastPart("../..") == "paper"
                && Multipart.lastPart(".htaccess") == "htaccess")
    }

    @Test func aLargeCaseIsQuickAndSmall() async throws {
        let client = try Client(FakeCase.large(10_000))
        let size = try await client.get("/").body.utf8.count
        #expect(size < 200_000, "\(size) bytes")
        // The time of this thread alone: what else the machine does is no fault of the page.
        let view = try await client.desk.view()
        let best = try (0..<5).map { _ in
            let start = threadSeconds()
            let page = try ChronologyPage(view: view, query: Fields())
            _ = try client.desk.html(page, DeskContext(logger: Logger(label: "test")))
            return threadSeconds() - start
        }.min()!
        #expect(best < 0.150, "\(best) s")
    }
}

/// Seconds of processor time of the calling thread.
private func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

@Suite struct ZipTests {
    @Test func crcIsThatOfTheStandard() { #expect(Zip.crc(Array("123456789".utf8)) == 0xCBF4_3926) }

    @Test func otherProgramsReadTheArchive() throws {
        let place = FileManager.default.temporaryDirectory.appendingPathComponent(
            "legajo-zip-\(UInt64.random(in: 0 ... .max)).zip")
        defer { try? FileManager.default.removeItem(at: place) }
        try Data(Zip.archive([("a.txt", Array("one".utf8)), ("ü/b.txt", []), ("c.bin", [0, 255, 10])])).write(to: place)
        let python = URL(fileURLWithPath: "/usr/bin/python3")
        guard FileManager.default.isExecutableFile(atPath: python.path) else { return }
        let process = Process()
        process.executableURL = python
        process.arguments = [
            "-c",
            "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print([(n, z.read(n)) for n in z.namelist()])",
            place.path,
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(said == "[('a.txt', b'one'), ('ü/b.txt', b''), ('c.bin', b'\\x00\\xff\\n')]\n")
    }
}
