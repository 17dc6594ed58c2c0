import CaseModel
import Events
import Foundation
import GRDB
import Testing

@testable import CaseFile

/// Papers annotated elsewhere make the case that a build makes.
@Suite struct IntakeTests {
    /// Lines as the filter prints them, of every file of a folder.
    private func lines(_ folder: String) throws -> [PaperLine] {
        let worker = FakePipeline.Worker(version: 1, seen: nil)
        return try FolderWalk(folder: folder).entries.flatMap { entry -> [PaperLine] in
            let bytes = try FolderWalk.bytes(of: entry)
            var line = PaperLine(by: FakePipeline().version.papers, file: entry.name)
            line.hash = Digest.hex(bytes)
            line.size = bytes.count
            line.modified = entry.modified
            line.original = Data(bytes).base64EncodedString()
            let (documents, problems) = worker.read(bytes: bytes, name: entry.name)
            if documents.isEmpty { line.error = problems[0] }
            guard let document = documents.first else { return [line] }
            line.position = 0
            line.document = document
            line.annotation = worker.annotate(document)
            return [line]
        }
    }

    private func write(_ lines: [PaperLine], _ path: String) throws {
        let texts = try lines.map { try CanonicalJSON.text($0) + "\n" }
        try texts.joined().write(toFile: path, atomically: true, encoding: .utf8)
    }

    /// Every table but the days of taking in, rows sorted; row numbers, which follow the order of coming, left out.
    static func tables(_ file: CaseFile) throws -> [String: [String]] {
        try file.read { db in
            var tables: [String: [String]] = [:]
            let names = try String.fetchAll(
                db,
                sql: """
                    SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%_fts%' AND name NOT LIKE 'sqlite_%'
                    AND name NOT LIKE 'grdb_%' AND name <> 'first_seen'
                    """)
            for name in names {
                let columns = try db.columns(in: name).map(\.name).filter {
                    !["seq", "id"].contains($0) || !["documents", "words"].contains(name)
                }
                let list = columns.map { "quote(\"\($0)\")" }.joined(separator: " || ' ' || ")
                let filter = name == "facts" ? " WHERE key NOT IN ('generation', 'edition')" : ""
                tables[name] = try String.fetchAll(db, sql: "SELECT \(list) FROM \"\(name)\"\(filter)").sorted()
            }
            return tables
        }
    }

    private func filled() -> Scratch {
        let scratch = Scratch()
        scratch.fill()
        scratch.write("again/one.txt", try! String(contentsOfFile: scratch.papers + "/one.txt", encoding: .utf8))
        scratch.write("empty.txt", "")
        return scratch
    }

    @Test func theSameTablesInAnyOrderAndTwice() throws {
        let scratch = filled()
        let built = try scratch.open()
        try built.build(folder: scratch.papers)
        let expected = try Self.tables(built)
        #expect(expected.count > 10)
        #expect(expected["documents"]?.count == 3 && expected["files"]?.count == 5 && expected["holdings"]?.count == 4)
        let lines = try lines(scratch.papers)
        for (n, order) in [lines, lines.reversed(), lines + lines.shuffled()].enumerated() {
            try write(order, scratch.path + "/lines-\(n)")
            let taken = try CaseFile.open(path: scratch.path + "/taken-\(n).legajo", mode: .create, pipeline: FakePipeline())
            let summary = try taken.takeIn(annotated: scratch.path + "/lines-\(n)", folder: scratch.papers)
            #expect(summary.unusable.isEmpty && summary.lines == order.count)
            #expect(summary.build.problems == [FileProblem(name: "empty.txt", reason: "not text")])
            let tables = try Self.tables(taken)
            for (name, rows) in expected { #expect(tables[name] == rows, "\(name)") }
            #expect(try taken.search(SearchQuery("Ardelin")).hits.count == built.search(SearchQuery("Ardelin")).hits.count)
            // A build of the folder goes on from there.
            let again = try taken.build(folder: scratch.papers)
            #expect(again.changed == 0)
            #expect(again.unchanged == 5)
        }
    }

    @Test func aChangedFileTakesThePlaceOfItsOlderSelf() throws {
        let scratch = filled()
        try write(try lines(scratch.papers), scratch.path + "/before")
        let file = try scratch.open()
        _ = try file.takeIn(annotated: scratch.path + "/before")
        scratch.write("two.txt", "No appeal of Calder\ndoc: 2012-01-02\nrelease 2012-01-02 Calder at last")
        try write(try lines(scratch.papers), scratch.path + "/after")
        _ = try file.takeIn(annotated: scratch.path + "/after", folder: scratch.papers)
        let built = try CaseFile.open(path: scratch.path + "/built.legajo", mode: .create, pipeline: FakePipeline())
        try built.build(folder: scratch.papers)
        let (a, b) = (try Self.tables(file), try Self.tables(built))
        for name in ["documents", "holdings", "files", "events", "actors", "quotes", "dates", "originals"] {
            #expect(a[name] == b[name], "\(name)")
        }
    }

    @Test func badLinesAreNamedAndOthersTaken() throws {
        let scratch = filled()
        var lines = try lines(scratch.papers)
        lines[0].original = Data("other bytes".utf8).base64EncodedString()
        lines[1].error = nil
        try write(lines, scratch.path + "/lines")
        let good = try String(contentsOfFile: scratch.path + "/lines", encoding: .utf8)
        try ("no line at all\n" + good).write(toFile: scratch.path + "/lines", atomically: true, encoding: .utf8)
        let file = try scratch.open()
        let summary = try file.takeIn(annotated: scratch.path + "/lines")
        #expect(summary.unusable.count == 3, "\(summary.unusable)")
        #expect(summary.unusable[0].hasPrefix("line 1: "))
        #expect(summary.build.documents == 3)
    }

    @Test func onlyThePapersAskedFor() throws {
        let scratch = filled()
        let lines = try lines(scratch.papers)
        try write(lines, scratch.path + "/lines")
        let wanted = try #require(lines.first { $0.file == "two.txt" }?.document?.id)
        let file = try scratch.open()
        let summary = try file.takeIn(annotated: scratch.path + "/lines", keep: [wanted])
        #expect(summary.passedOver == 4)
        #expect(try file.documents().map(\.name) == ["two.txt"])
    }
}
