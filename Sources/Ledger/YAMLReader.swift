import Yams

/// A YAML or JSON text as nodes that know their place, and the mistakes found in it so far.
final class YAMLReader {
    let file: String
    let lines: [Substring]
    private(set) var mistakes: [LedgerMistake] = []

    init(_ text: String, file: String) {
        self.file = file
        lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    }

    /// The root node; throws the parser's complaint with its place.
    func root(_ text: String) throws -> Node {
        do {
            guard let node = try compose(yaml: text) else { throw LedgerMistakes([at(nil, "the file is empty")]) }
            return node
        } catch let error as YamlError {
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                throw LedgerMistakes([place(mark.line, mark.column, "not YAML or JSON: \(problem)")])
            case .duplicatedKeysInMapping(let duplicates, let context):
                throw LedgerMistakes([
                    place(
                        context.mark.line, context.mark.column,
                        "the key \(duplicates.sorted().joined(separator: ", ")) is given twice")
                ])
            default:
                throw LedgerMistakes([at(nil, "not YAML or JSON: \(error)")])
            }
        }
    }

    func place(_ line: Int, _ column: Int, _ message: String, _ weight: LedgerMistake.Weight = .mistake) -> LedgerMistake {
        let text = line >= 1 && line <= lines.count ? String(lines[line - 1]) : ""
        return LedgerMistake(file: file, line: line, column: column, message: message, weight: weight, text: text)
    }
    func at(_ node: Node?, _ message: String, _ weight: LedgerMistake.Weight = .mistake) -> LedgerMistake {
        guard let mark = node?.mark else { return place(0, 0, message, weight) }
        return place(mark.line, mark.column, message, weight)
    }
    func complain(_ node: Node?, _ message: String, _ weight: LedgerMistake.Weight = .mistake) {
        mistakes.append(at(node, message, weight))
    }

    /// A mapping whose keys are among `keys`; others are told, with the nearest one that exists.
    func mapping(_ node: Node, _ what: String, keys: [String]) -> [String: Node]? {
        guard let mapping = node.mapping else {
            complain(node, "\(what) is written as \"key: value\" lines")
            return nil
        }
        var out: [String: Node] = [:]
        for (key, value) in mapping {
            guard let name = key.string else {
                complain(key, "a key of \(what) is a word")
                continue
            }
            if !keys.contains(name) {
                let near = keys.min { distance($0, name) < distance($1, name) }.flatMap { distance($0, name) <= 3 ? $0 : nil }
                complain(
                    key,
                    "unknown key \"\(name)\" in \(what)"
                        + (near.map { "; did you mean \"\($0)\"?" } ?? ": it knows \(keys.joined(separator: ", "))"))
                continue
            }
            out[name] = value
        }
        return out
    }

    func string(_ node: Node?, _ what: String) -> String? {
        guard let node else { return nil }
        guard let s = node.scalar?.string, node.null == nil || !s.isEmpty && s != "null" && s != "~" else {
            complain(node, "\(what) is words")
            return nil
        }
        return s
    }
    func required(_ map: [String: Node], _ key: String, in node: Node, _ what: String) -> String? {
        guard let value = map[key] else {
            complain(node, "\(what) needs \"\(key)\"")
            return nil
        }
        return string(value, "\"\(key)\"")
    }
    /// A list of words; one word alone is a list of one.
    func strings(_ node: Node?, _ what: String) -> [(words: String, node: Node)] {
        guard let node else { return [] }
        if let sequence = node.sequence {
            return sequence.compactMap { n in string(n, "each of \(what)").map { ($0, n) } }
        }
        return string(node, what).map { [($0, node)] } ?? []
    }
    func items(_ node: Node?, _ what: String) -> [Node] {
        guard let node else { return [] }
        guard let sequence = node.sequence else {
            complain(node, "\(what) is a list")
            return []
        }
        return Array(sequence)
    }
    func when(_ node: Node?, _ what: String, zone: Int?) -> When? {
        guard let node, let words = string(node, what) else { return nil }
        guard let when = When(words, zone: zone) else {
            complain(node, "\"\(words)\" is no day: write \(what) as 2018-07-08, 2018-07-08T14:13 or an EDTF interval")
            return nil
        }
        return when
    }
    func oneOf<T: RawRepresentable & CaseIterable>(_ node: Node?, _ what: String, _: T.Type) -> T? where T.RawValue == String {
        guard let node, let words = string(node, what) else { return nil }
        if let value = T(rawValue: words) { return value }
        complain(node, "\"\(words)\" is no \(what): it is one of \(T.allCases.map(\.rawValue).joined(separator: ", "))")
        return nil
    }
    func flag(_ node: Node?, _ what: String) -> Bool? {
        guard let node else { return nil }
        guard let value = node.bool else {
            complain(node, "\(what) is true or false")
            return nil
        }
        return value
    }
}

/// Edit distance, for "did you mean".
func distance(_ a: String, _ b: String) -> Int {
    let a = Array(a.utf8), b = Array(b.utf8)
    var row = Array(0...b.count)
    for i in a.indices {
        var diagonal = row[0]
        row[0] = i + 1
        for j in b.indices {
            let next = min(row[j + 1] + 1, row[j] + 1, diagonal + (a[i] == b[j] ? 0 : 1))
            diagonal = row[j + 1]
            row[j + 1] = next
        }
    }
    return row[b.count]
}
