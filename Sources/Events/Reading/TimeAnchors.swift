import CaseModel
import Language
import TimeExpressions

/// What times that count from something told (TimeML: anchorTimeID) count from.
extension EventReader {
    /// "… three days after the tribunal annulled it": the event that such a time counts from.
    mutating func anchorTimes(_ times: [TimeExpression], _ bySentence: [Int: [Int]]) {
        for index in drafts.indices {
            for (position, when) in drafts[index].event.whens.enumerated() where times[when.time].relation.anchor == .narrative {
                let clauses = reading.scene.sentences[drafts[index].sentence]
                let end = times[when.time].range.upperBound
                if isCountedBack(index, times[when.time]) { continue }
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

    /// "On 3 May, four days after the port freed her": what stands behind such a length counts from the day before it and from nothing else.
    private func isCountedBack(_ index: Int, _ time: TimeExpression) -> Bool {
        guard CountedTimes.countsBack(time), drafts[index].event.trigger.lowerBound > time.range.upperBound else { return false }
        let clauses = reading.scene.sentences[drafts[index].sentence]
        guard let next = clauses.tokens.firstIndex(where: { $0.range.lowerBound >= time.range.upperBound }) else { return false }
        return clauses.forms[next] == "after" || clauses.forms[next] == "before"
    }

    /// What "the following year" and "two months later" count from where no clause says it: the act acted on ("confirmed the sentence the
    /// following year"), else what the main clauses told last, not a date in passing ("whose collapse in 2011 …").
    mutating func anchorToActs(_ times: [TimeExpression]) {
        for index in drafts.indices {
            for (position, when) in drafts[index].event.whens.enumerated()
            where times[when.time].relation.anchor == .narrative && when.anchor == nil && countsOn(times[when.time])
                && !isCountedBack(index, times[when.time])
            {
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
                    drafts[told].sentence - place.sentence <= 2
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
    func countsOn(_ time: TimeExpression) -> Bool {
        switch time.relation.meaning {
        case .distance(_, let offset, _), .unit(_, let offset): offset != 0
        case .sum: true
        default: false
        }
    }

    /// "a day later" goes on with the telling; "a day earlier" steps back from the day that the paper is about.
    func isLater(_ time: TimeExpression) -> Bool {
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

    func isSubordinate(_ head: Int, _ clauses: Clauses) -> Bool {
        var at = head
        var steps = 0
        while at >= 0, steps < 20 {
            if ["acl:relcl", "acl", "ccomp", "advcl"].contains(clauses.relation(at)) { return true }
            at = clauses.tokens[at].head
            steps += 1
        }
        return false
    }
}
