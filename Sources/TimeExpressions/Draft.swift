import EDTF

/// An expression on its way from a match to its place in the text.
struct Draft {
    var kind: TimeExpression.Kind
    /// UTF-8 offsets.
    var range: Range<Int>
    var sentence: Int
    var mod: Int?
    var meaning: Meaning
    var anchor: TimeRelation.Anchor
    /// A field without year, week or other unit: its direction is not decided yet.
    var bare = false
    /// The direction that tense and words around give a bare field.
    var tense: Tense?
    var clock: String?
    var zone: Int?
    var age: Int?
    var endsAt: Int?
    /// "The year": the document's own in news, the telling's in a history.
    var definite = false
    /// It opens its sentence ("In 1920, …"), so that the telling moves there.
    var opens = false
    /// "A year earlier", "the year-ago period": the same period of the year before, whatever period the text compares.
    var compares = false
}

/// Works out what the slots of a match say.
struct Interpreter {
    let holidays: [HolidayRule]

    func draft(_ frame: Frame, range: Range<Int>, sentence: Int) -> Draft? {
        var draft = Draft(kind: .date, range: range, sentence: sentence, mod: frame[.mod], meaning: .undated(""), anchor: .none)
        if let ref = frame[.ref] {
            draft.meaning = .reference([.past, .present, .future][ref])
            draft.anchor = .document
            return draft
        }
        if frame.mode("duration") || frame.mode("set"), let value = duration(frame) {
            draft.kind = frame.mode("set") ? .set : .duration
            draft.meaning = .undated(value)
            if frame.has(.age), let count = frame[.count], frame[.unit] == Int(Grain.year.rawValue) { draft.age = count }
            return draft
        }
        if let pod = frame[.pod], frame.mode("setfield"), field(frame) == nil {
            draft.kind = .set
            draft.meaning = .undated("XXXX-XX-XXT" + SlotValue.partsOfDay[pod])
            return draft
        }
        guard date(frame, &draft) || frame.has(.hour) || frame.has(.pod) else { return nil }
        if frame.mode("setfield"), case .field(let field, _) = draft.meaning {
            draft.kind = .set
            draft.meaning = .undated(field.blank + (frame[.pod].map { "T" + SlotValue.partsOfDay[$0] } ?? ""))
            draft.anchor = .none
            draft.bare = false
            return draft
        }
        return clock(frame, &draft) ? draft : nil
    }

    // MARK: Durations

    /// `P3D`, `PXW`, `P2Y6M`.
    private func duration(_ frame: Frame) -> String? {
        if [Slot.years, .months, .days].contains(where: frame.has) {
            // "Three years, six months and a day", as sentences are counted.
            return [(Slot.years, "Y"), (.months, "M"), (.days, "D")].reduce(into: "P") { text, part in
                if let count = frame[part.0] { text += "\(count)\(part.1)" }
            }
        }
        guard let unit = frame[.unit], let grain = Grain(rawValue: UInt8(unit)) else { return nil }
        let time = grain < .day
        guard let count = frame[.count] else { return frame.has(.high) ? nil : "P\(time ? "T" : "")X\(letter(grain))" }
        let tenths = frame[.tenths] ?? 0
        guard count > 0 || tenths > 0 else { return nil }
        if tenths == 5, let half = [Grain.year: "6M", .hour: "30M", .minute: "30S"][grain] {
            return "P\(time ? "T" : "")\(count > 0 ? "\(count)\(letter(grain))" : "")\(half)"
        }
        let number = tenths > 0 ? "\(count).\(tenths)" : String(count * (grain == .decade ? 10 : 1))
        return "P\(time ? "T" : "")\(number)\(grain == .decade ? "Y" : letter(grain))"
    }

    private func letter(_ grain: Grain) -> String {
        switch grain {
        case .second: "S"
        case .minute: "M"
        case .hour: "H"
        case .day: "D"
        case .week: "W"
        case .weekend: "WE"
        case .month: "M"
        case .season: "M"
        case .quarter: "Q"
        case .half: "H"
        case .year: "Y"
        case .decade: "DE"
        case .century: "CE"
        case .millennium: "ML"
        }
    }

    // MARK: Dates

    private func field(_ frame: Frame) -> Field? {
        if let holiday = frame[.holiday] { return .holiday(holidays[holiday]) }
        if let nth = frame[.nth] {
            if let weekday = frame[.weekday] { return .nthWeekday(nth, weekday) }
            if let unit = frame[.unit] { return .nth(nth, Grain(rawValue: UInt8(unit))!) }
        }
        if let month = frame[.month] {
            guard let day = frame[.day] else { return .month(month) }
            guard (1...31).contains(day), day <= Day.length(year: frame[.year] ?? 2000, month: month) else { return nil }
            if let weekday = frame[.weekday], !frame.has(.year) {
                return .weekdayMonthDay(weekday: weekday, month: month, day: day)
            }
            return .monthDay(month: month, day: day)
        }
        if let quarter = frame[.quarter] { return (1...4).contains(quarter) ? .quarter(quarter) : nil }
        if let half = frame[.half] { return .half(half) }
        if let season = frame[.season] { return .season(season) }
        if let day = frame[.day] { return (1...31).contains(day) ? .dayOfMonth(day) : nil }
        if let weekday = frame[.weekday] { return .weekday(weekday) }
        return frame[.unit] == Int(Grain.weekend.rawValue) && !frame.has(.count) ? .weekend : nil
    }

    /// The year, decade or century that the phrase names.
    private func fixed(_ frame: Frame) -> Granule? {
        let before = frame.has(.era)
        if let year = frame[.year] { return .year(before ? 1 - year : year) }
        if let short = frame[.yy] { return .year(short < 30 ? 2000 + short : 1900 + short) }
        if let decade = frame[.decade] {
            if before { return Granule(.decade, floorDivided(-decade, 10)) }
            let full = decade >= 1000 ? decade : (decade < 20 ? 2000 : 1900) + decade
            return full % 10 == 0 ? Granule(.decade, full / 10) : nil
        }
        if let century = frame[.century] { return century > 0 ? Granule(.century, before ? -century : century - 1) : nil }
        return nil
    }

    private func outer(_ frame: Frame) -> (Meaning, TimeRelation.Anchor)? {
        if let fixed = fixed(frame) { return (.fixed(fixed), .none) }
        guard let unit = frame[.outer], let grain = Grain(rawValue: UInt8(unit)) else { return nil }
        return unitMeaning(grain, frame.bearing(.outerdir) ?? .same)
    }

    private func unitMeaning(_ grain: Grain, _ bearing: Bearing) -> (Meaning, TimeRelation.Anchor) {
        switch bearing {
        case .last, .ago, .past: (.unit(grain, -1), .document)
        case .this: (.unit(grain, 0), .document)
        case .next, .hence, .coming: (.unit(grain, 1), .document)
        case .following, .later: (.unit(grain, 1), .narrative)
        case .previous, .earlier: (.unit(grain, -1), .narrative)
        case .same: (.unit(grain, 0), .narrative)
        }
    }

    /// Fills in meaning and anchor; false where the slots say no date.
    private func date(_ frame: Frame, _ draft: inout Draft) -> Bool {
        if let field = field(frame) { return place(field, frame, &draft) }
        // What has a month, a day or the like and yet no field is no date (31 June).
        guard ![Slot.month, .day, .quarter, .holiday].contains(where: frame.has) else { return false }
        if let bearing = frame.bearing(), [Slot.years, .months, .days].contains(where: frame.has) {
            let sign = bearing == .ago || bearing == .earlier ? -1 : 1
            let months = (frame[.years] ?? 0) * 12 + (frame[.months] ?? 0)
            let days = frame[.days] ?? 0
            guard months < 100_000, days < 1_000_000 else { return false }
            draft.meaning = .sum(months: sign * months, days: sign * days)
            draft.anchor = bearing == .later || bearing == .earlier ? .narrative : .document
            return true
        }
        if let unit = frame[.unit], let grain = Grain(rawValue: UInt8(unit)), let bearing = frame.bearing() {
            guard let count = frame[.count] else {
                (draft.meaning, draft.anchor) = unitMeaning(grain, bearing)
                draft.definite = frame.mode("here")
                // "Years ago": no number, no unit that could be counted.
                if frame.has(.high) { (draft.meaning, draft.anchor) = vague(bearing) }
                return true
            }
            let sign = bearing == .ago || bearing == .earlier || bearing == .last || bearing == .previous ? -1 : 1
            let narrative = bearing == .later || bearing == .earlier || bearing == .following || bearing == .previous
            guard count < 100_000 else { return false }
            draft.compares = frame.mode("compare")
            // Nobody counts from decade to decade: ten years.
            let (counted, times) = grain == .decade ? (Grain.year, 10) : (grain, 1)
            draft.meaning = .distance(counted, sign * count * times, exact: frame.mode("exact") || draft.compares)
            draft.anchor = narrative ? .narrative : .document
            return true
        }
        if let fixed = fixed(frame) {
            draft.meaning = .fixed(fixed)
            return true
        }
        return false
    }

    private func vague(_ bearing: Bearing) -> (Meaning, TimeRelation.Anchor) {
        switch bearing {
        case .ago, .last, .past: (.reference(.past), .document)
        case .earlier, .previous: (.reference(.past), .narrative)
        case .later, .following: (.reference(.future), .narrative)
        default: (.reference(.future), .document)
        }
    }

    /// The day before: "on the eve of".
    private func eve(_ field: Field) -> Field {
        switch field {
        case .holiday(.easter(let offset)): return .holiday(.easter(offset: offset - 1))
        case .holiday(.fixed(let month, let day)), .monthDay(let month, let day):
            if day > 1 { return .monthDay(month: month, day: day - 1) }
            let before = month == 1 ? 12 : month - 1
            return .monthDay(month: before, day: Day.length(year: 2001, month: before))
        case .weekday(let weekday): return .weekday(weekday == 1 ? 7 : weekday - 1)
        default: return field
        }
    }

    private func place(_ named: Field, _ frame: Frame, _ draft: inout Draft) -> Bool {
        let field = frame.mode("eve") ? eve(named) : named
        if case .nthWeekday = field, let month = frame[.month] {
            // "The first Tuesday of May": of that month of the year named, else of the nearest.
            let year = outer(frame)
            draft.meaning = .within(field, year.map { .within(.month(month), $0.0) } ?? .field(.month(month), .nearest))
            draft.anchor = year?.1 ?? .document
            if let granule = draft.meaning.granule(from: nil) { draft.meaning = .fixed(granule) }
            return true
        }
        if let (outer, anchor) = outer(frame) {
            draft.anchor = anchor
            draft.meaning = .within(field, outer)
            if anchor == .none {
                guard let granule = draft.meaning.granule(from: nil) else {
                    // A weekday of a year, a day of a year: the year alone does not place it, the text around may.
                    if case .weekday = field { return false }
                    if case .dayOfMonth = field { return false }
                    return true
                }
                draft.meaning = .fixed(granule)
            }
        } else {
            switch frame.bearing() {
            case .last?: (draft.meaning, draft.anchor) = (.field(field, .last), .document)
            case .next?: (draft.meaning, draft.anchor) = (.field(field, .next), .document)
            case .this?: (draft.meaning, draft.anchor) = (.field(field, .this), .document)
            case .following?, .later?: (draft.meaning, draft.anchor) = (.field(field, .next), .narrative)
            case .previous?, .earlier?: (draft.meaning, draft.anchor) = (.field(field, .last), .narrative)
            case .same?: (draft.meaning, draft.anchor) = (.field(field, .this), .narrative)
            default:
                draft.meaning = .field(field, .nearest)
                draft.anchor = .document
                draft.bare = true
            }
        }
        return true
    }

    // MARK: Times of day

    private func clock(_ frame: Frame, _ draft: inout Draft) -> Bool {
        draft.zone = frame[.zone]
        if let hour = frame[.hour] {
            var h = hour
            if let half = frame[.ampm] {
                guard (1...12).contains(hour) else { return false }
                h = hour % 12 + half
            } else if let pod = frame[.pod], hour < 12, pod == 2 || pod == 3 || (pod == 4 && hour > 5) {
                h += 12
            }
            let minute = frame[.minute] ?? 0
            guard h <= 24, minute < 60 else { return false }
            draft.clock = "T\(Granule.two(h)):\(Granule.two(minute))"
        } else if let pod = frame[.pod] {
            draft.clock = "T" + SlotValue.partsOfDay[pod]
        } else {
            return true
        }
        draft.kind = .time
        if case .undated = draft.meaning {
            // A time without a day is of the day that the text is at.
            draft.meaning = .unit(.day, 0)
            draft.anchor = .narrative
        }
        return true
    }
}
