import Foundation
import Testing

@testable import Ledger

private let small = """
    case: invented
    subject: Orla Fenwick
    takes_notice: {REG: [DOM]}
    acts:
      - id: SENT
        order: DOM
        authority: Assize Court
        what: convicts, nine years
        adopted: 2014-03-03
        components: [conviction, prison]
      - id: PARDON
        order: DOM
        authority: President
        what: pardon
        adopted: 2016-05-01
        components: [pardon]
        effects:
          - {effect: strike, target: SENT#prison, mode: ex-nunc}
      - id: ANNUL
        order: DOM
        authority: Constitutional Court
        what: annuls the pardon
        adopted: 2017-02-02
        effects:
          - {effect: strike, target: PARDON, mode: ex-tunc}
    facts:
      - {date: 2014-03-03, custody: prison}
    expect:
      - {order: DOM, on: 2016-06-01, as_of: 2016-06-01, in_force: [PARDON#pardon, SENT#conviction], not_in_force: [SENT#prison], custody: prison}
      - {order: DOM, on: 2016-06-01, as_of: 2017-02-02, in_force: [SENT#prison], not_in_force: [PARDON]}
    """

@Suite struct FileTests {
    private func mistakes(_ from: String, _ to: String) throws -> [LedgerMistake] {
        #expect(small.contains(from))
        return try LedgerFile.parse(small.replacingOccurrences(of: from, with: to), file: "l.yaml").mistakes
    }

    @Test func passesItsOwnTests() throws {
        let (ledger, mistakes) = try LedgerFile.parse(small, file: "l.yaml")
        #expect(mistakes.isEmpty)
        let check = LedgerCheck(ledger)
        #expect(check.summary == "6 passed, 0 failed")
    }

    @Test func printsWhatItReads() throws {
        for seed in 0..<20 {
            let ledger = randomChain(12, seed: UInt64(seed))
            #expect(try LedgerFile.parse(ledger.yaml, file: "again").ledger.yaml == ledger.yaml)
        }
        let (ledger, _) = try LedgerFile.parse(small, file: "l.yaml")
        var again = try LedgerFile(parsing: ledger.yaml, file: "l.yaml")
        for i in again.expect.indices { again.expect[i].line = ledger.expect[i].line }
        #expect(again == ledger)
    }

    @Test func tellsEveryMistakeWithItsLine() throws {
        func one(_ from: String, _ to: String, line: Int, _ words: String) throws {
            let found = try mistakes(from, to).filter { $0.weight == .mistake }
            #expect(found.contains { $0.line == line && $0.message.contains(words) }, "\(found)")
        }
        try one("    authority: President", "    autority: President", line: 13, "did you mean \"authority\"")
        try one("adopted: 2016-05-01", "adopted: 2016-02-30", line: 15, "is no day")
        try one("target: PARDON,", "target: PARDN,", line: 25, "did you mean PARDON")
        try one("adopted: 2017-02-02", "adopted: 2015-02-02", line: 25, "which is later")
        try one("target: PARDON,", "target: ANNUL,", line: 25, "strikes itself")
        try one("id: PARDON", "id: SENT", line: 11, "used twice")
        try one("mode: ex-tunc", "mode: ex-post", line: 25, "is no mode")
        try one("    components: [pardon]", "    components: [pardon]\n    until: 2016-01-01", line: 17, "before it takes effect")
        try one(
            "    what: annuls the pardon", "    what: annuls the pardon\n    depends_on: [PARDON]", line: 19, "a circle")
        let shown = try mistakes("mode: ex-tunc", "mode: ex-post")[0].description
        #expect(shown.contains("l.yaml:25:") && shown.hasSuffix("^"))
        #expect(throws: LedgerMistakes.self) { _ = try LedgerFile.parse("case: [", file: "l.yaml") }
    }

    @Test func warnsOfAComponentThatNobodyCreates() throws {
        let found = try mistakes("target: SENT#prison", "target: SENT#parole")
        #expect(found.map(\.weight) == [.warning])
        #expect(found[0].message.contains("creates no \"parole\""))
    }

    @Test func clockTimesOfOneSundayWithZones() throws {
        let text = """
            case: sunday
            zone: "-03:00"
            acts:
              - {id: IN, order: Q, authority: judge, what: detention, adopted: 2019-04-07, components: [prison]}
              - {id: OUT, order: Q, authority: duty judge, what: release, adopted: "2019-04-07T09:05", components: [release], effects: [{effect: strike, target: IN, mode: ex-nunc}]}
              - {id: BACK, order: Q, authority: reporting judge, what: revokes, adopted: "2019-04-07T17:13Z", effects: [{effect: strike, target: OUT, mode: ex-nunc}]}
            expect:
              - {order: Q, on: "2019-04-07T09:00", as_of: 2019-04-08, in_force: [IN], not_in_force: [OUT]}
              - {order: Q, on: "2019-04-07T12:00", as_of: "2019-04-07T12:00", in_force: [OUT], not_in_force: [IN, BACK]}
              - {order: Q, on: "2019-04-07T14:12", as_of: 2019-04-08, in_force: [OUT], not_in_force: [IN]}
              - {order: Q, on: "2019-04-07T14:13", as_of: 2019-04-08, in_force: [IN, BACK], not_in_force: [OUT]}
              - {order: Q, on: 2019-04-07, as_of: 2019-04-07, in_force: [IN, BACK], not_in_force: [OUT]}
            """
        let check = LedgerCheck(try LedgerFile(parsing: text, file: "s.yaml"))
        #expect(check.failed == 0, "\(check.failures)")
        #expect(check.passed == 13)
    }

    @Test func disputedReadings() throws {
        let text = small.replacingOccurrences(of: "target: PARDON, mode: ex-tunc", with: "target: PARDON, mode: disputed")
        let ledger = try LedgerFile(parsing: text, file: "l.yaml")
        let evaluator = LedgerEvaluator(ledger)
        func ask(_ on: String, _ asOf: String) -> Verdict {
            evaluator.verdict(of: Target("PARDON"), on: When(on)!.asked, asOf: When(asOf)!.asked, order: "DOM")
        }
        #expect(ask("2016-06-01", "2016-06-01") == .inForce)
        #expect(ask("2016-06-01", "2017-03-01") == .undetermined(["whether ANNUL strikes PARDON ex tunc or ex nunc"]))
        #expect(ask("2017-06-01", "2017-06-01") == .notInForce)
        let proof = evaluator.proof(of: Target("PARDON"), on: When("2016-06-01")!.asked, asOf: When("2018")!.asked, order: "DOM")
        #expect(proof.outcome == .open && proof.statement.contains("not determined"))
    }

    @Test func uncertainDays() throws {
        let text = small.replacingOccurrences(of: "adopted: 2016-05-01", with: "adopted: 2016-04/2016-05")
        let evaluator = LedgerEvaluator(try LedgerFile(parsing: text, file: "l.yaml"))
        func ask(_ target: String, _ on: String, _ asOf: String) -> Verdict {
            evaluator.verdict(of: Target(target), on: When(on)!.asked, asOf: When(asOf)!.asked, order: "DOM")
        }
        #expect(ask("PARDON", "2016-06-01", "2016-06-01") == .inForce)
        #expect(ask("PARDON", "2016-03-01", "2016-06-01") == .notInForce)
        #expect(ask("PARDON", "2016-04-15", "2016-06-01") == .undetermined(["the day of PARDON (2016-04/2016-05)"]))
        #expect(ask("SENT#conviction", "2016-04-15", "2016-06-01") == .inForce)
    }

    /// Real chains, where the shared evaluation data is present.
    @Test func sharedCases() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "../../../shared/ledger-cases")
        var folders = [folder.standardizedFileURL.path]
        if let given = ProcessInfo.processInfo.environment["LEGAJO_SHARED"] { folders.append(given + "/ledger-cases") }
        for folder in folders {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            for name in names.sorted() where name.hasSuffix(".json") {
                let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
                let (ledger, mistakes) = try LedgerFile.parse(text, file: name)
                #expect(mistakes.filter { $0.weight == .mistake }.isEmpty, "\(mistakes)")
                let check = LedgerCheck(ledger)
                #expect(check.failed == 0, "\(name): \(check.failures.map(\.message))")
                print("ledger: \(name): \(check.summary)")
            }
        }
    }
}

@Suite struct LoadingTests {
    @Test func readsProfilesAndReports() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("legajo-ledger-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let text = """
            case: invented
            subject: Orla Fenwick
            profiles: [pe, own.yaml]
            acts:
              - {id: SENT, order: PE, authority: Supreme Court, what: convicts, adopted: 2014-03-03, components: [conviction, prison]}
              - {id: VOID, order: PE, authority: Constitutional Court, what: annuls, adopted: 2016-03-03, effects: [{effect: strike, target: SENT}]}
              - {id: OTHER, order: OWN, authority: Senate, what: strikes, adopted: 2017-03-03, components: [x]}
            expect:
              - {order: PE, on: 2015-01-01, as_of: 2015-01-01, in_force: [SENT#prison]}
              - {order: PE, on: 2015-01-01, as_of: 2017-01-01, not_in_force: [SENT#prison]}
            """
        let path = folder.appendingPathComponent("a.yaml").path
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        var report = LedgerCheck.report(paths: [path])
        #expect(
            !report.holds && report.text.contains("there is no profile \"own.yaml\"") && report.text.contains("a.yaml:3:16"),
            "\(report.text)")
        try "order: OWN\nname: Ownland\n".write(
            toFile: folder.appendingPathComponent("own.yaml").path, atomically: true, encoding: .utf8)
        report = LedgerCheck.report(paths: [path])
        #expect(report.holds && report.text.contains("2 passed, 0 failed"), "\(report.text)")
        let (ledger, _) = try LedgerFile.read(path: path)
        #expect(ledger.orderName("PE") == "Peru" && ledger.orderName("OWN") == "Ownland")
        #expect(ledger.acts[1].effects[0].modes == [.exTunc] && ledger.acts[1].effects[0].notes[0].contains("profile pe"))
        #expect(!LedgerCheck.report(paths: [path + ".none"]).holds)
    }
}
