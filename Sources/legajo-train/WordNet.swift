import Foundation
import Language

/// What the models take from WordNet's database files (Debian: wordnet-base): parts of speech of base forms, irregular forms, and
/// words of the names of places. Names of persons are not taken.
struct WordNet {
    /// Lower-case base form → parts of speech as in `WordTable`.
    var words: [String: UInt32] = [:]
    /// Words of places' names, lower case.
    var places: Set<String> = []
    /// Irregular form → base form, verbs and nouns.
    var verbs: [(form: String, base: String)] = []
    var nouns: [(form: String, base: String)] = []

    /// - Throws: when a file cannot be read; the message names the package.
    init(folder: String) throws {
        for (name, bit) in [
            ("noun", WordTable.noun), ("verb", WordTable.verb), ("adj", WordTable.adjective), ("adv", WordTable.adverb),
        ] {
            try Self.read(folder, "data." + name) { fields in
                guard fields.count > 5, let count = Int(String(decoding: fields[3], as: UTF8.self), radix: 16) else { return }
                for index in 0..<count where 4 + 2 * index < fields.count {
                    // Adjectives may carry their place in brackets: "galore(ip)".
                    let word = fields[4 + 2 * index].prefix { $0 != 0x28 }
                    let text = String(decoding: word, as: UTF8.self)
                    if word.contains(where: { $0 >= 0x41 && $0 <= 0x5A }) {
                        // Lexicographer's file 15: places.
                        if bit == WordTable.noun, fields[1].elementsEqual("15".utf8) {
                            for part in text.split(separator: "_") where part.count > 3 && part.first!.isUppercase {
                                places.insert(part.lowercased())
                            }
                        }
                    } else if word.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }), word.count >= 2 {
                        words[text, default: 0] |= bit
                    }
                }
            }
        }
        try Self.read(folder, "verb.exc") { fields in
            if fields.count >= 2 {
                verbs.append((String(decoding: fields[0], as: UTF8.self), String(decoding: fields[1], as: UTF8.self)))
            }
        }
        try Self.read(folder, "noun.exc") { fields in
            if fields.count >= 2 {
                nouns.append((String(decoding: fields[0], as: UTF8.self), String(decoding: fields[1], as: UTF8.self)))
            }
        }
        // Common words in places' names tell nothing.
        places = places.filter { words[$0] == nil }
    }

    private static func read(_ folder: String, _ name: String, _ take: ([ArraySlice<UInt8>]) -> Void) throws {
        guard let data = FileManager.default.contents(atPath: folder + "/" + name) else {
            throw TrainingError(
                description:
                    "\(folder)/\(name) cannot be read: install Debian's wordnet-base, or name WordNet's dict folder with --wordnet"
            )
        }
        for line in Array(data).split(separator: 0x0A) where line.first != 0x20 {
            take(line.prefix { $0 != 0x7C }.split(separator: 0x20))
        }
    }
}

struct TrainingError: Error, CustomStringConvertible {
    let description: String
}
