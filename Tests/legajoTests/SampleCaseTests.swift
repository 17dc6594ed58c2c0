import Foundation
import Testing

/// The main job on the sample case, through the real binary.
@Suite struct SampleCaseTests {
    @Test func buildsAsksAndExports() throws {
        let program = try Program()
        defer { program.remove() }
        let built = try program.run("build", Program.sample, "--case", "q.legajo")
        #expect(built.status == 0, "\(built.errors)")
        #expect(built.output.contains("10 papers"))

        let again = try program.run("build", Program.sample, "--case", "q.legajo", "--format", "json")
        let summary = try #require(try JSONSerialization.jsonObject(with: Data(again.output.utf8)) as? [String: Any])
        #expect(summary["read"] as? Int == 0)
        #expect(summary["unchanged"] as? Int == 10)
        #expect(summary["changed"] as? Int == 0)

        // --case may be left out where the folder holds one case file.
        let export = try program.run("export", "--format", "json")
        #expect(export.status == 0, "\(export.errors)")
        let record = try #require(try JSONSerialization.jsonObject(with: Data(export.output.utf8)) as? [String: Any])
        let documents = try #require(record["documents"] as? [[String: Any]])
        let events = try #require(record["events"] as? [[String: Any]])
        #expect(documents.count == 10)
        #expect(record["format"] as? String == "legajo-case/1")

        // Every passage stands at its offsets, counted in Unicode scalars.
        let texts = Dictionary(
            uniqueKeysWithValues: documents.map { ($0["id"] as! String, Array(($0["text"] as! String).unicodeScalars)) })
        var passages = 0
        for event in events {
            for evidence in event["evidence"] as? [[String: Any]] ?? [] {
                let text = try #require(texts[evidence["document"] as! String])
                let start = evidence["start"] as! Int, end = evidence["end"] as! Int
                var quoted = String.UnicodeScalarView()
                quoted.append(contentsOf: text[start..<end])
                #expect(String(quoted) == evidence["quote"] as? String)
                passages += 1
            }
        }
        #expect(passages > 40)

        // One pardon, told by several papers; the syndicated copy is no independent source.
        let pardons = events.filter {
            $0["kind"] as? String == "pardon" && ["asserted", "reported"].contains($0["modality"] as? String)
        }
        let pardon = try #require(pardons.max { ($0["evidence"] as! [Any]).count < ($1["evidence"] as! [Any]).count })
        #expect((pardon["evidence"] as! [Any]).count >= 4)
        #expect(documents.contains { ($0["copy_of"] as? String) != nil })
        // A © year dates nothing.
        for document in documents {
            let published = document["published"] as? [String: Any]
            #expect((published?["edtf"] as? String)?.hasPrefix("2024") != true, "\(document["name"] ?? "")")
        }
    }

    @Test func statusDependsOnWhatWasKnown() throws {
        let program = try Program()
        defer { program.remove() }
        try program.run("build", Program.sample, "--case", "q.legajo")
        func status(_ asOf: String) throws -> [String: Any] {
            let answer = try program.run("status", "Anselmo Quintar", "--on", "2017-06-01", "--as-of", asOf, "--format", "json")
            #expect(answer.status == 0, "\(answer.errors)")
            return try #require(try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any])
        }
        let then = try status("2017-06-01")
        let order = try #require(
            (then["orders"] as? [[String: Any]])?.first {
                $0["order"] as? String == "Calvera" || $0["name"] as? String == "Calvera"
            })
        #expect((order["status"] as? [String])?.contains("sentenced") == true)
        #expect(order["liable_to_imprisonment"] as? Bool == true)
        #expect((order["why"] as? [String])?.isEmpty == false)
        #expect((then["custody"] as? [String: Any])?["state"] as? String == "held")
    }

    @Test func papersInAnyOrderAndOnAnyCoresGiveTheSameBytes() throws {
        let program = try Program()
        defer { program.remove() }
        try program.run("build", Program.sample, "--case", "one.legajo", "--cores", "1")
        // The same papers, taken in one by one from the last to the first.
        let names = try FileManager.default.contentsOfDirectory(atPath: Program.sample).sorted().reversed()
        for (n, name) in names.enumerated() {
            try program.write(
                "papers/\(name)", Array(try Data(contentsOf: URL(fileURLWithPath: Program.sample).appendingPathComponent(name))))
            if n % 4 == 3 { try program.run("build", "papers", "--case", "many.legajo", "--cores", "2") }
        }
        try program.run("build", "papers", "--case", "many.legajo", "--cores", "2")
        let one = try program.run("export", "--format", "json", "--case", "one.legajo")
        let many = try program.run("export", "--format", "json", "--case", "many.legajo")
        #expect(!one.output.isEmpty)
        #expect(one.output == many.output)
    }

    @Test func decisionsSurviveARebuild() throws {
        let program = try Program()
        defer { program.remove() }
        try program.run("build", Program.sample, "--case", "q.legajo")
        let dated = try program.run("date", "bedside-pardon.txt", "2016-01-02", "--who", "tester")
        #expect(dated.status == 0, "\(dated.errors)")
        try program.run("build", Program.sample, "--case", "q.legajo")
        let dates = try program.run("dates", "--format", "csv")
        #expect(dates.output.contains("bedside-pardon.txt,2016-01-02"))
        let log = try program.run("log")
        #expect(log.output.contains("tester"))
        let proof = try program.run("verify")
        #expect(proof.status == 0, "\(proof.output)\(proof.errors)")
    }
}
