/// Countries by their names, adjectives and capitals.
struct PlaceNames: Sendable {
    private var countries: [String: String] = [:]

    /// Each entry is a country and its other names, adjectives and cities; "_" stands for a space.
    init(_ entries: [Lexicon.Entry]) {
        for entry in entries {
            let country = PlaceNames.spaced(entry.key)
            countries[country.lowercased()] = country
            for word in entry.words { countries[PlaceNames.spaced(word)] = country }
        }
    }

    private static func spaced(_ word: String) -> String { word.split(separator: "_").joined(separator: " ") }

    /// The country that lower-case words name, as a country, an adjective or a capital.
    func country(_ words: String) -> String? { countries[words] }

    /// The country whose own name these lower-case words are.
    func isCountry(_ words: String) -> Bool { countries[words]?.lowercased() == words }
}
