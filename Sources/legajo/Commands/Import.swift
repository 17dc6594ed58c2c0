import ArgumentParser
import CaseFile
import Exchange
import Foundation

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take events and facts of papers in from other programs' files.",
        discussion: """
            Every event comes in as one added by hand, with a note that says where it is from, through the review log: it can be undone, and
            taking the same file in twice adds nothing new. Formats: csv, timelinejs, ftm, ledger, csl.

            annotations takes papers in that were annotated elsewhere (annotate --format jsonl --originals), in any order: the case, made when
            missing, is then the one that build makes of the same files. --candidates takes only the papers that lines of legajo link name.

              legajo import timeline.json --format timelinejs
              legajo import zotero.json --format csl --who "M. Ferrán"
              legajo import annotations.jsonl --format annotations --case quintar.legajo --folder papers/
            """)

    @Argument(help: "The file.", completion: .file())
    var file: String

    @Option(help: ArgumentHelp("csv, timelinejs, ftm, ledger, csl or annotations.", valueName: "format"))
    var format: TakenFormat

    @Option(
        help: ArgumentHelp("With annotations: only papers that these lines of legajo link name.", valueName: "file"),
        completion: .file())
    var candidates: String?

    @Option(
        help: ArgumentHelp("With annotations: where the papers lie, for builds to come.", valueName: "folder"),
        completion: .directory
    )
    var folder: String?

    @OptionGroup var caseOption: CaseOption
    @OptionGroup var whoOptions: WhoOptions

    func run() throws {
        guard let format = ImportFormat(rawValue: self.format.rawValue) else { return try takeAnnotations() }
        let target = try CaseFile.open(path: try caseOption.existing())
        let result = try Importer(documents: try target.documents()).read(try Input.bytes(file), format: format, name: file)
        for problem in result.problems { Output.complain("\(file): \(problem)") }
        let outcome = try target.decide(
            try target.undecided(result.actions), who: try DecisionLines.who(whoOptions.who),
            why: whoOptions.why ?? "imported from \(file)")
        Output.line(DecisionLines.report(outcome))
        if !result.problems.isEmpty { throw QuietExit(status: .doesNotHold) }
    }

    private func takeAnnotations() throws {
        let keep = try candidates.map(LinkedPapers.read)
        guard FileManager.default.isReadableFile(atPath: file) else { throw Failure(.unusable, "\(file): cannot be read") }
        let path = try caseOption.creating()
        let target = try CaseFile.open(path: path, mode: .create)
        let started = Date()
        let options = CaseFile.BuildOptions(command: "legajo import")
        let summary = try target.takeIn(annotated: file, keep: keep, folder: folder, options: options)
        try target.close()
        for problem in summary.build.problems { Output.complain("\(problem.name): \(problem.reason)") }
        for trouble in summary.unusable { Output.complain("\(file): \(trouble)") }
        var said = BuildCommand.sentence(summary.build, path: path, seconds: Date().timeIntervalSince(started))
        if summary.passedOver > 0 { said += "; \(counted(summary.passedOver, "line")) of other papers passed over" }
        Output.line(said)
        if summary.build.documents == 0 { throw Failure(.unusable, "\(file): no paper in it") }
        if !summary.unusable.isEmpty { throw QuietExit(status: .doesNotHold) }
    }
}

/// The formats of `import`: decisions from other programs' files, or annotated papers.
enum TakenFormat: String, ExpressibleByArgument, CaseIterable { case csv, timelinejs, ftm, ledger, csl, annotations }
