/// The strikes of one reading that count in one legal order, laid flat: everything that the rule reads, by node.
final class OrderView: Sendable {
    let order: String
    /// Acts come first among the nodes, by rank; then the components that some strike hits apart.
    let acts: Int
    let nodes: Int
    /// By node: its act's moments, and the act.
    let nodeAct: [Int32]
    let known: [Int64]
    let effective: [Int64]
    let until: [Int64]
    /// Act n presupposes the nodes `depends[dependsStart[n] ..< dependsStart[n + 1]]`.
    let dependsStart: [Int32]
    let depends: [Int32]
    /// Node n's strikes are `start[n] ..< start[n + 1]` of the arrays below.
    let start: [Int32]
    let striker: [Int32]
    let lo: [Int64]
    let hi: [Int64]

    init(_ reading: Reading, order: String, takesNotice: [String]) {
        self.order = order
        acts = reading.count
        nodes = reading.nodes
        nodeAct = reading.nodeAct
        known = reading.nodeAct.map { reading.known[Int($0)] }
        effective = reading.nodeAct.map { reading.effective[Int($0)] }
        until = reading.nodeAct.map { reading.until[Int($0)] }
        var dependsStart: [Int32] = [0]
        var depends: [Int32] = []
        for list in reading.depends {
            depends += list
            dependsStart.append(Int32(depends.count))
        }
        self.dependsStart = dependsStart
        self.depends = depends
        var start: [Int32] = [0]
        var striker: [Int32] = []
        var lo: [Int64] = []
        var hi: [Int64] = []
        for strikes in reading.strikes {
            for s in strikes where OrderView.counts(s, in: order, takesNotice: takesNotice) {
                striker.append(s.striker)
                lo.append(s.lo)
                hi.append(s.hi)
            }
            start.append(Int32(striker.count))
        }
        self.start = start
        self.striker = striker
        self.lo = lo
        self.hi = hi
    }

    /// An order counts its own acts' effects and those of the orders that it takes notice of.
    static func counts(_ strike: Reading.Strike, in order: String, takesNotice: [String]) -> Bool {
        if let counts = strike.counts, strike.disputedIn.contains(order) { return counts }
        return strike.recognisedIn.contains(order) || strike.recognisedIn.contains { takesNotice.contains($0) }
    }
}

/// Answers of the rule in one order, as known at one moment; remembers what it has worked out.
///
/// `inForce(a, X)` needs the strikers at `max(X, effective(striker))` and the presupposed acts at `effective(a)`, so nearly every
/// sub-question is about an act at X itself or at the moment it takes effect: two flat tables hold those, a dictionary the rest.
final class Session {
    let view: OrderView
    let asOf: Int64
    private let atEffective: UnsafeMutableBufferPointer<UInt8>
    private let atNow: UnsafeMutableBufferPointer<UInt8>
    private var now = Int64.min
    private var elsewhere: [Key: UInt8] = [:]
    /// Nodes that presuppose themselves through others: their answer is "no", and the ledger's check tells them.
    private(set) var circle: [Int] = []

    private struct Key: Hashable {
        let node: Int32
        let at: Int64
    }
    /// 0 not asked yet, 1 in force, 2 not in force, 3 being worked out.
    private static let yes: UInt8 = 1, no: UInt8 = 2, open: UInt8 = 3

    init(_ view: OrderView, asOf: Int64) {
        self.view = view
        self.asOf = asOf
        atEffective = .allocate(capacity: view.nodes)
        atEffective.initialize(repeating: 0)
        atNow = .allocate(capacity: view.nodes)
        atNow.initialize(repeating: 0)
    }
    deinit {
        atEffective.deallocate()
        atNow.deallocate()
    }

    /// Whether the node is in force at a moment.
    func holds(_ node: Int, at x: Int64) -> Bool {
        let known = recall(node, x)
        if known == Session.yes { return true }
        if known == Session.no { return false }
        return resolve(node, x)
    }

    /// Every act at one moment, by rank: latest first, so that each strike is known when it is asked for.
    func all(at x: Int64) -> [Bool] {
        if now != x {
            now = x
            atNow.update(repeating: 0)
        }
        let view = view
        return [Bool](unsafeUninitializedCapacity: view.acts) { out, count in
            for node in stride(from: view.acts - 1, through: 0, by: -1) {
                let never = view.known[node] > asOf || view.effective[node] > x || x >= view.until[node]
                out.initializeElement(at: node, to: never ? false : holds(node, at: x))
            }
            count = view.acts
        }
    }

    private func recall(_ node: Int, _ x: Int64) -> UInt8 {
        if x == view.effective[node] { return atEffective[node] }
        if x == now { return atNow[node] }
        return elsewhere.isEmpty ? 0 : elsewhere[Key(node: Int32(node), at: x)] ?? 0
    }

    private func keep(_ node: Int, _ x: Int64, _ value: UInt8) {
        if x == view.effective[node] {
            atEffective[node] = value
        } else if x == now {
            atNow[node] = value
        } else {
            elsewhere[Key(node: Int32(node), at: x)] = value
        }
    }

    /// Works a node out with a stack of its own: chains of ten thousand strikes do not use the thread's.
    private func resolve(_ goal: Int, _ at: Int64) -> Bool {
        let quick = attempt(goal, at)
        if quick != 0 {
            keep(goal, at, quick)
            return quick == Session.yes
        }
        var stack: [(node: Int, at: Int64)] = [(goal, at)]
        while let (node, x) = stack.last {
            let seen = recall(node, x)
            if seen == Session.yes || seen == Session.no {
                stack.removeLast()
                continue
            }
            keep(node, x, Session.open)
            let answer = attempt(node, x)
            if answer != 0 {
                keep(node, x, answer)
                stack.removeLast()
                continue
            }
            let missing = missing(node, x)
            let fresh = missing.filter { recall($0.node, $0.at) != Session.open }
            if fresh.isEmpty {
                // All that is missing is being worked out further down the stack: the path from there to here is the circle.
                let from = stack.firstIndex { s in missing.contains { $0 == s } } ?? 0
                circle += stack[from...].filter { recall($0.node, $0.at) == Session.open }.map(\.node)
                keep(node, x, Session.no)
                stack.removeLast()
            } else {
                stack += fresh
            }
        }
        return recall(goal, at) == Session.yes
    }

    /// The rule: `yes` or `no`; 0 where an answer that it needs is missing.
    private func attempt(_ node: Int, _ x: Int64) -> UInt8 {
        let view = view
        if view.known[node] > asOf || view.effective[node] > x || x >= view.until[node] { return Session.no }
        var complete = true
        let act = Int(view.nodeAct[node])
        if node != act {
            let whole = recall(act, x)
            if whole == Session.no { return whole }
            if whole != Session.yes { complete = false }
        } else {
            for i in Int(view.dependsStart[act])..<Int(view.dependsStart[act + 1]) {
                let stood = recall(Int(view.depends[i]), view.effective[act])
                if stood == Session.no { return stood }
                if stood != Session.yes { complete = false }
            }
        }
        for i in Int(view.start[node])..<Int(view.start[node + 1]) {
            let s = Int(view.striker[i])
            if view.known[s] > asOf || view.lo[i] > x || x >= view.hi[i] { continue }
            let stands = recall(s, max(x, view.effective[s]))
            if stands == Session.yes { return Session.no }
            if stands != Session.no { complete = false }
        }
        return complete ? Session.yes : 0
    }

    /// The sub-questions of the rule that have no answer yet.
    private func missing(_ node: Int, _ x: Int64) -> [(node: Int, at: Int64)] {
        var out: [(node: Int, at: Int64)] = []
        func need(_ n: Int, _ at: Int64) {
            let seen = recall(n, at)
            if seen != Session.yes && seen != Session.no { out.append((n, at)) }
        }
        let act = Int(view.nodeAct[node])
        if node != act {
            need(act, x)
        } else {
            for i in Int(view.dependsStart[act])..<Int(view.dependsStart[act + 1]) {
                need(Int(view.depends[i]), view.effective[act])
            }
        }
        for i in Int(view.start[node])..<Int(view.start[node + 1]) {
            let s = Int(view.striker[i])
            if view.known[s] > asOf || view.lo[i] > x || x >= view.hi[i] { continue }
            need(s, max(x, view.effective[s]))
        }
        return out
    }
}
