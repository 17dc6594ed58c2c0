import CaseModel
import EDTF

/// Applies what people decided about events to the entries.
struct Review {
    let finder: EventFinder
    let clusterOf: [Int]
    /// The first actor with a name or alias.
    let actor: (String) -> ActorID?
    private(set) var events: [Event]
    private(set) var log: DecisionLog
    /// By decision, the event that it was carried out on: indices in the log and in `events`.
    private(set) var fits: [Int: Int] = [:]
    /// Some decision named an event that no paper tells.
    private(set) var hasMissed = false
    private let kinds: [EventKind]

    init(_ events: [Event], solution: CaseSolution) {
        let book = solution.book
        self.init(
            events, kinds: events.map(\.kind),
            finder: EventFinder(input: solution.input, kinds: solution.tellings.map(\.kind), starts: solution.builder.starts),
            clusterOf: solution.clusterOf, log: solution.log,
            actor: { name in book.entries.first { $0.name == name || $0.aliases.contains(name) }?.id })
    }

    /// - Parameters:
    ///   - kinds: what each event was solved to be.
    ///   - clusterOf: the event of each telling that the finder knows.
    init(
        _ events: [Event], kinds: [EventKind], finder: EventFinder, clusterOf: [Int], log: DecisionLog,
        actor: @escaping (String) -> ActorID?
    ) {
        self.events = events
        self.kinds = kinds
        self.finder = finder
        self.clusterOf = clusterOf
        self.log = log
        self.actor = actor
    }

    mutating func apply() {
        // Events by hand come first, so that other decisions can be about them.
        for i in log.active { if case .addEvent = log.decisions[i].action { add(i) } }
        apply(only: log.active)
    }

    /// Carries out some decisions, in the log's order.
    mutating func apply(only decisions: [Int]) { for i in decisions { apply(i) } }

    private mutating func apply(_ i: Int) {
        switch log.decisions[i].action {
        case .accept(let key): edit(key, i) { $0.review = $0.review == .corrected ? .corrected : .accepted }
        case .reject(let key): edit(key, i) { $0.review = .rejected }
        case .reopen(let key): edit(key, i) { $0.review = .proposed }
        case .correctKind(let key, let kind): correct(key, i) { $0.kind = kind }
        case .correctHeadline(let key, let headline): correct(key, i) { $0.headline = headline }
        case .correctMode(let key, let mode):
            correct(key, i) { event in
                var legal = event.legal ?? LegalTraits()
                (legal.mode, legal.modeWords) = (mode, nil)
                event.legal = legal
            }
        case .correctDate(let key, let edtf):
            let label = log.label(i)
            correct(key, i) { event in
                // What has tellings was dated by the solver under this decision; what was added by hand takes it as it stands.
                if event.evidence.isEmpty || event.date.basis != .given {
                    event.date = SolvedDate(
                        edtf: edtf, best: (try? DaySet(edtf: edtf)).flatMap { DayText.best($0, latest: false) } ?? edtf,
                        basis: .given, why: [label])
                }
            }
        case .correctTargets(let key, let targets):
            var found: [EventID] = []
            for target in targets { if let index = find(target) { found.append(events[index].id) } }
            if found.count < targets.count {
                log.markUnfit(i, "\(targets.count - found.count) of the targets are no longer told")
            }
            correct(key, i) { $0.targets = found }
        case .correctParticipant(let key, let role, let name):
            let actor = name.flatMap(actor)
            correct(key, i) { event in
                event.participants.removeAll { $0.role == role }
                if let name { event.participants.append(Participant(role: role, actor: actor, name: name)) }
            }
        case .describeDocument(let id, _, _, _):
            if finder.input.position[id] == nil { log.markUnfit(i, "the paper \(id) is not in the case") }
        case .merge, .split, .sameActor, .notSameActor, .addEvent, .dateDocument, .ignoreDocument, .undo: break
        }
    }

    private mutating func find(_ key: Decision.EventKey) -> Int? {
        if let event = finder.event(of: key, clusterOf, kinds: kinds) { return event }
        hasMissed = true
        // An event by hand is found by its passages or, without any, not at all.
        return events.indices.dropFirst(kinds.count).first { index in
            events[index].kind == key.kind
                && events[index].evidence.contains { evidence in
                    key.passages.contains {
                        $0.document == evidence.passage.document && $0.range.overlaps(evidence.passage.range)
                    }
                }
        }
    }

    private mutating func edit(_ key: Decision.EventKey, _ i: Int, _ change: (inout Event) -> Void) {
        guard let index = find(key) else {
            log.markUnfit(i, "no paper tells this \(key.kind.rawValue) any more at the passages kept")
            return
        }
        fits[i] = index
        change(&events[index])
    }

    private mutating func correct(_ key: Decision.EventKey, _ i: Int, _ change: (inout Event) -> Void) {
        edit(key, i) { event in
            change(&event)
            if event.review != .rejected { event.review = .corrected }
        }
    }

    private mutating func add(_ i: Int) {
        guard
            case .addEvent(let id, let kind, let edtf, let headline, let participants, let passages, let note) = log.decisions[i]
                .action
        else { return }
        guard let days = try? DaySet(edtf: edtf) else {
            log.markUnfit(i, "“\(edtf)” is no date that EDTF knows")
            return
        }
        let known = passages.filter { finder.input.position[$0.document] != nil }
        let date = SolvedDate(edtf: edtf, best: DayText.best(days, latest: false), basis: .given, why: [log.label(i)])
        let cast = participants.map { participant in
            var participant = participant
            participant.actor = participant.actor ?? actor(participant.name)
            return participant
        }
        events.append(
            Event(
                id: EventID(id), kind: kind, date: date, headline: headline, participants: cast, modality: .asserted, targets: [],
                figures: [],
                evidence: known.sorted().map { Evidence(passage: $0, trigger: nil, modality: .asserted, date: nil) },
                independentSources: Set(known.map(\.document)).count, review: .accepted, legal: nil, note: note))
    }
}
