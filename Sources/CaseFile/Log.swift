import CaseModel
import Foundation
import GRDB

/// The log of decisions as rows: each holds its canonical JSON and the hash over the one before and itself.
enum Log {
    /// What is hashed: a decision without its place in the chain.
    struct Payload: Codable, Hashable {
        var action: Decision.Action
        var who: String
        var when: String
        var why: String?
    }

    /// The hash of the last decision; empty where there is none.
    static func head(_ db: Database) throws -> String {
        try String.fetchOne(db, sql: "SELECT hash FROM log ORDER BY position DESC LIMIT 1") ?? ""
    }

    /// All decisions in the order they were made.
    static func decisions(_ db: Database) throws -> [Decision] {
        try Row.fetchAll(db, sql: "SELECT hash, previous, payload FROM log ORDER BY position").map { row in
            let payload = try CanonicalJSON.value(Payload.self, row["payload"])
            return Decision(
                action: payload.action, who: payload.who, when: payload.when, why: payload.why, hash: row["hash"],
                previous: row["previous"])
        }
    }

    /// Adds a decision at the end; gives it back with its hash.
    static func append(_ decision: Decision, _ db: Database) throws -> Decision {
        var decision = decision
        let payload = try CanonicalJSON.text(
            Payload(action: decision.action, who: decision.who, when: decision.when, why: decision.why))
        decision.previous = try head(db)
        decision.hash = hash(previous: decision.previous, payload: payload)
        try db.execute(
            sql: "INSERT INTO log (hash, previous, payload) VALUES (?, ?, ?)",
            arguments: [decision.hash, decision.previous, payload])
        return decision
    }

    /// The decisions in force: those that no later one takes back; taking back a taking-back brings the first into force again.
    static func active(_ decisions: [Decision]) -> [Decision] {
        var undone = Set<String>()
        for decision in decisions.reversed() where !undone.contains(decision.hash) {
            if case .undo(let hash) = decision.action { undone.insert(hash) }
        }
        return decisions.filter {
            if case .undo = $0.action { return false }
            return !undone.contains($0.hash)
        }
    }

    static func hash(previous: String, payload: String) -> String { Digest.hex(previous + "\n" + payload) }
}
