import CaseModel
import EDTF

/// Which act is hit, and how far back.
extension CaseReader {
    /// Targets that the chronology linked, as drafts before the act; what an appeal was against stands for the appeal.
    func explicit(_ i: Int) -> [Int] {
        var out: [Int] = []
        var open = drafts[i].event.targets
        var seen = Set<EventID>()
        while let id = open.first {
            open.removeFirst()
            guard seen.insert(id).inserted else { continue }
            if let t = place[id], t != i, notAfter(drafts[t], drafts[i]), drafts[t].family != .order {
                out.append(t)
            } else if let e = byID[id], place[id] == nil || drafts[place[id]!].family == .order {
                open += e.targets
            }
        }
        return Set(out).sorted()
    }

    /// What an act hits: linked, else named by a noun of its sentences, else the only act that it could hit.
    func targets(_ i: Int, may: (Draft) -> Bool) -> (targets: [Int], why: String) {
        let linked = explicit(i).filter { may(drafts[$0]) }
        let d = drafts[i]
        // A link to a mere ruling says less than the sentence's own noun.
        let telling = linked.contains { ![.ruling, .finding].contains(drafts[$0].family) }
        if telling { return (linked, "linked by the chronology") }
        if linked.isEmpty, answersARequest(d.event) { return ([], "") }
        var before = drafts.indices.filter { $0 != i && notAfter(drafts[$0], d) && may(drafts[$0]) && ordered($0, i) }
        let sharp = before.filter { drafts[$0].act.adopted.earliest > .distantPast }
        if !sharp.isEmpty { before = sharp }
        let nouns: [(String, (Draft) -> Bool)] = [
            ("noun_pardon", { $0.family == .pardon }), ("noun_commute", { $0.family == .commutation }),
            ("noun_amnesty", { $0.family == .amnesty }),
            ("noun_clemency", { $0.family.isClemency }), ("noun_release", { $0.family.isRelease }),
            ("noun_acquittal", { $0.family == .acquittal }),
            ("noun_annulment", { $0.family == .annulment }), ("noun_stay", { $0.family == .stay }),
            ("noun_judgment", { $0.family.isJudgment }),
            ("noun_detention", { $0.family == .detention }),
            ("noun_ruling", { [.annulment, .restoration, .confirmation].contains($0.family) }),
        ]
        for t in d.tellings {
            var found: [(at: Int, n: Int)] = []
            for (n, (group, _)) in nouns.enumerated() {
                if let f = cues.find(group, in: t.folded, from: t.trigger) ?? cues.find(group, in: t.folded) {
                    found.append((f.at < t.trigger ? f.at + 10_000 : f.at, n))
                }
            }
            for (_, n) in found.sorted(by: { ($0.at, $0.n) < ($1.at, $1.n) }) {
                let named = before.filter { nouns[n].1(drafts[$0]) }
                if let last = named.last(where: { d.mayStrike(drafts[$0]) }) ?? named.last {
                    return (
                        [last],
                        "the papers say \"\(cues.find(nouns[n].0, in: t.folded)?.words ?? "")\": the last such act before it"
                    )
                }
            }
        }
        if !linked.isEmpty { return (linked, "linked by the chronology") }
        before = before.filter { d.mayStrike(drafts[$0]) }
        if before.count == 1 { return (before, "the only act of the case that it could hit") }
        return ([], "")
    }

    /// Whether all that a decision is linked to are requests and orders: it grants, refuses or lifts those and hits no act.
    func answersARequest(_ e: Event) -> Bool {
        var open = e.targets
        var seen = Set<EventID>()
        var kinds = Set<EventKind>()
        while let id = open.popLast() {
            guard seen.insert(id).inserted, let t = byID[id] else { continue }
            kinds.insert(t.kind)
            open += t.targets
        }
        return !kinds.isEmpty && kinds.isSubset(of: [.order, .request, .charge, .indict, .vote, .enact])
    }

    /// Domestic acts hit acts of their own order; a regional court's may hit any.
    func ordered(_ t: Int, _ i: Int) -> Bool {
        drafts[t].act.order == drafts[i].act.order || orders.isRegional(drafts[i].act.order)
    }

    /// A conviction with the sentences that rest on it, or the other way round.
    func judgmentGroup(_ i: Int) -> [Int] {
        guard drafts[i].family.isJudgment else { return [i] }
        let id = drafts[i].id
        let kin = drafts.indices.filter { j in
            j == i || drafts[j].act.dependsOn.contains { $0.act == id }
                || drafts[i].act.dependsOn.contains { $0.act == drafts[j].id }
                || drafts[j].family.isJudgment && drafts[j].act.order == drafts[i].act.order
                    && near(drafts[j], drafts[i], days: 3)
        }
        return kin
    }

    /// How far back: the papers' own words, else the profile of the order, else the generic one, else both readings.
    func mode(_ i: Int, hitting targets: [Int] = []) -> (modes: [Mode], notes: [String]) {
        let d = drafts[i]
        if let stated = d.event.legal?.mode, let mode = Mode(rawValue: stated.rawValue) {
            let quote = d.event.legal?.modeWords.flatMap { words($0) }
            return (
                [mode],
                ["\(mode.words): " + (quote.map { "the papers' words \"\($0)\"" } ?? "so said by the papers or by a person")]
            )
        }
        var kind = d.family.profileKind
        if d.family == .annulment, let by = d.kind,
            [.executive, .headOfState, .prisonService].contains(by)
                || targets.contains(where: {
                    drafts[$0].authority != nil && drafts[$0].authority == d.authority && !(d.kind?.isCourt ?? false)
                })
        {
            kind = "revoke"
        }
        if kind == "annul", !targets.isEmpty, targets.allSatisfy({ drafts[$0].family == .amnesty }) { kind = "annul-law" }
        for profile in [orders.profile(of: d.act.order), profiles.generic].compactMap({ $0 }) {
            if let rule = profile.mode(kind, by: d.kind), !rule.modes.isEmpty {
                let from =
                    profile.kind == .generic
                    ? "the generic profile" : "the profile of \(profile.name)" + (rule.source.map { " (\($0))" } ?? "")
                return (rule.modes, ["\(rule.modes.map(\.words).joined(separator: " or ")): the papers do not say; by \(from)"])
            }
        }
        return ([.exTunc, .exNunc], ["the papers do not say how far back it reaches, and no profile does"])
    }

    func strike(_ i: Int, _ targets: [Target], _ modes: [Mode], _ notes: [String]) {
        for t in targets where !drafts[i].act.effects.contains(where: { $0.kind == .strike && $0.target == t }) {
            var notes = notes
            if drafts[i].family.isReview, let powers = drafts[i].powers, let hit = place[EventID(t.act)],
                !drafts[i].mayStrike(drafts[hit])
            {
                notes.append(
                    "the profile gives the \(powers.name) no power over a \(drafts[hit].family.strikable): the papers say it all the same"
                )
            }
            drafts[i].act.effects.append(Effect(kind: .strike, target: t, modes: modes, notes: notes.filter { !$0.isEmpty }))
        }
    }

    /// A decision on an act is no earlier than the act.
    func narrow(_ i: Int, after targets: [Int]) {
        for t in targets { drafts[i].act.adopted = drafts[i].act.adopted.from(drafts[t].act.adopted.earliest) }
    }
}
