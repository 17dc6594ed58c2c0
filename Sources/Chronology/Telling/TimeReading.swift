import CaseModel
import EDTF
import Events
import TimeExpressions

/// Reads the times of one paper as news means them, before anything is solved.
///
/// A weekday or a day of the month without a year hangs on the paper's day, even behind an older date, unless the sentence itself has named a
/// year before it. A time that no grammar has linked goes to the nearest verb of its sentence, and the opening of a paper to the first weekday
/// that the paper names: both are guesses, and believed less.
struct TimeReading {
    /// A time that a guess gave to a mention: indices in the annotation.
    struct Guess: Hashable, Sendable {
        var mention: Int
        var time: Int
    }

    private(set) var annotation: Annotation
    private(set) var guesses: Set<Guess> = []
    /// For mentions without any time: the time that the text stands at, from the sentences before. Only for events that no paper dates.
    private(set) var standing: [Int: Int] = [:]

    init(_ annotation: Annotation) {
        self.annotation = annotation
        for i in annotation.times.indices { rehang(i) }
        dropSpoken()
        for m in annotation.events.indices { dropImpossible(m) }
        for m in annotation.events.indices { handOver(m) }
        for i in annotation.times.indices { claim(i) }
        openWithFirstDay()
        stand()
    }

    private mutating func rehang(_ i: Int) {
        let time = annotation.times[i]
        guard time.relation.anchor == .narrative, case .field(let field, let direction) = time.relation.meaning,
            direction != .next, direction != .last, !followsYear(i)
        else { return }
        let future = annotation.events.contains { event in event.tense == .future && event.whens.contains { $0.time == i } }
        annotation.times[i].relation = TimeRelation(
            anchor: .document, meaning: .field(field, future ? .future : .past), other: nil, part: time.relation.part)
    }

    private func followsYear(_ i: Int) -> Bool {
        let time = annotation.times[i]
        return annotation.times.contains { other in
            other.sentence == time.sentence && other.range.upperBound <= time.range.lowerBound && other.relation.anchor == .none
                && other.kind == .date
        }
    }

    /// "Today" in somebody's mouth is the day of speaking, not the paper's.
    private mutating func dropSpoken() {
        let spoken = annotation.quotes.filter { $0.form != .indirect }.map(\.range)
        guard !spoken.isEmpty else { return }
        for (i, time) in annotation.times.enumerated() {
            guard case .unit(.day, _) = time.relation.meaning, time.relation.anchor == .document,
                spoken.contains(where: { $0.overlaps(time.range) })
            else { continue }
            for m in annotation.events.indices { annotation.events[m].whens.removeAll { $0.time == i } }
            annotation.times[i].relation = TimeRelation(anchor: .document, meaning: .undated(time.value))
        }
    }

    /// Of two times that can never be true together, the one further from the verb belongs to another.
    private mutating func dropImpossible(_ m: Int) {
        let event = annotation.events[m]
        guard event.whens.count > 1 else { return }
        func distance(_ when: EventMention.When) -> Int {
            guard annotation.times.indices.contains(when.time) else { return .max }
            let range = annotation.times[when.time].range
            return max(range.lowerBound - event.trigger.upperBound, event.trigger.lowerBound - range.upperBound, 0)
        }
        let sorted = event.whens.enumerated().sorted { (distance($0.element), $0.offset) < (distance($1.element), $1.offset) }
            .map(\.element)
        var kept: [EventMention.When] = []
        for when in sorted where kept.allSatisfy({ canBoth($0, when) }) { kept.append(when) }
        if kept.count < event.whens.count { annotation.events[m].whens = kept }
    }

    /// "Struck down the commutation in September": a time right behind a verb's object is the verb's; "the pardon granted in 2017" keeps its own.
    private mutating func handOver(_ m: Int) {
        let verb = annotation.events[m]
        guard !verb.passing, verb.whens.isEmpty else { return }
        for target in verb.targets {
            guard let n = target.event, n != m, annotation.events.indices.contains(n), annotation.events[n].passing,
                annotation.events[n].sentence == verb.sentence, annotation.events[n].trigger.lowerBound > verb.trigger.lowerBound,
                let when = annotation.events[n].whens.first, annotation.times.indices.contains(when.time)
            else { continue }
            let gap = annotation.times[when.time].range.lowerBound - annotation.events[n].trigger.upperBound
            guard (0...6).contains(gap) else { continue }
            annotation.events[n].whens.removeAll { $0.time == when.time }
            annotation.events[m].whens.append(when)
            return
        }
    }

    /// Whether two times of one event leave a day under some day of the paper.
    private func canBoth(_ a: EventMention.When, _ b: EventMention.When) -> Bool {
        guard a.bearing == .at || a.bearing == .during, b.bearing == .at || b.bearing == .during,
            annotation.times.indices.contains(a.time), annotation.times.indices.contains(b.time)
        else { return true }
        let (x, y) = (annotation.times[a.time].relation, annotation.times[b.time].relation)
        guard x.anchor != .narrative, y.anchor != .narrative else { return true }
        if x.anchor == .none && y.anchor == .none { return x.days(from: .all).meets(y.days(from: .all)) }
        let start = Day(year: 2010, month: 6, day: 14)!
        // A phrase of the last days and a whole date of its own seldom speak of one event.
        guard x.anchor == .document, y.anchor == .document else {
            let (fixed, phrase) = x.anchor == .none ? (x, y) : (y, x)
            return isDay(phrase) ? fixed.days(from: .all).only == nil : true
        }
        return (0..<371).contains { x.days(from: DaySet(start + $0)).meets(y.days(from: DaySet(start + $0))) }
    }

    /// What a guess may be about: an act told as done, in its own right.
    private func isOpen(_ event: EventMention) -> Bool {
        event.whens.isEmpty && !event.passing && event.anterior != true && event.tense != .future
            && Telling.world(of: event.modality, event.kind) == .happened && event.kind != .state
    }

    private mutating func claim(_ i: Int) {
        let time = annotation.times[i]
        guard time.kind == .date || time.kind == .time, isPlaced(time.relation),
            !annotation.events.contains(where: { $0.whens.contains { $0.time == i } }),
            !annotation.times.contains(where: { $0.endsAt == i })
        else { return }
        func distance(_ event: EventMention) -> Int {
            max(time.range.lowerBound - event.trigger.upperBound, event.trigger.lowerBound - time.range.upperBound)
        }
        let here = annotation.events.indices.filter { annotation.events[$0].sentence == time.sentence }
        let near = here.filter { isOpen(annotation.events[$0]) }
        // A noun in passing ("the pardon granted on Christmas Eve") takes a time that stands close by.
        let passing = here.filter { m in
            let event = annotation.events[m]
            return event.passing && event.whens.isEmpty && event.kind != .state && distance(event) <= 45
                && Telling.world(of: event.modality, event.kind) == .happened
        }
        guard
            let best = (near + passing).min(by: { (distance(annotation.events[$0]), $0) < (distance(annotation.events[$1]), $1) }
            ),
            distance(annotation.events[best]) <= 90
        else { return }
        guess(best, i)
        // "kidnapped and killed": verbs joined closely share their time.
        for other in near where other != best {
            let gap = annotation.events[other].trigger.lowerBound - annotation.events[best].trigger.upperBound
            if (0...6).contains(gap) { guess(other, i) }
        }
    }

    private mutating func guess(_ mention: Int, _ time: Int) {
        annotation.events[mention].whens.append(.init(time: time, bearing: .at))
        guesses.insert(Guess(mention: mention, time: time))
    }

    private func isPlaced(_ relation: TimeRelation) -> Bool {
        switch relation.meaning {
        case .reference, .undated: false
        default: true
        }
    }

    /// "X has apologised to the nation. Speaking on Tuesday, he said …": the opening is of that Tuesday.
    private mutating func openWithFirstDay() {
        guard
            let day = annotation.times.indices.first(where: { i in
                annotation.times[i].sentence <= 4 && isDay(annotation.times[i].relation)
            })
        else { return }
        for sentence in 0...2 where annotation.times[day].sentence - sentence <= 3 {
            guard
                let first = annotation.events.indices.first(where: { i in
                    annotation.events[i].sentence == sentence && !annotation.events[i].passing
                        && annotation.events[i].kind != .state
                }), isOpen(annotation.events[first]), sentence <= annotation.times[day].sentence,
                !annotation.times.contains(where: {
                    $0.sentence == sentence && $0.range.lowerBound < annotation.events[first].trigger.upperBound
                })
            else { continue }
            guess(first, day)
        }
    }

    /// News goes on at the time that it named last: for two sentences after a date of the past, then at the day of its own week that it named
    /// before, for ten.
    private mutating func stand() {
        var main: (time: Int, sentence: Int)?
        var past: (time: Int, sentence: Int)?
        var bySentence: [Int: [Int]] = [:]
        for (i, time) in annotation.times.enumerated() where (time.kind == .date || time.kind == .time) && isPlaced(time.relation)
        {
            bySentence[time.sentence, default: []].append(i)
        }
        var events: [Int: [Int]] = [:]
        for (m, event) in annotation.events.enumerated() { events[event.sentence, default: []].append(m) }
        guard let last = events.keys.max() else { return }
        for sentence in 0...last {
            if let times = bySentence[sentence] {
                if let day = times.first(where: { isDay(annotation.times[$0].relation) }) {
                    (main, past) = ((day, sentence), nil)
                } else {
                    past = (times[times.count - 1], sentence)
                }
                continue
            }
            let current: Int? =
                past.map { sentence - $0.sentence <= 2 ? $0.time : nil }
                ?? main.flatMap { sentence - $0.sentence <= 10 ? $0.time : nil }
            guard let current else { continue }
            for m in events[sentence] ?? [] where isOpen(annotation.events[m]) && annotation.events[m].sameDayAs == nil {
                if annotation.events[m].tense == .past && !KindTable.shared.spans.contains(annotation.events[m].kind) {
                    standing[m] = current
                }
            }
        }
    }

    private func isDay(_ relation: TimeRelation) -> Bool {
        guard relation.anchor == .document else { return false }
        switch relation.meaning {
        case .field(.weekday, .past), .unit(.day, -1), .unit(.day, 0): return true
        default: return false
        }
    }
}
