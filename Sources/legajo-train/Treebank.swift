import Foundation
import Language

/// A sentence of a treebank as training needs it.
struct TreeSentence: Sendable {
    var forms: [String] = []
    var lemmas: [String] = []
    /// "VERB/VBD"
    var tags: [String] = []
    /// -1 for the root.
    var heads: [Int] = []
    var relations: [String] = []
    /// Whether white space follows.
    var spaceAfter: [Bool] = []
    /// GUM's column of entities, "" where there is none.
    var entities: [String] = []
    var text = ""
    var opensParagraph = false
    var genre = ""
    var count: Int { forms.count }
}

enum Treebank {
    /// Reads a CoNLL-U file of gold trees.
    static func read(_ path: String) throws -> [TreeSentence] {
        let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        var genre = ""
        var sentences: [TreeSentence] = []
        for block in try CoNLLU.read(text) {
            var sentence = TreeSentence()
            var rangeEnd = 0
            var rangeSpace = true
            for line in block.lines {
                switch line {
                case .other(let other):
                    if other.hasPrefix("# meta::genre = ") { genre = String(other.dropFirst(16)) }
                    if other.hasPrefix("# newdoc") && !other.contains("GUM_") { genre = "" }
                    if other.hasPrefix("# newpar") { sentence.opensParagraph = true }
                    if other.hasPrefix("# newdoc") { sentence.opensParagraph = true }
                    if other.hasPrefix("# text = ") { sentence.text = String(other.dropFirst(9)) }
                    if !other.hasPrefix("#") {
                        let columns = other.split(separator: "\t", omittingEmptySubsequences: false)
                        if let dash = columns[0].firstIndex(of: "-"), let end = Int(columns[0][columns[0].index(after: dash)...])
                        {
                            rangeEnd = end
                            rangeSpace = !columns[9].contains("SpaceAfter=No")
                        }
                    }
                case .word(let word):
                    let columns = word.columns
                    let number = sentence.count + 1
                    sentence.forms.append(columns[1])
                    sentence.lemmas.append(columns[2])
                    sentence.tags.append(columns[3] + "/" + columns[4])
                    sentence.heads.append((Int(columns[6]) ?? 0) - 1)
                    sentence.relations.append(columns[7])
                    let space = !columns[9].contains("SpaceAfter=No")
                    sentence.spaceAfter.append(number < rangeEnd ? false : number == rangeEnd ? rangeSpace : space)
                    let entity = columns[9].split(separator: "|").first { $0.hasPrefix("Entity=") }
                    sentence.entities.append(entity.map { String($0.dropFirst(7)) } ?? "")
                }
            }
            sentence.genre = genre
            if sentence.count > 0 { sentences.append(sentence) }
        }
        return sentences
    }
}
