import Foundation
import Testing

/// What disks, other programs and other people do to a case: seen on the real binary, nothing lost.
@Suite struct HarmTests {
    /// A disk of its own for one test; nil where this user may mount none.
    private struct SmallDisk {
        let path: String

        init?(in folder: URL, megabytes: Int) {
            path = folder.appendingPathComponent("disk").path
            guard (try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)) != nil,
                Self.run("mount", "-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", path)
            else { return nil }
        }
        func close() { _ = Self.run("umount", "-l", path) }
        func makeReadOnly() -> Bool { Self.run("mount", "-o", "remount,ro", path) }

        /// Leaves so many bytes free.
        func fill(leaving room: Int) {
            var info = statvfs()
            statvfs(path, &info)
            let free = Int(info.f_bavail) * Int(info.f_frsize)
            _ = FileManager.default.createFile(atPath: path + "/filler", contents: Data(count: max(0, free - room)))
        }
        func empty() { unlink(path + "/filler") }

        private static func run(_ words: String...) -> Bool {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = words
            process.standardError = FileHandle.nullDevice
            do { try process.run() } catch { return false }
            process.waitUntilExit()
            return process.terminationStatus == 0
        }
    }

    static let mayMount = geteuid() == 0

    /// The id of the first entry of a kind.
    private func entry(_ program: Program, _ kind: String, _ file: String) throws -> String {
        let listed = try program.run("timeline", "--kind", kind, "--case", file, "--format", "json")
        let data = try #require(try JSONSerialization.jsonObject(with: Data(listed.output.utf8)) as? [String: Any])
        let events = try #require(data["events"] as? [[String: Any]])
        return try #require(events.first?["id"] as? String)
    }

    @Test(.enabled(if: HarmTests.mayMount, "needs root, to mount a small disk")) func aFullDisk() throws {
        let program = try Program()
        defer { program.remove() }
        guard let disk = SmallDisk(in: program.folder, megabytes: 3) else { return }
        defer { disk.close() }
        let file = disk.path + "/q.legajo"
        disk.fill(leaving: 400_000)
        let full = try program.run("build", Program.sample, "--case", file)
        #expect(full.status == 3 && full.errors.contains("the disk is full") && full.errors.contains("make room"))
        disk.empty()
        // What was kept is whole, and the same command goes on.
        #expect(try program.run("verify", "--case", file).status == 0)
        #expect(try program.run("build", Program.sample, "--case", file).status == 0)
        let pardon = try entry(program, "pardon", file)
        disk.fill(leaving: 0)
        let refused = try program.run("decide", "accept", pardon, "--case", file)
        #expect(refused.status == 3 && refused.errors.contains("the disk is full"))
        // Reading needs no room.
        let read = try program.run("timeline", "--case", file)
        #expect(read.status == 0 && read.output.contains("Quintar"))
        disk.empty()
        #expect(try program.run("decide", "accept", pardon, "--case", file).status == 0)
        #expect(try program.run("verify", "--case", file).output.contains("1 decision: all hold"))
    }

    @Test(.enabled(if: HarmTests.mayMount, "needs root, to mount a disk for reading only")) func aReadOnlyDisk() throws {
        let program = try Program()
        defer { program.remove() }
        guard let disk = SmallDisk(in: program.folder, megabytes: 4) else { return }
        defer { disk.close() }
        let file = disk.path + "/q.legajo"
        #expect(try program.run("build", Program.sample, "--case", file).status == 0)
        let pardon = try entry(program, "pardon", file)
        guard disk.makeReadOnly() else { return }
        for words in [
            ["decide", "accept", pardon], ["build", Program.sample], ["compact"], ["date", "freed.txt", "2017-12-31"],
        ] {
            let outcome = try program.run(words + ["--case", file])
            #expect(outcome.status == 3 && outcome.errors.contains("cannot be written"), "\(words)")
        }
        for words in [
            ["timeline"], ["verify"], ["search", "pardon"], ["info"], ["log"], ["export", "--format", "csl", "--out", "b.json"],
        ] {
            #expect(try program.run(words + ["--case", file]).status == 0, "\(words)")
        }
        #expect(try program.run("backup", "copy.legajo", "--case", file).status == 0)
        #expect(try program.run("decide", "accept", pardon, "--case", "copy.legajo").status == 0)
    }

    @Test func aReadOnlyFileOfAnotherUser() throws {
        let program = try Program()
        defer { program.remove() }
        try program.run("build", Program.sample, "--case", "q.legajo")
        let file = program.folder.appendingPathComponent("q.legajo").path
        try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: file)
        #expect(try program.run("timeline", "--case", "q.legajo").output.contains("Quintar"))
        // Root may write it all the same.
        guard geteuid() != 0 else { return }
        #expect(try program.run("decide", "undo", "00000000", "--case", "q.legajo").status != 0)
        #expect(try program.run("build", Program.sample, "--case", "q.legajo").status == 3)
    }

    @Test func damagedPages() throws {
        let program = try Program()
        defer { program.remove() }
        try program.run("build", Program.sample, "--case", "q.legajo")
        try program.run("decide", "accept", try entry(program, "pardon", "q.legajo"), "--case", "q.legajo", "--who", "ida")
        let place = program.folder.appendingPathComponent("q.legajo")
        let whole = try Data(contentsOf: place)
        // Every page but the first three in turn: the damage is named or harmless, never a crash, never taken for sound.
        var named = 0
        let pages = whole.count / 4096
        for page in stride(from: 3, to: pages, by: max(1, pages / 24)) {
            var broken = whole
            broken.replaceSubrange(page * 4096..<page * 4096 + 512, with: Data(repeating: 0xAB, count: 512))
            for log in ["-wal", "-shm"] { unlink(place.path + log) }
            try broken.write(to: place)
            let verified = try program.run("verify", "--quick", "--case", "q.legajo")
            #expect(verified.status == 1 || verified.status == 3 || verified.output.contains("all hold"), "page \(page)")
            if verified.status == 1 { #expect(!verified.output.isEmpty, "page \(page)") }
            if verified.status == 3 { #expect(verified.errors.contains("Restore a backup"), "page \(page)") }
            if verified.status != 0 {
                named += 1
                #expect(try program.run("backup", "b\(page).legajo", "--case", "q.legajo").status != 0, "page \(page)")
            }
        }
        #expect(named > 12, "nearly every page holds something that is proved")
        for log in ["-wal", "-shm"] { unlink(place.path + log) }
        try whole.write(to: place)
        #expect(try program.run("verify", "--case", "q.legajo").status == 0)
    }

    @Test func aHostileTable() throws {
        let program = try Program()
        defer { program.remove() }
        try program.run("build", Program.sample, "--case", "q.legajo")
        let pardon = try entry(program, "pardon", "q.legajo")
        var table = Array("action,on,value,who\r\n".utf8)
        table += Array("accept,'; DROP TABLE log; --,,x\n".utf8)
        table += Array("accept,%,,\nheadline,\(pardon),\"=cmd|'/C calc'!A0\",=HYPERLINK(1)\n".utf8)
        table += Array("headline,\(pardon),\"two\nlines \u{1B}[2J\",ida\n".utf8)
        table += Array("accept,\(String(repeating: "e", count: 200_000)),,\ndate,\(pardon),9999-99-99,\n".utf8)
        table += Array("accept,".utf8) + [0x00, 0xFF, 0xFE] + Array(",,\naccept,\"unclosed\n".utf8)
        try program.write("h.csv", table)
        let outcome = try program.run("decide", "--from", "h.csv", "--case", "q.legajo")
        #expect(outcome.status == 1)
        for line in [2, 3, 7, 8, 9, 10] {
            #expect(outcome.errors.contains("line \(line):"), "\(line): \(outcome.errors.prefix(900))")
        }
        #expect(outcome.errors.utf8.count < 4000, "what somebody typed is shown short")
        let log = try program.run("log", "--case", "q.legajo")
        #expect(log.output.contains("=cmd|") && !log.output.contains("\u{1B}"), "a terminal obeys nothing that a table says")
        #expect(try program.run("log", "--case", "q.legajo", "--format", "csv").output.contains(",'=HYPERLINK(1),"))
        #expect(try program.run("verify", "--case", "q.legajo").output.contains("2 decisions: all hold"))
        // Not a table at all.
        try program.write("r.csv", (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 2) })
        #expect(try program.run("decide", "--from", "r.csv", "--case", "q.legajo").status == 2)
    }

    @Test func aDecisionWhosePassageIsGone() throws {
        let program = try Program()
        defer { program.remove() }
        let papers = program.folder.appendingPathComponent("papers")
        try FileManager.default.copyItem(at: URL(fileURLWithPath: Program.sample), to: papers)
        try program.run("build", "papers", "--case", "q.legajo")
        // An entry that one paper alone tells.
        let listed = try program.run("timeline", "--case", "q.legajo", "--format", "json")
        let data = try #require(try JSONSerialization.jsonObject(with: Data(listed.output.utf8)) as? [String: Any])
        let events = try #require(data["events"] as? [[String: Any]])
        let documents = try #require(data["documents"] as? [[String: Any]])
        func papersOf(_ event: [String: Any]) -> Set<String> {
            Set((event["evidence"] as? [[String: Any]] ?? []).compactMap { $0["document"] as? String })
        }
        let event = try #require(events.first { papersOf($0).count == 1 })
        let paper = try #require(documents.first { $0["id"] as? String == papersOf(event).first }?["name"] as? String)
        let id = try #require(event["id"] as? String)
        try program.run("decide", "headline", id, "As decided", "--case", "q.legajo", "--who", "ida")
        let file = papers.appendingPathComponent(paper)
        let kept = try Data(contentsOf: file)
        try FileManager.default.removeItem(at: file)
        try program.run("build", "papers", "--case", "q.legajo")
        let gone = try program.run("log", "--case", "q.legajo")
        #expect(gone.output.contains("no longer fits"))
        #expect(try program.run("log", "--case", "q.legajo", "--format", "json").output.contains("\"unfit\""))
        #expect(try program.run("info", "--case", "q.legajo").output.contains("1 no longer fit"))
        #expect(try program.run("verify", "--case", "q.legajo").status == 0)
        // The paper comes back under another name: the decision applies again.
        try kept.write(to: papers.appendingPathComponent("back-again.\(file.pathExtension)"))
        try program.run("build", "papers", "--case", "q.legajo")
        #expect(try program.run("timeline", "--case", "q.legajo").output.contains("As decided"))
        #expect(try !program.run("log", "--case", "q.legajo").output.contains("no longer fits"))
    }
}
