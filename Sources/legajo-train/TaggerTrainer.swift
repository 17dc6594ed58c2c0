import Language

/// Sentences as the models see them.
struct Prepared {
    var words: [[WordAtoms]]
    var tags: [[UInt8]]

    init(_ sentences: [TreeSentence], lexicon: TagLexicon, tags labels: [String]) {
        let number = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, UInt8($0)) })
        words = sentences.map { sentence in sentence.forms.map { Probe.atoms($0, lexicon) } }
        tags = sentences.map { sentence in sentence.tags.map { number[$0] ?? 0 } }
    }
}

enum TaggerTrainer {
    static func counts(_ data: Prepared, least: UInt8) -> FeatureCounts {
        let counts = FeatureCounts(least: least)
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Tagger.featureLimit) { features in
            for at in data.words.indices {
                data.words[at].withUnsafeBufferPointer { words in
                    let frame = NameTagger.frame(words)
                    for index in 0..<words.count {
                        let last = index > 0 ? Int(data.tags[at][index - 1]) : Tagger.outside
                        let lastButOne = index > 1 ? Int(data.tags[at][index - 2]) : Tagger.outside
                        counts.add(
                            features.baseAddress!, Tagger.features(words, frame, index, last, lastButOne, features.baseAddress!))
                    }
                }
            }
        }
        return counts
    }

    /// One run over the data in an order of its own.
    static func run(_ data: Prepared, classes: Int, counts: FeatureCounts, epochs: Int, seed: UInt64) -> Weights {
        let weights = TrainingWeights(classes: classes, counts: counts)
        var random = Random(seed: seed)
        var order = Array(0..<data.words.count)
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Tagger.featureLimit) { buffer in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: 256) { scores in
                let features = buffer.baseAddress!
                for _ in 0..<epochs {
                    random.shuffle(&order)
                    for at in order {
                        data.words[at].withUnsafeBufferPointer { words in
                            let frame = NameTagger.frame(words)
                            var last = Tagger.outside
                            var lastButOne = Tagger.outside
                            for index in 0..<words.count {
                                let gold = Int(data.tags[at][index])
                                let count = Tagger.features(words, frame, index, last, lastButOne, features)
                                weights.score(features, count, into: scores.baseAddress!)
                                var best = 0
                                for label in 1..<classes where scores[label] > scores[best] { best = label }
                                weights.advance()
                                if best != gold {
                                    weights.update(features, count, gold, 1)
                                    weights.update(features, count, best, -1)
                                }
                                lastButOne = last
                                last = best
                            }
                        }
                    }
                }
            }
        }
        return weights.averages()
    }
}
