import CaseModel
import Foundation
import Testing

@testable import CaseFile

@Suite struct SearchTests {
    func built() throws -> (Scratch, CaseFile) {
        let scratch = Scratch()
        scratch.fill()
        scratch.write(
            "accent.txt", "Límanda\ndoc: 2014-05-06\narrest 2014-05-05 Öznurvalk in Límanda, says \"nobody is above the law\"")
        let file = try scratch.open()
        try file.build(folder: scratch.papers)
        return (scratch, file)
    }

    @Test func findsWordsPhrasesPrefixesAndNeighbours() throws {
        let (scratch, file) = try built()
        _ = scratch
        func papers(_ words: String) throws -> [String] {
            try file.search(SearchQuery(words)).hits.filter { $0.kind == .paper }.compactMap(\.paper).sorted()
        }
        #expect(try papers("fraud") == ["one.txt", "sub/three.txt"])
        #expect(try papers("\"for fraud\"") == ["sub/three.txt"])
        #expect(try papers("pris*") == ["one.txt"])
        #expect(try papers("NEAR(Ardelin prison, 3)") == ["one.txt"])
        #expect(try papers("fraud NOT prison") == ["sub/three.txt"])
        #expect(try papers("limanda") == ["accent.txt"] && papers("LÍMANDA") == ["accent.txt"])
        #expect(try papers("what's-this, then: nothing") == [])
    }

    @Test func snippetsStandWhereTheySay() throws {
        let (scratch, file) = try built()
        _ = scratch
        let hit = try #require(try file.search(SearchQuery("prison")).hits.first { $0.kind == .paper })
        let passage = try #require(hit.passage)
        let text = Array(try #require(try file.document(passage.document)).text.utf8)
        #expect(String(decoding: text[passage.range], as: UTF8.self) == hit.snippet)
        #expect(hit.marks.map { String(decoding: Array(hit.snippet.utf8)[$0], as: UTF8.self) } == ["prison"])
        #expect(hit.date == "2011-03-04")
    }

    @Test func quotesEventsAndActors() throws {
        let (scratch, file) = try built()
        _ = scratch
        let quote = try #require(try file.search(SearchQuery("\"above the law\"")).hits.first { $0.kind == .quote })
        #expect(quote.snippet == "nobody is above the law" && quote.paper == "accent.txt")
        let hits = try file.search(SearchQuery("Ardelin")).hits
        #expect(hits.first?.kind == .actor && hits.contains { $0.kind == .event })
    }

    @Test func aMisspeltNameIsForgiven() throws {
        let (scratch, file) = try built()
        _ = scratch
        let result = try file.search(SearchQuery("Ardlein"))
        #expect(result.corrected == ["Ardlein": ["ardelin"]] && !result.hits.isEmpty)
        #expect(try file.search(SearchQuery("Xyzzyplugh")).hits.isEmpty)
    }

    @Test func filtersNarrow() throws {
        let (scratch, file) = try built()
        _ = scratch
        var query = SearchQuery("Ardelin")
        query.filter.source = "three"
        #expect(try Set(file.search(query).hits.compactMap(\.paper)) == ["sub/three.txt"])
        query = SearchQuery("convict OR release OR appeal OR arrest")
        query.filter.from = .init(year: 2012, month: 1, day: 1)
        #expect(try Set(file.search(query).hits.compactMap(\.paper)) == ["two.txt", "accent.txt", "sub/three.txt"])
        query.filter.persons = ["Brenvik"]
        #expect(try Set(file.search(query).hits.compactMap(\.paper)) == ["two.txt"])
    }

    @Test func brokenSearchesAreExplained() throws {
        let (scratch, file) = try built()
        _ = scratch
        for words in ["", "   ", "AND", "( fraud", "fraud AND"] {
            #expect(throws: CaseFileError.self, "\(words)") { try file.search(SearchQuery(words)) }
        }
        // Marks of the query language inside words mean themselves.
        for words in ["fraud:prison", "^fraud", "a{b}c", "'; DROP TABLE log; --"] { _ = try file.search(SearchQuery(words)) }
    }
}
