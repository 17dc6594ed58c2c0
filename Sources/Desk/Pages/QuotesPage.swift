import CaseModel
import EDTF

struct QuotesPage: PageModel {
    static let template = "quotes"
    static let place = "/quotes"
    static let size = 50
    struct Line: Encodable, Sendable {
        let speaker: String
        let speakerHref: String?
        let known: Bool
        let date: String
        let form: String
        let indirect: Bool
        let text: String
        let paper: String
        let paperHref: String
    }
    struct Speaker: Encodable, Sendable {
        let speaker: String
        let speakerHref: String?
        let quotes: [Line]
    }
    let title: String
    let caseEmpty: Bool
    let speakers: [FacetLink]
    /// One part a speaker, or, for one speaker, one part alone in the order of time.
    let parts: [Speaker]
    let paging: Paging
    let exports: [ExportLink]

    init(view: CaseView, query: Fields, document: (DocumentID) throws -> Document?) throws {
        let quotes = view.record.quotes
        let wanted = query["speaker"]
        caseEmpty = quotes.isEmpty
        exports = ExportLink.quotes(speaker: wanted)
        func key(_ quote: Quote) -> String { quote.speaker?.id ?? "unknown" }
        func name(_ quote: Quote) -> String {
            quote.speaker.flatMap { view.actor($0)?.name } ?? quote.name ?? "Speaker unknown"
        }
        let bySpeaker = Dictionary(grouping: quotes, by: key)
        if let wanted, bySpeaker[wanted] == nil { throw Refusal.missing("Nobody of that number is quoted in this case.") }
        title = wanted.flatMap { bySpeaker[$0]?.first }.map { "Quotes: \(name($0))" } ?? "Quotes"
        let order = bySpeaker.keys.sorted {
            (-bySpeaker[$0]!.count, name(bySpeaker[$0]![0]), $0) < (-bySpeaker[$1]!.count, name(bySpeaker[$1]![0]), $1)
        }
        speakers = order.prefix(30).map { speaker in
            FacetLink(
                label: name(bySpeaker[speaker]![0]),
                href: wanted == speaker ? "/quotes" : "/quotes?speaker=\(Fields.encode(speaker))",
                count: bySpeaker[speaker]!.count, on: wanted == speaker, mark: nil)
        }
        let shown = (wanted.map { [$0] } ?? order).flatMap { speaker in
            bySpeaker[speaker]!.map { quote in
                (
                    quote: quote,
                    day: DayWindow(edtf: quote.date.best ?? quote.date.edtf).flatMap { $0.first ?? $0.last }?.number ?? Int32.max
                )
            }.sorted { ($0.day, $0.quote.passage) < ($1.day, $1.quote.passage) }.map(\.quote)
        }
        let page = Paging.number(query, size: Self.size, total: shown.count)
        paging = Paging(
            page: page, size: Self.size, total: shown.count, noun: shown.count == 1 ? "quote" : "quotes",
            address: "/quotes" + (wanted.map { "?speaker=\(Fields.encode($0))" } ?? ""))
        var parts: [(key: String, speaker: String, href: String?, lines: [Line])] = []
        for quote in shown.dropFirst((page - 1) * Self.size).prefix(Self.size) {
            guard let paper = view.paper(quote.passage.document), let text = try document(quote.passage.document)?.text else {
                continue
            }
            let href = quote.speaker.map { "/people/\(Fields.encode($0.id))" }
            if parts.last?.key != key(quote) { parts.append((key(quote), name(quote), href, [])) }
            parts[parts.count - 1].lines.append(
                Line(
                    speaker: name(quote), speakerHref: href, known: quote.speaker != nil || quote.name != nil,
                    date: DateWords.say(quote.date.edtf),
                    form: quote.form == .indirect
                        ? "in the paper's words" : quote.form == .partial ? "words within a sentence" : "word for word",
                    indirect: quote.form == .indirect, text: Segments.words(quote.passage.range, of: text), paper: paper.heading,
                    paperHref: "/papers/\(paper.id.hex)#at-\(quote.passage.start)"))
        }
        self.parts = parts.map { Speaker(speaker: $0.speaker, speakerHref: $0.href, quotes: $0.lines) }
    }
}

struct DisagreementsPage: PageModel {
    static let template = "disagreements"
    static let place = "/disagreements"
    static let size = 20
    let title: String
    let caseEmpty: Bool
    let none: Bool
    let fields: [FacetLink]
    let conflicts: [ConflictView]
    let paging: Paging
    let exports: [ExportLink]

    static func chosen(view: CaseView, query: Fields) throws -> (all: [Conflict], field: Conflict.Field?, page: Int) {
        let field = try query["about"].map { text in
            guard let field = Conflict.Field(rawValue: text) else {
                throw Refusal.unreadable("“\(text)” is nothing that papers disagree about here.")
            }
            return field
        }
        let all = view.record.conflicts.filter { field == nil || $0.field == field }
        return (all, field, Paging.number(query, size: size, total: all.count))
    }

    init(view: CaseView, query: Fields, documents: [DocumentID: Document]) throws {
        let (all, field, page) = try Self.chosen(view: view, query: query)
        title = "Disagreements"
        caseEmpty = view.papers.isEmpty
        none = view.record.conflicts.isEmpty && !view.papers.isEmpty
        exports = none || caseEmpty ? [] : ExportLink.disagreements(about: field)
        let labels: [Conflict.Field: String] = [
            .date: "Days", .figure: "Numbers", .participant: "Who it was", .identity: "Who is who",
        ]
        fields = Conflict.Field.allCases.compactMap { one in
            let count = view.record.conflicts.filter { $0.field == one }.count
            guard count > 0 else { return nil }
            return FacetLink(
                label: labels[one]!, href: field == one ? "/disagreements" : "/disagreements?about=\(one.rawValue)", count: count,
                on: field == one, mark: nil)
        }
        conflicts = Self.part(all, page).map { ConflictView($0, view: view, documents: documents) }
        paging = Paging(
            page: page, size: Self.size, total: all.count, noun: all.count == 1 ? "disagreement" : "disagreements",
            address: "/disagreements" + (field.map { "?about=\($0.rawValue)" } ?? ""))
    }

    static func part(_ all: [Conflict], _ page: Int) -> ArraySlice<Conflict> { all.dropFirst((page - 1) * size).prefix(size) }
}

extension Desk {
    static let quoteRoutes: [Route] = [
        .page("/quotes") { desk, context in
            let view = try await desk.view()
            let query = context.query
            return .page(try await aside { try QuotesPage(view: view, query: query) { try desk.source.document($0) } })
        }
    ]

    static let disagreementRoutes: [Route] = [
        .page("/disagreements") { desk, context in
            let view = try await desk.view()
            let (all, _, page) = try DisagreementsPage.chosen(view: view, query: context.query)
            let papers = DisagreementsPage.part(all, page).flatMap { $0.sides.flatMap { $0.evidence.map(\.document) } }
            return .page(try DisagreementsPage(view: view, query: context.query, documents: try await desk.documents(papers)))
        }
    ]
}
