import CaseModel

/// What a complement of a trigger is in the event.
enum Slot: Hashable, Sendable {
    case role(ParticipantRole)
    /// An act that this act is on when the words name one; else who or what it is done to.
    case act
    /// Who does it, or to whom: told by what else the words fill.
    case either
}

/// The roles of a trigger's complements: subject, object, and by preposition.
struct Roles: Hashable, Sendable {
    var subject: Slot?
    var object: Slot?
    var possessor: Slot?
    var prepositions: [String: Slot] = [:]
}

/// What a complement must be for a frame to hold.
enum Test: Hashable, Sendable {
    case any, none, person, body, court, place, number
    case act([EventKind])
    case classed(WordClass)
    case lemmas([String])
}

enum Condition: Hashable, Sendable {
    case subject(Test)
    case object(Test)
    case secondObject(Test)
    case oblique([String], Test)
    case complement(Test)
    case adverb([String])
    case passive
}

/// One way of telling a kind of event.
struct Frame: Hashable, Sendable {
    var kind: EventKind
    /// The verb, or the noun that is the head of the words.
    var lemma: String
    /// For verbs: what follows. For nouns: what stands before the head.
    var words: [String]
    /// For nouns: what follows the head ("stay of execution").
    var after: [String] = []
    var conditions: [Condition]
    var roles: Roles
    /// More words and conditions say more: they are tried first.
    var rank: Int {
        words.count * 3 + after.count * 3
            + conditions.reduce(0) { sum, condition in
                switch condition {
                case .object(.any), .complement(.any), .oblique(_, .any): sum + 1
                default: sum + 2
                }
            }
    }
}

/// Reads `frames.txt`.
struct FrameReader {
    let file: String
    private var kind: EventKind?
    private var kindRoles = Roles()

    init(file: String) { self.file = file }

    /// The frames of one line, each with whether it is a verb's.
    mutating func frames(_ line: String, number: Int) throws -> [(Frame, Bool)] {
        func fail(_ problem: String) -> LexiconError { LexiconError(file: file, line: number, problem: problem) }
        if line.hasPrefix("[") {
            guard let close = line.firstIndex(of: "]"),
                let kind = EventKind(rawValue: String(line[line.index(after: line.startIndex)..<close]))
            else { throw fail("no kind of the contract") }
            self.kind = kind
            kindRoles = try roles(line[line.index(after: close)...], on: Roles(), fail: fail)
            return []
        }
        guard let kind else { throw fail("a frame before the first kind") }
        guard line.hasPrefix("v:") || line.hasPrefix("n:") else { throw fail("neither v: nor n:") }
        let isVerb = line.hasPrefix("v:")
        var body = line.dropFirst(2)
        var extra: Substring = ""
        if let arrow = body.firstRange(of: "->") {
            extra = body[arrow.upperBound...]
            body = body[..<arrow.lowerBound]
        } else if !isVerb, let colon = body.lastIndex(of: ":") {
            extra = body[body.index(after: colon)...]
            body = body[..<colon]
        }
        let roles = try roles(extra, on: isVerb ? kindRoles : Roles(), fail: fail)
        return try patterns(body).map { pattern in
            (try frame(pattern, kind: kind, isVerb: isVerb, roles: roles, fail: fail), isVerb)
        }
    }

    /// Splits at commas outside braces.
    private func patterns(_ text: Substring) -> [Substring] {
        var parts: [Substring] = []
        var depth = 0
        var start = text.startIndex
        for index in text.indices {
            switch text[index] {
            case "{": depth += 1
            case "}": depth -= 1
            case "," where depth == 0:
                parts.append(text[start..<index])
                start = text.index(after: index)
            default: break
            }
        }
        parts.append(text[start...])
        return parts
    }

    private func frame(
        _ pattern: Substring, kind: EventKind, isVerb: Bool, roles: Roles, fail: (String) -> LexiconError
    ) throws -> Frame {
        var words: [String] = []
        var conditions: [Condition] = []
        for part in pattern.split(separator: " ") {
            if part.hasPrefix("{"), part.hasSuffix("}") {
                conditions.append(try condition(part.dropFirst().dropLast(), fail: fail))
            } else {
                words.append(String(part))
            }
        }
        guard !words.isEmpty else { throw fail("a frame without words") }
        if isVerb {
            return Frame(kind: kind, lemma: words[0], words: Array(words.dropFirst()), conditions: conditions, roles: roles)
        }
        let head =
            words.dropFirst().firstIndex { ["of", "for", "from", "to", "against", "in", "into"].contains($0) }
            .map { $0 - 1 } ?? words.count - 1
        return Frame(
            kind: kind, lemma: words[head], words: Array(words[..<head]), after: Array(words[(head + 1)...]),
            conditions: conditions, roles: roles)
    }

    private func condition(_ text: Substring, fail: (String) -> LexiconError) throws -> Condition {
        if text == "passive" { return .passive }
        guard let colon = text.firstIndex(of: ":") else { throw fail("a condition without a colon: \(text)") }
        let slot = text[..<colon]
        let value = text[text.index(after: colon)...]
        if slot == "adv" { return .adverb([String(value)]) }
        let test = try test(value, fail: fail)
        switch slot {
        case "subj": return .subject(test)
        case "obj": return .object(test)
        case "obj2": return .secondObject(test)
        case "comp": return .complement(test)
        default:
            guard slot.hasPrefix("obl.") else { throw fail("no complement is called \(slot)") }
            return .oblique(slot.dropFirst(4).split(separator: "/").map(String.init), test)
        }
    }

    private func test(_ text: Substring, fail: (String) -> LexiconError) throws -> Test {
        if text.hasPrefix("=") {
            return text == "=NUM" ? .number : .lemmas(text.dropFirst().split(separator: "|").map(String.init))
        }
        if text.hasPrefix("@") {
            guard let one = Lexicon.classes[String(text.dropFirst())] else { throw fail("no class is called \(text)") }
            return .classed(one)
        }
        switch text {
        case "any": return .any
        case "none": return .none
        case "person": return .person
        case "official": return .classed(.official)
        case "body": return .body
        case "court": return .court
        case "place": return .place
        case "act": return .act([])
        default:
            guard text.hasPrefix("act.") else { throw fail("no test is called \(text)") }
            let name = String(text.dropFirst(4))
            if name == "law" { return .classed(.law) }
            if name == "surrender" { return .lemmas(["surrender", "hand", "return", "report", "serve"]) }
            guard let kind = Lexicon.kindsByAct[name] else { throw fail("no kind is called \(name)") }
            return .act(kind)
        }
    }

    private func roles(_ text: Substring, on base: Roles, fail: (String) -> LexiconError) throws -> Roles {
        var roles = base
        for part in text.split(separator: " ") {
            let sides = part.split(separator: "=")
            guard sides.count == 2 else { throw fail("a role without its name: \(part)") }
            let slot: Slot?
            switch sides[1] {
            case "none": slot = nil
            case "target": slot = .act
            case "either": slot = .either
            default:
                guard let role = ParticipantRole(rawValue: String(sides[1])) else { throw fail("no role is called \(sides[1])") }
                slot = .role(role)
            }
            switch sides[0] {
            case "subj": roles.subject = slot
            case "obj": roles.object = slot
            case "poss": roles.possessor = slot
            default:
                if let slot { roles.prepositions[String(sides[0])] = slot } else { roles.prepositions[String(sides[0])] = nil }
            }
        }
        return roles
    }
}

extension Lexicon {
    /// "act.sentence" takes what stands for it in speech too.
    static let kindsByAct: [String: [EventKind]] = {
        var all = Dictionary(uniqueKeysWithValues: EventKind.allCases.map { ($0.rawValue, [$0]) })
        all["detain"] = [.detain, .arrest, .orderDetention]
        return all
    }()
}
