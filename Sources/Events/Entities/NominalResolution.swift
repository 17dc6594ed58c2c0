import CaseModel
import Language

/// Whom a description stands for: "the former president", "his daughter", "the 50-year-old".
extension EntityBook {
    mutating func resolveNominal(_ index: Int, clauses: Clauses, scene: Scene) {
        let token = clauses.tokens[index]
        let classes = clauses.words[index].classes
        let form = clauses.forms[index]
        let isAge = form.contains("-year-old") || (form == "old" && index > 1)
        let isBody = classes.has(.body) || classes.has(.court)
        guard
            isBody || classes.has(.official) || classes.has(.kin) || classes.has(.person) || classes.has(.judge)
                || classes.has(.crowd) || isAge
                || form == "prosecution" || (form.hasPrefix("ex-") && token.upos == .noun)
                || classes.has(.title) && token.form == form && token.upos != .adj
        else { return }
        // A noun that only modifies another ("court papers", "prison sentence") stands for nobody, nor does an adjective.
        let relation = token.relation
        if relation == "compound" || relation == "amod" || relation.hasPrefix("flat") { return }
        if isAge, token.upos == .adj, clauses.isNominal(token.head >= 0 ? token.head : index), token.head != index,
            relation == "amod"
        {
            return
        }
        let sentence = clauses.number
        let phrase = takesOf(token.head, clauses) ? clauses.phrase(index).lowerBound...index : clauses.phrase(index)
        // A husband's owner is a woman, a wife's most often a man.
        if let owner = clauses.child(index, relation: "nmod:poss"), let whose = entity(sentence, owner),
            entries[whose].kind == .person, entries[whose].gender == nil
        {
            if token.lemma == "husband" || token.lemma == "widower" { entries[whose].gender = false }
            if token.lemma == "wife" { entries[whose].gender = true }
        }
        let determiner = clauses.children[index].first { clauses.tokens[$0].upos == .det }.map { clauses.forms[$0] }
        let owner = clauses.child(index, relation: "nmod:poss")
        // "Few dockers have been hired twice": nobody in particular.
        if clauses.children[index].contains(where: { $0 < index && ["few", "no"].contains(clauses.forms[$0]) }),
            isPlural(index, clauses)
        {
            return
        }
        // "three judges of the Southern Court", "a panel of the court": what they do the court does.
        if isPlural(index, clauses) && classes.has(.judge) || ["panel", "chamber", "bench"].contains(form),
            let of = clauses.children[index].first(where: {
                $0 > index && clauses.relation($0).hasPrefix("nmod") && clauses.preposition($0) == "of"
            }), let court = entity(sentence, of),
            entries[court].isCourt, entries[court].isNamed
        {
            mention(court, scene, sentence: sentence, tokens: phrase, head: index, form: .nominal)
            return
        }
        // "whose brother", "in which court": a relative word's noun is told by its clause; it brings in nobody.
        if let owner, clauses.tokens[owner].xpos == "WP$" { return }
        if clauses.children[index].contains(where: { clauses.tokens[$0].xpos == "WDT" }) { return }
        let isPlural = isPlural(index, clauses)
        let isDefinite = owner != nil || ["the", "this", "that", "these", "those", "both"].contains(determiner ?? "")

        if isAge {
            let digits = form.prefix { $0.isNumber }
            guard let found = mostTold(age: Int(digits), clauses: clauses, scene: scene) else { return }
            if let age = Int(digits), !entries[found].ages.contains(age) { entries[found].ages.append(age) }
            mention(found, scene, sentence: sentence, tokens: phrase, head: index, form: .nominal)
            return
        }
        if isBody, !isPlural || form == "police" {
            let found = bodyNominal(index, determiner: determiner, owner: owner, clauses: clauses, scene: scene)
            if let found { mention(found, scene, sentence: sentence, tokens: phrase, head: index, form: .nominal) }
            return
        }
        if isPlural {
            guard !classes.has(.crowd) || classes.has(.judge), !classes.has(.body),
                !["relative", "victim", "child", "parent", "person"].contains(token.lemma)
            else { return }
            let entity =
                entries.firstIndex { $0.isPlural && $0.description == token.lemma && clauses.number - $0.last.sentence < 12 }
                ?? {
                    var entry = Entry(kind: classes.has(.judge) || form == "prosecutors" ? .authority : .person)
                    entry.isPlural = true
                    entry.description = token.lemma
                    entries.append(entry)
                    return entries.count - 1
                }()
            mention(entity, scene, sentence: sentence, tokens: phrase, head: index, form: .nominal)
            return
        }
        // Predicates and appositions say something of somebody; they do not bring him in.
        if token.lemma == "justice", determiner == nil { return }
        let describes = clauses.child(index, relation: "cop") != nil || relation == "appos" || relation == "xcomp"
        if describes || opensForPronoun(index, phrase, clauses) { return }
        if isDefinite, let found = definitePerson(index, owner: owner, clauses: clauses, scene: scene) {
            mention(found, scene, sentence: sentence, tokens: phrase, head: index, form: .nominal)
            return
        }
        if classes.has(.kin), let owner, let kin = namedKin(index, owner: owner, clauses: clauses, scene: scene) {
            mention(kin, scene, sentence: sentence, tokens: phrase, head: index, form: .nominal)
            return
        }
        // "A teacher who won the lottery was fined for fishing. Tomas Vale, 35, …": the lead describes whom the next line names.
        if classes.has(.person) || classes.has(.rank), !isDefinite, !isPlural, determiner == "a" || determiner == "an",
            let named = namedAfterLead(index, clauses: clauses, scene: scene)
        {
            if classes.has(.rank) { entries[named].roleHeads.append((token.lemma, false, nil, nil)) }
            mention(named, scene, sentence: sentence, tokens: phrase, head: index, form: .nominal)
            return
        }
        guard classes.has(.official) || classes.has(.judge) || classes.has(.kin) || classes.has(.spokes),
            determiner != nil || owner != nil || relation.hasPrefix("nsubj")
        else { return }
        if !isDefinite, classes.has(.judge) || token.lemma == "prosecutor",
            let named = namedLater(token.lemma, after: sentence) ?? namedNext(index, clauses: clauses, scene: scene)
        {
            if !entries[named].roleHeads.contains(where: { $0.lemma == token.lemma }) {
                entries[named].roleHeads.append((token.lemma, false, nil, nil))
            }
            mention(named, scene, sentence: sentence, tokens: phrase, head: index, form: .nominal)
            return
        }
        var entry = Entry(kind: .person)
        entry.description = token.lemma
        entry.gender = classes.has(.male) ? true : classes.has(.female) ? false : nil
        entry.genderIsSure = entry.gender != nil
        entry.roleHeads = [(token.lemma, false, entity(sentence, owner), owner.map { clauses.tokens[$0].lemma })]
        entries.append(entry)
        mention(entries.count - 1, scene, sentence: sentence, tokens: phrase, head: index, form: .nominal)
    }

    /// Sentences that make a lead: it describes those whom the next ones name.
    private static let lead = 4

    /// "Raised in Osk, the son of a baker, he …": words about the pronoun that follows their comma.
    private func opensForPronoun(_ index: Int, _ phrase: ClosedRange<Int>, _ clauses: Clauses) -> Bool {
        let next = phrase.upperBound + 2
        guard next < clauses.tokens.count, clauses.forms[next - 1] == ",", clauses.isClass(next, .pronoun),
            clauses.relation(next).hasPrefix("nsubj"), clauses.relation(index) != "nsubj"
        else { return false }
        return phrase.lowerBound == 0 || clauses.forms[phrase.lowerBound - 1] == ","
    }

    /// "wrote to his brother. Tomas Vale, a smith, …": the one who bears the owner's surname, of several the one named next.
    private func namedKin(_ index: Int, owner: Int, clauses: Clauses, scene: Scene) -> Int? {
        guard let whose = entity(clauses.number, owner), entries[whose].kind == .person, entries[whose].isNamed else {
            return nil
        }
        let surnames = Set(entries[whose].keys.filter { $0.count > 1 }.compactMap(\.last))
        let sex: Bool? = clauses.isClass(index, .male) ? true : clauses.isClass(index, .female) ? false : nil
        let spouse = ["wife", "husband", "widow", "widower", "partner"].contains(clauses.tokens[index].lemma)
        let fits = entries.indices.filter { other in
            let entry = entries[other]
            guard other != whose, entry.kind == .person, entry.isNamed, !entry.isPlural, !spouse else { return false }
            if let sex, let gender = entry.gender, gender != sex { return false }
            if sex != nil, entry.gender == nil, first(other, after: clauses.number) > clauses.number + 2 { return false }
            return entry.keys.contains { $0.count > 1 && surnames.contains($0.last!) }
                && !links.contains { $0.kind == .kin && $0.to == other && $0.word != clauses.tokens[index].lemma }
        }
        if fits.count == 1 { return fits[0] }
        let next = fits.map { (entity: $0, sentence: first($0, after: clauses.number)) }.filter {
            $0.sentence <= clauses.number + 2
        }
        return next.min { ($0.sentence, $0.entity) < ($1.sentence, $1.entity) }?.entity
    }

    private func first(_ entity: Int, after sentence: Int) -> Int {
        entries[entity].mentions.first { $0.form == .name && $0.sentence >= sentence }?.sentence ?? Int.max
    }

    private func isPlural(_ index: Int, _ clauses: Clauses) -> Bool {
        let token = clauses.tokens[index]
        return token.xpos == "NNS" || token.xpos == "NNPS" || ["police", "people"].contains(clauses.forms[index])
    }

    /// The person whom the second sentence of the text brings in by his full name as its subject, when the first names nobody.
    private func namedAfterLead(_ index: Int, clauses: Clauses, scene: Scene) -> Int? {
        let body = scene.sentences.filter { $0.block == .paragraph && $0.tokens.count > 4 }
        let isSubject = clauses.relation(index).hasPrefix("nsubj")
        guard body.count > 1, body[0].number == clauses.number, isSubject || clauses.relation(index) == "obj",
            !clauses.tokens.indices.contains(where: { token in
                entity(clauses.number, token).map { entries[$0].kind == .person && entries[$0].isNamed } ?? false
            })
        else { return nil }
        let next = body[1]
        guard let opener = next.tokens.indices.first(where: { !next.isPunctuation($0) && next.tokens[$0].upos != .det }),
            let found = entity(next.number, opener), entries[found].kind == .person,
            entries[found].keys.contains(where: { $0.count > 1 }),
            entries[found].mentions.allSatisfy({ $0.sentence >= next.number || $0.form != .name }),
            !entries[found].roleHeads.contains(where: {
                scene.lexicon.has(.judge, $0.lemma) || scene.lexicon.has(.spokes, $0.lemma)
            })
        else { return nil }
        // Of one to whom something is done only by his age behind the name: "Tomas Vale, 54, was put …".
        if !isSubject {
            var last = opener
            while last + 1 < next.tokens.count, entity(next.number, last + 1) == found || next.forms[last + 1] == "." {
                last += 1
            }
            guard last + 2 < next.tokens.count, next.forms[last + 1] == ",", let age = Int(next.forms[last + 2]),
                (14...110).contains(age)
            else { return nil }
        }
        return found
    }

    /// "A judge had asked for the files. Mr Ilya Orn wants …": whom the next sentence brings in by name as its subject and tells
    /// nothing else of.
    private func namedNext(_ index: Int, clauses: Clauses, scene: Scene) -> Int? {
        guard clauses.relation(index).hasPrefix("nsubj"), clauses.number + 1 < scene.sentences.count else { return nil }
        let next = scene.sentences[clauses.number + 1]
        guard next.blockNumber == clauses.blockNumber, let root = next.tokens.firstIndex(where: { $0.relation == "root" }),
            let subject = next.child(root, where: { next.relation($0).hasPrefix("nsubj") }),
            let found = entity(next.number, subject), entries[found].kind == .person, entries[found].isNamed,
            entries[found].roleHeads.isEmpty, entries[found].mentions.allSatisfy({ $0.sentence >= next.number })
        else { return nil }
        var last = subject
        while last + 1 < next.tokens.count, entity(next.number, last + 1) == found { last += 1 }
        return last + 1 < next.tokens.count && next.forms[last + 1] != "," ? found : nil
    }

    /// "A judge on Monday fined …", and some lines on "Judge Ana Solar": the only one who is given that office by name, and only after the lead.
    private func namedLater(_ lemma: String, after sentence: Int) -> Int? {
        guard sentence < Self.lead else { return nil }
        let bearers = entries.indices.filter { index in
            entries[index].kind == .person && entries[index].roleHeads.contains { $0.lemma == lemma }
        }
        guard bearers.count == 1, let one = bearers.first, entries[one].isNamed,
            !entries[one].roleHeads.contains(where: \.former),
            let first = entries[one].mentions.map(\.sentence).min(), first > sentence, first <= sentence + 12
        else { return nil }
        return one
    }

    private func mostTold(age: Int?, clauses: Clauses, scene: Scene) -> Int? {
        var best: (score: Int, entity: Int)?
        for (candidate, entry) in entries.enumerated() where entry.kind == .person && entry.isNamed {
            // "Judge Vost said the 50-year-old had …": the judge speaks of another.
            guard
                !(entry.subject.sentence == clauses.number
                    && entry.mentions.contains { $0.sentence == clauses.number && $0.form == .name }),
                let score = salience(candidate, 0, clauses: clauses, scene: scene)
            else { continue }
            // Ages are told of those whom the paper is about, seldom of judges; an age told before says whose it is.
            var total = score + (candidate == protagonist ? 30 : 0)
            if entry.roleHeads.contains(where: { scene.lexicon.has(.judge, $0.lemma) }) { total -= 60 }
            if let age, !entry.ages.isEmpty { total += entry.ages.contains(age) ? 60 : -60 }
            if best == nil || total > best!.score { best = (total, candidate) }
        }
        return best?.entity
    }

    /// "the former president", "the minister", "his daughter", "the prisoner": who holds that role in this text.
    private func definitePerson(_ index: Int, owner: Int?, clauses: Clauses, scene: Scene) -> Int? {
        let token = clauses.tokens[index]
        var lemma = token.lemma
        var isFormer = clauses.children[index].contains {
            clauses.isWritten($0, .former)
        }
        if lemma.hasPrefix("ex-") { lemma = String(lemma.dropFirst(3)); isFormer = true }
        let isKin = clauses.isClass(index, .kin)
        let of = clauses.children[index].first {
            $0 > index && clauses.relation($0).hasPrefix("nmod") && clauses.preposition($0) == "of"
                && !takesOf(clauses.tokens[index].head, clauses)
        }
        let mine = (owner ?? of).map { clauses.tokens[$0].lemma }
        let countries: Set<String> = ["country", "nation", "state", "republic", "his", "her", "its", "their"]
        let isPlaceOwner =
            owner.map { clauses.tokens[$0].upos == .pron } ?? false
            || entity(clauses.number, owner ?? of).map { entries[$0].kind == .place } ?? false
        let ownerEntity = entity(clauses.number, owner)
        let sex: Bool? = clauses.isClass(index, .male) ? true : clauses.isClass(index, .female) ? false : nil
        let modifiers = clauses.children[index].filter {
            $0 < index && (clauses.relation($0) == "compound" || clauses.relation($0) == "amod")
        }.map { clauses.forms[$0] }
        let portfolio = Set(modifiers.filter { scene.lexicon.has(.portfolio, $0) })
        var best: (score: Int, entity: Int)?
        for (candidate, entry) in entries.enumerated() where entry.kind == .person && !entry.isPlural && !entry.mentions.isEmpty {
            if let sex, let gender = entry.gender, gender != sex { continue }
            guard candidate != ownerEntity else { continue }
            // "Asked about Vost, the former minister said …": a subject is another than who is named before it in the sentence.
            if clauses.relation(index).hasPrefix("nsubj"), token.head >= 0, clauses.relation(token.head) == "root",
                entry.subject.sentence != clauses.number,
                entry.mentions.contains(where: {
                    $0.sentence == clauses.number && $0.form == .name && $0.range.upperBound <= token.range.lowerBound
                })
            {
                continue
            }
            var score = 0
            for role in entry.roleHeads {
                // "the tribunal's president" is not the president of the country.
                if !isKin, let mine, !countries.contains(mine) {
                    if let theirs = role.of { if theirs != mine { continue } } else if !isPlaceOwner { continue }
                }
                if !isKin, mine == nil,
                    role.of.map({ scene.lexicon.has(.chaired, $0) }) ?? false,
                    lemma == "president" || lemma == "chief"
                {
                    continue
                }
                // "The foreign minister" is not the minister of justice.
                if role.lemma == lemma, !portfolio.isEmpty, holdsOther(portfolio, lemma, entry, scene) { continue }
                if role.lemma == lemma {
                    score = max(
                        score,
                        40 + (role.former == isFormer ? 10 : isKin ? 0 : isFormer && entry.last.sentence >= 0 ? -8 : -24)
                            + (isKin && ownerEntity != nil && role.owner == ownerEntity ? 20 : 0))
                } else if !isKin, scene.lexicon.has(.leader, lemma), scene.lexicon.has(.leader, role.lemma),
                    lemma == "leader" || lemma == "premier" && role.lemma == "minister",
                    !modifiers.contains(where: { scene.lexicon.has(.outofpower, $0) })
                {
                    score = max(score, 25 + (role.former == isFormer ? 5 : -12))
                } else if scene.lexicon.has(.lawyer, lemma), scene.lexicon.has(.lawyer, role.lemma),
                    !(lemma == "attorney" && modifiers.contains("district")), !clauses.isWritten(index + 1, .official)
                {
                    score = max(score, 30)
                } else if lemma == "judge" && role.lemma == "justice" || lemma == "prosecutor" && role.lemma == "attorney"
                    || lemma == "lawmaker" && scene.lexicon.has(.lawmaker, role.lemma)
                {
                    score = max(score, 28 + (role.former == isFormer ? 0 : -14))
                }
            }
            // "the eldest lord" of one who is called Lord.
            if score == 0, owner == nil, entry.honorifics.contains(lemma) { score = 38 }
            if score > 0, !modifiers.isEmpty {
                let titles = entry.roles.map { $0.title.lowercased() }
                if modifiers.contains(where: { word in titles.contains { $0.contains(word) } }) { score += 15 }
            }
            if score == 0, !isKin, candidate == protagonist, entry.isNamed,
                clauses.isClass(index, .subject) || scene.lexicon.has(.figure, lemma) || isFormer
                    || headlined.contains(lemma) && owner == nil && of == nil
            {
                score = owner == nil ? 20 : 0
            }
            guard score > 0 else { continue }
            let distance = entry.last.sentence >= 0 ? clauses.number - entry.last.sentence : 30
            score -= min(distance, 14)
            if !entry.isNamed { score -= 6 }
            if entry.last.sentence < 0 { score -= 12 }
            if best == nil || score > best!.score { best = (score, candidate) }
        }
        // "The new governor" is not the one who was told of as governor before.
        if modifiers.contains("new"),
            let new = unsaid(
                index, sex: sex, isKin: isKin, owner: owner ?? of, modifiers: modifiers, clauses: clauses, scene: scene)
        {
            return new
        }
        // Whom the paper names in that office only later is a guess where somebody near does as such people do.
        if let found = best?.entity, entries[found].last.sentence >= 0 || isKin { return found }
        return unsaid(index, sex: sex, isKin: isKin, owner: owner ?? of, modifiers: modifiers, clauses: clauses, scene: scene)
            ?? best?.entity
    }

    /// "robbed the deputy of his seat": the verb's "of" tells nothing of the noun before it.
    private func takesOf(_ verb: Int, _ clauses: Clauses) -> Bool {
        verb >= 0
            && [
                "strip", "deprive", "rob", "relieve", "rid", "inform", "notify", "accuse", "convict", "clear", "acquit",
                "absolve",
            ]
            .contains(clauses.tokens[verb].lemma)
    }

    /// Whether all that the text calls somebody by that word is another's portfolio.
    private func holdsOther(_ portfolio: Set<String>, _ lemma: String, _ entry: Entry, _ scene: Scene) -> Bool {
        let titles = entry.roles.map { $0.title.lowercased().split(separator: " ").map(String.init) }.filter {
            $0.contains(lemma)
        }
        let deputies: Set<String> = ["deputy", "vice"]
        if !titles.isEmpty, !portfolio.isDisjoint(with: deputies) {
            return titles.allSatisfy { deputies.isDisjoint(with: $0) }
        }
        return !titles.isEmpty
            && titles.allSatisfy { words in
                words.contains { scene.lexicon.has(.portfolio, $0) } && portfolio.isDisjoint(with: words)
            }
    }

    /// A description that no role told so far fits: "“…,” the justice wrote" is who decided in the lines before, "the widow said" the woman
    /// named there, "the senator" of whom things are decided the one whom the paper is about.
    private func unsaid(
        _ index: Int, sex: Bool?, isKin: Bool, owner: Int?, modifiers: [String], clauses: Clauses, scene: Scene
    ) -> Int? {
        guard owner == nil else { return nil }
        let token = clauses.tokens[index]
        let verb = token.head
        let speaks = clauses.relation(index) == "nsubj" && verb >= 0 && clauses.isClass(verb, .say)
        func near(_ entity: Int, _ reach: Int) -> Bool {
            let last = entries[entity].last.sentence
            return last >= 0 && last < clauses.number && clauses.number - last <= reach
        }
        func isFree(_ entity: Int, _ one: WordClass) -> Bool {
            entries[entity].roleHeads.allSatisfy { scene.lexicon.has(one, $0.lemma) }
        }
        let people = entries.indices.filter { entries[$0].kind == .person && entries[$0].isNamed && !entries[$0].isPlural }
        if clauses.isClass(index, .judge), modifiers.isEmpty {
            let benches = people.filter { near($0, 3) && entries[$0].hasDecided && isFree($0, .judge) && $0 != protagonist }
            return benches.max { entries[$0].last < entries[$1].last }
        }
        if isKin, let sex, speaks {
            let fits = people.filter {
                near($0, 2) && entries[$0].gender == sex && entries[$0].roleHeads.isEmpty && $0 != protagonist
            }
            return fits.count == 1 ? fits[0] : nil
        }
        if scene.lexicon.has(.power, token.lemma) || scene.lexicon.has(.leader, token.lemma), speaks {
            // "Mr Vost opened the bridge … “…,” the president said": in one paragraph it is who spoke.
            let fits = people.filter { person in
                let entry = entries[person]
                return entry.last.sentence >= 0 && clauses.number - entry.last.sentence <= 1 && entry.subject.isMain
                    && entry.subject.sentence == entry.last.sentence
                    && scene.sentences[entry.last.sentence].blockNumber == clauses.blockNumber && entry.roleHeads.isEmpty
                    && entry.gender != false
            }
            if fits.count == 1 { return fits[0] }
        }
        if token.lemma == "president" || token.lemma == "king", modifiers.isEmpty {
            // The only one who has decided over others so far and of whom no other office is told.
            let fits = people.filter {
                near($0, 8) && entries[$0].hasDecided && entries[$0].roleHeads.isEmpty && $0 != protagonist
            }
            if fits.count == 1 { return fits[0] }
        }
        if scene.lexicon.has(.rank, token.lemma), modifiers.isEmpty, !speaks, let protagonist, entries[protagonist].isNamed,
            isFree(protagonist, .rank), near(protagonist, 12),
            !entries[protagonist].mentions.contains(where: { $0.sentence == clauses.number && $0.form == .name }),
            ["obj", "nsubj:pass", "obl:agent"].contains(clauses.relation(index)) || clauses.relation(index) == "nmod:poss"
        {
            return protagonist
        }
        return nil
    }
}
