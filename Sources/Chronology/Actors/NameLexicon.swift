import Foundation
import Yams

/// The words around names, from `Data/names.yaml`.
struct NameLexicon: Sendable {
    let titles: Set<String>
    let suffixes: Set<String>
    let states: Set<String>
    let male: Set<String>
    let female: Set<String>
    let generic: Set<String>
    let ranks: Set<String>
    /// Heads of names that tell a house, not a state: "Millgate prison".
    let houses: Set<String>
    let beforePlaces: Set<String>
    private let ties: [String: String]

    static let shared = NameLexicon()

    private init() {
        let lists = DataFile.load("names", as: [String: [String]].self)
        func set(_ key: String) -> Set<String> { Set(lists[key] ?? []) }
        titles = set("titles")
        suffixes = set("suffixes")
        states = set("states")
        male = set("male")
        female = set("female")
        generic = set("generic")
        ranks = set("ranks")
        houses = set("houses")
        beforePlaces = set("before-places")
        var ties: [String: String] = [:]
        for tie in ["child", "parent", "spouse", "sibling"] { for word in lists[tie] ?? [] { ties[word] = tie } }
        self.ties = ties
    }

    /// "daughter" → "child"; the word itself for one that is no near kin.
    func tie(of word: String) -> String { ties[Fold.key(word)] ?? Fold.key(word) }

    /// What the other is to the bearer of a tie.
    func inverse(of tie: String) -> String { tie == "child" ? "parent" : tie == "parent" ? "child" : tie }

    /// A body's name without a date that has run into it ("Court of Appeal on Dec.").
    func withoutDate(_ name: String) -> String {
        let parts = name.split(separator: " ")
        guard let on = parts.lastIndex(of: "on"), on > 0, on + 1 < parts.count else { return name }
        let next = String(parts[on + 1])
        return Weekday.number(next) != nil || Weekday.monthDay(next + " 1") != nil ? parts[..<on].joined(separator: " ") : name
    }

    /// The person that a body's or place's supposed name is a style of ("U.S. District Judge Jane Roe"); nil for other names.
    func styledPerson(_ name: String) -> NameForm? {
        let words = Fold.words(name)
        guard let rank = words.lastIndex(where: ranks.contains), (2...3).contains(words.count - rank - 1),
            !generic.contains(words[0])
        else { return nil }
        let rest = Array(words[(rank + 1)...])
        let small: Set<String> = ["of", "the", "for", "and", "s", "in"]
        return rest.contains(where: { small.contains($0) || generic.contains($0) || titles.contains($0) })
            ? nil : NameForm(words: rest)
    }

    /// What an honorific or kin word says of gender; nil for one that does not.
    func gender(of word: String) -> String? {
        let key = Fold.key(word)
        return male.contains(key) ? "male" : female.contains(key) ? "female" : nil
    }
}

/// Data files that stand beside the code of this floor.
enum DataFile {
    /// Decodes `Data/<name>.yaml`. A file of the program's own that cannot be read is a broken installation: the program stops and names it.
    static func load<T: Decodable>(_ name: String, as type: T.Type) -> T {
        guard let url = Bundle.module.url(forResource: name, withExtension: "yaml", subdirectory: "Data") else {
            fatalError("Chronology: Data/\(name).yaml is missing beside the program; install it again")
        }
        do {
            return try YAMLDecoder().decode(type, from: Data(contentsOf: url))
        } catch {
            fatalError("Chronology: \(url.path) cannot be read: \(error)")
        }
    }
}
