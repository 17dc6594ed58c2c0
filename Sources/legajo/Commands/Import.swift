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

              legajo import timeline.json --format timelinejs
              legajo import zotero.json --format csl --who "M. Ferrán"
            """)

    @Argument(help: "The file.", completion: .file())
    var file: String

    @Option(help: ArgumentHelp("csv, timelinejs, ftm, ledger or csl.", valueName: "format"))
    var format: ImportFormat

    @OptionGroup var caseOption: CaseOption
    @OptionGroup var whoOptions: WhoOptions

    func run() throws {
        let target = try CaseFile.open(path: try caseOption.existing())
        let result = try Importer(documents: try target.documents()).read(try Input.bytes(file), format: format, name: file)
        for problem in result.problems { Output.complain("\(file): \(problem)") }
        let outcome = try target.decide(
            result.actions, who: try DecisionLines.who(whoOptions.who), why: whoOptions.why ?? "imported from \(file)")
        Output.line(DecisionLines.report(outcome))
        if !result.problems.isEmpty { throw QuietExit(status: .doesNotHold) }
    }
}

extension ImportFormat: ExpressibleByArgument {}
