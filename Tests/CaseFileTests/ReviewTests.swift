import CaseModel
import Foundation
import GRDB
import Testing

@testable import CaseFile

@Suite struct ReviewTests {
    func built(_ scratch: Scratch) throws -> CaseFile {
        scratch.fill()
        let file = try scratch.open()
        try file.build(folder: scratch.papers)
        return file
    }

    @Test func aDecisionOutlivesEveryRebuild() throws {
        let scratch = Scratch()
        let file = try built(scratch)
        let event = try file.record().events[1]
        try file.decide([.correctHeadline(CaseFile.key(event), "Ardelin walks free")], who: "ida", why: "the gazette")
        #expect(try file.event(event.id.id).headline == "Ardelin walks free")
        // Moved, and another paper added.
        try FileManager.default.moveItem(atPath: scratch.papers + "/one.txt", toPath: scratch.papers + "/sub/first.txt")
        scratch.write("five.txt", "x\nflee 2015-01-01 Brenvik abroad")
        try file.build(folder: scratch.papers)
        #expect(try file.event(event.id.id).headline == "Ardelin walks free")
        // Its paper gone: listed, not dropped; back: applied again.
        scratch.remove("sub/first.txt")
        let summary = try file.build(folder: scratch.papers)
        #expect(summary.unfitDecisions == 1)
        let hash = try file.decisions()[0].hash
        #expect(try file.record().unfitDecisions[hash] == "its passage is gone")
        scratch.fill()
        try file.build(folder: scratch.papers)
        #expect(try file.event(event.id.id).headline == "Ardelin walks free" && file.record().unfitDecisions.isEmpty)
    }

    @Test func undoIsADecisionToo() throws {
        let scratch = Scratch()
        let file = try built(scratch)
        let key = CaseFile.key(try file.record().events[0])
        try file.decide([.accept(key)], who: "ida")
        try file.decide([.reject(key)], who: "ida")
        #expect(try file.record().events[0].review == .rejected)
        try file.decide([.undo(try #require(try file.lastDecision()).hash)], who: "ida")
        #expect(try file.record().events[0].review == .accepted)
        try file.decide([.undo(try #require(try file.lastDecision()).hash)], who: "ida")
        #expect(try file.record().events[0].review == .proposed)
        #expect(try file.lastDecision() == nil && file.decisions().count == 4)
    }

    @Test func whatIsSaidOfAPaperStandsInWhereItIsSilent() throws {
        let scratch = Scratch()
        let file = try built(scratch)
        let one = try #require(try file.documents().first { $0.name == "one.txt" })
        let facts: Decision.Action = .describeDocument(one.id, title: "Another", outlet: "The Gazette", authors: ["Ida Sol"])
        try file.decide([facts], who: "ida")
        var now = try #require(try file.document(one.id))
        #expect(now.title == one.title && now.outlet == "The Gazette" && now.authors == ["Ida Sol"])
        try file.decide([.describeDocument(one.id, title: nil, outlet: "The Herald", authors: [])], who: "bo")
        now = try #require(try file.documents().first { $0.id == one.id })
        #expect(now.outlet == "The Herald" && now.authors == ["Ida Sol"])
        // Said already: taking the same bibliography in twice adds nothing; after it is taken back it may be said again.
        #expect(try file.undecided([facts]).isEmpty && file.verify().isClean)
        try file.decide(try file.decisions().map { .undo($0.hash) }, who: "ida")
        #expect(try file.document(one.id)?.outlet == nil && file.undecided([facts, facts]).count == 1)
    }

    @Test func chainedByHash() throws {
        let scratch = Scratch()
        let file = try built(scratch)
        let key = CaseFile.key(try file.record().events[0])
        let outcome = try file.decide([.accept(key), .reopen(key)], who: "ida", when: "2026-02-03T10:00:00Z")
        #expect(outcome.decisions[0].previous.isEmpty && outcome.decisions[1].previous == outcome.decisions[0].hash)
        #expect(try file.decisions() == outcome.decisions)
        #expect(throws: CaseFileError.self) { try file.decide([.accept(key)], who: "") }
    }

    @Test func aTableOfDecisions() throws {
        let scratch = Scratch()
        let file = try built(scratch)
        let ids = try file.record().events.map { String($0.id.id.prefix(6)) }
        let table = """
            action;on;value;why;who;when\r
            accept;\(ids[0]);;"read; twice";bo;2026-02-03T10:00:00Z\r
            headline;\(ids[1]);"'=SUM(1)";;;\r
            date;\(ids[1]);2011-02-30;;;\r
            burn;\(ids[1]);;;;\r
            accept;zzzzzz;;;;\r
            kind;\(ids[2]);apeal;;;\r
            date-paper;two.txt;2012-01-05;;;yesterday\r
            """
        let (decisions, problems) = try file.decisions(table: Array(table.utf8), who: "ida", when: "2026-02-04T00:00:00Z")
        #expect(decisions.map(\.who) == ["bo", "ida"] && decisions[0].why == "read; twice")
        #expect(decisions[1].action == .correctHeadline(CaseFile.key(try file.record().events[1]), "=SUM(1)"))
        #expect(problems.map(\.line) == [4, 5, 6, 7, 8])
        #expect(problems[3].reason.contains("Did you mean appeal"))
        try file.append(decisions)
        #expect(try file.record().events[0].review == .accepted)
        #expect(throws: CaseFileError.self) { try file.decisions(table: Array("a,b\n1,2".utf8), who: "ida") }
    }

    @Test func shortIDs() throws {
        let scratch = Scratch()
        let file = try built(scratch)
        let event = try file.record().events[0]
        #expect(try file.event(String(event.id.id.prefix(5))).id == event.id)
        #expect(try file.shortLength() >= 4)
        #expect(throws: CaseFileError.self) { try file.item("a-") }
        if case .actor(let actor) = try file.item("a-ardelin") {
            #expect(actor.name == "Ardelin")
        } else {
            Issue.record("no actor")
        }
        #expect(throws: CaseFileError.unknown(what: "person", name: "Ardlein", near: ["Ardelin"])) {
            try file.actor(named: "Ardlein")
        }
        #expect(try file.actor(named: "ARDELIN").id == ActorID("a-ardelin"))
    }

    @Test func twoPeoplesCopies() throws {
        let scratch = Scratch()
        let file = try built(scratch)
        let events = try file.record().events
        try file.decide([.accept(CaseFile.key(events[0]))], who: "ida", when: "2026-02-01T00:00:00Z")
        let copyPath = scratch.path + "/bo.legajo"
        try file.backup(to: copyPath)
        let other = try CaseFile.open(path: copyPath, pipeline: FakePipeline())
        try file.decide([.correctDate(CaseFile.key(events[1]), edtf: "2011-03-02")], who: "ida", when: "2026-02-02T00:00:00Z")
        let theirs = try other.decide(
            [.correctDate(CaseFile.key(events[1]), edtf: "2011-03-01")], who: "bo", when: "2026-02-03T00:00:00Z")
        try other.decide([.reject(CaseFile.key(events[2]))], who: "bo", when: "2026-02-03T00:00:01Z")
        try other.decide([.undo(theirs.decisions[0].hash)], who: "bo", when: "2026-02-03T00:00:02Z")
        let report = try file.merge(other)
        #expect(report.shared == 1 && report.joined.count == 3)
        #expect(report.differences.map(\.about) == ["date of the release"])
        #expect(try file.decisions().count == 5 && file.record().events[2].review == .rejected)
        // The taking-back points at the decision as it stands here.
        #expect(try file.event(events[1].id.id).date.edtf == "2011-03-02")
        #expect(try file.record().unfitDecisions.isEmpty && file.verify().isClean)
        let again = try file.merge(other)
        #expect(again.joined.isEmpty && again.shared == 4)
        // And the other way round both end with the same decisions.
        #expect(try other.merge(file).joined.count == 1)
    }

    @Test func filters() throws {
        let scratch = Scratch()
        let file = try built(scratch)
        var filter = EventFilter()
        filter.persons = ["ardelin"]
        #expect(try file.events(filter).count == 2)
        filter.kinds = [.release]
        #expect(try file.events(filter).map(\.kind) == [.release])
        filter = EventFilter()
        filter.from = .init(year: 2011, month: 3, day: 3)
        filter.to = .init(year: 2011, month: 12, day: 31)
        #expect(try file.events(filter).map(\.kind) == [.release] && file.eventCount(filter) == 1)
        filter = EventFilter()
        filter.source = "three"
        #expect(try file.events(filter).map(\.kind) == [.convict])
        #expect(try file.record(filter).actors.map(\.name) == ["Ardelin"])
        try file.decide([.reject(CaseFile.key(try file.record().events[0]))], who: "ida")
        #expect(try file.events().count == 2 && file.record().events.count == 3)
        filter = EventFilter()
        filter.conflictsOnly = true
        #expect(try file.events(filter).isEmpty)
    }
}
