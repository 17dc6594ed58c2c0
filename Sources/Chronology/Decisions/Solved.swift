import CaseModel
import Events

/// What was solved of a case, as far as decisions on single entries need it: which mention is told of which event, and what the entries were
/// before they were reviewed.
///
/// Most decisions (accepting, rejecting, another headline) change one entry and nothing that is solved. `follow` carries those out on that entry
/// alone, whatever the size of the case, and gives what reconciling the whole would give.
public struct Solved: Sendable, Equatable {
    /// The papers in the order of their ids, and of each the place of its first mention in `eventOf`.
    public var documents: [DocumentID]
    public var starts: [Int32]
    /// Of each mention of each paper the event's place in `events`; -1 for a mention that is told of none.
    public var eventOf: [Int32]
    /// Each event with the kind that it was solved to be.
    public var events: [Entry]
    /// Entries as they were before review, of those that some decision was carried out on.
    public var unreviewed: [EventID: Event]
    /// By decision (its hash), the event that it was carried out on.
    public var fits: [String: EventID]

    public struct Entry: Sendable, Equatable {
        public var id: EventID
        public var kind: EventKind
        public init(id: EventID, kind: EventKind) {
            self.id = id
            self.kind = kind
        }
    }

    public init(
        documents: [DocumentID], starts: [Int32], eventOf: [Int32], events: [Entry], unreviewed: [EventID: Event],
        fits: [String: EventID]
    ) {
        self.documents = documents
        self.starts = starts
        self.eventOf = eventOf
        self.events = events
        self.unreviewed = unreviewed
        self.fits = fits
    }

    init(_ solution: CaseSolution, unreviewed: [Event], review: Review) {
        documents = solution.input.documents.map(\.id)
        starts = solution.builder.starts.map(Int32.init)
        eventOf = solution.clusterOf.map(Int32.init)
        events = unreviewed.map { Entry(id: $0.id, kind: $0.kind) }
        self.unreviewed = [:]
        fits = [:]
        for (decision, event) in review.fits.sorted(by: { $0.key < $1.key }) {
            fits[DecisionLog.id(review.log.decisions[decision], decision)] = review.events[event].id
            if event < unreviewed.count { self.unreviewed[unreviewed[event].id] = unreviewed[event] }
        }
    }

    /// What the rest of a case is asked for.
    public struct Sources {
        /// A paper and what it says by itself; nil for one that is not in the case.
        public var paper: (DocumentID) throws -> (document: Document, annotation: Annotation)?
        /// An entry as it stands.
        public var entry: (EventID) throws -> Event?
        /// The first actor with a name or alias, in the order of the actors' ids.
        public var actor: (String) throws -> ActorID?
        public init(
            paper: @escaping (DocumentID) throws -> (document: Document, annotation: Annotation)?,
            entry: @escaping (EventID) throws -> Event?, actor: @escaping (String) throws -> ActorID?
        ) {
            self.paper = paper
            self.entry = entry
            self.actor = actor
        }
    }

    /// Follows the log from its first `known` decisions, of which this was solved, to all of it.
    ///
    /// - Parameters:
    ///   - log: the whole log.
    ///   - unfit: `CaseRecord.unfitDecisions` as they stand.
    /// - Returns: the entries that change and all decisions that fit nothing; nil, with nothing changed, where a decision changes more than
    ///   entries (a merge, a day, a person, an entry by hand): then the whole is to be reconciled.
    public mutating func follow(
        _ log: [Decision], from known: Int, unfit: [String: String], sources: Sources
    ) throws -> (events: [Event], unfit: [String: String])? {
        let old = DecisionLog(Array(log[..<known]))
        let new = DecisionLog(log)
        let (before, after) = (Set(old.active), Set(new.active))
        let differing = before.symmetricDifference(after).sorted()
        guard differing.allSatisfy({ log[$0].action.isOfEntryAlone }) else { return nil }
        func id(_ i: Int) -> String { DecisionLog.id(log[i], i) }

        // What the new ones are about; the old ones in force on the same events are carried out again, in the log's order.
        let begun = differing.filter(after.contains)
        guard let first = try carryOut(begun, new, [:], sources) else { return nil }
        let touched = Set(first.fits.values).union(differing.filter(before.contains).compactMap { fits[id($0)] })
        let numbers = Dictionary(events.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { a, _ in a })
        guard touched.allSatisfy({ numbers[$0] != nil }) else { return nil }
        var bases: [EventID: Event] = [:]
        for event in touched {
            guard let base = try unreviewed[event] ?? sources.entry(event) else { return nil }
            bases[event] = base
        }
        let again = new.active.filter { begun.contains($0) || fits[id($0)].map(touched.contains) == true }
        guard let done = try carryOut(again, new, bases, sources) else { return nil }

        var marks = new.unfit
        for i in before.intersection(after) { if let reason = unfit[id(i)] { marks[id(i)] = reason } }
        for (decision, reason) in done.unfit { marks[decision] = reason }
        for i in differing { fits[id(i)] = done.fits[i] }
        let reviewed = Set(fits.values)
        for (event, base) in bases { unreviewed[event] = reviewed.contains(event) ? base : nil }
        return (touched.sorted().compactMap { done.events[$0] ?? bases[$0] }, marks)
    }

    /// Carries decisions out on the entries given; the others are only found. Nil where one may be about an entry by hand.
    private func carryOut(
        _ decisions: [Int], _ log: DecisionLog, _ bases: [EventID: Event], _ sources: Sources
    ) throws -> (fits: [Int: EventID], events: [EventID: Event], unfit: [String: String])? {
        var wanted = Set<DocumentID>()
        var names: [String: ActorID] = [:]
        for i in decisions {
            wanted.formUnion(log.decisions[i].action.papers)
            if case .correctParticipant(_, _, let name?) = log.decisions[i].action { names[name] = try sources.actor(name) }
        }
        var papers: [Document] = []
        var annotations: [Annotation] = []
        var places: [Int] = []
        for id in wanted.sorted() {
            guard let place = place(of: id), let paper = try sources.paper(id) else { continue }
            papers.append(paper.document)
            annotations.append(paper.annotation)
            places.append(place)
        }
        let input = CaseInput(documents: papers, annotations: &annotations, ignored: [])
        var starts: [Int] = []
        var told: [Int] = []
        for (d, place) in places.enumerated() {
            starts.append(told.count)
            let end = place + 1 < self.starts.count ? self.starts[place + 1] : Int32(eventOf.count)
            let range = Int(self.starts[place])..<Int(end)
            guard range.count == input.annotations[d].events.count else { return nil }
            told += eventOf[range].map(Int.init)
        }
        // Events keep their order, by which a decision is found that fits several.
        let local = Set(told.filter { $0 >= 0 }).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: local.enumerated().map { ($1, $0) })
        var review = Review(
            local.map { bases[events[$0].id] ?? Event(unread: events[$0].id, events[$0].kind) },
            kinds: local.map { events[$0].kind },
            finder: EventFinder(input: input, kinds: input.annotations.flatMap { $0.events.map(\.kind) }, starts: starts),
            clusterOf: told.map { numbers[$0] ?? -1 }, log: DecisionLog(unmarked: log), actor: { names[$0] })
        review.apply(only: decisions)
        let hasAdded = log.active.contains { if case .addEvent = log.decisions[$0].action { true } else { false } }
        if hasAdded && review.hasMissed { return nil }
        var changed: [EventID: Event] = [:]
        for event in review.events where bases[event.id] != nil { changed[event.id] = event }
        return (review.fits.mapValues { review.events[$0].id }, changed, review.log.unfit)
    }

    private func place(of id: DocumentID) -> Int? {
        var low = 0
        var high = documents.count
        while low < high {
            let middle = (low + high) / 2
            if documents[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low < documents.count && documents[low] == id ? low : nil
    }
}

extension Event {
    /// Stands for an event that is only named.
    fileprivate init(unread id: EventID, _ kind: EventKind) {
        self.init(
            id: id, kind: kind, date: .unknown, headline: "", participants: [], modality: .asserted, targets: [], figures: [],
            evidence: [], independentSources: 0, review: .proposed, legal: nil, note: nil)
    }
}

extension Decision.Action {
    /// Whether it changes entries, or a paper's bibliography, and nothing that is solved.
    fileprivate var isOfEntryAlone: Bool {
        switch self {
        case .accept, .reject, .reopen, .correctKind, .correctHeadline, .correctMode, .correctTargets, .correctParticipant,
            .describeDocument:
            true
        case .correctDate, .merge, .split, .sameActor, .notSameActor, .addEvent, .dateDocument, .ignoreDocument, .undo: false
        }
    }

    /// The papers in which it is looked for.
    fileprivate var papers: [DocumentID] {
        switch self {
        case .accept(let key), .reject(let key), .reopen(let key), .correctDate(let key, _), .correctKind(let key, _),
            .correctHeadline(let key, _), .correctMode(let key, _), .correctParticipant(let key, _, _):
            key.passages.map(\.document)
        case .correctTargets(let key, let targets): ([key] + targets).flatMap { $0.passages.map(\.document) }
        case .describeDocument(let id, _, _, _): [id]
        case .merge, .split, .sameActor, .notSameActor, .addEvent, .dateDocument, .ignoreDocument, .undo: []
        }
    }
}
