import CaseFile
import CaseModel
import EDTF

/// A case as plain tables: what CSV and XLSX write.
struct Table: Sendable {
    var name: String
    var header: [String]
    var rows: [[String]]
    /// Width of each column in characters, for sheets.
    var widths: [Double]

    /// RFC 4180 with CRLF, UTF-8 with a mark so that Excel reads accents; cells that a spreadsheet would take for a
    /// formula begin with an apostrophe.
    var csv: [UInt8] {
        var text = "\u{FEFF}"
        text += CSV.line(header)
        for row in rows { text += CSV.line(row.map(Table.safe)) }
        return Array(text.utf8)
    }

    /// A cell that no spreadsheet takes for a formula.
    static func safe(_ cell: String) -> String {
        guard let first = cell.unicodeScalars.first else { return cell }
        return "=+-@\t\r".unicodeScalars.contains(first) || "＝＋－＠".unicodeScalars.contains(first) ? "'" + cell : cell
    }
}

/// The tables of a case: chronology, evidence, quotes, disagreements, papers, people.
struct Tables {
    let input: ExportCase
    init(_ input: ExportCase) { self.input = input }

    var all: [Table] { [events, evidence, quotes, conflicts, papers, people] }

    private func iso(_ edtf: String?, _ end: KeyPath<DateParts, Day?>) -> String {
        DateParts(edtf).flatMap { parts in parts[keyPath: end].map { DateParts.iso(day: $0) } } ?? ""
    }

    private var events: Table {
        Table(
            name: "chronology",
            header: [
                "id", "date", "date in words", "earliest", "latest", "kind", "headline", "who", "modality", "acts on", "figures",
                "independent sources", "review", "quote", "paper", "why this date", "note",
            ],
            rows: input.shown.map { event in
                let first = event.evidence.first
                return [
                    event.id.id, event.date.edtf ?? "", DateWords.words(event.date.edtf), iso(event.date.edtf, \.first),
                    iso(event.date.edtf, \.last), event.kind.rawValue, event.headline,
                    event.participants.map { "\($0.role.rawValue): \($0.name)" }.joined(separator: "; "),
                    event.modality.rawValue, event.targets.map(\.id).joined(separator: " "),
                    event.figures.map { figureWords($0) }.joined(separator: "; "), String(event.independentSources),
                    event.review.rawValue, first.map { Markup.line(input.words($0.passage)) } ?? "",
                    first.map { input.citation($0.passage.document) } ?? "", event.date.why.joined(separator: "; "),
                    event.note ?? "",
                ]
            }, widths: [14, 14, 24, 11, 11, 12, 50, 50, 11, 16, 20, 8, 11, 70, 40, 50, 30])
    }

    private var evidence: Table {
        var rows: [[String]] = []
        for event in input.shown {
            for evidence in event.evidence {
                let scalars = input.papers[evidence.passage.document]?.scalars(evidence.passage.range)
                rows.append([
                    event.id.id, event.headline, Markup.line(input.words(evidence.passage)), evidence.date ?? "",
                    evidence.modality.rawValue, input.papers[evidence.passage.document]?.document.name ?? "",
                    input.citation(evidence.passage.document), evidence.passage.document.hex,
                    scalars.map { String($0.start) } ?? "", scalars.map { String($0.end) } ?? "",
                ])
            }
        }
        return Table(
            name: "evidence",
            header: [
                "entry", "headline", "quote", "date in this paper", "modality", "file", "paper", "sha256", "start", "end",
            ], rows: rows, widths: [14, 40, 90, 14, 11, 30, 40, 20, 8, 8])
    }

    private var quotes: Table {
        Table(
            name: "quotes", header: ["date", "speaker", "words", "form", "file", "paper"],
            rows: input.record.quotes.map { quote in
                [
                    quote.date.edtf ?? "", quote.name ?? "", Markup.line(input.words(quote.passage)), quote.form.rawValue,
                    input.papers[quote.passage.document]?.document.name ?? "", input.citation(quote.passage.document),
                ]
            }, widths: [14, 28, 90, 10, 30, 40])
    }

    private var conflicts: Table {
        var rows: [[String]] = []
        for conflict in input.record.conflicts {
            for side in conflict.sides {
                rows.append([
                    conflict.about, conflict.field.rawValue, side.value, String(side.independentSources),
                    side.evidence.map { "\(Markup.line(input.words($0))) (\(input.citation($0.document)))" }.joined(
                        separator: " | "),
                ])
            }
        }
        return Table(
            name: "disagreements", header: ["about", "field", "value", "independent sources", "evidence"], rows: rows,
            widths: [16, 12, 24, 8, 120])
    }

    private var papers: Table {
        Table(
            name: "papers",
            header: ["file", "title", "outlet", "authors", "published", "basis", "why", "copy of", "address", "sha256"],
            rows: input.documents.map { document in
                let published = input.dates[document.id]?.published ?? .unknown
                let copy = input.record.copies[document.id] ?? document.copyOf
                return [
                    document.name, document.title ?? "", document.outlet ?? "", document.authors.joined(separator: "; "),
                    published.edtf ?? "", published.basis.rawValue, published.why.joined(separator: "; "),
                    copy.flatMap { input.papers[$0]?.document.name } ?? "", document.canonicalURL ?? "", document.id.hex,
                ]
            }, widths: [30, 50, 24, 24, 14, 10, 50, 24, 40, 20])
    }

    private var people: Table {
        Table(
            name: "people", header: ["id", "name", "kind", "aliases", "roles", "born", "country"],
            rows: input.record.actors.map { actor in
                [
                    actor.id.id, actor.name, actor.kind.rawValue, actor.aliases.joined(separator: "; "),
                    actor.roles.map(roleWords).joined(separator: "; "),
                    actor.born ?? "", actor.country ?? "",
                ]
            }, widths: [14, 32, 12, 40, 60, 22, 20])
    }
}

/// "governor (2001/2006)".
private func roleWords(_ role: CaseActor.Role) -> String {
    guard let edtf = role.edtf else { return role.role }
    return "\(role.role) (\(edtf))"
}

/// "25 year (sentence)", "15 to 20 person (killed)".
func figureWords(_ figure: Figure) -> String {
    let number = JSONOut.number(figure.value)
    let high = figure.high.map { $0 == figure.value ? "" : " to " + JSONOut.number($0) } ?? " or more"
    return "\(number)\(high) \(figure.unit) (\(figure.what))"
}
