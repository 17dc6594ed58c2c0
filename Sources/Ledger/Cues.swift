import Foundation
import Yams

/// Words that tell what the kind of an event does not: `Profiles/cues.yaml`.
struct Cues: Sendable {
    /// One cue, folded. Where it holds "#", any number may stand.
    private struct Cue: Sendable {
        let words: String
        let bytes: [UInt8]
        let number: Int?

        init(_ words: String) {
            self.words = words
            bytes = Array(" \(words) ".utf8)
            number = bytes.firstIndex(of: UInt8(ascii: "#"))
        }
    }
    private let groups: [String: [Cue]]
    private let numerals: Set<String>

    static let shared: Cues = {
        let url = Bundle.module.resourceURL!.appendingPathComponent("Profiles/cues.yaml")
        return Cues((try? String(contentsOf: url, encoding: .utf8)) ?? "")
    }()

    init(_ text: String) {
        var groups: [String: [Cue]] = [:]
        for (key, value) in (try? compose(yaml: text))?.mapping ?? [:] {
            guard let name = key.string else { continue }
            groups[name] = (value.sequence.map(Array.init) ?? []).compactMap(\.string).flatMap(Cues.readings).map(Cue.init)
        }
        self.groups = groups
        numerals = Set((groups["numerals"] ?? []).map(\.words))
    }

    /// "served his|her term" is "served his term" and "served her term".
    private static func readings(_ cue: String) -> [String] {
        cue.split(separator: " ").reduce([""]) { readings, word in
            let choices = word.split(separator: "|").map { $0 == "#" ? "#" : fold(String($0)) }
            return readings.flatMap { reading in choices.map { reading.isEmpty ? $0 : "\(reading) \($0)" } }
        }
    }

    var names: [String] { groups.keys.sorted() }

    /// The cues of a group, folded, in the order of the file.
    func words(_ group: String) -> [String] { (groups[group] ?? []).map(\.words) }

    /// The first cue of the group in folded words, and where it begins.
    func find(_ group: String, in folded: String, from: Int = 0) -> (words: String, at: Int)? {
        let text = Array(" \(folded) ".utf8)
        var best: (words: String, at: Int)?
        for cue in groups[group] ?? [] {
            guard let at = position(of: cue, in: text, from: from) else { continue }
            if best == nil || at < best!.at || at == best!.at && cue.words.utf8.count > best!.words.utf8.count {
                best = (cue.words, at)
            }
        }
        return best
    }
    /// Whether folded words are a cue of the group, whole.
    func isOne(of group: String, _ folded: String) -> Bool { groups[group]?.contains { $0.words == folded } ?? false }
    func has(_ group: String, in folded: String) -> Bool { find(group, in: folded) != nil }

    private func position(of cue: Cue, in text: [UInt8], from: Int) -> Int? {
        guard let number = cue.number else { return Cues.position(of: cue.bytes[...], in: text, from: from) }
        let before = cue.bytes[..<number]
        let behind = cue.bytes[(number + 1)...]
        var start = from
        while let at = Cues.position(of: before, in: text, from: start) {
            let word = text[(at + before.count)...].prefix { $0 != UInt8(ascii: " ") }
            if isNumber(word), text[word.endIndex...].starts(with: behind) { return at }
            start = at + 1
        }
        return nil
    }

    private static func position(of needle: ArraySlice<UInt8>, in text: [UInt8], from: Int) -> Int? {
        guard let first = needle.first, needle.count <= text.count else { return nil }
        var i = max(0, from)
        while i + needle.count <= text.count {
            if text[i] == first, text[i..<i + needle.count].elementsEqual(needle) { return i }
            i += 1
        }
        return nil
    }

    private func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
        guard let first = word.first else { return false }
        return (0x30...0x39).contains(first) || numerals.contains(String(decoding: word, as: UTF8.self))
    }
}
