import EDTF
import Foundation
import Language
import Testing

@testable import TimeExpressions

/// Microsoft Recognizers' English date cases, read from the shared evaluation data where present. `Recognizers.txt` names the cases that are
/// left out, each group with its reason.
@Suite struct RecognizersTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    private static let folder: URL = {
        let named = ProcessInfo.processInfo.environment["LEGAJO_SHARED"].map { URL(fileURLWithPath: $0) }
        let shared =
            named
            ?? root.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared")
        return shared.appending(path: "data/timex/recognizers/English")
    }()
    static let present = FileManager.default.fileExists(atPath: folder.appending(path: "DateParser.json").path)

    private struct Case: Decodable {
        struct Result: Decodable {
            struct Value: Decodable { var Timex: String? }
            var Text: String
            var Value: Value?
        }
        struct Context: Decodable { var ReferenceDateTime: String? }
        var Input: String
        var Context: Context?
        var Results: [Result]
    }

    /// Texts of cases that are left out.
    private static func leftOut() throws -> Set<String> {
        let text = try String(contentsOf: root.appending(path: "Recognizers.txt"), encoding: .utf8)
        return Set(
            text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
        )
    }

    @Test(.enabled(if: present), arguments: ["DateExtractor", "DateParser"])
    func cases(name: String) throws {
        var data = try Data(contentsOf: Self.folder.appending(path: "\(name).json"))
        if data.starts(with: [0xEF, 0xBB, 0xBF]) { data = data.dropFirst(3) }
        let leftOut = try Self.leftOut()
        var checked = 0
        for item in try JSONDecoder().decode([Case].self, from: data)
        where !leftOut.contains(item.Input.lowercased().trimmingCharacters(in: .whitespaces)) {
            checked += 1
            let text = Analysis(
                text: Array(item.Input.utf8),
                sentences: [Sentence(range: 0..<item.Input.utf8.count, tokens: [], names: [], block: 0)])
            let found = english.tag(text).filter { $0.kind == .date && $0.relation.meaning.isDated }
            let spans = found.map { Self.plain(text.words($0.range)) }
            #expect(spans == item.Results.map { Self.plain($0.Text) }, "\(item.Input)")
            guard let reference = item.Context?.ReferenceDateTime.flatMap({ Day(iso: $0.prefix(10)) }) else { continue }
            for (expression, result) in zip(found, item.Results) {
                guard let timex = result.Value?.Timex, timex.utf8.count == 10 else { continue }
                // Their values are days, ours units of the phrase's own size; patterns have no day of their own.
                if let day = Day(iso: timex) {
                    #expect(
                        expression.relation.days(document: DaySet(reference)).contains(day),
                        "\(item.Input): \(expression.value(on: reference))")
                } else {
                    #expect(expression.value(on: nil) == timex, "\(item.Input)")
                }
            }
        }
        #expect(checked > 70)
    }

    /// They take in "on", "the" and a last stop now and then, without a rule that TIMEX3 shares.
    private static func plain(_ text: String) -> String {
        var words = text.lowercased().split(whereSeparator: { $0 == " " || $0 == "." }).map(String.init)
        while let first = words.first, ["on", "the"].contains(first) { words.removeFirst() }
        return words.joined(separator: " ")
    }
}

extension Meaning {
    fileprivate var isDated: Bool {
        if case .reference = self { return false }
        return true
    }
}
