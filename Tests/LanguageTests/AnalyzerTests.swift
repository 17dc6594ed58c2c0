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
        ("indicted", "VBN", "indict"), ("ruling", "VBG", "rule"), ("fled", "VBD", "flee"), ("upheld", "VBD", "uphold"),
        ("sought", "VBN", "seek"),
        ("overturned", "VBN", "overturn"), ("quashed", "VBD", "quash"), ("children", "NNS", "child"), ("thieves", "NNS", "thief"),
        ("was", "VBD", "be"),
        ("'s", "VBZ", "be"), ("n't", "RB", "not"), ("extradited", "VBN", "extradite"), ("commuted", "VBD", "commute"),
        ("pardoned", "VBD", "pardon"),
        ("acquitted", "VBN", "acquit"), ("died", "VBD", "die"), ("hanged", "VBN", "hang"), ("stayed", "VBD", "stay"),
        ("worse", "JJR", "bad"),
        ("resigned", "VBD", "resign"), ("jailed", "VBN", "jail"), ("arrested", "VBN", "arrest"), ("accused", "VBN", "accuse"),
        ("freed", "VBN", "free"),
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

    @Test func theSameTextGivesTheSameAnalysis() throws {
        let text = newsNames.replacingOccurrences(of: "[", with: "").replacingOccurrences(of: "]", with: "")
        let a = CoNLLU.write(try analyze(text))
        #expect(CoNLLU.write(try analyze(text)) == a)
    }

    /// Exact spans and types on the two hundred sentences; each is a document of its own but for the names before it.
    @Test func namesInNews() throws {
        var text: [UInt8] = []
        var gold: [Range<Int>: String] = [:]
        for line in newsNames.split(separator: "\n") {
            var start = -1
            var label: [UInt8]?
            for byte in line.drop(while: { $0 == " " }).utf8 {
                switch byte {
                case UInt8(ascii: "["): start = text.count
                case UInt8(ascii: "|"): label = []
                case UInt8(ascii: "]"):
                    let type = String(decoding: label!, as: UTF8.self)
                    if type != "O" { gold[start..<text.count] = type }
                    label = nil
                default: if label != nil { label!.append(byte) } else { text.append(byte) }
                }
            }
            text += [0x0A, 0x0A]
        }
        let analysis = try Analyzer.shared(language: "en").analyze(bytes: text)
        var found: [Range<Int>: String] = [:]
        for sentence in analysis.sentences {
            for name in sentence.names {
                let label = NamesIO.label(name.type)
                guard label != "MISC" else { continue }
                found[
                    sentence.tokens[name.tokens.lowerBound].range
                        .lowerBound..<sentence.tokens[name.tokens.upperBound - 1].range.upperBound] = label
            }
        }
        let both = found.filter { gold[$0.key] == $0.value }.count
        let f1 = 200 * Double(both) / Double(gold.count + found.count)
        var wrong: [String] = []
        for (range, label) in gold where found[range] != label {
            wrong.append("missed \(label) \(String(decoding: text[range], as: UTF8.self)) (\(found[range] ?? "-"))")
        }
        for (range, label) in found where gold[range] == nil {
            wrong.append("extra \(label) \(String(decoding: text[range], as: UTF8.self))")
        }
        print("names in news: F1 \(f1) of \(gold.count)\n" + wrong.sorted().joined(separator: "\n"))
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
            "Teodar Mellow was arrested.\n\nMELLOW ARRESTED\n\nMr Mellow denied it. Mellow left for Orvia. Mellow is 60.")
        for sentence in analysis.sentences {
            for name in sentence.names where sentence.tokens[name.tokens.upperBound - 1].form.lowercased() == "mellow" {
                #expect(name.type == .person)
            }
        }
        #expect(analysis.sentences.reduce(0) { $0 + $1.names.filter { $0.type == .person }.count } >= 4)
    }
}
