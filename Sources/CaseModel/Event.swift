/// The closed list of kinds of the export contract.
public enum EventKind: String, Sendable, Codable, CaseIterable {
    case convict, sentence, pardon, commute, amnesty, annul, restore, uphold, overrule, suspend
    case orderRelease = "order-release"
    case orderDetention = "order-detention"
    case order, request, review, appeal, charge, indict, acquit, dismiss, arrest, detain, release, transfer, extradite, flee
    case impeach, vote, resign, appoint, elect, found, dissolve, enact, negotiate, pay, bribe, kill, kidnap, torture, attack
    case protest, clash, visit, hospitalise, die, born, apologise, state, comply, defy, publish, broadcast, rule, govern, other
}

public enum Modality: String, Sendable, Codable, CaseIterable {
    case asserted, reported, requested, planned, denied, hypothetical
}

public enum ParticipantRole: String, Sendable, Codable, CaseIterable {
    case agent, patient, authority, target, place, beneficiary, source
}

/// A number that the text states: `low == high` unless "between 15 and 20", "at least 9" (high nil).
public struct Figure: Hashable, Sendable, Codable {
    public var value: Double
    public var high: Double?
    /// year, month, day, person, euro, US dollar, vote, percent …
    public var unit: String
    /// What it counts: sentence, fine, killed, wounded, votes-for, votes-against, abstentions, age, …
    public var what: String
    public var passage: Passage
    public init(value: Double, high: Double? = nil, unit: String, what: String, passage: Passage) {
        self.value = value
        self.high = high
        self.unit = unit
        self.what = what
        self.passage = passage
    }
}

/// What a legal act carries beyond its kind; every value is what the words say, nil where they are silent.
public struct LegalTraits: Hashable, Sendable, Codable {
    public enum Mode: String, Sendable, Codable { case exTunc = "ex-tunc", exNunc = "ex-nunc", suspend }
    public var mode: Mode?
    /// The words that gave the mode ("void from the outset").
    public var modeWords: Passage?
    /// conviction, prison, disqualification, fine, pardon, parole … named as what the act creates or hits.
    public var components: [String] = []
    /// EDTF: "with effect from", "until".
    public var effective: String?
    public var until: String?
    /// False for a request or recommendation; nil when the words do not tell.
    public var binding: Bool?
    /// What is to be done, in words, for orders and requests ("refrain from executing the order of release").
    public var content: String?
    public init() {}
}

public struct EventID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    public let id: String
    public init(_ id: String) { self.id = id }
    public init(from decoder: Decoder) throws { id = try decoder.singleValueContainer().decode(String.self) }
    public func encode(to encoder: Encoder) throws {
        var c = encoder.singleValueContainer()
        try c.encode(id)
    }
    public var description: String { id }
    public static func < (a: EventID, b: EventID) -> Bool { a.id < b.id }
}

public struct Participant: Hashable, Sendable, Codable {
    public var role: ParticipantRole
    public var actor: ActorID?
    /// As the chronology names it: the actor's name, or the words of the text where no actor is known.
    public var name: String
    public init(role: ParticipantRole, actor: ActorID?, name: String) {
        self.role = role
        self.actor = actor
        self.name = name
    }
}

/// A date with its reasons. `edtf` is nil when nothing is known.
public struct SolvedDate: Hashable, Sendable, Codable {
    public enum Basis: String, Sendable, Codable { case stated, metadata, inferred, given, unknown }
    public var edtf: String?
    /// The best single candidate, an EDTF day, month or year.
    public var best: String?
    public var basis: Basis
    /// One reason a line, in words, naming the passage's words and the paper.
    public var why: [String]
    /// Every day that the constraints leave, as EDTF, where `edtf` gives only the probable ones of an undated paper; else nil.
    public var allowed: String?
    public init(edtf: String?, best: String?, basis: Basis, why: [String], allowed: String? = nil) {
        self.edtf = edtf
        self.best = best
        self.basis = basis
        self.why = why
        self.allowed = allowed
    }
    public static let unknown = SolvedDate(edtf: nil, best: nil, basis: .unknown, why: [])
}

/// One sentence that says so.
public struct Evidence: Hashable, Sendable, Codable {
    public var passage: Passage
    /// The trigger's words inside the passage, for marking (UTF-8 offsets in the document's text).
    public var trigger: Range<Int>?
    public var modality: Modality
    /// The date that this paper gives, alone.
    public var date: String?
    public init(passage: Passage, trigger: Range<Int>?, modality: Modality, date: String?) {
        self.passage = passage
        self.trigger = trigger
        self.modality = modality
        self.date = date
    }
}

public enum ReviewState: String, Sendable, Codable, CaseIterable { case proposed, accepted, rejected, corrected }

/// One entry of the chronology: one event, told by one or more papers.
public struct Event: Hashable, Sendable, Codable {
    public var id: EventID
    public var kind: EventKind
    public var date: SolvedDate
    public var headline: String
    public var participants: [Participant]
    public var modality: Modality
    public var targets: [EventID]
    public var figures: [Figure]
    public var evidence: [Evidence]
    public var independentSources: Int
    public var review: ReviewState
    public var legal: LegalTraits?
    /// A note of the person who added the event by hand, where there is no passage.
    public var note: String?
    public init(
        id: EventID, kind: EventKind, date: SolvedDate, headline: String, participants: [Participant], modality: Modality,
        targets: [EventID], figures: [Figure], evidence: [Evidence], independentSources: Int, review: ReviewState,
        legal: LegalTraits? = nil, note: String? = nil
    ) {
        self.id = id
        self.kind = kind
        self.date = date
        self.headline = headline
        self.participants = participants
        self.modality = modality
        self.targets = targets
        self.figures = figures
        self.evidence = evidence
        self.independentSources = independentSources
        self.review = review
        self.legal = legal
        self.note = note
    }
}
