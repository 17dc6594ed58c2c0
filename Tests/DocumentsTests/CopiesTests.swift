import CaseModel
import Testing

@testable import Documents

@Suite struct CopiesTests {
    private func paper(_ words: [Int], _ id: String) -> Document {
        var document = Document(id: DocumentID(id), name: id, text: words.map { "w\($0)" }.joined(separator: " "))
        document.blocks = [Block(kind: .paragraph, text: document.text, range: 0..<document.text.utf8.count, source: nil)]
        return document
    }

    /// Pairs whose true Jaccard similarity of shingles is 0.8 or more must be candidates in 97 of 100 cases.
    @Test func recallAtFourFifths() {
        var numbers = Numbers(state: 7)
        var similar = 0
        var found = 0
        for round in 0..<600 {
            let base = (0..<(60 + numbers.below(400))).map { _ in numbers.below(5000) }
            var other = base
            for _ in 0..<(1 + numbers.below(max(2, base.count / 40))) { other[numbers.below(other.count)] = numbers.below(5000) }
            let a = Copies.shingles(paper(base, "a\(round)"))
            let b = Copies.shingles(paper(other, "b\(round)"))
            let both = Set(a).intersection(b).count
            guard Double(both) / Double(Set(a).union(b).count) >= 0.8 else { continue }
            similar += 1
            if !Copies.candidates([a, b]).isEmpty { found += 1 }
        }
        #expect(similar > 300)
        #expect(Double(found) >= 0.97 * Double(similar))
    }

    @Test func aTrimmedCopyIsFoundAndAnotherStoryIsNot() {
        var numbers = Numbers(state: 3)
        let story = (0..<400).map { _ in numbers.below(5000) }
        let other = (0..<400).map { _ in numbers.below(5000) }
        let papers = [paper(story, "aa"), paper(Array(story[..<150]), "bb"), paper(other, "cc"), paper(story + [1, 2, 3], "dd")]
        let copies = Copies.find(papers)
        #expect(copies[DocumentID("bb")] == DocumentID("dd"))
        #expect(copies[DocumentID("aa")] == DocumentID("dd"))
        #expect(copies.count == 2)
        #expect(Copies.find(papers.reversed()) == copies)
    }

    /// Papers made of sentences that hundreds of others have too are no copies of one another, and finding that takes time by their number.
    @Test func sharedSentencesMakeNoCopiesNorSquares() {
        var numbers = Numbers(state: 11)
        let sentences = (0..<300).map { _ in (0..<12).map { _ in numbers.below(50_000) } }
        func papers(_ count: Int) -> [Document] {
            (0..<count).map { n in
                let told = (0..<15).flatMap { _ in sentences[numbers.below(sentences.count)] }
                return paper(told + (0..<60).map { _ in numbers.below(50_000) }, "p\(n)")
            }
        }
        let some = papers(1000)
        #expect(Copies.find(some).count < 5)
        let shingles = some.map { Copies.shingles($0) }
        #expect(Copies.candidates(shingles).count < 20_000)
        let copy = paper(Array(some[7].text.split(separator: " ").compactMap { Int($0.dropFirst()) }.prefix(120)), "copy")
        #expect(Copies.find(some + [copy])[copy.id] == some[7].id)
    }

    @Test func theAgencysOwnPaperIsTheOriginal() throws {
        let body = """
            The council of Brellin voted on Tuesday to close the old harbour, which has not seen a ship since the storm of 1987, officials said.

            Two members voted against it and said that the harbour might be needed again when the canal is full in the summer.
            """
        let wire = try readOne("Brellin council closes the harbour\n\nBRELLIN (Ostmark Agency) - " + body, name: "wire.txt")
        let paper = try readOne(
            "Old harbour to be shut for good\n\n" + body + "\n\nThe paper adds a sentence of its own about the weather that day.",
            name: "paper.txt")
        #expect(Copies.find([paper, wire]) == [paper.id: wire.id])
    }
}
