import CaseModel
import EDTF

/// One act told by several entries of the chronology: the vaguer telling joins the sharper one.
extension CaseReader {
    /// Tells duplicates of one act apart from acts of one kind: the vaguer telling joins the sharper one.
    func join() {
        var into: [Int: Int] = [:]
        for i in drafts.indices {
            var best: Int?
            for j in drafts.indices where j != i && into[j] == nil && same(drafts[i], drafts[j]) && better(j, i) {
                if best == nil || better(j, best!) { best = j }
            }
            if let best { into[i] = best }
        }
        for i in into.keys.sorted() {
            var j = into[i]!
            while let next = into[j] { j = next }
            drafts[j].also.append(drafts[i].event.id)
            drafts[j].tellings += drafts[i].tellings
            // Days that exclude one another stay side by side, unless one stands alone against three times the papers.
            let outvoted = drafts[j].event.evidence.count >= 3 * drafts[i].event.evidence.count
            let near = abs(drafts[i].act.adopted.earliest.seconds - drafts[j].act.adopted.earliest.seconds) <= 3 * 86_400
            if !drafts[i].act.adopted.meets(drafts[j].act.adopted), !outvoted, drafts[i].act.adopted.breadth <= 40,
                drafts[i].family != .sentence || near
            {
                drafts[j].act.adopted = drafts[j].act.adopted.or(drafts[i].act.adopted)
                drafts[j].act.notes.append("the papers give it different days: \(drafts[j].act.adopted.text)")
            }
            if drafts[i].family == .conviction, drafts[j].family == .sentence {
                if drafts[j].event.legal == nil { drafts[j].event.legal = LegalTraits() }
                if !drafts[j].event.legal!.components.contains("conviction") {
                    drafts[j].event.legal!.components += ["prison", "conviction"]
                }
            }
            drafts[j].event.targets += drafts[i].event.targets.filter { !drafts[j].event.targets.contains($0) }
            drafts[j].event.figures += drafts[i].event.figures
            drafts[j].event.evidence += drafts[i].event.evidence
            if drafts[j].event.participants.allSatisfy({ $0.role != .authority && $0.role != .agent }) {
                drafts[j].event.participants += drafts[i].event.participants.filter { $0.role == .authority || $0.role == .agent }
            }
        }
        drafts = drafts.indices.filter { into[$0] == nil }.map { drafts[$0] }
        drafts.sort { CaseReader.earlier($0, $1) }
        for (i, d) in drafts.enumerated() {
            place[d.event.id] = i
            for other in d.also { place[other] = i }
            evidence[d.id] = d.event.evidence.map(\.passage)
        }
        // The signing of a decree is the decree.
        for e in record.events where (e.kind == .enact || e.kind == .publish) && place[e.id] == nil {
            if let i = e.targets.lazy.compactMap({ self.place[$0] }).first(where: { drafts[$0].family.isClemency }) {
                place[e.id] = i
            }
        }
    }

    /// Whether of two tellings of one act the first is the one to keep. A term is told again for as long as it is served, with the day of
    /// whatever the later paper is about: of sentences on days that exclude each other the better attested stands, of equals the earlier.
    private func better(_ a: Int, _ b: Int) -> Bool {
        let (x, y) = (drafts[a], drafts[b])
        if x.family == .sentence, y.family == .sentence, !x.act.adopted.meets(y.act.adopted),
            max(x.act.adopted.breadth, y.act.adopted.breadth) <= 366
        {
            let (nx, ny) = (x.event.independentSources, y.event.independentSources)
            return nx != ny ? nx > ny : (x.act.adopted.earliest, a) < (y.act.adopted.earliest, b)
        }
        return sharpness(a) < sharpness(b)
    }

    /// Sharper days first; of sentences the earlier, of others the better attested.
    private func sharpness(_ i: Int) -> (Int64, Int64, Int, Int) {
        let d = drafts[i]
        return (d.act.adopted.breadth, d.family == .sentence ? d.act.adopted.earliest.seconds : 0, -d.event.independentSources, i)
    }

    /// Whether two drafts may be one act told twice.
    private func same(_ a: Draft, _ b: Draft) -> Bool {
        // "The convicted …" with no day of its own belongs to a judgment that has one.
        let vague =
            a.family == .conviction && b.family == .sentence && a.act.adopted.breadth > 366 && b.act.adopted.breadth <= 366
            && a.act.adopted.meets(b.act.adopted)
        let families = a.family == b.family || vague
        guard families, a.family != .order, a.family != .ruling, a.family != .finding else { return false }
        let near =
            a.act.adopted.meets(b.act.adopted)
            || abs(a.act.adopted.earliest.seconds - b.act.adopted.earliest.seconds) <= 3 * 86_400
            || a.family == .amnesty && abs(a.act.adopted.earliest.seconds - b.act.adopted.earliest.seconds) <= 60 * 86_400
            || mercyOnce(a, b) || sameTerm(a, b)
        guard near else { return false }
        // Two sharp days are two acts, unless they are a signature and its announcement.
        if a.family == .confirmation || a.family == .stay, a.act.adopted.isCertain, b.act.adopted.isCertain,
            a.act.adopted != b.act.adopted
        {
            return false
        }
        let ta = Set(a.event.targets), tb = Set(b.event.targets)
        if !ta.isEmpty, !tb.isEmpty, ta.isDisjoint(with: tb) { return false }
        if a.family.isReview, ta.isEmpty != tb.isEmpty, a.act.adopted.isCertain, b.act.adopted.isCertain { return false }
        let pa = authority(of: a.event), pb = authority(of: b.event)
        if let x = pa?.actor, let y = pb?.actor, x != y, a.family != .amnesty {
            guard let ka = orders.kind(pa!), let kb = orders.kind(pb!), ka == kb || ka == .court || kb == .court else {
                return false
            }
        }
        let fa = a.event.figures.filter { $0.what == "sentence" }.map(\.value),
            fb = b.event.figures.filter { $0.what == "sentence" }.map(\.value)
        return fa.isEmpty || fb.isEmpty || !Set(fa).isDisjoint(with: Set(fb))
    }

    /// A term of one length told with two days, and no judgment struck in between: passed once, told again when it began or mattered.
    private func sameTerm(_ a: Draft, _ b: Draft) -> Bool {
        guard a.family == .sentence, b.family == .sentence else { return false }
        func terms(_ d: Draft) -> Set<String> {
            Set(d.event.figures.filter { $0.what == "sentence" }.map { "\($0.value) \($0.unit)" })
        }
        let lo = min(a.act.adopted.earliest, b.act.adopted.earliest), hi = max(a.act.adopted.latest, b.act.adopted.latest)
        guard !terms(a).isDisjoint(with: terms(b)) else { return false }
        return !drafts.contains { d in
            d.family == .annulment && d.act.adopted.latest > lo && d.act.adopted.earliest < hi && !d.says("noun_clemency", cues)
        }
    }

    /// One hand pardons one person once, unless the first pardon was taken away in between: other days are other tellings.
    private func mercyOnce(_ a: Draft, _ b: Draft) -> Bool {
        guard a.family.isClemency, let x = authority(of: a.event)?.actor, x == authority(of: b.event)?.actor,
            actors[x]?.kind == .person
        else { return false }
        let lo = min(a.act.adopted.earliest, b.act.adopted.earliest), hi = max(a.act.adopted.latest, b.act.adopted.latest)
        return !drafts.contains { d in
            d.family == .annulment && d.act.adopted.earliest > lo && d.act.adopted.latest < hi
                && (d.event.targets.contains(a.event.id) || d.event.targets.contains(b.event.id))
        }
    }
}
