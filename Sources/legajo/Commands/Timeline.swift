import ArgumentParser
import CaseFile
import CaseModel
import Exchange
import Foundation

struct TimelineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline",
        abstract: "What happened, in order, each entry with its sources.",
        discussion: """
            An entry shows its date (EDTF), its headline, how many independent papers tell it, and its short id for 'why'. Marks: ≠ papers
            disagree; ✓ accepted, ✗ rejected, ✎ corrected by a person; ? planned, requested, denied or hypothetical. What was only said, planned,
            denied or supposed is shown with --all.

              legajo timeline --person "Anselmo Quintar" --from 2015 --to 2016
              legajo timeline --kind pardon --kind annul --evidence
              legajo timeline --conflicts --format csv
            """)

    @OptionGroup var caseOption: CaseOption
    @OptionGroup var filters: FilterOptions
    @OptionGroup var pager: PagerOption

    @Flag(help: "Show under each entry every sentence that says so.")
    var evidence = false

    @Flag(help: "Also what was only said, planned, denied or supposed.")
    var all = false

    @Option(help: "text, json, csv or markdown.")
    var format: FactFormat = .text

    func run() throws {
        let file = try openForReading(caseOption)
        var filter = try filters.filter()
        if !all {
            filter.modalities = [.asserted, .reported, .requested]
            if filter.kinds.isEmpty { filter.kinds = EventKind.allCases.filter { $0 != .state } }
        }
        switch format {
        case .json, .csv, .markdown:
            let name: ExportFormat = format == .json ? .json : format == .csv ? .csv : .markdown
            Output.write(bytes: try Exporter(try ExportCase(file, filter: filter)).files(name)[0].bytes)
        case .text:
            let record = try file.chronology(filter)
            let view = TimelineText(record: record, file: file, short: try file.shortLength(), evidence: evidence)
            Output.page(try view.text(), pager: pager.pager)
        }
    }
}

/// The chronology as lines for people.
struct TimelineText {
    var record: CaseRecord
    var file: CaseFile
    var short: Int
    var evidence: Bool
    var terminal = Terminal.current

    func text() throws -> String {
        guard !record.events.isEmpty else { return "Nothing in the chronology fits.\n" }
        let conflicts = Set(record.conflicts.map(\.about))
        // Spans are twice as long as days; on a narrow screen they run into the headline's column instead of making it narrow for all.
        let dateWidth = min(terminal.width < 100 ? 10 : 21, record.events.map { displayWidth(shown($0.date)) }.max() ?? 10)
        var papers = PaperWords(file: file)
        var out = ""
        for event in record.events {
            let date = shown(event.date)
            var marks = ""
            if conflicts.contains(event.id.id) { marks += "≠" }
            switch event.review {
            case .proposed: break
            case .accepted: marks += "✓"
            case .rejected: marks += "✗"
            case .corrected: marks += "✎"
            }
            if event.modality != .asserted && event.modality != .reported { marks += "?" }
            let sources = event.independentSources
            let tail =
                "  \(sources == 0 ? "note" : counted(sources, "source"))\(marks.isEmpty ? "" : " " + marks)  "
                + event.id.id.prefix(short)
            let pad = String(repeating: " ", count: max(0, dateWidth - displayWidth(date)))
            let start = max(dateWidth, displayWidth(date)) + 2
            let first = terminal.wrap(event.headline, indent: dateWidth + 2, first: start)
            let body = String(first.dropFirst(start))
            let lastLine = first.split(separator: "\n").last.map(String.init) ?? ""
            let room = terminal.width - displayWidth(lastLine)
            out += terminal.styled(date, .bold) + pad + "  " + body
            out +=
                displayWidth(tail) <= room
                ? terminal.styled(tail, .dim)
                : "\n" + String(repeating: " ", count: dateWidth + 2) + terminal.styled(String(tail.dropFirst(2)), .dim)
            out += "\n"
            if evidence {
                for e in event.evidence {
                    let quote = try papers.quoted(e.passage)
                    out += terminal.styled(terminal.wrap(quote, indent: dateWidth + 4), .dim) + "\n"
                }
                if let note = event.note {
                    out += terminal.styled(terminal.wrap("Note: \(note)", indent: dateWidth + 4), .dim) + "\n"
                }
            }
        }
        return out
    }
}

/// The words of passages, each paper loaded once.
struct PaperWords {
    var file: CaseFile
    private var kept: [DocumentID: Document] = [:]

    init(file: CaseFile) { self.file = file }

    mutating func document(_ id: DocumentID) throws -> Document? {
        if let document = kept[id] { return document }
        if kept.count > 256 { kept.removeAll() }
        let document = try file.document(id)
        kept[id] = document
        return document
    }

    mutating func words(_ passage: Passage) throws -> String {
        guard let document = try document(passage.document) else { return "" }
        let utf8 = Array(document.text.utf8)
        guard passage.start >= 0, passage.start <= passage.end, passage.end <= utf8.count else { return "" }
        return String(decoding: utf8[passage.range], as: UTF8.self).split(whereSeparator: { $0 == "\n" || $0 == " " })
            .joined(separator: " ")
    }

    mutating func name(_ id: DocumentID) throws -> String { try document(id)?.name ?? String(id.hex.prefix(12)) }

    /// “The sentence.” (paper)
    mutating func quoted(_ passage: Passage) throws -> String {
        "“\(try words(passage))” (\(try name(passage.document)))"
    }
}

/// An existing case, brought up to date with its decisions where another program or a stopped build left it behind.
func openForReading(_ option: CaseOption) throws -> CaseFile {
    let file = try CaseFile.open(path: try option.existing())
    if try file.isStale() {
        if file.isReadOnly {
            Output.complain(
                "legajo: the chronology is older than the papers and decisions in this file; build it where it can be written")
        } else {
            do { try file.refresh() } catch let CaseFileError.locked(_, holder) {
                Output.complain("legajo: \(holder) is at work on this case; this is the chronology as it was before")
            }
        }
    }
    return file
}
