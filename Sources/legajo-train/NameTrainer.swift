import Language

enum NameTrainer {
    static func run(
        _ sentences: [NameSentence], _ words: [[WordAtoms]], _ tags: [[UInt8]], gazetteer: HashTable?, epochs: Int, seed: UInt64
    ) -> Weights {
        let classes = NameData.labels.count
        let weights = TrainingWeights(classes: classes)
        var random = Random(seed: seed)
        var order = Array(0..<sentences.count)
        let bits = words.map { $0.map { gazetteer?[$0.norm] ?? 0 } }
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
