import ArgumentParser
import CaseFile
import CaseModel
import Foundation

struct ActorsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "actors",
        abstract: "Who is in the papers: persons, bodies and places, with aliases and roles in time.",
        discussion: """
              legajo actors
              legajo actors --kind person --format csv
            """)

    @OptionGroup var caseOption: CaseOption
    @OptionGroup var pager: PagerOption

    @Option(help: ArgumentHelp("person, organisation, place or authority.", valueName: "kind"))
    var kind: String?

    @Option(help: "text, json, csv or markdown.")
    var format: FactFormat = .text

    struct Row: Encodable {
        var id: String
        var name: String
        var kind: String
        var aliases: [String]
        var roles: [String]
        var born: String?
        var country: String?
        var mentions: Int
        var papers: Int
        var entries: Int
    }

    func run() throws {
        let wanted = try kind.map { word in
            guard let kind = CaseActor.Kind(rawValue: word) else {
                throw Failure(
                    .wrongUse, "--kind: there is no kind \"\(word)\"", hint: "Kinds: person, organisation, place, authority")
            }
            return kind
        }
        let file = try openForReading(caseOption)
        let record = try file.record()
        var entries: [ActorID: Int] = [:]
        for event in record.events {
            for id in Set(event.participants.compactMap(\.actor)) { entries[id, default: 0] += 1 }
        }
        let rows = record.actors.filter { wanted == nil || $0.kind == wanted }.map { actor in
            Row(
                id: actor.id.id, name: actor.name, kind: actor.kind.rawValue, aliases: actor.aliases,
                roles: actor.roles.map { "\($0.role)\($0.edtf.map { " (\($0))" } ?? "")" }, born: actor.born,
                country: actor.country,
                mentions: actor.mentions.count, papers: Set(actor.mentions.map(\.document)).count, entries: entries[actor.id] ?? 0
            )
        }.sorted { ($1.entries, $1.mentions, $0.name) < ($0.entries, $0.mentions, $1.name) }
        let facts = Facts(
            rows: rows,
            columns: [
                .init(name: "id") { $0.id }, .init(name: "name") { $0.name }, .init(name: "kind") { $0.kind },
                .init(name: "aliases") { $0.aliases.joined(separator: "; ") },
                .init(name: "roles") { $0.roles.joined(separator: "; ") },
                .init(name: "born") { $0.born ?? "" }, .init(name: "country") { $0.country ?? "" },
                .init(name: "papers") { String($0.papers) }, .init(name: "entries") { String($0.entries) },
            ])
        try facts.print(format, pager: pager.pager) { rows in
            let terminal = Terminal.current
            if rows.isEmpty { return "Nobody is named in these papers.\n" }
            return rows.map { row in
                var text =
                    terminal.styled(row.name, .bold)
                    + terminal.styled(
                        "  \(row.kind), \(counted(row.entries, "entry", "entries")), \(counted(row.papers, "paper"))  \(row.id.prefix(8))",
                        .dim)
                var details: [String] = []
                if !row.aliases.isEmpty { details.append("also " + row.aliases.joined(separator: ", ")) }
                details += row.roles
                if let born = row.born { details.append("born \(born)") }
                if !details.isEmpty { text += "\n" + terminal.wrap(details.joined(separator: "; "), indent: 4) }
                return text + "\n"
            }.joined()
        }
    }
}

struct QuotesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quotes",
        abstract: "Who said what, when, in which paper.",
        discussion: """
            A quote whose speaker the papers do not tell is listed under "unknown", never under the nearest name.

              legajo quotes --by "Rosaura Quintar"
              legajo quotes --format markdown
            """)

    @OptionGroup var caseOption: CaseOption
    @OptionGroup var pager: PagerOption

    @Option(help: ArgumentHelp("Only what this person or body said.", valueName: "name"))
    var by: String?

    @Flag(help: "Reported speech too, not only words between marks.")
    var indirect = false

    @Option(help: "text, json, csv or markdown.")
    var format: FactFormat = .text

    struct Row: Encodable {
        var speaker: String?
        var name: String
        var form: String
        var text: String
        var date: String?
        var paper: String
        var document: String
    }

    func run() throws {
        let file = try openForReading(caseOption)
        let record = try file.record()
        let speaker = try by.map { try file.actor(named: $0) }
        var papers = PaperWords(file: file)
        let rows = try record.quotes.filter {
            (speaker == nil || $0.speaker == speaker!.id) && (indirect || $0.form != .indirect)
        }.map { quote in
            Row(
                speaker: quote.speaker?.id, name: quote.name ?? "unknown", form: quote.form.rawValue,
                text: try papers.words(quote.passage),
                date: quote.date.edtf, paper: try papers.name(quote.passage.document), document: quote.passage.document.hex)
        }
        let facts = Facts(
            rows: rows,
            columns: [
                .init(name: "name") { $0.name }, .init(name: "date") { $0.date ?? "" }, .init(name: "form") { $0.form },
                .init(name: "text") { $0.text }, .init(name: "paper") { $0.paper },
            ])
        try facts.print(format, pager: pager.pager) { rows in
            let terminal = Terminal.current
            if rows.isEmpty { return "No quotes.\n" }
            return rows.map { row in
                terminal.styled(row.name, .bold) + terminal.styled("  \(row.date ?? "undated")  \(row.paper)", .dim) + "\n"
                    + terminal.wrap(row.form == "indirect" ? row.text : "“\(row.text)”", indent: 4) + "\n"
            }.joined()
        }
    }
}

struct ConflictsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conflicts",
        abstract: "Where the papers disagree, each side with its sources.",
        discussion: """
              legajo conflicts
              legajo conflicts --field figure --format json
            """)

    @OptionGroup var caseOption: CaseOption
    @OptionGroup var pager: PagerOption

    @Option(help: ArgumentHelp("date, figure, participant or identity.", valueName: "field"))
    var field: String?

    @Option(help: "text, json, csv or markdown.")
    var format: FactFormat = .text

    struct Row: Encodable {
        struct Side: Encodable {
            var value: String
            var independentSources: Int
            var evidence: [String]
        }
        var about: String
        var title: String
        var field: String
        var sides: [Side]
    }

    func run() throws {
        let wanted = try field.map { word in
            guard let field = Conflict.Field(rawValue: word) else {
                throw Failure(
                    .wrongUse, "--field: there is no field \"\(word)\"", hint: "Fields: date, figure, participant, identity")
            }
            return field
        }
        let file = try openForReading(caseOption)
        let record = try file.record()
        var papers = PaperWords(file: file)
        let events = Dictionary(
            record.events.map { ($0.id.id, "\(shown($0.date))  \($0.headline)") }, uniquingKeysWith: { a, _ in a })
        let actors = Dictionary(record.actors.map { ($0.id.id, $0.name) }, uniquingKeysWith: { a, _ in a })
        let rows = try record.conflicts.filter { wanted == nil || $0.field == wanted }.map { conflict in
            Row(
                about: conflict.about,
                title: try events[conflict.about] ?? actors[conflict.about] ?? papers.name(DocumentID(conflict.about)),
                field: conflict.field.rawValue,
                sides: try conflict.sides.map { side in
                    Row.Side(
                        value: side.value, independentSources: side.independentSources,
                        evidence: try side.evidence.map { try papers.quoted($0) })
                })
        }
        let facts = Facts(
            rows: rows,
            columns: [
                .init(name: "about") { $0.about }, .init(name: "title") { $0.title }, .init(name: "field") { $0.field },
                .init(name: "sides") { $0.sides.map { "\($0.value) (\($0.independentSources))" }.joined(separator: " | ") },
                .init(name: "evidence") { $0.sides.map { $0.evidence.joined(separator: "; ") }.joined(separator: " | ") },
            ])
        try facts.print(format, pager: pager.pager) { rows in
            let terminal = Terminal.current
            if rows.isEmpty { return "The papers do not disagree.\n" }
            return rows.map { row in
                terminal.styled(terminal.wrap("\(row.title): the \(row.field)"), .bold) + "\n"
                    + row.sides.map { side in
                        terminal.wrap("\(side.value)  (\(counted(side.independentSources, "source")))", indent: 4, first: 2)
                            + "\n"
                            + side.evidence.map { terminal.styled(terminal.wrap($0, indent: 6), .dim) + "\n" }.joined()
                    }.joined()
            }.joined(separator: "\n")
        }
    }
}

struct DatesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dates",
        abstract: "The day of every paper, how it is known, and why; undated papers first.",
        discussion: """
              legajo dates
              legajo dates --undated
              legajo date bedside-pardon.txt 2016-01-02
            """)

    @OptionGroup var caseOption: CaseOption
    @OptionGroup var pager: PagerOption

    @Flag(help: "Only papers whose day is not known.")
    var undated = false

    @Option(help: "text, json, csv or markdown.")
    var format: FactFormat = .text

    struct Row: Encodable {
        var id: String
        var paper: String
        var published: String?
        var best: String?
        var basis: String
        var updated: String?
        var copyOf: String?
        var why: [String]
    }

    func run() throws {
        let file = try openForReading(caseOption)
        let record = try file.record()
        var papers = PaperWords(file: file)
        var rows: [Row] = []
        for dates in record.dates where !undated || dates.published.edtf == nil {
            rows.append(
                Row(
                    id: dates.document.hex, paper: try papers.name(dates.document), published: dates.published.edtf,
                    best: dates.published.best, basis: dates.published.basis.rawValue, updated: dates.updated?.edtf,
                    copyOf: try record.copies[dates.document].map { try papers.name($0) }, why: dates.published.why))
        }
        rows.sort { a, b in
            if (a.published == nil) != (b.published == nil) { return a.published == nil }
            return (a.published ?? "", a.paper) < (b.published ?? "", b.paper)
        }
        let facts = Facts(
            rows: rows,
            columns: [
                .init(name: "paper") { $0.paper }, .init(name: "published") { $0.published ?? "" },
                .init(name: "best") { $0.best ?? "" },
                .init(name: "basis") { $0.basis }, .init(name: "updated") { $0.updated ?? "" },
                .init(name: "copy of") { $0.copyOf ?? "" },
                .init(name: "why") { $0.why.joined(separator: "; ") },
            ])
        try facts.print(format, pager: pager.pager) { rows in
            let terminal = Terminal.current
            if rows.isEmpty { return undated ? "Every paper is dated.\n" : "No papers.\n" }
            return rows.map { row in
                var text =
                    terminal.styled(row.published ?? "undated", .bold) + "  \(row.paper)"
                    + terminal.styled("  \(row.basis)", .dim) + "\n"
                if let best = row.best, best != row.published { text += terminal.wrap("most likely \(best)", indent: 4) + "\n" }
                if let copy = row.copyOf { text += terminal.wrap("a copy of \(copy)", indent: 4) + "\n" }
                for reason in row.why { text += terminal.styled(terminal.wrap(reason, indent: 6, first: 4), .dim) + "\n" }
                return text
            }.joined()
        }
    }
}
