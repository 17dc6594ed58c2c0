/// Dependency trees by the arc-hybrid system, trained with a dynamic oracle (Goldberg and Nivre 2013).
///
/// Actions: 0 shifts, 1 + r attaches the stack's top to the buffer's front with relation r, 1 + R + r to the word below it.
package struct Parser: Sendable {
    package let relations: [String]
    let weights: SparseWeights
    /// A lead after the early features that settles an action without the others; a number in the model's section "sure".
    let sure: Int32
    /// The relations' list begins with "root", which only the sentence's root takes.
    package static let rootRelation = 0

    package init?(_ model: ModelFile) {
        guard let section = model.section("parser"), let weights = SparseWeights(section) else { return nil }
        relations = model.lines("relation")
        guard weights.classes == 1 + 2 * relations.count else { return nil }
        self.weights = weights
        sure = model.lines("sure").first.flatMap { Int32($0) } ?? .max
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
                        weights.score(features.baseAddress!, ParserFeatures.early, into: scores.baseAddress!)
                        var (best, lead) = Self.best(scores.baseAddress!, relations, state)
                        if lead < sure {
                            weights.score(
                                features.baseAddress! + ParserFeatures.early, count - ParserFeatures.early,
                                into: scores.baseAddress!)
                            best = Self.best(scores.baseAddress!, relations, state).action
                        }
                        apply(best, &state)
                    }
                }
            }
        }
    }

    /// The allowed action with the highest score, and its lead over the next.
    @inline(__always)
    private static func best(_ scores: UnsafePointer<Int32>, _ relations: Int, _ state: ParserState) -> (action: Int, lead: Int32)
    {
        var best = -1
        var top = Int32.min / 2
        var second = Int32.min / 2
        @inline(__always) func offer(_ action: Int) {
            let score = scores[action]
            if score > top {
                second = top
                top = score
                best = action
            } else if score > second {
                second = score
            }
        }
        if state.canShift { offer(0) }
        if state.canLeft { for action in 2..<1 + relations { offer(action) } }
        if state.canRight { for action in 2 + relations..<1 + 2 * relations { offer(action) } }
        return (best, top - second)
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
