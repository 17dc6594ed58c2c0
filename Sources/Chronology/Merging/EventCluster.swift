import CaseModel
import EDTF

/// Tellings that one paper itself joins (a chain), or one telling: what merging moves as a whole.
struct TellingUnit {
    var tellings: [Int]
    var document: Int
    var world: Telling.World
    var kinds: [EventKind]
    var agents: Set<Int> = []
    var patients: Set<Int> = []
    var places: Set<Int> = []
    var years: Double?
    var bars: Bool?
    var counts: Set<String> = []
    var words: Set<String> = []
    var lemmas: Set<String> = []
    /// Their words without endings, in a paper that nothing dates.
    var stems: Set<String> = []
    var own: DaySet = .all
    var isTimed = false
    /// The paper's times that say when.
    var times: Set<Int> = []
    /// A phrase of it hangs on the paper's day: "on Tuesday".
    var hangsOnPaper = false
    /// Where the text stands, when no telling has a time of its own.
    var stands: DaySet?
    var passing = true

    /// 0 one day, 1 a month at most, 2 a year at most, 3 vaguer.
    var precision: Int { TellingUnit.precision(of: own, timed: isTimed) }

    static func precision(of days: DaySet, timed: Bool) -> Int {
        guard timed, let first = days.first, let last = days.last, days.isBounded else { return 3 }
        let width = last - first
        return width == 0 ? 0 : width <= 31 ? 1 : width <= 366 ? 2 : 3
    }
}

/// One event in the making.
struct EventCluster {
    var units: [Int] = []
    var world: Telling.World
    var kinds: [EventKind: Int] = [:]
    var agents: Set<Int> = []
    var patients: Set<Int> = []
    var places: Set<Int> = []
    var years: Set<Double> = []
    /// Whether it bars from office (true) or is a term or a fine (false), as far as told.
    var bars: Set<Bool> = []
    var counts: Set<String> = []
    var words: Set<String> = []
    var lemmas: Set<String> = []
    var stems: Set<String> = []
    /// Days that all timed units leave.
    var days: DaySet = .all
    var isTimed = false
    /// Where the texts stand that tell it, as long as none gives it a time of its own.
    var stands: DaySet?
    var documents: Set<Int> = []
    /// Papers that give it one day of their own.
    var exact: [Int: Day] = [:]

    mutating func add(_ index: Int, _ unit: TellingUnit) {
        units.append(index)
        for kind in unit.kinds { kinds[kind, default: 0] += unit.passing ? 1 : 3 }
        agents.formUnion(unit.agents)
        patients.formUnion(unit.patients)
        places.formUnion(unit.places)
        if let years = unit.years { self.years.insert(years) }
        if let bars = unit.bars { self.bars.insert(bars) }
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
    }
}
