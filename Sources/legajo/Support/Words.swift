import CaseModel
import EDTF

/// How dates, roles and counts read in the text form.

/// "1 paper", "4 papers".
func counted(_ n: Int, _ one: String, _ many: String? = nil) -> String {
    "\(n) \(n == 1 ? one : many ?? one + "s")"
}

/// An EDTF day, month or year given on the command line, as its first day; the error names the option.
func day(_ text: String, option: String) throws -> Day {
    let value: EDTFValue
    do {
        value = try EDTFValue(parsing: text)
    } catch {
        throw Failure(.wrongUse, "\(option): \"\(text)\" is not a day", hint: "Write it as 2019-06-01. \(error)")
    }
    let days = value.days
    guard let first = days.first, days.last == first else {
        throw Failure(.wrongUse, "\(option): \"\(text)\" is not one day", hint: "Write it as 2019-06-01.")
    }
    return first
}

/// First and last day of an EDTF date given as a bound of a filter: `--from 2018` begins on 2018-01-01, `--to 2018` ends on 2018-12-31.
func bound(_ text: String, option: String, last: Bool) throws -> Day {
    let days: DaySet
    do {
        days = try EDTFValue(parsing: text).days
    } catch {
        throw Failure(
            .wrongUse, "\(option): \"\(text)\" is not a date",
            hint: "Write a day, month or year: 2019-06-01, 2019-06, 2019. \(error)")
    }
    guard let day = last ? days.last : days.first else {
        throw Failure(
            .wrongUse, "\(option): no day fits \"\(text)\"", hint: "Write a day, month or year: 2019-06-01, 2019-06, 2019.")
    }
    return day
}

/// A date for the narrow column of the text form: EDTF, or "undated".
func shown(_ date: SolvedDate) -> String { date.edtf ?? "undated" }

/// A single day out of an EDTF text.
enum EDTFDay {
    static func of(_ text: String) throws -> Day? {
        let days = try EDTFValue(parsing: text).days
        guard let first = days.first, days.last == first else { return nil }
        return first
    }
}
