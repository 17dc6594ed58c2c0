import Dispatch
import Language

/// All models in their order: each is trained on what the ones before it say, as it will be when they are used.
struct Trainer {
    let trees: [TreeSentence]
    let names: [NameSentence]
    let taggerEpochs: Int
    let parserEpochs: Int
    let nameEpochs: Int
    let runs: Int
    let folds: Int
    let prune: Float

    func train(keeping old: ModelFile?, trees keepTrees: Bool) throws -> [UInt8] {
        var writer = ModelWriter()
        let tags = Array(Set(trees.flatMap(\.tags))).sorted()
        let relations = ["root"] + Set(trees.flatMap(\.relations)).subtracting(["root"]).sorted()
        writer.add("tags", lines: tags)
        writer.add("relation", lines: relations)
        try LexiconTrainer.lemmas(trees, to: &writer)
        writer.add("taglex", LexiconTrainer.tagLexicon(trees, tags: tags))
        let lexicon = TagLexicon(try ModelFile(bytes: writer.bytes()))
        let data = Prepared(trees, lexicon: lexicon, tags: tags)
        if keepTrees, let old {
            for name in ["tagger", "parser"] { if let section = old.section(name) { writer.add(name, Array(section)) } }
        } else {
            Log.line("tagger")
            let tagger = Averaging.mean(
                parallel(runs) { TaggerTrainer.run(data, classes: tags.count, epochs: taggerEpochs, seed: UInt64($0 + 1)) })
            writer.add("tagger", Averaging.pack(tagger, classes: tags.count, prune: prune))
            if let section = old?.section("parser") {
                writer.add("parser", Array(section))
            } else {
                let predicted = try jackknife(data, tags: tags)
                Log.line("parser")
                let parser = Averaging.mean(
                    parallel(runs) {
                        ParserTrainer.run(
                            trees, data.words, predicted, relations: relations, epochs: parserEpochs, seed: UInt64($0 + 101))
                    })
                writer.add("parser", Averaging.pack(parser, classes: 1 + 2 * relations.count, prune: prune))
            }
        }
        Log.line("names")
        try addNames(to: &writer, lexicon: lexicon)
        return writer.bytes()
    }

    private func addNames(to writer: inout ModelWriter, lexicon: TagLexicon) throws {
        guard let tagger = Tagger(try ModelFile(bytes: writer.bytes())) else { return }
        let words = names.map { $0.forms.map { Probe.atoms($0, lexicon) } }
        let tags = words.map { sentence in
            var tags = [UInt8](repeating: 0, count: sentence.count)
            sentence.withUnsafeBufferPointer { words in
                tags.withUnsafeMutableBufferPointer { tagger.tag(words, into: $0.baseAddress!) }
            }
            return tags
        }
        let weights = Averaging.mean(
            parallel(runs) { NameTrainer.run(names, words, tags, gazetteer: nil, epochs: nameEpochs, seed: UInt64($0 + 201)) })
        writer.add("namelab", lines: NameData.labels)
        writer.add("names", Averaging.pack(weights, classes: NameData.labels.count, prune: prune))
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
            writer.add("taglex", LexiconTrainer.tagLexicon(others.map { trees[$0] }, tags: tags))
            let lexicon = TagLexicon(try ModelFile(bytes: writer.bytes()))
            rest = Prepared(others.map { trees[$0] }, lexicon: lexicon, tags: tags)
            let weights = TaggerTrainer.run(rest, classes: tags.count, epochs: min(5, taggerEpochs), seed: UInt64(fold + 301))
            writer.add("tagger", Averaging.pack(weights, classes: tags.count, prune: prune))
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
