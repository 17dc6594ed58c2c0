import ArgumentParser
import CaseFile
import CaseModel
import Foundation

struct WhyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Why an entry stands as it does: its sentences, the steps to its date, what it acts on.",
        discussion: """
            ID is an entry's id or its beginning, as 'timeline' shows it; a person's, a paper's or a decision's id works too.

              legajo why 3f2a
              legajo why 3f2a --format json
            """)

    @Argument(help: "The id, or its beginning.")
    var id: String

    @OptionGroup var caseOption: CaseOption
    @OptionGroup var pager: PagerOption

    @Option(help: "text or json.")
    var format: PlainFormat = .text

    func run() throws {
        let file = try openForReading(caseOption)
        let record = try file.record()
        var papers = PaperWords(file: file)
        let answer: WhyAnswer
        switch try file.item(id) {
        case .event(let event):
            answer = try WhyAnswer(event: event, record: record, papers: &papers, decisions: try file.decisions())
        case .actor(let actor): answer = try WhyAnswer(actor: actor, record: record, papers: &papers)
        case .document(let document, let name): answer = WhyAnswer(document: document, name: name, record: record)
        case .decision(let decision): answer = try WhyAnswer(decision: decision)
        }
        switch format {
        case .json: Output.line(try json(answer))
        case .text: Output.page(answer.text(), pager: pager.pager)
        }
    }
}

/// What `why` tells of one thing: headed sections of lines.
struct WhyAnswer: Encodable {
    struct Section: Encodable {
        var title: String
        var lines: [String]
    }
    var id: String
    var title: String
    var sections: [Section]

    init(event: Event, record: CaseRecord, papers: inout PaperWords, decisions: [Decision]) throws {
        id = event.id.id
        title = "\(shown(event.date))  \(event.headline)"
        sections = []
        var facts = ["kind: \(event.kind.rawValue)", "modality: \(event.modality.rawValue)", "review: \(event.review.rawValue)"]
        if let mode = event.legal?.mode { facts.append("reach: \(mode.rawValue)") }
        for figure in event.figures {
            facts.append(
                "figure: \(number(figure.value))\(figure.high.map { "–\(number($0))" } ?? "") \(figure.unit) (\(figure.what))")
        }
        add("What", facts)
        add("Who", event.participants.map { "\($0.role.rawValue): \($0.name)" })
        add(
            "When: \(shown(event.date)), \(event.date.basis.rawValue)",
            event.date.why.isEmpty ? ["no paper says when"] : event.date.why)
        add(
            "Evidence: \(counted(event.independentSources, "independent source"))",
            try event.evidence.map { evidence in
                var line = try papers.quoted(evidence.passage)
                if let date = evidence.date { line += " — dates it \(date)" }
                if evidence.modality != .asserted { line += " — \(evidence.modality.rawValue)" }
                return line
            } + (event.note.map { ["note: \($0)"] } ?? []))
        let byID = Dictionary(record.events.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
        add("Acts on", event.targets.compactMap { byID[$0] }.map(Self.line))
        add("Acted on by", record.events.filter { $0.targets.contains(event.id) }.map(Self.line))
        for conflict in record.conflicts where conflict.about == id {
            add("Papers disagree on the \(conflict.field.rawValue)", try Self.sides(conflict, papers: &papers))
        }
        let passages = event.evidence.map(\.passage)
        add("Decisions", decisions.filter { DecisionLines.concerns($0, passages: passages) }.map { DecisionLines.line($0) })
    }

    init(actor: CaseActor, record: CaseRecord, papers: inout PaperWords) throws {
        id = actor.id.id
        title = actor.name
        sections = []
        add(
            "What",
            ["kind: \(actor.kind.rawValue)"] + (actor.country.map { ["of: \($0)"] } ?? [])
                + (actor.born.map { ["born: \($0)"] } ?? []))
        add("Also named", actor.aliases)
        add("Roles", actor.roles.map { "\($0.role)\($0.edtf.map { " (\($0))" } ?? "")" })
        add("Entries", record.events.filter { $0.participants.contains { $0.actor == actor.id } }.map(Self.line))
        for conflict in record.conflicts where conflict.about == id {
            add("Papers disagree on the \(conflict.field.rawValue)", try Self.sides(conflict, papers: &papers))
        }
        add("Named in", Array(Set(try actor.mentions.map { try papers.name($0.document) })).sorted())
    }

    init(document: DocumentID, name: String, record: CaseRecord) {
        id = document.hex
        title = name
        sections = []
        if let dates = record.dates.first(where: { $0.document == document }) {
            add("Published: \(shown(dates.published)), \(dates.published.basis.rawValue)", dates.published.why)
            if let updated = dates.updated { add("Updated: \(shown(updated))", updated.why) }
        }
        if let original = record.copies[document] { add("Copy of", [original.hex]) }
        add("Entries", record.events.filter { $0.evidence.contains { $0.passage.document == document } }.map(Self.line))
    }

    init(decision: Decision) throws {
        id = decision.hash
        title = DecisionLines.line(decision)
        sections = []
        add("Decided", ["by \(decision.who), \(decision.when)"] + (decision.why.map { ["because: \($0)"] } ?? []))
    }

    private mutating func add(_ title: String, _ lines: [String]) {
        if !lines.isEmpty { sections.append(Section(title: title, lines: lines)) }
    }

    private static func line(_ event: Event) -> String { "\(shown(event.date))  \(event.headline)  [\(event.id.id.prefix(8))]" }

    private static func sides(_ conflict: Conflict, papers: inout PaperWords) throws -> [String] {
        try conflict.sides.map { side in
            let quotes = try side.evidence.map { try papers.quoted($0) }
            return "\(side.value): \(counted(side.independentSources, "source")): \(quotes.joined(separator: "; "))"
        }
    }

    func text(terminal: Terminal = .current) -> String {
        var out = terminal.styled(terminal.wrap(title), .bold) + "\n" + terminal.styled(id, .dim) + "\n"
        for section in sections {
            out += "\n" + terminal.styled(section.title, .bold) + "\n"
            for line in section.lines { out += terminal.wrap(line, indent: 4, first: 2) + "\n" }
        }
        return out
    }
}

/// 25 as "25", 4.2 as "4.2".
func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
}
