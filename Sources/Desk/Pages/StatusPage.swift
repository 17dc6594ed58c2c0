import CaseModel
import EDTF
import Ledger

/// The ledger of one person at one state of the case, and the readers of its proofs.
struct StatusDesk: Sendable {
    let actor: CaseActor
    let view: CaseView
    let ledger: CaseLedger
    let documents: [DocumentID: Document]
    /// The fields of the two-time map, reckoned once; nil without acts.
    let map: TwoTimeMap?

    /// The act as people know it: the entry's headline where the act is one.
    func name(_ act: String) -> String { view.event(EventID(act))?.headline ?? act }

    func link(_ act: String, how: String? = nil) -> ActLink {
        let event = view.event(EventID(act))
        return ActLink(
            words: event?.headline ?? act, href: event.map { "/entries/\(Fields.encode($0.id.id))" },
            date: event.map { DateWords.say($0.date.edtf) }, how: how)
    }

    /// The two-time map with the chosen point, as SVG; nil without acts.
    func map(_ question: StatusPage.Question) -> String? { map?.svg(point: (question.on, question.asOf)) }

    /// Acts and what they strike, as SVG; nil without acts.
    func graph(_ question: StatusPage.Question) -> String? {
        ledger.ledger.acts.isEmpty
            ? nil : ActsGraph(ledger.ledger, on: When(question.on), asOf: When(question.asOf)).svg
    }

    /// A line of the ledger with entries called by their headlines alone: where the ledger quotes one, the number behind it goes.
    func words(_ line: String) -> String {
        var line = line
        let acts = ledger.ledger.acts.map(\.id).sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }
        for act in acts where line.contains(act) {
            guard let event = view.event(EventID(act)) else { continue }
            line = line.replacing("” [\(act)]", with: "”").replacing(act, with: "“\(event.headline)”")
        }
        return line
    }
}

struct ActLink: Encodable, Sendable {
    let words: String
    let href: String?
    let date: String?
    let how: String?
}

/// A step of a proof, with the steps that settle it and the sentences it rests on.
struct ProofStep: Encodable, Sendable {
    let statement: String
    let outcome: String
    let href: String?
    let evidence: [EvidenceView]
    let hasSteps: Bool
    let steps: [ProofStep]

    init(_ proof: Proof, desk: StatusDesk, told: inout Set<String>) {
        statement = desk.words(proof.statement)
        outcome = proof.outcome.rawValue
        // An act's sentences stand at its first step; below they would only be repeated.
        if let act = proof.act, told.insert(act).inserted {
            href = desk.view.event(EventID(act)).map { "/entries/\(Fields.encode($0.id.id))" }
            evidence = (desk.ledger.evidence[act] ?? []).prefix(2).compactMap {
                EvidenceView(passage: $0, view: desk.view, documents: desk.documents)
            }
        } else {
            href = nil
            evidence = []
        }
        steps = proof.steps.map { ProofStep($0, desk: desk, told: &told) }
        hasSteps = !steps.isEmpty || !evidence.isEmpty
    }
}

struct StatusPage: PageModel {
    static let template = "status"
    static let place = "/status"
    private static let mostProofs = 12
    private static let mostInForce = 6
    struct Choice: Encodable, Sendable { let id: String, name: String, chosen: Bool }
    struct Struck: Encodable, Sendable { let act: ActLink, part: String?, by: ActLink, mode: String }
    struct Obligation: Encodable, Sendable {
        let who: String
        let to: String
        let by: ActLink
        let state: String
        let since: String?
        let binding: Bool
    }
    struct Panel: Encodable, Sendable {
        let order: String
        let name: String
        let status: [String]
        let says: String
        let liability: String
        let open: Bool
        let undetermined: [String]
        /// The newest acts first, and those before them, which pages fold away.
        let inForce: [ActLink]
        let hasInForce: Bool
        let inForceBefore: [ActLink]
        let moreInForce: String?
        let struck: [Struck]
        let hasStruck: Bool
        let obligations: [Obligation]
        let hasObligations: Bool
        let proofs: [ProofStep]
    }
    struct Custody: Encodable, Sendable { let words: String, state: String, since: String?, by: ActLink?, why: [String] }
    struct Change: Encodable, Sendable { let order: String, words: String }

    let title: String
    let nobody: Bool
    let people: [Choice]
    let person: String?
    let personHref: String?
    let on: String
    let asOf: String
    let than: String?
    let onWords: String
    let asOfWords: String
    let thanWords: String?
    /// Day numbers since 1970-01-01, for the sliders.
    let first: Int
    let last: Int
    let onNumber: Int
    let asOfNumber: Int
    let known: String
    let answered: Bool
    let noActs: Bool
    let panels: [Panel]
    let custody: Custody?
    let mismatches: [String]
    let readings: [String]
    let compared: Bool
    let changes: [Change]
    let nothingChanged: Bool
    /// Pictures as SVG: the two-time map with the chosen point, and acts with what they strike.
    let map: String?
    let graph: String?
    let exports: [ExportLink]
    let answer: StatusAnswer?

    /// What is asked: nil days take the last day that the case knows.
    struct Question: Sendable {
        let on: Day
        let asOf: Day
        let than: Day?

        init(_ query: Fields, view: CaseView) throws {
            func day(_ names: String...) throws -> Day? {
                guard let text = names.lazy.compactMap({ query[$0] }).first else { return nil }
                guard let window = DayWindow(edtf: text), let day = window.last ?? window.first else {
                    throw Refusal.unreadable("“\(text)” is no day. Write 2019-06-01.")
                }
                return day
            }
            // Never today: a day that no paper knows of would say something that no paper says.
            let latest = view.span?.upperBound ?? Day(number: 0)
            on = try day("on") ?? latest
            asOf = try day("as-of", "as_of", "asof") ?? latest
            than = try day("than")
        }

        /// The same question about a person as an address' query.
        func query(_ person: ActorID) -> String { "?person=\(Fields.encode(person.id))&on=\(on.iso)&as-of=\(asOf.iso)" }
    }

    init(view: CaseView, subject: StatusDesk?, question: Question) {
        let people = Self.subjects(view)
        nobody = people.isEmpty
        self.people = people.map { Choice(id: $0.id.id, name: $0.name, chosen: $0.id == subject?.actor.id) }
        person = subject?.actor.name
        personHref = subject.map { "/people/\(Fields.encode($0.actor.id.id))" }
        title = subject.map { "Status: \($0.actor.name)" } ?? "Status"
        on = question.on.iso
        asOf = question.asOf.iso
        than = question.than?.iso
        onWords = DateWords.say(on)
        asOfWords = DateWords.say(asOf)
        thanWords = than.map { DateWords.say($0) }
        let span = view.span ?? question.on...question.on
        first = Int(min(span.lowerBound, question.on, question.asOf).number)
        last = Int(max(span.upperBound, question.on, question.asOf).number)
        onNumber = Int(question.on.number)
        asOfNumber = Int(question.asOf.number)
        compared = question.than != nil && subject != nil
        guard let subject else {
            (
                known, answered, noActs, panels, custody, mismatches, readings, changes, nothingChanged, map, graph, answer,
                exports
            ) =
                ("", false, false, [], nil, [], [], [], false, nil, nil, nil, [])
            return
        }
        let found = subject.ledger.answer(on: question.on, asOf: question.asOf)
        answer = found
        known = found.known
        answered = true
        noActs = subject.ledger.ledger.acts.isEmpty
        panels = found.orders.map { Self.panel($0, subject: subject, question: question) }
        custody = Custody(
            words: found.custody.words, state: found.custody.state, since: found.custody.since.map { DateWords.say($0) },
            by: found.custody.by.map { subject.link($0) }, why: found.custody.why.map { subject.words($0) })
        mismatches = found.mismatch.map { subject.words($0) }
        readings = found.readings
        changes =
            question.than.map { than in
                Self.changes(from: subject.ledger.answer(on: question.on, asOf: than), to: found, subject: subject)
            } ?? []
        nothingChanged = compared && changes.isEmpty
        map = subject.map(question)
        graph = subject.graph(question)
        exports = noActs ? [] : ExportLink.status(question.query(subject.actor.id))
    }

    /// People whom some act or fact of the law concerns, most of them first.
    static func subjects(_ view: CaseView) -> [CaseActor] {
        let legal: Set<KindGroup> = [.rulings, .clemency, .custody, .proceedings]
        func weight(_ actor: CaseActor) -> Int {
            (view.eventsOfActor[actor.id] ?? []).filter { at in
                let event = view.record.events[at]
                return legal.contains(event.kind.group)
                    && event.participants.contains {
                        $0.actor == actor.id && [.patient, .beneficiary, .target].contains($0.role)
                    }
            }.count
        }
        return view.record.actors.filter { $0.kind == .person }.map { (actor: $0, weight: weight($0)) }.filter { $0.weight > 0 }
            .sorted { (-$0.weight, $0.actor.name, $0.actor.id) < (-$1.weight, $1.actor.name, $1.actor.id) }.prefix(200).map(
                \.actor)
    }

    private static func panel(_ order: StatusAnswer.Order, subject: StatusDesk, question: Question) -> Panel {
        let open = order.liable == nil || !order.undetermined.isEmpty
        let liability =
            switch order.liable {
            case true?: "Liable to imprisonment"
            case false?: "Not liable to imprisonment"
            case nil: "Not determined whether liable to imprisonment"
            }
        var told = Set<String>()
        let acts = order.inForce + order.struck.map(\.act).filter { !order.inForce.contains($0) }
        var seen = Set<String>()
        let proofs = acts.filter { seen.insert($0).inserted }.prefix(mostProofs).map { act in
            ProofStep(
                subject.ledger.engine.evaluator.proof(
                    of: Target(act: act), on: When(question.on).asked, asOf: When(question.asOf).asked, order: order.order),
                desk: subject, told: &told)
        }
        func day(_ act: String) -> Int32 {
            subject.view.eventAt[EventID(act)].flatMap { subject.view.windows[$0] }.flatMap { $0.last ?? $0.first }?.number
                ?? Int32.min
        }
        let byDay = order.inForce.enumerated().sorted { (day($0.element), $0.offset) > (day($1.element), $1.offset) }
            .map { subject.link($0.element) }
        let before = byDay.count > mostInForce ? Array(byDay.dropFirst(mostInForce - 1)) : []
        return Panel(
            order: order.order, name: order.name, status: order.status,
            says: order.status == ["none"] ? "no act in force" : order.status.joined(separator: ", "), liability: liability,
            open: open,
            undetermined: order.undetermined.keys.sorted().map { word in
                "“\(word)” depends on \(order.undetermined[word]!.map { subject.words($0) }.joined(separator: "; "))"
            },
            inForce: Array(byDay.dropLast(before.count)), hasInForce: !byDay.isEmpty, inForceBefore: before,
            moreInForce: before.isEmpty ? nil : "and \(before.count) earlier acts",
            struck: order.struck.map {
                Struck(act: subject.link($0.act), part: $0.component, by: subject.link($0.by), mode: Self.say(mode: $0.mode))
            }, hasStruck: !order.struck.isEmpty,
            obligations: order.obligations.map {
                Obligation(
                    who: $0.on ?? "not named", to: $0.to, by: subject.link($0.by), state: $0.state.rawValue,
                    since: $0.since.map { DateWords.say($0) }, binding: $0.binding)
            }, hasObligations: !order.obligations.isEmpty, proofs: proofs)
    }

    private static func say(mode: String) -> String {
        switch mode {
        case "ex-tunc": "from the start (ex tunc)"
        case "ex-nunc": "from its day on (ex nunc)"
        case "suspend": "for a time"
        default: mode
        }
    }

    /// What more knowledge changed about the same day, order by order.
    private static func changes(from old: StatusAnswer, to new: StatusAnswer, subject: StatusDesk) -> [Change] {
        var changes: [Change] = []
        for order in new.orders {
            let before = old.orders.first { $0.order == order.order } ?? StatusAnswer.Order(order: order.order, name: order.name)
            func note(_ words: String) { changes.append(Change(order: order.name, words: words)) }
            if before.status != order.status {
                note("then: \(before.status.joined(separator: ", ")); seen from later: \(order.status.joined(separator: ", "))")
            }
            if before.liable != order.liable {
                func say(_ liable: Bool?) -> String {
                    liable.map { $0 ? "liable to imprisonment" : "not liable to imprisonment" } ?? "not determined"
                }
                note("then: \(say(before.liable)); seen from later: \(say(order.liable))")
            }
            for act in order.inForce where !before.inForce.contains(act) { note("in force after all: \(subject.name(act))") }
            for act in before.inForce where !order.inForce.contains(act) {
                let by = order.struck.first { $0.act == act }.map { ", struck by: \(subject.name($0.by))" } ?? ""
                note("not in force after all: \(subject.name(act))\(by)")
            }
        }
        if old.custody.state != new.custody.state {
            changes.append(Change(order: "Custody", words: "then: \(old.custody.words); seen from later: \(new.custody.words)"))
        }
        return changes
    }
}

extension Desk {
    /// The ledger of a person, made once for a state of the case.
    func statusDesk(_ id: ActorID, view: CaseView) async throws -> StatusDesk {
        if let kept = ledgers.withLock({ $0.first { $0.view.stamp == view.stamp && $0.actor.id == id } }) { return kept }
        guard let actor = view.actor(id) else {
            throw Refusal.missing("Nobody in this case has that number now. Choose from the list.")
        }
        let papers = Set(view.record.events.flatMap { $0.evidence.map(\.passage.document) })
        let documents = try await documents(papers)
        let made = try await aside {
            let ledger = CaseLedger(record: view.record, subject: id) { passage in
                documents[passage.document].map { Segments.words(passage.range, of: $0.text) }
            }
            return StatusDesk(
                actor: actor, view: view, ledger: ledger, documents: documents,
                map: ledger.ledger.acts.isEmpty ? nil : TwoTimeMap(ledger.engine))
        }
        ledgers.withLock { kept in
            kept.removeAll { $0.view.stamp != view.stamp || $0.actor.id == id }
            kept.append(made)
            if kept.count > 4 { kept.removeFirst() }
        }
        return made
    }

    /// What is asked, and the ledger of the person asked about: the one with most acts where nobody is named.
    private func asked(_ context: DeskContext) async throws -> (StatusPage.Question, StatusDesk?, CaseView) {
        let view = try await view()
        let question = try StatusPage.Question(context.query, view: view)
        let person = context.query["person"].map { ActorID($0) } ?? StatusPage.subjects(view).first?.id
        return (question, try await person.asyncMap { try await statusDesk($0, view: view) }, view)
    }

    /// What the status page shows, as a file of its own.
    private static func statusFile(
        _ path: String, type: String, ending: String, _ bytes: @escaping @Sendable (StatusDesk, StatusPage.Question) -> String?
    ) -> Route {
        .file("/status/\(path)") { desk, context in
            let (question, subject, _) = try await desk.asked(context)
            guard let subject, let text = try await aside({ bytes(subject, question) }) else {
                throw Refusal.missing("The papers tell of no act of law about that person.")
            }
            return .file(
                bytes: Array(text.utf8), type: type,
                name: "\(subject.actor.name), \(question.on.iso) as known on \(question.asOf.iso)\(ending)")
        }
    }

    static let statusRoutes: [Route] = [
        .page("/status") { desk, context in
            let (question, subject, view) = try await desk.asked(context)
            return .page(try await aside { StatusPage(view: view, subject: subject, question: question) })
        },
        statusFile("map.svg", type: "image/svg+xml", ending: " map.svg") { $0.map($1) },
        statusFile("acts.svg", type: "image/svg+xml", ending: " acts.svg") { $0.graph($1) },
        statusFile("text", type: "text/plain; charset=utf-8", ending: ".txt") { subject, question in
            let text = subject.ledger.answer(on: question.on, asOf: question.asOf).text
            return text.split(separator: "\n", omittingEmptySubsequences: false).map { subject.words(String($0)) }
                .joined(separator: "\n")
        },
    ]
}

extension Optional {
    func asyncMap<Value>(_ change: (Wrapped) async throws -> Value) async rethrows -> Value? {
        guard let self else { return nil }
        return try await change(self)
    }
}
