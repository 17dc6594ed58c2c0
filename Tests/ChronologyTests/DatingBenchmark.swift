import Foundation
import Testing

@testable import Chronology

/// Run by hand: `LEGAJO_BENCH=1 swift test -c release --filter DatingBenchmark`. Docs/dating.md gives the figures.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["LEGAJO_BENCH"] != nil)) struct DatingBenchmark {
    @Test(arguments: [12_500, 25_000, 50_000, 100_000]) func papers(_ count: Int) throws {
        let problem = Synthetic.problem(papers: count)
        var solver = DatingSolver(problem)
        let spent = ContinuousClock().measure { solver.solve() }
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
        print("\(count) papers, \(problem.constraints.count) constraints: \(spent), \(solver.clashes.count) set aside, \(peak)")
        #expect(solver.sets.allSatisfy { !$0.isEmpty })
    }
}
