import EDTF

/// The way that one merge went, for the next to follow as far as nothing has changed.
struct MergeTrace {
    /// Where a unit went.
    struct Choice {
        /// The event's number, how well the unit fits it, and how many days lie between them.
        var event: Int32 = -1
        /// Under which of the keys that the unit looked under the event was found; -1 where the unit began it.
        var key: Int32 = -1
        var score = 0.0
        var distance = 0
    }

    /// Of each telling its unit.
    var unitOf: [Int32] = []
    /// The units in the order in which they entered.
    var order: [Int32] = []
    /// Of each unit where it went, before any second look.
    var choices: [Choice] = []
    /// Of each unit whether `mayDate` kept it from some event.
    var asked: [Bool] = []
    var eventCount = 0
    var mayDate = false
}

/// What differs from the last merge.
struct MergeChanges {
    /// Of each paper whose tellings or day have changed, the units that it had.
    var units: [Int: [TellingUnit]] = [:]
    /// Tellings of other days than before.
    var tellings: Set<Int> = []
    /// Papers of another day than before, and the days that all papers had.
    var papers: Set<Int> = []
    var published: [DaySet] = []
}
