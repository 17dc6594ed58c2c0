import Foundation
import Language

/// A sentence with names: labels are indices in `NameData.labels`.
struct NameSentence: Sendable {
    var forms: [String]
    var labels: [UInt8]
}

enum NameData {
    /// O, then B and I of each type in turn.
    static let labels = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
    private static let types = ["PER": 0, "ORG": 1, "LOC": 2]

    /// Reads columns with IOB1 or IOB2 labels in the last one. Types outside ours are no names.
    static func read(_ path: String) throws -> [NameSentence] {
        let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        var sentences: [NameSentence] = []
        var forms: [String] = []
        var labels: [UInt8] = []
        var open = -1
        func close() {
            if !forms.isEmpty { sentences.append(NameSentence(forms: forms, labels: labels)) }
            forms = []
            labels = []
            open = -1
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let columns = line.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\r" })
            if columns.isEmpty {
                close()
                continue
            }
            guard columns.count >= 2 else { continue }
            forms.append(String(columns[0]))
            let label = columns[columns.count - 1]
            guard label.count > 2, let type = types[String(label.dropFirst(2))] else {
                labels.append(0)
                open = -1
                continue
            }
            let begins = label.hasPrefix("B") || open != type
            labels.append(UInt8(1 + 2 * type + (begins ? 0 : 1)))
            open = type
        }
        close()
        return sentences
    }

    /// Names out of GUM's entities: mentions of a person, an organisation or a place whose head is a proper noun, without titles.
    static func fromEntities(_ sentences: [TreeSentence]) -> [NameSentence] {
        var out: [NameSentence] = []
        var open: [(id: Substring, type: Int, sentence: Int, start: Int)] = []
        for (number, sentence) in sentences.enumerated() {
            var mentions: [(type: Int, range: Range<Int>)] = []
            for (index, entity) in sentence.entities.enumerated() where !entity.isEmpty {
                var rest = Substring(entity)
                while let first = rest.first {
                    if first == "(" {
                        rest = rest.dropFirst()
                        let end = rest.firstIndex { $0 == "(" || $0 == ")" } ?? rest.endIndex
                        let parts = rest[..<end].split(separator: "-", maxSplits: 2)
                        let type = parts.count > 1 ? ["person": 0, "organization": 1, "place": 2][String(parts[1])] ?? -1 : -1
                        rest = rest[end...]
                        if rest.first == ")" {
                            rest = rest.dropFirst()
                            if type >= 0 { mentions.append((type, index..<index + 1)) }
                        } else {
                            open.append((parts.first ?? "", type, number, index))
                        }
                    } else {
                        let end = rest.firstIndex(of: ")") ?? rest.endIndex
                        let id = rest[..<end]
                        rest = end < rest.endIndex ? rest[rest.index(after: end)...] : rest[end...]
                        if let at = open.lastIndex(where: { $0.id == id }) {
                            let mention = open.remove(at: at)
                            if mention.type >= 0, mention.sentence == number {
                                mentions.append((mention.type, mention.start..<index + 1))
                            }
                        }
                    }
                }
            }
            var labels = [UInt8](repeating: 0, count: sentence.count)
            for mention in mentions.sorted(by: { ($1.range.count, $0.range.lowerBound) < ($0.range.count, $1.range.lowerBound) })
            {
                guard let name = name(sentence, mention.range, mention.type), name.allSatisfy({ labels[$0] == 0 }) else {
                    continue
                }
                for index in name { labels[index] = UInt8(1 + 2 * mention.type + (index == name.lowerBound ? 0 : 1)) }
            }
            out.append(NameSentence(forms: sentence.forms, labels: labels))
        }
        return out
    }

    /// The name in a mention: the run of proper nouns around its head.
    private static func name(_ sentence: TreeSentence, _ mention: Range<Int>, _ type: Int) -> Range<Int>? {
        guard let head = mention.first(where: { !mention.contains(sentence.heads[$0]) }) else { return nil }
        func proper(_ index: Int) -> Bool { mention.contains(index) && sentence.tags[index].hasPrefix("PROPN") }
        func hyphen(_ index: Int) -> Bool { mention.contains(index) && sentence.tags[index].hasSuffix("/HYPH") }
        func capital(_ index: Int) -> Bool { mention.contains(index) && sentence.forms[index].first!.isUppercase }
        guard proper(head) || (sentence.tags[head].hasSuffix("NNP") && capital(head)) else { return nil }
        if type == 0 && sentence.tags[head].hasSuffix("NNPS") { return nil }
        var start = head
        while proper(start - 1) || hyphen(start - 1)
            || (type != 0 && capital(start - 1) && !sentence.tags[start - 1].hasPrefix("DET"))
        { start -= 1 }
        var end = head + 1
        scan: while true {
            if proper(end) || hyphen(end) || (type != 0 && capital(end)) {
                end += 1
                continue
            }
            if type != 0 {
                for length in 1...2
                where (0..<length).allSatisfy({
                    mention.contains(end + $0)
                        && ["of", "for", "and", "the", "&", "on", "de", "in"].contains(sentence.forms[end + $0].lowercased())
                }) && (proper(end + length) || capital(end + length)) {
                    if sentence.forms[end].lowercased() == "in" && type != 1 { continue }
                    end += length + 1
                    continue scan
                }
            }
            break
        }
        if type == 0 { while start < head, titles.contains(sentence.forms[start].lowercased()) { start += 1 } }
        if type == 0, start == head, end == head + 1, titles.contains(sentence.forms[head].lowercased()) { return nil }
        while start < end, hyphen(start) { start += 1 }
        while end > start, hyphen(end - 1) { end -= 1 }
        return start < end ? start..<end : nil
    }

    static let titles: Set<String> = [
        "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "prof", "prof.", "professor", "president", "senator", "sen",
        "sen.", "rep.", "gov.", "governor", "general", "gen.", "judge", "justice", "sir", "lord", "lady", "king", "queen",
        "prince",
        "princess", "pope", "minister", "chancellor", "captain", "capt.", "colonel", "col.", "lt.", "lieutenant", "sgt.",
        "sergeant",
        "major", "maj.", "rev.", "reverend", "father", "sister", "brother", "uncle", "aunt", "doctor", "congressman",
        "congresswoman",
        "secretary", "attorney", "chief", "officer", "detective", "mayor", "speaker", "chairman", "representative", "emperor",
        "saint",
        "ambassador", "director", "deputy", "vice", "prime", "st.", "sheikh", "shaikh", "imam", "ayatollah", "bishop",
        "archbishop",
        "mom", "dad", "grandma", "grandpa", "admiral", "counsel", "commissioner", "inspector", "coach", "duke", "baron", "count",
    ]
}
