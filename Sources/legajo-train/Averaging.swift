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

    /// Packs all weights into a section.
    static func pack(_ weights: Weights, classes: Int) -> [UInt8] {
        SparseWeights.pack(weights.map { (hash: $0.key, weights: $0.value) }, classes: classes, prune: 0.005)
    }
}
