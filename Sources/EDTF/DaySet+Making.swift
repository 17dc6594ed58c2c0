extension DaySet {
    /// One year, `2018`.
    public static func year(_ year: Int) -> DaySet { years(year...year) }
    public static func years(_ years: ClosedRange<Int>) -> DaySet {
        DaySet(
            Day.first(ofYear: years.lowerBound, month: 1)...Day.last(ofYear: years.upperBound, month: 12))
    }
    /// One month, `2022-03`. Empty for a month outside 1 to 12.
    public static func month(_ year: Int, _ month: Int) -> DaySet {
        guard (1...12).contains(month) else { return .empty }
        return DaySet(Day.first(ofYear: year, month: month)...Day.last(ofYear: year, month: month))
    }
    /// The ten years of which `year` is one: `199X`.
    public static func decade(_ year: Int) -> DaySet {
        CalendarUnit.decade.set(floorDivide(year, 10))
    }
    /// The hundred years of which `year` is one: `19XX` (1900 to 1999, as EDTF and TIMEX3 count).
    public static func century(_ year: Int) -> DaySet {
        CalendarUnit.century.set(floorDivide(year, 100))
    }
    /// January to March is quarter 1.
    public static func quarter(_ year: Int, _ quarter: Int) -> DaySet {
        (1...4).contains(quarter) ? CalendarUnit.quarter.set(year * 4 + quarter - 1) : .empty
    }
    public static func half(_ year: Int, _ half: Int) -> DaySet {
        (1...2).contains(half) ? CalendarUnit.half.set(year * 2 + half - 1) : .empty
    }
    /// An ISO week, Monday to Sunday. Empty where the year has no such week.
    public static func week(_ year: Int, _ week: Int) -> DaySet {
        guard let monday = Day(isoYear: year, week: week, weekday: 1) else { return .empty }
        return DaySet(monday...(monday + 6))
    }

    /// A season by EDTF's code: 21 to 24 spring to winter, 25 to 28 the same in the northern, 29 to 32 in the southern hemisphere,
    /// 33 to 36 quarters, 37 to 39 thirds, 40 and 41 halves of a year.
    ///
    /// Nobody means exact days by a season, so the set holds what both the meteorological and the astronomical season hold: spring is
    /// 1 March to 20 June. A winter named by one year is the one that begins in it, and also the first months of that year. 21 to 24 say no hemisphere and
    /// are read as northern.
    public static func season(_ year: Int, _ code: Int) -> DaySet {
        switch code {
        case 21...28:
            return northern(year, (code - 21) % 4)
        case 29...32:
            return northern(year, (code - 29 + 2) % 4)
        case 33...36: return quarter(year, code - 32)
        case 37...39:
            let month = (code - 37) * 4 + 1
            return DaySet(
                Day.first(ofYear: year, month: month)...Day.last(ofYear: year, month: month + 3))
        case 40, 41: return half(year, code - 39)
        default: return .empty
        }
    }

    /// 0 the months around the northern spring … 3 those around the northern winter.
    private static func northern(_ year: Int, _ season: Int) -> DaySet {
        func span(_ y: Int, _ m: Int, _ y2: Int, _ m2: Int, _ d2: Int) -> Span {
            Span(
                first: Day.first(ofYear: y, month: m),
                last: Day(year: y2, month: m2, day: d2) ?? .last(ofYear: y2, month: m2))
        }
        guard Day.years.contains(year), Day.years.contains(year + 1) else { return .year(year) }
        switch season {
        case 0: return DaySet(spans: [span(year, 3, year, 6, 20)])
        case 1: return DaySet(spans: [span(year, 6, year, 9, 22)])
        case 2: return DaySet(spans: [span(year, 9, year, 12, 21)])
        default: return DaySet(spans: [span(year, 1, year, 3, 20), span(year, 12, year + 1, 3, 20)])
        }
    }

    /// Every 24 December of a range of years. 29 February falls only in leap years.
    public static func monthDays(month: Int, day: Int, in years: ClosedRange<Int>) -> DaySet {
        DaySet(
            sorted: years.clamped(to: Day.years).compactMap { year in
                Day(year: year, month: month, day: day).map { Span(first: $0, last: $0) }
            })
    }

    /// Every December of a range of years.
    public static func months(_ month: Int, in years: ClosedRange<Int>) -> DaySet {
        years.clamped(to: Day.years).reduce(into: []) {
            $0.append(contentsOf: DaySet.month($1, month).spans)
        }.asSet
    }

    /// The days of a range that fall on a weekday, 1 Monday to 7 Sunday. The range must be bounded.
    public static func weekdays(_ weekday: Int, in range: ClosedRange<Day>) -> DaySet {
        precondition(
            range.lowerBound.isBounded && range.upperBound.isBounded,
            "weekdays of an open range are without end")
        var spans: [Span] = []
        var day = range.lowerBound + (weekday - range.lowerBound.weekday + 7) % 7
        while day <= range.upperBound {
            spans.append(Span(first: day, last: day))
            day = day + 7
        }
        return DaySet(sorted: spans)
    }
}

extension CalendarUnit {
    func set(_ index: Int) -> DaySet { DaySet(days(of: index)) }
}

extension [DaySet.Span] {
    fileprivate var asSet: DaySet { DaySet(spans: self) }
}
