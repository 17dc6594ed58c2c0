import CaseModel
import Foundation
import GRDB

/// The chronology as rows. Writing compares with what stands and touches only rows that differ.
enum RecordStore {
    /// Writes a whole chronology; gives the number of rows added, changed or taken away.
    static func write(_ record: CaseRecord, _ db: Database) throws -> Int {
        // Rows and their indexes are written in no order of their own: pages that do not stay in memory are written over and over.
        let isLarge = record.events.count > manyEvents
        if isLarge { try db.execute(sql: "PRAGMA cache_size = -\(roomForMany)") }
        defer { if isLarge { try? db.execute(sql: "PRAGMA cache_size = -\(CaseFile.pageRoom); PRAGMA shrink_memory") } }
        var writer = Writer(db: db)
        try writer.dates(record)
        try writer.actors(record.actors)
        try writer.events(record.events)
        try writer.quotes(record.quotes)
        try writer.conflicts(record.conflicts)
        try writer.unfit(record.unfitDecisions)
        try writer.nameWords(record.actors)
        return writer.changed
    }

    /// Writes entries that take the place of those with their ids, and all decisions that fit nothing; gives the number of rows changed.
    static func write(_ events: [Event], unfit: [String: String], _ db: Database) throws -> Int {
        var writer = Writer(db: db)
        try writer.put(events)
        try writer.unfit(unfit)
        return writer.changed
    }

    /// Kilobytes of pages kept while many rows are written, and how many events are many.
    private static let roomForMany = 192_000
    private static let manyEvents = 5_000

    private struct Writer {
        let db: Database
        var changed = 0

        /// Deletes the rows of a table whose key is not among those just written.
        private mutating func drop(_ table: String, key: String, keep: Set<String>, words: String? = nil) throws {
            let gone = try String.fetchAll(db, sql: "SELECT \(key) FROM \(table)").filter { !keep.contains($0) }
            for id in gone {
                try db.cachedStatement(sql: "DELETE FROM \(table) WHERE \(key) = ?").execute(arguments: [id])
                if let words {
                    try db.cachedStatement(sql: "DELETE FROM words WHERE kind = ? AND ref = ?").execute(arguments: [words, id])
                }
                changed += 1
            }
        }

        private func stands(_ table: String, key: String, id: String, entry: String) throws -> Bool {
            try String.fetchOne(db.cachedStatement(sql: "SELECT entry FROM \(table) WHERE \(key) = ?"), arguments: [id]) == entry
        }

        private func words(_ kind: WordKind, _ ref: String, _ text: String) throws {
            try db.cachedStatement(
                sql: """
                    INSERT INTO words (id, kind, ref, text)
                    VALUES ((SELECT coalesce(max(id), ?) + 1 FROM words WHERE id BETWEEN ? AND ?), ?, ?, ?)
                    ON CONFLICT (kind, ref) DO UPDATE SET text = excluded.text WHERE text <> excluded.text
                    """
            ).execute(arguments: [kind.first, kind.first, kind.last, kind.rawValue, ref, text])
        }

        mutating func dates(_ record: CaseRecord) throws {
            var keep = Set<String>()
            for (date, entry) in zip(record.dates, try CanonicalJSON.texts(record.dates)) {
                let id = date.document.hex
                let copy = record.copies[date.document]?.hex
                keep.insert(id)
                if let row = try Row.fetchOne(
                    db.cachedStatement(sql: "SELECT entry, copy_of FROM dates WHERE document = ?"), arguments: [id]),
                    row["entry"] == entry, row["copy_of"] == copy
                {
                    continue
                }
                let days = DayBounds(edtf: date.published.edtf)
                try db.cachedStatement(sql: "INSERT OR REPLACE INTO dates VALUES (?, ?, ?, ?, ?)")
                    .execute(arguments: [id, days.first, days.last, copy, entry])
                changed += 1
            }
            try drop("dates", key: "document", keep: keep)
        }

        mutating func actors(_ actors: [CaseActor]) throws {
            var keep = Set<String>()
            for (actor, entry) in zip(actors, try CanonicalJSON.texts(actors)) {
                keep.insert(actor.id.id)
                if try stands("actors", key: "id", id: actor.id.id, entry: entry) { continue }
                try db.cachedStatement(sql: "INSERT OR REPLACE INTO actors VALUES (?, ?, ?, ?)")
                    .execute(arguments: [actor.id.id, actor.name, actor.kind.rawValue, entry])
                try words(.actor, actor.id.id, ([actor.name] + actor.aliases).joined(separator: "\n"))
                changed += 1
            }
            try drop("actors", key: "id", keep: keep, words: "actor")
        }

        mutating func events(_ events: [Event]) throws {
            try put(events)
            try drop("events", key: "id", keep: Set(events.map(\.id.id)), words: "event")
        }

        mutating func put(_ events: [Event]) throws {
            for (event, entry) in zip(events, try CanonicalJSON.texts(events)) {
                let id = event.id.id
                if try stands("events", key: "id", id: id, entry: entry) { continue }
                let days = DayBounds(edtf: event.date.edtf)
                try db.cachedStatement(sql: "DELETE FROM events WHERE id = ?").execute(arguments: [id])
                try db.cachedStatement(sql: "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)").execute(arguments: [
                    id, event.kind.rawValue, DayBounds.order(event.date), days.first, days.last, event.modality.rawValue,
                    event.review.rawValue, entry,
                ])
                for (position, participant) in event.participants.enumerated() {
                    try db.cachedStatement(sql: "INSERT INTO participants VALUES (?, ?, ?, ?, ?)").execute(arguments: [
                        id, position, participant.role.rawValue, participant.actor?.id, participant.name,
                    ])
                }
                for (position, evidence) in event.evidence.enumerated() {
                    let passage = evidence.passage
                    try db.cachedStatement(sql: "INSERT INTO evidence VALUES (?, ?, ?, ?, ?)")
                        .execute(arguments: [id, position, passage.document.hex, passage.start, passage.end])
                }
                for (position, target) in event.targets.enumerated() {
                    try db.cachedStatement(sql: "INSERT INTO targets VALUES (?, ?, ?)").execute(arguments: [
                        id, position, target.id,
                    ])
                }
                try words(.event, id, event.headline)
                changed += 1
            }
        }

        mutating func quotes(_ quotes: [Quote]) throws {
            var keep = Set<String>()
            var numbers: [Passage: Int] = [:]
            for (quote, entry) in zip(quotes, try CanonicalJSON.texts(quotes)) {
                let passage = quote.passage
                let number = numbers[passage, default: 0]
                numbers[passage] = number + 1
                let ref = RecordStore.reference(passage, number)
                keep.insert(ref)
                let key: StatementArguments = [passage.document.hex, passage.start, passage.end, number]
                let old = try String.fetchOne(
                    db.cachedStatement(
                        sql: "SELECT entry FROM quotes WHERE document = ? AND start = ? AND \"end\" = ? AND number = ?"),
                    arguments: key)
                if old == entry { continue }
                let days = DayBounds(edtf: quote.date.edtf)
                try db.cachedStatement(sql: "INSERT OR REPLACE INTO quotes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)").execute(
                    arguments: key + [quote.speaker?.id, quote.name, days.first, days.last, entry])
                let said = try String.fetchOne(
                    db.cachedStatement(
                        sql: "SELECT CAST(substr(CAST(text AS BLOB), ? + 1, ?) AS TEXT) FROM documents WHERE id = ?"),
                    arguments: [passage.start, passage.end - passage.start, passage.document.hex])
                try words(.quote, ref, (quote.name.map { $0 + "\n" } ?? "") + (said ?? ""))
                changed += 1
            }
            try drop(
                "quotes", key: "(document || ':' || start || '-' || \"end\" || ':' || number)", keep: keep, words: "quote")
        }

        mutating func conflicts(_ conflicts: [Conflict]) throws {
            var numbers: [String: Int] = [:]
            var rows: [(about: String, field: String, number: Int, entry: String)] = []
            for conflict in conflicts {
                let key = conflict.about + "\n" + conflict.field.rawValue
                rows.append((conflict.about, conflict.field.rawValue, numbers[key, default: 0], try CanonicalJSON.text(conflict)))
                numbers[key, default: 0] += 1
            }
            var old: [String: String] = [:]
            for row in try Row.fetchAll(db, sql: "SELECT about || char(10) || field || char(10) || number, entry FROM conflicts")
            {
                old[row[0]] = row[1]
            }
            for row in rows {
                guard old.removeValue(forKey: "\(row.about)\n\(row.field)\n\(row.number)") != row.entry else { continue }
                try db.execute(
                    sql: "INSERT OR REPLACE INTO conflicts VALUES (?, ?, ?, ?)",
                    arguments: [row.about, row.field, row.number, row.entry])
                changed += 1
            }
            for key in old.keys {
                try db.execute(
                    sql: "DELETE FROM conflicts WHERE about || char(10) || field || char(10) || number = ?", arguments: [key])
                changed += 1
            }
        }

        mutating func unfit(_ unfit: [String: String]) throws {
            var old: [String: String] = [:]
            for row in try Row.fetchAll(db, sql: "SELECT decision, reason FROM unfit") { old[row[0]] = row[1] }
            guard old != unfit else { return }
            try db.execute(sql: "DELETE FROM unfit")
            for (decision, reason) in unfit.sorted(by: { $0.key < $1.key }) {
                try db.execute(sql: "INSERT INTO unfit VALUES (?, ?)", arguments: [decision, reason])
            }
            changed += 1
        }

        /// Every word of every name, folded: what a misspelt name is compared with.
        func nameWords(_ actors: [CaseActor]) throws {
            var words = Set<String>()
            for actor in actors {
                for name in [actor.name] + actor.aliases { words.formUnion(Fold.words(name)) }
            }
            let old = Set(try String.fetchAll(db, sql: "SELECT word FROM name_words"))
            for word in old.subtracting(words) { try db.execute(sql: "DELETE FROM name_words WHERE word = ?", arguments: [word]) }
            for word in words.subtracting(old) { try db.execute(sql: "INSERT INTO name_words VALUES (?)", arguments: [word]) }
        }
    }

    static func reference(_ passage: Passage, _ number: Int) -> String {
        "\(passage.document.hex):\(passage.start)-\(passage.end):\(number)"
    }

    /// The order of a chronology: by day, then id; what nothing dates comes last.
    static let eventOrder = "day, id"

    /// Everything.
    static func record(_ db: Database) throws -> CaseRecord {
        var record = CaseRecord()
        for row in try Row.fetchAll(db, sql: "SELECT entry, copy_of, document FROM dates ORDER BY document") {
            record.dates.append(try CanonicalJSON.value(DocumentDates.self, row[0]))
            if let copy = row[1] as String? { record.copies[DocumentID(row[2])] = DocumentID(copy) }
        }
        record.actors = try entries(db, CaseActor.self, "SELECT entry FROM actors ORDER BY id")
        record.events = try entries(db, Event.self, "SELECT entry FROM events ORDER BY \(eventOrder)")
        record.quotes = try entries(db, Quote.self, "SELECT entry FROM quotes ORDER BY document, start, \"end\", number")
        record.conflicts = try entries(db, Conflict.self, "SELECT entry FROM conflicts ORDER BY about, field, number")
        for row in try Row.fetchAll(db, sql: "SELECT decision, reason FROM unfit") { record.unfitDecisions[row[0]] = row[1] }
        return record
    }

    static func entries<Value: Decodable>(
        _ db: Database, _ type: Value.Type, _ sql: String, _ arguments: StatementArguments = []
    ) throws -> [Value] {
        let decoder = JSONDecoder()
        var values: [Value] = []
        let cursor = try String.fetchCursor(db, sql: sql, arguments: arguments)
        while let entry = try cursor.next() { values.append(try decoder.decode(type, from: Data(entry.utf8))) }
        return values
    }
}
