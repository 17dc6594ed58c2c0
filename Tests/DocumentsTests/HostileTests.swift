import CaseModel
import Foundation
import Testing

@testable import Documents

/// Files that are too large, cannot be opened, or have names that are no text.
@Suite(.serialized) struct HostileTests {
    private let words = "The harbour of Brellin was closed on Monday, and nobody was there to see the last ship leave."

    private func scratch(_ name: String) -> String {
        FileManager.default.temporaryDirectory.appendingPathComponent("legajo-\(UUID().uuidString)-\(name)").path
    }
    /// The largest memory that this process has had since the last call, in bytes; 0 where the system does not tell.
    private func peak() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
        try? "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
        return (Int(line.filter(\.isNumber)) ?? 0) << 10
    }

    /// A gigabyte of one text is one line of trouble; in a web archive what is too long is passed over and the rest is read. Memory stays small.
    @Test func gigabyteFiles() throws {
        let text = scratch("giant.txt")
        let archive = scratch("giant.warc")
        defer { for path in [text, archive] { try? FileManager.default.removeItem(atPath: path) } }
        try words.write(toFile: text, atomically: true, encoding: .utf8)
        truncate(text, 1 << 30)
        func record(_ type: String, _ length: Int) -> String {
            "WARC/1.1\r\nWARC-Type: \(type)\r\nWARC-Target-URI: https://brellin.example/\(length)\r\nContent-Type: text/plain\r\nContent-Length: \(length)\r\n\r\n"
        }
        try record("resource", 1 << 30).write(toFile: archive, atomically: true, encoding: .utf8)
        let size = record("resource", 1 << 30).utf8.count + 1 << 30
        truncate(archive, off_t(size))
        let handle = try #require(FileHandle(forWritingAtPath: archive))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(("\r\n\r\n" + record("resource", words.utf8.count) + words + "\r\n\r\n").utf8))
        try handle.close()

        _ = peak()
        let before = peak()
        #expect(
            Reader().stream(path: text, name: "giant.txt") { _ in true }.map(\.description) == [
                "giant.txt: it is longer than 64 MB, the limit for one document; split it"
            ])
        var names: [String] = []
        let problems = Reader().stream(path: archive, name: "giant.warc") {
            names.append($0.name); return true
        }
        #expect(names == ["giant.warc#https://brellin.example/\(words.utf8.count)"])
        #expect(problems.map(\.name) == ["giant.warc#https://brellin.example/\(1 << 30)"])
        #expect(problems.first?.reason.contains("limit for one document") == true)
        #expect(peak() < before + 400 << 20)
    }

    /// Memory does not grow with the number of documents.
    @Test func streamsOfManyDocumentsStayInBoundedMemory() throws {
        let path = scratch("many.jsonl.gz")
        defer { try? FileManager.default.removeItem(atPath: path) }
        let line = "{\"url\": \"https://brellin.example/a\", \"text\": \"\(String(repeating: words + " ", count: 40))\"}\n"
        let member = Deflate.pack(Array(String(repeating: line, count: 500).utf8), level: 1)
        var file: [UInt8] = []
        // 80 MB of text in 40 gzip members.
        for _ in 0..<40 { file += member }
        try Data(file).write(to: URL(fileURLWithPath: path))
        var seen = 0
        _ = peak()
        let before = peak()
        let problems = Reader().stream(path: path, name: "many.jsonl.gz") { document in
            seen += document.text.isEmpty ? 0 : 1
            return true
        }
        #expect(problems.isEmpty)
        #expect(seen == 20_000)
        #expect(peak() < before + 40 << 20)
    }

    @Test func filesThatCannotBeRead() throws {
        func reasons(_ path: String) -> [String] { Reader().stream(path: path, name: "a.txt") { _ in true }.map(\.reason) }
        #expect(reasons(scratch("gone")) == ["No such file or directory"])
        #expect(reasons(FileManager.default.temporaryDirectory.path) == ["it is no file"])
        #expect(reasons("/dev/null") == ["it is no file"])
        let locked = scratch("locked.txt")
        defer { try? FileManager.default.removeItem(atPath: locked) }
        try words.write(toFile: locked, atomically: true, encoding: .utf8)
        chmod(locked, 0)
        #expect(reasons(locked) == (geteuid() == 0 ? [] : ["Permission denied"]))
        let loop = scratch("loop")
        defer { unlink(loop) }
        symlink(loop, loop)
        #expect(reasons(loop) == ["Too many levels of symbolic links"])
    }

    @Test func namesThatAreNoText() throws {
        let folder = scratch("names")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        // "caf\xE9.txt", Latin-1.
        let path = folder.utf8CString.dropLast() + "/caf".utf8CString.dropLast() + [CChar(bitPattern: 0xE9)] + ".txt".utf8CString
        let descriptor = Array(path).withUnsafeBufferPointer { open($0.baseAddress!, O_CREAT | O_WRONLY, 0o644) }
        _ = words.withCString { write(descriptor, $0, strlen($0)) }
        close(descriptor)
        var texts: [String] = []
        #expect(
            Reader().stream(path: Array(path), name: "caf%E9.txt") {
                texts.append($0.text); return true
            }.isEmpty)
        #expect(texts == [words])
        // Names inside an archive may be any bytes as well.
        var archive = zipped([("cafe.txt", Array(words.utf8))])
        for at in archive.indices.dropLast(8) where archive[at...].starts(with: Array("cafe.txt".utf8)) { archive[at + 3] = 0xE9 }
        let result = Reader().read(bytes: archive, name: "a.zip")
        #expect(result.documents.map(\.text) == [words])
        #expect(result.documents.first?.name.hasPrefix("a.zip#caf") == true)
    }

    @Test func brokenUTF8() throws {
        // A lone continuation, a cut sequence, an overlong one, a surrogate and a value beyond Unicode, amid letters that are no Latin-1.
        let good = "Пароход ушёл из Бреллина в понедельник, и никто его не провожал до самого утра. "
        var bytes = Array(String(repeating: good, count: 6).utf8)
        for broken in [[0x80], [0xD0], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80]] as [[UInt8]] {
            bytes += broken + Array(good.utf8)
        }
        let result = Reader().read(bytes: bytes, name: "a.txt")
        let document = try #require(result.documents.first)
        #expect(document.text.contains("Пароход ушёл из Бреллина"))
        #expect(document.problems.count == 1)
        checkRanges(document)
    }
}
