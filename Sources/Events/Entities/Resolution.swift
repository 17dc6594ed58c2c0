import CaseModel
import Language

/// Who nominals and pronouns stand for, in reading order. Careful: words that nothing pins down stay nobody's.
extension EntityBook {
    mutating func resolve(scene: Scene) {
        for entity in entries.indices {
            entries[entity].last = (-1, -1)
            entries[entity].subject = (-1, false)
        }
        for clauses in scene.sentences where clauses.block != .heading && clauses.block != .subheading {
            for index in clauses.tokens.indices {
                let known = at[clauses.number][index]
                if known >= 0 {
                    entries[known].last = (clauses.number, index)
                    noteSubject(known, clauses, index)
                    continue
                }
                if clauses.isClass(index, .pronoun) {
                    resolvePronoun(index, clauses: clauses, scene: scene)
                } else if clauses.tokens[index].upos == .noun || clauses.tokens[index].upos == .adj
                    || clauses.tokens[index].upos == .propn || clauses.tokens[index].upos == .num
                {
                    resolveNominal(index, clauses: clauses, scene: scene)
                }
            }
        }
        for kin in pendingKin {
            let clauses = scene.sentences[kin.sentence]
            guard
                let pronoun = clauses.tokens.indices.first(where: {
                    $0 < kin.token && kin.token - $0 < 8 && clauses.tokens[$0].xpos == "PRP$" && at[kin.sentence][$0] >= 0
                })
            else { continue }
            let owner = at[kin.sentence][pronoun]
            if owner != kin.entity {
                links.append(EntityLink(kind: .kin, from: owner, to: kin.entity, word: clauses.tokens[kin.token].lemma))
            }
        }
        nameHeadings(scene: scene)
    }

    /// In headings only names that the body knows: capitals there tell nothing. Of two bearers the one whom the body too calls by the bare
    /// name, else the one whom it brings in first: kin are told by their full names.
    private mutating func nameHeadings(scene: Scene) {
        var byWord: [String: Int] = [:]
        for (index, entry) in entries.enumerated() where entry.isNamed {
            for key in entry.keys {
                let word = entry.kind == .person ? key.last! : key.joined(separator: " ")
                if let other = byWord[word], rank(other, word) <= rank(index, word) { continue }
                byWord[word] = index
            }
        }
        for clauses in scene.sentences where clauses.block == .heading || clauses.block == .subheading {
            for index in clauses.tokens.indices where at[clauses.number][index] < 0 {
                guard let entity = byWord[Fold.word(clauses.tokens[index].form)] else { continue }
                mention(entity, scene, sentence: clauses.number, tokens: index...index, head: index, form: .name)
            }
            for index in clauses.tokens.indices.dropLast() where at[clauses.number][index] < 0 {
                let pair = Fold.word(clauses.tokens[index].form) + " " + Fold.word(clauses.tokens[index + 1].form)
                guard let entity = byWord[pair] else { continue }
                mention(entity, scene, sentence: clauses.number, tokens: index...(index + 1), head: index, form: .name)
            }
        }
    }

    private func rank(_ entity: Int, _ word: String) -> (Int, Int, Int) {
        let entry = entries[entity]
        let isBare = entry.keys.contains([word])
        let first = entry.mentions.map(\.range.lowerBound).min() ?? .max
        return entry.kind == .person ? (isBare ? 0 : 1, first, entity) : (2, -entry.mentions.count, entity)
    }

    // MARK: Pronouns

    private mutating func resolvePronoun(_ index: Int, clauses: Clauses, scene: Scene) {
        let form = clauses.forms[index]
        guard !clauses.quoted[index] else { return }
        if let ahead = subjectAhead(index, clauses) {
            mention(ahead, scene, sentence: clauses.number, tokens: index...index, head: index, form: .pronoun)
            return
        }
        let entity: Int?
        switch form {
        case "he", "him", "his", "himself": entity = person(male: true, index, clauses: clauses, scene: scene)
        case "she", "her", "hers", "herself": entity = person(male: false, index, clauses: clauses, scene: scene)
        case "it", "its", "itself": entity = body(index, clauses: clauses, scene: scene)
        case "they", "them", "their", "theirs": entity = plural(index, clauses: clauses)
        default: return
        }
        guard let entity else { return }
        mention(entity, scene, sentence: clauses.number, tokens: index...index, head: index, form: .pronoun)
        if form.hasPrefix("h") || form.hasPrefix("s"), entries[entity].gender == nil {
            entries[entity].gender = form == "he" || form == "him" || form == "his" || form == "himself"
        }
    }

    /// "In its judgment of May the court found …": whose it is stands behind, as the main verb's subject.
    private func subjectAhead(_ index: Int, _ clauses: Clauses) -> Int? {
        guard clauses.tokens[index].xpos == "PRP$", index < 4, clauses.tokens[0].upos == .adp || clauses.tokens[0].upos == .sconj,
            let verb = clauses.tokens.indices.first(where: { clauses.relation($0) == "root" }),
            let subject = clauses.child(verb, where: { clauses.relation($0).hasPrefix("nsubj") && $0 > index }),
            let found = (subject..<min(subject + 4, clauses.tokens.count)).lazy.compactMap({ self.entity(clauses.number, $0) })
                .first,
            entries[found].isNamed
        else { return nil }
        switch clauses.forms[index] {
        case "its": return entries[found].kind != .person ? found : nil
        case "his": return entries[found].kind == .person && entries[found].gender != false ? found : nil
        case "her": return entries[found].kind == .person && entries[found].gender != true ? found : nil
        default: return nil
        }
    }

    /// How well an entity serves as antecedent at a place: subjects before others, near before far, the protagonist before the rest.
    private func salience(_ entity: Int, _ index: Int, clauses: Clauses, scene: Scene) -> Int? {
        let last = entries[entity].last
        guard last.sentence >= 0 else { return nil }
        let distance = clauses.number - last.sentence
        guard distance >= 0, distance <= (entity == protagonist ? 12 : 6) else { return nil }
        // Whom the paper is about is never far away.
        var score = entity == protagonist ? max(100 - distance * 30, 30) : 100 - distance * 30
        let where_ = scene.sentences[last.sentence]
        let relation = where_.relation(last.token)
        if relation.hasPrefix("nsubj") || entries[entity].subject.sentence == last.sentence {
            // Who spoke at the end of a paragraph is seldom whom the next one is about.
            // In one sentence the nearer subject is the likelier.
            let near =
                distance == 0 ? 25 + last.token * 8 / max(1, clauses.tokens.count) : entries[entity].subject.isMain ? 34 : 25
            score += where_.blockNumber != clauses.blockNumber && distance > 0 ? 14 : near
        } else if relation == "obj" || relation == "iobj" {
            score += 5
        } else if relation == "nmod:poss" {
            score += 6
        } else if relation == "obl:agent" {
            score += 4
        }
        if distance == 0 { score += 5 }
        if entity == protagonist { score += 20 }
        if where_.block == .caption, clauses.block != .caption { score -= 60 }
        if where_.blockNumber != clauses.blockNumber, distance > 0 { score -= 8 }
        return score
    }

    private func person(male: Bool, _ index: Int, clauses: Clauses, scene: Scene) -> Int? {
        // "told him", "her lawyer": not the one who is already in the same clause's subject place for an object pronoun.
        var barred: Int?
        let form = clauses.forms[index]
        if form == "him" || (form == "her" && clauses.tokens[index].xpos == "PRP"),
            let verb = clauses.predicate(over: clauses.tokens[index].head)
        {
            barred = entity(clauses.number, clauses.child(verb, relation: "nsubj") ?? -1)
        }
        if barred == nil, form == "he" || form == "she", clauses.tokens[index].head >= 0 {
            // "Ruden, whose sentence he cut": the one who cuts is another.
            let verb = clauses.tokens[index].head
            if clauses.decides[verb], clauses.relation(verb) == "acl:relcl" {
                barred = entity(clauses.number, clauses.tokens[verb].head)
            }
        }
        if barred == nil, clauses.tokens[index].xpos == "PRP$", let owner = ownerBarred(index, clauses: clauses) {
            barred = owner
        }
        let fate = self.fate(index, clauses, scene)
        var best: (score: Int, entity: Int)?
        for (candidate, entry) in entries.enumerated() where entry.kind == .person && !entry.isPlural && candidate != barred {
            guard entry.gender != !male else { continue }
            guard var score = salience(candidate, index, clauses: clauses, scene: scene) else { continue }
            if entry.gender == male { score += 5 }
            if candidate == protagonist { score += fate }
            if !entry.isNamed { score -= 12 }
            if best == nil || score > best!.score { best = (score, candidate) }
        }
        return best?.entity
    }

    private static let fates: Set<EventKind> = [
        .convict, .sentence, .pardon, .commute, .release, .arrest, .detain, .charge, .appeal, .extradite, .acquit, .impeach,
        .indict,
    ]

    /// How much the words about a pronoun speak for the one whom the paper is about: "his conviction", "he was arrested", "his lawyers" sooner
    /// than "he said".
    private func fate(_ index: Int, _ clauses: Clauses, _ scene: Scene) -> Int {
        let head = clauses.tokens[index].head
        guard head >= 0 else { return 0 }
        if clauses.tokens[index].xpos == "PRP$" {
            if clauses.words[head].nouns.contains(where: { EntityBook.fates.contains(scene.lexicon.nouns[$0].kind) }) {
                return 52
            }
            return clauses.isClass(head, .spokes) ? 25 : clauses.isClass(head, .kin) ? 10 : 0
        }
        guard clauses.takesPatient[head] else { return 0 }
        let relation = clauses.relation(index)
        return relation == "nsubj:pass" || relation == "obj" || relation == "iobj" ? 25 : 0
    }

    /// Who commutes, annuls or upholds "his sentence" has not himself been sentenced.
    private func ownerBarred(_ index: Int, clauses: Clauses) -> Int? {
        let noun = clauses.tokens[index].head
        guard noun >= 0, !clauses.words[noun].nouns.isEmpty || clauses.isClass(noun, .legalact),
            let verb = clauses.predicate(over: noun), clauses.decides[verb]
        else { return nil }
        return entity(clauses.number, clauses.predicate(at: verb).subject)
    }

    private func body(_ index: Int, clauses: Clauses, scene: Scene) -> Int? {
        // "It is the first time that …": no one.
        if clauses.relation(index) == "expl" { return nil }
        // "a judgment, a year after it was given": what is done to "it" is seldom done to a body.
        if clauses.relation(index) == "nsubj:pass", clauses.tokens[index].head >= 0,
            !clauses.takesPatient[clauses.tokens[index].head]
        {
            return nil
        }
        let isSubject = clauses.relation(index).hasPrefix("nsubj") || clauses.tokens[index].xpos == "PRP$"
        guard isSubject else { return nil }
        var best: (score: Int, entity: Int)?
        for (candidate, entry) in entries.enumerated()
        where !entry.isPlural
            && (entry.kind == .authority || entry.kind == .organisation || (entry.kind == .place && entry.country != nil))
        {
            guard entry.last.sentence >= 0, clauses.number - entry.last.sentence <= 1 else { continue }
            guard let score = salience(candidate, index, clauses: clauses, scene: scene) else { continue }
            let relation = scene.sentences[entry.last.sentence].relation(entry.last.token)
            guard
                relation.hasPrefix("nsubj") || entry.subject.sentence == entry.last.sentence || relation == "obl:agent"
                    || clauses.number == entry.last.sentence || entry.isCourt
            else { continue }
            if best == nil || score > best!.score { best = (score, candidate) }
        }
        return best?.entity
    }

    private func plural(_ index: Int, clauses: Clauses) -> Int? {
        // Whom the sentence before is about, sooner than whom it names last.
        var best: (place: (Int, Int, Int), entity: Int)?
        for (candidate, entry) in entries.enumerated() where entry.isPlural {
            guard entry.last.sentence >= 0, clauses.number - entry.last.sentence <= 1 else { continue }
            let isMain = entry.subject.isMain && entry.subject.sentence == entry.last.sentence
            let place = (entry.last.sentence, isMain ? 1 : 0, entry.last.token)
            if best == nil || best!.place < place { best = (place, candidate) }
        }
        return best?.entity
    }

    // MARK: Nominals

    private static let leaders: Set<String> = [
        "leader", "president", "minister", "premier", "governor", "chief", "head", "ruler", "mayor", "king", "chancellor",
        "general", "prime",
    ]
    /// Leaders who lead no country.
    private static let outOfPower: Set<String> = [
        "opposition", "party", "rebel", "protest", "union", "guerrilla", "religious", "spiritual", "student", "gang", "cult",
    ]
    private static let general: Set<String> = [
        "man", "woman", "politician", "leader", "statesman", "official", "figure", "boss", "strongman", "veteran", "candidate",
    ]

    private mutating func resolveNominal(_ index: Int, clauses: Clauses, scene: Scene) {
        let token = clauses.tokens[index]
        let classes = clauses.words[index].classes
        let form = clauses.forms[index]
        let isAge = form.contains("-year-old") || (form == "old" && index > 1)
        let isBody = classes.has(.body) || classes.has(.court)
        guard
            isBody || classes.has(.official) || classes.has(.kin) || classes.has(.person) || classes.has(.judge)
                || classes.has(.crowd) || isAge
                || form == "prosecution" || (form.hasPrefix("ex-") && token.upos == .noun)
        else { return }
        // A noun that only modifies another ("court papers", "prison sentence") stands for nobody, nor does an adjective.
        let relation = token.relation
        if relation == "compound" || relation == "amod" || relation.hasPrefix("flat") { return }
        if isAge, token.upos == .adj, clauses.isNominal(token.head >= 0 ? token.head : index), token.head != index,
            relation == "amod"
        {
            return
        }
        let phrase = clauses.phrase(index)
        let determiner = clauses.children[index].first { clauses.tokens[$0].upos == .det }.map { clauses.forms[$0] }
        let owner = clauses.child(index, relation: "nmod:poss")
        let isPlural = token.xpos == "NNS" || token.xpos == "NNPS" || ["police", "people"].contains(form)
        let isDefinite = owner != nil || ["the", "this", "that", "these", "those", "both"].contains(determiner ?? "")
        let sentence = clauses.number

        if isAge {
            guard let found = mostTold(clauses: clauses, scene: scene) else { return }
            let digits = form.prefix { $0.isNumber }
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
        if describes { return }
        if isDefinite, let found = definitePerson(index, owner: owner, clauses: clauses, scene: scene) {
            mention(found, scene, sentence: sentence, tokens: phrase, head: index, form: .nominal)
            return
        }
        guard classes.has(.official) || classes.has(.judge) || classes.has(.kin) || classes.has(.spokes),
            determiner != nil || owner != nil || relation.hasPrefix("nsubj")
        else { return }
        if !isDefinite, classes.has(.judge) || token.lemma == "prosecutor", sentence < Self.lead,
            let named = namedLater(token.lemma, after: sentence)
        {
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

    /// "A judge on Monday fined …", and some lines on "Judge Ana Solar": the only one who is given that office by name, and only after the lead.
    private func namedLater(_ lemma: String, after sentence: Int) -> Int? {
        let bearers = entries.indices.filter { index in
            entries[index].kind == .person && entries[index].roleHeads.contains { $0.lemma == lemma }
        }
        guard bearers.count == 1, let one = bearers.first, entries[one].isNamed,
            !entries[one].roleHeads.contains(where: \.former),
            let first = entries[one].mentions.map(\.sentence).min(), first > sentence, first <= sentence + 12
        else { return nil }
        return one
    }

    private func mostTold(clauses: Clauses, scene: Scene) -> Int? {
        var best: (score: Int, entity: Int)?
        for (candidate, entry) in entries.enumerated() where entry.kind == .person && entry.isNamed {
            // "Judge Vost said the 50-year-old had …": the judge speaks of another.
            guard
                !(entry.subject.sentence == clauses.number
                    && entry.mentions.contains { $0.sentence == clauses.number && $0.form == .name }),
                let score = salience(candidate, 0, clauses: clauses, scene: scene)
            else { continue }
            let total = score + (candidate == protagonist ? 30 : 0)
            if best == nil || total > best!.score { best = (total, candidate) }
        }
        return best?.entity
    }

    /// "the former president", "the minister", "his daughter", "the prisoner": who holds that role in this text.
    private func definitePerson(_ index: Int, owner: Int?, clauses: Clauses, scene: Scene) -> Int? {
        let token = clauses.tokens[index]
        var lemma = token.lemma
        var isFormer = clauses.children[index].contains {
            ["former", "ex", "then", "ousted", "deposed", "late"].contains(clauses.forms[$0])
        }
        if lemma.hasPrefix("ex-") { lemma = String(lemma.dropFirst(3)); isFormer = true }
        let isKin = clauses.isClass(index, .kin)
        let of = clauses.children[index].first {
            $0 > index && clauses.relation($0).hasPrefix("nmod") && clauses.preposition($0) == "of"
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
                    role.of.map({ ["court", "tribunal", "chamber", "party", "bank", "senate", "jury"].contains($0) }) ?? false,
                    lemma == "president" || lemma == "chief"
                {
                    continue
                }
                if role.lemma == lemma {
                    score = max(
                        score,
                        40 + (role.former == isFormer ? 10 : isKin ? 0 : -24)
                            + (isKin && ownerEntity != nil && role.owner == ownerEntity ? 20 : 0))
                } else if !isKin, EntityBook.leaders.contains(lemma), EntityBook.leaders.contains(role.lemma),
                    lemma == "leader" || lemma == "premier" && role.lemma == "minister",
                    !modifiers.contains(where: EntityBook.outOfPower.contains)
                {
                    score = max(score, 25 + (role.former == isFormer ? 5 : -12))
                } else if lemma == "lawyer" || lemma == "counsel" || lemma == "attorney",
                    ["lawyer", "counsel", "attorney", "solicitor", "barrister", "advocate"].contains(role.lemma)
                {
                    score = max(score, 30)
                } else if lemma == "judge" && role.lemma == "justice" || lemma == "prosecutor" && role.lemma == "attorney"
                    || lemma == "lawmaker" && ["senator", "deputy", "legislator"].contains(role.lemma)
                {
                    score = max(score, 28)
                }
            }
            if score > 0, !modifiers.isEmpty {
                let titles = entry.roles.map { $0.title.lowercased() }
                if modifiers.contains(where: { word in titles.contains { $0.contains(word) } }) { score += 15 }
            }
            if score == 0, !isKin, candidate == protagonist, entry.isNamed,
                clauses.isClass(index, .subject) || EntityBook.general.contains(lemma) || isFormer
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
        return best?.entity
    }

    private static let topWords: Set<String> = ["top", "highest", "supreme", "apex"]

    /// "the court", "a regional human rights court", "the government", "his party".
    private mutating func bodyNominal(_ index: Int, determiner: String?, owner: Int?, clauses: Clauses, scene: Scene) -> Int? {
        let token = clauses.tokens[index]
        let form = clauses.forms[index]
        let isCourt = clauses.isClass(index, .court) && !["judiciary", "bench"].contains(form)
        let before = clauses.children[index].filter {
            $0 < index
                && (clauses.relation($0) == "compound" || clauses.relation($0) == "amod" || clauses.relation($0) == "nummod")
        }
        let modifiers = before.flatMap { at in clauses.span(at).map { clauses.forms[$0] } }
        let beside = before.map { at[clauses.number][$0] }
        if let named = beside.first(where: { $0 >= 0 && entries[$0].kind == .organisation && entries[$0].isNamed }), !isCourt,
            form == "party" || form == "group" || form == "company" || form == "bank" || form == "movement"
        {
            return named
        }
        let definite = determiner == "the" || determiner == "this" || determiner == "that" || owner != nil
        if isCourt {
            if let described = described(modifiers, form: form, index: index, clauses: clauses) { return described }
            // "by the very court that has now annulled it": a clause says which, and the last one told need not be it.
            if definite, isNarrowed(index, clauses) { return nil }
            if definite,
                modifiers.isEmpty
                    || modifiers.allSatisfy({
                        ["same", "very", "full", "regional", "top", "highest"].contains($0)
                            || scene.lexicon.places.country($0) != nil
                    })
            {
                var best: (score: Int, entity: Int)?
                for (candidate, entry) in entries.enumerated() where entry.isCourt && entry.last.sentence >= 0 {
                    let word = form == "tribunal" ? "tribunal" : "court"
                    let named =
                        entry.keys.contains { $0.contains(word) || (word == "court" && $0.contains("courts")) }
                        || entry.description?.contains(word) == true
                    guard named || form == "panel" || form == "chamber" || form == "jury" && entry.description == "jury" else {
                        continue
                    }
                    var score =
                        100 - (clauses.number - entry.last.sentence) * 10
                        + (clauses.number == entry.last.sentence ? min(entry.last.token, 20) / 10 : 0)
                    if modifiers.contains("regional"),
                        entry.keys.contains(where: {
                            $0.contains("rights") || $0.contains("inter-american") || $0.contains("european")
                                || $0.contains("african")
                        })
                    {
                        score += 60
                    }
                    if entry.subject.sentence == entry.last.sentence { score += entry.subject.isMain ? 9 : 6 }
                    if best == nil || score > best!.score { best = (score, candidate) }
                }
                if let best { return best.entity }
            }
            var entry = Entry(kind: .authority)
            entry.isCourt = true
            // "Its own second chamber" is the second chamber.
            entry.description = (modifiers.filter { !["own", "very", "same"].contains($0) } + [form]).joined(separator: " ")
            entries.append(entry)
            return entries.count - 1
        }
        // A party, a bank, a commission told before by name.
        if definite, owner == nil || form == "party" {
            var best: (sentence: Int, token: Int, entity: Int)?
            for (candidate, entry) in entries.enumerated()
            where entry.kind != .person && entry.isNamed && entry.last.sentence >= 0
                && entry.keys.contains(where: { $0.contains(form) })
            {
                if best == nil || (best!.sentence, best!.token) < entry.last {
                    best = (entry.last.sentence, entry.last.token, candidate)
                }
            }
            if let best, owner == nil { return best.entity }
        }
        if let named = owner.flatMap({ entity(clauses.number, $0) }), entries[named].kind == .place || form == "government",
            ["government", "parliament", "police", "army", "state", "prosecution"].contains(form) == false,
            entries[named].kind == .person
        {
            return nil
        }
        let isKnown = [
            "government", "parliament", "prosecution", "police", "army", "state", "cabinet", "ministry", "senate", "congress",
            "military", "opposition", "commission", "inquiry", "foundation", "department", "jury", "office", "presidency",
            "house", "legislature", "assembly", "council", "committee", "board", "authority", "party", "company", "group",
        ].contains(form)
        guard isKnown else { return nil }
        var description = (modifiers.filter { $0 != "new" && $0 != "same" } + [token.lemma]).joined(separator: " ")
        // "the department of correctional services" is another than "the department of health".
        if let of = clauses.children[index].first(where: {
            $0 > index && clauses.relation($0).hasPrefix("nmod") && clauses.preposition($0) == "of"
        }), scene.lexicon.places.country(clauses.forms[of]) == nil {
            description +=
                " of "
                + clauses.span(of).filter { clauses.tokens[$0].upos != .adp }.map { clauses.forms[$0] }.joined(separator: " ")
        }
        if let known = entries.firstIndex(where: { $0.description == description && !$0.isPlural }) { return known }
        if definite, modifiers.isEmpty, !description.contains(" of "),
            let known = entries.lastIndex(where: {
                ($0.description?.hasPrefix(form + " of ") ?? false) || ($0.description?.hasSuffix(" " + form) ?? false)
            })
        {
            return known
        }
        var entry = Entry(kind: .authority)
        entry.description = description
        entry.country = owner.flatMap {
            clauses.tokens[$0].upos == .propn ? scene.lexicon.places.country(clauses.forms[$0]) ?? clauses.tokens[$0].form : nil
        }
        entries.append(entry)
        return entries.count - 1
    }

    /// Whether a relative clause without a comma says which is meant.
    private func isNarrowed(_ index: Int, _ clauses: Clauses) -> Bool {
        clauses.children[index].contains { clause in
            clauses.relation(clause) == "acl:relcl" && clause > index
                && !(index..<clause).contains { clauses.forms[$0] == "," }
        }
    }

    /// "a regional human rights court" is the court whose name holds those words; "the highest court", the one that the papers call supreme.
    private func described(_ modifiers: [String], form: String, index: Int, clauses: Clauses) -> Int? {
        let words = modifiers.filter { !["regional", "same", "very", "the", "own", "full", "new"].contains($0) && $0 != "-" }
        if words.contains(where: EntityBook.topWords.contains) {
            let tops = entries.indices.filter { index in
                entries[index].isCourt && entries[index].isNamed
                    && entries[index].keys.contains { key in
                        !key.contains("rights") && !key.contains("district") && !key.contains("appeal")
                            && !key.contains("appeals")
                            && (key.contains("supreme") || key.contains("constitutional") || key.contains("federal")
                                || key.contains("cassation") || key.contains("high") && key.contains("tribunal"))
                    }
            }
            if tops.count == 1 { return tops[0] }
            // Several: the one first named after this place, as the lead describes what the next lines name.
            return tops.min { first($0, after: clauses.number) < first($1, after: clauses.number) }
        }
        guard !words.isEmpty else { return nil }
        let fits = entries.indices.filter { index in
            entries[index].isCourt && entries[index].isNamed
                && entries[index].keys.contains { key in words.allSatisfy { Self.holds(key, Fold.word($0)) } }
        }
        return fits.count == 1 ? fits[0] : nil
    }

    /// "An appeals court" is the Court of Appeal.
    private static func holds(_ key: [String], _ word: String) -> Bool {
        key.contains(word) || key.contains(word + "s") || word.hasSuffix("s") && key.contains(String(word.dropLast()))
    }

    private func first(_ entity: Int, after sentence: Int) -> Int {
        entries[entity].mentions.first { $0.sentence >= sentence }?.sentence ?? Int.max
    }
}
