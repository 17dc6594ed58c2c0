import Foundation
import Testing

/// The real binary in a fresh folder, as a person runs it.
struct Program {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("legajo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    struct Outcome {
        var status: Int32
        var output: String
        var errors: String
    }

    /// The binary lies beside the test bundle.
    static let binary: URL = {
        var place = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        for _ in 0..<4 {
            let candidate = place.appendingPathComponent("legajo")
            if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
            place.deleteLastPathComponent()
        }
        return URL(fileURLWithPath: ".build/release/legajo", relativeTo: root)
    }()

    /// The project's root, from this file's place.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let sample = root.appendingPathComponent("Samples/quintar").path

    @discardableResult
    func run(_ arguments: String..., input: String? = nil, inputFile: String? = nil, megabytes: Int? = nil) throws -> Outcome {
        try run(arguments, input: input, inputFile: inputFile, megabytes: megabytes)
    }

    @discardableResult
    func run(
        _ arguments: [String], input: String? = nil, inputFile: String? = nil, megabytes: Int? = nil
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = Self.binary
        process.arguments = arguments
        if let megabytes {
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            process.arguments = ["-c", "ulimit -d \(megabytes << 10); exec \"$@\"", "sh", Self.binary.path] + arguments
        }
        process.currentDirectoryURL = folder
        var environment = ProcessInfo.processInfo.environment
        environment["COLUMNS"] = "100"
        environment["NO_COLOR"] = "1"
        process.environment = environment
        let outFile = folder.appendingPathComponent(".out-\(UUID().uuidString)")
        let errFile = folder.appendingPathComponent(".err-\(UUID().uuidString)")
        for file in [outFile, errFile] { FileManager.default.createFile(atPath: file.path, contents: nil) }
        process.standardOutput = try FileHandle(forWritingTo: outFile)
        process.standardError = try FileHandle(forWritingTo: errFile)
        let pipe = Pipe()
        process.standardInput = pipe
        if let inputFile {
            process.standardInput = try FileHandle(forReadingFrom: folder.appendingPathComponent(inputFile))
        } else if let input {
            // Through a file: a pipe would block while the program's output is not read.
            let file = folder.appendingPathComponent(".in-\(UUID().uuidString)")
            try Data(input.utf8).write(to: file)
            process.standardInput = try FileHandle(forReadingFrom: file)
        }
        try process.run()
        try pipe.fileHandleForWriting.close()
        process.waitUntilExit()
        defer { for file in [outFile, errFile] { try? FileManager.default.removeItem(at: file) } }
        return Outcome(
            status: process.terminationStatus, output: String(decoding: try Data(contentsOf: outFile), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errFile), as: UTF8.self))
    }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        let file = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }
}
