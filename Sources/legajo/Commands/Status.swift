import ArgumentParser
import CaseFile
import CaseModel
import EDTF
import Foundation
import Ledger

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "What somebody's legal status was on a day, as known on another day, in whose law, and why.",
        discussion: """
            Without --on, the whole history as spans. "As known" means what was publicly known; --known papers takes what these papers said by
            then, --known case-file what this case file held by then.

              legajo status "Anselmo Quintar" --on 2017-06-01 --as-of 2017-06-01
              legajo status "Anselmo Quintar" --on 2017-06-01 --as-of 2019-12-01 --order Calvera
              legajo status "Anselmo Quintar" --format svg > quintar.svg
              legajo status --ledger quintar.yaml --on 2017-06-01 --format json
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, svg }
    enum Known: String, ExpressibleByArgument, CaseIterable {
        case publicly, papers
        case caseFile = "case-file"
    }

    @Argument(help: "Whose status: a name or an id; not needed with --ledger.")
    var person: String?

    @Option(help: ArgumentHelp("The day asked about, or a clock time on it (2018-07-08T14:13).", valueName: "day"))
    var on: String?

    @Option(help: ArgumentHelp("As it was known on this day; all that is known where missing.", valueName: "day"))
    var asOf: String?

    @Option(help: ArgumentHelp("One legal order, by name or code; all that the papers touch where missing.", valueName: "order"))
    var order: String?

    @Option(help: ArgumentHelp("A ledger file instead of a case.", valueName: "file"), completion: .file())
    var ledger: String?

    @Option(help: "What 'as known' means: publicly, papers or case-file.")
    var known: Known = .publicly

    @OptionGroup var caseOption: CaseOption
    @OptionGroup var pager: PagerOption

    @Option(help: "text, json or svg (the two-time map).")
    var format: Format = .text

    func validate() throws {
        if ledger == nil && person == nil { throw ValidationError("Say whose status: legajo status PERSON, or --ledger FILE") }
        if ledger != nil && caseOption.path != nil { throw ValidationError("--ledger and --case exclude each other") }
    }

    func run() throws {
        let x = try on.map { try moment($0, option: "--on") }
        let y = try asOf.map { try moment($0, option: "--as-of") }
        let engine = try makeEngine()
        if let order, engine.order(named: order) == nil {
            throw Failure(
                .wrongUse, "--order: nothing here acts in \"\(order)\"",
                hint: "Orders: \(engine.orders.map { engine.ledger.orderName($0) }.joined(separator: ", "))")
        }
        let orders = order.flatMap { engine.order(named: $0) }.map { [$0] }
        if format == .svg {
            let point = x.map { (on: $0.asked.day, asOf: (y ?? $0).asked.day) }
            return Output.write(TwoTimeMap(engine, orders: orders).svg(point: point))
        }
        if let x {
            let answer = engine.answer(on: x, asOf: y, order: order)
            format == .json ? Output.line(try json(answer)) : Output.page(answer.text, pager: pager.pager)
        } else {
            let history = engine.history(asOf: y, order: order)
            if format == .json { return Output.line(try json(history)) }
            Output.page(history.text + "\n" + TwoTimeMap(engine, orders: orders).text, pager: pager.pager)
        }
    }

    private func makeEngine() throws -> StatusEngine {
        if let ledger {
            return StatusEngine(ledger: try LedgerInput.read(ledger))
        }
        let file = try openForReading(caseOption)
        return try CaseStatus(file: file).ledger(of: person!, known: known).engine
    }
}

/// A day or clock time for `--on` and `--as-of`.
func moment(_ text: String, option: String) throws -> When {
    guard text.contains("T") else { return When(try day(text, option: option)) }
    guard let when = When(text) else {
        throw Failure(
            .wrongUse, "\(option): \"\(text)\" is not a day or clock time", hint: "Write it as 2018-07-08 or 2018-07-08T14:13.")
    }
    return when
}

/// Ledger files with their mistakes told.
enum LedgerInput {
    static func read(_ path: String) throws -> LedgerFile {
        do {
            return try LedgerFile(parsing: try Input.text(path), file: path)
        } catch let found as LedgerMistakes {
            throw Failure(.unusable, found.description)
        }
    }
}

/// Ledgers of persons in a case.
struct CaseStatus {
    var file: CaseFile

    func ledger(of person: String, known: StatusCommand.Known) throws -> CaseLedger {
        let actor = try file.actor(named: person)
        let record = try file.record()
        let words = PassageWords(file: file)
        let knowledge: Knowledge
        switch known {
        case .publicly: knowledge = .publicly
        case .papers: knowledge = .papers
        case .caseFile: knowledge = .caseFile(try file.heldSince())
        }
        return CaseLedger(record: record, subject: actor.id, knowledge: knowledge) { words.words($0) }
    }
}

/// The words of passages for floors that ask from anywhere; papers are loaded once.
final class PassageWords: @unchecked Sendable {
    private let lock = NSLock()
    private var papers: PaperWords

    init(file: CaseFile) { papers = PaperWords(file: file) }

    func words(_ passage: Passage) -> String? {
        lock.withLock { try? papers.words(passage) }
    }
}
