import EDTF
import Foundation
import Language
import Testing

@testable import TimeExpressions

/// Writes TimeML for folders of `.tml` files when asked to: TIMEX_IN and TIMEX_OUT name them. For measuring without the command line.
@Suite struct MeasureTests {
    @Test(.enabled(if: ProcessInfo.processInfo.environment["TIMEX_IN"] != nil))
    func annotate() throws {
        let source = ProcessInfo.processInfo.environment["TIMEX_IN"]!
        let target = ProcessInfo.processInfo.environment["TIMEX_OUT"]!
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
        let tagger =
            if let file = ProcessInfo.processInfo.environment["TIMEX_GRAMMAR"] {
                try TimeTagger(grammar: String(contentsOfFile: file, encoding: .utf8), file: file)
            } else {
                try TimeTagger(language: ProcessInfo.processInfo.environment["TIMEX_LANGUAGE"] ?? "en")
            }
        let analyzer = try ProcessInfo.processInfo.environment["TIMEX_MODEL"].map(Analyzer.init(modelAt:))
        var bytesRead = 0
        var spent = 0.0
        for name in try FileManager.default.contentsOfDirectory(atPath: source).sorted() where name.hasSuffix(".tml") {
            guard let bytes = FileManager.default.contents(atPath: "\(source)/\(name)"), let input = TimeML.read([UInt8](bytes))
            else {
                continue
            }
            let analysis = analyzer.map { $0.analyze(text: input.text) } ?? analysis(input.text)
            let start = threadSeconds()
            let expressions = tagger.tag(analysis)
            spent += threadSeconds() - start
            bytesRead += input.text.utf8.count
            try Data(TimeML.write(input, expressions: expressions)).write(to: URL(fileURLWithPath: "\(target)/\(name)"))
        }
        print("legajo-tagging \(Double(bytesRead) / spent / 1e6) MB a CPU second")
    }
}
