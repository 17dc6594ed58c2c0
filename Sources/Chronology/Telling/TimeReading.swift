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

    init(_ annotation: Annotation) {
        self.annotation = annotation
        for i in annotation.times.indices { rehang(i) }
        for i in annotation.times.indices { claim(i) }
        openWithFirstDay()
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
        let near = annotation.events.indices.filter {
            annotation.events[$0].sentence == time.sentence && isOpen(annotation.events[$0])
        }
        guard let best = near.min(by: { (distance(annotation.events[$0]), $0) < (distance(annotation.events[$1]), $1) }),
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
        case .fixed, .unit, .distance, .field, .within: true
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

    private func isDay(_ relation: TimeRelation) -> Bool {
        guard relation.anchor == .document else { return false }
        switch relation.meaning {
        case .field(.weekday, .past), .unit(.day, -1), .unit(.day, 0): return true
        default: return false
        }
    }
}
