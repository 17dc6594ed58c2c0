import CaseModel

/// The formats that a case can be taken out in.
public enum ExportFormat: String, Sendable, CaseIterable {
    case json
    case timelinejs
    case timelinejsCSV = "timelinejs-csv"
    case csv, xlsx, markdown, html, annotations, ftm, ics, csl, ris, prov, akn, timeml, graphml, svg, ledger
}

/// One file of an export.
public struct ExportFile: Sendable, Hashable {
    public var name: String
    public var bytes: [UInt8]
    public init(name: String, bytes: [UInt8]) { self.name = name; self.bytes = bytes }
}

/// Takes a case out: the same case gives the same bytes.
public struct Exporter: Sendable {
    let input: ExportCase
    public init(_ input: ExportCase) { self.input = input }

    /// The files of one format, the main one first. Formats of one file for each paper or person may give many, or none.
    public func files(_ format: ExportFormat) throws -> [ExportFile] {
        switch format {
        case .json: [ExportFile(name: input.name + ".json", bytes: CaseJSON(input).bytes())]
        default: []
        }
    }
}
