import CaseModel
import Events
import Foundation
import GRDB
import Testing

@testable import CaseFile

@Suite struct BuildTests {
    @Test func buildsAndReadsBack() throws {
        let scratch = Scratch()
        scratch.fill()
        let file = try scratch.open()
        let summary = try file.build(folder: scratch.papers)
        #expect(summary.read == 3 && summary.documents == 3 && summary.events == 3 && summary.actors == 2)
        #expect(summary.undated == 0 && summary.quotes == 1 && summary.problems.isEmpty)
        let record = try file.record()
        #expect(record.events.map(\.date.edtf) == ["2009-05-06", "2011-03-03", "2012-01-01"])
        #expect(record.events[0].evidence.count == 2)
        let documents = try file.documents()
        #expect(documents.map(\.name).sorted() == ["one.txt", "sub/three.txt", "two.txt"])
        for event in record.events {
            for evidence in event.evidence {
                let document = try #require(documents.first { $0.id == evidence.passage.document })
                let words = String(decoding: Array(document.text.utf8)[evidence.passage.range], as: UTF8.self)
                #expect(words.hasPrefix(event.kind.rawValue))
            }
        }
        let one = try #require(documents.first { $0.name == "one.txt" })
        #expect(one.blocks[0].text == one.text)
        #expect(try file.original(hash: one.id.hex) == Array(one.text.utf8))
    }

    @Test func secondBuildReadsNothingAndChangesNothing() throws {
        let scratch = Scratch()
        scratch.fill()
        let seen = FakePipeline.SeenNames()
        let file = try scratch.open(.create, FakePipeline(seen: seen))
        try file.build(folder: scratch.papers)
        #expect(seen.all == ["one.txt", "sub/three.txt", "two.txt"])
        seen.clear()
        let again = try file.build(folder: scratch.papers)
        #expect(seen.all.isEmpty && again.unchanged == 3 && again.read == 0 && again.changed == 0)
        scratch.write("four.txt", "New\nflee 2014-01-01 Brenvik abroad")
        let third = try file.build(folder: scratch.papers)
        #expect(seen.all == ["four.txt"] && third.read == 1 && third.changed == 3, "its event, its date, its person")
        #expect(third.undated == 1)
    }

    @Test func changedMovedAndRemovedFiles() throws {
        let scratch = Scratch()
        scratch.fill()
        let file = try scratch.open()
        try file.build(folder: scratch.papers)
        scratch.write("one.txt", "Court frees Ardelin\ndoc: 2011-03-04\nrelease 2011-03-03 Ardelin from prison after all")
        try FileManager.default.moveItem(atPath: scratch.papers + "/two.txt", toPath: scratch.papers + "/moved.txt")
        var summary = try file.build(folder: scratch.papers)
        #expect(summary.documents == 3 && summary.read == 2 && summary.removed == 1)
        #expect(try file.documents().map(\.name).sorted() == ["moved.txt", "one.txt", "sub/three.txt"])
        scratch.remove("moved.txt")
        summary = try file.build(folder: scratch.papers)
        #expect(summary.documents == 2 && summary.quotes == 0 && summary.actors == 1)
        let counts = try file.database.read { db in
            try ["originals", "documents", "annotations", "files", "holdings", "dates"].map {
                try Int.fetchOne(db, sql: "SELECT count(*) FROM \($0)")
            }
        }
        #expect(counts == [2, 2, 2, 2, 2, 2])
    }

    @Test func sameBytesUnderTwoNames() throws {
        let scratch = Scratch()
        scratch.fill()
        let text = try String(contentsOfFile: scratch.papers + "/one.txt", encoding: .utf8)
        scratch.write("copy.txt", text)
        let file = try scratch.open()
        let summary = try file.build(folder: scratch.papers)
        #expect(summary.documents == 3)
        #expect(try file.documents().contains { $0.name == "copy.txt" }, "the first name in order stands for both")
        scratch.remove("copy.txt")
        try file.build(folder: scratch.papers)
        #expect(try file.documents().map(\.name).sorted() == ["one.txt", "sub/three.txt", "two.txt"])
    }

    @Test func sameRowsWhateverTheCores() throws {
        let scratch = Scratch()
        for number in 0..<120 {
            scratch.write(
                "p\(number).txt", "Paper \(number)\ndoc: 2011-03-04\nconvict 2009-05-\(10 + number % 20) Person\(number % 7) x")
        }
        func dump(cores: Int) throws -> String {
            let path = scratch.path + "/case\(cores).legajo"
            let file = try CaseFile.open(path: path, mode: .create, pipeline: FakePipeline())
            try file.build(folder: scratch.papers, options: .init(cores: cores))
            return try file.database.read { db in
                var all = ""
                for table in ["documents", "annotations", "events", "actors", "dates", "parts", "words", "evidence"] {
                    for row in try Row.fetchAll(db, sql: "SELECT * FROM \(table)") {
                        all += row.databaseValues.map(\.description).joined(separator: "|") + "\n"
                    }
                }
                return all
            }
        }
        let one = try dump(cores: 1)
        #expect(one.count > 10_000)
        #expect(try dump(cores: 2) == one)
        #expect(try dump(cores: 7) == one)
    }

    @Test func badFilesAreListedAndStopNothing() throws {
        let scratch = Scratch()
        scratch.fill()
        try Data([0xFF, 0xFE, 0x00]).write(to: URL(fileURLWithPath: scratch.papers + "/binary.dat"))
        try Data().write(to: URL(fileURLWithPath: scratch.papers + "/empty.txt"))
        symlink(scratch.papers, scratch.papers + "/loop")
        symlink("nowhere", scratch.papers + "/dangling")
        mkfifo(scratch.papers + "/pipe", 0o644)
        let odd =
            scratch.papers.utf8CString.dropLast() + [
                CChar(UInt8(ascii: "/")), CChar(bitPattern: 0xE9), CChar(UInt8(ascii: "x")), 0,
            ]
        let descriptor = Array(odd).withUnsafeBufferPointer { open($0.baseAddress!, O_CREAT | O_WRONLY, 0o644) }
        _ = "flee 2001-01-01 Corvane x".withCString { Foundation.write(descriptor, $0, strlen($0)) }
        close(descriptor)
        let file = try scratch.open()
        let summary = try file.build(folder: scratch.papers)
        #expect(summary.documents == 4)
        #expect(summary.problems.map(\.name) == ["binary.dat", "dangling", "empty.txt", "pipe"])
        #expect(try file.documents().contains { $0.name == "%E9x" })
        // A file that is mended is read when its bytes change.
        scratch.write("empty.txt", "flee 2001-01-02 Corvane x")
        #expect(try file.build(folder: scratch.papers).problems.map(\.name) == ["binary.dat", "dangling", "pipe"])
    }

    @Test func filesOfWhichSomeIsBrokenAreReadAndListed() throws {
        let scratch = Scratch()
        scratch.write("archive.zip", "partly\nflee 2001-01-02 Corvane x")
        let summary = try scratch.open().build(folder: scratch.papers)
        #expect(summary.documents == 1)
        #expect(
            summary.problems == [
                FileProblem(name: "archive.zip", reason: "inner.txt: broken; and 1 more of its papers")
            ])
    }

    @Test func missingFolderIsRefusedAndNothingIsLost() throws {
        let scratch = Scratch()
        scratch.fill()
        let file = try scratch.open()
        try file.build(folder: scratch.papers)
        #expect(throws: CaseFileError.self) { try file.build(folder: scratch.path + "/none") }
        #expect(throws: CaseFileError.self) { try file.build(folder: scratch.papers + "/one.txt") }
        #expect(try file.documents().count == 3)
    }

    @Test func aNewerProgramAnnotatesAgain() throws {
        let scratch = Scratch()
        scratch.fill()
        try scratch.open().build(folder: scratch.papers)
        var newer = FakePipeline(seen: .init())
        newer.version.annotator = 2
        let summary = try scratch.open(.existing, newer).build(folder: scratch.papers)
        #expect(summary.newerProgram && summary.read == 3 && newer.seen!.all.count == 3)
        #expect(try scratch.open(.existing, newer).annotation(DocumentID(Digest.hex(Array("x".utf8)))) == nil)
        var other = newer
        other.version.reconciler = 2
        let third = try scratch.open(.existing, other).build(folder: scratch.papers)
        #expect(!third.newerProgram && third.read == 0)
    }

    @Test func aStoppedBuildGoesOn() throws {
        let scratch = Scratch()
        for number in 0..<700 { scratch.write("p\(number).txt", "Paper\nconvict 2009-05-10 Person\(number) x") }
        let seen = FakePipeline.SeenNames()
        // Ended before the chronology was written: what was read stands, the chronology is still the old one.
        #expect(throws: NeverReconciles.Stop.self) {
            try scratch.open(.create, NeverReconciles()).build(folder: scratch.papers)
        }
        let file = try scratch.open(.create, FakePipeline(seen: seen))
        #expect(try file.record().events.isEmpty)
        #expect(try file.isStale())
        let summary = try file.build(folder: scratch.papers)
        #expect(summary.documents == 700 && summary.events == 700 && seen.all.isEmpty)
    }

    /// Reconciling never comes, as when the process is killed.
    struct NeverReconciles: CasePipeline {
        struct Stop: Error {}
        let version = FakePipeline().version
        func makeWorker() throws -> any CaseWorker { try FakePipeline().makeWorker() }
        func reconcile(documents: [Document], annotations: [Annotation], decisions: [Decision]) throws -> CaseRecord {
            throw Stop()
        }
    }
}
