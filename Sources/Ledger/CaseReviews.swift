import CaseModel
import EDTF

/// Decisions on earlier acts: annulments, restorations, confirmations and stays.
extension CaseReader {
    func annulment(_ i: Int) {
        drafts[i].act.components = ["annulment"]
        // A court that "declares the ruling null and restores" its victim does both at once: the one does not hit the other.
        let own = drafts[i]
        let (targets, why) = targets(i) { other in
            other.family != .bail
                && !(other.family == .restoration && own.authority != nil && other.authority == own.authority
                    && other.act.adopted == own.act.adopted)
        }
        guard !targets.isEmpty else {
            drafts[i].act.notes.append("the papers do not tell which act it hits")
            return
        }
        let d = drafts[i]
        // "Lifted the ban": only that penalty, of the judgments that laid it on.
        let named = d.event.legal?.components ?? []
        if !named.isEmpty, named.allSatisfy({ CaseReader.lesserPenalties.contains($0) }) {
            let (modes, notes) = mode(i, hitting: targets)
            for j in drafts.indices where drafts[j].family.isJudgment && ordered(j, i) && notAfter(drafts[j], d) {
                let parts = drafts[j].act.components.filter { named.contains($0) }
                strike(i, parts.map { Target(act: drafts[j].id, component: $0) }, modes, notes + [why])
            }
            drafts[i].act.notes.append("it reaches the \(named.joined(separator: " and ")) only")
            return
        }
        if d.partial, targets.allSatisfy({ drafts[$0].family.isJudgment }) {
            drafts[i].act.notes.append("it reaches a part of the judgment only: the conviction stands")
            guard d.says("vacated_sentence", cues) || d.says("remand", cues) else { return }
            let sentences = Set(targets.flatMap(judgmentGroup)).filter { drafts[$0].family == .sentence }.sorted()
            let (modes, notes) = mode(i)
            for s in sentences {
                let parts = drafts[s].act.components.filter { $0 != "conviction" }
                strike(i, parts.map { Target(act: drafts[s].id, component: $0) }, modes, notes + [why])
            }
            return
        }
        var all = Set<Int>()
        for t in targets {
            switch drafts[t].family {
            case .conviction: all.formUnion(judgmentGroup(t))
            case .sentence: all.formUnion(d.says("noun_judgment", cues) && !onlySentence(d) ? judgmentGroup(t) : [t])
            case .amnesty:
                all.formUnion(
                    drafts.indices.filter {
                        drafts[$0].family == .amnesty && drafts[$0].act.order == drafts[t].act.order && notAfter(drafts[$0], d)
                    })
            default: all.insert(t)
            }
        }
        all.remove(i)
        let (modes, notes) = mode(i, hitting: targets)
        strike(i, all.sorted().map { Target(act: drafts[$0].id) }, modes, notes + [why])
        narrow(i, after: all.sorted())
    }

    private func onlySentence(_ d: Draft) -> Bool { d.says("vacated_sentence", cues) }

    func restoration(_ i: Int) {
        drafts[i].act.components = ["restoration"]
        let (targets, why) = targets(i) {
            $0.family == .annulment || $0.family.isClemency || $0.family.isJudgment || $0.family.isRelease
        }
        let (modes, notes) = mode(i)
        var hit = Set<Int>()
        for t in targets {
            if drafts[t].family == .annulment || drafts[t].family == .stay {
                hit.insert(t)
            } else {
                // What struck the act restored, and is no later than its restoration.
                for s in drafts.indices where s != i && notAfter(drafts[s], drafts[i]) {
                    if drafts[s].act.order == drafts[i].act.order, drafts[s].family == .annulment || drafts[s].family == .stay,
                        drafts[s].act.effects.contains(where: { $0.kind == .strike && $0.target.act == drafts[t].id })
                    {
                        hit.insert(s)
                    }
                }
            }
        }
        if hit.isEmpty,
            let last = drafts.indices.filter({
                drafts[$0].family == .annulment && drafts[$0].act.order == drafts[i].act.order
                    && surelyBefore(drafts[$0], drafts[i])
            }).last, targets.isEmpty
        {
            hit.insert(last)
        }
        // A day before the act restored was struck is some other day of its sentence: it lies between that and the paper.
        if hit.isEmpty, !targets.isEmpty {
            let names = Set(targets.map { drafts[$0].id })
            let strikers = drafts.indices.filter { s in
                drafts[s].family == .annulment && drafts[s].act.order == drafts[i].act.order
                    && drafts[s].act.effects.contains { $0.kind == .strike && names.contains($0.target.act) }
            }
            if let s = strikers.last, let paper = firstPaper(drafts[i].event), paper.latest > drafts[s].act.adopted.earliest,
                paper.latest < .distantFuture
            {
                let from = drafts[s].act.adopted.earliest
                drafts[i].act.notes.append(
                    "the day told, \(drafts[i].act.adopted.text), is before what it restores was struck: set aside")
                drafts[i].act.adopted = When(
                    stretches: [When.Stretch(from, paper.latest)], text: "\(from.text)/\(paper.latest.text)")
                drafts[i].act.known = When(paper.latest)
                hit.formUnion(strikers)
            }
        }
        guard !hit.isEmpty else {
            drafts[i].act.notes.append("the papers do not tell what had struck the act that it restores")
            return
        }
        // What confirmed the annulment goes with it.
        for s in drafts.indices where drafts[s].family == .confirmation && notAfter(drafts[s], drafts[i]) {
            if drafts[s].act.effects.contains(where: { e in e.kind == .confirm && hit.contains { drafts[$0].id == e.target.act } }
            ) {
                hit.insert(s)
            }
        }
        strike(i, hit.sorted().map { Target(act: drafts[$0].id) }, modes, notes + [why])
        narrow(i, after: hit.sorted())
    }

    func confirmation(_ i: Int) {
        drafts[i].act.components = ["confirmation"]
        let (targets, why) = targets(i) {
            $0.family.isJudgment || $0.family == .annulment || $0.family == .acquittal || $0.family == .confirmation
                || $0.family.isClemency
        }
        // A court that confirms a clemency which another decision had struck restores it.
        for t in targets {
            drafts[i].act.effects.append(Effect(kind: .confirm, target: Target(act: drafts[t].id), notes: [why]))
        }
        narrow(i, after: targets)
    }

    func stay(_ i: Int) {
        drafts[i].act.components = ["stay"]
        let (targets, why) = targets(i) {
            $0.family.isJudgment || $0.family == .annulment || $0.family.isClemency || $0.family.isRelease
                || $0.family == .detention
        }
        for t in Set(targets.flatMap { drafts[$0].family.isJudgment ? judgmentGroup($0) : [$0] }).sorted() {
            let hit: [Target] =
                drafts[t].family.isJudgment
                ? drafts[t].act.components.filter { $0 == "prison" }.map { Target(act: drafts[t].id, component: $0) }
                : [Target(act: drafts[t].id)]
            strike(i, hit, [.suspend], ["a stay holds until the act stayed is decided upon", why])
        }
        narrow(i, after: targets)
    }

    /// A stay, and bail, end with the next decision on what they hold up.
    func endStays() {
        for i in drafts.indices where drafts[i].family == .stay || drafts[i].family == .bail {
            for e in drafts[i].act.effects.indices
            where drafts[i].act.effects[e].modes == [.suspend] && drafts[i].act.effects[e].until == nil {
                let held = drafts[i].act.effects[e].target.act
                let kin = Set(place[EventID(held)].map { judgmentGroup($0).map { drafts[$0].id } + [held] } ?? [held])
                let next = drafts.indices.first { j in
                    drafts[j].act.order == drafts[i].act.order
                        && (surelyBefore(drafts[i], drafts[j]) || drafts[j].act.adopted.latest > drafts[i].act.adopted.latest)
                        && ([.confirmation, .annulment, .restoration].contains(drafts[j].family))
                        && drafts[j].act.effects.contains { kin.contains($0.target.act) }
                }
                guard let next else { continue }
                drafts[i].act.effects[e].until = drafts[next].act.effective ?? drafts[next].act.adopted
                drafts[i].act.effects[e].notes.append("it ended with \(drafts[next].id)")
            }
        }
    }
}
