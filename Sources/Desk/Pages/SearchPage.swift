import CaseModel

struct SearchPage: PageModel {
    static let template = "search"
    static let place = "/search"
    static let most = 100
    /// Hits of one kind, best first.
    struct Group: Encodable, Sendable {
        let name: String
        /// Headlines and names: what was found is the whole of it.
        let isList: Bool
        let hits: [Hit]
    }
    struct Hit: Encodable, Sendable {
        let kind: String
        let title: String
        let href: String
        let outlet: String?
        let date: String?
        let segments: [Segment]
    }
    let title: String
    let words: String?
    let nothing: Bool
    let says: String?
    /// "instead of “Valdra”: Valdora".
    let instead: [String]
    let groups: [Group]

    init(view: CaseView, words: String?, found: [FoundPlace], instead: [String: [String]]) {
        title = words.map { "Search: \($0)" } ?? "Search"
        self.words = words
        self.instead = instead.keys.sorted().map { "“\($0)” stands nowhere; looked for \(instead[$0]!.joined(separator: ", "))" }
        groups = [FoundPlace.Kind.event, .actor, .quote, .paper].compactMap { kind in
            let hits = found.filter { $0.kind == kind }.map { Hit($0, view: view) }
            let name =
                switch kind {
                case .event: "In the chronology"
                case .actor: "People and bodies"
                case .quote: "What was said"
                case .paper: "In the papers"
                }
            return hits.isEmpty ? nil : Group(name: name, isList: kind == .event || kind == .actor, hits: hits)
        }
        nothing = words != nil && found.isEmpty
        says =
            found.isEmpty
            ? nil
            : found.count == Self.most
                ? "The first \(found.count) places" : found.count == 1 ? "1 place" : "\(found.count) places"
    }
}

extension SearchPage.Hit {
    init(_ place: FoundPlace, view: CaseView) {
        title = place.title
        let paper = place.passage?.document ?? DocumentID(place.id)
        var marks: [Mark] = []
        for range in place.marks { marks.append(Mark(range: range, kind: "hit", says: "found", rank: 1)) }
        segments = Segments.cut(place.snippet, range: 0..<place.snippet.utf8.count, marks: marks)
        let hit = place.passage.map { "?hit=\($0.start)-\($0.end)#at-\($0.start)" } ?? ""
        switch place.kind {
        case .event:
            kind = "entry"
            href = "/entries/\(Fields.encode(place.id))"
            outlet = nil
            date = DateWords.say(view.event(EventID(place.id))?.date.edtf)
        case .actor:
            kind = view.actor(ActorID(place.id))?.kind.words ?? "name"
            href = "/people/\(Fields.encode(place.id))"
            outlet = nil
            date = nil
        case .paper, .quote:
            kind = place.kind == .quote ? "quote" : "paper"
            href = "/papers/\(paper.hex)\(hit)"
            outlet = view.paper(paper)?.outlet
            date = DateWords.say(view.date(of: paper).edtf)
        }
    }
}

extension Desk {
    static let searchRoutes: [Route] = [
        .page("/search") { desk, context in
            let words = context.query["q"].map { String($0.prefix(200)) }
            let found = try await aside { try words.map { try desk.source.search($0, limit: SearchPage.most) } }
            return .page(
                SearchPage(view: try await desk.view(), words: words, found: found?.places ?? [], instead: found?.instead ?? [:]))
        }
    ]
}
