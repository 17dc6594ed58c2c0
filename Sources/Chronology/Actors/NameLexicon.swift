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
