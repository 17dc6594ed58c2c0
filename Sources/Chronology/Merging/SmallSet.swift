/// A set of a few small numbers as a sorted array: meeting and joining need no hashing.
struct SmallSet: Hashable, Sendable {
    private(set) var values: [Int32] = []

    init() {}
    init(_ numbers: some Sequence<Int>) {
        values = numbers.map(Int32.init).sorted()
        guard values.count > 1 else { return }
        var kept = 1
        for i in 1..<values.count where values[i] != values[kept - 1] {
            values[kept] = values[i]
            kept += 1
        }
        values.removeSubrange(kept...)
    }

    var isEmpty: Bool { values.isEmpty }
    var count: Int { values.count }

    /// One bit of 64 for a number, and those of all numbers: sets without a common bit have no common number.
    static func mark(_ number: Int) -> UInt64 { 1 << ((UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15) >> 58) }
    var marks: UInt64 { values.reduce(0) { $0 | Self.mark(Int($1)) } }

    /// The place of a number, or where it would stand.
    private func place(_ number: Int32) -> Int {
        var low = 0
        var high = values.count
        while low < high {
            let middle = (low + high) / 2
            if values[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low
    }

    func contains(_ number: Int) -> Bool {
        let at = place(Int32(number))
        return at < values.count && values[at] == Int32(number)
    }

    /// False where it was there before.
    @discardableResult
    mutating func insert(_ number: Int) -> Bool {
        let at = place(Int32(number))
        if at < values.count && values[at] == Int32(number) { return false }
        values.insert(Int32(number), at: at)
        return true
    }

    mutating func formUnion(_ other: SmallSet) {
        if other.values.isEmpty { return }
        if values.isEmpty { values = other.values } else { for value in other.values { insert(Int(value)) } }
    }

    func isDisjoint(with other: SmallSet) -> Bool {
        if values.count * 8 < other.values.count { return !values.contains { other.contains(Int($0)) } }
        if other.values.count * 8 < values.count { return other.isDisjoint(with: self) }
        var i = 0
        var j = 0
        while i < values.count && j < other.values.count {
            if values[i] == other.values[j] { return false }
            if values[i] < other.values[j] { i += 1 } else { j += 1 }
        }
        return true
    }

    /// How many numbers both have.
    func shared(with other: SmallSet) -> Int {
        if values.count * 8 < other.values.count { return values.reduce(0) { $0 + (other.contains(Int($1)) ? 1 : 0) } }
        if other.values.count * 8 < values.count { return other.shared(with: self) }
        var i = 0
        var j = 0
        var count = 0
        while i < values.count && j < other.values.count {
            if values[i] == other.values[j] {
                (i, j, count) = (i + 1, j + 1, count + 1)
            } else if values[i] < other.values[j] {
                i += 1
            } else {
                j += 1
            }
        }
        return count
    }
}

extension SmallSet: Sequence {
    func makeIterator() -> some IteratorProtocol<Int> { values.lazy.map(Int.init).makeIterator() }
}
