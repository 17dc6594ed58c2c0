import CaseModel
import Documents
import EDTF
import Events
import Foundation

/// A folder with `docs` and `gold.json`: its papers, read and annotated, and the days on which they may have been published.
struct GoldCase {
    let name: String
    let documents: [Document]
    let annotations: [Annotation]
    /// By the paper's name.
    let published: [String: DaySet]

    private struct Gold: Decodable {
        struct Paper: Decodable {
            var name: String
            var published: [String]
        }
        var documents: [Paper]
    }

    init(folder: String, annotator: Annotator) throws {
        let base = URL(fileURLWithPath: folder)
        name = base.lastPathComponent
        let gold = try JSONDecoder().decode(Gold.self, from: Data(contentsOf: base.appendingPathComponent("gold.json")))
        let papers = base.appendingPathComponent("docs")
        var documents: [Document] = []
        let reader = Reader()
        for file in try FileManager.default.contentsOfDirectory(atPath: papers.path).sorted() {
            let bytes = [UInt8](try Data(contentsOf: papers.appendingPathComponent(file)))
            documents += reader.read(bytes: bytes, name: file).documents
        }
        let copies = Copies.find(documents)
        for i in documents.indices { documents[i].copyOf = copies[documents[i].id] }
        self.documents = documents
        annotations = documents.map { annotator.annotate($0) }
        var published: [String: DaySet] = [:]
        for paper in gold.documents {
            published[paper.name] = try paper.published.map { try DaySet(edtf: $0) }.reduce(DaySet.empty) { $0.union($1) }
        }
        self.published = published
    }
}
