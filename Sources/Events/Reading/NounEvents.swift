import CaseModel
import Language

/// Events that nouns tell ("the pardon", "his trial"), by themselves or through the verb over them.
extension EventReader {
    mutating func readNoun(_ index: Int, _ clauses: Clauses) {
        guard !clauses.words[index].nouns.isEmpty, !taken[clauses.number].contains(index) else { return }
        let relation = clauses.relation(index)
        if relation == "compound" || relation.hasPrefix("flat") || relation == "amod" || relation == "fixed" { return }
        if clauses.tokens[index].upos == .propn, reading.book.entity(clauses.number, index) != nil { return }
        guard
            let number = clauses.words[index].nouns.first(where: {
                reading.nounMatches(reading.lexicon.nouns[$0], clauses, index)
            })
        else { return }
        let frame = reading.lexicon.nouns[number]
        if reading.book.entity(clauses.number, index) != nil { return }
        var support = Support(.passing)
        let governor = governor(of: index, clauses)
        if let governor { support = self.support(index, governor, clauses) }
        // A verb with a frame of its own acts on the noun; it does not tell it.
        if support.use == .told, let verb = support.verb,
            drafts.reversed().prefix(40).contains(where: {
                $0.sentence == clauses.number && $0.head == verb && !$0.isNoun && $0.event.kind != .state
            })
        {
            support = Support(.passing)
        }
        if support.use == .passing || support.use == .refused, let told = participle(of: index, clauses) { support = told }
        let content = frame.kind == .order ? orderedAct(index, clauses) : nil
        var event = EventMention(
            kind: content?.kind ?? frame.kind, trigger: clauses.tokens[index].range,
            lemma: (frame.words + [frame.lemma] + frame.after).joined(separator: " "),
            sentence: clauses.number, modality: .asserted, tense: .none)
        // "the release ordered by the court" is an order.
        if support.use == .told, let verb = support.verb, clauses.tokens[verb].lemma == "order" {
            switch event.kind {
            case .release: event.kind = .orderRelease
            case .detain, .arrest: event.kind = .orderDetention
            default: break
            }
        }
        event.trigger =
            clauses.tokens[index - frame.words.count].range
            .lowerBound..<clauses.tokens[index + frame.after.count].range.upperBound
        var draft = Draft(event: event, head: index, isNoun: true, carrier: support.verb, predicate: nil)
        draft.isDefinite = isDefinite(index, clauses)
        let negated = clauses.children[index].contains { clauses.forms[$0] == "no" }
        switch support.use {
        case .told, .undergone:
            let truth = reading.truth(clauses, support.verb!)
            draft.event.modality = truth.modality
            draft.event.tense = truth.tense
            draft.event.anterior = truth.anterior
            draft.event.attributedTo = truth.source
            draft.event.passing = truth.isQuoted || truth.isCrime || isOfNobody(support.verb!, clauses)
            let predicate = reading.predicate(clauses.number, support.verb!)
            if support.use == .told {
                if let subject = predicate.subject, subject != index {
                    fill(.role(.agent), subject, &draft, clauses, isSubject: true)
                }
                // "The order came from the judge on duty."
                if predicate.subject == index {
                    for oblique in predicate.obliques where oblique.preposition == "from" && !draft.has(.agent) {
                        fill(.role(.agent), oblique.head, &draft, clauses, isSubject: false)
                    }
                }
                for token in [predicate.secondObject, predicate.object].compactMap({ $0 })
                where token != index && clauses.through(token) != index {
                    fill(patientSlot(frame.kind), token, &draft, clauses, isSubject: false)
                }
                for oblique in predicate.obliques
                where ["to", "for", "on", "against", "of"].contains(oblique.preposition) && oblique.head != index {
                    if reading.isPerson(clauses, oblique.head) || reading.isBody(clauses, oblique.head), !(draft.has(.patient)) {
                        fill(patientSlot(frame.kind), oblique.head, &draft, clauses, isSubject: false)
                    }
                }
            } else if let subject = predicate.subject {
                fill(patientSlot(frame.kind), subject, &draft, clauses, isSubject: false)
            }
        // "a pardon granted to him in 2017" points back when it has an article that does; what it is told for is elsewhere.
        case .asked: draft.event.modality = .requested
        // A request that is turned down was made.
        case .refused where frame.kind == .request || frame.kind == .appeal: draft.event.passing = true
        case .refused, .prevented: draft.event.modality = .denied
        case .passing:
            draft.event.passing = true
            if clauses.quoted[index] { draft.event.passing = true }
            if let over = clauses.predicate(over: index) {
                let truth = reading.truth(clauses, over)
                draft.event.tense = truth.tense
                draft.isUnderUnreal =
                    truth.modality == .hypothetical || truth.modality == .planned || truth.modality == .requested
                    || ["due", "set", "scheduled", "expected", "likely"].contains(clauses.forms[over])
                    || clauses.children[over].contains { clauses.forms[$0] == "due" && $0 < over }
                if truth.modality == .hypothetical || truth.modality == .planned, !draft.isDefinite {
                    draft.event.modality = truth.modality
                }
            }
        }
        if negated { draft.event.modality = .denied }
        if let noun = nounOver(index, clauses) {
            // "a request for a pardon", "a bid for release".
            if clauses.isClass(noun, .prospect), clauses.preposition(index) != "by", !draft.isDefinite {
                draft.event.modality = .requested
            }
        }
        fillComplements(of: index, kind: frame.kind, &draft, clauses, roles: frame.roles)
        if let patient = content?.patient {
            draft.event.arguments.removeAll { $0.role == .patient }
            put(.patient, patient, &draft, clauses)
        }
        if targets[clauses.number].contains(index), support.use == .passing { draft.event.passing = true }
        if clauses.block == .heading || clauses.block == .subheading { draft.event.passing = true }
        // A constitutional or rights court's "sentence" without a term is its judgment.
        if frame.kind == .sentence, frame.lemma == "sentence", frame.words.isEmpty,
            draft.entities(.agent).contains(where: { agent in
                reading.book.entries[agent].keys.contains { $0.contains("constitutional") || $0.contains("rights") }
            }), !clauses.phrase(index).contains(where: { clauses.isClass($0, .timeunit) })
        {
            draft.event.kind = .rule
        }
        drafts.append(draft)
    }

    /// "the order for her release", "an order to arrest her": what is ordered tells the kind and whom it is done to.
    private func orderedAct(_ index: Int, _ clauses: Clauses) -> (kind: EventKind, patient: Int?)? {
        for child in clauses.children[index] where child > index {
            let kinds: [EventKind]
            let patient: Int?
            if clauses.relation(child).hasPrefix("nmod"), ["for", "of"].contains(clauses.preposition(child)) {
                kinds = reading.kinds(clauses, child)
                patient = patients(of: child, clauses).first
            } else if clauses.relation(child) == "acl", clauses.children[child].contains(where: { clauses.forms[$0] == "to" }),
                !clauses.children[child].contains(where: { clauses.isClass($0, .negator) })
            {
                let inner = clauses.predicate(at: child)
                kinds = clauses.words[child].verbs.map { reading.lexicon.verbs[$0].kind }
                patient = inner.object.flatMap { reading.isPerson(clauses, $0) ? $0 : nil }
            } else {
                continue
            }
            if kinds.contains(.release) { return (.orderRelease, patient) }
            if kinds.contains(.arrest) || kinds.contains(.detain) { return (.orderDetention, patient) }
        }
        return nil
    }

    private func nounOver(_ index: Int, _ clauses: Clauses) -> Int? {
        guard clauses.relation(index).hasPrefix("nmod"), clauses.tokens[index].head >= 0 else { return nil }
        return clauses.tokens[index].head
    }

    private func patientSlot(_ kind: EventKind) -> Slot {
        switch kind {
        case .annul, .restore, .uphold, .overrule, .suspend, .appeal, .review, .dismiss: .act
        case .request, .apologise: .role(.patient)
        default: .role(.patient)
        }
    }

    func isDefinite(_ index: Int, _ clauses: Clauses) -> Bool {
        clauses.children[index].contains {
            clauses.relation($0) == "nmod:poss"
                || clauses.relation($0) == "det" && ["the", "this", "that", "these", "those"].contains(clauses.forms[$0])
        }
    }
}
