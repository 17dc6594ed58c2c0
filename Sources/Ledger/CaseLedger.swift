import CaseModel
import EDTF

/// The ledger of one person in a case: acts, facts and duties read from the chronology, and answers from them.
public struct CaseLedger: Sendable {
    public let subject: ActorID
    public let ledger: LedgerFile
    public let engine: StatusEngine
    public let knowledge: Knowledge
    /// Act, or fact → the sentences that tell it.
    public let evidence: [String: [Passage]]
    /// Act → its authority in the case.
    public let authorities: [String: ActorID]
    private let kinds: [String: EventKind]

    /// - Parameters:
    ///   - record: the reconciled case.
    ///   - subject: whose status.
    ///   - profiles: legal orders; those that ship unless others are given.
    ///   - knowledge: what "as known" means.
    ///   - words: the words of a passage; with them the sentences' own words tell kinds, modes and parts more surely, and proofs
    ///     quote them. Nil where the caller has no texts at hand.
    public init(
        record: CaseRecord, subject: ActorID, profiles: Profiles = .all, knowledge: Knowledge = .publicly,
        words: @escaping @Sendable (Passage) -> String? = { _ in nil }
    ) {
        self.subject = subject
        self.knowledge = knowledge
        let reader = CaseReader(
            record: record, subject: subject, profiles: profiles, cues: .shared, knowledge: knowledge, words: words)
        ledger = reader.read()
        let evidence = reader.evidence
        self.evidence = evidence
        authorities = Dictionary(
            reader.drafts.compactMap { d in d.authority.map { (d.id, $0) } }, uniquingKeysWith: { a, _ in a })
        kinds = Dictionary(record.events.map { ($0.id.id, $0.kind) }, uniquingKeysWith: { a, _ in a })
        engine = StatusEngine(ledger: ledger, components: false, known: knowledge.words) { act in
            (evidence[act] ?? []).prefix(2).compactMap { p in words(p).map { "“\($0)”" } }
        }
    }

    /// The status on a day, as known on another day (nil: with all that is known), in one order or in all.
    public func answer(on: Day, asOf: Day? = nil, order: String? = nil) -> StatusAnswer {
        engine.answer(on: When(on), asOf: asOf.map { When($0) }, order: order)
    }
    /// The same with days or clock times as text; nil where the text is no date.
    public func answer(on: String, asOf: String? = nil, order: String? = nil) -> StatusAnswer? {
        guard let x = When(on) else { return nil }
        if let asOf {
            guard let y = When(asOf) else { return nil }
            return engine.answer(on: x, asOf: y, order: order)
        }
        return engine.answer(on: x, asOf: nil, order: order)
    }

    /// One subject of the `ledger` object of the export JSON.
    public struct Export: Hashable, Sendable, Codable {
        public struct Act: Hashable, Sendable, Codable {
            public var id: String
            public var authority: String?
            public var order: String
            /// grants, annuls, suspends, restores, orders, requests, declares or executes.
            public var effect: String
            /// ex-tunc, ex-nunc or none.
            public var mode: String
            /// EDTF.
            public var on: String
            public var targets: [String]
            public var binding: Bool
        }
        public var actor: String
        public var acts: [Act]
    }

    public var export: Export {
        Export(
            actor: subject.id,
            acts: ledger.acts.map { act in
                let strikes = act.effects.filter { $0.kind == .strike }
                let modes = Set(strikes.flatMap(\.modes))
                let mode = modes.count == 1 && modes.first != .suspend ? modes.first!.rawValue : "none"
                var targets: [String] = []
                for e in act.effects where !targets.contains(e.target.act) { targets.append(e.target.act) }
                return Export.Act(
                    id: act.id, authority: authorities[act.id]?.id, order: act.order, effect: effect(act), mode: mode,
                    on: act.adopted.text,
                    targets: targets, binding: act.duty?.binding ?? true)
            })
    }

    private func effect(_ act: Act) -> String {
        if let duty = act.duty { return duty.binding ? "orders" : "requests" }
        let components = Set(act.components)
        if components.contains("annulment") { return "annuls" }
        if components.contains("stay") { return "suspends" }
        if components.contains("restoration") { return "restores" }
        if !components.isDisjoint(with: ["pardon", "commutation", "amnesty", "parole", "remission", "bail"]) { return "grants" }
        if !components.isDisjoint(with: ["release-order", "detention", "order"]) { return "orders" }
        if !components.isDisjoint(with: ["expired"]) { return "executes" }
        return "declares"
    }
}
