import CaseModel
import EDTF

/// The chronology as an SVG: years across, one row a kind, a mark an entry (a bar where the day is a range), papers as
/// dots underneath, disagreements ringed. Kinds are told apart by row and label, never by colour alone.
struct TimelinePicture {
    let input: ExportCase
    init(_ input: ExportCase) { self.input = input }

    private let left = 132.0
    private let width = 1000.0
    private let rowHeight = 22.0

    func bytes() -> [UInt8] {
        let events = input.shown.compactMap { event -> (event: Event, parts: DateParts, first: Day, last: Day)? in
            guard let parts = DateParts(event.date.edtf), let first = parts.first ?? parts.last,
                let last = parts.last ?? parts.first
            else { return nil }
            return (event, parts, first, last)
        }
        let papers = input.documents.compactMap { document -> (Document, Day)? in
            guard let parts = DateParts(input.dates[document.id]?.published.best), let day = parts.first else { return nil }
            return (document, day)
        }
        let days = events.flatMap { [$0.first, $0.last] } + papers.map(\.1)
        let kinds = EventKind.allCases.filter { kind in events.contains { $0.event.kind == kind } }
        let top = 64.0
        let height = top + rowHeight * Double(kinds.count + 1) + 46
        let undated = input.shown.count - events.count
        var svg = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(n(left + width + 24)) \(n(height))" role="img" aria-labelledby="t d" font-family="sans-serif" font-size="12">
            <title id="t">\(Markup.xml(input.name)): chronology</title>
            <desc id="d">\(events.count) dated entries\(undated > 0 ? ", \(undated) without a date" : "") and \(papers.count) dated papers, one row for each kind of event.</desc>
            <rect width="100%" height="100%" fill="#fffdf8"/>
            <text x="16" y="26" font-size="17" font-weight="bold" fill="#1b1b1b">\(Markup.xml(input.name))</text>

            """
        guard let lowest = days.min(), let highest = days.max() else {
            return Array((svg + "<text x=\"16\" y=\"52\" fill=\"#5a5a5a\">No entry has a date.</text>\n</svg>\n").utf8)
        }
        let from = Day(year: lowest.year, month: 1, day: 1)!
        let to = Day(year: highest.year + 1, month: 1, day: 1)!
        let span = Double(to - from)
        func x(_ day: Day) -> Double { left + Double(day - from) / span * width }

        let years = to.year - from.year
        let step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].first { years / $0 <= 14 } ?? 5000
        for year in stride(from: from.year, through: to.year, by: 1) where year % step == 0 || years < 2 {
            let place = x(Day(year: year, month: 1, day: 1)!)
            svg +=
                "<line x1=\"\(n(place))\" x2=\"\(n(place))\" y1=\"\(n(top - 12))\" y2=\"\(n(height - 36))\" stroke=\"#d8d3c6\"/>"
            svg += "<text x=\"\(n(place))\" y=\"\(n(top - 18))\" text-anchor=\"middle\" fill=\"#5a5a5a\">\(year)</text>\n"
        }
        let disputed = Set(input.record.conflicts.map(\.about))
        for (row, kind) in kinds.enumerated() {
            let y = top + rowHeight * Double(row) + rowHeight / 2
            svg += "<text x=\"\(n(left - 10))\" y=\"\(n(y + 4))\" text-anchor=\"end\" fill=\"#1b1b1b\">\(kind.rawValue)</text>"
            svg += "<line x1=\"\(n(left))\" x2=\"\(n(left + width))\" y1=\"\(n(y))\" y2=\"\(n(y))\" stroke=\"#ece8dc\"/>\n"
            for entry in events where entry.event.kind == kind {
                svg += mark(
                    entry.event, from: x(entry.first), to: x(entry.last + 1), y: y, disputed: disputed.contains(entry.event.id.id)
                )
            }
        }
        let y = top + rowHeight * Double(kinds.count) + rowHeight / 2
        svg += "<text x=\"\(n(left - 10))\" y=\"\(n(y + 4))\" text-anchor=\"end\" fill=\"#5a5a5a\">papers</text>\n"
        for (document, day) in papers {
            svg +=
                "<circle cx=\"\(n(x(day)))\" cy=\"\(n(y))\" r=\"3\" fill=\"none\" stroke=\"#5a5a5a\"><title>\(Markup.xml(input.citation(document.id)))</title></circle>\n"
        }
        svg +=
            "<text x=\"16\" y=\"\(n(height - 12))\" fill=\"#5a5a5a\">Filled: reviewed. Hollow: proposed. Bar: one day in this span. Ring: papers disagree.\(undated > 0 ? " Without a date: \(undated)." : "")</text>\n</svg>\n"
        return Array(svg.utf8)
    }

    private func mark(_ event: Event, from: Double, to: Double, y: Double, disputed: Bool) -> String {
        let reviewed = event.review == .accepted || event.review == .corrected
        let fill = reviewed ? "#24506b" : "#fffdf8"
        var svg = "<g><title>\(Markup.xml(DateWords.words(event.date.edtf))): \(Markup.xml(event.headline))</title>"
        if to - from > 6 {
            svg +=
                "<rect x=\"\(n(from))\" y=\"\(n(y - 4))\" width=\"\(n(to - from))\" height=\"8\" rx=\"4\" fill=\"\(fill)\" fill-opacity=\"0.75\" stroke=\"#24506b\"/>"
        } else {
            svg += "<circle cx=\"\(n((from + to) / 2))\" cy=\"\(n(y))\" r=\"4.5\" fill=\"\(fill)\" stroke=\"#24506b\"/>"
        }
        if disputed {
            svg +=
                "<circle cx=\"\(n((from + to) / 2))\" cy=\"\(n(y))\" r=\"8\" fill=\"none\" stroke=\"#9c3d10\" stroke-dasharray=\"3 2\"/>"
        }
        return svg + "</g>\n"
    }

    /// A number with at most two decimals.
    private func n(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let whole = hundredths / 100
        let rest = abs(hundredths % 100)
        let sign = hundredths < 0 && whole == 0 ? "-" : ""
        if rest == 0 { return "\(sign)\(whole)" }
        return rest % 10 == 0 ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(DateParts.two(rest))"
    }
}
