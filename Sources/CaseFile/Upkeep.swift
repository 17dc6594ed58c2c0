import CaseModel
import Foundation
import GRDB

/// What a case file holds.
public struct CaseInfo: Hashable, Sendable, Codable {
    public var path: String
    public var bytes: Int
    /// The folder last read.
    public var folder: String?
    /// Version of reader, annotator and reconciler that made it; and whether this program's differs.
    public var madeBy: String?
    public var outdated: Bool
    public var steps: [String]
    public var files: Int
    public var originals: Int
    public var originalBytes: Int
    public var packedBytes: Int
    public var papers: Int
    public var copies: Int
    public var undated: Int
    public var events: Int
    public var actors: Int
    public var quotes: Int
    public var conflicts: Int
    public var decisions: Int
    public var unfitDecisions: Int
    /// Events by review state.
    public var review: [String: Int]
    public var firstDay: Int?
    public var lastDay: Int?
    /// The hash of the last decision: what stands for the whole log.
    public var logHead: String
    public var stale: Bool
    public var problems: [FileProblem]
}

extension CaseFile {
    /// Counts and facts about the file.
    public func info() throws -> CaseInfo {
        try read { db in
            func number(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
            var review: [String: Int] = [:]
            for state in ReviewState.allCases { review[state.rawValue] = 0 }
            for row in try Row.fetchAll(db, sql: "SELECT review, count(*) FROM events GROUP BY review") {
                review[row[0]] = row[1]
            }
            let madeBy = try Fact.madeBy.get(db)
            return CaseInfo(
                path: self.path, bytes: try number("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"),
                folder: try Fact.folder.get(db), madeBy: madeBy,
                outdated: madeBy != nil && madeBy != self.pipeline.version.description,
                steps: try String.fetchAll(db, sql: "SELECT identifier FROM grdb_migrations ORDER BY rowid"),
                files: try number("SELECT count(*) FROM files"), originals: try number("SELECT count(*) FROM originals"),
                originalBytes: try number("SELECT sum(size) FROM originals"),
                packedBytes: try number("SELECT sum(length(packed)) FROM parts"),
                papers: try number("SELECT count(*) FROM dates"),
                copies: try number("SELECT count(*) FROM dates WHERE copy_of IS NOT NULL"),
                undated: try number("SELECT count(*) FROM dates WHERE first IS NULL AND last IS NULL"),
                events: try number("SELECT count(*) FROM events"), actors: try number("SELECT count(*) FROM actors"),
                quotes: try number("SELECT count(*) FROM quotes"), conflicts: try number("SELECT count(*) FROM conflicts"),
                decisions: try number("SELECT count(*) FROM log"), unfitDecisions: try number("SELECT count(*) FROM unfit"),
                review: review, firstDay: try Int.fetchOne(db, sql: "SELECT min(coalesce(first, last)) FROM events"),
                lastDay: try Int.fetchOne(db, sql: "SELECT max(coalesce(last, first)) FROM events"), logHead: try Log.head(db),
                stale: try Fact.stale.get(db) == "yes" || Fact.logHead.get(db) ?? "" != Log.head(db),
                problems: try Row.fetchAll(db, sql: "SELECT name, problem FROM files WHERE problem IS NOT NULL ORDER BY name")
                    .map { FileProblem(name: $0[0], reason: $0[1]) })
        }
    }

    /// A number that grows with every change that can be seen: what is shown is good while it stands.
    public func edition() throws -> String {
        try read { db in
            "\(try Fact.edition.get(db) ?? "0").\(try Fact.generation.get(db) ?? "0").\(try Log.head(db).prefix(12))"
        }
    }

    /// Gives room of what was removed back to the disk and rebuilds the search index; gives the bytes saved.
    @discardableResult
    public func compact() throws -> Int {
        if isReadOnly { throw refusal }
        let lock = try BuildLock(path: path, command: "legajo compact")
        defer { lock.release() }
        let before = try info().bytes
        do {
            try database.write { db in
                try db.execute(
                    sql: """
                        INSERT INTO documents_fts (documents_fts) VALUES ('optimize');
                        INSERT INTO words_fts (words_fts) VALUES ('optimize');
                        """)
            }
            try database.vacuum()
            fold()
        } catch { throw CaseFileError.translated(error, path: path) }
        return before - (try info().bytes)
    }

    /// Copies the case to another file while others read and write it (SQLite's online backup). Nothing that exists is
    /// overwritten. Throws `CaseFileError`.
    public func backup(to target: String) throws {
        guard access(target, F_OK) != 0 else {
            throw CaseFileError.wrongUse("\(target) exists already. Give a name that is free")
        }
        let unfinished = target + ".unfinished"
        unlink(unfinished)
        defer { unlink(unfinished) }
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(10)
            let copy = try DatabaseQueue(path: unfinished, configuration: configuration)
            try database.backup(to: copy)
            // The copy stands alone: no write-ahead log beside it.
            try copy.writeWithoutTransaction { _ = try String.fetchOne($0, sql: "PRAGMA journal_mode = DELETE") }
            // A backup of damaged pages would be found out when it is needed.
            if let complaint = try copy.read({ try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }), complaint != "ok" {
                throw CaseFileError.damaged(path: path, detail: complaint)
            }
            try copy.close()
        } catch { throw CaseFileError.translated(error, path: target) }
        guard rename(unfinished, target) == 0 else {
            throw CaseFileError.unusable(path: target, detail: String(cString: strerror(errno)))
        }
    }
}
