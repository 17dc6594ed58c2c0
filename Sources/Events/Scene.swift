import CaseModel
import Language
import TimeExpressions

/// One sentence made ready for the rules: children, classes, what stands between quotation marks.
struct Clauses {
    let number: Int
    let tokens: [Token]
    let names: [NameSpan]
    let block: Block.Kind
    let blockNumber: Int
    let range: Range<Int>
    let children: [[Int]]
    let words: [Word]
    /// Classes of the words as they stand, whatever their lemma.
    let written: [WordClasses]
    /// Lower-case forms.
    let forms: [String]
    /// Whether a token stands between quotation marks.
    var quoted: [Bool]
    /// Whether a verb is one that is done to somebody ("sentenced", not "resigned").
    let takesPatient: [Bool]
    /// Whether a verb is one by which somebody decides over another's act or fate.
    let decides: [Bool]
    /// Whether a token is part of a time expression.
    var isTime: [Bool]
    /// Whether the sentence asks.
    let asks: Bool

    init(_ sentence: Sentence, number: Int, block: Block.Kind, lexicon: Lexicon) {
        self.number = number
        tokens = TreeMends.mended(sentence.tokens, isText: block == .paragraph || block == .listItem, lexicon)
        names = sentence.names
        self.block = block
        blockNumber = sentence.block
        range = sentence.range
        var children = [[Int]](repeating: [], count: tokens.count)
        for (index, token) in tokens.enumerated() where token.head >= 0 && token.head < tokens.count && token.head != index {
            children[token.head].append(index)
        }
        self.children = children
        forms = tokens.map { $0.form.lowercased() }
        words = zip(tokens, forms).map { token, form in
            let word = lexicon.word(token.lemma)
            guard word.verbs.isEmpty, word.nouns.isEmpty, form != token.lemma || token.upos == .verb else { return word }
            var other = lexicon.word(form)
            if other.verbs.isEmpty, token.upos == .verb { other = Clauses.uninflected(form, lexicon) }
            return Word(classes: word.classes.union(other.classes), verbs: other.verbs, nouns: other.nouns)
        }
        written = forms.map { lexicon.word($0).classes }
        decides = words.map { word in word.verbs.contains { Lexicon.deciding.contains(lexicon.verbs[$0].kind) } }
        takesPatient = words.map { word in
            word.verbs.contains { lexicon.verbs[$0].roles.object == .role(.patient) }
                && !word.verbs.contains { lexicon.verbs[$0].roles.subject == .role(.patient) }
        }
        quoted = [Bool](repeating: false, count: tokens.count)
        isTime = quoted
        asks = forms.last { $0 != "\"" && $0 != "”" && $0 != ")" } == "?"
    }

    /// A verb that the lemmatiser left with an ending that the lexicon does not know: "bribed", "overruling".
    static func uninflected(_ form: String, _ lexicon: Lexicon) -> Word {
        for ending in ["ed", "ing", "es", "s", "d"] where form.hasSuffix(ending) && form.utf8.count > ending.utf8.count + 2 {
            let stem = String(form.dropLast(ending.count))
            for candidate in [stem, stem + "e", String(stem.dropLast())] {
                let word = lexicon.word(candidate)
                if !word.verbs.isEmpty { return word }
            }
        }
        return Lexicon.unknown
    }

    func isClass(_ index: Int, _ one: WordClass) -> Bool { words[index].classes.has(one) }
    func isWritten(_ index: Int, _ one: WordClass) -> Bool { written[index].has(one) }
    func relation(_ index: Int) -> String { tokens[index].relation }
    func child(_ index: Int, where test: (Int) -> Bool) -> Int? { children[index].first(where: test) }
    func child(_ index: Int, relation: String) -> Int? { children[index].first { tokens[$0].relation == relation } }
    func children(_ index: Int, relation: String) -> [Int] { children[index].filter { tokens[$0].relation == relation } }

    /// Whether the token is a verb, or the head of a predicate with a copula.
    func isVerb(_ index: Int) -> Bool {
        tokens[index].upos == .verb || (tokens[index].upos == .aux && tokens[index].relation == "root")
    }
    func isNominal(_ index: Int) -> Bool {
        switch tokens[index].upos {
        case .noun, .propn, .pron, .num: true
        default: false
        }
    }
    func isPunctuation(_ index: Int) -> Bool { tokens[index].upos == .punct }

    /// The preposition of a nominal, with the words fixed to it ("in favour of" is "in_favour_of"); "" where there is none.
    func preposition(_ index: Int) -> String {
        guard let mark = children[index].first(where: { tokens[$0].relation == "case" && tokens[$0].xpos != "POS" }) else {
            return ""
        }
        let rest = children[mark].filter { tokens[$0].relation == "fixed" }
        if !rest.isEmpty { return ([mark] + rest).map { forms[$0] }.joined(separator: "_") }
        let cases = children[index].filter { tokens[$0].relation == "case" && tokens[$0].xpos != "POS" }
        return cases.count > 1 ? cases.map { forms[$0] }.joined(separator: "_") : forms[mark]
    }

    /// First and last token of the whole subtree.
    func span(_ index: Int) -> ClosedRange<Int> {
        var low = index
        var high = index
        var open = children[index]
        var steps = 0
        while let next = open.popLast(), steps < 400 {
            low = min(low, next)
            high = max(high, next)
            open += children[next]
            steps += 1
        }
        return low...high
    }

    private static let articles: Set<String> = ["the", "a", "an", "this", "that", "these", "those"]
    private static let inPhrase: Set<String> = [
        "det", "amod", "compound", "nummod", "nmod:poss", "flat", "fixed", "det:predet", "flat:name", "goeswith", "advmod",
        "case",
    ]

    /// The words of a nominal: what stands tight before it, and "of" phrases after it.
    func phrase(_ index: Int) -> ClosedRange<Int> {
        var low = index
        var high = index
        for child in children[index] {
            let relation = tokens[child].relation
            if child < index, Clauses.inPhrase.contains(relation), !(relation == "case"),
                !(relation == "advmod" && child < index - 3)
            {
                low = min(low, span(child).lowerBound)
            } else if child > index,
                relation.hasPrefix("flat") || relation == "fixed" || (relation == "case" && tokens[child].xpos == "POS")
            {
                if relation != "case" { high = max(high, child) }
            } else if child > index, relation.hasPrefix("nmod"), preposition(child) == "of", child - index < 7 {
                high = max(high, phrase(child).upperBound)
            } else if child == index + 1, relation == "nummod" || relation == "compound" {
                high = max(high, child)
            }
        }
        // Nothing stands before the article: not the count of "By five votes to four the judges".
        if let article = children[index].first(where: {
            $0 < index && relation($0) == "det" && Clauses.articles.contains(forms[$0])
        }) {
            low = max(low, article)
        }
        while low < index, isPunctuation(low) { low += 1 }
        return low...high
    }

    func bytes(_ tokens: ClosedRange<Int>) -> Range<Int> {
        self.tokens[tokens.lowerBound].range.lowerBound..<self.tokens[tokens.upperBound].range.upperBound
    }

    /// Whether a nominal may be a participant: no time, no preposition before it.
    func mayTakePart(_ index: Int) -> Bool { !isTime[index] && !Scene.isDayWord(forms[index]) }

    /// Whether a nominal may do something: no time, no count of votes or money ("by two votes to one", "by a wide margin").
    func mayAct(_ index: Int) -> Bool {
        mayTakePart(index) && !isClass(index, .votenoun) && !isClass(index, .timeunit) && !isClass(index, .money)
    }

    /// The head of what a transparent noun stands for: "effects" of "the pardon".
    func through(_ index: Int) -> Int {
        var at = index
        for _ in 0..<3 where isClass(at, .transparent) || tokens[at].upos == .num {
            guard let inner = children[at].first(where: { relation($0).hasPrefix("nmod") && preposition($0) == "of" }) else {
                break
            }
            at = inner
        }
        return at
    }

    /// The nearest verb or predicate over a token, itself included.
    func predicate(over index: Int) -> Int? {
        var at = index
        var steps = 0
        while at >= 0, steps < 60 {
            if isVerb(at) || child(at, relation: "cop") != nil { return at }
            at = tokens[at].head
            steps += 1
        }
        return nil
    }
}

/// What a document's rules share: its sentences and their texts.
struct Scene {
    let document: Document
    let text: [UInt8]
    var sentences: [Clauses]
    let lexicon: Lexicon

    init(document: Document, analysis: Analysis, blocks: [Block], lexicon: Lexicon) {
        self.document = document
        self.lexicon = lexicon
        text = analysis.text
        sentences = analysis.sentences.enumerated().map { number, sentence in
            Clauses(
                sentence, number: number, block: sentence.block < blocks.count ? blocks[sentence.block].kind : .paragraph,
                lexicon: lexicon)
        }
    }

    /// Marks the tokens of time expressions: they take no part in events.
    mutating func markTimes(_ times: [TimeExpression]) {
        for time in times where time.sentence < sentences.count && time.age == nil {
            for token in sentences[time.sentence].tokens.indices
            where sentences[time.sentence].tokens[token].range.overlaps(time.range) {
                sentences[time.sentence].isTime[token] = true
            }
        }
    }

    func words(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }
}
