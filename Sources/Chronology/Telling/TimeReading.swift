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

    var annotation: Annotation
    var guesses: Set<Guess> = []
    /// Lengths of time from an event to the paper's own day.
    var paperCounts: [Guess] = []
    /// For mentions without any time: the time that the text stands at, from the sentences before. Only for events that no paper dates.
    var standing: [Int: Int] = [:]

    let text: [UInt8]

    /// - Parameters:
    ///   - text: the paper's text, which the annotation's offsets index as UTF-8.
    ///   - isOfAfternoon: whether the paper was printed in the afternoon of its day.
    init(_ annotation: consuming Annotation, text: String, isOfAfternoon: Bool = false) {
        self.annotation = annotation
        self.text = Array(text.utf8)
        for i in self.annotation.times.indices { rehang(i) }
        dropSpoken()
        for i in self.annotation.times.indices {
            countFrom(i)
            countToPaper(i)
            countComing(i)
        }
        for m in self.annotation.events.indices { passOn(m) }
        for m in self.annotation.events.indices { handDown(m) }
        for m in self.annotation.events.indices { dropImpossible(m) }
        for m in self.annotation.events.indices { handOver(m) }
        for m in self.annotation.events.indices { inherit(m) }
        for m in self.annotation.events.indices { endTerm(m) }
        for i in self.annotation.times.indices { claim(i) }
        if isOfAfternoon { openWithToday() }
        openWithFirstDay()
        stand()
    }

    private mutating func rehang(_ i: Int) {
        let time = annotation.times[i]
        guard time.relation.anchor == .narrative, case .field(let field, let direction) = time.relation.meaning,
            direction != .next, direction != .last, !followsYear(i), words(time.range).first != "that"
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
        // "Will hear on Monday the application that he filed last Friday": what is past has no day to come.
        func isToCome(_ when: EventMention.When) -> Int {
            guard event.tense == .past, annotation.times.indices.contains(when.time),
                case .field(_, .future) = annotation.times[when.time].relation.meaning
            else { return 0 }
            return 1
        }
        let sorted = event.whens.enumerated().sorted {
            (isToCome($0.element), distance($0.element), $0.offset) < (isToCome($1.element), distance($1.element), $1.offset)
        }.map(\.element)
        var kept: [EventMention.When] = []
        for when in sorted where kept.allSatisfy({ canBoth($0, when) }) { kept.append(when) }
        guard kept.count < event.whens.count else { return }
        // What is taken away is another's whom the paper does not tell as an event, not the next one's.
        annotation.spokenFor +=
            (event.whens.filter { when in !kept.contains { $0.time == when.time } && isToCome(when) == 1 }.map(\.time))
        annotation.events[m].whens = kept
    }

    /// "Struck down the commutation in September": a time right behind a verb's object is the verb's; "the pardon granted in 2017" keeps its own.
    private mutating func handOver(_ n: Int) {
        let noun = annotation.events[n]
        guard noun.passing, let when = noun.whens.first, annotation.times.indices.contains(when.time),
            (0...6).contains(annotation.times[when.time].range.lowerBound - noun.trigger.upperBound),
            // "the order of December 2021" keeps its own.
            words(noun.trigger.upperBound..<annotation.times[when.time].range.lowerBound).first != "of"
        else { return }
        let verb = annotation.events.indices.filter { m in
            let verb = annotation.events[m]
            guard m != n, !verb.passing, verb.whens.isEmpty, verb.sentence == noun.sentence, verb.kind != .state else {
                return false
            }
            let gap = noun.trigger.lowerBound - verb.trigger.upperBound
            return gap >= 0 && (gap <= 30 || verb.targets.contains { $0.event == n })
        }.max { annotation.events[$0].trigger.lowerBound < annotation.events[$1].trigger.lowerBound }
        guard let verb else { return }
        annotation.events[n].whens.removeAll { $0.time == when.time }
        annotation.events[verb].whens.append(when)
    }

    /// "Restored the pardon, but the rights court on March 30 asked …": a time behind a "but" is of the verb behind it.
    private mutating func passOn(_ m: Int) {
        let event = annotation.events[m]
        for when in event.whens where annotation.times.indices.contains(when.time) {
            let range = annotation.times[when.time].range
            guard range.lowerBound > event.trigger.upperBound,
                turns(event.trigger.upperBound..<range.lowerBound),
                let next = annotation.events.indices.first(where: { n in
                    let other = annotation.events[n]
                    return other.sentence == event.sentence && (0...40).contains(other.trigger.lowerBound - range.upperBound)
                        && isOpen(other)
                })
            else { continue }
            annotation.events[m].whens.removeAll { $0 == when }
            annotation.events[next].whens.append(.init(time: when.time, bearing: when.bearing))
        }
    }

    private func turns(_ range: Range<Int>) -> Bool {
        let words = words(range)
        return words.contains("but") || words.contains("while") || words.contains("whereas")
    }

    /// Folded words of the text between two offsets.
    func words(_ range: Range<Int>) -> [String] {
        Fold.words(String(decoding: text[range.clamped(to: 0..<text.count)], as: UTF8.self))
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
    func isOpen(_ event: EventMention) -> Bool {
        event.whens.allSatisfy(isLength) && !event.passing && event.anterior != true && event.tense != .future
            && Telling.world(of: event.modality, event.kind) == .happened && event.kind != .state
    }

    /// "Within hours": a length says no day.
    private func isLength(_ when: EventMention.When) -> Bool {
        annotation.times.indices.contains(when.time) && annotation.times[when.time].kind == .duration
            && annotation.times[when.time].relation.anchor == .none
    }

    private mutating func claim(_ i: Int) {
        let time = annotation.times[i]
        guard time.kind == .date || time.kind == .time, isPlaced(time.relation), !annotation.spokenFor.contains(i),
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
            return event.passing && event.whens.isEmpty && !isTimedElsewhere(event, than: time) && event.kind != .state
                && distance(event) <= 45
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

    /// Whether the paper gives the same event another time at another of its mentions: not "the 1990s" beside "1994".
    private func isTimedElsewhere(_ event: EventMention, than time: TimeExpression) -> Bool {
        guard let chain = event.chain else { return false }
        return annotation.events.contains { other in
            other.chain == chain && !other.whens.isEmpty
                && !other.whens.allSatisfy {
                    annotation.times.indices.contains($0.time) && holds(annotation.times[$0.time], time)
                }
        }
    }

    /// Whether one whole time is a part of another, wider one.
    private func holds(_ wide: TimeExpression, _ narrow: TimeExpression) -> Bool {
        guard wide.relation.anchor == .none, narrow.relation.anchor == .none else { return false }
        let (outer, inner) = (wide.relation.days(from: .all), narrow.relation.days(from: .all))
        return outer.isBounded && inner.isBounded && outer != inner && inner.intersection(outer) == inner
    }

    mutating func guess(_ mention: Int, _ time: Int) {
        annotation.events[mention].whens.append(.init(time: time, bearing: .at))
        guesses.insert(Guess(mention: mention, time: time))
    }

    func isPlaced(_ relation: TimeRelation) -> Bool {
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
                    $0.sentence == sentence && ($0.kind == .date || $0.kind == .time)
                        && $0.range.lowerBound < annotation.events[first].trigger.upperBound
                })
            else { continue }
            guess(first, day)
        }
    }

    func isDay(_ relation: TimeRelation) -> Bool {
        guard relation.anchor == .document else { return false }
        switch relation.meaning {
        case .field(.weekday, .past), .unit(.day, -1), .unit(.day, 0): return true
        default: return false
        }
    }
}
