import CaseModel
import Language

/// How a trigger's clause stands to what happened.
struct Truth {
    var modality = Modality.asserted
    var tense = EventMention.Tense.none
    var anterior: Bool?
    var source: Int?
    /// Inside somebody's quoted words.
    var isQuoted = false
    /// The content of an accusation or a conviction ("convicted of ordering …").
    var isCrime = false

    private mutating func weaken(_ other: Modality) {
        // What is said not to have happened, or only might, is not made real by who says it.
        switch (modality, other) {
        case (.asserted, _): modality = other
        case (.reported, .asserted): break
        case (.reported, _): modality = other
        case (.denied, .reported), (.denied, .asserted): break
        case (.planned, .hypothetical), (.planned, .denied): modality = other
        default: break
        }
    }

    mutating func lower(_ other: Modality) { weaken(other) }
}

extension Reading {
    /// The modality of the predicate at a token, from its own words and from all that stands over it.
    mutating func truth(_ clauses: Clauses, _ head: Int) -> Truth {
        var truth = Truth()
        let predicate = predicate(clauses.number, head)
        readOwn(&truth, clauses, head, verb: predicate.verb)
        readOver(&truth, clauses, head)
        if clauses.asks, !truth.isQuoted { truth.lower(.hypothetical) }
        if clauses.quoted[head] { truth.isQuoted = true }
        return truth
    }

    /// A participle right behind a nominal that is no subject: those are verbs now and then ("A court on Tuesday convicted …").
    private func isDescription(_ clauses: Clauses, _ head: Int) -> Bool {
        let noun = clauses.tokens[head].head
        // "in an order adopted today": the order's own verb.
        guard noun == head - 1, !Scene.isDayWord(clauses.forms[noun]), !clauses.isClass(head, .support) else { return false }
        return ["appos", "obj", "obl", "nmod", "obl:agent"].contains(clauses.relation(noun))
    }

    private func readOwn(_ truth: inout Truth, _ clauses: Clauses, _ head: Int, verb: Int) {
        var auxiliaries: [Int] = clauses.children[head].filter {
            ["aux", "aux:pass", "cop"].contains(clauses.relation($0)) && $0 < head
        }
        // "was arrested and charged": what helps the first verb helps the second.
        var shared = head
        var steps = 0
        while auxiliaries.isEmpty, clauses.relation(shared) == "conj", clauses.tokens[shared].head >= 0, steps < 4,
            clauses.child(shared, where: { clauses.relation($0).hasPrefix("nsubj") }) == nil,
            clauses.tokens[shared].xpos == clauses.tokens[clauses.tokens[shared].head].xpos || clauses.tokens[shared].xpos == "VB"
        {
            shared = clauses.tokens[shared].head
            auxiliaries = clauses.children[shared].filter {
                ["aux", "aux:pass", "cop"].contains(clauses.relation($0)) && $0 < shared
            }
            steps += 1
        }
        let lemmas = auxiliaries.map { clauses.tokens[$0].lemma }
        let forms = auxiliaries.map { clauses.forms[$0] }
        for form in forms where lexicon.has(.modal, form) {
            if ["will", "'ll", "shall", "’ll", "wo"].contains(form) {
                truth.lower(.planned); truth.tense = .future
            } else {
                truth.lower(.hypothetical)
            }
        }
        if lemmas.contains("have") {
            truth.tense = .past
            if forms.contains("had") { truth.anterior = true }
        } else if clauses.relation(head) == "acl", auxiliaries.isEmpty, clauses.tokens[head].xpos == "VBN", head > 0,
            clauses.forms[head - 1] == "," || isDescription(clauses, head)
        {
            // "the former minister, sentenced to nine years", "a lawyer appointed for the case": what somebody has become, not what is told now.
            truth.tense = .past
            truth.anterior = true
        } else if truth.tense == .none {
            let xpos = clauses.tokens[head].xpos
            let first = auxiliaries.first.map { clauses.tokens[$0].xpos }
            if first == "VBD" || xpos == "VBD" || first == nil && xpos == "VBN" {
                truth.tense = .past
            } else if first == "VBZ" || first == "VBP" || xpos == "VBZ" || xpos == "VBP" {
                truth.tense = .present
            }
        }
        // "had he been found guilty", "should the court uphold": inversion without a mark. "had the king not pardoned him" tells that he did.
        var isCounterfactual = false
        if let first = auxiliaries.first, clauses.relation(head) == "advcl" || clauses.relation(head) == "root",
            let subject = clauses.child(head, where: { clauses.relation($0).hasPrefix("nsubj") }), first < subject,
            ["had", "should", "were"].contains(clauses.forms[first]),
            clauses.children[head].allSatisfy({
                clauses.tokens[$0].xpos != "WRB" && clauses.tokens[$0].xpos != "WP" || $0 > first
            })
        {
            isCounterfactual =
                clauses.forms[first] == "had" && clauses.children[head].contains { clauses.isClass($0, .negator) && $0 > subject }
            if !isCounterfactual { truth.lower(.hypothetical) }
        }
        for child in clauses.children[head] {
            let relation = clauses.relation(child)
            if !isCounterfactual, clauses.isClass(child, .negator),
                relation == "advmod" || relation == "advmod:neg" || relation == "neg" || relation == "det"
                    || relation == "cc:preconj" || relation == "aux"
            {
                if clauses.forms[child] == "not", child + 1 < clauses.tokens.count, clauses.forms[child + 1] == "only" {
                    continue
                }
                truth.lower(.denied)
            }
            if relation.hasPrefix("nsubj") || relation == "obj" {
                if ["nobody", "none", "nothing", "neither", "no-one"].contains(clauses.forms[child])
                    || clauses.children[child].contains(where: { clauses.forms[$0] == "no" || clauses.forms[$0] == "neither" })
                    || isFew(child, clauses)
                {
                    truth.lower(.denied)
                }
            }
            if relation == "mark", clauses.isClass(child, .hypo) { truth.lower(.hypothetical) }
            if relation == "mark", clauses.forms[child] == "until", truth.anterior != true,
                clauses.tokens[head].xpos != "VBD" || lemmas.contains("have")
            {
                truth.lower(.hypothetical)
            }
            if relation == "advmod", ["once", "when", "before", "as"].contains(clauses.forms[child]), truth.modality == .planned {
                truth.lower(.hypothetical)
            }
            if relation == "advmod", ["narrowly", "nearly", "almost", "allegedly", "reportedly"].contains(clauses.forms[child]),
                ["nearly", "almost"].contains(clauses.forms[child])
            {
                truth.lower(.denied)
            }
        }
        // "Never before had the court struck down a law": what this one did is told elsewhere.
        if clauses.relation(head) == "root", clauses.forms[0] == "never", clauses.forms.count > 1, clauses.forms[1] == "before" {
            truth.lower(.denied)
        }
        // "no longer", "never" stand before the verb without being its child now and then.
        if head > 0, clauses.forms[head - 1] == "never" { truth.lower(.denied) }
        // "has yet to rule", "was to have been released", "is to rule", "is due to begin".
        if let to = clauses.children[head].first(where: { clauses.forms[$0] == "to" && $0 < head }), to > 0 {
            let before = clauses.tokens[to - 1].lemma
            if before == "be", !lemmas.contains("be") || clauses.forms[to - 1] != "been" {
                truth.lower(forms.contains("have") ? .denied : .planned)
            }
            if before == "yet" { truth.lower(.denied) }
            if ["due", "set", "likely", "scheduled", "ready", "about", "expect", "free"].contains(before)
                || ["expected", "supposed", "bound"].contains(clauses.forms[to - 1])
            {
                truth.lower(.planned)
            }
        }
    }

    /// "Few prisoners", "hardly any judge": of next to nobody, where "a few" are some.
    private func isFew(_ nominal: Int, _ clauses: Clauses) -> Bool {
        clauses.children[nominal].contains {
            clauses.forms[$0] == "few" && $0 < nominal
                && ($0 == 0 || !["a", "the", "these", "those", "last"].contains(clauses.forms[$0 - 1]))
        }
    }

    private mutating func readOver(_ truth: inout Truth, _ clauses: Clauses, _ start: Int) {
        var at = start
        var steps = 0
        while clauses.tokens[at].head >= 0, steps < 25 {
            steps += 1
            let relation = clauses.tokens[at].relation
            let over = clauses.tokens[at].head
            let isInfinitive = clauses.children[at].contains { clauses.forms[$0] == "to" && clauses.relation($0) == "mark" }
            // "… where he was arrested": told by itself, whatever the tree hangs it on.
            if !isInfinitive, relation != "conj",
                clauses.children[at].contains(where: { clauses.forms[$0] == "where" && $0 < at })
            {
                return
            }
            switch relation {
            case "xcomp" where isInfinitive && looseDecision(clauses, at, over) != nil: break
            case "conj":
                // "refused to testify and appeal": the verb shares what stands over the first; its negation too when it has no subject.
                if clauses.child(at, where: { clauses.relation($0).hasPrefix("nsubj") }) == nil,
                    at == start || isVerbForm(clauses, at),
                    clauses.children[over].contains(where: {
                        clauses.isClass($0, .negator) && clauses.relation($0) == "advmod" && $0 < over
                    }), clauses.child(at, relation: "cc").map({ clauses.forms[$0] }) == "or"
                {
                    truth.lower(.denied)
                }
            case "xcomp", "ccomp", "csubj", "csubj:pass", "nsubj:outer":
                readGovernor(&truth, clauses, over: over, at: at, isInfinitive: isInfinitive, isClausal: relation == "ccomp")
            case "advcl" where isInfinitive && looseDecision(clauses, at, over) != nil: break
            case "advcl":
                if isInfinitive, clauses.isClass(over, .refuse) || lexicon.has(.doing, clauses.tokens[over].lemma) {
                    // "refused, by seven votes to two, to rescind it": words between hang the infinitive elsewhere.
                    readGovernor(&truth, clauses, over: over, at: at, isInfinitive: true, isClausal: false)
                } else if isInfinitive {
                    truth.lower(purpose(clauses, at, over))
                } else {
                    readMark(&truth, clauses, at, over)
                    // "had breached the order by freeing him": the means is as far back as the deed.
                    if clauses.tokens[at].xpos == "VBG",
                        clauses.children[over].contains(where: { clauses.forms[$0] == "had" && clauses.relation($0) == "aux" })
                    {
                        truth.anterior = true
                    }
                }
            case "acl":
                // "without anybody obeying it": the preposition stands with who did not.
                if clauses.tokens[at].xpos == "VBG", clauses.preposition(over) == "without" { truth.lower(.denied) }
                readNoun(&truth, clauses, over, at: at, isInfinitive: isInfinitive)
            case "parataxis":
                // "The court, he said, annulled the law."
                break
            case "obl", "nmod":
                if relation == "obl", let verb = Optional(over), clauses.isVerb(verb), at != start {
                    readFor(&truth, clauses, at, verb)
                }
            default: break
            }
            if relation == "advcl" || relation == "ccomp" || relation == "xcomp" || relation == "acl:relcl" || relation == "csubj"
                || relation == "acl" || relation == "conj"
            {
                // What stands over may itself be unreal: its own marks count for what depends on it (a relative clause tells by itself).
                if relation == "acl:relcl" { return readRelative(&truth, clauses, over) }
                if relation != "conj", relation != "advcl" || isInfinitive, clauses.isVerb(over), relation != "acl" {
                    var above = Truth()
                    readOwn(&above, clauses, over, verb: over)
                    switch above.modality {
                    // "It will be recalled that she fled": what is known happened, whatever becomes of the knowing.
                    case .denied, .planned,
                        .hypothetical where relation == "ccomp" && isFactive(clauses, over):
                        break
                    case .denied, .hypothetical, .planned:
                        if relation != "ccomp" || above.modality != .denied {
                            truth.lower(above.modality == .planned ? .hypothetical : above.modality)
                        } else {
                            truth.lower(.hypothetical)
                        }
                    default: break
                    }
                    if above.tense == .past, truth.tense == .none { truth.tense = .past }
                }
            }
            at = over
        }
    }

    /// "angry at the decision by the president to pardon him": the decision that an infinitive belongs to though the tree hangs it elsewhere.
    func looseDecision(_ clauses: Clauses, _ at: Int, _ over: Int) -> Int? {
        guard over < at else { return nil }
        var look = at - 1
        while look > over, at - look < 18 {
            if clauses.tokens[look].upos == .verb { return nil }
            if clauses.tokens[look].upos == .noun, clauses.isClass(look, .prospect) { return nil }
            if clauses.tokens[look].upos == .noun, clauses.isClass(look, .decision), clauses.forms[look] != "order" {
                return look
            }
            look -= 1
        }
        return nil
    }

    private func isVerbForm(_ clauses: Clauses, _ token: Int) -> Bool { clauses.tokens[token].upos == .verb }
    private func isFactive(_ clauses: Clauses, _ token: Int) -> Bool {
        lexicon.has(.factive, clauses.tokens[token].lemma)
    }

    private mutating func readGovernor(
        _ truth: inout Truth, _ clauses: Clauses, over: Int, at: Int, isInfinitive: Bool, isClausal: Bool
    ) {
        let verb = clauses.child(over, relation: "cop") == nil ? over : over
        func isA(_ one: WordClass) -> Bool { clauses.isClass(verb, one) }
        let passive = clauses.children[over].contains { clauses.relation($0) == "aux:pass" }
        if isClausal && !isInfinitive {
            if isA(.negverb), !clauses.forms[verb].hasPrefix("den") || clauses.tokens[verb].lemma == "deny" {
                truth.lower(.denied); return
            }
            if clauses.tokens[verb].lemma == "mean" { return }
            if isA(.ask) || isA(.order) || isA(.want), !isA(.speech) || clauses.tokens[at].xpos == "VB" {
                truth.lower(.requested); return
            }
            if isA(.say) || isA(.speech) {
                let believes = isA(.believe) || isA(.allege) && clauses.tokens[verb].lemma != "claim"
                let predicate = predicate(clauses.number, over)
                let speaker = predicate.subject ?? (predicate.passive ? nil : predicate.object)
                if truth.source == nil { truth.source = book.entity(clauses.number, speaker) }
                truth.lower(believes ? .hypothetical : isCourtSpeaking(clauses, predicate) ? .asserted : .reported)
                return
            }
            if isA(.believe) || isA(.allege) { truth.lower(.hypothetical) }
            return
        }
        if isA(.aspect) { return }
        if isA(.refuse) { truth.lower(.denied); return }
        if isA(.order) || isA(.ask),
            isInfinitive || passive || clauses.tokens[at].xpos == "VB" || clauses.tokens[at].xpos == "VBN"
        {
            truth.lower(.requested)
            return
        }
        if isA(.enable) { truth.lower(.hypothetical); return }
        if isA(.want) { truth.lower(.planned); return }
        if isA(.believe) || isA(.allege) || isA(.say) { truth.lower(passive && isA(.say) ? .reported : .hypothetical); return }
        if isInfinitive {
            // "decided to free him", "voted to repeal the law", "used the army to close parliament": it was done.
            truth.lower(lexicon.has(.doing, clauses.tokens[verb].lemma) ? .asserted : .hypothetical)
        }
    }

    /// A court that finds and rules decides; it does not merely say.
    private func isCourtSpeaking(_ clauses: Clauses, _ predicate: Predicate) -> Bool {
        guard let subject = predicate.subject, isCourt(clauses, subject) else { return false }
        return lexicon.has(.holding, clauses.tokens[predicate.verb].lemma)
    }

    /// "… to celebrate": a purpose; after "go", "return", "appear", "only" what followed.
    private func purpose(_ clauses: Clauses, _ at: Int, _ over: Int) -> Modality {
        if let to = clauses.children[at].first(where: { clauses.forms[$0] == "to" }), to > 0, clauses.forms[to - 1] == "only" {
            return .asserted
        }
        return .planned
    }

    private func readMark(_ truth: inout Truth, _ clauses: Clauses, _ at: Int, _ over: Int) {
        for child in clauses.children[at]
        where clauses.relation(child) == "mark" || clauses.relation(child) == "advmod" || clauses.relation(child) == "case" {
            let form = clauses.forms[child]
            if form == "with" || form == "of" || form == "for" || form == "on" {
                let verb = clauses.tokens[over].lemma
                if lexicon.has(.accusing, verb) { truth.lower(.hypothetical) }
                if lexicon.has(.condemning, verb) { truth.isCrime = true }
            }
            // "stopped short of jailing her".
            if form == "of",
                clauses.forms[over] == "short"
                    || clauses.children[over].contains(where: { clauses.forms[$0] == "short" && $0 > over && $0 < at })
            {
                truth.lower(.denied)
            }
            if form == "from", clauses.isClass(over, .refuse) || clauses.isClass(over, .stopnoun) { truth.lower(.denied) }
            if clauses.isClass(child, .hypo) || form == "without" || form == "instead" || form == "rather" {
                truth.lower(form == "without" || form == "instead" || form == "rather" ? .denied : .hypothetical)
            }
        }
    }

    /// A verb under a noun: "a bid to block", "the decision to pardon", "the right to appeal".
    private func readNoun(_ truth: inout Truth, _ clauses: Clauses, _ noun: Int, at: Int, isInfinitive: Bool) {
        if clauses.children[at].contains(where: {
            Clauses.timeMarks.contains(clauses.forms[$0]) && $0 < at && clauses.relation($0) != "obl"
        }) {
            return
        }
        guard
            isInfinitive
                || clauses.tokens[at].xpos == "VBG" && clauses.children[at].contains(where: { clauses.relation($0) == "mark" })
        else { return }
        if clauses.isClass(noun, .decision), !clauses.isClass(noun, .prospect) {
            if clauses.forms[noun] == "order" || clauses.forms[noun] == "law" || clauses.forms[noun] == "motion"
                || clauses.forms[noun] == "bill"
            {
                truth.lower(.requested)
            }
            return
        }
        truth.lower(clauses.isClass(noun, .prospect) ? .requested : .hypothetical)
    }

    /// "charged with taking", "accused of ordering": said, not told as done; "convicted of ordering" is found by a court.
    private func readFor(_ truth: inout Truth, _ clauses: Clauses, _ at: Int, _ verb: Int) {
        if clauses.isClass(verb, .allege) { truth.lower(.hypothetical) }
    }

    /// A relative clause under something that did not happen is told by itself, unless its noun is negated.
    private func readRelative(_ truth: inout Truth, _ clauses: Clauses, _ noun: Int) {
        if clauses.children[noun].contains(where: { clauses.forms[$0] == "no" || clauses.forms[$0] == "any" }) {
            truth.lower(.hypothetical)
        }
    }
}
