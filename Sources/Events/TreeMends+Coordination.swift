import CaseModel
import Language

/// Clauses joined by "and" that the tree joins to the wrong word.
extension TreeMends {
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

    /// "was charged with theft and acquitted the following year" with "acquitted" joined to a gerund, "quashed the order, which was to run in May,
    /// and restored the term" with "restored" joined to an infinitive: what is joined has the form of what it is joined to.
    static func mendJoinedForms(_ tokens: inout [Token]) {
        for at in tokens.indices where tokens[at].relation == "conj" && (tokens[at].xpos == "VBD" || tokens[at].xpos == "VBN") {
            let first = tokens[at].head
            guard first >= 0, first < at, tokens[at].upos == .verb,
                child(tokens, at, where: { $0.relation.hasPrefix("nsubj") || $0.relation.hasPrefix("aux") }) == nil
            else { continue }
            let isGerund = tokens[first].xpos == "VBG" && (tokens[first].relation == "advcl" || tokens[first].relation == "acl")
            let isInfinitive =
                tokens[at].xpos == "VBD" && tokens[first].xpos == "VB" && child(tokens, first, where: { $0.form == "to" }) != nil
            guard isGerund || isInfinitive else { continue }
            let and = child(tokens, at, where: { $0.relation == "cc" })
            let isSetOff = and.map { $0 > 0 && tokens[$0 - 1].form == "," } ?? false
            var above = verbAbove(tokens, first)
            while let verb = above,
                !["VBD", "VBN"].contains(tokens[verb].xpos) || isSetOff && tokens[verb].relation == "acl:relcl"
            {
                above = verbAbove(tokens, verb)
            }
            guard let main = above, main < first else { continue }
            tokens[at].head = main
            tokens[at].xpos = tokens[main].xpos
        }
    }

    /// "was quashed, then revived by the bench" as one sentence beside the other: with an agent and without a subject it shares the first
    /// verb's passive.
    static func mendThenPassives(_ tokens: inout [Token]) {
        for at in tokens.indices where tokens[at].relation == "parataxis" && ["VBD", "VBN"].contains(tokens[at].xpos) {
            let first = tokens[at].head
            guard first >= 0, first < at, tokens[first].upos == .verb, tokens[at].upos == .verb,
                child(tokens, first, where: { $0.relation == "aux:pass" }) != nil,
                child(tokens, at, where: { $0.relation == "obl:agent" }) != nil,
                child(
                    tokens, at, where: { $0.relation.hasPrefix("nsubj") || $0.relation == "obj" || $0.relation.hasPrefix("aux") })
                    == nil
            else { continue }
            tokens[at].relation = "conj"
            tokens[at].xpos = "VBN"
        }
    }

    /// "were tried for taking gifts and two others were cleared" with the others joined to the gifts: a nominal right before the
    /// auxiliary of a verb that has no subject is its subject.
    static func mendBareAuxiliaries(_ tokens: inout [Token]) {
        for at in tokens.indices where tokens[at].relation == "conj" && isNominal(tokens[at]) && at + 1 < tokens.count {
            let aux = at + 1
            let verb = tokens[aux].head
            guard tokens[aux].upos == .aux, tokens[aux].relation.hasPrefix("aux"),
                ["VBD", "VBZ", "VBP"].contains(tokens[aux].xpos),
                verb > aux, tokens[verb].upos == .verb,
                child(tokens, verb, where: { $0.relation.hasPrefix("nsubj") || $0.relation == "mark" }) == nil,
                let and = child(tokens, at, where: { $0.relation == "cc" }), and < at, !isUnder(tokens, at, verb),
                let main = verbAbove(tokens, at), main != verb
            else { continue }
            // The clause goes with the verb that the clause before hangs on.
            var over = main
            if tokens[over].xpos == "VBG", let above = verbAbove(tokens, over) { over = above }
            guard !isUnder(tokens, over, verb) else { continue }
            tokens[verb].head = over
            tokens[verb].relation = "conj"
            tokens[at].head = verb
            tokens[at].relation = tokens[aux].relation == "aux:pass" ? "nsubj:pass" : "nsubj"
            tokens[and].head = verb
        }
    }

    /// "put the minister out and elected Dr Ana Vell" with "elected" as a word of the doctor's name: behind "and", a participle between the
    /// conjunction and a name that is joined to a verb is the second verb.
    static func mendJoinedVerbs(_ tokens: inout [Token]) {
        for noun in tokens.indices where tokens[noun].relation == "conj" && tokens[noun].upos == .propn && tokens[noun].head >= 0
        {
            let first = tokens[noun].head
            guard first < noun, tokens[first].upos == .verb, tokens[first].xpos == "VBD",
                let verb = child(tokens, noun, where: { $0.upos == .verb && $0.relation == "amod" && $0.xpos == "VBN" }),
                verb > 0,
                verb < noun, tokens[verb - 1].relation == "cc"
            else { continue }
            tokens[verb].head = first
            tokens[verb].relation = "conj"
            tokens[verb].xpos = "VBD"
            tokens[verb].features.insert(.finite)
            tokens[verb - 1].head = verb
            tokens[noun].head = verb
            tokens[noun].relation = "obj"
        }
    }
}
