/// Whether two written names may be one person's or one body's.
extension EntityBook {
    /// Two full names of one person: the same surname (or nearly) and first names that do not contradict.
    static func samePerson(_ a: [String], _ b: [String]) -> Bool {
        if a == b { return true }
        guard a.count > 1, b.count > 1 else { return false }
        let (long, short) = a.count >= b.count ? (a, b) : (b, a)
        let sameEnd = long.last! == short.last! || Fold.nearly(long.last!, short.last!)
        if sameEnd {
            let firsts = long.dropLast()
            return short.dropLast().allSatisfy { word in
                firsts.contains {
                    $0 == word || (word.count <= 2 && $0.first == word.first) || ($0.count <= 2 && $0.first == word.first)
                }
            }
        }
        // "Ana Solar" and "Ana Solar Vega".
        return short.count > 1 && Array(long.prefix(short.count)) == short
    }

    private static let small: Set<String> = ["of", "the", "for", "and", "in", "de", "del"]

    static func sameBody(_ a: [String], _ b: [String]) -> Bool {
        if a == b { return true }
        let (long, short) = a.count >= b.count ? (a, b) : (b, a)
        if short.count > 1, Array(long.prefix(short.count)) == short, long[short.count] == "of" || long[short.count] == "for" {
            return true
        }
        if short.count > 1, Array(long.suffix(short.count)) == short, long.count == short.count + 1 { return false }
        if short.count == 1, long.count == 3, long[1] == "of",
            ["republic", "kingdom", "state", "federation", "union", "commonwealth"].contains(long[0]), long[2] == short[0]
        {
            return true
        }
        let x = Set(a).subtracting(small)
        return x.count > 2 && x == Set(b).subtracting(small)
    }
}
