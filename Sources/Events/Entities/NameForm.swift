import Language

/// A name as found, made comparable.
struct NameForm: Hashable {
    var sentence: Int
    /// Tokens of the name itself, without titles.
    var tokens: Range<Int>
    var type: NameType
    /// Lower-case titles before it ("mr", "judge").
    var titles: [String]
    /// Folded words.
    var key: [String]
    /// As it stands.
    var text: String
}

/// Folding of words for comparing names: lower case, no accents, no possessive.
enum Fold {
    static func word(_ text: some StringProtocol) -> String {
        var isPlain = true
        for byte in text.utf8 where byte >= 0x80 { isPlain = false; break }
        if isPlain {
            var word = text.lowercased()
            if word.hasSuffix("'s") { word.removeLast(2) }
            return word
        }
        var result = ""
        for scalar in text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars
        where !scalar.properties.isDiacritic {
            switch scalar {
            case "’", "‘": result.unicodeScalars.append("'")
            case "ł": result += "l"
            case "ø": result += "o"
            case "ß": result += "ss"
            case "æ": result += "ae"
            case "đ": result += "d"
            case "ı": result += "i"
            default: result.unicodeScalars.append(scalar)
            }
        }
        if result.hasSuffix("'s") { result.removeLast(2) }
        return result
    }

    /// Whether two words differ by one letter (put in, left out, changed, or two swapped); words under five letters never do.
    static func nearly(_ a: String, _ b: String) -> Bool {
        let x = Array(a.unicodeScalars)
        let y = Array(b.unicodeScalars)
        guard min(x.count, y.count) >= 5, abs(x.count - y.count) <= 1, x.first == y.first else { return a == b }
        var start = 0
        while start < min(x.count, y.count), x[start] == y[start] { start += 1 }
        var end = 0
        while end < min(x.count, y.count) - start, x[x.count - 1 - end] == y[y.count - 1 - end] { end += 1 }
        let left = max(x.count, y.count) - start - end
        if left <= 1 { return true }
        return left == 2 && x.count == y.count && x[start] == y[start + 1] && x[start + 1] == y[start]
    }
}

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
                guard clauses.tokens[token].upos == .propn || (written.utf8.count > 2 && written == written.uppercased()),
                    let type = known[Fold.word(written)]
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

    /// A proper noun that may be a first name: no title, day, place or demonym, no word of an office or a body.
    private func isFirstName(_ clauses: Clauses, _ index: Int) -> Bool {
        let form = clauses.forms[index]
        return clauses.tokens[index].upos == .propn && isCapital(clauses, index) && form.utf8.count > 2
            && !Scene.isDayWord(form) && lexicon.places.country(form) == nil && !lexicon.has(.geographic, form)
            && ![.title, .official, .body, .court, .judge, .prison, .hospital].contains(where: { clauses.isClass(index, $0) })
            && clauses.tokens[index].form != clauses.tokens[index].form.uppercased()
    }

    private func names(of clauses: Clauses) -> [NameForm] {
        var spans = bodies(of: clauses)
        for name in clauses.names where !spans.contains(where: { $0.tokens.overlaps(name.tokens) }) {
            spans += cleaned(name, in: clauses)
        }
        var covered = [Bool](repeating: false, count: clauses.tokens.count)
        for span in spans { for token in span.tokens { covered[token] = true } }
        spans += unseen(clauses, covered: covered)
        spans.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
        return spans
    }

    static let linking: Set<String> = ["of", "for", "on", "and", "the", "de", "del", "la", "y", "against", "in"]

    /// Whether a token is written as part of a name.
    func isCapital(_ clauses: Clauses, _ index: Int) -> Bool {
        guard let first = clauses.tokens[index].form.unicodeScalars.first else { return false }
        if first.properties.isUppercase { return true }
        return first.properties.numericType != nil && clauses.forms[index].hasSuffix("th")
    }

    /// Bodies by their head word: "Inter-American Court of Human Rights", "constitutional court", "court of cassation".
    private func bodies(of clauses: Clauses) -> [NameForm] {
        var found: [NameForm] = []
        let tokens = clauses.tokens
        var next = 0
        while next < tokens.count {
            defer { next += 1 }
            let isCourt = clauses.forms[next] == "court" || clauses.forms[next] == "tribunal" || clauses.forms[next] == "circuit"
            guard isCourt || clauses.isClass(next, .body) || clauses.isClass(next, .court), !clauses.quoted[next] else {
                continue
            }
            // "District Judge Ines Vale", "State Secretary Pavel Orn": part of a title, no body.
            if !isCourt, next + 1 < tokens.count, isCapital(clauses, next + 1),
                clauses.isClass(next + 1, .title) || clauses.isClass(next + 1, .judge) || clauses.isClass(next + 1, .official)
            {
                continue
            }
            if isCapital(clauses, next), tokens[next].upos == .propn || tokens[next].upos == .noun || tokens[next].upos == .adj {
                var low = next
                while low > 0, isCapital(clauses, low - 1) || (tokens[low - 1].form == "-" && low > 1),
                    tokens[low - 1].upos != .punct || tokens[low - 1].form == "-",
                    !clauses.isClass(low - 1, .title) || clauses.forms[low - 1] == "general", tokens[low - 1].upos != .pron,
                    tokens[low - 1].upos != .adp,
                    tokens[low - 1].upos != .verb || low > 1
                {
                    if tokens[low - 1].upos == .det || tokens[low - 1].xpos == "POS" || tokens[low - 1].upos == .adv
                        || tokens[low - 1].upos == .sconj
                    {
                        break
                    }
                    low -= 1
                }
                var high = next
                var look = next + 1
                while look < tokens.count {
                    if isCapital(clauses, look), tokens[look].upos != .punct, tokens[look].upos != .pron,
                        tokens[look].upos != .det,
                        !(clauses.isClass(look, .title) && look + 1 < tokens.count && isCapital(clauses, look + 1))
                    {
                        high = look; look += 1; continue
                    }
                    guard Scene.linking.contains(clauses.forms[look]), clauses.forms[look] != "in", look + 1 < tokens.count else {
                        break
                    }
                    if clauses.forms[look] == "and", high == next { break }
                    var after = look + 1
                    if clauses.forms[after] == "the", after + 1 < tokens.count { after += 1 }
                    guard isCapital(clauses, after), tokens[after].upos != .punct, clauses.forms[look] != "the" else { break }
                    if clauses.forms[look] == "and", !clauses.isClass(after, .body) == false { break }
                    if clauses.forms[look] == "on" || clauses.forms[look] == "for", Scene.isDayWord(clauses.forms[after]) {
                        break
                    }
                    high = after
                    look = after + 1
                }
                while low < next, Scene.isDayWord(clauses.forms[low]) || clauses.forms[low] == "the" { low += 1 }
                let single = low == high
                if single, !isCourt || next == 0 { continue }
                if single, isCourt { continue }
                found.append(
                    form(
                        clauses, low..<(high + 1),
                        type: isCourt || clauses.isClass(next, .court) ? .court : type(of: clauses, next), titles: []))
                next = max(next, high)
            } else if isCourt {
                var low = next
                while low > 0,
                    clauses.isWritten(low - 1, .courtkind)
                        || (low < next && isCapital(clauses, low - 1) && tokens[low - 1].upos == .propn)
                {
                    low -= 1
                }
                var high = next
                if next + 2 < tokens.count, clauses.forms[next + 1] == "of", clauses.isWritten(next + 2, .courtmatter) {
                    high = next + 2
                }
                guard low < next || high > next else { continue }
                // "The regional court" is the one whose name the paper gives.
                if high == next, low == next - 1, clauses.forms[low] == "regional" { continue }
                // "a trial court", "lower courts" describe; "the constitutional court" names.
                if high == next, clauses.isWritten(low, .commoncourt), low > 0,
                    clauses.forms[low - 1] == "a" || clauses.forms[low - 1] == "an"
                {
                    continue
                }
                found.append(form(clauses, low..<(high + 1), type: .court, titles: []))
                next = high
            }
        }
        return found
    }

    static func isDayWord(_ form: String) -> Bool {
        [
            "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april",
            "may",
            "june", "july", "august", "september", "october", "november", "december", "christmas", "easter",
        ].contains(form)
    }

    private func type(of clauses: Clauses, _ head: Int) -> NameType {
        clauses.isWritten(head, .partyhead)
            ? .party : .organisation
    }

    func form(_ clauses: Clauses, _ tokens: Range<Int>, type: NameType, titles: [String]) -> NameForm {
        let range = clauses.tokens[tokens.lowerBound].range.lowerBound..<clauses.tokens[tokens.upperBound - 1].range.upperBound
        return NameForm(
            sentence: clauses.number, tokens: tokens, type: type, titles: titles,
            key: tokens.compactMap { clauses.isPunctuation($0) ? nil : Fold.word(clauses.tokens[$0].form) }, text: words(range))
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
        guard low < high else { return [] }
        if name.type == .person {
            // Parts of the name that the tagger left outside.
            while low > 0, clauses.tokens[low - 1].upos == .propn, isCapital(clauses, low - 1), !clauses.isClass(low - 1, .title),
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
        if !(low..<high).contains(where: { isCapital(clauses, $0) }) { return [] }
        if high - low == 1, clauses.isClass(low, .title) { return [] }
        // What is left of "Illinois Gov. Rod Vale" once the office is off is a place.
        let isOffice = high < clauses.tokens.count && clauses.isClass(high, .title) && isCapital(clauses, high)
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
        if type == .miscellaneous || type == .place || type == .organisation, !titles.isEmpty { type = .person }
        if isOffice, type == .person { type = .place }
        return [form(clauses, low..<high, type: type, titles: titles)]
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
    private func unseen(_ clauses: Clauses, covered: [Bool]) -> [NameForm] {
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
