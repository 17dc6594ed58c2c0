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
        /// Whether it has been the subject of a verb by which courts and offices decide.
        var hasDecided = false
        /// The last sentence whose words it said.
        var hasSpoken = -1
        /// Whether the text gives it what only states have or do.
        var isState = false
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
    /// Lemmas of the persons that the headline speaks of without a name ("The general who never left").
    var headlined: Set<String> = []

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
            // "Ana Vale's husband" is told by her surname: he is not called by her name.
            if let mark = (low..<head).first(where: { clauses.tokens[$0].xpos == "POS" || clauses.forms[$0] == "’s" }),
                mark > low + 1, let owner = self.entity(sentence, mark - 1), entries[owner].kind == .person,
                (low..<mark).allSatisfy({ self.entity(sentence, $0) == owner })
            {
                low = mark - 1
            }
            let label = scene.words(clauses.bytes(low...max(low, high)))
            // "Thirty dockers" is only written so where it opens a sentence.
            let isOpening = (0..<low).allSatisfy { clauses.isPunctuation($0) || clauses.tokens[$0].upos == .det }
            entries[entity].label =
                isOpening && low < high && clauses.tokens[low].upos != .propn
                    && scene.lexicon.places.country(clauses.forms[low]) == nil
                    && clauses.tokens[low].form.dropFirst().contains(where: \.isLowercase)
                ? label.prefix(1).lowercased() + label.dropFirst() : label
        }
        // "…, and a king may come by," he said: who is only spoken of inside the marks is not who is told of outside them.
        if form == .nominal, !entries[entity].isNamed, scene.sentences[sentence].quoted[head] { return }
        entries[entity].last = (sentence, head)
        noteSubject(entity, scene.sentences[sentence], head)
    }

    mutating func noteSubject(_ entity: Int, _ clauses: Clauses, _ token: Int) {
        guard clauses.relation(token).hasPrefix("nsubj") else { return }
        let verb = clauses.tokens[token].head
        let isMain = verb >= 0 && clauses.relation(verb) == "root"
        if verb >= 0, clauses.relation(token) == "nsubj",
            clauses.decides[verb] && !clauses.isClass(verb, .support) || clauses.isClass(verb, .holding)
        {
            entries[entity].hasDecided = true
        }
        if verb >= 0, clauses.isClass(verb, .say) { entries[entity].hasSpoken = clauses.number }
        if entries[entity].subject.sentence == clauses.number, entries[entity].subject.isMain { return }
        entries[entity].subject = (clauses.number, isMain)
    }
}
