import CaseModel
import Foundation
import GRDB
import Testing

@testable import CaseFile

@Suite struct VerifyTests {
    /// A built case with two decisions, tampered with by `sql`, and what verifying it finds.
    func findings(after sql: String) throws -> [VerifyFinding] {
        let scratch = Scratch()
        scratch.fill()
        let file = try scratch.open()
        try file.build(folder: scratch.papers)
        let events = try file.record().events
        try file.decide(
            [.accept(CaseFile.key(events[0])), .reject(CaseFile.key(events[1]))], who: "ida", when: "2026-02-03T10:00:00Z")
        #expect(try file.verify(.all).isClean)
        try file.close()
        let queue = try DatabaseQueue(path: scratch.caseFile)
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA foreign_keys = OFF; DROP TRIGGER log_keeps; DROP TRIGGER log_stays;")
            try db.execute(sql: sql)
        }
        try queue.close()
        return try scratch.open().verify().findings
    }

    @Test(arguments: [
        (
            "UPDATE documents SET text = replace(text, 'frees', 'holds') WHERE name = 'one.txt'", VerifyFinding.Part.paper,
            "one.txt"
        ),
        ("UPDATE documents SET title = 'Another' WHERE name = 'one.txt'", .paper, "one.txt"),
        (
            "UPDATE parts SET packed = (SELECT packed FROM parts ORDER BY hash LIMIT 1), size = (SELECT size FROM parts ORDER BY hash LIMIT 1)",
            .original, ""
        ),
        ("DELETE FROM originals", .original, ""),
        (
            "UPDATE annotations SET digest = 'x' WHERE document = (SELECT id FROM documents WHERE name = 'two.txt')", .annotation,
            "two.txt"
        ),
        ("DELETE FROM annotations WHERE document = (SELECT id FROM documents WHERE name = 'two.txt')", .annotation, "two.txt"),
        ("UPDATE log SET payload = replace(payload, 'ida', 'bob') WHERE position = 1", .log, "decision 1"),
        ("DELETE FROM log WHERE position = 1", .log, "decision 2"),
        ("DELETE FROM log WHERE position = 2", .log, "decision "),
        ("UPDATE events SET review = 'accepted'", .chronology, ""),
        (
            "UPDATE events SET entry = replace(entry, 'Brenvik: appeal', 'Brenvik: confession') WHERE kind = 'appeal'",
            .chronology, ""
        ),
        ("DELETE FROM events WHERE kind = 'appeal'", .chronology, ""),
        ("UPDATE evidence SET start = start + 1 WHERE position = 0", .chronology, ""),
        ("UPDATE events SET entry = replace(entry, '\"end\":', '\"end\":9')", .passage, ""),
        (
            "INSERT INTO actors VALUES ('a-x', 'Nobody', 'person', '{\"aliases\":[],\"id\":\"a-x\",\"kind\":\"person\",\"mentions\":[],\"name\":\"Nobody\",\"roles\":[]}')",
            .chronology, "a-x"
        ),
        ("INSERT INTO documents_fts (rowid, title, text, captions) VALUES (77, 'a', 'b', 'c')", .search, "documents_fts"),
    ])
    func tamperingIsNamed(_ sql: String, _ part: VerifyFinding.Part, _ about: String) throws {
        let findings = try findings(after: sql)
        #expect(findings.contains { $0.part == part && $0.about.hasPrefix(about) }, "\(sql): \(findings)")
    }

    @Test func infoCompactAndBackup() throws {
        let scratch = Scratch()
        scratch.fill()
        let file = try scratch.open()
        try file.build(folder: scratch.papers)
        var info = try file.info()
        #expect(
            info.papers == 3 && info.events == 3 && info.originals == 3 && info.review["proposed"] == 3 && !info.stale
                && !info.outdated)
        #expect(info.folder == scratch.papers && info.steps.count == Schema.migrator.migrations.count)
        for number in 0..<300 {
            scratch.write("big\(number).txt", "Paper \(number) \(String(repeating: "\(number) words and words ", count: 60))")
        }
        try file.build(folder: scratch.papers)
        for number in 0..<300 { scratch.remove("big\(number).txt") }
        try file.build(folder: scratch.papers)
        #expect(try file.compact() > 100_000)
        info = try file.info()
        #expect(info.papers == 3)
        try file.backup(to: scratch.path + "/copy.legajo")
        let copy = try CaseFile.open(path: scratch.path + "/copy.legajo", pipeline: FakePipeline())
        #expect(try copy.record() == file.record() && copy.verify(.all).isClean)
        #expect(throws: CaseFileError.self) { try file.backup(to: scratch.path + "/copy.legajo") }
    }

    @Test func aFileThatNoStepHasTouchedGoesThroughAll() throws {
        // A file as an earlier version leaves it: only its first steps done, papers in it, no chronology yet.
        let scratch = Scratch()
        scratch.fill()
        let queue = try DatabaseQueue(path: scratch.caseFile)
        try Schema.migrator.migrate(queue, upTo: "0.1 papers")
        try queue.close()
        let file = try scratch.open(.existing)
        #expect(try file.build(folder: scratch.papers).events == 3)
        #expect(try file.info().steps == Schema.migrator.migrations)
    }
}
