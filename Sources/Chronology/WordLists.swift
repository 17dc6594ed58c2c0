/// Words that single rules ask for, from `Data/words.yaml`, where each list says what it is for.
struct WordLists: Sendable, Decodable {
    let giving: Set<String>
    let pronouns: Set<String>

    static let shared = DataFile.load("words", as: WordLists.self)
}
