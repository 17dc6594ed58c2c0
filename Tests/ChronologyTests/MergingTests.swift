import CaseModel
import EDTF
import Events
import Testing
import TimeExpressions

@testable import Chronology

@Suite struct MergingTests {
    /// A verdict told on its day, and later in passing.
    private func verdictPapers() -> [Paper] {
        var first = Paper("verdict.txt", days: [(.meta, "2012-06-15")])
        first.say("The Assize Court sentenced Corvin Tamsel to 22 years on Thursday.")
        let court = first.entity(.authority, "Assize Court")
        let tamsel = first.entity(.person, "Corvin Tamsel")
        let thursday = first.time("Thursday", When.weekday(4))
        first.event(.sentence, "sentenced", authority: court, patient: tamsel, at: thursday, figures: [(22, "year", "sentence")])
        var second = Paper("later.txt", days: [(.meta, "2015-04-03")])
        second.say("President Alda Morrow commuted the sentence of Corvin Tamsel, who was convicted in 2012, to four years.")
        let morrow = second.entity(.person, "Alda Morrow")
        let tamsel2 = second.entity(.person, "Corvin Tamsel")
        let year = second.time("2012", When.year(2012))
        let verdict = second.event(.sentence, "convicted", patient: tamsel2, at: year)
        let friday = second.time("President", When.day(2015, 4, 2))
        second.event(
            .commute, "commuted", agent: morrow, patient: tamsel2, at: friday,
            targets: [.init(event: verdict, kind: .sentence, range: second.find("sentence"), words: "the sentence")])
        return [first, second]
    }

    @Test func backgroundRetellingsJoin() {
        let record = reconcile(verdictPapers())
        #expect(record.all(.sentence).count == 1)
        let verdict = record.all(.sentence)[0]
        #expect(verdict.date.edtf == "2012-06-14")
        #expect(verdict.independentSources == 2)
        #expect(verdict.evidence.count == 2)
        #expect(record.all(.commute)[0].targets == [verdict.id])
        #expect(record.all(.commute)[0].headline == "Alda Morrow commutes the sentence of Corvin Tamsel")
        #expect(verdict.headline == "Assize Court sentences Corvin Tamsel")
    }

    @Test func twoRequestsOfOneCourtAreTwo() {
        var paper = Paper("requests.txt", days: [(.meta, "2022-04-02")])
        paper.say("The rights court asked Norland on March 30 to wait and on Friday asked again.")
        let court = paper.entity(.authority, "rights court")
        let norland = paper.entity(.place, "Norland")
        let march = paper.time("March 30", When.monthDay(3, 30))
        let friday = paper.time("on Friday", When.weekday(5))
        paper.event(.request, "asked", agent: court, patient: norland, at: march)
        paper.event(.request, "asked again", agent: court, patient: norland, at: friday)
        #expect(reconcile([paper]).all(.request).map(\.date.edtf) == ["2022-03-30", "2022-04-01"])
    }

    @Test func twoCourtsSentencesAreTwo() {
        var paper = Paper("appeal.txt", days: [(.meta, "2014-01-01")])
        paper.say(
            "The Assize Court sentenced Corvin Tamsel to 22 years in 2012; the High Tribunal sentenced him to nine in 2013.")
        let one = paper.entity(.authority, "Assize Court")
        let two = paper.entity(.authority, "High Tribunal")
        let tamsel = paper.entity(.person, "Corvin Tamsel")
        let first = paper.time("2012", When.year(2012))
        let second = paper.time("2013", When.year(2013))
        paper.event(.sentence, "sentenced", authority: one, patient: tamsel, at: first, figures: [(22, "year", "sentence")])
        paper.event(.sentence, "sentenced him", authority: two, patient: tamsel, at: second, figures: [(9, "year", "sentence")])
        #expect(reconcile([paper]).all(.sentence).count == 2)
    }

    @Test func whatDidNotHappenStaysApart() {
        var papers = verdictPapers()
        papers[0].say("She denied that he would be pardoned.")
        let tamsel = papers[0].annotation.entities.firstIndex { $0.name == "Corvin Tamsel" }!
        papers[0].event(.pardon, "pardoned", patient: tamsel, modality: .denied)
        papers[1].say("He was pardoned.")
        papers[1].event(.pardon, "pardoned", patient: papers[1].annotation.entities.firstIndex { $0.name == "Corvin Tamsel" }!)
        #expect(Set(reconcile(papers).all(.pardon).map(\.modality)) == [.denied, .asserted])
    }

    @Test func passingWordsAreNoEntryOfTheirOwn() {
        var paper = Paper("passing.txt", days: [(.meta, "2014-01-01")])
        paper.say("Corvin Tamsel spoke of his conviction.")
        let tamsel = paper.entity(.person, "Corvin Tamsel")
        paper.event(.convict, "conviction", patient: tamsel, passing: true)
        #expect(reconcile([paper]).events.isEmpty)
    }

    @Test func copiesAreNoSecondSource() {
        let papers = verdictPapers()
        var copy = Paper("copy.txt", days: [(.meta, "2012-06-16")], copyOf: papers[0])
        copy.say("The Assize Court sentenced Corvin Tamsel to 22 years on Thursday.")
        let court = copy.entity(.authority, "Assize Court")
        let tamsel = copy.entity(.person, "Corvin Tamsel")
        let thursday = copy.time("Thursday", When.weekday(4))
        copy.event(.sentence, "sentenced", authority: court, patient: tamsel, at: thursday, figures: [(22, "year", "sentence")])
        let record = reconcile(papers + [copy])
        #expect(record.all(.sentence).count == 1)
        #expect(record.all(.sentence)[0].independentSources == 2)
        #expect(record.all(.sentence)[0].evidence.count == 3)
        #expect(record.copies == [copy.document.id: papers[0].document.id])
    }

    @Test func aRestorationActsOnWhatItGivesBack() {
        var one = Paper("annulled.txt", days: [(.meta, "2018-10-05")])
        one.say("The Supreme Court on Wednesday annulled the pardon that Alda Morrow granted Corvin Tamsel on 24 December 2017.")
        let court = one.entity(.authority, "Supreme Court")
        let morrow = one.entity(.person, "Alda Morrow")
        let tamsel = one.entity(.person, "Corvin Tamsel")
        let wednesday = one.time("on Wednesday", When.weekday(3))
        let eve = one.time("24 December 2017", When.day(2017, 12, 24))
        let pardon = one.event(.pardon, "granted", agent: morrow, patient: tamsel, at: eve)
        one.event(
            .annul, "annulled", authority: court, patient: tamsel, at: wednesday,
            targets: [.init(event: pardon, kind: .pardon, range: one.find("pardon"), words: "the pardon")])
        var two = Paper("restored.txt", days: [(.meta, "2022-03-18")])
        two.say("The Constitutional Court struck down the ruling that had annulled the pardon of Corvin Tamsel on Thursday.")
        let other = two.entity(.authority, "Constitutional Court")
        let tamsel2 = two.entity(.person, "Corvin Tamsel")
        let thursday = two.time("on Thursday", When.weekday(4))
        two.event(
            .restore, "struck down", authority: other, patient: tamsel2, at: thursday,
            targets: [.init(event: nil, kind: .annul, range: two.find("ruling"), words: "the ruling that had annulled")])
        let record = reconcile([one, two])
        let annulment = record.all(.annul)[0]
        #expect(annulment.targets == record.all(.pardon).map(\.id))
        #expect(Set(record.all(.restore)[0].targets) == Set(record.all(.pardon).map(\.id) + [annulment.id]))
    }

    @Test func figuresThatDisagreeAreAConflict() {
        var papers: [Paper] = []
        for (name, dead) in [("one.txt", 31.0), ("two.txt", 34)] {
            var paper = Paper(name, days: [(.meta, "2012-06-15")])
            paper.say("Police killed \(Int(dead)) striking dockers on the Quellmark quay on 12 November 2006.")
            let police = paper.entity(.organisation, "Police")
            let day = paper.time("12 November 2006", When.day(2006, 11, 12))
            paper.event(.kill, "killed", agent: police, at: day, figures: [(dead, "person", "killed")])
            papers.append(paper)
        }
        let record = reconcile(papers)
        #expect(record.all(.kill).count == 1)
        #expect(record.conflicts.map { $0.sides.map(\.value) } == [["31", "34"]])
        #expect(record.conflicts.first?.sides.map(\.independentSources) == [1, 1])
    }

    /// A ruling of Friday 3 May 2013 told by two papers that name who gave it in two ways.
    private func ruling(_ first: (CaseActor.Kind, String, String?), _ second: (CaseActor.Kind, String, String?)) -> Int {
        let papers = [("one.txt", first), ("two.txt", second)].map { name, by in
            var paper = Paper(name, days: [(.meta, "2013-05-06")])
            paper.say("\(by.1) annulled the sentence of Corvin Tamsel in May.")
            let judge = paper.entity(by.0, by.1)
            if let title = by.2 {
                paper.annotation.entities[judge].roles = [
                    .init(title: title, former: false, times: [], passage: paper.find(by.1))
                ]
            }
            let tamsel = paper.entity(.person, "Corvin Tamsel")
            let may = TimeRelation(anchor: .none, meaning: .fixed(Granule(.month, 2013 * 12 + 4)))
            paper.event(.annul, "annulled", agent: judge, patient: tamsel, at: paper.time("May", may))
            return paper
        }
        return reconcile(papers).all(.annul).count
    }

    @Test func aCourtActsByItsPartsAndAnOfficeByWhoHoldsIt() {
        #expect(ruling((.authority, "second chamber", nil), (.authority, "High Tribunal", nil)) == 1)
        #expect(ruling((.authority, "first jury", nil), (.authority, "federal jury", nil)) == 1)
        #expect(ruling((.authority, "High Tribunal", nil), (.authority, "Court of Cassation", nil)) == 2)
        #expect(ruling((.person, "trial judge", nil), (.person, "Ana Solar", "district judge")) == 1)
        #expect(ruling((.person, "trial judge", nil), (.person, "Ana Solar", "minister")) == 2)
        #expect(ruling((.person, "Oskar Vale", "judge"), (.person, "Ana Solar", "judge")) == 2)
    }

    /// A request that is no entry of its own is still what was dismissed; a refused pardon is a request, and charges are no request.
    @Test(arguments: [
        (EventKind.appeal, "the appeal of Corvin Tamsel"), (.pardon, "the request of Corvin Tamsel"),
        (.charge, "the charge against Corvin Tamsel"),
    ])
    func headlinesSayWhatWasDismissed(kind: EventKind, expected: String) {
        var paper = Paper("one.txt", days: [(.meta, "2013-05-06")])
        paper.say("The High Tribunal dismissed it for Corvin Tamsel on 3 May 2013.")
        let court = paper.entity(.authority, "High Tribunal")
        let tamsel = paper.entity(.person, "Corvin Tamsel")
        paper.event(
            .dismiss, "dismissed", authority: court, patient: tamsel, at: paper.time("3 May 2013", When.day(2013, 5, 3)),
            targets: [.init(event: nil, kind: kind, range: paper.find("it"), words: "it")])
        #expect(reconcile([paper]).all(.dismiss).map(\.headline) == ["High Tribunal dismisses \(expected)"])
    }

    @Test func whatIsSaidInPassingHelpsWhatHasNoTime() {
        var first = Paper("first.txt", days: [(.meta, "2021-02-03")])
        first.say("Corvin Tamsel was sentenced in 2013.")
        let tamsel = first.entity(.person, "Corvin Tamsel")
        first.event(.sentence, "sentenced", patient: tamsel, at: first.time("2013", When.year(2013)))
        var second = Paper("second.txt", days: [(.meta, "2021-02-03")])
        second.say("The 14-year sentence of Corvin Tamsel, of 2013, stands.")
        let again = second.entity(.person, "Corvin Tamsel")
        second.event(
            .sentence, "sentence", patient: again, at: second.time("2013", When.year(2013)), figures: [(14, "year", "sentence")],
            passing: true)
        var third = Paper("third.txt")
        third.say("Corvin Tamsel was sentenced to 14 years.")
        let him = third.entity(.person, "Corvin Tamsel")
        third.event(.sentence, "sentenced", patient: him, figures: [(14, "year", "sentence")])
        let sentences = reconcile([first, second, third]).all(.sentence)
        #expect(sentences.map(\.date.edtf) == ["2013"])
        #expect(sentences.first?.evidence.count == 3)
    }

    @Test func groupsOfOneNameAreOneAndNumbersOfThemDisagree() {
        func papers(_ groups: [(String, EventKind, Double)]) -> [Paper] {
            groups.enumerated().map { n, group in
                var paper = Paper("\(n).txt", days: [(.meta, "2012-06-15")])
                paper.say("\(group.0) \(group.1) at the mine of Orvel on 12 November 2006.")
                let miners = paper.entity(.person, group.0)
                paper.event(
                    group.1, "\(group.1)", patient: miners, at: paper.time("12 November 2006", When.day(2006, 11, 12)),
                    figures: [(group.2, "person", "killed")])
                return paper
            }
        }
        let record = reconcile(papers([("thirty miners", .kill, 30), ("33 miners", .die, 33), ("the miners", .attack, 30)]))
        #expect(record.events.count == 1)
        #expect(record.conflicts.map { $0.sides.map(\.value) } == [["30", "33"]])
        #expect(reconcile(papers([("thirty miners", .kill, 30), ("Oskar Vale", .kill, 1)])).events.count == 2)
    }

    @Test func wordsOfOneMeaningJoinWherePapersHaveNoDay() {
        func events(_ first: String, _ second: String) -> Int {
            let papers = [first, second].enumerated().map { n, word in
                var paper = Paper("\(n).txt")
                paper.say("The \(word) shook the valley.")
                paper.event(.other, word)
                return paper
            }
            return reconcile(papers).events.count
        }
        #expect(events("quake", "earthquake") == 1)
        #expect(events("acquire", "acquisition") == 1)
        #expect(events("earthquake", "flood") == 2)
    }

    @Test func copiesOfAPaperWithoutADayTellOneRequest() {
        var one = Paper("one.txt")
        one.say("Mirela Harlow on Thursday asked the northern council for a delay of the hearing.")
        let mirela = one.entity(.person, "Mirela Harlow")
        one.event(.request, "asked", agent: mirela, at: one.time("Thursday", When.weekday(4)))
        var two = Paper("two.txt", copyOf: one)
        two.say("Mirela Harlow on Thursday asked the northern council for a delay of the hearing.")
        let again = two.entity(.person, "Mirela Harlow")
        two.event(.request, "asked", agent: again, at: two.time("Thursday", When.weekday(4)))
        let requests = reconcile([one, two]).all(.request)
        #expect(requests.count == 1)
        #expect(requests.first?.independentSources == 1)
    }
}
