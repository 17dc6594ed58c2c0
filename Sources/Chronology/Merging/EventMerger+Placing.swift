import CaseModel
import EDTF

/// Which events a unit is weighed with, and where it goes.
extension EventMerger {
    /// The event that a unit fits best of those weighed.
    struct Fit {
        var event: Int
        var score: Double
        /// Under which of the unit's keys it was found.
        var key: Int32
        /// How many days lie between them.
        var distance: Int
    }

    /// The least weight that joins a unit to an event with a time of its own, and to one without; and whether a match may be one that dates no paper.
    typealias Least = (timed: Double, untimed: Double, mayBeSafe: Bool)

    func place(_ u: Int) {
        let best = fitting(u, question: Int32(u))
        trace.asked[u] = takeAsked()
        enter(u, best)
    }

    /// A second look for what came without a time, in its own right, and found nothing: what was told in passing has since said more of the
    /// events that have one.
    func placeAgain() {
        for c in clusters.indices where !clusters[c].isTimed && clusters[c].stands == nil && clusters[c].units.count == 1 {
            let u = clusters[c].units[0]
            guard !units[u].passing, let found = fitting(u, question: Int32(units.count + u), but: c),
                clusters[found.event].isTimed
            else { continue }
            clusters[c] = EventCluster(world: clusters[c].world)
            index.update(c, clusters[c].face)
            add(u, to: found.event)
        }
        _ = takeAsked()
    }

    /// The event that a unit fits best, if any fits well enough. `question`: a number of its own for this search.
    func fitting(_ u: Int, question: Int32, but left: Int? = nil) -> Fit? {
        let unit = units[u]
        let least = least(unit)
        var search = EventIndex.Search(self.question(question, unit, least))
        look(unit, &search)
        return best(of: search, unit, least, from: nil, but: left)
    }

    func least(_ unit: TellingUnit) -> Least {
        let mayBeSafe = isRepeated[unit.document] || !unit.isTimed && !isSourceDated[unit.document]
        return (
            timed: threshold(unit, timed: true, safe: mayBeSafe), untimed: threshold(unit, timed: false, safe: mayBeSafe),
            mayBeSafe
        )
    }

    /// The best of what was found and of what is known already (`from`).
    func best(of search: EventIndex.Search, _ unit: TellingUnit, _ least: Least, from known: Fit?, but left: Int? = nil) -> Fit? {
        var best = known
        for candidate in search.found where best == nil || candidate.most >= best!.score {
            let c = Int(candidate.event)
            if c == left || c == known?.event || clusters[c].units.isEmpty { continue }
            guard let score = score(unit, clusters[c]), score >= (clusters[c].isTimed ? least.timed : least.untimed),
                !least.mayBeSafe || score >= threshold(unit, timed: clusters[c].isTimed, safe: isSafe(unit, clusters[c]))
            else { continue }
            if let best, score < best.score { continue }
            let distance = distance(c, unit)
            if best == nil || score > best!.score || (distance, c) < (best!.distance, best!.event) {
                best = Fit(event: c, score: score, key: candidate.key, distance: distance)
            }
        }
        return best
    }

    /// Enters a unit into the event that fits it, or begins one; gives the event.
    @discardableResult
    func enter(_ u: Int, _ best: Fit?) -> Int {
        let chosen = best?.event ?? clusters.count
        trace.choices[u] = .init(
            event: Int32(chosen), key: best?.key ?? -1, score: best?.score ?? 0, distance: best?.distance ?? 0)
        if best == nil { clusters.append(EventCluster(world: units[u].world)) }
        add(u, to: chosen)
        return chosen
    }

    private func add(_ u: Int, to chosen: Int) {
        let unit = units[u]
        let cluster = clusters[chosen]
        cluster.add(
            u, unit, source: sources[unit.document], isUndatable: isUndatable[unit.document], actors: actors)
        index.update(chosen, cluster.face)
        eachEntry(unit) { index.enter(chosen, $0, $1, $2, &cluster.keys) }
    }

    func question(_ number: Int32, _ unit: TellingUnit, _ least: Least) -> EventIndex.Question {
        EventIndex.Question(
            unit: number, face: unit.face(source: sources[unit.document], actors: actors),
            strange: table.actBits & ~table.kinOfAll(unit.kinds), isPassing: unit.passing,
            hasDay: (unit.stands ?? (unit.isTimed ? unit.own : .all)).only != nil, least: (least.timed, least.untimed))
    }

    /// Finds events that share a key with a unit; those that are of other days, kinds or worlds are left out at once.
    func look(_ unit: TellingUnit, _ search: inout EventIndex.Search) {
        eachKey(unit) { index.look($0, $1, $2, &search) }
    }

    /// The keys under which a unit looks for events, in an order that depends on the unit alone.
    @inline(__always)
    func eachKey(_ unit: TellingUnit, _ body: (Int, EventIndex.Sort, Int) -> Void) {
        let years = years(unit.own)
        let day = (unit.stands ?? unit.own).only
        var kinds = table.kinOfAny(unit.kinds)
        while kinds != 0 {
            let kind = kinds.trailingZeroBitCount
            kinds &= kinds - 1
            for patient in unit.patients { body(kind, .patient, patient) }
            for agent in unit.agents { body(kind, .agent, agent) }
            if let day { body(kind, .day, Int(day.number)) }
            if isRepeated[unit.document] { body(kind, .document, unit.document) }
            body(kind, .source, sources[unit.document])
            if unit.patients.isEmpty || table.actBits & 1 << UInt64(kind) == 0 {
                for year in years { body(kind, .year, year) }
                if !unit.isTimed { body(kind, .undated, 0) }
            }
        }
        for key in wordKeys(unit) { body(Self.wordKind, .stem, key) }
    }

    /// The keys under which an event is entered for a unit.
    @inline(__always)
    func eachEntry(_ unit: TellingUnit, _ body: (Int, EventIndex.Sort, Int) -> Void) {
        let years = years(unit.own)
        let day = (unit.stands ?? unit.own).only
        var kinds = unit.kindBits
        while kinds != 0 {
            let kind = kinds.trailingZeroBitCount
            kinds &= kinds - 1
            for patient in unit.patients { body(kind, .patient, patient) }
            for agent in unit.agents { body(kind, .agent, agent) }
            if let day { body(kind, .day, Int(day.number)) }
            // A paper without copies is its own source: one key does for both.
            if isRepeated[unit.document] { body(kind, .document, unit.document) }
            body(kind, .source, sources[unit.document])
            for year in years { body(kind, .year, year) }
            if table.actBits & 1 << UInt64(kind) == 0 { body(kind, .undated, 0) }
        }
        for key in wordKeys(unit) { body(Self.wordKind, .stem, key) }
    }

    /// Words are no kind's; they stand under the kind that no key of another sort shares with them.
    private static let wordKind = KindBits.number(.other)

    func years(_ days: DaySet) -> [Int] {
        guard days.isBounded, let first = days.first, let last = days.last, last - first <= 800 else { return [] }
        return Array(first.year...last.year)
    }
}
