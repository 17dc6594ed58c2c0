import CaseModel
import Language

/// An event mention while it is made, with the words it hangs on.
struct Draft {
    var event: EventMention
    var sentence: Int { event.sentence }
    /// The trigger's token: the verb, the head of a copula's predicate, or the noun.
    var head: Int
    var isNoun: Bool
    /// For nouns: the light verb that tells it.
    var carrier: Int?
    var predicate: Predicate?
    /// What it acts on.
    var target: Int?
    /// Whether the subject is an act ("the decree that cut …"): the telling leans on another.
    var isByAct = false
    /// Whether a noun points back ("the pardon") or brings in ("a pardon").
    var isDefinite = false
    /// A noun in a clause that tells what is to come or might be ("his trial is due to resume").
    var isUnderUnreal = false

    func has(_ role: ParticipantRole) -> Bool { event.arguments.contains { $0.role == role } }
    func entities(_ role: ParticipantRole) -> [Int] { event.arguments.compactMap { $0.role == role ? $0.entity : nil } }
}

/// What every rule of reading events sees.
struct Reading {
    let scene: Scene
    let book: EntityBook
    var lexicon: Lexicon { scene.lexicon }
    /// Predicates by sentence and head, made when first asked for.
    private(set) var predicates: [[Predicate?]]

    init(scene: Scene, book: EntityBook) {
        self.scene = scene
        self.book = book
        predicates = scene.sentences.map { [Predicate?](repeating: nil, count: $0.tokens.count) }
    }

    mutating func predicate(_ sentence: Int, _ head: Int) -> Predicate {
        if let known = predicates[sentence][head] { return known }
        let made = scene.sentences[sentence].predicate(at: head)
        predicates[sentence][head] = made
        return made
    }

    // MARK: What a nominal may be

    /// The entity that a nominal stands for: its own, else that of the name in it or beside it ("Calvera Gov. Ruden" under "Calvera" or
    /// "Gov."; "Ruden, a teacher who …" under "teacher").
    func entity(_ clauses: Clauses, _ token: Int) -> Int? {
        if let named = namedEntity(clauses, token) { return named }
        if clauses.relation(token) == "appos", clauses.tokens[token].head >= 0 {
            return namedEntity(clauses, clauses.tokens[token].head)
        }
        guard clauses.tokens[token].upos == .noun,
            [.official, .person, .kin, .subject, .judge, .spokes].contains(where: { clauses.isClass(token, $0) })
        else { return nil }
        let apposed = clauses.children[token].first {
            clauses.relation($0) == "appos" && $0 > token && book.isPerson(book.entity(clauses.number, $0))
        }
        return apposed.flatMap { namedEntity(clauses, $0) }
    }

    private func namedEntity(_ clauses: Clauses, _ token: Int) -> Int? {
        if let own = book.entity(clauses.number, token), !isTitleOfOther(clauses, token) { return own }
        guard
            clauses.tokens[token].upos == .propn || clauses.isClass(token, .title) || clauses.tokens[token].upos == .adj
                || clauses.isClass(token, .official)
        else { return book.entity(clauses.number, token) }
        var at = token + 1
        while at < clauses.tokens.count, at - token < 5,
            clauses.isNominal(at) || clauses.tokens[at].form == "." || clauses.tokens[at].upos == .adj
        {
            if let other = book.entity(clauses.number, at), book.entries[other].kind == .person, book.entries[other].isNamed {
                return other
            }
            at += 1
        }
        return book.entity(clauses.number, token)
    }

    /// A place or office that stands before a person's name as part of one nominal.
    private func isTitleOfOther(_ clauses: Clauses, _ token: Int) -> Bool {
        guard let own = book.entity(clauses.number, token), book.entries[own].kind == .place, token + 1 < clauses.tokens.count
        else { return false }
        return clauses.isClass(token + 1, .title) && clauses.tokens[token + 1].upos == .propn
    }

    /// Kinds of act that a noun tells, through "the effects of".
    func kinds(_ clauses: Clauses, _ token: Int) -> [EventKind] {
        let head = clauses.through(token)
        guard clauses.tokens[head].upos == .noun || clauses.tokens[head].upos == .propn, book.entity(clauses.number, head) == nil
        else { return [] }
        var kinds: [EventKind] = []
        for number in clauses.words[head].nouns {
            let frame = lexicon.nouns[number]
            if nounMatches(frame, clauses, head), !kinds.contains(frame.kind) { kinds.append(frame.kind) }
        }
        if kinds.isEmpty, clauses.forms[head] == "term" || clauses.forms[head] == "terms", isPrisonTerm(clauses, head) {
            kinds = [.sentence]
        }
        return kinds
    }

    /// "22-year term", "prison term", not "third term".
    func isPrisonTerm(_ clauses: Clauses, _ head: Int) -> Bool {
        clauses.phrase(head).contains { index in
            let form = clauses.forms[index]
            return form.hasSuffix("-year") || form.hasSuffix("-month") || form == "year" || form == "month" || form == "prison"
                || form == "jail" || form == "life"
        }
    }

    func nounMatches(_ frame: Frame, _ clauses: Clauses, _ head: Int) -> Bool {
        if !frame.words.isEmpty {
            guard head >= frame.words.count else { return false }
            for (offset, word) in frame.words.enumerated() {
                let at = head - frame.words.count + offset
                guard clauses.forms[at] == word || clauses.tokens[at].lemma == word else { return false }
            }
        }
        if !frame.after.isEmpty {
            guard head + frame.after.count < clauses.tokens.count else { return false }
            for (offset, word) in frame.after.enumerated()
            where clauses.forms[head + 1 + offset] != word && clauses.tokens[head + 1 + offset].lemma != word {
                return false
            }
        }
        return true
    }

    func isCourt(_ clauses: Clauses, _ token: Int) -> Bool {
        if let entity = entity(clauses, token) {
            if book.isCourt(entity) { return true }
            let entry = book.entries[entity]
            return entry.roleHeads.contains { ["judge", "justice", "magistrate"].contains($0.lemma) }
                || entry.description.map { ["judge", "justice", "magistrate", "jury"].contains($0) } == true
                || entry.honorifics.contains("judge") || entry.honorifics.contains("justice")
        }
        return clauses.isClass(token, .court) || clauses.isClass(token, .judge)
    }

    func isPerson(_ clauses: Clauses, _ token: Int) -> Bool {
        if let entity = entity(clauses, token) { return book.isPerson(entity) }
        let form = clauses.forms[token]
        if clauses.tokens[token].upos == .pron {
            return !["it", "itself", "this", "that", "which", "what", "something", "nothing", "these", "those"].contains(form)
        }
        if clauses.tokens[token].upos == .num || form.contains("-year-old") { return true }
        return [.person, .official, .kin, .crowd, .judge, .subject, .spokes].contains { clauses.isClass(token, $0) }
    }

    func isBody(_ clauses: Clauses, _ token: Int) -> Bool {
        if let entity = entity(clauses, token) { return !book.isPerson(entity) }
        return clauses.isClass(token, .body) || clauses.isClass(token, .court)
    }

    /// Whether somebody named holds an office, as the text says anywhere.
    func isOfficial(_ clauses: Clauses, _ token: Int) -> Bool {
        guard let entity = entity(clauses, token), book.entries[entity].kind == .person else { return false }
        return book.entries[entity].roleHeads.contains { !$0.former && lexicon.has(.official, $0.lemma) }
    }

    /// Whether a name says that it is a prison's or a hospital's: "Brand Correctional Centre", "Saint Ova Clinic".
    func isNamed(_ one: WordClass, _ clauses: Clauses, _ token: Int) -> Bool {
        guard let entity = book.entity(clauses.number, token), book.entries[entity].kind != .person else { return false }
        return book.entries[entity].keys.contains { key in key.contains { lexicon.has(one, $0) } }
    }

    func isPlace(_ clauses: Clauses, _ token: Int) -> Bool {
        if let entity = book.entity(clauses.number, token) { return book.entries[entity].kind == .place }
        return ["country", "city", "state", "capital", "town", "village", "island", "nation"].contains(clauses.forms[token])
    }

    // MARK: Frames

    /// The frame of the most words and conditions that a predicate fulfils.
    func frame(_ predicate: Predicate, _ clauses: Clauses) -> Frame? {
        for number in clauses.words[predicate.verb].verbs {
            let frame = lexicon.verbs[number]
            if wordsFollow(frame.words, predicate, clauses), holds(frame.conditions, predicate, clauses) { return frame }
        }
        return nil
    }

    /// The further words of a pattern: after the verb, the first within six tokens and still in its clause, the others close behind.
    private func wordsFollow(_ words: [String], _ predicate: Predicate, _ clauses: Clauses) -> Bool {
        guard !words.isEmpty else { return true }
        var at = predicate.verb + 1
        var reach = 6
        for word in words {
            var found = false
            var steps = 0
            while at < clauses.tokens.count, steps < reach {
                let token = clauses.tokens[at]
                if clauses.forms[at] == word || token.lemma == word { found = true; at += 1; break }
                // "pleaded not guilty" is no plea of guilty.
                if clauses.forms[at] == "not" || clauses.forms[at] == "n't" { return false }
                if token.form == "," || token.form == ";" || token.form == ":" || token.upos == .sconj || token.xpos == "WDT" {
                    return false
                }
                if token.upos == .verb, token.features.contains(.finite), at != predicate.verb + 1 { return false }
                at += 1
                steps += 1
            }
            if !found {
                // A passive with its object before: "guilty he was found" is not English, but "found guilty" under "being" is next to it.
                return false
            }
            reach = 3
        }
        return true
    }

    private func holds(_ conditions: [Condition], _ predicate: Predicate, _ clauses: Clauses) -> Bool {
        conditions.allSatisfy { condition in
            switch condition {
            case .passive: predicate.passive
            case .subject(let test): meets(test, predicate.subject, clauses)
            case .object(let test): meets(test, predicate.object, clauses)
            case .secondObject(let test): meets(test, predicate.secondObject, clauses)
            case .adverb(let words): clauses.children[predicate.head].contains { words.contains(clauses.forms[$0]) }
            case .complement(let test): complementMeets(test, predicate, clauses)
            case .oblique(let prepositions, let test):
                if test == .none {
                    !predicate.obliques.contains { prepositions.contains($0.preposition) }
                } else {
                    predicate.obliques.contains { prepositions.contains($0.preposition) && meets(test, $0.head, clauses) }
                        || objectOblique(prepositions, test, predicate, clauses)
                }
            }
        }
    }

    /// "signed a decree" / "put the man in jail": parsers hang a preposition on the object now and then.
    private func objectOblique(_ prepositions: [String], _ test: Test, _ predicate: Predicate, _ clauses: Clauses) -> Bool {
        guard let object = predicate.object, object > predicate.verb else { return false }
        return clauses.children[object].contains { child in
            clauses.relation(child).hasPrefix("nmod") && child > object && prepositions.contains(clauses.preposition(child))
                && meets(test, child, clauses)
        }
    }

    private func complementMeets(_ test: Test, _ predicate: Predicate, _ clauses: Clauses) -> Bool {
        if test == .none { return predicate.complement == nil }
        guard let complement = predicate.complement else {
            // "declared the law void" with "void" under the object, "void" as an adverb, and so on.
            if case .classed(let one) = test, let object = predicate.object {
                return clauses.children[object].contains { $0 > object && clauses.isClass($0, one) }
            }
            return false
        }
        if case .act(let kinds) = test {
            let inner = clauses.predicate(at: complement)
            return clauses.words[complement].verbs.contains { number in
                let frame = lexicon.verbs[number]
                return (kinds.isEmpty || kinds.contains(frame.kind)) && wordsFollow(frame.words, inner, clauses)
            }
        }
        return meets(test, complement, clauses)
    }

    func meets(_ test: Test, _ token: Int?, _ clauses: Clauses) -> Bool {
        if test == .none { return token == nil }
        guard let token else { return false }
        switch test {
        case .any, .none: return true
        case .person: return isPerson(clauses, token)
        case .body: return isBody(clauses, token)
        case .court: return isCourt(clauses, token)
        case .place: return isPlace(clauses, token)
        case .number: return clauses.tokens[token].upos == .num
        case .classed(let one):
            return clauses.isClass(token, one) || clauses.isClass(clauses.through(token), one)
                || (one == .prison || one == .hospital) && isNamed(one, clauses, token)
                || one == .official && isOfficial(clauses, token)
        case .lemmas(let words):
            let head = clauses.through(token)
            return words.contains(clauses.tokens[token].lemma) || words.contains(clauses.forms[token])
                || words.contains(clauses.tokens[head].lemma)
        case .act(let kinds):
            let found = self.kinds(clauses, token)
            if !kinds.isEmpty { return found.contains { kinds.contains($0) } }
            if !found.isEmpty { return true }
            if clauses.tokens[token].upos == .pron {
                return ["it", "them", "this", "that", "both", "which", "one", "these", "those", "all"].contains(
                    clauses.forms[token])
                    && book.entity(clauses.number, token) == nil || clauses.forms[token] == "it"
            }
            return clauses.isClass(clauses.through(token), .legalact) || clauses.isClass(clauses.through(token), .law)
        }
    }
}
