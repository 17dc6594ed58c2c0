/// Up to 128 classes of words.
struct ClassSet: Hashable, Sendable {
    var low: UInt64 = 0
    var high: UInt64 = 0
    @inline(__always) func contains(_ id: UInt8) -> Bool {
        id < 64 ? low & (1 << UInt64(id)) != 0 : high & (1 << UInt64(id - 64)) != 0
    }
    mutating func insert(_ id: UInt8) {
        if id < 64 { low |= 1 << UInt64(id) } else { high |= 1 << UInt64(id - 64) }
    }
}

/// The words that a grammar knows, looked up by the hash of their lower-cased bytes. Word 0 is every word that it does not know.
struct Lexicon: Sendable {
    struct Entry: Sendable {
        var bytes: [UInt8]
        var classes = ClassSet()
        /// The word's number in each of its classes.
        var values: [(id: UInt8, value: Int32)] = []
    }
    private(set) var entries: [Entry] = [Entry(bytes: [])]
    private(set) var classes: [String: UInt8] = [:]
    private var table: [UInt16] = Array(repeating: 0, count: 4096)
    private(set) var longest = 0

    /// Classes that numbers written in digits belong to by their shape; see `Scanner`.
    enum Digits: UInt8, CaseIterable { case dd, mm, hh, mi, year, yy, modern, digits }

    init() {
        for shape in Digits.allCases { classes["\(shape)"] = shape.rawValue }
    }

    mutating func classID(_ name: String) throws(GrammarFault) -> UInt8 {
        if let id = classes[name] { return id }
        guard classes.count < 128 else { throw GrammarFault("more than 128 classes of words") }
        let id = UInt8(classes.count)
        classes[name] = id
        return id
    }

    mutating func word(_ text: String) -> UInt16 {
        let bytes = Array(text.utf8)
        let found = bytes.withUnsafeBufferPointer { find($0, hash: Lexicon.hash($0)) }
        if found != 0 { return found }
        let id = UInt16(entries.count)
        entries.append(Entry(bytes: bytes))
        longest = max(longest, bytes.count)
        if entries.count * 3 > table.count { grow() } else { insert(id) }
        return id
    }

    mutating func add(_ text: String, to id: UInt8, value: Int32) {
        let word = Int(word(text))
        entries[word].classes.insert(id)
        entries[word].values.append((id, value))
    }

    private mutating func insert(_ id: UInt16) {
        var slot = Int(entries[Int(id)].bytes.withUnsafeBufferPointer { Lexicon.hash($0) }) & (table.count - 1)
        while table[slot] != 0 { slot = (slot + 1) & (table.count - 1) }
        table[slot] = id
    }

    private mutating func grow() {
        table = Array(repeating: 0, count: table.count * 2)
        for id in 1..<entries.count { insert(UInt16(id)) }
    }

    @inline(__always) static func step(_ hash: UInt32, _ byte: UInt8) -> UInt32 { (hash ^ UInt32(byte)) &* 16_777_619 }
    static let seed: UInt32 = 2_166_136_261

    /// FNV-1a of lower-cased bytes.
    static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var hash = seed
        for byte in bytes { hash = step(hash, byte) }
        return hash
    }

    /// The word with these lower-cased bytes.
    @inline(__always) func find(_ bytes: UnsafeBufferPointer<UInt8>, hash: UInt32) -> UInt16 {
        table.withUnsafeBufferPointer { table in
            var slot = Int(hash) & (table.count - 1)
            while table[slot] != 0 {
                let known = entries[Int(table[slot])].bytes
                if known.count == bytes.count, known.elementsEqual(bytes) { return table[slot] }
                slot = (slot + 1) & (table.count - 1)
            }
            return 0
        }
    }

    /// The classes of a word as it stands in a text.
    func classes(of form: String) -> ClassSet {
        let bytes = form.utf8.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
        return bytes.withUnsafeBufferPointer { entries[Int(find($0, hash: Lexicon.hash($0)))].classes }
    }

    func value(_ word: UInt16, _ id: UInt8) -> Int32? { entries[Int(word)].values.first { $0.id == id }?.value }
}

/// A fault in a grammar file; the reader adds file and line.
struct GrammarFault: Error {
    let reason: String
    init(_ reason: String) { self.reason = reason }
}
