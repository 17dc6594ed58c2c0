import CaseModel
import EDTF
import Events

/// Words for why a day is what it is.
struct Reasons {
    let input: CaseInput
    let book: ActorBook
    let log: DecisionLog
    let problem: DatingProblem
    let solver: DatingSolver
    static let most = 8

    /// One line a cause, nearest first, without repeats.
    func lines(of variable: Int) -> [String] {
        var lines: [String] = []
        for i in solver.causes(of: variable, limit: 3 * Self.most) {
            let line = self.line(problem.constraints[i])
            if !lines.contains(line) { lines.append(line) }
            if lines.count == Self.most { break }
        }
        return lines
    }

    func line(_ constraint: DatingProblem.Constraint) -> String {
        let cause = constraint.cause
        let d = Int(cause.document)
        let paper = input.label(d)
        switch cause.source {
        case .statement:
            let candidate = input.documents[d].days[Int(cause.first)]
            switch candidate.role {
            case .published:
                return "\(paper) states its day: “\(candidate.words)” (\(candidate.source.rawValue), \(candidate.edtf))"
            case .updated: return "\(paper) was updated: “\(candidate.words)” (\(candidate.edtf))"
            case .captured: return "\(paper) was captured by \(candidate.edtf)"
            case .copyright: return "\(paper) is no later than its copyright: “\(candidate.words)”"
            }
        case .dateline:
            return "the dateline of \(paper) says “\(input.documents[d].datelines[Int(cause.first)].day ?? "")”"
        case .caption:
            return
                "\(paper) has a picture of \(input.documents[d].captions.flatMap(Weekday.dates).max().flatMap { DaySet($0).edtf } ?? "an earlier day")"
        case .list:
            let last = PaperDays.lastListed(input.documents[d], input.annotations[d]).flatMap { DaySet($0).edtf }
            return "the dates that \(paper) lists run to \(last ?? "an earlier day")"
        case .phrase:
            let time = input.annotations[d].times[Int(cause.first)]
            let words = input.words(d, time.range)
            switch time.relation.anchor {
            case .none: return "“\(words)” in \(paper)"
            case .document: return "“\(words)” in \(paper), counted from that paper's day"
            case .narrative: return "“\(words)” in \(paper), counted from what it tells before"
            }
        case .standing:
            return
                "\(paper) tells it where the text stands at “\(input.words(d, input.annotations[d].times[Int(cause.first)].range))”"
        case .acts: return "\(paper) tells it as done to an earlier act"
        case .tense: return "told as past in \(paper)"
        case .sameDay: return "\(paper) tells it at the same day as what stands before it"
        case .age: return "\(book.entries[Int(cause.first)].name) is \(cause.second) in \(paper)"
        case .decision: return log.label(Int(cause.first))
        case .copy: return "\(paper) repeats \(input.label(Int(cause.first)))"
        case .lead: return "\(paper) opens with its latest news"
        case .fresh where cause.second < 0: return "copies are printed within days of what they repeat"
        case .fresh: return "news is fresh: \(paper) names “\(trigger(d, Int(cause.second)))” without a year or by the weekday"
        }
    }

    private func trigger(_ d: Int, _ mention: Int) -> String {
        guard input.annotations[d].events.indices.contains(mention) else { return "" }
        let event = input.annotations[d].events[mention]
        let time = event.whens.lazy.map { input.annotations[d].times[$0.time] }.first
        return time.map { input.words(d, $0.range) } ?? input.words(d, event.trigger)
    }
}

/// A set of days as a reader writes it.
enum DayText {
    /// The single day, month or year that a set is; else its last day where it spans a month at most; nil beyond.
    static func best(_ days: DaySet, latest: Bool) -> String? {
        guard days.isBounded, let first = days.first, let last = days.last else { return nil }
        if let edtf = days.edtf, !edtf.contains("/"), !edtf.contains("["), !edtf.contains("X") { return edtf }
        guard last - first <= 366 else { return nil }
        return DaySet(latest ? last : first).edtf
    }

    /// The days as EDTF; of a long list of candidates, the stretch that they lie in.
    /// A day of every year is none ("May 14" where nothing tells the year): beyond all calendars of people it is open.
    static func edtf(_ days: DaySet) -> String? {
        var days = days.spans.count > 12 ? days.hull : days
        if let last = days.last, last < .distantFuture, last.year > 2500, let first = days.first {
            days = first.year < 1000 ? .all : DaySet(from: first)
        }
        return days.edtf
    }

    /// An interval of two sets: "1990/2000".
    static func span(_ start: DaySet?, _ end: DaySet?) -> String? {
        func text(_ days: DaySet?) -> String? {
            guard let days, days.isBounded, let edtf = days.edtf else { return nil }
            return edtf.contains("/") || edtf.contains("[") || edtf.contains("X")
                ? days.hull.first.flatMap { DaySet($0).edtf } : edtf
        }
        let (a, b) = (text(start), text(end))
        if a == nil && b == nil { return nil }
        return "\(a ?? "..")/\(b ?? "..")"
    }
}
