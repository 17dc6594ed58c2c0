import CaseModel
import EDTF
import Events

/// Solved dates of papers and events, as the record keeps them.
extension CaseSolution {
    func paperDates() -> [DocumentDates] {
        input.documents.indices.map { d in
            DocumentDates(document: input.documents[d].id, published: published(d), updated: updated(d))
        }
    }

    func published(_ d: Int) -> SolvedDate {
        let isDated = builder.isDated(d)
        // What only orders candidates does not narrow the days of a paper that states none.
        let days = isDated ? days(ofPaper: d) : builder.likelyPapers[d]?.days ?? allowed[d]
        let paper = builder.papers[d]
        var why = reasons.lines(of: builder.published(d))
        for candidate in paper.setAside {
            let day = input.documents[d].days[candidate]
            why.append("set aside: “\(day.words)” (\(day.source.rawValue)) says \(day.edtf)")
        }
        let basis: SolvedDate.Basis
        if builder.decidedPapers[d] != nil {
            basis = .given
        } else if let first = paper.believed.first {
            switch input.documents[d].days[first].source {
            case .dateline, .byline, .text, .header, .timeElement: basis = .stated
            case .jsonLD, .meta, .url, .fileName, .archive, .feed: basis = .metadata
            }
        } else {
            basis = days.isBounded ? .inferred : .unknown
        }
        guard let edtf = DayText.edtf(days) else { return SolvedDate(edtf: nil, best: nil, basis: .unknown, why: why) }
        let wide = allowed[d]
        guard !isDated else {
            return SolvedDate(edtf: edtf, best: DayText.best(days, latest: false), basis: basis, why: why)
        }
        let guess = guesses[d].intersection(days)
        // A single day that is only probable carries EDTF's mark of uncertainty.
        return SolvedDate(
            edtf: days.only == nil || wide == days ? edtf : edtf + "?",
            best: DayText.best(guess.isEmpty ? days : guess, latest: false), basis: basis, why: why,
            allowed: wide == days ? nil : DayText.edtf(wide))
    }

    private func updated(_ d: Int) -> SolvedDate? {
        guard let updated = builder.papers[d].updated, let edtf = updated.days.edtf else { return nil }
        let candidate = input.documents[d].days[updated.candidate]
        return SolvedDate(
            edtf: edtf, best: DayText.best(updated.days, latest: true), basis: .stated,
            why: ["\(input.label(d)) was updated: “\(candidate.words)”"])
    }

    func eventDate(_ c: Int, kind: EventKind) -> SolvedDate {
        let days = days(ofEvent: c)
        let causes = solver.causes(of: builder.event(c), limit: 24).map { problem.constraints[$0].cause.source }
        var why = reasons.lines(of: builder.event(c))
        why += setAside(c)
        let decided = members[c].contains { builder.decidedTellings[$0] != nil }
        if !decided, KindTable.shared.spans.contains(kind), let span = span(c) {
            return SolvedDate(edtf: span, best: DayText.best(days, latest: false), basis: .stated, why: why)
        }
        guard let edtf = DayText.edtf(days) else { return SolvedDate(edtf: nil, best: nil, basis: .unknown, why: why) }
        let hangs = causes.contains(.statement) || causes.contains(.age)
        let basis: SolvedDate.Basis =
            decided
            ? .given
            : !causes.contains(.phrase) && !causes.contains(.sameDay) && !causes.contains(.standing)
                ? .unknown : hangs ? .inferred : .stated
        return SolvedDate(edtf: edtf, best: DayText.best(days, latest: true), basis: basis, why: why)
    }

    /// "1990/2000" from "since … until …", "from … to …".
    private func span(_ c: Int) -> String? {
        var start: DaySet?
        var end: DaySet?
        func narrow(_ set: inout DaySet?, _ days: DaySet) {
            guard !days.isEmpty, days != .all else { return }
            let both = set?.intersection(days) ?? days
            if !both.isEmpty { set = both }
        }
        for t in members[c] {
            let d = tellings[t].document
            for when in mention(t).whens where input.annotations[d].times.indices.contains(when.time) {
                let time = input.annotations[d].times[when.time]
                let days = time.relation.anchor == .none ? time.relation.days(from: .all) : timeDays(d, when.time)
                switch when.bearing {
                case .since: narrow(&start, days)
                case .until: narrow(&end, days)
                case .at, .during:
                    if let last = time.endsAt, input.annotations[d].times.indices.contains(last) {
                        narrow(&start, days)
                        narrow(&end, timeDays(d, last))
                    } else if time.relation.anchor == .none, days.isBounded, let edtf = days.edtf, edtf.contains("/"),
                        let first = days.first,
                        let last = days.last
                    {
                        // One expression for the whole span: "1990-2000".
                        narrow(&start, first.month == 1 && first.day == 1 ? .year(first.year) : DaySet(first))
                        narrow(&end, last.month == 12 && last.day == 31 ? .year(last.year) : DaySet(last))
                    }
                case .before, .after: continue
                }
            }
        }
        return end == nil ? nil : DayText.span(start, end)
    }

    /// The days of one time expression, under the paper's day where it hangs on that.
    func timeDays(_ d: Int, _ time: Int) -> DaySet {
        let relation = input.annotations[d].times[time].relation
        switch relation.anchor {
        case .none: return relation.days(from: .all)
        case .document, .narrative: return Narrowing.meant(relation, .at, from: days(ofPaper: d)) ?? .all
        }
    }

    /// What was set aside for an event, in words.
    private func setAside(_ c: Int) -> [String] {
        (setAsideOf[Int32(builder.event(c))] ?? []).map { "set aside: " + reasons.line(problem.constraints[$0]) }
    }
}
