import EDTF
import Testing

@testable import TimeExpressions

@Suite struct EnglishTests {
    /// A document of Wednesday 2018-03-14.
    @Test(arguments: [
        ("The court freed her on Tuesday.", ["Tuesday → 2018-03-13"]),
        ("He was pardoned on Christmas Eve.", ["Christmas Eve → 2017-12-24"]),
        ("The hearing will resume on Friday.", ["Friday → 2018-03-16"]),
        ("Judges met last Thursday.", ["last Thursday → 2018-03-08"]),
        ("She was charged last week and tried this week.", ["last week → 2018-W10", "this week → 2018-W11"]),
        ("He died on 24 December 2017.", ["24 December 2017 → 2017-12-24"]),
        ("He died on December 24, 2017, at home.", ["December 24, 2017 → 2017-12-24"]),
        ("It was signed in early 2018.", ["early 2018 → 2018"]),
        ("They fled in mid-March of 1998.", ["mid-March of 1998 → 1998-03"]),
        ("He ruled from 1990 to 2000.", ["1990 → 1990", "2000 → 2000"]),
        ("Two years ago the trial began.", ["Two years ago → 2016"]),
        ("Three days later he was released.", ["Three days later → 2018-03-17"]),
        ("The trial lasted eighteen months.", ["eighteen months → P18M"]),
        ("Prices fell in the third quarter of 1990.", ["the third quarter of 1990 → 1990-Q3"]),
        ("The 79-year-old general was ill.", ["79-year-old → P79Y"]),
        ("It happened in the 1980s and the nineties.", ["the 1980s → 198", "the nineties → 199"]),
        ("The meeting will start at 10:30 a.m. on Friday.", ["10:30 a.m. on Friday → 2018-03-16T10:30"]),
        ("He got three years, six months and a day in prison.", ["three years, six months and a day → P3Y6M1D"]),
        ("They met between 1990 and 2000.", ["1990 → 1990", "2000 → 2000"]),
        ("The war of 1914-18 ended.", ["1914 → 1914", "18 → 1918"]),
        ("On March 3-5, 2012, they sat.", ["March 3 → 2012-03-03", "5, 2012 → 2012-03-05"]),
        ("From 3 to 5 May they sat.", ["3 → 2018-05-03", "5 May → 2018-05-05"]),
        ("It was a year to the day.", ["a year to the day → 2019-03-14"]),
        ("On Good Friday he fasted.", ["Good Friday → 2018-03-30"]),
        ("She wrote on the eve of Christmas 2016.", ["the eve of Christmas 2016 → 2016-12-24"]),
        ("It began in July this year.", ["July this year → 2018-07"]),
        ("She met him last summer at noon.", ["last summer → 2017-SU", "noon → 2018-03-14T12:00"]),
        ("He lived in the 5th century BC.", ["the 5th century BC → BC04"]),
        ("Rome fell in 410 AD.", ["410 AD → 0410"]),
        ("He left on the last Friday of July 2015.", ["the last Friday of July 2015 → 2015-07-31"]),
        ("They vote on the first Tuesday of May.", ["the first Tuesday of May → 2018-05-01"]),
        (
            "Fiscal 2017 was good, and so was the second half of 2016.",
            ["Fiscal 2017 → 2017", "the second half of 2016 → 2016-H2"]
        ),
        ("She was held for weeks.", ["weeks → PXW"]),
        ("The talks will resume at 5 p.m. EST, Nov. 6.", ["5 p.m. EST, Nov. 6 → 2018-11-06T17:00"]),
        ("Lawyers meet every Monday.", ["every Monday → XXXX-WXX-1"]),
    ])
    func values(text: String, expected: [String]) { #expect(tagged(text) == expected) }

    @Test func rangesAreLinkedAndModsKept() throws {
        let text = analysis("He ruled from January to March 1990, in early 1991 and at the end of 1992; the zone was 10:00 GMT.")
        let found = english.tag(text)
        #expect(found[0].endsAt == 1 && found[0].value == "1990-01" && found[1].endsAt == nil)
        #expect(found.map(\.mod) == [nil, nil, "START", "END", nil])
        #expect(found.last?.zone == 0)
        #expect(english.tag(analysis("The 79-year-old judge spoke.")).first?.age == 79)
    }

    @Test func historiesPlaceBareDatesWhereTheTellingIs() {
        let found = tagged(
            "The army rose on 3 May 1911. It was beaten on 8 June 1911. In December 1911 it rose again. In January the capital fell. "
                + "On 17 March 1912 peace was signed.", on: "2009-12-19")
        #expect(found.contains("January → 1912-01"))
    }

    @Test func timeMLKeepsEveryByte() throws {
        let source =
            "<?xml version=\"1.0\"?>\n<TimeML>\n<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"2018-03-14\">14 March</TIMEX3></DCT>\n"
            + "<TEXT>\nA &amp; B met &#8211; on <b>Tuesday</b>, 3 &lt; 5.\n</TEXT>\n</TimeML>\n"
        let input = try #require(TimeML.read(Array(source.utf8)))
        #expect(input.documentDay == Day(iso: "2018-03-14"))
        #expect(input.text == "\nA & B met – on Tuesday, 3 < 5.\n")
        let written = String(decoding: TimeML.write(input, expressions: english.tag(analysis(input.text))), as: UTF8.self)
        let tag = "<TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2018-03-13\" temporalFunction=\"true\" anchorTimeID=\"t0\">"
        #expect(written == source.replacing("Tuesday", with: tag + "Tuesday</TIMEX3>"))
        #expect(TimeML.read(Array("no text".utf8)) == nil)
        let plain = TimeML.write(text: "A & B on Tuesday", expressions: english.tag(analysis("A & B on Tuesday")), dct: nil)
        #expect(plain.contains("A &amp; B on <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"XXXX-WXX-2\""))
    }

    @Test(arguments: [
        "Relatives may march in the sun.", "Section 377 was read.", "Article 5 of 2015 was cited.",
        "Law 26.479 of 2009 was repealed.",
        "Docket 02010-2020-PHC is closed.", "They won 3-2 and paid $2,000 each.", "The second man spoke first.",
    ])
    func noTime(text: String) { #expect(tagged(text) == []) }
}
