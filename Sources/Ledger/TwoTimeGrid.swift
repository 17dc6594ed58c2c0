import EDTF

/// What a cell of the two-time map says.
enum CellState: String, CaseIterable, Sendable {
    case liable, shortened, sentenced, pardoned, commuted, amnestied, acquitted, none, undetermined

    /// Beside the colour, in words.
    var label: String {
        switch self {
        case .liable: "liable to imprisonment"
        case .shortened: "commuted to a shorter term, still liable"
        case .sentenced: "sentenced, prison not in force"
        case .pardoned: "pardoned"
        case .commuted: "commuted"
        case .amnestied: "amnestied"
        case .acquitted: "acquitted"
        case .none: "no act in force"
        case .undetermined: "not determined"
        }
    }
    /// In the terminal.
    var letter: Character {
        switch self {
        case .liable: "#"
        case .shortened: "c"
        case .sentenced: "o"
        case .pardoned: "P"
        case .commuted: "C"
        case .amnestied: "A"
        case .acquitted: "Q"
        case .none: "."
        case .undetermined: "?"
        }
    }

    init(_ s: StatusAnswer.Order) {
        if s.liable == nil || !s.undetermined.isEmpty && s.liable != true {
            self = .undetermined
        } else if s.liable == true {
            self = s.status.contains("commuted") ? .shortened : .liable
        } else if s.status.contains("pardoned") {
            self = .pardoned
        } else if s.status.contains("amnestied") {
            self = .amnestied
        } else if s.status.contains("commuted") {
            self = .commuted
        } else if s.status.contains("acquitted") {
            self = .acquitted
        } else if s.status == ["none"] {
            self = .none
        } else {
            self = .sentenced
        }
    }
}

/// The map's numbers: days across and down, the state of each cell for each order, custody along the days.
struct TwoTimeGrid: Sendable {
    /// First days of the intervals, the same across (X) and down (Y).
    var days: [Day]
    /// The day after the last interval.
    var end: Day
    var orders: [(order: String, name: String, cells: [[CellState]])]
    /// By X interval: custody as known with everything, and whether law as known at the time and fact part there.
    var custody: [StatusAnswer.Place]
    var parts: [String?]
    /// Acts with the interval in which they became known.
    var acts: [(act: Act, row: Int)]

    init(_ engine: StatusEngine, orders wanted: [String]) {
        // Ends that lie beyond all that is told (a long term's) would squeeze the rest.
        let told =
            engine.ledger.acts.flatMap { [$0.adopted, $0.known ?? $0.adopted, $0.effective ?? $0.adopted] }
            + engine.ledger.facts.map(\.date)
        let lastTold = told.lazy.map(\.latest).filter { $0 < .distantFuture }.max()?.day
        var days = engine.breakpoints.filter { day in lastTold.map { day <= $0 + 1 } ?? true }
        if let first = days.first, let last = days.last {
            let pad = max(45, (last - first) / 14)
            days.insert(first - pad, at: 0)
            end = last + pad
        } else {
            end = Day(number: 1)
            days = [Day(number: 0)]
        }
        self.days = days
        orders = wanted.map { order in
            let cells = days.map { y in
                days.map { x in
                    CellState(engine.status(on: Moment(endOf: x), asOf: Moment(endOf: y), order: order, proofs: false))
                }
            }
            return (order, engine.ledger.orderName(order), cells)
        }
        custody = days.map { engine.custody(on: Moment(endOf: $0), asOf: .distantFuture) }
        let first = wanted.first { !engine.isRegional($0) } ?? wanted.first
        parts = days.indices.map { n in
            guard let first else { return nil }
            let x = Moment(endOf: days[n])
            return engine.partsAt(x, order: first)
        }
        acts = engine.ledger.acts.compactMap { act in
            let known = (act.known ?? act.adopted).earliest
            guard known > .distantPast, let row = days.lastIndex(where: { Moment($0) <= known }) else { return nil }
            return (act, row)
        }.sorted { ($0.row, $0.act.adopted.earliest, $0.act.id) < ($1.row, $1.act.adopted.earliest, $1.act.id) }
    }
}

extension StatusEngine {
    /// How law and fact part on a day as it was known that day, in a few words.
    func partsAt(_ x: Moment, order: String) -> String? {
        let s = status(on: x, asOf: x, order: order, proofs: false)
        switch (custody(on: x, asOf: x).state, s.liable) {
        case ("held", false?) where s.status != ["none"]: return "held without title"
        case ("free", true?): return "free despite a sentence"
        case ("abroad", true?): return "fugitive"
        case ("hospital", true?): return "in hospital"
        default: return nil
        }
    }
}
