import CaseModel
import Testing

@testable import Documents

func readOne(_ text: String, name: String = "paper.txt") throws -> Document {
    let result = Reader().read(bytes: Array(text.utf8), name: name)
    #expect(result.problems.isEmpty)
    return try #require(result.documents.first)
}

/// Every block with a range stands there word for word, in order, and the text is nothing but blocks and blank lines.
func checkRanges(_ document: Document) {
    let text = Array(document.text.utf8)
    var end = 0
    for block in document.blocks {
        guard let range = block.range else { continue }
        #expect(range.lowerBound >= end && range.upperBound <= text.count)
        #expect(String(decoding: text[range], as: UTF8.self) == block.text)
        #expect(text[end..<range.lowerBound].allSatisfy { $0 == 10 })
        end = range.upperBound
    }
    #expect(end == text.count)
}

@Suite struct PlainTests {
    static let scraped = """
        Calm Waves and Old Songs
        Play Live Radio
        Up Next:
        0:00 0:00

        Mayor of Brellin walks out of court a free man

        By Tilda Moorhen and Jasper Quayle

        Tilda Varga, 61, leaves the courthouse in Brellin on Monday, May 4, 2009.
        Rufus Penhallow
        Tilda Varga, 61, leaves the courthouse in Brellin on Monday, May 4, 2009.

        Updated May 4, 2009 at 7:15 PM ET

        BRELLIN, Ostmark — The mayor of Brellin was acquitted on Monday of taking money from a builder, after a trial that had lasted for eleven weeks.

        The court found that nobody had seen the envelopes that the prosecution had spoken about so often during the trial.

        Click Here: cheap garden chairs

        Supporters sing outside the courthouse in 2008Credit:
         HARBOUR/Ann Alder

        "I never doubted it," she said.

        READ ALSO: Ten gardens to see this spring

        The prosecutor said that he would study the judgment before deciding whether to appeal to the high court.

        Copyright 2011 Brellin Radio. To see more, visit

        [Copyright 2012 Brellin Radio]
        """

    @Test func scrapedTextLosesItsFurniture() throws {
        let document = try readOne(Self.scraped)
        checkRanges(document)
        for chrome in [
            "Play Live", "0:00", "Calm Waves", "Click Here", "READ ALSO", "Copyright", "To see more", "Updated May", "Rufus",
        ] {
            #expect(!document.text.contains(chrome), "kept \(chrome)")
        }
        for kept in ["nobody had seen the envelopes", "I never doubted it", "study the judgment"] {
            #expect(document.text.contains(kept))
        }
        #expect(document.title == "Mayor of Brellin walks out of court a free man")
        #expect(document.authors == ["Tilda Moorhen", "Jasper Quayle"])
        #expect(document.language == "en")
        #expect(document.blocks.first?.kind == .heading)
    }

    @Test func captionsStayInTheTextAndCreditsGoApart() throws {
        let document = try readOne(Self.scraped)
        let captions = document.blocks.filter { $0.kind == .caption }
        #expect(
            captions.map(\.text) == [
                "Tilda Varga, 61, leaves the courthouse in Brellin on Monday, May 4, 2009.",
                "Supporters sing outside the courthouse in 2008",
            ])
        #expect(captions.allSatisfy { $0.range != nil })
        let credits = document.blocks.filter { $0.kind == .credit }
        #expect(credits.map(\.text) == ["Rufus Penhallow", "HARBOUR/Ann Alder"])
        #expect(credits.allSatisfy { $0.range == nil && $0.source != nil })
    }

    @Test func theDayIsTheStatedOneAndCopyrightOnlyABound() throws {
        let document = try readOne(Self.scraped)
        #expect(document.published.edtf == "2009-05-04")
        #expect(document.published.why == ["text: Updated May 4, 2009 at 7:15 PM ET"])
        #expect(Set(document.days.filter { $0.role == .copyright }.map(\.edtf)) == ["2011", "2012"])
    }

    @Test func aLeadOfOneLineIsNoDateline() throws {
        let document = try readOne(
            """
            Bench restores verdict on former mayor

            PORT ANSE, June 3 (Coast Press) - Mirela Harlow must go to jail after all.

            The judges found on Tuesday that the letters were real, and they gave her until Monday to report to the prison at Lowen.
            """)
        #expect(document.blocks.contains { $0.kind == .dateline && $0.text.hasPrefix("PORT ANSE") })
        #expect(document.blocks.contains { $0.kind == .paragraph && $0.text == "Mirela Harlow must go to jail after all." })
    }

    @Test func theDatelineIsABlockOfItsOwn() throws {
        let document = try readOne(Self.scraped)
        #expect(
            document.datelines == [Dateline(place: "BRELLIN, Ostmark", day: nil, agency: nil, range: document.datelines[0].range)]
        )
        let i = try #require(document.blocks.firstIndex { $0.kind == .dateline && $0.range != nil })
        #expect(document.blocks[i].text == "BRELLIN, Ostmark — ")
        #expect(document.blocks[i + 1].text.hasPrefix("The mayor"))
        #expect(document.blocks[i].range?.upperBound == document.blocks[i + 1].range?.lowerBound)
    }

    @Test func sourcesPointAtTheOriginalBytes() throws {
        let bytes = Array(Self.scraped.utf8)
        for block in try readOne(Self.scraped).blocks {
            let source = try #require(block.source)
            #expect(folded(bytes[source]).find(Array(folded(block.text).utf8)) != nil)
        }
    }

    @Test(
        arguments: [
            ("LIMA, Peru — The court sat.", "LIMA, Peru", nil, nil),
            ("KORDA, Friday (Northern Wire) - He left.", "KORDA", "Friday", "Northern Wire"),
            ("PORT ALDER, Sept 6 (Harbour Wire) — He left.", "PORT ALDER", "XXXX-09-06", "Harbour Wire"),
            ("BRELLIN, Feb. 17, 2017 (Ostmark Agency) - He left.", "BRELLIN", "2017-02-17", "Ostmark Agency"),
            ("BRELLIN: The court sat.", "BRELLIN", nil, nil),
            ("SAN TELMO/BRELLIN (Wire) — He left.", "SAN TELMO/BRELLIN", nil, "Wire"),
        ] as [(String, String, String?, String?)])
    func datelines(_ words: String, _ place: String, _ day: String?, _ agency: String?) throws {
        let dateline = try #require(Dateline.parse(words.utf8, offset: 10))
        #expect(dateline.place == place)
        #expect(dateline.day == day)
        #expect(dateline.agency == agency)
        let rest = String(decoding: Array(words.utf8)[(dateline.range!.upperBound - 10)...], as: UTF8.self)
        #expect(rest.hasPrefix("The court") || rest.hasPrefix("He left"))
    }

    @Test(arguments: [
        "The minister — a former judge — was angry.", "Fine — he said.", "It was a long day.", "He spoke - and left.",
        "Vote 59-0 - the senate left.",
        "\"I left,\" she said — and did.",
    ])
    func noDatelines(_ words: String) { #expect(Dateline.parse(words.utf8, offset: 0) == nil) }

    @Test(
        arguments: [
            ("December 6, 2023", "2023-12-06"), ("6 December 2023", "2023-12-06"), ("6. Dezember 2023", "2023-12-06"),
            ("6 de diciembre de 2023", "2023-12-06"),
            ("le 1er août 2019", "2019-08-01"), ("30-APR-2013 11:05 GMT", "2013-04-30"), ("2013-04-30T11:05:00Z", "2013-04-30"),
            ("Sept. 5, 1999", "1999-09-05"),
            ("03/04/2015", "[2015-03-04,2015-04-03]"), ("31/04/2015", nil), ("25/12/2017", "2017-12-25"),
            ("12/25/2017", "2017-12-25"), ("5.6.2011", "2011-06-05"),
            ("2023年12月6日", "2023-12-06"), ("March 2014", "2014-03"), ("June 29", "XXXX-06-29"), ("February 30, 2012", nil),
            ("20171224", "2017-12-24"),
            ("Mon, 05 Sep 2016 10:00:00 +0000", "2016-09-05"), ("3 março 2020", "2020-03-03"), ("3 settembre 2020", "2020-09-03"),
            ("May you live", nil),
        ] as [(String, String?)])
    func days(_ words: String, _ edtf: String?) { #expect(DayWords.find(words.utf8).first?.edtf == edtf) }

    @Test func wrappedLinesAreOneParagraph() throws {
        let text = """
            The council of Brellin voted on Tuesday to close the old harbour, which has
            not seen a ship since the storm of 1987, and to build a school where the
            warehouses stand today.

            Two members voted against it. They said that the harbour might be needed
            again when the canal is full, and that nobody had asked the fishermen what
            they thought about it.
            """
        let document = try readOne(text)
        checkRanges(document)
        #expect(document.blocks.count == 2)
        #expect(document.text.contains("which has not seen a ship"))
    }

    @Test func markdownMarksGo() throws {
        let text = """
            # Harbour of Brellin closes

            The **council** voted on [Tuesday](https://brellin.example/a) to close the old harbour, and _nobody_ was surprised by the decision at all.

            ## What comes next

            - a school
            - a park

            > We will miss the ships, but the children come first in this town and always have.
            """
        let document = try readOne(text, name: "harbour.md")
        checkRanges(document)
        #expect(document.title == "Harbour of Brellin closes")
        #expect(document.text.contains("The council voted on Tuesday to close the old harbour, and nobody was"))
        #expect(document.blocks.map(\.kind) == [.heading, .paragraph, .subheading, .listItem, .listItem, .quotation])
    }

    @Test(
        arguments: [
            ("By Tilda Moorhen and Jasper Quayle", ["Tilda Moorhen", "Jasper Quayle"]), ("BY ORLA FINCH", ["Orla Finch"]),
            ("By our Brellin staff", []),
            ("Orla Finch, court reporter", ["Orla Finch"]), ("By Orla Finch | Brellin Herald", ["Orla Finch"]),
            ("Por María de la Vega", ["María de la Vega"]),
            ("By Orla Finch in Port Alder", ["Orla Finch"]), ("Herald reporters", []),
        ] as [(String, [String])])
    func bylines(_ words: String, _ names: [String]) { #expect(Bylines.names(words) == names) }

    @Test(arguments: [
        (
            "Ships in the harbour of Brellin. Photo: Ann Alder/Harbour Wire", "Ships in the harbour of Brellin.",
            "Photo: Ann Alder/Harbour Wire"
        ),
        ("Ships in the harbour. (Ann Alder / Harbour Wire)", "Ships in the harbour.", "Ann Alder / Harbour Wire"),
        (
            "PHOTO: Workers take the sign of the old harbour office down, Jan. 29. Ann Alder/Wire",
            "Workers take the sign of the old harbour office down, Jan. 29.", "Ann Alder/Wire"
        ),
        ("Ships wait. | Photo by Ann Alder", "Ships wait.", "Photo by Ann Alder"),
    ])
    func credits(_ line: String, _ caption: String, _ credit: String) throws {
        let bytes = Array(line.utf8)
        let split = try #require(Captions.split(bytes))
        #expect(bytes[split.caption].text == caption)
        #expect(bytes[split.credit].text == credit)
    }
    @Test func proseIsNoCaption() {
        #expect(Captions.split(Array("The mayor said on Monday that the harbour would close.".utf8)) == nil)
    }
}
