import CaseModel

/// One entry after another, with everything a person needs to decide.
struct ReviewPage: PageModel {
    static let template = "review"
    static let place = "/review"
    let title: String
    let caseEmpty: Bool
    let allDone: Bool
    let entry: EntryPage?
    let done: Int
    let total: Int
    /// For the progress bar, which is no number for the eye alone.
    let progress: String
    let before: String?
    let after: String?
    /// Where a decision leads: the next entry that waits.
    let next: String
    let undo: String?
    /// Decisions that no longer fit anything, with the reason.
    let unfit: [HistoryLine]
    let hasUnfit: Bool

    /// The entries in review: those proposed, and the one that is looked at.
    init(view: CaseView, at id: String?, documents: [DocumentID: Document]) {
        let queue = Self.queue(view)
        let current = Self.current(view, at: id)
        title = "Review"
        total = view.record.events.count
        done = total - queue.count
        caseEmpty = total == 0
        allDone = total > 0 && current == nil
        progress = "\(done) of \(total) reviewed"
        entry = current.map { EntryPage(event: view.record.events[$0], view: view, documents: documents) }
        func address(_ at: Int) -> String { "/review?at=\(Fields.encode(view.record.events[at].id.id))" }
        before = current.flatMap { at in queue.last { $0 < at } }.map(address)
        after = current.flatMap { at in queue.first { $0 > at } }.map(address)
        next = after ?? "/review"
        undo = view.undoable?.action.words
        unfit = HistoryLine.all(view.decisions.filter { view.record.unfitDecisions[$0.hash] != nil }, view: view)
        hasUnfit = !unfit.isEmpty
    }

    static func queue(_ view: CaseView) -> [Int] {
        view.record.events.indices.filter { view.record.events[$0].review == .proposed }
    }

    /// The entry asked for, though reviewed already; else the first that waits.
    static func current(_ view: CaseView, at id: String?) -> Int? {
        id.flatMap { view.eventAt[EventID($0)] } ?? queue(view).first
    }
}

extension Desk {
    static let reviewRoutes: [Route] = [
        .page("/review") { desk, context in
            let view = try await desk.view()
            let at = context.query["at"]
            var papers: [DocumentID] = []
            if let current = ReviewPage.current(view, at: at) {
                let event = view.record.events[current]
                papers = event.evidence.map(\.passage.document)
                for conflict in view.conflictsAbout[event.id.id] ?? [] {
                    papers += view.record.conflicts[conflict].sides.flatMap { $0.evidence.map(\.document) }
                }
            }
            return .page(ReviewPage(view: view, at: at, documents: try await desk.documents(papers)))
        },
        .action("/review/undo") { desk, context in
            let view = try await desk.view()
            let wanted = context.form["decision"]
            guard let last = view.standing.first(where: { wanted == nil || $0.hash == wanted }) else {
                return .moved(context.back(to: "/review"), said: "nothing")
            }
            let done = try await desk.decide(.undo(last.hash), why: nil)
            // Back to what was just given back, so that it can be decided anew.
            let event = last.action.eventKeys.first.flatMap { key in
                done.after.record.events.first { event in
                    event.evidence.contains { evidence in key.passages.contains { $0.overlaps(evidence.passage) } }
                }
            }
            let place =
                wanted != nil
                ? context.back(to: "/review")
                : event.map { "/review?at=\(Fields.encode($0.id.id))" } ?? context.back(to: "/review")
            return .moved(place, said: done.said("undone"))
        },
    ]
}
