import CaseModel
import Language
import TimeExpressions

/// What the text says of a name where it names it: roles, ages, kin.
extension EntityBook {
    mutating func readIntroductions(_ forms: [NameForm], scene: Scene) {
        for form in forms {
            let clauses = scene.sentences[form.sentence]
            guard let entity = entity(form.sentence, form.tokens.lowerBound) else { continue }
            readAcronym(form, entity: entity, clauses: clauses)
            readSecondName(form, entity: entity, clauses: clauses)
            guard entries[entity].kind == .person else {
                readBodyApposition(form, entity: entity, clauses: clauses, scene: scene)
                continue
            }
            readGender(form, entity: entity, scene: scene)
            readBefore(form, entity: entity, clauses: clauses, scene: scene)
            readAfter(form, entity: entity, clauses: clauses, scene: scene)
        }
    }

    private mutating func readGender(_ form: NameForm, entity: Int, scene: Scene) {
        for title in form.titles {
            if scene.lexicon.has(.mistitle, title) { entries[entity].gender = true; entries[entity].genderIsSure = true }
            if scene.lexicon.has(.mstitle, title) { entries[entity].gender = false; entries[entity].genderIsSure = true }
        }
        if entries[entity].gender == nil, form.key.count > 1, let male = scene.lexicon.genders[form.key[0]] {
            entries[entity].gender = male
        }
        // A lieutenant governor is no governor, and no lieutenant either.
        let isDeputy = form.titles.contains { ["lt", "lt.", "lieutenant", "vice", "deputy"].contains($0) }
        for short in form.titles {
            let title = EntityBook.longTitles[short] ?? short
            guard scene.lexicon.has(.official, title), !isDeputy || !scene.lexicon.has(.deputised, title) else {
                continue
            }
            addRole(
                title, head: title, former: false, owner: nil, entity: entity,
                passage: scene.sentences[form.sentence].bytes(form.tokens.lowerBound...form.tokens.lowerBound))
        }
    }

    private static let longTitles: [String: String] = [
        "gov": "governor", "gov.": "governor", "sen": "senator", "sen.": "senator", "rep": "representative",
        "rep.": "representative", "gen": "general",
        "gen.": "general", "col": "colonel", "col.": "colonel", "capt": "captain", "capt.": "captain", "prof": "professor",
        "dr": "doctor", "dr.": "doctor", "maj.": "major", "cmdr.": "commander",
    ]

    /// "former president Jana Vost", "her brother, Pavo Vost", "the tribunal's president, Ilse Orn".
    private mutating func readBefore(_ form: NameForm, entity: Int, clauses: Clauses, scene: Scene) {
        var end = form.tokens.lowerBound - 1
        while end >= 0,
            clauses.forms[end] == "."
                || (clauses.isClass(end, .title) && scene.isCapital(clauses, end)
                    && (form.titles.contains(clauses.forms[end]) || end > 0 && clauses.forms[end - 1] == ","))
        {
            if !form.titles.contains(clauses.forms[end]), clauses.isClass(end, .official) {
                addRole(
                    clauses.forms[end], head: clauses.tokens[end].lemma, former: false, owner: nil, entity: entity,
                    passage: clauses.tokens[end].range)
            }
            end -= 1
        }
        // "His Excellency President Ana Vost": the possessive of a style is hers.
        if end >= 0, clauses.tokens[end].xpos == "PRP$", form.titles.contains(where: { scene.lexicon.has(.honour, $0) }) {
            at[form.sentence][end] = entity
            end -= 1
        }
        guard end >= 0 else { return }
        var isApposition = false
        if clauses.forms[end] == "," {
            isApposition = true
            end -= 1
        }
        guard end >= 0,
            clauses.isClass(end, .official) || clauses.isClass(end, .kin) || clauses.isClass(end, .person)
                || clauses.isClass(end, .spokes), isNoun(end, clauses), clauses.tokens[end].xpos != "NNS"
        else {
            // "the president of the tribunal, Ilse Orn", "a lawyer for the families, Ilva Vost".
            if isApposition { readLongApposition(form, entity: entity, end: end, clauses: clauses, scene: scene) }
            return
        }
        guard at[form.sentence][end] < 0 || at[form.sentence][end] == entity else { return }
        var low = end
        while low > 0, end - low < 7 {
            let upos = clauses.tokens[low - 1].upos
            guard
                upos == .noun || upos == .adj || upos == .propn || clauses.forms[low - 1] == "-"
                    || clauses.tokens[low - 1].xpos == "VBN"
                    || clauses.tokens[low - 1].xpos == "VBG" && clauses.relation(low - 1) == "amod"
                    || clauses.forms[low - 1] == "then" || clauses.forms[low - 1] == "ex"
            else { break }
            low -= 1
        }
        var owner: Int?
        var hasDeterminer = false
        if low > 0 {
            let mark = low - 1
            if clauses.tokens[mark].xpos == "POS" || clauses.forms[mark] == "’s", mark > 0 {
                owner = self.entity(form.sentence, mark - 1)
                hasDeterminer = true
            } else if clauses.tokens[mark].xpos == "PRP$" || clauses.tokens[mark].xpos == "WP$" {
                hasDeterminer = true
            } else if clauses.tokens[mark].upos == .det {
                hasDeterminer = true
            }
        }
        // "a spokesman for the former president, Oto Vale": he is the spokesman.
        if isApposition, low > 2, clauses.tokens[low - 1].upos == .det, ["for", "of", "to"].contains(clauses.forms[low - 2]),
            [.spokes, .kin, .official].contains(where: { clauses.isClass(low - 3, $0) })
        {
            readLongApposition(form, entity: entity, end: end, clauses: clauses, scene: scene)
            return
        }
        if isApposition, !hasDeterminer, low > 0 { return }
        if isApposition, low > 1, clauses.forms[low - 1] == ",", !hasDeterminer { return }
        // "whose father Vost had jailed": the name opens the clause.
        if !isApposition, low > 0, clauses.tokens[low - 1].xpos == "WP$" { return }
        take(title: low...end, entity: entity, owner: owner, clauses: clauses, scene: scene)
        if owner == nil, low > 0, clauses.tokens[low - 1].xpos == "PRP$" { pendingKin.append((form.sentence, end, entity)) }
        // "Her brother, the brewer Tomas Vost, …": what stands before the comma is he as well.
        if !isApposition, low > 3, clauses.tokens[low - 1].upos == .det, clauses.forms[low - 2] == ",",
            [.kin, .spokes].contains(where: { clauses.isClass(low - 3, $0) }), at[form.sentence][low - 3] < 0,
            clauses.tokens[low - 4].xpos == "PRP$" || clauses.tokens[low - 4].xpos == "POS"
        {
            let possessor = clauses.tokens[low - 4].xpos == "POS" && low > 4 ? self.entity(form.sentence, low - 5) : nil
            take(title: (low - 3)...(low - 3), entity: entity, owner: possessor, clauses: clauses, scene: scene)
            if clauses.tokens[low - 4].xpos == "PRP$" { pendingKin.append((form.sentence, low - 3, entity)) }
        }
    }

    /// "his party, the Civic Dawn", "the regional court, the Southern Court of Rights": the words before the comma mean the name.
    private mutating func readBodyApposition(_ form: NameForm, entity: Int, clauses: Clauses, scene: Scene) {
        guard entries[entity].kind == .organisation || entries[entity].kind == .authority else { return }
        var end = form.tokens.lowerBound - 1
        if end >= 0, clauses.forms[end] == "the" { end -= 1 }
        guard end > 0, clauses.forms[end] == "," else { return }
        end -= 1
        guard clauses.isClass(end, .body) || clauses.isClass(end, .court), !scene.isCapital(clauses, end),
            at[form.sentence][end] < 0
        else { return }
        var low = end
        while low > 0, end - low < 5, [.adj, .noun, .propn].contains(clauses.tokens[low - 1].upos) { low -= 1 }
        guard
            ["parliament", "congress"].contains(clauses.forms[end])
                || low > 0
                    && (clauses.tokens[low - 1].upos == .det || clauses.tokens[low - 1].xpos == "PRP$"
                        || clauses.tokens[low - 1].xpos == "POS")
        else { return }
        mention(entity, scene, sentence: form.sentence, tokens: low...end, head: end, form: .nominal)
    }

    /// "the judge who fined Vost": the verb before a name is no word for its bearer.
    private func isNoun(_ index: Int, _ clauses: Clauses) -> Bool {
        let upos = clauses.tokens[index].upos
        return upos == .noun || upos == .propn || upos == .adj
    }

    private mutating func readLongApposition(_ form: NameForm, entity: Int, end: Int, clauses: Clauses, scene: Scene) {
        // Go back to the determiner that opens the phrase, over "of" and "for" phrases only.
        var low = end
        var steps = 0
        while low >= 0, steps < 14 {
            let token = clauses.tokens[low]
            if token.upos == .verb || token.upos == .punct || token.upos == .sconj || token.upos == .cconj || token.upos == .aux {
                return
            }
            if token.upos == .det || token.xpos == "PRP$", low + 1 < end,
                let head = (low + 1...end).first(where: {
                    clauses.isClass($0, .official) || clauses.isClass($0, .spokes) || clauses.isClass($0, .kin)
                }),
                head < end, ["of", "for", "at", "in", "to", "before", "with", "on"].contains(clauses.forms[head + 1]),
                at[form.sentence][head] < 0
            {
                if low > 0,
                    !(clauses.isPunctuation(low - 1) || clauses.isTime[low - 1] || Scene.isDayWord(clauses.forms[low - 1])
                        || low == 0 || clauses.tokens[low - 1].upos == .sconj
                        || clauses.tokens[low - 1].upos == .cconj || clauses.tokens[low - 1].upos == .verb
                        || clauses.tokens[low - 1].upos == .adp)
                {
                    return
                }
                take(title: (low + 1)...end, head: head, entity: entity, owner: nil, clauses: clauses, scene: scene)
                return
            }
            low -= 1
            steps += 1
        }
    }

    /// "Carlo Ruden, a lawyer who …", "Hanna Quor, 46,", "Ines Valk, the executive director of Rights Watch".
    private mutating func readAfter(_ form: NameForm, entity: Int, clauses: Clauses, scene: Scene) {
        var next = form.tokens.upperBound
        let count = clauses.tokens.count
        if next + 1 < count, clauses.forms[next] == "(", let age = Int(clauses.forms[next + 1]), (5...110).contains(age) {
            addAge(age, entity)
        }
        guard next + 1 < count, clauses.forms[next] == "," else { return }
        next += 1
        if let age = Int(clauses.forms[next]), (1...110).contains(age),
            next + 1 >= count || clauses.isPunctuation(next + 1) || clauses.forms[next + 1] == "and"
        {
            addAge(age, entity)
            guard next + 2 < count, clauses.forms[next + 1] == "," else { return }
            next += 2
        }
        if clauses.forms[next] == "now", next + 1 < count, let age = Int(clauses.forms[next + 1]) { addAge(age, entity); return }
        guard next < count else { return }
        // "Ines Vale, who was his trade minister", "Ines Vale, once the fastest woman of Osk": what she was.
        var isOver: Bool?
        if ["once", "formerly", "long", "now"].contains(clauses.forms[next]), next + 1 < count {
            if clauses.forms[next] != "now", clauses.forms[next] != "long" { isOver = true }
            next += 1
        }
        if clauses.forms[next] == "who", next + 1 < count, let role = EntityBook.doings[clauses.forms[next + 1]] {
            if !entries[entity].roleHeads.contains(where: { $0.lemma == role }) {
                entries[entity].roleHeads.append((role, false, nil, nil))
            }
            return
        }
        if clauses.forms[next] == "who", next + 2 < count, ["was", "is", "became"].contains(clauses.forms[next + 1]) {
            isOver = clauses.forms[next + 1] == "was"
            next += 2
        }
        let start = next
        var low = next
        var owner: Int?
        if clauses.tokens[low].upos == .det || clauses.tokens[low].xpos == "PRP$" { low += 1 }
        // "Lena Vost, the prisoner's daughter".
        if let mark = (low..<min(low + 6, count)).first(where: { clauses.tokens[$0].xpos == "POS" || clauses.forms[$0] == "’s" }),
            mark + 1 < count,
            (low..<mark).allSatisfy({
                clauses.isNominal($0) || clauses.tokens[$0].upos == .adj || clauses.tokens[$0].upos == .adp
                    || clauses.tokens[$0].upos == .det
            })
        {
            owner = self.entity(form.sentence, mark - 1)
            low = mark + 1
        }
        var head: Int?
        var look = low
        while look < count, look - low < 9 {
            let upos = clauses.tokens[look].upos
            guard
                upos == .noun || upos == .adj || upos == .propn || upos == .adv || upos == .num || clauses.forms[look] == "-"
                    || clauses.tokens[look].xpos == "VBN" || clauses.tokens[look].xpos == "VBG"
            else { break }
            if clauses.isClass(look, .official) || clauses.isClass(look, .kin) || clauses.isClass(look, .person)
                || clauses.isClass(look, .spokes)
            {
                head = look
            }
            look += 1
        }
        guard let head, at[form.sentence][head] < 0 || at[form.sentence][head] == entity, clauses.tokens[head].xpos != "NNS",
            clauses.forms[start - 1] == "," || clauses.forms[start - 1] == "once" || clauses.isClass(head, .official)
        else { return }
        // "Asked about Vost, the former minister said …": the subject of a verb is no apposition.
        if look < count, clauses.tokens[look].upos == .verb || clauses.tokens[look].upos == .aux,
            ["VBD", "VBZ", "VBP", "MD"].contains(clauses.tokens[look].xpos)
        {
            return
        }
        // "did not acquit Vost, its president, Oona Strake, stressed": the words are about the name behind them.
        if look + 1 < count, clauses.forms[look] == ",", let next = self.entity(form.sentence, look + 1), next != entity,
            entries[next].kind == .person, entries[next].isNamed,
            clauses.tokens[start].xpos == "PRP$" || clauses.forms[start] == "whose"
                || clauses.forms[start] == "the" && owner != nil
        {
            return
        }
        var end = head
        if head + 1 < count, ["of", "for", "at", "in", "from", "to"].contains(clauses.forms[head + 1]) {
            var stop = head + 1
            while stop < count, !clauses.isPunctuation(stop), clauses.tokens[stop].upos != .verb,
                clauses.tokens[stop].upos != .aux, clauses.tokens[stop].xpos != "WP", clauses.tokens[stop].xpos != "WDT",
                stop - head < 10
            {
                if clauses.isNominal(stop) { end = stop }
                stop += 1
            }
        }
        take(title: low...end, head: head, entity: entity, owner: owner, isOver: isOver ?? false, clauses: clauses, scene: scene)
        if owner == nil, clauses.tokens[start].xpos == "PRP$" { pendingKin.append((form.sentence, head, entity)) }
    }

    /// What somebody is by what a relative clause says that he does.
    private static let doings: [String: String] = [
        "prosecuted": "prosecutor", "prosecutes": "prosecutor", "defended": "lawyer", "defends": "lawyer", "represents": "lawyer",
        "represented": "lawyer", "presided": "judge", "presides": "judge",
    ]

    /// Notes that the words name the entity's role, or its tie to kin, and that they stand for the entity.
    private mutating func take(
        title: ClosedRange<Int>, head: Int? = nil, entity: Int, owner: Int?, isOver: Bool = false, clauses: Clauses, scene: Scene
    ) {
        let head = head ?? title.upperBound
        let sentence = clauses.number
        var low = title.lowerBound
        var former = isOver
        while low < head,
            clauses.isWritten(low, .former) || clauses.isWritten(low, .styling) || clauses.forms[low] == "-"
        {
            if clauses.isWritten(low, .former) { former = true }
            low += 1
        }
        let form = clauses.forms[head]
        var lemma = clauses.tokens[head].lemma
        var text = scene.words(clauses.bytes(low...title.upperBound))
        for prefix in ["ex-", "then-", "former-"] where form.hasPrefix(prefix) {
            former = true
            lemma = String(lemma.hasPrefix(prefix) ? lemma.dropFirst(prefix.count) : lemma[...])
            if text.lowercased().hasPrefix(prefix) { text = String(text.dropFirst(prefix.count)) }
        }
        if clauses.isClass(head, .male) { entries[entity].gender = true; entries[entity].genderIsSure = true }
        if clauses.isClass(head, .female) { entries[entity].gender = false; entries[entity].genderIsSure = true }
        mention(entity, scene, sentence: sentence, tokens: title, head: head, form: .nominal)
        // "attorney general": the tree's head may be either part.
        if clauses.forms[head] == "general", head > title.lowerBound, at[sentence][head - 1] < 0,
            clauses.isClass(head - 1, .official)
        {
            at[sentence][head - 1] = entity
        }
        var part = head
        while part > title.lowerBound + 1, clauses.forms[part - 1] == "-", at[sentence][part - 2] < 0 {
            at[sentence][part - 2] = entity
            part -= 2
        }
        if clauses.isClass(head, .kin), !clauses.isClass(head, .official) || owner != nil {
            if let owner, owner != entity { links.append(EntityLink(kind: .kin, from: owner, to: entity, word: lemma)) }
            entries[entity].roleHeads.append((lemma, former, owner, ownerWord(of: head, title: title, clauses)))
            return
        }
        if let owner, entries[owner].isNamed, !text.contains(" of ") {
            let name = entries[owner].names.min { ($1.value, $0.key) < ($0.value, $1.key) }!.key
            text += " of " + name
        }
        addRole(
            text, head: lemma, former: former, owner: owner, of: ownerWord(of: head, title: title, clauses), entity: entity,
            passage: clauses.bytes(title))
    }

    /// The lemma of whose role it is: "tribunal" in "the tribunal's president" and "the president of the tribunal".
    func ownerWord(of head: Int, title: ClosedRange<Int>, _ clauses: Clauses) -> String? {
        if title.lowerBound > 1, clauses.tokens[title.lowerBound - 1].xpos == "POS" || clauses.forms[title.lowerBound - 1] == "’s"
        {
            return clauses.tokens[title.lowerBound - 2].lemma
        }
        guard head + 1 < clauses.tokens.count, clauses.forms[head + 1] == "of" else { return nil }
        for look in (head + 2)..<min(head + 8, clauses.tokens.count)
        where clauses.isNominal(look) && !(look + 1 < clauses.tokens.count && clauses.isNominal(look + 1)) {
            return clauses.tokens[look].lemma
        }
        return nil
    }

    mutating func addRole(
        _ text: String, head: String, former: Bool, owner: Int?, of: String? = nil, entity: Int, passage: Range<Int>
    ) {
        if !entries[entity].roleHeads.contains(where: { $0.lemma == head && $0.former == former }) {
            entries[entity].roleHeads.append((head, former, owner, of))
        }
        guard !entries[entity].roles.contains(where: { $0.title.lowercased() == text.lowercased() }) else { return }
        entries[entity].roles.append(.init(title: text, former: former, times: [], passage: passage))
    }

    /// "the 79-year-old", once it is known whom it means.
    mutating func readAges(_ times: [TimeExpression], scene: Scene) {
        for time in times where time.sentence < scene.sentences.count {
            guard let age = time.age, (1...110).contains(age) else { continue }
            let clauses = scene.sentences[time.sentence]
            guard
                let last = clauses.tokens.lastIndex(where: {
                    $0.range.lowerBound < time.range.upperBound && $0.range.upperBound > time.range.lowerBound
                })
            else { continue }
            let heads = [last, clauses.tokens[last].head, last - 1, last - 2].filter { $0 >= 0 && $0 < clauses.tokens.count }
            let people = heads.compactMap { entity(time.sentence, $0) }.filter { entries[$0].kind == .person }
            if let person = people.first, !entries[person].isPlural {
                addAge(age, person)
            }
        }
        for clauses in scene.sentences {
            for (token, age) in StatedAges.found(in: clauses) {
                if let person = entity(clauses.number, token), entries[person].kind == .person, !entries[person].isPlural {
                    addAge(age, person)
                }
            }
        }
    }

    private mutating func addAge(_ age: Int, _ entity: Int) {
        if !entries[entity].ages.contains(age) { entries[entity].ages.append(age) }
    }
}
