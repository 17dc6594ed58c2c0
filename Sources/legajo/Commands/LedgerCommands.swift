import ArgumentParser
import Foundation
import Ledger

struct LedgerCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read ledger files, tell every mistake with its line, and run their own expectations.",
        discussion: """
            Prints 'N passed, N failed' over all files; exits with 1 where an expectation fails and with 3 where a file has mistakes.

              legajo ledger check quintar.yaml
              legajo ledger check ledgers/*.json --why
            """)

    @Argument(help: "Ledger files, YAML or JSON.", completion: .file())
    var files: [String]

    @Flag(help: "Print the proof of each answer that is not the expected one.")
    var why = false

    @Option(help: "text or json.")
    var format: PlainFormat = .text

    struct Row: Encodable {
        struct Fault: Encodable {
            var line: Int
            var message: String
            var proof: [String]
        }
        var file: String
        var passed: Int
        var failed: Int
        var failures: [Fault]
        var mistakes: [String]
    }

    func run() throws {
        var rows: [Row] = []
        for file in files {
            let text = String(decoding: try Input.bytes(file), as: UTF8.self)
            do {
                let (ledger, mistakes) = try LedgerFile.parse(text, file: file)
                let check = LedgerCheck(ledger)
                rows.append(
                    Row(
                        file: file, passed: check.passed, failed: check.failed,
                        failures: check.failures.map {
                            .init(line: $0.line, message: $0.message, proof: $0.proof?.lines() ?? [])
                        },
                        mistakes: mistakes.map(\.description)))
            } catch let found as LedgerMistakes {
                rows.append(Row(file: file, passed: 0, failed: 0, failures: [], mistakes: found.mistakes.map(\.description)))
            }
        }
        let passed = rows.reduce(0) { $0 + $1.passed }, failed = rows.reduce(0) { $0 + $1.failed }
        switch format {
        case .json: Output.line(try json(rows))
        case .text:
            for row in rows {
                for mistake in row.mistakes { Output.complain(mistake) }
                for failure in row.failures {
                    Output.line("\(row.file):\(failure.line): \(failure.message)")
                    if why { for line in failure.proof { Output.line("    \(line)") } }
                }
            }
            Output.line("\(passed) passed, \(failed) failed")
        }
        if rows.contains(where: { !$0.mistakes.isEmpty && $0.passed + $0.failed == 0 }) { throw QuietExit(status: .unusable) }
        if failed > 0 { throw QuietExit(status: .doesNotHold) }
    }
}

struct LedgerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "Acts, what they strike, and what a later ruling changed in hindsight.",
        discussion: """
              legajo ledger check quintar.yaml
              legajo ledger show "Anselmo Quintar" --on 2017-06-01
              legajo ledger diff "Anselmo Quintar" --as-of 2019-09-01 --as-of 2019-12-01
            """,
        subcommands: [LedgerCheckCommand.self, LedgerShowCommand.self, LedgerDiffCommand.self])
}

/// Where a ledger comes from: a file by hand, or a person in a case.
struct LedgerSource: ParsableArguments {
    @Argument(help: "Whose ledger in the case: a name or an id; not needed with --ledger.")
    var person: String?

    @Option(help: ArgumentHelp("A ledger file instead of a case.", valueName: "file"), completion: .file())
    var ledger: String?

    @OptionGroup var caseOption: CaseOption

    func validate() throws {
        if ledger == nil && person == nil { throw ValidationError("Say whose ledger: a PERSON of the case, or --ledger FILE") }
    }

    func engine() throws -> StatusEngine {
        if let ledger { return StatusEngine(ledger: try LedgerInput.read(ledger)) }
        return try CaseStatus(file: try openForReading(caseOption)).ledger(of: person!, known: .publicly).engine
    }
}

struct LedgerShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Every act with its arrows, and what is in force on a day.",
        discussion: """
              legajo ledger show --ledger quintar.yaml --on 2017-06-01 --as-of 2019-12-01
              legajo ledger show "Anselmo Quintar" --format svg > acts.svg
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, svg }

    @OptionGroup var source: LedgerSource
    @OptionGroup var pager: PagerOption

    @Option(help: ArgumentHelp("Mark what is in force on this day.", valueName: "day"))
    var on: String?

    @Option(help: ArgumentHelp("As it was known on this day.", valueName: "day"))
    var asOf: String?

    @Option(help: "text, json or svg (the graph of acts).")
    var format: Format = .text

    func run() throws {
        let x = try on.map { try moment($0, option: "--on") }
        let y = try asOf.map { try moment($0, option: "--as-of") }
        let engine = try source.engine()
        switch format {
        case .text: Output.page(engine.ledger.listing(on: x, asOf: y), pager: pager.pager)
        case .json: Output.line(try json(engine.ledger))
        case .svg: Output.write(ActsGraph(engine.ledger, on: x, asOf: y).svg)
        }
    }
}

struct LedgerDiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "What became known between two days, and whose status on which days that changed.",
        discussion: """
              legajo ledger diff "Anselmo Quintar" --as-of 2019-09-01 --as-of 2019-12-01
              legajo ledger diff --ledger quintar.yaml --as-of 2016-01-01 --as-of 2016-12-31 --format json
            """)

    @OptionGroup var source: LedgerSource
    @OptionGroup var pager: PagerOption

    @Option(help: ArgumentHelp("A day; given twice.", valueName: "day"))
    var asOf: [String] = []

    @Option(help: ArgumentHelp("One legal order, by name or code.", valueName: "order"))
    var order: String?

    @Option(help: "text or json.")
    var format: PlainFormat = .text

    func validate() throws {
        if asOf.count != 2 { throw ValidationError("--as-of is needed twice: what was known then, and what is known later") }
    }

    func run() throws {
        let days = try asOf.map { try moment($0, option: "--as-of") }
        let difference = try source.engine().difference(from: days[0], to: days[1], order: order)
        format == .json ? Output.line(try json(difference)) : Output.page(difference.text, pager: pager.pager)
    }
}
