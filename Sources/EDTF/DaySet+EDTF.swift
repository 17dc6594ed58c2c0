extension DaySet {
    /// The days of an EDTF text. Throws `EDTFError`.
    public init(edtf text: String) throws { self = try EDTFValue(parsing: text).days }

    /// The shortest EDTF for exactly these days: `2018`, `2022-03`, `199X`, `1990/2000`, `2017-12-24`, `[2018-10-03,2019]`, `../2001`.
    /// Nil for the empty set, and where every day is possible, since that says nothing.
    public var edtf: String? {
        if isEmpty || self == .all { return nil }
        if spans.count == 1 { return spans[0].edtf(between: "/", open: "..") }
        return "[" + spans.map { $0.edtf(between: "..", open: "") }.joined(separator: ",") + "]"
    }
}

extension DaySet.Span {
    /// One unit of the calendar, or two ends written to the coarsest precision that is exact for both.
    fileprivate func edtf(between: String, open: String) -> String {
        let begins = first > .distantPast
        let ends = last < .distantFuture
        for unit in [CalendarUnit.century, .decade, .year, .month, .day] where begins && ends {
            let days = unit.days(of: unit.index(of: first))
            guard days == first...last else { continue }
            let (year, month, _) = first.civil
            switch unit {
            case .century where (0...9999).contains(year):
                return EDTFPrinter.masked(EDTFPrinter.year(year), 3)
            case .decade where (0...9999).contains(year):
                return EDTFPrinter.masked(EDTFPrinter.year(year), 1)
            case .year: return EDTFPrinter.year(year)
            case .month where (-9999...9999).contains(year):
                return "\(EDTFPrinter.year(year))-\(EDTFPrinter.two(month))"
            case .day where (-9999...9999).contains(year): return first.description
            default: continue
            }
        }
        let wholeYears =
            (!begins || (first.month == 1 && first.day == 1))
            && (!ends || (last.month == 12 && last.day == 31))
        let wholeMonths = (!begins || first.day == 1) && (!ends || last.adding(days: 1).day == 1)
        func text(_ day: Day) -> String {
            let (year, month, _) = day.civil
            if wholeYears || !(-9999...9999).contains(year) { return EDTFPrinter.year(year) }
            return wholeMonths ? "\(EDTFPrinter.year(year))-\(EDTFPrinter.two(month))" : day.description
        }
        return (begins ? text(first) : open) + between + (ends ? text(last) : open)
    }
}
