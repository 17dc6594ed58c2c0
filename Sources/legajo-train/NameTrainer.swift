import Language

enum NameTrainer {
    static func counts(
        _ sentences: [NameSentence], _ words: [[WordAtoms]], _ tags: [[UInt8]], bits: [[UInt32]], least: UInt8
    ) -> FeatureCounts {
        let counts = FeatureCounts(least: least)
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: NameTagger.featureLimit) { features in
            for at in sentences.indices {
                words[at].withUnsafeBufferPointer { atoms in
                    let frame = NameTagger.frame(atoms)
                    let labels = sentences[at].labels
                    for index in 0..<atoms.count {
                        let last = index > 0 ? Int(labels[index - 1]) : NameTagger.outside
                        let lastButOne = index > 1 ? Int(labels[index - 2]) : NameTagger.outside
                        counts.add(
                            features.baseAddress!,
                            NameTagger.features(atoms, tags[at], bits[at], frame, index, last, lastButOne, features.baseAddress!))
                    }
                }
            }
        }
        return counts
    }

    static func run(
        _ sentences: [NameSentence], _ words: [[WordAtoms]], _ tags: [[UInt8]], bits: [[UInt32]], proper: [Bool],
        counts: FeatureCounts,
        epochs: Int, seed: UInt64
    ) -> Weights {
        let classes = NameData.labels.count
        let weights = TrainingWeights(classes: classes, counts: counts)
        var random = Random(seed: seed)
        var order = Array(0..<sentences.count)
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: NameTagger.featureLimit) { buffer in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: 64) { scores in
                let features = buffer.baseAddress!
                for _ in 0..<epochs {
                    random.shuffle(&order)
                    for at in order {
                        words[at].withUnsafeBufferPointer { atoms in
                            let frame = NameTagger.frame(atoms)
                            var last = NameTagger.outside
                            var lastButOne = NameTagger.outside
                            for index in 0..<atoms.count {
                                if NameTagger.skips(atoms[index], proper[Int(tags[at][index])], bits[at][index], last) {
                                    lastButOne = last
                                    last = 0
                                    continue
                                }
                                let gold = Int(sentences[at].labels[index])
                                let count = NameTagger.features(
                                    atoms, tags[at], bits[at], frame, index, last, lastButOne, features)
                                weights.score(features, count, into: scores.baseAddress!)
                                var best = 0
                                for label in 1..<classes
                                where scores[label] > scores[best]
                                    && (label & 1 == 1 || last == label || last == label - 1 || label == gold)
                                { best = label }
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
