import CaseModel
import Language

/// Puts right what the parser often has wrong in courts' news, before anything is read off a tree.
enum TreeMends {
    /// What trees of courts' news often have wrong, put right.
    static func mended(_ original: [Token], isText: Bool, _ lexicon: Lexicon) -> [Token] {
        var tokens = original
        if tokens.contains(where: { $0.form == "aside" }) { mendAside(&tokens) }
        if isText { mendRoot(&tokens); mendAppositions(&tokens) }
        mendFronted(&tokens)
        mendThatMonth(&tokens)
        mendCausatives(&tokens)
        mendPassives(&tokens, lexicon)
        mendGuilty(&tokens)
        mendParticles(&tokens)
        mendGerunds(&tokens)
        mendRelatives(&tokens)
        mendReduced(&tokens)
        mendHad(&tokens)
        mendNamedObjects(&tokens)
        mendParticiples(&tokens)
        mendNegations(&tokens)
        mendDirections(&tokens)
        mendCopulas(&tokens)
        mendShown(&tokens)
        mendGiven(&tokens)
        mendFined(&tokens, lexicon)
        mendAged(&tokens)
        mendRequests(&tokens)
        mendDistances(&tokens)
        if isText { mendOpening(&tokens) }
        mendCoordination(&tokens, lexicon)
        mendSecondClauses(&tokens)
        mendDates(&tokens)
        mendObjects(&tokens)
        return isTree(tokens) ? tokens : original
    }

    /// Whether every token hangs on the root in the end.
    private static func isTree(_ tokens: [Token]) -> Bool {
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

    private static func isUnder(_ tokens: [Token], _ index: Int, _ over: Int) -> Bool {
        var at = tokens[index].head
        for _ in 0..<tokens.count where at >= 0 {
            if at == over { return true }
            at = tokens[at].head
        }
        return false
    }

    /// The nearest verb over a token.
    private static func verbAbove(_ tokens: [Token], _ index: Int) -> Int? {
        var at = tokens[index].head
        for _ in 0..<tokens.count where at >= 0 {
            if tokens[at].upos == .verb { return at }
            at = tokens[at].head
        }
        return nil
    }

    private static func child(_ tokens: [Token], _ head: Int, where test: (Token) -> Bool) -> Int? {
        tokens.indices.first { tokens[$0].head == head && $0 != head && test(tokens[$0]) }
    }

    /// "President Ines Vost on Tuesday pardoned …" read as a nominal with a clause: a sentence of a text has a verb, and its subject is before it.
    private static func mendRoot(_ tokens: inout [Token]) {
        guard let root = tokens.indices.first(where: { tokens[$0].relation == "root" }), isNominal(tokens[root]),
            child(tokens, root, where: { $0.relation == "cop" }) == nil,
            let verb = tokens.indices.first(where: { index in
                index > root && tokens[index].head == root && tokens[index].upos == .verb
                    && (tokens[index].xpos == "VBD" || tokens[index].xpos == "VBN" && !hasAgent(tokens, index))
                    && ["advcl", "acl", "parataxis", "dep", "appos", "nmod"].contains(tokens[index].relation)
            }), child(tokens, verb, where: { $0.relation.hasPrefix("nsubj") }) == nil,
            !tokens.indices.contains(where: {
                $0 < verb && tokens[$0].upos == .verb && tokens[$0].features.contains(.finite)
                    && tokens[$0].relation != "acl:relcl"
            })
        else { return }
        tokens[verb].head = -1
        tokens[verb].relation = "root"
        tokens[verb].xpos = "VBD"
        tokens[verb].features.insert(.finite)
        tokens[root].head = verb
        tokens[root].relation = "nsubj"
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
    private static func mendAppositions(_ tokens: inout [Token]) {
        guard let root = tokens.indices.first(where: { tokens[$0].relation == "root" }), tokens[root].upos == .propn,
            let verb = tokens.indices.first(where: { index in
                index > root + 2 && tokens[index].upos == .verb && tokens[index].xpos == "VBN" && tokens[index].relation == "amod"
                    && tokens[index - 1].form == "," && tokens[index].head > index && tokens[tokens[index].head].upos == .propn
            }), tokens[(root + 1)..<(verb - 1)].contains(where: { $0.form == "," }),
            !tokens.indices.contains(where: {
                $0 != verb && $0 < verb && tokens[$0].upos == .verb && tokens[$0].features.contains(.finite)
                    && tokens[$0].relation != "acl:relcl"
            })
        else { return }
        let object = tokens[verb].head
        tokens[verb].head = -1
        tokens[verb].relation = "root"
        tokens[verb].xpos = "VBD"
        tokens[verb].features.insert(.finite)
        tokens[root].head = verb
        tokens[root].relation = "nsubj"
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

    private static func hasAgent(_ tokens: [Token], _ verb: Int) -> Bool {
        tokens.indices.contains { tokens[$0].form == "by" && tokens[$0].head >= 0 && tokens[tokens[$0].head].head == verb }
            || child(tokens, verb, where: { $0.relation.hasPrefix("aux") }) != nil
    }

    private static func isNominal(_ token: Token) -> Bool {
        token.upos == .noun || token.upos == .propn || token.upos == .pron
    }

    /// "The conviction was quashed" with an adjective, or with "was" as a copula: a participle that is done to somebody or to an act is a
    /// passive.
    private static func mendPassives(_ tokens: inout [Token], _ lexicon: Lexicon) {
        for at in tokens.indices
        where tokens[at].upos == .adj && tokens[at].form.hasSuffix("ed") || tokens[at].upos == .verb && tokens[at].xpos == "VBN" {
            guard let copula = child(tokens, at, where: { $0.relation == "cop" }),
                ["was", "were", "been"].contains(tokens[copula].form.lowercased()),
                let subject = child(tokens, at, where: { $0.relation == "nsubj" }),
                Clauses.uninflected(tokens[at].form.lowercased(), lexicon).verbs.contains(where: {
                    lexicon.verbs[$0].roles.object != nil && lexicon.verbs[$0].roles.subject != .role(.patient)
                })
            else { continue }
            tokens[at].upos = .verb
            tokens[at].xpos = "VBN"
            tokens[copula].relation = "aux:pass"
            tokens[subject].relation = "nsubj:pass"
        }
    }

    /// "stopped eating on 15 April, a month after …" with "eating" hung on a verb behind it: it goes with the verb before.
    private static func mendGerunds(_ tokens: inout [Token]) {
        for at in tokens.indices.dropFirst()
        where tokens[at].xpos == "VBG" && tokens[at].head > at && tokens[at].relation == "advcl" {
            guard tokens[at].upos == .verb, tokens[at - 1].upos == .verb, tokens[at - 1].head != at,
                ["stop", "start", "begin", "continue", "keep", "finish", "risk", "avoid", "resume"].contains(tokens[at - 1].lemma)
            else { continue }
            tokens[at].head = at - 1
            tokens[at].relation = "xcomp"
        }
    }

    /// "upheld the pardon granted to him in 2017" with "granted" hung on the main verb: a participle right behind a noun is the noun's.
    private static func mendReduced(_ tokens: inout [Token]) {
        for at in tokens.indices.dropFirst(2).dropLast()
        where tokens[at].xpos == "VBN" && tokens[at].relation == "advcl" && tokens[at].head < at - 1 {
            // "the seat once held by …".
            let noun =
                ["once", "then", "long", "previously", "formerly", "already"].contains(tokens[at - 1].form) ? at - 2 : at - 1
            guard tokens[at].upos == .verb, isNominal(tokens[noun]), tokens[at + 1].upos == .adp,
                child(
                    tokens, at, where: { $0.relation.hasPrefix("aux") || $0.relation.hasPrefix("nsubj") || $0.relation == "mark" }
                ) == nil,
                !isUnder(tokens, noun, at)
            else { continue }
            tokens[at].head = noun
            tokens[at].relation = "acl"
        }
    }

    /// "… the pardon, which the president granted in 2015" with the clause hung on the main verb: it says something of the nominal before the comma.
    private static func mendRelatives(_ tokens: inout [Token]) {
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

    /// "had struck down the decree" with "down" as a preposition: a particle, and the decree is the object.
    private static func mendParticles(_ tokens: inout [Token]) {
        for at in tokens.indices.dropFirst() where tokens[at].xpos == "RP" && tokens[at].relation == "case" {
            let noun = tokens[at].head
            guard noun > at, tokens[at - 1].upos == .verb, tokens[noun].head == at - 1, tokens[noun].relation.hasPrefix("obl")
            else { continue }
            tokens[at].head = at - 1
            tokens[at].relation = "compound:prt"
            tokens[noun].relation = child(tokens, at - 1, where: { $0.relation == "obj" }) == nil ? "obj" : tokens[noun].relation
        }
    }

    /// "the ruling that had ended his parole" with "had" as the clause's verb and "ended" as another's: one clause.
    private static func mendHad(_ tokens: inout [Token]) {
        for had in tokens.indices.dropLast() where tokens[had].relation == "acl:relcl" && tokens[had].lemma == "have" {
            let verb = had + 1
            guard tokens[verb].upos == .verb, tokens[verb].xpos == "VBD" || tokens[verb].xpos == "VBN", tokens[verb].head != had,
                tokens[had].head >= 0, tokens[had].head < had
            else { continue }
            let over = tokens[verb].head
            let relation = tokens[verb].relation
            // What the tree took for its subject, far before the clause, goes where the verb hung.
            for index in tokens.indices where tokens[index].head == verb && index < tokens[had].head {
                tokens[index].head = over
                if tokens[index].relation.hasPrefix("nsubj") {
                    tokens[index].relation = over >= 0 && over < index ? "obj" : relation
                }
            }
            tokens[verb].head = tokens[had].head
            tokens[verb].relation = "acl:relcl"
            tokens[verb].xpos = "VBN"
            for index in tokens.indices where tokens[index].head == had { tokens[index].head = verb }
            tokens[had].head = verb
            tokens[had].relation = "aux"
            tokens[had].upos = .aux
        }
    }

    /// "released Vost from Saint Ova hospital" with "Vost … hospital" as one nominal: a preposition parts them.
    private static func mendNamedObjects(_ tokens: inout [Token]) {
        for name in tokens.indices.dropFirst().dropLast() where tokens[name].relation == "compound" && tokens[name].upos == .propn
        {
            let noun = tokens[name].head
            guard noun > name + 1, tokens[name + 1].upos == .adp, tokens[name - 1].upos == .verb, tokens[noun].head == name - 1,
                tokens[noun].relation == "obj"
            else { continue }
            for index in tokens.indices where tokens[index].head == name && index > name + 1 {
                tokens[index].head = noun; tokens[index].relation = "compound"
            }
            tokens[name].head = name - 1
            tokens[name].relation = "obj"
            tokens[noun].relation = "obl"
            tokens[name + 1].head = noun
            tokens[name + 1].relation = "case"
        }
    }

    /// "was found guilty of fraud two years later and …" with "guilty" as the subject of the next verb.
    private static func mendGuilty(_ tokens: inout [Token]) {
        for at in tokens.indices.dropFirst() where tokens[at].form == "guilty" && tokens[at].relation.hasPrefix("nsubj") {
            guard tokens[at - 1].upos == .verb else { continue }
            tokens[at].head = at - 1
            tokens[at].relation = "xcomp"
            tokens[at].upos = .adj
        }
    }

    static let units: Set<String> = ["minute", "hour", "day", "week", "month", "year", "decade"]

    /// "turned down a request by her lawyers to cut the term" with "cut" hung on "turned": what is asked for hangs on the request.
    private static func mendRequests(_ tokens: inout [Token]) {
        for at in tokens.indices where tokens[at].xpos == "VB" && tokens[at].relation == "advcl" && tokens[at].head >= 0 {
            let verb = tokens[at].head
            guard verb < at, let to = child(tokens, at, where: { $0.form == "to" && $0.relation == "mark" }),
                let object = child(tokens, verb, where: { $0.relation == "obj" || $0.relation == "nsubj:pass" }), object > verb,
                object < to,
                [
                    "request", "bid", "application", "motion", "plea", "petition", "appeal", "call", "demand", "attempt",
                    "proposal",
                ].contains(
                    tokens[object].lemma),
                tokens[(object + 1)..<to].allSatisfy({ $0.upos != .verb && $0.form != "," })
            else { continue }
            tokens[at].head = object
            tokens[at].relation = "acl"
        }
    }

    private static let showing: Set<String> = [
        "show", "see", "film", "catch", "hear", "record", "watch", "picture", "photograph", "spot", "find", "capture",
    ]

    /// "the tapes showed his adviser, Ivo Brand, paying deputies" with "paying" as one more thing shown: what the one shown does.
    private static func mendShown(_ tokens: inout [Token]) {
        for at in tokens.indices where tokens[at].xpos == "VBG" && ["conj", "advcl", "acl"].contains(tokens[at].relation) {
            guard tokens[at].head >= 0, tokens[at].head < at,
                child(tokens, at, where: { $0.relation.hasPrefix("nsubj") || $0.relation == "mark" || $0.relation == "cc" })
                    == nil,
                let verb = verbAbove(tokens, at), verb < at, showing.contains(tokens[verb].lemma),
                let object = child(tokens, verb, where: { $0.relation == "obj" }), object > verb, object < at
            else { continue }
            tokens[at].head = verb
            tokens[at].relation = "xcomp"
        }
    }

    /// "a cut of sentence granted by the governor" with "granted" hung on the bare noun behind "of": what is granted is the cut.
    private static func mendGiven(_ tokens: inout [Token]) {
        for at in tokens.indices.dropFirst(3).dropLast() where tokens[at].xpos == "VBN" && tokens[at].relation == "acl" {
            let noun = at - 1
            guard tokens[at].head == noun, tokens[noun].relation == "nmod", tokens[at - 2].form == "of",
                tokens[at - 2].head == noun,
                tokens[noun].head == at - 3, isNominal(tokens[at - 3]), tokens[noun].upos == .noun, tokens[noun].xpos == "NN",
                tokens[at + 1].form == "by"
            else { continue }
            tokens[at].head = at - 3
        }
    }

    /// "fined the former minister 3 million crowns" with the minister as a part of the sum: two objects, parted by the number.
    private static func mendFined(_ tokens: inout [Token], _ lexicon: Lexicon) {
        for sum in tokens.indices where tokens[sum].relation == "obj" && lexicon.word(tokens[sum].lemma).classes.has(.money) {
            let verb = tokens[sum].head
            guard verb >= 0, verb < sum - 2, tokens[verb].upos == .verb else { continue }
            var number = sum
            while number - 1 > verb, tokens[number - 1].upos == .num { number -= 1 }
            let person = number - 1
            guard number < sum, person > verb, isNominal(tokens[person]), (number...sum).contains(tokens[person].head) else {
                continue
            }
            for before in (verb + 1)..<person where (number...sum).contains(tokens[before].head) { tokens[before].head = person }
            tokens[person].head = verb
            tokens[person].relation = "obj"
            tokens[sum].relation = "obl:unmarked"
        }
    }

    /// "had been upheld" with "been" as a copula, "had been wrongly let out" with a bare verb behind "been": passives.
    private static func mendCopulas(_ tokens: inout [Token]) {
        for be in tokens.indices where tokens[be].lemma == "be" && tokens[be].head > be {
            let verb = tokens[be].head
            let isPassive =
                tokens[be].relation == "cop" && tokens[verb].xpos == "VBN"
                || tokens[be].relation == "aux" && tokens[be].form.lowercased() == "been"
                    && ["VB", "VBD", "VBN"].contains(tokens[verb].xpos)
                    && tokens[(be + 1)..<verb].allSatisfy({ $0.upos == .adv })
            guard tokens[verb].upos == .verb, isPassive else { continue }
            tokens[be].relation = "aux:pass"
            tokens[verb].xpos = "VBN"
            for child in tokens.indices where tokens[child].head == verb && tokens[child].relation == "nsubj" {
                tokens[child].relation = "nsubj:pass"
            }
        }
    }

    /// "visited the former mayor, 66, sentenced to a long term" with "sentenced" as another verb of the sentence: behind an age, a
    /// participle without subject and object says who it is.
    private static func mendAged(_ tokens: inout [Token]) {
        for at in tokens.indices.dropFirst(4).dropLast() where tokens[at].xpos == "VBD" || tokens[at].xpos == "VBN" {
            guard tokens[at].relation == "conj" || tokens[at].relation == "parataxis" || tokens[at].relation == "advcl",
                tokens[at - 1].form == ",",
                tokens[at - 2].form == "old" || tokens[at - 2].upos == .num && tokens[at - 3].form == ",",
                tokens[at + 1].upos == .adp,
                child(
                    tokens, at, where: { $0.relation.hasPrefix("nsubj") || $0.relation == "obj" || $0.relation.hasPrefix("aux") })
                    == nil,
                let noun = (0..<at - 2).last(where: {
                    isNominal(tokens[$0]) && tokens[$0].head < $0 && tokens[$0 + 1].form == ","
                })
                    ?? (0..<at - 2).last(where: { tokens[at - 2].head == $0 }),
                at - noun < 8, tokens[at].head < at
            else { continue }
            tokens[at].head = noun
            tokens[at].relation = "acl"
            tokens[at].xpos = "VBN"
        }
    }

    /// "was driven east to a prison" with the prison hung on "east": where somebody is taken hangs on the verb.
    private static func mendDirections(_ tokens: inout [Token]) {
        for index in tokens.indices where tokens[index].relation == "obl" && tokens[index].head >= 0 {
            let adverb = tokens[index].head
            guard tokens[adverb].upos == .adv, adverb < index, tokens[adverb].relation == "advmod", tokens[adverb].head >= 0,
                tokens[tokens[adverb].head].upos == .verb
            else { continue }
            tokens[index].head = tokens[adverb].head
        }
    }

    /// "The day before, parliament had voted …" with the day as the subject: it says when, and the subject stands behind the comma.
    private static func mendFronted(_ tokens: inout [Token]) {
        guard tokens.count > 6, let day = tokens.indices.prefix(3).first(where: { units.contains(tokens[$0].lemma) }), day > 0,
            ["before", "after", "earlier", "later"].contains(tokens[day + 1].form.lowercased()), tokens[day + 2].form == ",",
            let verb = tokens.indices.first(where: { $0 > day + 2 && tokens[$0].upos == .verb && tokens[$0].relation == "root" }),
            child(tokens, verb, where: { $0.relation.hasPrefix("nsubj") && $0.head == verb }).map({ $0 <= day }) ?? true,
            let subject = tokens.indices.first(where: {
                $0 > day + 2 && $0 < verb && isNominal(tokens[$0]) && tokens[$0].head >= 0 && tokens[$0].head <= day + 1
            })
        else { return }
        tokens[day].head = verb
        tokens[day].relation = "obl:unmarked"
        tokens[day + 1].head = day
        tokens[day + 1].relation = "advmod"
        tokens[subject].head = verb
        tokens[subject].relation = "nsubj"
    }

    /// "was arrested that September, was found guilty …" with September as the subject of "found": it says when the first happened.
    private static func mendThatMonth(_ tokens: inout [Token]) {
        for that in tokens.indices.dropLast(3)
        where that > 0 && ["that", "this"].contains(tokens[that].form) && tokens[that + 2].form == ","
            && Scene.isDayWord(tokens[that + 1].form.lowercased()) && tokens[that + 1].relation.hasPrefix("nsubj")
        {
            let later = tokens[that + 1].head
            guard later > that + 2, tokens[that - 1].upos == .verb else { continue }
            tokens[that + 1].head = that - 1
            tokens[that + 1].relation = "obl:unmarked"
            tokens[that].head = that + 1
            tokens[that].relation = "det"
            if tokens[later].relation == "ccomp", tokens[later].head == that - 1 { tokens[later].relation = "conj" }
        }
    }

    /// "the judge had her arrested" with the judge as the one arrested: who has it done acts, and the object is done to.
    private static func mendCausatives(_ tokens: inout [Token]) {
        for verb in tokens.indices where verb > 2 && tokens[verb].xpos == "VBN" {
            guard let had = child(tokens, verb, where: { $0.lemma == "have" && $0.relation.hasPrefix("aux") }), had < verb,
                let object = tokens.indices.first(where: {
                    $0 > had && $0 < verb && isNominal(tokens[$0]) && (tokens[$0].head == had || tokens[$0].head == verb)
                        && (tokens[$0].relation == "obj" || tokens[$0].relation == "iobj")
                }),
                let subject = child(tokens, verb, where: { $0.relation.hasPrefix("nsubj") }), subject < had
            else { continue }
            tokens[object].head = verb
            tokens[object].relation = "obj"
            tokens[subject].relation = "nsubj"
        }
    }

    /// "ordered the country not to release him" with "not" hung on "ordered": right before an infinitive it is the infinitive's.
    private static func mendNegations(_ tokens: inout [Token]) {
        for index in tokens.indices.dropLast(2)
        where tokens[index].form == "not" && tokens[index].head < index && tokens[index + 1].form == "to" {
            guard let verb = tokens.indices.first(where: { $0 > index + 1 && tokens[$0].upos != .adv }), tokens[verb].xpos == "VB"
            else { continue }
            let head = tokens[verb].upos == .aux && tokens[verb].head > verb ? tokens[verb].head : verb
            tokens[index].head = head
            tokens[index].relation = "advmod"
        }
    }

    /// "He crossed the border, a month before prosecutors charged him": the length counts from the clause behind it and belongs to the verb
    /// before it, or to the one behind the comma where it opens the sentence.
    private static func mendDistances(_ tokens: inout [Token]) {
        for unit in tokens.indices.dropLast(3) where units.contains(tokens[unit].lemma) && tokens[unit].upos == .noun {
            let mark = unit + 1
            guard tokens[mark].form == "after" || tokens[mark].form == "before",
                let verb = tokens.indices.first(where: { $0 > mark && tokens[$0].upos == .verb && tokens[$0].relation != "amod" }
                ),
                tokens[verb].xpos == "VBD" || tokens[verb].xpos == "VBN" || tokens[verb].xpos == "VBP"
                    || tokens[verb].xpos == "VBZ",
                isOneClause(tokens, mark, verb)
            else { continue }
            if let subject = child(tokens, verb, where: { $0.relation.hasPrefix("nsubj") }), subject != unit, subject > mark {
                // The clause is whole: only its place may be wrong. Behind a comma it is the main verb's, not an infinitive's under that one.
                let start = tokens.indices.last(where: { $0 < unit && tokens[$0].head != unit }) ?? 0
                var over = tokens[verb].head
                if tokens[start].form == ",", tokens[verb].relation == "advcl", over >= 0, over < unit {
                    while tokens[over].relation == "xcomp", tokens[over].xpos == "VB", tokens[over].head >= 0 {
                        over = tokens[over].head
                    }
                    tokens[verb].head = over
                    tokens[unit].head = over
                    tokens[unit].relation = "obl:unmarked"
                }
                if tokens[verb].relation == "conj", tokens[verb].head < unit, tokens[verb].head >= 0 {
                    tokens[verb].relation = "advcl"
                    if tokens[unit].head == verb { tokens[unit].head = tokens[verb].head; tokens[unit].relation = "obl:unmarked" }
                    // "… and driven to a prison, a week after the court left …": the verb before the length goes on with the main one.
                    let main = tokens[verb].head
                    for index in tokens.indices where index > main && index < unit && tokens[index].head == verb {
                        tokens[index].head = main
                        if tokens[index].upos == .verb { tokens[index].relation = "conj" }
                    }
                }
                continue
            }
            guard
                let subject = tokens.indices.first(where: { index in
                    index > mark && index < verb && isNominal(tokens[index]) && tokens[index].head <= unit
                        && tokens[index].relation != "compound"
                }) ?? tokens.indices.last(where: { $0 > mark && $0 < verb && isNominal(tokens[$0]) })
            else { continue }
            let isPassive = child(tokens, verb, where: { $0.relation == "aux:pass" }) != nil
            let old = tokens[verb]
            if old.relation == "root" {
                guard let main = opensMain(&tokens, after: verb) else { continue }
                tokens[main].head = -1
                tokens[main].relation = "root"
                tokens[verb].head = main
            } else if old.head == unit || old.head > verb {
                guard tokens[unit].head >= 0, tokens[unit].head != verb else { continue }
                tokens[verb].head = tokens[unit].head
            }
            tokens[verb].relation = "advcl"
            if tokens[verb].xpos == "VBN", !isPassive { tokens[verb].xpos = "VBD"; tokens[verb].features.insert(.finite) }
            tokens[unit].head = tokens[verb].head
            tokens[unit].relation = "obl:unmarked"
            for index in tokens.indices where tokens[index].head == unit && index > mark && index < verb && index != subject {
                tokens[index].head = subject
            }
            tokens[subject].head = verb
            tokens[subject].relation = isPassive ? "nsubj:pass" : "nsubj"
            tokens[mark].head = verb
            tokens[mark].relation = "mark"
        }
    }

    /// Nothing between a conjunction and a verb but a subject, perhaps with an apposition between commas.
    private static func isOneClause(_ tokens: [Token], _ mark: Int, _ verb: Int) -> Bool {
        let commas = tokens.indices.filter { $0 > mark && $0 < verb && (tokens[$0].form == "," || tokens[$0].form == ";") }
        guard !commas.isEmpty else { return true }
        return commas.count == 2 && tokens[commas[0]].form == ","
            && tokens[(commas[1] + 1)..<verb].allSatisfy { $0.upos == .aux || $0.upos == .adv }
    }

    /// The verb behind the comma that ends a fronted clause, with the nominal before it made its subject; nil where there is none.
    private static func opensMain(_ tokens: inout [Token], after verb: Int) -> Int? {
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
        if tokens[main].xpos == "VB" { tokens[main].xpos = "VBD"; tokens[main].features.insert(.finite) }
        return main
    }

    /// "Arrested on 20 September, days after he was sacked, he was convicted …": a participle that opens a sentence leans on the main verb.
    private static func mendOpening(_ tokens: inout [Token]) {
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

    private static let clauses: Set<String> = ["advcl", "acl:relcl", "acl", "ccomp", "parataxis", "advcl:relcl"]

    /// "… the chamber, which had struck it down in May, and restored the decree": behind a comma "and" goes on with the main verb, not with the
    /// clause that the comma ends.
    private static func mendCoordination(_ tokens: inout [Token], _ lexicon: Lexicon) {
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
                if isPast { tokens[at].xpos = "VBD"; tokens[at].features.insert(.finite) }
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
    private static func mendSecondClauses(_ tokens: inout [Token]) {
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
            tokens[verb].xpos = "VBD"
            tokens[verb].features.insert(.finite)
            tokens[at].head = verb
            tokens[at].relation = "nsubj"
            tokens[and].head = verb
            if day != at {
                tokens[day].head = verb
                tokens[day].relation = "obl"
            }
        }
    }

    /// "…, but on 9 August the judge gave him …" with the day joined to the day before it: it is the second verb's.
    private static func mendDates(_ tokens: inout [Token]) {
        for at in tokens.indices where tokens[at].relation == "conj" && tokens[at].upos != .verb && tokens[at].head >= 0 {
            guard let and = child(tokens, at, where: { $0.relation == "cc" }), and > 0, tokens[and - 1].form == ",",
                let mark = child(tokens, at, where: { $0.relation == "case" }), mark == and + 1,
                let verb = tokens.indices.first(where: { $0 > at && tokens[$0].upos == .verb }),
                tokens[verb].relation == "conj", tokens[verb].head < and, tokens[tokens[at].head].upos != .verb
            else { continue }
            tokens[at].head = verb
            tokens[at].relation = "obl"
        }
    }

    /// "suspended the sentence until the court has heard …" with the sentence as the subject of "heard": it is the first verb's object.
    private static func mendObjects(_ tokens: inout [Token]) {
        for verb in tokens.indices where tokens[verb].relation == "ccomp" && tokens[verb].upos == .verb {
            let over = tokens[verb].head
            guard over >= 0, over < verb, child(tokens, over, where: { $0.relation == "obj" }) == nil,
                child(tokens, verb, where: { $0.relation == "mark" && $0.form == "that" }) == nil,
                let subject = child(tokens, verb, where: { $0.relation == "nsubj" || $0.relation == "nsubj:pass" }),
                subject > over,
                let real = tokens.indices.first(where: { index in
                    tokens[index].head == subject && tokens[index].relation == "nmod" && index > subject && index < verb
                        && child(tokens, index, where: { $0.relation == "case" && conjunctions.contains($0.form) }) != nil
                }),
                let mark = child(tokens, real, where: { $0.relation == "case" && conjunctions.contains($0.form) })
            else { continue }
            tokens[real].relation = tokens[subject].relation
            tokens[real].head = verb
            tokens[subject].head = over
            tokens[subject].relation = "obj"
            tokens[mark].head = verb
            tokens[mark].relation = "mark"
            tokens[verb].relation = "advcl"
        }
    }

    private static let conjunctions: Set<String> = ["until", "after", "before", "while", "because", "when", "since", "once"]

    /// "from releasing jailed former president Ruden" with "jailed" as a verb: between a preposition or a verb without a subject and a nominal, a
    /// participle says what the nominal is.
    private static func mendParticiples(_ tokens: inout [Token]) {
        for at in tokens.indices.dropFirst().dropLast() where tokens[at].upos == .verb {
            guard tokens[at].xpos == "VBN" || tokens[at].xpos == "VBD", tokens[at].relation != "amod",
                tokens[at - 1].upos == .adp || tokens[at - 1].xpos == "VBG" || tokens[at - 1].xpos == "VB"
                    || tokens[at - 1].xpos == "PRP$",
                tokens[at - 1].upos != .aux,
                tokens[at + 1].upos == .adj || tokens[at + 1].upos == .noun || tokens[at + 1].upos == .propn
            else { continue }
            var noun = at + 1
            while noun < tokens.count, noun - at < 5, tokens[noun].upos == .adj { noun += 1 }
            guard noun < tokens.count, tokens[noun].upos == .noun || tokens[noun].upos == .propn else { continue }
            while noun + 1 < tokens.count, tokens[noun].head == noun + 1,
                tokens[noun + 1].upos == .noun || tokens[noun + 1].upos == .propn
            {
                noun += 1
            }
            if tokens[noun].head == at {
                tokens[noun].head = tokens[at].head
                tokens[noun].relation =
                    tokens[at].head == at - 1 ? "obj" : tokens[at].relation == "advcl" ? "obl" : tokens[at].relation
                for child in tokens.indices where tokens[child].head == at && child != noun { tokens[child].head = noun }
            } else {
                if isUnder(tokens, noun, at) { continue }
            }
            tokens[at].head = noun
            tokens[at].relation = "amod"
        }
    }

    /// "set aside" tagged as a noun and a preposition: the verb, its particle, its object.
    private static func mendAside(_ tokens: inout [Token]) {
        for at in tokens.indices.dropLast()
        where tokens[at].form == "set" && tokens[at + 1].form == "aside" && tokens[at].upos != .verb {
            tokens[at].upos = .verb
            tokens[at].xpos = "VBD"
            tokens[at].lemma = "set"
            tokens[at].features.insert(.finite)
            if tokens[at].relation.hasPrefix("nmod") || tokens[at].relation == "obj" || tokens[at].relation.hasPrefix("obl") {
                tokens[at].relation = "acl"
            }
            let object = tokens[at + 1].head
            tokens[at + 1].head = at
            tokens[at + 1].relation = "compound:prt"
            if object > at + 1, !isUnder(tokens, at, object) { tokens[object].head = at; tokens[object].relation = "obj" }
        }
    }
}
