import CaseModel

struct PeoplePage: PageModel {
    static let template = "people"
    static let place = "/people"
    static let size = 100
    struct Line: Encodable, Sendable {
        let href: String
        let name: String
        let kind: String
        let role: String?
        let aliases: String?
        let entries: String
    }
    let title: String
    let caseEmpty: Bool
    let kinds: [FacetLink]
    let people: [Line]
    let paging: Paging
    let exports: [ExportLink]

    init(view: CaseView, query: Fields) throws {
        title = "People"
        let wanted = try Self.kind(query)
        exports = ExportLink.people(kind: wanted)
        caseEmpty = view.record.actors.isEmpty
        kinds = CaseActor.Kind.allCases.compactMap { kind in
            let count = view.record.actors.filter { $0.kind == kind }.count
            guard count > 0 else { return nil }
            let plural = ["person": "People", "organisation": "Organisations", "place": "Places", "authority": "Authorities"]
            return FacetLink(
                label: plural[kind.rawValue]!, href: wanted == kind ? "/people" : "/people?kind=\(kind.rawValue)", count: count,
                on: wanted == kind, mark: nil)
        }
        func weight(_ actor: CaseActor) -> Int { view.eventsOfActor[actor.id]?.count ?? 0 }
        let actors = view.record.actors.filter { wanted == nil ? $0.kind != .place : $0.kind == wanted }
            .sorted { (-weight($0), $0.name, $0.id) < (-weight($1), $1.name, $1.id) }
        let page = Paging.number(query, size: Self.size, total: actors.count)
        paging = Paging(
            page: page, size: Self.size, total: actors.count, noun: "names",
            address: "/people" + (wanted.map { "?kind=\($0.rawValue)" } ?? ""))
        people = actors.dropFirst((page - 1) * Self.size).prefix(Self.size).map { actor in
            let others = actor.aliases.filter { $0 != actor.name }
            let count = weight(actor)
            return Line(
                href: "/people/\(Fields.encode(actor.id.id))", name: actor.name, kind: actor.kind.words,
                role: actor.roles.first?.role,
                aliases: others.isEmpty ? nil : others.prefix(5).joined(separator: ", "),
                entries: count == 1 ? "1 entry" : "\(count) entries")
        }
    }
}

extension PeoplePage {
    static func kind(_ query: Fields) throws -> CaseActor.Kind? {
        try query["kind"].map { text in
            guard let kind = CaseActor.Kind(rawValue: text) else {
                throw Refusal.unreadable("“\(text)” is no kind of person, body or place.")
            }
            return kind
        }
    }
}

struct PersonPage: PageModel {
    static let template = "person"
    static let place = "/people"
    static let mostPlaces = 40
    struct RoleLine: Encodable, Sendable { let role: String, when: String? }
    struct AliasLine: Encodable, Sendable { let name: String, count: String, first: Int? }
    struct Other: Encodable, Sendable { let id: String, name: String }

    let title: String
    let id: String
    let name: String
    let kind: String
    let isPerson: Bool
    let born: String?
    let country: String?
    let roles: [RoleLine]
    let aliases: [AliasLine]
    let severalNames: Bool
    let entries: [EntryLine]
    let entriesHref: String
    let allEntries: String
    let quotesHref: String?
    let statusHref: String?
    let mentions: [EvidenceView]
    let mentionWords: String
    let conflicts: [ConflictView]
    let others: [Other]
    let action: String
    let exports: [ExportLink]

    init(actor: CaseActor, view: CaseView, documents: [DocumentID: Document]) {
        title = actor.name
        id = actor.id.id
        name = actor.name
        kind = actor.kind.words
        isPerson = actor.kind == .person
        born = actor.born.map { Self.say(born: $0) }
        country = actor.country
        roles = actor.roles.map { RoleLine(role: $0.role, when: $0.edtf.map { DateWords.say($0) }) }
        // Which mention says which name: what a split takes away must be words of the papers.
        var counts: [String: (count: Int, first: Int)] = [:]
        for (at, passage) in actor.mentions.enumerated() {
            guard let document = documents[passage.document] else { continue }
            let words = Segments.words(passage.range, of: document.text)
            counts[words, default: (0, at)].count += 1
        }
        aliases = actor.aliases.map { alias in
            let found = counts[alias]
            return AliasLine(
                name: alias, count: found.map { $0.count == 1 ? "once" : "\($0.count) times" } ?? "", first: found?.first)
        }
        severalNames = aliases.filter { $0.first != nil }.count > 1
        let own = view.eventsOfActor[actor.id] ?? []
        entries = own.prefix(20).map { EntryLine(view.record.events[$0], view: view) }
        entriesHref = "/?person=\(Fields.encode(actor.id.id))"
        allEntries = own.count == 1 ? "The one entry" : "All \(own.count) entries"
        let quotes = view.quotesOfActor[actor.id]?.count ?? 0
        quotesHref = quotes > 0 ? "/quotes?speaker=\(Fields.encode(actor.id.id))" : nil
        statusHref = actor.kind == .person ? "/status?person=\(Fields.encode(actor.id.id))" : nil
        let places = Self.places(actor.mentions, documents: documents)
        mentions = places.prefix(Self.mostPlaces).compactMap {
            EvidenceView(passage: $0.first, also: $0.others, view: view, documents: documents)
        }
        mentionWords =
            places.count > Self.mostPlaces ? "The first \(Self.mostPlaces) of \(places.count) places" : "Every place"
        conflicts = (view.conflictsAbout[actor.id.id] ?? []).map {
            ConflictView(view.record.conflicts[$0], view: view, documents: documents)
        }
        others = view.record.actors.filter { $0.id != actor.id && $0.kind == actor.kind }.map {
            Other(id: $0.id.id, name: $0.name)
        }
        .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
        action = "/people/\(Fields.encode(actor.id.id))"
        exports = ExportLink.all("?person=\(Fields.encode(actor.id.id))")
    }

    /// "between 18 May and 13 September 1941": a birth has one day, whatever its bounds.
    private static func say(born edtf: String) -> String {
        edtf.contains("/") ? DateWords.say("[\(edtf.replacing("/", with: ".."))]") : DateWords.say(edtf)
    }

    /// Mentions that stand in one sentence or paragraph are one place to read.
    private static func places(_ mentions: [Passage], documents: [DocumentID: Document]) -> [(
        first: Passage, others: [Range<Int>]
    )] {
        var places: [(first: Passage, around: Range<Int>, others: [Range<Int>])] = []
        for passage in mentions.sorted() {
            guard let text = documents[passage.document]?.text else { continue }
            if let last = places.last, last.first.document == passage.document,
                passage.start < last.around.upperBound, passage.end <= last.around.upperBound
            {
                places[places.count - 1].others.append(passage.range)
            } else {
                places.append((passage, Segments.surroundings(of: passage.range, in: text), []))
            }
        }
        return places.map { ($0.first, $0.others) }
    }
}

extension Desk {
    private func actor(_ context: DeskContext) async throws -> (CaseActor, CaseView) {
        let view = try await view()
        guard let actor = view.actor(ActorID(context.part("id"))) else {
            throw Refusal.missing("Nobody in this case has that number now. Look for the name among the people.")
        }
        return (actor, view)
    }

    static let peopleRoutes: [Route] = [
        .page("/people") { desk, context in .page(try PeoplePage(view: try await desk.view(), query: context.query)) },
        .page("/people/{id}") { desk, context in
            let (actor, view) = try await desk.actor(context)
            let conflicts = (view.conflictsAbout[actor.id.id] ?? []).map { view.record.conflicts[$0] }
            let passages = actor.mentions + conflicts.flatMap { $0.sides.flatMap(\.evidence) }
            return .page(PersonPage(actor: actor, view: view, documents: try await desk.documents(passages.map(\.document))))
        },
        .action("/people/{id}/merge") { desk, context in
            let (actor, view) = try await desk.actor(context)
            guard let other = context.form["other"].flatMap({ view.actor(ActorID($0)) }), other.id != actor.id else {
                throw Refusal.unreadable("Choose somebody else of this case.")
            }
            let done = try await desk.decide(.sameActor(actor.key, other.key), why: context.form["why"])
            return .moved("/people", said: done.said("same"))
        },
        .action("/people/{id}/split") { desk, context in
            let (actor, _) = try await desk.actor(context)
            guard let at = context.form["mention"].flatMap({ Int($0) }), actor.mentions.indices.contains(at) else {
                throw Refusal.unreadable("Choose the name that is somebody else.")
            }
            let document = try await desk.document(actor.mentions[at].document)
            let words = Segments.words(actor.mentions[at].range, of: document.text)
            let documents = try await desk.documents(actor.mentions.map(\.document))
            var taken: [Passage] = []
            var kept: [Passage] = []
            for passage in actor.mentions {
                let same = documents[passage.document].map { Segments.words(passage.range, of: $0.text) == words } ?? false
                if same { taken.append(passage) } else { kept.append(passage) }
            }
            guard !kept.isEmpty else { throw Refusal.unreadable("There is only that one name: nothing would be left.") }
            let done = try await desk.decide(
                .notSameActor(.init(passages: kept, name: actor.name), .init(passages: taken, name: words)),
                why: context.form["why"])
            return .moved("/people", said: done.said("different"))
        },
    ]
}
