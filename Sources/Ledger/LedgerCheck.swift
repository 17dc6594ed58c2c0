/// A ledger's own tests, run.
public struct LedgerCheck: Sendable {
    /// One assertion that did not hold.
    public struct Failure: Sendable {
        /// Line of the expectation in its file.
        public var line: Int
        public var message: String
        /// Why the ledger answers otherwise.
        public var proof: Proof?
    }
    public var passed = 0
    public var failures: [Failure] = []
    public var failed: Int { failures.count }
    /// `N passed, N failed`, as `legajo ledger check` prints it.
    public var summary: String { "\(passed) passed, \(failed) failed" }

    /// Runs the `expect` list. One assertion is one act or component, or one custody; custody holds when the words are the
    /// fact's own, or name its state.
    public init(_ ledger: LedgerFile) {
        let evaluator = LedgerEvaluator(ledger)
        for e in ledger.expect {
            let x = e.on.asked, y = e.asOf.asked
            let targets = e.inForce + e.notInForce
            let verdicts = evaluator.verdicts(of: targets, on: x, asOf: y, order: e.order)
            for (n, (target, verdict)) in zip(targets, verdicts).enumerated() {
                let wanted = n < e.inForce.count
                let right =
                    switch verdict {
                    case .inForce: wanted
                    case .notInForce: !wanted
                    case .undetermined: false
                    }
                if right {
                    passed += 1
                    continue
                }
                let is_: String =
                    switch verdict {
                    case .inForce: "is in force"
                    case .notInForce: "is not in force"
                    case .undetermined(let points): "is not determined (it depends on \(points.joined(separator: "; ")))"
                    }
                failures.append(
                    Failure(
                        line: e.line,
                        message:
                            "\(target) \(is_) on \(e.on.text), as known on \(e.asOf.text), in \(e.order); expected: \(wanted ? "in force" : "not in force")",
                        proof: evaluator.proof(of: target, on: x, asOf: y, order: e.order)))
            }
            if let wanted = e.custody {
                let got = ledger.custody(on: x, asOf: y)
                if got.words == wanted || got.state.rawValue == wanted {
                    passed += 1
                } else {
                    failures.append(
                        Failure(
                            line: e.line,
                            message:
                                "custody on \(e.on.text), as known on \(e.asOf.text), is \"\(got.words)\"; expected: \"\(wanted)\""
                        ))
                }
            }
        }
    }
}

extension When {
    /// The moment that a question about this day means: its end, so that all that happened on the day is in; a clock time is itself.
    public var asked: Moment {
        if latest >= .distantFuture { return .distantFuture }
        return text.contains("T") ? latest : Moment(endOf: latest.day)
    }
}
