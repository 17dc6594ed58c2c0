import CaseFile
import CaseModel
import Chronology
import Documents
import Events
import Foundation
import Testing

/// The way of many machines: filters over lines, and the same case as `build` makes.
@Suite struct ArchiveTests {
    /// The sample's files as lines, as a machine that holds no folder would be given them.
    private func sampleLines() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: Program.sample).sorted().map { name in
            let bytes = try Data(contentsOf: URL(fileURLWithPath: Program.sample).appendingPathComponent(name))
            return "{\"name\": \"\(name)\", \"base64\": \"\(bytes.base64EncodedString())\"}"
        }
    }

    private func text(_ lines: some Sequence<String>) -> String { lines.map { $0 + "\n" }.joined() }

    /// Annotates the lines into `all.jsonl`, and links their candidates, sorted as `sort` would, for a name into `linked.jsonl`.
    private func link(
        _ lines: [String], about name: String, in program: Program
    ) throws -> (sorted: [String], linked: Program.Outcome) {
        let annotated = try program.run("annotate", "--originals", input: text(lines))
        try program.write("all.jsonl", Array(annotated.output.utf8))
        let keyed = try program.run("candidates", input: annotated.output)
        let sorted = Set(keyed.output.split(separator: "\n").map(String.init)).sorted {
            Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8))
        }
        let linked = try program.run("link", "--about", name, input: text(sorted))
        try program.write("linked.jsonl", Array(linked.output.utf8))
        return (sorted, linked)
    }

    @Test func filtersAndBuildGiveTheSameCase() throws {
        let program = try Program()
        defer { program.remove() }
        try program.run("build", Program.sample, "--case", "built.legajo")
        let built = try program.run("export", "--format", "json", "--case", "built.legajo").output
        let lines = try sampleLines()
        // Two machines share the papers; one of them does its part twice.
        let first = try program.run("annotate", "--originals", input: text(lines.prefix(6)))
        let second = try program.run("annotate", "--originals", "--memory", "4000", input: text(lines.suffix(5).reversed()))
        #expect(first.status == 0 && second.status == 0, "\(first.errors)\(second.errors)")
        try program.write("annotations.jsonl", Array((second.output + first.output + second.output).utf8))
        let taken = try program.run("import", "annotations.jsonl", "--format", "annotations", "--case", "taken.legajo")
        #expect(taken.status == 0, "\(taken.errors)")
        let same = try program.run("export", "--format", "json", "--case", "taken.legajo").output
        #expect(same.utf8.count > 10_000)
        #expect(same == built)
        let proof = try program.run("verify", "--case", "taken.legajo")
        #expect(proof.status == 0, "\(proof.output)\(proof.errors)")
    }

    @Test func aNameSelectsAndLinks() throws {
        let program = try Program()
        defer { program.remove() }
        let stray =
            "{\"url\": \"https://tarn.example/1\", \"title\": \"Ferry\", \"text\": \"The ferry of Tarn sank on Monday, its owner Odo Brevik said.\", \"published\": \"2018-02-03\"}"
        let lines = try sampleLines() + [stray]
        let all = try program.run("select", "--counts", input: text(lines))
        #expect(all.output.contains("\"counts\":{\"failed\":0,\"kept\":\(lines.count),\"read\":\(lines.count)}"))
        let quintar = try program.run("select", "--name", "quíntar", "--to", "2030", input: text(lines))
        #expect(quintar.output.split(separator: "\n").count == lines.count - 1)
        #expect(try program.run("select", "--name", "Brevik", "--from", "2019", input: text(lines)).output.isEmpty)
        #expect(
            try program.run("select", "--name", "Brevik", "--place", "Tarn", "--from", "2018", input: text(lines)).output
                .contains("base64"))

        let (sorted, linked) = try link(lines, about: "Anselmo Quintar", in: program)
        #expect(linked.status == 0, "\(linked.errors)")
        #expect(linked.output.contains("\"name\":\"anselmo quintar\""))
        #expect(!linked.output.contains("brevik"))
        let taken = try program.run(
            "import", "all.jsonl", "--format", "annotations", "--candidates", "linked.jsonl", "--case", "q.legajo")
        #expect(taken.status == 0, "\(taken.errors)")
        #expect(taken.output.contains("\(lines.count - 1) papers"))
        #expect(try program.run("link", input: text(sorted.reversed())).status == 3, "lines that are not sorted")
    }

    /// A copy that was trimmed of the name comes along; a paper that shares a sentence with the case does not.
    @Test func copiesComeAlongAndBoilerplateDoesNot() throws {
        let program = try Program()
        defer { program.remove() }
        let wreck = """
            Divers found the ferry on Tuesday at a depth of forty metres, two miles off the lighthouse, with her bow in the sand and both \
            doors of the car deck open. Fishermen had seen oil on the water for a week and told nobody, because the season was short and the \
            harbour master strict. A tug will try to raise the wreck in spring when the storms are over. Until then buoys mark the place, and \
            ships must keep half a mile away. The insurers said that they would pay for the cargo, though not for the hull, whose papers \
            had run out in the summer before the voyage.
            """
        let closing = "The paper's readers may write to the editor at any time of the year."
        let papers = [
            ("Ferry found", "\(wreck) Her owner Odo Brevik was arrested on 4 May 2011 in Tarn.\\n\\n\(closing)"),
            ("Wreck off the lighthouse", wreck),
            (
                "Bakers on strike",
                "The bakers of Lund stopped work on 6 May 2011, said Sara Holm, who leads their union.\\n\\n\(closing)"
            ),
        ].map { "{\"title\": \"\($0)\", \"text\": \"\($1)\", \"published\": \"2011-05-07\"}" }
        let (_, linked) = try link(papers, about: "Odo Brevik", in: program)
        #expect(linked.output.contains("\"sort\":\"copy\""))
        try program.run("import", "all.jsonl", "--format", "annotations", "--candidates", "linked.jsonl", "--case", "b.legajo")
        let file = try CaseFile.open(path: program.folder.appendingPathComponent("b.legajo").path, mode: .readOnly)
        #expect(try file.documents().compactMap(\.title).sorted() == ["Ferry found", "Wreck off the lighthouse"])
    }

    /// What the reconciler joins must be within reach of the keys, or many machines would miss it: nineteen times in twenty.
    @Test func whatIsJoinedSharesKeys() throws {
        let program = try Program()
        defer { program.remove() }
        try program.run("build", Program.sample, "--case", "q.legajo")
        let file = try CaseFile.open(path: program.folder.appendingPathComponent("q.legajo").path, mode: .readOnly)
        let record = try file.record()
        var keysOf: [DocumentID: [(key: String, candidate: Candidate)]] = [:]
        var annotations: [DocumentID: Annotation] = [:]
        for document in try file.documents() {
            let annotation = try #require(try file.annotation(document.id))
            annotations[document.id] = annotation
            let copies = Copies.keys(document)
            keysOf[document.id] = CandidateKeys.keyed(document, annotation, copyKeys: copies.bands + copies.shingles)
        }
        /// Whether groups of keys, one for each paper, hang together through keys that they share.
        func hangTogether(_ groups: [Set<String>]) -> Bool {
            var open = groups.dropFirst().map { $0 }
            var reached = groups.first ?? []
            while let i = open.firstIndex(where: { !$0.isDisjoint(with: reached) }) { reached.formUnion(open.remove(at: i)) }
            return open.isEmpty
        }
        func keys(_ document: DocumentID, _ sort: Candidate.Sort, _ indices: Set<Int>) -> Set<String> {
            Set(keysOf[document]!.lazy.filter { $0.candidate.sort == sort && indices.contains($0.candidate.index) }.map(\.key))
        }
        var missed: [String] = []
        var joinedActors = 0
        for actor in record.actors {
            let papers = Dictionary(grouping: actor.mentions, by: \.document)
            guard papers.count > 1 else { continue }
            joinedActors += 1
            let groups = papers.map { document, passages in
                let indices = annotations[document]!.entities.indices.filter { e in
                    annotations[document]!.entities[e].mentions.contains { m in passages.contains { $0.range == m.range } }
                }
                return keys(document, .name, Set(indices))
            }.filter { !$0.isEmpty }
            if !hangTogether(groups) { missed.append(actor.name) }
        }
        var joinedEvents = 0
        for event in record.events {
            let papers = Dictionary(grouping: event.evidence, by: \.passage.document)
            guard papers.count > 1 else { continue }
            joinedEvents += 1
            let groups = papers.map { document, evidence in
                let indices = annotations[document]!.events.indices.filter { m in
                    evidence.contains { $0.trigger == annotations[document]!.events[m].trigger }
                }
                return keys(document, .event, Set(indices))
            }.filter { !$0.isEmpty }
            if !hangTogether(groups) { missed.append(event.headline) }
        }
        for (copy, original) in record.copies {
            #expect(!keys(copy, .copy, [0]).isDisjoint(with: keys(original, .copy, [0])))
        }
        #expect(joinedActors > 5 && joinedEvents > 5 && !record.copies.isEmpty)
        #expect(20 * missed.count <= joinedActors + joinedEvents, "\(missed)")
    }

    @Test func aCutArchiveIsReadToTheCut() throws {
        let program = try Program()
        defer { program.remove() }
        let records = (1...3).map { n -> [UInt8] in
            let block =
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><article><h1>Ferry \(n)</h1><p>The ferry of Tarn sank on 4 May 201\(n), its owner Odo Brevik said. Nobody was hurt.</p></article></body></html>"
            return Array(
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://tarn.example/\(n)\r\nContent-Type: application/http\r\nContent-Length: \(block.utf8.count)\r\n\r\n\(block)\r\n\r\n"
                    .utf8)
        }
        var packed = records.map { Deflate.pack($0) }
        packed[1][packed[1].count - 7] ^= 0xFF
        let archive = packed.flatMap { $0 }.dropLast(20)
        try program.write("crawl.warc.gz", Array(archive))
        let outcome = try program.run("annotate", "--as", "crawl", "--counts", inputFile: "crawl.warc.gz")
        #expect(outcome.status == 1, "done, and some records failed")
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.count == 4, "\(outcome.errors)")
        #expect(lines[0].contains("\"file\":\"crawl/000000000000.warc\"") && lines[0].contains("Brevik"))
        #expect(lines[1].contains("incorrect data check"))
        #expect(lines[2].contains("too early"))
        #expect(lines[3].contains("\"counts\":{\"failed\":2,\"kept\":1,\"read\":3}"))
    }

    @Test func aLineOf200MegabytesIsNamedAndPassedOver() throws {
        let program = try Program()
        defer { program.remove() }
        let path = program.folder.appendingPathComponent("long.jsonl")
        FileManager.default.createFile(atPath: path.path, contents: nil)
        let handle = try FileHandle(forWritingTo: path)
        try handle.write(
            contentsOf: Data(
                "{\"title\": \"Ferry\", \"text\": \"Odo Brevik sailed on 4 May 2011 with the ferry of Tarn.\"}\n{\"text\": \""
                    .utf8))
        let piece = Data(repeating: UInt8(ascii: "x"), count: 1 << 20)
        for _ in 0..<200 { try handle.write(contentsOf: piece) }
        try handle.write(
            contentsOf: Data(
                "\"}\n{\"title\": \"Back\", \"text\": \"He came back on 6 May 2011, and nobody had waited for him.\"}\n".utf8))
        try handle.close()
        // 300 MB of data in all: the line is never held.
        let outcome = try program.run("annotate", "--counts", inputFile: "long.jsonl", megabytes: 600)
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.count == 4, "\(outcome.errors)")
        #expect(lines[1].contains("200 MB in one line") && lines[1].contains("line-2"))
        #expect(lines[2].contains("6 May"))
        #expect(lines[3].contains("\"failed\":1,\"kept\":2,\"read\":3"))
    }

    @Test func aWorkerThatDiesCostsOneRecord() throws {
        let program = try Program()
        defer { program.remove() }
        let words = String(repeating: "Odo Brevik sailed to Tarn on 4 May 2011 and came back. ", count: 600_000)
        let lines = [
            "{\"title\": \"Ferry\", \"text\": \"Odo Brevik sailed on 4 May 2011 with the ferry of Tarn.\"}",
            "{\"name\": \"huge.txt\", \"base64\": \"\(Data(words.utf8).base64EncodedString())\"}",
            "{\"title\": \"Back\", \"text\": \"He came back on 6 May 2011, and nobody had waited for him.\"}",
        ]
        try program.write("in.jsonl", Array(text(lines).utf8))
        let outcome = try program.run("annotate", "--memory", "300", "--seconds", "60", "--counts", inputFile: "in.jsonl")
        let printed = outcome.output.split(separator: "\n")
        #expect(printed.count == 4, "\(outcome.errors) \(printed.map(\.utf8.count))")
        #expect(
            printed[1].contains("\"file\":\"huge.txt\"") && printed[1].contains("300 MB are allowed"), "\(printed[1].prefix(300))"
        )
        #expect(printed[2].contains("6 May"))
        #expect(outcome.status == 1)
    }
}
