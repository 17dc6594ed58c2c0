import Foundation

/// A data file of word lists: lines "kind: word word …"; '#' begins a comment; a kind may have several lines.
struct WordLists {
    private var lists: [String: [String]] = [:]

    init(parsing text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            let line = line.drop { $0 == " " }
            guard !line.hasPrefix("#"), let colon = line.firstIndex(of: ":") else { continue }
            let words = line[line.index(after: colon)...].split(separator: " ").map(String.init)
            lists[String(line[..<colon]), default: []] += words
        }
    }

    /// - Throws: `LanguageError.missingData` when the file is not beside the program.
    init(resource name: String) throws {
        guard let url = Bundle.module.url(forResource: "Data/\(name)", withExtension: nil),
            let data = try? Data(contentsOf: url)
        else { throw LanguageError.missingData(name) }
        self.init(parsing: String(decoding: data, as: UTF8.self))
    }

    func words(_ kind: String) -> [String] { lists[kind] ?? [] }

    /// Hashes of a list's words, for looking up bytes.
    func hashes(_ kind: String) -> Set<UInt64> { Set(words(kind).map(Hashing.string)) }

    var kinds: [String] { lists.keys.sorted() }
}
