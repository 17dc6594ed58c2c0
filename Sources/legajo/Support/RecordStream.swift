import Documents
import Foundation

/// What a filter takes at a time: a record of the stream, and whether it is a line of JSON that may hold a whole file.
struct FilterRecord {
    var name: String
    var bytes: [UInt8]
    var isLine: Bool
}

/// The file that a record stands for.
struct FilterFile {
    var name: String
    var bytes: [UInt8]
    /// Nanoseconds since 1970, where the record says when the file was changed.
    var modified: Int?
    /// True for a file given as such: when nothing can be read from it, that is told. An archive holds much that is no paper.
    var isWhole: Bool
}

extension FilterRecord {
    enum Content {
        case file(FilterFile)
        /// A line that another filter has failed on already, or its counts: it goes on as it is.
        case passOn
        case failed(name: String, error: String)
    }

    private struct Packed: Decodable {
        var name: String?
        var base64: String?
        var modified: Int?
        var error: String?
        var file: String?
        var counts: [String: Int]?
    }

    /// The name that the record gives itself, for telling of it when it cannot be read.
    var ownName: String {
        guard isLine, let packed = try? JSONDecoder().decode(Packed.self, from: Data(bytes)) else { return name }
        return packed.name ?? packed.file ?? name
    }

    /// A line with `name` and `base64` is a file; any other is an article of its own (`url`, `title`, `text` or `html`, `published`).
    func content() -> Content {
        guard isLine else { return .file(FilterFile(name: name, bytes: bytes, modified: nil, isWhole: !name.hasSuffix(".warc"))) }
        if let packed = try? JSONDecoder().decode(Packed.self, from: Data(bytes)) {
            if packed.counts != nil || (packed.error != nil && packed.file != nil) { return .passOn }
            if let base64 = packed.base64, let name = packed.name {
                guard let data = Data(base64Encoded: base64) else {
                    return .failed(name: name, error: "its base64 cannot be decoded")
                }
                return .file(FilterFile(name: name, bytes: [UInt8](data), modified: packed.modified, isWhole: true))
            }
        }
        return .file(FilterFile(name: name, bytes: bytes, modified: nil, isWhole: true))
    }
}

/// What a filter makes of one record: whole lines, and how many of them tell of trouble.
struct FilterOutput {
    var lines: [UInt8] = []
    var failed = 0
    var kept = 0

    mutating func put<T: Encodable>(_ value: T) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        lines += try encoder.encode(value)
        lines.append(10)
    }

    mutating func fail(_ file: String, _ error: String) throws {
        failed += 1
        try put(FailedRecord(file: file, error: error))
    }
}

/// A record that could not be read.
struct FailedRecord: Codable {
    var file: String
    var error: String
}

/// Runs records of a stream through `work`, one after the other, and writes what it gives. No state is kept between records, so a filter may
/// be started again anywhere; a record that cannot be read is a line with its error, never the end of the stream.
struct RecordStream {
    /// Longest record that is held; longer ones are passed over and named.
    static let longest = 64 << 20

    var name: String
    /// Ends the output with a line that counts records read, kept and failed.
    var counts = false
    private struct Counts: Codable {
        var failed: Int
        var kept: Int
        var read: Int
    }
    private struct CountLine: Codable {
        var counts: Counts
        var file: String
    }

    /// - Returns: how many records or parts of records failed.
    func run(_ work: (FilterRecord) throws -> FilterOutput) throws -> Int {
        let records = PaperRecords(name: name, limit: Self.longest) {
            let piece = try FileHandle.standardInput.read(upToCount: 1 << 18)
            return piece.flatMap { $0.isEmpty ? nil : [UInt8]($0) }
        }
        var total = Counts(failed: 0, kept: 0, read: 0)
        while let item = records.next() {
            total.read += 1
            var output = FilterOutput()
            switch item {
            case .record(let record):
                output = try work(FilterRecord(name: record.name, bytes: record.bytes, isLine: records.isLines))
            case .failed(let problem): try output.fail(problem.name, problem.reason)
            }
            total.failed += output.failed
            total.kept += output.kept
            if !output.lines.isEmpty { Output.write(bytes: output.lines) }
        }
        if counts {
            var last = FilterOutput()
            try last.put(CountLine(counts: total, file: name))
            Output.write(bytes: last.lines)
        }
        return total.failed
    }
}
