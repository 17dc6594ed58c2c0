import CaseModel
import Documents
import Events
import Foundation

/// One annotated paper as `annotate --format jsonl` prints it: what reading and annotating made.
struct AnnotatedPaper: Codable {
    var document: Document
    var annotation: Annotation
    /// The file that held the paper, relative to its folder.
    var file: String
    /// The file's bytes, base64; on the first paper of a file only.
    var original: String?
}

/// A record that could not be read.
struct FailedRecord: Codable {
    var file: String
    var error: String
}

/// `annotate --format jsonl`: papers in, one annotation a line out. It keeps no state between records, so it may be started again
/// anywhere, and a bad record is a line with its error, never the end of the stream.
struct AnnotationFilter {
    /// Longest line of JSON Lines that is read; longer ones are passed over and named.
    static let longestLine = 64 << 20

    let annotator: Annotator
    let reader = Reader()
    var originals = false

    init(originals: Bool = false) throws {
        annotator = try Annotator()
        self.originals = originals
    }

    func run(_ files: [String]) throws {
        var failed = 0
        if files.isEmpty { failed = try filterStandardInput() }
        for file in files {
            do { failed += try put(bytes: Input.bytes(file), name: file) } catch let failure as Failure {
                failed += 1
                try put(FailedRecord(file: file, error: failure.message))
            }
        }
        if failed > 0 { throw QuietExit(status: .doesNotHold) }
    }

    /// JSON Lines line by line; anything else (WARC, mbox, feeds) whole, with the reader's own streaming.
    private func filterStandardInput() throws -> Int {
        var lines = LineReader(handle: .standardInput, longest: Self.longestLine)
        var failed = 0
        guard let first = try lines.next() else { return 0 }
        if case .line(let bytes) = first, bytes.first != UInt8(ascii: "{") {
            return try put(bytes: lines.rest(after: bytes), name: "stdin")
        }
        var record: LineReader.Record? = first
        while let now = record {
            switch now {
            case .line(let bytes): failed += try putRecord(bytes, line: lines.number)
            case .tooLong(let size):
                failed += 1
                try put(
                    FailedRecord(
                        file: "line \(lines.number)", error: "\(size) bytes in one line; at most \(Self.longestLine) are read"))
            }
            record = try lines.next()
        }
        return failed
    }

    /// One line of JSON Lines: an article (`url`, `title`, `text` or `html`, `published`), or a file (`name`, `base64`).
    private func putRecord(_ bytes: [UInt8], line: Int) throws -> Int {
        if bytes.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) { return 0 }
        struct Packed: Decodable {
            var name: String
            var base64: String
        }
        if let packed = try? JSONDecoder().decode(Packed.self, from: Data(bytes)) {
            guard let data = Data(base64Encoded: packed.base64) else {
                try put(FailedRecord(file: packed.name, error: "its base64 cannot be decoded"))
                return 1
            }
            return try put(bytes: [UInt8](data), name: packed.name)
        }
        return try put(bytes: bytes, name: "line-\(line).jsonl")
    }

    /// All papers of one file's bytes; gives the number of problems.
    private func put(bytes: [UInt8], name: String) throws -> Int {
        let result = reader.read(bytes: bytes, name: name)
        for (n, document) in result.documents.enumerated() {
            try put(
                AnnotatedPaper(
                    document: document, annotation: annotator.annotate(document), file: name,
                    original: originals && n == 0 ? Data(bytes).base64EncodedString() : nil))
        }
        for problem in result.problems { try put(FailedRecord(file: problem.name, error: problem.reason)) }
        return result.problems.count
    }

    private func put<T: Encodable>(_ value: T) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        Output.write(bytes: [UInt8](try encoder.encode(value)) + [10])
    }
}

/// Lines of a stream in bounded memory.
struct LineReader {
    enum Record {
        case line([UInt8])
        case tooLong(Int)
    }
    private let handle: FileHandle
    private let longest: Int
    private var buffer: [UInt8] = []
    private var start = 0
    private var ended = false
    /// Number of the line given last, from 1.
    private(set) var number = 0

    init(handle: FileHandle, longest: Int) {
        self.handle = handle
        self.longest = longest
    }

    /// The next line without its end; nil at the end of the stream.
    mutating func next() throws -> Record? {
        var size = 0
        var scanned = start
        while true {
            if let end = buffer[scanned...].firstIndex(of: 10) {
                number += 1
                defer { start = end + 1 }
                if size + end - start > longest { return .tooLong(size + end - start) }
                return .line(Array(buffer[start..<end]))
            }
            if ended {
                guard start < buffer.count || size > 0 else { return nil }
                number += 1
                defer { start = buffer.count }
                let rest = size + buffer.count - start
                return rest > longest ? .tooLong(rest) : .line(Array(buffer[start...]))
            }
            if buffer.count - start > longest {
                size += buffer.count - start
                buffer.removeAll(keepingCapacity: true)
            } else {
                buffer.removeSubrange(..<start)
            }
            start = 0
            scanned = buffer.count
            guard let more = try handle.read(upToCount: 1 << 20), !more.isEmpty else {
                ended = true
                continue
            }
            buffer += more
        }
    }

    /// Everything from a line given before to the end.
    mutating func rest(after line: [UInt8]) throws -> [UInt8] {
        var all = line + [10] + buffer[start...]
        while let more = try handle.read(upToCount: 1 << 20), !more.isEmpty { all += more }
        start = buffer.count
        ended = true
        return all
    }
}
