import CaseModel
import Foundation
import Testing

@testable import CaseFile

/// Files as each step of the schema left them, made from the sample case by the program of that day, with three decisions. Every later
/// program opens them, brings them up to date and loses nothing.
@Suite struct MigrationTests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    static let sample = root.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Samples/quintar")
        .path

    /// A fixture: the size of the file in eight bytes, then the file as a zlib stream.
    static func unpack(_ name: String, to path: String) throws {
        let packed = try Data(contentsOf: root.appendingPathComponent("Fixtures/\(name).legajo.zlib"))
        let size = packed.prefix(8).reduce(0) { $0 << 8 | Int($1) }
        let bytes = try #require(Packing.unpack(Data(packed.dropFirst(8)), size: size))
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    @Test func everyStepHasItsFile() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.root.appendingPathComponent("Fixtures").path)
        let steps = Schema.migrator.migrations.map { $0.replacing(" ", with: "-") + ".legajo.zlib" }
        #expect(
            Set(files).isSubset(of: steps) && Set(files).isSuperset(of: steps.dropLast()),
            "a new step needs a file of the step before it")
    }

    @Test(arguments: [
        ("0.1-papers", 0), ("0.1-chronology", 0), ("0.1-log", 3), ("0.1-search", 3), ("0.1-first-seen", 3),
        ("0.2-large-cases", 3), ("0.2-solved", 3),
    ])
    func opensAndGoesOn(_ name: String, _ decisions: Int) throws {
        let scratch = Scratch()
        try Self.unpack(name, to: scratch.caseFile)
        // For reading only, an older file is not brought up to date: it says so instead.
        if name != Schema.migrator.migrations.last?.replacing(" ", with: "-") {
            #expect(throws: CaseFileError.readOnly(path: scratch.caseFile)) { try scratch.open(.readOnly) }
        }
        let file = try CaseFile.open(path: scratch.caseFile)
        #expect(try file.info().steps == Schema.migrator.migrations)
        #expect(try file.decisions().count == decisions && file.heldSince().count == 10)
        #expect(try file.documents().count == (name == "0.1-papers" ? 0 : 10), "papers are shown once they are in the chronology")
        try file.refresh()
        #expect(try file.documents().count == 10 && file.record().events.count > 40)
        #expect(try file.verify().isClean)
        #expect(try !file.search(SearchQuery("pardon")).hits.isEmpty)
        // And a build by this program: what was decided holds.
        let summary = try file.build(folder: Self.sample)
        #expect(summary.documents == 10 && summary.unfitDecisions == 0)
        #expect(try file.verify().isClean)
        if decisions > 0 {
            let record = try file.record()
            #expect(record.events.contains { $0.headline == "Quintar is sentenced" && $0.review == .corrected })
            #expect(record.events.contains { $0.kind == .pardon && $0.review == .accepted })
            #expect(record.dates.contains { $0.published.edtf == "2018-03-03" && $0.published.basis == .given })
        }
    }
}
