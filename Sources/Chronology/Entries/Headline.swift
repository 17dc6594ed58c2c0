import CaseModel

/// An entry's headline: who did what to whom, from the frame alone.
enum Headline {
    /// `targets` are the acts acted on, as kind and patient's name.
    static func make(
        kind: EventKind, modality: Modality, agent: String?, patient: String?, lemma: String,
        target: (kind: EventKind, of: String?)?,
        place: String?
    ) -> String {
        let table = KindTable.shared
        var verbs = table.verbs[kind] ?? (active: lemma, passive: lemma)
        if let agent, isPlural(agent) { verbs.active = plural(verbs.active) }
        if let patient, agent == nil, isPlural(patient) { verbs = (plural(verbs.active), plural(verbs.passive)) }
        if target != nil, verbs.active.hasSuffix(" the sentence of") { verbs.active.removeLast(" the sentence of".count) }
        let object = target.flatMap { target in
            table.nouns[target.kind].map { noun in "the \(noun)" + (target.of.map { " of \($0)" } ?? "") }
        }
        var text: String
        if let agent {
            if let thing = object ?? patient, thing != agent {
                text = "\(agent) \(verbs.active) \(thing)"
                if table.intransitive.contains(kind) && object == nil && kind != .order && kind != .request {
                    text = "\(agent) \(verbs.active) \(thing)"
                }
            } else {
                text =
                    table.intransitive.contains(kind) ? "\(agent) \(intransitive(kind, verbs))" : "\(agent): \(noun(kind, lemma))"
            }
        } else if let object {
            text = "\(object) \(verbs.passive)"
        } else if let patient {
            text =
                table.intransitive.contains(kind) && kind != .order && kind != .request
                ? "\(patient) \(intransitive(kind, verbs))" : "\(patient) \(verbs.passive)"
        } else {
            text = noun(kind, lemma)
        }
        if kind == .other, agent != nil || patient != nil {
            text = [agent, "“\(lemma)”", patient].compactMap { $0 }.joined(separator: " – ")
        }
        if let place, agent == nil || patient == nil, object == nil, !text.contains(place) { text += " (\(place))" }
        switch modality {
        case .asserted, .reported, .requested: break
        case .planned: text += " (planned)"
        case .denied: text += " (denied)"
        case .hypothetical: text += " (not said to have happened)"
        }
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    /// "the dockers", "nine students", "people": words, not names.
    private static func isPlural(_ name: String) -> Bool {
        let words = Fold.words(name.prefix { $0 != "," }.split(separator: " of ").first.map(String.init) ?? name)
        guard let first = words.first, let last = words.last,
            name.first?.isLowercase == true || name.first?.isNumber == true || first == "the" || numerals.contains(first)
        else { return false }
        return ["people", "police", "men", "women", "children"].contains(last)
            || (last.hasSuffix("s") && !last.hasSuffix("ss") && last.utf8.count > 3)
    }

    /// Words of number or amount that open a sentence in capitals: "Two men", "Dozens of supporters".
    private static let numerals: Set<String> = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
        "fifteen",
        "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
        "ninety",
        "several", "many", "some", "all", "both", "dozens", "hundreds", "thousands", "police",
    ]

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

    /// "gives an order to" without anybody is "gives an order".
    private static func intransitive(_ kind: EventKind, _ verbs: (active: String, passive: String)) -> String {
        for preposition in [" to", " with", " on", " of", " against"] where verbs.active.hasSuffix(preposition) {
            return String(verbs.active.dropLast(preposition.count))
        }
        return verbs.active
    }

    private static func noun(_ kind: EventKind, _ lemma: String) -> String {
        kind == .other ? lemma : KindTable.shared.nouns[kind] ?? kind.rawValue
    }
}
