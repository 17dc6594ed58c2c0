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
        anchorTimes(times, bySentence)
        for index in drafts.indices where drafts[index].isByAct && drafts[index].event.whens.isEmpty {
            drafts[index].event.passing = true
        }
        shareAcrossCoordination(times, bySentence)
        shareWithComplements(bySentence)
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

    private func hasOwnTime(_ draft: Draft) -> Bool { draft.event.whens.contains { $0.bearing == .at } }

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
                // A verb that only brings in what was said passes the time on when nothing else is dated: "said on Tuesday that …" stays.
                for event in here { add(number, bearing, event) }
                return
            }
            if silent.contains([clauses.number, at]) {
                spokenFor.insert(number)
                return
            }
            if clauses.isVerb(at) || clauses.child(at, relation: "cop") != nil,
                mark.map({ !(at > $0 && isWithin(at, $0, clauses)) }) ?? true
            {
                // The clause's verb tells no event: an event noun in its subject or object may be what is dated ("the hearing took place on …").
                if !crossed {
                    let near = events.filter {
                        drafts[$0].isNoun && clauses.tokens[drafts[$0].head].head == at
                            && clauses.preposition(drafts[$0].head).isEmpty
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
                    }
                    if joined.count == 1 { add(number, bearing, joined[0]); return }
                }
                crossed = true
                if isClauseOfItsOwn(at, clauses) {
                    if !linkInside(number, bearing, at, clauses, events) { spokenFor.insert(number) }
                    return
                }
            }
            at = clauses.tokens[at].head
        }
        // Nothing over it: the one event of the sentence if it is one alone, else the nearest one with no finite verb between them.
        let told = events.filter {
            !drafts[$0].event.passing && drafts[$0].event.whens.isEmpty && !drafts[$0].isNoun
                && !isAside(drafts[$0].head, of: head, clauses)
        }
        if told.count == 1 { add(number, bearing, told[0]); return }
        let near = told.filter { event in
            let (low, high) = (min(drafts[event].head, head), max(drafts[event].head, head))
            return !(low + 1..<max(low + 1, high)).contains {
                clauses.tokens[$0].upos == .verb && clauses.tokens[$0].features.contains(.finite)
            }
        }
        if let best = near.min(by: { (abs(drafts[$0].head - head), $0) < (abs(drafts[$1].head - head), $1) }) {
            add(number, bearing, best)
        }
    }

    /// "vacated five of the counts on which he was convicted": a clause that says which is no next step; one behind a comma may be.
    private func isDefining(_ event: Int, of other: Int, _ clauses: Clauses) -> Bool {
        guard other < event, under(event, other, clauses) else { return false }
        var at = event
        for _ in 0..<20 where at >= 0 && at != other {
            if clauses.relation(at) == "acl:relcl" {
                let noun = clauses.tokens[at].head
                return noun >= 0 && noun < at && !(noun..<at).contains { clauses.forms[$0] == "," }
            }
            at = clauses.tokens[at].head
        }
        return false
    }

    /// "was driven off on Friday, a week after the court upheld it": the clause of "after" does not take the main clause's day.
    private func isAside(_ event: Int, of time: Int, _ clauses: Clauses) -> Bool {
        var at = event
        for _ in 0..<20 where at >= 0 {
            if clauses.relation(at) == "advcl",
                clauses.children[at].contains(where: {
                    clauses.relation($0) == "mark" && ["after", "before", "since"].contains(clauses.forms[$0])
                })
            {
                return !under(time, at, clauses)
            }
            at = clauses.tokens[at].head
        }
        return false
    }

    /// "was cleared of laundering in 2011": a deed that is only named has no day; the verdict has.
    private func isBareCrime(_ event: Int, _ clauses: Clauses) -> Bool {
        let head = drafts[event].head
        guard !drafts[event].isNoun, clauses.tokens[head].xpos == "VBG", head > 0 else { return false }
        let mark = (max(0, head - 3)..<head).last { ["of", "for", "with"].contains(clauses.forms[$0]) }
        return mark != nil && drafts[event].predicate?.object.map { $0 < head } ?? true
    }

    /// "struck down the commutation in September": a time behind a verb's object is the verb's, unless "of" or "from" ties it to the noun.
    private func isVerbsOwn(_ head: Int, noun: Int, _ clauses: Clauses, _ events: [Int]) -> Bool {
        guard head > noun, ["in", "on", "at", "during", ""].contains(clauses.preposition(head)),
            !(noun + 1..<head).contains(where: { clauses.forms[$0] == "," }),
            let verb = clauses.predicate(over: clauses.tokens[noun].head), verb < noun
        else { return false }
        return events.contains {
            guard drafts[$0].head == verb, !drafts[$0].isNoun, let object = drafts[$0].predicate?.object else { return false }
            return object == noun || clauses.through(object) == noun
        }
    }

    /// The "after" or "before" of a time that counts from the clause behind it.
    private func bridge(_ time: TimeExpression, _ clauses: Clauses) -> Int? {
        guard time.relation.anchor == .narrative,
            let last = clauses.tokens.lastIndex(where: { $0.range.lowerBound < time.range.upperBound })
        else { return nil }
        for at in [last, last + 1] where at < clauses.tokens.count && ["after", "before", "since"].contains(clauses.forms[at]) {
            // "The day before, parliament had voted": no clause follows.
            return at + 1 < clauses.tokens.count && clauses.isPunctuation(at + 1) ? nil : at
        }
        return nil
    }

    /// Whether a token is in the clause that a conjunction opens: its verb is the first behind it, or under that.
    private func isWithin(_ token: Int, _ mark: Int, _ clauses: Clauses) -> Bool {
        guard let verb = (mark + 1..<clauses.tokens.count).first(where: { clauses.isVerb($0) && clauses.relation($0) != "amod" })
        else { return false }
        if token == verb || under(token, verb, clauses) {
            // The clause itself, not the main verb that the tree hung under it.
            return !(mark + 1..<max(mark + 1, token)).contains { clauses.forms[$0] == "," && $0 > verb }
        }
        return false
    }

    /// Whether a time in this clause says nothing of the clause over it, as it does through coordination and participles.
    private func isClauseOfItsOwn(_ head: Int, _ clauses: Clauses) -> Bool {
        switch clauses.relation(head) {
        case "acl:relcl", "ccomp", "parataxis": true
        case "acl" where clauses.tokens[head].xpos == "VB": true
        case "advcl":
            clauses.tokens[head].xpos == "VB"
                || clauses.children[head].contains {
                    ["when", "after", "before", "while", "as", "since", "because", "where"].contains(clauses.forms[$0])
                }
        default: false
        }
    }

    /// A clause whose verb tells no event: the act that it says something of ("the pardon, which she signed in 2011"), or the one event
    /// under it.
    private mutating func linkInside(
        _ time: Int, _ bearing: EventMention.When.Bearing, _ clause: Int, _ clauses: Clauses, _ events: [Int]
    ) -> Bool {
        let predicate = reading.predicate(clauses.number, clause)
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
        for block in DatedLines.blocks(reading.scene) {
            guard let opening = DatedLines.opening(block, times, reading.scene) else { continue }
            let sentences = block[0]...block[block.count - 1]
            for index in drafts.indices where sentences.contains(drafts[index].sentence) {
                guard !drafts[index].event.passing, drafts[index].event.anterior != true else { continue }
                if drafts[index].event.whens.isEmpty { add(opening, .at, index) }
            }
        }
    }

    /// "… three days after the tribunal annulled it": the event that such a time counts from.
    private mutating func anchorTimes(_ times: [TimeExpression], _ bySentence: [Int: [Int]]) {
        for index in drafts.indices {
            for (position, when) in drafts[index].event.whens.enumerated() where times[when.time].relation.anchor == .narrative {
                let clauses = reading.scene.sentences[drafts[index].sentence]
                let end = times[when.time].range.upperBound
                guard let next = clauses.tokens.firstIndex(where: { $0.range.lowerBound >= end }), next < clauses.tokens.count
                else { continue }
                let last = clauses.tokens[max(0, next - 1)].form.lowercased()
                guard ["after", "before", "since"].contains(clauses.forms[next]) || last == "after" || last == "before" else {
                    continue
                }
                let following = (bySentence[drafts[index].sentence] ?? []).filter {
                    drafts[$0].head >= next && $0 != index && drafts[$0].event.kind != .state
                }
                if let other = following.min(by: { (drafts[$0].head, $0) < (drafts[$1].head, $1) }),
                    drafts[other].head - next < 12
                {
                    drafts[index].event.whens[position].anchor = other
                }
            }
        }
    }

    /// What "the following year" and "two months later" count from where no clause says it: the act acted on ("confirmed the sentence the
    /// following year"), else what the main clauses told last, not a date in passing ("whose collapse in 2011 …").
    mutating func anchorToActs(_ times: [TimeExpression]) {
        for index in drafts.indices {
            for (position, when) in drafts[index].event.whens.enumerated()
            where times[when.time].relation.anchor == .narrative && when.anchor == nil && countsOn(times[when.time]) {
                if !Self.before.contains(drafts[index].event.kind),
                    let act = dated(drafts[index].event.targets.compactMap(\.event), but: index)
                {
                    drafts[index].event.whens[position].anchor = act
                    continue
                }
                guard isLater(times[when.time]), let told = toldBefore(index, times[when.time]) else { continue }
                let base = times[when.time].relation.base.first
                if !drafts[told].event.whens.contains(where: { $0.bearing == .at }), let base,
                    let place = times.last(where: {
                        $0.range.upperBound <= times[when.time].range.lowerBound && $0.relation == base
                    }),
                    times[when.time].sentence - place.sentence <= 3
                {
                    continue
                }
                if drafts[told].event.whens.contains(where: { times[$0.time].relation == base }) { continue }
                drafts[index].event.whens[position].anchor = told
            }
        }
    }

    /// Acts whose targets come after them: an order to release, a request for a pardon.
    private static let before: Set<EventKind> = [.order, .orderRelease, .orderDetention, .request]

    /// A distance or the next unit, not "that day" or "the same month", which point at what they repeat.
    private func countsOn(_ time: TimeExpression) -> Bool {
        switch time.relation.meaning {
        case .distance(_, let offset, _), .unit(_, let offset): offset != 0
        case .sum: true
        default: false
        }
    }

    /// "a day later" goes on with the telling; "a day earlier" steps back from the day that the paper is about.
    private func isLater(_ time: TimeExpression) -> Bool {
        switch time.relation.meaning {
        case .distance(_, let offset, _), .unit(_, let offset): offset > 0
        case .sum(let months, let days): months + days > 0
        default: false
        }
    }

    private func dated(_ events: [Int], but index: Int) -> Int? {
        for event in events where event != index && event < drafts.count {
            if drafts[event].event.whens.contains(where: { $0.bearing == .at }) { return event }
            if let chain = drafts[event].event.chain,
                let same = drafts.indices.first(where: {
                    drafts[$0].event.chain == chain && $0 != index && drafts[$0].event.whens.contains { $0.bearing == .at }
                })
            {
                return same
            }
        }
        return nil
    }

    /// The last thing that a main clause tells before a time, in its sentence or the one before.
    private func toldBefore(_ index: Int, _ time: TimeExpression) -> Int? {
        drafts.indices.last { other in
            let draft = drafts[other]
            guard other != index, !draft.event.passing, draft.event.kind != .state, draft.event.modality == .asserted,
                draft.event.trigger.upperBound <= time.range.lowerBound,
                (drafts[index].sentence - 1...drafts[index].sentence).contains(draft.sentence)
            else { return false }
            let clauses = reading.scene.sentences[draft.sentence]
            return !isSubordinate(draft.carrier ?? draft.head, clauses)
        }
    }

    private func isSubordinate(_ head: Int, _ clauses: Clauses) -> Bool {
        var at = head
        var steps = 0
        while at >= 0, steps < 20 {
            if ["acl:relcl", "acl", "ccomp", "advcl"].contains(clauses.relation(at)) { return true }
            at = clauses.tokens[at].head
            steps += 1
        }
        return false
    }

    private static let deeds: Set<EventKind> = [.kill, .attack, .torture, .kidnap, .bribe]
    private static let judgments: Set<EventKind> = [
        .convict, .sentence, .acquit, .pardon, .commute, .amnesty, .annul, .restore, .uphold, .overrule, .indict, .charge,
        .dismiss,
    ]

    /// Events told one after the other in simple past stand at the day of the one before that has a day.
    mutating func carryDay() {
        var at: (event: Int, sentence: Int, block: Int)?
        for index in drafts.indices {
            let draft = drafts[index]
            guard !draft.event.passing, draft.event.modality == .asserted || draft.event.modality == .reported else { continue }
            let block = reading.scene.sentences[draft.sentence].blockNumber
            if draft.event.whens.contains(where: { $0.bearing == .at }) {
                if draft.event.anterior != true { at = (index, draft.sentence, block) }
                continue
            }
            guard draft.event.whens.isEmpty, draft.event.tense == .past, draft.event.anterior != true, !draft.isNoun,
                let from = at,
                draft.sentence - from.sentence <= 1, draft.sentence == from.sentence || block == from.block,
                !drafts[from.event].event.whens.contains(where: { $0.anchor == index }),
                // Nobody is judged on the day of the deed.
                !(Self.deeds.contains(drafts[from.event].event.kind) && Self.judgments.contains(draft.event.kind)),
                draft.sentence != from.sentence
                    || !isAside(draft.head, of: drafts[from.event].head, reading.scene.sentences[draft.sentence])
                        && !isDefining(draft.head, of: drafts[from.event].head, reading.scene.sentences[draft.sentence])
            else { continue }
            drafts[index].event.sameDayAs = from.event
            at!.sentence = draft.sentence
        }
    }

    private func under(_ token: Int, _ head: Int, _ clauses: Clauses) -> Bool {
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

    /// "was convicted on Thursday and sentenced": what follows in the same breath has the day of what stands before, unless it has its own.
    private mutating func shareAcrossCoordination(_ times: [TimeExpression], _ bySentence: [Int: [Int]]) {
        func isBeforeSomething(_ when: EventMention.When) -> Bool {
            guard when.anchor != nil, case .distance(_, let offset, _) = times[when.time].relation.meaning else { return false }
            return offset < 0
        }
        for (number, events) in bySentence.sorted(by: { $0.key < $1.key }) {
            let clauses = reading.scene.sentences[number]
            // "… and sentenced him, sixteen days before an election": what is yet to come tells no day either.
            for event in events where drafts[event].event.whens.allSatisfy({ isBeforeSomething($0) }) {
                let draft = drafts[event]
                let head = draft.carrier ?? draft.head
                guard !draft.event.passing else { continue }
                if let from = coordinated(head, clauses).first(where: { other in
                    events.contains { drafts[$0].head == other || drafts[$0].carrier == other }
                }),
                    let other = events.first(where: {
                        (drafts[$0].head == from || drafts[$0].carrier == from) && !drafts[$0].event.whens.isEmpty
                            && !drafts[$0].event.passing
                    }),
                    drafts[other].event.anterior == draft.event.anterior || draft.event.anterior == nil
                {
                    drafts[event].event.whens = drafts[other].event.whens.filter { $0.bearing == .at }
                    if drafts[event].event.anterior == nil { drafts[event].event.anterior = drafts[other].event.anterior }
                }
            }
        }
    }

    /// Verbs coordinated before and after this one, nearest first; participles hanging on the same verb count.
    private func coordinated(_ head: Int, _ clauses: Clauses) -> [Int] {
        var found: [Int] = []
        if clauses.relation(head) == "conj", clauses.tokens[head].head >= 0 {
            let first = clauses.tokens[head].head
            found += clauses.children(first, relation: "conj").filter { $0 < head }.reversed()
            found.append(first)
        } else {
            // The time may stand with the last of the row: "was arrested and released on Friday" is left alone on purpose.
            if clauses.relation(head) == "advcl" || clauses.relation(head) == "xcomp", clauses.tokens[head].head >= 0,
                clauses.tokens[head].xpos == "VBG" || clauses.tokens[head].xpos == "VBN"
            {
                found.append(clauses.tokens[head].head)
            }
        }
        return found
    }

    /// "the ruling of 3 May, which restores the pardon": what an act does is done on its day, by whose act it is.
    private mutating func shareWithSubjects(_ bySentence: [Int: [Int]]) {
        for (number, events) in bySentence.sorted(by: { $0.key < $1.key }) {
            let clauses = reading.scene.sentences[number]
            for event in events where !drafts[event].isNoun {
                guard let predicate = drafts[event].predicate, let subject = predicate.subject, !predicate.passive,
                    let act = events.first(where: {
                        drafts[$0].isNoun && drafts[$0].head == clauses.through(subject) && $0 != event
                    })
                else { continue }
                if !drafts[event].has(.agent), drafts[act].has(.agent) {
                    drafts[event].event.arguments += drafts[act].event.arguments.filter { $0.role == .agent }
                    drafts[event].isByAct = false
                }
                if drafts[event].event.whens.isEmpty, drafts[event].event.anterior != true {
                    drafts[event].event.whens = drafts[act].event.whens.filter { $0.bearing == .at }
                }
            }
        }
    }

    /// "ruled on Tuesday that the order is void": a decision and its content fall on one day.
    private mutating func shareWithComplements(_ bySentence: [Int: [Int]]) {
        let decisions: Set<EventKind> = [.rule, .order, .vote, .orderRelease, .orderDetention]
        for (number, events) in bySentence.sorted(by: { $0.key < $1.key }) {
            let clauses = reading.scene.sentences[number]
            for event in events
            where drafts[event].event.whens.isEmpty && !drafts[event].isNoun && drafts[event].event.anterior != true {
                let head = drafts[event].head
                guard ["ccomp", "xcomp"].contains(clauses.relation(head)) else { continue }
                let over = clauses.tokens[head].head
                if let other = events.first(where: {
                    drafts[$0].head == over && decisions.contains(drafts[$0].event.kind) && !drafts[$0].event.whens.isEmpty
                }), drafts[event].event.modality == .asserted {
                    drafts[event].event.whens = drafts[other].event.whens
                }
            }
        }
    }
}
