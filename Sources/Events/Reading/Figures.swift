import CaseModel
import Language

/// Numbers that the text states, each put with the event that it measures.
extension EventReader {
    mutating func readFigures() {
        var bySentence: [Int: [Int]] = [:]
        for (index, draft) in drafts.enumerated() { bySentence[draft.sentence, default: []].append(index) }
        for clauses in reading.scene.sentences {
            guard let events = bySentence[clauses.number] else { continue }
            var index = 0
            while index < clauses.tokens.count {
                if let next = readTerm(index, clauses, events) ?? readVotes(index, clauses, events)
                    ?? readCount(index, clauses, events)
                {
                    index = max(next, index + 1)
                } else {
                    index += 1
                }
            }
        }
    }

    private func passage(_ clauses: Clauses, _ tokens: Range<Int>) -> Passage {
        Passage(document: reading.scene.document.id, range: clauses.bytes(tokens.lowerBound...(tokens.upperBound - 1)))
    }

    private mutating func give(_ figure: Figure, _ event: Int) {
        if !drafts[event].event.figures.contains(where: { $0.passage == figure.passage }) {
            drafts[event].event.figures.append(figure)
        }
    }

    /// "25 years in prison", "a 22-year sentence", "fifteen months".
    private mutating func readTerm(_ index: Int, _ clauses: Clauses, _ events: [Int]) -> Int? {
        var value = 0.0
        var unit = ""
        var end = index + 1
        let form = clauses.forms[index]
        if let dash = form.lastIndex(of: "-"), let number = Numbers.value(String(form[..<dash])),
            ["year", "month", "day", "week"].contains(form[form.index(after: dash)...])
        {
            if index + 1 < clauses.tokens.count,
                clauses.forms[index + 1] == "old"
                    || clauses.forms[index + 1] == "-" && index + 2 < clauses.tokens.count && clauses.forms[index + 2] == "old"
            {
                return nil
            }
            value = number
            unit = String(form[form.index(after: dash)...])
        } else if let read = Numbers.read(clauses.forms, at: index), read.end < clauses.tokens.count {
            var after = read.end
            if clauses.forms[after] == "-" { after += 1 }
            guard after < clauses.tokens.count, ["year", "month", "week", "day"].contains(clauses.tokens[after].lemma) else {
                return nil
            }
            if after + 1 < clauses.tokens.count,
                ["old", "ago", "later", "earlier", "before", "after", "-", "into", "since", "apart"].contains(
                    clauses.forms[after + 1])
                    || clauses.forms[after + 1] == "on" && (after + 2 >= clauses.tokens.count || clauses.isPunctuation(after + 2))
            {
                return after + 1
            }
            value = read.value
            unit = clauses.tokens[after].lemma
            end = after + 1
        } else {
            return nil
        }
        let penal: Set<EventKind> = [
            .sentence, .commute, .convict, .uphold, .annul, .restore, .suspend, .detain, .orderDetention,
        ]
        let near = events.filter { penal.contains(drafts[$0].event.kind) }
        guard
            let event = nearest(
                near.filter { drafts[$0].event.kind == .sentence || drafts[$0].event.kind == .commute }, index, clauses)
                ?? nearest(near, index, clauses)
        else { return end }
        // "after two years" says when, not how long.
        if index > 0,
            ["after", "for", "in", "within", "over", "than", "last", "past", "next", "of", "nearly", "almost"].contains(
                clauses.forms[index - 1]), drafts[event].event.kind != .sentence
        {
            return end
        }
        if index > 0, ["after", "within", "over", "last", "past", "next"].contains(clauses.forms[index - 1]) { return end }
        give(Figure(value: value, unit: unit, what: "sentence", passage: passage(clauses, index..<end)), event)
        return end
    }

    /// "by seven votes to two", "71 votes to 62", "59-0", "by 310 to 54".
    private mutating func readVotes(_ index: Int, _ clauses: Clauses, _ events: [Int]) -> Int? {
        let count = clauses.tokens.count
        var yes: Double?
        var no: Double?
        var end = index + 1
        let form = clauses.forms[index]
        let parts = form.split(whereSeparator: { $0 == "-" || $0 == "–" })
        if parts.count == 2, let a = Double(parts[0]), let b = Double(parts[1]), a < 1000, b < 1000, !(a > 1800 && b > 1800) {
            let hasVote =
                events.contains { drafts[$0].event.kind == .vote } || clauses.forms.contains("vote")
                || clauses.forms.contains("votes")
            guard hasVote else { return nil }
            (yes, no) = (a, b)
        } else if let first = Numbers.read(clauses.forms, at: index), first.end < count {
            var at = first.end
            let saysVotes = ["vote", "votes", "ballots"].contains(clauses.forms[at])
            if saysVotes { at += 1 }
            guard at + 1 < count, clauses.forms[at] == "to" || clauses.forms[at] == "against",
                let second = Numbers.read(clauses.forms, at: at + 1)
            else {
                return saysVotes ? nil : nil
            }
            guard saysVotes || index > 0 && ["by", "of", "voted"].contains(clauses.forms[index - 1]) else { return nil }
            (yes, no) = (first.value, second.value)
            end = second.end
        }
        guard let yes, let no else { return nil }
        let deciding: Set<EventKind> = [
            .vote, .impeach, .enact, .uphold, .annul, .restore, .dismiss, .rule, .suspend, .amnesty, .acquit, .convict, .overrule,
            .order,
        ]
        guard let event = nearest(events.filter { deciding.contains(drafts[$0].event.kind) }, index, clauses) else { return end }
        give(Figure(value: yes, unit: "vote", what: "votes-for", passage: passage(clauses, index..<end)), event)
        drafts[event].event.figures.append(
            Figure(value: no, unit: "vote", what: "votes-against", passage: passage(clauses, index..<end)))
        return end
    }

    /// "killed 15 residents", "nine students and a professor", "fined him 4.2 million crowns", "17 of the 20 counts".
    private mutating func readCount(_ index: Int, _ clauses: Clauses, _ events: [Int]) -> Int? {
        let count = clauses.tokens.count
        var start = index
        var read = Numbers.read(clauses.forms, at: index)
        var currency: String?
        if ["$", "€", "£", "¥", "us$", "r", "rm", "rs"].contains(clauses.forms[index]), index + 1 < count,
            let after = Numbers.read(clauses.forms, at: index + 1)
        {
            currency =
                ["$": "dollar", "us$": "dollar", "€": "euro", "£": "pound", "¥": "yen"][clauses.forms[index]]
                ?? clauses.forms[index]
            read = after
        } else if let first = clauses.forms[index].first, "$€£".contains(first),
            let value = Numbers.value(String(clauses.forms[index].dropFirst()))
        {
            currency = ["$": "dollar", "€": "euro", "£": "pound"][String(first)]
            read = (value, index + 1)
            if index + 1 < count, let scale = Numbers.scale(clauses.forms[index + 1]) { read = (value * scale, index + 2) }
        }
        guard let read else { return nil }
        start = index
        // Days of the month, years, clock times are no counts.
        if currency == nil, index > 0,
            Scene.isDayWord(clauses.forms[index - 1])
                || clauses.forms[index - 1].hasSuffix(".") && clauses.forms[index - 1].count < 6
        {
            return read.end
        }
        if currency == nil, read.value >= 1500, read.value < 2100, clauses.forms[index].count == 4 { return read.end }
        if currency == nil, read.end < count, clauses.isClass(read.end, .money) { currency = clauses.tokens[read.end].lemma }
        if let currency {
            let paid: Set<EventKind> = [.sentence, .pay, .bribe, .order, .release, .orderRelease, .convict]
            if let event = nearest(events.filter { paid.contains(drafts[$0].event.kind) }, index, clauses) {
                let what =
                    drafts[event].event.kind == .bribe
                    ? "bribe"
                    : clauses.forms.contains("bail") || clauses.forms.contains("bond")
                        ? "bail"
                        : clauses.forms.contains(where: { $0.hasPrefix("fine") })
                            ? "fine" : clauses.forms.contains("damages") ? "damages" : "payment"
                give(
                    Figure(
                        value: read.value, unit: currency, what: what,
                        passage: passage(
                            clauses,
                            start..<min(count, read.end + (read.end < count && clauses.isClass(read.end, .money) ? 1 : 0)))),
                    event)
            }
            return read.end
        }
        guard read.end < count else { return read.end }
        // What is counted: the noun that the number modifies, or the number itself.
        let last = read.end - 1
        let noun = clauses.relation(last) == "nummod" || clauses.relation(last) == "compound" ? clauses.tokens[last].head : last
        guard noun >= 0 else { return read.end }
        guard reading.isPerson(clauses, noun) || clauses.isClass(noun, .person) || noun == last else { return read.end }
        if clauses.isClass(noun, .timeunit) || clauses.tokens[noun].lemma == "percent" || clauses.forms[noun] == "%" {
            return read.end
        }
        let harmed: Set<EventKind> = [.kill, .die, .kidnap, .torture, .attack, .arrest, .detain, .clash]
        for event in events where harmed.contains(drafts[event].event.kind) && counts(noun, in: drafts[event], clauses) {
            var value = read.value
            let kind = drafts[event].event.kind
            // "nine students and a professor" is ten.
            for other in clauses.children(noun, relation: "conj") where reading.isPerson(clauses, other) {
                if let more = clauses.children[other].filter({ $0 < other && clauses.relation($0) == "nummod" })
                    .compactMap({ Numbers.value(clauses.forms[$0]) }).first
                {
                    value += more
                } else if clauses.children[other].contains(where: {
                    ["a", "an", "his", "her", "their"].contains(clauses.forms[$0])
                }), clauses.tokens[other].xpos != "NNS" {
                    value += 1
                }
            }
            var high: Double? = nil
            if start > 1,
                clauses.forms[start - 1] == "least" || clauses.forms[start - 1] == "than" && clauses.forms[start - 2] == "more"
            {
                high = .infinity
            }
            // "the deaths of 12 farmers who were shot": the one number is of both.
            let isDead = events.contains {
                drafts[$0].isNoun && [.die, .kill].contains(drafts[$0].event.kind) && counts(noun, in: drafts[$0], clauses)
            }
            let what =
                isDead && kind == .attack
                ? "killed"
                : [
                    .kill: "killed", .die: "killed", .kidnap: "kidnapped", .torture: "tortured", .arrest: "arrested",
                    .detain: "detained", .attack: "hurt", .clash: "people",
                ][kind] ?? "people"
            let end = max(read.end, noun + 1)
            give(
                Figure(
                    value: value, high: high == .infinity ? nil : high, unit: "person", what: what,
                    passage: passage(clauses, start..<min(end, count))), event)
        }
        return read.end
    }

    /// Whether a nominal is the patient of an event, or under it.
    private func counts(_ noun: Int, in draft: Draft, _ clauses: Clauses) -> Bool {
        let byte = clauses.tokens[noun].range.lowerBound
        if draft.event.arguments.contains(where: { $0.role != .agent && $0.role != .place && $0.range.contains(byte) }) {
            return true
        }
        if draft.isNoun { return clauses.tokens[noun].head == draft.head && clauses.preposition(noun) == "of" }
        guard let predicate = draft.predicate else { return false }
        if predicate.object == noun { return true }
        if let object = predicate.object, clauses.children[object].contains(noun), clauses.relation(noun) == "nmod",
            ["of"].contains(clauses.preposition(noun))
        {
            return true
        }
        return false
    }

    /// The event whose trigger stands over the token in the tree, else the nearest in the sentence.
    private func nearest(_ events: [Int], _ token: Int, _ clauses: Clauses) -> Int? {
        guard !events.isEmpty else { return nil }
        var at = token
        var steps = 0
        while at >= 0, steps < 40 {
            if let event = events.first(where: { drafts[$0].head == at || drafts[$0].carrier == at }) { return event }
            // Another verb's number.
            if at != token, clauses.isVerb(at), !["xcomp", "conj"].contains(clauses.relation(at)) { break }
            at = clauses.tokens[at].head
            steps += 1
        }
        let near = events.filter { event in
            let (low, high) = (min(drafts[event].head, token), max(drafts[event].head, token))
            return high - low < 9
                && !(low + 1..<max(low + 1, high)).contains { clauses.isVerb($0) && $0 != drafts[event].carrier }
        }
        return near.min { (abs(drafts[$0].head - token), $0) < (abs(drafts[$1].head - token), $1) }
    }
}
