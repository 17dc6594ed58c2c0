import CaseModel

@testable import Ledger

/// A small invented case: papers, people, and events told by sentences.
struct Papers {
    var record = CaseRecord()
    private var texts: [DocumentID: String] = [:]
    private var ids: [String: ActorID] = [:]

    mutating func person(_ name: String, roles: [String] = []) {
        add(name, .person, roles: roles)
    }
    mutating func court(_ name: String, country: String? = nil, aliases: [String] = []) {
        add(name, .authority, country: country, aliases: aliases)
    }
    mutating func place(_ name: String) { add(name, .place) }
    private mutating func add(
        _ name: String, _ kind: CaseActor.Kind, country: String? = nil, roles: [String] = [], aliases: [String] = []
    ) {
        let id = ActorID("a\(ids.count + 1)")
        ids[name] = id
        record.actors.append(
            CaseActor(
                id: id, name: name, kind: kind, aliases: [name] + aliases, roles: roles.map { .init(role: $0, edtf: nil) },
                country: country))
    }

    /// One event told by one sentence of a paper of a day, its own or that of another event; the trigger is the word marked `*so*`.
    @discardableResult
    mutating func event(
        _ id: String, _ kind: EventKind, _ date: String?, _ sentence: String, who: String? = nil, whom: String? = nil,
        target: String? = nil,
        targets: [String] = [],
        figures: [Figure] = [], paper: String? = nil, sameAs other: String? = nil, mode: LegalTraits.Mode? = nil,
        components: [String] = [], sources: Int = 1, modality: Modality = .asserted
    ) -> EventID {
        let document = DocumentID("doc-\(other ?? id)")
        let parts = sentence.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
        let text = parts.joined()
        let before = texts[document].map { $0 + " " } ?? ""
        let start = before.utf8.count, verb = start + parts[0].utf8.count
        let trigger = parts.count == 3 ? verb..<(verb + parts[1].utf8.count) : nil
        texts[document] = before + text
        let passage = Passage(document: document, start: start, end: start + text.utf8.count)
        let day = paper ?? date.flatMap { $0.contains("/") || $0.count < 10 ? nil : $0 }
        if other == nil {
            let solved = SolvedDate(edtf: day, best: day, basis: day == nil ? .unknown : .stated, why: [])
            record.dates.append(DocumentDates(document: document, published: solved))
        }
        var participants: [Participant] = []
        if let who { participants.append(Participant(role: .authority, actor: ids[who], name: who)) }
        if let whom { participants.append(Participant(role: .patient, actor: ids[whom], name: whom)) }
        if let target { participants.append(Participant(role: .target, actor: ids[target], name: target)) }
        var event = Event(
            id: EventID(id), kind: kind, date: SolvedDate(edtf: date, best: date, basis: .inferred, why: []), headline: text,
            participants: participants, modality: modality, targets: targets.map { EventID($0) },
            figures: figures.map {
                var f = $0
                f.passage = passage
                return f
            }, evidence: [Evidence(passage: passage, trigger: trigger, modality: modality, date: date)],
            independentSources: sources,
            review: .proposed)
        if mode != nil || !components.isEmpty {
            event.legal = LegalTraits()
            event.legal!.mode = mode
            event.legal!.components = components
        }
        record.events.append(event)
        return event.id
    }

    /// The ledger of a person, from a record sorted as the chronology sorts it.
    func ledger(of name: String, knowledge: Knowledge = .publicly, shuffled seed: UInt64? = nil) -> CaseLedger {
        var record = record
        record.events.sort { ($0.date.edtf ?? "", $0.id) < ($1.date.edtf ?? "", $1.id) }
        if let seed {
            var rng = Seeded(state: seed)
            record.events.shuffle(using: &rng)
        }
        let texts = texts
        return CaseLedger(record: record, subject: ids[name]!, knowledge: knowledge) { p in
            texts[p.document].map { String(decoding: Array($0.utf8)[p.start..<p.end], as: UTF8.self) }
        }
    }
}

func years(_ n: Double, _ what: String = "sentence") -> Figure {
    Figure(value: n, unit: "year", what: what, passage: Passage(document: DocumentID(""), start: 0, end: 0))
}
func months(_ n: Double) -> Figure {
    Figure(value: n, unit: "month", what: "sentence", passage: Passage(document: DocumentID(""), start: 0, end: 0))
}

extension CaseLedger {
    /// One order's answer in short: words, liability, custody.
    func ask(_ on: String, _ asOf: String? = nil, _ order: String) -> (
        status: Set<String>, liable: Bool?, custody: String, duties: [String], text: String
    ) {
        let a = answer(on: on, asOf: asOf, order: order)!
        let o = a.orders[0]
        return (Set(o.status), o.liable, a.custody.state, o.obligations.map(\.state.rawValue), a.text)
    }
}
