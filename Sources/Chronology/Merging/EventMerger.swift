import CaseModel
import EDTF
import Events

/// Joins tellings of different papers into events: by kind, people, figures and days.
///
/// Units enter from the best dated to the undated, each to the event it fits best or to a new one; the order depends on the papers alone. The rules
/// stand here; `EventMerger+Units` makes what they weigh, `EventMerger+Placing` finds which events a unit is weighed with.
/// A class, since its parts are asked while others change, which would copy a value.
final class EventMerger {
    let builder: DatingBuilder
    let published: [DaySet]
    /// Phrases that hang on the day of an undated paper may date it by a merge: only once the papers' other events are merged.
    let mayDate: Bool
    /// Whether anything hung on `mayDate`; and whether what is being weighed does.
    private(set) var askedToDate = false
    @exclusivity(unchecked) private var asks = false
    let table = KindTable.shared
    @exclusivity(unchecked) var units: [TellingUnit] = []
    @exclusivity(unchecked) var clusters: [EventCluster] = []
    @exclusivity(unchecked) var index: EventIndex
    /// The way that this merge goes, and what it follows of the last one's.
    @exclusivity(unchecked) var trace = MergeTrace()
    @exclusivity(unchecked) var following = Following()
    /// As in `MergeGround`.
    let actors: EventIndex.Actors
    let bodies: [(words: [String], isNominal: Bool)?]
    let holders: [(offices: Set<String>, isNominal: Bool)?]
    let sources: [Int]
    let isSourceDated: [Bool]
    let isRepeated: [Bool]
    /// Of each paper whether nothing tells even about when it was written.
    let isUndatable: [Bool]

    var tellings: [Telling] { builder.tellings }

    /// - Parameters:
    ///   - published: the papers' days.
    ///   - most: how many events a unit is weighed with under one key.
    init(
        _ builder: DatingBuilder, _ ground: MergeGround, published: [DaySet], mayDate: Bool, glances: Bool = true,
        most: Int = EventIndex.most
    ) {
        self.mayDate = mayDate
        self.builder = builder
        self.published = published
        index = EventIndex(glances: glances, most: most)
        actors = ground.actors
        bodies = ground.bodies
        holders = ground.holders
        sources = ground.sources
        isRepeated = ground.isRepeated
        let isSourceDated = ground.isSourceDated
        self.isSourceDated = isSourceDated
        isUndatable = published.indices.map { !published[$0].isBounded && !isSourceDated[$0] }
    }

    /// The event of each telling, and how many events there are; -1 for a telling that is evidence for nothing.
    ///
    /// - Parameters:
    ///   - last: how the merge before this one went, and what has changed since: what it weighed then is not weighed again. The result is the same
    ///     without.
    func merge(after last: (trace: MergeTrace, changes: MergeChanges)? = nil) -> (clusterOf: [Int], count: Int) {
        makeUnits()
        let order = order()
        trace.mayDate = mayDate
        trace.order = order.map(Int32.init)
        trace.choices = Array(repeating: MergeTrace.Choice(), count: units.count)
        trace.asked = Array(repeating: false, count: units.count)
        if let last, follows(last.trace, last.changes) {
            place(order, after: last.trace)
        } else {
            for u in order { place(u) }
        }
        trace.eventCount = clusters.count
        placeAgain()
        return result()
    }

    /// Whether what has been weighed since this was last asked hung on `mayDate`.
    func takeAsked() -> Bool {
        defer { asks = false }
        askedToDate = askedToDate || asks
        return asks
    }

    // MARK: Choosing

    /// The least score that joins a unit to an event with a time of its own, or to one without. `safe`: the match dates no paper.
    func threshold(_ unit: TellingUnit, timed: Bool, safe: Bool) -> Double {
        // In a paper without a day a match would date the paper, or bound its day: it takes both sides of the act, or its figure.
        if !isSourceDated[unit.document] && !safe {
            if unit.hangsOnPaper { return unit.kindBits & ~table.repeatedBits == 0 ? .infinity : 5 }
            if !unit.isTimed && !unit.passing { return 3.5 }
        }
        if unit.passing { return 2 }
        if unit.isTimed && timed { return 2.5 }
        return unit.kindBits & table.manyBits != 0 ? 4 : 2.5
    }

    /// How far an event lies from a unit: of two that it fits as well, the nearer is meant. First the one told as what the unit tells ("his
    /// conviction": the verdict, not the sentence that some paper calls so), then the fewer days from the unit's paper.
    func distance(_ c: Int, _ unit: TellingUnit) -> Int {
        let other = unit.kinds.contains(clusters[c].told!) ? 0 : 1 << 40
        guard let day = clusters[c].days.first, let paper = published[unit.document].last, day.isBounded, paper.isBounded
        else { return other + 1 << 32 }
        return other + abs(paper - day)
    }

    // MARK: Fitting

    /// How well a unit fits an event; nil where it cannot be it.
    func score(_ unit: TellingUnit, _ cluster: EventCluster) -> Double? {
        guard unit.world == cluster.world else { return nil }
        if haveOnlyWords(unit, cluster) {
            if let story = story(unit, cluster) { return story }
            if unit.kindBits & ~table.manyBits == 0 { return nil }
        }
        let sameKind = unit.kindBits & cluster.kindBits != 0
        guard sameKind || mayBeOne(unit, cluster) else { return nil }
        // Two kinds make one event by their day; without one, only a verdict and its sentence do.
        let bothDays = (unit.isTimed || unit.stands != nil) && (cluster.isTimed || cluster.stands != nil)
        if !sameKind && !bothDays && !unit.passing && !isVerdict(unit, cluster) { return nil }
        // Kinds that are only kin date no paper.
        if !sameKind && (unit.wouldDate || cluster.wouldDate) && !isVerdict(unit, cluster) { return nil }
        guard var score = days(unit, cluster, sameKind) else { return nil }
        score += sameKind ? Weight.kind : 0
        let day = unit.stands ?? (unit.isTimed ? unit.own : .all)
        let sameDay = day.only != nil && day == (cluster.stands ?? cluster.days)
        guard let people = people(unit, cluster, sameDay, sameKind) else { return nil }
        score += people
        if let years = unit.years, !cluster.years.isEmpty {
            if cluster.years.contains(years) { score += Weight.years } else if !sameDay { return nil }
        }
        if let bars = unit.bars, !cluster.bars.isEmpty, !cluster.bars.contains(bars), !sameDay { return nil }
        if !unit.counts.isDisjoint(with: cluster.counts) { score += Weight.count }
        if !unit.lemmas.isDisjoint(with: cluster.lemmas) { score += Weight.lemma }
        // Where nobody is named, the place says most.
        if !unit.places.isDisjoint(with: cluster.places) {
            score +=
                unit.patients.isEmpty && unit.agents.isEmpty || cluster.patients.isEmpty && cluster.agents.isEmpty
                ? Weight.onlyPlace : Weight.place
        }
        score += wording(unit, cluster)
        // A copy tells what its original tells, in its words.
        if isCopied(unit, cluster) { score += Weight.copy }
        return score
    }

    /// Whether kinds that differ may be one event: acts must be kin to every kind told of it; what happens, to the one told most.
    private func mayBeOne(_ unit: TellingUnit, _ cluster: EventCluster) -> Bool {
        let told = cluster.told!
        return unit.kinds.allSatisfy { kind in
            cluster.kinds.keys.allSatisfy { other in
                table.areKin(kind, other)
                    || (!table.acts.contains(kind) && !table.acts.contains(other) && table.areKin(kind, told))
            }
        }
    }

    private func days(_ unit: TellingUnit, _ cluster: EventCluster, _ sameKind: Bool) -> Double? {
        guard unit.isTimed && cluster.isTimed else {
            if !unit.own.meets(cluster.days) { return nil }
            for t in unit.tellings where !builder.phrasesAllow(t, cluster.days, published: published[unit.document]) {
                return nil
            }
            return standing(unit, cluster)
        }
        if published[unit.document].only == nil && cluster.documents.contains(unit.document) && hasOtherTimes(unit, cluster) {
            return nil
        }
        if !unit.own.meets(cluster.days) { return nearlySameDay(unit, cluster, sameKind) ? Weight.vague : nil }
        if let paper = unit.own.only, let other = cluster.exact[unit.document], other != paper { return nil }
        if !Narrowing.isWorkable(unit.own) || published[unit.document].only == nil {
            if unit.precision == 3 {
                asks = true
                if !mayDate { return nil }
            }
            for t in unit.tellings where !builder.phrasesAllow(t, cluster.days, published: published[unit.document]) {
                return nil
            }
            // Of a paper without a day, a weekday that fits says something, a day of the year much; a vaguer phrase nothing.
            if unit.precision == 3 {
                guard unit.hangsOnPaper && cluster.days.only != nil else { return Weight.vague }
                return unit.namesDayOfYear ? Weight.day : Weight.year
            }
        }
        switch max(unit.precision, TellingUnit.precision(of: cluster.days, timed: true)) {
        case 0: return Weight.day
        case 1: return Weight.month
        case 2: return Weight.year
        default: return Weight.vague
        }
    }

    /// In a paper without a day, two phrases that say when are taken for two days.
    private func hasOtherTimes(_ unit: TellingUnit, _ cluster: EventCluster) -> Bool {
        guard !unit.times.isEmpty else { return false }
        return cluster.units.contains {
            units[$0].document == unit.document && !units[$0].times.isEmpty && units[$0].times.isDisjoint(with: unit.times)
        }
    }

    /// How well the days fit where one side has only the day at which its text stands, or none; nil where they keep the two apart.
    private func standing(_ unit: TellingUnit, _ cluster: EventCluster) -> Double? {
        let mine = unit.stands ?? (unit.isTimed ? unit.own : nil)
        let theirs = cluster.stands ?? (cluster.isTimed ? cluster.days : nil)
        guard let mine, let theirs, mine.isBounded, theirs.isBounded else { return 0 }
        if mine.meets(theirs) { return Weight.standing }
        return unit.passing ? 0 : nil
    }

    /// Two papers that give days up to three apart for what is otherwise one event: they disagree. One paper that gives two days tells two.
    private func nearlySameDay(_ unit: TellingUnit, _ cluster: EventCluster, _ sameKind: Bool) -> Bool {
        guard sameKind, let day = unit.own.only, let other = cluster.days.only, abs(day - other) <= 3,
            !cluster.documents.contains(unit.document),
            !unit.patients.isDisjoint(with: cluster.patients) || !unit.agents.isDisjoint(with: cluster.agents)
        else { return false }
        return !unit.lemmas.isDisjoint(with: cluster.lemmas) || !unit.places.isDisjoint(with: cluster.places)
            || overlap(unit, cluster) > 0.4
    }

    func people(_ unit: TellingUnit, _ cluster: EventCluster, _ sameDay: Bool, _ sameKind: Bool) -> Double? {
        var score = 0.0
        if !unit.patients.isEmpty && !cluster.patients.isEmpty {
            if !unit.patients.isDisjoint(with: cluster.patients) {
                score += Weight.patient
            } else {
                // "The trial" and "the man tried" are both done to; papers differ in which they name.
                if !unit.patients.isDisjoint(with: cluster.agents) && !cluster.patients.isDisjoint(with: unit.agents) {
                    return nil
                }
                // "Nine dockers" and "the striking dockers" may be the same; neither is Ana Solar.
                let isHeld = isHolder(unit.patients, cluster.patients)
                if !isHeld && areOtherPersons(unit.patients, cluster.patients) { return nil }
                score += isHeld ? Weight.described : -0.5
            }
        }
        if !unit.agents.isEmpty && !cluster.agents.isEmpty {
            if !unit.agents.isDisjoint(with: cluster.agents) {
                score += Weight.agent
            } else if describes(unit.agents, cluster.agents)
                || !cluster.documents.contains(unit.document)
                    && (isPart(unit.agents, cluster.agents) || isHolder(unit.agents, cluster.agents))
            {
                score += Weight.described
            } else if areRivals(unit.agents, cluster.agents, inOnePaper: cluster.documents.contains(unit.document)) {
                if !sameDay || !sameKind || cluster.documents.contains(unit.document) { return nil }
                score -= 1
            }
        }
        return score
    }

    /// "An appeals court" in one paper, and in another the Court of Appeal or again "an appeals court": a body without a name of its own, whose
    /// words the name holds, or that has the same words.
    private func describes(_ a: SmallSet, _ b: SmallSet) -> Bool {
        a.contains { x in
            guard let one = bodies[x] else { return false }
            return b.contains { y in
                guard let other = bodies[y] else { return false }
                if one.isNominal, other.isNominal { return one.words.count > 1 && one.words == other.words }
                guard one.isNominal != other.isNominal else { return false }
                let (short, long) = one.isNominal ? (one.words, other.words) : (other.words, one.words)
                return short.count > 1 && short.allSatisfy(long.contains)
            }
        }
    }

    /// "Five judges" or "the second chamber" of one paper, and the court that another names: a court acts by parts of it.
    private func isPart(_ a: SmallSet, _ b: SmallSet) -> Bool {
        func part(_ x: Int) -> Bool { bodies[x].map { $0.isNominal && table.parts.contains($0.words.last ?? "") } ?? false }
        func court(_ x: Int) -> Bool { bodies[x].map { !$0.isNominal && !table.courts.isDisjoint(with: $0.words) } ?? false }
        return a.contains(where: part) && b.contains(where: court) || b.contains(where: part) && a.contains(where: court)
    }

    /// "The trial judge" of one paper, and the judge whom another names.
    private func isHolder(_ a: SmallSet, _ b: SmallSet) -> Bool {
        a.contains { x in
            guard let one = holders[x] else { return false }
            return b.contains { y in
                guard let other = holders[y] else { return false }
                return (one.isNominal || other.isNominal) && !one.offices.isDisjoint(with: other.offices)
            }
        }
    }

    /// Whether all on both sides are persons, and one side by name.
    private func areOtherPersons(_ a: SmallSet, _ b: SmallSet) -> Bool {
        guard a.allSatisfy({ actors.kinds[$0] == .person }), b.allSatisfy({ actors.kinds[$0] == .person }) else { return false }
        return a.contains { actors.isNamed[$0] } || b.contains { actors.isNamed[$0] }
    }

    /// Two different courts, or two different people, do not do one act; a judge and a court may. In one paper, nor do two bodies of any kind.
    private func areRivals(_ a: SmallSet, _ b: SmallSet, inOnePaper: Bool) -> Bool {
        if areOtherPersons(a, b) { return true }
        func isNominal(_ actor: Int) -> Bool { bodies[actor]?.isNominal == true }
        // "A federal jury" of one paper may be "a second jury" of the next.
        if !inOnePaper && a.allSatisfy(isNominal) && b.allSatisfy(isNominal) { return false }
        func isAuthority(_ actor: Int) -> Bool { actors.kinds[actor] == .authority }
        if a.contains(where: isAuthority) && b.contains(where: isAuthority) { return true }
        func isBody(_ actor: Int) -> Bool { actors.kinds[actor] == .authority || actors.kinds[actor] == .organisation }
        return inOnePaper && a.allSatisfy(isBody) && b.allSatisfy(isBody)
    }

    private func wording(_ unit: TellingUnit, _ cluster: EventCluster) -> Double {
        guard !unit.words.isEmpty, !cluster.words.isEmpty else { return 0 }
        return min(Weight.wording, 4 * overlap(unit, cluster))
    }

    private static let verdicts = KindBits.of([.convict, .sentence])
    private func isVerdict(_ unit: TellingUnit, _ cluster: EventCluster) -> Bool {
        (unit.kindBits | cluster.kindBits) & ~Self.verdicts == 0
    }

    /// Whether a match of the unit dates no paper: a copy tells the event in the same words, or the unit's own paper tells it, the unit has
    /// no time, and the event has none either or goes on.
    func isSafe(_ unit: TellingUnit, _ cluster: EventCluster) -> Bool {
        let isOwn = !unit.isTimed && cluster.documents.contains(unit.document)
        return isOwn && (!cluster.isTimed || unit.kinds.allSatisfy(table.spans.contains)) || isCopied(unit, cluster)
    }

    /// Whether a copy of the unit's paper tells the event in the unit's words.
    func isCopied(_ unit: TellingUnit, _ cluster: EventCluster) -> Bool {
        unit.kindBits & cluster.kindBits != 0 && copiesOf(unit.document, cluster) && overlap(unit, cluster) > 0.8
    }

    private func copiesOf(_ document: Int, _ cluster: EventCluster) -> Bool {
        let source = sources[document]
        return cluster.sources.contains(source) && cluster.documents.contains { $0 != document && sources[$0] == source }
    }

    private func overlap(_ unit: TellingUnit, _ cluster: EventCluster) -> Double {
        let smaller = min(unit.words.count, cluster.words.count)
        guard smaller >= 3 else { return 0 }
        return Double(unit.words.shared(with: cluster.words)) / Double(smaller)
    }

    // MARK: Result

    private func result() -> (clusterOf: [Int], count: Int) {
        var clusterOf = Array(repeating: -1, count: tellings.count)
        var count = 0
        // Events are numbered by their first telling, so that the numbering is the papers' own.
        let firsts = clusters.map { cluster in cluster.units.reduce(Int.max) { min($0, units[$1].tellings[0]) } }
        let sorted = clusters.indices.sorted { firsts[$0] < firsts[$1] }
        for c in sorted where isEntry(clusters[c]) {
            for u in clusters[c].units {
                for t in units[u].tellings { clusterOf[t] = count }
            }
            count += 1
        }
        return (clusterOf, count)
    }

    /// An act of which the papers name neither anybody nor a day is no entry, nor is what they mention only in passing.
    private func isEntry(_ cluster: EventCluster) -> Bool {
        if cluster.units.allSatisfy({ units[$0].passing }) { return false }
        if !cluster.agents.isEmpty || !cluster.patients.isEmpty || cluster.kindBits & ~table.actBits != 0 { return true }
        // "First he let him out": an act of nobody on nothing says nothing, whatever day it has.
        return cluster.isTimed && (!cluster.counts.isEmpty || cluster.units.contains { actsOnSomething(units[$0]) })
    }

    private func actsOnSomething(_ unit: TellingUnit) -> Bool {
        unit.tellings.contains { t in
            !builder.input.annotations[unit.document].events[tellings[t].mention].targets.isEmpty || !tellings[t].places.isEmpty
        }
    }
}
