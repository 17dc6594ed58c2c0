import CaseModel
import Foundation
import GRDB

/// Two people's cases joined: what came over and where they differ.
public struct MergeReport: Sendable {
    /// What two people decided differently about one thing.
    public struct Difference: Sendable, Hashable {
        /// "date of the pardon", "whether it stays".
        public var about: String
        public var mine: Decision
        public var theirs: Decision
    }
    /// Decisions that were added to the log, as they stand there now.
    public var joined: [Decision] = []
    /// Decisions that both had.
    public var shared = 0
    public var differences: [Difference] = []
    /// Papers that only one of the two has, by name.
    public var papersOnlyMine: [String] = []
    public var papersOnlyTheirs: [String] = []
    /// Rows of the chronology that changed, and who holds the case where it has to wait.
    public var changed = 0
    public var waitsFor: String?
}

extension CaseFile {
    /// Adds to the log what another copy of the case decided and this one did not, in the order of time; nothing is taken
    /// away, and doing it twice adds nothing. Where both decided about one thing, the report says so and the later decision holds.
    public func merge(_ other: CaseFile) throws -> MergeReport {
        var report = MergeReport()
        let mine = try decisions()
        let theirs = try other.decisions()
        let mineByID = Dictionary(zip(MergeReport.identities(mine), mine), uniquingKeysWith: { a, _ in a })
        let theirIDs = MergeReport.identities(theirs)
        let new = zip(theirIDs, theirs).filter { mineByID[$0.0] == nil }
        report.shared = theirs.count - new.count

        let shared = Set(theirIDs)
        let onlyMine = zip(MergeReport.identities(mine), mine).filter { !shared.contains($0.0) }.map(\.1)
        for (_, decision) in new {
            for own in onlyMine {
                if let about = MergeReport.clash(own.action, decision.action) {
                    report.differences.append(.init(about: about, mine: own, theirs: decision))
                }
            }
        }
        // A taking-back names a decision by its hash, and hashes change with their place in the chain.
        var here: [String: String] = [:]
        for (identity, decision) in zip(theirIDs, theirs) { if let own = mineByID[identity] { here[decision.hash] = own.hash } }
        var joined: [Decision] = []
        try write { db in
            joined = []
            for (_, decision) in new {
                var copy = decision
                if case .undo(let hash) = decision.action { copy.action = .undo(here[hash] ?? hash) }
                copy = try Log.append(copy, db)
                here[decision.hash] = copy.hash
                joined.append(copy)
            }
        }
        report.joined = joined
        let outcome = try follow(joined)
        report.changed = outcome.changed
        report.waitsFor = outcome.waitsFor
        // A damaged copy whose log can still be read gives its decisions; its papers are then not compared.
        let own = try names()
        guard let foreign = try? other.names() else { return report }
        report.papersOnlyMine = own.filter { foreign[$0.key] == nil }.map(\.value).sorted()
        report.papersOnlyTheirs = foreign.filter { own[$0.key] == nil }.map(\.value).sorted()
        return report
    }

    private func names() throws -> [String: String] {
        try read { db in
            var names: [String: String] = [:]
            for row in try Row.fetchAll(db, sql: "SELECT id, name FROM documents") { names[row[0]] = row[1] }
            return names
        }
    }
}

extension MergeReport {
    /// What makes a decision the same in two logs: what it says, and for a taking-back what the taken-back one says.
    static func identities(_ decisions: [Decision]) -> [String] {
        var byHash: [String: String] = [:]
        return decisions.map { decision in
            let body: String
            if case .undo(let hash) = decision.action {
                body = "undo " + (byHash[hash] ?? hash)
            } else {
                body = (try? CanonicalJSON.text(decision.action)) ?? String(describing: decision.action)
            }
            let identity = Digest.hex([body, decision.who, decision.when, decision.why ?? ""].joined(separator: "\n"))
            byHash[decision.hash] = identity
            return identity
        }
    }

    /// What two decisions say differently about one thing; nil where they agree or speak of different things.
    static func clash(_ a: Decision.Action, _ b: Decision.Action) -> String? {
        func meet(_ a: [Passage], _ b: [Passage]) -> Bool {
            a.contains { one in b.contains { $0.document == one.document && $0.start < one.end && one.start < $0.end } }
        }
        func same(_ a: Decision.EventKey, _ b: Decision.EventKey) -> Bool { a.kind == b.kind && meet(a.passages, b.passages) }
        func verdict(_ action: Decision.Action) -> (Decision.EventKey, String)? {
            switch action {
            case .accept(let key): (key, "accept")
            case .reject(let key): (key, "reject")
            case .reopen(let key): (key, "reopen")
            default: nil
            }
        }
        if let one = verdict(a), let two = verdict(b) {
            return same(one.0, two.0) && one.1 != two.1 ? "whether the \(one.0.kind.rawValue) stays" : nil
        }
        switch (a, b) {
        case (.correctDate(let one, let x), .correctDate(let two, let y)):
            return same(one, two) && x != y ? "date of the \(one.kind.rawValue)" : nil
        case (.correctKind(let one, let x), .correctKind(let two, let y)):
            return same(one, two) && x != y ? "kind of the \(one.kind.rawValue)" : nil
        case (.correctHeadline(let one, let x), .correctHeadline(let two, let y)):
            return same(one, two) && x != y ? "headline of the \(one.kind.rawValue)" : nil
        case (.correctMode(let one, let x), .correctMode(let two, let y)):
            return same(one, two) && x != y ? "mode of the \(one.kind.rawValue)" : nil
        case (.correctTargets(let one, let x), .correctTargets(let two, let y)):
            return same(one, two) && x != y ? "what the \(one.kind.rawValue) acts on" : nil
        case (.correctParticipant(let one, let role, let x), .correctParticipant(let two, let other, let y)):
            return same(one, two) && role == other && x != y ? "\(role.rawValue) of the \(one.kind.rawValue)" : nil
        case (.dateDocument(let one, let x), .dateDocument(let two, let y)):
            return one == two && x != y ? "day of paper \(one.hex.prefix(8))" : nil
        case (.describeDocument(let one, let t1, let o1, let a1), .describeDocument(let two, let t2, let o2, let a2)):
            func differ<Fact: Equatable>(_ x: Fact?, _ y: Fact?) -> Bool { x != nil && y != nil && x != y }
            let authors = !a1.isEmpty && !a2.isEmpty && a1 != a2
            return one == two && (differ(t1, t2) || differ(o1, o2) || authors) ? "facts of paper \(one.hex.prefix(8))" : nil
        case (.sameActor(let a1, let a2), .notSameActor(let b1, let b2)),
            (.notSameActor(let b1, let b2), .sameActor(let a1, let a2)):
            let straight = meet(a1.passages, b1.passages) && meet(a2.passages, b2.passages)
            let crossed = meet(a1.passages, b2.passages) && meet(a2.passages, b1.passages)
            return straight || crossed ? "whether \(a1.name) and \(a2.name) are the same" : nil
        default: return nil
        }
    }
}
