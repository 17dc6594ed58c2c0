/// What the parser sees of a state, for the trainer and the parser alike.
package enum ParserView {
    /// Words around the stack's top and the buffer's front.
    package static let positions = 9
    /// Upper bound of the other features of a state.
    package static let limit = 4 + 4 * 64 + 8

    /// Number of other features with so many relations: labels of the last children, sets of labels, numbers of children, distances.
    package static func extras(_ relations: Int) -> Int { 4 * (relations + 1) + 4 * relations + 24 + 20 }

    /// Writes the words at the positions (-1 where there is none) and the other features; gives the number of these.
    @inline(__always)
    package static func extract(
        _ state: ParserState, _ relations: Int, _ words: UnsafeMutablePointer<Int>, _ extras: UnsafeMutablePointer<Int>
    ) -> Int {
        let top = state.stackWord(0)
        let below = state.stackWord(1)
        let front = state.front
        let none = ParserState.Node()
        let nodes = state.nodes
        let first = top >= 0 ? nodes[top] : none
        let second = below >= 0 ? nodes[below] : none
        let next = nodes[front]
        words[0] = top
        words[1] = below
        words[2] = state.stackWord(2)
        words[3] = front
        words[4] = front + 1 <= state.count ? front + 1 : -1
        words[5] = Int(first.left)
        words[6] = Int(first.right)
        words[7] = Int(second.right)
        words[8] = Int(next.left)
        var count = 0
        var base = 0
        @inline(__always) func add(_ feature: Int) {
            extras[count] = base + feature
            count += 1
        }
        @inline(__always) func label(_ child: Int32) {
            add(child < 0 ? relations : Int(nodes[Int(child)].label))
            base += relations + 1
        }
        label(first.left)
        label(first.right)
        label(second.right)
        label(next.left)
        @inline(__always) func labels(_ set: UInt64) {
            var rest = set
            while rest != 0 {
                let label = rest.trailingZeroBitCount
                if label < relations { add(label) }
                rest &= rest &- 1
            }
            base += relations
        }
        labels(first.leftLabels)
        labels(first.rightLabels)
        labels(second.rightLabels)
        labels(next.leftLabels)
        @inline(__always) func number(_ value: UInt8) {
            add(Int(min(5, value)))
            base += 6
        }
        number(first.leftCount)
        number(first.rightCount)
        number(second.rightCount)
        number(next.leftCount)
        add(distance(top, front))
        base += 10
        add(distance(below, top))
        return count
    }

    @inline(__always)
    private static func distance(_ from: Int, _ to: Int) -> Int {
        if from < 0 || to < 0 { return 9 }
        let length = to - from
        return length < 5 ? length : length < 8 ? 5 : length < 12 ? 6 : 7
    }
}

/// A network of the parser: vectors of the words in their sentence, one matrix for each position of a state, a hidden layer of the
/// sums, and a score for each action (after Chen and Manning 2014; a word's share of each hidden layer is computed once).
package struct ParserNet: @unchecked Sendable {
    private let encoder: NetEncoder
    private let hidden: Int
    let relations: Int
    private let positions: UnsafePointer<Int16>
    private let positionBias: UnsafePointer<Int16>
    private let absent: UnsafePointer<Int16>
    private let bias: UnsafePointer<Int16>
    private let extras: UnsafePointer<Int16>
    private let out: UnsafePointer<Int16>
    private let outBias: UnsafePointer<Int16>

    /// - Parameter tableRows: rows that the table of words' vectors must have.
    init?(_ section: UnsafeRawBufferPointer?, tableRows: Int) {
        // Sizes: rows of the table, layers, hidden numbers, relations.
        guard var reader = NetReader(section, sizes: 4) else { return nil }
        let sizes = reader.sizes
        hidden = sizes[2]
        relations = sizes[3]
        guard sizes[0] == tableRows, hidden > 0, hidden <= 256, hidden % NetMath.block == 0, relations > 1, relations <= 63,
            let encoder = NetEncoder(&reader, rows: sizes[0], layers: sizes[1])
        else { return nil }
        let wide = ParserView.positions * hidden
        let blocks = Self.blocks(relations)
        guard let positions = reader.next(NetEncoder.width * wide), let positionBias = reader.next(NetMath.block),
            let absent = reader.next(wide), let bias = reader.next(hidden),
            let extras = reader.next(ParserView.extras(relations) * hidden),
            let out = reader.next(hidden * blocks * NetMath.block),
            let outBias = reader.next(blocks * NetMath.block)
        else { return nil }
        self.encoder = encoder
        self.positions = positions
        self.positionBias = positionBias
        self.absent = absent
        self.bias = bias
        self.extras = extras
        self.out = out
        self.outBias = outBias
    }

    /// Blocks of the actions' scores.
    static func blocks(_ relations: Int) -> Int { (1 + 2 * relations + NetMath.block - 1) / NetMath.block }

    /// Numbers of room for a sentence of so many words, the root among them.
    func room(_ count: Int) -> Int { NetEncoder.room(count) + count * ParserView.positions * hidden }

    /// Computes the words' shares of the hidden layer at every position.
    /// - Parameters:
    ///   - ids: rows of the words, the root last.
    ///   - work: `room(count)` numbers.
    /// - Returns: the shares, inside `work`.
    func shares(_ ids: UnsafePointer<Int32>, _ count: Int, _ work: UnsafeMutablePointer<Int16>) -> UnsafePointer<Int16> {
        let wide = ParserView.positions * hidden
        let vectors = encoder.encode(ids, count, work)
        let shares = work + NetEncoder.room(count)
        // Block by block, so that its weights stay in the nearest cache.
        for block in 0..<wide / NetMath.block {
            let weights = positions + block * NetEncoder.width * NetMath.block
            for index in 0..<count {
                NetMath.outputs(
                    weights, vectors + index * NetEncoder.width, NetEncoder.width, positionBias,
                    into: shares + index * wide + block * NetMath.block)
            }
        }
        return UnsafePointer(shares)
    }

    /// What one decision needs of memory.
    struct Scratch {
        let sums: UnsafeMutablePointer<UnsafePointer<Int16>>
        let layer: UnsafeMutablePointer<Int16>
        let active: UnsafeMutablePointer<UInt8>
    }

    /// Scores of a state's actions.
    /// - Parameters:
    ///   - places, others, found: as `ParserView.extract` gives them.
    ///   - first: whether the scores begin here; else they are added to.
    @inline(__always)
    func score(
        _ shares: UnsafePointer<Int16>, _ places: UnsafePointer<Int>, _ others: UnsafePointer<Int>, _ found: Int,
        _ scratch: Scratch, first: Bool, into scores: UnsafeMutablePointer<Int16>
    ) {
        let wide = ParserView.positions * hidden
        for place in 0..<ParserView.positions {
            scratch.sums[place] = places[place] < 0 ? absent + place * hidden : shares + places[place] * wide + place * hidden
        }
        for index in 0..<found { scratch.sums[ParserView.positions + index] = extras + others[index] * hidden }
        var offset = 0
        while offset < hidden {
            NetMath.sum(scratch.sums, ParserView.positions + found, offset, bias + offset, into: scratch.layer + offset)
            offset += NetMath.block
        }
        let live = NetMath.activate(scratch.layer, hidden, scratch.active)
        for block in 0..<Self.blocks(relations) {
            let part = scores + block * NetMath.block
            NetMath.sparseOutputs(
                out + block * hidden * NetMath.block, scratch.active, live, scratch.layer,
                first ? outBias + block * NetMath.block : UnsafePointer(part), into: part)
        }
    }
}
