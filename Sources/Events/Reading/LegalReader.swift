import CaseModel
import Language
import TimeExpressions

/// What a legal act carries beyond its kind: mode, components, bounds in time, force, content.
extension EventReader {
    private static let legal: Set<EventKind> = [
        .convict, .sentence, .pardon, .commute, .amnesty, .annul, .restore, .uphold, .overrule, .suspend, .orderRelease,
        .orderDetention, .order,
        .request, .review, .appeal, .charge, .indict, .acquit, .dismiss, .rule, .enact, .release, .impeach, .extradite,
    ]

    mutating func readLegal(_ times: [TimeExpression]) {
        for index in drafts.indices where EventReader.legal.contains(drafts[index].event.kind) && !drafts[index].event.passing {
            let clauses = reading.scene.sentences[drafts[index].sentence]
            var traits = LegalTraits()
            let sentence = reading.scene.words(clauses.range).lowercased()
            readMode(index, sentence, clauses, &traits)
            traits.components = components(index, clauses)
            // "The Senate voted to bar him from office": a penalty of a court is a sentence, a bar by any other body an order.
            if traits.components == ["disqualification"], drafts[index].event.kind == .sentence,
                let by = drafts[index].entities(.agent).first, reading.book.isBody(by), !reading.book.isCourt(by)
            {
                drafts[index].event.kind = .order
            }
            switch drafts[index].event.kind {
            case .request, .appeal: traits.binding = false
            case .order, .orderRelease, .orderDetention: traits.binding = true
            default: break
            }
            if [.order, .orderRelease, .orderDetention, .request, .rule].contains(drafts[index].event.kind) {
                traits.content = content(index, clauses)
            }
            for when in drafts[index].event.whens where when.time < times.count {
                if when.bearing == .until, traits.until == nil { traits.until = times[when.time].value }
                if when.bearing == .since, traits.effective == nil { traits.effective = times[when.time].value }
            }
            if traits != LegalTraits() { drafts[index].event.legal = traits }
        }
    }

    /// Words of mode belong to an act that takes effect away, in the same sentence or the next when that says "the decree was void from the outset".
    private func readMode(_ index: Int, _ sentence: String, _ clauses: Clauses, _ traits: inout LegalTraits) {
        let kind = drafts[index].event.kind
        guard [.annul, .restore, .overrule, .suspend, .rule, .uphold, .commute, .pardon, .acquit].contains(kind) else { return }
        if kind == .suspend { traits.mode = .suspend }
        guard kind != .suspend else { return }
        var places = [clauses]
        if kind == .annul || kind == .rule, clauses.number + 1 < reading.scene.sentences.count {
            places.append(reading.scene.sentences[clauses.number + 1])
        }
        for (offset, place) in places.enumerated() {
            let text = offset == 0 ? sentence : reading.scene.words(place.range).lowercased()
            for (words, mode) in reading.lexicon.modes {
                guard let found = text.range(of: words) else { continue }
                if offset == 1, !text.contains("void"), !text.contains("null"), !text.contains("effect"), !text.contains("never")
                {
                    continue
                }
                let start = place.range.lowerBound + text.utf8.distance(from: text.startIndex, to: found.lowerBound)
                traits.mode = mode
                traits.modeWords = Passage(
                    document: reading.scene.document.id, start: start, end: min(start + words.utf8.count, place.range.upperBound))
                return
            }
        }
    }

    /// conviction, prison, fine … as the words of the act and its objects name them.
    private func components(_ index: Int, _ clauses: Clauses) -> [String] {
        let draft = drafts[index]
        var found: [String] = []
        func add(_ one: String) { if !found.contains(one) { found.append(one) } }
        switch draft.event.kind {
        case .convict: add("conviction")
        case .sentence:
            let lemma = draft.event.lemma
            if lemma.hasPrefix("fine")
                || draft.event.figures.contains(where: { $0.what == "fine" })
                    && !draft.event.figures.contains(where: { $0.what == "sentence" })
            {
                add("fine")
            } else if lemma.hasPrefix("bar") || lemma.hasPrefix("ban") || lemma.hasPrefix("disqualif")
                || lemma.hasPrefix("strip")
            {
                add("disqualification")
            } else if lemma.contains("pay") {
                add("damages")
            } else {
                add("prison")
            }
        case .order where draft.event.lemma.hasPrefix("disbar"): add("disqualification")
        case .pardon: add("pardon")
        case .amnesty: add("amnesty")
        default: break
        }
        let heads = [draft.target, draft.predicate?.object].compactMap { $0 }
        for head in heads {
            for one in [clauses.through(head)] + clauses.children(clauses.through(head), relation: "conj") {
                if let component = reading.lexicon.components[clauses.tokens[one].lemma] { add(component) }
            }
        }
        return found
    }

    /// What is to be done, in the words of the text: the clause under the verb of ordering, or its object.
    private func content(_ index: Int, _ clauses: Clauses) -> String? {
        guard let predicate = drafts[index].predicate else {
            let head = drafts[index].head
            guard let clause = clauses.children[head].first(where: { clauses.relation($0) == "acl" && $0 > head }) else {
                return nil
            }
            let span = clauses.span(clause)
            return span.lowerBound > head ? reading.scene.words(clauses.bytes(span)) : nil
        }
        let head: Int
        if let complement = predicate.complement, complement > predicate.verb {
            head = complement
        } else if let object = predicate.object, object > predicate.verb, !reading.isPerson(clauses, object),
            !reading.isBody(clauses, object)
        {
            head = object
        } else {
            return nil
        }
        var span = clauses.span(head)
        while span.lowerBound < span.upperBound, clauses.isPunctuation(span.upperBound) {
            span = span.lowerBound...(span.upperBound - 1)
        }
        guard span.lowerBound > predicate.verb else { return nil }
        return reading.scene.words(clauses.bytes(span))
    }
}
