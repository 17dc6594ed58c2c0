/// A ledger with every date, mode and recognition fixed to one reading: what the rule is applied to.
///
/// Acts are ranked by adoption (then sequence, then as written, a striker after its target), strikes are gathered by what they
/// hit, and confirmations have re-issued their effects. Nothing here depends on the day asked about.
struct Reading: Sendable {
    struct Strike: Sendable {
        /// Rank of the act that strikes.
        var striker: Int32
        /// Moments that the strike covers, `lo ..< hi`.
        var lo: Int64
        var hi: Int64
        var mode: Mode
        /// The act that stated the effect, when a confirmation re-issued it.
        var reissuedFrom: Int32?
        /// Index in the file of the act that stated it, and of the effect there.
        var sourceAct: Int32
        var sourceEffect: Int32
        /// Order of the striker, or the orders that the effect names.
        var recognisedIn: [String]
        /// nil: not disputed; else whether this reading counts it in the disputed orders.
        var counts: Bool?
        var disputedIn: [String]
    }
    /// Index in the file, by rank.
    var file: [Int]
    /// Rank by index in the file.
    var rank: [Int]
    var adopted: [Int64]
    var known: [Int64]
    var effective: [Int64]
    var until: [Int64]
    /// Ranks of the presupposed acts' nodes.
    var depends: [[Int32]]
    /// Node n < acts: the act of rank n as a whole; from there on, components that some strike hits apart.
    var nodeAct: [Int32]
    var componentNode: [Target: Int]
    /// Strikes on each node.
    var strikes: [[Strike]]

    var count: Int { file.count }
    var nodes: Int { nodeAct.count }

    /// The node of a target; nil where there is no such act. A component that nothing hits apart shares its act's node.
    func node(_ target: Target, index: [String: Int]) -> Int? {
        guard let i = index[target.act] else { return nil }
        if target.component != nil, let n = componentNode[target] { return n }
        return rank[i]
    }
}

/// One thing that a reading chooses.
enum Point: Hashable, Sendable {
    /// Indices in the file: act.
    case adopted(Int), known(Int), effective(Int), until(Int)
    /// Act, effect.
    case mode(Int, Int), from(Int, Int), through(Int, Int), recognition(Int, Int)

    var act: Int {
        switch self {
        case .adopted(let a), .known(let a), .effective(let a), .until(let a): a
        case .mode(let a, _), .from(let a, _), .through(let a, _), .recognition(let a, _): a
        }
    }
}

/// What is chosen for each point; a point without a choice has its first value (earliest moment, first mode, recognised).
struct Choices: Sendable {
    var moments: [Point: Moment] = [:]
    var modes: [Point: Mode] = [:]
    var recognised: [Point: Bool] = [:]
    init() {}
}

extension Reading {
    init(_ ledger: LedgerFile, index: [String: Int], choices: Choices = Choices()) {
        let acts = ledger.acts
        func moment(_ when: When, _ point: Point) -> Int64 { (choices.moments[point] ?? when.earliest).seconds }
        let adoptedOf = acts.indices.map { moment(acts[$0].adopted, .adopted($0)) }
        let order = Reading.rank(acts, index: index, adopted: adoptedOf)
        file = order
        var rank = [Int](repeating: 0, count: acts.count)
        for (r, i) in order.enumerated() { rank[i] = r }
        self.rank = rank
        adopted = order.map { adoptedOf[$0] }
        known = order.map { i in acts[i].known.map { moment($0, .known(i)) } ?? adoptedOf[i] }
        let known = known
        effective = order.enumerated().map { r, i in
            acts[i].effective.map { moment($0, .effective(i)) }
                ?? (ledger.readings.takesEffect == .known ? known[r] : adoptedOf[i])
        }
        let effective = effective
        until = order.map { i in acts[i].until.map { moment($0, .until(i)) } ?? Int64.max }

        // Own strikes and those that confirmations re-issue, in order of adoption: a confirmation of a confirmation re-issues too.
        var own = [[(target: Target, strike: Strike)]](repeating: [], count: acts.count)
        for (r, i) in order.enumerated() {
            let act = acts[i]
            var out: [(target: Target, strike: Strike)] = []
            for (e, effect) in act.effects.enumerated() {
                switch effect.kind {
                case .strike:
                    let mode = choices.modes[.mode(i, e)] ?? effect.modes.first ?? ledger.readings.defaultMode.first ?? .exNunc
                    out.append(
                        (
                            effect.target,
                            Strike(
                                striker: Int32(r),
                                lo: effect.from.map { moment($0, .from(i, e)) } ?? (mode == .exTunc ? Int64.min : effective[r]),
                                hi: effect.until.map { moment($0, .through(i, e)) } ?? Int64.max, mode: mode, reissuedFrom: nil,
                                sourceAct: Int32(i), sourceEffect: Int32(e), recognisedIn: effect.recognisedIn ?? [act.order],
                                counts: effect.disputedIn.isEmpty ? nil : choices.recognised[.recognition(i, e)] ?? true,
                                disputedIn: effect.disputedIn)
                        ))
                case .confirm:
                    guard ledger.readings.confirmReissues, let c = index[effect.target.act], rank[c] < r,
                        effect.target.component == nil
                    else { continue }
                    for (target, strike) in own[rank[c]] {
                        var again = strike
                        again.striker = Int32(r)
                        again.reissuedFrom = Int32(rank[c])
                        let stated = acts[Int(strike.sourceAct)].effects[Int(strike.sourceEffect)]
                        if stated.recognisedIn == nil { again.recognisedIn = [act.order] }
                        if stated.from == nil { again.lo = strike.mode == .exTunc ? Int64.min : effective[r] }
                        if !out.contains(where: {
                            $0.target == target && $0.strike.sourceAct == again.sourceAct
                                && $0.strike.sourceEffect == again.sourceEffect
                        }) {
                            out.append((target, again))
                        }
                    }
                case .comply, .breach: continue
                }
            }
            own[r] = out
        }

        var nodeAct = order.indices.map { Int32($0) }
        var componentNode: [Target: Int] = [:]
        for r in order.indices {
            for (target, _) in own[r] {
                guard target.component != nil, componentNode[target] == nil, let i = index[target.act] else { continue }
                componentNode[target] = nodeAct.count
                nodeAct.append(Int32(rank[i]))
            }
        }
        var strikes = [[Strike]](repeating: [], count: nodeAct.count)
        for r in order.indices {
            for (target, strike) in own[r] {
                // "There is no later act": an effect on what comes later is told as a mistake and does nothing.
                guard let i = index[target.act], rank[i] < r else { continue }
                strikes[target.component == nil ? rank[i] : componentNode[target]!].append(strike)
            }
        }
        self.nodeAct = nodeAct
        self.componentNode = componentNode
        self.strikes = strikes
        depends = order.enumerated().map { r, i in
            guard ledger.readings.fallsWithPresupposed else { return [] }
            return acts[i].dependsOn.compactMap { target in
                guard let d = index[target.act], d != i else { return nil }
                return Int32(target.component == nil ? rank[d] : componentNode[target] ?? rank[d])
            }
        }
    }

    /// File indices in order of adoption. Within one moment: by sequence, else what is struck, confirmed or presupposed first,
    /// else as written.
    private static func rank(_ acts: [Act], index: [String: Int], adopted: [Int64]) -> [Int] {
        let sorted = acts.indices.sorted {
            (adopted[$0], acts[$0].sequence ?? 0, $0) < (adopted[$1], acts[$1].sequence ?? 0, $1)
        }
        var out: [Int] = []
        out.reserveCapacity(acts.count)
        var start = 0
        while start < sorted.count {
            var end = start + 1
            while end < sorted.count, adopted[sorted[end]] == adopted[sorted[start]],
                (acts[sorted[end]].sequence ?? 0) == (acts[sorted[start]].sequence ?? 0)
            {
                end += 1
            }
            if end - start == 1 {
                out.append(sorted[start])
            } else {
                out += settled(Array(sorted[start..<end]), acts, index)
            }
            start = end
        }
        return out
    }

    /// Depth-first, what an act rests on or hits before the act; as written where nothing tells.
    private static func settled(_ group: [Int], _ acts: [Act], _ index: [String: Int]) -> [Int] {
        let members = Set(group)
        var state: [Int: Int] = [:]
        var out: [Int] = []
        for root in group where state[root] == nil {
            var stack = [root]
            while let i = stack.last {
                if state[i] == nil {
                    state[i] = 1
                    let before = acts[i].dependsOn.map(\.act) + acts[i].effects.map(\.target.act)
                    for b in before.reversed() {
                        if let j = index[b], members.contains(j), state[j] == nil { stack.append(j) }
                    }
                } else {
                    stack.removeLast()
                    if state[i] == 1 {
                        state[i] = 2
                        out.append(i)
                    }
                }
            }
        }
        return out
    }
}
