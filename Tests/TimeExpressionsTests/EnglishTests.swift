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
        ("Lawyers meet every Monday.", ["every Monday → XXXX-WXX-1"]),
    ])
    func values(text: String, expected: [String]) { #expect(tagged(text) == expected) }

    @Test(arguments: [
        "Relatives may march in the sun.", "Section 377 was read.", "Article 5 of 2015 was cited.",
        "Law 26.479 of 2009 was repealed.",
        "Docket 02010-2020-PHC is closed.", "They won 3-2 and paid $2,000 each.", "The second man spoke first.",
    ])
    func noTime(text: String) { #expect(tagged(text) == []) }
}
