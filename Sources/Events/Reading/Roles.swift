import CaseModel
import Language

/// Who is what in an event.
extension EventReader {
    /// Puts a nominal (and those coordinated with it) in a role.
    mutating func fill(_ slot: Slot?, _ token: Int, _ draft: inout Draft, _ clauses: Clauses, isSubject: Bool) {
        guard let slot else { return }
        switch slot {
        case .act:
            if reading.kinds(clauses, token).isEmpty,
                reading.isPerson(clauses, token) || reading.book.entity(clauses.number, token) != nil,
                clauses.forms[token] != "it"
            {
                put(.patient, token, &draft, clauses)
                return
            }
            if draft.target == nil { draft.target = token }
            let head = clauses.through(token)
            // Whose pardon, whose conviction: the one it is done to.
            for role in patients(of: head, clauses) where !draft.has(.patient) { put(.patient, role, &draft, clauses) }
        case .either:
            put(isPower(token, clauses) ? .agent : .patient, token, &draft, clauses)
        case .role(let role):
            // "ordered the man's return": the man, not his return.
            if role == .patient, !isSubject, clauses.tokens[token].upos == .noun, !reading.isPerson(clauses, token),
                !reading.isBody(clauses, token), reading.kinds(clauses, token).isEmpty,
                let owner = clauses.child(token, relation: "nmod:poss"), reading.isPerson(clauses, owner),
                [.order, .orderRelease, .orderDetention, .request].contains(draft.event.kind)
            {
                put(role, owner, &draft, clauses)
                return
            }
            if isSubject, role == .agent, !reading.kinds(clauses, token).isEmpty,
                reading.book.entity(clauses.number, token) == nil
            {
                // "three explosions went off": the noun is the event.
                if reading.kinds(clauses, token).contains(draft.event.kind), draft.event.kind == .attack { return }
                // "the ruling confirms …", "an amnesty freed him": who is behind the act acts.
                for agent in agents(of: token, clauses) { put(role, agent, &draft, clauses) }
                if !draft.has(role) { draft.isByAct = true }
                return
            }
            if role == .patient, !isSubject, !reading.kinds(clauses, token).isEmpty,
                reading.book.entity(clauses.number, token) == nil, draft.event.kind != .kill
            {
                if draft.target == nil { draft.target = token }
                for patient in patients(of: clauses.through(token), clauses) where !draft.has(.patient) {
                    put(.patient, patient, &draft, clauses)
                }
                return
            }
            put(role, token, &draft, clauses)
        }
    }

    /// Adds an argument with its coordinates.
    mutating func put(_ role: ParticipantRole, _ token: Int, _ draft: inout Draft, _ clauses: Clauses) {
        let form = clauses.forms[token]
        guard clauses.mayTakePart(token), clauses.isNominal(token) || [.adj, .det].contains(clauses.tokens[token].upos),
            role != .agent || clauses.mayAct(token),
            role != .patient || !(clauses.isClass(token, .timeunit) || clauses.isClass(token, .money))
        else { return }
        // "reduced to eight": a bare number is nobody; "one of them", "the two" are.
        if clauses.tokens[token].upos == .num, reading.entity(clauses, token) == nil,
            !clauses.children[token].contains(where: { clauses.relation($0) == "det" || clauses.preposition($0) == "of" })
        {
            return
        }
        // A pronoun that stands for nobody known names nobody; nor does a bare adjective.
        if clauses.tokens[token].upos == .pron, reading.entity(clauses, token) == nil,
            !["nobody", "everybody", "someone", "anyone", "everyone", "i", "we", "those"].contains(form)
        {
            return
        }
        if clauses.tokens[token].upos == .adj, reading.entity(clauses, token) == nil, !clauses.isClass(token, .subject),
            !clauses.isClass(token, .person)
        {
            return
        }
        // "taken back to Rocanegra prison": where somebody is held is not who.
        if role == .patient, clauses.isClass(token, .prison), reading.entity(clauses, token) == nil { return }
        var tokens = [token]
        tokens += clauses.children(token, relation: "conj").filter { clauses.isNominal($0) && clauses.tokens[$0].upos != .num }
        for one in tokens {
            let made = argument(role, one, clauses)
            if !draft.event.arguments.contains(where: {
                $0.role == role && ($0.range == made.range || ($0.entity != nil && $0.entity == made.entity))
            }) {
                draft.event.arguments.append(made)
            }
        }
    }

    func argument(_ role: ParticipantRole, _ token: Int, _ clauses: Clauses) -> EventMention.Argument {
        // A group of people that stands for its members ("dozens of supporters") shows the members.
        var phrase = clauses.phrase(token)
        while phrase.lowerBound < token, clauses.relation(phrase.lowerBound) == "case",
            clauses.tokens[phrase.lowerBound].head == token
        {
            phrase = phrase.lowerBound + 1...phrase.upperBound
        }
        let range = clauses.bytes(phrase)
        var entity = reading.entity(clauses, token)
        // "One of them, Corporal Brand, was released": the one named.
        if entity == nil, clauses.tokens[token].upos == .num || clauses.tokens[token].upos == .pron,
            let name = clauses.children[token].first(where: { clauses.relation($0) == "appos" && $0 > token })
        {
            entity = reading.entity(clauses, name)
        }
        return .init(
            role: role, entity: entity, range: range, words: reading.scene.words(range))
    }

    /// Whether a person or body is one that decides over others.
    func isPower(_ token: Int, _ clauses: Clauses) -> Bool {
        if reading.isBody(clauses, token) || reading.isCourt(clauses, token) { return true }
        guard let entity = reading.entity(clauses, token) else {
            return clauses.isClass(token, .official) && !clauses.isClass(token, .subject)
        }
        return reading.book.entries[entity].roleHeads.contains { reading.lexicon.has(.power, $0.lemma) && !$0.former }
            && entity != reading.book.protagonist
    }

    /// The patients that an act noun names: "the conviction of X", "his sentence", "the pardon for X".
    func patients(of head: Int, _ clauses: Clauses) -> [Int] {
        var found: [Int] = []
        for child in clauses.children[head] {
            let relation = clauses.relation(child)
            if relation == "nmod:poss", !isPower(child, clauses), reading.isPerson(clauses, child) { found.append(child) }
            if relation.hasPrefix("nmod"), child > head,
                ["of", "for", "against", "on", "to"].contains(clauses.preposition(child)), reading.isPerson(clauses, child)
            {
                found.append(child)
            }
            if relation == "acl" || relation == "acl:relcl", clauses.isVerb(child) {
                let predicate = clauses.predicate(at: child)
                for oblique in predicate.obliques
                where ["on", "to", "against", "in_favor_of", "in_favour_of"].contains(oblique.preposition)
                    && reading.isPerson(clauses, oblique.head)
                { found.append(oblique.head) }
                if let second = predicate.secondObject, reading.isPerson(clauses, second) { found.append(second) }
            }
            // "a complaint that she had been beaten": whose complaint it is.
            if relation.hasPrefix("acl"), clauses.isVerb(child), found.isEmpty,
                reading.kinds(clauses, head).contains(where: { $0 == .appeal || $0 == .request })
            {
                let predicate = clauses.predicate(at: child)
                if predicate.passive, let object = predicate.object, object != head, reading.isPerson(clauses, object) {
                    found.append(object)
                }
            }
            // "the decree that cut X's sentence": two steps down.
            if relation == "acl:relcl", clauses.isVerb(child), let object = clauses.predicate(at: child).object, object != head {
                found += clauses.children[object].filter {
                    clauses.relation($0) == "nmod:poss" && reading.isPerson(clauses, $0) && !isPower($0, clauses)
                }
            }
        }
        return found
    }

    /// Who is behind an act noun: "the tribunal's ruling", "the decision of the court", "the order by Judge X".
    func agents(of head: Int, _ clauses: Clauses) -> [Int] {
        clauses.children[head].filter { child in
            let relation = clauses.relation(child)
            if relation == "nmod:poss" { return isPower(child, clauses) }
            if child < head, relation == "compound" || relation == "amod" || relation == "nmod",
                reading.book.isBody(reading.book.entity(clauses.number, child))
            {
                return true
            }
            guard relation.hasPrefix("nmod"), child > head else { return false }
            return ["of", "by", "from"].contains(clauses.preposition(child)) && isPower(child, clauses)
        }
    }

    /// Complements of a noun that tells an event.
    mutating func fillComplements(of head: Int, kind: EventKind, _ draft: inout Draft, _ clauses: Clauses, roles: Roles? = nil) {
        var roles = roles
        if roles == nil {
            roles =
                clauses.words[head].nouns.map { reading.lexicon.nouns[$0] }.first {
                    $0.kind == kind && reading.nounMatches($0, clauses, head)
                }?.roles
        }
        guard let roles else { return }
        var possessor: Int?
        for child in clauses.children[head] {
            let relation = clauses.relation(child)
            if relation == "nmod:poss" {
                possessor = child
            } else if relation.hasPrefix("nmod") || relation.hasPrefix("obl"), child > head {
                let preposition = clauses.preposition(child)
                if let slot = roles.prepositions[preposition] {
                    if case .role(.agent) = slot, preposition == "of", !reading.isPerson(clauses, child),
                        !reading.isBody(clauses, child)
                    {
                        continue
                    }
                    // "granted her a pardon in exchange for support for the government": it is done to one.
                    if slot == .role(.patient), draft.event.arguments.contains(where: { $0.role == .patient && $0.entity != nil })
                    {
                        continue
                    }
                    // "a warrant for the arrest of the editor": whose arrest.
                    if slot == .role(.patient), !reading.kinds(clauses, child).isEmpty,
                        reading.book.entity(clauses.number, child) == nil
                    {
                        for patient in patients(of: clauses.through(child), clauses) where !draft.has(.patient) {
                            put(.patient, patient, &draft, clauses)
                        }
                        continue
                    }
                    if reading.isPerson(clauses, child) || reading.isBody(clauses, child) || slot == .act {
                        fill(slot, child, &draft, clauses, isSubject: false)
                    }
                } else {
                    fillPlace((preposition, child), &draft, clauses)
                }
            } else if relation == "amod" || relation == "compound", child < head,
                let country = reading.scene.lexicon.places.country(clauses.forms[child])
            {
                _ = country
            } else if relation == "acl", clauses.isVerb(child) {
                let inner = reading.predicate(clauses.number, child)
                if inner.passive, inner.object == head, let by = inner.subject {
                    fill(.role(.agent), by, &draft, clauses, isSubject: true)
                }
                if inner.passive, inner.object == head {
                    for oblique in inner.obliques {
                        if ["to", "on", "against", "for"].contains(oblique.preposition), reading.isPerson(clauses, oblique.head),
                            !draft.has(.patient)
                        {
                            fill(.role(.patient), oblique.head, &draft, clauses, isSubject: false)
                        }
                    }
                }
            } else if relation == "acl:relcl", clauses.isVerb(child) {
                let inner = reading.predicate(clauses.number, child)
                if inner.object == head,
                    clauses.isClass(child, .support) || ["serve", "sign", "order"].contains(clauses.tokens[child].lemma)
                {
                    if let subject = inner.subject, clauses.tokens[child].lemma != "serve", !draft.has(.agent) {
                        fill(.role(.agent), subject, &draft, clauses, isSubject: true)
                    }
                    if let second = inner.secondObject, !draft.has(.patient) {
                        fill(.role(.patient), second, &draft, clauses, isSubject: false)
                    }
                    for oblique in inner.obliques
                    where ["to", "on", "against"].contains(oblique.preposition) && !draft.has(.patient)
                        && reading.isPerson(clauses, oblique.head)
                    {
                        fill(.role(.patient), oblique.head, &draft, clauses, isSubject: false)
                    }
                }
            }
        }
        if let possessor, let slot = roles.possessor {
            switch slot {
            case .role(.agent) where reading.isPerson(clauses, possessor) && draft.has(.agent):
                fill(.role(.patient), possessor, &draft, clauses, isSubject: false)
            case .role(.patient) where draft.has(.patient) && !draft.has(.agent),
                .role(.patient) where isBodyPower(possessor, clauses):
                fill(.role(.agent), possessor, &draft, clauses, isSubject: true)
            case .either where draft.has(.patient) && !draft.has(.agent):
                fill(.role(.agent), possessor, &draft, clauses, isSubject: true)
            default: fill(slot, possessor, &draft, clauses, isSubject: false)
            }
        }
    }

    private func isBodyPower(_ token: Int, _ clauses: Clauses) -> Bool {
        reading.isCourt(clauses, token) || (reading.isBody(clauses, token) && !reading.isPlace(clauses, token))
    }

    mutating func fillPlace(_ oblique: (preposition: String, head: Int), _ draft: inout Draft, _ clauses: Clauses) {
        guard ["in", "at", "to", "into", "from", "outside", "near", "inside", "on", "out_of"].contains(oblique.preposition) else {
            return
        }
        let head = oblique.head
        let isPlace =
            reading.isPlace(clauses, head) || clauses.isClass(head, .prison) || clauses.isClass(head, .hospital)
            || (clauses.tokens[head].upos == .propn && reading.book.entity(clauses.number, head) == nil
                && !Scene.isDayWord(clauses.forms[head]))
        guard isPlace else { return }
        // Where someone is taken out of is told only when nothing tells where to.
        if oblique.preposition == "from" || oblique.preposition == "out_of", draft.has(.place) { return }
        put(.place, head, &draft, clauses)
    }
}
