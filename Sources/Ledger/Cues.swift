import Foundation
import Yams

/// Words that tell what the kind of an event does not: `Profiles/cues.yaml`.
struct Cues: Sendable {
    private let groups: [String: [String]]

    static let shared: Cues = {
        let url = Bundle.module.resourceURL!.appendingPathComponent("Profiles/cues.yaml")
        return Cues((try? String(contentsOf: url, encoding: .utf8)) ?? "")
    }()

    init(_ text: String) {
        var groups: [String: [String]] = [:]
        for (key, value) in (try? compose(yaml: text))?.mapping ?? [:] {
            guard let name = key.string else { continue }
            groups[name] = (value.sequence.map(Array.init) ?? []).compactMap { $0.string.map(fold) }
        }
        self.groups = groups
    }

    var names: [String] { groups.keys.sorted() }

    /// The first cue of the group in folded words, and where it begins.
    func find(_ group: String, in folded: String, from: Int = 0) -> (words: String, at: Int)? {
        let text = Array(" \(folded) ".utf8)
        var best: (words: String, at: Int)?
        for cue in groups[group] ?? [] {
            guard let at = Cues.position(of: Array(" \(cue) ".utf8), in: text, from: from) else { continue }
            if best == nil || at < best!.at || at == best!.at && cue.utf8.count > best!.words.utf8.count { best = (cue, at) }
        }
        return best
    }
    func has(_ group: String, in folded: String) -> Bool { find(group, in: folded) != nil }

    private static func position(of needle: [UInt8], in text: [UInt8], from: Int) -> Int? {
        guard needle.count <= text.count else { return nil }
        var i = max(0, from)
        while i + needle.count <= text.count {
            if text[i] == needle[0], text[i..<i + needle.count].elementsEqual(needle) { return i }
            i += 1
        }
        return nil
    }
}
