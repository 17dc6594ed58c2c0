import Language

/// Where a name begins and ends: parts that the tagger tells apart, offices that are no names, possessives inside.
extension Scene {
    /// Names of a sentence in order, each as a whole: over hyphens ("Anne-Lise Vost", "Lord Hale-Orn") and over small words inside
    /// ("Joao Vale dos Prados", "Porto do Vale").
    func whole(_ spans: [NameForm], in clauses: Clauses) -> [NameForm] {
        var result: [NameForm] = []
        for span in spans.sorted(by: { $0.tokens.lowerBound < $1.tokens.lowerBound }) {
            if let last = result.last, last.tokens.upperBound > span.tokens.lowerBound { continue }
            guard span.type == .person || span.type == .place else {
                result.append(span)
                continue
            }
            let high = end(span, in: clauses)
            // The part before a hyphen may be a name of its own so far, or none.
            var low = start(span, in: clauses)
            var titles = span.titles
            var type = span.type
            while let last = result.last, last.tokens.upperBound > low {
                low = min(low, last.tokens.lowerBound)
                titles = last.titles + titles
                if last.type == .person { type = .person }
                result.removeLast()
            }
            result.append(
                low == span.tokens.lowerBound && high == span.tokens.upperBound
                    ? span : form(clauses, low..<high, type: type, titles: titles))
        }
        return result
    }

    private func end(_ span: NameForm, in clauses: Clauses) -> Int {
        var high = span.tokens.upperBound
        while high + 1 < clauses.tokens.count, high - span.tokens.lowerBound < 8 {
            if span.type == .person, isHyphen(clauses, high), isPart(clauses, high + 1) {
                high += 2
            } else if clauses.isWritten(high, .particle), !isCapital(clauses, high) {
                let next = clauses.isWritten(high + 1, .particle) && high + 2 < clauses.tokens.count ? high + 2 : high + 1
                guard isPart(clauses, next) else { break }
                high = next + 1
            } else {
                break
            }
        }
        // What the tagger cut off behind a particle goes on: "Vale dos Santos Neto".
        if high > span.tokens.upperBound {
            while high < clauses.tokens.count, isPart(clauses, high), clauses.tokens[high].upos == .propn { high += 1 }
        }
        return high
    }

    private func start(_ span: NameForm, in clauses: Clauses) -> Int {
        var low = span.tokens.lowerBound
        guard span.type == .person else { return low }
        while low > 1, isHyphen(clauses, low - 1), isPart(clauses, low - 2) { low -= 2 }
        return low
    }

    /// A hyphen without spaces about it.
    private func isHyphen(_ clauses: Clauses, _ index: Int) -> Bool {
        guard index > 0, index + 1 < clauses.tokens.count, clauses.forms[index] == "-" else { return false }
        let hyphen = clauses.tokens[index].range
        return clauses.tokens[index - 1].range.upperBound == hyphen.lowerBound
            && clauses.tokens[index + 1].range.lowerBound == hyphen.upperBound
    }

    private func isPart(_ clauses: Clauses, _ index: Int) -> Bool {
        let upos = clauses.tokens[index].upos
        return isCapital(clauses, index) && (upos == .propn || upos == .noun || upos == .adj) && !clauses.isTime[index]
            && !clauses.isClass(index, .title) && !Scene.isDayWord(clauses.forms[index])
    }

    /// "the trade minister, Grant Vale, said": a capital behind an office and its comma opens a name, whatever its word is else.
    func isApposed(_ clauses: Clauses, _ index: Int) -> Bool {
        guard index > 1, clauses.forms[index - 1] == ",", isCapital(clauses, index), clauses.tokens[index].upos != .pron,
            clauses.tokens[index].upos != .det, clauses.tokens[index].upos != .adp, !clauses.isTime[index]
        else { return false }
        return [.official, .spokes, .kin].contains { clauses.isClass(index - 2, $0) } && !isCapital(clauses, index - 2)
    }

    /// "Peoples' Rights", "Women's and Children's Affairs" inside a body's name: the possessive of a plural that its owner's word goes on from.
    func isOwnedInside(_ clauses: Clauses, _ index: Int, head: Int) -> Bool {
        guard index > head + 1, index + 1 < clauses.tokens.count, isPluralOwner(clauses, index) else { return false }
        let next = clauses.forms[index + 1] == "and" && index + 2 < clauses.tokens.count ? index + 2 : index + 1
        return isCapital(clauses, next) && !clauses.isClass(next, .title)
    }

    /// Whether a token is the possessive mark of a capitalised plural: "Workers'", "People's".
    func isPluralOwner(_ clauses: Clauses, _ index: Int) -> Bool {
        guard index > 0, clauses.tokens[index].xpos == "POS" || ["'", "’"].contains(clauses.forms[index]),
            isCapital(clauses, index - 1)
        else { return false }
        let owner = clauses.forms[index - 1]
        return clauses.forms[index].unicodeScalars.count == 1 && owner.hasSuffix("s")
            || ["women", "men", "children", "people"].contains(owner)
    }

    /// "Home Secretary", "Minister of Defence", "Local MP": an office written with capitals names nobody. A surname may be an office's word.
    func namesOffice(_ tokens: Range<Int>, titles: [String], _ clauses: Clauses) -> Bool {
        if !titles.isEmpty, ["of", "for"].contains(clauses.forms[tokens.lowerBound]) { return true }
        let last = tokens.upperBound - 1
        let first = clauses.forms[tokens.lowerBound]
        guard clauses.isClass(last, .official), !Scene.surnames.contains(clauses.forms[last]),
            lexicon.genders[first] == nil,
            !titles.contains(where: { lexicon.has(.mistitle, $0) || lexicon.has(.mstitle, $0) })
        else { return false }
        return clauses.forms[last] != "ombudsman"
    }

    /// Words of offices that are surnames as well.
    private static let surnames: Set<String> = [
        "major", "king", "bishop", "pope", "judge", "prince", "marshal", "chancellor", "speaker", "priest", "mayor", "head",
        "chief",
        "queen", "captain", "cardinal", "governor", "deputy", "chair", "justice", "abbot", "general",
    ]
}
