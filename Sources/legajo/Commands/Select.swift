import ArgumentParser
import CaseModel
import Documents
import EDTF
import Foundation

struct SelectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "select",
        abstract: "Of a stream of papers, the files that may bear on a case.",
        discussion: """
            A filter from standard input to standard output, to run before annotate: JSON Lines or a web archive in, one file a line out
            ("name", "base64"). Papers are read, not analysed: some hundred times cheaper. Names are looked for in title, text and
            captions, word by word, without regard to case and accents. Every kind of condition that is given must hold; of one kind, any. A
            paper that tells no day passes every bound on its year.

              legajo select --name "Anselmo Quintar" --name Quintar --from 2016 --as crawl.warc.gz < crawl.warc.gz > files.jsonl
            """)

    @Option(name: .customLong("name"), help: ArgumentHelp("A name that the paper holds; any of those given.", valueName: "name"))
    var names: [String] = []

    @Option(
        name: .customLong("place"), help: ArgumentHelp("A place that the paper names; any of those given.", valueName: "place"))
    var places: [String] = []

    @Option(help: ArgumentHelp("Published in this year or later.", valueName: "year"))
    var from: Int?

    @Option(help: ArgumentHelp("Published in this year or before.", valueName: "year"))
    var to: Int?

    @OptionGroup var stream: StreamOptions

    func validate() throws {
        if let from, let to, to < from { throw ValidationError("--from \(from) is after --to \(to)") }
        for name in names + places where PaperQuery.words(name).isEmpty { throw ValidationError("\"\(name)\" has no word in it") }
    }

    func run() throws {
        var arguments = ["select"]
        for name in names { arguments += ["--name", name] }
        for place in places { arguments += ["--place", place] }
        if let from { arguments += ["--from", String(from)] }
        if let to { arguments += ["--to", String(to)] }
        let query = PaperQuery(anyOf: [names, places], from: from, to: to)
        try stream.run(arguments) {
            let reader = Reader()
            return { try Self.output(of: $0, query, reader) }
        }
    }

    private struct PackedFile: Encodable {
        var base64: String
        var modified: Int?
        var name: String
    }

    private static func output(of record: FilterRecord, _ query: PaperQuery, _ reader: Reader) throws -> FilterOutput {
        var output = FilterOutput()
        switch record.content() {
        case .passOn: output.lines = record.bytes + [10]
        case .failed(let name, let error): try output.fail(name, error)
        case .file(let file):
            let result = reader.read(bytes: file.bytes, name: file.name)
            if result.documents.isEmpty {
                for problem in result.problems.prefix(1) { try output.fail(file.name, problem.reason) }
                if result.problems.isEmpty && file.isWhole { try output.fail(file.name, "nothing in it could be read") }
            }
            guard result.documents.contains(where: query.matches) else { break }
            output.kept += 1
            try output.put(PackedFile(base64: Data(file.bytes).base64EncodedString(), modified: file.modified, name: file.name))
        }
        return output
    }
}

/// What a paper must hold to be taken.
struct PaperQuery {
    /// Of each list that is not empty one must be found; words folded.
    private let lists: [[[String]]]
    private let from: Int?
    private let to: Int?

    init(anyOf lists: [[String]], from: Int?, to: Int?) {
        self.lists = lists.filter { !$0.isEmpty }.map { $0.map(Self.words) }
        self.from = from
        self.to = to
    }

    func matches(_ document: Document) -> Bool {
        guard isInTime(document) else { return false }
        guard !lists.isEmpty else { return true }
        let words = Self.words(([document.title ?? "", document.text] + document.captions).joined(separator: "\n"))
        var places: [String: [Int]] = [:]
        let wanted = Set(lists.joined().compactMap(\.first))
        for (i, word) in words.enumerated() where wanted.contains(word) { places[word, default: []].append(i) }
        return lists.allSatisfy { list in
            list.contains { name in
                (places[name[0]] ?? []).contains {
                    $0 + name.count <= words.count && words[$0..<($0 + name.count)].elementsEqual(name)
                }
            }
        }
    }

    /// Days of publication or change decide, else the day of capture as the latest there can be.
    private func isInTime(_ document: Document) -> Bool {
        guard from != nil || to != nil else { return true }
        func years(_ roles: Set<DayCandidate.Role>) -> [ClosedRange<Int>] {
            document.days.filter { roles.contains($0.role) }.compactMap { candidate in
                guard let days = try? DaySet(edtf: candidate.edtf), days.isBounded, let first = days.first, let last = days.last
                else {
                    return nil
                }
                return first.year...last.year
            }
        }
        let wanted = (from ?? Int.min)...(to ?? Int.max)
        let published = years([.published, .updated])
        if !published.isEmpty { return published.contains { $0.overlaps(wanted) } }
        return years([.captured]).allSatisfy { $0.upperBound >= wanted.lowerBound }
    }

    /// Words in lower case without accents.
    static func words(_ text: String) -> [String] {
        let plain =
            text.utf8.allSatisfy { $0 < 0x80 }
            ? text : text.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
        var words: [String] = []
        var word: [UInt8] = []
        for byte in plain.utf8 {
            switch byte {
            case 0x61...0x7A, 0x30...0x39, 0x80...: word.append(byte)
            case 0x41...0x5A: word.append(byte | 0x20)
            default:
                if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
                word.removeAll(keepingCapacity: true)
            }
        }
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        return words
    }
}
