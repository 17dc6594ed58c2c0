import CaseModel
import Testing

@testable import Documents

/// Scraped papers with the furniture of many kinds of pages run into them.
@Suite struct FurnitureTests {
    static let examiner = """
        Sections | Search | My account
        The Port Alder Examiner
        Wednesday, 3 July 2013, 18:20

        Appeal court frees former harbour chief

        By Orla Finch
        Our correspondent in Port Alder

        PORT ALDER — The Court of Appeal on Wednesday quashed the conviction of Rufus Penhallow, the former head of the harbour board, and ordered that he be released at once.

        Photo gallery: 12 pictures

        The three judges said that the trial court had relied on a witness who had been paid.

        Penhallow, 58, had served four years of a sentence of nine.

        Play video content

        "I will go home and mend the roof," he told reporters.

        Image caption
        Rufus Penhallow leaves Dunmore prison on Wednesday

        Download the Examiner app for breaking news alerts

        He was convicted in 2009 of taking bribes from a dredging company.

        Enjoying this story? Sign up to our morning briefing.

        The prosecutor, Tilda Moorhen, said that she would study the judgment.

        If you value our reporting, consider a gift of any size.

        Rufus Penhallow in court in May 2009 (Harbour Wire/Ann Alder)

        More than 300 people had signed a petition for him.

        TAGS: harbour, courts, corruption

        Penhallow has not said whether he will seek damages.

        Read the full judgment here.

        Additional reporting by Jasper Quayle

        Related Articles:
        Who paid for the new crane?
        Ten years of dredging in pictures

        Comments (14)
        Report this ad
        This article was amended on 4 July 2013 to correct the age of Mr Penhallow.
        Terms & Conditions - Privacy Policy - Contact
        Copyright The Port Alder Examiner 2014
        """

    static let wire = """
        Skip to main content
        BREAKING NEWS
        Harbour Wire Service
        Listen - 4 min

        Ostmark's top court reinstates pardon of ex-minister

        07:15 AM, Tuesday 12 November 2019 | Updated 09:40 AM

        BRELLIN, Nov 12 (Harbour Wire) - Ostmark's Constitutional Court on Tuesday restored the pardon granted in 2016 to Linus Thorne, a former interior minister, overruling the supreme court that had annulled it.

        Thorne, 71, was sentenced to 20 years in 2011 for ordering the shooting of eleven miners.

        SPONSORED CONTENT

        The decision, adopted by five votes to two, means that he must be freed within 24 hours, the court said in a statement.

        [Sign up for our newsletter]

        "This is a dark day," said Petra Lindqvist of the miners' families.

        Watch: the moment the ruling was read out (1:32)

        The government of President Odette Varga said that it would comply.

        File picture: Linus Thorne in the dock in 2011. EPA/Jonas Ember

        Get unlimited access for $1

        Earlier this year the Court of Rights of the Southern Isles asked Ostmark not to release him while his case was pending.

        Our journalism needs you. Become a supporter today.

        Reporting by Ann Alder in Brellin; editing by Ben Birch; graphics by Cleo Dunn

        (c) Copyright Harbour Wire 2019. Click For Restrictions.
        Tags: Ostmark / Pardons / Courts
        Next article: Storm closes ports
        """

    static let agency = """
        Absuelven al exministro de Ostmark
        Por María de la Vega
        Brellin, 12 nov (EFE).- El Tribunal Supremo de Ostmark absolvió este martes al exministro del Interior Linus Thorne, condenado en 2011 a veinte años de cárcel por ordenar disparar contra once mineros.
        Lea también: Diez jardines para ver esta primavera
        Thorne, de 71 años, saldrá de prisión en las próximas horas, según su abogado.
        "Es un día oscuro", dijo Petra Lindqvist, portavoz de las familias.
        Linus Thorne en el banquillo en 2011. Foto: Ana Aliso / EFE
        Suscríbase a nuestro boletín y reciba las noticias cada mañana
        La fiscalía anunció que recurrirá el fallo ante el Tribunal Constitucional, que tiene seis meses para decidir.
        Síguenos en Facebook y Twitter
        © EFE 2019. Todos los derechos reservados.
        """

    static let picture = """
        A man walks past the ruins of the old mint in Brellin in 2004
        Getty
        The former president of Ostmark, Linus Thorne, was taken back to prison on Thursday after a judge found that his pardon had been void from the start.
        Thorne, 79, was arrested at the hospital where he had spent the last ten months.
        "He is too ill for a cell," his daughter said.
        The judge, Cleo Dunn, said that the pardon of Christmas Eve had broken the law. She gave him five days to surrender.
        Thorne's lawyers said they would appeal.
        """

    @Test func aPaperWithItsPage() throws {
        let document = try readOne(Self.examiner)
        checkRanges(document)
        for gone in [
            "Sections", "Photo gallery", "Play video", "Image caption", "Download the", "Enjoying", "If you value", "TAGS",
            "Read the full", "Additional reporting",
            "Who paid", "Ten years of", "Comments", "Report this", "amended", "Terms", "Copyright", "Our correspondent",
            "By Orla",
        ] { #expect(!document.text.contains(gone), "kept \(gone)") }
        for kept in ["paid.", "mend the roof", "convicted in 2009", "study the judgment", "signed a petition", "seek damages"] {
            #expect(document.text.contains(kept), "lost \(kept)")
        }
        #expect(document.title == "Appeal court frees former harbour chief")
        #expect(document.outlet == "The Port Alder Examiner")
        #expect(document.authors == ["Orla Finch"])
        #expect(
            document.captions == ["Rufus Penhallow leaves Dunmore prison on Wednesday", "Rufus Penhallow in court in May 2009"])
        #expect(document.published.edtf == "2013-07-03")
    }

    @Test func aWireStory() throws {
        let document = try readOne(Self.wire)
        checkRanges(document)
        for gone in [
            "Skip to", "BREAKING", "Listen", "SPONSORED", "Sign up", "Watch:", "unlimited", "journalism", "Reporting by",
            "Copyright", "Tags:", "Next article",
        ] {
            #expect(!document.text.contains(gone), "kept \(gone)")
        }
        #expect(document.title == "Ostmark's top court reinstates pardon of ex-minister")
        #expect(document.outlet == "Harbour Wire Service")
        #expect(document.authors == ["Ann Alder"])
        #expect(document.captions == ["Linus Thorne in the dock in 2011."])
        #expect(document.blocks.contains { $0.kind == .credit && $0.text == "EPA/Jonas Ember" })
        #expect(document.published.edtf == "2019-11-12")
        #expect(document.datelines.first?.agency == "Harbour Wire")
    }

    @Test func spanishWithoutBlankLines() throws {
        let document = try readOne(Self.agency)
        checkRanges(document)
        for gone in ["Lea también", "Suscríbase", "Síguenos", "derechos", "Por María"] {
            #expect(!document.text.contains(gone), "kept \(gone)")
        }
        #expect(document.title == "Absuelven al exministro de Ostmark")
        #expect(document.authors == ["María de la Vega"])
        #expect(document.captions == ["Linus Thorne en el banquillo en 2011."])
        #expect(document.datelines.first?.place == "Brellin")
        #expect(document.datelines.first?.agency == "EFE")
        #expect(document.language == "es")
    }

    @Test func aPictureBeforeTheStory() throws {
        let document = try readOne(Self.picture)
        checkRanges(document)
        #expect(document.captions == ["A man walks past the ruins of the old mint in Brellin in 2004"])
        #expect(document.blocks.filter { $0.kind == .paragraph }.count == 5)
    }
}
