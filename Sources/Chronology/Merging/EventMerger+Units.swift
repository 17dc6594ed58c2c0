import CaseModel
import EDTF
import Events

/// What merging moves as a whole: the tellings of one chain of a paper.
extension EventMerger {
    func makeUnits() {
        trace.unitOf = Array(repeating: -1, count: tellings.count)
        for d in builder.input.documents.indices {
            for unit in units(ofPaper: d) {
                for t in unit.tellings { trace.unitOf[t] = Int32(units.count) }
                units.append(unit)
            }
        }
    }

    /// The units of a paper, in the order of their first tellings.
    func units(ofPaper d: Int) -> [TellingUnit] {
        var units: [TellingUnit] = []
        var chains: [Int: [Int]] = [:]
        for t in builder.tellingRange(d) {
            let chain = tellings[t].chain
            let known = chain.flatMap { chains[$0] } ?? []
            if let u = known.first(where: { belongs(t, to: units[$0]) }) {
                add(t, to: units[u])
            } else {
                if let chain { chains[chain, default: []].append(units.count) }
                let unit = TellingUnit(document: d, world: tellings[t].world)
                add(t, to: unit)
                units.append(unit)
            }
        }
        return units
    }

    /// Whether a telling of a unit's chain is told of the unit.
    private func belongs(_ t: Int, to unit: TellingUnit) -> Bool {
        unit.world == tellings[t].world && unit.kinds.contains { table.areKin($0, tellings[t].kind) } && !tellsOtherDay(t, unit)
            && (unit.bars == nil || tellings[t].bars == nil || unit.bars == tellings[t].bars)
    }

    private func times(of t: Int) -> SmallSet {
        tellings[t].whens.isEmpty
            ? SmallSet() : SmallSet(tellings[t].whens.lazy.filter { $0.bearing == .at || $0.bearing == .since }.map(\.time))
    }

    /// "The ruling of March 17" and "the resolution published on Friday" are two, whatever word stands for both.
    private func tellsOtherDay(_ t: Int, _ unit: TellingUnit) -> Bool {
        let mine = times(of: t)
        guard !mine.isEmpty, !unit.times.isEmpty, mine.isDisjoint(with: unit.times) else { return false }
        if let a = tellings[t].own.only, let b = unit.own.only { return a != b }
        if tellings[t].own.intersection(unit.own).isEmpty { return true }
        if tellings[t].own.isBounded
            && unit.tellings.contains(where: { !builder.phrasesAllow($0, tellings[t].own, published: .all) })
        {
            return true
        }
        // Without the paper's day, two phrases that each name one day are taken for two days.
        return published[unit.document].only == nil && !tellings[t].own.isBounded && !unit.own.isBounded
    }

    private func add(_ t: Int, to unit: TellingUnit) {
        let telling = tellings[t]
        unit.tellings.append(t)
        if !unit.kinds.contains(telling.kind) {
            if unit.kinds.isEmpty { unit.kinds = table.alone(telling.kind) } else { unit.kinds.append(telling.kind) }
            unit.kindBits = KindBits.of(unit.kinds)
        }
        unit.agents.formUnion(telling.agents)
        unit.patients.formUnion(telling.patients)
        unit.places.formUnion(telling.places)
        unit.years = unit.years ?? telling.years
        unit.bars = unit.bars ?? telling.bars
        unit.wouldDate = unit.wouldDate || telling.hangs && !isSourceDated[unit.document]
        unit.namesDayOfYear = unit.namesDayOfYear || telling.namesDayOfYear
        unit.isByNominal =
            unit.isByNominal || telling.agents.contains { bodies[$0]?.isNominal == true || holders[$0]?.isNominal == true }
        unit.counts.formUnion(telling.counts)
        unit.words.formUnion(telling.words)
        unit.lemmas.formUnion(telling.lemmas)
        if isUndatable[unit.document] {
            unit.stems.formUnion(telling.stems)
            let lemma = builder.input.annotations[unit.document].events[telling.mention].lemma
            unit.stems.formUnion(SenseLexicon.shared.meanings(of: lemma))
        }
        unit.times.formUnion(times(of: t))
        unit.hangsOnPaper = unit.hangsOnPaper || telling.hangsOnPaper
        if telling.isTimed || !unit.isTimed {
            let both = unit.own.intersection(telling.own)
            if !both.isEmpty {
                unit.own = both
            } else if TellingUnit.precision(of: telling.own, timed: true) < unit.precision {
                unit.own = telling.own
            }
        }
        unit.isTimed = unit.isTimed || telling.isTimed
        unit.stands = unit.isTimed ? nil : unit.stands ?? telling.stands
        unit.passing = unit.passing && telling.passing
    }

    /// The units in the order in which they enter.
    func order() -> [Int] {
        let keys = units.map { unit in
            (unit.passing ? 1 : 0, rank(unit), -(unit.patients.count + unit.agents.count), unit.tellings[0])
        }
        return units.indices.sorted { keys[$0] < keys[$1] }
    }

    /// A day that only the place in the text tells comes behind days and months told.
    func rank(_ unit: TellingUnit) -> Double { unit.stands == nil ? Double(unit.precision) : 1.5 }
}
