import Foundation

/// What names of classes and the like tell about an element: one bit a line of `Data/cues.txt`.
struct Cues: OptionSet, Hashable, Sendable {
    let rawValue: UInt64
    init(rawValue: UInt64) { self.rawValue = rawValue }

    static let caption = Cues.named("caption")
    static let credit = Cues.named("credit")
    static let image = Cues.named("image")
    static let video = Cues.named("video")
    static let author = Cues.named("author")
    static let date = Cues.named("date")
    static let title = Cues.named("title")
    static let body = Cues.named("body")
    static let article = Cues.named("article")
    static let comment = Cues.named("comment")
    static let related = Cues.named("related")
    static let hidden = Cues.named("hidden")
    static let nav = Cues.named("nav")
    static let footer = Cues.named("footer")
    static let header = Cues.named("header")
    static let teaser = Cues.named("teaser")
    static let tags = Cues.named("tags")
    static let share = Cues.named("share")
    static let bio = Cues.named("bio")
    static let lead = Cues.named("lead")
    static let quote = Cues.named("quote")

    private static func named(_ name: String) -> Cues {
        guard let bit = CueTable.shared.names.firstIndex(of: name) else { fatalError("cues.txt lacks \(name)") }
        return Cues(rawValue: 1 << UInt64(bit))
    }
    static var count: Int { CueTable.shared.names.count }

    /// The cues in an attribute's value.
    @inline(__always) static func of(_ value: UnsafeBufferPointer<UInt8>) -> Cues { CueTable.shared.cues(value) }
}

/// Words of `cues.txt` in an open-addressed table keyed by FNV-1a of the lower-cased word.
private struct CueTable: Sendable {
    static let shared = CueTable()
    let names: [String]
    private let keys: [UInt64]
    private let bits: [UInt64]
    private let mask: Int

    init() {
        var names: [String] = []
        var words: [UInt64: UInt64] = [:]
        for line in DataFile.lines("cues.txt") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let bit = UInt64(1) << UInt64(names.count)
            names.append(String(line[..<colon]))
            for word in line[line.index(after: colon)...].split(separator: " ") {
                var hash: UInt64 = 0xcbf2_9ce4_8422_2325
                for byte in word.utf8 { hash = (hash ^ UInt64(byte.lowered)) &* 0x100_0000_01b3 }
                words[hash, default: 0] |= bit
            }
        }
        precondition(names.count <= 64, "cues.txt holds more than 64 cues")
        self.names = names
        mask = 2047
        var keys = [UInt64](repeating: 0, count: mask + 1)
        var bits = keys
        for (key, value) in words.sorted(by: { $0.key < $1.key }) {
            var slot = Int(truncatingIfNeeded: key) & mask
            while keys[slot] != 0 { slot = (slot + 1) & mask }
            keys[slot] = key
            bits[slot] = value
        }
        self.keys = keys
        self.bits = bits
    }

    func cues(_ value: UnsafeBufferPointer<UInt8>) -> Cues {
        var found: UInt64 = 0
        let n = min(value.count, 400)
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        var length = 0
        var previousLower = false
        for i in 0...n {
            let byte = i < n ? value[i] : 32
            let word = byte.isLetter || byte >= 128
            if length > 0, !word || (byte.isUpper && previousLower) {
                found |= look(hash)
                hash = 0xcbf2_9ce4_8422_2325
                length = 0
            }
            if word {
                hash = (hash ^ UInt64(byte.lowered)) &* 0x100_0000_01b3
                length += 1
            }
            previousLower = byte.isLower
        }
        return Cues(rawValue: found)
    }

    @inline(__always) private func look(_ hash: UInt64) -> UInt64 {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while keys[slot] != 0 {
            if keys[slot] == hash { return bits[slot] }
            slot = (slot + 1) & mask
        }
        return 0
    }
}

/// Data files that ship beside the code.
enum DataFile {
    static func bytes(_ name: String) -> [UInt8] {
        guard let url = Bundle.module.url(forResource: "Data/\(name)", withExtension: nil), let data = try? Data(contentsOf: url)
        else {
            fatalError("the file \(name) of the program's Documents data is missing: install the program with its resources")
        }
        return [UInt8](data)
    }
    /// Lines that are neither empty nor comments.
    static func lines(_ name: String) -> [String] {
        String(decoding: bytes(name), as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.isEmpty }.map(
            String.init)
    }
}
