import Language

/// A predicate with its complements, whatever the construction: active or passive, finite or participle, relative clause,
/// coordination or control. Numbers are tokens of the sentence.
struct Predicate {
    /// The verb, or for a copula the head of the predicate.
    var head: Int
    /// The word that stands for the verb: the copula where there is one.
    var verb: Int
    /// Who does it (for a passive: the phrase with "by").
    var subject: Int?
    var object: Int?
    var secondObject: Int?
    var passive = false
    var obliques: [(preposition: String, head: Int)] = []
    /// The verb or adjective under it.
    var complement: Int?
    /// For a participle or a relative clause: the noun that it says something of.
    var antecedent: Int?
}

extension Clauses {
    /// The predicate whose head is this token.
    func predicate(at head: Int) -> Predicate {
        let copula = child(head, relation: "cop")
        var found = Predicate(head: head, verb: copula ?? head)
        var hasOwnSubject = false
        var strayTime: Int?
        var timeBefore: Int?
        for child in children[head] {
            // "gave him 14 years": a term that somebody is given is no time.
            let isGiven = self.relation(child) == "obj" && child > head && children[head].contains { self.relation($0) == "iobj" }
            if !isGiven, !mayTakePart(child) || isDistance(child),
                ["nsubj", "nsubj:pass", "obj", "iobj"].contains(self.relation(child))
            {
                // "on Friday the president suspended …": the nominal that the parser hung on the day.
                if child < head, !isDistance(child) { strayTime = child }
                continue
            }
            switch self.relation(child) {
            case "nsubj", "csubj", "nsubj:outer":
                // "whose sentence the president cut": the first is what is cut.
                if let first = found.subject, children[first].contains(where: { tokens[$0].xpos == "WP$" }), found.object == nil,
                    child < head
                {
                    found.object = first
                    found.subject = child
                    continue
                }
                // "So does the ban: the court upheld it": what stands behind the colon.
                if found.subject == nil
                    || (found.subject! + 1..<max(found.subject! + 1, child)).contains(where: {
                        forms[$0] == ":" || forms[$0] == ";"
                    })
                {
                    found.subject = child
                    hasOwnSubject = true
                }
            case "nsubj:pass", "csubj:pass":
                found.passive = true
                if found.object == nil { found.object = child; hasOwnSubject = true }
            case "obj":
                if found.object == nil || found.passive {
                    if found.passive { found.secondObject = child } else { found.object = child }
                }
            case "iobj": found.secondObject = child
            case "aux:pass": found.passive = true
            case "xcomp", "ccomp": if found.complement == nil { found.complement = child }
            case "obl:unmarked", "obl:npmod", "obl:tmod":
                if child < head, !mayTakePart(child) { timeBefore = child }
                if child > head, found.object == nil, !found.passive, mayTakePart(child), isNominal(child),
                    preposition(child).isEmpty, copula == nil
                {
                    found.object = child
                } else {
                    found.obliques.append((preposition(child), child))
                }
            case "obl", "obl:agent", "obl:arg", "nmod":
                if child < head, !mayTakePart(child) { timeBefore = child }
                if copula != nil, self.relation(child) == "nmod", preposition(child) == "of" { break }
                found.obliques.append((preposition(child), child))
            default: break
            }
        }
        if found.complement == nil, isClass(found.verb, .speech) || isClass(found.verb, .order) {
            found.complement = children[head].first { child in
                child > head && self.relation(child) == "advcl"
                    && children[child].contains { forms[$0] == "that" && self.relation($0) == "mark" }
            }
        }
        if found.complement == nil, isClass(found.verb, .refuse) || isClass(found.verb, .want) {
            found.complement = children[head].first { child in
                child > head && self.relation(child) == "advcl"
                    && children[child].contains { forms[$0] == "to" && self.relation($0) == "mark" }
            }
        }
        if strayTime == nil, found.subject == nil, !found.passive, let time = timeBefore,
            children[time].contains(where: {
                $0 > time && $0 < head && isNominal($0) && mayTakePart($0) && preposition($0).isEmpty
            })
        {
            strayTime = time
        }
        if let time = strayTime, found.subject == nil, !(found.passive && found.object != nil) {
            let near = (time + 1..<max(time + 1, head)).first {
                isNominal($0) && mayTakePart($0) && preposition($0).isEmpty && self.relation($0) != "compound"
                    && self.relation($0) != "nmod:poss"
            }
            if let near {
                hasOwnSubject = true
                if found.passive { found.object = near } else { found.subject = near }
            }
        }
        for oblique in found.obliques
        where oblique.preposition == "in" && (forms[oblique.head] == "favour" || forms[oblique.head] == "favor") {
            if let of = children[oblique.head].first(where: { preposition($0) == "of" }) {
                found.obliques.append(("in_favour_of", of))
            }
        }
        takeApart(&found)
        if !found.passive, let object = found.object, object > head, let own = owned(object), self.relation(object) != "nmod:poss"
        {
            found.object = own
        }
        if found.secondObject != nil, found.object == nil, !found.passive { swap(&found.object, &found.secondObject) }
        if copula != nil {
            let own = preposition(head)
            if own.isEmpty { found.complement = head } else { found.obliques.append((own, head)) }
        }
        let token = tokens[head]
        let relation = token.relation
        let isHeading = block == .heading || block == .subheading || block == .caption
        if found.passive, !isHeading, hasOwnSubject, copula == nil, token.xpos == "VBD" || token.xpos == "VBN",
            !children[head].contains(where: { self.relation($0).hasPrefix("aux") }),
            relation != "conj" || !predicateIsPassive(token.head)
        {
            // No "was": a past tense that the tagger took for a participle.
            found.passive = false
            found.subject = found.object
            found.object = found.secondObject
            found.secondObject = nil
        }
        if let patient = reducedPatient(head), !found.passive, !hasOwnSubject, found.object == nil {
            found.passive = true
            found.object = patient
            hasOwnSubject = true
        }
        if token.xpos == "VBD", relation == "conj", !found.passive, !hasOwnSubject, found.object == nil, takesPatient[head],
            token.head >= 0, predicateIsPassive(token.head)
        {
            // "was convicted and sentenced": the second participle is tagged as a past tense now and then.
            found.passive = true
        }
        if isMisreadPast(head) {
            found.subject = found.subject ?? (relation == "acl" ? token.head : nil)
        } else if token.xpos == "VBN", !found.passive, !hasOwnSubject, copula == nil,
            !children[head].contains(where: { tokens[$0].relation == "aux" && tokens[$0].lemma == "have" })
        {
            // A participle by itself is passive: "the ruling issued by …", "arrested and extradited" under "was".
            if relation.hasPrefix("acl") && relation != "acl:relcl" || relation == "advcl" || relation == "amod"
                || relation == "parataxis"
            {
                found.passive = true
            } else if relation == "conj", token.head >= 0, found.object == nil, predicateIsPassive(token.head) {
                found.passive = true
            } else if relation == "root" || relation == "ccomp" || relation == "xcomp", found.object == nil {
                found.passive = true
            }
            if found.passive, let object = found.object, found.secondObject == nil, object > head {
                found.secondObject = object
                found.object = nil
            }
        }
        if found.passive {
            for by in found.obliques where by.preposition == "by" && mayAct(by.head) && tokens[by.head].upos != .num {
                if found.subject == nil { found.subject = by.head }
            }
            if found.subject == nil { found.subject = farAgent(head) }
            found.obliques.removeAll { $0.preposition == "by" && $0.head == found.subject }
        }
        if !hasOwnSubject { inheritSubject(&found) }
        substituteRelatives(&found)
        mendSubject(&found)
        shareObject(&found)
        return found
    }

    /// "the former leader, now 83, sentenced to 25 years for …": a participle behind a comma, whatever the tree takes it for, says something of
    /// the nominal before the comma.
    private func reducedPatient(_ head: Int) -> Int? {
        guard tokens[head].xpos == "VBN" || tokens[head].xpos == "VBD", takesPatient[head], head > 1, head + 1 < tokens.count,
            forms[head - 1] == ",", ["to", "of", "for", "by"].contains(forms[head + 1]), relation(head) != "root",
            !(relation(head) == "conj" && tokens[head].head >= 0 && predicateIsPassive(tokens[head].head)),
            !children[head].contains(where: { relation($0).hasPrefix("aux") || relation($0) == "cc" })
        else { return nil }
        var at = head - 2
        while at >= 0, head - at < 12 {
            if isVerb(at) || tokens[at].upos == .adp || tokens[at].upos == .sconj { return nil }
            if isNominal(at), tokens[at].upos != .num, mayTakePart(at), !isClass(at, .timeunit) {
                while tokens[at].head >= 0, tokens[at].head < head, relation(at).hasPrefix("flat") || relation(at) == "compound",
                    isNominal(tokens[at].head)
                { at = tokens[at].head }
                return at
            }
            at -= 1
        }
        return nil
    }

    /// "Minutes after the verdict three bombs went off", "Three days after the court annulled it": the time is no subject.
    private func isDistance(_ index: Int) -> Bool {
        isClass(index, .timeunit) && index + 1 < tokens.count
            && ["after", "before", "later", "earlier", "ago", "into"].contains(forms[index + 1])
    }

    /// "granted Ruden a pardon" with the pardon hung on Ruden as an apposition.
    private func takeApart(_ found: inout Predicate) {
        guard found.secondObject == nil, let object = found.object, !found.passive,
            isClass(found.verb, .support) || isClass(found.verb, .decline),
            let second = children[object].first(where: {
                $0 > object && ["appos", "nmod:unmarked", "dep", "obl:unmarked", "nmod"].contains(relation($0)) && isNominal($0)
                    && preposition($0).isEmpty
            }),
            !(object..<second).contains(where: { forms[$0] == "," || forms[$0] == "-" && false })
        else { return }
        found.secondObject = object
        found.object = second
    }

    /// "dismissed former president Ruden's appeal" with the president as the object: what he owns is.
    private func owned(_ object: Int) -> Int? {
        var at = object + 1
        while at < tokens.count, at - object < 5, tokens[at].upos == .propn || tokens[at].form == "." { at += 1 }
        guard at > object + 1 || tokens[object].upos == .propn, at + 1 < tokens.count, tokens[at].xpos == "POS" else {
            return nil
        }
        var noun = at + 1
        while noun + 1 < tokens.count, noun - at < 6,
            tokens[noun].upos == .adj || tokens[noun].upos == .num || tokens[noun].form == "-"
                || (tokens[noun].upos == .noun && tokens[noun + 1].upos == .noun)
        { noun += 1 }
        return tokens[noun].upos == .noun ? noun : nil
    }

    /// A past tense without "was" that was read as a participle: it has an object after it and nobody "by" whom.
    func isMisreadPast(_ head: Int) -> Bool {
        let token = tokens[head]
        guard token.xpos == "VBN", forms[head].hasSuffix("ed") || forms[head].hasSuffix("d") || forms[head].hasSuffix("t"),
            token.relation == "acl" || token.relation == "advcl" || token.relation == "root" || token.relation == "conj",
            !isClass(head, .support) || token.relation == "root",
            !children[head].contains(where: { relation($0).hasPrefix("aux") || preposition($0) == "by" })
        else { return false }
        if token.relation == "conj" { return token.head >= 0 && token.head < head && isMisreadPast(token.head) }
        // "The court on Tuesday ruled …" read as a nominal with a participle: a sentence of a text has a verb.
        if token.relation == "acl", token.head >= 0, token.head < head, tokens[token.head].relation == "root",
            child(token.head, relation: "cop") == nil,
            block == .paragraph || block == .listItem,
            !children[token.head].contains(where: { $0 != head && tokens[$0].features.contains(.finite) && isVerb($0) }),
            !takesPatient[head]
        {
            return true
        }
        func hasObject(_ verb: Int) -> Bool {
            children[verb].contains {
                $0 > verb && (relation($0) == "obj" || relation($0) == "obl:unmarked") && mayTakePart($0) && isNominal($0)
            }
        }
        return hasObject(head)
            || children[head].contains { relation($0) == "conj" && tokens[$0].xpos == "VBN" && $0 - head < 4 && hasObject($0) }
    }

    /// "granted to him on Easter Day by the governor": the phrase with "by" that hangs on another nominal.
    private func farAgent(_ head: Int) -> Int? {
        var at = head + 1
        while at < tokens.count, at - head < 16 {
            if forms[at] == ";" || tokens[at].upos == .sconj
                || (tokens[at].upos == .verb && tokens[at].features.contains(.finite))
            {
                return nil
            }
            // "by then-President Pavel Orn" with a preposition that hangs nowhere: the name that follows.
            if forms[at] == "by", relation(at) != "case",
                let name = (at + 1..<min(at + 6, tokens.count)).first(where: {
                    tokens[$0].upos == .propn && !isClass($0, .title) && !isClass($0, .official) && mayAct($0)
                }), !(at + 1..<name).contains(where: { isVerb($0) || forms[$0] == "," })
            {
                return name
            }
            if forms[at] == "by", relation(at) == "case", tokens[at].head > at, mayAct(tokens[at].head),
                tokens[tokens[at].head].upos != .num
            {
                let agent = tokens[at].head
                // A passive of its own takes its own agent.
                let owner = tokens[agent].head
                if owner >= 0, owner != head, isVerb(owner) { return nil }
                return agent
            }
            at += 1
        }
        return nil
    }

    private static let pictured: Set<String> = [
        "center", "centre", "left", "right", "middle", "foreground", "background", "top", "bottom",
    ]

    /// A subject with a preposition is none ("the judge, in a ruling, asked"), nor is "left" of a caption: the nominal before it is.
    private func mendSubject(_ found: inout Predicate) {
        func mended(_ token: Int) -> Int? {
            let marked = children[token].contains {
                relation($0) == "case" && $0 < token && tokens[$0].xpos != "POS" && !Clauses.timeMarks.contains(forms[$0])
            }
            guard marked && token < found.verb || Clauses.pictured.contains(forms[token]) else { return token }
            guard token != found.antecedent else { return token }
            var at = token - 1
            while at >= 0, token - at < 24 {
                if tokens[at].upos == .verb, tokens[at].features.contains(.finite) { return nil }
                if isNominal(at), mayTakePart(at), tokens[at].upos != .num, !Clauses.pictured.contains(forms[at]),
                    relation(at) != "compound", relation(at) != "nmod:poss", !relation(at).hasPrefix("flat"),
                    !children[at].contains(where: { relation($0) == "case" && $0 < at && tokens[$0].xpos != "POS" })
                {
                    return at
                }
                at -= 1
            }
            return nil
        }
        if found.passive {
            // "tied to the seat once held by …": the noun right before its participle, whatever stands before it.
            let isOwn =
                relation(found.head) == "acl" && found.object == tokens[found.head].head && found.head - (found.object ?? 0) <= 2
            if !isOwn, let object = found.object, object < found.verb { found.object = mended(object) }
        } else if let subject = found.subject, subject < found.verb {
            found.subject = mended(subject)
        }
    }

    /// "kidnapped and killed nine people": both have the object of the second.
    private func shareObject(_ found: inout Predicate) {
        if !found.passive, found.object == nil, found.complement == nil, relation(found.head) == "conj",
            tokens[found.head].head >= 0, takesPatient[found.head]
        {
            let first = tokens[found.head].head
            found.object = children[first].first {
                $0 > found.head && (relation($0) == "obj" || relation($0) == "obl:unmarked") && mayTakePart($0) && isNominal($0)
            }
        }
        guard !found.passive, found.object == nil, found.complement == nil, found.obliques.isEmpty,
            let other = children[found.head].first(where: {
                relation($0) == "conj" && $0 > found.head && $0 - found.head < 4 && isVerb($0)
            })
        else { return }
        found.object = children[other].first {
            $0 > other && (relation($0) == "obj" || relation($0) == "obl:unmarked") && mayTakePart($0)
        }
    }

    private func predicateIsPassive(_ head: Int) -> Bool {
        children[head].contains { relation($0) == "aux:pass" || relation($0) == "nsubj:pass" }
            || (tokens[head].relation.hasPrefix("acl") && tokens[head].xpos == "VBN" && tokens[head].relation != "acl:relcl")
            || (tokens[head].relation == "conj" && tokens[head].xpos == "VBN" && tokens[head].head >= 0
                && tokens[head].head < head
                && child(head, where: { relation($0).hasPrefix("nsubj") }) == nil && predicateIsPassive(tokens[head].head))
    }

    /// Whom a verb without a subject of its own takes it from: coordination, participles, control.
    private func inheritSubject(_ found: inout Predicate) {
        let head = found.head
        let relation = tokens[head].relation
        let over = tokens[head].head
        guard over >= 0 else { return }
        // "despite the court ruling for him": who rules stands before it.
        if tokens[head].xpos == "VBG", !found.passive, head > 0, isNominal(head - 1), relation != "amod", mayTakePart(head - 1),
            [.court, .body, .judge, .official].contains(where: { isClass(head - 1, $0) }) || tokens[head - 1].upos == .propn,
            tokens[head - 1].head == head || tokens[head - 1].head < 0 || relation != "xcomp"
        {
            found.subject = head - 1
            return
        }
        if let stray = straySubject(head) {
            if found.passive { if found.object == nil { found.object = stray } } else { found.subject = stray }
            return
        }
        func give(_ token: Int?) {
            guard let token else { return }
            if found.passive {
                if found.object == nil { found.object = token }
            } else if found.subject == nil {
                found.subject = token
            }
        }
        switch relation {
        case "conj":
            guard isVerb(over) || child(over, relation: "cop") != nil, over != head else { return }
            // "left the country, a month before they charged him, and was arrested": behind a comma "and" goes on with the main verb.
            if found.passive, self.relation(over) == "advcl", let and = child(head, relation: "cc"), and > 0,
                tokens[and - 1].form == ",",
                let main = predicate(over: tokens[over].head), main != head
            {
                let first = predicate(at: main)
                give(first.passive ? first.object ?? first.subject : first.subject)
                return
            }
            let other = predicate(at: over)
            found.antecedent = other.antecedent
            give(other.passive ? other.object ?? other.subject : other.subject)
        // "overturned and annulled the ruling": the object may be shared from the right.
        case "amod":
            found.passive = tokens[head].xpos == "VBN"
            give(over)
        case "acl":
            if children[head].contains(where: {
                Clauses.timeMarks.contains(forms[$0]) && $0 < head
                    && (self.relation($0) == "mark" || self.relation($0) == "case"
                        || self.relation($0) == "advmod" && forms[$0] != "once")
            }) {
                // "… against the vote before leaving": the parser hung on a noun what belongs to its verb.
                guard let verb = predicate(over: over), verb != head else { return }
                let other = predicate(at: verb)
                give(other.passive ? other.object : other.subject)
                return
            }
            // "the families of the dockers killed at the quay": the people right before a participle are those it is done to.
            let near = head - 1
            let noun =
                found.passive && near > over && isNominal(near)
                    && [.person, .crowd, .official, .kin].contains(where: { isClass(near, $0) }) ? near : over
            found.antecedent = noun
            if tokens[head].xpos == "VB" || tokens[head].features.contains(.infinitive) { return }
            give(noun)
        case "advcl", "xcomp", "ccomp":
            let target = isVerb(over) || child(over, relation: "cop") != nil ? over : (predicate(over: over) ?? -1)
            guard target >= 0, target != head, target != tokens[head].head || target != found.head else { return }
            if relation == "ccomp", children[head].contains(where: { tokens[$0].relation == "mark" && forms[$0] == "that" }) {
                return
            }
            let other = predicate(at: target)
            if relation == "xcomp" {
                give(other.passive ? other.object : (other.object ?? other.subject))
            } else {
                give(other.passive ? other.object : other.subject)
            }
        default: return
        }
    }

    /// The head of the nominal that ends just before a relative pronoun.
    private func nominal(before index: Int) -> Int? {
        var at = index - 1
        while at >= 0, isPunctuation(at) || tokens[at].upos == .adp { at -= 1 }
        guard at >= 0, isNominal(at) else { return nil }
        while tokens[at].head >= 0, tokens[at].head < index,
            ["flat", "compound", "fixed"].contains(where: { relation(at).hasPrefix($0) }), isNominal(tokens[at].head)
        { at = tokens[at].head }
        return at
    }

    static let timeMarks: Set<String> = ["before", "after", "while", "since", "until", "when", "once", "as"]

    /// "It came after police in Lome clashed": the nominal that the parser took for the complement of "after" is the subject of the
    /// finite verb that follows it.
    private func straySubject(_ head: Int) -> Int? {
        guard
            tokens[head].xpos == "VBD" || tokens[head].xpos == "VBZ" || tokens[head].xpos == "VBP"
                || children[head].contains(where: { relation($0) == "aux:pass" })
        else { return nil }
        let first = min(head, children[head].filter { relation($0).hasPrefix("aux") }.min() ?? head)
        var at = first - 1
        var steps = 0
        while at >= 0, steps < 12 {
            steps += 1
            if tokens[at].upos == .verb || tokens[at].upos == .cconj || tokens[at].upos == .sconj || tokens[at].form == "," {
                return nil
            }
            if isNominal(at), let mark = children[at].first(where: { relation($0) == "case" && $0 < at }),
                Clauses.timeMarks.contains(forms[mark]), tokens[at].head != head
            {
                return at
            }
            at -= 1
        }
        return nil
    }

    /// "a lawyer appointed for the case, who …": "who" is somebody, so the nearest nominal over it that may be.
    private func somebody(_ index: Int) -> Int {
        func mayBe(_ at: Int) -> Bool {
            tokens[at].upos == .propn || tokens[at].upos == .pron || tokens[at].upos == .num
                || [.person, .official, .kin, .crowd, .judge, .subject, .spokes, .body, .court].contains { isClass(at, $0) }
        }
        var at = index
        for _ in 0..<6 {
            if isNominal(at), mayBe(at) { return at }
            guard tokens[at].head >= 0 else { break }
            at = tokens[at].head
        }
        return index
    }

    /// Puts the antecedent in the place of "who", "which", "that", or of nothing at all ("the pardon he granted").
    private func substituteRelatives(_ found: inout Predicate) {
        var clause = found.head
        var steps = 0
        while tokens[clause].relation == "conj", tokens[clause].head >= 0, steps < 5 {
            clause = tokens[clause].head
            steps += 1
        }
        func isRelative(_ index: Int) -> Bool {
            (isClass(index, .relpro) && tokens[index].upos == .pron || tokens[index].xpos.hasPrefix("W"))
                && forms[index] != "what"
        }
        guard tokens[clause].relation == "acl:relcl", tokens[clause].head >= 0 else {
            // Clauses that the parser hung elsewhere: "who" and "which" still say something of the nominal before them.
            if let subject = found.subject, isRelative(subject), let before = nominal(before: subject) {
                found.subject = before; found.antecedent = before
            }
            if let object = found.object, isRelative(object), let before = nominal(before: object) {
                found.object = before; found.antecedent = before
            }
            if found.object == nil, !found.passive, found.complement == nil,
                tokens[clause].relation == "advcl" || tokens[clause].relation == "acl" || tokens[clause].relation == "ccomp",
                let mark = children[found.head].first(where: { forms[$0] == "that" && relation($0) == "mark" }), mark > 0,
                tokens[mark - 1].upos == .noun,
                tokens[clause].relation != "ccomp" || !isClass(tokens[clause].head, .say)
            {
                found.object = mark - 1
                found.antecedent = mark - 1
            }
            return
        }
        let isWho = children[clause].contains { forms[$0] == "who" || forms[$0] == "whom" }
        let antecedent = isWho ? somebody(tokens[clause].head) : tokens[clause].head
        found.antecedent = antecedent
        var placed = false
        if let subject = found.subject, isRelative(subject) { found.subject = antecedent; placed = true }
        if let object = found.object, isRelative(object) { found.object = antecedent; placed = true }
        if let second = found.secondObject, isRelative(second) { found.secondObject = antecedent; placed = true }
        for (position, oblique) in found.obliques.enumerated() where isRelative(oblique.head) {
            found.obliques[position].head = antecedent
            // "whom the president pardoned": an object, whatever the tree calls it.
            if oblique.preposition.isEmpty, forms[oblique.head] == "whom", found.object == nil, !found.passive {
                found.object = antecedent
            }
            placed = true
        }
        guard !placed, !found.passive, found.object == nil, found.subject != nil, found.subject != antecedent,
            tokens[found.head].upos == .verb, found.complement == nil
        else { return }
        let mentionsWh = children[found.head].contains { tokens[$0].xpos == "WRB" || (tokens[$0].xpos == "WP$") }
        if !mentionsWh { found.object = antecedent }
    }
}
