import CaseModel
import EDTF

/// One state of the case with the indexes that pages need; made once a state, shared by all readers, never changed.
final class CaseView: Sendable {
    let stamp: String
    let record: CaseRecord
    let papers: [PaperCard]
    let decisions: [Decision]

    /// What filters and pictures ask of every event: small, so that ten thousand are gone through in no time.
    struct Brief: Sendable {
        let kind: EventKind
        let group: KindGroup
        let review: ReviewState
        let disputed: Bool
        /// Positions in `record.actors`, each once.
        let people: [Int]
    }
    let briefs: [Brief]
    /// The best day of each paper that has one, in the order of `record.dates`.
    let paperDays: [Day]

    let eventAt: [EventID: Int]
    let windows: [DayWindow?]
    let actorAt: [ActorID: Int]
    let paperAt: [DocumentID: Int]
    let dateOf: [DocumentID: SolvedDate]
    /// Event → those that act on it.
    let strikers: [EventID: [Int]]
    let eventsOfActor: [ActorID: [Int]]
    let eventsOfPaper: [DocumentID: [Int]]
    let quotesOfPaper: [DocumentID: [Int]]
    let quotesOfActor: [ActorID: [Int]]
    let mentionsOfPaper: [DocumentID: [(actor: Int, passage: Passage)]]
    let conflictsAbout: [String: [Int]]
    let copiesOf: [DocumentID: [DocumentID]]
    /// First and last day that any entry or paper is bound to.
    let span: ClosedRange<Day>?

    init(stamp: String, record: CaseRecord, papers: [PaperCard], decisions: [Decision]) {
        self.stamp = stamp
        self.record = record
        self.papers = papers
        self.decisions = decisions
        eventAt = Dictionary(record.events.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { a, _ in a })
        windows = record.events.map { DayWindow(edtf: $0.date.edtf) }
        actorAt = Dictionary(record.actors.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { a, _ in a })
        paperAt = Dictionary(papers.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { a, _ in a })
        dateOf = Dictionary(record.dates.map { ($0.document, $0.published) }, uniquingKeysWith: { a, _ in a })

        var strikers: [EventID: [Int]] = [:]
        var eventsOfActor: [ActorID: [Int]] = [:]
        var eventsOfPaper: [DocumentID: [Int]] = [:]
        for (at, event) in record.events.enumerated() {
            for target in event.targets { strikers[target, default: []].append(at) }
            var named = Set<ActorID>()
            for participant in event.participants {
                if let actor = participant.actor, named.insert(actor).inserted { eventsOfActor[actor, default: []].append(at) }
            }
            var told = Set<DocumentID>()
            for evidence in event.evidence where told.insert(evidence.passage.document).inserted {
                eventsOfPaper[evidence.passage.document, default: []].append(at)
            }
        }
        self.strikers = strikers
        self.eventsOfActor = eventsOfActor
        self.eventsOfPaper = eventsOfPaper

        var quotesOfPaper: [DocumentID: [Int]] = [:]
        var quotesOfActor: [ActorID: [Int]] = [:]
        for (at, quote) in record.quotes.enumerated() {
            quotesOfPaper[quote.passage.document, default: []].append(at)
            if let speaker = quote.speaker { quotesOfActor[speaker, default: []].append(at) }
        }
        self.quotesOfPaper = quotesOfPaper
        self.quotesOfActor = quotesOfActor

        var mentions: [DocumentID: [(actor: Int, passage: Passage)]] = [:]
        for (at, actor) in record.actors.enumerated() {
            for passage in actor.mentions { mentions[passage.document, default: []].append((at, passage)) }
        }
        mentionsOfPaper = mentions
        let conflictsAbout = Dictionary(grouping: record.conflicts.indices, by: { record.conflicts[$0].about })
        self.conflictsAbout = conflictsAbout
        let actorAt = self.actorAt
        briefs = record.events.map { event in
            var people: [Int] = []
            for participant in event.participants {
                if let at = participant.actor.flatMap({ actorAt[$0] }), !people.contains(at) { people.append(at) }
            }
            return Brief(
                kind: event.kind, group: event.kind.group, review: event.review, disputed: conflictsAbout[event.id.id] != nil,
                people: people)
        }
        let paperWindows = record.dates.map { DayWindow(edtf: $0.published.best ?? $0.published.edtf) }
        paperDays = paperWindows.compactMap { $0?.first }
        copiesOf = Dictionary(grouping: record.copies.keys.sorted(), by: { record.copies[$0]! })

        var first: Day?
        var last: Day?
        for window in windows + paperWindows {
            guard let window else { continue }
            for day in [window.first, window.last].compactMap({ $0 }) {
                first = min(first ?? day, day)
                last = max(last ?? day, day)
            }
        }
        span = first.flatMap { first in last.map { first...$0 } }
    }

    func event(_ id: EventID) -> Event? { eventAt[id].map { record.events[$0] } }
    func actor(_ id: ActorID) -> CaseActor? { actorAt[id].map { record.actors[$0] } }
    func paper(_ id: DocumentID) -> PaperCard? { paperAt[id].map { papers[$0] } }

    /// A paper's solved day; unknown where the record has none.
    func date(of paper: DocumentID) -> SolvedDate { dateOf[paper] ?? .unknown }

    /// Decisions that were not taken back, newest first.
    var standing: [Decision] {
        var undone = Set<String>()
        return decisions.reversed().filter { decision in
            if undone.contains(decision.hash) { return false }
            if case .undo(let hash) = decision.action {
                undone.insert(hash)
                return false
            }
            return true
        }
    }

    /// The newest decision that `undo` would take back.
    var undoable: Decision? { standing.first }

    /// Decisions about the event, oldest first: those whose passages overlap its evidence.
    func history(of event: Event) -> [Decision] {
        decisions.filter { decision in
            decision.action.eventKeys.contains { key in
                key.passages.contains { passage in event.evidence.contains { $0.passage.overlaps(passage) } }
            }
        }
    }
}

extension Passage {
    func overlaps(_ other: Passage) -> Bool { document == other.document && start < other.end && other.start < end }
}

extension Decision.Action {
    /// The events that it is about.
    var eventKeys: [Decision.EventKey] {
        switch self {
        case .accept(let key), .reject(let key), .reopen(let key), .correctDate(let key, _), .correctKind(let key, _),
            .correctHeadline(let key, _), .correctMode(let key, _), .correctTargets(let key, _),
            .correctParticipant(let key, _, _), .split(let key, _):
            [key]
        case .merge(let keys): keys
        case .addEvent(_, let kind, _, _, _, let passages, _): [Decision.EventKey(passages: passages, kind: kind)]
        case .sameActor, .notSameActor, .dateDocument, .ignoreDocument, .describeDocument, .undo: []
        }
    }

    /// What was decided, as a line of history.
    var words: String {
        switch self {
        case .accept: "accepted"
        case .reject: "rejected"
        case .reopen: "opened again"
        case .correctDate(_, let edtf): "day set to \(DateWords.say(edtf))"
        case .correctKind(_, let kind): "kind set to \(kind.words)"
        case .correctHeadline(_, let text): "headline set to “\(text)”"
        case .correctMode(_, let mode): "reach set to \(mode?.rawValue ?? "what the profile says")"
        case .correctTargets(_, let targets): targets.isEmpty ? "acts on nothing" : "set what it acts on"
        case .correctParticipant(_, let role, let name): "\(role.words): \(name ?? "nobody")"
        case .merge: "merged with another entry"
        case .split: "split"
        case .sameActor(let a, let b): "\(a.name) and \(b.name) are the same"
        case .notSameActor(let a, let b): "\(a.name) and \(b.name) are not the same"
        case .addEvent: "added by hand"
        case .dateDocument(_, let edtf): "paper dated \(DateWords.say(edtf))"
        case .ignoreDocument: "paper set aside"
        case .describeDocument: "paper described"
        case .undo: "took the decision before back"
        }
    }
}

extension Event {
    /// How decisions find this event again.
    var key: Decision.EventKey { .init(passages: evidence.map(\.passage), kind: kind) }
}

extension CaseActor {
    var key: Decision.ActorKey { .init(passages: mentions, name: name) }
}
