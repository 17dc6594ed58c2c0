import CaseModel
import Language

/// Who nominals and pronouns stand for, in reading order. Careful: words that nothing pins down stay nobody's.
extension EntityBook {
    mutating func resolve(scene: Scene) {
        for entity in entries.indices {
            entries[entity].last = (-1, -1)
            entries[entity].subject = (-1, false)
            entries[entity].hasDecided = false
            entries[entity].hasSpoken = -1
        }
        for clauses in scene.sentences where clauses.block == .heading {
            for index in clauses.tokens.indices
            where clauses.isClass(index, .official) || clauses.isClass(index, .rank) || clauses.isClass(index, .subject) {
                if index == 0 || clauses.forms[index - 1] == "the" { headlined.insert(clauses.tokens[index].lemma) }
            }
        }
        let title = (scene.document.title ?? "").split(separator: " ").map { $0.lowercased().filter { $0.isLetter || $0 == "-" } }
        for (index, word) in title.enumerated() where index > 0 && title[index - 1] == "the" {
            if scene.lexicon.has(.official, word) || scene.lexicon.has(.rank, word) { headlined.insert(word) }
        }
        for clauses in scene.sentences where clauses.block != .heading && clauses.block != .subheading {
            for index in clauses.tokens.indices {
                let known = at[clauses.number][index]
                if known >= 0 {
                    entries[known].last = (clauses.number, index)
                    noteSubject(known, clauses, index)
                    // "its chairman, Ada Vale, warned": between commas before a verb of saying stands who says it.
                    if index > 0, index + 2 < clauses.tokens.count, clauses.forms[index + 1] == ",",
                        entries[known].kind == .person,
                        clauses.isClass(index + 2, .say), ["VBD", "VBN"].contains(clauses.tokens[index + 2].xpos),
                        clauses.tokens.indices[..<index].last(where: { at[clauses.number][$0] != known }).map({
                            clauses.forms[$0] == ","
                        })
                            ?? false
                    {
                        entries[known].subject = (clauses.number, true)
                        entries[known].hasSpoken = clauses.number
                    }
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
}
