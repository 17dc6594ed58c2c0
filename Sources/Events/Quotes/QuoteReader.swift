import CaseModel
import Language

/// Tells quotations apart and finds who speaks: by the verb of saying after, before, or around them, else by the quotation that
/// they go on. Whom nothing names stays unknown.
struct QuoteReader {
    let scene: Scene
    let book: EntityBook
    let marked: [Marked]

    private struct Word {
        var sentence: Int
        var token: Int
    }
    private struct Found {
        var speaker: Int?
        var words: Range<Int>?
        var cue: Range<Int>
    }

    func read() -> [QuoteMention] {
        var quotes: [QuoteMention] = []
        var founds: [Found?] = []
        let words = wordsByBlock()
        for (number, one) in marked.enumerated() {
            let block = words[one.block] ?? []
            let before = number > 0 && marked[number - 1].block == one.block ? marked[number - 1].outer.upperBound : -1
            let after =
                number + 1 < marked.count && marked[number + 1].block == one.block ? marked[number + 1].outer.lowerBound : Int.max
            founds.append(cue(one, block, from: before, to: after))
        }
        for (number, one) in marked.enumerated() {
            let sentence = scene.sentences.lastIndex { $0.range.lowerBound <= one.inner.lowerBound } ?? 0
            let form = form(one)
            var found = founds[number]
            if found == nil, form == .direct { found = borrowed(number, founds, words) }
            if found == nil, form == nil || (form == .partial && scene.text[one.inner].filter { $0 == 0x20 }.count < 4) {
                continue
            }
            if let have = found, founds[number] == nil { founds[number] = have }
            quotes.append(
                QuoteMention(
                    form: form ?? .partial, range: trimmed(one.inner), sentence: sentence, speaker: found?.speaker,
                    speakerWords: found?.words,
                    cue: found?.cue))
        }
        return quotes
    }

    /// Words between the marks without the spaces at their ends.
    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high, scene.text[low] <= 0x20 { low += 1 }
        while high > low, scene.text[high - 1] <= 0x20 { high -= 1 }
        return low..<high
    }

    private func wordsByBlock() -> [Int: [Word]] {
        var words: [Int: [Word]] = [:]
        for clauses in scene.sentences {
            words[clauses.blockNumber, default: []] += clauses.tokens.indices.map { Word(sentence: clauses.number, token: $0) }
        }
        return words
    }

    /// Direct when it stands as a sentence of its own, partial when woven into another's; nil for a word or two in scare quotes.
    private func form(_ one: Marked) -> Quote.Form? {
        let text = scene.words(trimmed(one.inner))
        guard let first = text.unicodeScalars.first(where: { $0.properties.isAlphabetic || $0.properties.numericType != nil })
        else { return nil }
        let count = text.split(separator: " ").count
        let ends = text.last.map { ".,?!…—-".contains($0) } ?? false
        if first.properties.isUppercase || text.hasPrefix("...") || text.hasPrefix("…"), ends || count > 4 || !one.isClosed {
            return .direct
        }
        if ends, count > 6 { return .direct }
        if count >= 2 { return .partial }
        return ends ? .partial : nil
    }

    // MARK: The verb of saying

    private func cue(_ one: Marked, _ block: [Word], from: Int, to: Int) -> Found? {
        let after = block.filter { start($0) >= one.outer.upperBound && start($0) < to }
        let before = block.filter { start($0) < one.outer.lowerBound && start($0) >= from }
        if let found = signature(after) { return found }
        // "called it “…” and denied that …": what the conjunction goes on from said it.
        let goesOn = after.first.map { scene.sentences[$0.sentence].tokens[$0.token].upos == .cconj } ?? false
        if goesOn, let found = cueBefore(one, before) { return found }
        return cueAfter(one, after) ?? cueBefore(one, before)
    }

    private static let dashes: Set<String> = ["―", "—", "–", "--", "-"]

    /// "“…” ― Carla Vost": a name behind a dash, and nothing more.
    private func signature(_ words: [Word]) -> Found? {
        guard words.count > 2, QuoteReader.dashes.contains(form(words[0])) else { return nil }
        let name = words.dropFirst().prefix { word in
            let clauses = scene.sentences[word.sentence]
            return clauses.tokens[word.token].upos == .propn || scene.isCapital(clauses, word.token)
        }
        let next = words.dropFirst(1 + name.count).first
        guard (2...5).contains(name.count), next.map({ [".", ",", "(", "“", "\""].contains(form($0)) }) ?? true,
            let first = name.first,
            name.allSatisfy({ $0.sentence == first.sentence })
        else { return nil }
        let clauses = scene.sentences[first.sentence]
        return Found(
            speaker: book.entity(first.sentence, first.token), words: clauses.bytes(first.token...name.last!.token),
            cue: clauses.tokens[first.token].range)
    }

    private func start(_ word: Word) -> Int { scene.sentences[word.sentence].tokens[word.token].range.lowerBound }
    private func form(_ word: Word) -> String { scene.sentences[word.sentence].forms[word.token] }
    private func isVerbOfSaying(_ word: Word) -> Bool {
        let clauses = scene.sentences[word.sentence]
        // "as one lawyer put it", "was how she put it".
        if ["put", "puts"].contains(clauses.forms[word.token]), word.token + 1 < clauses.tokens.count,
            clauses.forms[word.token + 1] == "it"
        {
            return true
        }
        guard clauses.isClass(word.token, .say) else { return false }
        let upos = clauses.tokens[word.token].upos
        return upos == .verb || upos == .aux
            || ["said", "says", "told", "added", "wrote", "asked", "tweeted"].contains(clauses.forms[word.token])
    }

    /// ",” said the judge", ",” she told reporters": within the words that end the quotation's sentence.
    private func cueAfter(_ one: Marked, _ words: [Word]) -> Found? {
        let closing = lastVisible(one.inner)
        guard closing != 0x2E || words.first.map({ isContinuation($0) }) ?? false else { return nil }
        var reach = 0
        for (offset, word) in words.enumerated() {
            let form = form(word)
            if form == "." || form == ";" || form == "\n" { return nil }
            if form == "according", offset + 2 < words.count { return nominal(Array(words[(offset + 1)...]), cue: word, skip: 1) }
            if isVerbOfSaying(word) {
                // "…,” he said, adding “…”": "adding" brings in the next.
                if scene.sentences[word.sentence].tokens[word.token].xpos == "VBG" {
                    guard offset > 1, self.form(words[offset - 1]) == "as" else { return nil }
                    return nominal(Array(words[..<offset]), cue: word)
                }
                // "…,” said … ,” the judge said": the nominal stands before; "… ,” said the judge": after.
                let lead = words[..<offset].filter { !scene.sentences[$0.sentence].isPunctuation($0.token) }
                if lead.isEmpty || lead.allSatisfy({ scene.sentences[$0.sentence].tokens[$0.token].upos == .adv }) {
                    if let found = nominal(Array(words[(offset + 1)...]), cue: word) { return found }
                    return subject(of: word, within: words)
                }
                // "…,” Ines Valk, sister of one of those whom …, told us": with an apposition between, whoever stands first.
                if offset > 2, self.form(words[offset - 1]) == ",", let first = nominal(Array(lead), cue: word) { return first }
                return subject(of: word, within: words) ?? nominal(Array(lead), cue: word)
            }
            // An apposition between may be long: "…,” Ines Valk, sister of one of the men for whose deaths he was tried, told us".
            reach += 1
            if reach > (words.count > 3 && words.prefix(6).contains(where: { self.form($0) == "," }) ? 30 : 16) { return nil }
        }
        return nil
    }

    private func lastVisible(_ range: Range<Int>) -> UInt8 {
        var at = range.upperBound - 1
        while at > range.lowerBound, scene.text[at] <= 0x20 { at -= 1 }
        return scene.text[at]
    }

    /// Whether what follows a full stop inside the marks goes on the same sentence: it starts small.
    private func isContinuation(_ word: Word) -> Bool {
        let byte = scene.text[start(word)]
        return byte >= 0x61 && byte <= 0x7A
    }

    /// "the minister said: “…”", "the judge called it “…”": the last verb of saying before the marks in the same sentence.
    private func cueBefore(_ one: Marked, _ words: [Word]) -> Found? {
        guard let last = words.last else { return nil }
        // A new sentence begins inside the marks: the words before end with a full stop unless they lead in.
        let lead = form(last)
        if lead == "." || lead == "?" || lead == "!" { return nil }
        let sentenceStart =
            words.lastIndex { [".", "?", "!"].contains(form($0)) && scene.sentences[$0.sentence].tokens.count == $0.token + 1 }
            .map { $0 + 1 } ?? 0
        let mine = Array(words[sentenceStart...])
        for (offset, word) in mine.enumerated().reversed() {
            if form(word) == "according", offset + 2 < mine.count {
                return nominal(Array(mine[(offset + 1)...]), cue: word, skip: 1)
            }
            guard isVerbOfSaying(word) else { continue }
            if scene.sentences[word.sentence].tokens[word.token].xpos == "VBG", offset > 0,
                self.form(mine[offset - 1]) == "," || self.form(mine[offset - 1]) == "and"
            {
                // "…, adding that “…”": who spoke before in the same sentence.
                guard
                    let main = mine[..<offset].last(where: {
                        isVerbOfSaying($0) && scene.sentences[$0.sentence].tokens[$0.token].xpos != "VBG"
                    })
                else {
                    // "The court refused it, saying that “…”": whoever refused.
                    if let found = subject(of: word, within: mine) { return found }
                    continue
                }
                if let found = subject(of: main, within: mine) { return found }
                continue
            }
            if offset > 2, self.form(mine[offset - 1]) == ",", let found = nominalBefore(Array(mine[..<offset]), cue: word) {
                return found
            }
            if let found = subject(of: word, within: mine) { return found }
            if let found = nominalBefore(Array(mine[..<offset]), cue: word) { return found }
        }
        return nil
    }

    // MARK: Who speaks

    private func found(_ sentence: Int, _ token: Int, cue: Word) -> Found? {
        let clauses = scene.sentences[sentence]
        let phrase = clauses.phrase(token)
        var speaker = book.entity(sentence, token)
        if speaker == nil {
            speaker = phrase.compactMap { clauses.relation($0) == "flat" || $0 == token ? book.entity(sentence, $0) : nil }.first
        }
        // "the High Commissioner for Rights, Volk Tarn, said": the office speaks by its holder.
        if clauses.tokens[token].upos != .pron, speaker.map({ book.entries[$0].kind != .person }) ?? true,
            let holder = self.holder(after: phrase.upperBound, speaker, clauses)
        {
            return Found(
                speaker: book.entity(sentence, holder), words: clauses.bytes(holder...holder),
                cue: scene.sentences[cue.sentence].tokens[cue.token].range)
        }
        // "The museum's board urged calm. “…,” it said": the body that is the subject of the sentence before.
        if clauses.forms[token] == "it", speaker == nil, sentence > 0 {
            let before = scene.sentences[sentence - 1]
            let verb = before.tokens.indices.first {
                before.tokens[$0].xpos == "VBD" && (before.isClass($0, .say) || before.isClass($0, .ask))
            }
            let body = verb.flatMap { verb in
                before.tokens.indices[..<verb].last { before.isClass($0, .body) && before.relation($0) != "compound" }
            }
            if before.blockNumber == clauses.blockNumber, let subject = body {
                return Found(
                    speaker: book.entity(before.number, subject), words: before.bytes(before.phrase(subject)),
                    cue: scene.sentences[cue.sentence].tokens[cue.token].range)
            }
        }
        if clauses.tokens[token].upos == .pron, speaker == nil {
            return Found(speaker: nil, words: nil, cue: scene.sentences[cue.sentence].tokens[cue.token].range)
        }
        return Found(speaker: speaker, words: clauses.bytes(phrase), cue: scene.sentences[cue.sentence].tokens[cue.token].range)
    }

    /// The person named behind the comma that follows an office.
    private func holder(after end: Int, _ speaker: Int?, _ clauses: Clauses) -> Int? {
        var at = end + 1
        while at < clauses.tokens.count, at - end < 4, let speaker, book.entity(clauses.number, at) == speaker { at += 1 }
        guard at + 1 < clauses.tokens.count, clauses.forms[at] == ",",
            (max(0, end - 8)...end).contains(where: {
                clauses.isClass($0, .official) || clauses.isClass($0, .spokes) || clauses.isClass($0, .kin)
                    || clauses.isClass($0, .judge)
            }), let person = book.entity(clauses.number, at + 1), person != speaker, book.isPerson(person),
            book.entries[person].isNamed
        else { return nil }
        var last = at + 1
        while last + 1 < clauses.tokens.count, book.entity(clauses.number, last + 1) == person { last += 1 }
        return last + 1 < clauses.tokens.count && clauses.forms[last + 1] == "," ? at + 1 : nil
    }

    /// The subject that the tree gives a verb of saying, when it stands outside the marks.
    private func subject(of word: Word, within words: [Word]) -> Found? {
        let clauses = scene.sentences[word.sentence]
        // "Asked by the guide, Ines Valk, where he lived, he said": of two subjects the pronoun right before the verb.
        if word.token > 0, clauses.tokens[word.token - 1].xpos == "PRP", clauses.relation(word.token - 1) == "nsubj",
            clauses.tokens[word.token - 1].head == word.token, isSpeaker(clauses, word.token - 1)
        {
            return found(word.sentence, word.token - 1, cue: word)
        }
        let predicate = clauses.predicate(at: word.token)
        guard let subject = predicate.subject, subject < word.token || clauses.tokens[subject].head == word.token,
            !inMarks(clauses.tokens[subject].range.lowerBound), isSpeaker(clauses, subject)
        else { return nil }
        return found(word.sentence, subject, cue: word)
    }

    private func inMarks(_ byte: Int) -> Bool { marked.contains { $0.inner.contains(byte) } }

    private func isSpeaker(_ clauses: Clauses, _ token: Int) -> Bool {
        if book.entity(clauses.number, token) != nil { return true }
        switch clauses.tokens[token].upos {
        case .propn, .noun: return true
        // "one of the lawyers".
        case .num: return clauses.forms[token] == "one"
        case .pron:
            return !["it", "that", "which", "this", "what", "there"].contains(clauses.forms[token])
                || clauses.forms[token] == "it"
        default: return false
        }
    }

    /// The nominal that starts a run of words: "Dora Vale, a lawyer", "the tribunal's president, Ilse Orn".
    private func nominal(_ words: [Word], cue: Word, skip: Int = 0) -> Found? {
        var last: Word?
        for (offset, word) in words.dropFirst(skip).enumerated() {
            let clauses = scene.sentences[word.sentence]
            let upos = clauses.tokens[word.token].upos
            if let entity = book.entity(word.sentence, word.token),
                book.entries[entity].isNamed || book.entries[entity].kind == .person, clauses.tokens[word.token].xpos != "PRP$",
                word.token + 1 >= clauses.tokens.count || clauses.tokens[word.token + 1].xpos != "POS"
            {
                // Of "DA leader John Steen" the name, not the party.
                if clauses.relation(word.token) != "compound" || upos != .propn || clauses.tokens[word.token].head < 0
                    || book.entity(word.sentence, clauses.tokens[word.token].head) == entity
                {
                    if !book.entries[entity].isNamed || upos == .pron, let apposed = apposed(after: word, in: words) {
                        return found(apposed.sentence, apposed.token, cue: cue)
                    }
                    return found(word.sentence, word.token, cue: cue)
                }
            }
            if upos == .noun || upos == .propn || upos == .pron { last = word }
            let stops =
                upos == .punct && !["'", "’", "-", "."].contains(clauses.forms[word.token]) || upos == .verb
                || upos == .adp && clauses.forms[word.token] != "of" || upos == .sconj
            if stops || offset > 9 {
                break
            }
        }
        // "said his tailor, Ines Vale": a word that nobody is known by, and the name behind its comma.
        if let last, book.entity(last.sentence, last.token) == nil, let apposed = apposed(after: last, in: words) {
            return found(apposed.sentence, apposed.token, cue: cue)
        }
        return last.flatMap { found($0.sentence, $0.token, cue: cue) }
    }

    /// "one of them, Gus Pall", "the lawyer, R. Sivan": the name right behind the comma.
    private func apposed(after word: Word, in words: [Word]) -> Word? {
        guard let place = words.firstIndex(where: { $0.sentence == word.sentence && $0.token == word.token }) else { return nil }
        var at = place + 1
        while at < words.count, at - place < 9, form(words[at]) != "," {
            if scene.sentences[words[at].sentence].tokens[words[at].token].upos == .verb { return nil }
            at += 1
        }
        guard at + 1 < words.count, form(words[at]) == ",", let entity = book.entity(words[at + 1].sentence, words[at + 1].token),
            book.entries[entity].isNamed, book.entries[entity].kind == .person
        else { return nil }
        return words[at + 1]
    }

    /// The nominal nearest before a verb.
    private func nominalBefore(_ words: [Word], cue: Word) -> Found? {
        if let named = named(before: words) { return found(named.sentence, named.token, cue: cue) }
        // "Ines Valk, the head of Rights Watch in the region, wrote": behind a comma stands an apposition, and the speaker before it.
        let order = words.last.map { form($0) == "," } ?? false ? words : words.reversed()
        for word in order {
            let clauses = scene.sentences[word.sentence]
            if book.entity(word.sentence, word.token) != nil, clauses.tokens[word.token].xpos != "PRP$", !isOwner(word) {
                return found(word.sentence, word.token, cue: cue)
            }
            if clauses.tokens[word.token].upos == .noun, clauses.relation(word.token) != "compound" {
                return found(word.sentence, word.token, cue: cue)
            }
        }
        return nil
    }

    /// "whose leader, Ines Valk, said", "in a note the club's chairman, Ilse Orn, wrote": the name between two commas, behind an office.
    private func named(before words: [Word]) -> Word? {
        guard words.count > 3, form(words[words.count - 1]) == "," else { return nil }
        var at = words.count - 2
        guard let entity = book.entity(words[at].sentence, words[at].token), book.isPerson(entity), book.entries[entity].isNamed
        else { return nil }
        while at > 0, book.entity(words[at - 1].sentence, words[at - 1].token) == entity { at -= 1 }
        guard at > 1, form(words[at - 1]) == "," else { return nil }
        let office = words[at - 2]
        let clauses = scene.sentences[office.sentence]
        return [.official, .spokes, .kin, .judge].contains { clauses.isClass(office.token, $0) } ? words[at] : nil
    }

    /// "the Union's foreign policy chief": whose chief, not the chief.
    private func isOwner(_ word: Word) -> Bool {
        let clauses = scene.sentences[word.sentence]
        let entity = book.entity(word.sentence, word.token)
        var at = word.token
        while at + 1 < clauses.tokens.count, book.entity(word.sentence, at + 1) == entity { at += 1 }
        return at + 1 < clauses.tokens.count && (clauses.tokens[at + 1].xpos == "POS" || clauses.forms[at + 1] == "’s")
    }

    // MARK: Quotations without a verb of their own

    /// The speaker of the quotation that this one goes on or leads into.
    private func borrowed(_ number: Int, _ founds: [Found?], _ words: [Int: [Word]]) -> Found? {
        let one = marked[number]
        if number > 0, marked[number - 1].block == one.block, let before = founds[number - 1],
            form(marked[number - 1]) == .direct || form(marked[number - 1]) == .partial
        {
            return before
        }
        if number + 1 < marked.count, marked[number + 1].block == one.block, let after = founds[number + 1],
            form(marked[number + 1]) == .direct
        {
            return after
        }
        // "“…,” she said." and then a paragraph that is all quotation, or the words that lead in: "He went on:".
        guard number > 0 || one.block > 0 else { return nil }
        let block = words[one.block] ?? []
        let outside = block.contains {
            start($0) < one.outer.lowerBound
                || start($0) >= one.outer.upperBound && scene.sentences[$0.sentence].tokens[$0.token].upos != .punct
        }
        if one.goesOn || (!outside && number > 0 && marked[number - 1].block == one.block - 1), number > 0,
            let before = founds[number - 1], form(marked[number - 1]) == .direct
        {
            return before
        }
        if let lead = words[one.block - 1], let last = lead.last, form(last) == ":" || !outside,
            marked.last(where: { $0.block == one.block - 1 }) == nil || form(last) == ":"
        {
            let sentence = scene.sentences[last.sentence]
            if form(last) == ":",
                let verb = sentence.tokens.indices.last(where: { isVerbOfSaying(Word(sentence: last.sentence, token: $0)) })
            {
                return subject(of: Word(sentence: last.sentence, token: verb), within: lead)
            }
        }
        // A sentence before in the same paragraph that says somebody spoke: "He was angry. “…”" names nobody for sure, but "She sighed:" does.
        return sentenceBefore(one, block)
    }

    private func sentenceBefore(_ one: Marked, _ block: [Word]) -> Found? {
        let before = block.filter { start($0) < one.outer.lowerBound }
        guard let last = before.last else { return nil }
        let clauses = scene.sentences[last.sentence]
        guard let verb = clauses.tokens.indices.first(where: { clauses.tokens[$0].relation == "root" }),
            isVerbOfSaying(Word(sentence: last.sentence, token: verb))
        else { return nil }
        return subject(of: Word(sentence: last.sentence, token: verb), within: before)
    }
}
