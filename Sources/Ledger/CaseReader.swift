import CaseModel
import EDTF

/// Reads a case's chronology as acts, facts and duties of one person: what `CaseLedger` is made from.
///
/// Each choice that the papers leave open (whose act, which act it hits, how far back) is noted on the act with where it came from.
final class CaseReader {
    let record: CaseRecord
    let subject: ActorID
    let profiles: Profiles
    let cues: Cues
    let knowledge: Knowledge
    let words: (Passage) -> String?
    let actors: [ActorID: CaseActor]
    let published: [DocumentID: When]
    let orders: OrderFinder
    /// Whether most that happens to anybody in the papers happens to this person: then it is he whom an act without a name hits.
    let principal: Bool

    var drafts: [Draft] = []
    /// Every event of the record that is told by some draft → the draft's position.
    var place: [EventID: Int] = [:]
    var facts: [Fact] = []
    var evidence: [String: [Passage]] = [:]
    var byID: [EventID: Event]
    /// Folded sentences of events, once read.
    var told: [EventID: [Telling]] = [:]

    init(
        record: CaseRecord, subject: ActorID, profiles: Profiles, cues: Cues, knowledge: Knowledge,
        words: @escaping (Passage) -> String?
    ) {
        self.record = record
        self.subject = subject
        self.profiles = profiles
        self.cues = cues
        self.knowledge = knowledge
        self.words = words
        actors = Dictionary(record.actors.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
        var published: [DocumentID: When] = [:]
        for d in record.dates {
            if let w = d.published.edtf.flatMap({ When($0) }) ?? d.published.best.flatMap({ When($0) }) {
                published[d.document] = w
            }
        }
        self.published = published
        byID = Dictionary(record.events.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
        principal = CaseReader.isPrincipal(subject, record)
        orders = OrderFinder(record: record, subject: subject, profiles: profiles, cues: cues, principal: principal)
    }

    /// The whole way: drafts, one a distinct act; their dates and orders; what they hit; facts; duties.
    func read() -> LedgerFile {
        gather()
        join()
        order()
        effects()
        readFacts()
        duties()
        var ledger = LedgerFile(name: "case", subject: actors[subject]?.name ?? subject.id)
        ledger.acts = drafts.map(\.act)
        ledger.facts = facts
        let home = orders.home
        for act in ledger.acts { ledger.orderNames[act.order] = orders.name(of: act.order) }
        if let home, ledger.orderNames[home] == nil { ledger.orderNames[home] = orders.name(of: home) }
        for order in ledger.orders where orders.isRegional(order) {
            ledger.takesNotice[order] = ledger.orders.filter { !orders.isRegional($0) }.sorted()
        }
        for order in ledger.orders {
            let notice =
                orders.profile(of: order)?.reception.filter { $0.effect == .notice || $0.effect == .direct }.map(\.of) ?? []
            let more = notice.filter { ledger.orders.contains($0) && !(ledger.takesNotice[order] ?? []).contains($0) }
            if !more.isEmpty { ledger.takesNotice[order, default: []] += more.sorted() }
        }
        if let home, let profile = orders.profile(of: home) { ledger.readings = profile.readings }
        ledger.profiles = Set(ledger.orders.compactMap { orders.profile(of: $0)?.id }).sorted()
        return ledger
    }

    /// Whether a person is one to whom most is done: at least half of what is done to anybody.
    static func isPrincipal(_ subject: ActorID, _ record: CaseRecord) -> Bool {
        let kinds: Set<EventKind> = [
            .convict, .sentence, .pardon, .commute, .amnesty, .acquit, .release, .arrest, .detain, .transfer, .hospitalise,
            .extradite,
            .charge, .indict, .orderRelease, .orderDetention, .flee,
        ]
        let people = Set(record.actors.lazy.filter { $0.kind == .person }.map(\.id))
        var count: [ActorID: Int] = [:]
        for e in record.events where kinds.contains(e.kind) {
            for id in Set(e.participants.lazy.filter { [.patient, .beneficiary, .target].contains($0.role) }.compactMap(\.actor))
            where people.contains(id) {
                count[id, default: 0] += e.evidence.count
            }
        }
        return (count[subject] ?? 0) * 2 >= count.values.max() ?? 1 && count[subject] != nil
    }

    // MARK: - who, where, when

    func authority(of e: Event) -> Participant? {
        e.participants.first { $0.role == .authority } ?? e.participants.first { $0.role == .agent && $0.actor != subject }
            ?? (e.kind == .state ? e.participants.first { $0.role == .source } : nil)
    }

    func tellings(of e: Event) -> [Telling] {
        if let known = told[e.id] { return known }
        let found = readTellings(e)
        told[e.id] = found
        return found
    }

    private func readTellings(_ e: Event) -> [Telling] {
        var out: [Telling] = []
        for v in e.evidence {
            guard let text = words(v.passage) else { continue }
            let utf8 = Array(text.utf8)
            var at = 0
            if let t = v.trigger, t.lowerBound >= v.passage.start, t.lowerBound - v.passage.start <= utf8.count {
                at = fold(String(decoding: utf8[0..<(t.lowerBound - v.passage.start)], as: UTF8.self)).utf8.count
            }
            out.append(Telling(folded: fold(text), trigger: at))
        }
        if out.isEmpty {
            out.append(Telling(folded: fold([e.headline, e.legal?.content ?? ""].joined(separator: " ")), trigger: 0))
        }
        return out
    }

    /// The earliest day on which a paper tells the event.
    func firstPaper(_ e: Event) -> When? {
        e.evidence.compactMap { published[$0.passage.document] }.min { ($0.latest, $0.earliest) < ($1.latest, $1.earliest) }
    }

    /// When an event happened and became known; nil where neither its own day nor any paper's is known.
    func dates(_ e: Event) -> (adopted: When, known: When?, notes: [String])? {
        let paper = firstPaper(e)
        var notes: [String] = []
        var adopted: When
        if let w = e.date.edtf.flatMap({ When($0) }) ?? e.date.best.flatMap({ When($0) }) {
            adopted = w
            // A year or so is told: no court sits and no decree is signed on New Year's Day.
            let first = w.earliest
            if w.breadth >= 300, first > .distantPast, first.day.month == 1, first.day.day == 1,
                CaseReader.actKinds.contains(e.kind)
            {
                adopted = w.from(Moment(first.day + 1))
            }
        } else if let paper {
            adopted = When(stretches: [When.Stretch(.distantPast, paper.latest)], text: "../\(paper.latest.text)")
            notes.append("its day is not told; it was known on \(paper.latest.text), the earliest paper's day")
        } else {
            return nil
        }
        if let paper, paper.latest < .distantFuture { adopted = adopted.through(paper.latest) }
        // With no end at all the day says nothing.
        if adopted.latest >= .distantFuture {
            guard let best = e.date.best.flatMap({ When($0) }), best.latest < .distantFuture else { return nil }
            adopted = best
        }
        var known: When?
        switch knowledge {
        case .publicly:
            if !adopted.isCertain, let paper, paper.latest < .distantFuture {
                known = adopted.breadth > 366 || adopted.earliest <= .distantPast ? When(paper.latest) : nil
            }
        case .papers: known = paper.map { When($0.latest) }
        case .caseFile(let days):
            known = e.evidence.compactMap { days[$0.passage.document].flatMap { When($0) } }.min { $0.latest < $1.latest }
        }
        return (adopted, known, notes)
    }

    /// Gives each draft its authority and legal order.
    func order() {
        for i in drafts.indices {
            let who = authority(of: drafts[i].event)
            drafts[i].authority = who?.actor
            drafts[i].act.authority = who.map { p in p.actor.flatMap { actors[$0]?.name } ?? p.name } ?? "unnamed authority"
            drafts[i].kind = who.flatMap { orders.kind($0) } ?? usual(drafts[i].family)
            drafts[i].powers = who.flatMap { orders.authority($0) }
            var (order, note) = orders.order(of: who)
            // States take orders from courts of several countries.
            if !orders.isRegional(order), [.order, .releaseOrder, .detention].contains(drafts[i].family),
                let only = orders.onlyRegional,
                who == nil || drafts[i].kind == nil || drafts[i].kind == .court,
                drafts[i].event.participants.contains(where: { $0.role != .place && orders.isCountry($0) })
            {
                (order, note) = (
                    only, "it is addressed to a state: taken to be the only court of several countries in the papers"
                )
            }
            drafts[i].act.order = order
            if let note { drafts[i].act.notes.append(note) }
            if orders.isRegional(order) { drafts[i].kind = .regionalCourt }
        }
    }

    /// Who does such acts where nobody is named.
    private func usual(_ family: Family) -> Profile.AuthorityClass? {
        switch family {
        case .pardon, .commutation: .headOfState
        case .amnesty: .legislature
        case .conviction, .sentence, .acquittal, .closing, .annulment, .restoration, .confirmation, .stay: .court
        default: nil
        }
    }
}
