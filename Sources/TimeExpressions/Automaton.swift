/// All rules of a grammar as one automaton over atoms. Its states consume an atom or a numeral; the moves between them, with the slots that they
/// fill, are worked out once, when the grammar is compiled.
struct Automaton: Sendable {
    enum Test: Hashable, Sendable {
        case word(UInt16)
        case classed(UInt8)
        case cardinal, ordinal, yearInWords
    }
    /// Consumes what its test accepts, puts its value into `slot`, and goes on along `moves`.
    struct State: Sendable {
        var test: Test
        /// A `Slot`, or `none`.
        var slot: UInt8
        var moves: Range<Int32>
    }
    struct Assignment: Sendable { var slot: UInt8; var value: Int32 }
    struct Move: Sendable {
        /// A state, or −1 − the number of the rule that ends here.
        var target: Int32
        var glued: Bool
        /// The target's test, here too, so that a move that fails costs one look.
        var test = Test.cardinal
        var assignments: Range<Int32>
    }
    static let none: UInt8 = 255

    private(set) var states: [State] = []
    private(set) var moves: [Move] = []
    private(set) var assignments: [Assignment] = []
    private(set) var start: Range<Int32> = 0..<0
    /// For each word, the moves from the start that may accept it; for numbers in digits, `startOnDigits`.
    private(set) var startOnWord: [[Int32]] = []
    private(set) var startOnDigits: [Int32] = []
}

/// Builds the automaton: patterns to a graph with empty edges, then each state's empty paths to its moves.
struct AutomatonBuilder {
    private enum Edge {
        case empty(Int)
        case assign(Slot, Int32, Int)
        case glue(Int)
        case consume(Automaton.Test, Slot?, Int)
        case accept(Int)
    }
    private var graph: [[Edge]] = [[]]
    private var definitions: [String: Pattern] = [:]
    private var depth = 0
    var lexicon: Lexicon

    init(lexicon: Lexicon) { self.lexicon = lexicon }

    mutating func define(_ name: String, _ pattern: Pattern) { definitions[name] = pattern }

    mutating func add(rule: Int, _ pattern: Pattern) throws(GrammarFault) {
        let end = try add(pattern, from: 0)
        graph[end].append(.accept(rule))
    }

    private mutating func node() -> Int {
        graph.append([])
        return graph.count - 1
    }

    /// Adds a pattern behind a node and returns the node that it ends in.
    private mutating func add(_ pattern: Pattern, from: Int) throws(GrammarFault) -> Int {
        switch pattern {
        case .word(let text):
            let end = node()
            graph[from].append(.consume(.word(lexicon.word(text)), nil, end))
            return end
        case .classed(let name, let slot):
            let end = node()
            switch name {
            case "n": graph[from].append(.consume(.cardinal, slot ?? .count, end))
            case "ord": graph[from].append(.consume(.ordinal, slot ?? .nth, end))
            case "yearw": graph[from].append(.consume(.yearInWords, slot ?? .year, end))
            default:
                guard let id = lexicon.classes[name] else { throw GrammarFault("no words are in a class {\(name)}") }
                graph[from].append(.consume(.classed(id), slot, end))
            }
            return end
        case .assign(let slot, let value):
            let end = node()
            graph[from].append(.assign(slot, value, end))
            return end
        case .glue:
            let end = node()
            graph[from].append(.glue(end))
            return end
        case .sequence(let items):
            var at = from
            for item in items { at = try add(item, from: at) }
            return at
        case .choice(let options):
            let end = node()
            for option in options {
                let begin = node()
                graph[from].append(.empty(begin))
                graph[try add(option, from: begin)].append(.empty(end))
            }
            return end
        case .optional(let inner):
            let begin = node()
            graph[from].append(.empty(begin))
            let end = try add(inner, from: begin)
            graph[from].append(.empty(end))
            return end
        case .reference(let name):
            guard let definition = definitions[name] else { throw GrammarFault("$\(name) is not defined above its use") }
            return try add(definition, from: from)
        }
    }

    func build() -> Automaton {
        var automaton = Automaton()
        // Consuming edges become states, numbered in order of discovery.
        var stateOfEdge: [[Int32]] = graph.map { Array(repeating: -1, count: $0.count) }
        var targets: [Int] = []
        for (i, edges) in graph.enumerated() {
            for (j, edge) in edges.enumerated() {
                guard case .consume(let test, let slot, let target) = edge else { continue }
                stateOfEdge[i][j] = Int32(automaton.states.count)
                automaton.addState(test: test, slot: slot?.rawValue ?? Automaton.none)
                targets.append(target)
            }
        }
        var path: [Automaton.Assignment] = []
        func close(_ node: Int, glued: Bool, _ automaton: inout Automaton) {
            for (j, edge) in graph[node].enumerated() {
                switch edge {
                case .empty(let next): close(next, glued: glued, &automaton)
                case .assign(let slot, let value, let next):
                    path.append(Automaton.Assignment(slot: slot.rawValue, value: value))
                    close(next, glued: glued, &automaton)
                    path.removeLast()
                case .glue(let next): close(next, glued: true, &automaton)
                case .consume: automaton.addMove(to: stateOfEdge[node][j], glued: glued, path)
                case .accept(let rule): automaton.addMove(to: Int32(-1 - rule), glued: false, path)
                }
            }
        }
        // Several states lead to one node: its moves are worked out once.
        var movesOfNode: [Int: Range<Int32>] = [:]
        func moves(of node: Int, _ automaton: inout Automaton) -> Range<Int32> {
            if let known = movesOfNode[node] { return known }
            let from = automaton.moveCount
            close(node, glued: false, &automaton)
            movesOfNode[node] = from..<automaton.moveCount
            return from..<automaton.moveCount
        }
        automaton.setStart(moves(of: 0, &automaton))
        for (state, target) in targets.enumerated() { automaton.setMoves(of: state, moves(of: target, &automaton)) }
        automaton.copyTests()
        automaton.index(
            lexicon, cardinals: ["ones", "tens", "hundreds", "scale"].compactMap { lexicon.classes[$0] },
            ordinals: ["ordinal", "tens"].compactMap { lexicon.classes[$0] })
        return automaton
    }
}

extension Automaton {
    func withTables(_ body: (UnsafeBufferPointer<State>, UnsafeBufferPointer<Move>) -> Void) {
        states.withUnsafeBufferPointer { states in moves.withUnsafeBufferPointer { moves in body(states, moves) } }
    }

    fileprivate var moveCount: Int32 { Int32(moves.count) }
    fileprivate mutating func addState(test: Test, slot: UInt8) { states.append(State(test: test, slot: slot, moves: 0..<0)) }
    fileprivate mutating func addMove(to target: Int32, glued: Bool, _ path: [Assignment]) {
        let from = Int32(assignments.count)
        assignments += path
        moves.append(Move(target: target, glued: glued, assignments: from..<Int32(assignments.count)))
    }
    fileprivate mutating func copyTests() {
        for i in moves.indices where moves[i].target >= 0 { moves[i].test = states[Int(moves[i].target)].test }
    }
    fileprivate mutating func setStart(_ range: Range<Int32>) { start = range }
    fileprivate mutating func setMoves(of state: Int, _ range: Range<Int32>) { states[state].moves = range }

    fileprivate mutating func index(_ lexicon: Lexicon, cardinals: [UInt8], ordinals: [UInt8]) {
        startOnWord = Array(repeating: [], count: lexicon.entries.count)
        // Which words a test accepts, asked once for each test.
        var words: [Test: [Int]] = [:]
        for i in start {
            let test = states[Int(moves[Int(i)].target)].test
            if words[test] == nil {
                words[test] = lexicon.entries.indices.dropFirst().filter { word in
                    let classes = lexicon.entries[word].classes
                    return switch test {
                    case .word(let id): Int(id) == word
                    case .classed(let id): classes.contains(id)
                    case .cardinal, .yearInWords: cardinals.contains { classes.contains($0) }
                    case .ordinal: ordinals.contains { classes.contains($0) }
                    }
                }
            }
            for word in words[test]! { startOnWord[word].append(i) }
            switch test {
            case .cardinal, .ordinal: startOnDigits.append(i)
            case .classed(let id) where id <= Lexicon.Digits.digits.rawValue: startOnDigits.append(i)
            default: break
            }
        }
    }
}
