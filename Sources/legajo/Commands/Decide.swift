import ArgumentParser
import CaseFile
import CaseModel
import Foundation

struct WhoOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Who decides; your login name where missing.", valueName: "name"))
    var who: String?

    @Option(help: ArgumentHelp("Why, in words that stay in the log.", valueName: "text"))
    var why: String?
}

struct DecideCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide",
        abstract: "Accept, reject or correct an entry; merge, split; say who is the same; take a decision back.",
        discussion: """
            Actions, with what each wants:
              accept ID   reject ID   reopen ID
              date ID DATE   kind ID KIND   headline ID "WORDS"   mode ID ex-tunc|ex-nunc|suspend|none
              targets ID ID…   participant ID ROLE "NAME"
              merge ID ID…   split ID NUMBER…        (numbers of passages, as 'why' lists them)
              same "NAME" "NAME"   not-same "NAME" "NAME"
              add DATE KIND "HEADLINE"   date-paper PAPER DATE   ignore-paper PAPER   undo DECISION

            Decisions are kept in an append-only log and apply again after every build.

              legajo decide accept 3f2a --why "read the gazette"
              legajo decide date 3f2a 2016-06-24
              legajo decide not-same "Elena Quintar" "Rosaura Quintar"
              legajo decide --from decisions.csv --who "M. Ferrán"
            """)

    @Argument(help: "The action, and what it wants.")
    var words: [String] = []

    @Option(
        help: ArgumentHelp(
            "A table of decisions: CSV with the columns action, on, value, and if wanted role, why, who, when.", valueName: "file"
        ), completion: .file())
    var from: String?

    @OptionGroup var caseOption: CaseOption
    @OptionGroup var whoOptions: WhoOptions

    @Option(help: "text or json.")
    var format: PlainFormat = .text

    func validate() throws {
        if words.isEmpty == (from == nil) {
            throw ValidationError("Give an action (legajo decide accept ID), or a table (--from FILE)")
        }
    }

    func run() throws {
        let file = try CaseFile.open(path: try caseOption.existing())
        let who = try DecisionLines.who(whoOptions.who)
        let outcome: DecisionOutcome
        var unusable = false
        if let from {
            let (decisions, problems) = try file.decisions(table: try Input.bytes(from), who: who)
            for problem in problems { Output.complain("\(from): \(problem)") }
            unusable = !problems.isEmpty
            outcome = try file.append(decisions)
        } else {
            outcome = try file.decide([try file.action(try Self.parse(words))], who: who, why: whoOptions.why)
        }
        format == .json ? Output.line(try json(outcome.decisions)) : Output.line(DecisionLines.report(outcome))
        if unusable { throw QuietExit(status: .doesNotHold) }
    }

    /// The words of the command line as the table's columns.
    static func parse(_ words: [String]) throws -> CaseFile.DecisionWordsIn {
        let action = words[0].lowercased()
        let rest = Array(words.dropFirst())
        func need(_ n: Int, _ usage: String) throws {
            guard rest.count >= n else {
                throw Failure(.wrongUse, "\(action) wants more", hint: "legajo decide \(action) \(usage)")
            }
        }
        switch action {
        case "accept", "reject", "reopen", "merge", "undo", "ignore-paper":
            try need(1, "ID")
            return .init(action: action, on: rest.joined(separator: " "))
        case "participant":
            try need(2, "ID ROLE \"NAME\"")
            return .init(action: action, on: rest[0], value: rest.dropFirst(2).joined(separator: " "), role: rest[1])
        case "add":
            try need(3, "DATE KIND \"HEADLINE\"")
            return .init(action: action, on: rest[0], value: rest.dropFirst(2).joined(separator: " "), role: rest[1])
        case "same", "not-same":
            try need(2, "\"NAME\" \"NAME\"")
            return .init(action: action, on: rest[0] + ";" + rest[1])
        default:
            try need(2, "ID VALUE")
            return .init(action: action, on: rest[0], value: rest.dropFirst().joined(separator: " "))
        }
    }
}

struct DateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "date",
        abstract: "Date a paper by hand; everything that hangs on it moves.",
        discussion: """
            PAPER is its name, a part of it that tells it, or its id. The decision goes into the review log and can be undone.

              legajo date bedside-pardon.txt 2016-01-02
            """)

    @Argument(help: "The paper.")
    var paper: String

    @Argument(help: "Its day, month or year (EDTF).")
    var day: String

    @OptionGroup var caseOption: CaseOption
    @OptionGroup var whoOptions: WhoOptions

    @Option(help: "text or json.")
    var format: PlainFormat = .text

    func run() throws {
        _ = try bound(day, option: "DAY", last: false)
        let file = try CaseFile.open(path: try caseOption.existing())
        let action = try file.action(.init(action: "date-paper", on: paper, value: day))
        let outcome = try file.decide([action], who: try DecisionLines.who(whoOptions.who), why: whoOptions.why)
        format == .json ? Output.line(try json(outcome.decisions)) : Output.line(DecisionLines.report(outcome))
    }
}

struct LogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Every decision in order: who, when, what, why.",
        discussion: """
              legajo log
              legajo log --format csv > decisions.csv
            """)

    @OptionGroup var caseOption: CaseOption
    @OptionGroup var pager: PagerOption

    @Option(help: "text, json, csv or markdown.")
    var format: FactFormat = .text

    /// A decision, with the reason where it fits nothing any more.
    struct Row: Encodable {
        var decision: Decision
        var unfit: String?

        private enum Key: CodingKey { case unfit }
        func encode(to encoder: any Encoder) throws {
            try decision.encode(to: encoder)
            var members = encoder.container(keyedBy: Key.self)
            try members.encodeIfPresent(unfit, forKey: .unfit)
        }
    }

    func run() throws {
        let file = try openForReading(caseOption)
        let unfit = try file.unfitDecisions()
        let facts = Facts(
            rows: try file.decisions().map { Row(decision: $0, unfit: unfit[$0.hash]) },
            columns: [
                .init(name: "hash") { $0.decision.hash }, .init(name: "when") { $0.decision.when },
                .init(name: "who") { $0.decision.who }, .init(name: "action") { DecisionWords.name($0.decision.action) },
                .init(name: "words") { DecisionWords.words($0.decision.action) }, .init(name: "why") { $0.decision.why ?? "" },
                .init(name: "unfit") { $0.unfit ?? "" },
            ])
        try facts.print(format, pager: pager.pager) { rows in
            if rows.isEmpty { return "Nothing has been decided yet.\n" }
            let terminal = Terminal.current
            return rows.map { row in
                var text = terminal.wrap(DecisionLines.line(row.decision), indent: 4, first: 0) + "\n"
                if let reason = row.unfit {
                    text += terminal.styled(terminal.wrap("no longer fits: \(reason)", indent: 4), .yellow) + "\n"
                }
                return text
            }.joined()
        }
    }
}

struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Join the decisions of another copy of the case, and show where the two differ.",
        discussion: """
              legajo merge colleague.legajo
            """)

    @Argument(help: "The other case file.", completion: .file(extensions: ["legajo"]))
    var other: String

    @OptionGroup var caseOption: CaseOption

    @Option(help: "text or json.")
    var format: PlainFormat = .text

    struct Row: Encodable {
        struct Difference: Encodable {
            var about: String
            var mine: Decision
            var theirs: Decision
        }
        var joined: [Decision]
        var shared: Int
        var differences: [Difference]
        var papersOnlyMine: [String]
        var papersOnlyTheirs: [String]
        var changed: Int
    }

    func run() throws {
        let file = try CaseFile.open(path: try caseOption.existing())
        let report = try file.merge(try CaseFile.open(path: other, mode: .readOnly))
        if format == .json {
            Output.line(
                try json(
                    Row(
                        joined: report.joined, shared: report.shared,
                        differences: report.differences.map { .init(about: $0.about, mine: $0.mine, theirs: $0.theirs) },
                        papersOnlyMine: report.papersOnlyMine, papersOnlyTheirs: report.papersOnlyTheirs, changed: report.changed)
                ))
        } else {
            Output.line(
                "\(counted(report.joined.count, "decision")) joined, \(report.shared) in both, \(counted(report.changed, "entry", "entries")) changed"
            )
            for difference in report.differences {
                Output.line(
                    "they differ on \(difference.about):\n  mine    \(DecisionLines.line(difference.mine))\n  theirs  \(DecisionLines.line(difference.theirs))"
                )
            }
            for name in report.papersOnlyTheirs { Output.line("only in \(other): \(name)") }
            for name in report.papersOnlyMine { Output.line("only here: \(name)") }
            if let holder = report.waitsFor { Output.line("\(holder) is at work on the case and applies them.") }
        }
        if !report.differences.isEmpty { throw QuietExit(status: .doesNotHold) }
    }
}
