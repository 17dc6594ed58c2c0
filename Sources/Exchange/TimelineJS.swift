import CaseFile
import CaseModel
import EDTF

/// TimelineJS 3: its JSON (`events` with `start_date`) and the columns of its spreadsheet. Entries without a date are
/// left out, as the reader would pass over them.
struct TimelineJS {
    let input: ExportCase
    init(_ input: ExportCase) { self.input = input }

    private struct Slide {
        var event: Event
        var parts: DateParts
        var start: Day
        var end: Day?
    }

    private var slides: [Slide] {
        input.shown.compactMap { event in
            guard let parts = DateParts(event.date.edtf), let start = parts.first ?? parts.last else { return nil }
            return Slide(event: event, parts: parts, start: start, end: parts.isSingle || parts.first == nil ? nil : parts.last)
        }
    }

    func json() -> [UInt8] {
        var out = JSONOut(lines: 2)
        out.object { out in
            out.object("title") { out in
                out.object("text") { $0.member("headline", Markup.xml(input.name)) }
                out.member("unique_id", "case")
            }
            out.array("events", slides) { out, slide in
                out.object { out in
                    out.object("start_date") { date(slide.start, slide.parts.precision, &$0) }
                    if let end = slide.end { out.object("end_date") { date(end, slide.parts.precision, &$0) } }
                    out.member("display_date", words(slide))
                    out.object("text") { out in
                        out.member("headline", Markup.xml(slide.event.headline))
                        out.member("text", text(slide.event))
                    }
                    out.member("group", slide.event.kind.rawValue)
                    out.member("unique_id", slide.event.id.id)
                }
            }
        }
        return out.finish()
    }

    private func date(_ day: Day, _ precision: DateParts.Precision, _ out: inout JSONOut) {
        out.member("year", day.year)
        if precision >= .month { out.member("month", day.month) }
        if precision >= .day { out.member("day", day.day) }
    }

    private func words(_ slide: Slide) -> String {
        DateWords.words(slide.event.date.edtf, lasting: slide.event.kind == .govern)
    }

    private func text(_ event: Event) -> String {
        event.evidence.map { evidence in
            "<p><q>\(Markup.xml(Markup.line(input.words(evidence.passage))))</q> <cite>\(Markup.xml(input.citation(evidence.passage.document)))</cite></p>"
        }.joined() + (event.note.map { "<p>\(Markup.xml($0))</p>" } ?? "")
    }

    static let header = [
        "Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date", "Headline", "Text",
        "Media",
        "Media Credit", "Media Caption", "Media Thumbnail", "Alt Text", "Type", "Group", "Background",
    ]

    func csv() -> [UInt8] {
        var text = CSV.line(TimelineJS.header)
        func cells(_ day: Day?, _ precision: DateParts.Precision) -> [String] {
            guard let day else { return ["", "", "", ""] }
            return [
                String(day.year), precision >= .month ? String(day.month) : "", precision >= .day ? String(day.day) : "", "",
            ]
        }
        text += CSV.line(["", "", "", "", "", "", "", "", "", Table.safe(input.name), "", "", "", "", "", "", "title", "", ""])
        for slide in slides {
            text += CSV.line(
                cells(slide.start, slide.parts.precision) + cells(slide.end, slide.parts.precision) + [
                    words(slide), Table.safe(Markup.line(slide.event.headline)), self.text(slide.event), "", "", "", "", "", "",
                    slide.event.kind.rawValue, "",
                ])
        }
        return Array(text.utf8)
    }
}
