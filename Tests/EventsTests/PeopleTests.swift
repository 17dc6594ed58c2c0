import CaseModel
import Testing

@testable import Events

/// Who is meant: names with styles and offices, kin, pronouns and descriptions, speakers, on our own sentences.
@Suite(.enabled(if: annotator != nil, "no language model"))
struct PeopleTests {
    private func read(_ text: String) -> Annotation { annotator!.annotate(paper(text)) }
    private func name(_ entity: Int?, _ annotation: Annotation) -> String? { entity.flatMap { annotation.entities[$0].name } }
    private func names(_ annotation: Annotation, _ kind: CaseActor.Kind) -> [String] {
        annotation.entities.filter { $0.kind == kind }.compactMap(\.name)
    }
    /// The name of whom a passage of the text stands for.
    private func bearer(_ words: String, _ annotation: Annotation, _ text: String) -> String? {
        let bytes = Array(text.utf8)
        return annotation.entities.first {
            $0.mentions.contains { String(decoding: bytes[$0.range], as: UTF8.self) == words }
        }?.name
    }

    @Test func stylesAndOfficesBeforeANameAreOnePerson() {
        let text =
            "The Head of State, Her Excellency President Imke Rosdal, on Friday freed Major Tore Vanning. The Head of State gave no reason."
        let annotation = read(text)
        #expect(names(annotation, .person).sorted() == ["Imke Rosdal", "Tore Vanning"])
        #expect(names(annotation, .organisation).isEmpty)
        #expect(bearer("The Head of State", annotation, text) == "Imke Rosdal")
    }

    @Test func anOfficeWithCapitalsIsNoName() {
        let annotation = read(
            "The Transport Secretary, Lorna Quill, told MPs that the line would close. The Health Secretary of the day, Basil Thorne, had called it “a branch too few”."
        )
        #expect(names(annotation, .person).sorted() == ["Basil Thorne", "Lorna Quill"])
        #expect(name(annotation.quotes.first?.speaker, annotation) == "Basil Thorne")
    }

    @Test func hyphensAndSmallWordsStayInsideNames() {
        let annotation = read(
            "Karl-Henning Brauer met the brother, Rui Tavares dos Prados, known as Dito, on Monday. Brauer said nothing.")
        #expect(names(annotation, .person).contains("Karl-Henning Brauer"))
        let brother = annotation.entities.first { $0.name == "Rui Tavares dos Prados" }
        #expect(brother?.names.contains("Dito") == true)
    }

    @Test func aPossessivePluralStaysInsideACourtsName() {
        let annotation = read(
            "The Northern Court of Women's and Workers' Freedoms, commonly known as NCWWF, told Ostrand to pay. NCWWF sits in Halse."
        )
        let court = annotation.entities.first { $0.name == "Northern Court of Women's and Workers' Freedoms" }
        #expect(court?.names.contains("NCWWF") == true)
        #expect(court?.country == nil)
    }

    @Test func acronymsWithNumbersBehindOr() {
        let annotation = read("She will appeal to the Sixth District Federal Court, or DFC-6, in Port Anse.")
        #expect(annotation.entities.contains { $0.name == "Sixth District Federal Court" && $0.names.contains("DFC-6") })
    }

    @Test func relativeWordsBringInNobody() {
        let annotation = read(
            "The choir chose Dr Alma Prendt, whose cousin had sung there. In June the court freed Tomas Vale. He was 40."
        )
        #expect(!annotation.entities.contains { ($0.name ?? $0.names.first ?? "").contains("whose") })
    }

    @Test func theVerbBeforeANameIsNoRole() {
        let annotation = read(
            "Judge Ilse Orn, who had on Monday fined Pavel Dravic for theft, retired. The judge who fined him was 70.")
        let man = annotation.entities.first { $0.name == "Pavel Dravic" }
        #expect(man?.roles.isEmpty == true)
        #expect(man?.mentions.contains { $0.form == .pronoun } == true)
    }

    @Test func whoDefendsHimIsAnother() {
        let annotation = read(
            "The court jailed Pavel Dravic in May. Soren Blick, who once taught him to swim, said he would appeal.")
        let lawyer = annotation.entities.first { $0.name == "Soren Blick" }
        #expect(lawyer?.mentions.contains { $0.form == .pronoun && $0.range.count == 3 } != true)
    }

    @Test func wordsOfBirthAreAboutThePronounBehindThem() {
        let annotation = read(
            "Otmar Hessling left for Halse. Raised in Ruden, the son of a miller, he was appointed ambassador by Chancellor Ines Vost in 1971."
        )
        let named = annotation.events.first { $0.kind == .appoint }
        #expect(name(named?.arguments.first { $0.role == .patient }?.entity, annotation) == "Otmar Hessling")
    }

    @Test func theBarristerIsTheCounselToldBefore() {
        let annotation = read(
            "His counsel, Maitre Odile Ferrand, closed the file. \"It is a thin one,\" the barrister told us.")
        #expect(name(annotation.quotes.first?.speaker, annotation) == "Odile Ferrand")
        #expect(name(annotation.entities.firstIndex { $0.honorifics.contains("maitre") }, annotation) == "Odile Ferrand")
    }

    @Test func descriptionsThatNobodyIsKnownByGoToTheNameBehindTheComma() {
        let annotation = read("\"It fits him badly,\" said his tailor, Wanda Tessler. She has sewn for years.")
        #expect(name(annotation.quotes.first?.speaker, annotation) == "Wanda Tessler")
        let put = read("\"A shorter rope,\" was how Bruno Salk put it.")
        #expect(name(put.quotes.first?.speaker, put) == "Bruno Salk")
    }

    @Test func anUnrelatedNamesakeIsAnother() {
        let annotation = read(
            "The court freed Pavel Dravic on Monday. Dravic smiled. Another Dravic, Tomas, the brewer, said it was \"a good day for the law.\""
        )
        #expect(names(annotation, .person).contains("Tomas Dravic"))
        #expect(name(annotation.quotes.first?.speaker, annotation) == "Tomas Dravic")
    }

    @Test func whoJudgesIsNotWhomThePaperIsAbout() {
        let text =
            "Judge Soren Blick held that Pavel Dravic had burnt the barn. As for the theft he acquitted him. Dravic smiled. Dravic went home."
        let annotation = read(text)
        let acquitted = annotation.events.first { $0.kind == .acquit }
        #expect(name(acquitted?.arguments.first { $0.role == .agent }?.entity, annotation) == "Soren Blick")
        #expect(name(acquitted?.arguments.first { $0.role == .patient }?.entity, annotation) == "Pavel Dravic")
    }

    @Test func aStateIsKnownByWhatOnlyStatesHave() {
        let annotation = read(
            "Ostrand's trade minister, Grant Lund, denied it. Ostrand will ratify the treaty, he said. The Constitutional Court was silent."
        )
        #expect(annotation.entities.first { $0.name == "Ostrand" }?.kind == .place)
        #expect(annotation.entities.contains { $0.name == "Grant Lund" })
        #expect(annotation.entities.first { $0.name == "Constitutional Court" }?.country == "Ostrand")
    }

    @Test func citiesTellLessOfACountryThanItsName() {
        let annotation = read(
            "Belgium's highest court upheld it on Monday. A Belgian lawyer in Madrid told friends in Madrid that he would go to Madrid."
        )
        #expect(annotation.entities.first { $0.kind == .authority }?.country == "Belgium")
    }

    @Test func aLeadDescribesWhomTheNextLineNames() {
        let annotation = read(
            "Officers in Halse on Tuesday arrested a retired Norland navy captain who had hidden for years.\n\nCapt. Tore Vanning, 54, gave up without a word."
        )
        let arrested = annotation.events.first { $0.kind == .arrest }
        #expect(name(arrested?.arguments.first { $0.role == .patient }?.entity, annotation) == "Tore Vanning")
        let quashed = read(
            "A teacher who won the spring lottery was fined for fishing on Sunday.\n\nLorna Quill, 35, had no permit.")
        let lead = quashed.entities.first { $0.name == "Lorna Quill" }
        #expect(lead?.mentions.contains { $0.form == .nominal } == true)
    }

    @Test func whatJudgesOfACourtDoTheCourtDoes() {
        let annotation = read(
            "Three judges of the Fifth Regional Court on Monday upheld the conviction of Pavel Dravic. Few prisoners win twice.")
        let upheld = annotation.events.first { $0.kind == .uphold }
        #expect(name(upheld?.arguments.first { $0.role == .agent }?.entity, annotation) == "Fifth Regional Court")
        #expect(!annotation.entities.contains { $0.names.contains { $0.hasPrefix("Few") || $0.hasPrefix("few") } })
    }

    @Test func theGovernorIsNotTheMinisterOfAnotherOffice() {
        let text =
            "Jana Holm, the trade minister, met Basil Thorne, the finance minister. The finance minister left early. Jana Holm stayed. Jana Holm spoke."
        let annotation = read(text)
        #expect(bearer("The finance minister", annotation, text) == "Basil Thorne")
    }

    @Test func whatIsStrippedOfSomethingIsNotOfIt() {
        let text =
            "Otmar Hessling, a senator, went home. The assembly deprived the senator of his pension in June. Hessling slept."
        let annotation = read(text)
        #expect(bearer("the senator", annotation, text) == "Otmar Hessling")
    }

    @Test func whoSpokeGoesOnSpeaking() {
        let annotation = read(
            "The museum did not blame Nella Valke, its director, Oda Strand, stressed. \"Nobody should read it so,\" she said. Valke wept. Valke left."
        )
        #expect(name(annotation.quotes.first?.speaker, annotation) == "Oda Strand")
        let asked = read(
            "Asked by the chief clerk's deputy, Irma Kolen, where he lived, he said: \"By the river.\" Tore Vanning sat down."
        )
        #expect(name(asked.quotes.first?.speaker, asked) != "Irma Kolen")
    }

    @Test func kinBeforeTheCommaAreTheNamedOne() {
        let annotation = read(
            "Ada Arrel wept. Her brother, the banker Piers Flint, was arrested in May. Judge Rowena Pike smiled. The mayor, whose uncle Flint had sued, left."
        )
        let arrested = annotation.events.first { $0.kind == .arrest }
        #expect(name(arrested?.arguments.first { $0.role == .patient }?.entity, annotation) == "Piers Flint")
        let banker = annotation.entities.first { $0.name == "Piers Flint" }
        #expect(banker?.mentions.count { $0.form == .nominal } == 2)
    }

    @Test func agesAreOfThoseWhomThePaperIsAbout() {
        let text =
            "The court jailed Tomas Arrel, 68, on Tuesday. Judge Rowena Pike read for an hour. The 68-year-old listened in silence. Arrel went home."
        #expect(bearer("The 68-year-old", read(text), text) == "Tomas Arrel")
    }

    @Test func attorneysGeneralAreOne() {
        let annotation = read(
            "Belora's attorney general, Nathaniel Crewe, told the court that he would go on. Belora's parliament met.")
        #expect(names(annotation, .person) == ["Nathaniel Crewe"])
        #expect(annotation.entities.count { $0.kind == .person } == 1)
    }
}
