import CaseModel
import Testing

@testable import Events

/// Who is who, numbers, marks and acts on acts, on our own sentences.
@Suite(.enabled(if: annotator != nil, "no language model"))
struct ReadingTests {
    private func read(_ text: String) -> Annotation { annotator!.annotate(paper(text)) }
    private func name(_ entity: Int?, _ annotation: Annotation) -> String? { entity.flatMap { annotation.entities[$0].name } }

    @Test func bareSurnamesGoToWhomTheTextBroughtInFirst() {
        let annotation = read(
            "President Ines Dravic pardoned her brother, Pavel Dravic, on Monday.\n\nDravic, 61, was elected in 2010. \"It was just,\" Mr Dravic said."
        )
        let first = annotation.entities.first { $0.name == "Ines Dravic" }
        #expect(first?.names.contains("Dravic") == true)
        #expect(first?.ages == [61])
        #expect(annotation.entities.contains { $0.name == "Pavel Dravic" })
        #expect(name(annotation.quotes.first?.speaker, annotation) == "Pavel Dravic")
    }

    @Test func headingsMeanTheOneWhomTheBodyBringsInFirst() {
        let annotation = read(
            "Bench restores verdict on ex-mayor Harlow\n\nMirela Harlow must go to jail after all.\n\nHer husband, Dorin Harlow, a former mayor of Port Anse, said nothing about it, and neither did his lawyer."
        )
        let mirela = annotation.entities.first { $0.name == "Mirela Harlow" }
        #expect(mirela?.mentions.count { $0.form == .name } == 2)
    }

    @Test func aJudgeOfTheLeadIsTheOneNamedBelow() throws {
        let annotation = read(
            "A federal judge on Monday fined Pavel Dravic. The fine was small.\n\n\"I am sorry,\" he told Judge Ines Vost."
        )
        let fined = try #require(annotation.events.first { $0.kind == .sentence })
        #expect(name(fined.arguments.first { $0.role == .agent }?.entity, annotation) == "Ines Vost")
        let two = read(
            "A federal judge on Monday fined Pavel Dravic.\n\nHe had thanked Judge Ines Vost and Judge Oskar Vale.")
        #expect(name(two.events.first { $0.kind == .sentence }?.arguments.first { $0.role == .agent }?.entity, two) == nil)
    }

    /// Kinds of the events that the text says happened, with the words of who they were done to.
    private func told(_ text: String) -> [(kind: EventKind, patient: String?)] {
        let annotation = read(text)
        return annotation.events.filter { !$0.passing && ($0.modality == .asserted || $0.modality == .reported) }.map { event in
            let patient = event.arguments.first { $0.role == .patient }
            return (event.kind, name(patient?.entity, annotation) ?? patient?.words)
        }
    }

    @Test func whatAloneKeptSomethingFromHappeningHappened() {
        #expect(told("Marek Tolv would be dead, had the king not pardoned him in 2011.").contains { $0.kind == .pardon })
        #expect(!told("Marek Tolv would be at home, had the king pardoned him in 2011.").contains { $0.kind == .pardon })
    }

    @Test(arguments: [
        "Few ministers have been convicted of fraud twice.", "The judge stopped short of jailing Marek Tolv.",
        "The decree stood for a year without anybody obeying the order.", "Marek Tolv was about to walk free on Monday.",
    ])
    func whatNobodySaysHappenedDidNot(_ text: String) {
        #expect(!told(text).contains { [.convict, .detain, .sentence, .comply, .release].contains($0.kind) })
    }

    @Test func joinedClausesHaveTheirOwnSubjects() {
        let guards = told("Two guards were convicted on Monday of taking bribes and four others were acquitted.")
        #expect(guards.contains { $0.kind == .acquit && $0.patient == "four others" })
        let tried = told("Marek Tolv was charged with fraud in 2015 and acquitted the following year by a jury in Orlen.")
        #expect(tried.contains { $0.kind == .acquit && $0.patient == "Marek Tolv" })
        let freed = told(
            "President Ines Dravic has pardoned Marek Tolv, who was serving nine years for the killing of two farmers, and police fought with crowds in the capital."
        )
        #expect(!freed.contains { $0.patient?.contains("police") ?? false })
    }

    @Test func whoSignsAPaperDoesWhatItSays() {
        let annotation = read("President Ines Dravic signed a decree pardoning Marek Tolv on Monday.")
        let pardon = annotation.events.first { $0.kind == .pardon && !$0.passing }
        #expect(name(pardon?.arguments.first { $0.role == .agent }?.entity, annotation) == "Ines Dravic")
        #expect(pardon?.whens.isEmpty == false)
    }

    @Test func aTallyIsNoSubjectAndNoObject() {
        let upheld = read("By six votes to three the plenary upheld the verdict on Monday.").events.first { $0.kind == .uphold }
        #expect(upheld?.arguments.first { $0.role == .agent }?.words == "the plenary")
        let rejected = read("The court rejected by six votes to five his plea for bail on Monday.").events.first {
            $0.kind == .dismiss
        }
        #expect(rejected?.targets.first?.words == "his plea")
    }

    @Test func aSeatOnceHeldHoldsNobody() {
        let annotation = read(
            "The court fined Pavel Dravic over gifts tied to the seat once held by Ines Vost.")
        #expect(!annotation.events.contains { $0.kind == .detain })
    }

    @Test func theRegionalCourtIsTheOneThatThePaperNames() {
        let annotation = read(
            "The Southern Court of Human Rights (SCHR) asked Orland on Monday for a delay. His family filed several petitions.\n\nHe stays in jail at the regional court's request, officials said."
        )
        #expect(!annotation.entities.contains { $0.names.contains("regional court") })
        let request = annotation.events.last { $0.kind == .request }
        #expect(name(request?.arguments.first { $0.role == .agent }?.entity, annotation) == "Southern Court of Human Rights")
    }

    @Test func bareVerbsBehindBeenArePassive() {
        let annotation = read("The court ruled on Monday that Marek Tolv had been wrongly let out on parole.")
        let release = annotation.events.first { $0.lemma == "let out" }
        #expect(name(release?.arguments.first { $0.role == .patient }?.entity, annotation) == "Marek Tolv")
        #expect(release?.arguments.contains { $0.role == .agent } == false)
    }

    @Test func finesAndTheDeadAreCounted() {
        let annotation = read(
            "The High Court also fined the former minister 3.5 million crowns, to be shared among the families.\n\nHe was sentenced for the deaths of 12 farmers who were shot by gunmen in 1991."
        )
        let fine = annotation.events.first { $0.lemma == "fine" }
        #expect(fine?.figures.map(\.value) == [3_500_000])
        #expect(fine?.arguments.first { $0.role == .patient }?.words == "the former minister")
        #expect(annotation.events.first { $0.kind == .attack }?.figures.map(\.what) == ["killed"])
    }

    @Test func whatIsShownGivenAndRewritten() {
        let annotation = read(
            "The tapes showed his adviser, Ivo Brand, bribing deputies.\n\nHe used the army to dissolve parliament and rewrite the constitution.\n\nTolv walked free under a remission of sentence approved by President Ines Vost for 900 prisoners."
        )
        #expect(
            annotation.events.first { $0.kind == .bribe }?.arguments.contains { $0.role == .agent && $0.words.contains("tapes") }
                == false)
        #expect(annotation.events.first { $0.kind == .enact }?.targets.first?.event == nil)
        #expect(!annotation.events.contains { $0.kind == .sentence && $0.arguments.contains { $0.role == .agent } })
    }

    @Test func aBarByAParliamentIsAnOrder() {
        func kinds(_ text: String) -> [EventKind] {
            read(text).events.filter { $0.legal?.components == ["disqualification"] }.map(\.kind)
        }
        #expect(kinds("The Senate barred Pavel Dravic from office on Monday.") == [.order])
        #expect(kinds("The Supreme Court barred Pavel Dravic from office on Monday.") == [.sentence])
    }

    @Test func acronymsAndSecondNamesAreOneBody() {
        let annotation = read(
            "The Southern Court of Human Rights (SCHR) ordered Orland on Monday to free him. The SCHR sits in Vell.")
        let court = annotation.entities.first { $0.name == "Southern Court of Human Rights" }
        #expect(court?.names.contains("SCHR") == true)
        #expect(court?.kind == .authority)
    }

    @Test func actsOnActsFindTheirTargets() throws {
        let annotation = read("President Ines Dravic pardoned Marek Tolv in 2011. The Supreme Court annulled the pardon in 2012.")
        let annul = try #require(annotation.events.first { $0.kind == .annul })
        let target = try #require(annul.targets.first)
        #expect(target.kind == .pardon)
        let event = try #require(target.event)
        let pardon = try #require(annotation.events.firstIndex { $0.kind == .pardon && !$0.passing })
        #expect(event == pardon || annotation.events[event].chain == annotation.events[pardon].chain)
        #expect(annul.whens.contains { annotation.times[$0.time].value == "2012" })
    }

    @Test func numbersInWordsAndDigits() {
        func value(_ words: String) -> Double? { Numbers.read(words.split(separator: " ").map(String.init), at: 0)?.value }
        #expect(value("thirty-one dockers") == 31)
        #expect(value("thirty - one dockers") == 31)
        #expect(value("4.2 million crowns") == 4_200_000)
        #expect(value("two hundred and six people") == 206)
        #expect(value("1,200 people") == 1200)
        #expect(value("people") == nil)
    }

    @Test func quotationMarksOfEverySort() {
        let text = Array(
            "“One,” he said. \"Two and more words are here.\"\n“Three goes on over the paragraph\n“and ends here.”".utf8)
        var blocks: [Range<Int>] = []
        var start = 0
        for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
            blocks.append(start..<(start + line.count))
            start += line.count + 1
        }
        let found = QuoteMarks.find(text, blocks: blocks)
        #expect(
            found.map { String(decoding: text[$0.inner], as: UTF8.self) } == [
                "One,", "Two and more words are here.", "Three goes on over the paragraph", "and ends here.",
            ])
        #expect(found.map(\.isClosed) == [true, true, false, true])
        #expect(found.map(\.goesOn) == [false, false, false, true])
    }

    @Test func nearlyTheSameWordsDifferByOneLetter() {
        #expect(Fold.nearly("dravic", "dravik"))
        #expect(Fold.nearly("dravic", "drvaic"))
        #expect(!Fold.nearly("dravic", "dravos"))
        #expect(!Fold.nearly("tolv", "tolm"))
        #expect(Fold.word("Peréz’s") == "perez")
    }

    // MARK: Times

    /// The values of the times of the first told event of a kind.
    private func days(_ kind: EventKind, _ annotation: Annotation) -> [String] {
        annotation.events.first { $0.kind == kind && !$0.passing }.map { $0.whens.map { annotation.times[$0.time].value } } ?? []
    }

    @Test func aDateInARelativeClauseIsThatClausesOwn() {
        let annotation = read(
            "The tribunal on 4 March 2017 restored the effects of the pardon, which President Ines Dravic granted on 31 December 2015."
        )
        #expect(days(.restore, annotation) == ["2017-03-04"])
        let pardons = annotation.events.filter { $0.kind == .pardon }
        #expect(pardons.contains { $0.whens.contains { annotation.times[$0.time].value == "2015-12-31" } })
    }

    @Test func coordinatedVerbsShareTheFirstDay() {
        let annotation = read(
            "The Supreme Court on 4 March 2017 overturned the ruling of its own second chamber, which had struck down the commutation in May, and reinstated the decree."
        )
        #expect(days(.restore, annotation) == ["2017-03-04"])
        let restore = annotation.events.first { $0.kind == .restore }
        #expect(name(restore?.arguments.first { $0.role == .agent }?.entity, annotation) == "Supreme Court")
    }

    @Test func aLineOfAListBindsItsDaysToItsYear() {
        let annotation = read("2009: The court convicts Marek Tolv on 5 March.")
        #expect(days(.convict, annotation).contains("2009-03-05"))
        let bare = read("2011: Marek Tolv is arrested and charged.")
        #expect(days(.arrest, bare) == ["2011"])
        #expect(days(.charge, bare) == ["2011"])
    }

    @Test func aLengthBeforeAClauseCountsFromWhatTheClauseTells() throws {
        let annotation = read("Two days after Marek Tolv surrendered, the Orlen District Court dismissed his appeal.")
        let dismiss = try #require(annotation.events.first { $0.kind == .dismiss && !$0.passing })
        let when = try #require(dismiss.whens.first)
        let anchor = try #require(when.anchor)
        #expect(annotation.events[anchor].kind == .detain)
        #expect(annotation.events.first { $0.kind == .detain }?.whens.isEmpty == true)
    }

    @Test func anOrderNotToDoSomethingIsGiven() throws {
        let annotation = read(
            "The Southern Court of Rights on Friday ordered Orland not to release Marek Tolv, two days after the Supreme Court restored the decree."
        )
        let order = try #require(annotation.events.first { $0.kind == .order && !$0.passing })
        #expect(order.modality == .asserted)
        #expect(!annotation.events.contains { $0.kind == .release && $0.modality == .asserted && !$0.passing })
    }

    @Test func theDayBeforeIsTheMainVerbsAndTheNextDayCountsFromIt() throws {
        let annotation = read(
            "She was let go on 3 May. The day before, the senate had voted to change the law. The following day it ordered her release."
        )
        let vote = try #require(annotation.events.first { $0.kind == .vote })
        #expect(!vote.whens.isEmpty)
        let order = try #require(annotation.events.first { $0.kind == .orderRelease })
        #expect(order.whens.contains { $0.anchor == nil })
    }

    @Test func aClauseOfAfterDoesNotTakeTheMainDay() throws {
        let annotation = read(
            "Ines Dravic was fetched from her room on Sunday and driven north to a camp in Orlen, a month after an appeals court left her term unchanged."
        )
        let transfer = try #require(annotation.events.first { $0.kind == .transfer })
        #expect(transfer.whens.count == 2)
        let uphold = try #require(annotation.events.first { $0.kind == .uphold })
        #expect(uphold.whens.isEmpty && uphold.sameDayAs == nil)
    }

    @Test func aMonthLaterTellsTheYearOfTheDayBehindIt() throws {
        let annotation = read("Marek Tolv was arrested on Nov. 4, 2011, and impeached a month later, on Dec. 4.")
        #expect(days(.impeach, annotation).contains("2011-12-04"))
    }

    @Test func whatIsAskedForInARequestThatFailsIsNotDone() {
        let annotation = read("The bench turned down a plea by two ministers to reduce the sentence to two years.")
        #expect(!annotation.events.contains { $0.kind == .commute && $0.modality == .asserted && !$0.passing })
    }

    @Test func whoHasSomebodyArrestedIsNotArrested() throws {
        let annotation = read(
            "Ines Dravic stood trial in May. The same judge had her arrested for contempt in June. Marek Tolv watched.")
        let arrest = try #require(annotation.events.first { $0.kind == .arrest })
        let patients = arrest.arguments.filter { $0.role == .patient }.map { name($0.entity, annotation) }
        #expect(patients == ["Ines Dravic"])
    }

    @Test func aRefusalHasTheDayOfWhatItRefuses() {
        let annotation = read("Marek Tolv is in prison. President Ines Dravic refused him a pardon in 2019.")
        #expect(days(.dismiss, annotation) == ["2019"])
    }

    @Test func captionsMoveNoPhrase() throws {
        var document = paper(
            "Marek Tolv was arrested on 4 November 2011.\nMarek Tolv, May 2, 2010.\nThe next day he was released.")
        let bytes = Array(document.text.utf8)
        let lines = bytes.split(separator: 0x0A).map { $0.startIndex..<$0.endIndex }
        document.blocks = zip(lines, [Block.Kind.paragraph, .caption, .paragraph]).map {
            Block(kind: $1, text: String(decoding: bytes[$0], as: UTF8.self), range: $0, source: nil)
        }
        let annotation = annotator!.annotate(document)
        let release = try #require(annotation.events.first { $0.kind == .release })
        let time = try #require(release.whens.first.map { annotation.times[$0.time] })
        #expect(time.relation.base.first?.days(from: .all).first?.year == 2011)
    }

    // MARK: Who does what

    @Test func countsOfVotesDoNothing() {
        for text in [
            "The appeal was dismissed by four votes to three on Monday.",
            "The conviction was upheld by a majority of the judges on Monday.",
        ] {
            let annotation = read(text)
            for event in annotation.events where !event.passing {
                for argument in event.arguments where argument.role == .agent {
                    #expect(
                        !argument.words.contains("votes") && !argument.words.contains("majority"), "\(argument.words): \(text)")
                }
            }
        }
    }

    @Test func whatIsBarredOrPleadedNotDidNotHappen() {
        let annotation = read("Marek Tolv, who pleaded not guilty, was barred from leaving the country on Monday.")
        #expect(!annotation.events.contains { $0.kind == .convict && !$0.passing && $0.modality == .asserted })
        #expect(!annotation.events.contains { $0.kind == .flee && $0.modality == .asserted })
    }

    @Test func deputiesAreNotTheOfficeThatTheyDeputiseFor() {
        let annotation = read(
            "Gov. Marek Tolv was arrested on Monday. Lt. Gov. Ines Dravic called on him to step aside. The governor was released on Friday."
        )
        let release = annotation.events.first { $0.kind == .release && !$0.passing }
        #expect(name(release?.arguments.first { $0.role == .patient }?.entity, annotation) == "Marek Tolv")
    }

    @Test func heWhoSpokeLastGoesOnSpeaking() {
        let annotation = read(
            "Marek Tolv was arrested on Monday. \"He is innocent,\" his lawyer, Pavel Orn, said. He said that he would file an appeal."
        )
        let said = annotation.events.last { $0.kind == .state }
        #expect(name(said?.arguments.first { $0.role == .agent }?.entity, annotation) == "Pavel Orn")
    }

    @Test func commandingTroopsOrdersNothing() {
        let annotation = read("General Marek Tolv, who commanded the troops in 1979, led a government of officers.")
        #expect(!annotation.events.contains { $0.kind == .order && !$0.passing })
    }

    @Test func studentsAndAProfessorAreCountedTogether() {
        let annotation = read("Soldiers killed nine students and a professor in 1992.")
        let figures = annotation.events.first { $0.kind == .kill }?.figures ?? []
        #expect(figures.contains { $0.value == 10 && $0.what == "killed" })
    }

    @Test func theSameDocumentGivesTheSameAnnotation() {
        let text =
            "President Ines Dravic pardoned Marek Tolv in 2011. The Supreme Court annulled the pardon in 2012, and he was arrested."
        #expect(read(text) == read(text))
    }

    @Test func anEmptyDocumentAndOddBytesAreRead() {
        #expect(read("").events.isEmpty)
        _ = read("”“\"\"''((( — : , .\n\n\"\n\n“ ” 's 's of by ( ) 2010: -")
    }
}
