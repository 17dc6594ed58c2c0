extension StatusAnswer {
    /// The answer for people: one block an order, then custody, then where law and fact part, then the readings.
    public var text: String {
        var out =
            "\(subject) on \(on), \(asOf.map { "as known on \($0)" } ?? "as known with everything in the ledger") (\(known))\n"
        for o in orders {
            let name = o.name == o.order ? o.order : "\(o.name) (\(o.order))"
            out += "\n\(name): \(o.status.joined(separator: ", "))"
            switch o.liable {
            case true?: out += "; liable to imprisonment\n"
            case false?: out += "; not liable to imprisonment\n"
            case nil: out += "; liability to imprisonment not determined\n"
            }
            for (word, points) in o.undetermined.sorted(by: { $0.key < $1.key }) {
                out += "  not determined: \(word): it depends on \(points.joined(separator: "; "))\n"
            }
            for ob in o.obligations {
                out +=
                    "  \(ob.binding ? "obligation" : "request")\(ob.on.map { " on \($0)" } ?? ""): \(ob.to): \(ob.state.rawValue)\(ob.since.map { " since \($0)" } ?? "")\n"
            }
            if !o.why.isEmpty { out += "  why:\n" + o.why.map { "    \($0)\n" }.joined() }
        }
        out += "\ncustody: \(custody.words.hasPrefix(custody.state) ? custody.words : "\(custody.state) (\(custody.words))")"
        if let since = custody.since { out += ", since \(since)" }
        out += "\n" + custody.why.map { "  \($0)\n" }.joined()
        for m in mismatch { out += "law and fact part: \(m)\n" }
        out += "readings: \(readings.joined(separator: "; "))\n"
        return out
    }
}

extension StatusHistory {
    /// Spans as lines.
    public var text: String {
        let how =
            atTheTime
            ? "each day as known on that day" : asOf.map { "as known on \($0)" } ?? "as known with everything in the ledger"
        var out = "\(subject), \(how) (\(known))\n"
        for o in orders {
            out += "\n\(o.name == o.order ? o.order : "\(o.name) (\(o.order))")\n"
            for s in o.spans {
                let liable = s.liable.map { $0 ? "liable to imprisonment" : "not liable" } ?? "liability not determined"
                let open = s.undetermined.isEmpty ? "" : "; not determined: \(s.undetermined.joined(separator: ", "))"
                out += "  \(span(s.from, s.to))  \(s.status.joined(separator: ", ")); \(liable)\(open)\n"
            }
        }
        out += "\ncustody\n"
        for s in custody { out += "  \(span(s.from, s.to))  \(s.words)\n" }
        return out
    }
}

private func span(_ from: String?, _ to: String?) -> String {
    let a = from ?? "..", b = to ?? ".."
    return
        "\(a)\(String(repeating: " ", count: max(0, 10 - a.count))) to \(b)\(String(repeating: " ", count: max(0, 10 - b.count)))"
}

extension LedgerDifference {
    /// One screen: what became known, and what that changed.
    public var text: String {
        var out = "\(subject): what changed between what was known on \(from) and on \(to)\n\n"
        out += news.isEmpty ? "nothing became known\n" : "became known\n"
        for n in news {
            out += "  \(n.known)  \(n.what) (\(n.authority))\n"
            for e in n.effects { out += "              \(e)\n" }
        }
        out += changes.isEmpty ? "\nno day's status changed\n" : "\nchanged\n"
        for c in changes {
            out +=
                "  \(span(c.from, c.to))  \(c.name): \(said(c.before)) → \(said(c.after))\(c.backwards ? "   (in hindsight)" : "")\n"
        }
        return out
    }
    private func said(_ s: StatusHistory.Span) -> String {
        let liable = s.liable.map { $0 ? "liable" : "not liable" } ?? "liability not determined"
        return "\(s.status.joined(separator: ", ")) (\(liable))"
    }
}

extension LedgerFile {
    /// Acts in order of adoption with their arrows, and what is in force on a day: `legajo ledger show`.
    public func listing(on x: When? = nil, asOf y: When? = nil) -> String {
        let evaluator = LedgerEvaluator(self)
        var out = "\(name): \(subject)\n"
        for rank in 0..<evaluator.reading.count {
            let act = acts[evaluator.reading.file[rank]]
            out += "\n\(act.adopted.text)  \(act.id)  \(act.authority) (\(orderName(act.order)))\n    \(act.what)\n"
            if let known = act.known, known != act.adopted { out += "    known \(known.text)\n" }
            if let effective = act.effective, effective != act.adopted { out += "    in effect from \(effective.text)\n" }
            if let until = act.until { out += "    until \(until.text)\n" }
            if !act.components.isEmpty { out += "    creates \(act.components.joined(separator: ", "))\n" }
            for d in act.dependsOn { out += "    rests on \(d)\n" }
            for e in act.effects {
                let modes = (e.modes.isEmpty ? readings.defaultMode : e.modes).map(\.words).joined(separator: " or ")
                let arrow =
                    e.kind == .strike
                    ? "--x \(e.target) \(modes)"
                    : e.kind == .confirm ? "--> confirms \(e.target)" : "--  \(e.kind.rawValue) \(e.target)"
                out += "    \(arrow)\(e.from.map { ", from \($0.text)" } ?? "")\(e.until.map { ", until \($0.text)" } ?? "")\n"
            }
            for n in act.notes { out += "    note: \(n)\n" }
            guard let x else { continue }
            for order in orders where order == act.order || (takesNotice[order] ?? []).contains(act.order) {
                let targets = [Target(act: act.id)] + act.components.map { Target(act: act.id, component: $0) }
                let verdicts = evaluator.verdicts(of: targets, on: x.asked, asOf: y?.asked ?? .distantFuture, order: order)
                let parts = zip(targets, verdicts).map { t, v in
                    let word = t.component ?? "act"
                    return switch v {
                    case .inForce: "\(word) in force"
                    case .notInForce: "\(word) not in force"
                    case .undetermined: "\(word) not determined"
                    }
                }
                out +=
                    "    in \(order) on \(x.text)\(y.map { ", as known on \($0.text)" } ?? ""): \(parts.joined(separator: ", "))\n"
            }
        }
        if !facts.isEmpty { out += "\nfacts\n" }
        for f in facts { out += "  \(f.date.text)  \(f.custody ?? f.what ?? "")\n" }
        return out
    }
}
