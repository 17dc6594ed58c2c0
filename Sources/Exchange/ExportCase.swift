import CaseFile
import CaseModel
import Events

/// Everything that an export is made from: papers, the chronology (filtered or whole), the log, and who asks for what.
public struct ExportCase: Sendable {
    /// The case's name, for titles: the file's name without its ending.
    public var name: String
    public var documents: [Document]
    public var record: CaseRecord
    /// The log in order.
    public var decisions: [Decision]
    /// The name or id of the person whose ledger is asked for; nil: each subject of the case.
    public var subject: String?
    /// A paper's annotation, for formats that need one (TimeML); asked for one at a time.
    public var annotation: (@Sendable (DocumentID) throws -> Annotation?)?
    let papers: [DocumentID: Paper]
    let dates: [DocumentID: DocumentDates]
    let actors: [ActorID: CaseActor]

    public init(name: String, documents: [Document], record: CaseRecord, decisions: [Decision] = [], subject: String? = nil) {
        self.name = name
        self.documents = documents
        self.record = record
        self.decisions = decisions
        self.subject = subject
        papers = Dictionary(documents.map { ($0.id, Paper($0)) }, uniquingKeysWith: { a, _ in a })
        dates = Dictionary(record.dates.map { ($0.document, $0) }, uniquingKeysWith: { a, _ in a })
        actors = Dictionary(record.actors.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
    }

    /// Loads what a filter lets through from a case file.
    public init(_ file: CaseFile, filter: EventFilter = EventFilter(), subject: String? = nil) throws {
        let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
        self.init(
            name: name.hasSuffix(".legajo") ? String(name.dropLast(7)) : name, documents: try file.documents(),
            record: filter.isOpen ? try file.record() : try file.record(filter), decisions: try file.decisions(),
            subject: subject)
        annotation = { try file.annotation($0) }
    }

    /// The words of a passage; empty where its paper is not there.
    func words(_ passage: Passage) -> String { papers[passage.document]?.words(passage.range) ?? "" }

    /// A paper in words: "Title, Outlet, 2017-12-26", by what is known; else its name.
    func citation(_ id: DocumentID) -> String {
        guard let document = papers[id]?.document else { return String(id.hex.prefix(12)) }
        let parts = [document.title ?? document.name, document.outlet, dates[id]?.published.edtf]
        return parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// The events that are shown to people: all but rejected ones.
    var shown: [Event] { record.events.filter { $0.review != .rejected } }
}
