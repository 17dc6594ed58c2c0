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
            clauses.isWritten($0, .former)
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
                    role.of.map({ scene.lexicon.has(.chaired, $0) }) ?? false,
                    lemma == "president" || lemma == "chief"
                {
                    continue
                }
                if role.lemma == lemma {
                    score = max(
                        score,
                        40 + (role.former == isFormer ? 10 : isKin ? 0 : -24)
                            + (isKin && ownerEntity != nil && role.owner == ownerEntity ? 20 : 0))
                } else if !isKin, scene.lexicon.has(.leader, lemma), scene.lexicon.has(.leader, role.lemma),
                    lemma == "leader" || lemma == "premier" && role.lemma == "minister",
                    !modifiers.contains(where: { scene.lexicon.has(.outofpower, $0) })
                {
                    score = max(score, 25 + (role.former == isFormer ? 5 : -12))
                } else if lemma == "lawyer" || lemma == "counsel" || lemma == "attorney",
                    scene.lexicon.has(.lawyer, role.lemma)
                {
                    score = max(score, 30)
                } else if lemma == "judge" && role.lemma == "justice" || lemma == "prosecutor" && role.lemma == "attorney"
                    || lemma == "lawmaker" && scene.lexicon.has(.lawmaker, role.lemma)
                {
                    score = max(score, 28)
                }
            }
            if score > 0, !modifiers.isEmpty {
                let titles = entry.roles.map { $0.title.lowercased() }
                if modifiers.contains(where: { word in titles.contains { $0.contains(word) } }) { score += 15 }
            }
            if score == 0, !isKin, candidate == protagonist, entry.isNamed,
                clauses.isClass(index, .subject) || scene.lexicon.has(.figure, lemma) || isFormer
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
}
