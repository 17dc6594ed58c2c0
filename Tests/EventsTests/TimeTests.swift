import CaseModel
import EDTF
import Testing

@testable import Events

/// Which event of a sentence a time belongs to, and what it counts from, on our own sentences.
@Suite(.enabled(if: annotator != nil, "no language model"))
struct TimeTests {
    private func read(_ text: String) -> Annotation { annotator!.annotate(paper(text)) }
    private func first(_ kind: EventKind, _ annotation: Annotation) throws -> EventMention {
        try #require(annotation.events.first { $0.kind == kind }, "no \(kind)")
    }
    private func values(_ kind: EventKind, _ annotation: Annotation) throws -> [String] {
        try first(kind, annotation).whens.map { annotation.times[$0.time].value }
    }

    @Test func aTimeThatOpensASentenceIsOfTheStoryThatItsClausesTell() throws {
        let annotation = read(
            "In 1985 his rival was shot.\n\nNobody was tried. The file was lost.\n\nVost moved to Kelmar and resigned by letter.\n\nSix years later, she startled the port when her ship reached Dorvale, where she was arrested and deported."
        )
        let arrest = try first(.arrest, annotation)
        let anchor = try #require(arrest.whens.first?.anchor)
        #expect(annotation.events[anchor].kind == .resign)
    }

    @Test func anAimHasNoDayButWhatIsDoneForIt() throws {
        let annotation = read(
            "The bench dismissed the case on Monday. Her son fought the case before visiting his mother in her cell to share news of the ruling two days later."
        )
        let visit = try first(.visit, annotation)
        #expect(visit.whens.count == 1)
    }

    @Test func aTermUnderWayLeavesTheTimeToTheDeed() throws {
        let annotation = read(
            "Tolv, 70, was serving a life term in connection with the killings of 12 farmers by gunmen in the 1980s.")
        #expect(try values(.sentence, annotation).isEmpty)
        #expect(try values(.kill, annotation) == ["198"])
    }

    @Test func whatAnotherSaysOnADayWasNotDoneOnIt() throws {
        let annotation = read(
            "The judge ruled in March that the tape could be heard, and the prosecution said on Friday that it would use it.")
        #expect(try values(.rule, annotation).count == 1)
    }

    @Test func behindAButTheTimeIsAnothers() throws {
        let annotation = read("Tolv's aim was to stand for the senate again in 2011, but instead, he was charged.")
        #expect(try values(.charge, annotation).isEmpty)
    }

    @Test func aClauseThatSaysWhichCourtDoesNotTakeTheDayOfItsSentence() throws {
        let annotation = read(
            "Her sentence, of 4 May 2011, had been confirmed in 2013 by the same court that has now quashed it.")
        let quashed = try first(.annul, annotation)
        #expect(quashed.whens.isEmpty && quashed.sameDayAs == nil)
        #expect(quashed.targets.first?.kind == .sentence)
        #expect(try values(.uphold, annotation) == ["2013"])
        #expect(!quashed.arguments.contains { $0.role == .agent && $0.entity != nil })
    }

    @Test func whatSomebodyHasBecomeIsNotNews() throws {
        let annotation = read(
            "On Friday two envoys visited the former mayor, 66, sentenced to nine years for fraud."
        )
        #expect(try first(.sentence, annotation).anterior == true)
    }

    @Test func aDismissalLeavesNoDayToWhatItDismisses() throws {
        let annotation = read(
            "Orland's Court of Appeal on Monday dismissed Marek Tolv's appeal against the order that had ended his parole.")
        let days = try values(.dismiss, annotation)
        #expect(days.count == 1)
        let appeal = try first(.appeal, annotation)
        #expect(appeal.passing)
        let pending = read(
            "The farmers who appealed live below the dam. Her complaint is expected to be decided next year.")
        #expect(!pending.events.contains { $0.kind == .appeal && !$0.passing })
    }

    @Test func aTimeBehindOfIsOfTheThingThatItNames() throws {
        let annotation = read(
            "The king yesterday commuted the death sentence of Oskar Velm, the hero of the mutiny of March 1998.")
        #expect(try first(.commute, annotation).whens.map { annotation.times[$0.time].value } == ["XXXX-XX-XX"])
    }

    @Test func whatADatedDecisionDoesIsDoneOnItsDay() throws {
        let annotation = read(
            "In a ruling handed down in Dorvale on Friday, the River Court annulled the decree and ordered Kelmar to try him again."
        )
        for kind in [EventKind.annul, .order] {
            #expect(try first(kind, annotation).whens.map { annotation.times[$0.time].value } == ["XXXX-WXX-5"])
        }
    }

    @Test func aRulingReadOffItsParticipleHasItsDayToo() throws {
        let annotation = read("In a ruling issued in Dorvale on Friday, the River Court annulled the decree.")
        #expect(try first(.annul, annotation).whens.map { annotation.times[$0.time].value } == ["XXXX-WXX-5"])
    }

    @Test func aCountedTimeIsOfTheVerbBeforeIt() throws {
        let annotation = read(
            "Tolv has been held in a barracks since he surrendered on 4 May 2016, three days after Judge Ines Marn ordered his arrest."
        )
        #expect(try values(.orderDetention, annotation) == ["2016-05-01"])
        let surrender = try #require(
            annotation.events.first { $0.whens.contains { annotation.times[$0.time].value == "2016-05-04" } })
        #expect(surrender.whens.count == 1)
        // Without a date before it, it counts from the act and is of the verb in front of it.
        let bare = read("Tolv, a colonel, gave himself up three days after Judge Ines Marn ordered his arrest.")
        let order = try #require(bare.events.firstIndex { $0.kind == .orderDetention })
        #expect(bare.events.contains { $0.kind == .detain && $0.whens.contains { $0.anchor == order } })
    }

    @Test func whoSomebodyIsHasNoTimeOfTheMainClause() throws {
        let annotation = read("The print was traced last spring to Pavel Orn, a sailor who drowned in 2007.")
        for event in annotation.events {
            #expect(Set(event.whens.map { annotation.times[$0.time].value }) != ["XXXX-SP", "2007"])
        }
    }

    @Test func aClauseAboutSomebodyMovesNoTelling() throws {
        let annotation = read("Orn, who was jailed in March 2015, was freed from Kelmar prison. He was pardoned.")
        #expect(try first(.release, annotation).sameDayAs == nil)
        #expect(try first(.pardon, annotation).sameDayAs == nil)
    }

    @Test func hoursAfterIsTheSameDay() throws {
        let annotation = read("The minister resigned on Thursday, hours after the court indicted him.")
        let resigned = try #require(annotation.events.firstIndex { $0.kind == .resign })
        #expect(try first(.indict, annotation).sameDayAs == resigned)
    }

    @Test func aTimeBehindASemicolonIsOfItsClause() throws {
        let annotation = read(
            "On 3 May 2016 the appeals court cut his sentence to four years; in September that year it refused to hear him.")
        #expect(try values(.commute, annotation) == ["2016-05-03"])
        let cleft = read("It was on 9 July that the king pardoned him.")
        #expect(try first(.pardon, cleft).whens.count == 1)
        let before = read("Three days before the vote, the tribunal suspended the law.")
        #expect(try first(.suspend, before).whens.count == 1)
    }

    @Test func linesOfAListOfDatesAreOfTheirDates() throws {
        let annotation = read(
            "4 March 2003. Tolv was arrested.\n\n9 May 2004. He was convicted; the term was reduced on 11 June.\n\n2 July 2005. The governor pardoned him."
        )
        #expect(try values(.arrest, annotation) == ["2003-03-04"])
        #expect(try values(.commute, annotation) == ["2004-06-11"])
        #expect(try values(.pardon, annotation) == ["2005-07-02"])
    }

    @Test func aDayAmongWholeDatesHasTheirYear() throws {
        let between = read(
            "In May 1993 the bench stripped the senator of his seat. The judge indicted Tolv on October 4 and on February 6, 1994, had him arrested."
        )
        #expect(try values(.indict, between) == ["1993-10-04"])
        let behind = read(
            "Parliament passed the law on 3 March 1998. Governor Orn signed it on 14 March. The Council, petitioned by deputies, had upheld the law on 9 March."
        )
        #expect(try values(.uphold, behind) == ["1998-03-09"])
        let month = read("Tolv came home in May last year. He was pardoned on the 9th by the governor.")
        let day = try #require(try first(.pardon, month).whens.first)
        let meant = month.times[day.time].relation.days(document: try DaySet(edtf: "2019-03-09"))
        #expect(meant.edtf == "2018-05-09")
    }
}
