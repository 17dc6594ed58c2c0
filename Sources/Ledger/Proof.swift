/// Why something holds or does not: a goal and the steps that settle it.
///
/// A step names its act; `Ledger` gives the words and whoever shows the proof adds the passages.
public struct Proof: Hashable, Sendable, Codable {
    public enum Outcome: String, Sendable, Codable {
        /// The goal holds.
        case holds
        /// It does not.
        case fails
        /// It depends on how something disputed is read.
        case open
    }
    /// One line, in words.
    public var statement: String
    public var outcome: Outcome
    /// The act that the step is about.
    public var act: String?
    public var steps: [Proof]
    public init(_ statement: String, _ outcome: Outcome, act: String? = nil, steps: [Proof] = []) {
        self.statement = statement
        self.outcome = outcome
        self.act = act
        self.steps = steps
    }

    /// The tree as lines, two spaces deeper a level.
    public func lines(depth: Int = 0) -> [String] {
        [String(repeating: "  ", count: depth) + statement] + steps.flatMap { $0.lines(depth: depth + 1) }
    }
    /// Every act that the proof touches, in order of first mention.
    public var acts: [String] {
        var seen = Set<String>()
        func walk(_ p: Proof) -> [String] {
            (p.act.map { seen.insert($0).inserted ? [$0] : [] } ?? []) + p.steps.flatMap(walk)
        }
        return walk(self)
    }
}

extension LedgerEvaluator {
    /// Why a target is in force on a moment, or is not, as known at another, in an order. Where it depends on disputed readings
    /// the proof says on which, and goes on with the first reading of each.
    public func proof(of target: Target, on x: Moment, asOf y: Moment, order: String) -> Proof {
        var shown = Set<String>()
        return proof(of: target, on: x, asOf: y, order: order, shown: &shown)
    }

    /// The same as one of several proofs: what `shown` names is not shown again.
    func proof(of target: Target, on x: Moment, asOf y: Moment, order: String, shown: inout Set<String>) -> Proof {
        guard let i = index[target.act] else { return Proof("\(target): there is no such act", .fails) }
        var prover = Prover(evaluator: self, session: session(order: order, asOf: y), order: order, asOf: y, shown: shown)
        let node = reading.node(target, index: index) ?? reading.rank[i]
        var tree = prover.prove(node, target: target, at: x.seconds, depth: 0)
        shown = prover.shown
        if case .undetermined(let points) = verdict(of: target, on: x, asOf: y, order: order) {
            let goal = "\(ledger.named(target)) on \(x.text), \(knownWords(y)): not determined"
            tree = Proof(
                "\(goal): it depends on \(points.joined(separator: "; "))", .open, act: target.act,
                steps: [Proof("read one way:", .open, steps: [tree])])
        }
        return tree
    }
}

func knownWords(_ y: Moment) -> String { y >= .distantFuture ? "as known with everything" : "as known on \(y.text)" }

extension LedgerFile {
    /// How proofs name an act or component: its id, with its label where it has one.
    func named(_ target: Target) -> String {
        guard let label = acts.first(where: { $0.id == target.act })?.label else { return target.description }
        return "“\(label)” [\(target.act)]" + (target.component.map { ", \($0)" } ?? "")
    }
}

/// Walks the rule and writes down what it finds. Sub-goals that were shown above are named, not shown again.
private struct Prover {
    let evaluator: LedgerEvaluator
    let session: Session
    let order: String
    let asOf: Moment
    var shown: Set<String>
    /// A tree for people: what lies deeper is told in one line.
    let deepest = 12

    var reading: Reading { evaluator.reading }
    func named(_ act: Act) -> String { evaluator.ledger.named(Target(act: act.id)) }
    func act(_ rank: Int) -> Act { evaluator.ledger.acts[reading.file[rank]] }

    mutating func prove(_ node: Int, target: Target, at x: Int64, depth: Int) -> Proof {
        let rank = Int(reading.nodeAct[node])
        let act = act(rank)
        let at = Moment(seconds: x)
        let holds = session.holds(node, at: x)
        let name = evaluator.ledger.named(target)
        let goal = "\(name) is \(holds ? "in force" : "not in force") on \(at.text), \(knownWords(asOf)), in \(order)"
        let outcome: Proof.Outcome = holds ? .holds : .fails
        if !shown.insert("\(target)@\(x)").inserted { return Proof("\(goal) (shown above)", outcome, act: act.id) }
        var steps = shown.insert("\(act.id)").inserted ? [Proof(source(act), .holds, act: act.id)] : []
        if reading.known[rank] > asOf.seconds {
            steps.append(
                Proof("not yet known: it became known on \(Moment(seconds: reading.known[rank]).text)", .fails, act: act.id))
            return Proof(goal, .fails, act: act.id, steps: steps)
        }
        if reading.effective[rank] > x {
            steps.append(Proof("it takes effect on \(Moment(seconds: reading.effective[rank]).text), later", .fails, act: act.id))
            return Proof(goal, .fails, act: act.id, steps: steps)
        }
        if x >= reading.until[rank] {
            steps.append(Proof("it ended on \(Moment(seconds: reading.until[rank]).text)", .fails, act: act.id))
            return Proof(goal, .fails, act: act.id, steps: steps)
        }
        if depth >= deepest { return Proof(goal, outcome, act: act.id, steps: steps) }
        for (d, presupposed) in zip(reading.depends[rank], act.dependsOn.filter { evaluator.index[$0.act] != nil }) {
            let then = reading.effective[rank]
            let ok = session.holds(Int(d), at: then)
            let inner = prove(Int(d), target: presupposed, at: then, depth: depth + 1)
            steps.append(
                Proof(
                    "it presupposes \(evaluator.ledger.named(presupposed)), which \(ok ? "stood" : "did not stand") then",
                    ok ? .holds : .fails,
                    act: act.id, steps: [inner]))
        }
        var all = reading.strikes[rank].map { (Target(act: act.id), $0) }
        if node != rank { all += reading.strikes[node].map { (target, $0) } }
        for (hit, strike) in all.sorted(by: { $0.1.striker < $1.1.striker }) {
            steps.append(defeat(hit, strike, at: x, depth: depth))
        }
        if all.isEmpty { steps.append(Proof("nothing in the ledger strikes it", .holds, act: act.id)) }
        return Proof(goal, outcome, act: act.id, steps: steps)
    }

    /// One act that could defeat the goal, and why it does or does not.
    private mutating func defeat(_ hit: Target, _ strike: Reading.Strike, at x: Int64, depth: Int) -> Proof {
        let s = Int(strike.striker)
        let striker = act(s)
        let target = evaluator.ledger.named(hit)
        let again = strike.reissuedFrom.map { ", re-issuing the effects of \(named(act(Int($0))))" } ?? ""
        let what =
            "\(named(striker)) (\(striker.authority), \(Moment(seconds: reading.adopted[s]).text)) strikes \(target) \(strike.mode.words)\(again)"
        let stated = evaluator.ledger.acts[Int(strike.sourceAct)].effects[Int(strike.sourceEffect)].notes
        let notes = (shown.insert("notes \(strike.sourceAct) \(strike.sourceEffect)").inserted ? stated : [])
            .map { Proof($0, .holds, act: striker.id) }
        func not(_ why: String) -> Proof { Proof("\(what): no effect here, \(why)", .holds, act: striker.id, steps: notes) }
        if reading.known[s] > asOf.seconds { return not("not known until \(Moment(seconds: reading.known[s]).text)") }
        if !OrderView.counts(strike, in: order, takesNotice: evaluator.ledger.takesNotice[order] ?? []) {
            return not("\(order) does not count it (it has effect in \(strike.recognisedIn.joined(separator: ", ")))")
        }
        if x < strike.lo { return not("it reaches from \(Moment(seconds: strike.lo).text) on") }
        if x >= strike.hi { return not("it reached until \(Moment(seconds: strike.hi).text)") }
        let then = max(x, reading.effective[s])
        let stands = session.holds(s, at: then)
        let inner = prove(s, target: Target(act: striker.id), at: then, depth: depth + 1)
        return Proof(
            "\(what): \(stands ? "it stands, so \(target) does not" : "but it does not stand")", stands ? .fails : .holds,
            act: striker.id,
            steps: notes + [inner])
    }

    /// The act with its dates and where it stands.
    private func source(_ act: Act) -> String {
        var out =
            "\(named(act)): \(act.authority) (\(evaluator.ledger.orderName(act.order)))\(act.label == nil ? ", \(act.what)" : ""), adopted \(act.adopted.text)"
        if let known = act.known, known != act.adopted { out += ", known \(known.text)" }
        if let effective = act.effective, effective != act.adopted { out += ", in effect from \(effective.text)" }
        if let until = act.until { out += ", until \(until.text)" }
        if !act.sources.isEmpty { out += " [\(act.sources.joined(separator: "; "))]" }
        if !act.notes.isEmpty { out += " (\(act.notes.joined(separator: "; ")))" }
        return out
    }
}
