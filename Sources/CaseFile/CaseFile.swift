import CaseModel
import Foundation
import GRDB

/// A case: one SQLite file with the papers' bytes, what was read from them, the chronology and the log of decisions.
///
/// Any number of processes may read while one writes (write-ahead log). All methods may be called from any thread.
public final class CaseFile: Sendable {
    public enum Mode: Sendable {
        /// An existing case, for writing where the file allows it, else for reading.
        case existing
        /// As `existing`, and made when there is none.
        case create
        /// For reading only: nothing is written, not even a migration.
        case readOnly
    }

    /// Where the file is.
    public let path: String
    /// True where nothing can be written.
    public let isReadOnly: Bool
    /// True where nothing can be written for want of room.
    private let diskIsFull: Bool
    /// What reads, annotates and reconciles.
    public let pipeline: any CasePipeline
    let database: any DatabaseWriter
    let memory = CaseMemory()

    private init(
        path: String, database: any DatabaseWriter, isReadOnly: Bool, diskIsFull: Bool, pipeline: any CasePipeline
    ) {
        self.diskIsFull = diskIsFull
        self.path = path
        self.database = database
        self.isReadOnly = isReadOnly
        self.pipeline = pipeline
    }

    /// Opens a case file, and brings an older one up to date.
    ///
    /// Throws `CaseFileError`: `missing`, `notACaseFile`, `newerVersion`, `locked`, `readOnly`, `damaged`, `unusable`.
    public static func open(
        path: String, mode: Mode = .existing, pipeline: any CasePipeline = LegajoPipeline()
    ) throws -> CaseFile {
        do {
            return try opened(path: path, mode: mode, pipeline: pipeline)
        } catch {
            let error = CaseFileError.translated(error, path: path)
            // A full disk has no room for the file beside it that SQLite's writers need; a case at rest can still be read.
            if case CaseFileError.diskFull = error, mode != .create,
                let file = try? opened(path: path, mode: .readOnly, pipeline: pipeline, diskIsFull: true)
            {
                return file
            }
            throw error
        }
    }

    private static func opened(
        path: String, mode: Mode, pipeline: any CasePipeline, diskIsFull: Bool = false
    ) throws -> CaseFile {
        var info = stat()
        let exists = stat(path, &info) == 0
        if !exists && mode != .create { throw CaseFileError.missing(path: path) }
        if exists && info.st_mode & S_IFMT != S_IFREG {
            throw CaseFileError.notACaseFile(path: path, detail: "a folder or device")
        }
        let folder = (path as NSString).deletingLastPathComponent
        if !exists {
            var place = stat()
            guard stat(folder.isEmpty ? "." : folder, &place) == 0, place.st_mode & S_IFMT == S_IFDIR else {
                throw CaseFileError.unusable(path: path, detail: "its folder does not exist. Make it first")
            }
        }
        let writable = exists ? access(path, W_OK) == 0 : true
        let folderWritable = access(folder.isEmpty ? "." : folder, W_OK) == 0
        if mode == .create && !(writable && folderWritable) { throw CaseFileError.readOnly(path: path) }
        let readOnly = mode == .readOnly || !writable || !folderWritable

        if exists && info.st_size > 0 { try checkHeader(path: path) }
        let applied = exists && info.st_size > 0 ? try checkSteps(path: path, folderWritable: folderWritable) : []
        let database: any DatabaseWriter
        if readOnly {
            database = try reader(path: path, folderWritable: folderWritable)
        } else {
            database = try DatabasePool(path: path, configuration: configuration(readOnly: false))
        }
        if !readOnly {
            try Schema.migrator.migrate(database)
        } else if applied != Schema.migrator.migrations {
            throw CaseFileError.readOnly(path: path)
        }
        return CaseFile(path: path, database: database, isReadOnly: readOnly, diskIsFull: diskIsFull, pipeline: pipeline)
    }

    /// What is said to whoever wants to write a file that cannot be written.
    var refusal: CaseFileError { diskIsFull ? .diskFull(path: path) : .readOnly(path: path) }

    /// Kilobytes of pages that a connection keeps.
    static let pageRoom = 32_000

    private static func configuration(readOnly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.readonly = readOnly
        configuration.label = "case"
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA cache_size = -\(pageRoom); PRAGMA temp_store = MEMORY;")
            // Pages of indexes change with every commit: the log is folded in when it is long, so that each is written once for many commits.
            if !readOnly {
                try db.execute(
                    sql: "PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 67108864; PRAGMA wal_autocheckpoint = 8000;")
            }
        }
        return configuration
    }

    private static func reader(path: String, folderWritable: Bool) throws -> DatabaseQueue {
        // Where no -shm file can be made beside it, SQLite reads a file at rest only as one that never changes.
        var log = stat()
        let atRest = stat(path + "-wal", &log) != 0 || log.st_size == 0
        if !folderWritable && atRest {
            return try DatabaseQueue(path: immutableURI(path), configuration: configuration(readOnly: true))
        }
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration(readOnly: true))
            _ = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") }
            return queue
        } catch let error as DatabaseError
            where [.SQLITE_FULL, .SQLITE_IOERR, .SQLITE_CANTOPEN].contains(error.resultCode) && atRest
        {
            return try DatabaseQueue(path: immutableURI(path), configuration: configuration(readOnly: true))
        }
    }

    /// The steps that an existing file has gone through; throws before anything is written where it is not ours or newer.
    private static func checkSteps(path: String, folderWritable: Bool) throws -> [String] {
        let queue = try reader(path: path, folderWritable: folderWritable)
        defer { try? queue.close() }
        return try queue.read { db in
            let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
            let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
            if application != Schema.applicationID && tables > 0 {
                throw CaseFileError.notACaseFile(path: path, detail: "SQLite, of another program")
            }
            guard try db.tableExists("grdb_migrations") else { return [] }
            let applied = try String.fetchAll(db, sql: "SELECT identifier FROM grdb_migrations ORDER BY rowid")
            let unknown = applied.filter { !Schema.migrator.migrations.contains($0) }
            if !unknown.isEmpty { throw CaseFileError.newerVersion(path: path, steps: unknown) }
            return applied
        }
    }

    private static func checkHeader(path: String) throws {
        let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw CaseFileError.unusable(path: path, detail: String(cString: strerror(errno)))
        }
        defer { Foundation.close(descriptor) }
        var head = [UInt8](repeating: 0, count: 16)
        let count = Foundation.read(descriptor, &head, 16)
        guard count == 16, head == Array("SQLite format 3\0".utf8) else {
            throw CaseFileError.notACaseFile(path: path, detail: "the file is not SQLite")
        }
    }

    private static func immutableURI(_ path: String) -> String {
        let full = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        var allowed = CharacterSet.urlPathAllowed
        allowed.remove(charactersIn: "?#%")
        return "file://" + (full.addingPercentEncoding(withAllowedCharacters: allowed) ?? full) + "?immutable=1"
    }

    /// Reads, with SQLite's errors as ours.
    func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        do { return try database.read(body) } catch { throw CaseFileError.translated(error, path: path) }
    }

    /// Writes in one transaction, with SQLite's errors as ours.
    func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
        if isReadOnly { throw refusal }
        do { return try database.write(body) } catch { throw CaseFileError.translated(error, path: path) }
    }

    /// Closes the file: the write-ahead log is folded in, and one file remains.
    public func close() throws {
        do {
            fold()
            try database.close()
        } catch { throw CaseFileError.translated(error, path: path) }
    }
}

extension CaseFile {
    /// Folds the write-ahead log into the file, where no other process reads from it.
    func fold() {
        if isReadOnly { return }
        _ = try? database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    }
}

/// One value a key, for what is true of the whole case.
enum Fact: String {
    /// The folder last read, absolute.
    case folder
    /// `PipelineVersion` of the last build.
    case madeBy
    /// "yes" where documents or decisions have changed since the chronology was made.
    case stale
    /// The last decision that the chronology knows of.
    case logHead
    /// Counts the changes of documents and annotations: what is kept in memory is good while it stands.
    case generation
    /// Counts the changes of anything that can be seen.
    case edition

    func get(_ db: Database) throws -> String? {
        try String.fetchOne(db, sql: "SELECT value FROM facts WHERE key = ?", arguments: [rawValue])
    }
    func set(_ db: Database, _ value: String) throws {
        try db.execute(
            sql:
                "INSERT INTO facts VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE value <> excluded.value",
            arguments: [rawValue, value])
    }
    func count(_ db: Database) throws { try set(db, String((Int(try get(db) ?? "0") ?? 0) + 1)) }
}
