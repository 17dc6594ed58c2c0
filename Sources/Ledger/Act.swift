/// How far back an effect reaches (`design/ledger.md`, "Effect").
public enum Mode: String, Sendable, Codable, CaseIterable {
    /// Void from the start: seen from then on, the act struck never had effects.
    case exTunc = "ex-tunc"
    /// From its effective day on.
    case exNunc = "ex-nunc"
    /// From its effective day until it ends or is lifted.
    case suspend
}

/// An act, or one component of it: `SENT` or `SENT#prison`.
public struct Target: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    public var act: String
    public var component: String?
    public init(act: String, component: String? = nil) {
        self.act = act
        self.component = component
    }
    /// Splits at the first `#`.
    public init(_ words: String) {
        if let mark = words.firstIndex(of: "#") {
            act = String(words[..<mark])
            component = String(words[words.index(after: mark)...])
        } else {
            act = words
        }
    }
    public var description: String { component.map { "\(act)#\($0)" } ?? act }
    public static func < (a: Target, b: Target) -> Bool { (a.act, a.component ?? "") < (b.act, b.component ?? "") }
    public init(from decoder: Decoder) throws { self.init(try decoder.singleValueContainer().decode(String.self)) }
    public func encode(to encoder: Encoder) throws {
        var c = encoder.singleValueContainer()
        try c.encode(description)
    }
}

/// What an act does to an earlier act, to one component of it, or to an obligation.
public struct Effect: Hashable, Sendable, Codable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// Takes effect away, as far as `modes` and `from ..< until` reach.
        case strike
        /// Re-issues the effects of the act confirmed, under this act's own date.
        case confirm
        /// Finds that an obligation has been met, or has not; strikes nothing.
        case comply, breach
    }
    public var kind: Kind
    public var target: Target
    /// One mode; several where the reading is disputed, so that all of them are tried. Empty for what strikes nothing.
    public var modes: [Mode]
    public var from: When?
    /// The day itself is no longer covered.
    public var until: When?
    /// Orders in which the effect counts; nil: in the act's own.
    public var recognisedIn: [String]?
    /// Orders in which it is disputed whether the effect counts: both readings are tried.
    public var disputedIn: [String]
    /// Where the choices of this effect came from: words of a paper, a profile, a person. One a line in the proof.
    public var notes: [String]
    public init(
        kind: Kind, target: Target, modes: [Mode] = [], from: When? = nil, until: When? = nil, recognisedIn: [String]? = nil,
        disputedIn: [String] = [], notes: [String] = []
    ) {
        self.kind = kind
        self.target = target
        self.modes = modes
        self.from = from
        self.until = until
        self.recognisedIn = recognisedIn
        self.disputedIn = disputedIn
        self.notes = notes
    }
}

/// What an act demands of somebody.
public struct Duty: Hashable, Sendable, Codable {
    /// Who has to act; nil where nobody is named.
    public var on: String?
    /// What is to be done, in words.
    public var to: String
    /// True where something is forbidden: it is complied with for as long as nobody breaks it.
    public var forbids: Bool
    /// False for a request or recommendation.
    public var binding: Bool
    /// By when; not done by then is a breach.
    public var due: When?
    public init(on: String?, to: String, forbids: Bool = false, binding: Bool = true, due: When? = nil) {
        self.on = on
        self.to = to
        self.forbids = forbids
        self.binding = binding
        self.due = due
    }
}

/// Something an authority did: a sentence, pardon, annulment, stay, order, request.
public struct Act: Hashable, Sendable, Codable {
    public var id: String
    /// The legal order that it belongs to.
    public var order: String
    public var authority: String
    /// In words, for people.
    public var what: String
    /// How proofs name it where its id says nothing to people; nil: by its id.
    public var label: String?
    public var adopted: When
    /// When it was announced or published; nil: when adopted.
    public var known: When?
    /// When it takes effect; nil: as the readings say (`Readings.takesEffect`).
    public var effective: When?
    /// The day itself is no longer covered; nil: never ends.
    public var until: When?
    /// Order within one day or moment; nil: as written, a striker after its target.
    public var sequence: Int?
    /// What it creates: conviction, prison, pardon, parole, disqualification …
    public var components: [String]
    /// Acts that must be in force when this one takes effect.
    public var dependsOn: [Target]
    public var effects: [Effect]
    public var duty: Duty?
    public var sources: [String]
    /// Where the choices about the act came from.
    public var notes: [String]
    public init(
        id: String, order: String, authority: String, what: String, adopted: When, known: When? = nil, effective: When? = nil,
        until: When? = nil, sequence: Int? = nil, components: [String] = [], dependsOn: [Target] = [], effects: [Effect] = [],
        duty: Duty? = nil, sources: [String] = [], notes: [String] = []
    ) {
        self.id = id
        self.order = order
        self.authority = authority
        self.what = what
        self.adopted = adopted
        self.known = known
        self.effective = effective
        self.until = until
        self.sequence = sequence
        self.components = components
        self.dependsOn = dependsOn
        self.effects = effects
        self.duty = duty
        self.sources = sources
        self.notes = notes
    }
}

/// What happened to the person, apart from the law.
public struct Fact: Hashable, Sendable, Codable {
    /// The chronology's event, where there is one.
    public var id: String?
    public var date: When
    public var known: When?
    /// In words ("medical parole", "hospital under custody"), or one of `Custody.State`; nil: the fact says nothing of custody.
    public var custody: String?
    public var what: String?
    public var complies: [Target]
    public var breaches: [Target]
    public var sources: [String]
    public init(
        id: String? = nil, date: When, known: When? = nil, custody: String?, what: String? = nil, complies: [Target] = [],
        breaches: [Target] = [], sources: [String] = []
    ) {
        self.id = id
        self.date = date
        self.known = known
        self.custody = custody
        self.what = what
        self.complies = complies
        self.breaches = breaches
        self.sources = sources
    }
}

/// The five readings that lawyers argue about; a profile or a ledger sets them, and every answer prints them.
public struct Readings: Hashable, Sendable, Codable {
    public enum TakesEffect: String, Sendable, Codable, CaseIterable { case adopted, known }
    /// For a strike whose mode nobody states.
    public var defaultMode: [Mode] = [.exNunc]
    /// Whether confirming re-issues the effects of the act confirmed.
    public var confirmReissues = true
    /// Whether an act falls with what it presupposes.
    public var fallsWithPresupposed = true
    /// Whether a regional court's supervision reaches back: the mode of its strikes where none is stated.
    public var supervisionReachesBack = true
    public var takesEffect = TakesEffect.adopted
    public init() {}

    /// One line a setting, for answers.
    public var lines: [String] {
        [
            "a strike with no stated mode: \(defaultMode.map(\.rawValue).joined(separator: " or "))",
            confirmReissues ? "confirming an act re-issues its effects" : "confirming an act re-issues nothing",
            fallsWithPresupposed ? "an act falls with what it presupposes" : "an act stands without what it presupposes",
            supervisionReachesBack ? "a regional court's supervision reaches back" : "a regional court's supervision looks ahead",
            "acts take effect when \(takesEffect == .adopted ? "adopted" : "announced or published")",
        ]
    }
}

/// One of the file's own tests.
public struct Expectation: Hashable, Sendable, Codable {
    public var order: String
    public var on: When
    public var asOf: When
    public var inForce: [Target]
    public var notInForce: [Target]
    public var custody: String?
    /// Line in the file, from 1; 0 when made by a program.
    public var line: Int
    public init(
        order: String, on: When, asOf: When, inForce: [Target] = [], notInForce: [Target] = [], custody: String? = nil,
        line: Int = 0
    ) {
        self.order = order
        self.on = on
        self.asOf = asOf
        self.inForce = inForce
        self.notInForce = notInForce
        self.custody = custody
        self.line = line
    }
}

/// A ledger: acts, effects and facts about one person, by hand or from a case (`contract/ledger-file.md`).
public struct LedgerFile: Hashable, Sendable, Codable {
    public var name: String
    public var subject: String
    /// Minutes east of UTC of the clock that the ledger's times are on; nil: times carry none, or the first zone seen.
    public var zone: Int?
    /// Order → orders whose effects it counts as well as its own, in the file's order.
    public var takesNotice: [String: [String]]
    public var profiles: [String]
    public var readings: Readings
    /// Order → its name in words ("PE" → "Peru").
    public var orderNames: [String: String]
    public var acts: [Act]
    public var facts: [Fact]
    public var expect: [Expectation]
    public init(
        name: String, subject: String, zone: Int? = nil, takesNotice: [String: [String]] = [:], profiles: [String] = [],
        readings: Readings = Readings(), orderNames: [String: String] = [:], acts: [Act] = [], facts: [Fact] = [],
        expect: [Expectation] = []
    ) {
        self.name = name
        self.subject = subject
        self.zone = zone
        self.takesNotice = takesNotice
        self.profiles = profiles
        self.readings = readings
        self.orderNames = orderNames
        self.acts = acts
        self.facts = facts
        self.expect = expect
    }

    /// Orders that acts belong to, in order of their first act in the file.
    public var orders: [String] {
        var seen = Set<String>()
        return acts.compactMap { seen.insert($0.order).inserted ? $0.order : nil }
    }
    /// The order's name in words; the order itself where none is given.
    public func orderName(_ order: String) -> String { orderNames[order] ?? order }
}
