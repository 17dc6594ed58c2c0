import CaseModel
import EDTF

/// The overview band: one line of time over the entries of a filter. Bars where there are many days known, bars across where a
/// day is a range, a row of dots for papers, marks for disputes. Positions are percentages of the width; heights are pixels.
struct Band: Encodable, Sendable {
    struct Tick: Encodable, Sendable { let x: String, label: String }
    /// All bars of one group as one path in a box of 1000 × 72.
    struct Bars: Encodable, Sendable { let group: String, label: String, d: String }
    struct Bucket: Encodable, Sendable { let x: String, width: String, href: String, says: String, count: Int }
    struct Range: Encodable, Sendable { let x: String, width: String, y: Int, group: String, href: String, says: String }
    struct Dot: Encodable, Sendable { let x: String, says: String }

    let from: String
    let to: String
    let unit: String
    let says: String
    let bars: [Bars]
    let buckets: [Bucket]
    let ranges: [Range]
    let papers: [Dot]
    let disputes: [Dot]
    let ticks: [Tick]
    /// One step back in the zoom.
    let wider: String?

    private static let mostRanges = 60
    private static let lanes = 4

    /// - Parameter entries: indices of the events to show, in order.
    /// - Returns: nil when nothing has a day.
    init?(view: CaseView, entries: [Int], filter: Filter) {
        var low: Day? = filter.window?.first
        var high: Day? = filter.window?.last
        if low == nil || high == nil {
            for at in entries {
                guard let window = view.windows[at] else { continue }
                for day in [window.first, window.last].compactMap({ $0 }) {
                    if filter.window?.first == nil { low = min(low ?? day, day) }
                    if filter.window?.last == nil { high = max(high ?? day, day) }
                }
            }
        }
        guard let low, let high, low <= high else { return nil }
        let step = Step(days: high - low + 1)
        let starts = step.starts(low, high)
        let first = starts[0]
        let end = step.next(starts[starts.count - 1])
        let total = Double(end - first)
        func x(_ day: Day) -> Double { max(0, min(100, Double(day - first) / total * 100)) }

        var counts = [[KindGroup: Int]](repeating: [:], count: starts.count)
        var ranges: [Range] = []
        var laneEnds = [Double](repeating: -1, count: Self.lanes)
        var unshown = 0
        var disputes: [Dot] = []
        for at in entries {
            guard let window = view.windows[at] else { continue }
            let brief = view.briefs[at]
            let from = window.first ?? first
            let to = window.last ?? end - 1
            let bucket = Self.index(of: max(from, first), in: starts)
            if window.first != nil, window.last != nil, bucket == Self.index(of: min(to, end - 1), in: starts) {
                counts[bucket][brief.group, default: 0] += 1
            } else if ranges.count < Self.mostRanges,
                let lane = laneEnds.indices.first(where: { laneEnds[$0] < x(from) })
            {
                let event = view.record.events[at]
                laneEnds[lane] = x(to + 1)
                ranges.append(
                    Range(
                        x: Self.percent(x(from)), width: Self.percent(max(0.3, x(to + 1) - x(from))), y: 76 + lane * 7,
                        group: brief.group.rawValue, href: "/entries/\(Fields.encode(event.id.id))",
                        says: "\(DateWords.say(event.date.edtf)): \(event.headline)"))
            } else {
                unshown += 1
            }
            if brief.disputed, disputes.count < 100, let day = window.first ?? window.last {
                disputes.append(
                    Dot(x: Self.percent(min(99, max(1, x(day)))), says: "Disputed: \(view.record.events[at].headline)"))
            }
        }

        let tallest = max(1, counts.map { $0.values.reduce(0, +) }.max() ?? 1)
        var bases = [Double](repeating: 72, count: starts.count)
        var bars: [Bars] = []
        for group in KindGroup.allCases {
            var d = ""
            for (at, count) in counts.enumerated() where count[group] != nil {
                let left = x(starts[at]) * 10
                let width = max(1.5, (x(step.next(starts[at])) - x(starts[at])) * 10 * 0.86)
                let height = Double(count[group]!) / Double(tallest) * 66
                d +=
                    "M\(Self.short(left)) \(Self.short(bases[at]))v\(Self.short(-height))h\(Self.short(width))v\(Self.short(height))z"
                bases[at] -= height
            }
            if !d.isEmpty { bars.append(Bars(group: group.rawValue, label: group.label, d: d)) }
        }
        buckets = starts.enumerated().map { at, start in
            let next = step.next(start)
            let count = counts[at].values.reduce(0, +)
            return Bucket(
                x: Self.percent(x(start)), width: Self.percent(x(next) - x(start)),
                href: "/" + filter.query(["from": start.iso, "to": (next - 1).iso]),
                says: "\(step.label(start)): \(count == 1 ? "1 entry" : "\(count) entries")", count: count)
        }
        var seen = Set<String>()
        papers = view.paperDays.compactMap { day -> Dot? in
            guard day >= first, day < end else { return nil }
            // Dots nearer than a pixel would be drawn over each other.
            let place = Self.percent((x(day) * 5).rounded() / 5)
            guard seen.insert(place).inserted else { return nil }
            return Dot(x: place, says: "\(day.iso): a paper")
        }
        self.bars = bars
        self.ranges = ranges
        self.disputes = disputes
        ticks = step.ticks(starts).map { Tick(x: Self.percent(x($0.day)), label: $0.label) }
        from = first.iso
        to = (end - 1).iso
        unit = step.rawValue
        var words =
            "\(entries.count) entries from \(DateWords.say(low.iso)) to \(DateWords.say(high.iso)), one bar a \(step.rawValue)"
        if let most = counts.indices.max(by: { (counts[$0].values.reduce(0, +), $1) < (counts[$1].values.reduce(0, +), $0) }),
            tallest > 1
        {
            words += "; most in \(step.label(starts[most])) (\(tallest))"
        }
        if !ranges.isEmpty { words += "; \(ranges.count + unshown) with a day that is not exact" }
        if !disputes.isEmpty { words += "; \(disputes.count) disputed" }
        says = words + "."
        wider = filter.window == nil ? nil : "/" + filter.query(step.wider(low, high, within: view.span))
    }

    private static func index(of day: Day, in starts: [Day]) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= day { low = middle } else { high = middle }
        }
        return low
    }

    static func short(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }
    static func percent(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        return "\(hundredths / 100).\(Day.padded(hundredths % 100, 2))%"
    }

    /// How much time one bar stands for.
    enum Step: String {
        case day, month, year, decade

        init(days: Int) {
            self = days <= 92 ? .day : days <= 4400 ? .month : days <= 55_000 ? .year : .decade
        }

        func start(_ day: Day) -> Day {
            let (year, month, _) = day.civil
            switch self {
            case .day: return day
            case .month: return Day(year: year, month: month, day: 1) ?? day
            case .year: return Day(year: year, month: 1, day: 1) ?? day
            case .decade: return Day(year: year - (year % 10 + 10) % 10, month: 1, day: 1) ?? day
            }
        }

        func next(_ start: Day) -> Day {
            let (year, month, _) = start.civil
            switch self {
            case .day: return start + 1
            case .month: return start + Day.length(year: year, month: month)
            case .year: return Day(year: year + 1, month: 1, day: 1) ?? start + 366
            case .decade: return Day(year: year + 10, month: 1, day: 1) ?? start + 3653
            }
        }

        func starts(_ low: Day, _ high: Day) -> [Day] {
            var days = [start(low)]
            while next(days[days.count - 1]) <= high, days.count < 400 { days.append(next(days[days.count - 1])) }
            return days
        }

        func label(_ start: Day) -> String {
            let (year, month, _) = start.civil
            switch self {
            case .day: return DateWords.say(start.iso)
            case .month: return DateWords.say("\(Day.padded(year, 4))-\(Day.padded(month, 2))")
            case .year: return String(year)
            case .decade: return "\(year)s"
            }
        }

        /// At most six labels, short enough for a narrow screen.
        func ticks(_ starts: [Day]) -> [(day: Day, label: String)] {
            let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
            let every = max(1, (starts.count + 5) / 6)
            return stride(from: 0, to: starts.count, by: every).map { at in
                let (year, month, day) = starts[at].civil
                switch self {
                case .day: return (starts[at], "\(day) \(names[month - 1])")
                case .month: return (starts[at], starts.count <= 24 ? "\(names[month - 1]) \(year)" : String(year))
                case .year: return (starts[at], String(year))
                case .decade: return (starts[at], "\(year)s")
                }
            }
        }

        /// Three times the span around its middle; no bounds once that is everything.
        func wider(_ low: Day, _ high: Day, within span: ClosedRange<Day>?) -> [String: String?] {
            let width = high - low + 1
            let from = low - width
            let to = high + width
            if let span, from <= span.lowerBound, to >= span.upperBound { return ["from": nil, "to": nil] }
            return ["from": from.iso, "to": to.iso]
        }
    }
}
