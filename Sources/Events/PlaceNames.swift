/// Countries by their names, adjectives and cities.
struct PlaceNames: Sendable {
    private var countries: [String: String] = [:]
    private var cities: Set<String> = []

    /// Each entry is a country, its other names and adjectives, and behind a bar its cities; "_" stands for a space.
    init(_ entries: [Lexicon.Entry]) {
        for entry in entries {
            let country = PlaceNames.spaced(entry.key)
            countries[country.lowercased()] = country
            let bar = entry.words.firstIndex(of: "|") ?? entry.words.endIndex
            for word in entry.words where word != "|" { countries[PlaceNames.spaced(word)] = country }
            cities.formUnion(entry.words[bar...].dropFirst().map { PlaceNames.spaced($0) })
        }
    }

    private static func spaced(_ word: some StringProtocol) -> String { word.split(separator: "_").joined(separator: " ") }

    /// The country that lower-case words name, as a country, an adjective or a city.
    func country(_ words: String) -> String? { countries[words] }

    /// The country whose own name these lower-case words are.
    func isCountry(_ words: String) -> Bool { countries[words]?.lowercased() == words }

    /// Whether lower-case words are a city's name, that tells of its country less than the country's own.
    func isCity(_ words: String) -> Bool { cities.contains(words) }
}
