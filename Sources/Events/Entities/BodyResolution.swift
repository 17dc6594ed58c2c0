import CaseModel
import Language

/// Which court or body a description stands for: "the court", "a regional human rights court", "the government".
extension EntityBook {
    /// "the court", "a regional human rights court", "the government", "his party".
    mutating func bodyNominal(_ index: Int, determiner: String?, owner: Int?, clauses: Clauses, scene: Scene) -> Int? {
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
            if let described = described(modifiers, clauses: clauses, lexicon: scene.lexicon) { return described }
            // "by the same bench that has now struck it": a clause says which, and the last one told need not be it.
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
        // A party, a bank, a commission told before by name; "the parole board" is not the Board of Medicine.
        let telling = modifiers.filter {
            !["same", "very", "own", "new", "whole", "full", "former", "-"].contains($0)
                && scene.lexicon.places.country($0) == nil
        }
        if definite, owner == nil || form == "party" {
            var best: (sentence: Int, token: Int, entity: Int)?
            for (candidate, entry) in entries.enumerated()
            where entry.kind != .person && entry.isNamed && entry.last.sentence >= 0
                && entry.keys.contains(where: { key in
                    key.contains(form) && (telling.isEmpty || telling.contains { word in key.contains { Self.isAkin($0, word) } })
                })
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
        guard clauses.isWritten(index, .barebody) else { return nil }
        var description = (modifiers.filter { $0 != "new" && $0 != "same" } + [token.lemma]).joined(separator: " ")
        // "the department of prisons" is another than "the department of health".
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
    private func described(_ modifiers: [String], clauses: Clauses, lexicon: Lexicon) -> Int? {
        let words = modifiers.filter { !["regional", "same", "very", "the", "own", "full", "new"].contains($0) && $0 != "-" }
        if words.contains(where: { lexicon.has(.topcourt, $0) }) {
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

    /// "medical" and "medicine": one word, or the same five letters first.
    private static func isAkin(_ a: String, _ b: String) -> Bool { a == b || a.utf8.count > 4 && a.prefix(5) == b.prefix(5) }

    /// "An appeals court" is the Court of Appeal.
    private static func holds(_ key: [String], _ word: String) -> Bool {
        key.contains(word) || key.contains(word + "s") || word.hasSuffix("s") && key.contains(String(word.dropLast()))
    }

    private func first(_ entity: Int, after sentence: Int) -> Int {
        entries[entity].mentions.first { $0.sentence >= sentence }?.sentence ?? Int.max
    }
}
