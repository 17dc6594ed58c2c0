import CaseModel
import Language

/// Events that verbs tell: the kind that the frame gives, put right by what stands under the verb, and who takes part.
extension EventReader {
    mutating func readVerb(_ index: Int, _ clauses: Clauses) {
        let predicate = reading.predicate(clauses.number, index)
        guard let frame = reading.frame(predicate, clauses) else {
            readStatement(predicate, clauses)
            return
        }
        // "told reporters that …" says; "told the ministry to …" orders.
        if frame.kind == .order, clauses.isClass(predicate.verb, .speech), let complement = predicate.complement,
            !clauses.children[complement].contains(where: { clauses.forms[$0] == "to" && clauses.relation($0) == "mark" })
        {
            readStatement(predicate, clauses)
            return
        }
        let truth = reading.truth(clauses, index)
        let verb = clauses.tokens[predicate.verb]
        let kind = self.kind(of: frame, predicate, clauses)
        var last = predicate.verb
        if let extra = frame.words.last,
            let found = clauses.tokens.indices.first(where: {
                $0 > predicate.verb && $0 - predicate.verb < 9
                    && (clauses.forms[$0] == extra || clauses.tokens[$0].lemma == extra)
            })
        {
            last = found
        }
        if predicate.verb != predicate.head { last = max(last, predicate.head) }
        // "was about to go free": another verb stands between.
        if frame.lemma == "be", predicate.verb < last,
            (predicate.verb + 1..<last).contains(where: { clauses.tokens[$0].upos == .verb })
        {
            return
        }
        var event = EventMention(
            kind: kind, trigger: verb.range.lowerBound..<clauses.tokens[last].range.upperBound,
            lemma: ([verb.lemma] + frame.words).joined(separator: " "), sentence: clauses.number, modality: truth.modality,
            tense: truth.tense)
        event.anterior = truth.anterior
        event.attributedTo = truth.source
        event.passing = truth.isCrime || (truth.isQuoted && truth.modality != .denied)
        var draft = Draft(event: event, head: index, isNoun: false, carrier: nil, predicate: predicate)
        fillVerb(frame, last: last, &draft, clauses)
        if isPassing(draft, frame, clauses) { draft.event.passing = true }
        // Nobody frees or pardons himself: the one named is whom it is done to.
        if frame.roles.object == .role(.patient) {
            let patients = draft.entities(.patient)
            draft.event.arguments.removeAll { $0.role == .agent && $0.entity.map(patients.contains) ?? false }
        }
        drafts.append(draft)
        if kind != .state, clauses.isClass(predicate.verb, .speech),
            predicate.complement != nil || clauses.children[index].contains(where: { clauses.quoted[$0] })
        {
            readStatement(predicate, clauses)
        }
    }

    /// The kind that a frame tells, put right by what stands under the verb.
    private mutating func kind(of frame: Frame, _ predicate: Predicate, _ clauses: Clauses) -> EventKind {
        var kind = frame.kind
        if kind == .order { kind = orderKind(predicate, clauses) }
        // A judge who "rules" holds no country.
        if kind == .govern, frame.lemma == "rule", predicate.subject.map({ reading.isCourt(clauses, $0) }) ?? false {
            kind = .rule
        }
        // "who ruled the country from 1994": a person who is no judge.
        if kind == .rule, frame.lemma == "rule", frame.words.isEmpty, predicate.complement == nil,
            let subject = predicate.subject,
            reading.isPerson(clauses, subject), !reading.isCourt(clauses, subject),
            predicate.obliques.allSatisfy({ $0.preposition != "on" })
        {
            kind = .govern
        }
        // "threw out his appeal": what is only asked for is turned down.
        if kind == .annul, let object = predicate.object {
            let asked = reading.kinds(clauses, object)
            if !asked.isEmpty, asked.allSatisfy({ $0 == .appeal || $0 == .request }) { kind = .dismiss }
            // "threw out half of the case".
            if ["case", "suit", "lawsuit", "claim"].contains(clauses.tokens[clauses.through(object)].lemma) { kind = .dismiss }
        }
        // "ruled that the arrest had been unlawful" finds; it takes no act's effect away, as it does of a law, a pardon or a verdict.
        if kind == .annul, let complement = predicate.complement, complement != predicate.head, clauses.isClass(complement, .void)
        {
            let inner = reading.predicate(clauses.number, complement)
            if let about = inner.subject ?? inner.object ?? predicate.object {
                let kinds = reading.kinds(clauses, about)
                let deeds: Set<EventKind> = [
                    .arrest, .detain, .release, .kill, .attack, .extradite, .transfer, .torture, .kidnap, .bribe, .pay,
                ]
                if !kinds.isEmpty, kinds.allSatisfy(deeds.contains) { kind = .rule }
            }
        }
        // "ordered the country not to release him" orders no release.
        if kind == .orderRelease || kind == .orderDetention, let complement = predicate.complement,
            reading.lexicon.has(.forbear, clauses.tokens[complement].lemma)
                || clauses.children[complement].contains(where: { clauses.isClass($0, .negator) })
                || complement > predicate.verb && clauses.forms[predicate.verb..<complement].contains("not")
        {
            kind = .order
        }
        // "ruled that he had been freed by mistake" finds what was done; it orders nothing.
        if kind == .orderRelease || kind == .orderDetention, !clauses.isClass(predicate.verb, .order),
            let complement = predicate.complement,
            clauses.children[complement].contains(where: {
                clauses.tokens[$0].lemma == "have" && clauses.relation($0) == "aux" && $0 < complement
            }), !clauses.children[complement].contains(where: { clauses.isWritten($0, .modal) })
        {
            kind = .rule
        }
        return kind
    }

    /// Who takes part: the verb's own complements, and those of the nouns that it takes in.
    private mutating func fillVerb(_ frame: Frame, last: Int, _ draft: inout Draft, _ clauses: Clauses) {
        guard let predicate = draft.predicate else { return }
        let index = draft.head
        let kind = draft.event.kind
        // "the decision by X to pardon Y": whose decision it is does it.
        let over = clauses.tokens[index].head
        if over >= 0, clauses.children[index].contains(where: { clauses.forms[$0] == "to" && clauses.relation($0) == "mark" }),
            let decision = clauses.isClass(over, .decision) && clauses.tokens[over].upos == .noun
                ? over : reading.looseDecision(clauses, index, over)
        {
            for agent in agents(of: decision, clauses) { put(.agent, agent, &draft, clauses) }
        }
        if let subject = predicate.subject, !draft.has(.agent) {
            fill(frame.roles.subject, subject, &draft, clauses, isSubject: true)
        }
        for token in [predicate.object, predicate.secondObject].compactMap({ $0 }) {
            let kinds = reading.kinds(clauses, token)
            let head = clauses.through(token)
            if kinds.contains(kind) || kinds.contains(frame.kind) {
                taken[clauses.number].insert(head)
                // "imposed a sentence on him": the noun's own complements are the event's.
                fillComplements(of: head, kind: frame.kind, &draft, clauses)
            } else if !kinds.isEmpty || frame.roles.object == .act {
                targets[clauses.number].insert(head)
            }
            if token == predicate.object, !frame.words.isEmpty,
                frame.words.contains(clauses.forms[token]) || frame.words.contains(clauses.tokens[token].lemma)
            {
                // "opened fire", "took the oath": the words of the verb take no part.
                taken[clauses.number].insert(token)
                continue
            }
            if token == predicate.secondObject, predicate.object != nil, frame.roles.object == .act,
                !reading.isPerson(clauses, token)
            {
                draft.target = draft.target ?? token
                continue
            }
            // "appointed Marek Tolv ambassador" as one nominal.
            if kind == .appoint, reading.book.entity(clauses.number, token) == nil,
                let person = clauses.children[token].first(where: {
                    $0 < token && reading.book.isPerson(reading.book.entity(clauses.number, $0))
                })
            {
                put(.patient, person, &draft, clauses)
                continue
            }
            fill(frame.roles.object, token, &draft, clauses, isSubject: false)
        }
        for oblique in predicate.obliques {
            if let slot = frame.roles.prepositions[oblique.preposition] {
                fill(slot, oblique.head, &draft, clauses, isSubject: false)
            } else {
                fillPlace(oblique, &draft, clauses)
            }
        }
        for at in clauses.tokens.indices
        where at > predicate.verb && at <= last && clauses.tokens[at].upos == .noun
            && frame.words.contains(clauses.tokens[at].lemma)
        {
            taken[clauses.number].insert(at)
        }
        if let complement = predicate.complement { fillControlled(complement, frame, &draft, clauses) }
        // "voted 40-12 to remove her": whom the second verb is done to.
        if frame.words.count > 1, frame.words.contains("to"), last > predicate.verb, clauses.isVerb(last),
            let object = reading.predicate(clauses.number, last).object, frame.roles.object == .role(.patient)
        {
            draft.event.arguments.removeAll { $0.role == .patient }
            fill(.role(.patient), object, &draft, clauses, isSubject: false)
        }
    }

    /// Whether a verb tells its event only by the way, or of nobody.
    private func isPassing(_ draft: Draft, _ frame: Frame, _ clauses: Clauses) -> Bool {
        guard let predicate = draft.predicate else { return false }
        let index = draft.head
        let kind = draft.event.kind
        if clauses.relation(index) == "amod" || (clauses.relation(index) == "compound") { return true }
        // "She remains convicted": nothing happens.
        if clauses.relation(index) == "xcomp", clauses.tokens[index].xpos == "VBN", clauses.tokens[index].head >= 0,
            ["remain", "stay"].contains(clauses.tokens[clauses.tokens[index].head].lemma)
        {
            return true
        }
        // "the case called for …": what cannot ask asks nothing.
        if kind == .request, !draft.event.arguments.contains(where: { $0.role == .agent && $0.entity != nil }),
            let subject = predicate.subject,
            !reading.isPerson(clauses, subject), !reading.isBody(clauses, subject), clauses.tokens[subject].upos == .noun
        {
            return true
        }
        if isOfNobody(index, clauses) { return true }
        // "He refused house arrest": who only turns down what he is offered decides nothing.
        if kind == .dismiss, clauses.isClass(predicate.verb, .decline), let subject = predicate.subject,
            let who = reading.entity(clauses, subject), who == reading.book.protagonist
        {
            return true
        }
        // "was out for eleven months" tells how long, not when he was let out.
        if kind == .release, frame.lemma == "be", hasLength(predicate, clauses) { return true }
        // "The farmers who appealed live below the dam", "the man who hired her": who they are, not what happens.
        if kind == .appeal || kind == .request || kind == .dismiss && frame.roles.object == .role(.patient),
            clauses.relation(index) == "acl:relcl", clauses.tokens[index].head >= 0,
            clauses.children[index].contains(where: { clauses.forms[$0] == "who" }),
            !(clauses.tokens[index].head..<index).contains(where: { clauses.forms[$0] == "," })
        {
            return true
        }
        // What a headline says the text tells again.
        if clauses.block == .heading || clauses.block == .subheading { return true }
        if kind == .sentence,
            frame.words.first == "serving" || frame.lemma == "serve"
                || frame.lemma == "get" && !["root", "conj"].contains(clauses.relation(index))
        {
            return true
        }
        return false
    }

    /// "for eleven months and a day".
    private func hasLength(_ predicate: Predicate, _ clauses: Clauses) -> Bool {
        predicate.obliques.contains { oblique in
            oblique.preposition == "for"
                && clauses.tokens.indices.contains { at in
                    reading.lexicon.has(.timeunit, clauses.tokens[at].lemma) && at > predicate.head && at <= oblique.head
                }
        }
    }

    /// "It is the first time that a president has been jailed": of no one in particular.
    func isOfNobody(_ verb: Int, _ clauses: Clauses) -> Bool {
        let over = clauses.tokens[verb].head
        return over >= 0 && clauses.tokens[over].lemma == "time"
            && ["acl", "acl:relcl", "ccomp", "advcl"].contains(clauses.relation(verb))
    }

    /// "ordered his release", "ordered him back to prison": what is ordered tells the kind.
    private func orderKind(_ predicate: Predicate, _ clauses: Clauses) -> EventKind {
        let content = predicate.complement ?? predicate.object
        // "forbade his release" orders none.
        guard let content, !clauses.isClass(predicate.verb, .refuse) else { return .order }
        var kinds: [EventKind] = []
        if clauses.tokens[content].upos == .noun { kinds = reading.kinds(clauses, content) }
        var heads = [content]
        heads += clauses.children(content, relation: "conj")
        if clauses.tokens[content].upos == .verb || clauses.tokens[content].upos == .adj {
            for head in heads {
                let inner = clauses.predicate(at: head)
                if clauses.children[head].contains(where: { clauses.isClass($0, .negator) }) { return .order }
                if reading.lexicon.has(.forbear, clauses.tokens[head].lemma) { return .order }
                if let frame = reading.frame(inner, clauses) { kinds.append(frame.kind) }
                if ["free", "release"].contains(clauses.tokens[head].lemma) { kinds.append(.release) }
                if ["serve", "surrender", "return"].contains(clauses.tokens[head].lemma) || clauses.forms[head] == "hand" {
                    kinds.append(.detain)
                }
            }
        }
        // "'s return to prison" and "the return of X to prison".
        if clauses.forms[content] == "return" { kinds.append(.detain) }
        if kinds.contains(.release) { return .orderRelease }
        if kinds.contains(.detain) || kinds.contains(.arrest) { return .orderDetention }
        // "ordered a review" sends the matter back; "ordered it to review the pardon" is an order to somebody.
        if kinds.contains(.review), clauses.tokens[content].upos == .noun { return .review }
        if kinds.contains(.pay) { return .order }
        return .order
    }

    /// "ordered him to return", "urged the country to refrain": the object of the order may stand as the subject of the verb under it.
    private mutating func fillControlled(_ complement: Int, _ frame: Frame, _ draft: inout Draft, _ clauses: Clauses) {
        guard [.order, .orderRelease, .orderDetention, .request, .rule].contains(draft.event.kind) else { return }
        guard
            clauses.tokens[complement].upos == .verb || clauses.tokens[complement].upos == .adj
                || clauses.child(complement, relation: "cop") != nil
        else { return }
        let inner = reading.predicate(clauses.number, complement)
        // "ordered the state to keep him in prison": him, not the state.
        if draft.event.kind == .orderRelease || draft.event.kind == .orderDetention, draft.has(.patient),
            let held = inner.object, held > complement, let who = reading.entity(clauses, held), reading.book.isPerson(who)
        {
            draft.event.arguments.removeAll { $0.role == .patient }
            put(.patient, held, &draft, clauses)
        }
        if !draft.has(.patient), draft.event.kind != .rule {
            if draft.event.kind == .orderRelease || draft.event.kind == .orderDetention {
                if let patient = inner.object ?? inner.subject, patient != draft.predicate?.subject {
                    fill(.role(.patient), patient, &draft, clauses, isSubject: false)
                }
            } else if let subject = inner.subject ?? inner.object, subject != draft.predicate?.subject {
                fill(.role(.patient), subject, &draft, clauses, isSubject: false)
            }
        }
        if draft.event.kind == .rule, draft.target == nil, let object = inner.object, !reading.kinds(clauses, object).isEmpty {
            draft.target = object
        }
        // The act that is asked for or ordered: "asked for a delay of the release".
        if draft.target == nil, let object = inner.object, !reading.kinds(clauses, object).isEmpty, draft.event.kind == .request {
            draft.target = object
        }
    }
}
