import CaseModel
import EDTF
import Events
import Testing
import TimeExpressions

@testable import Chronology

/// What shortens the way to a chronology (glances at events before they are weighed, steps that are not made twice) changes nothing.
@Suite struct ShortWayTests {
    /// Papers that tell a few people's acts over and over: with days, without, in passing, denied, hanging on one another.
    private func papers(_ count: Int, seed: UInt64) -> [Paper] {
        var state = seed
        func random(_ n: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % n
        }
        let people = ["Corvin Tamsel", "Alda Morrow", "Ilse Brandt", "Odo Varn"]
        let courts = ["Assize Court of Korv", "High Tribunal", "Court of Rolls"]
        let kinds: [EventKind] = [
            .sentence, .convict, .pardon, .annul, .rule, .arrest, .detain, .release, .protest, .clash, .die, .kill, .state,
            .visit,
        ]
        let words = ["dockers", "harbour", "ministry", "evening", "crowded", "verdict", "appeal", "lawyers", "prison", "square"]
        return (0..<count).map { p in
            let day = Day(year: 2003, month: 1, day: 5)! + random(900)
            var paper = Paper("p\(p).txt", days: random(5) == 0 ? [] : [(.meta, DaySet(day).edtf!)])
            var told: [Int] = []
            for _ in 0..<(1 + random(5)) {
                let (who, court, kind) = (people[random(4)], courts[random(3)], kinds[random(kinds.count)])
                let wording = (0..<4).map { _ in words[random(10)] }.joined(separator: " ")
                paper.say("The \(court) \(kind.rawValue) \(who) at the time in \(wording).")
                let body = random(3) == 0 ? nil : paper.entity(.authority, court)
                let person = random(4) == 0 ? nil : paper.entity(.person, who)
                var time: Int?
                switch random(6) {
                case 0: time = paper.time("time", When.weekday(1 + random(7)))
                case 1: time = paper.time("time", When.fixed(Day(year: 2003, month: 1, day: 5)! + random(60) * 15))
                case 2: time = paper.time("time", When.monthDay(1 + random(12), 1 + random(28)))
                case 3: time = paper.time("time", When.year(2003 + random(2)))
                case 4: time = told.isEmpty ? nil : paper.time("time", When.daysLater(1 + random(3)))
                default: time = nil
                }
                let narrative = time.map { paper.annotation.times[$0].relation.anchor == .narrative } ?? false
                told.append(
                    paper.event(
                        kind, kind.rawValue, authority: body, patient: person, at: time,
                        anchor: narrative ? told[random(told.count)] : nil,
                        figures: random(6) == 0 ? [(Double(3 + random(3)), "year", "sentence")] : [],
                        modality: random(9) == 0 ? .denied : random(9) == 0 ? .planned : .asserted, passing: random(5) == 0,
                        chain: random(5) == 0 ? 1 : nil))
            }
            return paper
        }
    }

    @Test(arguments: [UInt64(1), 2, 3, 4])
    func givesWhatTheLongWayGives(seed: UInt64) {
        let papers = papers(150, seed: seed)
        let reconciler = Reconciler(documents: papers.map(\.document), annotations: papers.map(\.annotation), decisions: [])
        let short = reconciler.solve()
        let long = reconciler.solve(isThorough: true)
        #expect(short.clusterOf == long.clusterOf)
        #expect(short.solver.sets == long.solver.sets && short.allowed == long.allowed && short.guesses == long.guesses)
        // The case is one that merges much and keeps much apart.
        #expect(short.members.count > 50 && short.members.contains { $0.count > 2 })
    }

    /// With few events looked at under a key, which these are changes as soon as one event does.
    @Test(arguments: [UInt64(11), 12, 13, 14, 15, 16])
    func givesTheSameWhereLittleIsLookedAt(seed: UInt64) {
        let papers = papers(120, seed: seed)
        let reconciler = Reconciler(documents: papers.map(\.document), annotations: papers.map(\.annotation), decisions: [])
        for most in [1, 3, 9] {
            let short = reconciler.solve(most: most)
            let long = reconciler.solve(isThorough: true, most: most)
            #expect(short.clusterOf == long.clusterOf)
            #expect(short.solver.sets == long.solver.sets && short.guesses == long.guesses)
        }
        #expect(reconciler.solve(most: 1).clusterOf != reconciler.solve().clusterOf)
    }

    @Test func theOrderOfPapersIsNothing() {
        let papers = papers(80, seed: 9)
        let record = reconcile(papers)
        #expect(reconcile(papers.reversed()) == record)
        #expect(reconcile(Array(papers[37...] + papers[..<37])) == record)
    }
}
