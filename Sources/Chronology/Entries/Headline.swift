import CaseModel

/// An entry's headline: who did what to whom, from the frame alone, in the present of a chronicle.
struct Headline {
    /// Somebody or something that takes part.
    struct Party {
        var name: String
        /// One of the case's persons and bodies, not words of a passage alone.
        var isActor: Bool
    }

    var kind: EventKind
    var modality = Modality.asserted
    var agent: Party?
    var patient: Party?
    /// The lemma that most tellings use.
    var lemma: String
    /// The act acted on, as `act(_:of:)` puts it.
    var act: String?
    var place: String?

    private static let table = HeadlineTable.shared

    /// "the annulment of the pardon of X": an act as a thing, with what it is done to (a name, or an act in such words); nil for a kind that
    /// is no act.
    static func act(_ kind: EventKind, of object: String?) -> String? {
        table.nouns[kind].map { noun in "the \(noun)" + (object.map { " \(table.toward[kind] ?? "of") \($0)" } ?? "") }
    }

    /// The headline, with a capital.
    var text: String {
        let table = Self.table
        guard let forms = table.forms[kind] else { return Self.capital(other) }
        let told = table.told[kind]?[lemma]
        let object = object(forms, told?.does ?? forms.does)
        let subject: Party?
        var verb: String
        var behind = ""
        if let agent {
            subject = agent
            if let object, object.name != agent.name {
                (verb, behind) = (object.verb, " " + object.name)
            } else {
                verb = forms.alone
            }
        } else if let act, !isPersonal {
            subject = Party(name: act, isActor: false)
            verb = told?.done ?? forms.done
        } else if let patient {
            subject = isOfDecision(patient) ? Party(name: "a decision on \(patient.name)", isActor: false) : patient
            verb = told?.done ?? forms.done
        } else {
            subject = nil
            verb = forms.bare
        }
        var text: String
        if let subject {
            let many = isPlural(subject)
            if modality == .denied { verb = Self.negated(verb, many) } else if many { verb = Self.plural(verb) }
            text = Self.within(subject, opening: true) + " " + verb + behind
        } else {
            text = (modality == .denied ? "no " : "") + verb
        }
        if let place, agent == nil || patient == nil, act == nil, !text.contains(place) { text += " (\(place))" }
        switch modality {
        case .asserted, .reported, .requested, .denied: break
        case .planned: text += " (planned)"
        case .hypothetical: text += " (not said to have happened)"
        }
        return Self.capital(text)
    }

    private var isPersonal: Bool { Self.table.personal.contains(kind) && patient != nil }

    private func isOfDecision(_ party: Party) -> Bool { party.isActor && Self.table.decisions.contains(kind) }

    /// What stands behind the verb, with the verb that goes before it.
    private func object(_ forms: HeadlineTable.Forms, _ does: String) -> (verb: String, name: String)? {
        if let act, !isPersonal { return (forms.on ?? does, act) }
        guard let patient else { return nil }
        return (does, isOfDecision(patient) ? "a decision on \(patient.name)" : Self.within(patient, opening: false))
    }

    /// A kind without words of its own: who, the word of the text, whom.
    private var other: String {
        agent == nil && patient == nil
            ? lemma : [agent?.name, "“\(lemma)”", patient?.name].compactMap { $0 }.joined(separator: " – ")
    }

    /// A party as it stands in a headline: the small words that open a passage lose the capital of their sentence.
    private static func within(_ party: Party, opening: Bool) -> String {
        guard !party.isActor, !opening, let first = party.name.split(separator: " ").first else { return party.name }
        let word = first.lowercased()
        return table.openers.contains(word) || table.amounts.contains(word)
            ? word + party.name.dropFirst(first.count) : party.name
    }

    private static func capital(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    /// "the dockers", "nine students", "Quintar's lawyers", "more than 300 people": words for several, not a name.
    private func isPlural(_ party: Party) -> Bool {
        let table = Self.table
        let head = party.name.prefix { $0 != "," }.split(separator: " of ").first.map(String.init) ?? party.name
        let words = Fold.words(head)
        guard let first = words.first, let last = words.last else { return false }
        let isWord =
            !party.isActor || head.first?.isLowercase == true || head.first?.isNumber == true || table.openers.contains(first)
            || table.amounts.contains(first) || words.count == 1 && table.peoples.contains(first) || head.contains("'s ")
            || head.contains("’s ")
        guard isWord, !["a", "an", "one", "each", "every"].contains(first) else { return false }
        if table.peoples.contains(last) || last.hasSuffix("men") && last.utf8.count > 4 || table.amounts.contains(last) {
            return true
        }
        if last.allSatisfy(\.isNumber) { return last != "1" }
        return last.hasSuffix("s") && !last.hasSuffix("ss") && !last.hasSuffix("us") && !last.hasSuffix("is")
            && last.utf8.count > 3
    }

    /// "does not order", "is not released": a verb phrase in the third person, denied.
    private static func negated(_ verb: String, _ many: Bool) -> String {
        let plural = plural(verb)
        let first = plural.prefix { $0 != " " }
        if first == "are" { return (many ? "are" : "is") + " not" + plural.dropFirst(first.count) }
        return (many ? "do" : "does") + " not " + plural
    }

    /// A verb phrase of the third person singular in the plural.
    private static func plural(_ verb: String) -> String {
        var words = verb.split(separator: " ").map(String.init)
        let first = words[0]
        if first == "is" {
            words[0] = "are"
        } else if first == "has" {
            words[0] = "have"
        } else if first.hasSuffix("ies"), first.utf8.count > 4 {
            words[0] = first.dropLast(3) + "y"
        } else if ["shes", "ches", "sses", "xes"].contains(where: first.hasSuffix) {
            words[0] = String(first.dropLast(2))
        } else if first.hasSuffix("s") {
            words[0] = String(first.dropLast())
        }
        return words.joined(separator: " ")
    }
}
