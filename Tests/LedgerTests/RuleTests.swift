import EDTF
import Foundation
import Testing

@testable import Ledger

@Suite struct RuleTests {
    private func targets(_ ledger: LedgerFile) -> [Target] {
        ledger.acts.flatMap { a in [Target(act: a.id)] + a.components.map { Target(act: a.id, component: $0) } }
    }

    @Test(arguments: 0..<60)
    func agreesWithTheDefinition(seed: Int) {
        let ledger = randomChain(4 + seed % 13, seed: UInt64(seed))
        let evaluator = LedgerEvaluator(ledger)
        guard evaluator.circles().isEmpty else { return }
        let definition = ByDefinition(ledger)
        var rng = Seeded(state: UInt64(seed) &+ 77)
        for _ in 0..<12 {
            let x = Moment(endOf: firstDay + Int.random(in: -20..<450, using: &rng))
            let y = Moment(endOf: firstDay + Int.random(in: -20..<450, using: &rng))
            for order in ["DOM", "REG", "ELSE"] {
                let all = targets(ledger)
                let verdicts = evaluator.verdicts(of: all, on: x, asOf: y, order: order)
                for (target, verdict) in zip(all, verdicts) {
                    let i = ledger.acts.firstIndex { $0.id == target.act }!
                    let wanted = definition.inForce(i, target.component, x, y, order)
                    #expect(verdict == (wanted ? .inForce : .notInForce), "seed \(seed): \(target) \(x.text) \(y.text) \(order)")
                }
                let proof = evaluator.proof(of: all[0], on: x, asOf: y, order: order)
                #expect((proof.outcome == .holds) == verdicts[0].isInForce)
            }
        }
    }

    @Test(arguments: 0..<20)
    func orderOfInputDoesNotMatter(seed: Int) {
        let ledger = randomChain(14, seed: UInt64(seed))
        var shuffled = ledger
        var rng = Seeded(state: UInt64(seed))
        shuffled.acts.shuffle(using: &rng)
        let all = targets(ledger)
        let a = LedgerEvaluator(ledger), b = LedgerEvaluator(shuffled)
        for n in stride(from: 0, to: 420, by: 35) {
            let x = Moment(endOf: firstDay + n), y = Moment(endOf: firstDay + (n * 7) % 430)
            #expect(a.verdicts(of: all, on: x, asOf: y, order: "DOM") == b.verdicts(of: all, on: x, asOf: y, order: "DOM"))
        }
    }

    @Test(arguments: 0..<20)
    func anActNotYetKnownChangesNothing(seed: Int) {
        let ledger = randomChain(12, seed: UInt64(seed))
        var more = ledger
        let late = firstDay + 1000
        more.acts.append(
            Act(
                id: "LATE", order: "DOM", authority: "court", what: "strikes everything", adopted: When(firstDay + 420),
                known: When(late),
                effects: ledger.acts.map { Effect(kind: .strike, target: Target(act: $0.id), modes: [.exTunc]) }))
        let all = targets(ledger)
        let a = LedgerEvaluator(ledger), b = LedgerEvaluator(more)
        for n in stride(from: 0, to: 900, by: 60) {
            let x = Moment(endOf: firstDay + n), y = Moment(endOf: late - 1)
            #expect(a.verdicts(of: all, on: x, asOf: y, order: "DOM") == b.verdicts(of: all, on: x, asOf: y, order: "DOM"))
        }
        #expect(b.verdicts(of: all, on: Moment(late), asOf: Moment(endOf: late), order: "DOM").allSatisfy { $0 == .notInForce })
    }

    /// A strike that was itself struck ex tunc, by an act that stands, leaves no trace: the ledger without both answers the same.
    @Test(arguments: 0..<20)
    func aStrikeStruckExTuncLeavesNoTrace(seed: Int) {
        let ledger = randomChain(10, seed: UInt64(seed))
        var more = ledger
        let end = firstDay + 430
        more.acts.append(
            Act(
                id: "S", order: "DOM", authority: "court", what: "strikes", adopted: When(end),
                effects: ledger.acts.map { Effect(kind: .strike, target: Target(act: $0.id), modes: [.exTunc]) }))
        more.acts.append(
            Act(
                id: "R", order: "DOM", authority: "court", what: "sets it aside", adopted: When(end + 5),
                effects: [Effect(kind: .strike, target: Target(act: "S"), modes: [.exTunc])]))
        let all = targets(ledger)
        let a = LedgerEvaluator(ledger), b = LedgerEvaluator(more)
        let y = Moment(endOf: end + 9)
        for n in stride(from: 0, to: 460, by: 20) {
            let x = Moment(endOf: firstDay + n)
            #expect(a.verdicts(of: all, on: x, asOf: y, order: "DOM") == b.verdicts(of: all, on: x, asOf: y, order: "DOM"))
        }
        let between = b.verdicts(of: all, on: Moment(endOf: firstDay + 100), asOf: Moment(endOf: end + 1), order: "DOM")
        #expect(between.allSatisfy { $0 == .notInForce })
    }

    @Test func longChainsNeitherOverflowNorCrawl() {
        var ledger = LedgerFile(name: "long", subject: "Somebody")
        for i in 0..<10_000 {
            var act = Act(id: "A\(i)", order: "X", authority: "court", what: "act", adopted: When(firstDay + i))
            if i > 0 { act.effects = [Effect(kind: .strike, target: Target(act: "A\(i - 1)"), modes: [.exTunc])] }
            ledger.acts.append(act)
        }
        let evaluator = LedgerEvaluator(ledger)
        let end = Moment(endOf: firstDay + 20_000)
        #expect(evaluator.verdict(of: Target("A1"), on: end, asOf: end, order: "X") == .inForce)
        #expect(evaluator.verdict(of: Target("A0"), on: end, asOf: end, order: "X") == .notInForce)
        #expect(evaluator.verdict(of: Target("A0"), on: end, asOf: Moment(endOf: firstDay + 2), order: "X") == .inForce)
    }

    @Test func tenThousandActsAnswerFast() {
        let ledger = randomChain(10_000, seed: 5, span: 9000)
        let evaluator = LedgerEvaluator(ledger)
        var rng = Seeded(state: 3)
        let began = clock()
        let prepared = evaluator.prepared(order: "DOM")
        var held = 0
        for n in 0..<2_000 {
            let x = Moment(endOf: firstDay + Int.random(in: 0..<9500, using: &rng))
            let y = Moment(endOf: firstDay + Int.random(in: 0..<9500, using: &rng))
            held += prepared.inForce(on: x, asOf: y)[n] ? 1 : 0
        }
        let seconds = Double(clock() - began) / Double(CLOCKS_PER_SEC)
        #expect(held > 0)
        #expect(seconds < 4, "2,000 questions took \(seconds) s of processor time")
        print("ledger: 2,000 whole-status questions over 10,000 acts: \(seconds) s")
    }
}
