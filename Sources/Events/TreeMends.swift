import CaseModel
import Language

/// Puts right what the parser often has wrong in courts' news, before anything is read off a tree.
enum TreeMends {
    /// What trees of courts' news often have wrong, put right.
    static func mended(_ original: [Token], isText: Bool, _ lexicon: Lexicon) -> [Token] {
        var tokens = original
        if tokens.contains(where: { $0.form == "aside" }) { mendAside(&tokens) }
        if isText { mendRoot(&tokens); mendAppositions(&tokens) }
        mendOpeningParticiple(&tokens)
        mendLeave(&tokens)
        mendInversions(&tokens)
        mendJoinedVerbs(&tokens)
        mendBareAuxiliaries(&tokens)
        mendJoinedForms(&tokens)
        mendThenPassives(&tokens)
        mendTallies(&tokens, lexicon)
        mendSources(&tokens)
        mendSeen(&tokens, lexicon)
        mendFronted(&tokens, lexicon)
        mendThatMonth(&tokens)
        mendCausatives(&tokens)
        mendPassives(&tokens, lexicon)
        mendGuilty(&tokens)
        mendParticles(&tokens)
        mendGerunds(&tokens, lexicon)
        mendRelatives(&tokens)
        mendReduced(&tokens)
        mendHad(&tokens)
        mendNamedObjects(&tokens)
        mendRanks(&tokens, lexicon)
        mendParticiples(&tokens)
        mendNegations(&tokens)
        mendDirections(&tokens)
        mendCopulas(&tokens)
        mendShown(&tokens, lexicon)
        mendGiven(&tokens)
        mendFined(&tokens, lexicon)
        mendAged(&tokens)
        mendRequests(&tokens, lexicon)
        mendDistances(&tokens, lexicon)
        if isText { mendOpening(&tokens) }
        mendCoordination(&tokens, lexicon)
        mendSecondClauses(&tokens)
        mendDates(&tokens)
        mendObjects(&tokens)
        return isTree(tokens) ? tokens : original
    }

    /// Whether every token hangs on the root in the end.
    static func isTree(_ tokens: [Token]) -> Bool {
        for start in tokens.indices {
            var at = start
            var steps = 0
            while at >= 0 {
                at = tokens[at].head
                steps += 1
                if steps > tokens.count { return false }
            }
        }
        return true
    }

    static func isUnder(_ tokens: [Token], _ index: Int, _ over: Int) -> Bool {
        var at = tokens[index].head
        for _ in 0..<tokens.count where at >= 0 {
            if at == over { return true }
            at = tokens[at].head
        }
        return false
    }

    /// The nearest verb over a token.
    static func verbAbove(_ tokens: [Token], _ index: Int) -> Int? {
        var at = tokens[index].head
        for _ in 0..<tokens.count where at >= 0 {
            if tokens[at].upos == .verb { return at }
            at = tokens[at].head
        }
        return nil
    }

    static func child(_ tokens: [Token], _ head: Int, where test: (Token) -> Bool) -> Int? {
        tokens.indices.first { tokens[$0].head == head && $0 != head && test(tokens[$0]) }
    }

    /// "President Ines Vost on Tuesday pardoned …" read as a nominal with a clause: a sentence of a text has a verb, and its subject is before it.
    static func mendRoot(_ tokens: inout [Token]) {
        guard let root = tokens.indices.first(where: { tokens[$0].relation == "root" }), isNominal(tokens[root]),
            child(tokens, root, where: { $0.relation == "cop" }) == nil,
            let verb = tokens.indices.first(where: { index in
                index > root && tokens[index].head == root && tokens[index].upos == .verb
                    && (tokens[index].xpos == "VBD" || tokens[index].xpos == "VBN" && !hasAgent(tokens, index))
                    && ["advcl", "acl", "parataxis", "dep", "appos", "nmod"].contains(tokens[index].relation)
            }), child(tokens, verb, where: { $0.relation.hasPrefix("nsubj") }) == nil,
            !hasMainVerb(tokens, before: verb)
        else { return }
        makeMain(&tokens, verb, subject: root)
        for index in tokens.indices where index > verb && tokens[index].head == root {
            tokens[index].head = verb
            // "The judge ruled in May that the tape could be used": what is ruled, not which judge.
            if tokens[index].relation == "acl:relcl",
                child(tokens, index, where: { $0.form == "that" && $0.relation == "mark" }) != nil
            {
                tokens[index].relation = "ccomp"
            }
        }
        for index in tokens.indices where index > verb && tokens[index].head == verb && tokens[index].relation == "obl:agent" {
            if child(tokens, index, where: { $0.relation == "case" }) == nil { tokens[index].relation = "obj" }
        }
        // "By nine votes to two the bench upheld …": what a preposition opens is no subject; the nominal before the verb is.
        if child(tokens, root, where: { $0.relation == "case" && $0.form != "'s" }) != nil,
            let subject = tokens.indices.last(where: {
                $0 > root && $0 < verb && (isNominal(tokens[$0]) || tokens[$0].upos == .adj)
                    && (tokens[$0].head == verb || tokens[$0].head == root)
                    && child(tokens, $0, where: { $0.relation == "case" }) == nil
            })
        {
            tokens[root].relation = "obl"
            if tokens[subject].upos == .adj {
                tokens[subject].upos = .noun
                tokens[subject].xpos = "NN"
                for index in tokens.indices where tokens[index].upos == .det && tokens[index].head == verb && index < subject {
                    tokens[index].head = subject
                }
            }
            tokens[subject].head = verb
            tokens[subject].relation = "nsubj"
        }
        // The day between them, which the tree may hang on the verb as a word of it.
        for index in tokens.indices
        where index > root + 1 && index < verb && tokens[index].head == verb && isNominal(tokens[index]) {
            guard Scene.isDayWord(tokens[index].form.lowercased()) else { continue }
            tokens[index].relation = "obl"
            if tokens[index - 1].upos == .adp || tokens[index - 1].relation == "mark" {
                tokens[index - 1].head = index
                tokens[index - 1].relation = "case"
            }
        }
    }

    /// "Osmer Vale, then the governor, freed Ruden in May" with "freed" as an adjective of "Ruden": between a comma that ends an apposition and
    /// a name stands the main verb of a sentence that has none.
    static func mendAppositions(_ tokens: inout [Token]) {
        guard let root = tokens.indices.first(where: { tokens[$0].relation == "root" }), tokens[root].upos == .propn,
            let verb = tokens.indices.first(where: { index in
                index > root + 2 && tokens[index].upos == .verb && tokens[index].xpos == "VBN" && tokens[index].relation == "amod"
                    && tokens[index - 1].form == "," && tokens[index].head > index && tokens[tokens[index].head].upos == .propn
            }), tokens[(root + 1)..<(verb - 1)].contains(where: { $0.form == "," }),
            !hasMainVerb(tokens, before: verb)
        else { return }
        let object = tokens[verb].head
        makeMain(&tokens, verb, subject: root)
        tokens[object].head = verb
        tokens[object].relation = "obj"
        for index in tokens.indices
        where index > object && (tokens[index].head == object || tokens[index].head < verb && tokens[index].head >= 0)
            && tokens[index].relation == "nmod"
        {
            tokens[index].head = verb
            tokens[index].relation = "obl"
        }
    }

    /// Whether a finite verb that is no relative clause's stands before a token.
    private static func hasMainVerb(_ tokens: [Token], before end: Int) -> Bool {
        tokens[..<end].contains { $0.upos == .verb && $0.features.contains(.finite) && $0.relation != "acl:relcl" }
    }

    /// Makes a verb the main one of its sentence, and the nominal that stood in its place its subject.
    private static func makeMain(_ tokens: inout [Token], _ verb: Int, subject: Int) {
        tokens[verb].head = -1
        tokens[verb].relation = "root"
        tokens[verb].makePast()
        tokens[subject].head = verb
        tokens[subject].relation = "nsubj"
    }

    static func hasAgent(_ tokens: [Token], _ verb: Int) -> Bool {
        tokens.indices.contains { tokens[$0].form == "by" && tokens[$0].head >= 0 && tokens[tokens[$0].head].head == verb }
            || child(tokens, verb, where: { $0.relation.hasPrefix("aux") }) != nil
    }

    static func isNominal(_ token: Token) -> Bool {
        token.upos == .noun || token.upos == .propn || token.upos == .pron
    }

    /// "… the pardon, which the president granted in 2015" with the clause hung on the main verb: it says something of the nominal before the comma.
    static func mendRelatives(_ tokens: inout [Token]) {
        for at in tokens.indices.dropFirst(2) where tokens[at].xpos == "WDT" || tokens[at].xpos == "WP" {
            let verb = tokens[at].head
            guard verb > at, tokens[verb].upos == .verb, tokens[at - 1].form == ",",
                ["which", "who", "whom"].contains(tokens[at].form),
                ["advcl", "conj", "parataxis", "dep", "advcl:relcl"].contains(tokens[verb].relation), tokens[verb].head < at,
                child(tokens, verb, where: { $0.relation == "cc" }) == nil
            else { continue }
            var noun = at - 2
            guard isNominal(tokens[noun]) else { continue }
            while tokens[noun].head >= 0, tokens[noun].head < at,
                tokens[noun].relation.hasPrefix("flat") || tokens[noun].relation == "compound"
                    || tokens[noun].relation == "nmod:desc",
                isNominal(tokens[tokens[noun].head])
            { noun = tokens[noun].head }
            guard !isUnder(tokens, noun, verb) else { continue }
            tokens[verb].head = noun
            tokens[verb].relation = "acl:relcl"
        }
    }

    /// Nothing between a conjunction and a verb but a subject, perhaps with an apposition between commas.
    static func isOneClause(_ tokens: [Token], _ mark: Int, _ verb: Int) -> Bool {
        let commas = tokens.indices.filter { $0 > mark && $0 < verb && (tokens[$0].form == "," || tokens[$0].form == ";") }
        guard !commas.isEmpty else { return true }
        return commas.count == 2 && tokens[commas[0]].form == ","
            && tokens[(commas[1] + 1)..<verb].allSatisfy { $0.upos == .aux || $0.upos == .adv }
    }

    /// The verb behind the comma that ends a fronted clause, with the nominal before it made its subject; nil where there is none.
    static func opensMain(_ tokens: inout [Token], after verb: Int) -> Int? {
        guard
            let comma = tokens.indices.last(where: { index in
                index > verb + 1 && index + 2 < tokens.count && tokens[index].form == ","
                    && [.det, .propn, .noun, .pron].contains(tokens[index + 1].upos) && tokens[index + 1].xpos != "WDT"
                    && tokens[index + 1].xpos != "WP"
            }),
            let main = tokens.indices.first(where: { $0 > comma && tokens[$0].upos == .verb }),
            !tokens[(comma + 1)..<main].contains(where: { $0.form == "," })
        else { return nil }
        if child(tokens, main, where: { $0.relation.hasPrefix("nsubj") }) == nil,
            let subject = tokens.indices.last(where: { $0 > comma && $0 < main && isNominal(tokens[$0]) })
        {
            tokens[subject].head = main
            tokens[subject].relation = "nsubj"
        }
        if tokens[main].xpos == "VB" { tokens[main].makePast() }
        return main
    }

    /// "Arrested on 20 September, days after he was sacked, he was convicted …": a participle that opens a sentence leans on the main verb.
    static func mendOpening(_ tokens: inout [Token]) {
        guard tokens.count > 4, tokens[0].xpos == "VBN", tokens[0].relation == "root",
            !tokens.indices.contains(where: {
                tokens[$0].head == 0 && (tokens[$0].relation.hasPrefix("nsubj") || tokens[$0].relation.hasPrefix("aux"))
            }),
            let main = tokens.indices.first(where: { index in
                guard index > 2, tokens[index].upos == .verb,
                    let subject = child(tokens, index, where: { $0.relation.hasPrefix("nsubj") }), subject < index
                else { return false }
                var first = subject
                while first > 0, tokens[first - 1].head == subject || tokens[first - 1].head == first { first -= 1 }
                return first > 0 && tokens[first - 1].form == ","
            })
        else { return }
        tokens[main].head = -1
        tokens[main].relation = "root"
        tokens[0].head = main
        tokens[0].relation = "advcl"
    }

    static let conjunctions: Set<String> = ["until", "after", "before", "while", "because", "when", "since", "once"]
}

extension Token {
    /// Makes the word a past tense, which the tagger took for a participle or an infinitive.
    mutating func makePast() {
        xpos = "VBD"
        features.insert(.finite)
    }
}
