import CaseModel

/// Puts blocks together into `Document.text`: a blank line between them, ranges counted as they go.
struct TextBuilder {
    private(set) var text: [UInt8] = []
    private(set) var blocks: [Block] = []
    private(set) var datelines: [Dateline] = []
    private(set) var days: [DayCandidate] = []
    private var paragraphs = 0

    /// Adds a block to the text. A paragraph that opens with a dateline is cut in two blocks, with nothing between them.
    mutating func add(_ kind: Block.Kind, _ words: some Collection<UInt8>, _ source: Range<Int>?) {
        guard !words.isEmpty else { return }
        if !text.isEmpty { text += [10, 10] }
        let start = text.count
        text += words
        var from = start
        if kind == .dateline {
            if let dateline = Dateline.parse(words, offset: start, alone: true) { note(dateline) }
        } else if kind == .paragraph {
            paragraphs += 1
            if paragraphs <= 4, datelines.isEmpty, let dateline = Dateline.parse(words, offset: start),
                let range = dateline.range, range.upperBound < text.count
            {
                note(dateline)
                blocks.append(
                    Block(
                        kind: .dateline, text: text[start..<range.upperBound].text, range: start..<range.upperBound,
                        source: source))
                from = range.upperBound
            }
        }
        blocks.append(Block(kind: kind, text: text[from...].text, range: from..<text.count, source: source))
    }

    /// Adds a block that is kept apart from the text.
    mutating func apart(_ kind: Block.Kind, _ words: some Collection<UInt8>, _ source: Range<Int>?) {
        blocks.append(Block(kind: kind, text: words.text, range: nil, source: source))
    }

    private mutating func note(_ dateline: Dateline) {
        datelines.append(dateline)
        if let day = dateline.day, day.first?.isNumber == true || day.hasPrefix("[") || day.hasPrefix("XXXX"),
            let range = dateline.range
        {
            days.append(DayCandidate(role: .published, source: .dateline, edtf: day, words: text[range].text, range: range))
        }
    }

    func finish(_ document: inout Document) {
        document.text = text.text
        document.blocks = blocks
        document.datelines = datelines
        document.days += days
    }
}
