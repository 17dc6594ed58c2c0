/// A set of civil days as sorted, disjoint, non-adjacent closed ranges; ends may be open.
///
/// (Skeleton: the owner of this floor completes the algebra; the names below are what other floors rely on.)
public struct DaySet: Hashable, Sendable, Codable {
    /// First and last day, both inside; `Day.distantPast` and `.distantFuture` stand for open ends.
    public struct Span: Hashable, Sendable, Codable {
        public var first: Day
        public var last: Day
        public init(first: Day, last: Day) { self.first = first; self.last = last }
    }
    public private(set) var spans: [Span]

    public static let empty = DaySet(spans: [])
    public static let all = DaySet(spans: [Span(first: .distantPast, last: .distantFuture)])

    public init(spans: [Span]) { self.spans = spans }
    public init(_ day: Day) { spans = [Span(first: day, last: day)] }
    public init(_ range: ClosedRange<Day>) { spans = [Span(first: range.lowerBound, last: range.upperBound)] }

    public var isEmpty: Bool { spans.isEmpty }
}

extension Day {
    /// An open beginning.
    public static let distantPast = Day(number: Int32.min / 4)
    /// An open end.
    public static let distantFuture = Day(number: Int32.max / 4)
}
