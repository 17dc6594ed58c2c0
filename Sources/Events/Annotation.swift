import CaseModel
import TimeExpressions

/// What one document says, by itself: a pure function of the document. Offsets are UTF-8 bytes in `Document.text`;
/// indices point into the arrays of this annotation.
public struct Annotation: Hashable, Sendable, Codable {
    public var document: DocumentID
    /// `Annotator.version` of the program that made it.
    public var version: Int
    public var sentences: [Range<Int>] = []
    public var entities: [LocalEntity] = []
    public var times: [TimeExpression] = []
    public var events: [EventMention] = []
    public var quotes: [QuoteMention] = []
    /// Links between names that the text itself makes: acronyms, translations, kin.
    public var links: [EntityLink] = []
    /// Times that belong to a clause which tells no event ("the house where he had lived since 2009"): indices in `times`. Whoever links
    /// times that stand alone leaves these.
    public var spokenFor: [Int] = []
    public init(document: DocumentID, version: Int) { self.document = document; self.version = version }

    /// Annotations of an earlier version have no `spokenFor`; they are read, and made anew when next built.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        document = try values.decode(DocumentID.self, forKey: .document)
        version = try values.decode(Int.self, forKey: .version)
        sentences = try values.decode([Range<Int>].self, forKey: .sentences)
        entities = try values.decode([LocalEntity].self, forKey: .entities)
        times = try values.decode([TimeExpression].self, forKey: .times)
        events = try values.decode([EventMention].self, forKey: .events)
        quotes = try values.decode([QuoteMention].self, forKey: .quotes)
        links = try values.decode([EntityLink].self, forKey: .links)
        spokenFor = try values.decodeIfPresent([Int].self, forKey: .spokenFor) ?? []
    }
}

/// One person, body or place as this document names it: its chain of mentions.
public struct LocalEntity: Hashable, Sendable, Codable {
    public struct Mention: Hashable, Sendable, Codable {
        public enum Form: String, Sendable, Codable { case name, nominal, pronoun }
        public var range: Range<Int>
        public var form: Form
        public var sentence: Int
        public init(range: Range<Int>, form: Form, sentence: Int) {
            self.range = range
            self.form = form
            self.sentence = sentence
        }
    }
    /// "president of Peru", held at the times given ("1990-2000 rule"; `former` for "former", "then-").
    public struct Role: Hashable, Sendable, Codable {
        public var title: String
        public var former: Bool
        public var times: [Int]
        public var passage: Range<Int>
        public init(title: String, former: Bool, times: [Int], passage: Range<Int>) {
            self.title = title
            self.former = former
            self.times = times
            self.passage = passage
        }
    }
    public var kind: CaseActor.Kind
    /// The fullest name in this document; nil for one that is only described ("a regional human rights court").
    public var name: String?
    /// Every name form, as it stands, most frequent first.
    public var names: [String]
    /// "male", "female" or nil, from honorifics, pronouns, kin words.
    public var gender: String?
    public var honorifics: [String] = []
    public var roles: [Role] = []
    /// Ages that the text states ("Quintar, 79,"), with the passage.
    public var ages: [Int] = []
    /// For authorities: the country or system as named or implied here.
    public var country: String?
    public var mentions: [Mention]
    public init(kind: CaseActor.Kind, name: String?, names: [String], mentions: [Mention]) {
        self.kind = kind
        self.name = name
        self.names = names
        self.mentions = mentions
    }
}

public struct EntityLink: Hashable, Sendable, Codable {
    public enum Kind: String, Sendable, Codable { case acronym, translation, kin, memberOf, sameAs }
    public var kind: Kind
    public var from: Int
    public var to: Int
    /// "daughter", for kin.
    public var word: String?
    public init(kind: Kind, from: Int, to: Int, word: String?) {
        self.kind = kind
        self.from = from
        self.to = to
        self.word = word
    }
}

/// One telling of one event.
public struct EventMention: Hashable, Sendable, Codable {
    public struct Argument: Hashable, Sendable, Codable {
        public var role: ParticipantRole
        /// Index of the entity; nil where the words are no entity ("the demonstrators").
        public var entity: Int?
        public var range: Range<Int>
        public var words: String
        public init(role: ParticipantRole, entity: Int?, range: Range<Int>, words: String) {
            self.role = role
            self.entity = entity
            self.range = range
            self.words = words
        }
    }
    /// How a time bears on the event.
    public struct When: Hashable, Sendable, Codable {
        public enum Bearing: String, Sendable, Codable { case at, since, until, before, after, during }
        /// Index in `times`.
        public var time: Int
        public var bearing: Bearing
        /// The event of this annotation that a narrative time counts from, where the grammar names it ("three days after the court annulled
        /// it"); nil: the day that the text is at.
        public var anchor: Int?
        public init(time: Int, bearing: Bearing, anchor: Int? = nil) {
            self.time = time
            self.bearing = bearing
            self.anchor = anchor
        }
    }
    /// What it acts on, as far as this document tells.
    public struct Target: Hashable, Sendable, Codable {
        /// Index in `events` of the same annotation; nil where only words are known.
        public var event: Int?
        /// Kind of act named by the words ("the ruling", "the pardon").
        public var kind: EventKind?
        public var range: Range<Int>
        public var words: String
        public init(event: Int?, kind: EventKind?, range: Range<Int>, words: String) {
            self.event = event
            self.kind = kind
            self.range = range
            self.words = words
        }
    }
    public enum Tense: String, Sendable, Codable { case past, present, future, none }
    public var kind: EventKind
    public var trigger: Range<Int>
    /// The lemma of the trigger, for merging and headlines.
    public var lemma: String
    public var sentence: Int
    public var modality: Modality
    public var tense: Tense
    public var arguments: [Argument] = []
    public var whens: [When] = []
    public var targets: [Target] = []
    public var figures: [Figure] = []
    public var legal: LegalTraits?
    /// Index of the entity that the text attributes it to ("according to …"), if any.
    public var attributedTo: Int?
    /// The event happened before (true) or on/after (false) the day the text is at, where the grammar says so ("had been", "later").
    public var anterior: Bool?
    /// Events of this annotation that the text itself says are the same telling (headline, anaphor "the pardon"): chain number.
    public var chain: Int?
    /// Told only in passing, by a noun or inside somebody's quoted words ("his conviction", "the pardon"), with no time of its own: evidence
    /// for an event told elsewhere, never reason enough for an entry of its own.
    public var passing: Bool = false
    /// The words of the event do not say when, but the text stands at the day of this earlier event of the annotation (a soft bound).
    public var sameDayAs: Int?
    public init(
        kind: EventKind, trigger: Range<Int>, lemma: String, sentence: Int, modality: Modality, tense: Tense
    ) {
        self.kind = kind
        self.trigger = trigger
        self.lemma = lemma
        self.sentence = sentence
        self.modality = modality
        self.tense = tense
    }
}

public struct QuoteMention: Hashable, Sendable, Codable {
    public var form: Quote.Form
    /// Between the marks, or the reported clause.
    public var range: Range<Int>
    public var sentence: Int
    /// Index of the entity; nil: unknown.
    public var speaker: Int?
    public var speakerWords: Range<Int>?
    public var cue: Range<Int>?
    public init(
        form: Quote.Form, range: Range<Int>, sentence: Int, speaker: Int?, speakerWords: Range<Int>?, cue: Range<Int>?
    ) {
        self.form = form
        self.range = range
        self.sentence = sentence
        self.speaker = speaker
        self.speakerWords = speakerWords
        self.cue = cue
    }
}
