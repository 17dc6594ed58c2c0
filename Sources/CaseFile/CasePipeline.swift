import CaseModel
import Chronology
import Events

/// Which version of each floor makes what a case file keeps. Another version annotates anew.
public struct PipelineVersion: Hashable, Sendable, CustomStringConvertible {
    public var reader: Int
    public var annotator: Int
    public var reconciler: Int
    public init(reader: Int, annotator: Int, reconciler: Int) {
        self.reader = reader
        self.annotator = annotator
        self.reconciler = reconciler
    }
    /// What a file's documents and annotations hang on.
    var papers: String { "\(reader).\(annotator)" }
    public var description: String { "\(reader).\(annotator).\(reconciler)" }
}

/// The floors below as the case file uses them; tests put others in their place.
public protocol CasePipeline: Sendable {
    var version: PipelineVersion { get }
    /// One for each thread: reads and annotates, a pure function of bytes and name.
    func makeWorker() throws -> any CaseWorker
    /// All annotations and decisions to the chronology; independent of the order of documents. What is handed over may be used up: a large
    /// case fits into memory once.
    func reconcile(
        documents: consuming [Document], annotations: consuming [Annotation], decisions: [Decision]
    ) throws -> CaseRecord
    /// The same, with what carries out decisions on single entries; nil where every decision makes the whole again.
    func reconcileForReview(
        documents: consuming [Document], annotations: consuming [Annotation], decisions: [Decision]
    ) throws -> (record: CaseRecord, solved: Solved?)
}

extension CasePipeline {
    public func reconcileForReview(
        documents: consuming [Document], annotations: consuming [Annotation], decisions: [Decision]
    ) throws -> (record: CaseRecord, solved: Solved?) {
        (try reconcile(documents: consume documents, annotations: consume annotations, decisions: decisions), nil)
    }
}

/// Reads and annotates on one thread.
public protocol CaseWorker: AnyObject {
    /// The documents of one file; an empty list needs a problem that says why.
    func read(bytes: [UInt8], name: String) -> (documents: [Document], problems: [String])
    func annotate(_ document: Document) -> Annotation
}
