import EDTF
import TimeExpressions

@testable import Chronology

/// Synthetic cases for measuring the solver: ten constraints a paper, a quarter of the papers undated, events shared between neighbours,
/// a birth for every thousand papers.
enum Synthetic {
    static func problem(papers: Int) -> DatingProblem {
        let births = max(1, papers / 1000)
        let events = papers * 2
        var problem = DatingProblem(variables: papers + births + events)
        let start = Day(year: 1985, month: 1, day: 1)!
        var state: UInt64 = 7
        func random(_ n: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % n
        }
        for p in (0..<papers).sorted(by: { ($0 % 4 == 0 ? 1 : 0, $0) < ($1 % 4 == 0 ? 1 : 0, $1) }) {
            let day = start + p * 7300 / papers
            let cause = DatingProblem.Cause(.statement, document: p)
            if p % 4 != 0 { problem.add(.within(DaySet(day)), p, trust: .stated, cause: cause) }
            problem.add(.within(DaySet(through: day + 400)), p, trust: .bound, cause: cause)
            problem.add(.age((day - start + 183) * 100 / 36525 + 30), p, papers + p * births / papers, trust: .age, cause: cause)
            let own = papers + births + 2 * p
            problem.add(.phrase(When.weekday(1 + random(7)), .at), p, own, trust: .told, cause: cause)
            problem.add(.phrase(When.lastWeek, .at), p, own + 1, trust: .told, cause: cause)
            problem.add(
                .phrase(When.daysLater(random(4)), .at), own, min(own + 2 * random(5), papers + births + events - 2),
                trust: .loose, cause: cause)
            for k in 0..<4 { problem.add(.after(Int.min...0), p, own + k % 2, trust: .bound, cause: cause) }
        }
        return problem
    }
}
