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
        let barred = barred(index, clauses: clauses)
        let form = clauses.forms[index]
        let verb = clauses.tokens[index].head
        // Who sentences, acquits or pardons is of the bench or in office, and seldom the one whom the paper is about.
        let isDecider =
            (form == "he" || form == "she") && clauses.relation(index) == "nsubj" && verb >= 0
            && (clauses.decides[verb]
                || clauses.words[verb].verbs.contains { EntityBook.fates.contains(scene.lexicon.verbs[$0].kind) })
            && clauses.children[verb].contains { clauses.relation($0) == "obj" }
        let speaks = verb >= 0 && clauses.isClass(verb, .say)
        let fate = self.fate(index, clauses, scene)
        var best: (score: Int, entity: Int)?
        for (candidate, entry) in entries.enumerated()
        where entry.kind == .person && !entry.isPlural && !barred.contains(candidate) {
            guard entry.gender != !male else { continue }
            guard var score = salience(candidate, index, clauses: clauses, scene: scene) else { continue }
            if entry.gender == male { score += 5 }
            if candidate == protagonist { score += fate }
            if isDecider {
                let decides =
                    entry.hasDecided
                    || entry.roleHeads.contains { scene.lexicon.has(.judge, $0.lemma) || scene.lexicon.has(.power, $0.lemma) }
                score += decides ? 20 : candidate == protagonist ? -50 : 0
            }
            // "said her lawyer, Ilya Vale. She will be back on Friday": who speaks for another is not whom the next line is about.
            if !speaks, candidate != protagonist, entry.subject.sentence < clauses.number, isSpeaker(entry, scene) { score -= 30 }
            // "…, Orn warned. “…,” she said": who spoke goes on.
            if speaks, entry.hasSpoken == clauses.number - 1 { score += 22 }
            if !entry.isNamed { score -= 12 }
            if best == nil || score > best!.score { best = (score, candidate) }
        }
        return best?.entity
    }

    /// Whom the words around a pronoun say it is not: who stands beside it under one verb, who does it, whose the noun is told to be.
    private func barred(_ index: Int, clauses: Clauses) -> Set<Int> {
        var barred = Set<Int>()
        let form = clauses.forms[index]
        let head = clauses.tokens[index].head
        func bar(_ token: Int?) {
            if let found = entity(clauses.number, token) { barred.insert(found) }
        }
        if clauses.tokens[index].xpos == "PRP$" {
            if let owner = ownerBarred(index, clauses: clauses) { barred.insert(owner) }
            guard head >= 0 else { return barred }
            // "his lawyer, Ilya Orn", "Ilya Orn, his lawyer", "Ilya Orn, who was his lawyer".
            bar(head)
            if clauses.relation(head) == "appos" { bar(clauses.tokens[head].head) }
            if let named = clauses.child(head, relation: "appos") { bar(named) }
            if clauses.child(head, relation: "cop") != nil {
                if let subject = clauses.child(head, where: { clauses.relation($0).hasPrefix("nsubj") }) { bar(subject) }
                if clauses.relation(head).hasPrefix("acl") { bar(clauses.tokens[head].head) }
            }
            return barred
        }
        guard head >= 0 else { return barred }
        if form == "him" || form == "her", let verb = clauses.predicate(over: head) {
            bar(clauses.predicate(at: verb).subject)
            // "the judge who fined him", "Ilya Orn, who defended him".
            if clauses.relation(verb) == "acl:relcl" { bar(clauses.tokens[verb].head) }
        } else if form == "he" || form == "she" {
            // "Vale, whose term he cut": the one who cuts is another.
            if clauses.decides[head], clauses.relation(head) == "acl:relcl" { bar(clauses.tokens[head].head) }
        }
        // "he was named by Orn", "Orn called him": under one verb stand two.
        if clauses.isVerb(head) {
            for beside in clauses.children[head] where beside != index {
                if ["nsubj", "nsubj:pass", "obj", "iobj", "obl:agent", "obl"].contains(clauses.relation(beside)),
                    !clauses.isClass(beside, .pronoun)
                {
                    bar(beside)
                }
            }
        }
        return barred
    }

    /// Whether all that the text says of somebody is for whom he speaks.
    private func isSpeaker(_ entry: Entry, _ scene: Scene) -> Bool {
        !entry.roleHeads.isEmpty && entry.roleHeads.allSatisfy { scene.lexicon.has(.spokes, $0.lemma) }
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
