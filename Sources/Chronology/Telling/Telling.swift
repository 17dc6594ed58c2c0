import CaseModel
import EDTF
import Events

/// One telling of one event in one paper, with actors of the case instead of the paper's entities. (A large case has a million: what is small stands
/// together.)
struct Telling: Sendable {
    /// What may merge: things that happened, things to come, things that did not happen.
    enum World: UInt8, Sendable { case happened, planned, hypothetical, denied }

    var document: Int
    var mention: Int
    var kind: EventKind
    var world: World
    var passing: Bool
    /// A phrase of it hangs on the paper's day: "on Tuesday"; and one that no guess gave it.
    var hangsOnPaper = false
    var isHungByGrammar = false
    /// A phrase of it is no date of its own: it hangs on the paper's day or on what is told before.
    var hangs = false
    /// A phrase of it names a day of every year: "on March 3".
    var namesDayOfYear = false
    /// The paper gives a time of its own for it.
    var isTimed = false
    /// A bar from office (true), or a term or a fine (false), which are not one; nil where the paper does not say.
    var bars: Bool?
    /// Whoever acts: agents and authorities.
    var agents = SmallSet()
    /// Whoever it is done to or for.
    var patients = SmallSet()
    var places = SmallSet()
    /// What it counts and how many, but for terms: "killed 34", "votes-for 9". Numbers of words, as are the words below.
    var counts = SmallSet()
    /// Folded words of the sentence of five letters and more, for events whose people the papers do not name.
    var words = SmallSet()
    /// The mention's lemma, and that without its ending.
    var lemmas = SmallSet()
    var stems = SmallSet()
    /// The mention's times that say when.
    var whens: [EventMention.When] = []
    /// The days that this paper's own words leave, given the paper's day.
    var own: DaySet = .all
    /// The days at which the text stands, of a telling without a time of its own in a paper of a known day.
    var stands: DaySet?
    /// "sentence" in years, for telling one sentence from another.
    var years: Double?
    /// The paper's own number of what it tells several times.
    var chain: Int?

    /// A request is made; what it asks for has not happened by being asked for.
    static func world(of modality: Modality, _ kind: EventKind) -> World {
        switch modality {
        case .asserted, .reported: .happened
        case .requested: kind == .request || kind == .appeal ? .happened : .hypothetical
        case .planned: .planned
        case .hypothetical: .hypothetical
        case .denied: .denied
        }
    }
}

enum TellingMaker {
    /// The tellings of all papers, by paper and then by mention, and for each paper the index of its first.
    static func make(_ input: CaseInput, _ book: ActorBook) -> (tellings: [Telling], starts: [Int]) {
        var tellings: [Telling] = []
        var starts: [Int] = []
        var words = WordNumbers()
        var shared = SharedSets()
        tellings.reserveCapacity(input.annotations.reduce(0) { $0 + $1.events.count })
        let repeated = Set(input.documents.indices.filter { input.source(of: $0) != $0 }.flatMap { [$0, input.source(of: $0)] })
        for (d, annotation) in input.annotations.enumerated() {
            starts.append(tellings.count)
            for (m, mention) in annotation.events.enumerated() {
                var telling = Telling(
                    document: d, mention: m, kind: mention.kind, world: Telling.world(of: mention.modality, mention.kind),
                    passing: mention.passing, chain: mention.chain)
                for argument in mention.arguments {
                    guard let actor = book.actor(d, argument.entity) else { continue }
                    switch argument.role {
                    case .agent, .authority, .source: telling.agents.insert(actor)
                    case .patient, .beneficiary, .target: telling.patients.insert(actor)
                    case .place: telling.places.insert(actor)
                    }
                }
                telling.agents = shared.set(telling.agents)
                telling.patients = shared.set(telling.patients)
                telling.places = shared.set(telling.places)
                telling.years = years(mention.figures)
                if mention.kind == .sentence, let parts = mention.legal?.components, !parts.isEmpty {
                    telling.bars = parts == ["disqualification"]
                } else if telling.years != nil {
                    telling.bars = false
                }
                for figure in mention.figures where figure.what != "sentence" && figure.what != "age" && figure.high == nil {
                    telling.counts.insert(words.number("\(figure.what) \(figure.value)"))
                }
                if telling.patients.isEmpty || repeated.contains(d) || !KindTable.shared.acts.contains(mention.kind) {
                    let range = input.sentence(d, mention.sentence, around: mention.trigger)
                    telling.words = SmallSet(
                        Fold.words(input.words(d, range)).lazy.filter { $0.utf8.count >= 5 }.map { words.number($0) })
                }
                (telling.lemmas, telling.stems) = words.lemma(mention.lemma)
                readTimes(mention, d, input, &telling)
                // "Is being held", "was serving a term": a state without a day speaks for what began it, and is no event of its own.
                if telling.whens.isEmpty, KindTable.shared.isState(mention.kind, mention.lemma) { telling.passing = true }
                tellings.append(telling)
            }
        }
        return (tellings, starts)
    }

    private static func readTimes(_ mention: EventMention, _ d: Int, _ input: CaseInput, _ telling: inout Telling) {
        let times = input.annotations[d].times
        let isDating = { DatingBuilder.isDating($0, mention.kind, times) }
        telling.whens = mention.whens.allSatisfy(isDating) ? mention.whens : mention.whens.filter(isDating)
        for when in telling.whens where when.bearing == .at || when.bearing == .since {
            telling.hangs = telling.hangs || times[when.time].relation.anchor != .none
            telling.namesDayOfYear =
                telling.namesDayOfYear || when.bearing == .at && DatingBuilder.isDayOfYear(times[when.time].relation)
        }
        for when in telling.whens where when.bearing == .at && times[when.time].relation.anchor == .document {
            telling.hangsOnPaper = true
            if !input.guesses[d].contains(.init(mention: telling.mention, time: when.time)) { telling.isHungByGrammar = true }
        }
    }

    private static func years(_ figures: [Figure]) -> Double? {
        for figure in figures where figure.what == "sentence" {
            if figure.unit.hasPrefix("year") { return figure.value }
            if figure.unit.hasPrefix("month") { return figure.value / 12 }
            if figure.unit.hasPrefix("week") { return figure.value / 52 }
            if figure.unit.hasPrefix("day") { return figure.value / 365 }
        }
        return nil
    }
}

/// Sets of one number, each once in memory.
private struct SharedSets {
    private var ofOne: [Int32: SmallSet] = [:]

    mutating func set(_ set: SmallSet) -> SmallSet {
        guard set.count == 1 else { return set }
        if let known = ofOne[set.values[0]] { return known }
        ofOne[set.values[0]] = set
        return set
    }
}

/// Words of a case by number, in the order in which they come: comparing numbers hashes nothing.
private struct WordNumbers {
    private var numbers: [String: Int] = [:]
    private var lemmas: [String: (own: SmallSet, stem: SmallSet)] = [:]

    mutating func number(_ word: String) -> Int {
        if let known = numbers[word] { return known }
        numbers[word] = numbers.count
        return numbers.count - 1
    }

    /// A lemma and its stem as sets of one, each once in memory.
    mutating func lemma(_ lemma: String) -> (own: SmallSet, stem: SmallSet) {
        if let known = lemmas[lemma] { return known }
        let sets = (SmallSet([number(lemma)]), SmallSet([number(KindTable.shared.stem(lemma))]))
        lemmas[lemma] = sets
        return sets
    }
}
