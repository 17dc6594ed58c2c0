/// The measures of the CoNLL shared task on coreference: MUC (Vilain et al., 1995), B³ (Bagga and Baldwin, 1998), entity-based CEAF with
/// φ₄ (Luo, 2005), and the mean of their F1.
struct CoreferenceScore {
    struct Measure {
        var recall = (part: 0.0, whole: 0.0)
        var precision = (part: 0.0, whole: 0.0)
        var f1: Double {
            let r = recall.whole == 0 ? 0 : recall.part / recall.whole
            let p = precision.whole == 0 ? 0 : precision.part / precision.whole
            return r + p == 0 ? 0 : 2 * r * p / (r + p)
        }
        static func += (a: inout Measure, b: Measure) {
            a.recall = (a.recall.part + b.recall.part, a.recall.whole + b.recall.whole)
            a.precision = (a.precision.part + b.precision.part, a.precision.whole + b.precision.whole)
        }
    }
    private(set) var muc = Measure()
    private(set) var bCubed = Measure()
    private(set) var ceaf = Measure()
    var conll: Double { (muc.f1 + bCubed.f1 + ceaf.f1) / 3 }

    /// Adds the mentions of one subtopic: the class of each by the corpus and by a system. No class reaches into another subtopic.
    mutating func add(gold: [Int], system: [Int]) {
        muc.recall = Self.sum(muc.recall, Self.links(gold, system))
        muc.precision = Self.sum(muc.precision, Self.links(system, gold))
        bCubed.recall = Self.sum(bCubed.recall, Self.overlap(gold, system))
        bCubed.precision = Self.sum(bCubed.precision, Self.overlap(system, gold))
        let keys = Self.classes(gold)
        let answers = Self.classes(system)
        let best = Assignment.best(
            keys.map { key in answers.map { 2 * Double(key.intersection($0).count) / Double(key.count + $0.count) } })
        ceaf += Measure(recall: (best, Double(keys.count)), precision: (best, Double(answers.count)))
    }

    private static func sum(_ a: (part: Double, whole: Double), _ b: (part: Double, whole: Double)) -> (
        part: Double, whole: Double
    ) {
        (a.part + b.part, a.whole + b.whole)
    }

    private static func classes(_ labels: [Int]) -> [Set<Int>] {
        var sets: [Int: Set<Int>] = [:]
        for (mention, label) in labels.enumerated() { sets[label, default: []].insert(mention) }
        return sets.keys.sorted().map { sets[$0]! }
    }

    private static func links(_ key: [Int], _ answer: [Int]) -> (part: Double, whole: Double) {
        var result = (part: 0.0, whole: 0.0)
        for set in classes(key) {
            result.part += Double(set.count - Set(set.map { answer[$0] }).count)
            result.whole += Double(set.count - 1)
        }
        return result
    }

    private static func overlap(_ key: [Int], _ answer: [Int]) -> (part: Double, whole: Double) {
        var result = (part: 0.0, whole: 0.0)
        for set in classes(key) {
            var counts: [Int: Int] = [:]
            for mention in set { counts[answer[mention], default: 0] += 1 }
            result.part += counts.values.reduce(0) { $0 + Double($1 * $1) / Double(set.count) }
            result.whole += Double(set.count)
        }
        return result
    }
}

/// The best one-to-one assignment (Kuhn, "The Hungarian method", 1955, with potentials, in O(n³)).
enum Assignment {
    /// The greatest sum of gains of rows and columns paired one to one.
    static func best(_ gain: [[Double]]) -> Double {
        guard let width = gain.first?.count, width > 0 else { return 0 }
        let n = max(gain.count, width)
        func cost(_ i: Int, _ j: Int) -> Double { i < gain.count && j < width ? 1 - gain[i][j] : 1 }
        var u = [Double](repeating: 0, count: n + 1)
        var v = u
        var row = [Int](repeating: 0, count: n + 1)
        var way = row
        for i in 1...n {
            row[0] = i
            var column = 0
            var least = [Double](repeating: .infinity, count: n + 1)
            var used = [Bool](repeating: false, count: n + 1)
            repeat {
                used[column] = true
                let current = row[column]
                var delta = Double.infinity
                var next = 0
                for j in 1...n where !used[j] {
                    let reduced = cost(current - 1, j - 1) - u[current] - v[j]
                    if reduced < least[j] { (least[j], way[j]) = (reduced, column) }
                    if least[j] < delta { (delta, next) = (least[j], j) }
                }
                for j in 0...n {
                    if used[j] { u[row[j]] += delta; v[j] -= delta } else { least[j] -= delta }
                }
                column = next
            } while row[column] != 0
            repeat {
                let before = way[column]
                row[column] = row[before]
                column = before
            } while column != 0
        }
        var total = 0.0
        for j in 1...n where row[j] >= 1 { total += 1 - cost(row[j] - 1, j - 1) }
        return total
    }
}
