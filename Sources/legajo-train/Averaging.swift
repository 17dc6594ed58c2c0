import Language

typealias Weights = [UInt64: [(Int, Float)]]

enum Averaging {
    /// The mean of several runs with other orders of the data: one linear model that is better than each.
    static func mean(_ runs: [Weights]) -> Weights {
        guard runs.count > 1 else { return runs[0] }
        var out: Weights = [:]
        for run in runs {
            for (hash, list) in run {
                guard var held = out[hash] else {
                    out[hash] = list
                    continue
                }
                for (label, weight) in list {
                    if let at = held.firstIndex(where: { $0.0 == label }) {
                        held[at].1 += weight
                    } else {
                        held.append((label, weight))
                    }
                }
                out[hash] = held
            }
        }
        let factor = 1 / Float(runs.count)
        return out.mapValues { $0.map { ($0.0, $0.1 * factor) } }
    }

    /// Packs the weights into a section of about so many bytes: those under two thousandths of the largest go, then the features
    /// whose largest weight is smallest.
    static func pack(_ weights: Weights, classes: Int, budget: Int) -> [UInt8] {
        let largest = weights.values.reduce(Float(0)) { max($0, $1.reduce(0) { max($0, abs($1.1)) }) }
        var kept: [(hash: UInt64, weights: [(Int, Float)], size: Float)] = []
        for (hash, list) in weights {
            let list = list.filter { abs($0.1) >= 0.004 * largest }
            if let size = list.map({ abs($0.1) }).max() { kept.append((hash, list, size)) }
        }
        kept.sort { ($1.size, $0.hash) < ($0.size, $1.hash) }
        var size = 1032
        var count = 0
        // Three bytes in front of a feature's pairs, and about four of its bucket's start.
        while count < kept.count, size < budget {
            size += 7 + 2 * kept[count].weights.count
            count += 1
        }
        Log.line("features: \(weights.count) trained, \(kept.count) large enough, \(count) kept")
        return SparseWeights.pack(kept[..<count].map { (hash: $0.hash, weights: $0.weights) }, classes: classes, prune: 0)
    }
}
