import CaseModel
import EDTF

/// Where the person was, and what became of the duties that acts laid on others.
extension CaseReader {
    private struct Sighting {
        var date: When
        var state: Custody.State
        var words: String
        var event: Event
        /// Follows from an act rather than being told.
        var implied = false
    }

    func readFacts() {
        var seen: [Sighting] = []
        for e in record.events where happened(e) {
            guard let state = custody(e), let dates = dates(e) else { continue }
            var date = dates.adopted
            let spans = (e.date.edtf ?? "").contains("/")
            let lasting = e.kind == .detain || e.kind == .hospitalise || e.kind == .transfer
            if spans, lasting, date.earliest > .distantPast { date = When(date.earliest) }
            // Long ago, nobody says when: no fact. A state that lasts is vouched for at the paper's day.
            if date.earliest <= .distantPast || date.breadth > 800 {
                let serves = state.state == .held && servesFresh(e, by: date.latest)
                guard serves || lasting, serves || tellings(of: e).contains(where: { cues.has("ongoing", in: $0.folded) }) else {
                    continue
                }
                date = When(date.latest)
            }
            seen.append(Sighting(date: date, state: state.state, words: state.words, event: e))
            evidence[e.id.id] = e.evidence.map(\.passage)
        }
        for d in drafts where d.family == .acquittal && d.act.components == ["acquittal"] {
            seen.append(Sighting(date: d.act.adopted, state: .free, words: "free: acquitted", event: d.event, implied: true))
        }
        for d in drafts where d.family == .annulment && !d.partial && d.kind != .regionalCourt && !d.says("remand", cues) {
            let judgments = d.act.effects.filter {
                $0.kind == .strike && (place[EventID($0.target.act)].map { drafts[$0].family.isJudgment } ?? false)
            }
            let again = drafts.contains {
                $0.family.isJudgment && near($0, d, days: 3) && $0.id != d.id && !judgments.map(\.target.act).contains($0.id)
            }
            if !judgments.isEmpty, !again {
                seen.append(
                    Sighting(
                        date: d.act.adopted, state: .free, words: "free: the conviction was overturned", event: d.event,
                        implied: true))
            }
        }
        for d in drafts where d.family == .releaseOrder && d.kind != .regionalCourt && d.says("at_once", cues) {
            seen.append(
                Sighting(date: d.act.adopted, state: .free, words: "free: released at once", event: d.event, implied: true))
        }
        for d in drafts where d.family == .commutation && !d.act.components.contains("prison") {
            seen.append(
                Sighting(date: d.act.adopted, state: .free, words: "free: nothing left to serve", event: d.event, implied: true))
        }
        let all = seen
        func order(_ s: Sighting) -> Int {
            s.state == .held && all.contains(where: { $0.date == s.date && $0.state == .free }) && takenBack(on: s.date)
                ? 5 : rank(s)
        }
        seen.sort { a, b in
            (a.date.earliest, order(a), a.date.latest, a.event.id) < (b.date.earliest, order(b), b.date.latest, b.event.id)
        }
        // A vague day of what is told with a sharp one is the same; what is told counts before what is inferred within a week.
        seen = seen.filter { s in
            s.date.breadth <= 31
                || !seen.contains { o in
                    o.date.breadth <= 31 && o.state == s.state && o.event.kind == s.event.kind
                        && abs(o.date.middle - s.date.middle) <= 800 * 86_400
                }
        }
        let told = seen.filter { !$0.implied }
        for s in seen {
            if s.implied,
                told.contains(where: {
                    $0.date.earliest > s.date.earliest && $0.date.earliest.seconds - s.date.earliest.seconds <= 7 * 86_400
                        && $0.state != .free
                })
            {
                continue
            }
            let known = dates(s.event)?.known
            facts.append(
                Fact(
                    id: s.event.id.id, date: s.date, known: known, custody: s.words, what: s.event.headline, sources: []))
        }
    }

    /// "He began serving the sentence within the hour", "was taken to the prison after the hearing": told without a day, in a paper of the
    /// days of the decision that sent him there.
    private func servesFresh(_ e: Event, by paper: Moment) -> Bool {
        let taken =
            [.transfer, .detain, .arrest].contains(e.kind) || tellings(of: e).contains { cues.has("surrender", in: $0.folded) }
        guard taken else { return false }
        let papers = Set(e.evidence.map(\.passage.document))
        return drafts.contains { d in
            (d.family.isJudgment || [.confirmation, .restoration, .annulment, .detention].contains(d.family))
                && d.act.adopted.breadth <= 7 && d.act.adopted.latest <= paper
                && paper.seconds - d.act.adopted.latest.seconds <= 3 * 86_400
                && d.event.evidence.contains { papers.contains($0.passage.document) }
        }
    }

    /// On a day of both, what the law of that day says tells which came last: taken back after an annulment, let go after a mercy.
    private func takenBack(on date: When) -> Bool {
        let near = drafts.filter { d in
            d.act.adopted.breadth <= 7 && d.act.adopted.latest <= date.latest
                && date.latest.seconds - d.act.adopted.latest.seconds <= 3 * 86_400
        }
        guard
            let last = near.last(where: {
                $0.family == .annulment || $0.family == .detention || $0.family.isClemency || $0.family.isRelease
            })
        else {
            return false
        }
        return last.family == .detention
            || last.family == .annulment
                && last.act.effects.contains { e in
                    place[EventID(e.target.act)].map { drafts[$0].family.isClemency || drafts[$0].family.isRelease } ?? false
                }
    }

    /// Within one day: arrested before released, released before fled.
    private func rank(_ s: Sighting) -> Int {
        if s.implied { return 5 }
        switch s.event.kind {
        case .arrest: return 0
        case .detain, .comply: return 1
        case .extradite: return 1
        case .transfer: return 2
        case .hospitalise: return 3
        case .release: return 4
        case .flee: return 6
        case .die, .kill: return 7
        default: return 2
        }
    }

    /// The custody that an event of the subject tells; nil where it tells none.
    private func custody(_ e: Event) -> (state: Custody.State, words: String)? {
        let role = e.participants.filter { $0.actor == subject }.map(\.role)
        let hit = role.contains { [.patient, .beneficiary, .target].contains($0) }
        let agent = role.contains(.agent)
        let others = e.participants.contains { p in
            [.patient, .beneficiary, .target].contains(p.role) && isSomebodyElse(p, tellings(of: e))
        }
        let nobody = !hit && !others && principal
        let telling = tellings(of: e)
        func says(_ group: String) -> Bool { telling.contains { cues.has(group, in: $0.folded) } }
        func mostly(_ group: String) -> Bool {
            telling.filter { cues.has(group, in: $0.folded) }.count * 2 >= telling.count && says(group)
        }
        switch e.kind {
        case .arrest: return hit || nobody && !agent ? (.held, "held: arrested") : nil
        case .detain:
            guard hit || agent || nobody else { return nil }
            // A court that says who is to be held has not yet held anybody.
            if authority(of: e).flatMap({ orders.kind($0) })?.isCourt ?? false, mostly("return") || mostly("ordering") {
                return nil
            }
            let inside = telling.filter { cues.has("prison", in: $0.folded) }.count
            if mostly("hospital"), telling.filter({ cues.has("hospital", in: $0.folded) }).count > inside {
                return (.hospital, "hospital")
            }
            return (.held, mostly("house_arrest") ? "held: house arrest" : "held")
        case .release:
            guard hit || agent || nobody else { return nil }
            if mostly("parole") { return (.free, "free: on parole") }
            if mostly("bail") { return (.free, "free: on bail") }
            return (.free, "free")
        case .hospitalise: return hit || agent || nobody ? (.hospital, "hospital") : nil
        case .transfer:
            guard hit || agent || nobody else { return nil }
            for t in telling {
                let h = destination("hospital", t), p = destination("prison", t), a = cues.find("house_arrest", in: t.folded)?.at
                let first = [h, p, a].compactMap { $0 }.min()
                if let first {
                    return first == h
                        ? (.hospital, "hospital") : (.held, first == a && first != p ? "held: house arrest" : "held")
                }
            }
            let place = e.participants.filter { $0.role == .place || $0.role == .target }.map { fold($0.name) }.joined(
                separator: " ")
            if cues.has("hospital", in: place) { return (.hospital, "hospital") }
            if cues.has("prison", in: place) { return (.held, "held") }
            return nil
        case .flee: return hit || agent ? (.abroad, "abroad: fled") : nil
        case .extradite: return hit || nobody ? (.held, "held: extradited") : nil
        case .die: return hit || agent ? (.dead, "died") : nil
        case .kill: return hit ? (.dead, "died") : nil
        case .orderDetention:
            guard hit || nobody, mostly("house_arrest") else { return nil }
            return (.held, "held: house arrest")
        case .comply: return (hit || agent) && says("surrender") ? (.held, "held: surrendered") : nil
        default: return nil
        }
    }

    /// Where somebody was taken: the first such place after the verb that is not where he was taken from.
    private func destination(_ group: String, _ t: Telling) -> Int? {
        var from = t.trigger
        while let found = cues.find(group, in: t.folded, from: from) {
            let before = String(decoding: Array(t.folded.utf8).prefix(found.at), as: UTF8.self).split(separator: " ").suffix(4)
            let origin =
                before.lastIndex(of: "from").map { from in !before[from...].contains { ["to", "into"].contains($0) } } ?? false
            guard origin else { return found.at }
            from = found.at + 1
        }
        return nil
    }

    // MARK: - duties

    func duties() {
        // Requests by people are no acts; those of courts and bodies are, without binding.
        let keep = drafts.indices.filter { i in
            guard drafts[i].family == .order else { return true }
            if drafts[i].kind == .regionalCourt { return true }
            return drafts[i].event.kind == .order && (drafts[i].kind?.isCourt ?? false)
        }
        drafts = keep.map { drafts[$0] }
        place = [:]
        for (i, d) in drafts.enumerated() {
            place[d.event.id] = i
            for other in d.also { place[other] = i }
        }
        for i in drafts.indices {
            let d = drafts[i]
            let demands =
                d.kind == .regionalCourt && [.order, .releaseOrder, .detention, .stay, .parole, .bail].contains(d.family)
            guard demands || d.family == .order else { continue }
            let never = d.says("forbids_release", cues)
            let forbids = d.family == .detention || never || d.says("forbids", cues) && d.family != .releaseOrder
            let binding = d.event.legal?.binding ?? (d.event.kind != .request)
            var due = d.event.legal?.until.flatMap { When($0) }
            if forbids { due = nil }
            drafts[i].act.duty = Duty(
                on: addressee(d), to: d.event.legal?.content ?? d.event.headline, forbids: forbids, binding: binding, due: due)
            if !drafts[i].act.components.contains("obligation") { drafts[i].act.components = ["obligation"] }
        }
        judge()
    }

    private func addressee(_ d: Draft) -> String? {
        for p in d.event.participants where p.role == .target || p.role == .patient {
            guard p.actor != subject else { continue }
            let kind = p.actor.flatMap { actors[$0]?.kind }
            if kind == .place || kind == .organisation || kind == .authority || kind == nil { return p.name }
        }
        return orders.isRegional(d.act.order) ? orders.home.map { orders.name(of: $0) } : nil
    }

    /// Which facts and findings met a duty or broke it.
    private func judge() {
        let owed = drafts.indices.filter { drafts[$0].act.duty != nil }
        guard !owed.isEmpty else { return }
        for i in owed {
            let d = drafts[i], duty = d.act.duty!
            for f in facts.indices
            where facts[f].date.latest >= d.act.adopted.latest && facts[f].date.earliest >= d.act.adopted.earliest {
                let state = Custody.state(of: facts[f].custody ?? "")
                let later = facts[f].date.latest > d.act.adopted.latest || facts[f].date == d.act.adopted
                guard later else { continue }
                if duty.forbids {
                    if state == .free, d.kind == .regionalCourt { facts[f].breaches.append(Target(act: d.id)) }
                } else if d.family == .releaseOrder || d.says("demands_release", cues) && d.kind == .regionalCourt {
                    if state == .free { facts[f].complies.append(Target(act: d.id)) }
                } else if d.says("demands_hospital", cues), state == .hospital {
                    facts[f].complies.append(Target(act: d.id))
                }
            }
        }
        for e in record.events where happened(e) && (e.kind == .comply || e.kind == .defy) {
            guard e.participants.allSatisfy({ $0.actor != subject || $0.role == .target }), let dates = dates(e) else { continue }
            let hit = duties(e.targets, before: dates.adopted, owed)
            guard !hit.isEmpty else { continue }
            evidence[e.id.id] = e.evidence.map(\.passage)
            facts.append(
                Fact(
                    id: e.id.id, date: dates.adopted, known: dates.known, custody: nil, what: e.headline,
                    complies: e.kind == .comply ? hit : [], breaches: e.kind == .defy ? hit : []))
        }
        for i in drafts.indices where drafts[i].family == .finding {
            let hit = duties(
                drafts[i].event.targets, before: drafts[i].act.adopted,
                owed.filter { drafts[$0].act.order == drafts[i].act.order })
            drafts[i].act.effects += hit.map {
                Effect(kind: .breach, target: $0, notes: ["a finding of the court that gave the order"])
            }
        }
    }

    /// The duties that a report of obedience or defiance is about: linked ones, else the last given before it.
    private func duties(_ targets: [EventID], before: When, _ owed: [Int]) -> [Target] {
        let linked = targets.compactMap { place[$0] }.filter { drafts[$0].act.duty != nil }
        if !linked.isEmpty { return linked.map { Target(act: drafts[$0].id) } }
        let given = owed.filter { drafts[$0].act.adopted.earliest <= before.latest && drafts[$0].kind == .regionalCourt }
        guard let last = given.last else { return [] }
        return given.filter { near(drafts[$0], drafts[last], days: 1) }.map { Target(act: drafts[$0].id) }
    }
}
