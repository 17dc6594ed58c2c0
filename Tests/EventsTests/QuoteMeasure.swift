import CaseModel
import Foundation
import Testing

@testable import Events

/// Speakers of direct quotes against PolNeAR's attributions:
/// LEGAJO_POLNEAR=folder-with-text-and-attributions swift test -c release --filter QuoteMeasure
/// A gold attribution counts when its content stands between quotation marks and it has a source. Found: our quotation over its
/// content names that source (our words or a mention of our entity overlap the gold source); wrong: it names another.
@Suite(.enabled(if: annotator != nil && ProcessInfo.processInfo.environment["LEGAJO_POLNEAR"] != nil))
struct QuoteMeasure {
    struct Gold {
        var content: Range<Int>
        var source: [Range<Int>]
    }

    @Test func speakersOfDirectQuotes() throws {
        let folder = URL(fileURLWithPath: ProcessInfo.processInfo.environment["LEGAJO_POLNEAR"]!)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent("text").path).sorted()
        let marks = try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent("attributions").path)
            .sorted()
        var counts = (gold: 0, found: 0, wrong: 0, missed: 0)
        let talks = ProcessInfo.processInfo.environment["LEGAJO_VERBOSE"] != nil
        for file in files {
            let stem = String(file.dropLast(4))
            guard let name = marks.first(where: { $0.hasPrefix(stem) }) else { continue }
            let text = try String(contentsOf: folder.appendingPathComponent("text").appendingPathComponent(file), encoding: .utf8)
            let golds = QuoteMeasure.golds(
                try String(
                    contentsOf: folder.appendingPathComponent("attributions").appendingPathComponent(name), encoding: .utf8),
                text: text)
            var document = Document(id: DocumentID(stem), name: file, text: text)
            document.blocks = QuoteMeasure.blocks(text)
            let annotation = annotator!.annotate(document)
            let bytes = Array(text.utf8)
            for gold in golds {
                counts.gold += 1
                let mine = annotation.quotes.filter { $0.range.overlaps(gold.content) }
                let named = mine.filter { $0.speaker != nil || $0.speakerWords != nil }
                guard let first = named.first else {
                    counts.missed += 1
                    if talks { print("MISSED \(mine.count) \(file): \(QuoteMeasure.context(gold, bytes))") }
                    continue
                }
                let isRight = named.contains { quote in
                    gold.source.contains { source in
                        quote.speakerWords?.overlaps(source) ?? false
                            || quote.speaker.map { annotation.entities[$0].mentions.contains { $0.range.overlaps(source) } }
                                ?? false
                    }
                }
                if isRight {
                    counts.found += 1
                } else {
                    counts.wrong += 1
                    if talks {
                        print(
                            "WRONG \(first.speaker.flatMap { annotation.entities[$0].name } ?? "?") (\(first.speakerWords.map { String(decoding: bytes[$0], as: UTF8.self) } ?? "")) not \(gold.source.map { String(decoding: bytes[$0], as: UTF8.self) }): \(QuoteMeasure.context(gold, bytes))"
                        )
                    }
                }
            }
        }
        let found = Double(counts.found) / Double(counts.gold)
        let wrong = Double(counts.wrong) / Double(counts.gold)
        print("PolNeAR direct quotes: \(counts.gold) gold, speaker found \(found), wrong \(wrong), none \(counts.missed)")
        #expect(found >= 0.80)
        #expect(wrong <= 0.08)
    }

    static func context(_ gold: Gold, _ bytes: [UInt8]) -> String {
        String(
            decoding: bytes[max(0, gold.content.lowerBound - 140)..<min(bytes.count, gold.content.upperBound + 110)],
            as: UTF8.self
        )
        .replacingOccurrences(of: "\n", with: " / ")
    }

    static func blocks(_ text: String) -> [Block] {
        var blocks: [Block] = []
        var start = 0
        for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            let end = start + line.count
            if line.contains(where: { $0 > 0x20 }) {
                blocks.append(Block(kind: .paragraph, text: String(Substring(line)), range: start..<end, source: nil))
            }
            start = end + 1
        }
        return blocks
    }

    static func golds(_ ann: String, text: String) -> [Gold] {
        var offsets: [Int] = [0]
        for scalar in text.unicodeScalars { offsets.append(offsets.last! + UTF8.width(scalar)) }
        var spans: [Substring: [Range<Int>]] = [:]
        for line in ann.split(separator: "\n") where line.hasPrefix("T") {
            let parts = line.split(separator: "\t")
            guard parts.count > 1, let space = parts[1].firstIndex(of: " ") else { continue }
            spans[parts[0]] = parts[1][space...].split(separator: ";").compactMap { piece in
                let ends = piece.split(separator: " ").compactMap { Int($0) }
                return ends.count == 2 && ends[1] < offsets.count && ends[0] < ends[1] ? offsets[ends[0]]..<offsets[ends[1]] : nil
            }
        }
        var golds: [Gold] = []
        let scalars = Array(text.utf8)
        for line in ann.split(separator: "\n") where line.hasPrefix("E") {
            var content: [Range<Int>] = []
            var source: [Range<Int>] = []
            for field in line.split(whereSeparator: { $0 == "\t" || $0 == " " }).dropFirst() {
                let sides = field.split(separator: ":")
                guard sides.count == 2 else { continue }
                if sides[0] == "Content" { content += spans[sides[1]] ?? [] }
                if sides[0] == "Source" { source += spans[sides[1]] ?? [] }
            }
            content.sort { $0.lowerBound < $1.lowerBound }
            guard let first = content.first, let last = content.last, first.lowerBound < last.upperBound, !source.isEmpty else {
                continue
            }
            let words = String(decoding: scalars[first.lowerBound..<last.upperBound], as: UTF8.self)
            let isOpen = words.hasPrefix("\"") || words.hasPrefix("“") || words.hasPrefix("''") || words.hasPrefix("``")
            let isClosed = words.hasSuffix("\"") || words.hasSuffix("”") || words.hasSuffix("''")
            guard isOpen, isClosed else { continue }
            golds.append(Gold(content: first.lowerBound..<last.upperBound, source: source))
        }
        return golds
    }
}
