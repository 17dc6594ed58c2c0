import EDTF
import Foundation
import Testing

/// Foundation's calendar, which agrees with the proleptic Gregorian one from 1583 on.
private let calendar: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 0)!
    return calendar
}()

private func date(_ day: Day) -> Date { Date(timeIntervalSince1970: Double(day.number) * 86_400) }
private func day(_ date: Date) -> Day {
    Day(number: Int32((date.timeIntervalSince1970 / 86_400).rounded(.down)))
}

private let first = Day(year: 1583, month: 1, day: 1)!
private let last = Day(year: 2400, month: 12, day: 31)!

@Suite struct CalendarTests {
    @Test func civilPartsAgreeWithFoundation() {
        // A step of 11 days meets every month, weekday and leap year.
        var d = first
        while d <= last {
            let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: date(d))
            let civil = d.civil
            #expect(parts.year == civil.year && parts.month == civil.month && parts.day == civil.day)
            #expect((parts.weekday! + 5) % 7 + 1 == d.weekday)
            #expect(Day(year: civil.year, month: civil.month, day: civil.day) == d)
            d = d + 11
        }
    }

    @Test func everyDayFollowsTheOneBefore() {
        var number = first.number
        for year in 1583...2400 {
            for month in 1...12 {
                for day in 1...Day.length(year: year, month: month) {
                    if Day(year: year, month: month, day: day)?.number != number {
                        Issue.record("\(year)-\(month)-\(day)")
                    }
                    number += 1
                }
            }
        }
        #expect(number == last.number + 1)
    }

    @Test func monthsAgreeWithFoundation() {
        var random = Steps(state: 7)
        for _ in 0..<3000 {
            let start = random.day()
            let months = random.next(600) - 300
            guard start.year > 1610 || months > 0 else { continue }
            // Foundation itself does not always clamp (30 August 1984 less 78 months is its 1 March 1978), so it is asked for the
            // month alone, and for that month's length.
            let from = date(start - (start.day - 1))
            let month = calendar.date(byAdding: .month, value: months, to: from)!
            let length = calendar.range(of: .day, in: .month, for: month)!.count
            let expected = day(month) + (min(start.day, length) - 1)
            #expect(start.adding(months: months) == expected, "\(start) + \(months)")
        }
    }

    @Test func isoWeeksAgreeWithFoundation() {
        var iso = Calendar(identifier: .iso8601)
        iso.timeZone = TimeZone(secondsFromGMT: 0)!
        var random = Steps(state: 11)
        for _ in 0..<3000 {
            let d = random.day()
            let parts = iso.dateComponents([.yearForWeekOfYear, .weekOfYear], from: date(d))
            let week = d.isoWeek
            #expect(parts.yearForWeekOfYear == week.year && parts.weekOfYear == week.week, "\(d)")
            #expect(Day(isoYear: week.year, week: week.week, weekday: d.weekday) == d)
        }
        #expect(Day(isoYear: 2021, week: 53, weekday: 1) == nil)
        #expect(Day(isoYear: 2020, week: 53, weekday: 5) == Day(iso: "2021-01-01"))
    }

    @Test func noSuchDay() {
        #expect(Day(year: 2019, month: 2, day: 29) == nil)
        #expect(Day(year: 1900, month: 2, day: 29) == nil)
        #expect(Day(year: 2000, month: 2, day: 29) != nil)
        #expect(Day(iso: "2021-13-01") == nil)
        #expect(Day(iso: "2021-1-01") == nil)
        #expect(Day(iso: "2021-06-31") == nil)
        #expect(Day(iso: "0001-01-01")?.description == "0001-01-01")
        #expect(Day(year: 12_017, month: 5, day: 6)?.description == "Y12017-05-06")
        #expect(Day(year: -43, month: 3, day: 15)?.description == "-0043-03-15")
    }

    @Test func unitsHoldTheirDays() {
        var random = Steps(state: 3)
        for _ in 0..<500 {
            let d = random.day()
            for unit in CalendarUnit.allCases {
                let index = unit.index(of: d)
                let days = unit.days(of: index)
                #expect(days.contains(d))
                #expect(unit.index(of: days.lowerBound - 1) == index - 1)
                #expect(unit.index(of: days.upperBound + 1) == index + 1)
            }
        }
        #expect(
            CalendarUnit.decade.days(of: CalendarUnit.decade.index(of: Day(iso: "1999-12-31")!))
                .lowerBound == Day(iso: "1990-01-01"))
    }
}

/// A deterministic stream of numbers (Knuth's MMIX constants).
struct Steps {
    var state: UInt64
    mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
    mutating func day() -> Day { Day(number: first.number + Int32(next(last - first + 1))) }
    /// Up to `count` spans of up to `length` days inside `window` days from 2019-12-01 on.
    mutating func set(count: Int, length: Int, window: Int) -> DaySet {
        let base = Day(iso: "2019-12-01")!
        return DaySet(
            spans: (0..<next(count + 1)).map { _ in
                let from = base + next(window)
                return DaySet.Span(first: from, last: from + next(length))
            })
    }
}
