import CaseModel
import Events
import Foundation
import Testing

@testable import Chronology

/// Keys and groups for many machines.
@Suite struct CandidateTests {
    private func keys(_ paper: Paper, _ sort: Candidate.Sort) -> Set<String> {
        Set(CandidateKeys.keyed(paper.document, paper.annotation).filter { $0.candidate.sort == sort }.map(\.key))
    }

    @Test func whatMayBeOneSharesAKey() {
        var one = Paper("one.txt", days: [(.meta, "2012-06-15")])
        one.say("Alda Benita Morrow was pardoned on 14 June 2012.")
        let alda = one.entity(.person, "Alda Benita Morrow")
        let day = one.time("14 June 2012", When.day(2012, 6, 14))
        one.event(.pardon, "pardoned", patient: alda, at: day)
        var two = Paper("two.txt", days: [(.meta, "2012-06-18")])
        two.say("Mrs Morrow was freed on Thursday by a decree.")
        let morrow = two.entity(.person, "Mrs Morrow")
        let thursday = two.time("Thursday", When.weekday(4))
        two.event(.pardon, "freed", patient: morrow, at: thursday)
        var three = Paper("three.txt", days: [(.meta, "2020-01-01")])
        three.say("Corvin Tamsel was pardoned.")
        let tamsel = three.entity(.person, "Corvin Tamsel")
        three.event(.pardon, "pardoned", patient: tamsel)
        #expect(!keys(one, .name).isDisjoint(with: keys(two, .name)))
        #expect(!keys(one, .event).isDisjoint(with: keys(two, .event)))
        #expect(keys(one, .name).isDisjoint(with: keys(three, .name)))
        #expect(keys(one, .event).isDisjoint(with: keys(three, .event)))
        let dated = CandidateKeys.keyed(two.document, two.annotation).first { $0.candidate.sort == .event }?.candidate
        #expect(dated?.from == "2012-06-14" && dated?.to == "2012-06-14", "Thursday before the paper's day")
        #expect(keys(one, .event).contains { $0.hasSuffix("/2012") })
    }

    private func candidates(_ names: [String], papers: Int) -> [Candidate] {
        (0..<papers).map { n in
            var candidate = Candidate(sort: .name, document: DocumentID(Fold.hash("paper \(n)")), index: 0)
            candidate.name = names[n % names.count]
            return candidate
        }.sorted { $0.document < $1.document }
    }

    private func linked(_ candidates: [Candidate], most: Int = 1000) -> [LinkedCandidate] {
        var group = CandidateGroup(key: "name/morrow", most: most)
        for candidate in candidates { group.add(candidate) }
        return group.linked()
    }

    @Test func formsOfOneNameLinkAndTwoPeopleDoNot() {
        let one = linked(candidates(["alda benita morrow", "benita morrow", "morrow"], papers: 30))
        #expect(one.map(\.name) == ["alda benita morrow"])
        #expect(one[0].papers == 30 && one[0].names?.count == 3)
        let two = linked(candidates(["alda morrow", "piet morrow", "morrow"], papers: 30))
        #expect(
            two.map(\.name) == ["alda morrow", "morrow", "piet morrow"], "a bare name that may be two people's is left alone")
    }

    @Test func orderAndRepetitionChangeNothing() {
        let given = candidates(["alda morrow", "piet morrow", "alda benita morrow"], papers: 90)
        let once = linked(given)
        #expect(linked(given.reversed()) == once)
        #expect(linked(given.flatMap { [$0, $0] }) == once)
    }

    @Test func aNameInManyPapersIsBounded() {
        let many = linked(candidates(["alda morrow", "piet morrow"], papers: 4000), most: 50)
        #expect(many.map(\.papers) == [2000, 2000])
        #expect(many.allSatisfy { $0.documents.count == 50 && $0.documents == $0.documents.sorted() })
        let small = linked(Array(candidates(["alda morrow", "piet morrow"], papers: 4000).prefix(200)), most: 50)
        #expect(small[0].documents == many[0].documents, "the smallest ids, whatever comes behind")
    }

    @Test func tellingsOfMeetingDaysLink() {
        func event(_ n: Int, _ from: String?, _ to: String?, _ kind: EventKind) -> Candidate {
            var candidate = Candidate(sort: .event, document: DocumentID("\(n)"), index: 0)
            (candidate.from, candidate.to, candidate.kind) = (from, to, kind)
            return candidate
        }
        let got = linked([
            event(1, "2012-06-14", "2012-06-14", .pardon), event(2, "2012-06-01", "2012-06-30", .release),
            event(3, "2014-01-01", "2014-01-01", .pardon), event(4, nil, nil, .pardon),
            event(5, "2012-06-20", "2012-06-20", .pardon),
        ])
        #expect(got.map(\.papers) == [1, 3, 1])
        #expect(got[1].from == "2012-06-01" && got[1].to == "2012-06-30" && got[1].kinds == [.pardon, .release])
        #expect(got[0].from == nil)
    }
}
