import EDTF

/// Finds spans that two expressions make together ("between 1990 and 2000", "March 3-5", "1914-18", "from 3 to 5 March"), completes the end
/// that is written short, and hands on what one end leaves to the other.
struct Ranges {
    let grammar: Grammar
    let atoms: UnsafeBufferPointer<Atom>

    /// An expression with the atoms that it covers.
    struct Found { var draft: Draft; var atoms: Range<Int> }

    private var hyphen: UInt16 { grammar.numerals.hyphen }

    /// The expressions of one sentence with those added that are written short; `endsAt` counts within the result.
    func complete(_ found: [Found]) -> [Found] {
        guard !found.isEmpty else { return found }
        var result: [Found] = []
        var k = 0
        while k < found.count {
            var item = found[k]
            if let before = shortBefore(item, after: result.last?.atoms.upperBound ?? 0) { result.append(before) }
            // "March 3-5, 2012": the year was found by itself, and belongs to both days.
            let year = k + 1 < found.count && isYear(found[k + 1])
            let next = k + (year ? 2 : 1)
            let after = shortAfter(&item, before: next < found.count ? found[next].atoms.lowerBound : atoms.count)
            result.append(item)
            if let after {
                result.append(after)
                if year, after.atoms.upperBound > found[k + 1].atoms.lowerBound { k += 1 }
            }
            k += 1
        }
        link(&result)
        return result
    }

    private func isYear(_ item: Found) -> Bool {
        guard case .fixed(let granule) = item.draft.meaning else { return false }
        return granule.grain == .year && item.atoms.count == 1
    }

    private func isJoiner(_ i: Int) -> Bool {
        i >= 0 && i < atoms.count && (atoms[i].word == hyphen || atoms[i].classes.contains(grammar.joiners.through))
    }

    private func day(_ i: Int) -> Int? {
        guard i >= 0, i < atoms.count, atoms[i].kind == .number, atoms[i].classes.contains(Lexicon.Digits.dd.rawValue) else {
            return nil
        }
        // "3-5 percent", "3.5", "3/5" and "3 to 5 people" are no days.
        if i + 1 < atoms.count {
            let next = atoms[i + 1]
            if next.glued, next.kind != .mark { return nil }
            if next.glued, next.word != hyphen, i + 2 < atoms.count, atoms[i + 2].glued, atoms[i + 2].kind == .number {
                return nil
            }
            if next.classes.contains(grammar.joiners.counted) { return nil }
        }
        return Int(atoms[i].value)
    }

    /// The month and, where it is known, the year of a day.
    private func monthDay(_ draft: Draft) -> (month: Int, day: Int, year: Int?)? {
        switch draft.meaning {
        case .fixed(let granule) where granule.grain == .day:
            let (year, month, day) = Day(number: Int32(granule.index)).civil
            return (month, day, year)
        case .field(.monthDay(let month, let day), _) where draft.bare: return (month, day, nil)
        default: return nil
        }
    }

    private func with(_ draft: Draft, month: Int, day: Int, year: Int?, _ range: Range<Int>) -> Found? {
        guard day <= Day.length(year: year ?? 2000, month: month) else { return nil }
        var other = draft
        other.range = Int(atoms[range.lowerBound].start)..<Int(atoms[range.upperBound - 1].end)
        other.clock = nil
        other.kind = .date
        if let year, let day = Day(year: year, month: month, day: day) {
            other.meaning = .fixed(Granule(day))
            other.anchor = .none
            other.bare = false
        } else {
            other.meaning = .field(.monthDay(month: month, day: day), .nearest)
        }
        return Found(draft: other, atoms: range)
    }

    /// "March 3-5", "March 3 to 5, 1990", "1914-18".
    private func shortAfter(_ item: inout Found, before limit: Int) -> Found? {
        let i = item.atoms.upperBound
        guard i + 1 < limit else { return nil }
        // "April 24 and 25": only where the number ends there.
        let listed = atoms[i].classes.contains(grammar.joiners.and) && (i + 2 >= atoms.count || atoms[i + 2].kind == .mark)
        guard isJoiner(i) || listed else { return nil }
        if case .fixed(let granule) = item.draft.meaning, granule.grain == .year, atoms[i].word == hyphen, atoms[i].glued {
            let next = atoms[i + 1]
            let short = next.classes.contains(Lexicon.Digits.yy.rawValue)
            guard next.glued, short || next.classes.contains(Lexicon.Digits.year.rawValue),
                i + 2 >= atoms.count || !atoms[i + 2].glued || (atoms[i + 2].kind == .mark && atoms[i + 2].word != hyphen)
            else { return nil }
            let year = short ? granule.index / 100 * 100 + Int(next.value) : Int(next.value)
            guard year > granule.index else { return nil }
            var other = item.draft
            other.range = Int(next.start)..<Int(next.end)
            other.meaning = .fixed(.year(year))
            return Found(draft: other, atoms: (i + 1)..<(i + 2))
        }
        // The number of the day stands last in "March 3", so that a number behind it continues it.
        guard let (month, first, year) = monthDay(item.draft), item.draft.clock == nil,
            atoms[i - 1].kind == .number || atoms[i - 1].glued,
            let last = day(i + 1), last > first, year == nil || endsWithDay(item)
        else { return nil }
        if year == nil, !endsWithDay(item) { return nil }
        var end = i + 2
        var stated = year
        let comma = end < limit && atoms[end].word == grammar.numerals.comma ? end + 1 : end
        if stated == nil, comma < limit, atoms[comma].classes.contains(Lexicon.Digits.year.rawValue) {
            stated = Int(atoms[comma].value)
            end = comma + 1
            if let start = with(item.draft, month: month, day: first, year: stated, item.atoms) { item = start }
        }
        return with(item.draft, month: month, day: last, year: stated, (i + 1)..<end)
    }

    private func endsWithDay(_ item: Found) -> Bool {
        guard let (_, day, _) = monthDay(item.draft) else { return false }
        return item.atoms.suffix(2).contains { atoms[$0].kind == .number && Int(atoms[$0].value) == day }
    }

    /// "3-5 March 1990", "from 3 to 5 March".
    private func shortBefore(_ item: Found, after limit: Int) -> Found? {
        let i = item.atoms.lowerBound
        guard i - 2 >= limit, isJoiner(i - 1) || (atoms[i - 1].classes.contains(grammar.joiners.and)), let first = day(i - 2),
            let (month, last, year) = monthDay(item.draft), first < last,
            atoms[i].kind == .number || atoms[i].classes.contains(grammar.joiners.article)
        else { return nil }
        return with(item.draft, month: month, day: first, year: year, (i - 2)..<(i - 1))
    }

    /// Joins neighbours with a word of range between them.
    private func link(_ items: inout [Found]) {
        for k in items.indices.dropLast() {
            let between = items[k].atoms.upperBound..<items[k + 1].atoms.lowerBound
            guard between.count == 1, items[k].draft.kind != .duration, items[k].draft.kind != .set,
                items[k + 1].draft.kind != .duration
            else { continue }
            let joiner = atoms[between.lowerBound]
            let before = items[k].atoms.lowerBound - 1
            let opened = before >= 0 && atoms[before].classes.contains(grammar.joiners.between)
            guard
                joiner.word == hyphen || joiner.classes.contains(grammar.joiners.through)
                    || (opened && joiner.classes.contains(grammar.joiners.and))
            else { continue }
            if case .reference = items[k].draft.meaning { continue }
            items[k].draft.endsAt = k + 1
            inherit(&items[k].draft, from: items[k + 1].draft)
        }
    }

    /// "January to March 1990": the year stands once.
    private func inherit(_ first: inout Draft, from last: Draft) {
        guard first.bare, case .field(let field, _) = first.meaning, field.cycle == .year else { return }
        guard case .fixed(let granule) = last.meaning, granule.grain <= .year, let year = granule.widened(to: .year),
            var own = field.within(year)
        else { return }
        if own.span.lowerBound > granule.span.upperBound, let before = field.within(.year(year.index - 1)) { own = before }
        first.meaning = .fixed(own)
        first.anchor = .none
        first.bare = false
    }
}
