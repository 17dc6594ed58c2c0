import CaseModel

/// Joining by words alone, for papers that nothing dates.
extension EventMerger {
    /// Where the index keeps the words of a unit, and its kinds of which a story has one.
    func wordKeys(_ unit: TellingUnit) -> [Key] {
        guard !unit.stems.isEmpty else { return [] }
        return unit.stems.sorted().compactMap { stem in stemNumbers[stem].map { Key(kind: .other, sort: .stem, value: $0) } }
            + unit.kinds.filter(table.story.contains).map { Key(kind: $0, sort: .stem, value: -1) }
    }

    mutating func registerWords(_ cluster: Int, _ unit: TellingUnit) {
        for stem in unit.stems.sorted() where stemNumbers[stem] == nil { stemNumbers[stem] = stemNumbers.count }
        for key in wordKeys(unit) where index[key]?.contains(cluster) != true { index[key, default: []].append(cluster) }
    }

    /// A paper of which nothing tells even about when it was written.
    func isUndatable(_ document: Int) -> Bool {
        !published[document].isBounded && !builder.isDated(builder.input.source(of: document))
    }

    /// Papers that nothing dates have only their words: one word, or one kind of which a story has one, is one event, unless the people
    /// speak against it. At most one of them may say when, so that no day follows from such a match.
    func story(_ unit: TellingUnit, _ cluster: EventCluster) -> Double? {
        guard !unit.stems.isEmpty, !(unit.isTimed && cluster.isTimed), cluster.documents.allSatisfy(isUndatable) else {
            return nil
        }
        let sameWord = !unit.stems.isDisjoint(with: cluster.stems)
        guard sameWord || unit.kinds.contains(where: { table.story.contains($0) && cluster.kinds[$0] != nil }) else { return nil }
        if cluster.documents.contains(unit.document), unit.kinds.contains(where: { $0 == .state || table.acts.contains($0) }) {
            return nil
        }
        guard let people = people(unit, cluster, false, true) else { return nil }
        return 6 + people
    }
}
