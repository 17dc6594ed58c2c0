import ArgumentParser
import CaseFile
import CaseModel
import Foundation

struct ReviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "The next undecided entry with its evidence, and single keys to decide.",
        discussion: """
            Keys: a accept, r reject, e correct, m merge with another, s skip, b back, u undo, w why, q quit, ? help. Without a terminal, the
            entries that wait for review are listed.

              legajo review
              legajo review --person "Anselmo Quintar" --conflicts
            """)

    @OptionGroup var caseOption: CaseOption
    @OptionGroup var filters: FilterOptions

    @Option(help: ArgumentHelp("Who decides; your login name where missing.", valueName: "name"))
    var who: String?

    func run() throws {
        let file = try openForReading(caseOption)
        var filter = try filters.filter()
        if filter.review.isEmpty { filter.review = [.proposed] }
        let terminal = Terminal.current
        guard terminal.isInteractive, isatty(STDIN_FILENO) == 1 else {
            let events = try file.events(filter)
            for event in events { Output.line("\(event.id.id.prefix(8))  \(shown(event.date))  \(event.headline)") }
            Output.complain("\(counted(events.count, "entry", "entries")) to review; run 'legajo review' in a terminal to decide")
            return
        }
        var session = ReviewSession(file: file, filter: filter, who: try DecisionLines.who(who), keys: RawKeys())
        try session.run()
    }
}

/// Single keys from the terminal: canonical mode and echo are off while it is in use.
struct RawKeys {
    private let saved: termios

    init() {
        var now = termios()
        tcgetattr(STDIN_FILENO, &now)
        saved = now
    }

    /// One key, or nil at the end of the input.
    func key() -> Character? {
        var raw = saved
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
        tcsetattr(STDIN_FILENO, TCSANOW, &raw)
        defer { restore() }
        var bytes: [UInt8] = []
        while true {
            var byte: UInt8 = 0
            guard read(STDIN_FILENO, &byte, 1) == 1 else { return nil }
            bytes.append(byte)
            if let c = String(validating: bytes, as: UTF8.self)?.first { return c }
            if bytes.count == 4 { return "\u{FFFD}" }
        }
    }

    /// One line, with the terminal's own editing.
    func line(_ prompt: String) -> String? {
        restore()
        Output.write(prompt)
        return readLine()
    }

    func restore() {
        var back = saved
        tcsetattr(STDIN_FILENO, TCSANOW, &back)
    }
}

/// One sitting of review.
struct ReviewSession {
    let file: CaseFile
    let filter: EventFilter
    let who: String
    let keys: RawKeys
    private var skipped: [EventID] = []
    private var decided = 0

    init(file: CaseFile, filter: EventFilter, who: String, keys: RawKeys) {
        self.file = file
        self.filter = filter
        self.who = who
        self.keys = keys
    }

    mutating func run() throws {
        while true {
            let waiting = try file.eventCount(filter)
            let next = try file.events(filter, limit: skipped.count + 1)
            guard let event = next.first(where: { !skipped.contains($0.id) }) else {
                Output.line(
                    waiting == 0 ? "Nothing waits for review." : "\(counted(waiting, "skipped entry", "skipped entries")) left.")
                return
            }
            // An entry that was skipped may have been decided meanwhile, by merging it with another.
            try show(event, left: max(1, waiting - skipped.count))
            guard let key = keys.key() else { return }
            switch key {
            case "a":
                try decide([.accept(CaseFile.key(event))])
                tell("✓ accepted", event, .green)
            case "r":
                try decide([.reject(CaseFile.key(event))], why: keys.line("why (empty for none): "))
                tell("✗ rejected", event, .red)
            case "e": try correct(event)
            case "m": try merge(event)
            case "s", " ": skipped.append(event.id)
            case "b": _ = skipped.popLast()
            case "u": try undo()
            case "w": try why(event)
            case "q", "\u{4}", "\u{1B}": return Output.line("\(counted(decided, "decision")) made.")
            default: Output.line(Self.help)
            }
        }
    }

    private func tell(_ what: String, _ event: Event, _ style: Terminal.Style) {
        let terminal = Terminal.current
        Output.line(terminal.styled(terminal.wrap("\(what): \(event.headline)", indent: 2, first: 0), style))
    }

    static let help = """
        a accept   r reject   e correct (date, kind, headline, participant, mode)   m merge with another entry
        s skip     b back     u undo the last decision   w why   q quit
        """

    private func show(_ event: Event, left: Int) throws {
        let terminal = Terminal.current
        var papers = PaperWords(file: file)
        var out = "\n" + terminal.styled("\(left) left, \(decided) decided", .dim) + "\n"
        out += terminal.styled(terminal.wrap("\(shown(event.date))  \(event.headline)"), .bold) + "\n"
        out +=
            terminal.wrap(
                "\(event.kind.rawValue), \(event.modality.rawValue); "
                    + event.participants.map { "\($0.role.rawValue) \($0.name)" }.joined(separator: ", "), indent: 2) + "\n"
        for evidence in event.evidence.prefix(6) {
            out += terminal.wrap(try papers.quoted(evidence.passage), indent: 6, first: 4) + "\n"
        }
        if event.evidence.count > 6 { out += "    … and \(event.evidence.count - 6) more\n" }
        for conflict in try file.conflicts(about: event.id.id) {
            out +=
                terminal.styled(
                    terminal.wrap(
                        "≠ \(conflict.field.rawValue): "
                            + conflict.sides.map { "\($0.value) (\(counted($0.independentSources, "source")))" }.joined(
                                separator: " against "),
                        indent: 4, first: 2), .yellow) + "\n"
        }
        out += terminal.styled("a accept  r reject  e correct  m merge  s skip  u undo  w why  q quit  ? help ", .dim)
        Output.line(out)
    }

    private mutating func decide(_ actions: [Decision.Action], why: String? = nil) throws {
        let outcome = try file.decide(actions, who: who, why: why.flatMap { $0.isEmpty ? nil : $0 })
        decided += outcome.decisions.count
        if let holder = outcome.waitsFor { Output.line("Logged; \(holder) is at work on the case and applies it.") }
    }

    private mutating func correct(_ event: Event) throws {
        Output.line("d date   k kind   h headline   p participant   o mode (any other key: back)")
        let field: (action: String, prompt: String)?
        switch keys.key() {
        case "d": field = ("date", "date (EDTF, now \(shown(event.date))): ")
        case "k": field = ("kind", "kind (now \(event.kind.rawValue)): ")
        case "h": field = ("headline", "headline: ")
        case "o": field = ("mode", "mode (ex-tunc, ex-nunc, suspend, none): ")
        case "p": field = ("participant", "role and name (agent Maria Example): ")
        default: field = nil
        }
        guard let field, let answer = keys.line(field.prompt), !answer.isEmpty else { return }
        do {
            let parts = answer.split(separator: " ", maxSplits: 1).map(String.init)
            let words: CaseFile.DecisionWordsIn =
                field.action == "participant"
                ? .init(action: field.action, on: event.id.id, value: parts.count > 1 ? parts[1] : "", role: parts[0])
                : .init(action: field.action, on: event.id.id, value: answer)
            try decide([try file.action(words)])
            tell("✎ corrected", (try? file.event(event.id.id)) ?? event, .green)
        } catch let error as CaseFileError {
            Output.line(Terminal.current.wrap("\(error)", indent: 2, first: 0))
        }
    }

    private mutating func merge(_ event: Event) throws {
        guard let other = keys.line("merge with (id): "), !other.isEmpty else { return }
        do {
            try decide([try file.action(.init(action: "merge", on: "\(event.id.id) \(other)"))])
            tell("✓ merged with \(other)", event, .green)
        } catch let error as CaseFileError {
            Output.line(Terminal.current.wrap("\(error)", indent: 2, first: 0))
        }
    }

    private mutating func undo() throws {
        guard let last = try file.lastDecision(by: who) else { return Output.line("Nothing to undo.") }
        try decide([.undo(last.hash)])
        decided = max(0, decided - 2)
        let terminal = Terminal.current
        Output.line(terminal.styled(terminal.wrap("Taken back: \(DecisionLines.line(last))", indent: 2, first: 0), .yellow))
    }

    private func why(_ event: Event) throws {
        var papers = PaperWords(file: file)
        let answer = try WhyAnswer(event: event, record: try file.record(), papers: &papers, decisions: try file.decisions())
        Output.line(answer.text())
    }
}
