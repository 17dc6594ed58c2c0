/// Classes of lemmas that the rules speak of; the words are in `Data/words.txt`, where each class has its line.
enum WordClass: Int, CaseIterable {
    case prison, hospital
    /// Who decides: people of the bench, courts, bodies of every other sort.
    case judge, court, body
    /// Words for people by office, kin, sex, or as they stand in the story.
    case official, kin, male, female, person, crowd
    /// Descriptions that, with "the", mean the person whom the case is about; looser ones that may.
    case subject, figure
    /// People who speak for somebody; of them lawyers. Members of parliaments.
    case spokes, lawyer, lawmaker
    /// Who leads a country, and words beside "leader" that say he does not. Offices that decide over others' fates.
    case leader, outofpower, power
    /// Words before a name; those that tell a man, those that tell a woman; offices whose deputies do not hold them.
    case title, mistitle, mstitle, deputised
    /// Words before an office: those that say it is over, those that say how it is held.
    case former, styling
    /// Words of names: of places, those that open a place's name, those that end a newspaper's or an agency's.
    case geographic, placeopening, press
    /// What a state has of its own ("Norland's parliament"), and what it is ordered to do.
    case statehood, stateduty
    /// What stands behind a state's name ("Norland army"), and what only states do.
    case stateowned, statecraft
    /// Ranks that stand for the one whom the paper is about; what one minister is told from another by.
    case rank, portfolio
    /// Styles behind a possessive ("His Excellency"); letters behind a name ("QC"); small words inside one ("da Vale").
    case honour, postnominal, particle
    /// Words before "court", those of them that only describe, those behind "court of", those for the highest one.
    case courtkind, commoncourt, courtmatter, topcourt
    /// Heads of parties' names; bodies that texts call by the bare word; bodies that have a president of their own.
    case partyhead, barebody, chaired
    /// Verbs that bring in words or a report of words; those that assert a fact as said.
    case say, speech, believe, allege
    /// Verbs over another verb, by what they do to its truth.
    case ask, order, want, refuse, enable, aspect, negverb
    /// Verbs over an infinitive: those that tell that it was done, those that leave it undone; verbs before a gerund that is theirs.
    case doing, forbear, gerundal
    /// Verbs over a clause that is true; verbs by which a court decides what its clause says; verbs over a gerund that tells a deed that is
    /// not proven ("accused of taking"), and one that is ("convicted of taking").
    case factive, holding, accusing, condemning
    /// Verbs that show somebody doing something.
    case showing
    case negator, modal, hypo
    /// Nouns over a verb that leave it undone ("a bid to …"), those of them by which somebody asks, and those that do it ("the decision to …").
    case prospect, asking, decision
    /// What a later act may act on, and other words that may mean an act told before ("the move").
    case legalact, deed
    /// Nouns that stand for their complement ("the effects of the pardon").
    case transparent
    case void, upheldadj, noeffect, law
    case money, timeunit, votenoun
    /// Light verbs: those that do their noun, those that undergo it, those that refuse, seek or prevent it; those whose subject happens.
    case support, undergo, decline, seeknoun, stopnoun, happening
    /// Words of captions for where somebody stands in the picture.
    case pictured
    case relpro, pronoun
}

/// A set of word classes, a bit each.
struct WordClasses: Hashable, Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    /// Where the bit of a class stands.
    private static func bit(_ one: WordClass) -> UInt64 { 1 << UInt64(one.rawValue & 63) }

    func has(_ one: WordClass) -> Bool { (one.rawValue < 64 ? low : high) & WordClasses.bit(one) != 0 }

    mutating func insert(_ one: WordClass) {
        if one.rawValue < 64 { low |= WordClasses.bit(one) } else { high |= WordClasses.bit(one) }
    }

    mutating func formUnion(_ other: WordClasses) {
        low |= other.low
        high |= other.high
    }

    func union(_ other: WordClasses) -> WordClasses {
        var both = self
        both.formUnion(other)
        return both
    }
}
