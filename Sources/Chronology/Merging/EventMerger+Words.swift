import CaseModel

/// Joining by words alone, for papers that nothing dates.
extension EventMerger {
    /// Under what the index keeps the words of a unit, and its kinds of which a story has one.
    func wordKeys(_ unit: TellingUnit) -> [Int] {
        unit.stems.isEmpty ? [] : Array(unit.stems) + Set(unit.kinds.compactMap { table.story[$0] }).sorted().map { -1 - $0 }
    }

    /// Papers that nothing dates have only their words. At most one of them may say when, so that no day follows from such a match.
    func haveOnlyWords(_ unit: TellingUnit, _ cluster: EventCluster) -> Bool {
        !unit.stems.isEmpty && !(unit.isTimed && cluster.isTimed) && cluster.isUndatable
    }

    /// One word, two that share a meaning, or a kind of which a story has one told of one person, is one event there, unless one paper names two
    /// people for it.
    func story(_ unit: TellingUnit, _ cluster: EventCluster) -> Double? {
        let families = Set(unit.kinds.compactMap { table.story[$0] })
        guard
            !unit.stems.isDisjoint(with: cluster.stems)
                || cluster.kinds.keys.contains(where: { table.story[$0].map { families.contains($0) } == true })
                    && !unit.patients.isDisjoint(with: cluster.patients)
        else { return nil }
        if cluster.documents.contains(unit.document) {
            if unit.kinds.contains(.state) { return nil }
            let named = cluster.units.contains { u in
                units[u].document == unit.document && !units[u].patients.isEmpty
                    && units[u].patients.isDisjoint(with: unit.patients)
            }
            if named && !unit.patients.isEmpty { return nil }
        }
        return 6 + (unit.patients.isDisjoint(with: cluster.patients) ? 0 : 2)
            + (unit.agents.isDisjoint(with: cluster.agents) ? 0 : 1.5)
    }
}
