import CaseModel
import Foundation
import GRDB

/// What an id, or the beginning of one, stands for.
public enum CaseItem: Sendable {
    case event(Event)
    case actor(CaseActor)
    case document(DocumentID, name: String)
    case decision(Decision)
}

extension CaseFile {
    /// The event, actor, paper or decision whose id is, or begins with, `id`: as git's short ids, from 3 characters on.
    ///
    /// Throws `unknown` and `ambiguous`.
    public func item(_ id: String) throws -> CaseItem {
        try read { db in
            var found = try self.identifiers(beginning: id, db)
            if found.isEmpty { found = try self.identifiers(beginning: id.lowercased(), db) }
            guard let first = found.first else {
                if (1..<3).contains(id.utf8.count) {
                    throw CaseFileError.wrongUse("\"\(id)\" is too short for an id: give at least its first 3 characters")
                }
                throw CaseFileError.unknown(
                    what: "entry, person, paper or decision with id", name: id, near: try self.nearIDs(id.lowercased(), db))
            }
            let exact = found.filter { $0.id == id }
            guard found.count == 1 || exact.count == 1 else {
                throw CaseFileError.ambiguous(name: id, candidates: found.map(\.id))
            }
            let one = exact.first ?? first
            switch one.table {
            case "events":
                return .event(try RecordStore.entries(db, Event.self, "SELECT entry FROM events WHERE id = ?", [one.id])[0])
            case "actors":
                return .actor(try RecordStore.entries(db, CaseActor.self, "SELECT entry FROM actors WHERE id = ?", [one.id])[0])
            case "documents":
                let name = try String.fetchOne(db, sql: "SELECT name FROM documents WHERE id = ?", arguments: [one.id])
                return .document(DocumentID(one.id), name: name ?? "")
            default: return .decision(try Log.decisions(db).first { $0.hash == one.id }!)
            }
        }
    }

    private func identifiers(beginning id: String, _ db: Database) throws -> [(table: String, id: String)] {
        guard !id.isEmpty else { return [] }
        let end = id + "\u{10FFFF}"
        var found: [(String, String)] = []
        for (table, column) in [("events", "id"), ("actors", "id"), ("documents", "id"), ("log", "hash")] {
            let ids = try String.fetchAll(
                db, sql: "SELECT \(column) FROM \(table) WHERE \(column) >= ? AND \(column) < ? ORDER BY \(column) LIMIT 20",
                arguments: [id, end])
            found += ids.filter { id.utf8.count >= 3 || $0 == id }.map { (table, $0) }
        }
        return found
    }

    /// Beginnings of ids of entries and persons that are one slip away from what was typed; at most three.
    private func nearIDs(_ id: String, _ db: Database) throws -> [String] {
        let wanted = Array(id.utf8)
        guard wanted.count >= 4, wanted.count <= 20 else { return [] }
        var near: [String] = []
        let ids = try String.fetchCursor(db, sql: "SELECT id FROM events UNION ALL SELECT id FROM actors ORDER BY id")
        while let one = try ids.next(), near.count < 3 {
            let beginning = String(one.prefix(id.count))
            if Fold.distance(wanted, Array(beginning.utf8), limit: 1) <= 1 && !near.contains(beginning) { near.append(beginning) }
        }
        return near
    }

    /// The event whose id is, or begins with, `id`.
    public func event(_ id: String) throws -> Event {
        if case .event(let event) = try item(id) { return event }
        throw CaseFileError.unknown(what: "entry", name: id, near: [])
    }

    /// The shortest beginnings, of at least `least` characters, that tell the ids of all events apart: as git's log shows.
    public func shortLength(least: Int = 4) throws -> Int {
        try read { db in
            let ids = try String.fetchAll(db, sql: "SELECT id FROM events ORDER BY id")
            var length = least
            for (a, b) in zip(ids, ids.dropFirst()) {
                length = max(length, zip(a.utf8, b.utf8).prefix { $0 == $1 }.count + 1)
            }
            return length
        }
    }

    /// The persons, bodies and places that a name or id fits: by whole name first, then by words of the name or an
    /// alias. Throws `unknown` with the nearest names.
    public func actors(named name: String) throws -> [CaseActor] { try read { try self.resolveActors(name, $0) } }

    /// The one actor that a name or id fits best. Throws `unknown`, and `ambiguous` where a name fits several equally.
    public func actor(named name: String) throws -> CaseActor {
        let found = try actors(named: name)
        guard found.count > 1 else { return found[0] }
        throw CaseFileError.ambiguous(name: name, candidates: found.map { "\($0.name) (\($0.id))" })
    }

    func resolveActors(_ name: String, _ db: Database) throws -> [CaseActor] {
        let byID = try RecordStore.entries(db, CaseActor.self, "SELECT entry FROM actors WHERE id = ?", [name])
        if !byID.isEmpty { return byID }
        let wanted = Fold.words(name)
        let whole = wanted.joined(separator: " ")
        guard !wanted.isEmpty else { throw CaseFileError.unknown(what: "person", name: name, near: []) }
        let query = wanted.map { "\"\($0)\"" }.joined(separator: " AND ")
        let some = try RecordStore.entries(
            db, CaseActor.self,
            """
            SELECT a.entry FROM words_fts f JOIN words w ON w.id = f.rowid JOIN actors a ON a.id = w.ref
            WHERE f.text MATCH ? AND f.rowid BETWEEN ? AND ? ORDER BY a.id
            """, [query, WordKind.actor.first, WordKind.actor.last])
        let exact = some.filter { Fold.text($0.name) == whole }
        if !exact.isEmpty { return exact }
        let alias = some.filter { $0.aliases.contains { Fold.text($0) == whole } }
        if !alias.isEmpty { return alias }
        let within = some.filter { actor in
            ([actor.name] + actor.aliases).contains { alias in
                let words = Fold.words(alias)
                return wanted.allSatisfy(words.contains)
            }
        }
        if !within.isEmpty { return within }
        throw CaseFileError.unknown(what: "person", name: name, near: try nearNames(wanted, db))
    }

    /// Names that a misspelt name may mean, the likeliest first; at most three.
    private func nearNames(_ wanted: [String], _ db: Database) throws -> [String] {
        var scored: [(score: Int, name: String)] = []
        for row in try Row.fetchAll(db, sql: "SELECT name FROM actors") {
            let name: String = row[0]
            let words = Fold.words(name).map { Array($0.utf8) }
            var edits = 0
            var hits = 0
            for word in wanted.map({ Array($0.utf8) }) {
                let limit = max(1, Fold.forgiven(word.count))
                let best = words.map { Fold.distance(word, $0, limit: limit) }.min() ?? limit + 1
                if best <= limit { hits += 1; edits += best }
            }
            if hits > 0 { scored.append((edits + 4 * (wanted.count - hits), name)) }
        }
        return scored.sorted { ($0.score, $0.name) < ($1.score, $1.name) }.prefix(3).map(\.name)
    }

    /// Ids of papers by id, name, part of the name or outlet.
    func resolveDocuments(_ source: String, _ db: Database) throws -> [String] {
        let folded = Fold.text(source)
        var found: [String] = []
        let rows = try Row.fetchCursor(db, sql: "SELECT id, name, outlet FROM documents ORDER BY id")
        while let row = try rows.next() {
            let id: String = row[0]
            let name: String = row[1]
            if name == source || (source.utf8.count >= 6 && id.hasPrefix(source)) { return [id] }
            let outlet = (row[2] as String?).map { Fold.text($0) }
            if name.contains(source) || outlet == folded || (!folded.isEmpty && Fold.text(name).contains(folded)) {
                found.append(id)
            }
        }
        if found.isEmpty { throw CaseFileError.unknown(what: "paper or outlet", name: source, near: []) }
        return found
    }

    /// One paper by id, beginning of an id, or name. Throws `unknown` and `ambiguous`.
    public func document(named name: String) throws -> Document {
        let ids = try read { try self.resolveDocuments(name, $0) }
        guard ids.count == 1 else { throw CaseFileError.ambiguous(name: name, candidates: ids.map { String($0.prefix(12)) }) }
        guard let document = try document(DocumentID(ids[0])) else {
            throw CaseFileError.unknown(what: "paper", name: name, near: [])
        }
        return document
    }
}
