import Language

/// Names of all sentences, cleaned of articles and titles.
extension Scene {
    /// Names of all sentences, bodies found by their head words, cleaned of articles and titles.
    func nameForms() -> [NameForm] {
        var forms: [NameForm] = []
        for clauses in sentences where clauses.block != .heading && clauses.block != .subheading {
            forms += names(of: clauses)
        }
        forms += again(forms)
        return forms.sorted { ($0.sentence, $0.tokens.lowerBound) < ($1.sentence, $1.tokens.lowerBound) }
    }

    /// Surnames, places and acronyms of the document where they stand again unseen by the tagger.
    private func again(_ forms: [NameForm]) -> [NameForm] {
        var known: [String: NameType] = [:]
        var covered: [Int: Set<Int>] = [:]
        for form in forms {
            if form.type == .person || form.key.count == 1, let word = form.key.last, known[word] == nil || form.type == .person {
                known[word] = form.type
            }
            covered[form.sentence, default: []].formUnion(form.tokens)
        }
        var found: [NameForm] = []
        for clauses in sentences where clauses.block != .heading && clauses.block != .subheading {
            let mine = covered[clauses.number] ?? []
            for token in clauses.tokens.indices where isCapital(clauses, token) && !mine.contains(token) {
                let written = clauses.tokens[token].form
                guard let type = known[Fold.word(written)],
                    clauses.tokens[token].upos == .propn || (written.utf8.count > 2 && written == written.uppercased())
                        || type == .person && token > 0 && [.adj, .noun, .verb].contains(clauses.tokens[token].upos)
                else { continue }
                var titles: [String] = []
                var before = token - 1
                while before >= 0, titles.count < 4,
                    clauses.forms[before] == "." || (clauses.isClass(before, .title) && isCapital(clauses, before))
                {
                    if clauses.forms[before] != "." { titles.append(clauses.forms[before]) }
                    before -= 1
                }
                // "Rod Vale" where only "Vale" is known from elsewhere: the word before is his first name.
                var low = token
                if type == .person, titles.isEmpty, token > 0, !mine.contains(token - 1), isFirstName(clauses, token - 1) {
                    low -= 1
                }
                found.append(form(clauses, low..<(token + 1), type: type, titles: titles))
            }
        }
        return found
    }

    private func names(of clauses: Clauses) -> [NameForm] {
        var spans = bodies(of: clauses)
        for name in clauses.names where !spans.contains(where: { $0.tokens.overlaps(name.tokens) }) {
            spans += cleaned(name, in: clauses)
        }
        var covered = [Bool](repeating: false, count: clauses.tokens.count)
        for span in spans { for token in span.tokens { covered[token] = true } }
        spans += unseen(clauses, covered: covered)
        return whole(spans, in: clauses)
    }

    /// Whether a token is written as part of a name.
    func isCapital(_ clauses: Clauses, _ index: Int) -> Bool {
        guard let first = clauses.tokens[index].form.unicodeScalars.first else { return false }
        if first.properties.isUppercase { return true }
        return first.properties.numericType != nil && clauses.forms[index].hasSuffix("th")
    }

    static func isDayWord(_ form: String) -> Bool {
        [
            "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april",
            "may",
            "june", "july", "august", "september", "october", "november", "december", "christmas", "easter",
        ].contains(form)
    }

    func form(_ clauses: Clauses, _ tokens: Range<Int>, type: NameType, titles: [String]) -> NameForm {
        let range = clauses.tokens[tokens.lowerBound].range.lowerBound..<clauses.tokens[tokens.upperBound - 1].range.upperBound
        return NameForm(
            sentence: clauses.number, tokens: tokens, type: type, titles: titles,
            key: tokens.compactMap {
                clauses.isPunctuation($0) || clauses.tokens[$0].xpos == "POS" ? nil : Fold.word(clauses.tokens[$0].form)
            }, text: words(range))
    }

    /// A name of the tagger without article, titles and possessive; "Ana Solar of Calvera" is two.
    private func cleaned(_ name: NameSpan, in clauses: Clauses) -> [NameForm] {
        var low = name.tokens.lowerBound
        var high = name.tokens.upperBound
        // A name does not run over a line's end.
        if let line = (low..<high).dropFirst().first(where: {
            text[clauses.tokens[$0 - 1].range.upperBound..<clauses.tokens[$0].range.lowerBound].contains(0x0A)
        }) {
            high = line
        }
        var titles: [String] = []
        func trimEnd() {
            while high > low,
                clauses.tokens[high - 1].xpos == "POS" || clauses.isPunctuation(high - 1) && clauses.forms[high - 1] != "."
                    || clauses.forms[high - 1] == "'s" || clauses.forms[high - 1] == "’s"
            { high -= 1 }
        }
        trimEnd()
        // "Ana Vost QC": letters of rank are no part of the name.
        while high > low + 1, clauses.isWritten(high - 1, .postnominal) { high -= 1; trimEnd() }
        // "Illinois Gov." before a name is an office, no name; nor is the feast of "Christmas Eve".
        while high > low + 1, clauses.isClass(high - 1, .title), high < clauses.tokens.count, isCapital(clauses, high) {
            high -= 1
        }
        while low < high, clauses.isTime[low] { low += 1 }
        while low < high, clauses.isTime[high - 1] { high -= 1 }
        while low < high {
            let form = clauses.forms[low]
            if clauses.tokens[low].upos == .det || form == "the" || clauses.isPunctuation(low) { low += 1; continue }
            // "Last Thursday Mr Vost …": the day is no part of the name.
            if high - low > 1, Scene.isDayWord(form), form.hasSuffix("day") || clauses.isClass(low + 1, .title) {
                low += 1
                continue
            }
            if high - low > 1, name.type == .person || name.type == .miscellaneous || name.type == .office,
                clauses.isClass(low, .title) || clauses.isClass(low, .official) || form == "former"
            {
                titles.append(form)
                low += 1
                if low < high, clauses.forms[low] == "." { low += 1 }
                continue
            }
            break
        }
        // "Foreign Secretary Ines Vale": the office and what stands before it are no part of the name.
        if low < high, name.type == .person, lexicon.genders[clauses.forms[low]] == nil,
            let office = (low..<max(low, high - 1)).last(where: { clauses.isClass($0, .title) && clauses.isClass($0, .official) }
            ),
            office > low
        {
            titles.append(clauses.forms[office])
            low = office + 1
        }
        guard low < high, !namesOffice(low..<high, titles: titles, clauses) else { return [] }
        let isApposedName = high - low == 1 && low > 0 && isApposed(clauses, low - 1)
        if name.type == .person || isApposedName {
            // Parts of the name that the tagger left outside.
            while low > 0, clauses.tokens[low - 1].upos == .propn || isApposed(clauses, low - 1), isCapital(clauses, low - 1),
                !clauses.isClass(low - 1, .title),
                !clauses.isClass(low - 1, .official),
                !Scene.isDayWord(clauses.forms[low - 1]), clauses.forms[low - 1].count > 1, high - low < 3,
                !clauses.names.contains(where: { $0.tokens.contains(low - 1) })
            { low -= 1 }
            while high < clauses.tokens.count, clauses.tokens[high].upos == .propn, isCapital(clauses, high),
                !Scene.isDayWord(clauses.forms[high]), high - low < 4,
                clauses.relation(high).hasPrefix("flat"), !clauses.names.contains(where: { $0.tokens.contains(high) })
            { high += 1 }
        }
        // Titles that the tagger left outside.
        var before = low - 1
        while before >= 0, clauses.forms[before] == "." { before -= 1 }
        while before >= 0, clauses.isClass(before, .title), isCapital(clauses, before), titles.count < 4 {
            titles.append(clauses.forms[before])
            before -= 1
        }
        // "Ms Rhona Best, …": a capital behind a first name with such a title is her surname, whatever its word is else.
        if high - low == 1, name.type == .person, high < clauses.tokens.count, isCapital(clauses, high),
            titles.contains(where: { lexicon.has(.mistitle, $0) || lexicon.has(.mstitle, $0) }),
            lexicon.genders[clauses.forms[low]] != nil,
            [.adj, .noun, .adv, .verb].contains(clauses.tokens[high].upos), !Scene.isDayWord(clauses.forms[high]),
            !clauses.isTime[high]
        {
            high += 1
        }
        if !(low..<high).contains(where: { isCapital(clauses, $0) }) { return [] }
        if high - low == 1, clauses.isClass(low, .title) { return [] }
        // What is left of "Illinois Gov. Rod Vale" once the office is off is a place.
        let isOffice = high < clauses.tokens.count && clauses.isClass(high, .title) && isCapital(clauses, high)
        if isOffice, high - low == 1, clauses.isWritten(low, .geographic) { return [] }
        if high - low == 1,
            Scene.isDayWord(clauses.forms[low]) || clauses.isClass(low, .court)
                || ["state", "government", "house", "party", "commission"].contains(clauses.forms[low])
        {
            return []
        }
        var type = name.type
        let forms = (low..<high).map { clauses.forms[$0] }
        if lexicon.places.isCountry(forms.joined(separator: " ")) { type = .place }
        if high - low == 1,
            clauses.tokens[low].upos == .adj
                || (clauses.tokens[low].upos == .propn && lexicon.places.country(forms[0]) != nil
                    && !lexicon.places.isCountry(forms[0]) && clauses.relation(low) == "amod")
        {
            return []
        }
        if type == .miscellaneous || type == .place || type == .organisation, !titles.isEmpty || isApposedName && high - low > 1 {
            type = .person
        }
        if isOffice, type == .person { type = .place }
        return [form(clauses, low..<high, type: type, titles: titles)]
    }
}
