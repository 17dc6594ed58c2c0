import CaseModel
import Events
import Foundation
import GRDB

/// Where a build stands, for showing.
public struct BuildProgress: Sendable {
    public enum Stage: String, Sendable { case looking, reading, reconciling, writing }
    public var stage: Stage
    /// Files read of files to be read; 0 of 0 in the other stages.
    public var done: Int
    public var total: Int
    /// The file read last.
    public var name: String?
    public init(stage: Stage, done: Int = 0, total: Int = 0, name: String? = nil) {
        self.stage = stage
        self.done = done
        self.total = total
        self.name = name
    }
}

/// What a build did.
public struct BuildSummary: Hashable, Sendable, Codable {
    /// Files read anew, files left as they were, files gone from the folder.
    public var read = 0
    public var unchanged = 0
    public var removed = 0
    /// Papers in the case afterwards, of which nothing dates `undated`.
    public var documents = 0
    public var undated = 0
    public var events = 0
    public var actors = 0
    public var quotes = 0
    public var conflicts = 0
    /// Decisions that no longer fit anything.
    public var unfitDecisions = 0
    /// Files and folders that could not be read, by name.
    public var problems: [FileProblem] = []
    /// True where papers were annotated anew because the program is another version.
    public var newerProgram = false
    /// Rows of the chronology that changed.
    public var changed = 0
    public init() {}
}

extension CaseFile {
    public struct BuildOptions: Sendable {
        /// Threads that read and annotate.
        public var cores: Int
        /// What others are told who wait for the file.
        public var command: String
        public init(cores: Int = ProcessInfo.processInfo.activeProcessorCount, command: String = "legajo build") {
            self.cores = cores
            self.command = command
        }
    }

    /// Brings the case up to date with a folder: reads what is new or changed, forgets what is gone, reconciles.
    ///
    /// Kept at every batch, so that a build that is stopped goes on where it was; the chronology changes in one
    /// transaction at the end. One unreadable file is listed in the summary and stops nothing. The result does not
    /// depend on the number of cores. Throws `CaseFileError`.
    @discardableResult
    public func build(
        folder: String, options: BuildOptions = BuildOptions(), progress: (BuildProgress) -> Void = { _ in }
    ) throws -> BuildSummary {
        if isReadOnly { throw refusal }
        let lock = try BuildLock(path: path, command: options.command)
        defer { lock.release() }
        do {
            let summary = try Build(file: self, folder: folder, options: options).run(progress: progress)
            fold()
            return summary
        } catch {
            throw CaseFileError.translated(error, path: path)
        }
    }
}

private struct Build {
    let file: CaseFile
    let folder: String
    let options: CaseFile.BuildOptions
    /// Rows committed together: few enough that little is lost when killed, many enough that commits cost nothing.
    private static let batchFiles = 256
    private static let batchBytes = 48 << 20
    /// Files that threads may be ahead of the writer, and bytes of originals held in memory.
    private static let window = 64
    private static let bytesAhead = 128 << 20

    init(file: CaseFile, folder: String, options: CaseFile.BuildOptions) {
        self.file = file
        self.folder = folder
        self.options = options
    }

    struct Known {
        var size: Int
        var modified: Int
        var hash: String?
        var madeBy: String
        var problem: String?
    }

    struct Plan {
        var toRead: [FolderWalk.Entry] = []
        var gone: [String] = []
        var unchanged = 0
    }

    func run(progress: (BuildProgress) -> Void) throws -> BuildSummary {
        var summary = BuildSummary()
        progress(BuildProgress(stage: .looking))
        let walk = try FolderWalk(folder: folder)
        let madeBy = file.pipeline.version.papers
        let known = try file.database.read { try Build.knownFiles($0) }
        let plan = try file.database.read { try Build.plan($0, walk: walk, known: known, madeBy: madeBy) }
        // A mistyped or unmounted folder must not empty a case.
        if walk.entries.isEmpty && !plan.gone.isEmpty {
            throw CaseFileError.folder(
                path: folder,
                detail:
                    "no papers in it, though this case was read from \(plan.gone.count) files. Nothing was changed; name the folder that holds them"
            )
        }
        summary.unchanged = plan.unchanged
        summary.removed = plan.gone.count
        summary.newerProgram = plan.toRead.contains { known[$0.name].map { $0.madeBy != madeBy } ?? false }

        try readAll(plan.toRead, known: known, madeBy: madeBy, summary: &summary, progress: progress)
        try finish(plan, progress: progress, summary: &summary)

        summary.problems += walk.problems
        try file.database.read { db in
            let rows = try Row.fetchCursor(db, sql: "SELECT name, problem FROM files WHERE problem IS NOT NULL")
            while let row = try rows.next() { summary.problems.append(FileProblem(name: row[0], reason: row[1])) }
        }
        summary.problems.sort { ($0.name, $0.reason) < ($1.name, $1.reason) }
        return summary
    }

    private static func knownFiles(_ db: Database) throws -> [String: Known] {
        var known: [String: Known] = [:]
        let rows = try Row.fetchCursor(db, sql: "SELECT name, size, modified, hash, made_by, problem FROM files")
        while let row = try rows.next() {
            known[row[0]] = Known(size: row[1], modified: row[2], hash: row[3], madeBy: row[4], problem: row[5])
        }
        return known
    }

    private static func plan(
        _ db: Database, walk: FolderWalk, known: [String: Known], madeBy: String
    ) throws -> Plan {
        var plan = Plan()
        let present = Set(walk.entries.map(\.name))
        plan.gone = known.keys.filter { !present.contains($0) }.sorted()
        // A paper that two files hold goes by the first one's name: when that file goes, the other is read again.
        var again = Set<String>()
        for name in plan.gone {
            again.formUnion(
                try String.fetchAll(
                    db,
                    sql: """
                        SELECT other.file FROM holdings mine JOIN holdings other ON other.document = mine.document
                        WHERE mine.file = ? AND other.file <> mine.file
                        """, arguments: [name]))
        }
        for entry in walk.entries {
            // A file that could not be read is tried again each time.
            if let old = known[entry.name], old.size == entry.size, old.modified == entry.modified, old.madeBy == madeBy,
                old.hash != nil, !again.contains(entry.name)
            {
                plan.unchanged += 1
            } else {
                plan.toRead.append(entry)
            }
        }
        return plan
    }

    // MARK: Reading

    private struct Prepared: Sendable {
        var entry: FolderWalk.Entry
        var hash: String?
        var size = 0
        var parts: [(size: Int, packed: Data)] = []
        var documents: [(document: StoredDocument, annotation: StoredAnnotation)] = []
        var problem: String?
        /// Only the file's times differ: its bytes and all that was made of them stand.
        var untouched = false
    }

    private func readAll(
        _ entries: [FolderWalk.Entry], known: [String: Known], madeBy: String, summary: inout BuildSummary,
        progress: (BuildProgress) -> Void
    ) throws {
        guard !entries.isEmpty else { return }
        progress(BuildProgress(stage: .reading, done: 0, total: entries.count))
        let pipeline = file.pipeline
        let standing: [String: String] = Dictionary(
            uniqueKeysWithValues: entries.compactMap { entry in
                guard let old = known[entry.name], old.madeBy == madeBy, let hash = old.hash else { return nil }
                return (entry.name, hash)
            })
        let pool = OrderedPool<FolderWalk.Entry, Prepared>(
            entries, window: Build.window, costLimit: Build.bytesAhead, cost: { $0.size },
            makeWorker: {
                let worker = try pipeline.makeWorker()
                return { Build.prepare($0, worker: worker, standingHash: standing[$0.name]) }
            })
        var batch: [Prepared] = []
        var bytes = 0
        var done = 0
        var read = 0
        var unchanged = 0
        try pool.run(threads: options.cores) { prepared in
            batch.append(prepared)
            bytes += prepared.size
            done += 1
            if prepared.untouched { unchanged += 1 } else { read += 1 }
            progress(BuildProgress(stage: .reading, done: done, total: entries.count, name: prepared.entry.name))
            if batch.count >= Build.batchFiles || bytes >= Build.batchBytes {
                try commit(batch, madeBy: madeBy)
                batch.removeAll(keepingCapacity: true)
                bytes = 0
            }
        }
        try commit(batch, madeBy: madeBy)
        summary.read = read
        summary.unchanged += unchanged
    }

    /// Everything about one file that needs no database.
    private static func prepare(_ entry: FolderWalk.Entry, worker: any CaseWorker, standingHash: String?) -> Prepared {
        var prepared = Prepared(entry: entry)
        let bytes: [UInt8]
        do { bytes = try FolderWalk.bytes(of: entry) } catch {
            prepared.problem = (error as? FolderWalk.ReadFailure)?.reason ?? String(describing: error)
            return prepared
        }
        let hash = Digest.hex(bytes)
        prepared.hash = hash
        prepared.size = bytes.count
        if hash == standingHash {
            prepared.untouched = true
            return prepared
        }
        let (documents, problems) = worker.read(bytes: bytes, name: entry.name)
        do {
            for document in documents {
                prepared.documents.append((try StoredDocument(document), try StoredAnnotation(worker.annotate(document))))
            }
        } catch {
            prepared.documents = []
            prepared.problem = "cannot be kept: \(error)"
        }
        prepared.problem = prepared.problem ?? FileProblem.told(problems, documents: documents.count)
        prepared.parts = CaseFile.parts(bytes)
        return prepared
    }

    private func commit(_ batch: [Prepared], madeBy: String) throws {
        guard !batch.isEmpty else { return }
        try file.write { db in
            var changed = false
            for prepared in batch {
                if !prepared.untouched { changed = try store(prepared, db) || changed }
                try db.cachedStatement(
                    sql: """
                        INSERT INTO files VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET size = excluded.size,
                        modified = excluded.modified, hash = excluded.hash, made_by = excluded.made_by, problem = excluded.problem
                        """
                ).execute(arguments: [
                    prepared.entry.name, prepared.entry.size, prepared.entry.modified, prepared.hash, madeBy,
                    prepared.untouched
                        ? try String.fetchOne(
                            db, sql: "SELECT problem FROM files WHERE name = ?", arguments: [prepared.entry.name])
                        : prepared.problem,
                ])
            }
            if changed {
                try Fact.stale.set(db, "yes")
                try Fact.generation.count(db)
            }
        }
    }

    /// Writes one file's bytes, documents and annotations; true where that changes what can be reconciled.
    private func store(_ prepared: Prepared, _ db: Database) throws -> Bool {
        let name = prepared.entry.name
        let before = try String.fetchAll(
            db, sql: "SELECT document FROM holdings WHERE file = ? ORDER BY position", arguments: [name])
        guard let hash = prepared.hash else {
            // Unreadable now: what was read from it before is no longer in the folder.
            try db.execute(sql: "DELETE FROM holdings WHERE file = ?", arguments: [name])
            return !before.isEmpty
        }
        try db.cachedStatement(sql: "INSERT OR IGNORE INTO originals VALUES (?, ?)").execute(arguments: [hash, prepared.size])
        if db.changesCount > 0 {
            for (number, part) in prepared.parts.enumerated() {
                try db.cachedStatement(sql: "INSERT INTO parts VALUES (?, ?, ?, ?)")
                    .execute(arguments: [hash, number, part.size, part.packed])
            }
        }
        try db.cachedStatement(sql: "DELETE FROM holdings WHERE file = ?").execute(arguments: [name])
        for (position, (document, annotation)) in prepared.documents.enumerated() {
            try db.cachedStatement(sql: "INSERT INTO holdings VALUES (?, ?, ?, ?)")
                .execute(arguments: [name, position, document.id, document.name])
            let first = try String.fetchOne(
                db, sql: "SELECT min(name) FROM holdings WHERE document = ?", arguments: [document.id])
            guard first == nil || first! >= document.name else { continue }
            try document.insert(db)
            try annotation.insert(db)
        }
        return !prepared.documents.isEmpty || !before.isEmpty
    }

    // MARK: Reconciling

    /// Forgets what is gone and writes the chronology, in one transaction.
    private func finish(_ plan: Plan, progress: (BuildProgress) -> Void, summary: inout BuildSummary) throws {
        let full = (folder as NSString).standardizingPath
        let absolute = full.hasPrefix("/") ? full : FileManager.default.currentDirectoryPath + "/" + full
        try file.write { db in
            try Fact.folder.set(db, absolute)
            for name in plan.gone {
                try db.execute(sql: "DELETE FROM files WHERE name = ?", arguments: [name])
                try db.execute(sql: "DELETE FROM holdings WHERE file = ?", arguments: [name])
            }
            if !plan.gone.isEmpty {
                try Fact.stale.set(db, "yes")
                try Fact.generation.count(db)
            }
        }
        summary.changed = try file.reconcileIfStale(progress: progress)
        try file.database.read { try CaseFile.count($0, &summary) }
    }
}

extension CaseFile {
    /// Bytes as they are kept: in parts, each packed by itself.
    static func parts(_ bytes: [UInt8]) -> [(size: Int, packed: Data)] {
        let size = 8 << 20
        return stride(from: 0, to: bytes.count, by: size).map { start in
            let part = bytes[start..<min(start + size, bytes.count)]
            return (part.count, Packing.pack(part))
        }
    }

    static func count(_ db: Database, _ summary: inout BuildSummary) throws {
        func number(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
        summary.documents = try number("SELECT count(*) FROM dates")
        summary.undated = try number("SELECT count(*) FROM dates WHERE first IS NULL AND last IS NULL")
        summary.events = try number("SELECT count(*) FROM events")
        summary.actors = try number("SELECT count(*) FROM actors")
        summary.quotes = try number("SELECT count(*) FROM quotes")
        summary.conflicts = try number("SELECT count(*) FROM conflicts")
        summary.unfitDecisions = try number("SELECT count(*) FROM unfit")
    }
}
