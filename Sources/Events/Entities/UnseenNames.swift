import Language

/// Names that the tagger did not see: behind titles, beside verbs of saying, in the middle of sentences.
extension Scene {
    /// A proper noun that may be a first name: no title, day, place or demonym, no word of an office or a body.
    func isFirstName(_ clauses: Clauses, _ index: Int) -> Bool {
        let form = clauses.forms[index]
        return (clauses.tokens[index].upos == .propn || isApposed(clauses, index)) && isCapital(clauses, index)
            && form.utf8.count > 2
            && !Scene.isDayWord(form) && lexicon.places.country(form) == nil && !lexicon.has(.geographic, form)
            && ![.title, .official, .body, .court, .judge, .prison, .hospital].contains(where: { clauses.isClass(index, $0) })
            && clauses.tokens[index].form != clauses.tokens[index].form.uppercased()
    }

    /// "R. Sivan", and two proper nouns that say something or are told of behind a comma: "said Alma Prendt, who teaches law".
    private func looseName(_ index: Int, _ clauses: Clauses, covered: [Bool]) -> NameForm? {
        let count = clauses.tokens.count
        func isPart(_ token: Int) -> Bool {
            token < count && !covered[token] && clauses.tokens[token].upos == .propn && isCapital(clauses, token)
                && !Scene.isDayWord(clauses.forms[token]) && !clauses.isTime[token]
        }
        var next = index + 1
        let written = clauses.tokens[index].form
        let isInitial = written.utf8.count == 1 || (written.utf8.count == 2 && written.hasSuffix("."))
        if isInitial, next < count, clauses.forms[next] == "." { next += 1 }
        guard isPart(next), isPart(index) || isInitial, !clauses.isClass(index, .title), !clauses.isClass(next, .title),
            !clauses.isClass(index, .body), !clauses.isClass(next, .body)
        else {
            return nil
        }
        while isPart(next), next - index < 4 { next += 1 }
        if isInitial { return form(clauses, index..<next, type: .person, titles: []) }
        let before = index > 0 ? clauses.forms[index - 1] : ""
        let after = next < count ? clauses.forms[next] : ""
        let speaks = ["said", "says", "told", "added", "wrote"]
        let isApposed =
            after == "," && next + 1 < count && ["who", "a", "an", "the", "his", "her", "one"].contains(clauses.forms[next + 1])
        let isOfOffice = index > 1 && before == "," && [.official, .spokes, .kin].contains { clauses.isClass(index - 2, $0) }
        let speaksBehind = after == "," && next + 1 < count && speaks.contains(clauses.forms[next + 1])
        // Two proper nouns in the middle of a sentence that nothing makes a place or a body.
        let isPlain = !isInitial && isPlainName(index..<next, before, clauses)
        guard
            isPlain || isOfOffice || speaksBehind || speaks.contains(before) || speaks.contains(after)
                || isApposed && before != "in" && before != "at" && before != "from"
        else { return nil }
        return form(clauses, index..<next, type: .person, titles: [])
    }

    private static let placing: Set<String> = [
        "in", "at", "near", "from", "to", "outside", "into", "across", "the", "on", "around",
    ]

    /// Whether words stand in the middle of a sentence and nothing makes them a place or a body.
    private func isPlainName(_ tokens: Range<Int>, _ before: String, _ clauses: Clauses) -> Bool {
        guard let first = before.utf8.first, first >= 0x61, first <= 0x7A, !Scene.placing.contains(before) else { return false }
        for token in tokens {
            if clauses.isWritten(token, .geographic) { return false }
            if clauses.isClass(token, .body) || clauses.isClass(token, .court) { return false }
        }
        return true
    }

    /// Capitalised proper nouns after a person's title that the tagger did not see: "Mr Velk", "Judge Rohan Ask".
    func unseen(_ clauses: Clauses, covered: [Bool]) -> [NameForm] {
        var found: [NameForm] = []
        var index = 1
        // "Ines Vale looked at the ceiling.": two names that open a sentence and do what people do.
        if clauses.tokens.count > 3, !covered[0], !covered[1], isFirstName(clauses, 0), isFirstName(clauses, 1),
            clauses.tokens[2].upos == .verb || clauses.tokens[2].upos == .aux || clauses.forms[2] == ",",
            clauses.block == .paragraph
        {
            found.append(form(clauses, 0..<2, type: .person, titles: []))
            index = 2
        }
        while index < clauses.tokens.count {
            defer { index += 1 }
            guard !covered[index], clauses.tokens[index].upos == .propn, isCapital(clauses, index) else { continue }
            if let name = looseName(index, clauses, covered: covered) {
                found.append(name)
                index = name.tokens.upperBound - 1
                continue
            }
            var before = index - 1
            if clauses.forms[before] == ".", before > 0 { before -= 1 }
            // "his cousin Tomas", "her son Ilya,": kin are told by their first names.
            if clauses.isClass(before, .kin), !isCapital(clauses, before), clauses.forms[index - 1] != ".",
                isFirstName(clauses, index), clauses.tokens[before].xpos == "NN"
            {
                found.append(form(clauses, index..<(index + 1), type: .person, titles: []))
                continue
            }
            guard clauses.isClass(before, .title), isCapital(clauses, before), !covered[before], !clauses.isClass(index, .title)
            else {
                continue
            }
            var high = index + 1
            while high < clauses.tokens.count, !covered[high], clauses.tokens[high].upos == .propn, isCapital(clauses, high) {
                high += 1
            }
            found.append(form(clauses, index..<high, type: .person, titles: [clauses.forms[before]]))
            index = high
        }
        return found
    }
}
