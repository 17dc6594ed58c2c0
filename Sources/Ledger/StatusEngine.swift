import EDTF

/// Answers about a person from a ledger: which words are true, what is in force, who owes what, and why.
public struct StatusEngine: Sendable {
    public let ledger: LedgerFile
    public private(set) var evaluator: LedgerEvaluator
    /// Prints `id#component`s among what is in force: for ledgers by hand; a case's answers list event ids.
    public let components: Bool
    /// What "known" means in this ledger.
    public let known: String
    /// The quoted sentences of an act or fact, for proofs.
    let quotes: @Sendable (String) -> [String]

    public init(
        ledger: LedgerFile, components: Bool = true, known: String = Knowledge.publicly.words,
        quotes: @escaping @Sendable (String) -> [String] = { _ in [] }
    ) {
        self.ledger = ledger
        evaluator = LedgerEvaluator(ledger)
        self.components = components
        self.known = known
        self.quotes = quotes
    }

    /// The same, trying fewer readings of what is disputed: for pictures, which ask a thousand questions.
    func quick() -> StatusEngine {
        var out = self
        out.evaluator.mostReadings = 96
        return out
    }

    /// Orders that a question without `--order` is answered for: those of the acts, then those that take notice.
    public var orders: [String] {
        let own = ledger.orders
        let more = ledger.takesNotice.keys.sorted().filter { !own.contains($0) }
        return own.isEmpty && more.isEmpty ? ledger.orderNames.keys.sorted() : own + more
    }

    /// The order meant by a code or a name, without regard to case and marks.
    public func order(named words: String) -> String? {
        let wanted = fold(words)
        return orders.first { fold($0) == wanted } ?? orders.first { fold(ledger.orderName($0)) == wanted }
    }

    /// The status on a day (`x`), as known on another (`y`; nil: with all that is known).
    public func answer(on x: When, asOf y: When?, order: String? = nil) -> StatusAnswer {
        let at = x.asked
        let seen = y?.asked ?? .distantFuture
        let wanted = order.map { self.order(named: $0) ?? $0 }
        let asked = wanted.map { [$0] } ?? orders
        let place = custody(on: at, asOf: seen)
        let answers = asked.map { status(on: at, asOf: seen, order: $0) }
        var mismatch: [String] = []
        for a in answers where !isRegional(a.order) {
            mismatch += part(a, place).map { answers.count > 1 ? "\(a.name): \($0)" : $0 }
        }
        return StatusAnswer(
            subject: ledger.subject, on: x.text, asOf: y?.text, known: known, orders: answers, custody: place, mismatch: mismatch,
            readings: ledger.readings.lines)
    }

    /// An order that counts others' acts without being counted: a regional court's.
    func isRegional(_ order: String) -> Bool {
        !(ledger.takesNotice[order] ?? []).isEmpty && !ledger.takesNotice.values.contains { $0.contains(order) }
    }

    /// One order's answer.
    public func status(on x: Moment, asOf y: Moment, order: String, proofs: Bool = true) -> StatusAnswer.Order {
        var out = StatusAnswer.Order(order: order, name: ledger.orderName(order))
        let notice = Set(ledger.takesNotice[order] ?? [])
        let mine = ledger.acts.filter { $0.order == order }
        let seen = ledger.acts.filter { $0.order == order || notice.contains($0.order) }
        var targets: [Target] = []
        for act in seen { targets += [Target(act: act.id)] + act.components.map { Target(act: act.id, component: $0) } }
        let verdicts = evaluator.verdicts(of: targets, on: x, asOf: y, order: order)
        let verdict = Dictionary(zip(targets, verdicts), uniquingKeysWith: { a, _ in a })

        var words = Set<String>()
        var because: [(word: String, target: Target)] = []
        var prison: [(Target, Verdict)] = []
        for act in seen {
            for component in act.components {
                let target = Target(act: act.id, component: component)
                let v = verdict[target]!
                if component == "prison" || component == "life" { prison.append((target, v)) }
                guard act.order == order, let word = statusWord(component) else { continue }
                switch v {
                case .inForce:
                    words.insert(word)
                    because.append((word, target))
                case .undetermined(let points):
                    out.undetermined[word, default: []] += points.filter { !(out.undetermined[word] ?? []).contains($0) }
                case .notInForce: break
                }
            }
        }
        for word in words { out.undetermined[word] = nil }
        out.status = statusWords.filter(words.contains)
        if out.status.isEmpty { out.status = ["none"] }
        if prison.contains(where: { $0.1 == .inForce }) {
            out.liable = true
        } else {
            out.liable = prison.contains { if case .undetermined = $0.1 { true } else { false } } ? nil : false
        }
        for act in seen where verdict[Target(act: act.id)] == .inForce {
            out.inForce.append(act.id)
            if components {
                out.inForce += act.components.filter { verdict[Target(act: act.id, component: $0)] == .inForce }.map {
                    "\(act.id)#\($0)"
                }
            }
        }
        let session = evaluator.session(order: order, asOf: y)
        for target in targets where verdict[target] == .notInForce {
            if target.component != nil, verdict[Target(act: target.act)] == .notInForce { continue }
            guard let by = evaluator.striker(of: target, on: x, order: order, session: session) else { continue }
            out.struck.append(
                StatusAnswer.Struck(act: target.act, component: target.component, by: by.act, mode: by.mode.rawValue))
        }
        out.obligations = obligations(mine, on: x, asOf: y, order: order)
        if proofs { out.why = why(out, because: because, prison: prison, on: x, asOf: y) }
        return out
    }

    /// The steps that lead to the answer: one proof for each word, for liability, and for what stands no more.
    private func why(
        _ answer: StatusAnswer.Order, because: [(word: String, target: Target)], prison: [(Target, Verdict)], on x: Moment,
        asOf y: Moment
    ) -> [String] {
        var lines: [String] = []
        var quoted = Set<String>()
        var shown = Set<String>()
        func prove(_ target: Target, depth: Int) {
            show(evaluator.proof(of: target, on: x, asOf: y, order: answer.order, shown: &shown), depth: depth)
        }
        func show(_ proof: Proof, depth: Int) {
            lines.append(String(repeating: "  ", count: depth) + proof.statement)
            if let act = proof.act, quoted.insert(act).inserted {
                lines += quotes(act).map { String(repeating: "  ", count: depth + 1) + $0 }
            }
            for step in proof.steps { show(step, depth: depth + 1) }
        }
        var proved = Set<Target>()
        for word in statusWords {
            // A term's prison part is proved with liability.
            for (w, target) in because where w == word && target.component != "prison" && proved.insert(target).inserted {
                lines.append("\(word):")
                prove(target, depth: 1)
            }
        }
        for (word, points) in answer.undetermined.sorted(by: { $0.key < $1.key }) {
            lines.append("\(word): not determined: it depends on \(points.joined(separator: "; "))")
        }
        switch answer.liable {
        case true?:
            lines.append("liable to imprisonment:")
            for (target, v) in prison where v == .inForce && proved.insert(target).inserted { prove(target, depth: 1) }
        case false?:
            lines.append(
                prison.isEmpty
                    ? "not liable to imprisonment: no act in the ledger imposes a prison term"
                    : "not liable to imprisonment: no prison term is in force")
        case nil:
            let points = prison.flatMap { v -> [String] in if case .undetermined(let p) = v.1 { p } else { [] } }
            lines.append(
                "liable to imprisonment: not determined: it depends on \(Array(Set(points)).sorted().joined(separator: "; "))")
        }
        for (target, v) in prison where v != .inForce && proved.insert(target).inserted {
            prove(target, depth: 1)
        }
        for s in answer.struck where !proved.contains(where: { $0.act == s.act }) {
            let act = ledger.acts.first { $0.id == s.act }!
            guard act.components.contains(where: { statusWord($0) != nil }) else { continue }
            prove(Target(act: s.act, component: s.component), depth: 0)
        }
        for o in answer.obligations {
            let since = o.since.map { " since \($0)" } ?? ""
            lines.append("\(o.binding ? "obligation" : "request") of \(o.by), to \(o.to): \(o.state.rawValue)\(since)")
            lines += quotes(o.by).filter { _ in quoted.insert(o.by).inserted }.map { "  " + $0 }
            if let b = o.because, b != o.by, quoted.insert(b).inserted { lines += quotes(b).map { "  " + $0 } }
        }
        return lines
    }

    /// Duties of one order's acts that stand on a moment.
    private func obligations(_ acts: [Act], on x: Moment, asOf y: Moment, order: String) -> [StatusAnswer.Obligation] {
        var out: [StatusAnswer.Obligation] = []
        for act in acts {
            guard
                let duty = act.duty
                    ?? (act.components.first { $0.hasPrefix("obligation") }.map { _ in Duty(on: nil, to: act.what) })
            else { continue }
            guard evaluator.verdict(of: Target(act: act.id), on: x, asOf: y, order: order) != .notInForce else { continue }
            // Newest claim last; of one day, a breach outweighs.
            var claims: [(at: Moment, text: String, breach: Bool, by: String?)] = []
            for f in ledger.facts where f.date.latest <= x && (f.known ?? f.date).earliest <= y {
                if f.complies.contains(where: { $0.act == act.id }) { claims.append((f.date.latest, f.date.text, false, f.id)) }
                if f.breaches.contains(where: { $0.act == act.id }) { claims.append((f.date.latest, f.date.text, true, f.id)) }
            }
            for other in ledger.acts {
                for e in other.effects where (e.kind == .comply || e.kind == .breach) && e.target.act == act.id {
                    guard evaluator.verdict(of: Target(act: other.id), on: x, asOf: y, order: order).isInForce else { continue }
                    claims.append((other.adopted.latest, other.adopted.text, e.kind == .breach, other.id))
                }
            }
            if let due = duty.due, due.latest <= x, !duty.forbids, !claims.contains(where: { !$0.breach && $0.at <= due.latest })
            {
                claims.append((due.latest, due.text, true, nil))
            }
            claims.sort { ($0.at, $0.breach ? 1 : 0) < ($1.at, $1.breach ? 1 : 0) }
            // What was forbidden and done cannot be undone; what was demanded and done late is done.
            let last = duty.forbids ? claims.last { $0.breach } ?? claims.last : claims.last
            let state: StatusAnswer.Obligation.State =
                last.map { $0.breach ? .breached : .complied } ?? (duty.forbids ? .complied : .pending)
            let first = last.flatMap { l in claims.first { $0.breach == l.breach && (l.breach || $0.at <= l.at) } }
            out.append(
                StatusAnswer.Obligation(
                    on: duty.on, to: duty.to, by: act.id, state: state,
                    since: (first ?? last)?.text ?? (act.effective ?? act.adopted).text,
                    binding: duty.binding, because: last?.by))
        }
        return out
    }

    /// Where the person was; where no fact tells, what follows from the acts, said to be inferred.
    public func custody(on x: Moment, asOf y: Moment) -> StatusAnswer.Place {
        let told = ledger.custody(on: x, asOf: y)
        if told.state != .unknown || !told.dependsOn.isEmpty {
            if told.state == .free, told.dependsOn.isEmpty, let by = told.by, let held = taken(since: by, on: x, asOf: y) {
                return held
            }
            let state = told.state == .dead ? Custody.State.unknown : told.state
            return StatusAnswer.Place(
                state: state.rawValue, words: told.words, since: told.since, by: told.by,
                why: told.dependsOn.map { "it depends on \($0)" })
        }
        guard told.by == nil, told.since == nil else {
            return StatusAnswer.Place(state: "unknown", words: told.words, since: told.since, by: told.by, why: [])
        }
        // No fact at all by then. A term in force for months is taken to be served; an order to surrender finds the person free.
        let seen = ledger.acts.filter { ($0.known ?? $0.adopted).earliest <= y && $0.adopted.earliest <= x }
        let terms = seen.filter { a in
            a.components.contains("prison")
                && evaluator.verdict(of: Target(act: a.id, component: "prison"), on: x, asOf: y, order: a.order) == .inForce
        }
        if let term = terms.first {
            let ordered = seen.contains { $0.components.contains("detention") }
            if !ordered, x.seconds - term.adopted.latest.seconds > 60 * 86_400 {
                return StatusAnswer.Place(
                    state: "held", words: "held", since: nil, by: term.id,
                    why: ["inferred: the term of \(term.id) is in force, and nothing says that it was not being served"])
            }
            return StatusAnswer.Place(
                state: "free", words: "free", since: nil, by: nil,
                why: ["inferred: no paper says that the person had been taken into custody by then"])
        }
        if !seen.isEmpty || ledger.facts.contains(where: { ($0.known ?? $0.date).earliest <= y }) {
            return StatusAnswer.Place(
                state: "free", words: "free", since: nil, by: nil,
                why: ["inferred: no paper says that the person had been taken into custody by then"])
        }
        return StatusAnswer.Place(
            state: "unknown", words: "unknown", since: nil, by: nil, why: ["nothing was known of the person by then"])
    }

    /// A term passed, or upheld, after the person was last seen free is taken to be served once the papers had time to say otherwise: two
    /// months after the judgment, two weeks after it was upheld. Bail outlasts a judgment that may be appealed.
    private func taken(since fact: String, on x: Moment, asOf y: Moment) -> StatusAnswer.Place? {
        guard let seen = ledger.facts.first(where: { $0.id == fact }) else { return nil }
        let known = ledger.acts.filter { ($0.known ?? $0.adopted).earliest <= y && $0.adopted.latest <= x }
        guard !known.contains(where: { $0.components.contains("detention") && $0.adopted.earliest > seen.date.latest }) else {
            return nil
        }
        let bail = seen.custody?.contains("bail") ?? false
        for act in known.reversed() where act.adopted.earliest > seen.date.latest {
            let upheld = act.effects.filter { $0.kind == .confirm }.map(\.target.act)
            let own = act.components.contains("prison") && !bail ? [act.id] : []
            let wait: Int64 = own.isEmpty ? 14 : 60
            guard x.seconds - act.adopted.latest.seconds > wait * 86_400 else { continue }
            for id in own + upheld {
                guard let term = ledger.acts.first(where: { $0.id == id && $0.components.contains("prison") }),
                    evaluator.verdict(of: Target(act: id, component: "prison"), on: x, asOf: y, order: term.order) == .inForce
                else { continue }
                return StatusAnswer.Place(
                    state: "held", words: "held", since: nil, by: act.id,
                    why: [
                        "inferred: the term of \(id) was \(own.isEmpty ? "upheld" : "passed") after the person was last seen free "
                            + "(\(seen.date.text)), and nothing says that it was not being served"
                    ])
            }
        }
        return nil
    }

    /// Where law and fact part.
    private func part(_ a: StatusAnswer.Order, _ place: StatusAnswer.Place) -> [String] {
        switch (place.state, a.liable) {
        case ("held", false?) where a.status != ["none"],
            ("hospital", false?) where a.status != ["none"] && place.words.contains("custody"):
            return ["held although no prison term is in force"]
        case ("free", true?):
            return ["free despite a prison term in force" + (place.words.contains("parole") ? " (on parole)" : "")]
        case ("abroad", true?): return ["abroad, with a prison term in force: a fugitive"]
        case ("hospital", true?): return ["in hospital, with a prison term in force"]
        default: return []
        }
    }
}

extension LedgerEvaluator {
    /// The act that takes a target away on a moment, and how; the latest of several. Nil where it is not struck.
    func striker(of target: Target, on x: Moment, order: String, session: Session) -> (act: String, mode: Mode)? {
        guard let i = index[target.act], let node = reading.node(target, index: index) else { return nil }
        let rank = reading.rank[i]
        guard reading.known[rank] <= session.asOf, reading.effective[rank] <= x.seconds, x.seconds < reading.until[rank] else {
            return nil
        }
        let all = node == rank ? reading.strikes[rank] : reading.strikes[rank] + reading.strikes[node]
        for s in all.sorted(by: { $0.striker > $1.striker }) {
            let r = Int(s.striker)
            guard reading.known[r] <= session.asOf, s.lo <= x.seconds, x.seconds < s.hi,
                OrderView.counts(s, in: order, takesNotice: ledger.takesNotice[order] ?? []),
                session.holds(r, at: max(x.seconds, reading.effective[r]))
            else { continue }
            return (ledger.acts[reading.file[r]].id, s.mode)
        }
        // It falls with what it presupposes.
        for d in reading.depends[rank] where !session.holds(Int(d), at: reading.effective[rank]) {
            return (ledger.acts[reading.file[Int(reading.nodeAct[Int(d)])]].id, .exTunc)
        }
        return nil
    }
}
