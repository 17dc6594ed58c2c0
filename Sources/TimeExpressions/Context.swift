import EDTF

/// Places each expression of a document: what it hangs on, and which way a bare "March" or "Tuesday" points.
struct Context {
    /// How far back, in expressions and in sentences, the text is still at what was said.
    private static let reach = 30
    /// How many sentences a period stays the one that "a year earlier" compares with.
    private static let window = 4

    /// What was said, in order.
    private var said: [(relation: TimeRelation, grain: Grain, leads: Bool, sentence: Int)] = []
    /// The text tells history by full dates and hardly speaks of its own day: bare dates then belong to where the telling is.
    let tellsHistory: Bool

    init(_ drafts: [Draft]) {
        var stated = 0
        var own = 0
        for draft in drafts {
            switch draft.meaning {
            case .fixed: stated += 1
            case .unit where draft.anchor == .document, .distance where draft.anchor == .document: own += 1
            case .field(let field, _) where draft.anchor == .document && field.cycle == .week: own += 1
            default: break
            }
        }
        tellsHistory = stated >= 4 && stated > 3 * own
    }

    /// `asides` are ranges of the text (UTF-8) that what is said outside them does not hang on.
    static func place(_ drafts: [Draft], asides: [Range<Int>], text: UnsafeBufferPointer<UInt8>) -> [TimeExpression] {
        var context = Context(drafts)
        var placed: [TimeExpression] = []
        placed.reserveCapacity(drafts.count)
        for draft in drafts {
            let isAside = asides.contains { $0.contains(draft.range.lowerBound) }
            let distance = placed.last.flatMap { Context.counts($0, before: draft, text) ? $0.relation : nil }
            placed.append(context.place(draft, after: distance, isAside: isAside))
        }
        return placed
    }

    /// "a month later, on Dec. 4": a distance right before a day of the month, of which it tells the year.
    private static func counts(_ time: TimeExpression, before draft: Draft, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard draft.bare, time.sentence == draft.sentence, time.relation.anchor == .narrative,
            case .distance = time.relation.meaning, case .field(let field, _) = draft.meaning, field.cycle == .year,
            field.grain == .day,
            time.range.upperBound <= draft.range.lowerBound, draft.range.lowerBound - time.range.upperBound <= 6
        else { return false }
        return text[time.range.upperBound..<draft.range.lowerBound].allSatisfy { byte in
            byte == 0x20 || byte == 0x2C || byte == UInt8(ascii: "o") || byte == UInt8(ascii: "n")
        }
    }

    private mutating func place(_ draft: Draft, after distance: TimeRelation?, isAside: Bool) -> TimeExpression {
        var relation = TimeRelation(anchor: draft.anchor, meaning: draft.meaning, part: Context.part(draft.mod))
        if let distance, case .field(let field, _) = draft.meaning {
            relation.anchor = .narrative
            relation.base = [distance]
            relation.meaning = .field(field, .nearest)
        } else if draft.bare, case .field(let field, _) = draft.meaning {
            relation = bare(field, draft, relation)
        } else if draft.compares {
            relation = compared(draft, relation)
        } else if draft.definite, !tellsHistory {
            relation.anchor = .document
        } else if draft.anchor == .narrative {
            if let base = base(for: draft) {
                relation.base = [base]
            } else {
                relation.anchor = .document
            }
        }
        if draft.kind == .date || draft.kind == .time, !draft.compares, !isAside { remember(relation, draft) }
        let mod = draft.mod.map { SlotValue.modifiers[$0] }
        var expression = TimeExpression(
            kind: draft.kind, range: draft.range, sentence: draft.sentence, mod: mod, relation: relation, value: "",
            endsAt: draft.endsAt, clock: draft.clock, zone: draft.zone, age: draft.age)
        expression.value = expression.value(on: nil)
        return expression
    }

    static func part(_ mod: Int?) -> TimeRelation.Part? {
        switch mod {
        case 0?: .start
        case 1?: .middle
        case 2?: .end
        default: nil
        }
    }

    private mutating func remember(_ relation: TimeRelation, _ draft: Draft) {
        let grain: Grain
        switch relation.meaning {
        case .fixed(let granule): grain = granule.grain
        case .sum: grain = .day
        case .unit(let own, _), .distance(let own, _, _): grain = own
        case .field(let field, _), .within(let field, _): grain = field.grain
        case .reference, .undated: return
        }
        // A chain of phrases that hang on each other is cut where it gets long, by its fixed part only.
        var kept = relation
        if Context.depth(kept) > 6 {
            guard let granule = kept.granule(on: nil) else { return }
            kept = TimeRelation(anchor: .none, meaning: .fixed(granule))
        } else if kept.anchor == .narrative, let granule = kept.granule(on: nil) {
            kept = TimeRelation(anchor: .none, meaning: .fixed(granule))
        }
        said.append((kept, grain, grain < .year || draft.opens, draft.sentence))
        if said.count > 2 * Context.reach { said.removeFirst(Context.reach) }
    }

    private static func depth(_ relation: TimeRelation) -> Int { relation.base.first.map { depth($0) + 1 } ?? 0 }

    /// What the text is at, as finely as the phrase needs it.
    private func base(for draft: Draft) -> TimeRelation? {
        let needed: Grain
        switch draft.meaning {
        case .unit(let grain, let offset): needed = offset == 0 ? max(grain, .day) : grain
        case .distance(let grain, _, _): needed = max(grain, .day)
        case .sum: needed = .day
        case .field(let field, _), .within(let field, _): needed = field.cycle
        default: needed = .year
        }
        return said.suffix(Context.reach).last { $0.grain <= needed }?.relation
    }

    private func bare(_ field: Field, _ draft: Draft, _ relation: TimeRelation) -> TimeRelation {
        var relation = relation
        if tellsHistory, let base = narrativeBase(field) {
            relation.anchor = .narrative
            relation.base = [base]
            relation.meaning = .field(field, .onward)
            return relation
        }
        let weekly = field.cycle == .week
        switch draft.tense {
        case .past?:
            let far = field.cycle == .year && field.grain != .quarter && field.grain != .half
            relation.meaning = .field(field, far ? .recent : .past)
            relation.other = far ? .past : nil
        case .future?:
            relation.meaning = .field(field, field.cycle == .year ? .coming : .future)
            relation.other = field.cycle == .year ? .future : nil
        case .present?, nil:
            relation.meaning = .field(field, weekly ? .past : .nearest)
            relation.other = weekly ? .future : nil
        }
        return relation
    }

    /// "A year earlier" is a year before the quarter, month or year that the text compares, else the year before the document's.
    private func compared(_ draft: Draft, _ relation: TimeRelation) -> TimeRelation {
        var relation = relation
        let period = said.suffix(Context.reach).last { $0.grain == .quarter && draft.sentence - $0.sentence <= Context.window }
        let last = draft.anchor == .narrative ? said.suffix(Context.reach).last : nil
        if let base = period ?? last {
            relation.anchor = .narrative
            relation.base = [base.relation]
        } else {
            relation.anchor = .document
            relation.meaning = .unit(.year, -1)
        }
        return relation
    }

    /// The last thing said that a bare field can be placed by.
    private func narrativeBase(_ field: Field) -> TimeRelation? {
        let near = said.suffix(Context.reach).filter { $0.grain <= field.cycle && $0.relation.anchor != .document }
        // A year named in passing ("the treaty of 1812") does not move the telling.
        return (near.last { $0.leads } ?? near.last)?.relation
    }
}
