/// Lists that hold a word: what the name recogniser and the rules behind it know beforehand.
package struct GazetteerBits: OptionSet, Sendable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }
    package static let honorific = GazetteerBits(rawValue: 1)
    package static let role = GazetteerBits(rawValue: 2)
    package static let court = GazetteerBits(rawValue: 4)
    package static let prison = GazetteerBits(rawValue: 8)
    package static let party = GazetteerBits(rawValue: 16)
    package static let law = GazetteerBits(rawValue: 32)
    package static let organ = GazetteerBits(rawValue: 64)
    package static let geo = GazetteerBits(rawValue: 128)
    package static let month = GazetteerBits(rawValue: 256)
    package static let demonym = GazetteerBits(rawValue: 512)
    package static let particle = GazetteerBits(rawValue: 1024)
    package static let first = GazetteerBits(rawValue: 2048)
    package static let country = GazetteerBits(rawValue: 4096)
    package static let region = GazetteerBits(rawValue: 8192)
    package static let city = GazetteerBits(rawValue: 16384)

    /// Words of names of places in the large dictionary.
    package static let located = GazetteerBits(rawValue: 32768)

    static let place: GazetteerBits = [.country, .region, .city]
    /// Heads of names that the patterns look for.
    static let heads: GazetteerBits = [.court, .prison, .party, .law, .organ]
}

package enum Gazetteer {
    /// The section "gazette" of the model.
    /// - Parameter located: lower-case words of places' names from the large dictionary.
    /// - Throws: `LanguageError.missingData`.
    package static func pack(located: Set<String>) throws -> [UInt8] { HashTable.pack(try table(located: located)) }

    /// Hash of a word in lower case → bits, out of the data files of this floor.
    /// - Throws: `LanguageError.missingData`.
    package static func table(located: Set<String>) throws -> [UInt64: UInt32] {
        let names = try WordLists(resource: "names.txt")
        let places = try WordLists(resource: "places.txt")
        let kinds: [(WordLists, String, GazetteerBits)] = [
            (names, "honorific", .honorific), (names, "role", .role), (names, "court", .court), (names, "prison", .prison),
            (names, "party", .party), (names, "law", .law), (names, "organ", .organ), (names, "geo", .geo),
            (names, "month", .month),
            (names, "demonym", .demonym), (names, "particle", .particle), (names, "first", .first), (places, "country", .country),
            (places, "region", .region), (places, "city", .city),
        ]
        var table: [UInt64: UInt32] = [:]
        for (lists, kind, bit) in kinds {
            for word in lists.words(kind) { table[Probe.atoms(word).norm, default: 0] |= bit.rawValue }
        }
        for word in located { table[Probe.atoms(word).norm, default: 0] |= GazetteerBits.located.rawValue }
        return table
    }

    /// The list of first names, lower case.
    /// - Throws: `LanguageError.missingData`.
    package static func firstNames() throws -> [String] { try WordLists(resource: "names.txt").words("first") }
}
