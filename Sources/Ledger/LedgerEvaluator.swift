/// In force, not in force, or not determined because of what is disputed.
public enum Verdict: Hashable, Sendable {
    case inForce
    case notInForce
    /// In words, what the answer depends on.
    case undetermined([String])

    public var isInForce: Bool { self == .inForce }
}

/// Answers from a ledger: the rule of `design/ledger.md` over every reading that is disputed.
///
/// Where all dates, modes and recognitions are certain there is one reading, and answers come straight from it. Otherwise acts
/// fall into groups that cannot touch each other; within a group every combination of readings is tried, each uncertain moment
/// only at values that the comparisons of the rule can tell apart.
public struct LedgerEvaluator: Sendable {
    /// Combinations that are tried on one question; where there are more, as many are tried, spread evenly over all.
    public var mostReadings = 4096

    public let ledger: LedgerFile
    /// Position of each act in the file.
    let index: [String: Int]
    let reading: Reading
    /// Points with more than one value, by group; empty where nothing is disputed.
    let groups: [Group]
    /// Group of each act, by position in the file; nil where its group has nothing disputed.
    let groupOf: [Int?]

    struct Group: Sendable {
        var acts: [Int]
        var points: [Point]
    }

    /// A later act with an identifier used before is ignored; `LedgerFile.mistakes` tells it.
    public init(_ ledger: LedgerFile) {
        self.ledger = ledger
        var index: [String: Int] = [:]
        for (i, act) in ledger.acts.enumerated() where index[act.id] == nil { index[act.id] = i }
        self.index = index
        reading = Reading(ledger, index: index)
        (groups, groupOf) = LedgerEvaluator.grouped(ledger, index: index)
    }

    /// Whether a target is in force on a moment, as known at another, in an order.
    public func verdict(of target: Target, on x: Moment, asOf y: Moment, order: String) -> Verdict {
        guard let i = index[target.act] else { return .notInForce }
        guard let g = groupOf[i] else {
            let session = session(order: order, asOf: y)
            guard let node = reading.node(target, index: index) else { return .notInForce }
            return session.holds(node, at: x.seconds) ? .inForce : .notInForce
        }
        return tryReadings(groups[g], targets: [target], on: x, asOf: y, order: order)[0]
    }

    /// Every target, in the order given.
    public func verdicts(of targets: [Target], on x: Moment, asOf y: Moment, order: String) -> [Verdict] {
        let session = session(order: order, asOf: y)
        var out = [Verdict](repeating: .notInForce, count: targets.count)
        var disputed: [Int: [Int]] = [:]
        for (t, target) in targets.enumerated() {
            guard let i = index[target.act] else { continue }
            if let g = groupOf[i] {
                disputed[g, default: []].append(t)
            } else if let node = reading.node(target, index: index), session.holds(node, at: x.seconds) {
                out[t] = .inForce
            }
        }
        for g in disputed.keys.sorted() {
            let places = disputed[g]!
            let found = tryReadings(groups[g], targets: places.map { targets[$0] }, on: x, asOf: y, order: order)
            for (place, verdict) in zip(places, found) { out[place] = verdict }
        }
        return out
    }

    /// Acts in force as a whole, by position in the file, in the first reading of whatever is disputed: the fast way over large
    /// ledgers. One question costs a few nanoseconds an act.
    public func inForce(on x: Moment, asOf y: Moment, order: String) -> [Bool] {
        let all = session(order: order, asOf: y).all(at: x.seconds)
        return reading.rank.map { all[$0] }
    }

    /// The same for many moments X as known at one Y; what is known at Y is worked out once.
    public func inForce(on xs: [Moment], asOf y: Moment, order: String) -> [[Bool]] {
        let session = session(order: order, asOf: y)
        return xs.map { x in
            let all = session.all(at: x.seconds)
            return reading.rank.map { all[$0] }
        }
    }

    /// Prepares many questions in one order: index once, ask often.
    public func prepared(order: String) -> Prepared { Prepared(self, order: order) }

    /// One order's strikes, indexed; for asking many questions.
    public struct Prepared: Sendable {
        let evaluator: LedgerEvaluator
        let view: OrderView
        init(_ evaluator: LedgerEvaluator, order: String) {
            self.evaluator = evaluator
            view = evaluator.view(evaluator.reading, order: order)
        }
        /// Acts in force, by position in the file (`LedgerEvaluator.inForce`).
        public func inForce(on x: Moment, asOf y: Moment) -> [Bool] {
            let all = Session(view, asOf: y.seconds).all(at: x.seconds)
            return evaluator.reading.rank.map { all[$0] }
        }
    }

    func view(_ reading: Reading, order: String) -> OrderView {
        OrderView(reading, order: order, takesNotice: ledger.takesNotice[order] ?? [])
    }
    func session(order: String, asOf: Moment) -> Session { Session(view(reading, order: order), asOf: asOf.seconds) }

    /// Acts, by position, whose presuppositions lead back to themselves in some order, in file order.
    public func circles() -> [[Int]] {
        var found: [[Int]] = []
        for order in Set(ledger.orders).union(ledger.takesNotice.keys).sorted() {
            let session = session(order: order, asOf: .distantFuture)
            for r in 0..<reading.count where !reading.depends[r].isEmpty {
                _ = session.holds(r, at: reading.effective[r])
            }
            if !session.circle.isEmpty {
                found.append(Set(session.circle.map { reading.file[Int(reading.nodeAct[$0])] }).sorted())
            }
        }
        return Array(Set(found)).sorted { $0.lexicographicallyPrecedes($1) }
    }
}
