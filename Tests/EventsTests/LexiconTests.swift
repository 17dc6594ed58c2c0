import Testing

@testable import Events

@Suite struct LexiconTests {
    /// A class without words is a rule that never holds; classes that share a bit would each hold for the other's words.
    @Test func everyClassHasWordsOfItsOwn() throws {
        let lexicon = try Lexicon.shared.get()
        let entries = try Lexicon.entries("words.txt")
        #expect(Set(entries.map(\.key)) == Set(WordClass.allCases.map { String(describing: $0) }))
        for one in WordClass.allCases {
            let mine = entries.filter { $0.key == String(describing: one) }.flatMap(\.words)
            #expect(mine.allSatisfy { lexicon.has(one, $0) }, "\(one)")
            var alone = WordClasses()
            alone.insert(one)
            #expect(WordClass.allCases.filter(alone.has) == [one])
        }
        #expect(!lexicon.has(.showing, "sentence") && !lexicon.has(.court, "quay"))
    }

    @Test func modesAreLookedForInTheirOrder() throws {
        let modes = try Lexicon.shared.get().modes
        #expect(modes.first?.words == "from the outset" && modes.first?.mode == .exTunc)
        #expect(modes.contains { $0.words == "with effect from" && $0.mode == .exNunc })
        #expect(modes.allSatisfy { $0.words == $0.words.lowercased() && !$0.words.isEmpty })
    }
}
