import CaseModel
import EDTF
import Events
import Testing

@testable import Chronology

/// Decisions on single entries, carried out on those alone, give what reconciling the whole gives.
@Suite struct FollowTests {
    private struct Random {
        var state: UInt64
        mutating func callAsFunction(_ n: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % n
        }
    }

    private func papers() -> [Paper] {
        (0..<12).map { p in
            var paper = Paper("f\(p).txt", days: [(.meta, "2014-0\(1 + p % 6)-1\(p % 5)")])
            paper.say("The Assize Court sentenced Corvin Tamsel on Thursday.")
            let court = paper.entity(.authority, "Assize Court")
            let tamsel = paper.entity(.person, "Corvin Tamsel")
            let thursday = paper.time("Thursday", When.weekday(4))
            let verdict = paper.event(.sentence, "sentenced", authority: court, patient: tamsel, at: thursday)
            paper.say("Dockers protested against it, and President Alda Morrow struck it down.")
            let morrow = paper.entity(.person, "Alda Morrow")
            paper.event(.protest, "protested")
            paper.event(
                .annul, "struck", agent: morrow, patient: tamsel, at: p % 2 == 0 ? thursday : nil,
                targets: [.init(event: verdict, kind: .sentence, range: paper.find("it"), words: "it")], passing: p % 5 == 4)
            return paper
        }
    }

    private func action(_ record: CaseRecord, _ papers: [Paper], _ random: inout Random) -> Decision.Action {
        let event = record.events[random(record.events.count)]
        let other = record.events[random(record.events.count)]
        var key = Decision.EventKey(passages: event.evidence.map(\.passage), kind: event.kind)
        // Now and then one that no longer fits, or that names its event by one passage under another kind.
        if random(7) == 0 { key.kind = .flee }
        if random(5) == 0 { key.passages = Array(key.passages.prefix(1)) }
        switch random(9) {
        case 0: return .accept(key)
        case 1: return .reject(key)
        case 2: return .reopen(key)
        case 3: return .correctKind(key, random(2) == 0 ? .uphold : .protest)
        case 4: return .correctHeadline(key, "Headline \(random(100))")
        case 5: return .correctMode(key, .exTunc)
        case 6:
            return .correctTargets(
                key, [.init(passages: other.evidence.map(\.passage), kind: random(4) == 0 ? .flee : other.kind)])
        case 7: return .correctParticipant(key, role: .agent, name: random(2) == 0 ? "Alda Morrow" : "Ines Roll")
        default:
            return .describeDocument(
                random(3) == 0 ? DocumentID("00") : papers[0].document.id, title: "T", outlet: nil, authors: [])
        }
    }

    private func whole(_ papers: [Paper], _ log: [Decision]) -> (record: CaseRecord, solved: Solved) {
        Reconciler(documents: papers.map(\.document), annotations: papers.map(\.annotation), decisions: log).reconcileForReview()
    }

    private func sources(_ papers: [Paper], _ record: CaseRecord) -> Solved.Sources {
        Solved.Sources(
            paper: { id in papers.first { $0.document.id == id }.map { ($0.document, $0.annotation) } },
            entry: { id in record.events.first { $0.id == id } },
            actor: { name in record.actors.first { $0.name == name || $0.aliases.contains(name) }?.id })
    }

    @Test(arguments: [UInt64(3), 14, 15])
    func followsAsTheWholeDoes(seed: UInt64) throws {
        let papers = papers()
        var random = Random(state: seed)
        // A day and a merge are decided before: they are in force, and part of what is solved.
        var log: [Decision] = []
        func decide(_ action: Decision.Action) {
            log.append(
                Decision(
                    action: action, who: "ann", when: "2026-01-0\(1 + log.count % 9)T00:00:00Z", why: nil, hash: "h\(log.count)"))
        }
        let first = whole(papers, [])
        let dated = first.record.events[random(first.record.events.count)]
        decide(.correctDate(.init(passages: dated.evidence.map(\.passage), kind: dated.kind), edtf: "2013-05-05"))
        var (record, solved) = whole(papers, log)
        for _ in 0..<40 {
            let known = log.count
            for _ in 0...random(2) {
                let takesBack = log.count > 3 && random(4) == 0
                decide(takesBack ? .undo("h\(1 + random(log.count - 1))") : action(record, papers, &random))
            }
            let (events, unfit) = try #require(
                try solved.follow(log, from: known, unfit: record.unfitDecisions, sources: sources(papers, record)))
            for event in events { record.events[record.events.firstIndex { $0.id == event.id }!] = event }
            record.unfitDecisions = unfit
            let (expected, made) = whole(papers, log)
            #expect(solved == made)
            #expect(record.unfitDecisions == expected.unfitDecisions)
            #expect(record.events.sorted { $0.id < $1.id } == expected.events.sorted { $0.id < $1.id })
            record.events = expected.events
            #expect(record == expected)
        }
        #expect(!solved.unreviewed.isEmpty && !record.unfitDecisions.isEmpty)
    }

    @Test func leavesWhatIsSolvedToTheWhole() throws {
        let papers = papers()
        var (record, solved) = whole(papers, [])
        let key = Decision.EventKey(passages: record.events[0].evidence.map(\.passage), kind: record.events[0].kind)
        let before = solved
        let actions: [Decision.Action] = [
            .correctDate(key, edtf: "2013"), .merge([key, key]), .split(key, [key.passages[0]]),
            .dateDocument(papers[0].document.id, edtf: "2013"),
            .ignoreDocument(papers[0].document.id),
            .addEvent(id: "x", kind: .die, edtf: "2013", headline: "H", participants: [], passages: [], note: nil),
        ]
        for action in actions {
            let log = [Decision(action: action, who: "ann", when: "2026-01-01T00:00:00Z", why: nil, hash: "h")]
            #expect(try solved.follow(log, from: 0, unfit: [:], sources: sources(papers, record)) == nil)
            // And so is taking it back.
            let undo = log + [Decision(action: .undo("h"), who: "ann", when: "2026-01-01T00:00:00Z", why: nil, hash: "i")]
            #expect(try solved.follow(undo, from: 1, unfit: [:], sources: sources(papers, record)) == nil)
        }
        #expect(solved == before)
        // A decision that fits nothing may be about an entry by hand, where there is one.
        let added = Decision(
            action: .addEvent(
                id: "x", kind: .die, edtf: "2013", headline: "H", participants: [], passages: [key.passages[0]], note: nil),
            who: "ann", when: "2026-01-01T00:00:00Z", why: nil, hash: "h")
        (record, solved) = whole(papers, [added])
        let about = Decision(
            action: .reject(.init(passages: key.passages, kind: .die)), who: "ann", when: "2026-01-01T00:00:00Z", why: nil,
            hash: "i")
        #expect(try solved.follow([added, about], from: 1, unfit: [:], sources: sources(papers, record)) == nil)
    }
}
