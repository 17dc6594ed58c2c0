import CaseModel
import EDTF
import Events
import TimeExpressions

/// The latest event that a paper names without a year, with the last day on which the paper would still name it so: of events of one day the
/// one that allows least.
struct LatestNews {
    private(set) var found: (day: Day, last: Day, mention: Int)?

    /// An event of that day, which `mention` names so for `fresh` days.
    mutating func add(_ day: Day, fresh: Int, mention: Int) {
        let last = day + fresh
        if let known = found, day < known.day || day == known.day && last >= known.last { return }
        found = (day, last, mention)
    }

    /// The last of the dates that the paper lists.
    mutating func add(listed day: Day?) {
        if let day { add(day, fresh: 31, mention: found?.mention ?? -1) }
    }

    /// A picture taken after the news is shown for a month.
    mutating func add(pictured day: Day?) {
        guard let day, let known = found, day > known.day else { return }
        found = (day, day + 31, known.mention)
    }
}

extension DatingBuilder {
    /// The relation of a lead's day to its paper's, and the days that it may mean; nil where the lead names no day or too many are open.
    func meantDays(_ d: Int, lead mention: EventMention, _ days: DaySet) -> (relation: TimeRelation, days: DaySet)? {
        guard Narrowing.isWorkable(days), let when = mention.whens.first(where: { $0.bearing == .at && isDayPhrase($0, d) })
        else {
            return nil
        }
        let relation = input.annotations[d].times[when.time].relation
        let meant = relation.days(from: days)
        return meant.spans.count <= Narrowing.mostSpans ? (relation, meant) : nil
    }
}
