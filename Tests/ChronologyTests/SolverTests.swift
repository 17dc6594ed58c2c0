import EDTF
import TimeExpressions
import Testing

@testable import Chronology

@Suite struct SolverTests {
    private func set(_ edtf: String) -> DaySet { try! DaySet(edtf: edtf) }
    private let cause = DatingProblem.Cause(.statement, document: 0)

    @Test func narrowsForwardAndBack() {
        var problem = DatingProblem(variables: 3)
        problem.add(.after(3...3), 0, 1, trust: .told, cause: cause)
        problem.add(.after(0...Int.max), 1, 2, trust: .bound, cause: cause)
        problem.add(.within(set("2014-05-09")), 1, trust: .told, cause: cause)
        problem.add(.within(set("2014-05")), 2, trust: .told, cause: cause)
        var solver = DatingSolver(problem)
        solver.solve()
        #expect(solver.sets[0] == set("2014-05-06"))
        #expect(solver.sets[2] == set("2014-05-09/2014-05-31"))
        #expect(solver.clashes.isEmpty)
    }

    @Test func setsTheLeastTrustedAsideAndNamesTheSmallestClash() {
        var problem = DatingProblem(variables: 4)
        problem.add(.within(set("2015-03-01")), 0, trust: .stated, cause: cause)
        problem.add(.within(set("2015")), 1, trust: .told, cause: cause)
        problem.add(.after(0...0), 0, 1, trust: .told, cause: cause)
        problem.add(.after(1...1), 1, 2, trust: .told, cause: cause)
        problem.add(.within(set("2015-03-09")), 2, trust: .loose, cause: cause)
        problem.add(.after(0...0), 2, 3, trust: .told, cause: cause)
        var solver = DatingSolver(problem)
        solver.solve()
        #expect(solver.sets[2] == set("2015-03-02"))
        #expect(solver.sets[3] == set("2015-03-02"))
        #expect(solver.clashes.map(\.constraint) == [4])
        // 2015 as a year has no part in it.
        #expect(solver.clashes.first.map(solver.smallest) == [0, 2, 3])
    }

    @Test func undoesWhatAnAsideConstraintHadNarrowed() {
        var problem = DatingProblem(variables: 3)
        problem.add(.within(set("2010")), 2, trust: .stated, cause: cause)
        problem.add(.after(0...0), 0, 1, trust: .told, cause: cause)
        problem.add(.after(0...0), 1, 2, trust: .told, cause: cause)
        problem.add(.within(set("[2011,2012]")), 0, trust: .loose, cause: cause)
        var solver = DatingSolver(problem)
        solver.solve()
        #expect(solver.sets[0] == set("2010"))
        #expect(solver.clashes.count == 1)
    }

    @Test func likelyOrdersAndNeverClashes() {
        var problem = DatingProblem(variables: 1)
        problem.add(.within(set("2012-02")), 0, trust: .told, cause: cause)
        problem.add(.within(set("2013")), 0, trust: .likely, cause: cause)
        problem.add(.within(set("2012-02-01/2012-02-05")), 0, trust: .likely, cause: cause)
        var solver = DatingSolver(problem)
        solver.solve()
        #expect(solver.sets[0] == set("2012-02-01/2012-02-05"))
        #expect(solver.clashes.isEmpty)
    }

    @Test func clocksThatChaseEachOtherStop() {
        var problem = DatingProblem(variables: 2)
        problem.add(.within(set("2000/..")), 0, trust: .told, cause: cause)
        problem.add(.after(1...Int.max), 0, 1, trust: .told, cause: cause)
        problem.add(.after(1...Int.max), 1, 0, trust: .told, cause: cause)
        var solver = DatingSolver(problem)
        solver.solve()
        #expect(!solver.sets[0].isEmpty)
    }

    @Test func agesBoundBirthsAndPapers() {
        var problem = DatingProblem(variables: 4)
        problem.add(.within(set("2001-06-10")), 0, trust: .stated, cause: cause)
        problem.add(.within(set("2003-02-01")), 1, trust: .stated, cause: cause)
        problem.add(.within(set("2010/2020")), 2, trust: .told, cause: cause)
        problem.add(.age(40), 0, 3, trust: .age, cause: cause)
        problem.add(.age(42), 1, 3, trust: .age, cause: cause)
        problem.add(.age(50), 2, 3, trust: .age, cause: cause)
        var solver = DatingSolver(problem)
        solver.solve()
        #expect(solver.sets[3] == set("1960-06-11/1961-02-01").intersection(set("1960-02-02/1961-02-01")))
        #expect(solver.sets[2] == set("2010-06-11/2012-01-31"))
    }

    /// Chains of papers and events with shared births: time must grow as the number of constraints does.
    @Test func growsLinearly() {
        func work(_ papers: Int) -> Int {
            var solver = DatingSolver(Synthetic.problem(papers: papers))
            solver.solve()
            #expect(solver.sets.allSatisfy { !$0.isEmpty })
            return solver.work
        }
        let small = work(1000)
        let large = work(4000)
        #expect(large < 5 * small, "4 times the papers took \(Double(large) / Double(small)) times the work")
    }
}
