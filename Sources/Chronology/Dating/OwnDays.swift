import EDTF
import Events
import TimeExpressions

extension DatingBuilder {
    /// The days that the own words of each of a paper's tellings leave for its event, given the days of the papers; what hangs on another event
    /// takes that event's days of the last round, or its own words' days in the first. In the order of the paper's tellings.
    func ownDays(
        ofPaper d: Int, published: [DaySet], events: [DaySet]?, clusterOf: [Int]
    ) -> [(days: DaySet, timed: Bool)] {
        let range = tellingRange(d)
        var result = Array(repeating: (days: DaySet.all, timed: false), count: range.count)
        // A telling hangs on one before it as a rule; a second pass serves the exceptions.
        var looksAhead = false
        for pass in 0..<2 where pass == 0 || looksAhead {
            for t in range {
                let own = ownDays(of: t, published[speaking(d)]) { other in
                    if let events, clusterOf[other] >= 0 { return events[clusterOf[other]] }
                    if other >= t { looksAhead = true }
                    return pass == 0 && other > t ? .all : result[other - range.lowerBound].days
                }
                result[t - range.lowerBound] = own
            }
        }
        return result
    }

    /// Whether the own days of some telling of a paper hang on those of another.
    func hangsOnEvents(_ d: Int) -> Bool {
        tellingRange(d).contains { t in
            tellings[t].whens.contains { when in
                let relation = input.annotations[d].times[when.time].relation
                return relation.anchor == .narrative && (when.anchor != nil || relation.base.isEmpty)
            }
        }
    }

    /// The day at which the text stands, for a telling without a time of its own in a paper of one known day.
    func standingDays(of t: Int, published: [DaySet]) -> DaySet? {
        let d = tellings[t].document
        guard tellings[t].world == .happened, whens(of: t).isEmpty, let time = input.standing[d][tellings[t].mention],
            isDated(speaking(d)), published[speaking(d)].only != nil
        else { return nil }
        let relation = input.annotations[d].times[time].relation
        guard relation.anchor != .narrative else { return nil }
        let days = relation.days(document: published[speaking(d)])
        return days.isBounded && !days.isEmpty ? days : nil
    }

    private func ownDays(of t: Int, _ published: DaySet, _ days: (Int) -> DaySet) -> (days: DaySet, timed: Bool) {
        let (d, m) = (tellings[t].document, tellings[t].mention)
        if let decided = decidedTellings[t] { return (decided.days, true) }
        var own = DaySet.all
        var timed = false
        for when in whens(of: t) {
            let relation = input.annotations[d].times[when.time].relation
            let bearing = Self.bearing(when.bearing)
            var set: DaySet?
            switch relation.anchor {
            case .none: set = Self.bounded(relation.days(from: .all), bearing)
            case .document: set = Narrowing.meant(relation, bearing, from: published)
            case .narrative where when.anchor == nil && !relation.base.isEmpty:
                set = Narrowing.isWorkable(published) ? Self.bounded(relation.days(document: published), bearing) : nil
            case .narrative:
                if let anchor = anchor(of: t, when) {
                    set = Narrowing.meant(relation, bearing, from: anchor.telling.map(days) ?? published)
                }
            }
            timed = timed || bearing == .at
            if let set, !set.isEmpty {
                let both = own.intersection(set)
                if !both.isEmpty { own = both }
            }
        }
        if tellings[t].world == .happened, input.annotations[d].events[m].tense != .future, let last = published.last,
            last < .distantFuture
        {
            let past = own.intersection(DaySet(through: last))
            if !past.isEmpty { own = past }
        }
        return (own, timed)
    }

    /// Whether an event of these days can be the one that a telling of a paper without a day means: each phrase that hangs on the paper's
    /// day must leave it one.
    func phrasesAllow(_ t: Int, _ event: DaySet, published: DaySet) -> Bool {
        guard tellings[t].isHungByGrammar, Narrowing.isWorkable(event) else { return true }
        let d = tellings[t].document
        var day = published
        for when in whens(of: t) where when.bearing == .at {
            let relation = input.annotations[d].times[when.time].relation
            guard relation.anchor == .document, !input.guesses[d].contains(.init(mention: tellings[t].mention, time: when.time))
            else {
                continue
            }
            day = day.intersection(relation.anchors(for: event))
            if day.isEmpty { return false }
        }
        return true
    }
}
