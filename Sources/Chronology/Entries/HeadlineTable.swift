import CaseModel

/// How headlines say each kind of event, from `Data/headlines.yaml`.
struct HeadlineTable: Sendable {
    /// Verbs in the third person of the present, and the bare noun.
    struct Forms: Decodable, Sendable {
        /// With what it is done to behind it.
        var does: String
        /// Of what it is done to.
        var done: String
        /// With nobody it is done to.
        var alone: String
        /// With nobody at all.
        var bare: String
        /// Before an act acted on; nil where that is as before a person.
        var on: String?
    }

    private struct File: Decodable {
        var kinds: [String: Forms]
        var decisions: [String]
        var personal: [String]
        var told: [String: [String: [String]]]
        var nouns: [String: String]
        var toward: [String: String]
        var amounts: [String]
        var openers: [String]
        var peoples: [String]
    }

    let forms: [EventKind: Forms]
    /// Kinds done to a decision, and kinds done to a person.
    let decisions: Set<EventKind>
    let personal: Set<EventKind>
    /// What the words themselves say, by lemma of the trigger: with an object behind it, and of the object.
    let told: [EventKind: [String: (does: String, done: String)]]
    /// Kinds that may be acted on, as nouns.
    let nouns: [EventKind: String]
    /// The preposition between such a noun and a person.
    let toward: [EventKind: String]
    let amounts: Set<String>
    let openers: Set<String>
    let peoples: Set<String>

    static let shared = HeadlineTable()

    private init() {
        let file = DataFile.load("headlines", as: File.self)
        func byKind<Value>(_ map: [String: Value]) -> [EventKind: Value] {
            Dictionary(uniqueKeysWithValues: map.compactMap { key, value in EventKind(rawValue: key).map { ($0, value) } })
        }
        forms = byKind(file.kinds)
        decisions = Set(file.decisions.compactMap(EventKind.init(rawValue:)))
        personal = Set(file.personal.compactMap(EventKind.init(rawValue:)))
        // "were injured" may come as a lemma of its own.
        told = byKind(file.told).mapValues { forms in
            var all: [String: (does: String, done: String)] = [:]
            for (lemma, pair) in forms {
                all[lemma] = (pair[0], pair[1])
                if pair[1].hasPrefix("is "), let participle = pair[1].split(separator: " ").dropFirst().first {
                    all[String(participle)] = (pair[0], pair[1])
                }
            }
            return all
        }
        nouns = byKind(file.nouns)
        toward = byKind(file.toward)
        amounts = Set(file.amounts)
        openers = Set(file.openers)
        peoples = Set(file.peoples)
    }
}
