/// Classes of lemmas that the rules speak of; the words are in `Data/words.txt`, where each class has its line.
enum WordClass: Int, CaseIterable {
    case prison, hospital, home
    /// Who decides: people of the bench, courts, bodies of every other sort.
    case judge, court, body
    /// Words for people by office, kin, sex, or as they stand in the story.
    case official, kin, male, female, person, crowd
    /// Descriptions that, with "the", mean the person whom the case is about.
    case subject
    /// People who speak for somebody.
    case spokes
    /// Words before a name; those that tell a man, those that tell a woman.
    case title, mistitle, mstitle
    /// Verbs that bring in words or a report of words; those that assert a fact as said.
    case say, speech, believe, allege
    /// Verbs over another verb, by what they do to its truth.
    case ask, order, want, refuse, enable, aspect, negverb
    case negator, modal, hypo
    /// Nouns over a verb that leave it undone ("a bid to …"), and those that do it ("the decision to …").
    case prospect, decision
    /// What a later act may act on.
    case legalact
    /// Nouns that stand for their complement ("the effects of the pardon").
    case transparent
    case void, upheldadj, noeffect, law, crime
    case money, timeunit, votenoun
    /// Light verbs: those that do their noun, those that undergo it, those that refuse, seek or prevent it.
    case support, undergo, decline, seeknoun, stopnoun
    case relpro, pronoun
}

/// A set of word classes.
struct WordClasses: OptionSet, Hashable, Sendable {
    let rawValue: UInt64
    init(rawValue: UInt64) { self.rawValue = rawValue }
    init(_ one: WordClass) { rawValue = 1 << UInt64(one.rawValue) }
    func has(_ one: WordClass) -> Bool { rawValue & (1 << UInt64(one.rawValue)) != 0 }
}
