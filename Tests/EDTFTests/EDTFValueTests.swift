import EDTF
import Foundation
import Testing

@Suite struct EDTFValueTests {
    /// Text, level, and the days where they are few enough to say.
    @Test(arguments: [
        ("1985-04-12", 0, "1985-04-12"), ("1985-04", 0, "1985-04"), ("1985", 0, "1985"),
        ("1985-04-12T23:20:30", 0, "1985-04-12"),
        ("1985-04-12T23:20:30Z", 0, "1985-04-12"), ("1985-04-12T23:20:30-04", 0, "1985-04-12"),
        ("1985-04-12T23:20:30+04:30", 0, "1985-04-12"), ("1964/2008", 0, "1964/2008"),
        ("2004-06/2006-08", 0, "2004-06/2006-08"),
        ("2004-02-01/2005-02-08", 0, "2004-02-01/2005-02-08"),
        ("2004-02-01/2005-02", 0, "2004-02-01/2005-02-28"), ("2005/2006-02", 0, "2005-01/2006-02"),
        ("0000", 0, "0000"),
        ("Y170002", 1, "Y170002"), ("Y-170002", 1, "Y-170002"), ("2001-21", 1, "2001-03-01/2001-06-20"),
        ("1984?", 1, "1984"),
        ("2004-06~", 1, "2004-06"), ("2004-06-11%", 1, "2004-06-11"), ("201X", 1, "201X"),
        ("20XX", 1, "20XX"),
        ("2004-XX", 1, "2004"), ("1985-04-XX", 1, "1985-04"), ("1985-XX-XX", 1, "1985"),
        ("1985-04-12/..", 1, "1985-04-12/.."),
        ("1985-04/", 1, "1985-04/.."), ("../1985", 1, "../1985"), ("/1985-04-12", 1, "../1985-04-12"),
        ("-1985", 1, "-1985"),
        ("1984~/2004-06", 1, "1984-01/2004-06"),
        ("1984-06-02?/2004-08-08~", 1, "1984-06-02/2004-08-08"),
        ("Y17E5", 2, "Y1700000/.."), ("1950S2", 2, "19XX"), ("Y171010S3", 2, "Y171000/Y171999"),
        ("2001-34", 2, "2001-04/2001-06"),
        ("2001-41", 2, "2001-07/2001-12"), ("2001-30", 2, "2001-12"),
        ("[1667,1668,1670..1672]", 2, "[1667..1668,1670..1672]"),
        ("[..1760-12-03]", 2, "../1760-12-03"), ("[1760-12..]", 2, "1760-12/.."),
        ("[1760-01,1760-02,1760-12..]", 2, ""),
        ("{1667,1668,1670..1672}", 2, "[1667..1668,1670..1672]"),
        ("{1960,1961-12}", 2, "[1960,1961-12]"), ("{..1984}", 2, "../1984"),
        ("2004-06~-11", 2, "2004-06-11"), ("2004?-06-11", 2, "2004-06-11"),
        ("2004?-06-~11", 2, "2004-06-11"),
        ("2004-%06-11", 2, "2004-06-11"), ("156X-12-25", 2, ""), ("15XX-12-25", 2, ""),
        ("XXXX-12-XX", 2, ""), ("1XXX-XX", 2, "1000/1999"),
        ("1XXX-12", 2, ""), ("1984-1X", 2, "1984-10/1984-12"),
        ("2004-06-~01/2004-06-~20", 2, "2004-06-01/2004-06-20"),
        ("2004-06-XX/2004-07-03", 1, "2004-06-01/2004-07-03"),
    ])
    func valid(text: String, level: Int, days: String) throws {
        let value = try EDTFValue(parsing: text)
        #expect(value.level == level)
        #expect(value.description == text)
        if !days.isEmpty, text != "2001-30", text != "Y17E5" {
            #expect(value.days.edtf == (try DaySet(edtf: days)).edtf)
        }
    }

    @Test func patternsHoldTheirDays() throws {
        let christmas = try EDTFValue(parsing: "156X-12-25").days
        #expect(christmas == DaySet.monthDays(month: 12, day: 25, in: 1560...1569))
        #expect(try EDTFValue(parsing: "XXXX-12-XX").days.count == 31 * 10_000)
        #expect(try EDTFValue(parsing: "1X5X").days.contains(Day(iso: "1659-03-01")!))
        #expect(try !EDTFValue(parsing: "1X5X").days.contains(Day(iso: "1660-03-01")!))
        #expect(try EDTFValue(parsing: "2001-30").days == DaySet.season(2001, 24))
        #expect(try EDTFValue(parsing: "201X-02-29").days.edtf == "[2012-02-29,2016-02-29]")
    }

    /// Text, the byte of the fault, a word of the reason.
    @Test(arguments: [
        ("", 0, "empty"), ("198", 3, "four digits"), ("19850", 0, "Y"), ("1985-13", 5, "month"),
        ("1985-00", 5, "month"),
        ("2019-02-29", 8, "no such day"), ("2019-04-31", 8, "no such day"), ("2019-04-32", 8, "day"),
        ("2019-21-01", 7, "season"),
        ("1985-4", 6, "two digits"), ("1985-04-12T23:20", 16, "colon"),
        ("1985-04T23:20:30", 7, "plain day"),
        ("1985-04-12T25:00:00", 11, "hour"), ("1985-04-12T24:00:01", 11, "24:00:00"),
        ("2006/2004", 5, "before it begins"),
        ("/", 0, "at least one end"), ("..", 0, "interval"), ("[1667,1668", 10, "]"),
        ("{1667]", 5, "}"), ("[1672..1670]", 7, "before it begins"),
        ("1985 ", 4, "end here"), ("Y1985", 0, "no Y"), ("-0000", 0, "sign"),
        ("1950S5", 5, "significant"), ("19x5", 2, "four digits"),
        ("201X-02-30", 8, "no such day"), ("1985-04-12/1985-04-12/1985", 21, "end here"),
        ("é1985", 0, "four digits"),
    ])
    func invalid(text: String, offset: Int, word: String) {
        let error = #expect(throws: EDTFError.self) { try EDTFValue(parsing: text) }
        #expect(error?.offset == offset)
        #expect(error?.reason.contains(word) == true, "\(error?.reason ?? "")")
        #expect(error?.description.hasSuffix("^") == true)
    }

    @Test func caretStandsUnderTheFault() {
        let error = #expect(throws: EDTFError.self) { try EDTFValue(parsing: "2019-02-29") }
        #expect(error?.description == "there is no such day\n  2019-02-29\n          ^")
    }

    @Test func order() throws {
        func order(_ a: String, _ b: String) throws -> EDTFOrder {
            try EDTFValue(parsing: a).order(to: EDTFValue(parsing: b))
        }
        #expect(try order("1984", "1985") == .before)
        #expect(try order("1985-05", "1984") == .after)
        #expect(try order("1984", "1984-01/1984-12") == .equal)
        #expect(try order("1984-02", "1984") == .within)
        #expect(try order("1984", "1984-02-29") == .contains)
        #expect(try order("1984/1986", "1985/1990") == .overlaps)
        #expect(try order("[1984,1990]", "1986") == .interleaved)
        #expect(try order("1990/..", "../1980") == .after)
        let sorted = try [
            "1985-04-12T23:00:00Z", "1985-04", "1985", "1985-04-12T09:00:00Z", "1984~", "../1985",
        ]
        .map(EDTFValue.init(parsing:)).sorted().map(\.description)
        #expect(
            sorted == [
                "../1985", "1984~", "1985", "1985-04", "1985-04-12T09:00:00Z", "1985-04-12T23:00:00Z",
            ])
    }

    @Test func qualificationOfParts() throws {
        guard case .date(let date) = try EDTFValue(parsing: "?2004-06~-11") else {
            Issue.record("no date")
            return
        }
        #expect(date.qualifications == [[.uncertain, .approximate], .approximate, []])
        #expect(try EDTFValue(parsing: date.description) == .date(date))
        let built = EDTFDate(
            year: EDTFYear(2004), month: EDTFPart(6), day: EDTFPart(11),
            qualifications: [[], .uncertain, .approximate])
        #expect(built.description == "2004-?06-~11")
    }

    /// Any text ends in a value or an error, and a value's text is read back as that value.
    @Test func arbitraryTextNeverTraps() {
        var random = Steps(state: 21)
        let alphabet = Array("0123456789X-/.?~%[]{},YESTZ:+ é")
        for _ in 0..<20_000 {
            let text = String((0..<random.next(14)).map { _ in alphabet[random.next(alphabet.count)] })
            guard let value = try? EDTFValue(parsing: text) else { continue }
            #expect((try? EDTFValue(parsing: value.description)) == value, "\(text)")
        }
        for text in [
            "Y999999999999999E12", "Y-999999999999999", "{..Y999999999}", "9999-12-31/..",
            "XXXX-XX-XX/9999", "Y20000S1",
        ] {
            #expect((try? EDTFValue(parsing: text))?.days.isEmpty == false, "\(text)")
        }
    }

    @Test func codesAsItsText() throws {
        let value = try EDTFValue(parsing: "2004-06~-11/..")
        let data = try JSONEncoder().encode([value])
        #expect(try JSONDecoder().decode([EDTFValue].self, from: data) == [value])
        let set = try DaySet(edtf: "[1960,1961-12]")
        #expect(try JSONDecoder().decode(DaySet.self, from: JSONEncoder().encode(set)) == set)
    }
}
