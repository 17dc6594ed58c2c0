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
    var words: Set<String> = []
    var lemmas: Set<String> = []
    var own: DaySet = .all
    var isTimed = false
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
    var words: Set<String> = []
    var lemmas: Set<String> = []
    /// Days that all timed units leave.
    var days: DaySet = .all
    var isTimed = false
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
        words.formUnion(unit.words)
        lemmas.formUnion(unit.lemmas)
        let both = days.intersection(unit.own)
        if !both.isEmpty { days = both }
        isTimed = isTimed || unit.isTimed
        documents.insert(unit.document)
        if unit.isTimed, let day = unit.own.only { exact[unit.document] = day }
    }
}
