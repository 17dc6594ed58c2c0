import Foundation
import Testing

@testable import Language

/// The whole analyser with the model that the program carries.
@Suite struct AnalyzerTests {
    private func analyze(_ text: String) throws -> Analysis { try Analyzer.shared(language: "en").analyze(text: text) }

    @Test func treesTagsAndLemmas() throws {
        let analysis = try analyze(
            "The court sentenced Ilmar Tesk to nine years in prison. He was released by the judge in 2011.")
        #expect(analysis.sentences.count == 2)
        let first = analysis.sentences[0].tokens
        let verb = try #require(first.firstIndex { $0.form == "sentenced" })
        #expect(
            first[verb].lemma == "sentence" && first[verb].upos == .verb && first[verb].xpos == "VBD" && first[verb].head == -1)
        #expect(first[verb].features.contains(.past) && !first[verb].features.contains(.passive))
        let court = try #require(first.first { $0.form == "court" })
        #expect(court.head == verb && court.relation == "nsubj")
        let years = try #require(first.first { $0.form == "years" })
        #expect(years.lemma == "year" && years.features.contains(.plural))
        let second = analysis.sentences[1].tokens
        let released = try #require(second.first { $0.form == "released" })
        #expect(released.lemma == "release" && released.features.contains(.passive))
        #expect(second.first { $0.form == "He" }?.relation == "nsubj:pass")
        for sentence in analysis.sentences {
            #expect(sentence.tokens.filter { $0.head == -1 }.count == 1)
            for token in sentence.tokens { #expect(String(decoding: analysis.text[token.range], as: UTF8.self) == token.form) }
        }
    }

    @Test(arguments: [
        ("indicted", "VBN", "indict"), ("ruling", "VBG", "rule"), ("upheld", "VBD", "uphold"),
        ("sought", "VBN", "seek"), ("fled", "VBD", "flee"), ("freed", "VBN", "free"),
        ("overturned", "VBN", "overturn"), ("quashed", "VBD", "quash"), ("children", "NNS", "child"), ("thieves", "NNS", "thief"),
        ("was", "VBD", "be"),
        ("'s", "VBZ", "be"), ("n't", "RB", "not"), ("extradited", "VBN", "extradite"), ("commuted", "VBD", "commute"),
        ("pardoned", "VBD", "pardon"),
        ("acquitted", "VBN", "acquit"), ("died", "VBD", "die"), ("hanged", "VBN", "hang"), ("stayed", "VBD", "stay"),
        ("worse", "JJR", "bad"),
        ("resigned", "VBD", "resign"), ("jailed", "VBN", "jail"), ("arrested", "VBN", "arrest"), ("accused", "VBN", "accuse"),
        ("appealed", "VBD", "appeal"), ("imprisoned", "VBN", "imprison"), ("annulled", "VBN", "annul"),
        ("murdered", "VBN", "murder"),
    ])
    func lemmas(_ form: String, _ xpos: String, _ lemma: String) throws {
        #expect(try Analyzer.shared(language: "en").lemmatizer.lemma(form, xpos: xpos) == lemma)
    }

    @Test func blocksKeepSentencesApart() throws {
        let text = "COURT FREES MINISTER\nHe left the building\nand went home."
        let analysis = try Analyzer.shared(language: "en").analyze(text: text, blocks: [0..<20, 21..<text.utf8.count])
        #expect(analysis.sentences.map(\.block) == [0, 1])
        #expect(analysis.sentences[1].range == 21..<text.utf8.count)
    }

    @Test func anUnknownLanguageIsAnError() {
        #expect(throws: LanguageError.noModel(language: "xx")) { try Analyzer.shared(language: "xx") }
    }

    /// The sentences of the file of names: tokens with their labels.
    private static func newsNames() throws -> String {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Data/news-names.iob")
        return try String(contentsOf: file, encoding: .utf8)
    }

    @Test func theSameTextGivesTheSameAnalysis() throws {
        let text = try Self.newsNames().split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "\n" : String($0.prefix { $0 != " " }) }.joined(separator: " ")
        let a = CoNLLU.write(try analyze(text))
        #expect(a.count > 10_000)
        #expect(CoNLLU.write(try analyze(text)) == a)
    }

    /// Exact spans and types on two hundred sentences in the style of news, our own writing about invented people and countries,
    /// marked by hand after UNER's conventions: no titles, no nationalities, an organisation's place inside its name.
    @Test func namesInNews() throws {
        let gold = try Self.newsNames()
        let found = try NamesIO.annotate(gold, with: Analyzer.shared(language: "en"))
        func spans(_ text: String) -> Set<String> {
            var out = Set<String>()
            var open: (start: Int, type: Substring)?
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            for (number, line) in lines.enumerated() {
                let label = line.split(separator: " ").last ?? "O"
                if let held = open, label != "I-" + held.type {
                    out.insert("\(held.start)-\(number) \(held.type)")
                    open = nil
                }
                if label.hasPrefix("B-"), !label.hasSuffix("MISC") { open = (number, label.dropFirst(2)) }
            }
            return out
        }
        let a = spans(gold)
        let b = spans(found)
        #expect(a.count > 250)
        let f1 = 200 * Double(a.intersection(b).count) / Double(a.count + b.count)
        #expect(f1 >= 88)
    }

    @Test(arguments: [
        ("The Constitutional Court of Norvia ruled.", "Constitutional Court of Norvia", NameType.court),
        ("He is held in Karsk Prison.", "Karsk Prison", .prison),
        ("The Amnesty Act was repealed.", "Amnesty Act", .law),
        ("The Labour Party lost.", "Labour Party", .party),
        ("Mr Kovar denied it.", "Kovar", .person),
        ("Judge Lena Sandmark spoke.", "Lena Sandmark", .person),
        ("The Ministry of Justice and Human Rights replied.", "Ministry of Justice and Human Rights", .organisation),
        ("The Inter-American Commission on Human Rights met.", "Inter-American Commission on Human Rights", .organisation),
        ("The Attorney General resigned.", "Attorney General", .office),
    ])
    func typesOfThisDomain(_ text: String, _ name: String, _ type: NameType) throws {
        let sentence = try #require(try analyze(text).sentences.first)
        let names = sentence.names.map { span in
            (
                String(
                    decoding: Array(text.utf8)[
                        sentence.tokens[span.tokens.lowerBound].range
                            .lowerBound..<sentence.tokens[span.tokens.upperBound - 1].range.upperBound], as: UTF8.self), span.type
            )
        }
        #expect(names.contains { $0.0 == name && $0.1 == type }, "\(names)")
    }

    @Test func aNameHasOneTypeInADocument() throws {
        let analysis = try analyze(
            "Teofar Mellow was arrested.\n\nMELLOW ARRESTED\n\nMr Mellow denied it. Mellow left for Orvia. Mellow is 60.")
        for sentence in analysis.sentences {
            for name in sentence.names where sentence.tokens[name.tokens.upperBound - 1].form.lowercased() == "mellow" {
                #expect(name.type == .person)
            }
        }
        #expect(analysis.sentences.reduce(0) { $0 + $1.names.filter { $0.type == .person }.count } >= 3)
    }
}
