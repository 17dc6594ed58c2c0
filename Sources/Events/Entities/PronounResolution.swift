import CaseModel
import Language

/// Whom "he", "her", "it" and "they" stand for: the antecedent that its place, sex and fate in the text speak for.
extension EntityBook {
    mutating func resolvePronoun(_ index: Int, clauses: Clauses, scene: Scene) {
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
    func salience(_ entity: Int, _ index: Int, clauses: Clauses, scene: Scene) -> Int? {
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
}
