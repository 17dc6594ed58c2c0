import CaseModel
import EDTF
import Foundation
import GRDB

/// Which entries of the chronology are asked for. Everything that is set must hold.
public struct EventFilter: Hashable, Sendable {
    /// Names or ids of persons, bodies or places: each must take part.
    public var persons: [String] = []
    /// Any of these kinds; all where empty.
    public var kinds: [EventKind] = []
    /// Only what may have happened on or after this day, on or before that day.
    public var from: Day?
    public var to: Day?
    /// A part of a paper's name, outlet or id that tells it.
    public var source: String?
    /// Only what papers disagree on.
    public var conflictsOnly = false
    /// Any of these states; where empty, all but rejected entries.
    public var review: [ReviewState] = []
    /// Any of these modalities; all where empty.
    public var modalities: [Modality] = []
    public init() {}

    /// True where only rejected entries are left out.
    public var isOpen: Bool { self == EventFilter() }
}

extension CaseFile {
    /// The whole chronology, rejected entries too.
    public func record() throws -> CaseRecord { try read { try RecordStore.record($0) } }

    /// The events that a filter lets through, in the chronology's order. Throws `unknown` for a person who is not there.
    public func events(_ filter: EventFilter = EventFilter(), limit: Int? = nil, offset: Int = 0) throws -> [Event] {
        try read { db in
            let (condition, arguments) = try self.condition(filter, db)
            let page = limit.map { " LIMIT \($0) OFFSET \(offset)" } ?? ""
            return try RecordStore.entries(
                db, Event.self, "SELECT entry FROM events WHERE \(condition) ORDER BY \(RecordStore.eventOrder)\(page)", arguments
            )
        }
    }

    /// Where papers disagree about one entry or person.
    public func conflicts(about id: String) throws -> [Conflict] {
        try read { db in
            try RecordStore.entries(
                db, Conflict.self, "SELECT entry FROM conflicts WHERE about = ? ORDER BY field, number", [id])
        }
    }

    /// Decisions that fit nothing any more, by hash, each with the reason.
    public func unfitDecisions() throws -> [String: String] {
        try read { db in
            Dictionary(
                try Row.fetchAll(db, sql: "SELECT decision, reason FROM unfit").map { ($0[0] as String, $0[1] as String) },
                uniquingKeysWith: { a, _ in a })
        }
    }

    /// How many events a filter lets through.
    public func eventCount(_ filter: EventFilter = EventFilter()) throws -> Int {
        try read { db in
            let (condition, arguments) = try self.condition(filter, db)
            return try Int.fetchOne(db, sql: "SELECT count(*) FROM events WHERE \(condition)", arguments: arguments) ?? 0
        }
    }

    /// The chronology narrowed to a filter: its events, who takes part in them, the conflicts about them, and the
    /// quotes and papers that they stand on. An open filter gives everything but rejected events.
    public func record(_ filter: EventFilter) throws -> CaseRecord {
        var record = try record()
        let events = try events(filter)
        let kept = Set(events.map(\.id.id))
        record.events = events
        guard !filter.isOpen else { return record }
        let actors = Set(events.flatMap { $0.participants.compactMap(\.actor) })
        let papers = Set(events.flatMap { $0.evidence.map(\.passage.document) })
        record.actors.removeAll { !actors.contains($0.id) }
        record.quotes.removeAll { !papers.contains($0.passage.document) || ($0.speaker.map { !actors.contains($0) } ?? true) }
        record.conflicts.removeAll { !kept.contains($0.about) && !actors.contains(ActorID($0.about)) }
        return record
    }

    /// What a list of the chronology shows: the events that a filter lets through and the conflicts about them.
    public func chronology(_ filter: EventFilter) throws -> CaseRecord {
        var record = CaseRecord()
        record.events = try events(filter)
        let kept = Set(record.events.map(\.id.id))
        record.conflicts = try read { db in
            try RecordStore.entries(db, Conflict.self, "SELECT entry FROM conflicts ORDER BY about, field, number")
        }.filter { kept.contains($0.about) }
        return record
    }

    func condition(_ filter: EventFilter, _ db: Database) throws -> (String, StatementArguments) {
        var parts: [String] = []
        var arguments = StatementArguments()
        func any(_ column: String, _ values: [String]) {
            parts.append("\(column) IN (\(values.map { _ in "?" }.joined(separator: ", ")))")
            arguments += StatementArguments(values)
        }
        if filter.review.isEmpty { parts.append("review <> 'rejected'") } else { any("review", filter.review.map(\.rawValue)) }
        if !filter.kinds.isEmpty { any("kind", filter.kinds.map(\.rawValue)) }
        if !filter.modalities.isEmpty { any("modality", filter.modalities.map(\.rawValue)) }
        if let from = filter.from {
            parts.append("(last >= ? OR (last IS NULL AND first IS NOT NULL))")
            arguments += [Int(from.number)]
        }
        if let to = filter.to {
            parts.append("(first <= ? OR (first IS NULL AND last IS NOT NULL))")
            arguments += [Int(to.number)]
        }
        for person in filter.persons {
            let ids = try resolveActors(person, db).map(\.id.id)
            parts.append(
                "id IN (SELECT event FROM participants WHERE actor IN (\(ids.map { _ in "?" }.joined(separator: ", "))))")
            arguments += StatementArguments(ids)
        }
        if let source = filter.source {
            let papers = try resolveDocuments(source, db)
            parts.append(
                "id IN (SELECT event FROM evidence WHERE document IN (\(papers.map { _ in "?" }.joined(separator: ", "))))")
            arguments += StatementArguments(papers)
        }
        if filter.conflictsOnly { parts.append("id IN (SELECT about FROM conflicts)") }
        return (parts.joined(separator: " AND "), arguments)
    }
}
