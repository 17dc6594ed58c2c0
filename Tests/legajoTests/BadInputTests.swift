import Foundation
import Testing

/// Wrong use and unusable input: a clear message, the right exit code, nothing lost.
@Suite struct BadInputTests {
    @Test func foldersThatHoldNoPapers() throws {
        let program = try Program()
        defer { program.remove() }
        let missing = try program.run("build", "nowhere", "--case", "a.legajo")
        #expect(missing.status == 3)
        #expect(missing.errors.contains("nowhere"))

        try FileManager.default.createDirectory(
            at: program.folder.appendingPathComponent("empty"), withIntermediateDirectories: true)
        let empty = try program.run("build", "empty", "--case", "a.legajo")
        #expect(empty.status == 3)
        #expect(empty.errors.contains("no paper"))
        #expect(!FileManager.default.fileExists(atPath: program.folder.appendingPathComponent("a.legajo").path))

        try program.write("binary/a.bin", (0..<4000).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 3) })
        let binary = try program.run("build", "binary", "--case", "a.legajo")
        #expect(binary.status == 3)
        #expect(binary.errors.contains("a.bin"))
    }

    @Test func anEmptyFolderDoesNotEmptyACase() throws {
        let program = try Program()
        defer { program.remove() }
        try program.run("build", Program.sample, "--case", "q.legajo")
        try FileManager.default.createDirectory(
            at: program.folder.appendingPathComponent("empty"), withIntermediateDirectories: true)
        let outcome = try program.run("build", "empty", "--case", "q.legajo")
        #expect(outcome.status == 3)
        #expect(outcome.errors.contains("Nothing was changed"))
        #expect(try program.run("timeline", "--case", "q.legajo").output.contains("Quintar"))
    }

    @Test func filesThatAreNoCase() throws {
        let program = try Program()
        defer { program.remove() }
        let none = try program.run("timeline", "--case", "none.legajo")
        #expect(none.status == 3)
        #expect(none.errors.contains("legajo build"))

        try program.write(
            "text.legajo", Array("This is no database at all, only words. ".utf8) + [UInt8](repeating: 65, count: 2000))
        let before = try Data(contentsOf: program.folder.appendingPathComponent("text.legajo"))
        let text = try program.run("build", Program.sample, "--case", "text.legajo")
        #expect(text.status == 3)
        #expect(text.errors.contains("not a case file"))
        #expect(try Data(contentsOf: program.folder.appendingPathComponent("text.legajo")) == before)
    }

    @Test func whatIsUnknownIsNamedWithTheNearest() throws {
        let program = try Program()
        defer { program.remove() }
        try program.run("build", Program.sample, "--case", "q.legajo")
        let person = try program.run("status", "Anselmo Quintor", "--on", "2017-06-01")
        #expect(person.status == 2)
        #expect(person.errors.contains("Anselmo Quintar"))
        let day = try program.run("status", "Anselmo Quintar", "--on", "2019-02-30")
        #expect(day.status == 2)
        #expect(day.errors.contains("2019-02-30"))
        let id = try program.run("why", "zzzz")
        #expect(id.status == 2)
        let kind = try program.run("timeline", "--kind", "pardn")
        #expect(kind.status == 2)
        #expect(kind.errors.contains("pardon"))
        let option = try program.run("timeline", "--nonsense")
        #expect(option.status == 2)
        let command = try program.run("timelin")
        #expect(command.status == 2)
    }

    /// Each file's trouble is one line that names it; all others are read. A link that leads back does not hang the build.
    @Test func brokenPapersStopNothing() throws {
        let program = try Program()
        defer { program.remove() }
        let words = "The harbour of Brellin was closed on Monday, and nobody was there to see the last ship leave."
        try program.write("papers/good.txt", Array(words.utf8))
        try program.write("papers/empty.txt", [])
        try program.write("papers/cut.gz", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B, 0x4C])
        try program.write("papers/cut.zip", [0x50, 0x4B, 3, 4, 20, 0])
        try program.write("papers/cut.warc", Array("WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 99\r\n\r\nx".utf8))
        let names = ["cut.gz", "cut.warc", "cut.zip", "empty.txt"]
        let read = try program.run(
            "read", "papers/good.txt", "papers/cut.gz", "papers/cut.warc", "papers/cut.zip", "papers/empty.txt",
            "papers/none.txt",
            "papers", "--format", "jsonl")
        #expect(read.status == 3)
        #expect(read.output.split(separator: "\n").count == 1)
        #expect(read.output.contains(words))
        let lines = read.errors.split(separator: "\n")
        #expect(lines.count == 6)
        for name in names + ["none.txt"] { #expect(lines.filter { $0.contains("papers/\(name)") }.count == 1) }

        let papers = program.folder.appendingPathComponent("papers").path
        try FileManager.default.createSymbolicLink(atPath: papers + "/again", withDestinationPath: papers)
        try FileManager.default.createSymbolicLink(atPath: papers + "/self", withDestinationPath: papers + "/self")
        let build = try program.run("build", "papers", "--case", "a.legajo", "--quiet")
        #expect(build.status == 0)
        for name in names + ["self"] {
            #expect(
                build.errors.split(separator: "\n").filter { $0.hasPrefix("\(name): ") }.count == 1, "\(name): \(build.errors)")
        }
    }

    @Test func severalCasesWantAName() throws {
        let program = try Program()
        defer { program.remove() }
        try program.write("a.legajo", [])
        try program.write("b.legajo", [])
        let outcome = try program.run("timeline")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("--case"))
    }

    @Test func helpAndVersion() throws {
        let program = try Program()
        defer { program.remove() }
        #expect(try program.run("--version").output.hasPrefix("0."))
        let help = try program.run("build", "--help")
        #expect(help.status == 0)
        #expect(help.output.contains("legajo build papers/"))
        #expect(try program.run().output.contains("legajo build"))
    }
}
