import CaseModel

struct SearchPage: PageModel {
    static let template = "search"
    static let place = "/search"
    static let most = 100
    struct Hit: Encodable, Sendable {
        let paper: String
        let paperHref: String
        let outlet: String?
        let date: String
        let segments: [Segment]
        let entries: [EventLink]
    }
    let title: String
    let words: String?
    let asked: Bool
    let nothing: Bool
    let says: String?
    let names: [NameLink]
    let hasNames: Bool
    let hits: [Hit]

    init(view: CaseView, words: String?, found: [SearchHit], documents: [DocumentID: Document]) {
        title = words.map { "Search: \($0)" } ?? "Search"
        self.words = words
        asked = words != nil
        let wanted = (words ?? "").lowercased()
        names =
            wanted.isEmpty
            ? []
            : view.record.actors.filter { actor in ([actor.name] + actor.aliases).contains { $0.lowercased().contains(wanted) } }
                .prefix(12).map { NameLink(name: $0.name, role: $0.kind.words, href: "/people/\(Fields.encode($0.id.id))") }
        hasNames = !names.isEmpty
        hits = found.compactMap { hit in
            guard let card = view.paper(hit.passage.document), let document = documents[hit.passage.document] else { return nil }
            let around = Segments.surroundings(of: hit.passage.range, in: document.text, reach: 160)
            let entries = (view.eventsOfPaper[card.id] ?? []).map { view.record.events[$0] }
                .filter { event in
                    event.evidence.contains { $0.passage.document == card.id && $0.passage.range.overlaps(hit.passage.range) }
                }
            return Hit(
                paper: card.heading,
                paperHref: "/papers/\(card.id.hex)?hit=\(hit.passage.start)-\(hit.passage.end)#at-\(hit.passage.start)",
                outlet: card.outlet,
                date: DateWords.say(view.date(of: card.id).edtf),
                segments: Segments.cut(
                    document.text, range: around, marks: [Mark(range: hit.passage.range, kind: "hit", rank: 1)]),
                entries: entries.prefix(3).map { EventLink($0) })
        }
        nothing = asked && hits.isEmpty && names.isEmpty
        says =
            !asked || nothing
            ? nil
            : hits.count == Self.most ? "The first \(hits.count) places" : hits.count == 1 ? "1 place" : "\(hits.count) places"
    }
}

extension Desk {
    static let searchRoutes: [Route] = [
        .page("/search") { desk, context in
            let words = context.query["q"].map { String($0.prefix(200)) }
            let found = try await aside { try words.map { try desk.source.search($0, limit: SearchPage.most) } ?? [] }
            let documents = try await desk.documents(found.map(\.passage.document))
            return .page(SearchPage(view: try await desk.view(), words: words, found: found, documents: documents))
        }
    ]
}
