import CaseModel

struct PaperLine: Encodable, Sendable {
    let href: String
    let heading: String
    let file: String
    let outlet: String?
    let date: String
    let basis: String
    let undated: Bool
    let language: String?
    let entries: String
    let copyOf: String?
    let copyOfHref: String?
    let copies: String?
    let problems: [String]

    init(_ card: PaperCard, view: CaseView) {
        href = "/papers/\(card.id.hex)"
        heading = card.heading
        file = card.name
        outlet = card.outlet
        let solved = view.date(of: card.id)
        date = DateWords.say(solved.edtf)
        basis = solved.basisWords
        undated = solved.edtf == nil
        language = card.language
        let count = view.eventsOfPaper[card.id]?.count ?? 0
        entries = count == 1 ? "1 entry" : "\(count) entries"
        let original = view.record.copies[card.id]
        copyOf = original.flatMap { view.paper($0)?.heading }
        copyOfHref = original.map { "/papers/\($0.hex)" }
        let repeats = view.copiesOf[card.id]?.count ?? 0
        copies = repeats == 0 ? nil : repeats == 1 ? "printed once more elsewhere" : "printed \(repeats) times more elsewhere"
        problems = card.problems
    }
}

struct PapersPage: PageModel {
    static let template = "papers"
    static let place = "/papers"
    static let size = 100

    let title: String
    let caseEmpty: Bool
    let undated: [PaperLine]
    let dated: [PaperLine]
    let hasUndated: Bool
    let hasDated: Bool
    let paging: Paging
    let exports: [ExportLink]

    /// Undated papers first: they are the ones that want a person.
    init(view: CaseView, query: Fields) {
        title = "Papers"
        caseEmpty = view.papers.isEmpty
        let keyed = view.papers.map { card -> (card: PaperCard, day: Int32?, name: String) in
            let solved = view.date(of: card.id)
            return (card, DayWindow(edtf: solved.best ?? solved.edtf).flatMap { $0.first ?? $0.last }?.number, card.name)
        }
        let sorted = keyed.sorted { a, b in
            (a.day ?? Int32.min, a.name, a.card.id) < (b.day ?? Int32.min, b.name, b.card.id)
        }
        let page = Paging.number(query, size: Self.size, total: sorted.count)
        paging = Paging(
            page: page, size: Self.size, total: sorted.count, noun: sorted.count == 1 ? "paper" : "papers", address: "/papers")
        let lines = sorted.dropFirst((page - 1) * Self.size).prefix(Self.size).map { PaperLine($0.card, view: view) }
        undated = lines.filter(\.undated)
        dated = lines.filter { !$0.undated }
        hasUndated = !undated.isEmpty
        hasDated = !dated.isEmpty
        exports = ExportLink.papers
    }
}

/// What a decision changed.
struct Move: Encodable, Sendable {
    let href: String?
    let what: String
    let before: String
    let after: String

    /// Papers, entries and people's births whose day is another than before, in the order of the case.
    static func between(_ before: CaseView, _ after: CaseView) -> [Move] {
        var moves: [Move] = []
        for dates in after.record.dates {
            let old = before.date(of: dates.document).edtf
            if old != dates.published.edtf {
                moves.append(
                    Move(
                        href: "/papers/\(dates.document.hex)", what: after.paper(dates.document)?.heading ?? dates.document.hex,
                        before: DateWords.say(old), after: DateWords.say(dates.published.edtf)))
            }
        }
        for event in after.record.events {
            guard let old = before.event(event.id) ?? before.twin(of: event), old.date.edtf != event.date.edtf else { continue }
            moves.append(
                Move(
                    href: "/entries/\(Fields.encode(event.id.id))", what: event.headline, before: DateWords.say(old.date.edtf),
                    after: DateWords.say(event.date.edtf)))
        }
        for actor in after.record.actors {
            guard let old = before.actor(actor.id), old.born != actor.born else { continue }
            moves.append(
                Move(
                    href: "/people/\(Fields.encode(actor.id.id))", what: "Birth of \(actor.name)",
                    before: DateWords.say(old.born),
                    after: DateWords.say(actor.born)))
        }
        return moves
    }
}

extension CaseView {
    /// The event that has the same first sentence and kind.
    func twin(of event: Event) -> Event? {
        guard let passage = event.evidence.first?.passage else { return nil }
        return (eventsOfPaper[passage.document] ?? []).map { record.events[$0] }.first { other in
            other.kind == event.kind && other.evidence.contains { $0.passage == passage }
        }
    }
}
