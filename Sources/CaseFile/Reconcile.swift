import CaseModel
import Chronology
import Events
import Foundation
import GRDB
import Synchronization

/// What a long-lived process keeps of a case, so that a decision needs no reading of all annotations again.
final class CaseMemory: Sendable {
    struct Papers: Sendable {
        var generation: String
        var documents: [Document]
        var annotations: [Annotation]
    }
    let papers = Mutex<Papers?>(nil)
}

extension CaseFile {
    /// Makes the chronology again where papers or decisions have changed since it was made; gives the number of rows that
    /// changed. The caller holds the build lock.
    func reconcileIfStale(progress: (BuildProgress) -> Void) throws -> Int {
        while true {
            let (stale, head, decisions) = try read { db in
                (
                    try Fact.stale.get(db) == "yes" || Fact.madeBy.get(db) != pipeline.version.description,
                    try Log.head(db), try Log.decisions(db)
                )
            }
            let known = try read { try Fact.logHead.get($0) ?? "" }
            guard stale || head != known else { return 0 }
            if !stale, let changed = try followed(decisions, from: known, to: head) { return changed }
            progress(BuildProgress(stage: .reconciling))
            var papers = try read { try self.papers($0) }
            let (record, solved) = try reconciled(&papers, decisions: decisions)
            progress(BuildProgress(stage: .writing))
            if record.dates.count > 10_000 { Memory.giveBack() }
            let changed: Int? = try write { db in
                // A decision that came in meanwhile is reconciled too, before anything is shown.
                guard try Log.head(db) == head else { return nil }
                let changed = try RecordStore.write(record, db)
                try SolvedStore.write(solved, db)
                try dropOrphans(db)
                try Fact.stale.set(db, "no")
                try Fact.logHead.set(db, head)
                try Fact.madeBy.set(db, pipeline.version.description)
                if changed > 0 { try Fact.edition.count(db) }
                return changed
            }
            if let changed { return changed }
        }
    }

    /// Carries out decisions that change single entries on those alone; nil where the whole is to be made again. Gives the rows that changed.
    private func followed(_ decisions: [Decision], from known: String, to head: String) throws -> Int? {
        guard known.isEmpty || decisions.contains(where: { $0.hash == known }) else { return nil }
        let count = known.isEmpty ? 0 : decisions.firstIndex { $0.hash == known }! + 1
        return try write { db in
            guard try Log.head(db) == head, try Fact.stale.get(db) != "yes", var solved = try SolvedStore.read(db) else {
                return nil
            }
            let sources = Solved.Sources(
                paper: { try self.paper($0, db) },
                entry: { id in
                    try String.fetchOne(db, sql: "SELECT entry FROM events WHERE id = ?", arguments: [id.id])
                        .map { try CanonicalJSON.value(Event.self, $0) }
                },
                actor: { name in
                    let rows = try Row.fetchCursor(db, sql: "SELECT ref, text FROM words WHERE kind = 'actor' ORDER BY ref")
                    while let row = try rows.next() {
                        if (row[1] as String).split(separator: "\n").contains(where: { $0 == name }) { return ActorID(row[0]) }
                    }
                    return nil
                })
            var unfit: [String: String] = [:]
            for row in try Row.fetchAll(db, sql: "SELECT decision, reason FROM unfit") { unfit[row[0]] = row[1] }
            let old = solved
            guard let (events, marks) = try solved.follow(decisions, from: count, unfit: unfit, sources: sources) else {
                return nil
            }
            let changed = try RecordStore.write(events, unfit: marks, db)
            try SolvedStore.write(solved, over: old, db)
            try Fact.logHead.set(db, head)
            if changed > 0 { try Fact.edition.count(db) }
            return changed
        }
    }

    /// One paper of the case with its annotation, as reconciling takes it.
    private func paper(_ id: DocumentID, _ db: Database) throws -> (document: Document, annotation: Annotation)? {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT d.text, d.rest, (SELECT min(name) FROM holdings WHERE document = d.id) AS name, a.size, a.packed
                FROM documents d JOIN annotations a ON a.document = d.id WHERE d.id = ?
                """, arguments: [id.hex])
        guard let row, let name = row["name"] as String? else { return nil }
        let stored = StoredPaper(name: name, text: row["text"], rest: row["rest"], size: row["size"], packed: row["packed"])
        return try StoredPaper.unpacked([stored], path: path)[0]
    }

    /// The chronology of papers and decisions; a paper that it does not date is kept as undated. Empties `papers`, so that a large case is
    /// in memory once.
    func reconciled(_ papers: inout CaseMemory.Papers, decisions: [Decision]) throws -> (record: CaseRecord, solved: Solved?) {
        let ids = papers.documents.map(\.id)
        let (documents, annotations) = (papers.documents, papers.annotations)
        (papers.documents, papers.annotations) = ([], [])
        var (record, solved) = try pipeline.reconcileForReview(
            documents: consume documents, annotations: consume annotations, decisions: decisions)
        let dated = Set(record.dates.map(\.document))
        for id in ids where !dated.contains(id) { record.dates.append(DocumentDates(document: id, published: .unknown)) }
        return (record, solved)
    }

    /// All documents and annotations that files of the folder hold, by id.
    func papers(_ db: Database, fresh: Bool = false) throws -> CaseMemory.Papers {
        let generation = try Fact.generation.get(db) ?? "0"
        if !fresh, let kept = memory.papers.withLock({ $0 }), kept.generation == generation { return kept }
        var papers = CaseMemory.Papers(generation: generation, documents: [], annotations: [])
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT d.text, d.rest, h.name, a.size, a.packed
                FROM (SELECT document, min(name) AS name FROM holdings GROUP BY document) h
                JOIN documents d ON d.id = h.document JOIN annotations a ON a.document = d.id ORDER BY d.id
                """)
        var batch: [StoredPaper] = []
        func unpack() throws {
            for (document, annotation) in try StoredPaper.unpacked(batch, path: path) {
                papers.documents.append(document)
                papers.annotations.append(annotation)
            }
            batch.removeAll(keepingCapacity: true)
        }
        while let row = try rows.next() {
            batch.append(
                StoredPaper(name: row["name"], text: row["text"], rest: row["rest"], size: row["size"], packed: row["packed"]))
            if batch.count == 1_024 { try unpack() }
        }
        try unpack()
        if papers.documents.count <= 5_000 { memory.papers.withLock { [papers] in $0 = papers } }
        return papers
    }

    /// Papers that no file holds any more, and bytes that nothing needs; names as the first file that holds each paper.
    private func dropOrphans(_ db: Database) throws {
        try db.execute(
            sql: """
                DELETE FROM documents WHERE id NOT IN (SELECT document FROM holdings);
                DELETE FROM originals WHERE hash NOT IN (SELECT hash FROM files WHERE hash IS NOT NULL);
                UPDATE documents SET name = (SELECT min(name) FROM holdings WHERE document = id)
                WHERE name <> (SELECT min(name) FROM holdings WHERE document = id);
                """)
    }
}

/// A paper and its annotation as they are kept, on the way to being unpacked by all cores.
private struct StoredPaper: Sendable {
    var name: String
    var text: String
    var rest: String
    var size: Int
    var packed: Data

    static func unpacked(_ papers: [StoredPaper], path: String) throws -> [(Document, Annotation)] {
        let results = Mutex<[Result<(Document, Annotation), any Error>?]>(Array(repeating: nil, count: papers.count))
        DispatchQueue.concurrentPerform(iterations: papers.count) { index in
            let result = Result { try papers[index].unpacked(path: path) }
            results.withLock { $0[index] = result }
        }
        return try results.withLock { try $0.map { try $0!.get() } }
    }

    private func unpacked(path: String) throws -> (Document, Annotation) {
        (
            try StoredDocument.document(name: name, text: text, rest: rest),
            try StoredAnnotation.annotation(packed, size: size, path: path)
        )
    }
}
