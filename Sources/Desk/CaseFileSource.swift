import CaseFile
import CaseModel
import Exchange
import Foundation
import Synchronization

/// A case file as the desk sees it.
public final class CaseFileSource: DeskSource {
    private let file: CaseFile
    private let cards = Mutex<(papers: String, cards: [PaperCard])?>(nil)
    /// The papers that the chronology was last made from. Papers that a build has read and not yet put in order change no page,
    /// so pages go on from this state until the build is done.
    private let settled = Mutex("")
    public let name: String

    public init(_ file: CaseFile) {
        self.file = file
        name = URL(fileURLWithPath: file.path).deletingPathExtension().lastPathComponent
    }

    public func stamp() throws -> String {
        let stamp = try file.stamp()
        return "\(papers(stamp)) \(stamp.chronology) \(stamp.log)"
    }

    private func papers(_ stamp: CaseStamp) -> String {
        settled.withLock { settled in
            if stamp.isSettled { settled = stamp.papers }
            return settled
        }
    }

    public func record() throws -> CaseRecord { try file.record() }

    /// Cards change with papers alone: a decision costs no reading of texts.
    public func papers() throws -> [PaperCard] {
        let papers = papers(try file.stamp())
        if let kept = cards.withLock({ $0 }), kept.papers == papers { return kept.cards }
        var made: [PaperCard] = []
        try file.eachDocument { made.append(PaperCard($0)) }
        cards.withLock { $0 = (papers, made) }
        return made
    }

    public func document(_ id: DocumentID) throws -> Document? { try file.document(id) }
    public func original(_ id: DocumentID) throws -> [UInt8]? { try file.original(hash: id.hex) }
    public func times(_ id: DocumentID) throws -> [TimeWords] {
        (try file.annotation(id)?.times ?? []).map { TimeWords(range: $0.range, value: $0.value) }
    }
    public func decisions() throws -> [Decision] { try file.decisions() }
    public func decide(_ action: Decision.Action, who: String, why: String?) throws -> Bool {
        try file.decide([action], who: who, why: why).waitsFor != nil
    }

    public func search(_ words: String, limit: Int) throws -> (places: [FoundPlace], instead: [String: [String]]) {
        var query = SearchQuery(words)
        query.limit = limit
        let result = try file.search(query)
        let places = result.hits.map { hit in
            FoundPlace(
                kind: FoundPlace.Kind(rawValue: hit.kind.rawValue) ?? .paper, id: hit.id, title: hit.title, snippet: hit.snippet,
                marks: hit.marks, passage: hit.passage)
        }
        return (places, result.corrected)
    }

    public func read(folder: String, progress: @Sendable (ReadingProgress) -> Void) throws -> [String] {
        let summary = try file.build(folder: folder, options: .init(command: "legajo desk")) { at in
            let now =
                switch at.stage {
                case .looking: "looking through the folder"
                case .reading: at.name ?? ""
                case .reconciling: "putting everything in order"
                case .writing: "writing it down"
                }
            progress(ReadingProgress(done: at.done, total: at.total > 0 ? at.total : nil, now: now))
        }
        progress(ReadingProgress(done: summary.read, total: nil, now: ""))
        return summary.problems.map { "\($0.name): \($0.reason)" }
    }

    /// Papers that are sent go below the folder of the case, so that the next build of that folder finds them there too.
    public func read(papers: [(name: String, bytes: [UInt8])], progress: @Sendable (ReadingProgress) -> Void) throws -> [String] {
        let home = URL(fileURLWithPath: file.path).deletingLastPathComponent()
        let folder = try file.folder().map { URL(fileURLWithPath: $0) } ?? home.appendingPathComponent("\(name)-papers")
        let place = folder.appendingPathComponent("sent")
        do {
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            for paper in papers { try Self.keep(paper.bytes, as: paper.name, in: place) }
        } catch {
            throw DeskError(
                "\(place.path): what was sent cannot be kept there (\(error.localizedDescription)). Make the folder writable and send it again"
            )
        }
        return try read(folder: folder.path, progress: progress)
    }

    /// Under its own name, or a numbered one where another paper has it; the same bytes are kept once.
    private static func keep(_ bytes: [UInt8], as name: String, in folder: URL) throws {
        let data = Data(bytes)
        let cut = name.lastIndex(of: ".") ?? name.endIndex
        for number in 1... {
            let own = number == 1 ? name : "\(name[..<cut])-\(number)\(name[cut...])"
            let target = folder.appendingPathComponent(own)
            if !FileManager.default.fileExists(atPath: target.path) {
                return try data.write(to: target, options: .withoutOverwriting)
            }
            if try Data(contentsOf: target) == data { return }
        }
    }

    public func export(_ format: String, _ choice: ExportChoice) throws -> ExportedFile? {
        guard let format = ExportFormat(rawValue: format) else { return nil }
        var record = try file.record()
        if let speaker = choice.speaker { record.quotes.removeAll { ($0.speaker?.id ?? "unknown") != speaker } }
        if let field = choice.field { record.conflicts.removeAll { $0.field != field } }
        if let kind = choice.kind { record.actors.removeAll { $0.kind != kind } }
        if let entries = choice.entries {
            let kept = Set(entries)
            let known = Set(record.events.map(\.id.id))
            record.events.removeAll { !kept.contains($0.id) }
            record.conflicts.removeAll { known.contains($0.about) && !kept.contains(EventID($0.about)) }
        }
        var input = ExportCase(name: name, documents: try file.documents(), record: record, decisions: try file.decisions())
        input.annotation = { [file] in try file.annotation($0) }
        let exporter = Exporter(input)
        var files: [ExportFile]
        do { files = try exporter.files(format) } catch { throw DeskError("\(format.rawValue): \(error)") }
        if let table = choice.table { files.removeAll { $0.name != "\(table).csv" } }
        guard let first = files.first else {
            throw DeskError("\(format.rawValue): this case has nothing that this format could hold")
        }
        if files.count == 1 {
            return ExportedFile(bytes: first.bytes, contentType: Self.type(of: first.name), fileName: first.name)
        }
        return ExportedFile(
            bytes: Zip.archive(files.map { ($0.name, $0.bytes) }), contentType: "application/zip",
            fileName: "\(name)-\(format.rawValue).zip")
    }

    private static func type(of name: String) -> String {
        switch name.split(separator: ".").last.map(String.init) ?? "" {
        case "json": "application/json"
        case "csv": "text/csv; charset=utf-8"
        case "html": "text/html; charset=utf-8"
        case "md", "txt", "yaml", "ris": "text/plain; charset=utf-8"
        case "ics": "text/calendar; charset=utf-8"
        case "svg": "image/svg+xml"
        case "xml", "graphml", "tml": "application/xml"
        case "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        default: "application/octet-stream"
        }
    }
}
