import CaseModel
import Language

extension EntityBook {
    /// The country of courts and offices: by the possessor before the name, by a word in the name, else "the country's" means the
    /// one that the document speaks of most.
    mutating func findCountries(scene: Scene) {
        let main = mainCountry(scene: scene)
        for index in entries.indices where entries[index].kind == .authority || entries[index].isCourt {
            guard entries[index].country == nil else { continue }
            entries[index].country = countryOf(index, main: main, scene: scene)
        }
    }

    /// The place most named that is a country, or that a demonym or "government of" makes one.
    private func mainCountry(scene: Scene) -> String? {
        var counts: [String: Int] = [:]
        for clauses in scene.sentences {
            for (token, form) in clauses.forms.enumerated()
            where clauses.tokens[token].upos == .propn || clauses.tokens[token].upos == .adj {
                if let country = scene.lexicon.places.country(form) { counts[country, default: 0] += 1 }
            }
        }
        for entry in entries where entry.kind == .place && !entry.mentions.isEmpty {
            guard let name = entry.names.min(by: { ($1.value, $0.key) < ($0.value, $1.key) })?.key,
                scene.lexicon.places.country(name.lowercased()) == nil
            else { continue }
            // An unknown place is a country when a title or a court is its own: "Norland's president", "the Supreme Court of Norland".
            let owns = entry.mentions.contains { mention in
                let clauses = scene.sentences[mention.sentence]
                guard
                    let token = clauses.tokens.indices.first(where: {
                        clauses.tokens[$0].range.lowerBound == mention.range.lowerBound
                    })
                else { return false }
                let head = clauses.tokens[token].head
                return head >= 0 && clauses.relation(token) == "nmod:poss"
                    && (clauses.isClass(head, .official) || clauses.isClass(head, .court) || clauses.isClass(head, .body))
            }
            if !owns, namesHouse(entry, scene) { continue }
            counts[name, default: 0] += entry.mentions.count + (owns ? 2 : -1)
        }
        return counts.filter { $0.value > 0 }.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    /// "Saint Ova prison": a town that the text names a prison or a hospital by is no country.
    private func namesHouse(_ entry: Entry, _ scene: Scene) -> Bool {
        entry.mentions.contains { mention in
            let clauses = scene.sentences[mention.sentence]
            guard let next = clauses.tokens.firstIndex(where: { $0.range.lowerBound >= mention.range.upperBound }) else {
                return false
            }
            return clauses.isClass(next, .prison) || clauses.isClass(next, .hospital)
        }
    }

    private func countryOf(_ index: Int, main: String?, scene: Scene) -> String? {
        let entry = entries[index]
        for key in entry.keys {
            // Courts above countries belong to none.
            if key.contains("rights") || key.contains("international") || key.contains("inter-american") { return nil }
            for word in key { if let country = scene.lexicon.places.country(word) { return country } }
            if let of = key.firstIndex(of: "of"), of + 1 < key.count, let place = place(key[(of + 1)...].joined(separator: " ")) {
                return place
            }
        }
        for mention in entry.mentions {
            let clauses = scene.sentences[mention.sentence]
            guard
                let token = clauses.tokens.indices.first(where: {
                    clauses.tokens[$0].range.lowerBound >= mention.range.lowerBound
                }), token > 0
            else { continue }
            if clauses.tokens[token - 1].xpos == "POS" || clauses.forms[token - 1] == "’s", token > 1 {
                let owner = clauses.forms[token - 2]
                if let country = scene.lexicon.places.country(owner) { return country }
                if ["country", "nation", "state"].contains(owner) { return main }
                if let place = place(Fold.word(owner)) { return place }
            }
            if let country = scene.lexicon.places.country(clauses.forms[token - 1]) { return country }
        }
        return entry.isCourt ? main : nil
    }

    private func place(_ name: String) -> String? {
        for entry in entries where entry.kind == .place && entry.keys.contains([name]) {
            return entry.names.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
        }
        return nil
    }
}
