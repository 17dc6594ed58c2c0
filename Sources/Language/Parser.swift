/// Dependency trees by the arc-hybrid system, trained with a dynamic oracle (Goldberg and Nivre 2013).
///
/// Actions: 0 shifts, 1 + r attaches the stack's top to the buffer's front with relation r, 1 + R + r to the word below it.
package struct Parser: Sendable {
    package let relations: [String]
    let weights: SparseWeights
    /// The relations' list begins with "root", which only the sentence's root takes.
    package static let rootRelation = 0

    package init?(_ model: ModelFile) {
        guard let section = model.section("parser"), let weights = SparseWeights(section) else { return nil }
        relations = model.lines("relation")
        guard weights.classes == 1 + 2 * relations.count else { return nil }
        self.weights = weights
    }

    /// Parses one sentence; heads are -1 for the root.
    package func parse(
        _ words: UnsafeBufferPointer<WordAtoms>, _ tags: UnsafePointer<UInt8>, _ state: inout ParserState
    ) {
        let total = words.count
        state.start(count: total)
        let relations = relations.count
        withUnsafeTemporaryAllocation(byteCount: (total + 1) * ParserFeatures.viewSize, alignment: 8) { views in
            ParserFeatures.views(words, tags, into: views.baseAddress!)
            withUnsafeTemporaryAllocation(of: UInt64.self, capacity: ParserFeatures.limit) { features in
                withUnsafeTemporaryAllocation(of: Int32.self, capacity: 256) { scores in
                    while !state.isFinal {
                        if state.stackCount == 0 {
                            state.shift()
                            continue
                        }
                        if state.front == total, state.stackCount == 1 {
                            state.left(Self.rootRelation)
                            continue
                        }
                        let count = ParserFeatures.extract(state, views.baseAddress!, words, features.baseAddress!)
                        for action in 0..<1 + 2 * relations { scores[action] = 0 }
                        weights.score(features.baseAddress!, count, into: scores.baseAddress!)
                        var best = -1
                        var top = Int32.min
                        if state.canShift {
                            best = 0
                            top = scores[0]
                        }
                        if state.canLeft {
                            for action in 2..<1 + relations where scores[action] > top {
                                top = scores[action]
                                best = action
                            }
                        }
                        if state.canRight {
                            for action in 2 + relations..<1 + 2 * relations where scores[action] > top {
                                top = scores[action]
                                best = action
                            }
                        }
                        apply(best, &state)
                    }
                }
            }
        }
    }

    @inline(__always)
    func apply(_ action: Int, _ state: inout ParserState) {
        if action == 0 {
            state.shift()
        } else if action <= relations.count {
            state.left(action - 1)
        } else {
            state.right(action - 1 - relations.count)
        }
    }
}
