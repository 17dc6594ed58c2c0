import CaseModel
import Language

/// What bears a name, settled over the whole document: a person, a place, a court, a party or another body.
extension EntityBook {
    /// The type of each name, settled over the document: its own cues first, then the vote of all its occurrences.
    func settledTypes(_ forms: [NameForm], scene: Scene) -> [NameType] {
        var votes: [[String]: [NameType: Int]] = [:]
        let surnames = Set(forms.lazy.filter { $0.type == .person && $0.key.count > 1 }.flatMap { $0.key.dropFirst() })
        for form in forms {
            let clauses = scene.sentences[form.sentence]
            var type = form.type
            var weight = 1
            if let cue = cue(form, clauses: clauses, scene: scene) {
                type = cue
                weight = 4
            } else if form.key.count == 1, !surnames.contains(form.key[0]), isState(form, clauses) {
                type = .place
                weight = 4
            }
            votes[form.key, default: [:]][type, default: 0] += weight
            guard type == .person, form.key.count > 1 else { continue }
            // Who is sure to be a person lends that to his surname, in "Ana Vale Neto" to the word before the last as well.
            votes[[form.key.last!], default: [:]][.person, default: 0] += weight
            for word in form.key.dropFirst().dropLast() where !scene.lexicon.places.isCountry(word) && word.utf8.count > 3 {
                votes[[word], default: [:]][.person, default: 0] += 2
            }
        }
        // "in Norland", "near Osk": a bare word behind such a preposition is sooner a place's.
        for form in forms where form.key.count == 1 && form.tokens.lowerBound > 1 && !surnames.contains(form.key[0]) {
            let clauses = scene.sentences[form.sentence]
            guard ["in", "near", "outside"].contains(clauses.forms[form.tokens.lowerBound - 1]),
                clauses.tokens[form.tokens.lowerBound - 2].upos != .noun
                    || !["confidence", "trust", "faith", "interest", "belief"].contains(
                        clauses.forms[form.tokens.lowerBound - 2]),
                form.type != .organisation
            else { continue }
            votes[form.key, default: [:]][.place, default: 0] += 2
        }
        // "National Bank of Norland": what has a bank or a court of its own is a place.
        for form in forms where form.key.count > 2 && form.key[form.key.count - 2] == "of" {
            guard form.type == .court || form.type == .organisation else { continue }
            votes[[form.key.last!], default: [:]][.place, default: 0] += 3
        }
        // A full name whose surname alone is a person's is a person's.
        for form in forms where form.key.count == 2 || form.key.count == 3 {
            if let alone = votes[[form.key.last!]],
                let best = alone.max(by: { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }), best.key == .person,
                best.value > 1
            {
                votes[form.key, default: [:]][.person, default: 0] += 2
            }
        }
        // Two or three words that nothing places ("in", "near", "Port", "San") are sooner a person's name than a place's.
        var placed = Set<[String]>()
        for form in forms where form.tokens.lowerBound > 0 {
            let before = scene.sentences[form.sentence].forms[form.tokens.lowerBound - 1]
            if ["in", "at", "near", "outside", "from", "across", "around", "to", "into"].contains(before),
                before != "to" || form.key.count == 1
            {
                placed.insert(form.key)
            }
        }
        for form in forms where (2...3).contains(form.key.count) && !placed.contains(form.key) && form.type == .place {
            guard !form.key.contains(where: { scene.lexicon.has(.geographic, $0) }),
                !scene.lexicon.places.isCountry(form.key.joined(separator: " ")),
                scene.lexicon.places.country(form.key.joined(separator: " ")) == nil
            else { continue }
            votes[form.key, default: [:]][.person, default: 0] += 3
        }
        return forms.map { form in
            if form.type == .court || form.type == .party { return form.type }
            let counts = votes[form.key] ?? [:]
            let best = counts.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }
            return best?.key ?? form.type
        }
    }

    /// "Norland's trade minister", "the Norland army", "Norland will ratify it": what only states have and do.
    func isState(_ form: NameForm, _ clauses: Clauses) -> Bool {
        let after = form.tokens.upperBound
        guard after + 1 < clauses.tokens.count else { return false }
        if clauses.isWritten(after, .stateowned), !["who", "whose"].contains(clauses.forms[after]) { return true }
        if clauses.tokens[after].xpos == "POS" || clauses.forms[after] == "’s" {
            var head = after + 1
            while head + 1 < clauses.tokens.count, head - after < 5,
                clauses.tokens[head].upos == .adj || clauses.relation(head) == "compound"
            { head += 1 }
            return ["minister", "ministry", "ambassador"].contains(clauses.forms[head])
        }
        if ["had", "has"].contains(clauses.forms[after]),
            ["ratified", "undertaken", "extradited", "repealed"].contains(clauses.forms[after + 1])
        {
            return true
        }
        // Through the tree, over coordination: "Norland would neither ratify nor publish it".
        let token = form.tokens.lowerBound
        guard clauses.relation(token) == "nsubj", clauses.tokens[token].head >= 0 else { return false }
        let verb = clauses.tokens[token].head
        return ([verb] + clauses.children[verb].filter { clauses.relation($0) == "conj" }).contains {
            clauses.isWritten($0, .statecraft) || clauses.isClass($0, .statecraft)
        }
    }

    private func cue(_ form: NameForm, clauses: Clauses, scene: Scene) -> NameType? {
        if !form.titles.isEmpty { return .person }
        if form.type == .court { return .court }
        // "his lawyer, Piers Vale, said".
        if form.key.count > 1, form.type != .place, form.tokens.lowerBound > 1, clauses.forms[form.tokens.lowerBound - 1] == ",",
            form.tokens.upperBound < clauses.tokens.count, clauses.forms[form.tokens.upperBound] == ",",
            [.spokes, .kin].contains(where: { clauses.isClass(form.tokens.lowerBound - 2, $0) }),
            !scene.isCapital(clauses, form.tokens.lowerBound - 2)
        {
            return .person
        }
        // "the interior minister of Norland", "Port Ansel", "Saint Ova".
        let start = form.tokens.lowerBound
        if form.key.count == 1, start > 1, clauses.forms[start - 1] == "of" {
            // Over a name between: "President Ines Vost of Norland".
            var over = start - 2
            while over > 0, start - over < 6, clauses.tokens[over].upos == .propn, !clauses.isClass(over, .title) { over -= 1 }
            if [.official, .court, .body, .judge].contains(where: { clauses.isClass(over, $0) }) { return .place }
        }
        // "the court ordered Norland to release him": who is given orders to let people go is a state.
        if form.key.count == 1, form.type == .person, start > 0, form.tokens.upperBound + 1 < clauses.tokens.count,
            clauses.forms[form.tokens.upperBound] == "to", clauses.isClass(start - 1, .order),
            scene.lexicon.has(.stateduty, clauses.tokens[form.tokens.upperBound + 1].lemma)
        {
            return .place
        }
        // "found that Norland had violated the right to a fair trial": states do.
        if form.key.count == 1, form.type == .person, form.tokens.upperBound + 2 < clauses.tokens.count,
            ["had", "has"].contains(clauses.forms[form.tokens.upperBound]),
            ["violated", "breached"].contains(clauses.forms[form.tokens.upperBound + 1])
        {
            return .place
        }
        if form.key.count > 1, form.type == .person, scene.lexicon.has(.placeopening, form.key[0]) { return .place }
        if form.key.count > 1, scene.lexicon.has(.press, form.key.last!) { return .organisation }
        let after = form.tokens.upperBound
        if after + 1 < clauses.tokens.count, clauses.forms[after] == ",", let age = Int(clauses.forms[after + 1]),
            (10...110).contains(age),
            after + 2 >= clauses.tokens.count || clauses.isPunctuation(after + 2)
        {
            return .person
        }
        if after < clauses.tokens.count, clauses.forms[after] == "said" || clauses.forms[after] == "told", form.key.count > 1,
            form.type != .organisation
        {
            return .person
        }
        if form.key.count > 1, scene.lexicon.genders[form.key[0]] != nil, form.type != .organisation { return .person }
        // "Osmer Vale, the former governor of …,": who holds an office is a person.
        if form.key.count > 1, after + 2 < clauses.tokens.count, clauses.forms[after] == ",",
            ["the", "a", "an", "his", "her", "their", "its", "former", "who"].contains(clauses.forms[after + 1])
        {
            if clauses.forms[after + 1] == "who" { return .person }
            for look in (after + 2)..<min(after + 8, clauses.tokens.count) {
                if clauses.isPunctuation(look) || clauses.tokens[look].upos == .adp
                    || clauses.tokens[look].upos == .verb && clauses.tokens[look].xpos != "VBN"
                {
                    break
                }
                if clauses.isClass(look, .official) || clauses.isClass(look, .kin) || clauses.isClass(look, .spokes) {
                    return .person
                }
            }
        }
        if scene.lexicon.places.isCountry(form.key.joined(separator: " ")) { return .place }
        if form.key.count == 3, form.key[1] == "of", ["republic", "kingdom", "state"].contains(form.key[0]) { return .place }
        // "Norland's supreme court", "Norland's president": what has a court or a government is a place.
        if form.key.count == 1, after + 1 < clauses.tokens.count,
            clauses.tokens[after].xpos == "POS" || clauses.forms[after] == "’s"
        {
            var head = after + 1
            while head + 1 < clauses.tokens.count, head - after < 5,
                clauses.tokens[head].upos == .adj || clauses.relation(head) == "compound"
            { head += 1 }
            if clauses.isWritten(head, .statehood) { return .place }
        }
        let before = form.tokens.lowerBound - 1
        if before >= 0, clauses.isClass(before, .official) || clauses.isClass(before, .kin), !scene.isCapital(clauses, before),
            form.key.count > 1 || clauses.isClass(before, .kin) && clauses.tokens[before].xpos == "NN"
        {
            return .person
        }
        return nil
    }
}
