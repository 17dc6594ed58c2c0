import EDTF
import TimeExpressions

/// What one constraint says of its variables under the days they may have now.
enum Narrowing {
    /// A phrase is worked out only under anchors this close together: "on Tuesday" under every day there is says nothing but the weekday.
    static let widest = 1200
    static let mostSpans = 120
    /// Working a phrase back costs a search for each stretch of days meant; so many tell the anchor nothing anyway.
    static let mostMeant = 8

    /// Whether a set is small enough to work a phrase or a weekday out under it.
    static func isWorkable(_ set: DaySet) -> Bool {
        guard set.isBounded, let first = set.first, let last = set.last else { return false }
        return last - first <= widest && set.spans.count <= mostSpans
    }

    /// The days that `b` may have, given those of `a`; nil where the constraint says nothing (yet).
    static func forward(_ form: DatingProblem.Form, _ a: DaySet) -> DaySet? {
        switch form {
        case .within(let set): return set
        case .weekday(let weekday):
            guard isWorkable(a), let first = a.first, let last = a.last else { return nil }
            return .weekdays(weekday, in: first...last)
        case .phrase(let phrase, let bearing): return meant(phrase.relation, bearing, from: a)
        case .gap(let gap):
            guard let first = a.first, let last = a.last else { return nil }
            let low = gap.least == .min || first <= .distantPast ? Day.distantPast : first.adding(days: Int(gap.least))
            let high = gap.most == .max || last >= .distantFuture ? Day.distantFuture : last.adding(days: Int(gap.most))
            return low <= high ? DaySet(low...high) : .empty
        case .age(let years):
            guard let first = a.first, let last = a.last else { return nil }
            let low = first <= .distantPast ? Day.distantPast : first.adding(months: -12 * (years + 1)).adding(days: 1)
            let high = last >= .distantFuture ? Day.distantFuture : last.adding(months: -12 * years)
            return low <= high ? DaySet(low...high) : .empty
        }
    }

    /// What a phrase, bearing so, allows under the days that it hangs on; nil where these are too many to say anything.
    static func meant(_ relation: TimeRelation, _ bearing: DatingProblem.Bearing, from anchor: DaySet) -> DaySet? {
        guard isWorkable(anchor) else { return nil }
        let days = relation.days(from: anchor)
        switch bearing {
        case .at: return days
        case .from: return days.first.map { DaySet(from: $0) }
        case .until: return days.last.map { DaySet(through: $0) }
        }
    }

    /// The days that `a` may have, given those of `b`; nil where the constraint says nothing (yet).
    static func backward(_ form: DatingProblem.Form, _ b: DaySet) -> DaySet? {
        switch form {
        case .within, .weekday: return nil
        case .phrase(let phrase, let bearing):
            guard bearing == .at, isWorkable(b), b.spans.count <= mostMeant else { return nil }
            return phrase.relation.anchors(for: b)
        case .gap(let gap):
            guard let first = b.first, let last = b.last else { return nil }
            let low = gap.most == .max || first <= .distantPast ? Day.distantPast : first.adding(days: -Int(gap.most))
            let high = gap.least == .min || last >= .distantFuture ? Day.distantFuture : last.adding(days: -Int(gap.least))
            return low <= high ? DaySet(low...high) : .empty
        case .age(let years):
            guard let first = b.first, let last = b.last else { return nil }
            let low = first <= .distantPast ? Day.distantPast : first.adding(months: 12 * years)
            let high = last >= .distantFuture ? Day.distantFuture : last.adding(months: 12 * (years + 1)).adding(days: -1)
            return low <= high ? DaySet(low...high) : .empty
        }
    }

    static func isUnary(_ form: DatingProblem.Form) -> Bool {
        switch form {
        case .within, .weekday: true
        case .phrase, .gap, .age: false
        }
    }
}
