import Testing

@testable import Language

/// Bad input: bounded time, no trap, clear errors.
@Suite struct InputTests {
    private func analyzer() throws -> Analyzer { try Analyzer.shared(language: "en") }

    @Test func tenMegabytesWithoutAStop() throws {
        let analyzer = try analyzer()
        let words = Array(repeating: Array("word and more-of it, ".utf8), count: 480_000).flatMap { $0 }
        let clock = ContinuousClock()
        let time = clock.measure {
            let sentences = analyzer.segment(bytes: words)
            #expect(sentences.allSatisfy { $0.tokens.count <= SentenceSplitter.longest + 60 })
        }
        #expect(time < .seconds(20))
        // One word of ten megabytes; and one with marks inside all the way.
        #expect(analyzer.analyze(bytes: [UInt8](repeating: 0x61, count: 10_000_000)).sentences.count == 1)
        let dotted = Array(repeating: Array("a.b-c'd/".utf8), count: 250_000).flatMap { $0 }
        #expect(analyzer.segment(bytes: dotted).count > 0)
    }

    @Test(arguments: [
        "", " ", "\n\n\n", "....!!!???", "- - - - -", "((((((((", "\"\"\"\"\"\"", "😀😀😀 👨‍👩‍👧‍👦 🇵🇪", "שלום עולם. מה שלומך?",
        "مرحبا بالعالم؟ نعم.",
        "Привет, мир! Это суд.", "東京地方裁判所は判決を下した。被告は控訴した。", "Τhе соurt оf Νоrvia", "c0urt 0f |\\|orv1a ~~ rn1ll1on ;;; l@w §§ ¶¶",
        "\u{0}\u{1}\u{2}a\u{0}b", "\u{FEFF}A\u{200B}B\u{AD}C", "e\u{301}\u{301}\u{301}\u{301}", "’’’ ‘‘ “ ”",
        "$$$ %%% &&& @@@ ### ***", "a\u{2028}b\u{2029}c", "1. 2. 3. a) b) i.",
        "'", "''", "@", "#", "$", "-", "'s", "n't", "http://", "www.", "a@", ":)", "\u{2019}",
    ])
    func oddText(_ text: String) throws {
        let bytes = Array(text.utf8)
        let analysis = try analyzer().analyze(bytes: bytes)
        var last = 0
        for sentence in analysis.sentences {
            #expect(!sentence.tokens.isEmpty)
            for token in sentence.tokens {
                #expect(token.range.lowerBound >= last && token.range.upperBound <= bytes.count && !token.range.isEmpty)
                last = token.range.upperBound
            }
        }
    }

    @Test func brokenBytesAndBlocks() throws {
        var bytes: [UInt8] = []
        var state: UInt32 = 1
        for _ in 0..<20_000 {
            state = state &* 1_664_525 &+ 1_013_904_223
            bytes.append(UInt8(state >> 24))
        }
        #expect(try !analyzer().analyze(bytes: bytes).sentences.isEmpty)
        let odd = try analyzer().analyze(text: "One two.", blocks: [5..<2000, 0..<3, -4..<2].filter { $0.lowerBound >= -4 })
        #expect(odd.sentences.count == 3)
    }

    @Test func wrongColumnsAreToldWithTheirLine() throws {
        let good = "1\tA\t_\t_\t_\t_\t_\t_\t_\t_\n2\tdog\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
        #expect(try CoNLLU.read(good)[0].words.count == 2)
        func reason(_ text: String) -> String {
            do {
                _ = try CoNLLU.read(text)
                return "none"
            } catch { return "\(error)" }
        }
        #expect(reason(good + "1\tA\t_\n").hasPrefix("line 4: CoNLL-U has ten columns"))
        #expect(
            reason("1\tA\t_\t_\t_\t_\t_\t_\t_\t_\n3\tA\t_\t_\t_\t_\t_\t_\t_\t_\n").hasPrefix("line 2: the word's number is \"3\"")
        )
        #expect(reason("x\tA\t_\t_\t_\t_\t_\t_\t_\t_\n").hasPrefix("line 1:"))
        #expect(throws: LanguageError.self) { try NamesIO.annotate("Alone\n", with: analyzer()) }
    }

    @Test func filtersKeepTheLines() throws {
        let text =
            "# sent_id = 1\n1-2\tcannot\t_\t_\t_\t_\t_\t_\t_\t_\n1\tcan\t_\t_\t_\t_\t_\t_\t_\t_\n2\tnot\t_\t_\t_\t_\t_\t_\t_\tX=1\n2.1\te\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
        let lines = try CoNLLU.annotate(text, with: analyzer()).split(separator: "\n")
        #expect(lines.count == 5 && lines[0] == "# sent_id = 1" && lines[1].hasPrefix("1-2\tcannot") && lines[4].hasPrefix("2.1"))
        #expect(lines[2].split(separator: "\t").count == 10 && lines[3].hasSuffix("X=1") && lines[2].contains("\tAUX\t"))
        let names = "# newdoc id = a\n1\tJohn\tO\t-\n2\tMiller\tO\t-\n3\tspoke\tO\t-\n\nJohn O\nMiller O\nspoke O\n"
        let out = try NamesIO.annotate(names, with: analyzer()).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(out.count == 9 && out[1] == "1\tJohn\tB-PER\t-" && out[2] == "2\tMiller\tI-PER\t-" && out[6] == "Miller I-PER")
    }
}
