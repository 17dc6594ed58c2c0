import CaseModel
import Events
import Foundation
import GRDB

/// What an intake of annotated papers did, besides what a build tells.
public struct IntakeSummary: Sendable {
    public var build = BuildSummary()
    /// Lines read, and lines passed over because other papers were asked for.
    public var lines = 0
    public var passedOver = 0
    /// Lines that could not be used: "line 7: …".
    public var unusable: [String] = []
}

extension CaseFile {
    /// Takes in papers that were read and annotated elsewhere (`PaperLine`, one a line) and makes the chronology: the case is then the one that
    /// `build` makes of the same files, whatever the order of the lines and however often one comes.
    ///
    /// - Parameters:
    ///   - path: a file of lines; it is read twice, in bounded memory.
    ///   - keep: the papers to take; nil for all. Of a file without any of them nothing is kept.
    ///   - folder: where the files lie, for builds to come; nil where they lie nowhere.
    /// - Throws: `CaseFileError`.
    public func takeIn(
        annotated path: String, keep: Set<DocumentID>? = nil, folder: String? = nil, options: BuildOptions = BuildOptions(),
        progress: (BuildProgress) -> Void = { _ in }
    ) throws -> IntakeSummary {
        if isReadOnly { throw CaseFileError.readOnly(path: self.path) }
        let lock = try BuildLock(path: self.path, command: options.command)
        defer { lock.release() }
        do {
            let summary = try Intake(file: self, source: path, keep: keep).run(folder, options, progress)
            fold()
            return summary
        } catch { throw CaseFileError.translated(error, path: self.path) }
    }
}

private struct Intake {
    let file: CaseFile
    let source: String
    let keep: Set<DocumentID>?
    private static let batchLines = 1_024
    private static let batchBytes = 48 << 20

    struct Span: Sendable { var number: Int; var start: Int; var size: Int }

    /// What a filter prints besides papers: a record that failed before it was read, and its counts.
    private struct OtherLine: Decodable {
        var file: String?
        var error: String?
        var counts: [String: Int]?
    }

    struct Prepared: Sendable {
        var span: Span
        var line: PaperLine?
        var document: StoredDocument?
        var annotation: StoredAnnotation?
        var parts: [(size: Int, packed: Data)] = []
        var trouble: String?
        var passedOver = false
    }

    func run(_ folder: String?, _ options: CaseFile.BuildOptions, _ progress: (BuildProgress) -> Void) throws -> IntakeSummary {
        var summary = IntakeSummary()
        progress(BuildProgress(stage: .looking))
        let spans = try lines()
        summary.lines = spans.count
        let path = source
        let keep = self.keep
        let pool = OrderedPool<Span, Prepared>(
            spans, window: 256, costLimit: 128 << 20, cost: { $0.size },
            makeWorker: {
                let reading = try Reading(path: path)
                return { Intake.prepare($0, reading, keep) }
            })
        var seen: [String: String] = [:]
        var batch: [Prepared] = []
        var bytes = 0
        var done = 0
        func flush() throws {
            try commit(batch, &seen)
            batch.removeAll(keepingCapacity: true)
            bytes = 0
        }
        try pool.run(threads: options.cores) { prepared in
            done += 1
            progress(BuildProgress(stage: .reading, done: done, total: spans.count, name: prepared.line?.file))
            if let trouble = prepared.trouble { summary.unusable.append("line \(prepared.span.number): \(trouble)") }
            if prepared.passedOver { summary.passedOver += 1 }
            guard prepared.trouble == nil, !prepared.passedOver else { return }
            batch.append(prepared)
            bytes += prepared.span.size
            if batch.count >= Intake.batchLines || bytes >= Intake.batchBytes { try flush() }
        }
        try flush()
        summary.build.read = seen.count
        if let folder {
            let full = (folder as NSString).standardizingPath
            try file.write {
                try Fact.folder.set($0, full.hasPrefix("/") ? full : FileManager.default.currentDirectoryPath + "/" + full)
            }
        }
        let bare = try file.read {
            try String.fetchAll(
                $0,
                sql: "SELECT name FROM files WHERE hash IS NOT NULL AND hash NOT IN (SELECT hash FROM originals) ORDER BY name")
        }
        if let first = bare.first {
            summary.unusable.append("\(bare.count) files came without their bytes (\(first) …): annotate them with --originals")
        }
        summary.build.changed = try file.reconcileIfStale(progress: progress)
        try file.database.read { db in
            try CaseFile.count(db, &summary.build)
            let rows = try Row.fetchCursor(db, sql: "SELECT name, problem FROM files WHERE problem IS NOT NULL ORDER BY name")
            while let row = try rows.next() { summary.build.problems.append(FileProblem(name: row[0], reason: row[1])) }
        }
        return summary
    }

    // MARK: Reading

    private final class Reading {
        private let descriptor: Int32
        init(path: String) throws {
            descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw CaseFileError.unusable(path: path, detail: String(cString: strerror(errno))) }
        }
        deinit { close(descriptor) }
        func bytes(_ start: Int, _ size: Int) -> [UInt8] {
            [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
                while filled < size {
                    let got = pread(descriptor, buffer.baseAddress! + filled, size - filled, off_t(start + filled))
                    if got < 0 && errno == EINTR { continue }
                    if got <= 0 { break }
                    filled += got
                }
            }
        }
    }

    /// Where the lines stand that are not empty.
    private func lines() throws -> [Span] {
        let reading = try Reading(path: source)
        var spans: [Span] = []
        var number = 1
        var start = 0
        var at = 0
        while true {
            let piece = reading.bytes(at, 1 << 20)
            if piece.isEmpty { break }
            for (i, byte) in piece.enumerated() where byte == 10 {
                if at + i > start { spans.append(Span(number: number, start: start, size: at + i - start)) }
                number += 1
                start = at + i + 1
            }
            at += piece.count
        }
        if at > start { spans.append(Span(number: number, start: start, size: at - start)) }
        return spans
    }

    /// Everything about one line that needs no database.
    private static func prepare(_ span: Span, _ reading: Reading, _ keep: Set<DocumentID>?) -> Prepared {
        var prepared = Prepared(span: span)
        do {
            var line = try JSONDecoder().decode(PaperLine.self, from: Data(reading.bytes(span.start, span.size)))
            if let keep, line.document.map({ !keep.contains($0.id) }) ?? true {
                prepared.passedOver = true
                return prepared
            }
            if let original = line.original {
                guard let data = Data(base64Encoded: original), data.count == line.size, Digest.hex([UInt8](data)) == line.hash
                else {
                    prepared.trouble = "the bytes of \(line.file) are not those it was read from; annotate it again"
                    return prepared
                }
                prepared.parts = CaseFile.parts([UInt8](data))
                line.original = ""
            }
            if let document = line.document, let annotation = line.annotation {
                prepared.document = try StoredDocument(document)
                prepared.annotation = try StoredAnnotation(annotation)
            } else if line.error == nil {
                prepared.trouble = "it holds neither a paper nor an error"
                return prepared
            }
            line.annotation = nil
            prepared.line = line
        } catch {
            let bytes = Data(reading.bytes(span.start, span.size))
            let other = try? JSONDecoder().decode(OtherLine.self, from: bytes)
            if let file = other?.file, let error = other?.error {
                prepared.trouble = "\(file): \(error)"
            } else if other?.counts == nil {
                prepared.trouble = "no line of legajo annotate --format jsonl"
            }
        }
        return prepared
    }

    // MARK: Storing

    private func commit(_ batch: [Prepared], _ seen: inout [String: String]) throws {
        guard !batch.isEmpty else { return }
        try file.write { db in
            for prepared in batch { try store(prepared, db, &seen) }
            try Fact.stale.set(db, "yes")
            try Fact.generation.count(db)
        }
    }

    private func store(_ prepared: Prepared, _ db: Database, _ seen: inout [String: String]) throws {
        guard let line = prepared.line, line.partial != true else { return }
        if let hash = line.hash, !prepared.parts.isEmpty || line.size == 0 {
            try db.cachedStatement(sql: "INSERT OR IGNORE INTO originals VALUES (?, ?)").execute(arguments: [hash, line.size])
            if db.changesCount > 0 {
                for (number, part) in prepared.parts.enumerated() {
                    try db.cachedStatement(sql: "INSERT INTO parts VALUES (?, ?, ?, ?)")
                        .execute(arguments: [hash, number, part.size, part.packed])
                }
            }
        }
        if seen[line.file] == nil {
            seen[line.file] = line.hash ?? ""
            // Other bytes, or another program's reading: what the file held before is no more.
            let known = try Row.fetchOne(db, sql: "SELECT hash, made_by FROM files WHERE name = ?", arguments: [line.file])
            let hash: String? = known.flatMap { $0["hash"] }
            let by: String? = known.flatMap { $0["made_by"] }
            if known == nil || hash != line.hash || by != line.by {
                try db.execute(sql: "DELETE FROM holdings WHERE file = ?", arguments: [line.file])
            }
            try db.cachedStatement(
                sql: """
                    INSERT INTO files VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET size = excluded.size,
                    modified = excluded.modified, hash = excluded.hash, made_by = excluded.made_by, problem = excluded.problem
                    """
            ).execute(arguments: [line.file, line.size ?? 0, line.modified ?? 0, line.hash, line.by, line.error ?? line.problem])
        } else if seen[line.file] != line.hash ?? "" {
            return
        }
        guard let document = prepared.document, let annotation = prepared.annotation else { return }
        try db.cachedStatement(sql: "INSERT OR REPLACE INTO holdings VALUES (?, ?, ?, ?)")
            .execute(arguments: [line.file, line.position ?? 0, document.id, document.name])
        let first = try String.fetchOne(
            db, sql: "SELECT min(name) FROM holdings WHERE document = ?", arguments: [document.id])
        guard first == nil || first! >= document.name else { return }
        try document.insert(db)
        try annotation.insert(db)
    }
}
