import CaseModel
import Language

extension EntityBook {
    /// The country of courts and offices: by the possessor before the name, by a word in the name; "the country's" means the one that the
    /// document speaks of most, and a bare court is of that one where the document speaks of no other as much.
    mutating func findCountries(scene: Scene) {
        let main = mainCountry(scene: scene)
        for index in entries.indices where entries[index].kind == .authority || entries[index].isCourt {
            guard entries[index].country == nil else { continue }
            entries[index].country =
                countryOf(index, main: main?.name, scene: scene)
                ?? (entries[index].isCourt && main?.isAlone ?? false && !isAbove(index) ? main?.name : nil)
        }
    }

    /// The place most named that is a country, or that a demonym or "government of" makes one, and whether no other is named half as much.
    private func mainCountry(scene: Scene) -> (name: String, isAlone: Bool)? {
        var counts: [String: Int] = [:]
        var loose = Set<String>()
        for clauses in scene.sentences {
            for (token, form) in clauses.forms.enumerated()
            where clauses.tokens[token].upos == .propn || clauses.tokens[token].upos == .adj {
                guard let country = scene.lexicon.places.country(form) else { continue }
                counts[country, default: 0] += scene.lexicon.places.isCity(form) ? 1 : 2
            }
        }
        for entry in entries where entry.kind == .place && !entry.mentions.isEmpty {
            guard let name = entry.names.min(by: { ($1.value, $0.key) < ($0.value, $1.key) })?.key,
                scene.lexicon.places.country(name.lowercased()) == nil
            else { continue }
            // An unknown place is a country when a title or a court is its own: "Norland's president", "the Supreme Court of Norland".
            let owns =
                entry.isState || entry.keys.contains { $0.count > 2 && ["republic", "kingdom"].contains($0[0]) }
                || entry.mentions.contains { mention in
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
            counts[name, default: 0] += 2 * entry.mentions.count + (owns ? 4 : -2)
            if !owns { loose.insert(name) }
        }
        let ranked = counts.filter { $0.value > 0 }.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
        return ranked.first.map {
            ($0.key, !loose.contains($0.key) && (ranked.count < 2 || 2 * ranked[1].value < $0.value))
        }
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

    /// Courts above countries belong to none.
    private func isAbove(_ index: Int) -> Bool {
        entries[index].keys.contains { $0.contains("rights") || $0.contains("international") || $0.contains("inter-american") }
    }

    private func countryOf(_ index: Int, main: String?, scene: Scene) -> String? {
        let entry = entries[index]
        if isAbove(index) { return nil }
        for key in entry.keys {
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
                })
            else { continue }
            if mention.form == .nominal, let own = countryInside(mention, from: token, clauses, main: main, scene: scene) {
                return own
            }
            guard token > 0 else { continue }
            if clauses.tokens[token - 1].xpos == "POS" || clauses.forms[token - 1] == "’s", token > 1 {
                let owner = clauses.forms[token - 2]
                if let country = scene.lexicon.places.country(owner) { return country }
                if ["country", "nation", "state"].contains(owner) { return main }
                if let place = place(Fold.word(owner)) { return place }
            }
            if let country = scene.lexicon.places.country(clauses.forms[token - 1]) { return country }
        }
        return nil
    }

    /// "Norland's highest court", "the country's top court", "a Norlandish court": whose it is stands in the description.
    private func countryInside(
        _ mention: LocalEntity.Mention, from token: Int, _ clauses: Clauses, main: String?, scene: Scene
    ) -> String? {
        for index in token..<clauses.tokens.count where clauses.tokens[index].range.upperBound <= mention.range.upperBound {
            let form = clauses.forms[index]
            let isOwner =
                index + 1 < clauses.tokens.count
                && (clauses.tokens[index + 1].xpos == "POS" || clauses.forms[index + 1] == "’s")
            if let country = scene.lexicon.places.country(form), isOwner || !scene.lexicon.places.isCity(form) { return country }
            guard isOwner else { continue }
            if form == "country" || form == "nation" { return main }
            if let place = place(Fold.word(form)) { return place }
        }
        return nil
    }

    private func place(_ name: String) -> String? {
        for entry in entries where entry.kind == .place && entry.keys.contains([name]) {
            return entry.names.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
        }
        return nil
    }
}
