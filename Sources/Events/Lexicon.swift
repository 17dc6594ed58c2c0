import CaseModel
import Foundation

/// What cannot be read in the floor's own data.
public struct LexiconError: Error, CustomStringConvertible {
    public let file: String
    public let line: Int
    public let problem: String
    public var description: String { "\(file), line \(line): \(problem)" }
}

/// What one lemma may be: its classes, and the frames that start with it.
struct Word: Sendable {
    var classes = WordClasses()
    var verbs: [Int] = []
    var nouns: [Int] = []
}

/// Words and frames, read once from the data files.
struct Lexicon: Sendable {
    private(set) var words: [String: Word] = [:]
    /// Lemmas of forms that lemmatisers get wrong.
    private(set) var irregular: [String: String] = [:]
    private(set) var verbs: [Frame] = []
    private(set) var nouns: [Frame] = []
    let places: PlaceNames
    let genders: [String: Bool]
    /// Phrases that tell from when an act takes effect away, in the order in which they are looked for.
    let modes: [(words: String, mode: LegalTraits.Mode)]
    /// Components of legal acts by the nouns that name them.
    let components: [String: String]
    /// Given to words that the lexicon does not know.
    static let unknown = Word()

    static let shared = Result { try Lexicon() }

    private init() throws {
        places = try PlaceNames(Lexicon.entries("places.txt"))
        var genders: [String: Bool] = [:]
        for entry in try Lexicon.entries("firstnames.txt") {
            for name in entry.words { genders[name] = entry.key == "male" }
        }
        self.genders = genders
        modes = try Lexicon.entries("modes.txt").flatMap { entry in
            guard let mode = LegalTraits.Mode(rawValue: entry.key) else { throw entry.error("no mode is called \(entry.key)") }
            return entry.rest.split(separator: ",").map { ($0.trimmingCharacters(in: .whitespaces), mode) }
        }
        var components: [String: String] = [:]
        for entry in try Lexicon.entries("components.txt") {
            for noun in entry.words { components[noun] = entry.key }
        }
        self.components = components
        for entry in try Lexicon.entries("words.txt") {
            guard let one = Lexicon.classes[entry.key] else { throw entry.error("no class is called \(entry.key)") }
            for word in entry.words { words[word, default: Word()].classes.insert(one) }
        }
        try readFrames()
        for (number, line) in try Lexicon.lines("irregular.txt") {
            let parts = line.split(separator: " ").map(String.init)
            guard parts.count == 2 else {
                throw LexiconError(file: "irregular.txt", line: number, problem: "not a form and a lemma")
            }
            if words[parts[0]]?.verbs.isEmpty ?? true, let lemma = words[parts[1]] {
                irregular[parts[0]] = parts[1]
                words[parts[0], default: Word()].classes.formUnion(lemma.classes)
                words[parts[0]]!.verbs = lemma.verbs
            }
        }
    }

    static let classes = Dictionary(uniqueKeysWithValues: WordClass.allCases.map { (String(describing: $0), $0) })

    private mutating func readFrames() throws {
        var reader = FrameReader(file: "frames.txt")
        for (number, line) in try Lexicon.lines("frames.txt") {
            for (frame, isVerb) in try reader.frames(line, number: number) {
                if isVerb {
                    words[frame.lemma, default: Word()].verbs.append(verbs.count)
                    verbs.append(frame)
                } else {
                    // A noun of several words is found at its last word, as the head stands last; before "of" the first is the head.
                    words[frame.lemma, default: Word()].nouns.append(nouns.count)
                    nouns.append(frame)
                }
            }
        }
        for key in words.keys {
            words[key]!.verbs.sort { (verbs[$1].rank, $0) < (verbs[$0].rank, $1) }
            words[key]!.nouns.sort { (nouns[$1].rank, $0) < (nouns[$0].rank, $1) }
        }
    }

    func word(_ lemma: String) -> Word { words[lemma] ?? Lexicon.unknown }

    /// Whether a lemma (or a form, for classes whose words are forms) is of a class.
    func has(_ one: WordClass, _ word: String) -> Bool { words[word]?.classes.has(one) ?? false }

    /// What somebody decides over another's act or fate.
    static let deciding: Set<EventKind> = [
        .commute, .annul, .uphold, .restore, .suspend, .dismiss, .overrule, .orderRelease, .orderDetention, .pardon,
    ]
    func decides(_ lemma: String) -> Bool {
        word(lemma).verbs.contains { Lexicon.deciding.contains(verbs[$0].kind) || verbs[$0].kind == .order }
    }

    /// Kinds that a noun may tell.
    func kinds(ofNoun lemma: String) -> [EventKind] { word(lemma).nouns.map { nouns[$0].kind } }

    /// One line of a data file: a key before a colon, and what stands behind it.
    struct Entry {
        let file: String
        let line: Int
        let key: String
        let rest: Substring
        var words: [String] { rest.split(separator: " ").map(String.init) }
        func error(_ problem: String) -> LexiconError { LexiconError(file: file, line: line, problem: problem) }
    }

    /// The entries of a data file of keys and words.
    static func entries(_ name: String) throws -> [Entry] {
        try lines(name).map { number, line in
            guard let colon = line.firstIndex(of: ":") else {
                throw LexiconError(file: name, line: number, problem: "no colon after the first word")
            }
            return Entry(file: name, line: number, key: String(line[..<colon]), rest: line[line.index(after: colon)...])
        }
    }

    /// Lines of a data file that say something, with their numbers.
    static func lines(_ name: String) throws -> [(Int, String)] {
        guard let url = Bundle.module.url(forResource: name, withExtension: nil, subdirectory: "Data"),
            let text = try? String(contentsOf: url, encoding: .utf8)
        else { throw LexiconError(file: name, line: 0, problem: "is not beside the program") }
        return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
            let trimmed = line.trimmingCharacters(in: .whitespaces)
            return trimmed.isEmpty || trimmed.hasPrefix("#") ? nil : (index + 1, trimmed)
        }
    }
}
