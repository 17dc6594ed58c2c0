import ArgumentParser
import CaseFile
import CaseModel
import EDTF

/// The filters of `timeline` and `export`: everything that is set must hold.
struct FilterOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Only entries in which this person, body or place takes part; may be given again.", valueName: "name"))
    var person: [String] = []

    @Option(help: ArgumentHelp("Only entries of this kind (pardon, annul, release …); may be given again.", valueName: "kind"))
    var kind: [String] = []

    @Option(help: ArgumentHelp("Only what may have happened on or after this day, month or year.", valueName: "date"))
    var from: String?

    @Option(help: ArgumentHelp("Only what may have happened on or before this day, month or year.", valueName: "date"))
    var to: String?

    @Option(help: ArgumentHelp("Only entries that a paper tells whose name, outlet or id has this in it.", valueName: "paper"))
    var source: String?

    @Flag(name: .customLong("conflicts"), help: "Only entries on which papers disagree.")
    var conflictsOnly = false

    @Option(
        help: ArgumentHelp(
            "Only entries in this state of review: proposed, accepted, rejected, corrected; may be given again.",
            valueName: "state"))
    var review: [String] = []

    func filter() throws -> EventFilter {
        var filter = EventFilter()
        filter.persons = person
        filter.kinds = try kind.map { word in
            guard let kind = EventKind(rawValue: word) else {
                let near = suggestions(for: word, among: EventKind.allCases.map(\.rawValue))
                throw Failure(
                    .wrongUse, "--kind: there is no kind \"\(word)\"",
                    hint: near.isEmpty
                        ? "Kinds: " + EventKind.allCases.map(\.rawValue).joined(separator: " ")
                        : "Did you mean \(near.joined(separator: ", "))?")
            }
            return kind
        }
        filter.from = try from.map { try bound($0, option: "--from", last: false) }
        filter.to = try to.map { try bound($0, option: "--to", last: true) }
        if let from = filter.from, let to = filter.to, to < from {
            throw Failure(.wrongUse, "--from \(self.from!) is after --to \(self.to!)", hint: "Swap them.")
        }
        filter.source = source
        filter.conflictsOnly = conflictsOnly
        filter.review = try review.map { word in
            guard let state = ReviewState(rawValue: word) else {
                throw Failure(
                    .wrongUse, "--review: there is no state \"\(word)\"",
                    hint: "States: " + ReviewState.allCases.map(\.rawValue).joined(separator: ", "))
            }
            return state
        }
        return filter
    }
}
