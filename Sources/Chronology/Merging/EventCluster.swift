import CaseModel
import EDTF

/// Tellings that one paper itself joins (a chain), or one telling: what merging moves as a whole.
final class TellingUnit {
    @exclusivity(unchecked) var tellings: [Int] = []
    let document: Int
    let world: Telling.World
    @exclusivity(unchecked) var kinds: [EventKind] = []
    /// The kinds as bits.
    @exclusivity(unchecked) var kindBits: UInt64 = 0
    @exclusivity(unchecked) var agents = SmallSet()
    @exclusivity(unchecked) var patients = SmallSet()
    @exclusivity(unchecked) var places = SmallSet()
    @exclusivity(unchecked) var years: Double?
    @exclusivity(unchecked) var bars: Bool?
    /// Its day says something of when its paper was written, which nothing states.
    @exclusivity(unchecked) var wouldDate = false
    /// A phrase of it names a day of every year.
    @exclusivity(unchecked) var namesDayOfYear = false
    /// A body that no paper names by a name of its own ("an appeals court") is among its agents.
    @exclusivity(unchecked) var isByNominal = false
    @exclusivity(unchecked) var counts = SmallSet()
    @exclusivity(unchecked) var words = SmallSet()
    @exclusivity(unchecked) var lemmas = SmallSet()
    /// Their words without endings, and what these may mean, in a paper that nothing dates.
    @exclusivity(unchecked) var stems = SmallSet()
    @exclusivity(unchecked) var own: DaySet = .all
    @exclusivity(unchecked) var isTimed = false
    /// The paper's times that say when.
    @exclusivity(unchecked) var times = SmallSet()
    /// A phrase of it hangs on the paper's day: "on Tuesday".
    @exclusivity(unchecked) var hangsOnPaper = false
    /// Where the text stands, when no telling has a time of its own.
    @exclusivity(unchecked) var stands: DaySet?
    @exclusivity(unchecked) var passing = true

    init(document: Int, world: Telling.World) {
        self.document = document
        self.world = world
    }

    /// 0 one day, 1 a month at most, 2 a year at most, 3 vaguer.
    var precision: Int { TellingUnit.precision(of: own, timed: isTimed) }

    static func precision(of days: DaySet, timed: Bool) -> Int {
        guard timed, let first = days.first, let last = days.last, days.isBounded else { return 3 }
        let width = last - first
        return width == 0 ? 0 : width <= 31 ? 1 : width <= 366 ? 2 : 3
    }

    /// What it is at a glance. `source`: what its paper repeats, or that itself.
    func face(source: Int, actors: EventIndex.Actors) -> EventIndex.Face {
        var face = EventIndex.Face(world)
        face.set(kinds: kindBits, days: own, isTimed: isTimed, stands: stands, hasOnlyWords: !stems.isEmpty)
        face.mark(self, source: source, actors: actors)
        return face
    }
}

/// One event in the making. (Fields here and above are read millions of times, by one thread: checking each access costs more than the reading.)
final class EventCluster {
    @exclusivity(unchecked) var units: [Int] = []
    let world: Telling.World
    @exclusivity(unchecked) private(set) var kinds: [EventKind: Int] = [:]
    /// The kinds as bits, and the one told most.
    @exclusivity(unchecked) private(set) var kindBits: UInt64 = 0
    @exclusivity(unchecked) private(set) var told: EventKind?
    @exclusivity(unchecked) var agents = SmallSet()
    @exclusivity(unchecked) var patients = SmallSet()
    @exclusivity(unchecked) var places = SmallSet()
    @exclusivity(unchecked) var years: Set<Double> = []
    /// Whether it bars from office (true) or is a term or a fine (false), as far as told.
    @exclusivity(unchecked) var bars: Set<Bool> = []
    /// Some telling of it would date its paper.
    @exclusivity(unchecked) var wouldDate = false
    @exclusivity(unchecked) var counts = SmallSet()
    @exclusivity(unchecked) var words = SmallSet()
    @exclusivity(unchecked) var lemmas = SmallSet()
    @exclusivity(unchecked) var stems = SmallSet()
    /// Days that all timed units leave.
    @exclusivity(unchecked) var days: DaySet = .all
    @exclusivity(unchecked) var isTimed = false
    /// Where the texts stand that tell it, as long as none gives it a time of its own.
    @exclusivity(unchecked) var stands: DaySet?
    @exclusivity(unchecked) var documents = SmallSet()
    /// What its papers repeat, or themselves.
    @exclusivity(unchecked) var sources = SmallSet()
    /// Nothing dates any of its papers.
    @exclusivity(unchecked) var isUndatable = true
    /// Papers that give it one day of their own.
    @exclusivity(unchecked) var exact: [Int: Day] = [:]
    /// The keys under which it is found.
    @exclusivity(unchecked) var keys = SmallSet()

    /// What it is at a glance.
    @exclusivity(unchecked) private(set) var face: EventIndex.Face

    init(world: Telling.World) {
        self.world = world
        face = EventIndex.Face(world)
    }

    /// - Parameters:
    ///   - source: what the unit's paper repeats, or that itself.
    ///   - isUndatable: nothing dates the paper.
    ///   - actors: what the actors of the case are.
    func add(_ index: Int, _ unit: TellingUnit, source: Int, isUndatable: Bool, actors: EventIndex.Actors) {
        units.append(index)
        for kind in unit.kinds { kinds[kind, default: 0] += unit.passing ? 1 : 3 }
        kindBits |= unit.kindBits
        told = kinds.count == 1 ? kinds.first!.key : KindTable.shared.preferred(kinds)
        agents.formUnion(unit.agents)
        patients.formUnion(unit.patients)
        places.formUnion(unit.places)
        if let years = unit.years { self.years.insert(years) }
        if let bars = unit.bars { self.bars.insert(bars) }
        wouldDate = wouldDate || unit.wouldDate
        counts.formUnion(unit.counts)
        words.formUnion(unit.words)
        lemmas.formUnion(unit.lemmas)
        stems.formUnion(unit.stems)
        let both = days.intersection(unit.own)
        if !both.isEmpty { days = both }
        isTimed = isTimed || unit.isTimed
        if isTimed { stands = nil } else if stands == nil { stands = unit.stands }
        documents.insert(unit.document)
        if unit.isTimed, let day = unit.own.only { exact[unit.document] = day }
        sources.insert(source)
        self.isUndatable = self.isUndatable && isUndatable
        face.mark(unit, source: source, actors: actors)
        face.set(kinds: kindBits, days: days, isTimed: isTimed, stands: stands, hasOnlyWords: self.isUndatable)
    }
}
