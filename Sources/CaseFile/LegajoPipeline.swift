import CaseModel
import Chronology
import Documents
import Events

/// The floors as they are: `Documents` reads, `Events` annotates, `Chronology` reconciles.
public struct LegajoPipeline: CasePipeline {
    public init() {}

    /// Reader and reconciler grow with every change of what they may give, so that older cases are made again.
    public var version: PipelineVersion { PipelineVersion(reader: 4, annotator: Annotator.version, reconciler: 6) }

    public func makeWorker() throws -> any CaseWorker { Worker(annotator: try Annotator()) }

    public func reconcile(
        documents: consuming [Document], annotations: consuming [Annotation], decisions: [Decision]
    ) throws -> CaseRecord {
        try reconcileForReview(documents: consume documents, annotations: consume annotations, decisions: decisions).record
    }

    public func reconcileForReview(
        documents: consuming [Document], annotations: consuming [Annotation], decisions: [Decision]
    ) throws -> (record: CaseRecord, solved: Solved?) {
        var documents = documents
        let annotations = annotations
        let copies = Copies.find(documents)
        for index in documents.indices {
            documents[index].copyOf = copies[documents[index].id]
            // Of the blocks the reconciler asks for captions alone; the others repeat the text.
            documents[index].blocks.removeAll { $0.kind != .caption }
        }
        if documents.count > 10_000 { Memory.giveBack() }
        let reconciler = Reconciler(documents: consume documents, annotations: consume annotations, decisions: decisions)
        return (consume reconciler).reconcileForReview()
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
