import EDTF
import Language
import TimeExpressions

/// What a day or a month that names no year means in a paragraph that tells at whole dates.
///
/// "The duke sold the mill on 3 March 1998. The bench had cleared the sale on 9 March": the year is that of the dates around it where the day
/// lies between them, or within two months of the one before. "Left for Orland in May last year; tried on the 9th": the 9th of that May.
/// "On an October night" is no day of the paper's year.
enum ToldYears {
    /// Days between a whole date and one without a year that it lends its own.
    private static let near = 62
    /// Sentences over which a date lends its year or month.
    private static let reach = 3

    static func bound(_ times: [TimeExpression], scene: Scene) -> [TimeExpression] {
        var times = times
        for index in times.indices {
            guard times[index].sentence < scene.sentences.count, times[index].kind == .date || times[index].kind == .time,
                case .field(let field, let direction) = times[index].relation.meaning, direction != .last, direction != .next
            else { continue }
            let clauses = scene.sentences[times[index].sentence]
            if isSomeDay(times[index], field, clauses) {
                times[index].relation = TimeRelation(anchor: .document, meaning: .undated(times[index].value))
                continue
            }
            if case .dayOfMonth = field {
                guard direction == .past || direction == .nearest || direction == .recent,
                    let month = monthBefore(index, times, scene)
                else { continue }
                times[index].relation = TimeRelation(
                    anchor: .narrative, meaning: .within(field, .unit(.month, 0)), part: times[index].relation.part, base: [month]
                )
                times[index].value = times[index].value(on: nil)
                continue
            }
            guard isOfEachYear(field), direction != .this, let year = year(of: field, index, times, scene) else { continue }
            times[index].relation = TimeRelation(
                anchor: .none, meaning: .within(field, .fixed(Granule(.year, year))), part: times[index].relation.part)
            times[index].value = times[index].value(on: nil)
        }
        return times
    }

    /// "An October night": a month behind an article.
    private static func isSomeDay(_ time: TimeExpression, _ field: Field, _ clauses: Clauses) -> Bool {
        guard case .month = field,
            let first = clauses.tokens.firstIndex(where: { $0.range.upperBound > time.range.lowerBound }), first > 0,
            clauses.forms[first - 1] == "a" || clauses.forms[first - 1] == "an"
        else { return false }
        return true
    }

    private static func isOfEachYear(_ field: Field) -> Bool {
        switch field {
        case .month, .monthDay, .weekdayMonthDay: true
        default: false
        }
    }

    /// The month that the paragraph named last, in the sentences just before or in this one.
    private static func monthBefore(_ index: Int, _ times: [TimeExpression], _ scene: Scene) -> TimeRelation? {
        for other in times[..<index].reversed() {
            guard times[index].sentence - other.sentence <= 2, isOneBlock(other, times[index], scene) else { return nil }
            guard other.kind == .date || other.kind == .time else { continue }
            switch other.relation.meaning {
            case .fixed(let granule) where granule.grain == .day || granule.grain == .month: return other.relation
            case .field(.month, _), .field(.monthDay, _), .field(.weekdayMonthDay, _), .within(.month, _), .within(.monthDay, _):
                return other.relation
            case .within(.dayOfMonth, _): return other.relation
            default: continue
            }
        }
        return nil
    }

    /// The year that the whole dates around a date lend it.
    private static func year(of field: Field, _ index: Int, _ times: [TimeExpression], _ scene: Scene) -> Int? {
        let time = times[index]
        guard let before = whole(times[..<index].reversed(), near: time, scene), let first = before.days.first else { return nil }
        let year = first.civil.year
        let candidates = (year - 1...year + 1).compactMap { year -> (year: Int, first: Day, last: Day)? in
            let days = TimeRelation(anchor: .none, meaning: .within(field, .fixed(Granule(.year, year)))).days(from: .all)
            return days.first.flatMap { first in days.last.map { (year, first, $0) } }
        }
        if let after = whole(Array(times[(index + 1)...]), near: time, scene)?.days.last, after > first, after - first < 400 {
            let between = candidates.filter { $0.last >= first && $0.first <= after }
            if between.count == 1 { return between[0].year }
        }
        // A month alone is seldom told so: "In June 2009 she had left the bank. … The jury met in April" is news again.
        if case .month = field { return nil }
        guard !before.inPassing, !isNews(candidates.map(\.last), scene) else { return nil }
        let close = candidates.filter { abs($0.first - first) <= near }
        return close.count == 1 ? close[0].year : nil
    }

    /// Whether the paper is of the weeks after one of these days, so that it needs no year to name it.
    private static func isNews(_ days: [Day], _ scene: Scene) -> Bool {
        scene.document.days.contains { candidate in
            guard candidate.role == .published, let published = (try? DaySet(edtf: candidate.edtf))?.first else { return false }
            return days.contains { (0...2 * near).contains(published - $0) }
        }
    }

    /// The first of some times that is a whole date of the same paragraph, of a day or a month; nil where the text speaks of its own days before.
    private static func whole(
        _ times: some Sequence<TimeExpression>, near time: TimeExpression, _ scene: Scene
    ) -> (days: DaySet, inPassing: Bool)? {
        for other in times {
            guard abs(time.sentence - other.sentence) <= reach, isOneBlock(other, time, scene) else { return nil }
            guard other.kind == .date || other.kind == .time else { continue }
            switch other.relation.meaning {
            case .field(.weekday, _) where other.relation.anchor == .document,
                .unit(.day, _) where other.relation.anchor == .document:
                return nil
            case .undated, .reference: continue
            default: break
            }
            let days = other.relation.days(document: .all)
            guard days.isBounded, let first = days.first, let last = days.last, last - first <= 31 else { continue }
            return (days, isInPassing(other, scene))
        }
        return nil
    }

    /// "The banker, arrested on 3 May 2010, …": a date in a clause about somebody moves no telling.
    private static func isInPassing(_ time: TimeExpression, _ scene: Scene) -> Bool {
        let clauses = scene.sentences[time.sentence]
        var at = clauses.tokens.firstIndex { $0.range.upperBound > time.range.lowerBound } ?? -1
        for _ in 0..<20 where at >= 0 {
            if clauses.relation(at).hasPrefix("acl") { return true }
            at = clauses.tokens[at].head
        }
        return false
    }

    private static func isOneBlock(_ a: TimeExpression, _ b: TimeExpression, _ scene: Scene) -> Bool {
        a.sentence < scene.sentences.count && scene.sentences[a.sentence].blockNumber == scene.sentences[b.sentence].blockNumber
    }
}
