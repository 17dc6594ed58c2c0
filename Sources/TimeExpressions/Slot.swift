/// What a rule of the grammar can say about a phrase. The names are those that the grammar files use.
enum Slot: UInt8, CaseIterable {
    case year, yy, month, day, weekday, season, quarter, half, decade, century, holiday, era
    case unit, count, tenths, high, dir, mod, hour, minute, ampm, pod, zone, ref, mode, nth, outer, outerdir, age, years, months,
        days

    static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ("\($0)", $0) })
}

/// Names that grammar files give as values of slots, each with its number.
enum SlotValue {
    static func number(_ text: String, for slot: Slot) -> Int32? {
        if let number = Int32(text) { return number }
        let names: [String]
        switch slot {
        case .unit, .outer: names = Grain.names
        case .dir, .outerdir: names = Bearing.allCases.map(\.rawValue)
        case .mod: names = modifiers
        case .ref: names = references
        case .mode: names = modes
        case .pod: names = partsOfDay
        default: return nil
        }
        return names.firstIndex(of: text).map(Int32.init)
    }

    /// TIMEX3's `mod`.
    static let modifiers = [
        "START", "MID", "END", "APPROX", "MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS", "BEFORE", "AFTER",
        "ON_OR_BEFORE",
        "ON_OR_AFTER",
    ]
    static let references = ["PAST_REF", "PRESENT_REF", "FUTURE_REF"]
    /// What kind of thing the phrase is where its slots do not say it: a duration, a recurring time, a decade in words.
    static let modes = ["duration", "set", "setfield", "eve", "exact", "compare", "here"]
    static let partsOfDay = ["MO", "MI", "AF", "EV", "NI", "DT", "DA"]
}

/// Which way from where a phrase points.
enum Bearing: String, CaseIterable {
    /// From the document's day: "last week", "this year", "next month".
    case last, this, next
    /// From the document's day by an amount: "two years ago", "in three weeks".
    case ago, hence
    /// From where the text is: "two days later", "three years earlier", "the following month", "the same day".
    case later, earlier, following, previous, same
    /// A stretch that ends or begins now: "the past two years", "the next three weeks".
    case past, coming
}

/// The slots that one match has filled.
struct Frame {
    private var values = SIMD32<Int32>()
    private var filled: UInt32 = 0

    subscript(slot: Slot) -> Int? {
        filled & (1 << UInt32(slot.rawValue)) != 0 ? Int(values[Int(slot.rawValue)]) : nil
    }
    mutating func set(_ slot: UInt8, _ value: Int32) {
        values[Int(slot)] = value
        filled |= 1 << UInt32(slot)
    }
    mutating func clear(_ slot: Slot) { filled &= ~(1 << UInt32(slot.rawValue)) }
    func has(_ slot: Slot) -> Bool { filled & (1 << UInt32(slot.rawValue)) != 0 }
    func bearing(_ slot: Slot = .dir) -> Bearing? { self[slot].map { Bearing.allCases[$0] } }
    func mode(_ name: String) -> Bool { self[.mode].map { SlotValue.modes[$0] == name } ?? false }
}
