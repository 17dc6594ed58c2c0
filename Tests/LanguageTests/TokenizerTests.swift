import Testing

@testable import Language

/// Tokens and sentences of raw text.
@Suite struct TokenizerTests {
    private func sentences(_ text: String) throws -> [[String]] {
        let bytes = Array(text.utf8)
        let tokenizer = Tokenizer(rules: try TokenRules())
        let splitter = SentenceSplitter(rules: try TokenRules())
        var tokens: [RawToken] = []
        return bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return [] }
            tokenizer.tokenize(base, 0..<bytes.count, into: &tokens)
            let starts = splitter.starts(base, tokens)
            return starts.enumerated().map { index, start in
                tokens[start..<(index + 1 < starts.count ? starts[index + 1] : tokens.count)].map {
                    String(decoding: bytes[Int($0.start)..<Int($0.end)], as: UTF8.self)
                }
            }
        }
    }

    @Test(arguments: [
        ("She didn't say he'd go.", "She did n't say he 'd go ."),
        ("Tesk’s lawyers can’t appeal.", "Tesk ’s lawyers ca n’t appeal ."),
        ("They cannot pay $4.5m, 20% more.", "They can not pay $ 4.5 m , 20 % more ."),
        ("A non-profit, court-appointed e-mail service", "A non-profit , court - appointed e-mail service"),
        ("at 5:30pm on 12/03/2011", "at 5:30 pm on 12/03/2011"),
        ("See www.example.org/a?b=1, or write to a.b@example.org.", "See www.example.org/a?b=1 , or write to a.b@example.org ."),
        ("\"No,\" he said (twice)...", "\" No , \" he said ( twice ) ..."),
        ("the families' lawyer and the 1990s", "the families ' lawyer and the 1990s"),
        ("O'Neill met al-Hamdi at 3 o'clock", "O'Neill met al - Hamdi at 3 o'clock"),
        ("AT&T paid US$5 and €7", "AT&T paid US$ 5 and € 7"),
        ("1,200 men and/or women; 3/4 of them", "1,200 men and / or women ; 3/4 of them"),
        ("Straße, naïve, Šešelj, 裁判所", "Straße , naïve , Šešelj , 裁判所"),
    ])
    func tokens(_ text: String, _ expected: String) throws {
        #expect(try sentences(text).flatMap { $0 }.joined(separator: " ") == expected)
    }

    @Test(arguments: [
        ("Mr. Tesk left. He was free.", 2),
        ("Sen. P. P. Orlan and Gen. Skel met at 5 p.m. in the U.S. embassy.", 1),
        ("He lives in the U.S. The court does not.", 2),
        ("\"I am innocent. I did nothing.\" She wept.", 3),
        ("\"Why me?\" he asked. Nobody answered!", 2),
        ("It cost 3.5 million. No. 7 was sold, no. 8 was not.", 2),
        ("The case of Orlan v. Norvia was closed... Then it was opened again.", 2),
        ("Tesk Corp. sued Orlan Inc. and lost.", 1),
        ("COURT FREES MINISTER\nHe left the building on Monday and went home to his family in the north.", 2),
        ("The judge (who had been ill.) returned. The trial went on.", 2),
        ("A first paragraph without a stop\n\nA second one", 2),
        ("He was born on 3 Jan. 1950. In 1970 he left.", 2),
        (
            "The trial of the former minister began on Monday in the\ncapital, where hundreds of people had been waiting since the\nearly morning. It was adjourned.",
            2
        ),
    ])
    func sentenceCounts(_ text: String, _ count: Int) throws {
        let found = try sentences(text)
        #expect(found.count == count, "\(found)")
    }

    @Test func aWordBrokenAtTheEndOfALineIsOne() throws {
        let bytes = Array("The investi-\ngation of the non-\nprofit goes on".utf8)
        var tokens: [RawToken] = []
        bytes.withUnsafeBufferPointer {
            Tokenizer(rules: try! TokenRules()).tokenize($0.baseAddress!, 0..<bytes.count, into: &tokens)
        }
        #expect(tokens[1].rejoined)
        #expect(String(decoding: bytes[Int(tokens[1].start)..<Int(tokens[1].end)], as: UTF8.self) == "investi-\ngation")
    }

    @Test func rangesAreInOrderAndInside() throws {
        let text = "Ça va? “Oui” – dit-il… 😀👨‍👩‍👧 שלום עולם (ok)"
        var last = 0
        let bytes = Array(text.utf8)
        var tokens: [RawToken] = []
        bytes.withUnsafeBufferPointer {
            Tokenizer(rules: try! TokenRules()).tokenize($0.baseAddress!, 0..<bytes.count, into: &tokens)
        }
        for token in tokens {
            #expect(Int(token.start) >= last && token.end > token.start && Int(token.end) <= bytes.count)
            last = Int(token.end)
        }
        #expect(tokens.count > 8)
    }
}
