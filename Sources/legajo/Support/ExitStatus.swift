/// What a run of `legajo` tells the shell: the one place where exit codes are decided (Docs/commands.md lists them).
enum ExitStatus: Int32, CaseIterable {
    /// Done.
    case done = 0
    /// Done, and something asked for does not hold: a failed check, `--strict` with problems, nothing found.
    case doesNotHold = 1
    /// Wrong use: an unknown option, a day that is none, an unknown person.
    case wrongUse = 2
    /// The input or the case file cannot be used: missing, not a case file, newer, locked, damaged, disk full.
    case unusable = 3
}

/// A failure in words for a person: what is wrong, where, and the way out.
struct Failure: Error, CustomStringConvertible {
    var status: ExitStatus
    var message: String
    /// What to do next, if something can be done.
    var hint: String?

    init(_ status: ExitStatus, _ message: String, hint: String? = nil) {
        self.status = status
        self.message = message
        self.hint = hint
    }

    var description: String { hint.map { "\(message)\n  \($0)" } ?? message }
}

/// Thrown to end a command with a status and no message: its product already says why.
struct QuietExit: Error {
    var status: ExitStatus
}
