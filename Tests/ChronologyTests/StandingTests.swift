import CaseModel
import EDTF
import Events
import Testing
import TimeExpressions

@testable import Chronology

/// Events without a time of their own take the day at which the text stands.
@Suite struct StandingTests {
    /// A paper of Wednesday 11 February 2015 on what a bench did on Tuesday.
    private func news(inParagraphs: Bool = false) -> Paper {
        var paper = Paper("news.txt", days: [(.meta, "2015-02-11")])
        paper.end = inParagraphs ? "\n\n" : "\n"
        paper.say("The Federal Bench on Tuesday upheld the sentence of Corvin Tamsel.")
        let bench = paper.entity(.authority, "Federal Bench")
        let tamsel = paper.entity(.person, "Corvin Tamsel")
        let tuesday = paper.time("Tuesday", When.weekday(2))
        paper.event(.uphold, "upheld", authority: bench, patient: tamsel, at: tuesday)
        return paper
    }

    @Test func newsGoesOnPastWhatLooksBackInPassing() {
        var paper = news(inParagraphs: true)
        paper.say("The ruling confirms the decision of a chamber that on 7 March 2014 reversed his acquittal.")
        paper.event(.rule, "ruling", passing: true)
        paper.event(.annul, "reversed", patient: 1, at: paper.time("7 March 2014", When.day(2014, 3, 7)))
        paper.say("Several hundred people protested outside.")
        paper.event(.protest, "protested")
        #expect(reconcile([paper]).all(.protest).map(\.date.edtf) == ["2015-02-10"])
    }

    @Test func aDayOfWhatWasBeforeMovesNoNews() {
        var paper = news()
        paper.say("It granted a plea lodged on Friday by two deputies.")
        paper.event(.request, "plea", at: paper.time("Friday", When.weekday(5)), passing: true)
        paper.say("The guards freed Tamsel.")
        paper.event(.release, "freed", patient: 1)
        #expect(reconcile([paper]).all(.release).map(\.date.edtf) == ["2015-02-10"])
    }

    @Test func nothingIsNewsBehindAParagraphOfThePast() {
        var paper = news(inParagraphs: true)
        paper.say("In 1998 he founded a party.")
        paper.event(.found, "founded", agent: 1, at: paper.time("In 1998", When.year(1998)))
        paper.say("He resigned in disgrace.")
        paper.event(.resign, "resigned", agent: 1)
        #expect(reconcile([paper]).all(.resign).map(\.date.edtf) == ["../2015-02-11"])
    }

    @Test func olderTimesHoldInTheirParagraph() {
        var paper = news()
        paper.say("In 1998 he founded a party.")
        paper.event(.found, "founded", agent: 1, at: paper.time("In 1998", When.year(1998)))
        paper.say("He resigned from another.")
        paper.event(.resign, "resigned", agent: 1)
        #expect(reconcile([paper]).all(.resign).map(\.date.edtf) == ["1998"])
    }

    @Test func todaysActJoinsNoOlderOneOfItsKind() {
        var paper = news()
        paper.say("He was led to a cell.")
        paper.event(.detain, "led", patient: 1)
        var older = Paper("older.txt", days: [(.meta, "2004-09-03")])
        older.say("Corvin Tamsel was held in jail from 2000.")
        let tamsel = older.entity(.person, "Corvin Tamsel")
        older.event(.detain, "held", patient: tamsel, at: older.time("2000", When.year(2000)))
        #expect(reconcile([paper, older]).all(.detain).map(\.date.edtf) == ["2000", "2015-02-10"])
    }

    @Test func todayInSomebodysMouthDatesNothing() {
        var paper = news()
        paper.say("\u{201C}They buried the court today,\u{201D} he said.")
        let today = paper.time("today", TimeRelation(anchor: .document, meaning: .unit(.day, 0)))
        paper.annotation.quotes = [
            QuoteMention(
                form: .direct, range: paper.find("They buried the court today,"), sentence: 1, speaker: 1, speakerWords: nil,
                cue: nil)
        ]
        paper.event(.attack, "buried", at: today)
        #expect(reconcile([paper]).all(.attack).map(\.date.edtf) != ["2015-02-11"])
    }

    @Test func aResignationEndsTheOneTermThatThePaperTells() {
        var paper = Paper("term.txt", days: [(.meta, "2015-02-11")])
        paper.say("Corvin Tamsel ruled from 1985 to 1993.")
        let tamsel = paper.entity(.person, "Corvin Tamsel")
        let start = paper.time("1985", When.year(1985))
        let end = paper.time("1993", When.year(1993))
        paper.annotation.times[start].endsAt = end
        paper.event(.govern, "ruled", agent: tamsel, at: start, bearing: .during)
        paper.say("He resigned and fled the country.")
        paper.event(.resign, "resigned", agent: tamsel)
        paper.event(.flee, "fled", agent: tamsel)
        let record = reconcile([paper])
        #expect(record.all(.resign).map(\.date.edtf) == ["1993"])
        #expect(record.all(.flee).map(\.date.edtf) == ["1993"])
        #expect(record.all(.resign)[0].date.why.contains { $0.contains("1993") })
    }

    @Test func aStateWithoutADayIsNoEvent() {
        var paper = news()
        paper.say("Tamsel is being held on an island.")
        paper.event(.detain, "held", patient: 1)
        #expect(reconcile([paper]).all(.detain).isEmpty)
        var arrest = Paper("arrest.txt", days: [(.meta, "2014-03-05")])
        arrest.say("Corvin Tamsel was led to a cell on 4 March 2014.")
        let tamsel = arrest.entity(.person, "Corvin Tamsel")
        arrest.event(.detain, "led to a cell", patient: tamsel, at: arrest.time("4 March 2014", When.day(2014, 3, 4)))
        let detained = reconcile([paper, arrest]).all(.detain)
        #expect(detained.map(\.date.edtf) == ["2014-03-04"])
        #expect(detained[0].evidence.count == 2)
    }

    @Test func aYearJoinsTheDayOfTheSameAct() {
        var first = Paper("first.txt", days: [(.meta, "2023-12-06")])
        first.say("President Alda Morrow pardoned Corvin Tamsel on 24 December 2017.")
        let morrow = first.entity(.person, "Alda Morrow")
        let tamsel = first.entity(.person, "Corvin Tamsel")
        first.event(
            .pardon, "pardoned", agent: morrow, patient: tamsel, at: first.time("24 December 2017", When.day(2017, 12, 24)))
        var second = Paper("second.txt")
        second.say("In 2017 Alda Morrow granted Corvin Tamsel a pardon.")
        let morrow2 = second.entity(.person, "Alda Morrow")
        let tamsel2 = second.entity(.person, "Corvin Tamsel")
        second.event(.pardon, "granted", agent: morrow2, patient: tamsel2, at: second.time("In 2017", When.year(2017)), chain: 1)
        second.say("A decision restored the pardon, but the rights court on March 30 asked for time.")
        second.event(.pardon, "the pardon", passing: true, chain: 1)
        _ = second.time("March 30", When.monthDay(3, 30))
        let record = reconcile([first, second])
        #expect(record.all(.pardon).map(\.date.edtf) == ["2017-12-24"])
        #expect(record.all(.pardon)[0].independentSources == 2)
    }

    @Test func lengthsCountFromTheEventBehindThem() {
        var paper = Paper("counted.txt", days: [(.meta, "2021-09-06")])
        paper.say("Corvin Tamsel surrendered on 7 July 2021.")
        let tamsel = paper.entity(.person, "Corvin Tamsel")
        let court = paper.entity(.authority, "High Court")
        paper.event(.detain, "surrendered", patient: tamsel, at: paper.time("7 July 2021", When.day(2021, 7, 7)), chain: 1)
        paper.say("Two days after he surrendered, the High Court dismissed his application.")
        paper.event(.detain, "surrendered", patient: tamsel, chain: 1)
        paper.event(.dismiss, "dismissed", authority: court, patient: tamsel)
        paper.annotation.times.append(
            TimeExpression(
                kind: .duration, range: paper.find("Two days"), sentence: 1, mod: nil,
                relation: TimeRelation(anchor: .none, meaning: .undated("P2D")), value: "P2D"))
        #expect(reconcile([paper]).all(.dismiss).map(\.date.edtf) == ["2021-07-09"])
    }

    @Test func aDecisionDoesOnItsDayWhatItDoes() {
        var paper = Paper("restored.txt", days: [(.meta, "2023-12-06")])
        paper.say("The sentence of March 17, 2022, which restores the pardon granted on 24 December 2017, stands.")
        let tamsel = paper.entity(.person, "Corvin Tamsel")
        paper.event(.rule, "sentence", at: paper.time("March 17, 2022", When.day(2022, 3, 17)))
        let pardon = paper.annotation.events.count + 1
        let target = EventMention.Target(event: pardon, kind: .pardon, range: paper.find("the pardon"), words: "the pardon")
        paper.event(
            .restore, "restores", patient: tamsel, at: paper.time("24 December 2017", When.day(2017, 12, 24)), targets: [target])
        paper.event(.pardon, "pardon", patient: tamsel)
        let record = reconcile([paper])
        #expect(record.all(.restore).map(\.date.edtf) == ["2022-03-17"])
        #expect(record.all(.pardon).map(\.date.edtf) == ["2017-12-24"])
    }

    @Test func aTimeBehindAButIsOfTheVerbBehindIt() {
        var paper = Paper("but.txt", days: [(.meta, "2022-04-02")])
        paper.say("The High Bench restored the pardon, but the rights court on March 30 requested time.")
        let bench = paper.entity(.authority, "High Bench")
        let court = paper.entity(.authority, "rights court")
        paper.event(.restore, "restored", authority: bench, at: paper.time("March 30", When.monthDay(3, 30)))
        paper.event(.request, "requested", agent: court)
        #expect(reconcile([paper]).all(.request).map(\.date.edtf) == ["2022-03-30"])
        #expect(reconcile([paper]).all(.restore).map(\.date.edtf) == ["../2022-04-02"])
    }
}
