import CaseModel
import EDTF

/// The first and last day that a date may mean, as day numbers for columns; nil where an end is open or nothing is known.
struct DayBounds: Hashable, Sendable {
    var first: Int?
    var last: Int?

    init(edtf: String?) {
        guard let edtf, let value = try? EDTFValue(parsing: edtf) else { return }
        let days = value.days
        first = days.first.flatMap { $0 > .distantPast ? Int($0.number) : nil }
        last = days.last.flatMap { $0 < .distantFuture ? Int($0.number) : nil }
    }

    /// Where a date stands in a chronology: the first day of its best candidate; far in the future where there is none.
    static func order(_ date: SolvedDate) -> Int {
        let days = DayBounds(edtf: date.best ?? date.edtf)
        return days.first ?? days.last ?? Int(Day.distantFuture.number)
    }
}
