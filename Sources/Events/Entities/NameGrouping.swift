import CaseModel
import Language

/// Whose name each name is: full names first, then the bare surnames and first names that go back to them.
extension EntityBook {
    /// Groups the names of the document, longest first, so that a bare surname finds its bearer wherever he is introduced.
    mutating func group(_ forms: [NameForm], scene: Scene) {
        let settled = settledTypes(forms, scene: scene)
        var owner = [Int](repeating: -1, count: forms.count)
        let order = forms.indices.sorted {
            (forms[$1].key.count, $0) < (forms[$0].key.count, $1)
        }
        for index in order where settled[index] != .person || forms[index].key.count > 1 {
            let form = forms[index]
            let entity = match(form, type: settled[index]) ?? open(form, type: settled[index])
            owner[index] = entity
            note(form, in: entity)
            if settled[index] == .place, isState(form, scene.sentences[form.sentence]) { entries[entity].isState = true }
        }
        let full = forms.indices.filter {
            owner[$0] >= 0 && forms[$0].key.count > 1 && scene.sentences[forms[$0].sentence].block != .caption
        }
        .map { (index: $0, entity: owner[$0]) }
        // Single words in order of the text: to a bearer of that name, the one told of most.
        for index in forms.indices where owner[index] < 0 {
            let form = forms[index]
            if settled[index] == .person, isAnother(form, scene) {
                owner[index] = open(form, type: .person)
                note(form, in: owner[index])
                // "another Vost, Tomas, who …": his first name behind the comma.
                if let next = forms.indices.first(where: {
                    owner[$0] < 0 && forms[$0].sentence == form.sentence && forms[$0].key.count == 1
                        && forms[$0].tokens.lowerBound == form.tokens.upperBound + 1
                }), scene.sentences[form.sentence].forms[form.tokens.upperBound] == "," {
                    owner[next] = owner[index]
                    entries[owner[index]].keys.append(forms[next].key + form.key)
                    entries[owner[index]].names[forms[next].text + " " + form.text] = 1
                    note(forms[next], in: owner[index])
                }
                continue
            }
            owner[index] = single(index, form, full: full, lexicon: scene.lexicon) ?? open(form, type: settled[index])
            note(form, in: owner[index])
        }
        for (index, form) in forms.enumerated() {
            mention(
                owner[index], scene, sentence: form.sentence, tokens: form.tokens.lowerBound...(form.tokens.upperBound - 1),
                head: form.tokens.lowerBound, form: .name)
            // The title is part of the nominal: trees make it the head now and then.
            let clauses = scene.sentences[form.sentence]
            var before = form.tokens.lowerBound - 1
            while before >= 0, !form.titles.isEmpty, form.titles.contains(clauses.forms[before]) || clauses.forms[before] == ".",
                scene.isCapital(clauses, before) || clauses.forms[before] == "."
            {
                if at[form.sentence][before] < 0 { at[form.sentence][before] = owner[index] }
                before -= 1
            }
        }
        for entity in entries.indices {
            entries[entity].last = (-1, -1)
            entries[entity].mentions.sort { $0.range.lowerBound < $1.range.lowerBound }
        }
        protagonist = mostNamed(scene: scene)
    }

    /// The person whom the document names most; full names count double. Of two who share a surname the one brought in first, when he comes
    /// again: kin are told by their full names each time.
    private func mostNamed(scene: Scene) -> Int? {
        let people = entries.indices.filter { entries[$0].kind == .person }
        let opener = opener(scene: scene)
        let headline = Set(
            scene.sentences.filter { $0.block == .heading }.flatMap { $0.tokens.map { Fold.word($0.form) } }
                + (scene.document.title ?? "").split { !$0.isLetter }.map { Fold.word($0) })
        /// A profile names its subject in its first line and calls him "he" from there on.
        func weight(_ person: Int) -> Int {
            entries[person].mentions.count * (entries[person].keys.contains { $0.count > 1 } ? 2 : 1)
                + (person == opener ? 4 : 0)
                + (entries[person].keys.contains { !$0.isEmpty && headline.contains($0.last!) } ? 3 : 0)
        }
        func first(_ person: Int) -> Int { entries[person].mentions[0].range.lowerBound }
        guard let top = people.max(by: { (weight($0), -first($0)) < (weight($1), -first($1)) }) else { return nil }
        let surnames = Set(entries[top].keys.filter { $0.count > 1 }.compactMap(\.last))
        let earlier = people.filter { other in
            first(other) < first(top) && entries[other].mentions.count > 1
                && entries[other].keys.contains { $0.count > 1 && surnames.contains($0.last!) }
        }
        return earlier.min { first($0) < first($1) } ?? top
    }

    /// The only person whom the first sentence of the text names in full.
    private func opener(scene: Scene) -> Int? {
        guard
            let first = scene.sentences.first(where: {
                $0.block == .paragraph && $0.tokens.count > 5 && $0.tokens.contains { $0.upos == .verb || $0.upos == .aux }
            })
        else { return nil }
        let named = Set(
            first.tokens.indices.compactMap { entity(first.number, $0) }.filter { person in
                entries[person].kind == .person && entries[person].keys.contains { $0.count > 1 }
            })
        return named.count == 1 ? named.first : nil
    }

    private static func kind(_ type: NameType) -> CaseActor.Kind {
        switch type {
        case .person: .person
        case .place, .prison: .place
        case .court: .authority
        default: .organisation
        }
    }

    /// "a different Vost", "another Vost": not the one who is known.
    private func isAnother(_ form: NameForm, _ scene: Scene) -> Bool {
        let clauses = scene.sentences[form.sentence]
        let before = form.tokens.lowerBound - 1
        guard form.key.count == 1, before >= 0 else { return false }
        if clauses.forms[before] == "another" { return true }
        return before > 0 && ["a", "an"].contains(clauses.forms[before - 1])
            && ["unrelated", "different", "second", "further"].contains(clauses.forms[before])
    }

    private mutating func open(_ form: NameForm, type: NameType) -> Int {
        var entry = Entry(kind: EntityBook.kind(type))
        entry.isCourt = type == .court
        entries.append(entry)
        return entries.count - 1
    }

    private mutating func note(_ form: NameForm, in entity: Int) {
        if !entries[entity].keys.contains(form.key) { entries[entity].keys.append(form.key) }
        entries[entity].names[form.text, default: 0] += 1
        for title in form.titles where !entries[entity].honorifics.contains(title) { entries[entity].honorifics.append(title) }
    }

    /// The entity that a name of several words (or of no person) belongs to.
    private func match(_ form: NameForm, type: NameType) -> Int? {
        let kind = EntityBook.kind(type)
        var fits: [Int] = []
        for (index, entry) in entries.enumerated()
        where entry.kind == kind || (kind != .person && entry.kind != .person && entry.keys.contains(form.key)) {
            for key in entry.keys
            where kind == .person ? EntityBook.samePerson(key, form.key) : EntityBook.sameBody(key, form.key) {
                fits.append(index)
                break
            }
        }
        return fits.count == 1 || (fits.count > 1 && fits.contains { entries[$0].keys.contains(form.key) })
            ? fits.first { entries[$0].keys.contains(form.key) } ?? fits[0] : nil
    }

    /// The entity that a single word names: a person by surname or first name, a body or place by the same word.
    private func single(
        _ index: Int, _ form: NameForm, full: [(index: Int, entity: Int)], lexicon: Lexicon
    ) -> Int? {
        guard let word = form.key.last else { return nil }
        let isMale = form.titles.compactMap {
            lexicon.has(.mistitle, $0) ? true : lexicon.has(.mstitle, $0) ? false : nil
        }.first
        let first = Dictionary(full.map { ($0.entity, $0.index) }, uniquingKeysWith: min)
        var fits: [(entity: Int, score: Int)] = []
        for (candidate, entry) in entries.enumerated() {
            var score = 0
            let isShort = entry.keys.allSatisfy { $0.count == 1 }
            for key in entry.keys {
                if key == form.key, entry.kind != .person || isShort { score = max(score, 5) }
                guard entry.kind == .person, key.count > 1 || isShort else { continue }
                if key.last == word || key.first == word {
                    score = max(score, 6)
                } else if key.count > 2, key.contains(word) {
                    score = max(score, 4)
                } else if key.contains(where: { $0 != word && Fold.nearly($0, word) }) {
                    score = max(score, 2)
                }
            }
            guard score > 0 else { continue }
            var total = score * 1000
            // "Lord Vost", and later one "Piers Vost" who is never lord: two men.
            if form.titles.contains(where: { ["lord", "lady", "baroness", "viscount"].contains($0) }), entry.kind == .person,
                !entry.honorifics.contains(where: { ["lord", "lady", "baroness", "viscount", "sir", "dame"].contains($0) }),
                let named = first[candidate], named > index
            {
                continue
            }
            if let isMale, entry.kind == .person {
                if entry.genderIsSure, entry.gender == !isMale { continue }
                if entry.gender == isMale { total += 800 } else if entry.gender == !isMale { total -= 900 }
                // "Ms Vost" goes to the one who was named in full just before rather than to whom the bare surname means.
                if let last = full.last(where: {
                    $0.index < index && entries[$0.entity].keys.contains { $0.count > 1 && $0.last == word }
                }),
                    last.entity == candidate
                {
                    total += 850
                }
            }
            fits.append((candidate, total))
        }
        // Of two who bear the name, the one brought in first: kin who come later are told by their full names.
        return fits.max {
            ($0.score, first[$1.entity] ?? Int.max, $1.entity) < ($1.score, first[$0.entity] ?? Int.max, $0.entity)
        }?.entity
    }
}
