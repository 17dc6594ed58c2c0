import CaseFile
import CaseModel
import Foundation

/// Decisions as lines for people, for `log`, `why` and `review`.
enum DecisionLines {
    static func line(_ decision: Decision) -> String {
        var line =
            "\(decision.when.prefix(10))  \(decision.hash.prefix(8))  \(decision.who): \(DecisionWords.words(decision.action))"
        if let why = decision.why, !why.isEmpty { line += " — \(why)" }
        return line
    }

    /// True where a decision is about an entry that stands on these passages.
    static func concerns(_ decision: Decision, passages: [Passage]) -> Bool {
        DecisionWords.passages(decision.action).contains { p in
            passages.contains { $0.document == p.document && $0.range.overlaps(p.range) }
        }
    }

    /// The name that decisions carry: `--who`, else the login name.
    static func who(_ option: String?) throws -> String {
        if let option, !option.isEmpty { return option }
        let name = NSUserName()
        guard !name.isEmpty else { throw Failure(.wrongUse, "who decides?", hint: "Give a name: --who NAME") }
        return name
    }

    /// What came of decisions, for people.
    static func report(_ outcome: DecisionOutcome) -> String {
        let lines = outcome.decisions.map { "\($0.hash.prefix(8))  \(DecisionWords.words($0.action))" }
        let end =
            outcome.waitsFor.map { "Logged; \($0) is at work on the case and applies it." }
            ?? "\(counted(outcome.changed, "entry", "entries")) of the chronology changed."
        return (lines + [end]).joined(separator: "\n")
    }
}
