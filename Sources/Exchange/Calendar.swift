import CaseModel
import EDTF

/// iCalendar (RFC 5545): an all-day entry for each event whose day is known. Lines end in CRLF and are folded at 75 octets.
struct CalendarFile {
    let input: ExportCase
    init(_ input: ExportCase) { self.input = input }

    func bytes() -> [UInt8] {
        var lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Legajo//case export//EN", "CALSCALE:GREGORIAN"]
        let disputed = Set(input.record.conflicts.map(\.about))
        // DTSTAMP must be there and must not be the clock's: the last decision's instant, or the epoch.
        let stamp = input.decisions.last.map { $0.when.filter { $0 != "-" && $0 != ":" } } ?? "19700101T000000Z"
        for event in input.shown {
            guard let parts = DateParts(event.date.edtf), parts.isSingle, parts.precision == .day, let day = parts.first,
                day.year > 0
            else { continue }
            lines.append("BEGIN:VEVENT")
            lines.append("UID:\(event.id.id)@\(StableID.uuid("case " + input.name))")
            lines.append("DTSTAMP:\(stamp)")
            lines.append("DTSTART;VALUE=DATE:\(CalendarFile.basic(day))")
            lines.append("DTEND;VALUE=DATE:\(CalendarFile.basic(day + 1))")
            lines.append("SUMMARY:" + CalendarFile.escaped(event.headline))
            let quotes = event.evidence.map {
                "\"\(Markup.line(input.words($0.passage)))\" (\(input.citation($0.passage.document)))"
            }
            lines.append("DESCRIPTION:" + CalendarFile.escaped((quotes + [event.note].compactMap { $0 }).joined(separator: "\n")))
            lines.append("CATEGORIES:" + CalendarFile.escaped(event.kind.rawValue))
            let tentative = disputed.contains(event.id.id) || parts.uncertain || parts.approximate
            lines.append("STATUS:" + (tentative ? "TENTATIVE" : "CONFIRMED"))
            if let url = event.evidence.lazy.compactMap({ input.papers[$0.passage.document]?.document.canonicalURL }).first {
                lines.append("URL:" + url.filter { !$0.isNewline })
            }
            lines.append("TRANSP:TRANSPARENT")
            lines.append("END:VEVENT")
        }
        lines.append("END:VCALENDAR")
        return lines.flatMap(CalendarFile.folded)
    }

    private static func basic(_ day: Day) -> String { DateParts.iso(day: day).filter { $0 != "-" } }

    static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",":
                out += "\\"
                out.unicodeScalars.append(scalar)
            case "\n": out += "\\n"
            case "\r", "\u{0}"..<"\u{9}", "\u{B}"..<"\u{20}", "\u{7F}": continue
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// A content line in pieces of at most 75 octets, none of which cuts a scalar.
    static func folded(_ line: String) -> [UInt8] {
        var out: [UInt8] = []
        var length = 0
        for scalar in line.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if length + bytes.count > 75 {
                out += [0x0D, 0x0A, 0x20]
                length = 1
            }
            out += bytes
            length += bytes.count
        }
        return out + [0x0D, 0x0A]
    }
}
