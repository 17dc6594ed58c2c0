import CaseModel
import Chronology
import Events
import Foundation
import Synchronization
import Testing

@testable import CaseFile

/// Decisions on single entries of the sample case, without the whole being made again.
@Suite struct FollowTests {
    /// The floors as they are, counting how often the whole is reconciled.
    private struct Counting: CasePipeline {
        final class Count: Sendable { let value = Mutex(0) }
        let count = Count()
        let real = LegajoPipeline()
        var version: PipelineVersion { real.version }
        func makeWorker() throws -> any CaseWorker { try real.makeWorker() }
        func reconcile(documents: consuming [Document], annotations: consuming [Annotation], decisions: [Decision]) throws
            -> CaseRecord
        {
            try reconcileForReview(documents: documents, annotations: annotations, decisions: decisions).record
        }
        func reconcileForReview(
            documents: consuming [Document], annotations: consuming [Annotation], decisions: [Decision]
        ) throws -> (record: CaseRecord, solved: Solved?) {
            count.value.withLock { $0 += 1 }
            return try real.reconcileForReview(documents: documents, annotations: annotations, decisions: decisions)
        }
    }

    @Test func changesOneEntryAsTheWholeWould() throws {
        let scratch = Scratch()
        let pipeline = Counting()
        let file = try CaseFile.open(path: scratch.caseFile, mode: .create, pipeline: pipeline)
        try file.build(folder: MigrationTests.sample)
        let events = try file.record().events
        let keys = events.map(CaseFile.key)
        let made = pipeline.count.value.withLock { $0 }
        try file.decide([.accept(keys[3]), .reject(keys[4])], who: "ida")
        try file.decide([.correctHeadline(keys[5], "A crowd gathers"), .correctTargets(keys[5], [keys[6]])], who: "ida")
        try file.decide(
            [
                .correctParticipant(
                    keys[7], role: .agent, name: events.lazy.flatMap(\.participants).first { $0.actor != nil }!.name)
            ], who: "ida")
        try file.decide([.undo(file.decisions()[1].hash)], who: "ida")
        try file.decide([.accept(.init(passages: keys[8].passages, kind: .dissolve))], who: "ida")
        #expect(pipeline.count.value.withLock { $0 } == made, "the whole was made again")
        let record = try file.record()
        #expect(
            record.unfitDecisions.count == 1
                && record.events.contains { $0.headline == "A crowd gathers" && $0.review == .corrected })
        #expect(try !file.isStale() && !file.search(SearchQuery("gathers")).hits.isEmpty)
        // Proved by making all of it again, with what is kept for decisions to come.
        #expect(try file.verify().isClean)
        #expect(pipeline.count.value.withLock { $0 } == made + 1)
        // A day changes what is solved; afterwards single entries follow again.
        try file.decide([.correctDate(keys[9], edtf: "2016-02-03")], who: "ida")
        #expect(pipeline.count.value.withLock { $0 } == made + 2)
        try file.decide([.reopen(keys[5])], who: "ida")
        #expect(pipeline.count.value.withLock { $0 } == made + 2)
        #expect(try file.verify().isClean)
    }

    @Test func tamperingWithWhatEntriesWereIsFound() throws {
        let scratch = Scratch()
        let file = try CaseFile.open(path: scratch.caseFile, mode: .create)
        try file.build(folder: MigrationTests.sample)
        try file.decide([.correctHeadline(CaseFile.key(file.record().events[3]), "Another")], who: "ida")
        #expect(try file.verify().isClean)
        try file.write { try $0.execute(sql: "UPDATE unreviewed SET entry = replace(entry, 'proposed', 'accepted')") }
        #expect(try file.verify().findings.map(\.about) == ["what entries were before review"])
        // What cannot be read is made again, not trusted.
        try file.write { try $0.execute(sql: "UPDATE solved SET value = x'00' WHERE list = 'told'") }
        try file.decide([.accept(CaseFile.key(file.record().events[2]))], who: "ida")
        #expect(try file.verify().isClean)
    }
}
