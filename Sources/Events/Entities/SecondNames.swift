import CaseModel
import Language

/// Acronyms and second names that a text gives a name: two entities that turn out to be one.
extension EntityBook {
    /// "Southern Court of Human Rights (SCHR)", "the Fifth Regional Court, or RC-5,".
    mutating func readAcronym(_ form: NameForm, entity: Int, clauses: Clauses) {
        let open = form.tokens.upperBound
        let count = clauses.tokens.count
        guard open + 2 < count, entries[entity].kind != .person else { return }
        let isSet = clauses.forms[open] == "("
        guard isSet || clauses.forms[open] == "," && clauses.forms[open + 1] == "or" else { return }
        let first = open + (isSet ? 1 : 2)
        var end = first + 1
        while end < count, end - first < 4, clauses.tokens[end].range.lowerBound == clauses.tokens[end - 1].range.upperBound,
            clauses.forms[end] == "-" || clauses.forms[end].allSatisfy(\.isNumber)
        { end += 1 }
        guard end < count, clauses.forms[end] == (isSet ? ")" : ",") else { return }
        let short = clauses.tokens[first..<end].map(\.form).joined()
        guard (2...7).contains(short.utf8.count), short == short.uppercased(), short.contains(where: \.isLetter) else { return }
        merge(acronym: first..<end, text: short, into: entity, sentence: form.sentence, clauses: clauses)
    }

    /// "the Civic Dawn party, known as Alborada".
    mutating func readSecondName(_ form: NameForm, entity: Int, clauses: Clauses) {
        var look = form.tokens.upperBound
        let count = clauses.tokens.count
        while look < count, look - form.tokens.upperBound < 4,
            clauses.isPunctuation(look) || clauses.forms[look] == "party"
                || [
                    "also", "or", "better", "locally", "usually", "commonly", "widely", "popularly", "generally", "simply",
                    "then", "now",
                ]
                .contains(clauses.forms[look])
        { look += 1 }
        guard look + 1 < count, ["known", "called"].contains(clauses.forms[look]) else { return }
        var after = look + 1
        while after < count, after - look < 9, !(clauses.forms[after] == "as" || clauses.forms[look] == "called") { after += 1 }
        if after < count, clauses.forms[after] == "as" { after += 1 }
        while after < count, clauses.forms[after] == "the" || clauses.isPunctuation(after) && !clauses.forms[after].contains(".")
        { after += 1 }
        guard after < count, let other = self.entity(form.sentence, after) ?? openLoose(after, clauses: clauses), other != entity
        else { return }
        absorb(other, into: entity)
    }

    private mutating func openLoose(_ token: Int, clauses: Clauses) -> Int? {
        guard clauses.tokens[token].upos == .propn else { return nil }
        var entry = Entry(kind: .organisation)
        entry.names[clauses.tokens[token].form] = 1
        entry.keys = [[Fold.word(clauses.tokens[token].form)]]
        entry.mentions = [.init(range: clauses.tokens[token].range, form: .name, sentence: clauses.number)]
        entries.append(entry)
        at[clauses.number][token] = entries.count - 1
        return entries.count - 1
    }

    private mutating func merge(acronym tokens: Range<Int>, text: String, into entity: Int, sentence: Int, clauses: Clauses) {
        if let other = self.entity(sentence, tokens.lowerBound), other != entity {
            absorb(other, into: entity)
        } else if let other = entries.indices.first(where: { $0 != entity && entries[$0].keys.contains([Fold.word(text)]) }) {
            absorb(other, into: entity)
        }
        if entries[entity].names[text] == nil { entries[entity].names[text] = 1 }
        if !entries[entity].keys.contains([Fold.word(text)]) { entries[entity].keys.append([Fold.word(text)]) }
        guard at[sentence][tokens.lowerBound] != entity || tokens.count > 1 else { return }
        for token in tokens { at[sentence][token] = entity }
        entries[entity].mentions.append(
            .init(range: clauses.bytes(tokens.lowerBound...(tokens.upperBound - 1)), form: .name, sentence: sentence))
    }

    /// Gives all that one entity has to another; the emptied one stays without mentions and is left out at the end.
    mutating func absorb(_ other: Int, into entity: Int) {
        entries[entity].names.merge(entries[other].names) { $0 + $1 }
        entries[entity].keys += entries[other].keys.filter { !entries[entity].keys.contains($0) }
        entries[entity].mentions += entries[other].mentions
        entries[entity].roles += entries[other].roles
        entries[entity].roleHeads += entries[other].roleHeads
        for sentence in at.indices {
            for token in at[sentence].indices where at[sentence][token] == other { at[sentence][token] = entity }
        }
        entries[other].mentions = []
        entries[other].names = [:]
        entries[other].keys = []
        entries[other].roleHeads = []
        entries[other].roles = []
        links.removeAll { ($0.from == other && $0.to == entity) || ($0.to == other && $0.from == entity) }
        for index in links.indices {
            if links[index].from == other { links[index].from = entity }
            if links[index].to == other { links[index].to = entity }
        }
    }
}
