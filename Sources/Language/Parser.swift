/// Dependency trees by the arc-hybrid system, trained with a dynamic oracle (Goldberg and Nivre 2013). The scores of an action are
/// the sums of those of a few networks, trained alike from other random numbers.
///
/// Actions: 0 shifts, 1 + r attaches the stack's top to the buffer's front with relation r, 1 + R + r to the word below it.
package struct Parser: Sendable {
    package let relations: [String]
    private let rows: NetRows
    private let nets: [ParserNet]
    /// The relations' list begins with "root", which only the sentence's root takes.
    package static let rootRelation = 0

    package init?(_ model: ModelFile) {
        relations = model.lines("relation")
        guard let rows = NetRows(model) else { return nil }
        self.rows = rows
        var nets: [ParserNet] = []
        while let section = model.section("parser\(nets.count)") {
            guard let net = ParserNet(section, tableRows: rows.parserTable), net.relations == relations.count else { return nil }
            nets.append(net)
        }
        guard !nets.isEmpty else { return nil }
        self.nets = nets
    }

    /// Parses one sentence; heads are the number of words for the root.
    package func parse(
        _ words: UnsafeBufferPointer<WordAtoms>, _ tags: UnsafePointer<UInt8>, _ state: inout ParserState
    ) {
        let total = words.count + 1
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: total * NetRows.perWord) { ids in
            for index in 0..<words.count {
                rows.tagged(words[index], tags[index], into: ids.baseAddress! + index * NetRows.perWord)
            }
            rows.root(into: ids.baseAddress! + words.count * NetRows.perWord)
            let room = nets.reduce(0) { $0 + $1.room(total) }
            withUnsafeTemporaryAllocation(of: Int16.self, capacity: room) { work in
                withUnsafeTemporaryAllocation(of: UnsafePointer<Int16>.self, capacity: nets.count) { shares in
                    var from = work.baseAddress!
                    for index in nets.indices {
                        shares[index] = nets[index].shares(ids.baseAddress!, total, from)
                        from += nets[index].room(total)
                    }
                    run(shares.baseAddress!, words.count, &state)
                }
            }
        }
    }

    private func run(_ shares: UnsafePointer<UnsafePointer<Int16>>, _ count: Int, _ state: inout ParserState) {
        let relations = relations.count
        let features = ParserView.positions + ParserView.limit
        state.start(count: count)
        withUnsafeTemporaryAllocation(of: Int.self, capacity: features) { places in
            withUnsafeTemporaryAllocation(of: UnsafePointer<Int16>.self, capacity: features) { sums in
                withUnsafeTemporaryAllocation(of: Int16.self, capacity: 256 + ParserNet.blocks(relations) * NetMath.block) {
                    numbers in
                    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { active in
                        let others = places.baseAddress! + ParserView.positions
                        let scratch = ParserNet.Scratch(
                            sums: sums.baseAddress!, layer: numbers.baseAddress!, active: active.baseAddress!)
                        let scores = numbers.baseAddress! + 256
                        while !state.isFinal {
                            if state.stackCount == 0 {
                                state.shift()
                                continue
                            }
                            if state.front == count, state.stackCount == 1 {
                                state.left(Self.rootRelation)
                                continue
                            }
                            let found = ParserView.extract(state, relations, places.baseAddress!, others)
                            for index in nets.indices {
                                nets[index].score(
                                    shares[index], places.baseAddress!, others, found, scratch, first: index == 0, into: scores)
                            }
                            apply(best(scores, state), &state)
                        }
                    }
                }
            }
        }
    }

    /// The allowed action with the highest score; the first of several.
    @inline(__always)
    private func best(_ scores: UnsafePointer<Int16>, _ state: ParserState) -> Int {
        let relations = relations.count
        var best = -1
        var top = Int16.min
        @inline(__always) func offer(_ action: Int) {
            if scores[action] > top || best < 0 {
                top = scores[action]
                best = action
            }
        }
        if state.canShift { offer(0) }
        if state.canLeft { for action in 2..<1 + relations { offer(action) } }
        if state.canRight { for action in 2 + relations..<1 + 2 * relations { offer(action) } }
        return best
    }

    @inline(__always)
    private func apply(_ action: Int, _ state: inout ParserState) {
        if action == 0 {
            state.shift()
        } else if action <= relations.count {
            state.left(action - 1)
        } else {
            state.right(action - 1 - relations.count)
        }
    }
}
