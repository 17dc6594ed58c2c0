import CaseModel
import Language

/// Reads events off verbs and nouns, sentence by sentence.
struct EventReader {
    var reading: Reading
    var drafts: [Draft] = []
    /// Places (sentence, token) of what is only asked for: told by the request, but their times are their own.
    var silent = Set<[Int]>()
    /// Times of clauses that tell no event.
    var spokenFor = Set<Int>()
    /// Nouns that a verb's frame has taken in: they tell no event of their own ("imposed a sentence"), or only in passing (targets).
    var taken: [Set<Int>]
    var targets: [Set<Int>]

    init(_ reading: Reading) {
        self.reading = reading
        taken = [Set<Int>](repeating: [], count: reading.scene.sentences.count)
        targets = taken
    }

    mutating func read() {
        for number in reading.scene.sentences.indices {
            let clauses = reading.scene.sentences[number]
            for index in clauses.tokens.indices where clauses.isVerb(index) || clauses.child(index, relation: "cop") != nil {
                readVerb(index, clauses)
            }
            for index in clauses.tokens.indices
            where clauses.tokens[index].upos == .noun
                || (clauses.tokens[index].upos == .propn && !clauses.words[index].nouns.isEmpty)
            {
                readNoun(index, clauses)
            }
        }
        // What somebody asks for is in the content of the request.
        func isContent(_ draft: Draft) -> Bool {
            draft.event.modality == .requested && draft.event.kind != .request && draft.event.kind != .appeal
        }
        for draft in drafts where isContent(draft) { silent.insert([draft.sentence, draft.carrier ?? draft.head]) }
        drafts.removeAll(where: isContent)
        drafts.sort {
            ($0.event.trigger.lowerBound, $0.event.kind.rawValue) < ($1.event.trigger.lowerBound, $1.event.kind.rawValue)
        }
    }

    mutating func readStatement(_ predicate: Predicate, _ clauses: Clauses) {
        guard clauses.isClass(predicate.verb, .speech), let subject = predicate.subject, !clauses.quoted[predicate.head] else {
            return
        }
        guard reading.book.entity(clauses.number, subject) != nil else { return }
        let truth = reading.truth(clauses, predicate.head)
        guard truth.modality == .asserted || truth.modality == .reported else { return }
        var event = EventMention(
            kind: .state, trigger: clauses.tokens[predicate.verb].range, lemma: clauses.tokens[predicate.verb].lemma,
            sentence: clauses.number,
            modality: truth.modality, tense: truth.tense)
        event.anterior = truth.anterior
        var draft = Draft(event: event, head: predicate.head, isNoun: false, carrier: nil, predicate: predicate)
        fill(.role(.agent), subject, &draft, clauses, isSubject: true)
        drafts.append(draft)
    }
}
