import Dispatch
import Language

/// All models in their order: each is trained on what the ones before it say, as it will be when they are used.
struct Trainer {
    let trees: [TreeSentence]
    let names: [NameSentence]
    /// Sentences of a treebank without names' annotation.
    let untagged: [TreeSentence]
    let wordNet: WordNet
    let taggerEpochs: Int
    let parserEpochs: Int
    let nameEpochs: Int
    let runs: Int
    let folds: Int
    /// Features seen less often than this get no weights.
    let least: UInt8

    /// - Parameter checkpoint: is given the model before the names are trained.
    func train(keeping old: ModelFile?, trees keepTrees: Bool, checkpoint: ([UInt8]) throws -> Void) throws -> [UInt8] {
        var writer = ModelWriter()
        let tags = Array(Set(trees.flatMap(\.tags))).sorted()
        let relations = ["root"] + Set(trees.flatMap(\.relations)).subtracting(["root"]).sorted()
        writer.add("tags", lines: tags)
        writer.add("relation", lines: relations)
        try LexiconTrainer.lemmas(trees, wordNet, to: &writer)
        writer.add("words", WordTable.pack(wordNet.words))
        writer.add("taglex", LexiconTrainer.tagLexicon(trees, tags: tags))
        let lexicon = TagLexicon(try ModelFile(bytes: writer.bytes()))
        let data = Prepared(trees, lexicon: lexicon, tags: tags)
        if keepTrees, let old {
            for name in ["tagger", "parser"] { if let section = old.section(name) { writer.add(name, Array(section)) } }
        } else {
            Log.line("tagger")
            let counts = TaggerTrainer.counts(data, least: least)
            let tagger = Averaging.mean(
                parallel(runs) {
                    TaggerTrainer.run(data, classes: tags.count, counts: counts, epochs: taggerEpochs, seed: UInt64($0 + 1))
                })
            writer.add("tagger", Averaging.pack(tagger, classes: tags.count))
            if let section = old?.section("parser") {
                writer.add("parser", Array(section))
            } else {
                let predicted = try jackknife(data, tags: tags)
                Log.line("parser")
                let counts = ParserTrainer.counts(trees, data.words, predicted, relations: relations, least: least)
                let parser = Averaging.mean(
                    parallel(runs) {
                        ParserTrainer.run(
                            trees, data.words, predicted, relations: relations, counts: counts, epochs: parserEpochs,
                            seed: UInt64($0 + 101))
                    })
                writer.add("parser", Averaging.pack(parser, classes: 1 + 2 * relations.count))
            }
        }
        try checkpoint(writer.bytes())
        Log.line("names")
        try addNames(to: &writer, lexicon: lexicon)
        return writer.bytes()
    }

    /// The name recogniser: trained on the annotated data, then once more with the treebank's sentences that the first one reads in
    /// accord with the treebank's proper nouns.
    private func addNames(to writer: inout ModelWriter, lexicon: TagLexicon) throws {
        guard let tagger = Tagger(try ModelFile(bytes: writer.bytes())) else { return }
        writer.add("gazette", try Gazetteer.pack(located: wordNet.places))
        writer.add("namelab", lines: NameData.labels)
        let gazetteer = HashTable(try ModelFile(bytes: writer.bytes()).section("gazette"))!
        let proper = tagger.tags.map { $0.upos == .propn }
        func train(_ sentences: [NameSentence]) -> [UInt8] {
            let words = sentences.map { $0.forms.map { Probe.atoms($0, lexicon) } }
            let tags = words.map { Self.tags($0, tagger) }
            let bits = words.map { $0.map { gazetteer[$0.norm] ?? 0 } }
            let counts = NameTrainer.counts(sentences, words, tags, bits: bits, least: least)
            let weights = Averaging.mean(
                parallel(runs) {
                    NameTrainer.run(
                        sentences, words, tags, bits: bits, proper: proper, counts: counts, epochs: nameEpochs,
                        seed: UInt64($0 + 201))
                })
            return Averaging.pack(weights, classes: NameData.labels.count)
        }
        var first = writer
        first.add("names", train(names))
        let recogniser = NameTagger(try ModelFile(bytes: first.bytes()))!
        var silver: [NameSentence] = []
        for sentence in untagged {
            let words = sentence.forms.map { Probe.atoms($0, lexicon) }
            let tags = Self.tags(words, tagger)
            var labels = [UInt8](repeating: 0, count: words.count)
            words.withUnsafeBufferPointer { words in
                labels.withUnsafeMutableBufferPointer { recogniser.tag(words, tags, into: $0.baseAddress!) }
            }
            let agrees = words.indices.allSatisfy { index in
                let proper = sentence.tags[index].hasPrefix("PROPN")
                let bits = GazetteerBits(rawValue: gazetteer[words[index].norm] ?? 0)
                if labels[index] == 0 { return !proper || !bits.isDisjoint(with: [.month, .honorific, .role, .demonym]) }
                return proper || (labels[index] & 1 == 0 && index + 1 < labels.count)
            }
            if agrees { silver.append(NameSentence(forms: sentence.forms, labels: labels)) }
        }
        Log.line("names: \(silver.count) of \(untagged.count) sentences of the treebank join")
        writer.add("names", train(names + silver))
    }

    private static func tags(_ words: [WordAtoms], _ tagger: Tagger) -> [UInt8] {
        var tags = [UInt8](repeating: 0, count: words.count)
        words.withUnsafeBufferPointer { words in tags.withUnsafeMutableBufferPointer { tagger.tag(words, into: $0.baseAddress!) }
        }
        return tags
    }

    /// The tags of each part of the data by a tagger of the other parts: the errors that the parser will meet.
    private func jackknife(_ data: Prepared, tags: [String]) throws -> [[UInt8]] {
        guard folds > 1 else { return data.tags }
        let parts = try parallel(folds) { fold -> [Int: [UInt8]] in
            Log.line("tags of part \(fold + 1) of \(folds)")
            var rest = data
            let mine = trees.indices.filter { $0 / 20 % folds == fold }
            let others = trees.indices.filter { $0 / 20 % folds != fold }
            var writer = ModelWriter()
            writer.add("tags", lines: tags)
            writer.add("words", WordTable.pack(wordNet.words))
            writer.add("taglex", LexiconTrainer.tagLexicon(others.map { trees[$0] }, tags: tags))
            let lexicon = TagLexicon(try ModelFile(bytes: writer.bytes()))
            rest = Prepared(others.map { trees[$0] }, lexicon: lexicon, tags: tags)
            let counts = TaggerTrainer.counts(rest, least: least)
            let weights = TaggerTrainer.run(
                rest, classes: tags.count, counts: counts, epochs: min(4, taggerEpochs), seed: UInt64(fold + 301))
            writer.add("tagger", Averaging.pack(weights, classes: tags.count))
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
