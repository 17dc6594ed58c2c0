import CaseModel
import Language

/// Verbs and participles that the tree tags or hangs wrong.
extension TreeMends {
    /// "The conviction was quashed" with an adjective: a participle that is done to somebody or to an act is a passive. (Verbs behind a copula:
    /// `mendCopulas`.)
    static func mendPassives(_ tokens: inout [Token], _ lexicon: Lexicon) {
        for at in tokens.indices where tokens[at].upos == .adj && tokens[at].form.hasSuffix("ed") {
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
    static func mendGerunds(_ tokens: inout [Token], _ lexicon: Lexicon) {
        for at in tokens.indices.dropFirst()
        where tokens[at].xpos == "VBG" && tokens[at].head > at && tokens[at].relation == "advcl" {
            guard tokens[at].upos == .verb, tokens[at - 1].upos == .verb, tokens[at - 1].head != at,
                lexicon.has(.gerundal, tokens[at - 1].lemma)
            else { continue }
            tokens[at].head = at - 1
            tokens[at].relation = "xcomp"
        }
    }

    /// "upheld the pardon granted to him in 2017" with "granted" hung on the main verb: a participle right behind a noun is the noun's.
    static func mendReduced(_ tokens: inout [Token]) {
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

    /// "had struck down the decree" with "down" as a preposition: a particle, and the decree is the object.
    static func mendParticles(_ tokens: inout [Token]) {
        for at in tokens.indices.dropFirst() where tokens[at].xpos == "RP" && tokens[at].relation == "case" {
            let noun = tokens[at].head
            guard noun > at, tokens[at - 1].upos == .verb, tokens[noun].head == at - 1, tokens[noun].relation.hasPrefix("obl")
            else { continue }
            tokens[at].head = at - 1
            tokens[at].relation = "compound:prt"
            tokens[noun].relation = child(tokens, at - 1, where: { $0.relation == "obj" }) == nil ? "obj" : tokens[noun].relation
        }
    }

    /// "the order that had ended her leave" with "had" as the clause's verb and "ended" as another's: one clause.
    static func mendHad(_ tokens: inout [Token]) {
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

    /// "was found guilty of fraud two years later and …" with "guilty" as the subject of the next verb.
    static func mendGuilty(_ tokens: inout [Token]) {
        for at in tokens.indices.dropFirst() where tokens[at].form == "guilty" && tokens[at].relation.hasPrefix("nsubj") {
            guard tokens[at - 1].upos == .verb else { continue }
            tokens[at].head = at - 1
            tokens[at].relation = "xcomp"
            tokens[at].upos = .adj
        }
    }

    /// "the tapes showed his adviser, Ivo Brand, paying deputies" with "paying" as one more thing shown: what the one shown does.
    static func mendShown(_ tokens: inout [Token], _ lexicon: Lexicon) {
        for at in tokens.indices where tokens[at].xpos == "VBG" && ["conj", "advcl", "acl"].contains(tokens[at].relation) {
            guard tokens[at].head >= 0, tokens[at].head < at,
                child(tokens, at, where: { $0.relation.hasPrefix("nsubj") || $0.relation == "mark" || $0.relation == "cc" })
                    == nil,
                let verb = verbAbove(tokens, at), verb < at, lexicon.has(.showing, tokens[verb].lemma),
                let object = child(tokens, verb, where: { $0.relation == "obj" }), object > verb, object < at
            else { continue }
            tokens[at].head = verb
            tokens[at].relation = "xcomp"
        }
    }

    /// "saw the charge struck days later", "saw his term cut" with the participle as a past tense of the nominal before it: what one
    /// sees done is done to it.
    static func mendSeen(_ tokens: inout [Token], _ lexicon: Lexicon) {
        for at in tokens.indices where tokens[at].upos == .verb && tokens[at].relation == "ccomp" && tokens[at].xpos == "VBD" {
            let verb = tokens[at].head
            guard verb >= 0, verb < at, lexicon.has(.showing, tokens[verb].lemma),
                child(tokens, at, where: { $0.relation == "mark" || $0.relation.hasPrefix("aux") || $0.relation == "obj" })
                    == nil,
                let subject = child(tokens, at, where: { $0.relation == "nsubj" }), subject > verb, subject < at,
                !tokens[verb..<at].contains(where: { $0.form == "that" })
            else { continue }
            tokens[at].xpos = "VBN"
            tokens[subject].relation = "nsubj:pass"
        }
    }

    /// "would be dead, had the king not pardoned him" with "had" as a verb of its own: an inverted condition.
    static func mendInversions(_ tokens: inout [Token]) {
        guard tokens.contains(where: { ["would", "could", "might"].contains($0.form.lowercased()) }) else { return }
        for had in tokens.indices.dropLast(2)
        where tokens[had].form.lowercased() == "had" && (had == 0 || tokens[had - 1].form == ",") {
            guard let verb = tokens.indices.first(where: { $0 > had + 1 && tokens[$0].upos == .verb }),
                !tokens[had..<verb].contains(where: { $0.form == "," }), tokens[verb].xpos == "VBN" || tokens[verb].xpos == "VBD",
                let subject = tokens.indices.last(where: {
                    $0 > had && $0 < verb && isNominal(tokens[$0]) && (tokens[$0].head == had || tokens[$0].head == verb)
                }),
                let main = tokens.indices.first(where: { tokens[$0].relation == "root" }), main != verb, main != had,
                !isUnder(tokens, main, verb), !isUnder(tokens, main, had)
            else { continue }
            for index in tokens.indices where tokens[index].head == had && index != verb { tokens[index].head = verb }
            tokens[verb].head = main
            tokens[verb].relation = "advcl"
            tokens[verb].xpos = "VBN"
            tokens[had].head = verb
            tokens[had].relation = "aux"
            tokens[had].upos = .aux
            tokens[subject].head = verb
            tokens[subject].relation = "nsubj"
        }
    }

    /// "denied the pair leave to appeal" with "leave" as a verb: permission.
    static func mendLeave(_ tokens: inout [Token]) {
        for at in tokens.indices.dropLast(2)
        where tokens[at].form == "leave" && tokens[at].upos == .verb && tokens[at + 1].form == "to" {
            let verb = tokens[at].head
            guard verb >= 0, verb < at, ["appeal", "apply", "challenge", "petition"].contains(tokens[at + 2].lemma),
                ["refuse", "deny", "grant", "give", "get", "win"].contains(tokens[verb].lemma)
            else { continue }
            for index in tokens.indices where tokens[index].head == at && tokens[index].relation.hasPrefix("nsubj") {
                tokens[index].head = verb
                tokens[index].relation = "iobj"
            }
            tokens[at].upos = .noun
            tokens[at].xpos = "NN"
            tokens[at].relation = "obj"
            tokens[at].features.remove(.finite)
        }
    }

    /// "Turned over by border guards in May, she …" with "Turned" as an adverb: what opens a sentence with an ending of a participle and an
    /// agent of its own is a verb.
    static func mendOpeningParticiple(_ tokens: inout [Token]) {
        guard tokens.count > 4, tokens[0].upos == .adv || tokens[0].upos == .adj || tokens[0].upos == .noun,
            tokens[0].form.hasSuffix("ed"), tokens[0].head > 0, tokens[tokens[0].head].upos == .verb,
            child(tokens, 0, where: { $0.relation == "obl:agent" || $0.relation == "compound:prt" }) != nil
        else { return }
        tokens[0].upos = .verb
        tokens[0].xpos = "VBN"
        tokens[0].relation = "advcl"
        let form = tokens[0].form.lowercased()
        tokens[0].lemma = form.hasSuffix("ied") ? String(form.dropLast(3)) + "y" : String(form.dropLast(2))
    }

    /// "a cut of sentence granted by the governor" with "granted" hung on the bare noun behind "of": what is granted is the cut.
    static func mendGiven(_ tokens: inout [Token]) {
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

    /// "had been upheld" with "been" as a copula, "had been freed by mistake" with a bare verb behind "been": passives.
    static func mendCopulas(_ tokens: inout [Token]) {
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
    static func mendAged(_ tokens: inout [Token]) {
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

    /// "the judge had her arrested" with the judge as the one arrested: who has it done acts, and the object is done to.
    static func mendCausatives(_ tokens: inout [Token]) {
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
    static func mendNegations(_ tokens: inout [Token]) {
        for index in tokens.indices.dropLast(2)
        where tokens[index].form == "not" && tokens[index].head < index && tokens[index + 1].form == "to" {
            guard let verb = tokens.indices.first(where: { $0 > index + 1 && tokens[$0].upos != .adv }), tokens[verb].xpos == "VB"
            else { continue }
            let head = tokens[verb].upos == .aux && tokens[verb].head > verb ? tokens[verb].head : verb
            tokens[index].head = head
            tokens[index].relation = "advmod"
        }
    }

    /// "from freeing detained ex-minister Ruden" with "jailed" as a verb: between a preposition or a verb without a subject and a nominal, a
    /// participle says what the nominal is.
    static func mendParticiples(_ tokens: inout [Token]) {
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
    static func mendAside(_ tokens: inout [Token]) {
        for at in tokens.indices.dropLast()
        where tokens[at].form == "set" && tokens[at + 1].form == "aside" && tokens[at].upos != .verb {
            tokens[at].upos = .verb
            tokens[at].lemma = "set"
            tokens[at].makePast()
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
