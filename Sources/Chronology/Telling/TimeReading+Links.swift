import CaseModel
import Events
import TimeExpressions

/// Links between times and events that a sentence's own words make.
extension TimeReading {
    /// "Two days after he surrendered, the court dismissed …", "a week before the flight": a length followed by "after" or "before" counts
    /// from the event behind those words.
    mutating func countFrom(_ i: Int) {
        let time = annotation.times[i]
        guard time.kind == .duration, time.relation.anchor == .none, let (grain, count) = Self.length(time.value),
            annotation.sentences.indices.contains(time.sentence),
            !annotation.events.contains(where: { $0.whens.contains { $0.time == i } })
        else { return }
        let behind = words(time.range.upperBound..<time.range.upperBound + 8)
        guard let word = behind.first, word == "after" || word == "before" else { return }
        let here = annotation.events.indices.filter { annotation.events[$0].sentence == time.sentence }
            .sorted { annotation.events[$0].trigger.lowerBound < annotation.events[$1].trigger.lowerBound }
        guard
            let from = here.first(where: { n in
                (0...60).contains(annotation.events[n].trigger.lowerBound - time.range.upperBound)
                    && annotation.events[n].kind != .state
                    && Telling.world(of: annotation.events[n].modality, annotation.events[n].kind) == .happened
            })
        else { return }
        let opens = words(annotation.sentences[time.sentence].lowerBound..<time.range.lowerBound).count <= 1
        let dated =
            opens
            ? here.first {
                isOpen(annotation.events[$0])
                    && annotation.events[$0].trigger.lowerBound > annotation.events[from].trigger.upperBound
            }
            : here.last { m in
                annotation.events[m].trigger.upperBound <= time.range.lowerBound && !annotation.events[m].passing
                    && annotation.events[m].kind != .state
            }
        guard let dated, dated != from else { return }
        annotation.times[i].kind = .date
        annotation.times[i].relation = TimeRelation(
            anchor: .narrative, meaning: .distance(grain, word == "after" ? count : -count, exact: grain == .week && count == 1))
        // The time of the one is not the other's.
        let own = Set(annotation.events[dated].whens.map(\.time))
        annotation.events[from].whens.removeAll { own.contains($0.time) }
        annotation.events[dated].whens.append(.init(time: i, bearing: .at, anchor: from))
    }

    /// "The seat, which he had kept for the seven weeks since the court confirmed the sentence": the paper's own day, counted from an event.
    mutating func countToPaper(_ i: Int) {
        let time = annotation.times[i]
        guard time.kind == .duration, time.relation.anchor == .none, let (grain, count) = Self.length(time.value),
            words(time.range.upperBound..<time.range.upperBound + 8).first == "since",
            !annotation.events.contains(where: { $0.whens.contains { $0.time == i } }),
            let from = annotation.events.indices.filter({ n in
                annotation.events[n].sentence == time.sentence && annotation.events[n].kind != .state
                    && (0...60).contains(annotation.events[n].trigger.lowerBound - time.range.upperBound)
                    && Telling.world(of: annotation.events[n].modality, annotation.events[n].kind) == .happened
            }).min(by: { annotation.events[$0].trigger.lowerBound < annotation.events[$1].trigger.lowerBound })
        else { return }
        annotation.times[i].relation = TimeRelation(anchor: .narrative, meaning: .distance(grain, count, exact: false))
        paperCounts.append(Guess(mention: from, time: i))
    }

    /// "The decision comes seven months after the bench lifted the ban, and two weeks after …": the paper's own day, counted so too.
    mutating func countComing(_ i: Int) {
        let time = annotation.times[i]
        guard time.kind == .date, time.relation.anchor == .narrative, case .distance(_, let offset, _) = time.relation.meaning,
            offset > 0,
            annotation.sentences.indices.contains(time.sentence), time.sentence <= Self.opening,
            !annotation.events.contains(where: { $0.whens.contains { $0.time == i } })
        else { return }
        let before = words(annotation.sentences[time.sentence].lowerBound..<time.range.lowerBound)
        guard before.last == "comes" || before.last == "and" && before.contains("comes"),
            let from = annotation.events.indices.filter({ n in
                annotation.events[n].sentence == time.sentence && annotation.events[n].kind != .state
                    && (0...80).contains(annotation.events[n].trigger.lowerBound - time.range.upperBound)
                    && Telling.world(of: annotation.events[n].modality, annotation.events[n].kind) == .happened
            }).min(by: { annotation.events[$0].trigger.lowerBound < annotation.events[$1].trigger.lowerBound })
        else { return }
        paperCounts.append(Guess(mention: from, time: i))
    }
    /// Sentences of a paper's opening.
    static let opening = 8

    /// "P3D" as days and 3; nil for vague lengths and those of hours.
    private static func length(_ value: String) -> (Grain, Int)? {
        guard value.hasPrefix("P"), let unit = value.last, let count = Int(value.dropFirst().dropLast()), count > 0 else {
            return nil
        }
        switch unit {
        case "D": return (.day, count)
        case "W": return (.week, count)
        case "M": return (.month, count)
        case "Y": return (.year, count)
        default: return nil
        }
    }

    /// "Reinstates the pardon granted to X on 24 December": a time behind the participle of what the verb acts on is that act's.
    mutating func handDown(_ m: Int) {
        let verb = annotation.events[m]
        for target in verb.targets {
            guard let n = target.event, n != m, annotation.events.indices.contains(n),
                annotation.events[n].sentence == verb.sentence,
                annotation.events[n].whens.isEmpty, annotation.events[n].trigger.lowerBound > verb.trigger.lowerBound
            else { continue }
            for when in verb.whens where annotation.times.indices.contains(when.time) {
                let start = annotation.times[when.time].range.lowerBound
                guard start > annotation.events[n].trigger.upperBound, start - annotation.events[n].trigger.upperBound <= 90,
                    !WordLists.shared.giving.isDisjoint(with: words(annotation.events[n].trigger.upperBound..<start))
                else { continue }
                annotation.events[m].whens.removeAll { $0 == when }
                annotation.events[n].whens.append(when)
                return
            }
        }
    }

    /// "The ruling of 17 March, which restores the pardon": what a decision does has its day.
    mutating func inherit(_ m: Int) {
        let act = annotation.events[m]
        guard act.whens.isEmpty, act.kind != .state, act.kind != .rule, act.tense != .future else { return }
        let decision = annotation.events.indices.last { n in
            let other = annotation.events[n]
            return other.sentence == act.sentence && other.kind == .rule && other.trigger.upperBound <= act.trigger.lowerBound
                && other.whens.contains { $0.bearing == .at }
        }
        guard let decision else { return }
        let between = words(annotation.events[decision].trigger.upperBound..<act.trigger.lowerBound)
        guard let which = between.lastIndex(where: { $0 == "which" || $0 == "that" }), between.count - which <= 2 else { return }
        for when in annotation.events[decision].whens where when.bearing == .at {
            annotation.events[m].whens.append(when)
            guesses.insert(Guess(mention: m, time: when.time))
        }
    }

    /// "He ruled from 1985 to 1993. … He resigned": whoever gives up an office gives it up when his term in it ends. Only where the paper knows
    /// one term of his; what the same sentence goes on to tell of him is of that time too.
    mutating func endTerm(_ m: Int) {
        let act = annotation.events[m]
        guard act.kind == .resign, act.whens.isEmpty, act.anterior != true, act.tense != .future,
            Telling.world(of: act.modality, act.kind) == .happened, let holder = agent(act)
        else { return }
        var ends: Set<Int> = []
        for term in annotation.events where term.kind == .govern && agent(term) == holder && term.modality != .denied {
            for when in term.whens where annotation.times.indices.contains(when.time) {
                if let end = annotation.times[when.time].endsAt { ends.insert(end) }
            }
        }
        guard let end = ends.first, ends.count == 1, annotation.times.indices.contains(end),
            isPlaced(annotation.times[end].relation)
        else { return }
        guess(m, end)
        for n in annotation.events.indices where n != m && annotation.events[n].sentence == act.sentence {
            let next = annotation.events[n]
            guard next.trigger.lowerBound > act.trigger.upperBound, isOpen(next), agent(next) == holder else { continue }
            guess(n, end)
        }
    }

    private func agent(_ event: EventMention) -> Int? { event.arguments.first { $0.role == .agent && $0.entity != nil }?.entity }
}
