/// Runs the automaton from one atom and keeps the longest match; of two as long, the one of the earlier rule.
///
/// Only positions are kept on the way; the slots of the one path that wins are filled afterwards.
struct Matcher {
    struct Match { var end: Int; var rule: Int; var frame: Frame }
    private struct Step { var move: Int32; var at: Int32 }

    private let grammar: Grammar
    private let atoms: UnsafeBufferPointer<Atom>
    private let states: UnsafeBufferPointer<Automaton.State>
    private let moves: UnsafeBufferPointer<Automaton.Move>
    /// Holds where a rule's guards hold.
    private let allows: (_ rule: Int, _ range: Range<Int>) -> Bool
    private var path: [Step] = []
    private var best: [Step] = []
    private var bestEnd = 0
    private var bestRule = Int.max
    /// Moves tried from one atom: a bound on what a grammar with many ways to read one phrase may cost.
    private var budget = 0

    init(
        grammar: Grammar, atoms: UnsafeBufferPointer<Atom>, states: UnsafeBufferPointer<Automaton.State>,
        moves: UnsafeBufferPointer<Automaton.Move>, allows: @escaping (_ rule: Int, _ range: Range<Int>) -> Bool
    ) {
        self.grammar = grammar
        self.atoms = atoms
        self.states = states
        self.moves = moves
        self.allows = allows
        path.reserveCapacity(64)
    }

    mutating func match(at i: Int) -> Match? {
        let starts =
            atoms[i].kind == .number ? grammar.automaton.startOnDigits : grammar.automaton.startOnWord[Int(atoms[i].word)]
        guard !starts.isEmpty, !continuesNumber(i) else { return nil }
        bestEnd = i
        bestRule = .max
        budget = 20_000
        for move in starts { follow(move, at: i, from: i) }
        return bestEnd > i ? Match(end: bestEnd, rule: bestRule, frame: frame()) : nil
    }

    /// The 31 of "6,107.31" begins nothing.
    private func continuesNumber(_ i: Int) -> Bool {
        guard i > 1, atoms[i].kind == .number, atoms[i].glued, atoms[i - 1].glued, atoms[i - 2].kind == .number else {
            return false
        }
        return atoms[i - 1].word == grammar.numerals.comma || atoms[i - 1].word == grammar.numerals.point
    }

    /// A quick look that spares most moves: a word or a class that is not there.
    @inline(__always) private func mayPass(_ index: Int32, at i: Int) -> Bool {
        let move = moves[Int(index)]
        guard move.target >= 0 else { return true }
        guard i < atoms.count else { return false }
        switch move.test {
        case .word(let id): return atoms[i].word == id
        case .classed(let id): return atoms[i].classes.contains(id)
        case .cardinal, .ordinal, .yearInWords: return atoms[i].kind == .number || atoms[i].word != 0
        }
    }

    private mutating func follow(_ index: Int32, at i: Int, from start: Int) {
        let move = moves[Int(index)]
        guard move.target >= 0 else {
            let rule = Int(-1 - move.target)
            if i < bestEnd || (i == bestEnd && bestRule <= rule) || i == start { return }
            if allows(rule, start..<i) {
                (bestEnd, bestRule) = (i, rule)
                best = path
                best.append(Step(move: index, at: Int32(i)))
            }
            return
        }
        budget -= 1
        guard i < atoms.count, budget > 0, !move.glued || atoms[i].glued else { return }
        let next: Int
        switch states[Int(move.target)].test {
        case .word(let id):
            guard atoms[i].word == id else { return }
            next = i + 1
        case .classed(let id):
            guard atoms[i].classes.contains(id) else { return }
            next = i + 1
        case .cardinal:
            guard atoms[i].kind == .number || atoms[i].word != 0,
                let reading = grammar.numerals.cardinal(atoms, i, grammar.lexicon)
            else { return }
            next = reading.end
        case .ordinal:
            guard atoms[i].kind == .number || atoms[i].word != 0,
                let reading = grammar.numerals.ordinal(atoms, i, grammar.lexicon)
            else { return }
            next = reading.end
        case .yearInWords:
            guard atoms[i].word != 0, let reading = grammar.numerals.year(atoms, i, grammar.lexicon) else { return }
            next = reading.end
        }
        path.append(Step(move: index, at: Int32(i)))
        for move in states[Int(move.target)].moves where mayPass(move, at: next) { follow(move, at: next, from: start) }
        path.removeLast()
    }

    /// What the best path says.
    private func frame() -> Frame {
        var frame = Frame()
        for step in best {
            let move = moves[Int(step.move)]
            let i = Int(step.at)
            for assignment in move.assignments {
                let assignment = grammar.automaton.assignments[Int(assignment)]
                frame.set(assignment.slot, assignment.value)
            }
            guard move.target >= 0 else { continue }
            let state = states[Int(move.target)]
            guard state.slot != Automaton.none else { continue }
            switch state.test {
            case .word: break
            case .classed(let id):
                frame.set(state.slot, atoms[i].kind == .number ? atoms[i].value : grammar.lexicon.value(atoms[i].word, id) ?? 0)
            case .cardinal:
                guard let reading = grammar.numerals.cardinal(atoms, i, grammar.lexicon) else { continue }
                frame.set(state.slot, reading.value)
                if reading.tenths > 0 { frame.set(Slot.tenths.rawValue, reading.tenths) }
            case .ordinal:
                if let reading = grammar.numerals.ordinal(atoms, i, grammar.lexicon) { frame.set(state.slot, reading.value) }
            case .yearInWords:
                if let reading = grammar.numerals.year(atoms, i, grammar.lexicon) { frame.set(state.slot, reading.value) }
            }
        }
        return frame
    }
}
