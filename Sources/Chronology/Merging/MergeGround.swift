import CaseModel
import Events

/// What merging asks of the people and papers of a case: the same at every turn.
struct MergeGround {
    /// What each actor of the case is, and whether it is a person by name: not "nine dockers" or "a judge".
    let actors: EventIndex.Actors
    /// Of each authority: the words of its name, and whether it is none of its own ("an appeals court").
    let bodies: [(words: [String], isNominal: Bool)?]
    /// Of each person: the offices that the papers give to the one named, folded, or that "the trial judge" without a name is known by.
    let holders: [(offices: Set<String>, isNominal: Bool)?]
    /// Of each paper: the paper that it repeats or itself, whether that states its day, and whether it repeats another or is repeated.
    let sources: [Int]
    let isSourceDated: [Bool]
    let isRepeated: [Bool]

    init(_ builder: DatingBuilder) {
        actors = EventIndex.Actors(
            kinds: builder.book.entries.map(\.kind),
            isNamed: builder.book.entries.map { $0.kind == .person && $0.name.contains(where: \.isUppercase) })
        bodies = builder.book.entries.map { entry in
            guard entry.kind == .authority else { return nil }
            let words = Fold.words(entry.name).map { $0.hasSuffix("s") ? String($0.dropLast()) : $0 }
            return (words.filter { $0 != "of" && $0 != "the" }, entry.name.allSatisfy { !$0.isUppercase })
        }
        holders = builder.book.entries.map { entry in
            guard entry.kind == .person else { return nil }
            let isNominal = entry.name.allSatisfy { !$0.isUppercase }
            func office(_ title: String) -> String? {
                Fold.words(title).last.map { $0.hasSuffix("s") ? String($0.dropLast()) : $0 }
            }
            let titles =
                isNominal
                ? [entry.name]
                : entry.members.flatMap { builder.input.annotations[$0.document].entities[$0.entity].roles.map(\.title) }
            return (Set(titles.compactMap(office)), isNominal)
        }
        let sources = builder.input.documents.indices.map(builder.input.source(of:))
        self.sources = sources
        var isRepeated = Array(repeating: false, count: sources.count)
        for (d, source) in sources.enumerated() where d != source { (isRepeated[d], isRepeated[source]) = (true, true) }
        self.isRepeated = isRepeated
        isSourceDated = sources.map(builder.isDated)
    }
}
