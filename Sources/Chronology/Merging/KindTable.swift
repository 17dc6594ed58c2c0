import CaseModel

/// How kinds of events merge and what they act on, from `Data/kinds.yaml`.
struct KindTable: Sendable {
    private struct File: Decodable {
        var families: [String: [String]]
        var spans: [String]
        var acts: [String]
        var many: [String]
        var strikes: [String: [String]]
        var vague: [String]
        var verbs: [String: [String]]
        var intransitive: [String]
        var nouns: [String: String]
    }

    /// Kinds that may be one event with a kind, itself among them.
    private let kin: [EventKind: Set<EventKind>]
    private let rank: [EventKind: Int]
    let spans: Set<EventKind>
    let acts: Set<EventKind>
    let many: Set<EventKind>
    let strikes: [EventKind: [EventKind]]
    let vague: Set<String>
    let verbs: [EventKind: (active: String, passive: String)]
    let intransitive: Set<EventKind>
    let nouns: [EventKind: String]

    static let shared = KindTable()

    private init() {
        let file = DataFile.load("kinds", as: File.self)
        func kinds(_ names: [String]) -> [EventKind] { names.compactMap(EventKind.init(rawValue:)) }
        var kin: [EventKind: Set<EventKind>] = [:]
        var rank: [EventKind: Int] = [:]
        for kind in EventKind.allCases { kin[kind] = [kind] }
        for name in file.families.keys.sorted() {
            let family = kinds(file.families[name]!)
            for (i, kind) in family.enumerated() {
                kin[kind]!.formUnion(family)
                rank[kind] = min(rank[kind] ?? i, i)
            }
        }
        self.kin = kin
        self.rank = rank
        spans = Set(kinds(file.spans))
        acts = Set(kinds(file.acts))
        many = Set(kinds(file.many))
        strikes = Dictionary(
            uniqueKeysWithValues: file.strikes.compactMap { key, value in EventKind(rawValue: key).map { ($0, kinds(value)) } })
        vague = Set(file.vague)
        verbs = Dictionary(
            uniqueKeysWithValues: file.verbs.compactMap { key, value in
                EventKind(rawValue: key).map { ($0, (value[0], value[1])) }
            })
        intransitive = Set(kinds(file.intransitive))
        nouns = Dictionary(
            uniqueKeysWithValues: file.nouns.compactMap { key, value in EventKind(rawValue: key).map { ($0, value) } })
    }

    func areKin(_ a: EventKind, _ b: EventKind) -> Bool { kin[a]!.contains(b) }
    func kin(of kind: EventKind) -> Set<EventKind> { kin[kind]! }

    /// The kind that stands for several tellings: the one told most; then the one that its family names first.
    func preferred(_ counts: [EventKind: Int]) -> EventKind {
        counts.min { (-$0.value, rank[$0.key] ?? 9, $0.key.rawValue) < (-$1.value, rank[$1.key] ?? 9, $1.key.rawValue) }!.key
    }
}
