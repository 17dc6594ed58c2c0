import ArgumentParser
import CaseFile
import Foundation

/// A hit as lines for people.
enum SearchText {
    static func hit(_ hit: SearchHit, _ terminal: Terminal) -> String {
        // A person has no day; a paper or entry without one is undated.
        let day = hit.kind == .actor ? nil : hit.date ?? "undated"
        let tail = "  " + [day, hit.kind.rawValue, String(hit.id.prefix(8))].compactMap { $0 }.joined(separator: "  ")
        let sameWords = hit.snippet == hit.title
        let title = terminal.wrap(sameWords ? Terminal.mark(hit.title, hit.marks) : hit.title, indent: 4, first: 0)
        let last = title.split(separator: "\n").last.map { displayWidth(String($0)) } ?? 0
        let fits = last + displayWidth(tail) <= terminal.width
        var out = sameWords && !hit.marks.isEmpty ? terminal.marked(title) : terminal.styled(title, .bold)
        out += terminal.styled(fits ? tail : "\n    " + tail.dropFirst(2), .dim)
        if !sameWords { out += "\n" + terminal.marked(terminal.wrap(Terminal.mark(hit.snippet, hit.marks), indent: 4)) }
        return out
    }
}

struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Find words in texts, captions, headlines, quotes and names.",
        discussion: """
            "two words" finds a phrase, pard* words that begin so, NEAR(pardon hospital, 5) words within five. A misspelt name finds the nearest.

              legajo search '"void from the outset"'
              legajo search Quintr --from 2015 --limit 5
            """)

    @Argument(help: "The words.")
    var words: [String]

    @OptionGroup var caseOption: CaseOption
    @OptionGroup var pager: PagerOption

    @Option(help: ArgumentHelp("Only what these persons or bodies take part in.", valueName: "name"))
    var person: [String] = []

    @Option(help: ArgumentHelp("Only entries of this kind.", valueName: "kind"))
    var kind: [String] = []

    @Option(help: ArgumentHelp("On or after.", valueName: "date"))
    var from: String?

    @Option(help: ArgumentHelp("On or before.", valueName: "date"))
    var to: String?

    @Option(help: ArgumentHelp("Only papers with this in their name or outlet.", valueName: "paper"))
    var source: String?

    @Option(help: ArgumentHelp("At most so many.", valueName: "n"))
    var limit = 20

    @Option(help: "text, json, csv or markdown.")
    var format: FactFormat = .text

    func run() throws {
        var filters = FilterOptions()
        filters.person = person
        filters.kind = kind
        filters.from = from
        filters.to = to
        filters.source = source
        filters.review = []
        filters.conflictsOnly = false
        let file = try openForReading(caseOption)
        var query = SearchQuery(words.joined(separator: " "))
        query.filter = try filters.filter()
        query.limit = limit
        let result = try file.search(query)
        let facts = Facts(
            rows: result.hits,
            columns: [
                .init(name: "kind") { $0.kind.rawValue }, .init(name: "id") { $0.id }, .init(name: "title") { $0.title },
                .init(name: "date") { $0.date ?? "" }, .init(name: "paper") { $0.paper ?? "" },
                .init(name: "snippet") { $0.snippet },
            ])
        try facts.print(format, pager: pager.pager) { hits in
            let terminal = Terminal.current
            var out = ""
            for (typed, meant) in result.corrected.sorted(by: { $0.key < $1.key }) {
                out += "\"\(typed)\" is not in these papers; showing \(meant.joined(separator: ", "))\n"
            }
            if hits.isEmpty { return out + "Nothing found.\n" }
            for hit in hits {
                out += SearchText.hit(hit, terminal) + "\n"
            }
            return out
        }
        if result.hits.isEmpty { throw QuietExit(status: .doesNotHold) }
    }
}
