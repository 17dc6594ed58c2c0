import ArgumentParser
import CaseFile
import Exchange
import Foundation

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Take a case out to other programs' formats; each entry carries its sources.",
        discussion: """
            Filters are those of 'timeline'. Formats of many files (csv, timeml, ledger) want --out FOLDER;
            of csv, the chronology alone goes to standard output.
            The same case gives the same bytes.

              legajo export --format json > case.json
              legajo export --format timelinejs --from 2015 --out timeline.json
              legajo export --format csv --out tables/
              legajo export --format ledger --subject "Anselmo Quintar"
            """)

    @OptionGroup var caseOption: CaseOption
    @OptionGroup var filters: FilterOptions

    @Option(help: ArgumentHelp("The format.", valueName: "format"))
    var format: ExportFormat

    @Option(help: ArgumentHelp("A file, or a folder for formats of many files.", valueName: "path"), completion: .file())
    var out: String?

    @Option(help: ArgumentHelp("Whose ledger, for the ledger, akn and graphml formats.", valueName: "person"))
    var subject: String?

    func run() throws {
        let file = try openForReading(caseOption)
        let files = try Exporter(try ExportCase(file, filter: try filters.filter(), subject: subject)).files(format)
        guard !files.isEmpty else {
            throw Failure(
                .doesNotHold, "nothing to export as \(format.rawValue)", hint: "Widen the filters, or see 'legajo timeline'.")
        }
        guard let out else {
            // Of the tables, standard output gets the chronology; the others want a folder.
            guard files.count == 1 || format == .csv else {
                throw Failure(.wrongUse, "\(format.rawValue) makes \(files.count) files", hint: "Give a folder: --out FOLDER")
            }
            return Output.write(bytes: files[0].bytes)
        }
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: out, isDirectory: &isFolder)
        if files.count > 1 || out.hasSuffix("/") || (exists && isFolder.boolValue) {
            try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
            for f in files { try write(f.bytes, to: (out as NSString).appendingPathComponent(f.name)) }
            Output.complain("\(counted(files.count, "file")) written to \(out)")
        } else {
            try write(files[0].bytes, to: out)
        }
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent.isEmpty ? "." : (path as NSString).deletingLastPathComponent,
                withIntermediateDirectories: true)
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw Failure(.unusable, "\(path): cannot be written: \(error.localizedDescription)")
        }
    }
}

extension ExportFormat: ExpressibleByArgument {}
