/// What a person decided. Append-only; keyed to passages, so that it applies again after every rebuild.
public struct Decision: Hashable, Sendable, Codable {
    /// Finds an event again: any evidence passage of it, with the kind it had. A passage matches when it overlaps.
    public struct EventKey: Hashable, Sendable, Codable {
        public var passages: [Passage]
        public var kind: EventKind
        public init(passages: [Passage], kind: EventKind) { self.passages = passages; self.kind = kind }
    }
    /// Finds an actor again: passages where it is named, and the name it had.
    public struct ActorKey: Hashable, Sendable, Codable {
        public var passages: [Passage]
        public var name: String
        public init(passages: [Passage], name: String) { self.passages = passages; self.name = name }
    }
    public enum Action: Hashable, Sendable, Codable {
        case accept(EventKey)
        case reject(EventKey)
        /// Back to "proposed".
        case reopen(EventKey)
        case correctDate(EventKey, edtf: String)
        case correctKind(EventKey, EventKind)
        case correctHeadline(EventKey, String)
        case correctMode(EventKey, LegalTraits.Mode?)
        case correctTargets(EventKey, [EventKey])
        /// Replaces whoever had the role; nil name takes the role away.
        case correctParticipant(EventKey, role: ParticipantRole, name: String?)
        case merge([EventKey])
        case split(EventKey, [Passage])
        case sameActor(ActorKey, ActorKey)
        case notSameActor(ActorKey, ActorKey)
        /// An event by hand: kind, date, headline, participants by name, passages or a note.
        case addEvent(
            id: String, kind: EventKind, edtf: String, headline: String, participants: [Participant], passages: [Passage],
            note: String?)
        case dateDocument(DocumentID, edtf: String)
        case ignoreDocument(DocumentID)
        /// Bibliographic facts of a paper; each stands in only where the paper itself gives none.
        case describeDocument(DocumentID, title: String?, outlet: String?, authors: [String])
        /// Takes an earlier decision (by its hash) back.
        case undo(String)
    }
    public var action: Action
    public var who: String
    /// When it was decided: an RFC 3339 instant, UTC.
    public var when: String
    public var why: String?
    /// SHA-256 over the previous decision's hash and this one's canonical JSON: the chain, and the decision's id.
    public var hash: String
    public var previous: String
    public init(action: Action, who: String, when: String, why: String?, hash: String = "", previous: String = "") {
        self.action = action
        self.who = who
        self.when = when
        self.why = why
        self.hash = hash
        self.previous = previous
    }
}
