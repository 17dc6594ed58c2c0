import CaseModel
import EDTF
import Events
import TimeExpressions

/// Lays out the variables of a case and writes down every constraint on them.
///
/// Variables: each paper's day of publication by its index, then each actor's birth, then each event's day.
struct DatingBuilder {
    let input: CaseInput
    let book: ActorBook
    var tellings: [Telling]
    let starts: [Int]
    let papers: [PaperDays]
    /// Days decided by a person, with the decision's index: of papers, and of events by telling.
    var decidedPapers: [Int: (days: DaySet, decision: Int)] = [:]
    var decidedTellings: [Int: (days: DaySet, decision: Int)] = [:]
    /// Where an undated paper's day probably lies, with the mention that makes it so.
    var likelyPapers: [Int: (days: DaySet, mention: Int)] = [:]

    /// The phrases of the papers' times, each once.
    var phrases = PhraseTable()
    /// How many constraints were written down last.
    var lastCount = 0

    /// Whether events that no paper dates take the time that the text stands at: once merging is done.
    var standsAtTimes = false

    func published(_ document: Int) -> Int { document }

    /// The paper whose day a paper's phrases hang on: of a copy, the original, whose words they are.
    func speaking(_ document: Int) -> Int { input.source(of: document) }
    func born(_ actor: Int) -> Int { input.documents.count + actor }
    func event(_ cluster: Int) -> Int { input.documents.count + book.entries.count + cluster }

    /// Every constraint, with events as `clusters` joins the tellings (-1: in no event).
    func build(clusterOf: [Int], clusterCount: Int) -> DatingProblem {
        var problem = DatingProblem(
            variables: input.documents.count + book.entries.count + clusterCount, reserving: lastCount + lastCount / 64)
        for d in input.documents.indices { addPaper(d, to: &problem) }
        // Ages in dated papers bound a birth. In an undated one an age orders the candidates: taken for the wrong person, it would date the paper.
        let dated = input.documents.indices.filter(isDated)
        let undated = input.documents.indices.filter { !isDated($0) }
        for d in dated { addAges(d, trust: .age, to: &problem) }
        for d in undated { addAges(d, trust: .likely, to: &problem) }
        for d in input.documents.indices {
            for t in tellingRange(d) where clusterOf[t] >= 0 { addTelling(t, clusterOf, to: &problem) }
        }
        for d in input.documents.indices where !isDated(d) {
            addLead(d, clusterOf, to: &problem)
            for count in input.paperCounts[d] {
                guard let t = telling(d, count.mention), clusterOf[t] >= 0 else { continue }
                problem.add(
                    .phrase(phrases[d, count.time], .at), event(clusterOf[t]), published(d),
                    trust: .told,
                    cause: .init(.phrase, document: d, first: count.time, second: count.mention))
            }
        }
        if standsAtTimes { addStanding(clusterOf, clusterCount, to: &problem) }
        return problem
    }

    /// Whether a paper, or a person, states its day.
    func isDated(_ document: Int) -> Bool { papers[document].days != nil || decidedPapers[document] != nil }

    func tellingRange(_ document: Int) -> Range<Int> {
        starts[document]..<(document + 1 < starts.count ? starts[document + 1] : tellings.count)
    }

    // MARK: Papers

    private func addPaper(_ d: Int, to problem: inout DatingProblem) {
        let p = published(d)
        let paper = papers[d]
        if let decided = decidedPapers[d] {
            problem.add(.within(decided.days), p, trust: .decision, cause: .init(.decision, document: d, first: decided.decision))
            return
        }
        for candidate in paper.believed {
            if let days = try? DaySet(edtf: input.documents[d].days[candidate].edtf) {
                problem.add(.within(days), p, trust: .stated, cause: .init(.statement, document: d, first: candidate))
            }
        }
        if let updated = paper.updated, let last = updated.days.last, !paper.believed.contains(updated.candidate),
            last < .distantFuture
        {
            problem.add(
                .within(DaySet(through: last)), p, trust: .bound, cause: .init(.statement, document: d, first: updated.candidate))
        }
        for bound in paper.bounds {
            problem.add(
                .within(DaySet(through: bound.last)), p, trust: .bound,
                cause: .init(.statement, document: d, first: bound.candidate))
        }
        if let pictured = paper.pictured {
            problem.add(.within(DaySet(from: pictured)), p, trust: .bound, cause: .init(.caption, document: d))
        }
        if let listed = paper.listed, !isDated(d) {
            problem.add(.within(DaySet(from: listed)), p, trust: .bound, cause: .init(.list, document: d))
        }
        for (i, dateline) in input.documents[d].datelines.enumerated() {
            guard let day = dateline.day else { continue }
            let cause = DatingProblem.Cause(.dateline, document: d, first: i)
            if let weekday = Weekday.number(day) {
                problem.add(.weekday(weekday), p, trust: .bound, cause: cause)
            } else if let (month, day) = Weekday.monthDay(day) {
                problem.add(.within(.monthDays(month: month, day: day, in: 1800...2199)), p, trust: .bound, cause: cause)
            }
        }
        if let likely = likelyPapers[d] {
            problem.add(.within(likely.days), p, trust: .likely, cause: .init(.fresh, document: d, second: likely.mention))
        }
        if let copied = input.documents[d].copyOf, let original = input.position[copied], original != d {
            let cause = DatingProblem.Cause(.copy, document: d, first: original)
            problem.add(.after(0...Int.max), published(original), p, trust: .bound, cause: cause)
            problem.add(.after(0...3), published(original), p, trust: .likely, cause: cause)
        }
    }

    private func addAges(_ d: Int, trust: DatingProblem.Trust, to problem: inout DatingProblem) {
        let ages = input.annotations[d].entities.indices.filter { !input.annotations[d].entities[$0].ages.isEmpty }
        for e in ages where input.annotations[d].entities[e].kind == .person {
            guard let actor = book.actor(d, e) else { continue }
            for years in input.annotations[d].entities[e].ages where (0...120).contains(years) {
                problem.add(
                    .age(years), published(d), born(actor), trust: trust,
                    cause: .init(.age, document: d, first: actor, second: years))
            }
        }
    }

    // MARK: Events

    private func addTelling(_ t: Int, _ clusterOf: [Int], to problem: inout DatingProblem) {
        // (Fields by themselves: whole tellings and mentions are dear to copy.)
        let (d, m) = (tellings[t].document, tellings[t].mention)
        let e = event(clusterOf[t])
        if let decided = decidedTellings[t] {
            problem.add(.within(decided.days), e, trust: .decision, cause: .init(.decision, document: d, first: decided.decision))
        }
        for when in whens(of: t) {
            let time = input.annotations[d].times[when.time]
            let cause = DatingProblem.Cause(.phrase, document: d, first: when.time, second: m)
            let bearing = Self.bearing(when.bearing)
            let trust: DatingProblem.Trust =
                input.guesses[d].contains(.init(mention: m, time: when.time))
                ? .loose : .told
            switch time.relation.anchor {
            case .none:
                if let days = Self.bounded(time.relation.days(from: .all), bearing) {
                    problem.add(.within(days), e, trust: trust == .told ? .dated : trust, cause: cause)
                }
            case .document:
                problem.add(.phrase(phrases[d, when.time], bearing), published(speaking(d)), e, trust: trust, cause: cause)
            case .narrative:
                if when.anchor == nil, let base = time.relation.base.first {
                    addBase(base, time.relation, bearing, d, e, cause, to: &problem)
                    continue
                }
                guard let anchor = anchor(of: t, when) else { continue }
                let from = anchor.telling.map { clusterOf[$0] }
                if from == clusterOf[t] { continue }
                let variable = from.map { $0 >= 0 ? event($0) : -1 } ?? published(speaking(d))
                if variable >= 0 {
                    problem.add(
                        .phrase(phrases[d, when.time], bearing), variable, e, trust: anchor.near ? trust : .loose, cause: cause)
                }
            }
        }
        guard tellings[t].world == .happened else { return }
        if input.annotations[d].events[m].tense != .future, boundsPaper(t) {
            problem.add(
                .after(Int.min...0), published(d), e, trust: .bound, cause: .init(.tense, document: d, second: m))
        }
        addActing(t, clusterOf, to: &problem)
        if let same = input.annotations[d].events[m].sameDayAs, let other = self.telling(d, same), clusterOf[other] >= 0,
            clusterOf[other] != clusterOf[t], !tellings[t].isTimed
        {
            problem.add(
                .after(0...0), event(clusterOf[other]), e, trust: .likely,
                cause: .init(.sameDay, document: d, second: m))
        }
    }

    /// What strikes, confirms or shortens an act that the sentence dates is no earlier than that act.
    private func addActing(_ t: Int, _ clusterOf: [Int], to problem: inout DatingProblem) {
        let (d, m) = (tellings[t].document, tellings[t].mention)
        let events = input.annotations[d].events
        guard Self.acting.contains(events[m].kind), events[m].tense != .future else { return }
        for target in events[m].targets {
            guard let named = target.event, let other = telling(d, named), clusterOf[other] >= 0,
                clusterOf[other] != clusterOf[t],
                tellings[other].world == .happened, !tellings[other].whens.isEmpty, events[named].sentence == events[m].sentence,
                events[named].trigger.lowerBound > events[m].trigger.upperBound
            else { continue }
            problem.add(
                .after(0...Int.max), event(clusterOf[other]), event(clusterOf[t]), trust: .told,
                cause: .init(.acts, document: d, first: named, second: m))
        }
    }

    /// Kinds whose act comes behind what it acts on.
    private static let acting: Set<EventKind> = [.uphold, .annul, .overrule, .restore, .commute, .suspend, .pardon]

    private func addStanding(_ clusterOf: [Int], _ clusterCount: Int, to problem: inout DatingProblem) {
        var timed = Array(repeating: false, count: clusterCount)
        for t in tellings.indices where clusterOf[t] >= 0 && !whens(of: t).isEmpty { timed[clusterOf[t]] = true }
        for t in tellings.indices where clusterOf[t] >= 0 && !timed[clusterOf[t]] && tellings[t].world == .happened {
            let d = tellings[t].document
            guard let time = input.standing[d][tellings[t].mention] else { continue }
            let relation = input.annotations[d].times[time].relation
            guard isDated(speaking(d)) || likelyPapers[speaking(d)] != nil || relation.anchor == .none else { continue }
            let cause = DatingProblem.Cause(.standing, document: d, first: time, second: tellings[t].mention)
            let e = event(clusterOf[t])
            switch relation.anchor {
            case .none: problem.add(.within(relation.days(from: .all)), e, trust: .likely, cause: cause)
            case .document: problem.add(.phrase(phrases[d, time], .at), published(speaking(d)), e, trust: .likely, cause: cause)
            case .narrative:
                guard let base = relation.base.first, base.anchor == .none else { continue }
                problem.add(.within(relation.days(from: base.days(from: .all))), e, trust: .likely, cause: cause)
            }
        }
    }

    /// A phrase that counts from an expression before it: the day of that one is a variable of its own.
    private func addBase(
        _ base: TimeRelation, _ relation: TimeRelation, _ bearing: DatingProblem.Bearing, _ d: Int, _ e: Int,
        _ cause: DatingProblem.Cause,
        to problem: inout DatingProblem
    ) {
        switch base.anchor {
        case .none:
            if let days = Self.bounded(relation.days(from: base.days(from: .all)), bearing) {
                problem.add(.within(days), e, trust: .told, cause: cause)
            }
        case .document:
            let at = problem.addVariable()
            problem.add(.phrase(base, .at), published(speaking(d)), at, trust: .told, cause: cause)
            problem.add(.phrase(relation, bearing), at, e, trust: .told, cause: cause)
        case .narrative:
            if let first = base.base.first {
                let at = problem.addVariable()
                addBase(first, base, .at, d, at, cause, to: &problem)
                problem.add(.phrase(relation, bearing), at, e, trust: .loose, cause: cause)
            }
        }
    }

    /// The telling of a mention of a paper.
    func telling(_ document: Int, _ mention: Int) -> Int? {
        let range = tellingRange(document)
        return (0..<range.count).contains(mention) ? range.lowerBound + mention : nil
    }

    /// Whether a time says when: lengths and repetitions do not, nor does the end of a span.
    static func isDating(_ when: EventMention.When, _ kind: EventKind, _ times: [TimeExpression]) -> Bool {
        guard times.indices.contains(when.time) else { return false }
        let time = times[when.time]
        if time.kind == .set || (time.kind == .duration && time.relation.anchor == .none) { return false }
        switch time.relation.meaning {
        case .reference, .undated: return false
        default: break
        }
        return !(KindTable.shared.spans.contains(kind) && when.bearing == .until)
    }

    /// The times of a telling that say when.
    func whens(of t: Int) -> [EventMention.When] { tellings[t].whens }

    static func bearing(_ bearing: EventMention.When.Bearing) -> DatingProblem.Bearing {
        switch bearing {
        case .at, .during, .since: .at
        case .until, .before: .until
        case .after: .from
        }
    }

    static func bounded(_ days: DaySet, _ bearing: DatingProblem.Bearing) -> DaySet? {
        if days.isEmpty { return nil }
        switch bearing {
        case .at: return days
        case .from: return days.first.map { DaySet(from: $0) }
        case .until: return days.last.map { DaySet(through: $0) }
        }
    }

    /// Whether a telling in the past tense bounds the day of its paper. In a paper without a day a match with another paper's event is only
    /// believed so far where the telling has a time of its own.
    private func boundsPaper(_ t: Int) -> Bool { isDated(tellings[t].document) || !whens(of: t).isEmpty }

    /// What a narrative time counts from: the event that the grammar names, else the nearest earlier event with a time, within two sentences;
    /// `near` within one. A nil telling is the paper's own day.
    func anchor(of t: Int, _ when: EventMention.When) -> (telling: Int?, near: Bool)? {
        let d = tellings[t].document
        let events = input.annotations[d].events
        let mention = events[tellings[t].mention]
        if let named = when.anchor { return telling(d, named).map { ($0, true) } }
        var best: Int?
        for (m, other) in events.enumerated() where m != tellings[t].mention {
            guard other.trigger.lowerBound < mention.trigger.lowerBound,
                (mention.sentence - 2...mention.sentence).contains(other.sentence),
                whens(of: starts[d] + m).contains(where: { $0.bearing != .until && $0.time != when.time })
            else { continue }
            if best == nil || events[best!].trigger.lowerBound < other.trigger.lowerBound { best = m }
        }
        guard let best else { return mention.sentence <= 2 ? (nil, false) : nil }
        return telling(d, best).map { ($0, events[best].sentence >= mention.sentence - 1) }
    }

    // MARK: Undated papers

    /// What orders the candidates of a paper that states no day: its lead is the latest that it tells, and it was written soon after the latest
    /// that it dates by the day of the month or the like, without a year.
    private func addLead(_ d: Int, _ clusterOf: [Int], to problem: inout DatingProblem) {
        guard let lead = lead(d) else { return }
        let leadMention = tellings[lead].mention
        for t in tellingRange(d)
        where t != lead && clusterOf[t] >= 0 && clusterOf[t] != clusterOf[lead] && tellings[t].world == .happened {
            let mention = input.annotations[d].events[tellings[t].mention]
            guard mention.tense == .past, mention.whens.contains(where: { $0.bearing == .at && isRecent($0, d) }),
                clusterOf[lead] >= 0
            else { continue }
            problem.add(
                .after(0...Int.max), event(clusterOf[t]), event(clusterOf[lead]), trust: .likely,
                cause: .init(.lead, document: d, first: leadMention, second: tellings[t].mention))
        }
    }

    /// The first telling of a paper that hangs on the paper's day.
    func lead(_ d: Int) -> Int? {
        tellingRange(d).filter { t in
            guard tellings[t].world == .happened else { return false }
            let mention = input.annotations[d].events[tellings[t].mention]
            return mention.sentence <= 4 && mention.tense != .future
                && mention.whens.contains { $0.bearing == .at && isDayPhrase($0, d) }
        }.min {
            input.annotations[d].events[tellings[$0].mention].trigger.lowerBound
                < input.annotations[d].events[tellings[$1].mention].trigger.lowerBound
        }
    }

    /// A phrase that means one day when the paper's day is known: "on Tuesday", "yesterday".
    func isDayPhrase(_ when: EventMention.When, _ d: Int) -> Bool {
        guard isRecent(when, d) else { return false }
        let probe = Day(year: 2010, month: 6, day: 16)!
        let days = input.annotations[d].times[when.time].relation.days(from: DaySet(probe))
        guard let only = days.only else { return false }
        return probe - only <= 7 && probe >= only
    }

    /// How many days after the event a paper still names its day so, without a year: a feast for a week, a day of the month or a month until
    /// its name comes round again. Nil for a phrase that tells the distance itself.
    func freshness(_ when: EventMention.When, _ d: Int) -> Int? {
        guard isRecent(when, d) else { return nil }
        guard case .field(let field, _) = input.annotations[d].times[when.time].relation.meaning else { return nil }
        switch field {
        case .holiday, .weekday, .weekend: return 7
        case .dayOfMonth: return 31
        case .monthDay, .weekdayMonthDay, .month: return 330
        case .season, .quarter, .half, .nth, .nthWeekday: return nil
        }
    }

    /// The freshness of a mention's one phrase: "last year, on 5 May" tells the year.
    func freshness(of mention: EventMention, _ d: Int) -> Int? {
        let whens = mention.whens.filter { $0.bearing == .at }
        guard let fresh = whens.lazy.compactMap({ freshness($0, d) }).first else { return nil }
        let others = whens.filter { when in
            freshness(when, d) == nil && input.annotations[d].times.indices.contains(when.time)
                && input.annotations[d].times[when.time].kind == .date
        }
        return others.isEmpty ? fresh : nil
    }

    /// A phrase for one day of every year.
    static func isDayOfYear(_ relation: TimeRelation) -> Bool {
        guard case .field(let field, _) = relation.meaning else { return false }
        switch field {
        case .holiday, .monthDay, .weekdayMonthDay: return true
        default: return false
        }
    }

    /// A phrase that hangs on the paper's day.
    func isRecent(_ when: EventMention.When, _ d: Int) -> Bool {
        guard input.annotations[d].times.indices.contains(when.time) else { return false }
        let time = input.annotations[d].times[when.time]
        return time.relation.anchor == .document && (time.kind == .date || time.kind == .time)
    }
}
