import CaseModel
import EDTF

/// Which entries of the chronology are wanted: the filters of the page, of its exports and of the band.
struct Filter: Sendable {
    enum Facet: CaseIterable { case group, kind, person, paper, days, review, disputed }
    static let names = ["group", "kind", "person", "paper", "from", "to", "review", "disputed"]

    /// The values as they stand in addresses.
    private(set) var values: [String: String] = [:]
    private var group: KindGroup?
    private var kind: EventKind?
    private var person: ActorID?
    private var paper: DocumentID?
    private var days: DayWindow?
    private var review: ReviewState?
    private var disputed = false

    init(_ query: Fields) throws {
        for name in Self.names { values[name] = query[name] }
        if let text = values["group"] { group = try Self.known(KindGroup(rawValue: text), text, "group of events") }
        if let text = values["kind"] { kind = try Self.known(EventKind(rawValue: text), text, "kind of event") }
        if let text = values["review"] { review = try Self.known(ReviewState(rawValue: text), text, "state of review") }
        person = values["person"].map { ActorID($0) }
        paper = values["paper"].map { DocumentID($0) }
        disputed = values["disputed"] != nil
        let from = try values["from"].map { try Self.day($0) }
        let to = try values["to"].map { try Self.day($0) }
        if from != nil || to != nil { days = DayWindow(first: from?.first, last: to?.last) }
    }

    private static func known<Value>(_ value: Value?, _ text: String, _ what: String) throws -> Value {
        guard let value else { throw Refusal.unreadable("“\(text)” is no \(what) that this desk knows.") }
        return value
    }

    private static func day(_ text: String) throws -> DayWindow {
        guard let window = DayWindow(edtf: text) else {
            throw Refusal.unreadable("“\(text)” is no day, month or year. Write 2017-12-24, 2017-12 or 2017.")
        }
        return window
    }

    var isEmpty: Bool { values.isEmpty }
    var window: DayWindow? { days }

    /// Rejected entries are shown only to whoever asks for them.
    func takes(_ at: Int, of view: CaseView, except facet: Facet? = nil) -> Bool {
        let event = view.briefs[at]
        if facet != .review {
            if let review { if event.review != review { return false } } else if event.review == .rejected { return false }
        }
        if facet != .group, let group, event.group != group { return false }
        if facet != .kind, let kind, event.kind != kind { return false }
        if facet != .disputed, disputed, !event.disputed { return false }
        if facet != .person, let person, !event.people.contains(where: { view.record.actors[$0].id == person }) { return false }
        if facet != .paper, let paper, view.eventsOfPaper[paper]?.contains(at) != true { return false }
        if facet != .days, let days {
            guard let window = view.windows[at], window.meets(days) else { return false }
        }
        return true
    }

    /// The query of these filters with some of them changed; nil takes one away. Empty or beginning with "?".
    func query(_ changes: [String: String?] = [:]) -> String {
        var changed = values
        for (name, value) in changes { changed[name] = value }
        let pairs = changed.keys.sorted().map { "\($0)=\(Fields.encode(changed[$0]!))" }
        return pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")
    }
}

/// A filter as a link: it switches itself on, or off when it is on.
struct FacetLink: Encodable, Sendable {
    let label: String
    let href: String
    let count: Int
    let on: Bool
    /// Class of the mark before it.
    let mark: String?
}

/// The links between the parts of a long list.
struct Paging: Encodable, Sendable {
    let says: String
    let before: String?
    let after: String?

    /// - Parameter address: path and query of the list without the page's number.
    init(page: Int, size: Int, total: Int, noun: String, address: String) {
        let pages = max(1, (total + size - 1) / size)
        let join = address.contains("?") ? "&" : "?"
        let low = total == 0 ? 0 : (page - 1) * size + 1
        says = total <= size ? "\(total) \(noun)" : "\(low) to \(min(total, page * size)) of \(total) \(noun)"
        before = page > 1 ? (page == 2 ? address : "\(address)\(join)page=\(page - 1)") : nil
        after = page < pages ? "\(address)\(join)page=\(page + 1)" : nil
    }

    /// The page asked for, at least 1; past the end it is the last.
    static func number(_ query: Fields, size: Int, total: Int) -> Int {
        let pages = max(1, (total + size - 1) / size)
        return min(pages, max(1, query["page"].flatMap { Int($0) } ?? 1))
    }
}
