import Testing

@testable import Chronology

@Suite struct SmallSetTests {
    @Test func behavesAsASet() {
        // Against Swift's own sets, over all pairs of a few lists with repeats and in any order.
        let lists: [[Int]] = [[], [3], [5, 1, 5, 3], [1, 3, 5], [2, 4, 6, 8], [9, 8, 7, 1], Array(0..<40), [40, 0, 39, 41]]
        for a in lists {
            let small = SmallSet(a)
            #expect(Array(small) == Set(a).sorted() && small.count == Set(a).count && small.isEmpty == a.isEmpty)
            for b in lists {
                #expect(small.isDisjoint(with: SmallSet(b)) == Set(a).isDisjoint(with: b))
                #expect(small.marks & SmallSet(b).marks != 0 || small.isDisjoint(with: SmallSet(b)))
                #expect(small.shared(with: SmallSet(b)) == Set(a).intersection(b).count)
                var joined = small
                joined.formUnion(SmallSet(b))
                #expect(Array(joined) == Set(a).union(b).sorted())
                var grown = small
                for number in b {
                    let isNew = !grown.contains(number)
                    #expect(grown.insert(number) == isNew)
                }
                #expect(grown == joined)
            }
        }
        var one = SmallSet([7])
        #expect(!one.insert(7) && one.insert(2) && one.contains(2) && !one.contains(3))
    }

    @Test func marksTellNumbersApart() {
        // Of 64 bits each is used, so that sets of a few numbers seldom share one.
        #expect((0..<1_000).reduce(0) { $0 | SmallSet.mark($1) } == UInt64.max)
        #expect((0..<100).filter { SmallSet.mark($0) & SmallSet.mark($0 + 1) != 0 }.count < 10)
    }
}
