import ArgumentParser
import CaseModel
import Documents
import Foundation

struct ReadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read",
        abstract: "Reading alone: the article of each file, with its facts, no case file.",
        discussion: """
            jsonl prints one object of the export's 'documents' a line, in the order given; trouble goes to standard error, one line a file, and
            all others are read. A packed file may expand to 2 GiB, or to 16 times its size where that is more; one paper may have 64 MiB. Web
            archives, mailboxes and files of JSON lines are read paper by paper, in bounded memory.

              legajo read article.html
              legajo read *.html.gz --format jsonl > articles.jsonl
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, jsonl, json }

    @Argument(help: "Files; standard input where '-'.", completion: .file())
    var files: [String]

    @Option(help: "text or jsonl.")
    var format: Format = .text

    @Flag(
        help: "Read each page with a model that has not seen its publisher: for measuring on the training pages, never for use.")
    var heldOut = false

    func run() throws {
        var options = ReaderOptions()
        options.heldOut = heldOut
        let reader = Reader(options: options)
        var failed = false
        let progress = ProgressLine(quiet: files.count < 20 || Terminal.current.isInteractive)
        for (n, path) in files.enumerated() {
            progress.update("reading \(n + 1) of \(files.count)  \(path)")
            func show(_ document: Document) -> Bool {
                switch format {
                case .jsonl, .json: Output.write(bytes: DocumentJSON.line(document) + [10])
                case .text: Output.write(Self.text(document))
                }
                return true
            }
            let problems: [ReadProblem]
            do {
                if path != "-" { try Input.check(path) }
                if path == "-" || Input.isPipe(path) {
                    // A pipe cannot be read from any place, as archives are.
                    let result = reader.read(bytes: try Input.bytes(path), name: path == "-" ? "stdin" : path)
                    for document in result.documents { _ = show(document) }
                    problems = result.problems
                } else {
                    problems = reader.stream(path: path, name: path, document: show)
                }
            } catch let failure as Failure {
                Output.complain("legajo: \(failure)")
                failed = true
                continue
            }
            for problem in problems {
                Output.complain(problem.description)
                failed = true
            }
        }
        progress.clear()
        if failed { throw QuietExit(status: .unusable) }
    }

    /// One paper for people: facts, then the text, then what stands apart.
    static func text(_ document: Document, terminal: Terminal = .current) -> String {
        var out = terminal.styled(document.title ?? document.name, .bold) + "\n"
        var facts: [String] = []
        if let outlet = document.outlet { facts.append(outlet) }
        if !document.authors.isEmpty { facts.append("by \(document.authors.joined(separator: ", "))") }
        if let language = document.language { facts.append(language) }
        if !facts.isEmpty { out += facts.joined(separator: " · ") + "\n" }
        for day in document.days {
            out += terminal.styled("\(day.role.rawValue) \(day.edtf) (\(day.source.rawValue): \(day.words))", .dim) + "\n"
        }
        out += "\n" + document.text + "\n"
        for block in document.blocks where block.range == nil && (block.kind == .caption || block.kind == .credit) {
            out += terminal.styled("\n[\(block.kind.rawValue)] \(block.text)", .dim) + "\n"
        }
        for problem in document.problems { out += terminal.styled("[\(problem)]", .yellow) + "\n" }
        return out + "\n"
    }
}
