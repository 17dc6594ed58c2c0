/// Weights of a linear classifier in training: hashed features, a short list of classes each, with the sums that averaging needs.
final class TrainingWeights {
    struct Entry {
        var label: Int32
        var weight: Float
        var total: Float
        var stamp: Int32
    }
    struct Row {
        var entries: UnsafeMutablePointer<Entry>?
        var count: Int32 = 0
        var capacity: Int32 = 0
    }

    private(set) var keys: UnsafeMutablePointer<UInt64>
    private(set) var rows: UnsafeMutablePointer<Row>
    private(set) var slots: Int
    private(set) var used = 0
    /// Number of decisions so far.
    private(set) var step: Int32 = 0
    let classes: Int
    /// Features that are too rare get no weight.
    private let counts: FeatureCounts

    init(classes: Int, counts: FeatureCounts, slots: Int = 1 << 20) {
        self.classes = classes
        self.counts = counts
        self.slots = slots
        keys = .allocate(capacity: slots)
        keys.initialize(repeating: 0, count: slots)
        rows = .allocate(capacity: slots)
        rows.initialize(repeating: Row(), count: slots)
    }

    deinit {
        for slot in 0..<slots { rows[slot].entries?.deallocate() }
        keys.deallocate()
        rows.deallocate()
    }

    @inline(__always)
    private func slot(_ hash: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: hash >> 20) & (slots - 1)
        while keys[slot] != 0 && keys[slot] != hash { slot = (slot + 1) & (slots - 1) }
        return slot
    }

    /// Adds up the classes' scores.
    @inline(__always)
    func score(_ features: UnsafePointer<UInt64>, _ count: Int, into scores: UnsafeMutablePointer<Float>) {
        for label in 0..<classes { scores[label] = 0 }
        for index in 0..<count {
            let slot = slot(features[index])
            guard keys[slot] != 0 else { continue }
            let row = rows[slot]
            guard let entries = row.entries else { continue }
            for at in 0..<Int(row.count) { scores[Int(entries[at].label)] += entries[at].weight }
        }
    }

    func advance() { step += 1 }

    /// Adds `amount` to the class for every feature.
    func update(_ features: UnsafePointer<UInt64>, _ count: Int, _ label: Int, _ amount: Float) {
        for index in 0..<count where counts.isFrequent(features[index]) {
            if used * 2 > slots { grow() }
            let slot = slot(features[index])
            if keys[slot] == 0 {
                keys[slot] = features[index]
                used += 1
            }
            var at = 0
            let held = Int(rows[slot].count)
            while at < held, rows[slot].entries![at].label != Int32(label) { at += 1 }
            if at == held {
                if rows[slot].count == rows[slot].capacity {
                    let capacity = max(2, Int(rows[slot].capacity) * 2)
                    let entries = UnsafeMutablePointer<Entry>.allocate(capacity: capacity)
                    if let old = rows[slot].entries {
                        entries.update(from: old, count: held)
                        old.deallocate()
                    }
                    rows[slot].entries = entries
                    rows[slot].capacity = Int32(capacity)
                }
                rows[slot].entries![at] = Entry(label: Int32(label), weight: 0, total: 0, stamp: step)
                rows[slot].count += 1
            }
            let entry = rows[slot].entries! + at
            entry.pointee.total += entry.pointee.weight * Float(step - entry.pointee.stamp)
            entry.pointee.stamp = step
            entry.pointee.weight += amount
        }
    }

    private func grow() {
        let oldKeys = keys
        let oldRows = rows
        let oldSlots = slots
        slots *= 2
        keys = .allocate(capacity: slots)
        keys.initialize(repeating: 0, count: slots)
        rows = .allocate(capacity: slots)
        rows.initialize(repeating: Row(), count: slots)
        for old in 0..<oldSlots where oldKeys[old] != 0 {
            let new = slot(oldKeys[old])
            keys[new] = oldKeys[old]
            rows[new] = oldRows[old]
        }
        oldKeys.deallocate()
        oldRows.deallocate()
    }

    /// The averages of all weights over all decisions.
    func averages() -> [UInt64: [(Int, Float)]] {
        var out: [UInt64: [(Int, Float)]] = [:]
        out.reserveCapacity(used)
        for slot in 0..<slots where keys[slot] != 0 {
            let row = rows[slot]
            var list: [(Int, Float)] = []
            for at in 0..<Int(row.count) {
                let entry = row.entries![at]
                let total = entry.total + entry.weight * Float(step - entry.stamp)
                let mean = total / Float(max(1, step))
                if mean != 0 { list.append((Int(entry.label), mean)) }
            }
            if !list.isEmpty { out[keys[slot]] = list }
        }
        return out
    }
}

/// How often features are seen on the way to the gold answers, by a table of small counters.
final class FeatureCounts: @unchecked Sendable {
    private let counters: UnsafeMutablePointer<UInt8>
    private static let bits: UInt64 = 28
    private let least: UInt8

    /// - Parameter least: features seen less often are not trained.
    init(least: UInt8) {
        self.least = least
        counters = .allocate(capacity: 1 << Int(Self.bits))
        counters.initialize(repeating: 0, count: 1 << Int(Self.bits))
    }
    deinit { counters.deallocate() }

    func add(_ features: UnsafePointer<UInt64>, _ count: Int) {
        for index in 0..<count {
            let slot = Int(features[index] >> (64 - Self.bits))
            if counters[slot] < 255 { counters[slot] += 1 }
        }
    }

    @inline(__always)
    func isFrequent(_ feature: UInt64) -> Bool { counters[Int(feature >> (64 - Self.bits))] >= least }
}

/// A random number generator whose numbers are the same everywhere (SplitMix64).
struct Random: RandomNumberGenerator {
    var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
    mutating func unit() -> Float { Float(next() >> 40) / Float(1 << 24) }
    /// Fisher and Yates, with our own numbers: the standard library's may change.
    mutating func shuffle(_ order: inout [Int]) {
        var index = order.count - 1
        while index > 0 {
            order.swapAt(index, Int(next() % UInt64(index + 1)))
            index -= 1
        }
    }
}
