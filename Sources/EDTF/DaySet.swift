/// A set of civil days as sorted, disjoint, non-adjacent closed ranges; ends may be open.
///
/// Two sets with the same days are equal, however they were made. All operations are linear in the number of spans.
public struct DaySet: Hashable, Sendable {
    /// First and last day, both inside; `Day.distantPast` and `.distantFuture` stand for open ends.
    public struct Span: Hashable, Sendable, Codable {
        public var first: Day
        public var last: Day
        public init(first: Day, last: Day) {
            self.first = first
            self.last = last
        }
        /// Days in the span; `Int.max` where an end is open.
        public var count: Int {
            first <= .distantPast || last >= .distantFuture ? .max : last - first + 1
        }
    }
    public private(set) var spans: [Span]

    public static let empty = DaySet(sorted: [])
    public static let all = DaySet(sorted: [Span(first: .distantPast, last: .distantFuture)])

    /// The days of the spans, given in any order, overlapping or not. Spans that end before they begin hold no day.
    public init(spans: [Span]) {
        self.spans = []
        guard spans.count > 1 else {
            if let only = spans.first, only.first <= only.last { self.spans = spans }
            return
        }
        self.spans.reserveCapacity(spans.count)
        for span in spans.sorted(by: { ($0.first, $0.last) < ($1.first, $1.last) })
        where span.first <= span.last {
            append(span)
        }
    }

    init(sorted spans: [Span]) { self.spans = spans }

    public init(_ day: Day) { spans = [Span(first: day, last: day)] }
    public init(_ range: ClosedRange<Day>) {
        spans = [Span(first: range.lowerBound, last: range.upperBound)]
    }
    /// From a day on, without end.
    public init(from day: Day) { spans = [Span(first: day, last: .distantFuture)] }
    /// Up to and with a day, without beginning.
    public init(through day: Day) { spans = [Span(first: .distantPast, last: day)] }
    /// The days given, in any order.
    public init(days: some Sequence<Day>) { self.init(spans: days.map { Span(first: $0, last: $0) }) }

    public var isEmpty: Bool { spans.isEmpty }
    /// The first day; `Day.distantPast` where the beginning is open; nil for the empty set.
    public var first: Day? { spans.first?.first }
    /// The last day; `Day.distantFuture` where the end is open; nil for the empty set.
    public var last: Day? { spans.last?.last }
    /// Neither end is open.
    public var isBounded: Bool {
        spans.isEmpty || (spans[0].first > .distantPast && spans[spans.count - 1].last < .distantFuture)
    }
    /// Days in the set; `Int.max` where an end is open.
    public var count: Int {
        var sum = 0
        for span in spans {
            let count = span.count
            if count == .max { return .max }
            sum += count
        }
        return sum
    }
    /// The one day of a set of one.
    public var only: Day? {
        guard spans.count == 1, spans[0].first == spans[0].last, spans[0].first.isBounded else {
            return nil
        }
        return spans[0].first
    }
    /// From the first to the last day, without gaps.
    public var hull: DaySet {
        guard let first, let last else { return .empty }
        return DaySet(sorted: [Span(first: first, last: last)])
    }

    /// Adds a span that begins no earlier than the last one does.
    private mutating func append(_ span: Span) {
        if let last = spans.last, last.last >= .distantFuture || span.first <= last.last.adding(days: 1) {
            if span.last > last.last { spans[spans.count - 1].last = span.last }
        } else {
            spans.append(span)
        }
    }

    public func contains(_ day: Day) -> Bool {
        guard let i = index(endingFrom: day) else { return false }
        return spans[i].first <= day
    }

    /// The first span that ends on the day or later.
    private func index(endingFrom day: Day) -> Int? {
        var low = 0
        var high = spans.count
        while low < high {
            let middle = (low + high) / 2
            if spans[middle].last < day { low = middle + 1 } else { high = middle }
        }
        return low < spans.count ? low : nil
    }

    public func union(_ other: DaySet) -> DaySet {
        if isEmpty { return other }
        if other.isEmpty { return self }
        var result = DaySet.empty
        result.spans.reserveCapacity(spans.count + other.spans.count)
        var i = 0
        var j = 0
        while i < spans.count || j < other.spans.count {
            if j == other.spans.count || (i < spans.count && spans[i].first <= other.spans[j].first) {
                result.append(spans[i])
                i += 1
            } else {
                result.append(other.spans[j])
                j += 1
            }
        }
        return result
    }

    public func intersection(_ other: DaySet) -> DaySet {
        // Most sets are one span, and most of those lie inside the other: nothing new has to be made.
        if spans.count == 1 && other.spans.count == 1 {
            let (a, b) = (spans[0], other.spans[0])
            let span = Span(first: max(a.first, b.first), last: min(a.last, b.last))
            return span.first > span.last ? .empty : span == a ? self : span == b ? other : DaySet(sorted: [span])
        }
        var result: [Span] = []
        var i = 0
        var j = 0
        while i < spans.count && j < other.spans.count {
            let first = max(spans[i].first, other.spans[j].first)
            let last = min(spans[i].last, other.spans[j].last)
            if first <= last { result.append(Span(first: first, last: last)) }
            if spans[i].last < other.spans[j].last { i += 1 } else { j += 1 }
        }
        return DaySet(sorted: result)
    }

    /// The two sets share a day; stops at the first.
    public func meets(_ other: DaySet) -> Bool {
        var i = 0
        var j = 0
        while i < spans.count && j < other.spans.count {
            if max(spans[i].first, other.spans[j].first) <= min(spans[i].last, other.spans[j].last) {
                return true
            }
            if spans[i].last < other.spans[j].last { i += 1 } else { j += 1 }
        }
        return false
    }

    /// Every day that is not in the set.
    public var complement: DaySet {
        var result: [Span] = []
        var next = Day.distantPast
        for span in spans {
            if span.first > next { result.append(Span(first: next, last: span.first.adding(days: -1))) }
            if span.last >= .distantFuture { return DaySet(sorted: result) }
            next = span.last.adding(days: 1)
        }
        result.append(Span(first: next, last: .distantFuture))
        return DaySet(sorted: result)
    }

    public func subtracting(_ other: DaySet) -> DaySet { intersection(other.complement) }
    public func isSubset(of other: DaySet) -> Bool { intersection(other) == self }

    /// The member nearest to a day; of two as near, the earlier. Nil for the empty set.
    public func nearest(to day: Day) -> Day? {
        guard let i = index(endingFrom: day) else { return last }
        if spans[i].first <= day { return day }
        guard i > 0 else { return spans[i].first }
        return day - spans[i - 1].last <= spans[i].first - day ? spans[i - 1].last : spans[i].first
    }

    /// The members in order. The set must be bounded; an open end is walked for as long as the caller asks.
    public var days: some Sequence<Day> {
        spans.lazy.flatMap { span in (span.first.number...span.last.number).lazy.map(Day.init(number:))
        }
    }
}

extension DaySet: Codable {
    private enum CodingKeys: String, CodingKey { case spans }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(spans: try container.decode([Span].self, forKey: .spans))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(spans, forKey: .spans)
    }
}

extension DaySet: CustomStringConvertible {
    /// The shortest EDTF; `∅` for the empty set, `../..` for every day.
    public var description: String { edtf ?? (isEmpty ? "∅" : "../..") }
}
