import Language

/// Past or coming, as the words around say it.
enum Tense: Equatable { case past, future, present }

/// Words that tell past from coming, as classes of the grammar file.
struct Cues: Sendable {
    let future: UInt8
    let past: UInt8
    let present: UInt8
    /// "until": right before a weekday, what is still to come.
    let ahead: UInt8
    /// "began", "managed": what follows with "to" has happened.
    let achieved: UInt8
    /// The "s" of "Tuesday's".
    let genitive: UInt8
    /// "has", "have": with a participle, past.
    let perfect: UInt8
    /// Endings of past verbs, for text without tags.
    let endings: [[UInt8]]

    static let classes = [
        "cuefuture", "cuepast", "cuepresent", "cueperfect", "cueahead", "cueachieved", "genitive", "pastending",
    ]

    init(lexicon: Lexicon) {
        future = lexicon.classes["cuefuture"]!
        past = lexicon.classes["cuepast"]!
        present = lexicon.classes["cuepresent"]!
        genitive = lexicon.classes["genitive"]!
        achieved = lexicon.classes["cueachieved"]!
        ahead = lexicon.classes["cueahead"]!
        perfect = lexicon.classes["cueperfect"]!
        let ending = lexicon.classes["pastending"]!
        endings = lexicon.entries.filter { $0.classes.contains(ending) }.map(\.bytes)
    }

    /// The tense of the verb that an expression at `range` hangs on: the nearest to its left in the sentence, else to its right.
    /// `tag` gives the Penn tag of the token at an atom, "" where there is none.
    func tense(
        _ atoms: UnsafeBufferPointer<Atom>, _ text: UnsafeBufferPointer<UInt8>, around range: Range<Int>, tag: (Int) -> String
    ) -> Tense? {
        var weak: Tense?
        for i in stride(from: range.lowerBound - 1, through: max(0, range.lowerBound - 40), by: -1) {
            if let found = cue(atoms, text, i, tag) {
                if found != .present { return found }
                weak = weak ?? found
                break
            }
        }
        if weak != nil { return weak }
        for i in range.upperBound..<min(atoms.count, range.upperBound + 30) {
            if let found = cue(atoms, text, i, tag) { return found }
        }
        return nil
    }

    private func cue(_ atoms: UnsafeBufferPointer<Atom>, _ text: UnsafeBufferPointer<UInt8>, _ i: Int, _ tag: (Int) -> String)
        -> Tense?
    {
        let atom = atoms[i]
        guard atom.kind == .word else { return nil }
        if atom.classes.contains(future) { return .future }
        if atom.classes.contains(past) { return .past }
        if atom.classes.contains(present) { return .present }
        let tag = tag(i)
        if !tag.isEmpty { return tag == "VBD" ? .past : (tag == "VBZ" || tag == "VBP" ? .present : nil) }
        let length = Int(atom.end - atom.start)
        guard !atom.capital else { return nil }
        return endings.contains { ending in
            length > ending.count + 2 && ending.indices.allSatisfy { text[Int(atom.end) - ending.count + $0] == ending[$0] }
        } ? .past : nil
    }
}
