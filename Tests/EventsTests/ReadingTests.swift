import CaseModel
import Testing

@testable import Events

/// Who is who, numbers, marks and acts on acts, on our own sentences.
@Suite(.enabled(if: annotator != nil, "no language model"))
struct ReadingTests {
    private func read(_ text: String) -> Annotation { annotator!.annotate(paper(text)) }
    private func name(_ entity: Int?, _ annotation: Annotation) -> String? { entity.flatMap { annotation.entities[$0].name } }

    @Test func bareSurnamesGoToWhomTheTextBroughtInFirst() {
        let annotation = read(
            "President Ines Dravic pardoned her brother, Pavel Dravic, on Monday.\n\nDravic, 61, was elected in 2010. \"It was just,\" Mr Dravic said."
        )
        let first = annotation.entities.first { $0.name == "Ines Dravic" }
        #expect(first?.names.contains("Dravic") == true)
        #expect(first?.ages == [61])
        #expect(annotation.entities.contains { $0.name == "Pavel Dravic" })
        #expect(name(annotation.quotes.first?.speaker, annotation) == "Pavel Dravic")
    }

    @Test func acronymsAndSecondNamesAreOneBody() {
        let annotation = read(
            "The Southern Court of Human Rights (SCHR) ordered Orland on Monday to free him. The SCHR sits in Vell.")
        let court = annotation.entities.first { $0.name == "Southern Court of Human Rights" }
        #expect(court?.names.contains("SCHR") == true)
        #expect(court?.kind == .authority)
    }

    @Test func actsOnActsFindTheirTargets() throws {
        let annotation = read("President Ines Dravic pardoned Marek Tolv in 2011. The Supreme Court annulled the pardon in 2012.")
        let annul = try #require(annotation.events.first { $0.kind == .annul })
        let target = try #require(annul.targets.first)
        #expect(target.kind == .pardon)
        let event = try #require(target.event)
        let pardon = try #require(annotation.events.firstIndex { $0.kind == .pardon && !$0.passing })
        #expect(event == pardon || annotation.events[event].chain == annotation.events[pardon].chain)
        #expect(annul.whens.contains { annotation.times[$0.time].value == "2012" })
    }

    @Test func numbersInWordsAndDigits() {
        func value(_ words: String) -> Double? { Numbers.read(words.split(separator: " ").map(String.init), at: 0)?.value }
        #expect(value("thirty-one dockers") == 31)
        #expect(value("thirty - one dockers") == 31)
        #expect(value("4.2 million crowns") == 4_200_000)
        #expect(value("two hundred and six people") == 206)
        #expect(value("1,200 people") == 1200)
        #expect(value("people") == nil)
    }

    @Test func quotationMarksOfEverySort() {
        let text = Array(
            "“One,” he said. \"Two and more words are here.\"\n“Three goes on over the paragraph\n“and ends here.”".utf8)
        var blocks: [Range<Int>] = []
        var start = 0
        for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
            blocks.append(start..<(start + line.count))
            start += line.count + 1
        }
        let found = QuoteMarks.find(text, blocks: blocks)
        #expect(
            found.map { String(decoding: text[$0.inner], as: UTF8.self) } == [
                "One,", "Two and more words are here.", "Three goes on over the paragraph", "and ends here.",
            ])
        #expect(found.map(\.isClosed) == [true, true, false, true])
        #expect(found.map(\.goesOn) == [false, false, false, true])
    }

    @Test func nearlyTheSameWordsDifferByOneLetter() {
        #expect(Fold.nearly("dravic", "dravik"))
        #expect(Fold.nearly("dravic", "drvaic"))
        #expect(!Fold.nearly("dravic", "dravos"))
        #expect(!Fold.nearly("tolv", "tolm"))
        #expect(Fold.word("Peréz’s") == "perez")
    }

    @Test func theSameDocumentGivesTheSameAnnotation() {
        let text =
            "President Ines Dravic pardoned Marek Tolv in 2011. The Supreme Court annulled the pardon in 2012, and he was arrested."
        #expect(read(text) == read(text))
    }

    @Test func anEmptyDocumentAndOddBytesAreRead() {
        #expect(read("").events.isEmpty)
        _ = read("”“\"\"''((( — : , .\n\n\"\n\n“ ” 's 's of by ( ) 2010: -")
    }
}
