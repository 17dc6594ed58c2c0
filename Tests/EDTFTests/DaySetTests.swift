import EDTF
import Testing

/// Sets are checked against plain Swift sets of day numbers inside a window.
private let window = Day(iso: "2019-10-01")!...Day(iso: "2021-06-30")!
private func members(_ set: DaySet) -> Set<Int32> {
    Set(
        (window.lowerBound.number...window.upperBound.number).filter { set.contains(Day(number: $0)) })
}

private func wellFormed(_ set: DaySet) -> Bool {
    zip(set.spans, set.spans.dropFirst()).allSatisfy { $0.last + 1 < $1.first }
        && set.spans.allSatisfy { $0.first <= $0.last }
}

@Suite struct DaySetTests {
    @Test func algebraAgreesWithPlainSets() {
        var random = Steps(state: 1)
        for _ in 0..<300 {
            let a = random.set(count: 8, length: 20, window: 300)
            let b = random.set(count: 8, length: 20, window: 300)
            #expect(
                wellFormed(a) && wellFormed(a.union(b)) && wellFormed(a.intersection(b))
                    && wellFormed(a.complement))
            #expect(members(a.union(b)) == members(a).union(members(b)))
            #expect(members(a.intersection(b)) == members(a).intersection(members(b)))
            #expect(members(a.subtracting(b)) == members(a).subtracting(members(b)))
            #expect(a.complement.complement == a)
            #expect(a.meets(b) == !a.intersection(b).isEmpty)
            #expect(a.intersection(b).isSubset(of: a))
            #expect(a.count == members(a).count)
            #expect(Array(a.days).count == a.count)
            #expect(DaySet(days: a.days) == a)
        }
    }

    @Test func shiftsAreTheImagesOfTheirDays() {
        var random = Steps(state: 2)
        for _ in 0..<150 {
            let a = random.set(count: 4, length: 45, window: 300)
            let months = random.next(50) - 25
            #expect(a.shifted(months: months) == DaySet(days: a.days.map { $0.adding(months: months) }))
            #expect(
                a.shifted(years: months) == DaySet(days: a.days.map { $0.adding(months: 12 * months) }))
            #expect(a.shifted(days: months) == DaySet(days: a.days.map { $0 + months }))
            let low = random.next(9) - 4
            let vague = low...(low + random.next(4))
            let wide = a.days.reduce(DaySet.empty) {
                $0.union(DaySet($1.adding(months: vague.lowerBound)...$1.adding(months: vague.upperBound)))
            }
            #expect(a.shifted(months: vague) == wide)
        }
    }

    @Test func theWayBackIsExact() {
        var random = Steps(state: 5)
        for _ in 0..<60 {
            let target = random.set(count: 3, length: 10, window: 200)
            let low = random.next(7) - 3
            let months = low...(low + random.next(3))
            let origins = target.origins(months: months)
            let byDays = target.origins(days: months)
            for unit in [CalendarUnit.week, .month, .quarter, .year] {
                let back = target.units(unit, offset: -months.upperBound ... -months.lowerBound)
                for number in (Day(iso: "2019-06-01")!.number)...(Day(iso: "2020-12-31")!.number)
                where number % 3 == 0 {
                    let one = DaySet(Day(number: number))
                    if back.contains(Day(number: number)) != one.units(unit, offset: months).meets(target) {
                        Issue.record("\(unit) \(Day(number: number)) \(months) \(target)")
                    }
                }
            }
            for number in (Day(iso: "2019-06-01")!.number)...(Day(iso: "2020-12-31")!.number) {
                let day = Day(number: number)
                if origins.contains(day) != DaySet(day).shifted(months: months).meets(target) {
                    Issue.record("months \(day) \(months) \(target)")
                }
                if byDays.contains(day) != DaySet(day).shifted(days: months).meets(target) {
                    Issue.record("days \(day)")
                }
            }
        }
    }

    @Test func monthEndsAndLeapDays() throws {
        func shifted(_ edtf: String, months: Int) throws -> String? {
            try DaySet(edtf: edtf).shifted(months: months).edtf
        }
        #expect(try shifted("2019-01-31", months: 1) == "2019-02-28")
        #expect(try shifted("2020-01-31", months: 1) == "2020-02-29")
        #expect(try shifted("2020-02-29", months: 12) == "2021-02-28")
        #expect(try DaySet(edtf: "2019-02-28").origins(months: 1...1).edtf == "2019-01-28/2019-01-31")
        #expect(try DaySet(edtf: "2019-02-28").origins(months: 12...12).edtf == "2018-02-28")
        #expect(try DaySet(edtf: "2021-02-28").origins(months: 12...12).edtf == "2020-02-28/2020-02-29")
        #expect(try DaySet(edtf: "2020-03-15").units(.month, offset: -1 ... -1).edtf == "2020-02")
        #expect(try DaySet(edtf: "2020-03-15").units(.quarter).edtf == "2020-01/2020-03")
    }

    @Test func openEndsStayOpen() throws {
        let open = try DaySet(edtf: "2001/..")
        #expect(open.count == .max && !open.isBounded)
        #expect(open.shifted(days: -400).last == .distantFuture)
        #expect(open.shifted(months: 5).edtf == "2001-06/..")
        #expect(open.complement.edtf == "../2000")
        #expect(open.units(.decade).edtf == "2000/..")
        #expect(DaySet.all.shifted(years: 3) == .all)
        #expect(DaySet.all.complement.isEmpty && DaySet.empty.complement == .all)
    }

    @Test func patternsMeetBoundedRanges() {
        let eves = DaySet.monthDays(month: 12, day: 24, in: 2015...2018)
        #expect(eves.edtf == "[2015-12-24,2016-12-24,2017-12-24,2018-12-24]")
        #expect(DaySet.monthDays(month: 2, day: 29, in: 1999...2005).edtf == "[2000-02-29,2004-02-29]")
        let tuesdays = DaySet.weekdays(2, in: Day(iso: "2017-12-24")!...Day(iso: "2018-01-09")!)
        #expect(tuesdays.edtf == "[2017-12-26,2018-01-02,2018-01-09]")
        #expect(DaySet.months(3, in: 2020...2021).edtf == "[2020-03,2021-03]")
        #expect(DaySet.season(2018, 22).contains(Day(iso: "2018-07-01")!))
        #expect(DaySet.season(2018, 24).contains(Day(iso: "2019-01-10")!))
        #expect(DaySet.week(2020, 53).edtf == "2020-12-28/2021-01-03")
        #expect(eves.nearest(to: Day(iso: "2017-06-24")!) == Day(iso: "2016-12-24"))
        #expect(eves.nearest(to: Day(iso: "2017-06-25")!) == Day(iso: "2017-12-24"))
        #expect(eves.nearest(to: Day(iso: "2030-01-01")!) == Day(iso: "2018-12-24"))
    }

    @Test(arguments: [
        ("2018-01-01/2018-12-31", "2018"), ("2022-03-01/2022-03-31", "2022-03"),
        ("1990-01-01/1999-12-31", "199X"),
        ("1900/1999", "19XX"), ("1990-01/2000-12", "1990/2000"),
        ("2018-01-01/2018-06-30", "2018-01/2018-06"),
        ("2018-01-01/2018-06-29", "2018-01-01/2018-06-29"),
        ("[2018-10-03,2018-10-04]", "2018-10-03/2018-10-04"),
        ("[2018-10-03,2018-10-05]", "[2018-10-03,2018-10-05]"), ("../2001-12-31", "../2001"),
        ("2001-02-01/..", "2001-02/.."),
        ("[..1980,1990..]", "[..1980,1990..]"), ("{1960,1961-12}", "[1960,1961-12]"),
        ("2020-02-01/2020-02-29", "2020-02"),
        ("Y12000/Y12001", "Y12000/Y12001"), ("-0100/-0001", "-0100/-0001"),
    ])
    func shortestForm(given: String, shortest: String) throws {
        let set = try DaySet(edtf: given)
        #expect(set.edtf == shortest)
        #expect(try DaySet(edtf: shortest) == set)
    }

    @Test func everySetIsWrittenExactly() throws {
        var random = Steps(state: 9)
        for _ in 0..<300 {
            let set = random.set(count: 5, length: 70, window: 500)
            guard let text = set.edtf else { continue }
            #expect(try DaySet(edtf: text) == set, "\(text)")
        }
    }
}
