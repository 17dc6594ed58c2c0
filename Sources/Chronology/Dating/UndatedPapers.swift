import CaseModel
import EDTF
import Events
import TimeExpressions

/// Where papers that state no day of their own probably lie, as far as news is fresh: soon after the latest event that they name without a
/// year and that a dated paper tells by its day; on the day that their lead names, or the next.
struct UndatedPapers {
    let builder: DatingBuilder
    let tellings: [Telling]
    let clusterOf: [Int]
    let members: [[Int]]
    /// What is certain: solved without anything that only orders candidates.
    let certain: DatingSolver
    /// What ages say of papers.
    let ages: PaperAges

    /// The days of each paper that is narrowed so, with the mention that narrows it.
    func probable() -> [Int: (days: DaySet, mention: Int)] {
        var result: [Int: (days: DaySet, mention: Int)] = [:]
        var copies: [Int: [Int]] = [:]
        for d in builder.input.documents.indices where builder.isDated(d) && builder.input.source(of: d) != d {
            copies[builder.input.source(of: d), default: []].append(d)
        }
        for d in builder.input.documents.indices where !builder.isDated(d) {
            let wide = certain.sets[builder.published(d)]
            if let found = probable(d, wide, copies: copies[d] ?? []), !found.days.isEmpty, found.days != wide {
                result[d] = found
            }
        }
        return result
    }

    private func probable(_ d: Int, _ wide: DaySet, copies: [Int]) -> (days: DaySet, mention: Int)? {
        let original = builder.input.source(of: d)
        if original != d {
            // A copy is printed within days of what it copies.
            let days = certain.sets[builder.published(original)]
            return days.only == nil ? nil : (wide.intersection(days.shifted(days: 0...3)), -1)
        }
        var fresh = wide
        for copy in copies {
            let days = certain.sets[builder.published(copy)]
            if days.only != nil { fresh = fresh.intersection(days.shifted(days: -3...0)) }
        }
        if !fresh.isBounded { fresh = ages.narrowed(fresh, d) }
        if fresh.isEmpty { return nil }
        let news = latestNews(d, fresh)
        if let news {
            fresh = fresh.intersection(DaySet(news.day...news.last))
            if let opened = openedAfter(news.day, d, fresh) { return (opened, news.mention) }
        }
        guard fresh.isBounded, let first = fresh.first, let last = fresh.last, last - first <= Self.widestOpening else {
            return nil
        }
        if let lead = builder.lead(d), let opened = openingDays(d, lead, fresh), !opened.isEmpty {
            return (opened, tellings[lead].mention)
        }
        return fresh == wide ? nil : (fresh, news?.mention ?? -1)
    }

    /// Days within which a lead's weekday picks candidates.
    private static let widestOpening = 62

    /// The latest event that the paper names without a year and that a dated paper, or a whole date, tells by its day, with the last day on
    /// which the paper would still name it so.
    private func latestNews(_ d: Int, _ days: DaySet) -> (day: Day, last: Day, mention: Int)? {
        var latest = LatestNews()
        let feasts = feasts(d)
        let isRelease = isRelease(d)
        for t in builder.tellingRange(d) where clusterOf[t] >= 0 && tellings[t].world == .happened {
            let mention = builder.input.annotations[d].events[tellings[t].mention]
            if isRelease, mention.sentence <= Self.opening, let day = wholeDay(t) {
                latest.add(day, fresh: 14, mention: tellings[t].mention)
                continue
            }
            if mention.sentence <= Self.opening, let day = dayOfWeekAndMonth(mention, d, days) {
                latest.add(day, fresh: 7, mention: tellings[t].mention)
                continue
            }
            guard let day = certain.sets[builder.event(clusterOf[t])].only, isTold(day, by: members[clusterOf[t]]) else {
                continue
            }
            if let fresh = builder.freshness(of: mention, d) {
                latest.add(day, fresh: fresh, mention: tellings[t].mention)
            } else if builder.whens(of: t).isEmpty, KindTable.shared.acts.contains(mention.kind), mention.tense != .future,
                let feast = feasts.first(where: { $0.relation.days(from: DaySet(day...(day + $0.fresh))).contains(day) })
            {
                latest.add(day, fresh: feast.fresh, mention: feast.mention)
            }
        }
        latest.add(listed: builder.papers[d].listed)
        latest.add(pictured: builder.papers[d].pictured)
        return latest.found
    }

    /// Sentences of a paper's opening.
    private static let opening = 3

    /// Whether a paper calls itself a press release: courts and ministries send those out within days of what they open with.
    private func isRelease(_ d: Int) -> Bool {
        let opening = Fold.words(builder.input.words(d, 0..<240)).prefix(30)
        return zip(opening, opening.dropFirst()).contains { ["press", "news", "media"].contains($0) && $1 == "release" }
    }

    /// The day of a telling that a whole date of its own tells.
    private func wholeDay(_ t: Int) -> Day? {
        let times = builder.input.annotations[tellings[t].document].times
        guard builder.whens(of: t).contains(where: { $0.bearing == .at && times[$0.time].relation.anchor == .none }) else {
            return nil
        }
        return tellings[t].own.only
    }

    /// "On Monday, 4 June" in the opening: the one such day that the paper's own days leave.
    private func dayOfWeekAndMonth(_ mention: EventMention, _ d: Int, _ days: DaySet) -> Day? {
        guard Narrowing.isWorkable(days), mention.tense == .past else { return nil }
        for when in mention.whens where when.bearing == .at && builder.isRecent(when, d) {
            let relation = builder.input.annotations[d].times[when.time].relation
            guard case .field(.weekdayMonthDay, _) = relation.meaning else { continue }
            // Within the year before the paper: it names none.
            guard let first = days.first else { continue }
            return relation.days(from: days).intersection(DaySet(from: first - 330)).only
        }
        return nil
    }

    /// The days on which what a paper opens with ("on Thursday", "early this week") is no earlier than the latest that it dates, and the
    /// last of a list of dates is what it opens with where its weekday is the same.
    private func openedAfter(_ day: Day, _ d: Int, _ days: DaySet) -> DaySet? {
        guard Narrowing.isWorkable(days), days.isBounded, let first = days.first, let last = days.last,
            let time = builder.input.annotations[d].times.first(where: {
                $0.kind == .date && $0.relation.anchor == .document && $0.sentence <= 3
            }), isOfLastWeeks(time.relation)
        else { return nil }
        if builder.papers[d].listed == day {
            let within = days.intersection(DaySet(day...(day + 6))).intersection(time.relation.anchors(for: DaySet(day)))
            return within.isEmpty ? nil : within
        }
        guard case .unit(.week, _) = time.relation.meaning else { return nil }
        let possible = (0...(last - first)).map { first + $0 }.filter {
            days.contains($0) && time.relation.days(from: DaySet($0)).meets(DaySet(day...$0))
        }
        let kept = DaySet(spans: possible.map { DaySet.Span(first: $0, last: $0) })
        return kept.isEmpty || kept == days ? nil : kept
    }

    private func isOfLastWeeks(_ relation: TimeRelation) -> Bool {
        switch relation.meaning {
        case .field(.weekday, .past), .unit(.week, -1), .unit(.day, -1), .unit(.day, 0): true
        default: false
        }
    }

    /// The days of the calendar ("on Christmas Eve", "on March 3") that a paper names for things that happened. An act that the paper tells
    /// without any time, and that other papers tell on just such a day, is what it speaks of: by chance that is one day in 365.
    private func feasts(_ d: Int) -> [(relation: TimeRelation, fresh: Int, mention: Int)] {
        var result: [(relation: TimeRelation, fresh: Int, mention: Int)] = []
        for t in builder.tellingRange(d) where tellings[t].world == .happened {
            let mention = tellings[t].mention
            guard builder.freshness(of: builder.input.annotations[d].events[mention], d) != nil else { continue }
            for when in builder.input.annotations[d].events[mention].whens where when.bearing == .at {
                guard let fresh = builder.freshness(when, d),
                    DatingBuilder.isDayOfYear(builder.input.annotations[d].times[when.time].relation)
                else { continue }
                result.append((builder.input.annotations[d].times[when.time].relation, fresh, mention))
            }
        }
        return result
    }

    private func isTold(_ day: Day, by members: [Int]) -> Bool {
        members.contains { t in
            guard tellings[t].isTimed, tellings[t].own.only == day else { return false }
            let times = builder.input.annotations[tellings[t].document].times
            return builder.isDated(tellings[t].document)
                || builder.whens(of: t).contains { times[$0.time].relation.anchor == .none }
        }
    }

    /// The days of the paper for each day that its lead may mean: that day, for wires, or the next, for the morning's print. "Has apologised …
    /// on Tuesday" is of that day alone.
    private func openingDays(_ d: Int, _ lead: Int, _ days: DaySet) -> DaySet? {
        let mention = builder.input.annotations[d].events[tellings[lead].mention]
        guard let (relation, meant) = builder.meantDays(d, lead: mention, days) else { return nil }
        let reach = isPerfect(d, mention) || isWire(d) ? 0 : 1
        return meant.days.reduce(DaySet.empty) { result, day in
            result.union(relation.anchors(for: DaySet(day)).intersection(DaySet(day...(day + reach))).intersection(days))
        }
    }

    /// What an agency sends out under a dateline, and others print, is of the day that it names.
    private func isWire(_ d: Int) -> Bool {
        builder.input.documents[d].datelines.contains { $0.agency != nil }
            && builder.input.documents.indices.contains { $0 != d && builder.input.source(of: $0) == d }
    }

    /// "Has issued an apology".
    private func isPerfect(_ d: Int, _ mention: EventMention) -> Bool {
        let start = max(0, mention.trigger.lowerBound - 24)
        let words = Fold.words(builder.input.words(d, start..<mention.trigger.lowerBound)).suffix(3)
        return words.contains("has") || words.contains("have")
    }
}
