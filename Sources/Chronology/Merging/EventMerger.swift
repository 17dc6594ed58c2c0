import CaseModel
import EDTF
import Events

/// Joins tellings of different papers into events: by kind, people, figures and days.
///
/// Units enter from the best dated to the undated, each to the event it fits best or to a new one; the order depends on the papers alone.
struct EventMerger {
    let builder: DatingBuilder
    let tellings: [Telling]
    let published: [DaySet]
    /// Phrases that hang on the day of an undated paper may date it by a merge: only once the papers' other events are merged.
    let mayDate: Bool
    let table = KindTable.shared
    private(set) var units: [TellingUnit] = []
    private(set) var clusters: [EventCluster] = []

    struct Key: Hashable {
        enum Sort: UInt8 { case patient, agent, day, document, source, year, stem }
        var kind: EventKind
        var sort: Sort
        var value: Int
    }
    var index: [Key: [Int]] = [:]
    /// Stems of words by number, for the index.
    var stemNumbers: [String: Int] = [:]

    init(_ builder: DatingBuilder, tellings: [Telling], published: [DaySet], mayDate: Bool) {
        self.mayDate = mayDate
        self.builder = builder
        self.tellings = tellings
        self.published = published
    }

    /// The event of each telling, and how many events there are; -1 for a telling that is evidence for nothing.
    mutating func merge() -> (clusterOf: [Int], count: Int) {
        makeUnits()
        for u in order() { place(u) }
        return result()
    }

    // MARK: Units

    private mutating func makeUnits() {
        for d in builder.input.documents.indices {
            var chains: [Int: [Int]] = [:]
            for t in builder.tellingRange(d) {
                let mention = builder.input.annotations[d].events[tellings[t].mention]
                let known = mention.chain.flatMap { chains[$0] } ?? []
                if let u = known.first(where: { belongs(t, to: units[$0]) }) {
                    // Changed in place, the unit would have the merger copied, and every unit with it.
                    var unit = units[u]
                    add(t, mention, to: &unit)
                    units[u] = unit
                } else {
                    if let chain = mention.chain { chains[chain, default: []].append(units.count) }
                    var unit = TellingUnit(tellings: [], document: d, world: tellings[t].world, kinds: [])
                    add(t, mention, to: &unit)
                    units.append(unit)
                }
            }
        }
    }

    /// Whether a telling of a unit's chain is told of the unit.
    private func belongs(_ t: Int, to unit: TellingUnit) -> Bool {
        unit.world == tellings[t].world && unit.kinds.contains { table.areKin($0, tellings[t].kind) } && !tellsOtherDay(t, unit)
            && (unit.bars == nil || tellings[t].bars == nil || unit.bars == tellings[t].bars)
    }

    private func times(of t: Int) -> Set<Int> {
        Set(builder.whens(of: t).filter { $0.bearing == .at || $0.bearing == .since }.map(\.time))
    }

    private func hangsOnPaper(_ t: Int) -> Bool {
        let times = builder.input.annotations[tellings[t].document].times
        return builder.whens(of: t).contains { $0.bearing == .at && times[$0.time].relation.anchor == .document }
    }

    /// "The ruling of March 17" and "the resolution published on Friday" are two, whatever word stands for both.
    private func tellsOtherDay(_ t: Int, _ unit: TellingUnit) -> Bool {
        let mine = times(of: t)
        guard !mine.isEmpty, !unit.times.isEmpty, mine.isDisjoint(with: unit.times) else { return false }
        if let a = tellings[t].own.only, let b = unit.own.only { return a != b }
        if tellings[t].own.intersection(unit.own).isEmpty { return true }
        if tellings[t].own.isBounded
            && unit.tellings.contains(where: { !builder.phrasesAllow($0, tellings[t].own, published: .all) })
        {
            return true
        }
        // Without the paper's day, two phrases that each name one day are taken for two days.
        return published[unit.document].only == nil && !tellings[t].own.isBounded && !unit.own.isBounded
    }

    private func add(_ t: Int, _ mention: EventMention, to unit: inout TellingUnit) {
        let telling = tellings[t]
        unit.tellings.append(t)
        if !unit.kinds.contains(telling.kind) { unit.kinds.append(telling.kind) }
        unit.agents.formUnion(telling.agents)
        unit.patients.formUnion(telling.patients)
        unit.places.formUnion(telling.places)
        unit.years = unit.years ?? telling.years
        unit.bars = unit.bars ?? telling.bars
        unit.counts.formUnion(telling.counts)
        unit.words.formUnion(telling.words)
        unit.lemmas.insert(mention.lemma)
        if isUndatable(unit.document) { unit.stems.insert(table.stem(mention.lemma)) }
        unit.times.formUnion(times(of: t))
        unit.hangsOnPaper = unit.hangsOnPaper || hangsOnPaper(t)
        if telling.isTimed || !unit.isTimed {
            let both = unit.own.intersection(telling.own)
            if !both.isEmpty {
                unit.own = both
            } else if TellingUnit.precision(of: telling.own, timed: true) < unit.precision {
                unit.own = telling.own
            }
        }
        unit.isTimed = unit.isTimed || telling.isTimed
        unit.stands = unit.isTimed ? nil : unit.stands ?? telling.stands
        unit.passing = unit.passing && telling.passing
    }

    private func order() -> [Int] {
        units.indices.sorted { a, b in
            let (x, y) = (units[a], units[b])
            if x.passing != y.passing { return y.passing }
            if rank(x) != rank(y) { return rank(x) < rank(y) }
            let (m, n) = (x.patients.count + x.agents.count, y.patients.count + y.agents.count)
            return m != n ? m > n : x.tellings[0] < y.tellings[0]
        }
    }

    /// A day that only the place in the text tells comes behind days and months told.
    private func rank(_ unit: TellingUnit) -> Double { unit.stands == nil ? Double(unit.precision) : 1.5 }

    // MARK: Placing

    private mutating func place(_ u: Int) {
        let unit = units[u]
        var best: (score: Double, cluster: Int)?
        for c in candidates(unit) {
            guard let score = score(unit, clusters[c]), score >= threshold(unit, clusters[c]) else { continue }
            if best == nil || score > best!.score || (score == best!.score && isNearer(c, than: best!.cluster, to: unit)) {
                best = (score, c)
            }
        }
        if let best {
            clusters[best.cluster].add(u, unit)
            register(best.cluster, unit)
            registerWords(best.cluster, unit)
        } else {
            var cluster = EventCluster(world: unit.world)
            cluster.add(u, unit)
            clusters.append(cluster)
            register(clusters.count - 1, unit)
            registerWords(clusters.count - 1, unit)
        }
    }

    private func candidates(_ unit: TellingUnit) -> [Int] {
        var found = Set<Int>()
        var kinds = Set<EventKind>()
        for kind in unit.kinds { kinds.formUnion(table.kin(of: kind)) }
        for kind in kinds {
            func look(_ sort: Key.Sort, _ value: Int) {
                if let list = index[Key(kind: kind, sort: sort, value: value)] { found.formUnion(list.suffix(256)) }
            }
            for patient in unit.patients { look(.patient, patient) }
            for agent in unit.agents { look(.agent, agent) }
            if let day = (unit.stands ?? unit.own).only { look(.day, Int(day.number)) }
            look(.document, unit.document)
            look(.source, builder.input.source(of: unit.document))
            if unit.patients.isEmpty || !table.acts.contains(kind) {
                for year in years(unit.own) { look(.year, year) }
                if !unit.isTimed { look(.year, Int.min) }
            }
        }
        for key in wordKeys(unit) { if let list = index[key] { found.formUnion(list.suffix(256)) } }
        return found.sorted()
    }

    private mutating func register(_ cluster: Int, _ unit: TellingUnit) {
        for kind in unit.kinds {
            func put(_ sort: Key.Sort, _ value: Int) {
                let key = Key(kind: kind, sort: sort, value: value)
                if index[key]?.last != cluster, index[key]?.contains(cluster) != true { index[key, default: []].append(cluster) }
            }
            for patient in unit.patients { put(.patient, patient) }
            for agent in unit.agents { put(.agent, agent) }
            if let day = (unit.stands ?? unit.own).only { put(.day, Int(day.number)) }
            put(.document, unit.document)
            put(.source, builder.input.source(of: unit.document))
            for year in years(unit.own) { put(.year, year) }
            if !table.acts.contains(kind) { put(.year, Int.min) }
        }
    }

    private func years(_ days: DaySet) -> [Int] {
        guard days.isBounded, let first = days.first, let last = days.last, last - first <= 800 else { return [] }
        return Array(first.year...last.year)
    }

    private func threshold(_ unit: TellingUnit, _ cluster: EventCluster) -> Double {
        // In a paper without a day a match would date the paper, or bound its day: it takes both sides of the act, or its figure.
        if !builder.isDated(builder.input.source(of: unit.document)) {
            if unit.hangsOnPaper { return unit.kinds.contains(where: table.repeated.contains) ? .infinity : 5 }
            if !unit.isTimed && !unit.passing { return 3.5 }
        }
        if unit.passing { return 2 }
        if unit.isTimed && cluster.isTimed { return 2.5 }
        return unit.kinds.contains(where: table.many.contains) ? 4 : 2.5
    }

    private func isNearer(_ a: Int, than b: Int, to unit: TellingUnit) -> Bool {
        func distance(_ c: Int) -> Int {
            guard let day = clusters[c].days.first, let paper = published[unit.document].last, day.isBounded, paper.isBounded
            else { return .max }
            return abs(paper - day)
        }
        return (distance(a), a) < (distance(b), b)
    }

    // MARK: Fitting

    /// How well a unit fits an event; nil where it cannot be it.
    func score(_ unit: TellingUnit, _ cluster: EventCluster) -> Double? {
        guard unit.world == cluster.world else { return nil }
        if haveOnlyWords(unit, cluster) {
            if let story = story(unit, cluster) { return story }
            if unit.kinds.allSatisfy(table.many.contains) { return nil }
        }
        let sameKind = unit.kinds.contains { cluster.kinds[$0] != nil }
        guard sameKind || mayBeOne(unit, cluster) else { return nil }
        // Two kinds make one event by their day; without one, only a verdict and its sentence do.
        let bothDays = (unit.isTimed || unit.stands != nil) && (cluster.isTimed || cluster.stands != nil)
        if !sameKind && !bothDays && !unit.passing && !isVerdict(unit, cluster) { return nil }
        // Kinds that are only kin date no paper.
        if !sameKind && !isVerdict(unit, cluster) && (wouldDate(unit) || cluster.units.contains { wouldDate(units[$0]) }) {
            return nil
        }
        guard var score = days(unit, cluster, sameKind) else { return nil }
        score += sameKind ? 0.5 : 0
        let day = unit.stands ?? (unit.isTimed ? unit.own : .all)
        let sameDay = day.only != nil && day == (cluster.stands ?? cluster.days)
        guard let people = people(unit, cluster, sameDay, sameKind) else { return nil }
        score += people
        if let years = unit.years, !cluster.years.isEmpty {
            if cluster.years.contains(years) { score += 1.5 } else if !sameDay { return nil }
        }
        if let bars = unit.bars, !cluster.bars.isEmpty, !cluster.bars.contains(bars), !sameDay { return nil }
        if !unit.counts.isDisjoint(with: cluster.counts) { score += 1.5 }
        if !unit.lemmas.isDisjoint(with: cluster.lemmas) { score += 0.5 }
        // Where nobody is named, the place says most.
        if !unit.places.isDisjoint(with: cluster.places) {
            score +=
                unit.patients.isEmpty && unit.agents.isEmpty || cluster.patients.isEmpty && cluster.agents.isEmpty ? 1.5 : 0.5
        }
        score += wording(unit, cluster)
        // A copy tells what its original tells, in its words.
        if sameKind && copiesOf(unit.document, cluster) && overlap(unit, cluster) > 0.8 { score += 3 }
        return score
    }

    /// Whether the unit's day says something of when its paper was written, which nothing states.
    private func wouldDate(_ unit: TellingUnit) -> Bool {
        guard !builder.isDated(builder.input.source(of: unit.document)) else { return false }
        let times = builder.input.annotations[unit.document].times
        return unit.times.contains { times[$0].relation.anchor != .none }
    }

    /// Whether kinds that differ may be one event: acts must be kin to every kind told of it; what happens, to the one told most.
    private func mayBeOne(_ unit: TellingUnit, _ cluster: EventCluster) -> Bool {
        let told = table.preferred(cluster.kinds)
        return unit.kinds.allSatisfy { kind in
            cluster.kinds.keys.allSatisfy { other in
                table.areKin(kind, other)
                    || (!table.acts.contains(kind) && !table.acts.contains(other) && table.areKin(kind, told))
            }
        }
    }

    private func days(_ unit: TellingUnit, _ cluster: EventCluster, _ sameKind: Bool) -> Double? {
        guard unit.isTimed && cluster.isTimed else {
            if unit.own.intersection(cluster.days).isEmpty { return nil }
            for t in unit.tellings where !builder.phrasesAllow(t, cluster.days, published: published[unit.document]) {
                return nil
            }
            return standing(unit, cluster)
        }
        if published[unit.document].only == nil && cluster.documents.contains(unit.document) && hasOtherTimes(unit, cluster) {
            return nil
        }
        let both = unit.own.intersection(cluster.days)
        if both.isEmpty { return nearlySameDay(unit, cluster, sameKind) ? 0.5 : nil }
        if let paper = unit.own.only, let other = cluster.exact[unit.document], other != paper { return nil }
        if !Narrowing.isWorkable(unit.own) || published[unit.document].only == nil {
            if !mayDate && unit.precision == 3 { return nil }
            for t in unit.tellings where !builder.phrasesAllow(t, cluster.days, published: published[unit.document]) {
                return nil
            }
            // Of a paper without a day, a weekday that fits says something, a day of the year much; a vaguer phrase nothing.
            if unit.precision == 3 {
                guard unit.hangsOnPaper && cluster.days.only != nil else { return 0.5 }
                return namesDayOfYear(unit) ? 3 : 1.5
            }
        }
        switch max(unit.precision, TellingUnit.precision(of: cluster.days, timed: true)) {
        case 0: return 3
        case 1: return 2
        case 2: return 1.5
        default: return 0.5
        }
    }

    private func namesDayOfYear(_ unit: TellingUnit) -> Bool {
        unit.tellings.contains { t in
            builder.whens(of: t).contains { $0.bearing == .at && builder.isDayOfYear($0, unit.document) }
        }
    }

    /// In a paper without a day, two phrases that say when are taken for two days.
    private func hasOtherTimes(_ unit: TellingUnit, _ cluster: EventCluster) -> Bool {
        guard !unit.times.isEmpty else { return false }
        return cluster.units.contains {
            units[$0].document == unit.document && !units[$0].times.isEmpty && units[$0].times.isDisjoint(with: unit.times)
        }
    }

    /// How well the days fit where one side has only the day at which its text stands, or none; nil where they keep the two apart.
    private func standing(_ unit: TellingUnit, _ cluster: EventCluster) -> Double? {
        let mine = unit.stands ?? (unit.isTimed ? unit.own : nil)
        let theirs = cluster.stands ?? (cluster.isTimed ? cluster.days : nil)
        guard let mine, let theirs, mine.isBounded, theirs.isBounded else { return 0 }
        if mine.meets(theirs) { return 1.5 }
        return unit.passing ? 0 : nil
    }

    /// Two papers that give days up to three apart for what is otherwise one event: they disagree. One paper that gives two days tells two.
    private func nearlySameDay(_ unit: TellingUnit, _ cluster: EventCluster, _ sameKind: Bool) -> Bool {
        guard sameKind, let day = unit.own.only, let other = cluster.days.only, abs(day - other) <= 3,
            !cluster.documents.contains(unit.document),
            !unit.patients.isDisjoint(with: cluster.patients) || !unit.agents.isDisjoint(with: cluster.agents)
        else { return false }
        return !unit.lemmas.isDisjoint(with: cluster.lemmas) || !unit.places.isDisjoint(with: cluster.places)
            || overlap(unit, cluster) > 0.4
    }

    func people(_ unit: TellingUnit, _ cluster: EventCluster, _ sameDay: Bool, _ sameKind: Bool) -> Double? {
        var score = 0.0
        if !unit.patients.isEmpty && !cluster.patients.isEmpty {
            if !unit.patients.isDisjoint(with: cluster.patients) {
                score += 2
            } else {
                // "The trial" and "the man tried" are both done to; papers differ in which they name.
                if !unit.patients.isDisjoint(with: cluster.agents) && !cluster.patients.isDisjoint(with: unit.agents) {
                    return nil
                }
                if isPersons(unit.patients) && isPersons(cluster.patients) { return nil }
                score -= 0.5
            }
        }
        if !unit.agents.isEmpty && !cluster.agents.isEmpty {
            if !unit.agents.isDisjoint(with: cluster.agents) {
                score += 1.5
            } else if areRivals(unit.agents, cluster.agents, inOnePaper: cluster.documents.contains(unit.document)) {
                if !describes(unit.agents, cluster.agents) {
                    if !sameDay || !sameKind || cluster.documents.contains(unit.document) { return nil }
                    score -= 1
                }
            }
            if unit.agents.isDisjoint(with: cluster.agents), describes(unit.agents, cluster.agents) { score += 1 }
        }
        return score
    }

    private func isPersons(_ actors: Set<Int>) -> Bool { actors.allSatisfy { builder.book.entries[$0].kind == .person } }

    /// Two different courts, or two different people, do not do one act; a judge and a court may. In one paper, nor do two bodies of any kind.
    private func areRivals(_ a: Set<Int>, _ b: Set<Int>, inOnePaper: Bool) -> Bool {
        func kinds(_ actors: Set<Int>) -> Set<CaseActor.Kind> { Set(actors.map { builder.book.entries[$0].kind }) }
        let (x, y) = (kinds(a), kinds(b))
        if (x.contains(.authority) && y.contains(.authority)) || (x == [.person] && y == [.person]) { return true }
        let bodies: Set<CaseActor.Kind> = [.authority, .organisation]
        return inOnePaper && bodies.isSuperset(of: x) && bodies.isSuperset(of: y)
    }

    /// "An appeals court" in one paper and the Court of Appeal of another: a body without a name of its own, whose words the name holds.
    private func describes(_ a: Set<Int>, _ b: Set<Int>) -> Bool {
        func words(_ actor: Int) -> [String] {
            Fold.words(builder.book.entries[actor].name).map { $0.hasSuffix("s") ? String($0.dropLast()) : $0 }.filter {
                $0 != "of" && $0 != "the"
            }
        }
        func isNominal(_ actor: Int) -> Bool {
            let entry = builder.book.entries[actor]
            return entry.kind == .authority && entry.name.allSatisfy { !$0.isUppercase }
        }
        return a.contains { x in
            b.contains { y in
                builder.book.entries[x].kind == .authority && builder.book.entries[y].kind == .authority
                    && isNominal(x) != isNominal(y)
                    && {
                        let (short, long) = isNominal(x) ? (words(x), Set(words(y))) : (words(y), Set(words(x)))
                        return short.count > 1 && short.allSatisfy(long.contains)
                    }()
            }
        }
    }

    private func wording(_ unit: TellingUnit, _ cluster: EventCluster) -> Double {
        guard !unit.words.isEmpty, !cluster.words.isEmpty else { return 0 }
        return min(2, 4 * overlap(unit, cluster))
    }

    private func isVerdict(_ unit: TellingUnit, _ cluster: EventCluster) -> Bool {
        let verdicts: Set<EventKind> = [.convict, .sentence]
        return verdicts.isSuperset(of: unit.kinds) && verdicts.isSuperset(of: cluster.kinds.keys)
    }

    private func copiesOf(_ document: Int, _ cluster: EventCluster) -> Bool {
        let source = builder.input.source(of: document)
        return cluster.documents.contains { $0 != document && builder.input.source(of: $0) == source }
    }

    private func overlap(_ unit: TellingUnit, _ cluster: EventCluster) -> Double {
        let smaller = min(unit.words.count, cluster.words.count)
        guard smaller >= 3 else { return 0 }
        return Double(unit.words.intersection(cluster.words).count) / Double(smaller)
    }

    // MARK: Result

    private func result() -> (clusterOf: [Int], count: Int) {
        var clusterOf = Array(repeating: -1, count: tellings.count)
        var count = 0
        // Events are numbered by their first telling, so that the numbering is the papers' own.
        let sorted = clusters.indices.sorted { first(clusters[$0]) < first(clusters[$1]) }
        for c in sorted where isEntry(clusters[c]) {
            for u in clusters[c].units {
                for t in units[u].tellings { clusterOf[t] = count }
            }
            count += 1
        }
        return (clusterOf, count)
    }

    /// An act of which the papers name neither anybody nor a day is no entry, nor is what they mention only in passing.
    private func isEntry(_ cluster: EventCluster) -> Bool {
        if cluster.units.allSatisfy({ units[$0].passing }) { return false }
        if cluster.isTimed || !cluster.agents.isEmpty || !cluster.patients.isEmpty { return true }
        return !cluster.kinds.keys.allSatisfy(table.acts.contains)
    }

    private func first(_ cluster: EventCluster) -> Int { cluster.units.map { units[$0].tellings[0] }.min()! }
}
