import CaseModel
import EDTF

/// What speaks for a unit's being an event: what `EventMerger.score` adds up, and `EventIndex` knows the most of.
enum Weight {
    static let day = 3.0
    static let month = 2.0
    static let year = 1.5
    static let vague = 0.5
    static let standing = 1.5
    static let kind = 0.5
    static let patient = 2.0
    static let agent = 1.5
    static let described = 1.0
    static let years = 1.5
    static let count = 1.5
    static let lemma = 0.5
    static let place = 0.5
    static let onlyPlace = 1.5
    static let wording = 2.0
    static let copy = 3.0
}

/// Where an event in the making may be found, and what excludes it at a glance.
///
/// Of many thousand events that share a court or a year with a telling, nearly all are of other days: so what each event is stands in plain
/// arrays, and those that `EventMerger.score` would turn down for their world, kinds, days or people never come to be weighed. The glance may let through
/// what the rules turn down, never the other way round; a test holds the two against each other.
struct EventIndex {
    enum Sort: UInt64 { case patient, agent, day, document, source, year, undated, stem }

    /// What is looked for under one key: the events that were entered last.
    static let most = 256
    /// Days that papers may differ in for one event.
    static let nearDays: Int32 = 3

    /// Of each actor: its kind, and whether it is a person by name.
    struct Actors {
        var kinds: [CaseActor.Kind]
        var isNamed: [Bool]
    }

    /// What an event or a unit is, as far as a glance goes. Days by number; an empty set ends before it begins.
    struct Face {
        let world: Telling.World
        var kinds: UInt64 = 0
        var first: Int32 = .max / 2
        var last: Int32 = .min / 2
        var isTimed = false
        /// The days at which it stands or that it is told to be of: open on both sides where neither is known, or one is open.
        var standsFirst: Int32 = .min
        var standsLast: Int32 = .max
        /// Every paper that tells it has words alone.
        var hasOnlyWords = false
        /// Marks of what it is made of: two sets without a common mark have nothing in common.
        var patients: UInt64 = 0
        var agents: UInt64 = 0
        var places: UInt64 = 0
        var counts: UInt64 = 0
        var lemmas: UInt64 = 0
        var words: UInt64 = 0
        var sources: UInt64 = 0
        var hasYears = false
        /// Whether all that it is done to, and all who do it, are persons by name; whether one of these is an authority.
        var isToPersons = true
        var isByPersons = true
        var isByAuthority = false
        /// Whether one is a body without a name of its own, which a named one may be.
        var isByNominal = false

        init(_ world: Telling.World) { self.world = world }

        mutating func set(kinds: UInt64, days: DaySet, isTimed: Bool, stands: DaySet?, hasOnlyWords: Bool) {
            self.kinds = kinds
            self.isTimed = isTimed
            self.hasOnlyWords = hasOnlyWords
            first = days.first?.number ?? .max / 2
            last = days.last?.number ?? .min / 2
            (standsFirst, standsLast) = (.min, .max)
            if let at = stands ?? (isTimed ? days : nil), at.isBounded, let first = at.first, let last = at.last {
                standsFirst = first.number
                standsLast = last.number
            }
        }

        var stands: Bool { standsFirst != .min }

        /// Takes in what a unit is made of.
        mutating func mark(_ unit: TellingUnit, source: Int, actors: Actors) {
            patients |= unit.patients.marks
            agents |= unit.agents.marks
            places |= unit.places.marks
            counts |= unit.counts.marks
            lemmas |= unit.lemmas.marks
            words |= unit.words.marks
            sources |= SmallSet.mark(source)
            hasYears = hasYears || unit.years != nil
            isToPersons = isToPersons && unit.patients.allSatisfy { actors.isNamed[$0] }
            isByPersons = isByPersons && unit.agents.allSatisfy { actors.isNamed[$0] }
            isByNominal = isByNominal || unit.isByNominal
            isByAuthority = isByAuthority || unit.agents.contains { actors.kinds[$0] == .authority }
        }
    }

    /// What a unit asks of an event before it is weighed.
    struct Question {
        var unit: Int32
        var face: Face
        /// Acts that may not be one event with all of the unit's kinds.
        var strange: UInt64
        var isPassing: Bool
        /// It is told, or stands, at one day.
        var hasDay: Bool
        /// The least weight that joins it to an event with a time of its own, and to one without.
        var least: (timed: Double, untimed: Double)
    }

    /// An event to be weighed, with the most that it can weigh.
    struct Candidate {
        var event: Int
        var most: Double
    }

    private var slots: [UInt64: Int32] = [:]
    /// By slot: the one event under a key, or `-2 - n` for the list of several in `lists[n]`.
    private var heads: [Int32] = []
    private var lists: [[Int32]] = []
    private var faces: [Face] = []
    /// The unit that looked at an event last.
    private var seen: [Int32] = []
    /// False: nothing is excluded. For tests of the glance.
    let glances: Bool

    init(glances: Bool = true) { self.glances = glances }

    private static func key(_ kind: Int, _ sort: Sort, _ value: Int) -> UInt64 {
        UInt64(kind) << 58 | sort.rawValue << 55 | UInt64(truncatingIfNeeded: value + 1 << 40) & (1 << 55 - 1)
    }

    /// Takes in what an event is now.
    mutating func update(_ c: Int, _ face: Face) {
        if c == faces.count {
            faces.append(face)
            seen.append(-1)
        } else {
            faces[c] = face
        }
    }

    /// Enters an event under a key; once for each.
    mutating func enter(_ c: Int, _ kind: Int, _ sort: Sort, _ value: Int, _ keys: inout SmallSet) {
        let key = Self.key(kind, sort, value)
        let slot: Int32
        if let known = slots[key] {
            slot = known
        } else {
            slot = Int32(heads.count)
            slots[key] = slot
            heads.append(-1)
        }
        guard keys.insert(Int(slot)) else { return }
        let head = heads[Int(slot)]
        if head == -1 {
            heads[Int(slot)] = Int32(c)
        } else if head >= 0 {
            heads[Int(slot)] = -2 - Int32(lists.count)
            lists.append([head, Int32(c)])
        } else {
            lists[Int(-2 - head)].append(Int32(c))
        }
    }

    /// The events under a key that the unit has not seen yet and that nothing excludes at a glance.
    mutating func look(_ question: Question, _ kind: Int, _ sort: Sort, _ value: Int, _ found: inout [Candidate]) {
        guard let slot = slots[Self.key(kind, sort, value)] else { return }
        let head = heads[Int(slot)]
        if head >= 0 { return glance(question, Int(head), &found) }
        let list = lists[Int(-2 - head)]
        for i in max(0, list.count - Self.most)..<list.count { glance(question, Int(list[i]), &found) }
    }

    private mutating func glance(_ question: Question, _ c: Int, _ found: inout [Candidate]) {
        if seen[c] == question.unit { return }
        seen[c] = question.unit
        let most = glances ? mostWeight(question, faces[c]) : .infinity
        if most >= (faces[c].isTimed ? question.least.timed : question.least.untimed) {
            found.append(Candidate(event: c, most: most))
        }
    }

    /// The most that `EventMerger.score` can give; less than nothing where it gives nil.
    private func mostWeight(_ question: Question, _ event: Face) -> Double {
        let unit = question.face
        guard unit.world == event.world else { return -1 }
        if unit.hasOnlyWords && event.hasOnlyWords { return .infinity }
        let isSameKind = event.kinds & unit.kinds != 0
        guard isSameKind || event.kinds & question.strange == 0 else { return -1 }
        var most = isSameKind ? Weight.kind : 0
        if unit.isTimed && event.isTimed {
            guard unit.first <= event.last + Self.nearDays && unit.last >= event.first - Self.nearDays else { return -1 }
            most += Weight.day
        } else {
            guard unit.first <= event.last && unit.last >= event.first else { return -1 }
            let meets = unit.standsFirst <= event.standsLast && unit.standsLast >= event.standsFirst
            guard meets || question.isPassing else { return -1 }
            if meets && unit.stands && event.stands { most += Weight.standing }
        }
        if unit.patients & event.patients != 0 {
            most += Weight.patient
        } else if unit.patients != 0 && event.patients != 0 {
            if unit.isToPersons && event.isToPersons { return -1 }
            most += Weight.described
        }
        if unit.agents & event.agents != 0 {
            most += Weight.agent
        } else if unit.agents != 0 && event.agents != 0 && (unit.isByNominal || event.isByNominal) {
            most += Weight.described
        } else if unit.agents != 0 && event.agents != 0 && !(question.hasDay && isSameKind),
            (unit.isByPersons && event.isByPersons) || (unit.isByAuthority && event.isByAuthority)
        {
            return -1
        }
        if unit.hasYears && event.hasYears { most += Weight.years }
        if unit.counts & event.counts != 0 { most += Weight.count }
        if unit.lemmas & event.lemmas != 0 { most += Weight.lemma }
        if unit.places & event.places != 0 { most += Weight.onlyPlace }
        if unit.words & event.words != 0 { most += Weight.wording + (unit.sources & event.sources != 0 ? Weight.copy : 0) }
        return most
    }
}
