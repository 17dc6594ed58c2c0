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

    /// Formats of references and of marked texts.
    static let papers: [ExportLink] = [
        ("References (CSL)", "csl"), ("References (RIS)", "ris"), ("Web annotations", "annotations"),
    ]
    .map { ExportLink(label: $0.0, href: "/export/\($0.1)") }
    static let people: [ExportLink] = [("Follow the Money", "ftm"), ("Network (GraphML)", "graphml")]
        .map { ExportLink(label: $0.0, href: "/export/\($0.1)") }
}

extension Desk {
    static let exportRoutes: [Route] = [
        .file("/export/{format}") { desk, context in
            let format = context.part("format")
            let filter = try Filter(context.query)
            let view = try await desk.view()
            let entries =
                filter.isEmpty
                ? nil : view.record.events.indices.filter { filter.takes($0, of: view) }.map { view.record.events[$0].id }
            guard let file = try await aside({ try desk.source.export(format, entries: entries) }) else {
                throw Refusal.missing("“\(format)” is no format that Legajo writes.")
            }
            return .file(bytes: file.bytes, type: file.contentType, name: file.fileName)
        }
    ]
}
