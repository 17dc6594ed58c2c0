import EDTF
import Foundation
import Testing

@testable import TimeExpressions

private func relation(_ text: String) throws -> TimeRelation {
    try #require(english.tag(analysis(text)).first).relation
}
private func days(_ edtf: String) throws -> DaySet { try DaySet(edtf: edtf) }

@Suite struct RelationTests {
    /// Who counts years from a year means a year; from a day, about that day.
    @Test func distancesFromWholeUnitsAreWhole() throws {
        func later(_ grain: Grain, _ count: Int, _ anchor: String) throws -> String? {
            TimeRelation(anchor: .narrative, meaning: .distance(grain, count, exact: false)).days(from: try days(anchor)).edtf
        }
        #expect(try later(.year, 6, "1993") == "1999")
        #expect(try later(.month, 2, "2013-02") == "2013-04")
        #expect(try later(.year, 6, "1993-05-04") == "1998-11-04/1999-11-04")
        #expect(try later(.month, 2, "1993") != "1993")
    }

    /// Phrase, document's day, days meant.
    @Test(arguments: [
        ("The court freed her on Tuesday.", "2017-12-26", "2017-12-26"),
        ("The court freed her on Tuesday.", "2018-01-01", "2017-12-26"),
        ("They voted last Thursday.", "2017-12-26", "2017-12-21"),
        ("He was pardoned on Christmas Eve.", "2017-12-26", "2017-12-24"),
        ("He was moved last week.", "2017-12-26", "2017-12-18/2017-12-24"),
        ("It was signed last month.", "2020-03-31", "2020-02"),
        ("He fled last year.", "2020-03-31", "2019"), ("She spoke yesterday.", "2020-03-01", "2020-02-29"),
        ("It closed on 5 May 2012.", "2020-03-01", "2012-05-05"), ("It closed in May 2012.", "2020-03-01", "2012-05"),
        ("She was charged in early 2018.", "2020-03-01", "2018-01-01/2018-07-02"),
        ("It opened in March last year.", "2020-03-01", "2019-03"),
        ("The hearing will resume on Friday.", "2022-04-01", "2022-04-01"),
        ("It ended in the third quarter of 1990.", "1995-01-01", "1990-07/1990-09"),
    ])
    func meant(text: String, document: String, expected: String) throws {
        let meant = try relation(text).days(document: days(document))
        #expect(meant.edtf == (try days(expected)).edtf, "\(text)")
    }

    @Test func vaguenessIsKept() throws {
        let meant = try relation("Two years ago he was freed.").days(from: days("2020-06-15"))
        #expect(meant.edtf == "2017-12-15/2018-12-15")
        let exact = try relation("Eleven days ago he was freed.").days(from: days("2020-06-15"))
        #expect(exact.edtf == "2020-06-04")
        let weeks = try relation("Three weeks ago he was freed.").days(from: days("2020-06-30"))
        #expect(weeks.contains(Day(iso: "2020-06-09")!) && weeks.count == 5)
    }

    @Test func bothReadingsWhereTheTenseIsSilent() throws {
        let relation = try relation("Friday: a protest march.")
        let meant = try relation.days(from: days("2022-04-06"))
        #expect(meant.edtf == "[2022-04-01,2022-04-08]")
    }

    @Test func narrativeHangsOnWhatWasSaid() throws {
        let found = english.tag(
            analysis("He was arrested on 3 May 1999. Two days later he was freed, and the following year he left."))
        #expect(found.map { $0.value(on: nil) } == ["1999-05-03", "1999-05-05", "2000"])
        #expect(found[1].relation.anchor == .narrative)
        #expect(found[1].relation.days(document: .all).edtf == "1999-05-05")
        #expect(try found[1].relation.days(from: days("2001-01-01")).edtf == "2001-01-03")
    }

    /// For every phrase and day: the anchors given for a meant set are those from which the phrase meets it.
    @Test(arguments: [
        "The court freed her on Tuesday.", "They voted last Thursday.", "He was pardoned on Christmas Eve.",
        "He was moved last week.",
        "It was signed last month.", "Two years ago he was freed.", "Three weeks ago he left.", "It opens next Monday.",
        "She met him in March.",
        "Friday: a march.", "The hearing will resume on Friday.", "He was born on 29 February.", "It fell last summer.",
        "On the 15th she spoke.",
        "She left yesterday.", "She wrote this year.", "It happened on Good Friday.", "He was held last March.",
        "It was quiet over the weekend.",
        "On Friday, March 17, he was moved.",
    ])
    func theWayBack(text: String) throws {
        let relation = try relation(text)
        for target in ["2019-02-25/2019-03-03", "2020-02-29", "[2019-03-17,2019-12-24]", "2019-04-19"] {
            let set = try days(target)
            let back = relation.anchors(for: set)
            for number in Day(iso: "2018-06-01")!.number...Day(iso: "2021-08-01")!.number where number % 2 == 0 {
                let day = Day(number: number)
                if back.contains(day) != relation.days(from: DaySet(day)).meets(set) {
                    Issue.record("\(text) \(target): from \(day) \(relation.days(from: DaySet(day))), back \(back)")
                    return
                }
            }
        }
    }

    /// A set of anchors gives what its days give one by one.
    @Test(arguments: [
        "The court freed her on Tuesday.", "He was pardoned on Christmas Eve.", "She met him in March.",
        "They voted last Thursday.",
        "It was signed last month.", "Three weeks ago he left.", "It opens next Monday.", "On the 15th she spoke.",
    ])
    func setsOfAnchors(text: String) throws {
        let relation = try relation(text)
        let anchors = try days("[2019-12-20..2020-01-09,2020-03-01,2020-03-30..2020-04-20]")
        let together = relation.days(from: anchors)
        #expect(together == anchors.days.reduce(DaySet.empty) { $0.union(relation.days(from: DaySet($1))) }, "\(text)")
    }

    @Test func openAnchorsStaySound() throws {
        let relation = try relation("The court freed her on Tuesday.")
        #expect(relation.days(from: .all) == .all)
        #expect(try relation.days(from: days("2022-04-01/..")).contains(Day(iso: "2035-01-02")!))
        #expect(try relation.days(from: days("2022-04-01/2024-12-31")).count == 145)
        #expect(relation.anchors(for: .all) == .all)
    }

    @Test func withoutDocumentNothingIsToday() {
        #expect(
            tagged("On Tuesday, last week, in March and on March 17 they met; two years ago too.", on: nil).map {
                $0.split(separator: " → ").last!
            } == [
                "XXXX-WXX-2", "XXXX-WXX", "XXXX-03", "XXXX-03-17", "XXXX",
            ])
    }

    @Test func codes() throws {
        let found = english.tag(
            analysis("He was arrested on 3 May 1999. Two days later he was freed. On Friday, March 17 he left at 10 a.m."))
        let data = try JSONEncoder().encode(found)
        #expect(try JSONDecoder().decode([TimeExpression].self, from: data) == found)
    }
}
