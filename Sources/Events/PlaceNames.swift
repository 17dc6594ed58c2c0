/// Countries by their names, adjectives and capitals.
struct PlaceNames: Sendable {
    private var countries: [String: String] = [:]

    init(lines: [(Int, String)]) throws {
        for (number, line) in lines {
            guard let colon = line.firstIndex(of: ":") else {
                throw LexiconError(file: "places.txt", line: number, problem: "no colon after the country")
            }
            let country = line[..<colon].split(separator: "_").joined(separator: " ")
            countries[country.lowercased()] = country
            for word in line[line.index(after: colon)...].split(separator: " ") {
                countries[word.split(separator: "_").joined(separator: " ")] = country
            }
        }
    }

    /// The country that lower-case words name, as a country, an adjective or a capital.
    func country(_ words: String) -> String? { countries[words] }

    /// The country whose own name these lower-case words are.
    func isCountry(_ words: String) -> Bool { countries[words]?.lowercased() == words }
}
