import CaseModel
import Foundation

/// What words that tell events may mean, by number (senses of WordNet 3.0 and what they are derived from): words of one event share one.
struct SenseLexicon: Sendable {
    static let shared = SenseLexicon()
    /// Numbers of meanings begin here, above those of a case's words.
    private static let first = 1 << 29

    private let senses: [String: [Int]]

    private init() {
        guard let url = Bundle.module.url(forResource: "senses", withExtension: "txt", subdirectory: "Data"),
            let text = try? String(contentsOf: url, encoding: .utf8)
        else { fatalError("Data/senses.txt is missing from the bundle") }
        var senses: [String: [Int]] = [:]
        for line in text.utf8.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
            guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { continue }
            senses[String(decoding: line[..<tab], as: UTF8.self)] =
                line[line.index(after: tab)...].split(separator: UInt8(ascii: " ")).compactMap { number in
                    Int(String(decoding: number, as: UTF8.self)).map { Self.first + $0 }
                }
        }
        self.senses = senses
    }

    /// - Parameter lemma: a verb or a noun, or a verb with its particle ("strike down").
    func meanings(of lemma: String) -> SmallSet { SmallSet(senses[lemma.lowercased()] ?? []) }
}
