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
    private var taken: [Set<Int>]
    private var targets: [Set<Int>]

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

    // MARK: Verbs

    private mutating func readVerb(_ index: Int, _ clauses: Clauses) {
        let predicate = reading.predicate(clauses.number, index)
        guard let frame = reading.frame(predicate, clauses) else {
            readStatement(predicate, clauses)
            return
        }
        let truth = reading.truth(clauses, index)
        let verb = clauses.tokens[predicate.verb]
        var kind = frame.kind
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
        if kind == .order { kind = orderKind(predicate, clauses) }
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
            ["refrain", "abstain", "stop", "avoid"].contains(clauses.tokens[complement].lemma)
                || clauses.children[complement].contains(where: { clauses.isClass($0, .negator) })
                || complement > predicate.verb && clauses.forms[predicate.verb..<complement].contains("not")
        {
            kind = .order
        }
        // "ruled that he had been wrongly let out" finds what was done; it orders nothing.
        if kind == .orderRelease || kind == .orderDetention, !clauses.isClass(predicate.verb, .order),
            let complement = predicate.complement,
            clauses.children[complement].contains(where: {
                clauses.tokens[$0].lemma == "have" && clauses.relation($0) == "aux" && $0 < complement
            }), !clauses.children[complement].contains(where: { clauses.isModal(clauses.forms[$0]) })
        {
            kind = .rule
        }
        var event = EventMention(
            kind: kind, trigger: verb.range.lowerBound..<clauses.tokens[last].range.upperBound,
            lemma: ([verb.lemma] + frame.words).joined(separator: " "), sentence: clauses.number, modality: truth.modality,
            tense: truth.tense)
        event.anterior = truth.anterior
        event.attributedTo = truth.source
        event.passing = truth.isCrime || (truth.isQuoted && truth.modality != .denied)
        var draft = Draft(event: event, head: index, isNoun: false, carrier: nil, predicate: predicate)
        if clauses.relation(index) == "amod" || (clauses.relation(index) == "compound") { draft.event.passing = true }
        // "She remains convicted": nothing happens.
        if clauses.relation(index) == "xcomp", clauses.tokens[index].xpos == "VBN", clauses.tokens[index].head >= 0,
            ["remain", "stay"].contains(clauses.tokens[clauses.tokens[index].head].lemma)
        {
            draft.event.passing = true
        }
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
        // "the case called for …": what cannot ask asks nothing.
        if kind == .request, !draft.event.arguments.contains(where: { $0.role == .agent && $0.entity != nil }),
            let subject = predicate.subject,
            !reading.isPerson(clauses, subject), !reading.isBody(clauses, subject), clauses.tokens[subject].upos == .noun
        {
            draft.event.passing = true
        }
        // Nobody frees or pardons himself: the one named is whom it is done to.
        if frame.roles.object == .role(.patient) {
            let patients = draft.entities(.patient)
            draft.event.arguments.removeAll { $0.role == .agent && $0.entity.map(patients.contains) ?? false }
        }
        if isOfNobody(index, clauses) { draft.event.passing = true }
        // "was free for twenty weeks" tells how long, not when he was let out.
        if kind == .release, frame.lemma == "be", hasLength(predicate, clauses) { draft.event.passing = true }
        // "The farmers who appealed live below the dam": who they are, not what happens.
        if kind == .appeal || kind == .request, clauses.relation(index) == "acl:relcl", clauses.tokens[index].head >= 0,
            clauses.children[index].contains(where: { clauses.forms[$0] == "who" }),
            !(clauses.tokens[index].head..<index).contains(where: { clauses.forms[$0] == "," })
        {
            draft.event.passing = true
        }
        // What a headline says the text tells again.
        if clauses.block == .heading || clauses.block == .subheading { draft.event.passing = true }
        if kind == .sentence, frame.words.first == "serving" || ["serve", "get"].contains(frame.lemma) {
            draft.event.passing = true
        }
        drafts.append(draft)
        if kind != .state, clauses.isClass(predicate.verb, .speech),
            predicate.complement != nil || clauses.children[index].contains(where: { clauses.quoted[$0] })
        {
            readStatement(predicate, clauses)
        }
    }

    /// "for twenty weeks less a day".
    private func hasLength(_ predicate: Predicate, _ clauses: Clauses) -> Bool {
        predicate.obliques.contains { oblique in
            oblique.preposition == "for"
                && clauses.tokens.indices.contains { at in
                    TreeMends.units.contains(clauses.tokens[at].lemma) && at > predicate.head && at <= oblique.head
                }
        }
    }

    /// "It is the first time that a president has been jailed": of no one in particular.
    private func isOfNobody(_ verb: Int, _ clauses: Clauses) -> Bool {
        let over = clauses.tokens[verb].head
        return over >= 0 && clauses.tokens[over].lemma == "time"
            && ["acl", "acl:relcl", "ccomp", "advcl"].contains(clauses.relation(verb))
    }

    /// "ordered his release", "ordered him back to prison": what is ordered tells the kind.
    private func orderKind(_ predicate: Predicate, _ clauses: Clauses) -> EventKind {
        let content = predicate.complement ?? predicate.object
        guard let content else { return .order }
        var kinds: [EventKind] = []
        if clauses.tokens[content].upos == .noun { kinds = reading.kinds(clauses, content) }
        var heads = [content]
        heads += clauses.children(content, relation: "conj")
        if clauses.tokens[content].upos == .verb || clauses.tokens[content].upos == .adj {
            for head in heads {
                let inner = clauses.predicate(at: head)
                if clauses.children[head].contains(where: { clauses.isClass($0, .negator) }) { return .order }
                if ["refrain", "abstain", "stop", "avoid"].contains(clauses.tokens[head].lemma) { return .order }
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
        if kinds.contains(.review) { return .review }
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

    // MARK: Statements

    private mutating func readStatement(_ predicate: Predicate, _ clauses: Clauses) {
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

    // MARK: Nouns

    private mutating func readNoun(_ index: Int, _ clauses: Clauses) {
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
        var event = EventMention(
            kind: frame.kind, trigger: clauses.tokens[index].range,
            lemma: (frame.words + [frame.lemma] + frame.after).joined(separator: " "),
            sentence: clauses.number, modality: .asserted, tense: .none)
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

    // MARK: Light verbs

    /// What a verb does to the noun that is its object or passive subject.
    struct Support {
        enum Use { case told, undergone, asked, refused, prevented, passing }
        var use: Use
        var verb: Int?
        init(_ use: Use, _ verb: Int? = nil) { self.use = use; self.verb = verb }
    }

    private func governor(of index: Int, _ clauses: Clauses) -> Int? {
        let head = clauses.tokens[index].head
        guard head >= 0 else { return nil }
        if clauses.relation(index) == "conj" { return governor(of: head, clauses) }
        if clauses.isVerb(head) { return head }
        // The second object of a verb of giving, hung on the first.
        let above = clauses.tokens[head].head
        if above >= 0, clauses.isVerb(above),
            ["appos", "dep", "nmod", "nmod:unmarked", "obl:unmarked"].contains(clauses.relation(index)),
            clauses.predicate(at: above).object == index
        {
            return above
        }
        return nil
    }

    private static let happening: Set<String> = [
        "come", "happen", "occur", "follow", "begin", "start", "erupt", "break", "last", "end", "continue", "ensue", "resume",
    ]

    private mutating func support(_ index: Int, _ verb: Int, _ clauses: Clauses) -> Support {
        let predicate = reading.predicate(clauses.number, verb)
        let relation = clauses.relation(index)
        let isObject =
            relation == "obj" || predicate.object == index
            || (relation == "conj" && predicate.object.map { clauses.children[$0].contains(index) } ?? false)
        if isObject || relation == "nsubj:pass" {
            if clauses.isClass(verb, .decline) { return Support(.refused, verb) }
            if clauses.isClass(verb, .stopnoun) { return Support(.prevented, verb) }
            // "His complaint is expected to be decided next year": it was made long since.
            if clauses.isClass(verb, .seeknoun) { return Support(relation == "nsubj:pass" ? .passing : .asked, verb) }
            if clauses.isClass(verb, .support) { return Support(.told, verb) }
            if clauses.isClass(verb, .undergo) { return Support(.undergone, verb) }
            if clauses.isClass(verb, .aspect) || clauses.tokens[verb].lemma == "see" { return Support(.told, verb) }
        }
        if relation == "nsubj", EventReader.happening.contains(clauses.tokens[verb].lemma) || clauses.forms[verb] == "took" {
            return Support(.told, verb)
        }
        if relation == "obl", clauses.isClass(verb, .seeknoun), clauses.preposition(index) == "for" {
            return Support(.asked, verb)
        }
        return Support(.passing)
    }

    /// "a pardon granted to him by …", "the sentence that the court passed".
    private mutating func participle(of index: Int, _ clauses: Clauses) -> Support? {
        // "the pardon granted to him" with the participle hung on the verb over the noun.
        if index + 1 < clauses.tokens.count, clauses.tokens[index + 1].xpos == "VBN", clauses.isClass(index + 1, .support),
            clauses.relation(index + 1) != "acl"
        {
            let next = reading.predicate(clauses.number, index + 1)
            if let object = next.object, object > index + 1, !reading.isPerson(clauses, object) { return nil }
            if !clauses.children[index + 1].contains(where: { clauses.relation($0).hasPrefix("aux") }) || next.object == index {
                return Support(.told, index + 1)
            }
        }
        for child in clauses.children[index] where clauses.relation(child).hasPrefix("acl") && clauses.isVerb(child) {
            guard clauses.isClass(child, .support) || clauses.isClass(child, .undergo) else { continue }
            let predicate = reading.predicate(clauses.number, child)
            guard predicate.object == index || predicate.secondObject == index else { continue }
            return Support(clauses.isClass(child, .support) ? .told : .undergone, child)
        }
        return nil
    }
}
