import Language

/// Sentences of court news with invented names, for what the open data have little of: courts, prosecutors, parties, prisons,
/// countries that nobody has heard of. Our own templates; the names are made of syllables.
enum NameTemplates {
    private static let templates = [
        "The {COURT} ruled on {DAY} that {PER} could be extradited to {LOC} .",
        "The {COURT} upheld the conviction of {PER} , a former minister .",
        "{PER} , {NUM} , was arrested at {LOC} airport on {DAY} .",
        "{PER} was sentenced to {NUM} years in prison by the {COURT} .",
        "Judge {PER} of the {COURT} ordered the release of {PER} .",
        "Lawyers for Mr {LAST} said they would appeal to the {COURT} .",
        "Prosecutors accuse {LAST} of taking bribes from {ORG} .",
        "\" This is a political trial , \" {LAST} told reporters outside the {COURT} .",
        "The {PARTY} called for protests in {LOC} and {LOC} .",
        "The leader of the {PARTY} , {PER} , denied the charges .",
        "President {PER} granted a pardon to {PER} .",
        "{LOC} 's parliament voted to lift the immunity of {PER} .",
        "The {ORGAN} said the investigation would continue .",
        "A spokesman for the {ORGAN} , {PER} , declined to comment .",
        "{ORG} shares fell after the arrest of its chairman , {PER} .",
        "He was moved from {LOC} prison to a hospital in {LOC} .",
        "The attorney general of {LOC} , {PER} , has asked for {NUM} years .",
        "Former president {PER} fled to {LOC} after the coup .",
        "{PER} and {PER} were acquitted by a court in {LOC} .",
        "The {COURT} in {LOC} rejected the appeal .",
        "Ms {LAST} , who represents the victims , said the verdict came too late .",
        "Gen {LAST} commanded troops in {LOC} during the war .",
        "{LOC} refused to hand over {LAST} to {LOC} .",
        "The {ORGAN} of {LOC} issued a warrant for {PER} .",
        "The case was brought by {ORG} , a rights group based in {LOC} .",
        "According to {ORG} , {NUM} people died in {LOC} .",
        "The {NEWS} reported that {LAST} had left the country .",
        "{PER} told the {NEWS} that he was innocent .",
        "{LOC} , {DAY} ( {NEWS} ) - {PER} was freed on bail .",
        "Mrs {LAST} wept as the judge read the sentence .",
        "The prosecutor , {PER} , told the {COURT} that {LAST} had lied .",
        "Prime Minister {PER} resigned after the {COURT} opened an inquiry .",
        "Police in {LOC} detained {NUM} members of the {PARTY} .",
        "{LAST} was born in {LOC} and studied at the University of {LOC} .",
        "Justice {LAST} dissented .",
        "The killings took place near {LOC} , a village in northern {LOC} .",
        "Dr {PER} , who examined {LAST} , works at {LOC} General Hospital .",
        "A lawyer for {ORG} asked the {COURT} to suspend the order .",
        "In {LOC} , the {ORGAN} appealed against the acquittal of {PER} .",
        "{PER} 's brother , {FIRST} , was jailed for {NUM} months .",
        "The {COURT} and the {ORGAN} have disagreed before .",
        "Relatives of {PER} gathered in {LOC} on {DAY} .",
    ]
    private static let starts = [
        "Bel", "Kar", "Vor", "Mar", "Tal", "Dor", "San", "Ost", "Kor", "Ves", "Nor", "Zar", "Lim", "Qua", "Tor", "Mel", "Gra",
        "Hel", "Pra", "Sol", "Az", "Bru", "Chi", "Ek", "Fen", "Gor", "Ha", "Ill", "Jar", "Khal", "Lor", "Mbo", "Nka", "Ota",
        "Pel", "Rus", "Sha", "Ti", "Ul", "Wen", "Xi", "Yor",
    ]
    private static let middles = ["a", "e", "i", "o", "u", "an", "en", "or", "ar", "il", "ov", "em", "ist", "un", "ak", ""]
    private static let placeEnds = [
        "via", "land", "stan", "ia", "ka", "burg", "holm", "grad", "ville", "ton", "mar", "dor", "pur", "abad", "wick", "sk",
        "na", "la", "ria", "que", "ho", "ra",
    ]
    private static let surnameEnds = [
        "ov", "son", "sen", "ic", "ski", "ez", "ini", "man", "berg", "idis", "escu", "yan", "shvili", "uk", "ara", "ombe", "wala",
        "ko", "ello", "aux", "ert", "as", "ak", "moto", "nen", "dal", "rup", "kov", "ado", "eira",
    ]
    private static let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    private static let courts = [
        "Supreme Court", "Constitutional Court", "High Court", "Court of Appeal", "Court of Cassation", "Criminal Court",
        "District Court", "Military Tribunal", "Assize Court", "Special Tribunal", "Federal Court", "Court of Human Rights",
        "Administrative Court", "Superior Court of Justice", "Appeals Chamber", "Election Tribunal", "Court of Justice",
        "National Court",
    ]
    private static let organs = [
        "Ministry of Justice", "Interior Ministry", "Prosecutor 's Office", "Attorney General 's Office", "National Assembly",
        "Senate", "Central Bank", "Electoral Commission", "Anti - Corruption Agency", "Bar Association",
        "Ministry of Foreign Affairs", "State Security Service", "National Police", "Truth Commission", "Council of State",
        "Office of the Ombudsman", "House of Representatives", "Air Force",
    ]
    private static let parties = [
        "Party", "People 's Party", "National Front", "Democratic Union", "Liberal Party", "Workers ' Party", "Popular Alliance",
        "Reform Movement", "Socialist League", "Unity Coalition",
    ]
    private static let companies = [
        "Holdings", "Oil", "Group", "Bank", "Airlines", "Steel", "Energy", "Construction", "Telecom", "Industries", "Foundation",
        "Watch", "International", "Institute",
    ]
    private static let papers = [
        "Herald", "Times", "Post", "Gazette", "Tribune", "Observer", "News Agency", "Chronicle", "Radio", "Star",
    ]

    static func sentences(count: Int) throws -> [NameSentence] {
        var random = Random(seed: 4242)
        let firsts = try Gazetteer.firstNames().map { $0.prefix(1).uppercased() + $0.dropFirst() }
        func pick<T>(_ list: [T]) -> T { list[Int(random.next() % UInt64(list.count))] }
        func place() -> String { pick(starts) + pick(middles) + pick(placeEnds) }
        func surname() -> String { pick(starts) + pick(middles) + pick(surnameEnds) }
        func first() -> String {
            random.unit() < 0.7 ? pick(firsts) : pick(starts) + pick(["a", "o", "in", "en", "is", "ar", "el"])
        }
        func slot(_ kind: Substring) -> (words: String, label: UInt8) {
            switch kind {
            case "PER":
                var name = first() + " " + surname()
                let chance = random.unit()
                if chance < 0.08 { name = first() + " " + pick(["de", "van", "al -", "von", "bin"]) + " " + surname() }
                if chance > 0.92 { name = first() + " " + pick(["A.", "J.", "M.", "K."]) + " " + surname() }
                if chance > 0.85 && chance <= 0.92 { name = first() + " " + surname() + " " + surname() }
                return (name, 1)
            case "LAST": return (surname(), 1)
            case "FIRST": return (first(), 1)
            case "LOC":
                return (
                    random.unit() < 0.1 ? pick(["New", "Port", "San", "North", "Upper", "Santa"]) + " " + place() : place(), 5
                )
            case "COURT":
                let court = pick(courts)
                let chance = random.unit()
                if chance < 0.3 { return (court + " of " + place(), 3) }
                if chance < 0.5 { return (place() + " " + court, 3) }
                return (court, 3)
            case "ORGAN": return (random.unit() < 0.2 ? place() + " " + pick(organs) : pick(organs), 3)
            case "PARTY":
                return (
                    random.unit() < 0.4
                        ? place() + " " + pick(parties)
                        : pick(["New ", "National ", "Free ", "Green ", "United ", ""]) + pick(parties), 3
                )
            case "ORG": return (random.unit() < 0.3 ? surname() : surname() + " " + pick(companies), 3)
            case "NEWS": return (pick(["", "Daily ", place() + " ", place() + " "]) + pick(papers), 3)
            case "DAY": return (pick(days), 0)
            default: return (String(2 + random.next() % 70), 0)
            }
        }
        return (0..<count).map { _ in
            var sentence = NameSentence(forms: [], labels: [])
            for word in pick(templates).split(separator: " ") {
                guard word.hasPrefix("{") else {
                    sentence.forms.append(String(word))
                    sentence.labels.append(0)
                    continue
                }
                let (words, label) = slot(word.dropFirst().dropLast())
                for (index, part) in words.split(separator: " ").enumerated() {
                    sentence.forms.append(String(part))
                    sentence.labels.append(label == 0 ? 0 : index == 0 ? label : label + 1)
                }
            }
            return sentence
        }
    }
}
