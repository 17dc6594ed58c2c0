import CaseModel
import EDTF
import Events

/// Where the papers disagree.
struct ConflictFinder {
    let solution: CaseSolution
    let events: [Event]

    func find() -> [Conflict] {
        var conflicts = paperDays() + births()
        for c in events.indices {
            conflicts += dates(c)
            conflicts += figures(c)
            conflicts += participants(c)
        }
        return conflicts.sorted {
            ($0.about, $0.field.rawValue, $0.sides.first?.value ?? "") < (
                $1.about, $1.field.rawValue, $1.sides.first?.value ?? ""
            )
        }
    }

    /// Sides from values with the tellings that give them; nil unless papers that do not repeat one another stand on both sides.
    private func conflict(_ about: String, _ field: Conflict.Field, _ values: [String: [(document: Int, passage: Passage)]])
        -> Conflict?
    {
        guard values.count > 1 else { return nil }
        let documents = values.mapValues { Set($0.map { solution.input.source(of: $0.document) }) }
        guard Set(documents.values.flatMap { $0 }).count > 1 else { return nil }
        let sides = values.keys.sorted().map { value in
            Conflict.Side(
                value: value, evidence: Array(Set(values[value]!.map(\.passage))).sorted(),
                independentSources: documents[value]!.count)
        }
        return Conflict(about: about, field: field, sides: sides)
    }

    // MARK: Dates

    /// Days that single papers give for one event and that exclude one another.
    private func dates(_ c: Int) -> [Conflict] {
        var exact: [String: [(document: Int, passage: Passage)]] = [:]
        for t in solution.members[c] where solution.tellings[t].isTimed {
            guard let day = solution.tellings[t].own.only, let text = DaySet(day).edtf else { continue }
            exact[text, default: []].append((solution.tellings[t].document, solution.passage(t)))
        }
        return conflict(events[c].id.id, .date, exact).map { [$0] } ?? []
    }

    /// A paper whose own statements of its day lie more than a day apart.
    private func paperDays() -> [Conflict] {
        solution.input.documents.indices.compactMap { d in
            let paper = solution.builder.papers[d]
            guard let days = paper.days, let first = days.first, !paper.setAside.isEmpty else { return nil }
            let document = solution.input.documents[d]
            var sides: [String: [Passage]] = [:]
            for candidate in paper.setAside {
                guard let other = try? DaySet(edtf: document.days[candidate].edtf), let day = other.nearest(to: first),
                    abs(day - first) > 1
                else { continue }
                sides[document.days[candidate].edtf, default: []] +=
                    document.days[candidate].range.map { [Passage(document: document.id, range: $0)] } ?? []
            }
            guard !sides.isEmpty, let believed = days.edtf else { return nil }
            for candidate in paper.believed {
                sides[believed, default: []] +=
                    document.days[candidate].range.map { [Passage(document: document.id, range: $0)] } ?? []
            }
            return Conflict(
                about: document.id.hex, field: .date,
                sides: sides.keys.sorted().map { Conflict.Side(value: $0, evidence: sides[$0]!.sorted(), independentSources: 1) })
        }
    }

    /// Ages that no one day of birth explains: the papers may speak of two people.
    private func births() -> [Conflict] {
        solution.solver.clashes.compactMap { clash in
            let constraint = solution.problem.constraints[clash.constraint]
            guard constraint.cause.source == .age else { return nil }
            let actor = Int(constraint.cause.first)
            let involved = [clash.constraint] + solution.solver.smallest(clash)
            var sides: [String: [Passage]] = [:]
            var documents: [String: Set<Int>] = [:]
            for i in involved {
                let cause = solution.problem.constraints[i].cause
                guard cause.source == .age, Int(cause.first) == actor else { continue }
                let d = Int(cause.document)
                let value = "\(cause.second) in \(solution.days(ofPaper: d).edtf ?? "an undated paper")"
                let passages = solution.book.entries[actor].members.filter { $0.document == d }.flatMap { member in
                    solution.input.annotations[d].entities[member.entity].mentions.prefix(1).map {
                        Passage(document: solution.input.documents[d].id, range: $0.range)
                    }
                }
                sides[value, default: []] += passages
                documents[value, default: []].insert(solution.input.source(of: d))
            }
            guard sides.count > 1, Set(documents.values.flatMap { $0 }).count > 1 else { return nil }
            return Conflict(
                about: solution.book.entries[actor].id.id, field: .identity,
                sides: sides.keys.sorted().map {
                    Conflict.Side(value: $0, evidence: Array(Set(sides[$0]!)).sorted(), independentSources: documents[$0]!.count)
                })
        }
    }

    // MARK: Figures

    private func figures(_ c: Int) -> [Conflict] {
        var groups: [String: [String: [(document: Int, passage: Passage)]]] = [:]
        var ranges: [String: [String: ClosedRange<Double>]] = [:]
        for t in solution.members[c] {
            for figure in solution.mention(t).figures where figure.what != "age" {
                let group = "\(figure.what)|\(figure.unit)"
                groups[group, default: [:]][Self.text(figure), default: []].append(
                    (solution.tellings[t].document, figure.passage))
                ranges[group, default: [:]][Self.text(figure)] = figure.value...max(figure.value, figure.high ?? figure.value)
            }
        }
        return groups.keys.sorted().compactMap { group in
            // One paper that counts twice ("17 of 20 counts") says two things, not one thing two ways: it speaks for no side.
            var values = groups[group]!
            var perPaper: [Int: Set<String>] = [:]
            for (value, tellings) in values { for telling in tellings { perPaper[telling.document, default: []].insert(value) } }
            for value in values.keys { values[value]!.removeAll { perPaper[$0.document]!.count > 1 } }
            values = values.filter { !$0.value.isEmpty }
            let all = values.keys.compactMap { ranges[group]![$0] }
            guard let low = all.map(\.lowerBound).max(), let high = all.map(\.upperBound).min(), low > high else { return nil }
            return conflict(events[c].id.id, .figure, values)
        }
    }

    /// "31", "4200000 crown", "15 to 20".
    static func text(_ figure: Figure) -> String {
        func number(_ value: Double) -> String {
            value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
        }
        let unit = ["person", "people", ""].contains(figure.unit) ? "" : " \(figure.unit)"
        if let high = figure.high, high != figure.value { return "\(number(figure.value)) to \(number(high))\(unit)" }
        return number(figure.value) + unit
    }

    // MARK: Participants

    /// Two papers that each name one, and not the same, for who did it or to whom.
    private func participants(_ c: Int) -> [Conflict] {
        var result: [Conflict] = []
        for role in [ParticipantRole.agent, .authority, .patient] {
            var perPaper: [Int: Set<Int>] = [:]
            var passages: [Int: [(document: Int, passage: Passage)]] = [:]
            for t in solution.members[c] {
                for argument in solution.mention(t).arguments where argument.role == role {
                    guard let actor = solution.book.actor(solution.tellings[t].document, argument.entity) else { continue }
                    perPaper[solution.tellings[t].document, default: []].insert(actor)
                    passages[actor, default: []].append((solution.tellings[t].document, solution.passage(t)))
                }
            }
            // "The second chamber" or "a judge" beside a name is no disagreement.
            guard perPaper.values.allSatisfy({ $0.count == 1 }), passages.count > 1,
                passages.keys.allSatisfy({ solution.book.entries[$0].name.contains(where: \.isUppercase) }),
                Set(passages.keys.map { solution.book.entries[$0].kind }).count == 1
            else { continue }
            var values: [String: [(document: Int, passage: Passage)]] = [:]
            for (actor, list) in passages { values[solution.book.entries[actor].name, default: []] += list }
            if let conflict = conflict(events[c].id.id, .participant, values) { result.append(conflict) }
        }
        return result
    }
}
