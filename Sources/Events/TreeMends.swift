import CaseModel
import Language

/// Puts right what the parser often has wrong in courts' news, before anything is read off a tree.
enum TreeMends {
    /// What trees of courts' news often have wrong, put right.
    static func mended(_ original: [Token], isText: Bool, _ lexicon: Lexicon) -> [Token] {
        var tokens = original
        if tokens.contains(where: { $0.form == "aside" }) { mendAside(&tokens) }
        if isText { mendRoot(&tokens); mendAppositions(&tokens) }
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
        for index in tokens.indices where index > verb && tokens[index].head == root { tokens[index].head = verb }
        for index in tokens.indices where index > verb && tokens[index].head == verb && tokens[index].relation == "obl:agent" {
            if child(tokens, index, where: { $0.relation == "case" }) == nil { tokens[index].relation = "obj" }
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

    static let clauses: Set<String> = ["advcl", "acl:relcl", "acl", "ccomp", "parataxis", "advcl:relcl"]

    /// "… the chamber, which had struck it down in May, and restored the decree": behind a comma "and" goes on with the main verb, not with the
    /// clause that the comma ends.
    static func mendCoordination(_ tokens: inout [Token], _ lexicon: Lexicon) {
        for at in tokens.indices where tokens[at].relation == "conj" && tokens[at].upos == .verb {
            let first = tokens[at].head
            guard first >= 0, first < at, tokens[first].upos == .verb,
                let and = child(tokens, at, where: { $0.relation == "cc" }), and > first, tokens[and - 1].form == ",",
                child(tokens, at, where: { $0.relation.hasPrefix("nsubj") }) == nil
            else { continue }
            let own = child(tokens, at) { $0.relation.hasPrefix("aux") }
            if clauses.contains(tokens[first].relation) {
                guard let subject = child(tokens, first, where: { $0.relation.hasPrefix("nsubj") }) else { continue }
                guard let main = verbAbove(tokens, first), main < first, tokens[main].xpos == "VBD" || tokens[main].xpos == "VBN"
                else { continue }
                let helper = child(tokens, first) { $0.relation == "aux" && ($0.lemma == "have" || $0.xpos == "MD") }
                let isPast = own == nil && (tokens[at].xpos == "VBD" || tokens[at].xpos == "VBN")
                let isSetOff = subject > 0 && tokens[subject - 1].form == ","
                let isOther: Bool
                switch tokens[first].relation {
                case "ccomp": isOther = helper != nil && isPast
                case "acl:relcl", "parataxis", "advcl:relcl": isOther = helper != nil && isPast || isSetOff
                default: isOther = true
                }
                guard isOther else { continue }
                tokens[at].head = main
                if isPast { tokens[at].makePast() }
            } else if own == nil, tokens[at].xpos == "VBD", child(tokens, first, where: { $0.relation == "aux:pass" }) != nil,
                lexicon.decides(tokens[at].lemma),
                let clause = tokens.indices.last(where: { index in
                    index > first && index < and && clauses.contains(tokens[index].relation)
                        && lexicon.decides(tokens[index].lemma)
                        && child(tokens, index, where: { $0.relation == "nsubj" }) != nil
                })
            {
                // "was freed after the court set the verdict aside, and ordered a trial": the court ordered.
                tokens[at].head = clause
            }
        }
    }

    /// "… restored the pardon, but the regional court on 30 March asked Orland …" with the court joined to the pardon: it is the subject of a clause.
    static func mendSecondClauses(_ tokens: inout [Token]) {
        for at in tokens.indices where tokens[at].relation == "conj" && isNominal(tokens[at]) && tokens[at].head >= 0 {
            // "suspended the sentence, and Vost, 66, was released": the same with the verb joined elsewhere.
            if let and = child(tokens, at, where: { $0.relation == "cc" }), and > 0, tokens[and - 1].form == ",",
                let verb = tokens.indices.first(where: { $0 > at && tokens[$0].upos == .verb }), tokens[verb].relation == "conj",
                child(tokens, verb, where: { $0.relation.hasPrefix("nsubj") }) == nil,
                let aux = child(tokens, verb, where: { $0.relation.hasPrefix("aux") }), aux > at
            {
                guard let main = verbAbove(tokens, at), main < at else { continue }
                tokens[at].head = verb
                tokens[at].relation = child(tokens, verb, where: { $0.relation == "aux:pass" }) == nil ? "nsubj" : "nsubj:pass"
                tokens[verb].head = main
                continue
            }
            if mendNextClause(&tokens, at) { continue }
            guard isNominal(tokens[tokens[at].head]), let and = child(tokens, at, where: { $0.relation == "cc" }), and > 0,
                tokens[and - 1].form == ",",
                let verb = tokens.indices.first(where: { $0 > at && tokens[$0].upos == .verb }),
                tokens[verb].xpos == "VBD" || tokens[verb].xpos == "VBN", tokens[verb].relation == "acl",
                child(tokens, verb, where: { $0.relation.hasPrefix("aux") }) == nil,
                let object = child(tokens, verb, where: { $0.relation == "obj" }), object > verb
            else { continue }
            let day = tokens[verb].head
            guard day == at || (day > at && tokens[day].head == at) else { continue }
            guard let main = verbAbove(tokens, at), main < at else { continue }
            tokens[verb].head = main
            tokens[verb].relation = "conj"
            tokens[verb].makePast()
            tokens[at].head = verb
            tokens[at].relation = "nsubj"
            tokens[and].head = verb
            if day != at {
                tokens[day].head = verb
                tokens[day].relation = "obl"
            }
        }
    }

    /// "… has pardoned Vost, who was serving ten years for two killings, and border guards fought with crowds": a nominal behind ", and" with a
    /// verb in simple past right behind it opens a clause of its own, however deep the tree hangs it. Says whether it was such a one.
    private static func mendNextClause(_ tokens: inout [Token], _ at: Int) -> Bool {
        guard let and = child(tokens, at, where: { $0.relation == "cc" }), and > 0, and < at, tokens[and - 1].form == ",",
            let verb = tokens.indices.first(where: { $0 > at && tokens[$0].upos != .adv && tokens[$0].head != at }),
            tokens[verb].upos == .verb, tokens[verb].xpos == "VBD", tokens[verb].relation != "conj",
            tokens[verb].relation == "advcl" || tokens[verb].relation.hasPrefix("acl") || tokens[verb].relation == "parataxis",
            child(
                tokens, verb, where: { $0.relation.hasPrefix("nsubj") || $0.relation.hasPrefix("aux") || $0.relation == "mark" })
                == nil,
            let root = tokens.indices.first(where: { tokens[$0].relation == "root" }), root < and, tokens[root].upos == .verb
        else { return false }
        tokens[verb].head = root
        tokens[verb].relation = "conj"
        tokens[verb].features.insert(.finite)
        tokens[at].head = verb
        tokens[at].relation = "nsubj"
        tokens[and].head = verb
        return true
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
