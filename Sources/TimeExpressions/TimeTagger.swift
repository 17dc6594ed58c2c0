import EDTF
import Foundation
import Language

/// Finds time expressions in analysed text.
///
/// ```swift
/// let tagger = try TimeTagger(language: "en")
/// for expression in tagger.tag(analysis) { print(expression.value(on: Day(iso: "2017-12-26"))) }
/// ```
///
/// The tagger reads the text of each sentence; tokens' tags and names, where the analysis has them, settle what words alone leave open ("may", "May").
/// Its time grows with the length of the text alone: a phrase is sought from each word at most once, over a bounded number of words.
public struct TimeTagger: Sendable {
    let grammar: Grammar

    /// The grammar of a language by its code ("en"). Throws `GrammarError` where there is none.
    public init(language: String) throws {
        let name = "\(language).grammar"
        guard let url = Bundle.module.url(forResource: name, withExtension: nil, subdirectory: "Data"),
            let data = try? Data(contentsOf: url)
        else {
            throw GrammarError(
                file: name, line: 1, reason: "there is no grammar of time expressions for the language \(language)")
        }
        grammar = try Grammar(text: String(decoding: data, as: UTF8.self), file: name)
    }

    /// A grammar from a text; `file` names it in errors.
    public init(grammar text: String, file: String) throws { grammar = try Grammar(text: text, file: file) }

    /// All time expressions in the order of the text. Ranges are UTF-8 offsets in `analysis.text`. What stands in one of `asides` (captions
    /// of pictures: UTF-8 ranges) moves no phrase outside it.
    public func tag(_ analysis: Analysis, asides: [Range<Int>] = []) -> [TimeExpression] {
        var drafts: [Draft] = []
        analysis.text.withUnsafeBufferPointer { text in
            var atoms: [Atom] = []
            for (number, sentence) in analysis.sentences.enumerated() {
                for piece in Self.pieces(text, sentence.range) {
                    tag(text, sentence, number, piece, &atoms, &drafts)
                }
            }
        }
        return analysis.text.withUnsafeBufferPointer { Context.place(drafts, asides: asides, text: $0) }
    }

    /// A sentence without end (a table, a list of numbers) is cut at blanks, so that memory stays bounded.
    private static func pieces(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> [Range<Int>] {
        let limit = 1 << 15
        guard range.count > limit else { return [range] }
        var result: [Range<Int>] = []
        var start = range.lowerBound
        while range.upperBound - start > limit {
            var end = start + limit
            while end > start + limit / 2, text[end] != 0x0A { end -= 1 }
            if text[end] != 0x0A {
                end = start + limit
                while end > start + limit / 2, text[end] != 0x20 { end -= 1 }
            }
            // No blank for so long: any start of a character will do.
            while end > start, text[end] & 0xC0 == 0x80 { end -= 1 }
            result.append(start..<end)
            start = end
        }
        result.append(start..<range.upperBound)
        return result
    }

    private func tag(
        _ text: UnsafeBufferPointer<UInt8>, _ sentence: Sentence, _ number: Int, _ piece: Range<Int>, _ atoms: inout [Atom],
        _ drafts: inout [Draft]
    ) {
        atoms.removeAll(keepingCapacity: true)
        Scanner(lexicon: grammar.lexicon).scan(text, piece, into: &atoms)
        atoms.withUnsafeBufferPointer { atoms in
            grammar.automaton.withTables { states, moves in
                let surroundings = Surroundings(grammar: grammar, atoms: atoms, sentence: sentence)
                var matcher = Matcher(grammar: grammar, atoms: atoms, states: states, moves: moves) { surroundings.allow($0, $1) }
                let found = matches(&matcher, atoms, text, sentence: number, surroundings)
                guard !found.isEmpty else { return }
                let base = drafts.count
                drafts += Ranges(grammar: grammar, atoms: atoms).complete(found).map { item in
                    var draft = item.draft
                    draft.endsAt = draft.endsAt.map { $0 + base }
                    return draft
                }
            }
        }
    }

    /// The matches of one sentence from left to right, none overlapping.
    private func matches(
        _ matcher: inout Matcher, _ atoms: UnsafeBufferPointer<Atom>, _ text: UnsafeBufferPointer<UInt8>, sentence: Int,
        _ surroundings: Surroundings
    ) -> [Ranges.Found] {
        let interpreter = Interpreter(holidays: grammar.holidays)
        var found: [Ranges.Found] = []
        var i = 0
        while i < atoms.count {
            guard let match = matcher.match(at: i) else { i += 1; continue }
            let range = Int(atoms[i].start)..<Int(atoms[match.end - 1].end)
            if var draft = interpreter.draft(match.frame, range: range, sentence: sentence) {
                draft.opens = i < 3
                if draft.bare { draft.tense = surroundings.tense(i..<match.end, text) }
                found.append(Ranges.Found(draft: draft, atoms: i..<match.end))
            }
            i = match.end
        }
        return found
    }
}

/// What stands around a match: the words, and the tokens' tags and names where there are any.
struct Surroundings {
    let grammar: Grammar
    let atoms: UnsafeBufferPointer<Atom>
    let sentence: Sentence

    func allow(_ rule: Int, _ range: Range<Int>) -> Bool {
        grammar.rules[rule].guards.allSatisfy { rule in
            switch rule {
            case .after(let ids, let start): side(range.lowerBound - 1, ids, start)
            case .notAfter(let ids, let start): !side(range.lowerBound - 1, ids, start)
            case .before(let ids, let end): side(range.upperBound, ids, end)
            case .notBefore(let ids, let end): !side(range.upperBound, ids, end)
            case .capital: atoms[range.lowerBound].capital
            case .noun: isNoun(range.lowerBound)
            case .notCited: !isCited(range.lowerBound)
            case .proper: range.allSatisfy { atoms[$0].capital || !atoms[$0].classes.contains(grammar.joiners.proper) }
            case .spans: spans(range.upperBound)
            }
        }
    }

    private func side(_ i: Int, _ ids: [UInt8], _ edge: Bool) -> Bool {
        guard i >= 0, i < atoms.count else { return edge }
        return ids.contains { atoms[i].classes.contains($0) }
    }

    /// The token that an atom lies in.
    private func token(_ i: Int) -> Int? {
        let offset = Int(atoms[i].start)
        var low = 0
        var high = sentence.tokens.count
        while low < high {
            let middle = (low + high) / 2
            if sentence.tokens[middle].range.upperBound <= offset { low = middle + 1 } else { high = middle }
        }
        return low < sentence.tokens.count && sentence.tokens[low].range.contains(offset) ? low : nil
    }

    func tag(_ i: Int) -> String { token(i).map { sentence.tokens[$0].xpos } ?? "" }

    /// A glued hyphen and a glued year of four digits with nothing glued behind.
    private func spans(_ i: Int) -> Bool {
        guard i + 1 < atoms.count, atoms[i].word == grammar.numerals.hyphen, atoms[i].glued, atoms[i + 1].glued,
            atoms[i + 1].classes.contains(Lexicon.Digits.year.rawValue)
                || atoms[i + 1].classes.contains(Lexicon.Digits.yy.rawValue)
        else { return false }
        return i + 2 >= atoms.count || !atoms[i + 2].glued
            || (atoms[i + 2].kind == .mark && atoms[i + 2].word != grammar.numerals.hyphen)
    }

    /// "Law 26.479 of 2009", "Decree No. 1025-2010", "Case 11/1998": behind "of" or a mark, with a law and no date's preposition before it.
    private func isCited(_ i: Int) -> Bool {
        guard i > 0, atoms[i - 1].kind == .mark || atoms[i - 1].classes.contains(grammar.joiners.of) else { return false }
        for j in stride(from: i - 1, through: max(0, i - 9), by: -1) {
            if atoms[j].classes.contains(grammar.joiners.law) { return true }
            if atoms[j].kind == .word, atoms[j].word == 0, !atoms[j].capital { return false }
        }
        return false
    }

    /// The tense that the clause gives to an expression.
    func tense(_ range: Range<Int>, _ text: UnsafeBufferPointer<UInt8>) -> Tense? {
        let i = range.lowerBound
        // "until Tuesday", "as soon as Tuesday" look forward, but not at the beginning of a sentence ("Until Tuesday he had said nothing").
        if i > 1, atoms[i - 1].classes.contains(grammar.cues.ahead) { return .future }
        // "Tuesday's ruling": the verb of the clause does not speak of the ruling.
        if range.upperBound + 1 < atoms.count, atoms[range.upperBound].glued,
            atoms[range.upperBound + 1].classes.contains(grammar.cues.genitive)
        {
            return nil
        }
        // "effective Feb. 1", "due Friday".
        if i > 0, atoms[i - 1].classes.contains(grammar.cues.future) { return .future }
        let parsed = token(i).flatMap { TreeTense(grammar: grammar, tokens: sentence.tokens).tense(of: $0) }
        return parsed ?? grammar.cues.tense(atoms, text, around: range, tag: tag)
    }

    /// Neither a verb nor part of a person's name.
    private func isNoun(_ i: Int) -> Bool {
        guard let token = token(i) else { return true }
        let tag = sentence.tokens[token].xpos
        if tag == "MD" || tag.hasPrefix("VB") { return false }
        return !sentence.names.contains { $0.type == .person && $0.tokens.contains(token) }
    }
}
