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
        var event: Int32
        /// Under which of the keys that the unit looks under it was found first.
        var key: Int32
        var most: Double
    }

    /// What a unit asks, and what has been found.
    struct Search {
        let question: Question
        var found: [Candidate] = []
        /// Keys looked under so far.
        var keys: Int32 = 0
        /// Only what differs from the last merge is looked at. `known`: the key under which that found the unit's event `knownEvent`; `isKnownWhole`: the
        /// events under that key may be others than then; `hasSeenKnown`: it is among those of some key.
        var onlyChanged = false
        var known: Int32 = -1
        var knownEvent = -1
        var isKnownWhole = false
        var hasSeenKnown = false

        init(_ question: Question) { self.question = question }
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
    /// How many events are looked at under one key.
    let most: Int

    /// While the way of the last merge is followed: by slot, how many entries the one list has and the other may not have, and the list in `moved` of
    /// events under it that are not as they were then, or -1; by event, whether it is such a one.
    private var tracksChanges = false
    private var strays: [Int32] = []
    private var movedUnder: [Int32] = []
    private var moved: [[Int32]] = []
    private var hasMoved: [Bool] = []
    private var keyOf: [UInt64] = []
    /// A bit for each of these keys (Bloom, "Space/Time Trade-offs in Hash Coding with Allowable Errors", 1970, with one function): nearly all keys that
    /// units look under are none of them, and are told so by a table that stays in the nearest memory.
    private var changedBits: [UInt64] = []
    private static let bits = 20

    init(glances: Bool = true, most: Int = EventIndex.most) {
        self.glances = glances
        self.most = most
    }

    mutating func trackChanges() {
        tracksChanges = true
        changedBits = Array(repeating: 0, count: 1 << (Self.bits - 6))
    }

    private static func bit(_ key: UInt64) -> (word: Int, mask: UInt64) {
        let hash = (key &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - bits)
        return (Int(hash >> 6), 1 << (hash & 63))
    }

    private mutating func noteChanged(_ slot: Int) {
        let (word, mask) = Self.bit(keyOf[slot])
        changedBits[word] |= mask
    }

    /// False where the events under a key are what they were in the last merge.
    func mayHaveChanged(_ kind: Int, _ sort: Sort, _ value: Int) -> Bool {
        let (word, mask) = Self.bit(Self.key(kind, sort, value))
        return changedBits[word] & mask != 0
    }

    private static func key(_ kind: Int, _ sort: Sort, _ value: Int) -> UInt64 {
        UInt64(kind) << 58 | sort.rawValue << 55 | UInt64(truncatingIfNeeded: value + 1 << 40) & (1 << 55 - 1)
    }

    /// Takes in what an event is now.
    mutating func update(_ c: Int, _ face: Face) {
        if c == faces.count {
            faces.append(face)
            seen.append(-1)
            hasMoved.append(false)
        } else {
            faces[c] = face
        }
    }

    /// Enters an event under a key; once for each.
    mutating func enter(_ c: Int, _ kind: Int, _ sort: Sort, _ value: Int, _ keys: inout SmallSet) {
        let slot = slot(Self.key(kind, sort, value))
        guard keys.insert(Int(slot)) else { return }
        if hasMoved[c] { noteMoved(c, Int(slot)) }
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

    private mutating func slot(_ key: UInt64) -> Int32 {
        if let known = slots[key] { return known }
        let slot = Int32(heads.count)
        slots[key] = slot
        heads.append(-1)
        if tracksChanges {
            strays.append(0)
            movedUnder.append(-1)
            keyOf.append(key)
        }
        return slot
    }

    /// An entry under a key that the last merge made and this one may not make, or the other way round.
    /// `known`: keys under which both had the event before.
    mutating func stray(_ kind: Int, _ sort: Sort, _ value: Int, but known: SmallSet) {
        let slot = Int(slot(Self.key(kind, sort, value)))
        if known.contains(slot) { return }
        strays[slot] += 1
        noteChanged(slot)
    }

    /// From now on an event is not what it was in the last merge.
    mutating func move(_ c: Int, under keys: SmallSet) {
        hasMoved[c] = true
        for slot in keys { noteMoved(c, slot) }
    }

    private mutating func noteMoved(_ c: Int, _ slot: Int) {
        if movedUnder[slot] < 0 {
            movedUnder[slot] = Int32(moved.count)
            moved.append([])
        }
        moved[Int(movedUnder[slot])].append(Int32(c))
        noteChanged(slot)
    }

    /// The events under a key that the unit has not seen yet and that nothing excludes at a glance.
    mutating func look(_ kind: Int, _ sort: Sort, _ value: Int, _ search: inout Search) {
        let key = search.keys
        search.keys += 1
        guard let slot = slots[Self.key(kind, sort, value)] else { return }
        let head = heads[Int(slot)]
        if search.onlyChanged {
            let count = head >= 0 ? 1 : head == -1 ? 0 : lists[Int(-2 - head)].count
            let (stray, under) = (Int(strays[Int(slot)]), movedUnder[Int(slot)])
            if stray == 0 && under < 0 { return }
            if count + stray <= most {
                if under >= 0 { for c in moved[Int(under)] { glance(Int(c), key, &search) } }
                return
            }
            if key == search.known { search.isKnownWhole = true }
            if count > 0 { lookAtLast(head >= 0 ? [head] : lists[Int(-2 - head)], stray, key, &search) }
            return
        }
        if head >= 0 { return glance(Int(head), key, &search) }
        if head == -1 { return }
        let list = lists[Int(-2 - head)]
        for i in max(0, list.count - most)..<list.count { glance(Int(list[i]), key, &search) }
    }

    /// Of a list of which not all is looked at: what has moved, and what as many entries more or less may have brought among the last.
    private mutating func lookAtLast(_ list: [Int32], _ stray: Int, _ key: Int32, _ search: inout Search) {
        let start = max(0, list.count - most)
        for i in start..<list.count {
            let c = Int(list[i])
            if c == search.knownEvent { search.hasSeenKnown = true }
            if hasMoved[c] || i < start + stray { glance(c, key, &search) }
        }
    }

    private mutating func glance(_ c: Int, _ key: Int32, _ search: inout Search) {
        if seen[c] == search.question.unit { return }
        seen[c] = search.question.unit
        let most = glances ? mostWeight(search.question, faces[c]) : .infinity
        if most >= (faces[c].isTimed ? search.question.least.timed : search.question.least.untimed) {
            search.found.append(Candidate(event: Int32(c), key: key, most: most))
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
