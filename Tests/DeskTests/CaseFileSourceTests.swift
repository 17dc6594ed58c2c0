import CaseFile
import CaseModel
import Documents
import Events
import Foundation
import Synchronization
import Testing

@testable import Desk

/// Reads plain files and makes an entry of every line "YYYY-MM-DD words", so that a real case file can be tried without models.
private struct PlainPipeline: CasePipeline {
    let version = PipelineVersion(reader: 1, annotator: 1, reconciler: 1)
    final class Worker: CaseWorker {
        func read(bytes: [UInt8], name: String) -> (documents: [Document], problems: [String]) {
            if bytes.isEmpty { return ([], ["the file is empty"]) }
            return ([Document(id: DocumentID(SHA256.hex(bytes)), name: name, text: String(decoding: bytes, as: UTF8.self))], [])
        }
        func annotate(_ document: Document) -> Annotation { Annotation(document: document.id, version: 1) }
    }
    func makeWorker() throws -> any CaseWorker { Worker() }

    func reconcile(documents: [Document], annotations: [Annotation], decisions: [Decision]) throws -> CaseRecord {
        var events: [Event] = []
        for document in documents {
            var start = 0
            for line in document.text.split(separator: "\n", omittingEmptySubsequences: false) {
                let end = start + line.utf8.count
                defer { start = end + 1 }
                guard line.count > 11, DayWindow(edtf: String(line.prefix(10))) != nil else { continue }
                let day = String(line.prefix(10))
                let passage = Passage(document: document.id, start: start, end: end)
                var review = ReviewState.proposed
                for decision in decisions {
                    if case .accept(let key) = decision.action, key.passages.contains(where: { $0.overlaps(passage) }) {
                        review = .accepted
                    }
                }
                events.append(
                    Event(
                        id: EventID("\(document.id.hex.prefix(8))-\(start)"), kind: .other,
                        date: SolvedDate(edtf: day, best: day, basis: .stated, why: ["stated"]),
                        headline: String(line.dropFirst(11)), participants: [], modality: .asserted, targets: [], figures: [],
                        evidence: [Evidence(passage: passage, trigger: nil, modality: .asserted, date: nil)],
                        independentSources: 1, review: review))
            }
        }
        return CaseRecord(
            dates: documents.map { DocumentDates(document: $0.id, published: .unknown) }.sorted { $0.document < $1.document },
            events: events.sorted { ($0.date.edtf ?? "", $0.id) < ($1.date.edtf ?? "", $1.id) })
    }
}

@Suite struct CaseFileSourceTests {
    @Test func aCaseFileIsReadDecidedSearchedAndExported() async throws {
        let home = FileManager.default.temporaryDirectory.appendingPathComponent("legajo-desk-\(UInt64.random(in: 0 ... .max))")
        let papers = home.appendingPathComponent("papers")
        try FileManager.default.createDirectory(at: papers, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: home) }
        try Data("2011-05-17 The mill burns\n2012-01-09 The miller is acquitted in Ostróda\n".utf8).write(
            to: papers.appendingPathComponent("one.txt"))
        try Data().write(to: papers.appendingPathComponent("empty.txt"))
        let path = home.appendingPathComponent("mill.legajo").path
        let file = try CaseFile.open(path: path, mode: .create, pipeline: PlainPipeline())
        let source = CaseFileSource(file)
        let client = try Client(source, options: DeskOptions(caseFile: path, open: false, who: "Tester"))
        #expect(source.name == "mill")

        let empty = try source.stamp()
        #expect(try await client.get("/").body.contains("no papers yet"))
        #expect(try await client.post("/reading/folder", [("folder", "papers")]).status == 303)
        try await client.untilRead()
        #expect(client.desk.reading.state.problems.count == 1 && client.desk.reading.state.problems[0].hasPrefix("empty.txt"))
        #expect(try source.stamp() != empty)
        let chronology = try await client.get("/")
        #expect(chronology.body.contains("The mill burns"))
        try Markup.check(chronology.body, "/")

        let event = try #require(try source.record().events.first)
        #expect(try await client.post("/entries/\(event.id.id)/accept").status == 303)
        #expect(try source.record().events[0].review == .accepted)
        #expect(try await client.get("/entries/\(event.id.id)").body.contains("Tester"))

        #expect(try await client.get("/search?q=ostroda").body.contains("acquitted"))
        #expect(try await client.get("/search?q=nothing").body.contains("Nothing in this case"))
        let paper = try #require(try source.papers().first)
        #expect(try await client.get("/papers/\(paper.id.hex)/original").body.contains("2011-05-17 The mill burns"))

        #expect(
            try await client.upload([
                ("two.txt", "2013-03-03 The mill is sold\n"), ("one.txt", "2014-04-04 The mill is built anew\n"),
            ]).status == 303)
        try await client.untilRead()
        #expect(try source.record().events.map(\.headline).contains("The mill is sold"))
        #expect(try source.record().events.count == 4, "what was read before stays")
        #expect(FileManager.default.fileExists(atPath: papers.appendingPathComponent("sent/two.txt").path))

        let all = try await client.get("/export/json")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(all.body.utf8)) as? [String: Any])
        #expect((object["events"] as? [Any])?.count == 4)
        let part = try await client.get("/export/json?from=2013&to=2013")
        let narrowed = try #require(try JSONSerialization.jsonObject(with: Data(part.body.utf8)) as? [String: Any])
        #expect((narrowed["events"] as? [Any])?.count == 1)
        #expect(try await client.get("/export/nonsense").status == 404)
        let table = try await client.get("/export/csv?table=papers")
        #expect(table.headers[.contentDisposition] == "attachment; filename*=UTF-8''papers.csv")
        #expect(table.body.split(separator: "\r\n").count == 4, "a header and three papers")
        let entries = try await client.get("/export/csv?table=chronology&from=2013&to=2013")
        #expect(entries.body.contains("The mill is sold") && !entries.body.contains("The mill burns"))
        for wrong in ["/export/csv?table=nonsense", "/export/json?table=papers", "/export/csv?table=people&kind=fish"] {
            #expect(try await client.get(wrong).status == 422, "\(wrong)")
        }
        try file.close()
    }

    /// Papers become part of the case when the chronology is made; who looked just before must not go on seeing the state of then.
    @Test func whoLooksInTheMiddleOfABuildSeesItsEnd() throws {
        let home = FileManager.default.temporaryDirectory.appendingPathComponent("legajo-middle-\(UInt64.random(in: 0 ... .max))")
        let papers = home.appendingPathComponent("papers")
        try FileManager.default.createDirectory(at: papers, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: home) }
        let file = try CaseFile.open(
            path: home.appendingPathComponent("mill.legajo").path, mode: .create, pipeline: PlainPipeline())
        let source = CaseFileSource(file)
        let before = try source.stamp()
        for (number, name) in ["one.txt", "two.txt"].enumerated() {
            try Data("201\(number)-05-17 The mill burns again\n".utf8).write(to: papers.appendingPathComponent(name))
            let looks = Mutex(0)
            _ = try source.read(folder: papers.path) { progress in
                guard progress.now == "putting everything in order" else { return }
                let seen = (try? source.papers())?.count
                looks.withLock { $0 += 1 }
                #expect(seen == number, "the papers of before, until the chronology is made")
            }
            #expect(looks.withLock { $0 } > 0)
            #expect(try source.papers().count == number + 1)
            #expect(try source.stamp() != before)
        }
        try file.close()
    }

    @Test func foldersOfLinksLeadNowhereElse() throws {
        let home = FileManager.default.temporaryDirectory.appendingPathComponent("legajo-links-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: home.appendingPathComponent("inside"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: home) }
        try FileManager.default.createSymbolicLink(
            at: home.appendingPathComponent("out"), withDestinationURL: URL(fileURLWithPath: "/etc"))
        let file = home.appendingPathComponent("a.legajo").path
        #expect(try Folder.named("inside", beside: file).lastPathComponent == "inside")
        #expect(throws: Refusal.self) { try Folder.named("out", beside: file) }
        #expect(throws: Refusal.self) { try Folder.named("inside/../../x", beside: file) }
        #expect(throws: Refusal.self) { try Folder.named("a.legajo", beside: file) }
    }
}
