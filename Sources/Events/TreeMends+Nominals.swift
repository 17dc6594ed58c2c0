import CaseModel
import Language

/// Objects, directions, sums and times that the tree hangs on the wrong word.
extension TreeMends {
    /// "released Vost from Saint Ova hospital" with "Vost … hospital" as one nominal: a preposition parts them.
    static func mendNamedObjects(_ tokens: inout [Token]) {
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

    /// "named a retired Norland navy captain" with the army as the one who is freed: the rank right behind the body is its head.
    static func mendRanks(_ tokens: inout [Token], _ lexicon: Lexicon) {
        for body in tokens.indices.dropLast() where tokens[body].upos == .noun && lexicon.has(.body, tokens[body].lemma) {
            let rank = body + 1
            guard tokens[rank].head == body, tokens[rank].relation == "appos",
                tokens[rank].upos == .noun || tokens[rank].upos == .propn,
                lexicon.has(.official, tokens[rank].form.lowercased())
            else { continue }
            let (head, relation) = (tokens[body].head, tokens[body].relation)
            for index in tokens.indices where tokens[index].head == body { tokens[index].head = rank }
            (tokens[rank].head, tokens[rank].relation) = (head, relation)
            (tokens[body].head, tokens[body].relation) = (rank, "compound")
        }
    }

    /// "turned down a request by her lawyers to cut the term" with "cut" hung on "turned": what is asked for hangs on the request.
    static func mendRequests(_ tokens: inout [Token], _ lexicon: Lexicon) {
        for at in tokens.indices where tokens[at].xpos == "VB" && tokens[at].relation == "advcl" && tokens[at].head >= 0 {
            let verb = tokens[at].head
            guard verb < at, let to = child(tokens, at, where: { $0.form == "to" && $0.relation == "mark" }),
                let object = child(tokens, verb, where: { $0.relation == "obj" || $0.relation == "nsubj:pass" }), object > verb,
                object < to,
                lexicon.has(.asking, tokens[object].lemma),
                tokens[(object + 1)..<to].allSatisfy({ $0.upos != .verb && $0.form != "," })
            else { continue }
            tokens[at].head = object
            tokens[at].relation = "acl"
        }
    }

    /// "refused by four votes to one her plea" with the plea counted by "one" and the votes as what is rejected: the tally is one phrase, what
    /// follows it the object.
    static func mendTallies(_ tokens: inout [Token], _ lexicon: Lexicon) {
        for votes in tokens.indices.dropLast(3)
        where lexicon.has(.votenoun, tokens[votes].lemma) && tokens[votes + 1].form == "to" {
            guard tokens[votes + 2].upos == .num, let by = child(tokens, votes, where: { $0.form.lowercased() == "by" }),
                by < votes
            else { continue }
            let next = votes + 3
            let verb = tokens[votes].head
            if tokens[votes].relation == "obj", verb >= 0, verb < votes { tokens[votes].relation = "obl" }
            guard tokens[next].upos == .det || tokens[next].xpos == "PRP$", tokens[next].head > next else { continue }
            let noun = tokens[next].head
            guard isNominal(tokens[noun]), tokens[votes + 1].head == noun || tokens[votes + 2].head == noun else { continue }
            tokens[votes + 1].head = votes + 2
            tokens[votes + 1].relation = "case"
            tokens[votes + 2].head = votes
            tokens[votes + 2].relation = "nmod"
            if tokens[noun].head == verb, verb >= 0, tokens[verb].upos == .verb, tokens[noun].relation.hasPrefix("obl") {
                tokens[noun].relation = "obj"
            }
        }
    }

    /// "came after 6 p.m. from Judge Vell" with the judge hung on the hour: nobody is a part of a number.
    static func mendSources(_ tokens: inout [Token]) {
        for noun in tokens.indices where tokens[noun].relation == "nmod" && tokens[noun].upos == .propn && tokens[noun].head >= 0
        {
            let number = tokens[noun].head
            guard number < noun, tokens[number].upos == .num,
                let mark = child(tokens, noun, where: { $0.relation == "case" }),
                tokens[mark].form == "from" || tokens[mark].form == "by",
                let verb = verbAbove(tokens, number), verb < number
            else { continue }
            tokens[noun].head = verb
            tokens[noun].relation = tokens[mark].form == "by" ? "obl:agent" : "obl"
        }
    }

    /// "fined the former minister 3 million crowns" with the minister as a part of the sum: two objects, parted by the number.
    static func mendFined(_ tokens: inout [Token], _ lexicon: Lexicon) {
        for sum in tokens.indices where tokens[sum].relation == "obj" && lexicon.has(.money, tokens[sum].lemma) {
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

    /// "was driven east to a prison" with the prison hung on "east": where somebody is taken hangs on the verb.
    static func mendDirections(_ tokens: inout [Token]) {
        for index in tokens.indices where tokens[index].relation == "obl" && tokens[index].head >= 0 {
            let adverb = tokens[index].head
            guard tokens[adverb].upos == .adv, adverb < index, tokens[adverb].relation == "advmod", tokens[adverb].head >= 0,
                tokens[tokens[adverb].head].upos == .verb
            else { continue }
            tokens[index].head = tokens[adverb].head
        }
    }

    /// "The day before, parliament had voted …" with the day as the subject: it says when, and the subject stands behind the comma.
    static func mendFronted(_ tokens: inout [Token], _ lexicon: Lexicon) {
        guard tokens.count > 6, let day = tokens.indices.prefix(3).first(where: { lexicon.has(.timeunit, tokens[$0].lemma) }),
            day > 0,
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

    /// "was seized that March, was found guilty …" with March as the subject of "found": it says when the first happened.
    static func mendThatMonth(_ tokens: inout [Token]) {
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

    /// "He crossed the border, a month before prosecutors charged him": the length counts from the clause behind it and belongs to the verb
    /// before it, or to the one behind the comma where it opens the sentence.
    static func mendDistances(_ tokens: inout [Token], _ lexicon: Lexicon) {
        for unit in tokens.indices.dropLast(3) where lexicon.has(.timeunit, tokens[unit].lemma) && tokens[unit].upos == .noun {
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
            if tokens[verb].xpos == "VBN", !isPassive { tokens[verb].makePast() }
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

    /// "…, but on 9 August the judge gave him …" with the day joined to the day before it: it is the second verb's.
    static func mendDates(_ tokens: inout [Token]) {
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
    static func mendObjects(_ tokens: inout [Token]) {
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
}
