import CaseModel
import Language
import TimeExpressions

/// Puts every time expression with the events that it dates.
extension EventReader {
    mutating func linkTimes(_ times: [TimeExpression]) {
        var bySentence: [Int: [Int]] = [:]
        for (index, draft) in drafts.enumerated() { bySentence[draft.sentence, default: []].append(index) }
        for (number, time) in times.enumerated() {
            // "now", "current", "recently" name no day.
            if time.value.hasSuffix("_REF") { continue }
            guard time.sentence < reading.scene.sentences.count, let events = bySentence[time.sentence] else { continue }
            if times.contains(where: { $0.endsAt == number }) { continue }
            let clauses = reading.scene.sentences[time.sentence]
            guard let head = headToken(of: time.range, clauses) else { continue }
            // "former President (1990-2000) Ruden": the years of an office.
            if let first = clauses.tokens.firstIndex(where: { $0.range.upperBound > time.range.lowerBound }), first > 0,
                clauses.forms[first - 1] == "("
            {
                continue
            }
            link(number, time, head, clauses, events)
        }
        dateLines(times)
        shareWithSubjects(bySentence)
        shareWithAdjuncts(bySentence)
        anchorTimes(times, bySentence)
        for index in drafts.indices where drafts[index].isByAct && drafts[index].event.whens.isEmpty {
            drafts[index].event.passing = true
        }
        shareAcrossCoordination(times, bySentence)
        shareWithComplements(bySentence)
        // "the inquiry, led by a retired judge": an office without a time says who somebody is.
        for index in drafts.indices where drafts[index].event.kind == .govern && drafts[index].event.whens.isEmpty {
            drafts[index].event.passing = true
        }
        // Nothing happens some days after itself.
        for index in drafts.indices { drafts[index].event.whens.removeAll { $0.anchor == index } }
        for (index, draft) in drafts.enumerated()
        where draft.isNoun && draft.event.passing && !draft.event.whens.isEmpty && !draft.event.arguments.isEmpty {
            // A noun with its own time and somebody in it tells the event as well as a verb would.
            let clauses = reading.scene.sentences[draft.sentence]
            if draft.event.modality == .asserted, !draft.isUnderUnreal, hasOwnTime(draft), !clauses.quoted[draft.head],
                clauses.block != .heading
            {
                drafts[index].event.passing = false
            }
        }
    }

    /// "Her complaint has been pending since May" tells when it was made.
    private func hasOwnTime(_ draft: Draft) -> Bool {
        draft.event.whens.contains {
            $0.bearing == .at || $0.bearing == .since && [.appeal, .request].contains(draft.event.kind)
        }
    }

    /// The token of a range whose head is outside it.
    private func headToken(of range: Range<Int>, _ clauses: Clauses) -> Int? {
        var first: Int?
        for (index, token) in clauses.tokens.enumerated()
        where token.range.lowerBound < range.upperBound && token.range.upperBound > range.lowerBound {
            if first == nil { first = index }
            if token.head < 0 { return index }
            let over = clauses.tokens[token.head].range
            if over.upperBound <= range.lowerBound || over.lowerBound >= range.upperBound,
                !["case", "punct", "mark", "cc"].contains(token.relation)
            {
                return index
            }
        }
        return first
    }

    private mutating func link(_ number: Int, _ time: TimeExpression, _ head: Int, _ clauses: Clauses, _ events: [Int]) {
        let bearing = bearing(of: time, head, clauses)
        guard
            time.kind == .date || time.kind == .time || bearing != .at && bearing != .during || time.relation.anchor == .narrative
                || time.kind == .duration && bearing == .since
        else {
            return
        }
        // "two days after he surrendered, the court …": the time counts from that clause and dates the one over it.
        let mark = bridge(time, clauses)
        let all = events
        // A day that somebody names in his own words dates nothing outside them.
        let events = events.filter { event in
            let trigger = drafts[event].head
            if clauses.quoted[head], !clauses.quoted[trigger] { return false }
            return mark.map { !(trigger > $0 && isWithin(trigger, $0, clauses)) } ?? true
        }
        // "its decision of 30 November 2010": tied to the noun, whatever the tree says.
        if let first = clauses.tokens.firstIndex(where: { $0.range.upperBound > time.range.lowerBound }), first > 1,
            clauses.forms[first - 1] == "of", time.relation.anchor != .narrative,
            let noun = events.first(where: {
                drafts[$0].isNoun
                    && (drafts[$0].head == first - 2 || clauses.forms[first - 2] == "," && drafts[$0].head == first - 3)
            })
        {
            add(number, bearing, noun)
            return
        }
        // "the leader of the mutiny of May 1987": when that was, not when the verb over it was.
        if isOfThing(time, clauses) {
            spokenFor.insert(number)
            return
        }
        // "The decision comes seven months after the court …, and two weeks after …": those count the paper's own day.
        if mark != nil, countsOwnDay(time, clauses) {
            spokenFor.insert(number)
            return
        }
        // "…, and on 6 March, 1992, fined him again": of the verb that follows.
        if let next = verbJoined(to: time, clauses),
            let event = events.first(where: { !drafts[$0].isNoun && (drafts[$0].carrier ?? drafts[$0].head) == next })
                ?? events.first(where: {
                    !drafts[$0].isNoun && drafts[$0].head > next && clauses.tokens[drafts[$0].head].head == next
                })
        {
            add(number, bearing, event)
            return
        }
        // "sailed on 3 May, four days after the port freed her": a day less four is when she was freed.
        if let mark, CountedTimes.countsBack(time) {
            if let event = clauseEvent(behind: mark, clauses, all) { add(number, .at, event) } else { spokenFor.insert(number) }
            return
        }
        // "turned himself in on 11 May, three days after the court asked for it": of the verb that stands before it.
        if let mark, let main = verbBefore(time, mark, clauses) {
            let told = events.filter { drafts[$0].carrier ?? drafts[$0].head == main }
            if !told.isEmpty {
                for event in told where !drafts[event].isNoun || drafts[event].carrier != nil { add(number, bearing, event) }
                return
            }
        }
        // "urged Orland to free him, Friday, despite …": a day between commas is the main verb's.
        if time.relation.anchor == .document,
            let first = clauses.tokens.firstIndex(where: { $0.range.upperBound > time.range.lowerBound }),
            first > 0, clauses.forms[first - 1] == ",",
            let next = clauses.tokens.firstIndex(where: { $0.range.lowerBound >= time.range.upperBound }),
            clauses.forms[next] == ",",
            next - first <= 2, let root = clauses.tokens.indices.first(where: { clauses.relation($0) == "root" }),
            let main = events.first(where: { drafts[$0].head == root && !drafts[$0].isNoun })
        {
            add(number, bearing, main)
            return
        }
        // Up the tree to the first event: a noun that the time modifies, or the verb of its clause.
        var at = clauses.tokens[head].head
        var steps = 0
        var crossed = false
        while at >= 0, steps < 30 {
            steps += 1
            // A noun told in passing has a time only of its own: "the 2017 pardon", "his conviction in 2012".
            let here = events.filter { event in
                guard drafts[event].head == at || drafts[event].carrier == at, !isBareCrime(event, clauses) else { return false }
                // "dismissed his appeal on Monday": the appeal was made before.
                if drafts[event].isNoun, drafts[event].carrier == at, [.appeal, .request].contains(drafts[event].event.kind),
                    events.contains(where: { !drafts[$0].isNoun && drafts[$0].head == at && drafts[$0].event.kind == .dismiss })
                {
                    return false
                }
                guard drafts[event].isNoun, drafts[event].carrier == nil, drafts[event].event.passing else { return true }
                return clauses.tokens[head].head == at && abs(head - at) < 5 && time.relation.anchor != .narrative
                    && !isVerbsOwn(head, noun: at, clauses, events)
            }
            if !here.isEmpty {
                // "refused him a pardon in 2019": what did not come about has no day; the refusal has.
                let over = clauses.tokens[at].head
                if here.allSatisfy({ drafts[$0].isNoun && drafts[$0].event.modality == .denied }) {
                    let refusals = events.filter {
                        !drafts[$0].isNoun && drafts[$0].head == over && drafts[$0].event.kind == .dismiss
                    }
                    if !refusals.isEmpty {
                        for event in refusals { add(number, bearing, event) }
                        return
                    }
                }
                if here.count == 1, let deed = deedServedFor(here[0], before: head, clauses, events) {
                    add(number, bearing, deed)
                    return
                }
                // A verb that only brings in what was said passes the time on when nothing else is dated: "said on Tuesday that …" stays.
                for event in here { add(number, bearing, event) }
                return
            }
            if silent.contains([clauses.number, at]) {
                // "made its request for his return on 2 May": what is asked for by its name has no day; the asking has.
                if !clauses.isVerb(at), let request = requestOver(at, clauses, events) {
                    add(number, bearing, request)
                    return
                }
                spokenFor.insert(number)
                return
            }
            if let act = actOf(participle: at, clauses, events) ?? verbTakenForAdjective(at, before: head, clauses, events) {
                add(number, bearing, act)
                return
            }
            if clauses.isVerb(at) || clauses.child(at, relation: "cop") != nil,
                mark.map({ !(at > $0 && isWithin(at, $0, clauses)) }) ?? true
            {
                // The clause's verb tells no event: an event noun in its subject or object may be what is dated ("the hearing took place on …").
                if !crossed {
                    let near = events.filter {
                        drafts[$0].isNoun && clauses.tokens[drafts[$0].head].head == at
                            && (clauses.preposition(drafts[$0].head).isEmpty
                                || drafts[$0].event.kind == .release && clauses.preposition(drafts[$0].head) == "on")
                    }
                    if near.count == 1 { add(number, bearing, near[0]); return }
                    // A clause under it in the same words ("had to be returned within 48 hours").
                    let below = events.filter {
                        !drafts[$0].isNoun && clauses.tokens[drafts[$0].head].head == at
                            && ["xcomp", "ccomp"].contains(clauses.relation(drafts[$0].head)) && drafts[$0].event.anterior != true
                    }
                    if below.count == 1, clauses.relation(drafts[below[0]].head) == "xcomp" {
                        add(number, bearing, below[0]); return
                    }
                    // "was fetched on Friday and driven to prison": the second verb of one subject.
                    let joined = events.filter {
                        !drafts[$0].isNoun && clauses.tokens[drafts[$0].head].head == at
                            && clauses.relation(drafts[$0].head) == "conj"
                            && clauses.child(drafts[$0].head, where: { clauses.relation($0).hasPrefix("nsubj") }) == nil
                            && !hasTimeBehind(drafts[$0].head, clauses)
                    }
                    if joined.count == 1 { add(number, bearing, joined[0]); return }
                }
                crossed = true
                if isClauseOfItsOwn(at, clauses) {
                    if linkInside(number, bearing, at, clauses, events) { return }
                    // "came to the ward to toast the news two days later": an aim has no day, what is done for it has.
                    guard isAim(at, clauses), time.relation.anchor == .narrative, countsOn(time), head > at else {
                        spokenFor.insert(number)
                        return
                    }
                }
            }
            at = clauses.tokens[at].head
        }
        // Nothing over it: the one event of the sentence if it is one alone, else the nearest one with no finite verb between them.
        let told = events.filter {
            !drafts[$0].event.passing && drafts[$0].event.whens.isEmpty && !drafts[$0].isNoun
                && !isAside(drafts[$0].head, of: head, clauses) && !isAboutSomebody(drafts[$0].head, without: head, clauses)
        }
        let joined = told.filter { !isTurn(from: head, to: drafts[$0].head, clauses) }
        if joined.isEmpty, !told.isEmpty { spokenFor.insert(number); return }
        if told.count == 1 { add(number, bearing, told[0]); return }
        if isOpening(time, clauses), let first = joined.min(by: { (drafts[$0].head, $0) < (drafts[$1].head, $1) }),
            drafts[first].event.anterior != true, isToldOn(drafts[first].head, clauses)
        {
            add(number, bearing, first)
            return
        }
        let near = joined.filter { event in
            let (low, high) = (min(drafts[event].head, head), max(drafts[event].head, head))
            return !(low + 1..<max(low + 1, high)).contains {
                clauses.tokens[$0].upos == .verb && clauses.tokens[$0].features.contains(.finite)
            }
        }
        if let best = near.min(by: { (abs(drafts[$0].head - head), $0) < (abs(drafts[$1].head - head), $1) }) {
            add(number, bearing, best)
        }
    }

    /// A clause whose verb tells no event: the act that it says something of ("the pardon, which she signed in 2011"), or the one event
    /// under it.
    private mutating func linkInside(
        _ time: Int, _ bearing: EventMention.When.Bearing, _ clause: Int, _ clauses: Clauses, _ events: [Int]
    ) -> Bool {
        let predicate = reading.predicate(clauses.number, clause)
        // "the fine, which dates from last May".
        if clauses.relation(clause) == "acl:relcl", clauses.tokens[clause].lemma == "date", clauses.tokens[clause].head >= 0,
            let event = events.first(where: { drafts[$0].isNoun && drafts[$0].head == clauses.tokens[clause].head })
        {
            add(time, .at, event)
            return true
        }
        if clauses.relation(clause) == "acl:relcl", clauses.tokens[clause].head >= 0,
            predicate.object.map({ clauses.through($0) == clauses.through(clauses.tokens[clause].head) }) ?? false
        {
            let noun = clauses.through(clauses.tokens[clause].head)
            if let event = events.first(where: { drafts[$0].isNoun && drafts[$0].head == noun }) {
                add(time, bearing, event)
                return true
            }
        }
        let inside = events.filter {
            !drafts[$0].event.passing && drafts[$0].event.whens.isEmpty && drafts[$0].head != clause
                && under(drafts[$0].head, clause, clauses)
        }
        guard inside.count == 1 else { return false }
        add(time, bearing, inside[0])
        return true
    }

    /// "2009: X is arrested and charged": what a line tells without a day of its own falls on the line's.
    private mutating func dateLines(_ times: [TimeExpression]) {
        let blocks = DatedLines.blocks(reading.scene)
        for (block, opening) in zip(blocks, DatedLines.openings(blocks, times, reading.scene)) {
            guard let opening else { continue }
            let sentences = block[0]...block[block.count - 1]
            for index in drafts.indices where sentences.contains(drafts[index].sentence) {
                guard !drafts[index].event.passing, drafts[index].event.anterior != true else { continue }
                if drafts[index].event.whens.isEmpty { add(opening, .at, index) }
            }
        }
    }

    func under(_ token: Int, _ head: Int, _ clauses: Clauses) -> Bool {
        var at = token
        var steps = 0
        while at >= 0, steps < 30 {
            if at == head { return true }
            at = clauses.tokens[at].head
            steps += 1
        }
        return false
    }

    private mutating func add(_ time: Int, _ bearing: EventMention.When.Bearing, _ event: Int) {
        if drafts[event].event.whens.contains(where: { $0.time == time }) { return }
        drafts[event].event.whens.append(.init(time: time, bearing: bearing))
    }

    private func bearing(of time: TimeExpression, _ head: Int, _ clauses: Clauses) -> EventMention.When.Bearing {
        let words = clauses.children[head].filter { $0 < head && ["case", "mark", "advmod"].contains(clauses.relation($0)) }.map {
            clauses.forms[$0]
        }
        let first = clauses.tokens.firstIndex { $0.range.upperBound > time.range.lowerBound } ?? head
        let before = first > 0 ? clauses.forms[first - 1] : ""
        let inside = clauses.forms[first]
        for word in words + [before, inside] {
            switch word {
            case "since": return .since
            case "until", "till": return .until
            case "before",
                "by" where time.kind != .duration:
                // "By 3 p.m. he had been released": on that day.
                if word == "by", time.clock != nil { return .at }
                return word == "before" && time.relation.anchor == .narrative ? .at : word == "by" ? .until : .before
            case "after": return time.relation.anchor == .narrative ? .at : .after
            case "during", "throughout": return .during
            case "from" where time.endsAt != nil: return .during
            case "between" where time.endsAt != nil: return .during
            case "from" where word == before: return .since
            case "within": return .before
            default: continue
            }
        }
        return time.endsAt != nil || time.kind == .duration ? .during : .at
    }
}
