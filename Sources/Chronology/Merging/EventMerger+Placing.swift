import CaseModel
import EDTF

/// Which events a unit is weighed with, and where it goes.
extension EventMerger {
    func place(_ u: Int) {
        let best = fitting(u, question: Int32(u))
        let chosen = best ?? clusters.count
        if best == nil { clusters.append(EventCluster(world: units[u].world)) }
        enter(u, chosen)
    }

    /// A second look for what came without a time, in its own right, and found nothing: what was told in passing has since said more of the
    /// events that have one.
    func placeAgain() {
        for c in clusters.indices where !clusters[c].isTimed && clusters[c].stands == nil && clusters[c].units.count == 1 {
            let u = clusters[c].units[0]
            guard !units[u].passing, let found = fitting(u, question: Int32(units.count + u), but: c), clusters[found].isTimed
            else { continue }
            clusters[c] = EventCluster(world: clusters[c].world)
            index.update(c, clusters[c].face)
            enter(u, found)
        }
    }

    /// The event that a unit fits best, if any fits well enough. `question`: a number of its own for this search.
    private func fitting(_ u: Int, question: Int32, but left: Int? = nil) -> Int? {
        let unit = units[u]
        var best: (score: Double, cluster: Int)?
        let mayBeSafe = isRepeated[unit.document] || !unit.isTimed && !isSourceDated[unit.document]
        let least = (
            timed: threshold(unit, timed: true, safe: mayBeSafe), untimed: threshold(unit, timed: false, safe: mayBeSafe)
        )
        for candidate in candidates(question, unit, least) where best == nil || candidate.most >= best!.score {
            let c = candidate.event
            if c == left || clusters[c].units.isEmpty { continue }
            guard let score = score(unit, clusters[c]), score >= (clusters[c].isTimed ? least.timed : least.untimed),
                !mayBeSafe || score >= threshold(unit, timed: clusters[c].isTimed, safe: isSafe(unit, clusters[c]))
            else { continue }
            if best == nil || score > best!.score || (score == best!.score && isNearer(c, than: best!.cluster, to: unit)) {
                best = (score, c)
            }
        }
        return best?.cluster
    }

    private func enter(_ u: Int, _ chosen: Int) {
        let unit = units[u]
        let cluster = clusters[chosen]
        cluster.add(
            u, unit, source: sources[unit.document], isUndatable: isUndatable[unit.document], actors: actors)
        index.update(chosen, cluster.face)
        register(chosen, cluster, unit)
    }

    /// Events that share a key with a unit; those that are of other days, kinds or worlds are left out at once.
    private func candidates(_ question: Int32, _ unit: TellingUnit, _ least: (timed: Double, untimed: Double)) -> [EventIndex
        .Candidate]
    {
        var found: [EventIndex.Candidate] = []
        let face = unit.face(source: sources[unit.document], actors: actors)
        let question = EventIndex.Question(
            unit: question, face: face, strange: table.actBits & ~table.kinOfAll(unit.kinds), isPassing: unit.passing,
            hasDay: (unit.stands ?? (unit.isTimed ? unit.own : .all)).only != nil, least: least)
        let years = years(unit.own)
        let day = (unit.stands ?? unit.own).only
        var kinds = table.kinOfAny(unit.kinds)
        while kinds != 0 {
            let kind = kinds.trailingZeroBitCount
            kinds &= kinds - 1
            for patient in unit.patients { index.look(question, kind, .patient, patient, &found) }
            for agent in unit.agents { index.look(question, kind, .agent, agent, &found) }
            if let day { index.look(question, kind, .day, Int(day.number), &found) }
            if isRepeated[unit.document] { index.look(question, kind, .document, unit.document, &found) }
            index.look(question, kind, .source, sources[unit.document], &found)
            if unit.patients.isEmpty || table.actBits & 1 << UInt64(kind) == 0 {
                for year in years { index.look(question, kind, .year, year, &found) }
                if !unit.isTimed { index.look(question, kind, .undated, 0, &found) }
            }
        }
        for key in wordKeys(unit) { index.look(question, Self.wordKind, .stem, key, &found) }
        return found
    }

    private func register(_ c: Int, _ cluster: EventCluster, _ unit: TellingUnit) {
        let years = years(unit.own)
        let day = (unit.stands ?? unit.own).only
        var kinds = unit.kindBits
        while kinds != 0 {
            let kind = kinds.trailingZeroBitCount
            kinds &= kinds - 1
            for patient in unit.patients { index.enter(c, kind, .patient, patient, &cluster.keys) }
            for agent in unit.agents { index.enter(c, kind, .agent, agent, &cluster.keys) }
            if let day { index.enter(c, kind, .day, Int(day.number), &cluster.keys) }
            // A paper without copies is its own source: one key does for both.
            if isRepeated[unit.document] { index.enter(c, kind, .document, unit.document, &cluster.keys) }
            index.enter(c, kind, .source, sources[unit.document], &cluster.keys)
            for year in years { index.enter(c, kind, .year, year, &cluster.keys) }
            if table.actBits & 1 << UInt64(kind) == 0 { index.enter(c, kind, .undated, 0, &cluster.keys) }
        }
        for key in wordKeys(unit) { index.enter(c, Self.wordKind, .stem, key, &cluster.keys) }
    }

    /// Words are no kind's; they stand under the kind that no key of another sort shares with them.
    private static let wordKind = KindBits.number(.other)

    private func years(_ days: DaySet) -> [Int] {
        guard days.isBounded, let first = days.first, let last = days.last, last - first <= 800 else { return [] }
        return Array(first.year...last.year)
    }
}
