import ArgumentParser
import Foundation
import Language

struct AnalyzeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyze",
        abstract: "Language alone: sentences, tokens, tags, trees and names of a text.",
        discussion: """
            With --conllu or --names, gold tokens are read from standard input (CoNLL-U; IOB, one token a line) and printed with our columns.

              legajo analyze article.txt --format conllu
              legajo analyze --conllu < dev.conllu
              legajo analyze --names < names.iob2
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case conllu, json }

    @Argument(help: "A text file; standard input where it is missing or '-'.", completion: .file())
    var file: String?

    @Flag(name: .customLong("conllu"), help: "Gold tokens in CoNLL-U on standard input, printed with our tags and trees.")
    var goldTokens = false

    @Flag(name: .customLong("names"), help: "Gold tokens in IOB on standard input, printed with our names.")
    var goldNames = false

    @Option(help: "conllu or json.")
    var format: Format = .conllu

    func validate() throws {
        if goldTokens && goldNames { throw ValidationError("--conllu and --names exclude each other") }
        if (goldTokens || goldNames) && file != nil {
            throw ValidationError("--conllu and --names read standard input; give no file")
        }
    }

    struct SentenceRow: Encodable {
        struct TokenRow: Encodable {
            var start: Int
            var end: Int
            var form: String
            var lemma: String
            var upos: String
            var xpos: String
            var head: Int
            var relation: String
        }
        struct NameRow: Encodable {
            var start: Int
            var end: Int
            var text: String
            var type: String
        }
        var start: Int
        var end: Int
        var tokens: [TokenRow]
        var names: [NameRow]
    }

    func run() throws {
        let analyzer = try Analyzer.shared(language: "en")
        let input = try Input.text(file)
        if goldTokens { return Output.write(try CoNLLU.annotate(input, with: analyzer)) }
        if goldNames { return Output.write(try NamesIO.annotate(input, with: analyzer)) }
        let analysis = analyzer.analyze(text: input)
        switch format {
        case .conllu: Output.write(CoNLLU.write(analysis))
        case .json:
            Output.line(
                try json(
                    analysis.sentences.map { sentence in
                        SentenceRow(
                            start: sentence.range.lowerBound, end: sentence.range.upperBound,
                            tokens: sentence.tokens.map {
                                .init(
                                    start: $0.range.lowerBound, end: $0.range.upperBound, form: $0.form, lemma: $0.lemma,
                                    upos: $0.upos.label,
                                    xpos: $0.xpos, head: $0.head, relation: $0.relation)
                            },
                            names: sentence.names.map { name in
                                let start = sentence.tokens[name.tokens.lowerBound].range.lowerBound
                                let end = sentence.tokens[name.tokens.upperBound - 1].range.upperBound
                                return .init(
                                    start: start, end: end, text: analysis.words(start..<end), type: String(describing: name.type)
                                )
                            })
                    }))
        }
    }
}

/// Files and standard input as bytes or text, with errors that name them.
enum Input {
    static func bytes(_ path: String?) throws -> [UInt8] {
        guard let path, path != "-" else { return [UInt8](FileHandle.standardInput.readDataToEndOfFile()) }
        try check(path)
        // Not by the file manager, which reads no pipes.
        guard let handle = FileHandle(forReadingAtPath: path) else { throw Failure(.unusable, "\(path): cannot be read") }
        guard let data = try? handle.readToEnd() ?? Data() else { throw Failure(.unusable, "\(path): cannot be read") }
        return [UInt8](data)
    }

    /// Throws where nothing, or a folder, lies at `path`.
    static func check(_ path: String) throws {
        var folder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &folder) else {
            throw Failure(.unusable, "\(path): there is no such file")
        }
        guard !folder.boolValue else { throw Failure(.unusable, "\(path): a folder, not a file") }
    }

    /// Whether a pipe lies at `path`, as with "<(zcat papers.gz)".
    static func isPipe(_ path: String) -> Bool {
        var info = stat()
        return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFIFO
    }

    static func text(_ path: String?) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }
}
