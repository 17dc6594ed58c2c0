import ArgumentParser
import CaseModel
import Documents
import Events
import Foundation
import Language
import TimeExpressions

struct AnnotateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "annotate",
        abstract: "What each paper says by itself: events, quotes, names, dates.",
        discussion: """
            timeml writes one .tml a paper into --out, with inline TIMEX3; a .tml input gives its day in <DCT> and its text in <TEXT>, which is
            copied character for character. jsonl prints one annotation a line, and without files is a filter: JSON Lines (articles, or files
            with "name" and "base64") or a web archive on standard input, cut into records; a bad record is a line with its error, never the end
            of the stream. With --memory or --seconds a worker process reads, and a record over which it dies is such a line too.

              legajo annotate article.html --format timeml --out tml/
              legajo annotate --format jsonl < articles.jsonl > annotations.jsonl
              legajo annotate --originals --memory 2000 --as crawl.warc.gz < crawl.warc.gz > annotations.jsonl
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case timeml, jsonl }

    @Argument(help: "Files; standard input where there are none.", completion: .file())
    var files: [String] = []

    @Option(help: "timeml or jsonl.")
    var format: Format = .jsonl

    @Option(help: ArgumentHelp("The folder for .tml files.", valueName: "folder"), completion: .directory)
    var out: String?

    @Flag(help: "With jsonl: each file's bytes too, base64, on its first paper.")
    var originals = false

    @OptionGroup var stream: StreamOptions

    func validate() throws {
        if format == .timeml && files.isEmpty { throw ValidationError("--format timeml needs files") }
        if format == .timeml && files.count > 1 && out == nil {
            throw ValidationError("--format timeml with several files needs --out FOLDER")
        }
    }

    func run() throws {
        switch format {
        case .timeml: try TimeMLWriter(out: out).run(files)
        case .jsonl where files.isEmpty:
            try stream.run(["annotate"] + (originals ? ["--originals"] : [])) {
                let filter = try AnnotationFilter(originals: originals)
                return { try filter.output(of: $0) }
            }
        case .jsonl:
            let filter = try AnnotationFilter(originals: originals)
            var failed = 0
            for file in files {
                var output = FilterOutput()
                do {
                    try filter.put(
                        FilterFile(name: file, bytes: try Input.bytes(file), modified: nil, isWhole: true), &output)
                } catch let failure as Failure { try output.fail(file, failure.message) }
                failed += output.failed
                Output.write(bytes: output.lines)
            }
            if failed > 0 { throw QuietExit(status: .doesNotHold) }
        }
    }
}

/// `annotate --format timeml`.
private struct TimeMLWriter {
    var out: String?

    func run(_ files: [String]) throws {
        let analyzer = try Analyzer.shared(language: "en")
        let tagger = try TimeTagger(language: "en")
        if let out { try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true) }
        let reader = Reader()
        var failed = false
        for file in files {
            let bytes = try Input.bytes(file)
            let stem = ((file as NSString).lastPathComponent as NSString).deletingPathExtension
            if file.hasSuffix(".tml") {
                guard let input = TimeML.read(bytes) else {
                    Output.complain("\(file): no <TEXT> in it; a .tml file needs one")
                    failed = true
                    continue
                }
                let analysis = analyzer.analyze(text: input.text)
                try put(TimeML.write(input, expressions: tagger.tag(analysis)), as: stem + ".tml")
                continue
            }
            let result = reader.read(bytes: bytes, name: file)
            for problem in result.problems {
                Output.complain(problem.description)
                failed = true
            }
            for (n, document) in result.documents.enumerated() {
                let analysis = analyzer.analyze(text: document.text, blocks: document.blocks.compactMap(\.range))
                let day = document.days.first { $0.role == .published }.flatMap { try? EDTFDay.of($0.edtf) }
                let text = TimeML.write(text: document.text, expressions: tagger.tag(analysis), dct: day, name: document.name)
                try put(Array(text.utf8), as: (n == 0 ? stem : "\(stem)-\(n + 1)") + ".tml")
            }
        }
        if failed { throw QuietExit(status: .unusable) }
    }

    private func put(_ bytes: [UInt8], as name: String) throws {
        guard let out else { return Output.write(bytes: bytes) }
        let path = (out as NSString).appendingPathComponent(name)
        do { try Data(bytes).write(to: URL(fileURLWithPath: path)) } catch {
            throw Failure(.unusable, "\(path): cannot be written: \(error.localizedDescription)")
        }
    }
}
