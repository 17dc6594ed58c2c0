import CaseModel

/// A link to the shown part of the case in another program's format.
struct ExportLink: Encodable, Sendable {
    let label: String
    let href: String

    private static let entries: [(label: String, format: String)] = [
        ("Spreadsheet", "xlsx"), ("CSV", "csv"), ("TimelineJS", "timelinejs"), ("Calendar", "ics"), ("Markdown", "markdown"),
        ("One web page", "html"), ("JSON", "json"),
    ]

    static func all(_ query: String) -> [ExportLink] {
        entries.map { ExportLink(label: $0.label, href: "/export/\($0.format)\(query)") }
    }

    /// A page's own table, then what other programs take.
    private static func table(_ name: String, _ query: String = "", _ more: [(String, String)] = []) -> [ExportLink] {
        [ExportLink(label: "CSV", href: "/export/csv?table=\(name)\(query)")]
            + more.map { ExportLink(label: $0.0, href: "/export/\($0.1)") }
    }

    static let papers = table(
        "papers", "", [("References (CSL)", "csl"), ("References (RIS)", "ris"), ("Web annotations", "annotations")])
    static func people(kind: CaseActor.Kind?) -> [ExportLink] {
        table(
            "people", kind.map { "&kind=\($0.rawValue)" } ?? "", [("Follow the Money", "ftm"), ("Network (GraphML)", "graphml")])
    }
    static func quotes(speaker: String?) -> [ExportLink] {
        table("quotes", speaker.map { "&speaker=\(Fields.encode($0))" } ?? "")
    }
    static func disagreements(about: Conflict.Field?) -> [ExportLink] {
        table("disagreements", about.map { "&about=\($0.rawValue)" } ?? "")
    }
    /// - Parameter query: the question, beginning with "?".
    static func status(_ query: String) -> [ExportLink] {
        [
            ("The answer with its proof", "/status/text"), ("The two-time map (SVG)", "/status/map.svg"),
            ("Acts (SVG)", "/status/acts.svg"),
        ]
        .map { ExportLink(label: $0.0, href: $0.1 + query) } + [
            ExportLink(label: "Ledgers (YAML)", href: "/export/ledger"),
            ExportLink(label: "Acts (Akoma Ntoso)", href: "/export/akn"),
        ]
    }
}

extension ExportChoice {
    /// Tables that are no list of entries, and so take no filter of entries.
    private static let others = ["quotes", "disagreements", "papers", "people"]

    init(_ query: Fields, format: String, view: CaseView) throws {
        self.init(table: query["table"])
        if let table, format != "csv" || !(["chronology", "evidence"] + Self.others).contains(table) {
            throw Refusal.unreadable("“\(table)” is no table of \(format).")
        }
        switch table {
        case "quotes": speaker = query["speaker"]
        case "disagreements": field = try DisagreementsPage.chosen(view: view, query: query).field
        case "people": kind = try PeoplePage.kind(query)
        case "papers": break
        default:
            let filter = try Filter(query)
            if !filter.isEmpty {
                entries = view.record.events.indices.filter { filter.takes($0, of: view) }.map { view.record.events[$0].id }
            }
        }
    }
}

extension Desk {
    static let exportRoutes: [Route] = [
        .file("/export/{format}") { desk, context in
            let format = context.part("format")
            let choice = try ExportChoice(context.query, format: format, view: try await desk.view())
            guard let file = try await aside({ try desk.source.export(format, choice) }) else {
                throw Refusal.missing("“\(format)” is no format that Legajo writes.")
            }
            return .file(bytes: file.bytes, type: file.contentType, name: file.fileName)
        }
    ]
}
