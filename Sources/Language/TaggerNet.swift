/// The tagger's network: vectors of the words in their sentence and the two tags before, a hidden layer, a score for each tag.
package struct TaggerNet: @unchecked Sendable {
    private let rows: NetRows
    private let encoder: NetEncoder
    private let hidden: Int
    let classes: Int
    private let layer: UnsafePointer<Int16>
    private let layerBias: UnsafePointer<Int16>
    /// Shares of the tag before, then of the tag before that; the last of each stands for the sentence's edge.
    private let history: UnsafePointer<Int16>
    private let out: UnsafePointer<Int16>
    private let outBias: UnsafePointer<Int16>

    package init?(_ model: ModelFile) {
        // Sizes: rows of the table, layers, hidden numbers, tags.
        guard let rows = NetRows(model), var reader = NetReader(model.section("tagnet"), sizes: 4) else { return nil }
        let sizes = reader.sizes
        hidden = sizes[2]
        classes = sizes[3]
        guard sizes[0] == rows.taggerTable, hidden > 0, hidden <= 256, hidden % NetMath.block == 0, classes > 1,
            classes < NetRows.tags, let encoder = NetEncoder(&reader, rows: sizes[0], layers: sizes[1])
        else { return nil }
        let blocks = (classes + NetMath.block - 1) / NetMath.block
        guard let layer = reader.next(NetEncoder.width * hidden), let layerBias = reader.next(hidden),
            let history = reader.next(2 * (classes + 1) * hidden), let out = reader.next(hidden * blocks * NetMath.block),
            let outBias = reader.next(blocks * NetMath.block)
        else { return nil }
        self.rows = rows
        self.encoder = encoder
        self.layer = layer
        self.layerBias = layerBias
        self.history = history
        self.out = out
        self.outBias = outBias
    }

    /// Classes of a sentence's words.
    func tag(_ words: UnsafeBufferPointer<WordAtoms>, into result: UnsafeMutablePointer<UInt8>) {
        let count = words.count
        let blocks = (classes + NetMath.block - 1) / NetMath.block
        let frame = NameTagger.frame(words)
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: count * NetRows.perWord) { ids in
            for index in 0..<count { rows.plain(words[index], frame, into: ids.baseAddress! + index * NetRows.perWord) }
            withUnsafeTemporaryAllocation(of: Int16.self, capacity: NetEncoder.room(count) + 256 + blocks * NetMath.block) {
                work in
                withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { active in
                    let vectors = encoder.encode(ids.baseAddress!, count, work.baseAddress!)
                    let sums = work.baseAddress! + NetEncoder.room(count)
                    let scores = sums + 256
                    var last = classes
                    var lastButOne = classes
                    for index in 0..<count {
                        let certain = Int(words[index].ambiguity >> 16)
                        var best = certain - 1
                        if certain == 0 || certain > classes {
                            var offset = 0
                            while offset < hidden {
                                NetMath.outputs(
                                    layer + offset * NetEncoder.width, vectors + index * NetEncoder.width, NetEncoder.width,
                                    layerBias + offset, into: sums + offset)
                                offset += NetMath.block
                            }
                            NetMath.add(history + last * hidden, to: sums, hidden)
                            NetMath.add(history + (classes + 1 + lastButOne) * hidden, to: sums, hidden)
                            let live = NetMath.activate(sums, hidden, active.baseAddress!)
                            for block in 0..<blocks {
                                NetMath.sparseOutputs(
                                    out + block * hidden * NetMath.block, active.baseAddress!, live, sums,
                                    outBias + block * NetMath.block, into: scores + block * NetMath.block)
                            }
                            best = 0
                            for tag in 1..<classes where scores[tag] > scores[best] { best = tag }
                        }
                        result[index] = UInt8(best)
                        lastButOne = last
                        last = best
                    }
                }
            }
        }
    }
}
