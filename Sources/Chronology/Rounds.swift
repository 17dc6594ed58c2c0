import CaseModel
import EDTF
import Events

/// Merging and dating in turns.
struct Rounds {
    var builder: DatingBuilder
    var tellings: [Telling] { builder.tellings }
    let groups: EventGroups
    let log: DecisionLog
    /// What was solved last for which events, while nothing else that solving reads has changed. It is let go before the next merge: one or the
    /// other is in memory.
    private var solved: (clusterOf: [Int], count: Int, problem: DatingProblem, solver: DatingSolver)?
    private var problem: DatingProblem { solved!.problem }
    private var solver: DatingSolver { solved!.solver }
    private func days(_ count: Int) -> [DaySet] { (0..<count).map { solved!.solver.sets[builder.event($0)] } }
    /// What the last merge went by and gave, and how it went.
    private var last:
        (published: [DaySet], mayDate: Bool, askedToDate: Bool, result: (clusterOf: [Int], count: Int), trace: MergeTrace)?
    /// A merge has left its units' memory free.
    private var isLeft = false
    /// Tellings of a case in which that matters.
    private static let many = 100_000
    private let ground: MergeGround
    /// Of each paper whether days of its tellings hang on those of others.
    private let hangsOnEvents: [Bool]

    /// Every step is made anew and weighs all it finds: what shortens the way must change nothing.
    private let isThorough: Bool
    /// How many events a unit is weighed with under one key.
    private let most: Int

    init(builder: DatingBuilder, groups: EventGroups, log: DecisionLog, isThorough: Bool = false, most: Int = EventIndex.most) {
        self.isThorough = isThorough
        self.most = most
        self.builder = builder
        self.groups = groups
        self.log = log
        ground = MergeGround(builder)
        hangsOnEvents = builder.input.documents.indices.map(builder.hangsOnEvents)
    }

    mutating func run() -> CaseSolution {
        var clusterOf = Array(repeating: -1, count: tellings.count)
        var count = 0
        solve(clusterOf, count)
        var published = papers(solver)
        for round in 0..<Reconciler.mostRounds {
            let next = merge(published, round == 0 ? nil : days(count), clusterOf, mayDate: round >= 2)
            let same = next.clusterOf == clusterOf
            (clusterOf, count) = next
            solve(clusterOf, count)
            let now = papers(solver)
            if round > 2 && same && now == published { break }
            published = now
        }
        let undated = builder.input.documents.indices.contains { !builder.isDated($0) }
        if undated {
            let certain = certain(problem)
            builder.likelyPapers = UndatedPapers(
                builder: builder, tellings: tellings, clusterOf: clusterOf, members: members(clusterOf, count),
                certain: certain, ages: PaperAges(builder, certain)
            ).probable()
            solved = nil
        }
        if !builder.likelyPapers.isEmpty {
            solve(clusterOf, count)
            (clusterOf, count) = merge(papers(solver), days(count), clusterOf)
            solve(clusterOf, count)
        }
        builder.standsAtTimes = true
        solved = nil
        last = nil
        solve(clusterOf, count)
        let allowed = undated ? papers(certain(problem)) : papers(solver)
        return CaseSolution(
            input: builder.input, book: builder.book, log: log, builder: builder, tellings: tellings, clusterOf: clusterOf,
            members: members(clusterOf, count), problem: problem, solver: solver,
            setAsideOf: Dictionary(grouping: solver.clashes.map(\.constraint)) { problem.constraints[$0].b }, allowed: allowed,
            guesses: undated ? guesses(solver, clusterOf, count) : allowed)
    }

    private func members(_ clusterOf: [Int], _ count: Int) -> [[Int]] {
        var members = Array(repeating: [Int](), count: count)
        for t in tellings.indices where clusterOf[t] >= 0 { members[clusterOf[t]].append(t) }
        return members
    }

    /// What follows without anything that only orders candidates.
    private func certain(_ problem: DatingProblem) -> DatingSolver {
        var solver = DatingSolver(problem)
        solver.solve(through: .told)
        return solver
    }

    /// Papers' days with every guess taken in, for a best candidate and for nothing else.
    private func guesses(_ solver: DatingSolver, _ clusterOf: [Int], _ count: Int) -> [DaySet] {
        var guessing = self
        var guessed = solver
        if guessing.addYear(papers(guessed), guessed, clusterOf) { guessed = guessing.solveAnew(clusterOf, count) }
        if guessing.addLikely(guessed, clusterOf, papers(guessed)) { guessed = guessing.solveAnew(clusterOf, count) }
        return papers(guessed)
    }

    private mutating func solveAnew(_ clusterOf: [Int], _ count: Int) -> DatingSolver {
        solved = nil
        solve(clusterOf, count)
        return solver
    }

    private mutating func solve(_ clusterOf: [Int], _ count: Int) {
        if !isThorough, let solved, solved.count == count, solved.clusterOf == clusterOf { return }
        solved = nil
        if isLeft && tellings.count > Self.many { Memory.giveBack() }
        isLeft = false
        let problem = builder.build(clusterOf: clusterOf, clusterCount: count)
        builder.lastCount = problem.constraints.count
        var solver = DatingSolver(problem, names: builder.standsAtTimes)
        solver.solve()
        solved = (clusterOf, count, problem, solver)
    }

    private func papers(_ solver: DatingSolver) -> [DaySet] {
        builder.input.documents.indices.map { solver.sets[builder.published($0)] }
    }

    private mutating func merge(_ published: [DaySet], _ events: [DaySet]?, _ clusterOf: [Int], mayDate: Bool = true) -> (
        clusterOf: [Int], count: Int
    ) {
        var changes = MergeChanges()
        let updates = newDays(published, events, clusterOf, &changes)
        // What merging reads is what it read the last time: so is what it gives.
        if !isThorough, updates.isEmpty, let last, last.published == published, last.mayDate == mayDate || !last.askedToDate {
            return last.result
        }
        solved = nil
        if !isThorough, let last {
            for t in updates { changes.tellings.insert(t.telling) }
            changes.published = last.published
            let before = EventMerger(builder, ground, published: last.published, mayDate: last.mayDate)
            for d in changes.papers.union(updates.map { tellings[$0.telling].document }) {
                changes.units[d] = before.units(ofPaper: d)
            }
        }
        for new in updates {
            (builder.tellings[new.telling].own, builder.tellings[new.telling].isTimed, builder.tellings[new.telling].stands) = (
                new.own, new.timed, new.stands
            )
        }
        let merger = EventMerger(builder, ground, published: published, mayDate: mayDate, glances: !isThorough, most: most)
        let merged = merger.merge(after: isThorough ? nil : last.map { ($0.trace, changes) })
        let result = groups.apply(merged.clusterOf, merged.count)
        last = (published, mayDate, merger.askedToDate, result, merger.trace)
        isLeft = true
        return result
    }

    /// Days of a telling that are not what they were at the last merge.
    private struct NewDays {
        var telling: Int
        var own: DaySet
        var timed: Bool
        var stands: DaySet?
    }

    /// What the days of papers and events now say of the tellings' own days, where that differs; notes the papers whose day differs.
    private func newDays(
        _ published: [DaySet], _ events: [DaySet]?, _ clusterOf: [Int], _ changes: inout MergeChanges
    ) -> [NewDays] {
        var updates: [NewDays] = []
        for d in builder.input.documents.indices {
            let speaking = builder.speaking(d)
            if let last {
                if last.published[d] != published[d] { changes.papers.insert(d) }
                if !isThorough, !hangsOnEvents[d], last.published[speaking] == published[speaking] { continue }
            }
            let own = builder.ownDays(ofPaper: d, published: published, events: events, clusterOf: clusterOf)
            for (t, own) in zip(builder.tellingRange(d), own) {
                let stands = builder.standingDays(of: t, published: published)
                let old = tellings[t]
                if old.own == own.days && old.isTimed == own.timed && old.stands == stands { continue }
                updates.append(NewDays(telling: t, own: own.days, timed: own.timed, stands: stands))
            }
        }
        return updates
    }

    /// A paper that names days without their year was written within a year of the latest event that it tells as past.
    private mutating func addYear(_ published: [DaySet], _ solver: DatingSolver, _ clusterOf: [Int]) -> Bool {
        var found = false
        for d in builder.input.documents.indices where !builder.isDated(d) && builder.likelyPapers[d] == nil {
            guard published[d].only == nil else { continue }
            var latest = builder.papers[d].pictured
            var naming: Int?
            for t in builder.tellingRange(d) where clusterOf[t] >= 0 && tellings[t].world == .happened {
                let mention = builder.input.annotations[d].events[tellings[t].mention]
                if naming == nil, mention.whens.contains(where: { builder.freshness($0, d) != nil }) {
                    naming = tellings[t].mention
                }
                guard mention.tense != .future, let first = solver.sets[builder.event(clusterOf[t])].first, first > .distantPast
                else { continue }
                latest = max(latest ?? first, first)
            }
            guard let latest, let naming else { continue }
            let days = published[d].intersection(DaySet(latest...(latest + 366)))
            guard !days.isEmpty, days != published[d] else { continue }
            builder.likelyPapers[d] = (days, naming)
            found = true
        }
        return found
    }

    /// Where undated papers probably lie: soon after the latest event that they date without a year, and on the day that their lead
    /// names, which news does on that day or the next. False when no paper is narrowed.
    private mutating func addLikely(_ solver: DatingSolver, _ clusterOf: [Int], _ published: [DaySet]) -> Bool {
        var found = false
        for d in builder.input.documents.indices where !builder.isDated(d) {
            guard published[d] != .all, published[d].only == nil, published[d].first.map({ $0 > .distantPast }) == true else {
                continue
            }
            var days = published[d]
            var mention = builder.likelyPapers[d]?.mention ?? -1
            if let (last, m) = horizon(d, solver, clusterOf) {
                let fresh = days.intersection(DaySet(through: last))
                if !fresh.isEmpty { (days, mention) = (fresh, m) }
            }
            if let lead = builder.lead(d), let opened = openingDays(d, lead, days), !opened.isEmpty {
                (days, mention) = (opened, tellings[lead].mention)
            }
            if days != published[d], days.isBounded {
                builder.likelyPapers[d] = (days, mention)
                found = true
            }
        }
        return found
    }

    /// The last day on which the paper would still name its events' days as it does: what the latest of them allows.
    private func horizon(_ d: Int, _ solver: DatingSolver, _ clusterOf: [Int]) -> (Day, Int)? {
        var latest = LatestNews()
        for t in builder.tellingRange(d) where clusterOf[t] >= 0 && tellings[t].world == .happened {
            let mention = builder.input.annotations[d].events[tellings[t].mention]
            guard let fresh = builder.freshness(of: mention, d),
                let day = solver.sets[builder.event(clusterOf[t])].only
            else { continue }
            latest.add(day, fresh: fresh, mention: tellings[t].mention)
        }
        latest.add(pictured: builder.papers[d].pictured)
        return latest.found.map { ($0.last, $0.mention) }
    }

    /// The earliest day of the paper for each day that its lead may mean.
    private func openingDays(_ d: Int, _ lead: Int, _ days: DaySet) -> DaySet? {
        let mention = builder.input.annotations[d].events[tellings[lead].mention]
        guard let (relation, meant) = builder.meantDays(d, lead: mention, days) else { return nil }
        var result: [Day] = []
        for day in meant.days {
            if let first = relation.anchors(for: DaySet(day)).intersection(days).first { result.append(first) }
        }
        // A lead's own day may lie before the days that are left; then nothing speaks for the first of them.
        return DaySet(
            days: result.filter { paper in
                meant.contains(paper) || relation.days(from: DaySet(paper)).only.map { paper - $0 <= 1 } == true
            })
    }
}
