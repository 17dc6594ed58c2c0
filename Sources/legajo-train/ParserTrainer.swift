import Language

/// Training with a dynamic oracle and exploration (Goldberg and Nivre 2013).
enum ParserTrainer {
    /// Counts the features of the states on the way to the gold trees; where several actions lose nothing, one by chance.
    static func counts(_ sentences: [TreeSentence], _ words: [[WordAtoms]], _ tags: [[UInt8]], relations: [String], least: UInt8)
        -> FeatureCounts
    {
        let number = Dictionary(uniqueKeysWithValues: relations.enumerated().map { ($1, $0) })
        let counts = FeatureCounts(least: least)
        var random = Random(seed: 77)
        var state = ParserState(capacity: 512)
        defer { state.deallocate() }
        let views = UnsafeMutableRawPointer.allocate(byteCount: 520 * ParserFeatures.viewSize, alignment: 16)
        defer { views.deallocate() }
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: ParserFeatures.limit) { features in
            for at in sentences.indices where sentences[at].count <= 500 {
                let sentence = sentences[at]
                let heads = sentence.heads.map { $0 < 0 ? sentence.count : $0 }
                let labels = sentence.relations.map { number[$0] ?? 0 }
                words[at].withUnsafeBufferPointer { atoms in
                    tags[at].withUnsafeBufferPointer { ParserFeatures.views(atoms, $0.baseAddress!, into: views) }
                    state.start(count: sentence.count)
                    while !state.isFinal {
                        if state.stackCount == 0 {
                            state.shift()
                            continue
                        }
                        if state.front == sentence.count, state.stackCount == 1 {
                            state.left(Parser.rootRelation)
                            continue
                        }
                        counts.add(features.baseAddress!, ParserFeatures.extract(state, views, atoms, features.baseAddress!))
                        let costs = Oracle.costs(state, heads)
                        let least = min(costs.shift, costs.left, costs.right)
                        let top = state.stackWord(0)
                        if costs.shift == least, (costs.left > least && costs.right > least) || random.unit() < 0.5 {
                            state.shift()
                        } else if costs.left == least {
                            state.left(labels[top])
                        } else {
                            state.right(labels[top])
                        }
                    }
                }
            }
        }
        return counts
    }

    /// - Parameters:
    ///   - data: words, and the tags that the parser will see: predicted ones.
    ///   - relations: the relations' list; its first is "root".
    static func run(
        _ sentences: [TreeSentence], _ words: [[WordAtoms]], _ tags: [[UInt8]], relations: [String], counts: FeatureCounts,
        epochs: Int, seed: UInt64
    ) -> Weights {
        let number = Dictionary(uniqueKeysWithValues: relations.enumerated().map { ($1, $0) })
        let total = relations.count
        let classes = 1 + 2 * total
        let weights = TrainingWeights(classes: classes, counts: counts, slots: 1 << 22)
        var random = Random(seed: seed)
        var order = Array(0..<sentences.count)
        var state = ParserState(capacity: 512)
        defer { state.deallocate() }
        let views = UnsafeMutableRawPointer.allocate(byteCount: 520 * ParserFeatures.viewSize, alignment: 16)
        defer { views.deallocate() }
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: ParserFeatures.limit) { buffer in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: 256) { scoreBuffer in
                let features = buffer.baseAddress!
                let scores = scoreBuffer.baseAddress!
                for epoch in 0..<epochs {
                    random.shuffle(&order)
                    for at in order {
                        let sentence = sentences[at]
                        guard sentence.count <= 500 else { continue }
                        // The root stands behind the last word.
                        let heads = sentence.heads.map { $0 < 0 ? sentence.count : $0 }
                        let labels = sentence.relations.map { number[$0] ?? 0 }
                        words[at].withUnsafeBufferPointer { atoms in
                            tags[at].withUnsafeBufferPointer { ParserFeatures.views(atoms, $0.baseAddress!, into: views) }
                            state.start(count: sentence.count)
                            while !state.isFinal {
                                if state.stackCount == 0 {
                                    state.shift()
                                    continue
                                }
                                if state.front == sentence.count, state.stackCount == 1 {
                                    state.left(Parser.rootRelation)
                                    continue
                                }
                                let count = ParserFeatures.extract(state, views, atoms, features)
                                weights.score(features, count, into: scores)
                                let costs = Oracle.costs(state, heads)
                                let least = min(costs.shift, costs.left, costs.right)
                                let top = state.stackWord(0)
                                // The best action of all, and the best of those that lose nothing.
                                var best = -1
                                var good = -1
                                func offer(_ action: Int, _ free: Bool) {
                                    if best < 0 || scores[action] > scores[best] { best = action }
                                    if free, good < 0 || scores[action] > scores[good] { good = action }
                                }
                                if state.canShift { offer(0, costs.shift == least) }
                                if state.canLeft {
                                    let gold = heads[top] == state.front
                                    for label in 1..<total {
                                        offer(1 + label, costs.left == least && (!gold || label == labels[top]))
                                    }
                                }
                                if state.canRight {
                                    let gold = heads[top] == state.stackWord(1)
                                    for label in 1..<total {
                                        offer(1 + total + label, costs.right == least && (!gold || label == labels[top]))
                                    }
                                }
                                weights.advance()
                                if best != good {
                                    weights.update(features, count, good, 1)
                                    weights.update(features, count, best, -1)
                                }
                                let follow = epoch > 0 && random.unit() < 0.9 ? best : good
                                if follow == 0 {
                                    state.shift()
                                } else if follow <= total {
                                    state.left(follow - 1)
                                } else {
                                    state.right(follow - 1 - total)
                                }
                            }
                        }
                    }
                    Log.line("parser seed \(seed) epoch \(epoch + 1)")
                }
            }
        }
        return weights.averages()
    }
}

/// How many gold arcs an action makes unreachable.
enum Oracle {
    static func costs(_ state: ParserState, _ heads: [Int]) -> (shift: Int, left: Int, right: Int) {
        let impossible = 1000
        let front = state.front
        let top = state.stackWord(0)
        let below = state.stackWord(1)
        var shift = impossible
        var left = impossible
        var right = impossible
        if state.canShift {
            // The front can no longer be headed by words below the top, nor head any word of the stack.
            shift = 0
            for depth in 0..<state.stackCount {
                let word = state.stackWord(depth)
                if heads[word] == front { shift += 1 }
                if depth > 0, heads[front] == word { shift += 1 }
            }
        }
        // Children of the top that are still in the buffer are lost when it goes.
        var children = 0
        if front < state.count {
            for word in front..<state.count where heads[word] == top { children += 1 }
        }
        if state.canLeft {
            left = children
            let head = heads[top]
            if head != front, head == below || head > front { left += 1 }
        }
        if state.canRight {
            right = children
            if heads[top] >= front { right += 1 }
        }
        return (shift, left, right)
    }
}
