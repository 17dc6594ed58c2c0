import ArgumentParser
import Foundation
import Language
import TimeExpressions

/// How much text is read for time expressions in a second of CPU time, for the benchmarks.
struct TimeSpeed: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "time-speed",
        abstract:
            "Tags the text of a folder's .tml files and prints MB of text a CPU second: of tagging alone, and with all of Language."
    )

    @Argument(help: "A folder of .tml files.") var folder: String
    @Option(help: "Times over the files; the best is printed.") var rounds = 3

    func run() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".tml") }.sorted()
        let texts = names.compactMap {
            FileManager.default.contents(atPath: folder + "/" + $0).flatMap { TimeML.read([UInt8]($0))?.text }
        }
        guard !texts.isEmpty else { throw ValidationError("\(folder): no .tml file with a text") }
        let size = Double(texts.reduce(0) { $0 + $1.utf8.count }) / 1e6
        let (analyzer, tagger) = (try Analyzer.shared(language: "en"), try TimeTagger(language: "en"))
        var (tagging, whole) = (Double.infinity, Double.infinity)
        var found = 0
        for _ in 0..<max(1, rounds) {
            let start = clock()
            let analyses = texts.map { analyzer.analyze(text: $0, blocks: []) }
            let middle = clock()
            found = analyses.reduce(0) { $0 + tagger.tag($1).count }
            let end = clock()
            tagging = min(tagging, Double(end - middle) / Double(CLOCKS_PER_SEC))
            whole = min(whole, Double(end - start) / Double(CLOCKS_PER_SEC))
        }
        print(String(format: "legajo-tagging %.3f MB a CPU second, %d expressions", size / tagging, found))
        print(String(format: "legajo-whole %.3f MB a CPU second", size / whole))
    }
}
