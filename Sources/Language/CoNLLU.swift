/// CoNLL-U: reading gold tokens, and writing them with the analyser's columns.
public enum CoNLLU {
    /// One line of a word.
    public struct Word: Sendable {
        /// The ten columns.
        public var columns: [String]
        public var form: String { columns[1] }
    }

    /// One sentence: its lines in order.
    public struct Block: Sendable {
        public enum Line: Sendable {
            case word(Word)
            /// Comments, ranges of multiword tokens, empty nodes: kept as they are.
            case other(String)
        }
        public var lines: [Line] = []
        public var words: [Word] {
            lines.compactMap { if case .word(let word) = $0 { word } else { nil } }
        }
        public init() {}
    }

    /// Reads a file.
    /// - Throws: `LanguageError.badLine` with the line's number, for a wrong number of columns or a wrong first column.
    public static func read(_ text: String) throws -> [Block] {
        var blocks: [Block] = []
        var block = Block()
        var number = 0
        var expected = 1
        func close() {
            if !block.lines.isEmpty { blocks.append(block) }
            block = Block()
            expected = 1
        }
        var copy = text
        try copy.withUTF8 { bytes in
            var start = 0
            while start < bytes.count {
                var end = start
                while end < bytes.count, bytes[end] != 0x0A { end += 1 }
                number += 1
                var stop = end
                if stop > start, bytes[stop - 1] == 0x0D { stop -= 1 }
                let line = UnsafeBufferPointer(rebasing: bytes[start..<stop])
                start = end + 1
                if line.isEmpty || line.allSatisfy({ $0 == 0x20 }) {
                    close()
                    continue
                }
                if line[0] == 0x23 {
                    block.lines.append(.other(String(decoding: line, as: UTF8.self)))
                    continue
                }
                let columns = line.split(separator: 0x09, omittingEmptySubsequences: false).map {
                    String(decoding: $0, as: UTF8.self)
                }
                guard columns.count == 10 else {
                    throw LanguageError.badLine(
                        number: number, reason: "CoNLL-U has ten columns with tabs between them, this line has \(columns.count)")
                }
                let identifier = columns[0]
                if identifier.utf8.contains(0x2D) || identifier.utf8.contains(0x2E) {
                    block.lines.append(.other(columns.joined(separator: "\t")))
                    continue
                }
                guard Int(identifier) == expected else {
                    throw LanguageError.badLine(
                        number: number, reason: "the word's number is \"\(identifier)\", \(expected) was expected")
                }
                guard !columns[1].isEmpty else { throw LanguageError.badLine(number: number, reason: "the form is empty") }
                expected += 1
                block.lines.append(.word(Word(columns: columns)))
            }
        }
        close()
        return blocks
    }

    /// The filter `--conllu`: gold tokens in, the same lines out with LEMMA, UPOS, XPOS, FEATS, HEAD and DEPREL predicted.
    /// - Throws: `LanguageError.badLine`.
    public static func annotate(_ text: String, with analyzer: Analyzer) throws -> String {
        let blocks = try read(text)
        let analysis = analyzer.analyze(tokens: blocks.map { $0.words.map(\.form) })
        var sentence = 0
        var out = ""
        for block in blocks {
            var token = 0
            let words = block.words.count
            for line in block.lines {
                switch line {
                case .other(let text): out += text
                case .word(let word):
                    let predicted = analysis.sentences[sentence].tokens[token]
                    out += columns(token, predicted, form: word.form, misc: word.columns[9])
                    token += 1
                }
                out += "\n"
            }
            if words > 0 { sentence += 1 }
            out += "\n"
        }
        return out
    }

    /// A whole analysis as CoNLL-U, with the names in MISC.
    public static func write(_ analysis: Analysis) -> String {
        var out = ""
        for (number, sentence) in analysis.sentences.enumerated() {
            out += "# sent_id = \(number + 1)\n# text = "
            out += String(analysis.words(sentence.range).map { $0.isNewline ? " " : $0 }) + "\n"
            for (index, token) in sentence.tokens.enumerated() {
                var misc: [String] = []
                for name in sentence.names where name.tokens.contains(index) {
                    misc.append("Name=\(index == name.tokens.lowerBound ? "B" : "I")-\(name.type)")
                }
                if index + 1 < sentence.tokens.count, sentence.tokens[index + 1].range.lowerBound == token.range.upperBound {
                    misc.append("SpaceAfter=No")
                }
                misc.append("Bytes=\(token.range.lowerBound):\(token.range.upperBound)")
                out += columns(index, token, form: token.form, misc: misc.joined(separator: "|")) + "\n"
            }
            out += "\n"
        }
        return out
    }

    private static func columns(_ index: Int, _ token: Token, form: String, misc: String) -> String {
        "\(index + 1)\t\(form)\t\(token.lemma)\t\(token.upos.label)\t\(token.xpos)\t\(features(token.features))\t\(token.head + 1)"
            + "\t\(token.relation)\t_\t\(misc)"
    }

    private static func features(_ features: Features) -> String {
        var parts: [String] = []
        if features.contains(.plural) { parts.append("Number=Plur") }
        if features.contains(.singular) { parts.append("Number=Sing") }
        if features.contains(.possessive) { parts.append("Poss=Yes") }
        if features.contains(.past) { parts.append("Tense=Past") }
        if features.contains(.present) { parts.append("Tense=Pres") }
        if features.contains(.finite) {
            parts.append("VerbForm=Fin")
        } else if features.contains(.infinitive) {
            parts.append("VerbForm=Inf")
        } else if features.contains(.gerund) {
            parts.append("VerbForm=Ger")
        } else if features.contains(.participle) {
            parts.append("VerbForm=Part")
        }
        if features.contains(.passive) { parts.append("Voice=Pass") }
        return parts.isEmpty ? "_" : parts.joined(separator: "|")
    }
}
