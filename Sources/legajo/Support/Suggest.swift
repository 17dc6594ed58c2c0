/// "Did you mean": the candidates nearest to what was typed, by optimal string alignment distance on lower-cased scalars
/// (Damerau 1964, adjacent transpositions once), at most a third of the length away, nearest first.
func suggestions(for typed: String, among candidates: [String], limit: Int = 3) -> [String] {
    let wanted = Array(typed.lowercased().unicodeScalars)
    let bound = max(1, wanted.count / 3)
    return candidates.compactMap { candidate -> (Int, String)? in
        let whole = Array(candidate.lowercased().unicodeScalars)
        var best = editDistance(wanted, whole)
        for word in candidate.lowercased().split(separator: " ") {
            best = min(best, editDistance(wanted, Array(word.unicodeScalars)))
        }
        if candidate.lowercased().contains(typed.lowercased()) { best = 0 }
        return best <= bound ? (best, candidate) : nil
    }
    .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    .prefix(limit).map(\.1)
}

func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var previous = Array(0...b.count)
    for i in 0..<a.count {
        var row = [i + 1]
        row.reserveCapacity(b.count + 1)
        for j in 0..<b.count {
            var cost = min(previous[j] + (a[i] == b[j] ? 0 : 1), previous[j + 1] + 1, row[j] + 1)
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
            row.append(cost)
        }
        before = previous
        previous = row
    }
    return previous[b.count]
}
