import CaseModel
import Foundation
import GRDB

/// What came of decisions.
public struct DecisionOutcome: Sendable {
    /// The decisions as the log keeps them, with their hashes.
    public var decisions: [Decision]
    /// Rows of the chronology that changed.
    public var changed: Int
    /// Who holds the case, where the chronology follows only when that process is done.
    public var waitsFor: String?
}

extension CaseFile {
    /// Every decision in the order it was made.
    public func decisions() throws -> [Decision] { try read { try Log.decisions($0) } }

    /// Adds decisions to the log and makes the chronology follow. While another process builds, they are logged at once
    /// and that build applies them.
    ///
    /// - Parameters:
    ///   - when: an RFC 3339 instant, UTC; the clock's where nil.
    /// - Throws: `CaseFileError`.
    @discardableResult
    public func decide(
        _ actions: [Decision.Action], who: String, why: String? = nil, when: String? = nil
    ) throws -> DecisionOutcome {
        let when = when ?? CaseFile.now()
        return try append(actions.map { Decision(action: $0, who: who, when: when, why: why) })
    }

    /// As `decide`, of decisions that carry their own who, when and why.
    @discardableResult
    public func append(_ decisions: [Decision]) throws -> DecisionOutcome {
        for decision in decisions where decision.who.isEmpty {
            throw CaseFileError.wrongUse("a decision needs the name of who decides")
        }
        var kept: [Decision] = []
        try write { db in kept = try decisions.map { try Log.append($0, db) } }
        return try follow(kept)
    }

    /// Makes the chronology follow the log, now or when the process that holds the case is done.
    func follow(_ kept: [Decision]) throws -> DecisionOutcome {
        do {
            let lock = try BuildLock(path: path, command: "legajo decide")
            defer { lock.release() }
            return DecisionOutcome(decisions: kept, changed: try reconcileIfStale(progress: { _ in }))
        } catch CaseFileError.locked(_, let holder) {
            return DecisionOutcome(decisions: kept, changed: 0, waitsFor: holder)
        }
    }

    /// Makes the chronology again where a stopped build, a newer program or a decision left it behind.
    @discardableResult
    public func refresh() throws -> Int {
        if isReadOnly { throw refusal }
        let lock = try BuildLock(path: path, command: "legajo")
        defer { lock.release() }
        return try reconcileIfStale(progress: { _ in })
    }

    /// True where the chronology does not show all papers and decisions yet.
    public func isStale() throws -> Bool {
        try read { try Fact.stale.get($0) == "yes" || Fact.logHead.get($0) ?? "" != Log.head($0) }
    }

    /// Those of `actions` that no decision in force says already: what taking a file in twice leaves.
    public func undecided(_ actions: [Decision.Action]) throws -> [Decision.Action] {
        var standing = Set(Log.active(try decisions()).map(\.action))
        return actions.filter { standing.insert($0).inserted }
    }

    /// The last decision that takes effect and has not been taken back; nil where there is none. `undo` of its hash
    /// takes it back.
    public func lastDecision(by who: String? = nil) throws -> Decision? {
        let all = try decisions()
        var undone = Set<String>()
        for decision in all.reversed() {
            if undone.contains(decision.hash) { continue }
            if case .undo(let hash) = decision.action { undone.insert(hash); continue }
            if who == nil || decision.who == who { return decision }
        }
        return nil
    }

    /// This instant, as decisions write it.
    public static func now() -> String {
        var seconds = time(nil)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        func two(_ n: Int32) -> String { n < 10 ? "0\(n)" : "\(n)" }
        return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
            + "T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
    }
}
