import CaseModel
import EDTF
import Events

/// Makes one chronology of many papers: who is who, what is one event, which day each was, and where the papers disagree.
///
/// Merging events and narrowing days feed each other, so they take turns until nothing changes. The record depends on the papers, their
/// annotations and the decisions alone, not on the order in which they are given.
public struct Reconciler: Sendable {
    private var documents: [Document]
    private var annotations: [Annotation]
    private let decisions: [Decision]

    /// Turns of merging and dating at most; cases settle in two or three.
    static let mostRounds = 6

    /// - Parameters:
    ///   - documents: the papers, in any order.
    ///   - annotations: what each paper says by itself; a paper without one counts for its day alone.
    ///   - decisions: the review log, in its order.
    public init(documents: [Document], annotations: [Annotation], decisions: [Decision]) {
        self.documents = documents
        self.annotations = annotations
        self.decisions = decisions
    }

    /// The record of the case, sorted as `CaseRecord` says. Uses up what it was made of, so that a large case is in memory once.
    public consuming func reconcile() -> CaseRecord { (consume self).reconcileForReview().record }

    /// The record, and what `Solved.follow` needs to carry out decisions on single entries of it.
    public consuming func reconcileForReview() -> (record: CaseRecord, solved: Solved) {
        let solution = (consume self).solve()
        let dates = solution.paperDates()
        let unreviewed = solution.events()
        var review = Review(unreviewed, solution: solution)
        let conflicts = ConflictFinder(solution: solution, events: review.events).find()
        review.apply()
        var copies: [DocumentID: DocumentID] = [:]
        for document in solution.input.documents { if let copied = document.copyOf { copies[document.id] = copied } }
        let record = CaseRecord(
            dates: dates, copies: copies, actors: solution.actors(), events: Self.sorted(review.events),
            quotes: solution.quotes(dates),
            conflicts: conflicts, unfitDecisions: review.log.unfit)
        return (record, Solved(solution, unreviewed: unreviewed, review: review))
    }

    /// Everything solved, before the record is written down. For tests: `isThorough`, without what only shortens the way; `most`, how many events a
    /// unit is weighed with under one key.
    consuming func solve(isThorough: Bool = false, most: Int = EventIndex.most) -> CaseSolution {
        var annotations = self.annotations
        self.annotations = []
        var log = DecisionLog(decisions)
        let input = CaseInput(documents: documents, annotations: &annotations, ignored: log.ignored)
        let pairs = log.actorPairs(input)
        var resolver = ActorResolver(input)
        resolver.resolve(together: pairs.together, apart: pairs.apart)
        let book = ActorBook(documents: input.documents.map(\.id), annotations: input.annotations, resolver: &resolver)
        let (tellings, starts) = TellingMaker.make(input, book)
        var builder = DatingBuilder(
            input: input, book: book, tellings: tellings, starts: starts,
            papers: input.documents.indices.map { PaperDays(input.documents[$0], input.annotations[$0]) })
        builder.decidedPapers = log.paperDays(input)
        let groups = EventGroups(log: &log, finder: EventFinder(input: input, kinds: tellings.map(\.kind), starts: starts))
        builder.decidedTellings = groups.decidedDays
        builder.phrases = PhraseTable(input.annotations)
        var rounds = Rounds(builder: builder, groups: groups, log: log, isThorough: isThorough, most: most)
        return rounds.run()
    }

    private static func sorted(_ events: [Event]) -> [Event] {
        func day(_ event: Event) -> Day {
            guard let edtf = event.date.best ?? event.date.edtf, let days = try? DaySet(edtf: edtf) else { return .distantFuture }
            if let first = days.first, first > .distantPast { return first }
            return days.last ?? .distantFuture
        }
        return events.map { (day($0), $0) }.sorted { ($0.0, $0.1.id) < ($1.0, $1.1.id) }.map(\.1)
    }
}
