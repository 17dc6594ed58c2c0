import Language
import TimeExpressions

/// "two days after he surrendered", "a month before prosecutors charged him": a length of time that counts from an event is a day.
enum CountedTimes {
    /// The lengths before "after" and "before" read as distances from what the text names behind them.
    static func bound(_ times: [TimeExpression], scene: Scene) -> [TimeExpression] {
        var times = times
        for index in times.indices where times[index].kind == .duration && times[index].relation.anchor == .none {
            guard times[index].sentence < scene.sentences.count, let (count, grain) = length(times[index].value) else { continue }
            let clauses = scene.sentences[times[index].sentence]
            guard let next = clauses.tokens.firstIndex(where: { $0.range.lowerBound >= times[index].range.upperBound }),
                next + 1 < clauses.tokens.count, clauses.forms[next] == "after" || clauses.forms[next] == "before",
                !clauses.isPunctuation(next + 1)
            else { continue }
            let sign = clauses.forms[next] == "after" ? 1 : -1
            times[index].kind = .date
            let exact = grain == .week && count == 1
            times[index].relation = TimeRelation(anchor: .narrative, meaning: .distance(grain, sign * count, exact: exact))
            // "sailed on 3 May 1999, four days after …": what stands behind was four days before that.
            if let before = dateBefore(index, times, clauses) {
                times[index].relation = TimeRelation(
                    anchor: .narrative, meaning: .distance(grain, -sign * count, exact: exact), base: [before])
            }
            times[index].value = times[index].value(on: nil)
        }
        return times
    }

    /// "P3D" as three days; parts of a day count none, and an unknown number is left alone.
    private static func length(_ value: String) -> (Int, Grain)? {
        if value.hasPrefix("PT") { return (0, .day) }
        guard value.hasPrefix("P"), let count = Int(value.dropFirst().dropLast()) else { return nil }
        switch value.last {
        case "D": return (count, .day)
        case "W": return (count, .week)
        case "M": return (count, .month)
        case "Y": return (count, .year)
        default: return nil
        }
    }

    /// Whether a length counts from the date before it to what a clause behind it tells.
    static func countsBack(_ time: TimeExpression) -> Bool {
        guard time.relation.anchor == .narrative, !time.relation.base.isEmpty, case .distance = time.relation.meaning else {
            return false
        }
        return time.kind == .date
    }

    /// The date right before a length, but for a comma.
    private static func dateBefore(_ index: Int, _ times: [TimeExpression], _ clauses: Clauses) -> TimeRelation? {
        guard index > 0, times[index - 1].sentence == times[index].sentence, times[index - 1].kind == .date,
            times[index - 1].relation.anchor != .narrative, times[index - 1].endsAt == nil,
            let comma = clauses.tokens.firstIndex(where: { $0.range.lowerBound >= times[index - 1].range.upperBound }),
            clauses.forms[comma] == ",", comma + 1 < clauses.tokens.count,
            clauses.tokens[comma + 1].range.upperBound > times[index].range.lowerBound
        else { return nil }
        switch times[index - 1].relation.meaning {
        case .undated, .reference: return nil
        default: return times[index - 1].relation
        }
    }
}
