import CaseFile
import CaseModel
import Foundation
import Synchronization

@testable import Desk

/// A case held in memory: invented people in an invented country, and decisions that take effect at once.
final class FakeCase: DeskSource {
    struct State {
        var record: CaseRecord
        var documents: [DocumentID: Document]
        var decisions: [Decision] = []
        var edition = 0
    }
    let name: String
    let held: Mutex<State>
    /// While set, readings wait for its signal: for tests of what happens meanwhile.
    let hold = Mutex<DispatchSemaphore?>(nil)
    /// While set, another process is writing the case: decisions are kept and wait.
    let busy = Mutex(false)

    init(name: String = "Marrow", record: CaseRecord, documents: [Document]) {
        self.name = name
        held = Mutex(State(record: record, documents: Dictionary(uniqueKeysWithValues: documents.map { ($0.id, $0) })))
    }

    var decisionCount: Int { held.withLock { $0.decisions.count } }

    func stamp() throws -> String { held.withLock { String($0.edition) } }
    func record() throws -> CaseRecord { held.withLock { $0.record } }
    func papers() throws -> [PaperCard] { held.withLock { $0.documents.values.map(PaperCard.init).sorted { $0.id < $1.id } } }
    func document(_ id: DocumentID) throws -> Document? { held.withLock { $0.documents[id] } }
    func original(_ id: DocumentID) throws -> [UInt8]? { try document(id).map { Array("<html>\($0.text)</html>".utf8) } }
    func times(_ id: DocumentID) throws -> [TimeWords] {
        guard let text = try document(id)?.text, let range = text.firstRange(of: "1991") else { return [] }
        let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
        return [TimeWords(range: start..<(start + 4), value: "1991")]
    }
    func decisions() throws -> [Decision] { held.withLock { $0.decisions } }

    func decide(_ action: Decision.Action, who: String, why: String?) throws -> Bool {
        if busy.withLock({ $0 }) { return true }
        held.withLock { state in
            state.edition += 1
            let hash = "hash\(state.decisions.count)"
            state.decisions.append(
                Decision(action: action, who: who, when: "2024-05-01T10:00:00Z", why: why, hash: hash, previous: ""))
            func change(_ key: Decision.EventKey, _ body: (inout Event) -> Void) {
                for at in state.record.events.indices
                where state.record.events[at].evidence.contains(where: { one in key.passages.contains { $0.overlaps(one.passage) }
                }) {
                    body(&state.record.events[at])
                }
            }
            switch action {
            case .accept(let key): change(key) { $0.review = .accepted }
            case .reject(let key): change(key) { $0.review = .rejected }
            case .reopen(let key): change(key) { $0.review = .proposed }
            case .correctDate(let key, let edtf):
                change(key) {
                    $0.date = SolvedDate(edtf: edtf, best: edtf, basis: .given, why: ["given by \(who)"])
                    $0.review = .corrected
                }
            case .correctHeadline(let key, let text): change(key) { $0.headline = text }
            case .correctKind(let key, let kind): change(key) { $0.kind = kind }
            case .dateDocument(let id, let edtf):
                for at in state.record.dates.indices where state.record.dates[at].document == id {
                    state.record.dates[at].published = SolvedDate(edtf: edtf, best: edtf, basis: .given, why: ["given by \(who)"])
                }
                for at in state.record.events.indices where state.record.events[at].date.edtf == nil {
                    if state.record.events[at].evidence.allSatisfy({ $0.passage.document == id }) {
                        state.record.events[at].date = SolvedDate(
                            edtf: edtf, best: edtf, basis: .inferred, why: ["the paper's day"])
                    }
                }
            case .undo(let hash):
                if case .accept(let key)? = state.decisions.first(where: { $0.hash == hash })?.action {
                    change(key) { $0.review = .proposed }
                }
            default: break
            }
        }
        return false
    }

    func search(_ words: String, limit: Int) throws -> (places: [FoundPlace], instead: [String: [String]]) {
        if words == "(" { throw CaseFileError.wrongUse("brackets must close") }
        let places = held.withLock { state in
            state.documents.values.sorted { $0.id < $1.id }.compactMap { document -> FoundPlace? in
                guard let range = document.text.firstRange(of: words) else { return nil }
                let start = document.text.utf8.distance(from: document.text.startIndex, to: range.lowerBound)
                let passage = Passage(document: document.id, start: start, end: start + words.utf8.count)
                return FoundPlace(
                    kind: .paper, id: document.id.hex, title: document.title ?? document.name, snippet: words,
                    marks: [0..<words.utf8.count],
                    passage: passage)
            }
        }
        let event = try record().events.first.map {
            FoundPlace(kind: .event, id: $0.id.id, title: $0.headline, snippet: $0.headline, marks: [], passage: nil)
        }
        return (words == "guards" ? places + [event].compactMap { $0 } : places, words == "Maro" ? ["Maro": ["Marrow"]] : [:])
    }

    func read(folder: String, progress: @Sendable (ReadingProgress) -> Void) throws -> [String] {
        progress(ReadingProgress(done: 1, total: 2, now: "first.txt"))
        hold.withLock { $0 }?.wait()
        return ["second.txt: the file is empty"]
    }

    func read(papers: [(name: String, bytes: [UInt8])], progress: @Sendable (ReadingProgress) -> Void) throws -> [String] {
        for (at, paper) in papers.enumerated() {
            progress(ReadingProgress(done: at, total: papers.count, now: paper.name))
            held.withLock { state in
                let id = DocumentID(String(repeating: "e", count: 60) + "00\(state.documents.count)")
                state.documents[id] = Document(id: id, name: paper.name, text: String(decoding: paper.bytes, as: UTF8.self))
                state.edition += 1
            }
        }
        hold.withLock { $0 }?.wait()
        return []
    }

    func export(_ format: String, _ choice: ExportChoice) throws -> ExportedFile? {
        guard format == "csv" else { return nil }
        let ids = try choice.entries ?? record().events.map(\.id)
        return ExportedFile(
            bytes: Array(ids.map(\.id).joined(separator: "\n").utf8), contentType: "text/csv; charset=utf-8",
            fileName: "marrow.csv")
    }
}

extension FakeCase {
    static let courier = DocumentID(String(repeating: "a", count: 64))
    static let herald = DocumentID(String(repeating: "b", count: 64))

    /// Two papers, four entries, a dispute, a quote, and a person with two names.
    static func small() -> FakeCase {
        let courierText = """
            Court annuls pardon of Ilse Marrow

            The Supreme Court of Ostrava Land on Friday annulled the pardon that President Dunn had granted to Ilse Marrow.

            “The pardon was void from the first day,” Judge Tamm said.

            Nine guards died in the fire of 1991.
            """
        let heraldText = """
            Marrow back in prison

            Ilse Marrow returned to the Lakeside prison. Eleven guards died in the fire of 1991. Dunn pardoned her on Christmas Eve.
            """
        func passage(_ document: DocumentID, _ text: String, _ words: String) -> Passage {
            let range = text.firstRange(of: words)!
            let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
            return Passage(document: document, start: start, end: start + words.utf8.count)
        }
        func evidence(_ passage: Passage) -> Evidence { Evidence(passage: passage, trigger: nil, modality: .asserted, date: nil) }
        var first = Document(id: courier, name: "2019/courier.html", text: courierText)
        first.title = "Court annuls pardon of Ilse Marrow"
        first.outlet = "Lakeside Courier"
        first.language = "en"
        first.authors = ["Ana Prill"]
        first.days = [DayCandidate(role: .published, source: .meta, edtf: "2019-10-05", words: "2019-10-05T08:00")]
        var second = Document(id: herald, name: "herald.txt", text: heraldText)
        second.problems = ["no headline of its own: the first line was taken"]

        let annulled = passage(
            courier, courierText,
            "The Supreme Court of Ostrava Land on Friday annulled the pardon that President Dunn had granted to Ilse Marrow.")
        let pardoned = passage(herald, heraldText, "Dunn pardoned her on Christmas Eve.")
        let returned = passage(herald, heraldText, "Ilse Marrow returned to the Lakeside prison.")
        let nine = passage(courier, courierText, "Nine guards died in the fire of 1991.")
        let eleven = passage(herald, heraldText, "Eleven guards died in the fire of 1991.")
        let quote = passage(courier, courierText, "The pardon was void from the first day,")
        let marrow = ActorID("a1")
        let dunn = ActorID("a2")
        let court = ActorID("a3")
        var legal = LegalTraits()
        legal.mode = .exTunc
        legal.components = ["pardon"]
        let events = [
            Event(
                id: EventID("e1"), kind: .kill,
                date: SolvedDate(edtf: "1991", best: "1991", basis: .stated, why: ["“in the fire of 1991”, Lakeside Courier"]),
                headline: "Guards die in a fire", participants: [], modality: .asserted, targets: [],
                figures: [Figure(value: 9, unit: "person", what: "killed", passage: nine)],
                evidence: [evidence(nine), evidence(eleven)],
                independentSources: 2, review: .proposed),
            Event(
                id: EventID("e2"), kind: .pardon,
                date: SolvedDate(
                    edtf: "2017-12-24", best: "2017-12-24", basis: .inferred,
                    why: ["“on Christmas Eve” is 24 December", "the annulment of 2019-10-04 comes after it"]),
                headline: "President Dunn pardons Ilse Marrow",
                participants: [
                    Participant(role: .agent, actor: dunn, name: "Berit Dunn"),
                    Participant(role: .patient, actor: marrow, name: "Ilse Marrow"),
                ], modality: .asserted, targets: [], figures: [], evidence: [evidence(pardoned)], independentSources: 1,
                review: .proposed),
            Event(
                id: EventID("e3"), kind: .annul,
                date: SolvedDate(
                    edtf: "[2019-10-03..2019-10-04]", best: "2019-10-04", basis: .inferred, why: ["“on Friday” before 2019-10-05"]
                ),
                headline: "Supreme Court of Ostrava Land annuls the pardon",
                participants: [
                    Participant(role: .authority, actor: court, name: "Supreme Court of Ostrava Land"),
                    Participant(role: .patient, actor: marrow, name: "Ilse Marrow"),
                ], modality: .asserted, targets: [EventID("e2")], figures: [], evidence: [evidence(annulled)],
                independentSources: 1,
                review: .accepted, legal: legal),
            Event(
                id: EventID("e4"), kind: .transfer, date: .unknown, headline: "Ilse Marrow returns to prison",
                participants: [Participant(role: .patient, actor: marrow, name: "Ilse Marrow")], modality: .asserted, targets: [],
                figures: [], evidence: [evidence(returned)], independentSources: 1, review: .proposed),
        ]
        let record = CaseRecord(
            dates: [
                DocumentDates(
                    document: courier,
                    published: SolvedDate(
                        edtf: "2019-10-05", best: "2019-10-05", basis: .metadata, why: ["the page's head says 2019-10-05"])),
                DocumentDates(document: herald, published: .unknown),
            ],
            actors: [
                CaseActor(
                    id: marrow, name: "Ilse Marrow", kind: .person, aliases: ["Ilse Marrow", "Marrow"],
                    roles: [.init(role: "mayor of Lakeside", edtf: "1985/1991")],
                    born: "1950", mentions: [passage(courier, courierText, "Ilse Marrow"), passage(herald, heraldText, "Marrow")]),
                CaseActor(
                    id: dunn, name: "Berit Dunn", kind: .person, aliases: ["Dunn"],
                    mentions: [passage(herald, heraldText, "Dunn")]),
                CaseActor(
                    id: court, name: "Supreme Court of Ostrava Land", kind: .authority, country: "Ostrava Land",
                    mentions: [passage(courier, courierText, "Supreme Court of Ostrava Land")]),
            ],
            events: events,
            quotes: [
                Quote(
                    speaker: nil, name: "Judge Tamm", form: .direct, passage: quote,
                    date: SolvedDate(edtf: "2019-10-04", best: "2019-10-04", basis: .inferred, why: []))
            ],
            conflicts: [
                Conflict(
                    about: "e1", field: .figure,
                    sides: [
                        .init(value: "9", evidence: [nine], independentSources: 1),
                        .init(value: "11", evidence: [eleven], independentSources: 1),
                    ])
            ])
        return FakeCase(record: record, documents: [first, second])
    }

    /// A long case: `count` entries over sixty years in a tenth as many papers.
    static func large(_ count: Int) -> FakeCase {
        let kinds = EventKind.allCases
        var documents: [Document] = []
        var events: [Event] = []
        var dates: [DocumentDates] = []
        let people = (0..<200).map { CaseActor(id: ActorID("p\($0)"), name: "Person \($0) of Lakeside", kind: .person) }
        for number in 0..<(count / 10) {
            let digits = String(number, radix: 16)
            let id = DocumentID(String(repeating: "0", count: 64 - digits.count) + digits)
            var text = ""
            for line in 0..<10 {
                let start = text.utf8.count
                let at = number * 10 + line
                text +=
                    "In Lakeside something happened to person \(at % 200), as the papers of the time told it at some length.\n\n"
                let year = 1960 + at * 60 / count
                let edtf =
                    at % 9 == 0
                    ? "\(year)" : "\(year)-\(String(format: "%02d", at % 12 + 1))-\(String(format: "%02d", at % 28 + 1))"
                events.append(
                    Event(
                        id: EventID("e\(at)"), kind: kinds[at % kinds.count],
                        date: SolvedDate(edtf: edtf, best: edtf, basis: .stated, why: ["stated"]),
                        headline: "Something happens to person \(at % 200) of Lakeside for the \(at)th time",
                        participants: [
                            Participant(role: .patient, actor: ActorID("p\(at % 200)"), name: "Person \(at % 200) of Lakeside")
                        ],
                        modality: .asserted, targets: [], figures: [],
                        evidence: [
                            Evidence(
                                passage: Passage(document: id, start: start, end: text.utf8.count - 2), trigger: nil,
                                modality: .asserted, date: nil)
                        ], independentSources: 1 + at % 3, review: .proposed))
            }
            documents.append(Document(id: id, name: "papers/\(number).txt", text: text))
            dates.append(DocumentDates(document: id, published: events[events.count - 1].date))
        }
        events.sort { ($0.date.edtf ?? "", $0.id) < ($1.date.edtf ?? "", $1.id) }
        return FakeCase(name: "Lakeside", record: CaseRecord(dates: dates, actors: people, events: events), documents: documents)
    }
}
