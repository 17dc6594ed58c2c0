import Foundation

/// Sentences, tokens, tags, trees and names of a text. Any number of threads may use one analyser at once.
public final class Analyzer: Sendable {
    let model: ModelFile
    let lexicon: TagLexicon
    let tokenizer: Tokenizer
    let splitter: SentenceSplitter
    let tagger: Tagger
    let parser: Parser
    let names: NameTagger
    let lemmatizer: Lemmatizer
    let typer = NameTyper()
    /// Hash of a word in lower case → the lists that hold it, for the rules of names.
    let gazetteer: [UInt64: UInt32]

    /// Maps a model file.
    /// - Throws: `LanguageError.badModel`, `.missingData`.
    public convenience init(modelAt path: String) throws {
        try self.init(model: ModelFile(path: path), path: path)
    }

    package init(model: ModelFile, path: String = "(memory)") throws {
        self.model = model
        let rules = try TokenRules()
        tokenizer = Tokenizer(rules: rules)
        splitter = SentenceSplitter(rules: rules)
        lexicon = TagLexicon(model)
        guard let tagger = Tagger(model), let parser = Parser(model), let names = NameTagger(model) else {
            throw LanguageError.badModel(path: path, reason: "parts of the model are missing")
        }
        self.tagger = tagger
        self.parser = parser
        self.names = names
        let verbs = try WordLists(resource: "lemmas.txt")
        lemmatizer = Lemmatizer(
            model,
            corrections: Dictionary(
                verbs.kinds.flatMap { lemma in verbs.words(lemma).map { ($0, lemma) } }, uniquingKeysWith: { first, _ in first }))
        gazetteer = try Gazetteer.table(located: [])
    }

    /// The analyser of a language that the program carries: "en".
    /// - Throws: `LanguageError.noModel`, `.badModel`, `.missingData`.
    public static func shared(language: String) throws -> Analyzer {
        guard language == "en" else { throw LanguageError.noModel(language: language) }
        return try english.get()
    }

    private static let english: Result<Analyzer, any Error> = Result {
        if let url = Bundle.module.url(forResource: "Data/en.model", withExtension: nil) {
            return try Analyzer(modelAt: url.path)
        }
        if let folder = ProcessInfo.processInfo.environment["LEGAJO_MODELS"] {
            return try Analyzer(modelAt: folder + "/en.model")
        }
        throw LanguageError.noModel(language: "en")
    }

    /// Analyses a text.
    /// - Parameters:
    ///   - text: the whole text; offsets in the result are its UTF-8 bytes.
    ///   - blocks: byte ranges of headings, paragraphs and the like, in order, which no sentence crosses; empty: paragraphs are
    ///     found by blank lines.
    public func analyze(text: String, blocks: [Range<Int>] = []) -> Analysis {
        analyze(bytes: Array(text.utf8), blocks: blocks)
    }

    /// As `analyze(text:blocks:)`, for UTF-8 bytes; broken sequences are read as symbols.
    public func analyze(bytes: [UInt8], blocks: [Range<Int>] = []) -> Analysis {
        var analysis = Analysis(text: bytes, sentences: [])
        let blocks = blocks.isEmpty ? [0..<bytes.count] : blocks
        var work = Work()
        defer { work.deallocate() }
        bytes.withUnsafeBufferPointer { buffer in
            guard let text = buffer.baseAddress else { return }
            var tokens: [RawToken] = []
            for (number, block) in blocks.enumerated() {
                let range = max(0, block.lowerBound)..<min(bytes.count, block.upperBound)
                guard range.lowerBound < range.upperBound else { continue }
                tokens.removeAll(keepingCapacity: true)
                tokenizer.tokenize(text, range, into: &tokens)
                guard !tokens.isEmpty else { continue }
                let starts = splitter.starts(text, tokens)
                for (index, start) in starts.enumerated() {
                    let end = index + 1 < starts.count ? starts[index + 1] : tokens.count
                    analysis.sentences.append(sentence(text, tokens[start..<end], number, &work))
                }
            }
        }
        typer.finish(&analysis, work.marks)
        return analysis
    }

    /// Tags, parses and names sentences whose tokens are given.
    /// - Parameter sentences: for each sentence its tokens' forms. Offsets in the result are those of the forms joined by spaces,
    ///   sentences by line breaks.
    public func analyze(tokens sentences: [[String]]) -> Analysis {
        var text: [UInt8] = []
        var ranges: [[RawToken]] = []
        for sentence in sentences {
            var tokens: [RawToken] = []
            for (index, form) in sentence.enumerated() {
                if index > 0 { text.append(0x20) }
                let start = Int32(text.count)
                text += Array(form.utf8)
                tokens.append(
                    RawToken(start: start, end: Int32(text.count), gap: index > 0 ? .space : .line, rejoined: false, kind: .word))
            }
            text.append(0x0A)
            ranges.append(tokens)
        }
        var analysis = Analysis(text: text, sentences: [])
        var work = Work()
        defer { work.deallocate() }
        text.withUnsafeBufferPointer { buffer in
            for tokens in ranges where !tokens.isEmpty {
                analysis.sentences.append(self.sentence(buffer.baseAddress!, tokens[...], 0, &work))
            }
        }
        typer.finish(&analysis, work.marks)
        return analysis
    }

    /// Reused memory of one call.
    struct Work {
        var reader = WordReader()
        var words: [WordAtoms] = []
        var tags: [UInt8] = []
        var labels: [UInt8] = []
        var joined: [UInt8] = []
        /// For each sentence so far, what the rules of names know of its tokens.
        var marks: [[NameMark]] = []
        /// Form and tag → lemma, for the words of this text.
        var lemmas: [UInt64: String] = [:]
        var state = ParserState(capacity: 512)
        var capacity = 512

        mutating func reserve(_ count: Int) {
            guard count > capacity else { return }
            state.deallocate()
            capacity = count * 2
            state = ParserState(capacity: capacity)
        }
        func deallocate() { state.deallocate() }
    }

    private func sentence(
        _ text: UnsafePointer<UInt8>, _ raw: ArraySlice<RawToken>, _ block: Int, _ work: inout Work
    ) -> Sentence {
        let count = raw.count
        work.reserve(count)
        work.words.removeAll(keepingCapacity: true)
        if work.tags.count < count {
            work.tags = [UInt8](repeating: 0, count: count * 2)
            work.labels = work.tags
        }
        var tokens: [Token] = []
        tokens.reserveCapacity(count)
        for token in raw {
            let start = Int(token.start)
            var length = Int(token.end) - start
            let form: String
            if token.rejoined {
                work.joined.removeAll(keepingCapacity: true)
                for offset in start..<start + length where !ByteClass.isSpace(text[offset]) {
                    if text[offset] == 0x2D, offset + 1 < start + length, ByteClass.isSpace(text[offset + 1]) { continue }
                    work.joined.append(text[offset])
                }
                form = String(decoding: work.joined, as: UTF8.self)
                length = work.joined.count
                let atoms = work.joined.withUnsafeBufferPointer { work.reader.atoms($0.baseAddress!, length, lexicon) }
                work.words.append(atoms)
            } else {
                form = String(decoding: UnsafeBufferPointer(start: text + start, count: length), as: UTF8.self)
                work.words.append(work.reader.atoms(text + start, length, lexicon))
            }
            tokens.append(
                Token(
                    range: start..<Int(token.end), form: form, lemma: "", upos: .x, xpos: "", features: [], head: -1,
                    relation: "dep"))
        }
        var spans: [NameSpan] = []
        work.words.withUnsafeBufferPointer { words in
            work.tags.withUnsafeMutableBufferPointer { tagger.tag(words, into: $0.baseAddress!) }
            work.tags.withUnsafeBufferPointer { tags in
                parser.parse(words, tags.baseAddress!, &work.state)
                work.labels.withUnsafeMutableBufferPointer { names.tag(words, tags.baseAddress!, into: $0.baseAddress!) }
            }
        }
        for index in 0..<count {
            let tag = tagger.tags[Int(work.tags[index])]
            tokens[index].upos = tag.upos
            tokens[index].xpos = tag.xpos
            tokens[index].features = Morphology.features(xpos: tag.xpos)
            let key = Hashing.mix(work.words[index].form, UInt64(work.tags[index]))
            if let known = work.lemmas[key] {
                tokens[index].lemma = known
            } else {
                let lemma = lemmatizer.lemma(tokens[index].form, xpos: tag.xpos)
                work.lemmas[key] = lemma
                tokens[index].lemma = lemma
            }
            let head = work.state.head(index)
            tokens[index].head = head == count ? -1 : head
            tokens[index].relation = parser.relations[work.state.label(index)]
        }
        Morphology.refine(&tokens)
        work.marks.append(
            work.words.map { word in
                let capital = word.flags.contains(.initialCapital)
                return NameMark(bits: GazetteerBits(rawValue: gazetteer[word.norm] ?? 0), capital: capital)
            })
        var index = 0
        while index < count {
            let label = Int(work.labels[index])
            var end = index + 1
            if label > 0 {
                // Labels are O, B and I of each type in turn.
                let inside = label & 1 == 1 ? label + 1 : label
                while end < count, Int(work.labels[end]) == inside { end += 1 }
                spans.append(NameSpan(tokens: index..<end, type: names.types[(label - 1) / 2]))
            }
            index = end
        }
        let range = tokens.isEmpty ? 0..<0 : tokens[0].range.lowerBound..<tokens[count - 1].range.upperBound
        return Sentence(range: range, tokens: tokens, names: spans, block: block)
    }
}

extension Analyzer {
    /// Tokens and sentences alone, without tags, trees and names.
    package func segment(bytes: [UInt8]) -> [(range: Range<Int>, tokens: [Range<Int>])] {
        var out: [(range: Range<Int>, tokens: [Range<Int>])] = []
        bytes.withUnsafeBufferPointer { buffer in
            guard let text = buffer.baseAddress else { return }
            var tokens: [RawToken] = []
            tokenizer.tokenize(text, 0..<bytes.count, into: &tokens)
            let starts = splitter.starts(text, tokens)
            for (index, start) in starts.enumerated() {
                let slice = tokens[start..<(index + 1 < starts.count ? starts[index + 1] : tokens.count)]
                let ranges = slice.map { Int($0.start)..<Int($0.end) }
                out.append((ranges[0].lowerBound..<ranges[ranges.count - 1].upperBound, ranges))
            }
        }
        return out
    }
}
