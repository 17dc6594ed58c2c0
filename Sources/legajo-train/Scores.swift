import Foundation
import Language

/// Scores on data that was not trained on.
enum Scores {
    /// Tags and trees over gold tokens.
    static func trees(_ sentences: [TreeSentence], _ analyzer: Analyzer) -> String {
        let analysis = analyzer.analyze(tokens: sentences.map(\.forms))
        var total = 0, upos = 0, xpos = 0, uas = 0, las = 0
        for (gold, system) in zip(sentences, analysis.sentences) {
            for index in 0..<gold.count {
                let token = system.tokens[index]
                let tag = gold.tags[index].split(separator: "/", maxSplits: 1)
                total += 1
                if token.upos.label == tag[0] { upos += 1 }
                if tag.count > 1, token.xpos == tag[1] { xpos += 1 }
                if token.head == gold.heads[index] {
                    uas += 1
                    if token.relation.split(separator: ":")[0] == gold.relations[index].split(separator: ":")[0] { las += 1 }
                }
            }
        }
        func percent(_ part: Int) -> String { String(format: "%.2f", 100 * Double(part) / Double(max(1, total))) }
        return "UPOS \(percent(upos))  XPOS \(percent(xpos))  UAS \(percent(uas))  LAS \(percent(las))  (\(total) words)"
    }

    /// Tokens and sentences from raw text: paragraphs apart by blank lines, as Universal Dependencies' own raw texts.
    static func raw(_ sentences: [TreeSentence], _ analyzer: Analyzer, show: Int = 0) -> String {
        var text: [UInt8] = []
        var goldTokens = Set<Range<Int>>()
        var goldSentences = Set<Range<Int>>()
        for sentence in sentences {
            if sentence.opensParagraph, !text.isEmpty {
                while text.last == 0x20 { text.removeLast() }
                text += [0x0A, 0x0A]
            }
            let first = text.count
            var end = first
            for index in 0..<sentence.count {
                let start = text.count
                text += Array(sentence.forms[index].utf8)
                end = text.count
                goldTokens.insert(start..<end)
                if sentence.spaceAfter[index] || index == sentence.count - 1 { text.append(0x20) }
            }
            goldSentences.insert(first..<end)
            // The last word of a sentence may stand right before the next.
            if let last = sentence.spaceAfter.last, !last { text.removeLast() }
        }
        let analysis = analyzer.segment(bytes: text)
        let tokens = Set(analysis.flatMap(\.tokens))
        let found = Set(analysis.map(\.range))
        func f1(_ gold: Set<Range<Int>>, _ system: Set<Range<Int>>) -> String {
            let both = Double(gold.intersection(system).count)
            return String(format: "%.2f", 200 * both / Double(max(1, gold.count + system.count)))
        }
        if show > 0 {
            func word(_ range: Range<Int>) -> String {
                String(decoding: text[max(0, range.lowerBound - 15)..<range.lowerBound], as: UTF8.self) + "⟦"
                    + String(decoding: text[range], as: UTF8.self) + "⟧"
                    + String(decoding: text[range.upperBound..<min(text.count, range.upperBound + 12)], as: UTF8.self)
            }
            for range in goldTokens.subtracting(tokens).sorted(by: { $0.lowerBound < $1.lowerBound }).prefix(show) {
                Log.line("missed token: " + word(range).replacingOccurrences(of: "\n", with: "⏎"))
            }
            for range in goldSentences.subtracting(found).sorted(by: { $0.lowerBound < $1.lowerBound }).prefix(show) {
                Log.line(
                    "missed sentence: " + String(decoding: text[max(0, range.lowerBound - 30)..<range.lowerBound], as: UTF8.self)
                        + "⟦" + String(decoding: text[range], as: UTF8.self) + "⟧"
                        + String(decoding: text[range.upperBound..<min(text.count, range.upperBound + 30)], as: UTF8.self))
            }
        }
        return "token F1 \(f1(goldTokens, tokens))  sentence F1 \(f1(goldSentences, found))"
    }

    /// Exact spans of names against an IOB file with the third column of UNER, or the last.
    static func names(_ path: String, _ analyzer: Analyzer) throws -> String {
        let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        var golds: [[String]] = []
        var starts = [0]
        var forms: [[String]] = []
        var row: [String] = []
        var words: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("# newdoc") { starts.append(forms.count) }
            if line.hasPrefix("# ") && !line.contains("\t") { continue }
            let columns = line.split(separator: "\t").map(String.init)
            if columns.isEmpty {
                if !words.isEmpty { forms.append(words); golds.append(row) }
                words = []
                row = []
                continue
            }
            words.append(columns.count > 2 ? columns[1] : columns[0])
            row.append(columns.count > 2 ? columns[2] : columns[columns.count - 1])
        }
        if !words.isEmpty { forms.append(words); golds.append(row) }
        let ends = starts.dropFirst() + [forms.count]
        let sentences = zip(starts, ends).flatMap { analyzer.analyze(tokens: Array(forms[$0..<$1])).sentences }
        var counts = ["PER": (0, 0, 0), "ORG": (0, 0, 0), "LOC": (0, 0, 0), "all": (0, 0, 0)]
        for (gold, sentence) in zip(golds, sentences) {
            var spans = Set<String>()
            var index = 0
            while index < gold.count {
                let type = String(gold[index].dropFirst(2))
                if ["PER", "ORG", "LOC"].contains(type) {
                    var end = index + 1
                    while end < gold.count, gold[end] == "I-" + type { end += 1 }
                    spans.insert("\(index) \(end) \(type)")
                    index = end
                } else {
                    index += 1
                }
            }
            let found = Set(
                sentence.names.map { "\($0.tokens.lowerBound) \($0.tokens.upperBound) \(NamesIO.label($0.type))" }.filter {
                    !$0.hasSuffix("MISC")
                })
            for key in counts.keys {
                let g = spans.filter { key == "all" || $0.hasSuffix(key) }
                let s = found.filter { key == "all" || $0.hasSuffix(key) }
                counts[key]!.0 += g.intersection(s).count
                counts[key]!.1 += g.count
                counts[key]!.2 += s.count
            }
        }
        return ["all", "PER", "ORG", "LOC"].map { key in
            let (both, gold, system) = counts[key]!
            return "\(key) " + String(format: "%.2f", 200 * Double(both) / Double(max(1, gold + system)))
        }.joined(separator: "  ")
    }
}
