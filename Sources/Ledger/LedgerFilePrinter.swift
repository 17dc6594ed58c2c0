extension LedgerFile {
    /// The ledger as YAML of `contract/ledger-file.md`: read back, it is the same ledger. Same ledger, same bytes.
    public var yaml: String {
        var out = "case: \(quoted(name))\nsubject: \(quoted(subject))\n"
        if let zone {
            let m = abs(zone)
            out += "zone: \"\(zone < 0 ? "-" : "+")\(pad(m / 60)):\(pad(m % 60))\"\n"
        }
        if !profiles.isEmpty { out += "profiles: \(list(profiles))\n" }
        if !takesNotice.isEmpty {
            out +=
                "takes_notice: {\(takesNotice.keys.sorted().map { "\(quoted($0)): \(list(takesNotice[$0]!))" }.joined(separator: ", "))}\n"
        }
        if !orderNames.isEmpty {
            out += "order_names:\n" + orderNames.keys.sorted().map { "  \(quoted($0)): \(quoted(orderNames[$0]!))\n" }.joined()
        }
        if readings != Readings() { out += printed(readings) }
        out += acts.isEmpty ? "acts: []\n" : "acts:\n" + acts.map(printed).joined()
        if !facts.isEmpty { out += "facts:\n" + facts.map(printed).joined() }
        if !expect.isEmpty { out += "expect:\n" + expect.map(printed).joined() }
        return out
    }

    private func printed(_ r: Readings) -> String {
        var out = "readings:\n"
        let plain = Readings()
        if r.defaultMode != plain.defaultMode { out += "  default_mode: \(list(r.defaultMode.map(\.rawValue)))\n" }
        if !r.confirmReissues { out += "  confirm: stands-alone\n" }
        if !r.fallsWithPresupposed { out += "  presupposition: stands\n" }
        if !r.supervisionReachesBack { out += "  supervision: ahead\n" }
        if r.takesEffect != plain.takesEffect { out += "  takes_effect: \(r.takesEffect.rawValue)\n" }
        return out
    }

    private func printed(_ act: Act) -> String {
        var out = "  - id: \(quoted(act.id))\n"
        func line(_ key: String, _ value: String?) { if let value { out += "    \(key): \(value)\n" } }
        line("order", quoted(act.order))
        line("authority", quoted(act.authority))
        line("what", quoted(act.what))
        line("adopted", quoted(act.adopted.text))
        line("known", act.known.map { quoted($0.text) })
        line("effective", act.effective.map { quoted($0.text) })
        line("until", act.until.map { quoted($0.text) })
        line("sequence", act.sequence.map(String.init))
        line("components", act.components.isEmpty ? nil : list(act.components))
        line("depends_on", act.dependsOn.isEmpty ? nil : list(act.dependsOn.map(\.description)))
        if !act.effects.isEmpty {
            out += "    effects:\n" + act.effects.map { "      - {\(printed($0))}\n" }.joined()
        }
        if let d = act.duty {
            var parts = d.on.map { ["on: \(quoted($0))"] } ?? []
            parts.append("to: \(quoted(d.to))")
            if d.forbids { parts.append("forbids: true") }
            if !d.binding { parts.append("binding: false") }
            if let due = d.due { parts.append("due: \(quoted(due.text))") }
            line("duty", "{\(parts.joined(separator: ", "))}")
        }
        line("sources", act.sources.isEmpty ? nil : list(act.sources))
        line("notes", act.notes.isEmpty ? nil : list(act.notes))
        return out
    }

    private func printed(_ effect: Effect) -> String {
        var parts = ["effect: \(effect.kind.rawValue)", "target: \(quoted(effect.target.description))"]
        if effect.modes.count == 1 { parts.append("mode: \(effect.modes[0].rawValue)") }
        if effect.modes.count > 1 { parts.append("mode: \(list(effect.modes.map(\.rawValue)))") }
        if let from = effect.from { parts.append("from: \(quoted(from.text))") }
        if let until = effect.until { parts.append("until: \(quoted(until.text))") }
        if let r = effect.recognisedIn { parts.append("recognised_in: \(list(r))") }
        if !effect.disputedIn.isEmpty { parts.append("disputed_in: \(list(effect.disputedIn))") }
        if !effect.notes.isEmpty { parts.append("notes: \(list(effect.notes))") }
        return parts.joined(separator: ", ")
    }

    private func printed(_ fact: Fact) -> String {
        var parts = fact.id.map { ["id: \(quoted($0))"] } ?? []
        parts.append("date: \(quoted(fact.date.text))")
        if let c = fact.custody { parts.append("custody: \(quoted(c))") }
        if let k = fact.known { parts.append("known: \(quoted(k.text))") }
        if let w = fact.what { parts.append("what: \(quoted(w))") }
        if !fact.complies.isEmpty { parts.append("complies: \(list(fact.complies.map(\.description)))") }
        if !fact.breaches.isEmpty { parts.append("breaches: \(list(fact.breaches.map(\.description)))") }
        if !fact.sources.isEmpty { parts.append("sources: \(list(fact.sources))") }
        return "  - {\(parts.joined(separator: ", "))}\n"
    }

    private func printed(_ e: Expectation) -> String {
        var parts = ["order: \(quoted(e.order))", "on: \(quoted(e.on.text))"]
        if e.asOf.earliest < .distantFuture { parts.append("as_of: \(quoted(e.asOf.text))") }
        if !e.inForce.isEmpty { parts.append("in_force: \(list(e.inForce.map(\.description)))") }
        if !e.notInForce.isEmpty { parts.append("not_in_force: \(list(e.notInForce.map(\.description)))") }
        if let c = e.custody { parts.append("custody: \(quoted(c))") }
        return "  - {\(parts.joined(separator: ", "))}\n"
    }
}

private func pad(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
private func list(_ words: [String]) -> String { "[\(words.map(quoted).joined(separator: ", "))]" }

/// Plain where YAML leaves the words as they are; else in double quotes with escapes.
private func quoted(_ words: String) -> String {
    let plain = words.utf8.allSatisfy { c in
        (65...90).contains(c) || (97...122).contains(c) || (48...57).contains(c) || c == 32 || c == 45 || c == 95 || c == 46
    }
    let reserved = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]
    if plain, let first = words.utf8.first, (65...90).contains(first) || (97...122).contains(first), words.utf8.last != 32,
        !reserved.contains(words.lowercased())
    {
        return words
    }
    if plain, When(words) != nil { return words }
    var out = "\""
    for u in words.unicodeScalars {
        switch u {
        case "\"": out += "\\\""
        case "\\": out += "\\\\"
        case "\n": out += "\\n"
        case "\t": out += "\\t"
        case "\r": out += "\\r"
        case _ where u.value < 32 || u.value == 127 || (128..<160).contains(u.value) || u.value == 0x2028 || u.value == 0x2029:
            let hex = String(u.value, radix: 16)
            out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        default: out.unicodeScalars.append(u)
        }
    }
    return out + "\""
}
