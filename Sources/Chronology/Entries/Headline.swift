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
