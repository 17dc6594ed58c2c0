import CaseModel
import EDTF
import Events
import Testing
import TimeExpressions

@testable import Chronology

@Suite struct DatingTests {
    /// A paper of a stated day tells a pardon; an undated one tells the same by the name of a day.
    private func pardonPapers(statedFirst: Bool = true) -> [Paper] {
        var dated = Paper("b-dated.txt", days: [(.meta, "2009-02-03")])
        dated.say("President Alda Morrow pardoned Corvin Tamsel on 24 December 2008.")
        let morrow = dated.entity(.person, "Alda Morrow", gender: "female")
        let tamsel = dated.entity(.person, "Corvin Tamsel", ages: [61])
        let day = dated.time("24 December 2008", When.day(2008, 12, 24))
        dated.event(.pardon, "pardoned", agent: morrow, patient: tamsel, at: day)

        var undated = Paper("a-undated.txt")
        undated.say("Corvin Tamsel left hospital on Saturday after President Alda Morrow pardoned him on Christmas Eve.")
        let tamsel2 = undated.entity(.person, "Corvin Tamsel")
        let morrow2 = undated.entity(.person, "Alda Morrow")
        let saturday = undated.time("on Saturday", When.weekday(6))
        let eve = undated.time("Christmas Eve", When.christmasEve)
        undated.event(.release, "left", patient: tamsel2, at: saturday)
        undated.event(.pardon, "pardoned", agent: morrow2, patient: tamsel2, at: eve)
        return statedFirst ? [dated, undated] : [undated, dated]
    }

    @Test func undatedPaperIsDatedThroughASharedEvent() {
        let papers = pardonPapers()
        let record = reconcile(papers)
        let published = record.published(papers[1])
        #expect(record.all(.pardon).count == 1)
        #expect(published.best == "2008-12-27")
        #expect(published.edtf == "2008-12-27/2008-12-28")
        #expect(published.basis == .inferred)
        #expect(published.why.contains { $0.contains("Christmas Eve") })
        #expect(record.all(.release).first?.date.edtf == "2008-12-27")
    }

    @Test func agesOfTwoPapersDateAThird() {
        func paper(_ name: String, _ day: String?, _ age: Int) -> Paper {
            var paper = Paper(name, days: day.map { [(.meta, $0)] } ?? [])
            paper.say("On Monday 4 June the board freed Corvin Tamsel, \(age).")
            let tamsel = paper.entity(.person, "Corvin Tamsel", ages: [age])
            if day == nil {
                let time = paper.time(
                    "Monday 4 June",
                    TimeRelation(anchor: .document, meaning: .field(.weekdayMonthDay(weekday: 1, month: 6, day: 4), .past)))
                paper.event(.release, "freed", patient: tamsel, at: time)
            }
            return paper
        }
        let undated = paper("c.txt", nil, 53)
        let record = reconcile([paper("a.txt", "2006-02-10", 40), paper("b.txt", "2010-09-01", 45), undated])
        #expect(record.published(undated).edtf == "2018-06-04/2018-06-11")
        #expect(record.all(.release).map(\.date.edtf) == ["2018-06-04"])
        // One paper's age may be of somebody else.
        let alone = reconcile([paper("a.txt", "2006-02-10", 40), undated])
        #expect(alone.published(undated).basis == .unknown)
    }

    @Test func aPaperIsNoEarlierThanTheDatesThatItLists() {
        var paper = Paper("list.txt")
        paper.say("On Tuesday a panel paid Corvin Tamsel a pension.")
        let tamsel = paper.entity(.person, "Corvin Tamsel")
        paper.event(.pay, "paid", patient: tamsel, at: paper.time("Tuesday", When.weekday(2)))
        for (words, day) in [("4 May 2011", (2011, 5, 4)), ("2 July 2013", (2013, 7, 2)), ("8 March 2016", (2016, 3, 8))] {
            paper.say("\(words): Tamsel in court.")
            _ = paper.time(words, When.day(day.0, day.1, day.2))
            paper.document.blocks.append(
                Block(kind: .listItem, text: "", range: paper.annotation.sentences[paper.sentence], source: nil))
        }
        let published = reconcile([paper]).published(paper)
        #expect(published.edtf == "2016-03-08/2016-03-14")
    }

    @Test func orderOfPapersDoesNotMatter() {
        let one = reconcile(pardonPapers())
        let other = reconcile(pardonPapers(statedFirst: false))
        #expect(one == other)
    }

    @Test func nothingSaidStaysUnknown() {
        var paper = Paper("silent.txt")
        paper.say("Corvin Tamsel was pardoned.")
        let tamsel = paper.entity(.person, "Corvin Tamsel")
        paper.event(.pardon, "pardoned", patient: tamsel)
        let record = reconcile([paper])
        #expect(record.published(paper) == .unknown)
        #expect(record.events.first?.date.edtf == nil)
    }

    @Test func copyrightOnlyBounds() {
        var paper = Paper("bounded.txt")
        paper.document.days = [DayCandidate(role: .copyright, source: .text, edtf: "2019", words: "(c) 2019")]
        paper.say("Nothing happened.")
        let date = reconcile([paper]).published(paper)
        #expect(date.edtf == "../2019")
        #expect(date.best == nil)
        #expect(date.basis == .unknown)
    }

    @Test func narrativeOffsetsCountFromWhatTheTextIsAt() {
        var paper = Paper("later.txt", days: [(.byline, "2013-08-20")])
        paper.say("Police arrested Jory Helm on 2 August 2013.")
        let helm = paper.entity(.person, "Jory Helm")
        let day = paper.time("2 August 2013", When.day(2013, 8, 2))
        let arrest = paper.event(.arrest, "arrested", patient: helm, at: day)
        paper.say("Three days later he was charged.")
        let later = paper.time("Three days later", When.daysLater(3))
        paper.event(.charge, "charged", patient: helm, at: later)
        paper.say("A week had passed since the funeral; two days after the arrest a judge had released him.")
        let after = paper.time("two days after", When.daysLater(2))
        paper.event(.release, "released", patient: helm, at: after, anchor: arrest)
        let record = reconcile([paper])
        #expect(record.all(.charge).first?.date.edtf == "2013-08-05")
        #expect(record.all(.release).first?.date.edtf == "2013-08-04")
    }

    @Test func whatContradictsTheTextIsNotBelieved() {
        // The system's day is years after the weekday and the day of the month that the text gives.
        var paper = Paper("moved.html", days: [(.jsonLD, "2021-03-02"), (.byline, "2018-11-21")])
        paper.say("The law was struck down on Tuesday 20 November.")
        let day = paper.time(
            "Tuesday 20 November",
            TimeRelation(anchor: .document, meaning: .field(.weekdayMonthDay(weekday: 2, month: 11, day: 20), .past)))
        let court = paper.entity(.authority, "Constitutional Tribunal")
        paper.event(.annul, "struck down", authority: court, at: day)
        let record = reconcile([paper])
        #expect(record.published(paper).edtf == "2018-11-21")
        #expect(record.published(paper).why.contains { $0.contains("set aside") })
        #expect(record.conflicts.contains { $0.about == paper.document.id.hex && $0.field == .date })
        #expect(record.all(.annul).first?.date.edtf == "2018-11-20")
    }

    @Test func decisionsAreStrongest() {
        let papers = pardonPapers()
        let decision = Decision(
            action: .dateDocument(papers[1].document.id, edtf: "2009-01-03"), who: "Ines", when: "2024-01-01T00:00:00Z",
            why: "the print edition", hash: "x1")
        let record = reconcile(papers, [decision])
        #expect(record.published(papers[1]).edtf == "2009-01-03")
        #expect(record.published(papers[1]).basis == .given)
        // What hangs on the paper's day follows.
        #expect(record.all(.release).first?.date.edtf == "2009-01-03")
    }

    @Test func agesBoundABirth() {
        let record = reconcile(pardonPapers())
        #expect(record.actor("Corvin Tamsel")?.born == "1947-02-04/1948-02-03")
    }

    @Test func papersThatDisagreeByADayAreAConflict() {
        var papers: [Paper] = []
        for (name, day) in [("one.txt", 11), ("two.txt", 12)] {
            var paper = Paper(name, days: [(.meta, "2016-07-01")])
            paper.say("Jory Helm was moved to Saint Orla hospital on \(day) June 2016.")
            let helm = paper.entity(.person, "Jory Helm")
            let time = paper.time("\(day) June 2016", When.day(2016, 6, day))
            paper.event(.hospitalise, "moved", patient: helm, at: time)
            papers.append(paper)
        }
        let record = reconcile(papers)
        #expect(record.all(.hospitalise).count == 1)
        let conflict = record.conflicts.first { $0.field == .date }
        #expect(conflict?.sides.map(\.value) == ["2016-06-11", "2016-06-12"])
    }

    /// The paper speaks of a feast for somebody's words and of a pardon without any day; another paper dates the pardon on such a feast.
    @Test func aFeastDatesWhatAnotherPaperTellsOnIt() throws {
        var dated = Paper("later.txt", days: [(.meta, "2021-05-01")])
        dated.say("President Alda Morrow pardoned Corvin Tamsel on 24 December 2014.")
        let tamsel = dated.entity(.person, "Corvin Tamsel")
        let morrow = dated.entity(.person, "Alda Morrow")
        dated.event(
            .pardon, "pardoned", agent: morrow, patient: tamsel, at: dated.time("24 December 2014", When.day(2014, 12, 24)))
        var undated = Paper("undated.txt")
        undated.say("Alda Morrow pardoned Corvin Tamsel.")
        let tamsel2 = undated.entity(.person, "Corvin Tamsel")
        let morrow2 = undated.entity(.person, "Alda Morrow")
        undated.event(.pardon, "pardoned", agent: morrow2, patient: tamsel2)
        undated.say("Police clashed with demonstrators after she spoke on Christmas Eve.")
        undated.event(.clash, "clashed", at: undated.time("on Christmas Eve", When.christmasEve))
        let days = try #require(reconcile([dated, undated]).dates.first { $0.document == undated.document.id }?.published.edtf)
        #expect(days == "2014-12-24/2014-12-31")
        // Without the feast nothing dates it so.
        undated.annotation.events.removeLast()
        let open = reconcile([dated, undated]).dates.first { $0.document == undated.document.id }?.published.edtf
        #expect(open != "2014-12-24/2014-12-31")
    }
}
