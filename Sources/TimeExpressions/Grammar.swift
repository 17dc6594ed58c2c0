/// One language's time expressions: words, rules, holidays and cues, read from a data file and compiled.
///
/// A file has one statement a line; `#` begins a comment; a line that begins with blanks goes on with the statement above it:
///
/// - `class NAME VALUE word …` puts words into a class; the value fills the slot that a pattern names. A value that is a name ("week") is one of the
///   slot NAME; `class NAME:SLOT` says which slot where the class is called otherwise.
/// - `def NAME = pattern` names a pattern for use as `$NAME` below.
/// - `holiday RULE = pattern`: RULE is `12-24` (month and day), `easter-2` (days from Easter Sunday), or `4thu11` (fourth Thursday of November; `-1mon5`
///   the last Monday of May). All of them together are `$HOLIDAY`.
/// - `rule NAME = pattern ; guard …`: see `Guard` for what may stand behind the semicolon.
final class Grammar: Sendable {
    struct Rule: Sendable {
        var name: String
        var guards: [Guard]
    }
    /// What must hold around a match.
    enum Guard: Sendable {
        /// The atom before is (is not) of one of the classes; the class `start` is the beginning of the sentence.
        case after([UInt8], start: Bool)
        case notAfter([UInt8], start: Bool)
        case before([UInt8], start: Bool)
        case notBefore([UInt8], start: Bool)
        /// The first word begins with a capital.
        case capital
        /// The first word stands neither in a person's name nor is tagged as a verb.
        case noun
        /// No word of the class `law` stands close before: "Law 26.479 of 2009", "Article 5 of 2015".
        case notCited
        /// Words of the class `proper` ("may", "march") begin with a capital.
        case proper
        /// A hyphen and a year follow: "1861-1863".
        case spans
    }

    let lexicon: Lexicon
    let numerals: Numerals
    let automaton: Automaton
    let rules: [Rule]
    let holidays: [HolidayRule]
    let cues: Cues
    let joiners: Joiners

    init(text: String, file: String) throws {
        var lexicon = Lexicon()
        var numerals: Numerals?
        var builder: AutomatonBuilder?
        var rules: [Rule] = []
        var holidays: [HolidayRule] = []
        var festivals: [Pattern] = []
        for (line, statement) in Self.statements(text) {
            do throws(GrammarFault) {
                if statement.hasPrefix("class ") {
                    guard builder == nil else { throw GrammarFault("classes come before definitions and rules") }
                    try Self.readClass(statement, &lexicon)
                    continue
                }
                if builder == nil {
                    for name in Cues.classes + Joiners.classes { _ = try lexicon.classID(name) }
                    numerals = try Numerals(&lexicon)
                    builder = AutomatonBuilder(lexicon: lexicon)
                }
                guard let equals = statement.firstIndex(of: "=") else {
                    throw GrammarFault("a statement is class, def, holiday or rule")
                }
                let head = statement[..<equals].split(separator: " ")
                let body = statement[statement.index(after: equals)...]
                switch (head.first, head.count) {
                case ("def", 2): builder!.define(String(head[1]), try PatternReader.read(body))
                case ("holiday", 2):
                    let pattern = try PatternReader.read(body)
                    festivals.append(.sequence([.assign(.holiday, Int32(holidays.count)), pattern]))
                    holidays.append(try HolidayRule(grammar: String(head[1])))
                    builder!.define("HOLIDAY", .choice(festivals))
                case ("rule", 2):
                    let parts = body.split(separator: ";", maxSplits: 1)
                    let guards = parts.count == 2 ? try Self.guards(parts[1], builder!.lexicon) : []
                    try builder!.add(rule: rules.count, try PatternReader.read(parts[0]))
                    rules.append(Rule(name: String(head[1]), guards: guards))
                default: throw GrammarFault("a statement is class, def, holiday or rule")
                }
            } catch {
                throw GrammarError(file: file, line: line, reason: error.reason)
            }
        }
        guard let numerals, let builder else { throw GrammarError(file: file, line: 1, reason: "the grammar has no rules") }
        self.lexicon = builder.lexicon
        self.numerals = numerals
        automaton = builder.build()
        self.rules = rules
        self.holidays = holidays
        cues = Cues(lexicon: builder.lexicon)
        joiners = Joiners(lexicon: builder.lexicon)
    }

    /// Statements with the number of their first line.
    private static func statements(_ text: String) -> [(Int, String)] {
        var result: [(Int, String)] = []
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.isEmpty || line.utf8.first == UInt8(ascii: "#") { continue }
            if line.utf8.first == UInt8(ascii: " "), let last = result.indices.last {
                result[last].1 += line
            } else {
                result.append((number + 1, String(line)))
            }
        }
        return result
    }

    private static func readClass(_ statement: String, _ lexicon: inout Lexicon) throws(GrammarFault) {
        let parts = statement.split(separator: " ")
        guard parts.count >= 3 else { throw GrammarFault("class NAME VALUE word … is expected") }
        let names = parts[1].split(separator: ":").map(String.init)
        let id = try lexicon.classID(names[0])
        var value = Int32(parts[2])
        if value == nil, let slot = Slot.byName[names.last!] { value = SlotValue.number(String(parts[2]), for: slot) }
        guard let value else { throw GrammarFault("\(parts[2]) is no value of \(names.last!)") }
        for word in parts[3...] { lexicon.add(String(word), to: id, value: value) }
    }

    private static func guards(_ text: Substring, _ lexicon: Lexicon) throws(GrammarFault) -> [Guard] {
        var result: [Guard] = []
        for part in text.split(separator: " ") {
            let sides = part.split(separator: "=")
            var ids: [UInt8] = []
            var start = false
            if sides.count == 2 {
                for name in sides[1].split(separator: ",") {
                    if name == "start" { start = true; continue }
                    guard let id = lexicon.classes[String(name)] else { throw GrammarFault("no words are in a class \(name)") }
                    ids.append(id)
                }
            }
            switch sides[0] {
            case "after": result.append(.after(ids, start: start))
            case "notafter": result.append(.notAfter(ids, start: start))
            case "before": result.append(.before(ids, start: start))
            case "notbefore": result.append(.notBefore(ids, start: start))
            case "capital": result.append(.capital)
            case "noun": result.append(.noun)
            case "proper": result.append(.proper)
            case "spans": result.append(.spans)
            case "notcited": result.append(.notCited)
            default: throw GrammarFault("no guard is called \(sides[0])")
            }
        }
        return result
    }
}

/// Words that join two expressions to a span, as classes of the grammar file.
struct Joiners: Sendable {
    static let classes = ["through", "and", "between", "article", "counted", "law", "of", "proper"]
    /// "to", "until"; "and" after "between"; "the" before a day; what a number may count, so that it is no day.
    let through, and, between, article, counted: UInt8
    /// Laws and what else is cited by number and year.
    let law, of: UInt8
    /// Words that are names only with a capital.
    let proper: UInt8

    init(lexicon: Lexicon) {
        let ids = Self.classes.map { lexicon.classes[$0]! }
        (through, and, between, article, counted) = (ids[0], ids[1], ids[2], ids[3], ids[4])
        (law, of, proper) = (ids[5], ids[6], ids[7])
    }
}

/// A grammar file that cannot be used: file, line, and what to mend.
public struct GrammarError: Error, CustomStringConvertible {
    public let file: String
    public let line: Int
    public let reason: String
    public var description: String { "\(file):\(line): \(reason)" }
}
