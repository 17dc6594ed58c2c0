import ArgumentParser
import CaseFile
import CaseModel
import Chronology
import Documents
import Foundation

struct CandidatesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "candidates",
        abstract: "Keys annotations, so that what could be one event or one person falls under one key.",
        discussion: """
            A filter: lines of annotate --format jsonl in, "KEY<tab>candidate" a line out. Sorted by line, a key's candidates stand together: what
            link reads. Keys are name/WORD, event/FAMILY/WORD, event/FAMILY/YEAR and copy/HASH. A line that is no annotation is one with its
            error, under the key "error".

              legajo candidates < annotations.jsonl | LC_ALL=C sort -u | legajo link > linked.jsonl
            """)

    func run() throws {
        var lines = LineReader(handle: .standardInput, longest: 512 << 20)
        var failed = 0
        while let record = try lines.next() {
            var output = FilterOutput()
            do {
                guard case .line(let bytes) = record else {
                    throw Failure(.unusable, "line \(lines.number) is longer than 512 MB")
                }
                if bytes.isEmpty { continue }
                guard let line = try? JSONDecoder().decode(PaperLine.self, from: Data(bytes)) else {
                    if (try? JSONDecoder().decode(FailedRecord.self, from: Data(bytes))) != nil { continue }
                    throw Failure(.unusable, "line \(lines.number) is none of annotate --format jsonl")
                }
                guard let document = line.document, let annotation = line.annotation else { continue }
                let keys = Copies.keys(document)
                for (key, candidate) in CandidateKeys.keyed(document, annotation, copyKeys: keys.bands + keys.shingles) {
                    output.lines += Array(key.utf8) + [9]
                    try output.put(candidate)
                }
            } catch let failure as Failure {
                failed += 1
                output.lines = Array("error\t".utf8)
                try output.put(FailedRecord(file: "stdin", error: failure.message))
            }
            Output.write(bytes: output.lines)
        }
        if failed > 0 { throw QuietExit(status: .doesNotHold) }
    }
}

struct LinkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: "Reads each key's candidates and prints what could be one: names, events, copies.",
        discussion: """
            A filter over the sorted lines of candidates: one merged candidate a line, with the papers that it stands in. With --about only
            candidates of that name, and copies; legajo import --candidates then takes just those papers into a case.

              legajo candidates < annotations.jsonl | LC_ALL=C sort -u | legajo link --about "Anselmo Quintar" > linked.jsonl
            """)

    @Option(
        help: ArgumentHelp(
            "Papers kept of each candidate, and candidates of each key; what more there are is counted.", valueName: "n"))
    var most = 10_000

    @Option(help: ArgumentHelp("Only this name, and those that hold it or that it holds; may be given again.", valueName: "name"))
    var about: [String] = []

    func validate() throws {
        if most < 2 { throw ValidationError("--most: at least 2") }
    }

    func run() throws {
        let wanted = about.map { PaperQuery.words($0) }
        var lines = LineReader(handle: .standardInput, longest: 1 << 24)
        var group: CandidateGroup?
        var failed = 0
        func close() throws {
            guard let group else { return }
            var output = FilterOutput()
            for linked in group.linked() where wanted.isEmpty || Self.concerns(linked, wanted) { try output.put(linked) }
            Output.write(bytes: output.lines)
        }
        while let record = try lines.next() {
            guard case .line(let bytes) = record, !bytes.isEmpty else { continue }
            guard let tab = bytes.firstIndex(of: 9) else {
                failed += 1
                Output.complain("line \(lines.number): no key and candidate")
                continue
            }
            let key = String(decoding: bytes[..<tab], as: UTF8.self)
            if key == "error" { continue }
            guard let candidate = try? JSONDecoder().decode(Candidate.self, from: Data(bytes[(tab + 1)...])) else {
                failed += 1
                Output.complain("line \(lines.number): no candidate under \(key)")
                continue
            }
            if group?.key != key {
                if let last = group?.key, Array(last.utf8).lexicographicallyPrecedes(Array(key.utf8)) == false {
                    throw Failure(
                        .unusable, "line \(lines.number): the lines are not sorted", hint: "Sort them first: LC_ALL=C sort -u")
                }
                try close()
                group = CandidateGroup(key: key, most: candidate.sort == .copy ? Copies.mostTogether : most)
            }
            group!.add(candidate)
        }
        try close()
        if failed > 0 { throw QuietExit(status: .doesNotHold) }
    }

    /// Copies always; a name where all words of the shorter stand in the longer.
    private static func concerns(_ linked: LinkedCandidate, _ wanted: [[String]]) -> Bool {
        if linked.sort == .copy { return true }
        guard linked.sort == .name else { return false }
        return (linked.names ?? []).contains { name in
            let words = Set(name.split(separator: " ").map(String.init))
            return wanted.contains { words.isSuperset(of: $0) || words.isSubset(of: $0) }
        }
    }
}

/// The papers that merged candidates name, with all that are likely copies of them.
enum LinkedPapers {
    /// Keys of copies that a paper must share with one of the case to be taken as its likely copy: a full copy shares seven of its 32 bands and
    /// more, a trimmed one a shingle in sixteen; two sentences of boilerplate share one or two. Spark/legajo_spark.py holds the same number.
    static let sharedKeys = 4

    static func read(_ path: String) throws -> Set<DocumentID> {
        guard let handle = FileHandle(forReadingAtPath: path) else { throw Failure(.unusable, "\(path): cannot be read") }
        var lines = LineReader(handle: handle, longest: 512 << 20)
        var named = Set<DocumentID>()
        var copies: [[DocumentID]] = []
        while let record = try lines.next() {
            guard case .line(let bytes) = record, !bytes.isEmpty else { continue }
            guard let linked = try? JSONDecoder().decode(LinkedCandidate.self, from: Data(bytes)) else {
                throw Failure(.unusable, "\(path), line \(lines.number): no line of legajo link")
            }
            if linked.sort == .copy { copies.append(linked.documents) } else { named.formUnion(linked.documents) }
        }
        return withCopies(named, copies)
    }

    /// Copies of copies too: until nothing is added.
    static func withCopies(_ named: Set<DocumentID>, _ groups: [[DocumentID]]) -> Set<DocumentID> {
        var groupsOf: [DocumentID: [Int]] = [:]
        for (g, group) in groups.enumerated() { for document in group { groupsOf[document, default: []].append(g) } }
        var (taken, open) = (named, Array(named))
        while let document = open.popLast() {
            var shared: [DocumentID: Int] = [:]
            for g in groupsOf[document] ?? [] {
                for other in groups[g] where !taken.contains(other) { shared[other, default: 0] += 1 }
            }
            for (other, count) in shared where count >= sharedKeys && taken.insert(other).inserted { open.append(other) }
        }
        return taken
    }
}
