import Foundation

/// Gradient boosting of symmetric trees on logistic loss (Friedman 2001; symmetric trees as in CatBoost).
struct ForestTrainer {
    var trees = 60
    var depth = 5
    var rate: Float = 0.15
    /// Added to the sum of second derivatives in a leaf: keeps leaves of few rows small.
    var damping: Float = 8
    /// Share of rows and of features that a tree sees.
    var rowShare = 0.7
    var featureShare = 0.5
    var seed: UInt64 = 1
    static let bins = 32

    /// - Parameters:
    ///   - rows: row-major feature values. - width: features a row. - labels: true for the class. - weights: one a row.
    func train(_ rows: [Float], width: Int, labels: [Bool], weights: [Float]) -> Forest {
        let n = labels.count
        let (edges, binned) = quantise(rows, width: width, n: n)
        var positive: Float = 0
        var total: Float = 0
        for i in 0..<n { total += weights[i]; if labels[i] { positive += weights[i] } }
        let p0 = min(max(positive / max(total, 1e-6), 1e-4), 1 - 1e-4)
        let bias = log(p0 / (1 - p0))
        var scores = [Float](repeating: bias, count: n)
        var forest = Forest(bias: bias, trees: [])
        var random = seed
        func next() -> UInt64 { random &+= 0x9e37_79b9_7f4a_7c15; return mixed(random) }
        var g = [Float](repeating: 0, count: n)
        var h = g
        for _ in 0..<trees {
            var sample: [Int32] = []
            for i in 0..<n where Double(next() & 0xFFFF) / 65536 < rowShare { sample.append(Int32(i)) }
            let features = (0..<width).filter { !edges[$0].isEmpty && Double(next() & 0xFFFF) / 65536 < featureShare }
            for i in 0..<n {
                let p = 1 / (1 + exp(-scores[i]))
                g[i] = ((labels[i] ? 1 : 0) - p) * weights[i]
                h[i] = max(p * (1 - p), 1e-5) * weights[i]
            }
            guard let tree = grow(sample, features, binned, n, edges, g, h) else { continue }
            forest.trees.append(tree.tree)
            for i in 0..<n {
                var index = 0
                for (level, f) in tree.tree.features.enumerated() where Int(binned[Int(f) * n + i]) > tree.cuts[level] {
                    index |= 1 << level
                }
                scores[i] += tree.tree.leaves[index]
            }
        }
        return forest
    }

    /// Column-major bins, and for each feature the values between them.
    private func quantise(_ rows: [Float], width: Int, n: Int) -> (edges: [[Float]], binned: [UInt8]) {
        var edges: [[Float]] = []
        var binned = [UInt8](repeating: 0, count: n * width)
        for f in 0..<width {
            var column = (0..<n).map { rows[$0 * width + f] }
            let original = column
            column.sort()
            var cuts: [Float] = []
            for k in 1..<Self.bins {
                let a = column[min(n - 1, n * k / Self.bins)]
                // Between a value and the next larger one, so that equal values stay together.
                guard let j = firstIndex(above: a, in: column) else { continue }
                let cut = (a + column[j]) / 2
                if cuts.last != cut, cut > a || cut < column[j] { cuts.append(cut) }
            }
            if cuts.isEmpty, let first = column.first, let last = column.last, first < last,
                let j = firstIndex(above: first, in: column)
            {
                cuts = [(first + column[j]) / 2]
            }
            edges.append(cuts)
            for i in 0..<n {
                var low = 0
                var high = cuts.count
                while low < high { let mid = (low + high) / 2; if original[i] > cuts[mid] { low = mid + 1 } else { high = mid } }
                binned[f * n + i] = UInt8(low)
            }
        }
        return (edges, binned)
    }
    private func firstIndex(above value: Float, in sorted: [Float]) -> Int? {
        var low = 0
        var high = sorted.count
        while low < high { let mid = (low + high) / 2; if sorted[mid] <= value { low = mid + 1 } else { high = mid } }
        return low < sorted.count ? low : nil
    }

    private func grow(
        _ sample: [Int32], _ features: [Int], _ binned: [UInt8], _ n: Int, _ edges: [[Float]], _ g: [Float], _ h: [Float]
    ) -> (tree: Forest.Tree, cuts: [Int])? {
        var leaf = [UInt8](repeating: 0, count: sample.count)
        var tree = Forest.Tree(features: [], thresholds: [], leaves: [])
        var cuts: [Int] = []
        let bins = Self.bins
        for level in 0..<depth {
            let leaves = 1 << level
            var best: (gain: Float, feature: Int, cut: Int)?
            var sumG = [Float](repeating: 0, count: leaves * bins)
            var sumH = sumG
            for f in features {
                for k in sumG.indices { sumG[k] = 0; sumH[k] = 0 }
                binned.withUnsafeBufferPointer { b in
                    g.withUnsafeBufferPointer { g in
                        h.withUnsafeBufferPointer { h in
                            sumG.withUnsafeMutableBufferPointer { sg in
                                sumH.withUnsafeMutableBufferPointer { sh in
                                    for (s, row) in sample.enumerated() {
                                        let i = Int(row)
                                        let k = Int(leaf[s]) * bins + Int(b[f * n + i])
                                        sg[k] += g[i]
                                        sh[k] += h[i]
                                    }
                                }
                            }
                        }
                    }
                }
                for cut in edges[f].indices {
                    var gain: Float = 0
                    for l in 0..<leaves {
                        var lg: Float = 0
                        var lh: Float = 0
                        var rg: Float = 0
                        var rh: Float = 0
                        for b in 0..<bins {
                            if b <= cut {
                                lg += sumG[l * bins + b]; lh += sumH[l * bins + b]
                            } else {
                                rg += sumG[l * bins + b]; rh += sumH[l * bins + b]
                            }
                        }
                        gain += lg * lg / (lh + damping) + rg * rg / (rh + damping)
                    }
                    if gain > best?.gain ?? 0 { best = (gain, f, cut) }
                }
            }
            guard let best else { return nil }
            tree.features.append(UInt16(best.feature))
            tree.thresholds.append(edges[best.feature][best.cut])
            cuts.append(best.cut)
            for (s, row) in sample.enumerated() where Int(binned[best.feature * n + Int(row)]) > best.cut {
                leaf[s] |= 1 << UInt8(level)
            }
        }
        var sg = [Float](repeating: 0, count: 1 << depth)
        var sh = sg
        for (s, row) in sample.enumerated() { sg[Int(leaf[s])] += g[Int(row)]; sh[Int(leaf[s])] += h[Int(row)] }
        tree.leaves = zip(sg, sh).map { rate * $0 / ($1 + damping) }
        return (tree, cuts)
    }
}
