import CaseModel
import EDTF
import Events
import TimeExpressions

/// The formats that a case can be taken out in.
public enum ExportFormat: String, Sendable, CaseIterable {
    case json
    case timelinejs
    case timelinejsCSV = "timelinejs-csv"
    case csv, xlsx, markdown, html, annotations, ftm, ics, csl, ris, prov, akn, timeml, graphml, svg, ledger

    /// One line for people who choose.
    public var words: String {
        switch self {
        case .json: "the whole case for programs (legajo-case/1)"
        case .timelinejs: "TimelineJS 3, as JSON"
        case .timelinejsCSV: "TimelineJS 3, as the rows of its spreadsheet"
        case .csv: "tables: chronology, evidence, quotes, disagreements, papers, people"
        case .xlsx: "the same tables as one Excel workbook"
        case .markdown: "the chronology to read and to edit"
        case .html: "one web page that needs nothing else"
        case .annotations: "W3C Web Annotations of every passage"
        case .ftm: "FollowTheMoney entities, one a line"
        case .ics: "calendar entries for what has a day"
        case .csl: "the papers for Zotero and pandoc (CSL-JSON)"
        case .ris: "the papers as RIS"
        case .prov: "who decided what, and what came from what (PROV-JSON)"
        case .akn: "the legal acts as Akoma Ntoso 3.0"
        case .timeml: "each paper with its times marked (TimeML)"
        case .graphml: "acts and what they strike, as a graph"
        case .svg: "a picture of the chronology"
        case .ledger: "acts, effects and facts of a person, as a ledger file"
        }
    }

    /// True where one export may be several files: `--out FOLDER` takes them all.
    public var isFolder: Bool { self == .csv || self == .timeml || self == .ledger }
    /// True where the bytes are no text for a terminal.
    public var isBinary: Bool { self == .xlsx }
}

/// One file of an export.
public struct ExportFile: Sendable, Hashable {
    public var name: String
    public var bytes: [UInt8]
    public init(name: String, bytes: [UInt8]) { self.name = name; self.bytes = bytes }
}

/// What an export cannot do.
public enum ExportError: Error, Sendable, CustomStringConvertible {
    case unknownSubject(String)
    case noAnnotations
    public var description: String {
        switch self {
        case .unknownSubject(let name): "no person \"\(name)\" in this case; legajo actors lists them"
        case .noAnnotations: "TimeML needs the papers' annotations, which this export was not given"
        }
    }
}

/// Takes a case out: the same case gives the same bytes.
public struct Exporter: Sendable {
    let input: ExportCase
    public init(_ input: ExportCase) { self.input = input }

    /// The files of one format, the main one first. Formats of one file for each paper or person may give many, or none.
    public func files(_ format: ExportFormat) throws -> [ExportFile] {
        func one(_ ending: String, _ bytes: [UInt8]) -> [ExportFile] { [ExportFile(name: input.name + ending, bytes: bytes)] }
        switch format {
        case .json: return one(".json", CaseJSON(input).bytes())
        case .timelinejs: return one(".timeline.json", TimelineJS(input).json())
        case .timelinejsCSV: return one(".timeline.csv", TimelineJS(input).csv())
        case .csv: return Tables(input).all.map { ExportFile(name: $0.name + ".csv", bytes: $0.csv) }
        case .xlsx: return one(".xlsx", try Workbook.bytes(Tables(input).all, title: input.name))
        case .markdown: return one(".md", MarkdownPage(input).bytes())
        case .html: return one(".html", WebPage(input).bytes())
        case .annotations: return one(".annotations.jsonld", WebAnnotations(input).bytes())
        case .ftm: return one(".ftm.json", FollowTheMoney(input).bytes())
        case .ics: return one(".ics", CalendarFile(input).bytes())
        case .csl: return one(".csl.json", Bibliography(input).csl())
        case .ris: return one(".ris", Bibliography(input).ris())
        case .prov: return one(".prov.json", Provenance(input).bytes())
        case .akn: return one(".akn.xml", AkomaNtoso(input).bytes())
        case .timeml: return try timeML()
        case .graphml: return one(".graphml", GraphML(input).bytes())
        case .svg: return one(".svg", TimelinePicture(input).bytes())
        case .ledger: return try LedgerExport(input).files()
        }
    }

    /// One TimeML file a paper, values resolved from the day that the case solved for it.
    private func timeML() throws -> [ExportFile] {
        guard let annotation = input.annotation else { throw ExportError.noAnnotations }
        var used = Set<String>()
        return try input.documents.map { document in
            let parts = DateParts(input.dates[document.id]?.published.best)
            let day = parts.flatMap { $0.precision == .day && $0.isSingle ? $0.first : nil }
            var name = document.name.map { $0 == "/" || $0 == "#" ? "_" : String($0) }.joined()
            if !used.insert(name).inserted { name += "-" + document.id.hex.prefix(8) }
            let text = TimeML.write(
                text: document.text, expressions: try annotation(document.id)?.times ?? [], dct: day, name: document.name)
            return ExportFile(name: name + ".tml", bytes: Array(text.utf8))
        }
    }
}
