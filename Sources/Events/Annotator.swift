import CaseModel
import Language
import TimeExpressions

/// Reads one document: who is in it, what it says happened, when, on whose word. A pure function of the document, safe on many
/// threads at once.
public struct Annotator: Sendable {
    /// Grows with every change of what the annotation of a document may be, so that stored ones are made again.
    public static let version = 6

    private let analyzer: Analyzer
    private let tagger: TimeTagger
    private let lexicon: Lexicon

    /// - Throws: what the language model, the grammar of times or the lexicon of frames lacks.
    public init() throws {
        try self.init(analyzer: Analyzer.shared(language: "en"))
    }

    /// With an analyser of the caller's.
    public init(analyzer: Analyzer) throws {
        self.analyzer = analyzer
        tagger = try TimeTagger(language: "en")
        lexicon = try Lexicon.shared.get()
    }

    /// The annotation of one document. Offsets are UTF-8 bytes of `document.text`.
    public func annotate(_ document: Document) -> Annotation {
        let bytes = Array(document.text.utf8)
        let blocks = document.blocks.compactMap { Annotator.readable($0, in: document, bytes) }
        let analysis = analyzer.analyze(bytes: bytes, blocks: blocks.map { $0.range! })
        return annotate(
            document, analysis: analysis,
            times: tagger.tag(analysis, asides: blocks.filter { $0.kind == .caption }.map { $0.range! }), blocks: blocks)
    }

    /// The annotation of a document that has been analysed already.
    func annotate(_ document: Document, analysis: Analysis, times: [TimeExpression], blocks: [Block]) -> Annotation {
        var scene = Scene(document: document, analysis: analysis, blocks: blocks, lexicon: lexicon)
        let times = CountedTimes.bound(ToldYears.bound(DatedLines.bound(times, scene: scene), scene: scene), scene: scene)
        let ranges = blocks.isEmpty ? Annotator.paragraphs(analysis.text) : blocks.map { $0.range! }
        let marked = QuoteMarks.find(analysis.text, blocks: ranges)
        scene.markQuoted(marked)
        scene.markTimes(times)
        var book = EntityBook(scene: scene)
        let names = scene.nameForms()
        book.group(names, scene: scene)
        book.readIntroductions(names, scene: scene)
        book.resolve(scene: scene)
        book.readAges(times, scene: scene)
        book.findCountries(scene: scene)
        var reader = EventReader(Reading(scene: scene, book: book))
        reader.read()
        reader.linkTimes(times)
        reader.shareWithInstruments()
        reader.carryDay(times)
        reader.readFigures()
        reader.linkAnaphors()
        reader.linkTargets()
        reader.fillFromPaper()
        reader.anchorToActs(times)
        reader.readLegal(times)
        let quotes = QuoteReader(scene: scene, book: book, marked: marked).read()
        var annotation = book.annotation(document: document, scene: scene, times: times, drafts: reader.drafts, quotes: quotes)
        annotation.spokenFor = reader.spokenFor.sorted()
        return annotation
    }

    /// A block as it is to be read, nil where it is not to be: credits and datelines tell no events, and "LOME, May 3 (Agency) -" is
    /// no part of the sentence that it opens.
    private static func readable(_ block: Block, in document: Document, _ text: [UInt8]) -> Block? {
        guard var range = block.range, block.kind != .credit, block.kind != .dateline,
            range.upperBound <= text.count
        else { return nil }
        for line in document.datelines {
            if let opening = line.range, opening.lowerBound == range.lowerBound, opening.upperBound < range.upperBound {
                range = opening.upperBound..<range.upperBound
            }
        }
        range = afterPlace(range, Array(text[range].prefix(60)))
        var readable = block
        readable.range = range
        return range.isEmpty ? nil : readable
    }

    /// "LOME: The court …": a place in capitals before a colon opens a paragraph as a dateline does.
    private static func afterPlace(_ range: Range<Int>, _ start: [UInt8]) -> Range<Int> {
        guard let colon = start.firstIndex(of: 0x3A), colon > 2, colon + 2 < start.count, start[colon + 1] == 0x20,
            start[..<colon].allSatisfy({ $0 >= 0x41 && $0 <= 0x5A || $0 == 0x20 || $0 == 0x2D })
        else { return range }
        return (range.lowerBound + colon + 2)..<range.upperBound
    }

    /// Paragraphs by blank lines, where the document knows no blocks.
    private static func paragraphs(_ text: [UInt8]) -> [Range<Int>] {
        [0..<text.count]
    }
}

extension Scene {
    /// Marks the tokens between quotation marks, but for a word or three: those are the writer's.
    mutating func markQuoted(_ marked: [Marked]) {
        guard !marked.isEmpty else { return }
        var next = 0
        for number in sentences.indices {
            for token in sentences[number].tokens.indices {
                let start = sentences[number].tokens[token].range.lowerBound
                while next < marked.count, marked[next].inner.upperBound <= start { next += 1 }
                guard next < marked.count else { return }
                guard marked[next].inner.contains(start) else { continue }
                let inner = text[marked[next].inner]
                let spaces = inner.reduce(0) { $0 + ($1 == 0x20 ? 1 : 0) }
                // "He is innocent," is a sentence though it is short.
                let isSentence =
                    spaces > 0 && (0x41...0x5A).contains(inner.first!) && [0x2C, 0x2E, 0x21, 0x3F].contains(inner.last!)
                if spaces > 2 || isSentence { sentences[number].quoted[token] = true }
            }
        }
    }
}
