import Dispatch
import Foundation
import Language

/// All models in their order: each is trained on what the ones before it say, as it will be when they are used.
struct Trainer {
    let trees: [TreeSentence]
    let names: [NameSentence]
    /// Sentences of a treebank without names' annotation.
    let untagged: [TreeSentence]
    /// Development parts with their names.
    let development: [(String, [TreeSentence])]
    let wordNet: WordNet
    let taggerEpochs: Int
    let parserEpochs: Int
    let nameEpochs: Int
    let runs: Int
    let folds: Int
    let taggerShape: NetShape
    let parserShape: NetShape
    /// Networks of the parser.
    let parserRuns: Int
    /// Features seen less often than this get no weights.
    let least: UInt8
    /// Bytes for the names' weights.
    let nameSize: Int
    /// Folder for finished parts; a part that is there is not trained again.
    let work: URL?
    /// The part to end with.
    let last: String?

    /// - Returns: the model; nil when the work ends before its last part.
    func train() throws -> [UInt8]? {
        var writer = ModelWriter()
        let tags = Array(Set(trees.flatMap(\.tags))).sorted()
        let relations = ["root"] + Set(trees.flatMap(\.relations)).subtracting(["root"]).sorted()
        writer.add("tags", lines: tags)
        writer.add("relation", lines: relations)
        try LexiconTrainer.lemmas(trees, wordNet, to: &writer)
        writer.add("words", WordTable.pack(wordNet.words))
        writer.add("taglex", LexiconTrainer.tagLexicon(trees, tags: tags))
        let gazette = try Gazetteer.pack(located: wordNet.places)
        writer.add("gazette", gazette)
        let lexicon = TagLexicon(try ModelFile(bytes: writer.bytes()))
        let data = Prepared(trees, lexicon: lexicon, tags: tags)
        let counts = LexiconTrainer.vocabulary(data, least: 2, to: &writer)
        let rows = NetRows(try ModelFile(bytes: writer.bytes()))!
        writer.add(
            "tagnet",
            try part("tagger") {
                TaggerNetTrainer(rows: rows.taggerTable, classes: tags.count, shape: taggerShape, seed: 1).train(
                    Self.netWords(data, rows, counts), tags: data.tags, epochs: taggerEpochs, name: "tagger")
            })
        try report(writer, lexicon, trees: false)
        if last == "tagger" { return nil }
        let flat = try part("tags") { try jackknife(data, tags: tags, gazette: gazette).flatMap { $0 } }
        var at = 0
        let predicted = trees.map { sentence in
            defer { at += sentence.count }
            return Array(flat[at..<at + sentence.count])
        }
        if last == "tags" { return nil }
        let number = Dictionary(uniqueKeysWithValues: relations.enumerated().map { ($1, $0) })
        let words = trees.indices.map { sentence in
            var out: [NetWord] = []
            for index in 0...trees[sentence].count {
                var ids = [Int32](repeating: -1, count: NetRows.perWord)
                if index == trees[sentence].count {
                    rows.root(into: &ids)
                    out.append(NetWord(rows: ids, count: 1e9))
                } else {
                    let word = data.words[sentence][index]
                    rows.tagged(word, predicted[sentence][index], into: &ids)
                    out.append(NetWord(rows: ids, count: counts[word.norm] ?? 0))
                }
            }
            return out
        }
        let heads = trees.map { tree in tree.heads.map { $0 < 0 ? tree.count : $0 } }
        let labels = trees.map { $0.relations.map { number[$0] ?? 0 } }
        let parsers = try parallel(parserRuns) { run in
            try part("parser\(run)") {
                ParserNetTrainer(
                    rows: rows.parserTable, relations: relations.count, shape: parserShape, seed: UInt64(run + 102)
                ).train(words, heads: heads, labels: labels, epochs: parserEpochs, name: "parser \(run)")
            }
        }
        for (run, section) in parsers.enumerated() { writer.add("parser\(run)", section) }
        try report(writer, lexicon, trees: true)
        if last == "parser" { return nil }
        try addNames(to: &writer, lexicon: lexicon)
        return writer.bytes()
    }

    private static func netWords(_ data: Prepared, _ rows: NetRows, _ counts: [UInt64: Float]) -> [[NetWord]] {
        data.words.map { sentence in
            let frame = sentence.withUnsafeBufferPointer { NameTagger.frame($0) }
            return sentence.map { word in
                var ids = [Int32](repeating: -1, count: NetRows.perWord)
                rows.plain(word, frame, into: &ids)
                return NetWord(rows: ids, count: counts[word.norm] ?? 0)
            }
        }
    }

    /// Says how well the parts that there are do on the development parts.
    private func report(_ writer: ModelWriter, _ lexicon: TagLexicon, trees: Bool) throws {
        let model = try ModelFile(bytes: writer.bytes())
        guard let tagger = Tagger(model) else { return Log.line("the tagger cannot be read back") }
        let parser = trees ? Parser(model) : nil
        var state = ParserState(capacity: 1024)
        defer { state.deallocate() }
        for (name, sentences) in development {
            var total = 0, tagged = 0, headed = 0, labelled = 0
            for sentence in sentences where sentence.count <= 1000 {
                let words = sentence.forms.map { Probe.atoms($0, lexicon) }
                let tags = Self.tags(words, tagger)
                words.withUnsafeBufferPointer { parser?.parse($0, tags, &state) }
                for index in 0..<sentence.count {
                    total += 1
                    if sentence.tags[index].hasPrefix(tagger.tags[Int(tags[index])].upos.label + "/") { tagged += 1 }
                    guard let parser else { continue }
                    let head = state.head(index) == sentence.count ? -1 : state.head(index)
                    guard head == sentence.heads[index] else { continue }
                    headed += 1
                    let relation = parser.relations[state.label(index)].split(separator: ":")[0]
                    if relation == sentence.relations[index].split(separator: ":")[0] { labelled += 1 }
                }
            }
            func percent(_ part: Int) -> String { String(format: "%.2f", 100 * Double(part) / Double(max(1, total))) }
            Log.line("\(name): UPOS \(percent(tagged))" + (trees ? " UAS \(percent(headed)) LAS \(percent(labelled))" : ""))
        }
    }

    /// A part of the work: as a former run left it, or made now.
    private func part(_ name: String, _ make: () throws -> [UInt8]) throws -> [UInt8] {
        guard let file = work?.appendingPathComponent(name) else {
            Log.line(name)
            return try make()
        }
        if let bytes = try? Data(contentsOf: file) { return Array(bytes) }
        Log.line(name)
        let bytes = try make()
        try Data(bytes).write(to: file, options: .atomic)
        return bytes
    }

    /// The name recogniser: trained on the annotated data, then once more with the treebank's sentences that the first one reads in
    /// accord with the treebank's proper nouns.
    private func addNames(to writer: inout ModelWriter, lexicon: TagLexicon) throws {
        guard let tagger = Tagger(try ModelFile(bytes: writer.bytes())) else { return }
        writer.add("namelab", lines: NameData.labels)
        let proper = tagger.tags.map { $0.upos == .propn }
        func train(_ sentences: [NameSentence], budget: Int) -> [UInt8] {
            let words = sentences.map { $0.forms.map { Probe.atoms($0, lexicon) } }
            let tags = words.map { Self.tags($0, tagger) }
            let bits = words.map { $0.map(\.lists) }
            let counts = NameTrainer.counts(sentences, words, tags, bits: bits, least: least)
            let weights = Averaging.mean(
                parallel(runs) {
                    NameTrainer.run(
                        sentences, words, tags, bits: bits, proper: proper, counts: counts, epochs: nameEpochs,
                        seed: UInt64($0 + 201))
                })
            return Averaging.pack(weights, classes: NameData.labels.count, budget: budget)
        }
        let before = writer
        let recogniser = try part("names") {
            var first = before
            first.add("names", train(names, budget: .max))
            let teacher = NameTagger(try ModelFile(bytes: first.bytes()))!
            var silver: [NameSentence] = []
            for sentence in untagged {
                let words = sentence.forms.map { Probe.atoms($0, lexicon) }
                let tags = Self.tags(words, tagger)
                var labels = [UInt8](repeating: 0, count: words.count)
                words.withUnsafeBufferPointer { words in
                    labels.withUnsafeMutableBufferPointer { teacher.tag(words, tags, into: $0.baseAddress!) }
                }
                let agrees = words.indices.allSatisfy { index in
                    let proper = sentence.tags[index].hasPrefix("PROPN")
                    let bits = GazetteerBits(rawValue: words[index].lists)
                    if labels[index] == 0 { return !proper || !bits.isDisjoint(with: [.month, .honorific, .role, .demonym]) }
                    return proper || (labels[index] & 1 == 0 && index + 1 < labels.count)
                }
                if agrees { silver.append(NameSentence(forms: sentence.forms, labels: labels)) }
            }
            Log.line("names: \(silver.count) of \(untagged.count) sentences of the treebank join")
            return train(names + silver, budget: nameSize)
        }
        writer.add("names", recogniser)
    }

    static func tags(_ words: [WordAtoms], _ tagger: Tagger) -> [UInt8] {
        var tags = [UInt8](repeating: 0, count: words.count)
        words.withUnsafeBufferPointer { words in tags.withUnsafeMutableBufferPointer { tagger.tag(words, into: $0.baseAddress!) }
        }
        return tags
    }

    /// The tags of each part of the data by a tagger of the other parts: the errors that the parser will meet.
    func jackknife(_ data: Prepared, tags: [String], gazette: [UInt8]) throws -> [[UInt8]] {
        guard folds > 1 else { return data.tags }
        let parts = try parallel(folds) { fold -> [Int: [UInt8]] in
            Log.line("tags of part \(fold + 1) of \(folds)")
            let mine = trees.indices.filter { $0 / 20 % folds == fold }
            let others = trees.indices.filter { $0 / 20 % folds != fold }
            var writer = ModelWriter()
            writer.add("tags", lines: tags)
            writer.add("words", WordTable.pack(wordNet.words))
            writer.add("gazette", gazette)
            writer.add("taglex", LexiconTrainer.tagLexicon(others.map { trees[$0] }, tags: tags))
            let lexicon = TagLexicon(try ModelFile(bytes: writer.bytes()))
            let rest = Prepared(others.map { trees[$0] }, lexicon: lexicon, tags: tags)
            let counts = LexiconTrainer.vocabulary(rest, least: 2, to: &writer)
            let rows = NetRows(try ModelFile(bytes: writer.bytes()))!
            let trainer = TaggerNetTrainer(
                rows: rows.taggerTable, classes: tags.count, shape: taggerShape, seed: UInt64(fold + 301))
            writer.add(
                "tagnet",
                trainer.train(
                    Self.netWords(rest, rows, counts), tags: rest.tags, epochs: min(6, taggerEpochs), name: "part \(fold + 1)"))
            let tagger = Tagger(try ModelFile(bytes: writer.bytes()))!
            var out: [Int: [UInt8]] = [:]
            for index in mine {
                let words = trees[index].forms.map { Probe.atoms($0, lexicon) }
                var result = [UInt8](repeating: 0, count: words.count)
                words.withUnsafeBufferPointer { words in
                    result.withUnsafeMutableBufferPointer { tagger.tag(words, into: $0.baseAddress!) }
                }
                out[index] = result
            }
            return out
        }
        var all = data.tags
        for part in parts { for (index, tags) in part { all[index] = tags } }
        return all
    }

    /// Runs the work for 0..<count on all cores; the results are in order.
    private func parallel<T: Sendable>(_ count: Int, _ work: @Sendable (Int) throws -> T) rethrows -> [T] {
        var results = [Result<T, any Error>?](repeating: nil, count: count)
        results.withUnsafeMutableBufferPointer { buffer in
            nonisolated(unsafe) let out = buffer.baseAddress!
            DispatchQueue.concurrentPerform(iterations: count) { index in out[index] = Result { try work(index) } }
        }
        return try results.map { try $0!.get() }
    }
}
