import EDTF

/// Narrows every variable as far as the constraints go, believing the most trusted first.
///
/// Constraints enter one at a time, by trust and then by their order, and each is propagated to a fixpoint (forward and back, as in arc
/// consistency: Mackworth, "Consistency in Networks of Relations", 1977) before the next enters. Where a set of days becomes empty, everything
/// since the last one entered is undone and that one, the least trusted of the clash, is set aside with the others named. So nothing is
/// computed twice for a conflict, and the whole is linear in the number of constraints as long as each variable is narrowed a bounded number
/// of times.
struct DatingSolver {
    /// A constraint set aside, with constraints that it clashes with (indices in the problem, without itself), more than needed: `smallest` gives
    /// those that matter.
    struct Clash: Sendable {
        var constraint: Int
        var with: [Int]
    }

    /// One narrowing: which constraint took `variable` from `before` to its next set.
    struct Step: Sendable {
        var variable: Int32
        var constraint: Int32
        /// The step that narrowed the same variable before, or -1.
        var earlier: Int32
        var before: DaySet
    }

    /// More narrowings of one variable than this are no use to a reader, and would let two clocks chase each other.
    static let mostSteps = 256

    private let problem: DatingProblem
    /// Whether clashes name what they clash with.
    private let names: Bool
    private(set) var sets: [DaySet]
    private(set) var steps: [Step] = []
    /// The last step of each variable, or -1.
    private(set) var last: [Int32]
    private(set) var clashes: [Clash] = []
    /// How often a constraint was worked out: the measure of time that no busy machine bends.
    private(set) var work = 0

    private var counts: [Int16]
    private var entered: [Bool]
    private var starts: [Int32] = []
    private var touching: [Int32] = []
    private var queue: [Int32] = []
    private var queued: [Bool]
    /// The variable and constraint at which a set became empty.
    private var broken: (variable: Int, constraint: Int)?

    /// `names`: whether clashes name what they clash with, which the days do not depend on.
    init(_ problem: DatingProblem, names: Bool = true) {
        self.problem = problem
        self.names = names
        sets = Array(repeating: .all, count: problem.variableCount)
        last = Array(repeating: -1, count: problem.variableCount)
        counts = Array(repeating: 0, count: problem.variableCount)
        entered = Array(repeating: false, count: problem.constraints.count)
        queued = Array(repeating: false, count: problem.constraints.count)
        index()
    }

    /// Solves all that is trusted at least so far; `sets`, `steps` and `clashes` hold the result.
    mutating func solve(through last: DatingProblem.Trust = .likely) {
        var byTrust: [[Int32]] = Array(repeating: [], count: DatingProblem.Trust.allCases.count)
        for i in problem.constraints.indices { byTrust[Int(problem.constraints[i].trust.rawValue)].append(Int32(i)) }
        for trust in DatingProblem.Trust.allCases where trust <= last {
            for i in byTrust[Int(trust.rawValue)] { enter(Int(i)) }
        }
    }

    private mutating func index() {
        var degree = [Int32](repeating: 0, count: problem.variableCount + 1)
        for i in problem.constraints.indices {
            let (a, b) = (problem.constraints[i].a, problem.constraints[i].b)
            degree[Int(a)] += 1
            if b != a { degree[Int(b)] += 1 }
        }
        starts = [0]
        starts.reserveCapacity(problem.variableCount + 1)
        for v in 0..<problem.variableCount { starts.append(starts[v] + degree[v]) }
        var next = starts
        touching = Array(repeating: 0, count: Int(starts[problem.variableCount]))
        for i in problem.constraints.indices {
            let (a, b) = (Int(problem.constraints[i].a), Int(problem.constraints[i].b))
            touching[Int(next[a])] = Int32(i)
            next[a] += 1
            if b != a {
                touching[Int(next[b])] = Int32(i)
                next[b] += 1
            }
        }
    }

    private mutating func enter(_ constraint: Int) {
        let mark = steps.count
        entered[constraint] = true
        broken = nil
        apply(constraint)
        var head = 0
        while broken == nil && head < queue.count {
            let next = Int(queue[head])
            head += 1
            queued[next] = false
            apply(next)
        }
        for i in queue { queued[Int(i)] = false }
        queue.removeAll(keepingCapacity: true)
        guard let broken else { return }
        if problem.constraints[constraint].trust != .likely {
            let with = names ? clashing(broken.variable, broken.constraint, without: constraint) : []
            clashes.append(Clash(constraint: constraint, with: with))
        }
        undo(to: mark)
        entered[constraint] = false
    }

    private mutating func apply(_ index: Int) {
        work += 1
        let c = problem.constraints[index]
        let a = Int(c.a)
        let b = Int(c.b)
        if Narrowing.isUnary(c.form) {
            if let set = Narrowing.forward(c.form, sets[a]) { narrow(a, to: set, by: index) }
            return
        }
        if let set = Narrowing.forward(c.form, sets[a]) { narrow(b, to: set, by: index) }
        if broken == nil, let set = Narrowing.backward(c.form, sets[b]) { narrow(a, to: set, by: index) }
    }

    private mutating func narrow(_ variable: Int, to set: DaySet, by constraint: Int) {
        let before = sets[variable]
        let after = before.intersection(set)
        if after == before || broken != nil { return }
        if after.isEmpty {
            broken = (variable, constraint)
            return
        }
        guard counts[variable] < Self.mostSteps else { return }
        counts[variable] += 1
        steps.append(Step(variable: Int32(variable), constraint: Int32(constraint), earlier: last[variable], before: before))
        last[variable] = Int32(steps.count - 1)
        sets[variable] = after
        for i in starts[variable]..<starts[variable + 1] {
            let other = Int(touching[Int(i)])
            // A constraint that narrowed its own anchor may have more to say of what hangs on it.
            let isOwnResult = other == constraint && Int(problem.constraints[other].b) == variable
            if !isOwnResult && entered[other] && !queued[other] {
                queued[other] = true
                queue.append(Int32(other))
            }
        }
    }

    private mutating func undo(to mark: Int) {
        while steps.count > mark {
            let step = steps.removeLast()
            let v = Int(step.variable)
            sets[v] = step.before
            last[v] = step.earlier
            counts[v] -= 1
        }
        broken = nil
    }

    /// The constraints behind the days of a variable, nearest cause first: each that narrowed it, and those behind what it hangs on.
    func causes(of variable: Int, limit: Int = 64) -> [Int] {
        trace(from: [(variable, Int32(steps.count))], limit: limit)
    }

    private func trace(from start: [(Int, Int32)], limit: Int) -> [Int] {
        var found: [Int] = []
        var seenConstraint = Set<Int>()
        var seenStep = Set<Int32>()
        var open = start
        var head = 0
        while head < open.count && found.count < limit {
            let (variable, before) = open[head]
            head += 1
            var step = last[variable]
            while step >= before { step = steps[Int(step)].earlier }
            while step >= 0 && seenStep.insert(step).inserted {
                let s = steps[Int(step)]
                let c = problem.constraints[Int(s.constraint)]
                if seenConstraint.insert(Int(s.constraint)).inserted { found.append(Int(s.constraint)) }
                let other = Int(c.a) == variable ? Int(c.b) : Int(c.a)
                if other != variable { open.append((other, step)) }
                step = s.earlier
            }
        }
        return found
    }

    private func clashing(_ variable: Int, _ constraint: Int, without entering: Int) -> [Int] {
        let c = problem.constraints[constraint]
        let now = Int32(steps.count)
        let other = Int(c.a) == variable ? Int(c.b) : Int(c.a)
        var found = trace(from: other == variable ? [(variable, now)] : [(variable, now), (other, now)], limit: 48)
        if !found.contains(constraint) { found.append(constraint) }
        return found.filter { $0 != entering }.sorted()
    }

    /// What a clash needs to be one: takes away, one at a time, what it does not need (deletion filtering: Chinneck, "Feasibility and Infeasibility in
    /// Optimization", 2008). Doing so for all clashes costs as much as solving.
    func smallest(_ clash: Clash) -> [Int] {
        guard clash.with.count <= 24 else { return clash.with }
        var kept = clash.with
        // The least trusted are tried first, so that what remains is what a reader believes.
        for candidate in clash.with.sorted(by: { (problem.constraints[$0].trust, $0) > (problem.constraints[$1].trust, $1) }) {
            let without = kept.filter { $0 != candidate }
            if !Self.consistent(problem, without + [clash.constraint]) { kept = without }
        }
        return kept
    }

    /// Whether the constraints named leave every variable a day, by themselves.
    static func consistent(_ problem: DatingProblem, _ indices: [Int]) -> Bool {
        var days: [Int32: DaySet] = [:]
        for _ in 0..<32 {
            var changed = false
            for i in indices {
                let c = problem.constraints[i]
                let unary = Narrowing.isUnary(c.form)
                if let set = Narrowing.forward(c.form, days[c.a] ?? .all) {
                    let target = unary ? c.a : c.b
                    let before = days[target] ?? .all
                    let after = before.intersection(set)
                    if after.isEmpty { return false }
                    if after != before { (days[target], changed) = (after, true) }
                }
                if !unary, let set = Narrowing.backward(c.form, days[c.b] ?? .all) {
                    let before = days[c.a] ?? .all
                    let after = before.intersection(set)
                    if after.isEmpty { return false }
                    if after != before { (days[c.a], changed) = (after, true) }
                }
            }
            if !changed { return true }
        }
        return true
    }
}
