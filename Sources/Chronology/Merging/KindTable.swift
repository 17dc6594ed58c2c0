import CaseModel

/// How kinds of events merge and what they act on, from `Data/kinds.yaml`.
struct KindTable: Sendable {
    private struct File: Decodable {
        var families: [String: [String]]
        var spans: [String]
        var lasting: [String]
        var courts: [String]
        var parts: [String]
        var acts: [String]
        var many: [String]
        var again: [String]
        var story: [[String]]
        var endings: [String]
        var strikes: [String: [String]]
        var vague: [String]
        var meanings: [String: [String]]
    }

    /// Kinds that may be one event with a kind, itself among them.
    private let kin: [EventKind: Set<EventKind>]
    /// The same as bits of `KindBits`, by the kind's number.
    private let kinBits: [UInt64]
    private let rank: [EventKind: Int]
    /// Families that a kind stands in, by name; the kind's own name where it stands in none. Two kinds are kin when they share one.
    private let familyNames: [EventKind: [String]]
    let spans: Set<EventKind>
    private let lasting: Set<String>
    /// Last words of bodies without a name that act for a court, and words that names of courts hold: folded, without a plural's s.
    let parts: Set<String>
    let courts: Set<String>
    let acts: Set<EventKind>
    let actBits: UInt64
    let manyBits: UInt64
    let repeatedBits: UInt64
    let many: Set<EventKind>
    /// Kinds that befall one person again and again: those of `many` and more.
    let repeated: Set<EventKind>
    /// Kinds that papers of one story tell of one event, whatever their words: each with the number of its family.
    let story: [EventKind: Int]
    /// Endings that words of one family differ in, longest first.
    private let endings: [String]
    let strikes: [EventKind: [EventKind]]
    let vague: Set<String>
    /// Kinds of decision that a word means.
    let meanings: [String: [EventKind]]

    static let shared = KindTable()

    private init() {
        let file = DataFile.load("kinds", as: File.self)
        func kinds(_ names: [String]) -> [EventKind] { names.compactMap(EventKind.init(rawValue:)) }
        var kin: [EventKind: Set<EventKind>] = [:]
        var rank: [EventKind: Int] = [:]
        var familyNames: [EventKind: [String]] = [:]
        for kind in EventKind.allCases { kin[kind] = [kind] }
        for name in file.families.keys.sorted() {
            let family = kinds(file.families[name]!)
            for (i, kind) in family.enumerated() {
                kin[kind]!.formUnion(family)
                familyNames[kind, default: []].append(name)
                rank[kind] = min(rank[kind] ?? i, i)
            }
        }
        self.kin = kin
        kinBits = EventKind.allCases.map { KindBits.of(kin[$0]!) }
        self.rank = rank
        self.familyNames = familyNames
        spans = Set(kinds(file.spans))
        lasting = Set(file.lasting)
        parts = Set(file.parts)
        courts = Set(file.courts)
        acts = Set(kinds(file.acts))
        many = Set(kinds(file.many))
        actBits = KindBits.of(acts)
        manyBits = KindBits.of(many)
        var story: [EventKind: Int] = [:]
        for (i, family) in file.story.enumerated() { for kind in kinds(family) { story[kind] = i } }
        self.story = story
        endings = file.endings.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
        repeated = many.union(kinds(file.again))
        repeatedBits = KindBits.of(repeated)
        strikes = Dictionary(
            uniqueKeysWithValues: file.strikes.compactMap { key, value in EventKind(rawValue: key).map { ($0, kinds(value)) } })
        vague = Set(file.vague)
        meanings = file.meanings.mapValues(kinds)
    }

    /// Whether what a word tells goes on rather than happens on a day: "was held", but not "was led to a cell".
    func lasts(_ kind: EventKind, _ lemma: String) -> Bool {
        spans.contains(kind) && (kind == .govern || lemma.split(separator: " ").contains { lasting.contains(String($0)) })
    }

    /// Whether a word tells the state that an act has brought about: "is held", "is serving a term".
    func isState(_ kind: EventKind, _ lemma: String) -> Bool {
        kind != .govern && (lasts(kind, lemma) || kind == .sentence && lemma.hasPrefix("serve"))
    }

    /// "announcement" and "announce": a word without its ending, where four letters are left.
    func stem(_ word: String) -> String {
        for ending in endings where word.hasSuffix(ending) && word.utf8.count - ending.utf8.count >= 4 {
            return String(word.dropLast(ending.count))
        }
        return word
    }

    /// A list of one kind, once in memory.
    func alone(_ kind: EventKind) -> [EventKind] { lists[KindBits.number(kind)] }
    private let lists = EventKind.allCases.map { [$0] }

    /// Kinds that may be one event with all of these, as bits.
    func kinOfAll(_ kinds: [EventKind]) -> UInt64 { kinds.reduce(~0) { $0 & kinBits[KindBits.number($1)] } }
    /// Kinds that may be one event with one of these, as bits.
    func kinOfAny(_ kinds: [EventKind]) -> UInt64 { kinds.reduce(0) { $0 | kinBits[KindBits.number($1)] } }

    func areKin(_ a: EventKind, _ b: EventKind) -> Bool { kin[a]!.contains(b) }
    func kin(of kind: EventKind) -> Set<EventKind> { kin[kind]! }
    func families(of kind: EventKind) -> [String] { familyNames[kind] ?? [kind.rawValue] }

    /// The kind that stands for several tellings: the one told most; then the one that its family names first.
    func preferred(_ counts: [EventKind: Int]) -> EventKind {
        counts.min { (-$0.value, rank[$0.key] ?? 9, $0.key.rawValue) < (-$1.value, rank[$1.key] ?? 9, $1.key.rawValue) }!.key
    }
}

/// Sets of kinds as bits, one a kind in the order of their declaration.
enum KindBits {
    private static let numbers = Dictionary(uniqueKeysWithValues: EventKind.allCases.enumerated().map { ($1, $0) })
    static func number(_ kind: EventKind) -> Int { numbers[kind]! }
    static func of(_ kinds: some Sequence<EventKind>) -> UInt64 { kinds.reduce(0) { $0 | 1 << UInt64(number($1)) } }
}
