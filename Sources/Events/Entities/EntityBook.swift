import CaseModel
import Language

/// The people, bodies and places of one document while it is read: who is named where, and which words stand for whom.
struct EntityBook {
    /// One of them, with what the rules need to know beside what the annotation keeps.
    struct Entry {
        var kind: CaseActor.Kind
        var isCourt = false
        var keys: [[String]] = []
        var names: [String: Int] = [:]
        var firstNames: [String] = []
        var mentions: [LocalEntity.Mention] = []
        var gender: Bool?
        /// How sure the sex is: a first name is a hint only.
        var genderIsSure = false
        var honorifics: [String] = []
        var roles: [LocalEntity.Role] = []
        var roleHeads: [(lemma: String, former: Bool, owner: Int?, of: String?)] = []
        var ages: [Int] = []
        var country: String?
        /// For those without a name: the lemma and modifiers that describe them.
        var description: String?
        /// The words at its first mention, without articles.
        var label: String?
        /// Singular or plural.
        var isPlural = false
        /// Last place of mention: sentence, token.
        var last = (sentence: -1, token: -1)
        /// The last sentence of which it is a subject, and whether of the main clause.
        var subject = (sentence: -1, isMain: false)
        var isNamed: Bool { !names.isEmpty }
    }

    var entries: [Entry] = []
    /// Entity at each token of each sentence (heads of nominals, all tokens of names); -1 for none.
    var at: [[Int]]
    var links: [EntityLink] = []
    /// Kin named beside "his" or "her": the possessive is told once pronouns are (sentence, token of the kin word, who).
    var pendingKin: [(sentence: Int, token: Int, entity: Int)] = []
    /// The person whom the document speaks of most.
    var protagonist: Int?

    init(scene: Scene) {
        at = scene.sentences.map { [Int](repeating: -1, count: $0.tokens.count) }
    }

    func entity(_ sentence: Int, _ token: Int?) -> Int? {
        guard let token, token >= 0 else { return nil }
        let found = at[sentence][token]
        return found < 0 ? nil : found
    }

    func isPerson(_ entity: Int?) -> Bool { entity.map { entries[$0].kind == .person } ?? false }
    func isCourt(_ entity: Int?) -> Bool { entity.map { entries[$0].isCourt } ?? false }
    func isBody(_ entity: Int?) -> Bool {
        entity.map { entries[$0].kind == .authority || entries[$0].kind == .organisation } ?? false
    }

    mutating func mention(
        _ entity: Int, _ scene: Scene, sentence: Int, tokens: ClosedRange<Int>, head: Int, form: LocalEntity.Mention.Form
    ) {
        let range = scene.sentences[sentence].bytes(tokens)
        entries[entity].mentions.append(.init(range: range, form: form, sentence: sentence))
        if form == .name { for token in tokens { at[sentence][token] = entity } } else { at[sentence][head] = entity }
        if form == .nominal, entries[entity].label == nil, !entries[entity].isNamed {
            var low = tokens.lowerBound
            let clauses = scene.sentences[sentence]
            while low < head,
                clauses.tokens[low].upos == .det || clauses.tokens[low].xpos == "PRP$" || clauses.forms[low] == "own"
            { low += 1 }
            // "the office of President Ines Vost" is not called after her.
            var high = tokens.upperBound
            if let name = (head...high).first(where: { isPerson(self.entity(sentence, $0)) && $0 > head }),
                let of = (head..<name).last(where: { clauses.tokens[$0].upos == .adp }), of > head
            {
                high = of - 1
            }
            let label = scene.words(clauses.bytes(low...max(low, high)))
            // "Thirty dockers" is only written so where it opens a sentence.
            let isOpening = (0..<low).allSatisfy { clauses.isPunctuation($0) || clauses.tokens[$0].upos == .det }
            entries[entity].label =
                isOpening && low < high && clauses.tokens[low].upos != .propn
                    && scene.lexicon.places.country(clauses.forms[low]) == nil
                ? label.prefix(1).lowercased() + label.dropFirst() : label
        }
        entries[entity].last = (sentence, head)
        noteSubject(entity, scene.sentences[sentence], head)
    }

    mutating func noteSubject(_ entity: Int, _ clauses: Clauses, _ token: Int) {
        guard clauses.relation(token).hasPrefix("nsubj") else { return }
        let verb = clauses.tokens[token].head
        let isMain = verb >= 0 && clauses.relation(verb) == "root"
        if entries[entity].subject.sentence == clauses.number, entries[entity].subject.isMain { return }
        entries[entity].subject = (clauses.number, isMain)
    }

    // MARK: Names

    /// Groups the names of the document, longest first, so that a bare surname finds its bearer wherever he is introduced.
    mutating func group(_ forms: [NameForm], scene: Scene) {
        let settled = settledTypes(forms, scene: scene)
        var owner = [Int](repeating: -1, count: forms.count)
        let order = forms.indices.sorted {
            (forms[$1].key.count, $0) < (forms[$0].key.count, $1)
        }
        for index in order where settled[index] != .person || forms[index].key.count > 1 {
            let form = forms[index]
            let entity = match(form, type: settled[index]) ?? open(form, type: settled[index])
            owner[index] = entity
            note(form, in: entity)
        }
        let full = forms.indices.filter {
            owner[$0] >= 0 && forms[$0].key.count > 1 && scene.sentences[forms[$0].sentence].block != .caption
        }
        .map { (index: $0, entity: owner[$0]) }
        // Single words in order of the text: to a bearer of that name, the one told of most.
        for index in forms.indices where owner[index] < 0 {
            let form = forms[index]
            owner[index] = single(index, form, full: full) ?? open(form, type: settled[index])
            note(form, in: owner[index])
        }
        for (index, form) in forms.enumerated() {
            mention(
                owner[index], scene, sentence: form.sentence, tokens: form.tokens.lowerBound...(form.tokens.upperBound - 1),
                head: form.tokens.lowerBound, form: .name)
            // The title is part of the nominal: trees make it the head now and then.
            let clauses = scene.sentences[form.sentence]
            var before = form.tokens.lowerBound - 1
            while before >= 0, !form.titles.isEmpty, form.titles.contains(clauses.forms[before]) || clauses.forms[before] == ".",
                scene.isCapital(clauses, before) || clauses.forms[before] == "."
            {
                if at[form.sentence][before] < 0 { at[form.sentence][before] = owner[index] }
                before -= 1
            }
        }
        for entity in entries.indices {
            entries[entity].last = (-1, -1)
            entries[entity].mentions.sort { $0.range.lowerBound < $1.range.lowerBound }
        }
        protagonist = mostNamed()
    }

    /// The person whom the document names most; full names count double. Of two who share a surname the one brought in first, when he comes
    /// again: kin are told by their full names each time.
    private func mostNamed() -> Int? {
        let people = entries.indices.filter { entries[$0].kind == .person }
        func weight(_ person: Int) -> Int {
            entries[person].mentions.count * (entries[person].keys.contains { $0.count > 1 } ? 2 : 1)
        }
        func first(_ person: Int) -> Int { entries[person].mentions[0].range.lowerBound }
        guard let top = people.max(by: { (weight($0), -first($0)) < (weight($1), -first($1)) }) else { return nil }
        let surnames = Set(entries[top].keys.filter { $0.count > 1 }.compactMap(\.last))
        let earlier = people.filter { other in
            first(other) < first(top) && entries[other].mentions.count > 1
                && entries[other].keys.contains { $0.count > 1 && surnames.contains($0.last!) }
        }
        return earlier.min { first($0) < first($1) } ?? top
    }

    /// The type of each name, settled over the document: its own cues first, then the vote of all its occurrences.
    private func settledTypes(_ forms: [NameForm], scene: Scene) -> [NameType] {
        var votes: [[String]: [NameType: Int]] = [:]
        for form in forms {
            let clauses = scene.sentences[form.sentence]
            var type = form.type
            var weight = 1
            if let cue = cue(form, clauses: clauses, scene: scene) { type = cue; weight = 4 }
            votes[form.key, default: [:]][type, default: 0] += weight
            if type == .person, form.key.count > 1 { votes[[form.key.last!], default: [:]][.person, default: 0] += 1 }
        }
        // "National Bank of Norland": what has a bank or a court of its own is a place.
        for form in forms where form.key.count > 2 && form.key[form.key.count - 2] == "of" {
            guard form.type == .court || form.type == .organisation else { continue }
            votes[[form.key.last!], default: [:]][.place, default: 0] += 3
        }
        // A full name whose surname alone is a person's is a person's.
        for form in forms where form.key.count == 2 || form.key.count == 3 {
            if let alone = votes[[form.key.last!]],
                let best = alone.max(by: { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }), best.key == .person,
                best.value > 1
            {
                votes[form.key, default: [:]][.person, default: 0] += 2
            }
        }
        // Two or three words that nothing places ("in", "near", "Port", "San") are sooner a person's name than a place's.
        var placed = Set<[String]>()
        for form in forms where form.tokens.lowerBound > 0 {
            let before = scene.sentences[form.sentence].forms[form.tokens.lowerBound - 1]
            if ["in", "at", "near", "outside", "from", "across", "around", "to", "into"].contains(before),
                before != "to" || form.key.count == 1
            {
                placed.insert(form.key)
            }
        }
        for form in forms where (2...3).contains(form.key.count) && !placed.contains(form.key) && form.type == .place {
            guard !form.key.contains(where: EntityBook.geographic.contains),
                !scene.lexicon.places.isCountry(form.key.joined(separator: " ")),
                scene.lexicon.places.country(form.key.joined(separator: " ")) == nil
            else { continue }
            votes[form.key, default: [:]][.person, default: 0] += 3
        }
        return forms.map { form in
            if form.type == .court || form.type == .party { return form.type }
            let counts = votes[form.key] ?? [:]
            let best = counts.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }
            return best?.key ?? form.type
        }
    }

    private func cue(_ form: NameForm, clauses: Clauses, scene: Scene) -> NameType? {
        if !form.titles.isEmpty { return .person }
        if form.type == .court { return .court }
        // "the interior minister of Norland", "Port Ansel", "Saint Ova".
        let start = form.tokens.lowerBound
        if form.key.count == 1, start > 1, clauses.forms[start - 1] == "of" {
            // Over a name between: "President Ines Vost of Norland".
            var over = start - 2
            while over > 0, start - over < 6, clauses.tokens[over].upos == .propn, !clauses.isClass(over, .title) { over -= 1 }
            if [.official, .court, .body, .judge].contains(where: { clauses.isClass(over, $0) }) { return .place }
        }
        // "the court ordered Norland to release him": who is given orders to let people go is a state.
        if form.key.count == 1, form.type == .person, start > 0, form.tokens.upperBound + 1 < clauses.tokens.count,
            clauses.forms[form.tokens.upperBound] == "to", clauses.isClass(start - 1, .order),
            ["release", "free", "reopen", "retry", "refrain", "compensate", "investigate", "ensure", "guarantee", "prosecute"]
                .contains(
                    clauses.tokens[form.tokens.upperBound + 1].lemma)
        {
            return .place
        }
        // "found that Norland had violated the right to a fair trial": states do.
        if form.key.count == 1, form.type == .person, form.tokens.upperBound + 2 < clauses.tokens.count,
            ["had", "has"].contains(clauses.forms[form.tokens.upperBound]),
            ["violated", "breached"].contains(clauses.forms[form.tokens.upperBound + 1])
        {
            return .place
        }
        if form.key.count > 1, form.type == .person, EntityBook.settling.contains(form.key[0]) { return .place }
        if form.key.count > 1,
            ["press", "wire", "agency", "news", "times", "herald", "tribune", "network", "radio", "television"].contains(
                form.key.last!)
        {
            return .organisation
        }
        let after = form.tokens.upperBound
        if after + 1 < clauses.tokens.count, clauses.forms[after] == ",", let age = Int(clauses.forms[after + 1]),
            (10...110).contains(age),
            after + 2 >= clauses.tokens.count || clauses.isPunctuation(after + 2)
        {
            return .person
        }
        if after < clauses.tokens.count, clauses.forms[after] == "said" || clauses.forms[after] == "told", form.key.count > 1,
            form.type != .organisation
        {
            return .person
        }
        if form.key.count > 1, scene.lexicon.genders[form.key[0]] != nil, form.type != .organisation { return .person }
        // "Osmer Vale, the former governor of …,": who holds an office is a person.
        if form.key.count > 1, after + 2 < clauses.tokens.count, clauses.forms[after] == ",",
            ["the", "a", "an", "his", "her", "their", "its", "former", "who"].contains(clauses.forms[after + 1])
        {
            if clauses.forms[after + 1] == "who" { return .person }
            for look in (after + 2)..<min(after + 8, clauses.tokens.count) {
                if clauses.isPunctuation(look) || clauses.tokens[look].upos == .adp
                    || clauses.tokens[look].upos == .verb && clauses.tokens[look].xpos != "VBN"
                {
                    break
                }
                if clauses.isClass(look, .official) || clauses.isClass(look, .kin) || clauses.isClass(look, .spokes) {
                    return .person
                }
            }
        }
        if scene.lexicon.places.isCountry(form.key.joined(separator: " ")) { return .place }
        if form.key.count == 3, form.key[1] == "of", ["republic", "kingdom", "state"].contains(form.key[0]) { return .place }
        // "Norland's supreme court", "Norland's president": what has a court or a government is a place.
        if form.key.count == 1, after + 1 < clauses.tokens.count,
            clauses.tokens[after].xpos == "POS" || clauses.forms[after] == "’s"
        {
            var head = after + 1
            while head + 1 < clauses.tokens.count, head - after < 5,
                clauses.tokens[head].upos == .adj || clauses.relation(head) == "compound"
            { head += 1 }
            if [
                "court", "tribunal", "president", "parliament", "government", "capital", "police", "king", "constitution",
                "economy", "supreme", "prime", "army", "congress", "border", "people",
            ].contains(clauses.forms[head]) {
                return .place
            }
        }
        let before = form.tokens.lowerBound - 1
        if before >= 0, clauses.isClass(before, .official) || clauses.isClass(before, .kin), !scene.isCapital(clauses, before),
            form.key.count > 1
        {
            return .person
        }
        return nil
    }

    private static func kind(_ type: NameType) -> CaseActor.Kind {
        switch type {
        case .person: .person
        case .place, .prison: .place
        case .court: .authority
        default: .organisation
        }
    }

    private mutating func open(_ form: NameForm, type: NameType) -> Int {
        var entry = Entry(kind: EntityBook.kind(type))
        entry.isCourt = type == .court
        entries.append(entry)
        return entries.count - 1
    }

    private mutating func note(_ form: NameForm, in entity: Int) {
        if !entries[entity].keys.contains(form.key) { entries[entity].keys.append(form.key) }
        entries[entity].names[form.text, default: 0] += 1
        for title in form.titles where !entries[entity].honorifics.contains(title) { entries[entity].honorifics.append(title) }
    }

    /// The entity that a name of several words (or of no person) belongs to.
    private func match(_ form: NameForm, type: NameType) -> Int? {
        let kind = EntityBook.kind(type)
        var fits: [Int] = []
        for (index, entry) in entries.enumerated()
        where entry.kind == kind || (kind != .person && entry.kind != .person && entry.keys.contains(form.key)) {
            for key in entry.keys
            where kind == .person ? EntityBook.samePerson(key, form.key) : EntityBook.sameBody(key, form.key) {
                fits.append(index)
                break
            }
        }
        return fits.count == 1 || (fits.count > 1 && fits.contains { entries[$0].keys.contains(form.key) })
            ? fits.first { entries[$0].keys.contains(form.key) } ?? fits[0] : nil
    }

    /// Two full names of one person: the same surname (or nearly) and first names that do not contradict.
    static func samePerson(_ a: [String], _ b: [String]) -> Bool {
        if a == b { return true }
        guard a.count > 1, b.count > 1 else { return false }
        let (long, short) = a.count >= b.count ? (a, b) : (b, a)
        let sameEnd = long.last! == short.last! || Fold.nearly(long.last!, short.last!)
        if sameEnd {
            let firsts = long.dropLast()
            return short.dropLast().allSatisfy { word in
                firsts.contains {
                    $0 == word || (word.count <= 2 && $0.first == word.first) || ($0.count <= 2 && $0.first == word.first)
                }
            }
        }
        // "Ana Solar" and "Ana Solar Vega".
        return short.count > 1 && Array(long.prefix(short.count)) == short
    }

    private static let small: Set<String> = ["of", "the", "for", "and", "in", "de", "del"]

    static func sameBody(_ a: [String], _ b: [String]) -> Bool {
        if a == b { return true }
        let (long, short) = a.count >= b.count ? (a, b) : (b, a)
        if short.count > 1, Array(long.prefix(short.count)) == short, long[short.count] == "of" || long[short.count] == "for" {
            return true
        }
        if short.count > 1, Array(long.suffix(short.count)) == short, long.count == short.count + 1 { return false }
        if short.count == 1, long.count == 3, long[1] == "of",
            ["republic", "kingdom", "state", "federation", "union", "commonwealth"].contains(long[0]), long[2] == short[0]
        {
            return true
        }
        let x = Set(a).subtracting(small)
        return x.count > 2 && x == Set(b).subtracting(small)
    }

    /// The entity that a single word names: a person by surname or first name, a body or place by the same word.
    private func single(_ index: Int, _ form: NameForm, full: [(index: Int, entity: Int)]) -> Int? {
        guard let word = form.key.last else { return nil }
        let isMale = form.titles.compactMap {
            EntityBook.maleTitles.contains($0) ? true : EntityBook.femaleTitles.contains($0) ? false : nil
        }.first
        let first = Dictionary(full.map { ($0.entity, $0.index) }, uniquingKeysWith: min)
        var fits: [(entity: Int, score: Int)] = []
        for (candidate, entry) in entries.enumerated() {
            var score = 0
            let isShort = entry.keys.allSatisfy { $0.count == 1 }
            for key in entry.keys {
                if key == form.key, entry.kind != .person || isShort { score = max(score, 5) }
                guard entry.kind == .person, key.count > 1 || isShort else { continue }
                if key.last == word || key.first == word {
                    score = max(score, 6)
                } else if key.count > 2, key.contains(word) {
                    score = max(score, 4)
                } else if key.contains(where: { $0 != word && Fold.nearly($0, word) }) {
                    score = max(score, 2)
                }
            }
            guard score > 0 else { continue }
            var total = score * 1000
            if let isMale, entry.kind == .person {
                if entry.genderIsSure, entry.gender == !isMale { continue }
                if entry.gender == isMale { total += 800 } else if entry.gender == !isMale { total -= 900 }
                // "Ms Vost" goes to the one who was named in full just before rather than to whom the bare surname means.
                if let last = full.last(where: {
                    $0.index < index && entries[$0.entity].keys.contains { $0.count > 1 && $0.last == word }
                }),
                    last.entity == candidate
                {
                    total += 850
                }
            }
            fits.append((candidate, total))
        }
        // Of two who bear the name, the one brought in first: kin who come later are told by their full names.
        return fits.max {
            ($0.score, first[$1.entity] ?? Int.max, $1.entity) < ($1.score, first[$0.entity] ?? Int.max, $0.entity)
        }?.entity
    }

    /// Words that open names of places and hardly ever a person's.
    private static let settling: Set<String> = [
        "saint", "st", "san", "santa", "port", "mount", "fort", "lake", "cape", "new", "north", "south", "east", "west",
    ]

    static let geographic: Set<String> = [
        "saint", "san", "santa", "st", "new", "north", "south", "east", "west", "city", "port", "mount", "lake", "river", "bay",
        "island", "islands", "street",
        "avenue", "square", "hill", "valley", "park", "los", "las", "la", "el", "le", "cape", "fort", "upper", "lower", "great",
        "central", "northern",
        "southern", "eastern", "western", "sea", "ocean", "desert", "road", "bridge", "airport", "prison", "coast", "beach",
        "province", "region", "state",
        "county", "district", "republic", "kingdom", "palace", "house", "de", "al", "isle", "isles", "sur", "del",
    ]

    static let maleTitles: Set<String> = [
        "mr", "mr.", "herr", "monsieur", "don", "señor", "senor", "sir", "lord", "king", "prince", "sultan", "pope", "emperor",
    ]
    static let femaleTitles: Set<String> = [
        "mrs", "mrs.", "ms", "ms.", "miss", "madam", "madame", "mme", "frau", "señora", "senora", "doña", "dona", "dame", "lady",
        "queen", "princess",
    ]
}
