import EDTF

/// Following the way of the last merge.
///
/// Between two turns of merging and dating few tellings change their days. A unit that is what it was went to one event then, and goes to its like now,
/// unless an event that is not what it was fits it better, or its event is such a one and fits it less. So both ways are walked side by side; events are
/// kept apart that have taken in exactly what their likes had taken in at the same point (they need no weighing) from those that have moved. Where a list
/// under a key is longer than what is looked at of it, those are looked at that an entry more or less has brought among the last. `ShortWayTests` holds the
/// result against weighing all.
extension EventMerger {
    /// What is followed.
    struct Following {
        /// Of each unit the one that it was; -1 for one that is new or enters at another place.
        var twin: [Int32] = []
        /// Of units whose days, or whose paper's day, have changed, what they were.
        var before: [Int: TellingUnit] = [:]
        /// Units of the last merge that are no more.
        var gone: [Int32: TellingUnit] = [:]
        /// Of each event of the last merge the one that the same unit began; -1 for none.
        var pairOf: [Int32] = []
        /// Of each event that has moved, the keys that it and its pair had before.
        var keysBefore: [Int: SmallSet] = [:]
        /// Of each event whether it has moved.
        var hasMoved: [Bool] = []
    }

    /// Finds which units are what they were; false where too many are not for a way to be followed.
    func follows(_ last: MergeTrace, _ changes: MergeChanges) -> Bool {
        following.twin = units.map { changes.units[$0.document] == nil ? last.unitOf[$0.tellings[0]] : -1 }
        for (d, olds) in changes.units {
            for old in olds { following.gone[last.unitOf[old.tellings[0]]] = old }
            let wasUndatable = !changes.published[d].isBounded && !isSourceDated[d]
            for t in builder.tellingRange(d) {
                let u = Int(trace.unitOf[t])
                let p = last.unitOf[t]
                guard units[u].tellings[0] == t, let old = following.gone[p], old.tellings == units[u].tellings else { continue }
                if changes.papers.contains(d) || old.tellings.contains(where: changes.tellings.contains) {
                    guard wasUndatable == isUndatable[d], rank(old) == rank(units[u]) else { continue }
                    following.before[u] = old
                }
                following.twin[u] = p
                following.gone[p] = nil
            }
        }
        guard following.gone.count * 3 <= units.count else { return false }
        following.pairOf = Array(repeating: -1, count: last.eventCount)
        index.trackChanges()
        return true
    }

    /// Places all units, as `place` does one at a time.
    func place(_ order: [Int], after last: MergeTrace) {
        var at = 0
        for u in order {
            let p = following.twin[u]
            if p < 0 {
                let best = fitting(u, question: Int32(u))
                trace.asked[u] = takeAsked()
                enterMoved(u, best, units[u], last: nil)
                continue
            }
            while last.order[at] != p {
                let gone = last.order[at]
                leave(following.gone[gone]!, last.choices[Int(gone)])
                at += 1
            }
            at += 1
            let asked = last.asked[Int(p)]
            let before = following.before[u]
            place(
                u, before, as: last.choices[Int(p)], asked: asked, weighs: before != nil || asked && last.mayDate != mayDate)
        }
        following = Following()
    }

    /// A unit that entered at this place in the last merge. `before`: what it was, where it has changed; `weighs`: for that, or because what kept it
    /// from some event then may not now, it is weighed with all.
    private func place(_ u: Int, _ before: TellingUnit?, as choice: MergeTrace.Choice, asked: Bool, weighs: Bool) {
        let began = choice.key < 0
        let pair = began ? -1 : Int(following.pairOf[Int(choice.event)])
        let best = weighs ? fitting(u, question: Int32(u)) : follow(u, choice, pair)
        trace.asked[u] = takeAsked() || asked && !weighs
        if began && best == nil {
            let c = enter(u, nil)
            following.hasMoved.append(before != nil)
            following.pairOf[Int(choice.event)] = Int32(c)
            if let before {
                following.keysBefore[c] = SmallSet()
                index.move(c, under: clusters[c].keys)
                stray(before, but: SmallSet())
                stray(units[u], but: SmallSet())
            }
        } else if let best, best.event == pair, !following.hasMoved[pair],
            before == nil || isNoMatter(before!, units[u], to: clusters[pair])
        {
            enter(u, best)
        } else {
            enterMoved(u, best, before ?? units[u], last: choice)
        }
    }

    /// Whether an event is the same when it takes in a unit as it was and as it is: their other days bear on none of its own.
    private func isNoMatter(_ old: TellingUnit, _ new: TellingUnit, to cluster: EventCluster) -> Bool {
        func days(_ own: DaySet) -> DaySet {
            let both = cluster.days.intersection(own)
            return both.isEmpty ? cluster.days : both
        }
        return old.isTimed == new.isTimed && old.stands == new.stands && days(old.own) == days(new.own)
            && (!new.isTimed || old.own.only == new.own.only) && years(old.own) == years(new.own)
            && (old.stands ?? old.own).only == (new.stands ?? new.own).only
    }

    /// The best event for a unit that went as `choice` says, to the event of which `pair` is the like (-1: none).
    private func follow(_ u: Int, _ choice: MergeTrace.Choice, _ pair: Int) -> Fit? {
        let unit = units[u]
        let began = choice.key < 0
        let known =
            pair >= 0 && !following.hasMoved[pair]
            ? Fit(event: pair, score: choice.score, key: choice.key, distance: choice.distance) : nil
        var hasChanged = false
        eachKey(unit) { hasChanged = hasChanged || index.mayHaveChanged($0, $1, $2) }
        if !hasChanged && (began || known != nil) { return known }
        let least = least(unit)
        var search = EventIndex.Search(question(Int32(u), unit, least))
        search.onlyChanged = true
        if let known { (search.known, search.knownEvent) = (known.key, known.event) }
        look(unit, &search)
        let best = best(of: search, unit, least, from: known)
        if began { return best }
        if known != nil {
            // Its event may be no longer among those that are looked at under the key that led to it.
            if !search.isKnownWhole || search.hasSeenKnown { return best }
        } else if let best {
            // All that has not moved fits less than its event did.
            let isNearer = best.distance < choice.distance || best.distance == choice.distance && best.event == pair
            if best.score > choice.score || best.score == choice.score && isNearer { return best }
        }
        return fitting(u, question: Int32(2 * units.count + u))
    }

    /// What a unit of the last merge did that none does now.
    private func leave(_ unit: TellingUnit, _ choice: MergeTrace.Choice) {
        let pair = choice.key < 0 ? -1 : Int(following.pairOf[Int(choice.event)])
        guard pair >= 0 else { return stray(unit, but: SmallSet()) }
        move(pair)
        stray(unit, but: following.keysBefore[pair]!)
    }

    /// Enters a unit into an event that its like did not take in, or that has moved. `last`: where what it was (`before`) went, if it was there.
    private func enterMoved(_ u: Int, _ best: Fit?, _ before: TellingUnit, last: MergeTrace.Choice?) {
        guard let best else {
            if let last { leave(before, last) }
            let c = enter(u, nil)
            following.hasMoved.append(true)
            following.keysBefore[c] = SmallSet()
            index.move(c, under: clusters[c].keys)
            return stray(units[u], but: SmallSet())
        }
        if let last, last.key >= 0, Int(following.pairOf[Int(last.event)]) == best.event {
            move(best.event)
            enter(u, best)
            if before !== units[u] { stray(before, but: following.keysBefore[best.event]!) }
            return stray(units[u], but: following.keysBefore[best.event]!)
        }
        if let last { leave(before, last) }
        move(best.event)
        let known = clusters[best.event].keys
        enter(u, best)
        stray(units[u], but: known)
    }

    /// From here on an event takes in what its pair did not, or the other way round.
    private func move(_ c: Int) {
        guard !following.hasMoved[c] else { return }
        following.hasMoved[c] = true
        following.keysBefore[c] = clusters[c].keys
        index.move(c, under: clusters[c].keys)
    }

    private func stray(_ unit: TellingUnit, but known: SmallSet) { eachEntry(unit) { index.stray($0, $1, $2, but: known) } }
}
