import CaseModel

struct NameLink: Encodable, Sendable {
    let name: String
    let role: String
    let href: String?
}

/// An entry as lists show it.
struct EntryLine: Encodable, Sendable {
    let id: String
    let href: String
    let date: String
    let edtf: String?
    let basis: String
    let headline: String
    let kind: String
    let group: String
    let modality: String?
    let people: [NameLink]
    let sources: String
    let disputed: Bool
    let review: String
    let reviewed: Bool
    let rejected: Bool

    init(_ event: Event, view: CaseView) {
        id = event.id.id
        href = "/entries/\(Fields.encode(event.id.id))"
        date = DateWords.say(event.date.edtf)
        edtf = event.date.edtf
        basis = event.date.basisWords
        headline = event.headline
        kind = event.kind.words
        group = event.kind.group.rawValue
        modality = event.modality.words
        people = event.participants.filter { $0.actor != nil }.prefix(4).map {
            NameLink(name: $0.name, role: $0.role.words, href: $0.actor.map { "/people/\(Fields.encode($0.id))" })
        }
        sources = event.independentSources == 1 ? "1 source" : "\(event.independentSources) independent sources"
        disputed = view.conflictsAbout[event.id.id] != nil
        review = event.review.words
        reviewed = event.review != .proposed
        rejected = event.review == .rejected
    }
}

struct ChronologyPage: PageModel {
    static let template = "chronology"
    static let place = "/"
    static let size = 50

    struct Year: Encodable, Sendable {
        let year: String
        let entries: [EntryLine]
    }
    struct Facet: Encodable, Sendable {
        let name: String
        let links: [FacetLink]
    }

    let title: String
    let caseEmpty: Bool
    let nothingFound: Bool
    let filtered: Bool
    let band: Band?
    let facets: [Facet]
    let from: String?
    let to: String?
    /// The other filters, for the form of days.
    let kept: [Pair]
    let years: [Year]
    let paging: Paging
    let exports: [ExportLink]
    let undated: Int
    let undatedWords: String?

    struct Pair: Encodable, Sendable { let name: String, value: String }

    init(view: CaseView, query: Fields) throws {
        let filter = try Filter(query)
        let events = view.record.events
        let entries = events.indices.filter { filter.takes($0, of: view) }
        title = "Chronology"
        caseEmpty = view.papers.isEmpty && events.isEmpty
        nothingFound = entries.isEmpty && !caseEmpty
        filtered = !filter.isEmpty
        band = Band(view: view, entries: entries, filter: filter)
        facets = Self.facets(view: view, filter: filter)
        from = filter.values["from"]
        to = filter.values["to"]
        kept = filter.values.keys.sorted().filter { $0 != "from" && $0 != "to" }.map { Pair(name: $0, value: filter.values[$0]!) }
        let page = Paging.number(query, size: Self.size, total: entries.count)
        paging = Paging(
            page: page, size: Self.size, total: entries.count, noun: entries.count == 1 ? "entry" : "entries",
            address: "/" + filter.query())
        var years: [(year: String, entries: [EntryLine])] = []
        for at in entries.dropFirst((page - 1) * Self.size).prefix(Self.size) {
            let window = view.windows[at]
            let year = (window?.first ?? window?.last).map { String($0.year) } ?? "Day unknown"
            if years.last?.year != year { years.append((year, [])) }
            years[years.count - 1].entries.append(EntryLine(events[at], view: view))
        }
        self.years = years.map { Year(year: $0.year, entries: $0.entries) }
        exports = ExportLink.all(filter.query())
        undated = view.papers.filter { view.date(of: $0.id).edtf == nil }.count
        undatedWords = undated == 0 ? nil : undated == 1 ? "One paper has no day" : "\(undated) papers have no day"
    }

    private static func facets(view: CaseView, filter: Filter) -> [Facet] {
        var groups: [KindGroup: Int] = [:]
        var states: [ReviewState: Int] = [:]
        var named = [Int](repeating: 0, count: view.record.actors.count)
        var disputed = 0
        for (at, event) in view.briefs.enumerated() {
            if filter.takes(at, of: view, except: .group) { groups[event.group, default: 0] += 1 }
            if filter.takes(at, of: view, except: .review) { states[event.review, default: 0] += 1 }
            if event.disputed, filter.takes(at, of: view, except: .disputed) { disputed += 1 }
            if filter.takes(at, of: view, except: .person) { for actor in event.people { named[actor] += 1 } }
        }
        func link(_ label: String, _ name: String, _ value: String, _ count: Int, mark: String? = nil) -> FacetLink {
            let on = filter.values[name] == value
            return FacetLink(label: label, href: "/" + filter.query([name: on ? nil : value]), count: count, on: on, mark: mark)
        }
        var facets: [Facet] = []
        let kinds = KindGroup.allCases.filter { groups[$0] != nil }.map {
            link($0.label, "group", $0.rawValue, groups[$0]!, mark: "swatch-\($0.rawValue)")
        }
        facets.append(Facet(name: "Kind", links: kinds))
        let who = named.indices.filter { named[$0] > 0 && view.record.actors[$0].kind != .place }
            .sorted { (-named[$0], $0) < (-named[$1], $1) }.prefix(8).map { at in
                link(view.record.actors[at].name, "person", view.record.actors[at].id.id, named[at])
            }
        facets.append(Facet(name: "Who", links: who))
        var review = ReviewState.allCases.filter { states[$0] != nil }.map {
            link($0.words.prefix(1).uppercased() + $0.words.dropFirst(), "review", $0.rawValue, states[$0]!)
        }
        if disputed > 0 { review.append(link("Disputed", "disputed", "yes", disputed, mark: "swatch-dispute")) }
        facets.append(Facet(name: "Standing", links: review))
        return facets.filter { !$0.links.isEmpty }
    }
}

extension Desk {
    static let chronologyRoutes: [Route] = [
        .page("/") { desk, context in .page(try ChronologyPage(view: try await desk.view(), query: context.query)) }
    ]
}
