import Foundation

/// A sum of symmetric decision trees (every node of a level asks the same question, as in CatBoost: Prokhorenkova and others 2018).
struct Forest: Sendable {
    struct Tree: Sendable {
        var features: [UInt16]
        var thresholds: [Float]
        /// 2^depth values; bit k of the index is the answer of level k.
        var leaves: [Float]
    }
    var bias: Float
    var trees: [Tree]

    /// The log-odds of one row.
    @inline(__always) func score(_ row: UnsafePointer<Float>) -> Float {
        var sum = bias
        for tree in trees {
            var index = 0
            for level in tree.features.indices where row[Int(tree.features[level])] > tree.thresholds[level] {
                index |= 1 << level
            }
            sum += tree.leaves[index]
        }
        return sum
    }

    /// The trees laid out in three flat tables, for speed.
    struct Flat: Sendable {
        private let bias: Float
        private let depth: Int
        private let features: [UInt16]
        private let thresholds: [Float]
        private let leaves: [Float]
        init(_ forest: Forest) {
            bias = forest.bias
            depth = forest.trees.first?.features.count ?? 0
            features = forest.trees.flatMap(\.features)
            thresholds = forest.trees.flatMap(\.thresholds)
            leaves = forest.trees.flatMap(\.leaves)
        }
        @inline(__always) func score(_ row: UnsafePointer<Float>) -> Float {
            var sum = bias
            features.withUnsafeBufferPointer { features in
                thresholds.withUnsafeBufferPointer { thresholds in
                    leaves.withUnsafeBufferPointer { leaves in
                        var k = 0
                        var base = 0
                        while k < features.count {
                            var index = 0
                            for level in 0..<depth {
                                index |= (row[Int(features[k])] > thresholds[k] ? 1 : 0) << level
                                k += 1
                            }
                            sum += leaves[base + index]
                            base += 1 << depth
                        }
                    }
                }
            }
            return sum
        }
    }

    // MARK: bytes

    /// Appends the forest: bias, tree count, depth, then per tree its features, thresholds, and leaves as 16-bit steps of a scale.
    func write(to out: inout [UInt8]) {
        func put16(_ x: UInt16) { out += [UInt8(x & 255), UInt8(x >> 8)] }
        func putFloat(_ x: Float) {
            let b = x.bitPattern; out += [UInt8(b & 255), UInt8(b >> 8 & 255), UInt8(b >> 16 & 255), UInt8(b >> 24)]
        }
        let scale = max(trees.flatMap(\.leaves).map(abs).max() ?? 1, 1e-6) / 32000
        putFloat(bias)
        putFloat(scale)
        put16(UInt16(trees.count))
        out.append(UInt8(trees.first?.features.count ?? 0))
        for tree in trees {
            tree.features.forEach(put16)
            tree.thresholds.forEach(putFloat)
            for leaf in tree.leaves { put16(UInt16(bitPattern: Int16((leaf / scale).rounded()))) }
        }
    }

    init(bias: Float, trees: [Tree]) { self.bias = bias; self.trees = trees }

    /// Nil when the bytes end too early.
    init?(_ bytes: [UInt8], at: inout Int) {
        func get16() -> UInt16? {
            guard at + 2 <= bytes.count else { return nil }; defer { at += 2 };
            return UInt16(bytes[at]) | UInt16(bytes[at + 1]) << 8
        }
        func getFloat() -> Float? {
            guard let a = get16(), let b = get16() else { return nil }; return Float(bitPattern: UInt32(a) | UInt32(b) << 16)
        }
        guard let bias = getFloat(), let scale = getFloat(), let count = get16(), at < bytes.count else { return nil }
        let depth = Int(bytes[at])
        at += 1
        guard depth <= 8 else { return nil }
        var trees: [Tree] = []
        for _ in 0..<count {
            var tree = Tree(features: [], thresholds: [], leaves: [])
            for _ in 0..<depth { guard let f = get16() else { return nil }; tree.features.append(f) }
            for _ in 0..<depth { guard let t = getFloat() else { return nil }; tree.thresholds.append(t) }
            for _ in 0..<(1 << depth) {
                guard let l = get16() else { return nil }; tree.leaves.append(Float(Int16(bitPattern: l)) * scale)
            }
            trees.append(tree)
        }
        self.bias = bias
        self.trees = trees
    }
}
