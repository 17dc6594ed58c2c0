import CaseModel
import Chronology
import Foundation
import GRDB

/// What was solved, as rows: lists of a whole case in one row each, since they are read and written as wholes; what decisions touched by itself.
enum SolvedStore {
    private enum List: String, CaseIterable {
        /// Hex digits of the ids of papers; first mentions and events of mentions as little-endian 32-bit numbers; a line "id kind" an event.
        case papers, starts, told, events
    }

    /// Keeps what was solved; nil forgets what is kept.
    static func write(_ solved: Solved?, _ db: Database) throws {
        guard let solved else {
            try db.execute(sql: "DELETE FROM solved; DELETE FROM unreviewed; DELETE FROM fits")
            return
        }
        let values: [List: Data] = [
            .papers: Data(solved.documents.map(\.hex).joined(separator: "\n").utf8), .starts: data(solved.starts),
            .told: data(solved.eventOf),
            .events: Data(solved.events.map { "\($0.id.id) \($0.kind.rawValue)" }.joined(separator: "\n").utf8),
        ]
        for list in List.allCases {
            try db.execute(
                sql:
                    "INSERT INTO solved VALUES (?, ?) ON CONFLICT (list) DO UPDATE SET value = excluded.value WHERE value <> excluded.value",
                arguments: [list.rawValue, values[list]!])
        }
        try db.execute(sql: "DELETE FROM unreviewed; DELETE FROM fits")
        try put(solved.unreviewed.keys, of: solved, db)
        for (decision, event) in solved.fits.sorted(by: { $0.key < $1.key }) {
            try db.cachedStatement(sql: "INSERT INTO fits VALUES (?, ?)").execute(arguments: [decision, event.id])
        }
    }

    /// Writes what decisions on entries have changed.
    static func write(_ solved: Solved, over old: Solved, _ db: Database) throws {
        let events = Set(solved.unreviewed.keys).union(old.unreviewed.keys).filter { solved.unreviewed[$0] != old.unreviewed[$0] }
        for event in events { try db.execute(sql: "DELETE FROM unreviewed WHERE event = ?", arguments: [event.id]) }
        try put(events.filter { solved.unreviewed[$0] != nil }, of: solved, db)
        for decision in Set(solved.fits.keys).union(old.fits.keys) where solved.fits[decision] != old.fits[decision] {
            try db.execute(sql: "DELETE FROM fits WHERE decision = ?", arguments: [decision])
            if let event = solved.fits[decision] {
                try db.execute(sql: "INSERT INTO fits VALUES (?, ?)", arguments: [decision, event.id])
            }
        }
    }

    private static func put(_ events: some Sequence<EventID>, of solved: Solved, _ db: Database) throws {
        for event in events.sorted() {
            try db.cachedStatement(sql: "INSERT INTO unreviewed VALUES (?, ?)")
                .execute(arguments: [event.id, try CanonicalJSON.text(solved.unreviewed[event]!)])
        }
    }

    /// What is kept; nil where nothing is, or not as it is written.
    static func read(_ db: Database) throws -> Solved? {
        var values: [String: Data] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT list, value FROM solved") { values[row[0]] = row[1] }
        guard let papers = values[List.papers.rawValue], let starts = values[List.starts.rawValue].flatMap(numbers),
            let told = values[List.told.rawValue].flatMap(numbers), let lines = values[List.events.rawValue]
        else { return nil }
        let ids = papers.split(separator: 10).map { DocumentID(String(decoding: $0, as: UTF8.self)) }
        let events = lines.split(separator: 10).compactMap { line -> Solved.Entry? in
            let parts = line.split(separator: 32)
            guard parts.count == 2, let kind = EventKind(rawValue: String(decoding: parts[1], as: UTF8.self)) else { return nil }
            return Solved.Entry(id: EventID(String(decoding: parts[0], as: UTF8.self)), kind: kind)
        }
        guard ids.count == starts.count, events.count == lines.split(separator: 10).count,
            starts.allSatisfy({ (0...Int32(told.count)).contains($0) }), zip(starts, starts.dropFirst()).allSatisfy({ $0 <= $1 }),
            told.allSatisfy({ (-1..<Int32(events.count)).contains($0) })
        else { return nil }
        var unreviewed: [EventID: Event] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT event, entry FROM unreviewed") {
            unreviewed[EventID(row[0])] = try CanonicalJSON.value(Event.self, row[1])
        }
        var fits: [String: EventID] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT decision, event FROM fits") { fits[row[0]] = EventID(row[1]) }
        return Solved(documents: ids, starts: starts, eventOf: told, events: events, unreviewed: unreviewed, fits: fits)
    }

    private static func data(_ numbers: [Int32]) -> Data {
        var data = Data(capacity: numbers.count * 4)
        for number in numbers { withUnsafeBytes(of: number.littleEndian) { data.append(contentsOf: $0) } }
        return data
    }

    private static func numbers(_ data: Data) -> [Int32]? {
        guard data.count % 4 == 0 else { return nil }
        return data.withUnsafeBytes { bytes in
            (0..<data.count / 4).map { Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 4, as: Int32.self)) }
        }
    }
}
