import CaseModel
import EDTF

/// One sentence of a paper, in its context.
struct EvidenceView: Encodable, Sendable {
    let paper: String
    let paperHref: String
    let outlet: String?
    let paperDate: String
    let paperBasis: String
    let copyOf: String?
    /// What this paper alone says of the day.
    let saysDate: String?
    let modality: String?
    let segments: [Segment]
    let start: Int
    let end: Int
    /// Index in the event's evidence, for splitting.
    let number: Int
}

struct ReasonLine: Encodable, Sendable { let words: String }

struct EventLink: Encodable, Sendable {
    let href: String
    let date: String
    let headline: String
    let kind: String
    let how: String?

    init(_ event: Event, how: String? = nil) {
        href = "/entries/\(Fields.encode(event.id.id))"
        date = DateWords.say(event.date.edtf)
        headline = event.headline
        kind = event.kind.words
        self.how = how
    }
}

struct HistoryLine: Encodable, Sendable {
    let when: String
    let who: String
    let words: String
    let why: String?
    let takenBack: Bool
    /// For taking it back; nil once it is.
    let undo: String?
}

struct SideView: Encodable, Sendable {
    let value: String
    let sources: String
    /// The day of the first paper that says it.
    let since: String?
    let passages: [EvidenceView]
}

/// Who said what since when: one row a side, its papers as dots on their days.
struct SidesInTime: Encodable, Sendable {
    struct Row: Encodable, Sendable { let value: String, y: Int, textY: Int, dots: [String], says: String }
    let height: Int
    let from: String
    let to: String
    let says: String
    let rows: [Row]

    /// - Parameter sides: value and the days of its papers, each once, in order.
    /// - Returns: nil where no two papers have different days.
    init?(_ sides: [(value: String, days: [Day])]) {
        let all = sides.flatMap(\.days)
        guard let low = all.min(), let high = all.max(), low < high else { return nil }
        let span = Double(high - low)
        height = sides.count * 34 + 22
        from = DateWords.say(low.iso)
        to = DateWords.say(high.iso)
        rows = sides.enumerated().map { at, side in
            Row(
                value: side.value, y: at * 34 + 24, textY: at * 34 + 13,
                dots: side.days.map { Band.percent(1 + Double($0 - low) / span * 98) },
                says: side.days.isEmpty
                    ? "\(side.value): in papers without a day"
                    : "\(side.value): " + side.days.map { DateWords.say($0.iso) }.joined(separator: ", "))
        }
        says = rows.map(\.says).joined(separator: "; ") + "."
    }
}

struct ConflictView: Encodable, Sendable {
    let about: String
    let href: String?
    let field: String
    let sides: [SideView]
    let inTime: SidesInTime?
}

struct EntryPage: PageModel {
    static let template = "entry"
    static let place = "/"
    struct FigureLine: Encodable, Sendable { let words: String }
    struct Choice: Encodable, Sendable { let value: String, label: String, chosen: Bool }

    let title: String
    let entry: EntryLine
    let id: String
    let weekday: String?
    let notation: String?
    let best: String?
    let reasons: [ReasonLine]
    let participants: [NameLink]
    let figures: [FigureLine]
    let legal: [ReasonLine]
    let evidence: [EvidenceView]
    let severalSentences: Bool
    let note: String?
    let targets: [EventLink]
    let strikers: [EventLink]
    let conflicts: [ConflictView]
    let history: [HistoryLine]
    let kinds: [Choice]
    let roles: [Choice]
    let neighbours: [EventLink]
    /// Whether it is an act of law, whose reach and target can be corrected.
    let isAct: Bool
    let modes: [Choice]
    let possibleTargets: [Choice]
    let action: String

    init(event: Event, view: CaseView, documents: [DocumentID: Document]) {
        title = event.headline
        entry = EntryLine(event, view: view)
        id = event.id.id
        weekday = DateWords.weekday(event.date.edtf)
        notation = event.date.notation
        best = event.date.best == event.date.edtf ? nil : event.date.best.map { DateWords.say($0) }
        reasons = event.date.why.map { ReasonLine(words: $0) }
        participants = event.participants.map {
            NameLink(name: $0.name, role: $0.role.words, href: $0.actor.map { "/people/\(Fields.encode($0.id))" })
        }
        figures = event.figures.map { FigureLine(words: Self.say($0)) }
        legal = Self.say(event.legal)
        evidence = event.evidence.enumerated().compactMap { at, evidence in
            EvidenceView(evidence, number: at, view: view, documents: documents)
        }
        severalSentences = event.evidence.count > 1
        note = event.note
        targets = event.targets.compactMap { view.event($0) }.map { EventLink($0) }
        strikers = (view.strikers[event.id] ?? []).map { at in
            let striker = view.record.events[at]
            return EventLink(striker, how: striker.legal?.mode?.rawValue)
        }
        conflicts = (view.conflictsAbout[event.id.id] ?? []).map {
            ConflictView(view.record.conflicts[$0], view: view, documents: documents)
        }
        history = HistoryLine.all(view.history(of: event), view: view)
        kinds = EventKind.allCases.map { Choice(value: $0.rawValue, label: $0.words, chosen: $0 == event.kind) }
        roles = ParticipantRole.allCases.map { Choice(value: $0.rawValue, label: $0.words, chosen: false) }
        neighbours = Self.likely(of: event, in: view)
        isAct = [.rulings, .clemency].contains(event.kind.group)
        let mode = event.legal?.mode
        modes =
            [Choice(value: "open", label: "as the legal order has it", chosen: mode == nil)]
            + [
                (LegalTraits.Mode.exTunc, "from the start (ex tunc)"), (.exNunc, "from its day on (ex nunc)"),
                (.suspend, "for a time"),
            ].map { Choice(value: $0.0.rawValue, label: $0.1, chosen: mode == $0.0) }
        possibleTargets = isAct ? Self.earlier(than: event, in: view) : []
        action = "/entries/\(Fields.encode(event.id.id))"
    }

    /// Entries that could be the same: the same kind with a participant in common, the nearest in time first.
    private static func likely(of event: Event, in view: CaseView) -> [EventLink] {
        let named = Set(event.participants.compactMap(\.actor))
        guard let own = view.eventAt[event.id] else { return [] }
        let others = named.flatMap { view.eventsOfActor[$0] ?? [] }.filter { at in
            at != own && view.record.events[at].kind == event.kind && view.record.events[at].review != .rejected
        }
        return Set(others).sorted { (abs($0 - own), $0) < (abs($1 - own), $1) }.prefix(6).map { at in
            EventLink(view.record.events[at], how: view.record.events[at].id.id)
        }
    }

    /// Acts and custody of the same people, told or dated before: what a decision could act on.
    private static func earlier(than event: Event, in view: CaseView) -> [Choice] {
        guard let own = view.eventAt[event.id] else { return [] }
        let people = Set(event.participants.compactMap(\.actor))
        return view.record.events.indices.filter { at in
            let other = view.record.events[at]
            return at != own && other.review != .rejected
                && (at < own || view.windows[at] == nil || event.targets.contains(other.id))
                && [.rulings, .clemency, .custody].contains(other.kind.group)
                && (event.targets.contains(other.id) || other.participants.contains { $0.actor.map(people.contains) ?? false })
        }.suffix(60).map { at in
            let other = view.record.events[at]
            return Choice(
                value: other.id.id, label: "\(DateWords.say(other.date.edtf)): \(other.headline)",
                chosen: event.targets.contains(other.id))
        }
    }

    static func say(_ figure: Figure) -> String {
        func number(_ value: Double) -> String {
            value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
        }
        let amount =
            figure.high.map { $0 == figure.value ? number(figure.value) : "\(number(figure.value)) to \(number($0))" }
            ?? number(figure.value)
        let unit = figure.value == 1 && (figure.high ?? 1) == 1 ? figure.unit : several(figure.unit)
        return "\(figure.what.replacing("-", with: " ")): \(amount) \(unit)"
    }

    /// More than one of a unit: "years", "people"; what is no English noun of counting stays.
    private static func several(_ unit: String) -> String {
        switch unit {
        case "person": "people"
        case "percent", "": unit
        default: unit.hasSuffix("s") ? unit : unit + "s"
        }
    }

    private static func say(_ legal: LegalTraits?) -> [ReasonLine] {
        guard let legal else { return [] }
        var lines: [String] = []
        switch legal.mode {
        case .exTunc: lines.append("Reaches back: void from the start (ex tunc)")
        case .exNunc: lines.append("Works from its day on (ex nunc)")
        case .suspend: lines.append("Suspends for a time")
        case nil: break
        }
        if !legal.components.isEmpty { lines.append("Touches: \(legal.components.joined(separator: ", "))") }
        if let effective = legal.effective { lines.append("In effect from \(DateWords.say(effective))") }
        if let until = legal.until { lines.append("Until \(DateWords.say(until))") }
        if let binding = legal.binding { lines.append(binding ? "Binding" : "Not binding") }
        if let content = legal.content { lines.append("To do: \(content)") }
        return lines.map { ReasonLine(words: $0) }
    }
}

extension EvidenceView {
    init?(_ evidence: Evidence, number: Int, view: CaseView, documents: [DocumentID: Document]) {
        self.init(
            passage: evidence.passage, trigger: evidence.trigger, number: number,
            modality: evidence.modality.words, says: evidence.date.map { DateWords.say($0) }, view: view, documents: documents)
    }

    init?(
        passage: Passage, trigger: Range<Int>? = nil, also: [Range<Int>] = [], number: Int = 0, modality: String? = nil,
        says: String? = nil, view: CaseView, documents: [DocumentID: Document]
    ) {
        guard let document = documents[passage.document], let card = view.paper(passage.document) else { return nil }
        var marks = ([passage.range] + also).map { Mark(range: $0, kind: "evidence", rank: 2) }
        if let trigger { marks.append(Mark(range: trigger, kind: "trigger", rank: 1)) }
        let date = view.date(of: passage.document)
        paper = card.heading
        paperHref = "/papers/\(passage.document.hex)#at-\(passage.start)"
        outlet = card.outlet
        paperDate = DateWords.say(date.edtf)
        paperBasis = date.basisWords
        copyOf = view.record.copies[passage.document].flatMap { view.paper($0)?.heading }
        saysDate = says
        self.modality = modality
        segments = Segments.cut(
            document.text, range: Segments.surroundings(of: passage.range, in: document.text), marks: marks)
        start = passage.start
        end = passage.end
        self.number = number
    }
}

extension ConflictView {
    init(_ conflict: Conflict, view: CaseView, documents: [DocumentID: Document]) {
        if let event = view.event(EventID(conflict.about)) {
            about = event.headline
            href = "/entries/\(Fields.encode(conflict.about))"
        } else if let actor = view.actor(ActorID(conflict.about)) {
            about = actor.name
            href = "/people/\(Fields.encode(conflict.about))"
        } else if let paper = view.paper(DocumentID(conflict.about)) {
            about = paper.heading
            href = "/papers/\(conflict.about)"
        } else {
            about = conflict.about
            href = nil
        }
        switch conflict.field {
        case .date: field = "the day"
        case .figure: field = "the number"
        case .participant: field = "who it was"
        case .identity: field = "whether they are the same"
        }
        func value(_ side: Conflict.Side) -> String { conflict.field == .date ? DateWords.say(side.value) : side.value }
        func day(_ passage: Passage) -> Day? {
            let date = view.date(of: passage.document)
            return DayWindow(edtf: date.best ?? date.edtf).flatMap { $0.first ?? $0.last }
        }
        var days: [(value: String, days: [Day])] = []
        sides = conflict.sides.map { side in
            let told = Set(side.evidence.compactMap(day)).sorted()
            days.append((value(side), told))
            let inOrder = side.evidence.map { (passage: $0, day: day($0)?.number ?? Int32.max) }
                .sorted { ($0.day, $0.passage) < ($1.day, $1.passage) }
            return SideView(
                value: value(side),
                sources: side.independentSources == 1 ? "1 source" : "\(side.independentSources) independent sources",
                since: told.first.map { DateWords.say($0.iso) },
                passages: inOrder.compactMap { EvidenceView(passage: $0.passage, view: view, documents: documents) })
        }
        inTime = SidesInTime(days)
    }
}

extension HistoryLine {
    static func all(_ decisions: [Decision], view: CaseView) -> [HistoryLine] {
        let standing = Set(view.standing.map(\.hash))
        return decisions.map { decision in
            let stands = standing.contains(decision.hash)
            let unfit = view.record.unfitDecisions[decision.hash].map { "No longer fits anything: \($0)" }
            let notes = [decision.why, unfit].compactMap { $0 }
            return HistoryLine(
                when: decision.when.replacing("T", with: " ").replacing("Z", with: " UTC"), who: decision.who,
                words: decision.action.words,
                why: notes.isEmpty ? nil : notes.joined(separator: ". "), takenBack: !stands, undo: stands ? decision.hash : nil)
        }
    }
}

extension Desk {
    /// The papers that the passages stand in.
    func documents(_ ids: some Sequence<DocumentID>) async throws -> [DocumentID: Document] {
        let wanted = Set(ids)
        return try await aside {
            var found: [DocumentID: Document] = [:]
            for id in wanted { found[id] = try self.source.document(id) }
            return found
        }
    }

    private func event(_ context: DeskContext) async throws -> (Event, CaseView) {
        let view = try await view()
        guard let event = view.event(EventID(context.part("id"))) else {
            throw Refusal.missing(
                "No entry has that number now. It may have been merged with another since: look for it in the chronology.")
        }
        return (event, view)
    }

    /// An action on one entry: decides, and goes back to where the form stood, or to the entry as it is now.
    private static func act(
        _ path: String, said: String, _ action: @escaping @Sendable (Event, CaseView, DeskContext) throws -> Decision.Action
    ) -> Route {
        .action("/entries/{id}/\(path)") { desk, context in
            let (event, view) = try await desk.event(context)
            let done = try await desk.decide(try action(event, view, context), why: context.form["why"])
            return .moved(context.back(to: done.after.address(of: event)), said: done.said(said))
        }
    }

    static let entryRoutes: [Route] = [
        .page("/entries/{id}") { desk, context in
            let (event, view) = try await desk.event(context)
            let conflicts = (view.conflictsAbout[event.id.id] ?? []).map { view.record.conflicts[$0] }
            let passages = event.evidence.map(\.passage) + conflicts.flatMap { $0.sides.flatMap(\.evidence) }
            return .page(EntryPage(event: event, view: view, documents: try await desk.documents(passages.map(\.document))))
        },
        act("accept", said: "accepted") { event, _, _ in .accept(event.key) },
        act("reject", said: "rejected") { event, _, _ in .reject(event.key) },
        act("reopen", said: "reopened") { event, _, _ in .reopen(event.key) },
        act("date", said: "corrected") { event, _, context in .correctDate(event.key, edtf: try context.edtf("edtf")) },
        act("kind", said: "corrected") { event, _, context in
            guard let kind = context.form["kind"].flatMap({ EventKind(rawValue: $0) }) else {
                throw Refusal.unreadable("Choose a kind from the list.")
            }
            return .correctKind(event.key, kind)
        },
        act("headline", said: "corrected") { event, _, context in
            guard let text = context.form["headline"], text.utf8.count <= 500 else {
                throw Refusal.unreadable("A headline has between one and 500 letters.")
            }
            return .correctHeadline(event.key, text)
        },
        act("mode", said: "corrected") { event, _, context in
            let text = context.form["mode"] ?? ""
            guard text == "open" || LegalTraits.Mode(rawValue: text) != nil else {
                throw Refusal.unreadable("Choose how far the decision reaches.")
            }
            return .correctMode(event.key, LegalTraits.Mode(rawValue: text))
        },
        act("targets", said: "corrected") { event, view, context in
            let wanted = context.form.all("target").filter { $0 != "none" }
            let targets = wanted.compactMap { view.event(EventID($0)) }
            guard targets.count == wanted.count, targets.allSatisfy({ $0.id != event.id }) else {
                throw Refusal.unreadable("Choose earlier entries of this case, or “nothing”.")
            }
            return .correctTargets(event.key, targets.map(\.key))
        },
        act("participant", said: "corrected") { event, _, context in
            guard let role = context.form["role"].flatMap({ ParticipantRole(rawValue: $0) }) else {
                throw Refusal.unreadable("Choose what the person did in the event.")
            }
            return .correctParticipant(event.key, role: role, name: context.form["name"].map { String($0.prefix(300)) })
        },
        act("merge", said: "merged") { event, view, context in
            guard let other = context.form["other"].flatMap({ view.event(EventID($0)) }), other.id != event.id else {
                throw Refusal.unreadable("Choose another entry of this case to merge with.")
            }
            return .merge([event.key, other.key])
        },
        act("split", said: "split") { event, _, context in
            guard let at = context.form["sentence"].flatMap({ Int($0) }), event.evidence.indices.contains(at),
                event.evidence.count > 1
            else {
                throw Refusal.unreadable("Choose the sentence that tells of something else; the entry must have more than one.")
            }
            return .split(event.key, [event.evidence[at].passage])
        },
    ]
}

extension DeskContext {
    /// A date of a form, as EDTF.
    func edtf(_ name: String) throws -> String {
        guard let text = form[name], text.utf8.count <= 100, DayWindow(edtf: text) != nil else {
            throw Refusal.unreadable(
                "“\(form[name] ?? "")” is no date. Write 2017-12-24, 2017-12, 2017, 2017-12-20/2017-12-24 or [2017-12-23,2017-12-24]."
            )
        }
        return text
    }
}

extension CaseView {
    /// Where the event is told now: under its number, or under that of the one that has its sentences.
    func address(of event: Event) -> String {
        if eventAt[event.id] != nil { return "/entries/\(Fields.encode(event.id.id))" }
        for evidence in event.evidence {
            for at in eventsOfPaper[evidence.passage.document] ?? []
            where record.events[at].evidence.contains(where: { $0.passage.overlaps(evidence.passage) }) {
                return "/entries/\(Fields.encode(record.events[at].id.id))"
            }
        }
        return "/"
    }
}
