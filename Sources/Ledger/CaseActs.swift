import CaseModel
import EDTF

/// Which events of a case are acts about the person, and of which family.
extension CaseReader {
    static let actKinds: Set<EventKind> = [
        .convict, .sentence, .pardon, .commute, .amnesty, .annul, .restore, .uphold, .overrule, .suspend, .orderRelease,
        .orderDetention, .order, .request, .acquit, .dismiss, .rule, .enact, .vote, .release, .state,
    ]

    func gather() {
        for e in record.events where CaseReader.actKinds.contains(e.kind) && happened(e) {
            let tellings = tellings(of: e)
            guard let family = family(e, tellings), concerns(e, family) else { continue }
            var draft = Draft(
                event: e, family: family,
                act: Act(id: e.id.id, order: "", authority: "", what: e.headline, adopted: When(Moment.distantPast)),
                tellings: tellings)
            guard let dates = dates(e) else { continue }
            draft.act.adopted = dates.adopted
            draft.act.known = dates.known
            // "With effect from" looks ahead; a "since" of the same sentence that looks back belongs to something else.
            draft.act.effective = e.legal?.effective.flatMap { When($0) }.flatMap {
                $0.earliest > dates.adopted.latest ? $0 : nil
            }
            draft.act.until = e.legal?.until.flatMap { When($0) }.flatMap { $0.earliest > dates.adopted.latest ? $0 : nil }
            if family.isJudgment { draft.act.until = nil }
            draft.act.notes = dates.notes
            draft.act.label = CaseReader.short(e.headline)
            drafts.append(draft)
        }
        drafts.sort { CaseReader.earlier($0, $1) }
    }

    /// A headline short enough for a line of proof.
    static func short(_ headline: String) -> String {
        guard headline.count > 80 else { return headline }
        var words = headline.prefix(80).split(separator: " ", omittingEmptySubsequences: false)
        words.removeLast()
        return words.joined(separator: " ") + " …"
    }

    /// By day; within one, as acts follow each other in a courtroom.
    static func earlier(_ a: Draft, _ b: Draft) -> Bool {
        (a.act.adopted.earliest, a.act.adopted.latest, rank(a.family), a.id) < (
            b.act.adopted.earliest, b.act.adopted.latest, rank(b.family), b.id
        )
    }
    private static func rank(_ f: Family) -> Int {
        switch f {
        case .annulment: 0
        case .conviction: 1
        case .sentence: 2
        case .acquittal, .closing: 3
        case .restoration, .confirmation: 4
        case .pardon, .commutation, .amnesty: 5
        case .stay: 6
        default: 7
        }
    }

    func happened(_ e: Event) -> Bool {
        guard e.review != .rejected else { return false }
        switch e.modality {
        case .asserted, .reported: return true
        case .requested: return e.kind == .request
        case .planned, .denied, .hypothetical: return false
        }
    }

    /// What kind of act the event is; nil where it is none.
    private func family(_ e: Event, _ tellings: [Telling]) -> Family? {
        func mostly(_ group: String) -> Bool {
            let hits = tellings.filter { cues.has(group, in: $0.folded) }.count
            return hits > 0 && hits * 2 >= tellings.count
        }
        switch e.kind {
        case .convict: return .conviction
        case .sentence:
            // "Jailed for some weeks", with no court, no verdict and no term of months: custody, not a judgment.
            let terms = e.figures.contains { $0.what == "sentence" && ["year", "month", "life"].contains($0.unit) }
            return terms || mostly("judged") ? .sentence : nil
        case .pardon: return .pardon
        case .commute: return mostly("remission") ? .remission : .commutation
        case .amnesty: return mostly("remission") ? .remission : .amnesty
        case .annul, .overrule: return .annulment
        case .restore: return .restoration
        case .uphold: return .confirmation
        case .suspend: return .stay
        case .acquit: return .acquittal
        case .dismiss: return aboutAppeal(tellings) ? .confirmation : .closing
        case .orderRelease, .release:
            // "Had been wrongly let out and must go back": a court that says so releases nobody.
            if mostly("return"), authority(of: e).flatMap({ orders.kind($0) })?.isCourt ?? (e.kind == .orderRelease) {
                return .detention
            }
            if mostly("bail") { return .bail }
            if mostly("remission") { return .remission }
            if mostly("served") { return .expiry }
            if mostly("parole") { return .parole }
            if mostly("amnesty_release") { return .amnesty }
            if e.kind == .orderRelease { return .releaseOrder }
            // A release that some decision acts upon was a decision itself.
            let hit = record.events.contains {
                [.annul, .suspend, .overrule, .restore].contains($0.kind) && $0.targets.contains(e.id) && happened($0)
            }
            return hit ? .parole : nil
        case .orderDetention: return .detention
        case .order, .request: return mostly("remission") && e.kind == .order ? .remission : .order
        case .rule:
            if tellsBreach(tellings) { return .finding }
            return mostly("remission") ? .remission : .ruling
        case .state:
            guard let authority = authority(of: e), orders.isRegional(authority), tellsBreach(tellings) else { return nil }
            return .finding
        case .enact, .vote:
            if mostly("remission") { return .remission }
            // Parliament's law, where its annulment says that it was an amnesty or let him out.
            let hit = record.events.contains { o in
                [.annul, .overrule].contains(o.kind) && o.targets.contains(e.id) && happened(o)
                    && self.tellings(of: o).contains { cues.has("noun_amnesty", in: $0.folded) }
            }
            return mostly("amnesty_law") || hit ? .amnesty : nil
        default: return nil
        }
    }

    /// A breach of an order or obligation, as against one of somebody's rights.
    private func tellsBreach(_ tellings: [Telling]) -> Bool {
        tellings.contains { t in
            if cues.has("breach", in: t.folded) { return true }
            if let failing = cues.find("breach_with", in: t.folded) {
                if !t.folded.contains(failing.words + " with") || cues.find("breach_of", in: t.folded, from: failing.at) != nil {
                    return true
                }
            }
            guard let weak = cues.find("breach_weak", in: t.folded) else { return false }
            return cues.find("breach_of", in: t.folded, from: weak.at) != nil
        }
    }

    /// "Dismissed the appeal" confirms; "dismissed the charges" ends a case. Told by the first such noun after the verb.
    private func aboutAppeal(_ tellings: [Telling]) -> Bool {
        var appeal = 0, charge = 0
        for t in tellings {
            let a = cues.find("appeal", in: t.folded, from: t.trigger)?.at ?? Int.max
            let c = cues.find("charge", in: t.folded, from: t.trigger)?.at ?? Int.max
            if a < c { appeal += 1 } else if c < a { charge += 1 }
        }
        return charge == 0 || appeal >= charge
    }

    /// Whether the act is about the subject.
    private func concerns(_ e: Event, _ family: Family) -> Bool {
        let patients = e.participants.filter { [.patient, .beneficiary, .target].contains($0.role) }
        if patients.contains(where: { $0.actor == subject }) { return true }
        // A regional court's order and a finding are addressed to states; a review hits an act.
        let others = patients.contains { isSomebodyElse($0, tellings(of: e)) }
        if family.isReview || family == .closing {
            let targets = e.targets.compactMap { byID[$0] }
            if targets.contains(where: { hits($0) }) { return true }
            if !targets.isEmpty, targets.allSatisfy({ belongsToAnother($0) }) { return false }
        }
        guard principal, !others else { return false }
        // "312 people were convicted": somebody else, though nobody by name.
        if family.isJudgment || family == .pardon || family == .commutation || family == .acquittal {
            let words = patients.filter { $0.actor == nil }.map { fold($0.name) }
            if !words.isEmpty, Set(cues.words("stand_ins")).isDisjoint(with: words) { return false }
        }
        return true
    }

    /// Whether a participant is a person other than the subject, and the sentences name him by a name that the subject does not
    /// bear. "His conviction", "Vost was held" that went to a lawyer of that name are no reason to keep an act from the one person to
    /// whom most happens.
    func isSomebodyElse(_ p: Participant, _ tellings: [Telling]) -> Bool {
        guard let id = p.actor, id != subject, let actor = actors[id], actor.kind == .person else { return false }
        guard principal else { return true }
        let mine = Set((actors[subject].map { [$0.name] + $0.aliases } ?? []).flatMap { fold($0).split(separator: " ") })
        let theirs = Set(([actor.name] + actor.aliases).flatMap { fold($0).split(separator: " ") }).subtracting(mine).filter {
            $0.utf8.count >= 3
        }
        return tellings.contains { t in
            let words = Set(t.folded.split(separator: " "))
            return theirs.contains { words.contains($0) }
        }
    }

    /// Whether an event has the subject as the person hit.
    private func hits(_ e: Event) -> Bool {
        e.participants.contains { [.patient, .beneficiary, .target].contains($0.role) && $0.actor == subject }
    }
    private func belongsToAnother(_ e: Event) -> Bool {
        let told = tellings(of: e)
        let people = e.participants.filter { [.patient, .beneficiary, .target].contains($0.role) && isSomebodyElse($0, told) }
        return !people.isEmpty && !people.contains { $0.actor == subject }
    }
}
