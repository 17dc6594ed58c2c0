import CaseModel
import Foundation
import GRDB
import Testing

@testable import CaseFile

@Suite struct ErrorTests {
    @Test func noFileAndNotACase() throws {
        let scratch = Scratch()
        #expect(throws: CaseFileError.missing(path: scratch.caseFile)) { try scratch.open(.existing) }
        try Data("This is a letter, and no database at all.".utf8).write(to: URL(fileURLWithPath: scratch.caseFile))
        #expect(throws: CaseFileError.notACaseFile(path: scratch.caseFile, detail: "the file is not SQLite")) {
            try scratch.open(.create)
        }
        #expect(try String(contentsOfFile: scratch.caseFile, encoding: .utf8).hasPrefix("This is a letter"))
        try FileManager.default.removeItem(atPath: scratch.caseFile)
        let other = try DatabaseQueue(path: scratch.caseFile)
        try other.write { try $0.execute(sql: "CREATE TABLE recipes (name TEXT)") }
        try other.close()
        #expect(throws: CaseFileError.notACaseFile(path: scratch.caseFile, detail: "SQLite, of another program")) {
            try scratch.open(.create)
        }
    }

    @Test func aNewerFileIsLeftAsItIs() throws {
        let scratch = Scratch()
        let file = try scratch.open()
        try file.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9.9 the future')") }
        try file.close()
        let before = try Data(contentsOf: URL(fileURLWithPath: scratch.caseFile))
        #expect(throws: CaseFileError.newerVersion(path: scratch.caseFile, steps: ["9.9 the future"])) { try scratch.open() }
        #expect(try Data(contentsOf: URL(fileURLWithPath: scratch.caseFile)) == before)
    }

    @Test func whoHoldsIt() throws {
        let scratch = Scratch()
        scratch.fill()
        let file = try scratch.open()
        try file.build(folder: scratch.papers)
        let lock = try BuildLock(path: scratch.caseFile, command: "legajo build")
        do {
            try scratch.open().build(folder: scratch.papers)
            Issue.record("a second build went ahead")
        } catch CaseFileError.locked(_, let holder) {
            #expect(holder.contains("legajo build, process \(getpid())"))
        }
        // Others still read, and a decision waits in the log.
        #expect(try scratch.open(.readOnly).record().events.count == 3)
        let event = try file.record().events[0]
        let outcome = try file.decide([.accept(.init(passages: [event.evidence[0].passage], kind: event.kind))], who: "ida")
        #expect(outcome.waitsFor != nil)
        #expect(try file.record().events[0].review == .proposed)
        lock.release()
        #expect(try file.refresh() > 0)
        #expect(try file.record().events[0].review == .accepted)
        #expect(!FileManager.default.fileExists(atPath: scratch.caseFile + ".lock"))
    }

    @Test func readOnlyFile() throws {
        let scratch = Scratch()
        scratch.fill()
        let file = try scratch.open()
        try file.build(folder: scratch.papers)
        try file.close()
        let reader = try scratch.open(.readOnly)
        #expect(try reader.record().events.count == 3)
        #expect(throws: CaseFileError.readOnly(path: scratch.caseFile)) { try reader.build(folder: scratch.papers) }
        #expect(throws: CaseFileError.readOnly(path: scratch.caseFile)) { try reader.decide([], who: "ida") }
    }

    @Test func aDamagedPageIsNamed() throws {
        let scratch = Scratch()
        for number in 0..<200 {
            scratch.write(
                "p\(number).txt", "Paper \(number)\nconvict 2009-05-10 Person\(number) \(String(repeating: "word ", count: 100))")
        }
        let file = try scratch.open()
        try file.build(folder: scratch.papers)
        try file.close()
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: scratch.caseFile))
        let size = try handle.seekToEnd()
        for page in 5..<min(60, size / 4096) {
            try handle.seek(toOffset: page * 4096)
            try handle.write(contentsOf: Data(repeating: 0xAB, count: 512))
        }
        try handle.close()
        do {
            let broken = try scratch.open(.existing)
            _ = try broken.documents()
            _ = try broken.record()
            Issue.record("damage went unseen")
        } catch let error as CaseFileError {
            guard case .damaged = error else { Issue.record("\(error)"); return }
            #expect(error.description.contains("Restore a backup"))
        }
    }

    @Test func theLogIsOnlyAddedTo() throws {
        let scratch = Scratch()
        scratch.fill()
        let file = try scratch.open()
        try file.build(folder: scratch.papers)
        try file.decide([.ignoreDocument(try file.documents()[0].id)], who: "ida", why: "not of this case")
        #expect(throws: (any Error).self) { try file.write { try $0.execute(sql: "DELETE FROM log") } }
        #expect(throws: (any Error).self) { try file.write { try $0.execute(sql: "UPDATE log SET payload = '{}'") } }
        #expect(try file.decisions().count == 1)
    }
}
