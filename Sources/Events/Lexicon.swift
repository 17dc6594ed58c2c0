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
    /// Given to words that the lexicon does not know.
    static let unknown = Word()

    static let shared = Result { try Lexicon() }

    private init() throws {
        places = try PlaceNames(lines: Lexicon.lines("places.txt"))
        var genders: [String: Bool] = [:]
        for (number, line) in try Lexicon.lines("firstnames.txt") {
            guard let colon = line.firstIndex(of: ":") else {
                throw LexiconError(file: "firstnames.txt", line: number, problem: "no colon after the sex")
            }
            for name in line[line.index(after: colon)...].split(separator: " ") {
                genders[String(name)] = line[..<colon] == "male"
            }
        }
        self.genders = genders
        for (number, line) in try Lexicon.lines("words.txt") {
            guard let colon = line.firstIndex(of: ":") else {
                throw LexiconError(file: "words.txt", line: number, problem: "no colon after the class")
            }
            let name = String(line[..<colon])
            guard let one = Lexicon.classes[name] else {
                throw LexiconError(file: "words.txt", line: number, problem: "no class is called \(name)")
            }
            for word in line[line.index(after: colon)...].split(separator: " ") {
                words[String(word), default: Word()].classes.insert(WordClasses(one))
            }
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

    /// What somebody decides over another's act or fate.
    static let deciding: Set<EventKind> = [
        .commute, .annul, .uphold, .restore, .suspend, .dismiss, .overrule, .orderRelease, .orderDetention, .pardon,
    ]
    func decides(_ lemma: String) -> Bool {
        word(lemma).verbs.contains { Lexicon.deciding.contains(verbs[$0].kind) || verbs[$0].kind == .order }
    }

    /// Kinds that a noun may tell.
    func kinds(ofNoun lemma: String) -> [EventKind] { word(lemma).nouns.map { nouns[$0].kind } }

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
