import CaseModel
import Events
import Testing

@testable import Chronology

@Suite struct ReviewTests {
    private func papers() -> [Paper] {
        ["one.txt", "two.txt"].map { name in
            var paper = Paper(name, days: [(.meta, "2016-07-01")])
            paper.say("Corvin Tamsel was arrested in Dunmar on 8 June 2016.")
            let tamsel = paper.entity(.person, "Corvin Tamsel")
            let day = paper.time("8 June 2016", When.day(2016, 6, 8))
            paper.event(.arrest, "arrested", patient: tamsel, at: day)
            return paper
        }
    }

    private func key(_ paper: Paper, _ kind: EventKind = .arrest) -> Decision.EventKey {
        .init(passages: [Passage(document: paper.document.id, range: paper.annotation.sentences[0])], kind: kind)
    }

    private func decide(_ action: Decision.Action, hash: String = "h") -> Decision {
        Decision(action: action, who: "Ines", when: "2024-01-01T00:00:00Z", why: "seen", hash: hash)
    }

    @Test func acceptRejectReopen() {
        let papers = papers()
        #expect(reconcile(papers).events.map(\.review) == [.proposed])
        #expect(reconcile(papers, [decide(.accept(key(papers[0])))]).events.map(\.review) == [.accepted])
        #expect(reconcile(papers, [decide(.reject(key(papers[1])))]).events.map(\.review) == [.rejected])
        #expect(
            reconcile(papers, [decide(.reject(key(papers[1]))), decide(.reopen(key(papers[0])))]).events.map(\.review) == [
                .proposed
            ])
    }

    @Test func corrections() {
        let papers = papers()
        let record = reconcile(
            papers,
            [
                decide(.correctDate(key(papers[0]), edtf: "2016-06-09"), hash: "1"),
                decide(.correctKind(key(papers[0]), .detain), hash: "2"),
                decide(.correctHeadline(key(papers[0]), "Tamsel held"), hash: "3"),
                decide(.correctParticipant(key(papers[0]), role: .place, name: "Dunmar"), hash: "4"),
                decide(.correctMode(key(papers[0]), .suspend), hash: "5"),
            ])
        let event = record.events[0]
        #expect(record.unfitDecisions.isEmpty)
        #expect(event.date.edtf == "2016-06-09")
        #expect(event.date.basis == .given)
        #expect(event.kind == .detain)
        #expect(event.headline == "Tamsel held")
        #expect(event.participants.contains { $0.role == .place && $0.name == "Dunmar" })
        #expect(event.legal?.mode == .suspend)
        #expect(event.review == .corrected)
    }

    @Test func splitAndMerge() {
        let papers = papers()
        let passage = Passage(document: papers[1].document.id, range: papers[1].annotation.sentences[0])
        let split = decide(.split(key(papers[0]), [passage]))
        // The key must name the event by every passage that it had.
        let whole = Decision.EventKey(passages: key(papers[0]).passages + key(papers[1]).passages, kind: .arrest)
        #expect(reconcile(papers, [split]).unfitDecisions.count == 1)
        let apart = decide(.split(whole, [passage]), hash: "s")
        #expect(reconcile(papers, [apart]).events.count == 2)
        var other = Paper("three.txt", days: [(.meta, "2016-07-03")])
        other.say("Jory Helm was arrested.")
        let helm = other.entity(.person, "Jory Helm")
        other.event(.arrest, "arrested", patient: helm)
        #expect(reconcile(papers + [other]).events.count == 2)
        #expect(reconcile(papers + [other], [decide(.merge([key(papers[0]), key(other)]))]).events.count == 1)
    }

    @Test func addedEventsAndUnfitOnes() {
        let papers = papers()
        let add = decide(
            .addEvent(
                id: "hand-1", kind: .release, edtf: "2016-08", headline: "Tamsel released",
                participants: [Participant(role: .patient, actor: nil, name: "Corvin Tamsel")],
                passages: [], note: "told by his lawyer"), hash: "a")
        let stale = decide(.accept(key(papers[0], .pardon)), hash: "b")
        let record = reconcile(papers, [add, stale])
        let event = record.events.first { $0.kind == .release }
        #expect(event?.id == EventID("hand-1"))
        #expect(event?.note == "told by his lawyer")
        #expect(event?.participants.first?.actor == record.actor("Corvin Tamsel")?.id)
        #expect(record.unfitDecisions.keys.sorted() == ["b"])
    }

    @Test func ignoredPapersSayNothing() {
        let papers = papers()
        let record = reconcile(papers, [decide(.ignoreDocument(papers[1].document.id))])
        #expect(record.dates.count == 1)
        #expect(record.events[0].evidence.count == 1)
    }
}
