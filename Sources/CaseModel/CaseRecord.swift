/// Who said what. `passage` covers the words between the marks (or the reported clause when not `direct`).
public struct Quote: Hashable, Sendable, Codable {
    public enum Form: String, Sendable, Codable { case direct, partial, indirect }
    public var speaker: ActorID?
    /// The speaker's name; nil is "unknown", never the nearest name.
    public var name: String?
    public var form: Form
    public var passage: Passage
    public var date: SolvedDate
    public init(speaker: ActorID?, name: String?, form: Form, passage: Passage, date: SolvedDate) {
        self.speaker = speaker
        self.name = name
        self.form = form
        self.passage = passage
        self.date = date
    }
}

/// Papers that disagree: each side with its passages. Never averaged, never dropped.
public struct Conflict: Hashable, Sendable, Codable {
    public enum Field: String, Sendable, Codable, CaseIterable { case date, figure, participant, identity }
    public struct Side: Hashable, Sendable, Codable {
        public var value: String
        public var evidence: [Passage]
        public var independentSources: Int
        public init(value: String, evidence: [Passage], independentSources: Int) {
            self.value = value
            self.evidence = evidence
            self.independentSources = independentSources
        }
    }
    /// Event, actor or document id.
    public var about: String
    public var field: Field
    public var sides: [Side]
    public init(about: String, field: Field, sides: [Side]) {
        self.about = about
        self.field = field
        self.sides = sides
    }
}

/// The day of a paper, solved over all papers.
public struct DocumentDates: Hashable, Sendable, Codable {
    public var document: DocumentID
    public var published: SolvedDate
    public var updated: SolvedDate?
    public init(document: DocumentID, published: SolvedDate, updated: SolvedDate? = nil) {
        self.document = document
        self.published = published
        self.updated = updated
    }
}

/// The reconciled case without the papers' texts: what `Chronology` makes and `CaseFile` keeps.
/// Everything is sorted (events by date then id, actors and documents by id), so equal input gives equal bytes.
public struct CaseRecord: Hashable, Sendable, Codable {
    public var dates: [DocumentDates]
    public var copies: [DocumentID: DocumentID]
    public var actors: [CaseActor]
    public var events: [Event]
    public var quotes: [Quote]
    public var conflicts: [Conflict]
    /// Decisions that no longer fit anything, listed and never dropped: decision id → reason.
    public var unfitDecisions: [String: String]
    public init(
        dates: [DocumentDates] = [], copies: [DocumentID: DocumentID] = [:], actors: [CaseActor] = [], events: [Event] = [],
        quotes: [Quote] = [], conflicts: [Conflict] = [], unfitDecisions: [String: String] = [:]
    ) {
        self.dates = dates
        self.copies = copies
        self.actors = actors
        self.events = events
        self.quotes = quotes
        self.conflicts = conflicts
        self.unfitDecisions = unfitDecisions
    }
}
