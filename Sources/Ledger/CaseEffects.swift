import CaseModel
import EDTF

/// What each act creates, and what it does to earlier ones.
extension CaseReader {
    func effects() {
        // Judgments first, whatever vague day a later act may have; then decisions on them, earliest end first.
        for i in drafts.indices {
            if drafts[i].family.isReview || drafts[i].family == .acquittal {
                drafts[i].partial = drafts[i].says("partial", cues) && !drafts[i].says("noun_clemency", cues)
            }
            if drafts[i].family == .conviction { conviction(i) }
        }
        for i in drafts.indices where drafts[i].family == .sentence { sentence(i) }
        let rest = drafts.indices.filter { !drafts[$0].family.isJudgment }.sorted {
            (drafts[$0].act.adopted.latest, drafts[$0].act.adopted.earliest, $0) < (
                drafts[$1].act.adopted.latest, drafts[$1].act.adopted.earliest, $1
            )
        }
        // Restorations look at what strikes, whatever day is told for them.
        for i in rest.filter({ drafts[$0].family != .restoration }) + rest.filter({ drafts[$0].family == .restoration }) {
            switch drafts[i].family {
            case .conviction, .sentence: continue
            case .acquittal: acquittal(i)
            case .closing: closing(i)
            case .pardon, .commutation, .amnesty: clemency(i)
            case .parole, .remission, .expiry, .releaseOrder, .bail: release(i)
            case .detention: detention(i)
            case .annulment: annulment(i)
            case .restoration: restoration(i)
            case .confirmation: confirmation(i)
            case .stay: stay(i)
            case .order: drafts[i].act.components = ["order"]
            case .ruling: drafts[i].act.components = ["ruling"]
            case .finding: drafts[i].act.components = ["finding"]
            }
        }
        for i in drafts.indices where drafts[i].family.isJudgment {
            overcome(i)
            if drafts[i].family == .sentence { replace(i) }
        }
        endStays()
    }

    // MARK: - what acts create

    private func conviction(_ i: Int) {
        drafts[i].act.components = ["conviction"]
        let traits = drafts[i].event.legal?.components ?? []
        let years = drafts[i].event.figures.contains {
            $0.what == "sentence" && ["year", "month", "day", "week", "life"].contains($0.unit)
        }
        let follows = drafts.contains {
            $0.family == .sentence && $0.act.order == drafts[i].act.order && surelyBefore(drafts[i], $0)
                && $0.act.adopted.earliest.seconds - drafts[i].act.adopted.latest.seconds <= 800 * 86_400
        }
        guard years || traits.contains("prison") && !follows,
            !drafts.contains(where: { $0.family == .sentence && near($0, drafts[i], days: 3) })
        else { return }
        drafts[i].act.components += ["sentence", "prison"]
    }

    /// Penalties beside a term or fine, each of which a later decision may lift alone.
    static let lesserPenalties: Set<String> = ["disqualification", "damages", "confiscation"]

    private func sentence(_ i: Int) {
        let d = drafts[i]
        // "The sentence handed down by the Constitutional Court": a ruling, where no term is told.
        if d.kind == .constitutionalCourt, !d.event.figures.contains(where: { $0.what == "sentence" }), !d.says("prison", cues) {
            drafts[i].family = .ruling
            drafts[i].act.components = ["ruling"]
            return
        }
        // A parliament that removes somebody from office passes no sentence.
        if d.kind == .legislature || d.kind == .executive {
            drafts[i].family = .ruling
            drafts[i].act.components = ["ruling"]
            return
        }
        let term = d.event.figures.contains { $0.what == "sentence" }
        let money = d.event.figures.contains { $0.what == "fine" } && !term
        let traits = d.event.legal?.components ?? []
        // Barred from office, ordered to pay: penalties, but neither a term nor by themselves a conviction.
        let lesser = traits.filter { CaseReader.lesserPenalties.contains($0) }
        if !traits.contains("prison"), !traits.contains("fine"), !lesser.isEmpty, !term {
            drafts[i].act.components = lesser
            return
        }
        var components = ["sentence"]
        if d.mostlySays("suspended_sentence", cues) {
            drafts[i].act.notes.append("a suspended sentence: no imprisonment unless it is revoked")
        } else if !term, !traits.contains("prison"), traits.contains("fine") || money {
            components = ["fine"]
        } else {
            components.append("prison")
            if traits.contains("fine") { components.append("fine") }
        }
        components += lesser
        // A sentence rests on a conviction: the last one before it in the same order, else it is one itself.
        let convictions = drafts.indices.filter {
            $0 != i && drafts[$0].family == .conviction && drafts[$0].act.order == d.act.order && notAfter(drafts[$0], d)
                && drafts[$0].act.adopted.breadth <= 366
                && d.act.adopted.latest.seconds - drafts[$0].act.adopted.latest.seconds <= 800 * 86_400
                && !overturned($0, before: d)
        }
        if traits.contains("conviction"), !convictions.contains(where: { near(drafts[$0], d, days: 3) }) {
            components.insert("conviction", at: 0)
        } else if let c = convictions.last {
            if drafts[c].act.adopted.breadth <= 40 || convictions.count == 1 {
                drafts[i].act.dependsOn = [Target(act: drafts[c].id)]
                narrow(i, after: [c])
                drafts[i].act.notes.append("it rests on the conviction \(drafts[c].id)")
            }
        } else {
            components.insert("conviction", at: 0)
        }
        drafts[i].act.components = components
        presumeServed(i)
    }

    /// A conviction after an acquittal, with no new charge between, was passed on appeal or retrial: the acquittal gives way to it.
    private func overcome(_ i: Int) {
        let d = drafts[i]
        let cleared = drafts.indices.filter {
            drafts[$0].family == .acquittal && drafts[$0].act.components == ["acquittal"] && drafts[$0].act.order == d.act.order
                && surelyBefore(drafts[$0], d)
        }
        guard let last = cleared.last, !newCase(from: drafts[last].act.adopted.latest, to: d.act.adopted.earliest) else { return }
        strike(
            i, [Target(act: drafts[last].id)], [.exTunc],
            ["a conviction after the acquittal, with no new charge between: the acquittal gave way to it"])
    }

    /// Whether the person was charged or arrested anew between two moments.
    private func newCase(from: Moment, to: Moment) -> Bool {
        record.events.contains { e in
            [.charge, .indict, .arrest].contains(e.kind) && happened(e) && e.participants.contains { $0.actor == subject }
                && (e.date.edtf.flatMap { When($0) }.map { $0.earliest > from && $0.latest < to } ?? false)
        }
    }

    /// After a judgment was set aside in part, a new sentence takes the place of the old one.
    private func replace(_ i: Int) {
        let d = drafts[i]
        let old = drafts.indices.filter {
            $0 != i && drafts[$0].family == .sentence && drafts[$0].act.order == d.act.order && surelyBefore(drafts[$0], d)
        }
        if let last = old.last,
            drafts.contains(where: { reopens($0, last) && surelyBefore(drafts[last], $0) && notAfter($0, d) })
        {
            let part = drafts[last].act.components.filter { $0 != "conviction" }
            strike(
                i, part.map { Target(act: drafts[last].id, component: $0) }, [.exNunc],
                ["the new sentence takes the place of the old one"])
        }
    }

    /// Whether a judgment had been overturned, or an acquittal had followed it, before an act.
    private func overturned(_ judgment: Int, before d: Draft) -> Bool {
        drafts.contains { a in
            (a.family == .annulment && reopens(a, judgment) || a.family == .acquittal) && a.act.order == d.act.order
                && surelyBefore(drafts[judgment], a) && surelyBefore(a, d)
        }
    }

    /// Whether an annulment takes a judgment away or sends it back, in whole or in part.
    func reopens(_ a: Draft, _ judgment: Int) -> Bool {
        guard a.family == .annulment, a.act.order == drafts[judgment].act.order else { return false }
        let kin = judgmentGroup(judgment).map { drafts[$0].id }
        return a.act.effects.contains { kin.contains($0.target.act) }
            || a.event.targets.contains { id in place[id].map { kin.contains(drafts[$0].id) } ?? false }
    }

    /// A term of which nothing more is told is taken to be over once twice its length and five years (less for short ones) have passed.
    private func presumeServed(_ i: Int) {
        let d = drafts[i]
        let terms = d.event.figures.filter { $0.what == "sentence" && ["year", "month", "day"].contains($0.unit) }
        guard d.act.adopted.latest < .distantFuture, !d.event.figures.contains(where: { $0.unit == "life" }) else { return }
        let days =
            terms.map { ($0.high ?? $0.value) * ($0.unit == "year" ? 365.25 : $0.unit == "month" ? 30.44 : 1) }.max() ?? 3652.5
        guard days < 36_500 else { return }
        let length = Int(days * 2 + min(1826, max(90, days * 5)))
        let end: Day = d.act.adopted.latest.day + length
        drafts[i].act.until = When(end)
        drafts[i].act.notes.append("nothing more is told of the term after \(Moment.text(of: end)): taken to be over by then")
    }

    private func acquittal(_ i: Int) {
        let d = drafts[i]
        let sameDay = drafts.contains {
            $0.family == .conviction && $0.act.adopted == d.act.adopted && $0.act.order == d.act.order
        }
        if sameDay {
            drafts[i].act.components = ["acquittal-in-part"]
            drafts[i].act.notes.append("the same day brought a conviction: acquitted of a part of the charges only")
            return
        }
        drafts[i].act.components = ["acquittal"]
        var targets = explicit(i).filter { drafts[$0].family.isJudgment }
        var note = "linked by the chronology"
        if targets.isEmpty,
            let last = drafts.indices.filter({
                drafts[$0].family.isJudgment && drafts[$0].act.order == d.act.order && surelyBefore(drafts[$0], d)
            }).last
        {
            // An acquittal after a conviction, with no new charge between: the conviction was overturned.
            let from = drafts[last].act.adopted.latest, to = d.act.adopted.earliest
            if !newCase(from: from, to: to) {
                targets = judgmentGroup(last)
                note = "the only judgment before it, with no new charge between"
            }
        }
        let (modes, notes) = mode(i)
        strike(i, targets.map { Target(act: drafts[$0].id) }, modes, notes + [note])
    }

    private func closing(_ i: Int) {
        drafts[i].act.components = ["closed"]
        let targets = explicit(i).filter { drafts[$0].family.isJudgment || drafts[$0].family == .confirmation }
        guard !targets.isEmpty else { return }
        let (modes, notes) = mode(i)
        strike(
            i, Set(targets.flatMap(judgmentGroup)).sorted().map { Target(act: drafts[$0].id) }, modes,
            notes + ["linked by the chronology"])
    }

    private func clemency(_ i: Int) {
        let d = drafts[i]
        var components = [d.family.rawValue]
        let judgments = drafts.indices.filter {
            $0 != i && drafts[$0].family.isJudgment && drafts[$0].act.order == d.act.order && notAfter(drafts[$0], d)
        }
        let key = d.family == .commutation ? "commute" : d.family.rawValue
        let rule = orders.profile(of: d.act.order)?.clemency[key] ?? profiles.generic.clemency[key]
        let whole = rule?.leavesConviction == false
        var (modes, notes) = mode(i)
        if let source = rule?.source { notes.append("\(whole ? "takes" : "leaves") the conviction: \(source)") }
        let named = explicit(i).filter { drafts[$0].family.isJudgment }
        notes.append(
            named.isEmpty ? "no sentence is singled out: it hits those that stood before it" : "linked by the chronology")
        for j in judgments {
            let parts = drafts[j].act.components.filter { ["sentence", "prison"].contains($0) }
            strike(i, whole ? [Target(act: drafts[j].id)] : parts.map { Target(act: drafts[j].id, component: $0) }, modes, notes)
        }
        // A commutation puts a shorter term in the place of the old one, unless it lets the person go.
        if d.family == .commutation {
            let terms = d.event.figures.filter { $0.what == "sentence" && ["year", "month", "day"].contains($0.unit) }
            let freed = d.says("time_served", cues) || released(after: d, days: 7)
            if !freed, !terms.isEmpty || !d.event.figures.isEmpty {
                components += ["sentence", "prison"]
                drafts[i].act.notes.append("a shorter term takes the place of the sentence")
            } else if freed {
                drafts[i].act.notes.append("nothing is left to serve: he was let go with it")
            } else {
                drafts[i].act.notes.append("the papers give no new term")
                components += ["sentence", "prison"]
            }
        }
        drafts[i].act.components = components
    }

    private func release(_ i: Int) {
        let d = drafts[i]
        drafts[i].act.components = [d.family == .expiry ? "expired" : d.family.rawValue]
        guard d.kind != .regionalCourt, d.family != .bail || stands(before: d) else { return }
        if d.family == .expiry {
            let paroles = drafts.indices.filter { drafts[$0].family == .parole && notAfter(drafts[$0], d) && $0 != i }
            if let p = paroles.last {
                drafts[i].act.dependsOn = [Target(act: drafts[p].id)]
                drafts[i].act.notes.append("the term ran out on parole: it falls with \(drafts[p].id)")
            }
        }
        let (modes, notes) = mode(i)
        for j in drafts.indices where j != i && notAfter(drafts[j], d) && drafts[j].act.order == d.act.order {
            let parts: [String]
            switch d.family {
            case .expiry: parts = ["sentence", "prison"]
            default: parts = ["prison"]
            }
            let hit = drafts[j].act.components.filter {
                parts.contains($0) && (drafts[j].family.isJudgment || drafts[j].family == .commutation)
            }
            // Bail ends with the case's next judgment, as a stay does.
            strike(i, hit.map { Target(act: drafts[j].id, component: $0) }, d.family == .bail ? [.suspend] : modes, notes)
        }
    }

    private func stands(before d: Draft) -> Bool { drafts.contains { $0.family.isJudgment && notAfter($0, d) } }

    private func detention(_ i: Int) {
        let d = drafts[i]
        drafts[i].act.components = ["detention"]
        guard d.kind?.isCourt ?? false, d.kind != .regionalCourt else { return }
        let executes = drafts.contains { $0.family == .annulment && $0.act.order == d.act.order && near($0, d, days: 3) }
        guard !executes else {
            drafts[i].act.notes.append("it carries out the annulment of the same days")
            return
        }
        let releases = drafts.indices.filter {
            drafts[$0].family == .releaseOrder && drafts[$0].act.order == d.act.order && surelyBefore(drafts[$0], d)
        }
        strike(i, releases.map { Target(act: drafts[$0].id) }, [.exNunc], ["a later order of detention ends the release"])
    }

    // MARK: - order in time

    func notAfter(_ a: Draft, _ b: Draft) -> Bool {
        a.act.adopted.earliest <= b.act.adopted.latest
            && !(a.act.adopted.earliest > b.act.adopted.earliest && a.act.adopted.isCertain && b.act.adopted.isCertain)
    }
    func surelyBefore(_ a: Draft, _ b: Draft) -> Bool {
        a.act.adopted.latest < b.act.adopted.earliest
            || a.act.adopted.earliest < b.act.adopted.earliest && a.act.adopted.breadth <= 366
    }
    func near(_ a: Draft, _ b: Draft, days: Int64) -> Bool {
        a.act.adopted.meets(b.act.adopted)
            || abs(a.act.adopted.earliest.seconds - b.act.adopted.earliest.seconds) <= days * 86_400
    }

    /// Whether the subject was let go within so many days of an act.
    private func released(after d: Draft, days: Int64) -> Bool {
        record.events.contains { e in
            e.kind == .release && happened(e) && (e.date.edtf.flatMap { When($0) }.map { $0.breadth <= 31 } ?? false)
                && (e.participants.contains { $0.actor == subject } || principal)
                && (e.date.edtf.flatMap { When($0) }.map {
                    $0.latest >= d.act.adopted.earliest && $0.earliest.seconds <= d.act.adopted.latest.seconds + days * 86_400
                } ?? false)
        }
    }
}
