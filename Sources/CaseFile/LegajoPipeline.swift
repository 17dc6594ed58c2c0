import CaseModel
import Chronology
import Documents
import Events

/// The floors as they are: `Documents` reads, `Events` annotates, `Chronology` reconciles.
public struct LegajoPipeline: CasePipeline {
    public init() {}

    /// Reader and reconciler grow with every change of what they may give, so that older cases are made again.
    public var version: PipelineVersion { PipelineVersion(reader: 2, annotator: Annotator.version, reconciler: 1) }

    public func makeWorker() throws -> any CaseWorker { Worker(annotator: try Annotator()) }

    public func reconcile(documents: [Document], annotations: [Annotation], decisions: [Decision]) throws -> CaseRecord {
        let copies = Copies.find(documents)
        var documents = documents
        for index in documents.indices { documents[index].copyOf = copies[documents[index].id] }
        return Reconciler(documents: documents, annotations: annotations, decisions: decisions).reconcile()
    }

    private final class Worker: CaseWorker {
        private let reader = Reader()
        private let annotator: Annotator
        init(annotator: Annotator) { self.annotator = annotator }

        func read(bytes: [UInt8], name: String) -> (documents: [Document], problems: [String]) {
            let result = reader.read(bytes: bytes, name: name)
            return (result.documents, result.problems.map { $0.name == name ? $0.reason : $0.description })
        }
        func annotate(_ document: Document) -> Annotation { annotator.annotate(document) }
    }
}
