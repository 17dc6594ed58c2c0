import CaseModel

/// One paper: its clean text with everything marked, and what is known of its day.
struct PaperPage: PageModel {
    static let template = "paper"
    static let place = "/papers"
    struct Piece: Encodable, Sendable {
        let heading: Bool
        let subheading: Bool
        let item: Bool
        let quotation: Bool
        let plain: Bool
        let segments: [Segment]
    }
    struct DayLine: Encodable, Sendable { let role: String, date: String, words: String, source: String }

    let title: String
    let paper: PaperLine
    let id: String
    let authors: String?
    let address: String?
    let reasons: [ReasonLine]
    let days: [DayLine]
    let hasDays: Bool
    let best: String?
    let pieces: [Piece]
    let captions: [String]
    /// The bytes as they came, where both are wanted side by side.
    let original: String?
    let besideHref: String
    let entries: [EventLink]
    let conflicts: [ConflictView]
    let moved: Bool
    let moves: [Move]
    let nothingMoved: Bool
    let action: String
    let originalHref: String
    let exports: [ExportLink]

    init(
        document: Document, view: CaseView, documents: [DocumentID: Document], times: [TimeWords], moves: [Move]?,
        hit: Range<Int>?,
        original: [UInt8]?
    ) {
        let card = view.paper(document.id) ?? PaperCard(document)
        let solved = view.date(of: document.id)
        title = card.heading
        paper = PaperLine(card, view: view)
        id = document.id.hex
        authors = document.authors.isEmpty ? nil : document.authors.joined(separator: ", ")
        // Only what a browser may follow safely becomes a link.
        address = document.canonicalURL.flatMap { $0.hasPrefix("https://") || $0.hasPrefix("http://") ? $0 : nil }
        reasons = solved.why.map { ReasonLine(words: $0) }
        days = document.days.map {
            DayLine(role: $0.role.rawValue, date: DateWords.say($0.edtf), words: $0.words, source: Self.say($0.source))
        }
        hasDays = !days.isEmpty
        best = solved.best == solved.edtf ? nil : solved.best.map { DateWords.say($0) }
        var marks = Self.marks(of: document, view: view)
        marks += times.map { Mark(range: $0.range, kind: "date", says: $0.value, rank: 3) }
        self.original = original.map { String(decoding: $0.prefix(OriginalPage.most), as: UTF8.self) }
        besideHref = original == nil ? "/papers/\(document.id.hex)?beside=yes" : "/papers/\(document.id.hex)"
        if let hit { marks.append(Mark(range: hit, kind: "hit", says: "found", rank: 0)) }
        pieces = Self.blocks(of: document).map { range, kind in
            Piece(
                heading: kind == .heading, subheading: kind == .subheading, item: kind == .listItem,
                quotation: kind == .quotation,
                plain: ![.heading, .subheading, .listItem, .quotation].contains(kind),
                segments: Segments.cut(
                    document.text, range: range, marks: marks.filter { $0.range.overlaps(range) }, anchored: true))
        }
        captions = document.captions
        entries = (view.eventsOfPaper[document.id] ?? []).map { EventLink(view.record.events[$0]) }
        conflicts = (view.conflictsAbout[document.id.hex] ?? []).map {
            ConflictView(view.record.conflicts[$0], view: view, documents: documents)
        }
        moved = moves != nil
        self.moves = moves ?? []
        nothingMoved = moves?.isEmpty ?? false
        action = "/papers/\(document.id.hex)"
        originalHref = "/papers/\(document.id.hex)/original"
        exports = ExportLink.all("?paper=\(document.id.hex)")
    }

    /// Blocks that stand in the text, in order; paragraphs by blank lines where the paper has none.
    private static func blocks(of document: Document) -> [(Range<Int>, Block.Kind)] {
        let known = document.blocks.compactMap { block in block.range.map { ($0, block.kind) } }
        if !known.isEmpty { return known }
        let bytes = Array(document.text.utf8)
        var ranges: [(Range<Int>, Block.Kind)] = []
        var start = 0
        var at = 0
        while at < bytes.count {
            if bytes[at] == 10, at + 1 < bytes.count, bytes[at + 1] == 10 {
                if at > start { ranges.append((start..<at, .paragraph)) }
                while at < bytes.count, bytes[at] == 10 { at += 1 }
                start = at
            } else {
                at += 1
            }
        }
        if start < bytes.count { ranges.append((start..<bytes.count, .paragraph)) }
        return ranges
    }

    private static func marks(of document: Document, view: CaseView) -> [Mark] {
        var marks: [Mark] = []
        for at in view.eventsOfPaper[document.id] ?? [] {
            let event = view.record.events[at]
            for evidence in event.evidence where evidence.passage.document == document.id {
                marks.append(
                    Mark(
                        range: evidence.trigger ?? evidence.passage.range, kind: "event",
                        href: "/entries/\(Fields.encode(event.id.id))",
                        says: "\(event.kind.words), \(DateWords.say(event.date.edtf))", rank: 1))
                marks.append(Mark(range: evidence.passage.range, kind: "evidence", says: "tells of: \(event.headline)", rank: 8))
            }
        }
        for (at, passage) in view.mentionsOfPaper[document.id] ?? [] {
            let actor = view.record.actors[at]
            marks.append(
                Mark(range: passage.range, kind: "name", href: "/people/\(Fields.encode(actor.id.id))", says: actor.name, rank: 2)
            )
        }
        for candidate in document.days {
            if let range = candidate.range {
                marks.append(Mark(range: range, kind: "date", href: nil, says: DateWords.say(candidate.edtf), rank: 3))
            }
        }
        for at in view.quotesOfPaper[document.id] ?? [] {
            let quote = view.record.quotes[at]
            marks.append(
                Mark(
                    range: quote.passage.range, kind: "quote", href: nil, says: "said by \(quote.name ?? "somebody unknown")",
                    rank: 4))
        }
        return marks
    }

    private static func say(_ source: DayCandidate.Source) -> String {
        switch source {
        case .jsonLD: "the page's structured data"
        case .meta: "the page's head"
        case .timeElement: "a time element of the page"
        case .dateline: "the dateline"
        case .byline: "the byline"
        case .url: "the address"
        case .fileName: "the file's name"
        case .text: "the text"
        case .header: "the message's header"
        case .archive: "the archive's capture"
        case .feed: "the feed"
        }
    }
}

/// The bytes as they came, as text: controls and broken bytes replaced, cut at a length that a browser bears.
struct OriginalPage: PageModel {
    static let template = "original"
    static let place = "/papers"
    static let most = 400_000
    let title: String
    let href: String
    let file: String
    let size: String
    let text: String
    let isCut: Bool

    init(card: PaperCard, bytes: [UInt8]) {
        title = "\(card.heading): as it came"
        href = "/papers/\(card.id.hex)"
        file = card.name
        size = bytes.count < 10_000 ? "\(bytes.count) bytes" : "\(bytes.count / 1000) kB"
        isCut = bytes.count > Self.most
        text = String(decoding: bytes.prefix(Self.most), as: UTF8.self)
    }
}

extension Desk {
    private func paper(_ context: DeskContext) async throws -> (Document, CaseView) {
        (try await document(DocumentID(context.part("id"))), try await view())
    }

    static let paperRoutes: [Route] = [
        .page("/papers") { desk, context in .page(PapersPage(view: try await desk.view(), query: context.query)) },
        .page("/papers/{id}") { desk, context in
            let (document, view) = try await desk.paper(context)
            let sides = (view.conflictsAbout[document.id.hex] ?? []).flatMap { view.record.conflicts[$0].sides }
            var documents = try await desk.documents(sides.flatMap { $0.evidence.map(\.document) })
            documents[document.id] = document
            let moves = context.query["moved"] == nil ? nil : desk.moves.withLock { $0.last { $0.paper == document.id }?.moves }
            let id = document.id
            let original = context.query["beside"] == nil ? nil : try await aside { try desk.source.original(id) }
            return .page(
                PaperPage(
                    document: document, view: view, documents: documents, times: try await aside { try desk.source.times(id) },
                    moves: moves,
                    hit: context.range("hit"), original: original))
        },
        .page("/papers/{id}/original") { desk, context in
            let id = DocumentID(context.part("id"))
            guard let card = try await desk.view().paper(id), let bytes = try await aside({ try desk.source.original(id) }) else {
                throw Refusal.missing("No paper of this case has that number.")
            }
            return .page(OriginalPage(card: card, bytes: bytes))
        },
        .action("/papers/{id}/date") { desk, context in
            let (document, _) = try await desk.paper(context)
            let done = try await desk.decide(
                .dateDocument(document.id, edtf: try context.edtf("edtf")), why: context.form["why"])
            let moves = Move.between(done.before, done.after)
            desk.moves.withLock { kept in
                kept.removeAll { $0.paper == document.id }
                kept.append((document.id, moves))
                if kept.count > 16 { kept.removeFirst() }
            }
            if done.waits { return .moved("/papers/\(document.id.hex)", said: "waiting") }
            return .moved("/papers/\(document.id.hex)?moved=yes#moved", said: "dated")
        },
        .action("/papers/{id}/ignore") { desk, context in
            let (document, _) = try await desk.paper(context)
            let done = try await desk.decide(.ignoreDocument(document.id), why: context.form["why"])
            return .moved("/papers", said: done.said("ignored"))
        },
    ]
}

extension DeskContext {
    /// "12-40" as byte offsets.
    func range(_ name: String) -> Range<Int>? {
        guard let parts = query[name]?.split(separator: "-").map({ Int($0) }), parts.count == 2, let low = parts[0],
            let high = parts[1],
            low >= 0, high > low
        else { return nil }
        return low..<high
    }
}
