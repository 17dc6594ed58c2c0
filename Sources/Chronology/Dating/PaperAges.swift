import EDTF
import Events

/// Births as the ages in dated papers leave them, and the days that an age in an undated paper leaves that paper.
///
/// One age may be taken for the wrong person: a birth counts where the ages of two papers of their own agree on it.
struct PaperAges {
    private let builder: DatingBuilder
    /// By actor.
    private let born: [Int: DaySet]

    init(_ builder: DatingBuilder, _ solver: DatingSolver) {
        self.builder = builder
        var told: [Int: [(source: Int, days: DaySet)]] = [:]
        for d in builder.input.documents.indices where builder.isDated(d) {
            let days = solver.sets[builder.published(d)]
            guard days.isBounded else { continue }
            for (actor, age) in Self.ages(builder, d) {
                guard let set = Narrowing.forward(.age(age), days) else { continue }
                told[actor, default: []].append((builder.input.source(of: d), set))
            }
        }
        born = told.compactMapValues { sets in
            guard Set(sets.map(\.source)).count > 1 else { return nil }
            let days = sets.reduce(DaySet.all) { $0.intersection($1.days) }
            return days.isEmpty ? nil : days
        }
    }

    /// The days of a paper of which its people's ages are true; the same days where no birth is known.
    func narrowed(_ days: DaySet, _ d: Int) -> DaySet {
        Self.ages(builder, d).reduce(days) { days, told in
            guard let born = born[told.actor], let own = Narrowing.backward(.age(told.age), born) else { return days }
            return days.intersection(own)
        }
    }

    /// Actors of a paper with the one age that it tells of each, in the order of its entities.
    private static func ages(_ builder: DatingBuilder, _ d: Int) -> [(actor: Int, age: Int)] {
        builder.input.annotations[d].entities.enumerated().compactMap { e, entity in
            guard entity.kind == .person, let age = entity.ages.first, Set(entity.ages).count == 1, (0...120).contains(age),
                let actor = builder.book.actor(d, e)
            else { return nil }
            return (actor, age)
        }
    }
}
