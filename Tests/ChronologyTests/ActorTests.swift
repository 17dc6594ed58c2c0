import CaseModel
import Events
import Testing

@testable import Chronology

@Suite struct ActorTests {
    private func names(_ record: CaseRecord, _ kind: CaseActor.Kind = .person) -> [String] {
        record.actors.filter { $0.kind == kind }.map(\.name).sorted()
    }

    @Test func shorterNamesAndSlipsJoin() {
        var one = Paper("one.txt")
        one.say("Alda Benita Morrow met Corvin Tamsel.")
        _ = one.entity(.person, "Alda Benita Morrow", count: 3)
        _ = one.entity(.person, "Corvin Tamsel", count: 4)
        var two = Paper("two.txt")
        two.say("Benita Morrow wrote to Corvin Tamsle.")
        _ = two.entity(.person, "Benita Morrow")
        _ = two.entity(.person, "Corvin Tamsle")
        let record = reconcile([one, two])
        #expect(names(record) == ["Alda Benita Morrow", "Corvin Tamsel"])
        #expect(record.actor("Corvin Tamsel")?.aliases == ["Corvin Tamsle"])
    }

    @Test func aSharedSurnameNeverJoins() {
        var one = Paper("one.txt")
        one.say("Corvin Tamsel and his daughter Lena Tamsel.")
        _ = one.entity(.person, "Corvin Tamsel", gender: "male", count: 6)
        _ = one.entity(.person, "Lena Tamsel", gender: "female", count: 2)
        var two = Paper("two.txt")
        two.say("Ms Tamsel spoke. Tamsel did not.")
        _ = two.entity(.person, "Ms Tamsel", gender: "female")
        _ = two.entity(.person, "Tamsel", gender: "male")
        let record = reconcile([one, two])
        #expect(names(record) == ["Corvin Tamsel", "Lena Tamsel"])
        #expect(record.actor("Lena Tamsel")?.aliases == ["Ms Tamsel"])
        #expect(record.actor("Corvin Tamsel")?.mentions.count == 7)
    }

    @Test func aSurnameOfTwoEqualsStaysItself() {
        var one = Paper("one.txt")
        one.say("Corvin Tamsel and Edric Tamsel are brothers.")
        _ = one.entity(.person, "Corvin Tamsel", count: 2)
        _ = one.entity(.person, "Edric Tamsel", count: 2)
        var two = Paper("two.txt")
        two.say("Tamsel was seen.")
        _ = two.entity(.person, "Tamsel")
        #expect(names(reconcile([one, two])) == ["Corvin Tamsel", "Edric Tamsel", "Tamsel"])
    }

    @Test func brothersALetterApartStayTwo() {
        var one = Paper("one.txt")
        one.say("Marian Holt and Marina Holt.")
        _ = one.entity(.person, "Marian Holt")
        _ = one.entity(.person, "Marina Holt")
        #expect(names(reconcile([one])).count == 2)
    }

    @Test func courtsGoByCountry() {
        var one = Paper("one.txt")
        one.say("Norland's Supreme Court and the Supreme Court of Ordania disagree.")
        _ = one.entity(.authority, "Supreme Court", country: "Norland")
        _ = one.entity(.authority, "Supreme Court of Ordania", country: "Ordania")
        var two = Paper("two.txt")
        two.say("The Supreme Court ruled in Ordania, whose Ministry of Justice agreed.")
        _ = two.entity(.authority, "Supreme Court")
        _ = two.entity(.authority, "Ministry of Justice", country: "Ordania")
        let record = reconcile([one, two])
        let courts = record.actors.filter { $0.name.contains("Supreme") }
        #expect(courts.count == 2)
        #expect(courts.first { $0.country == "Ordania" }?.mentions.count == 2)
    }

    @Test func bodiesByTownStyleAcronymAndTranslation() {
        var one = Paper("one.txt")
        one.say("The Assize Court of Korvan, the Western Isles Court of Human Rights (WICHR), the Sea Party, known as Merlun.")
        _ = one.entity(.place, "Korvan")
        _ = one.entity(.authority, "Assize Court of Korvan")
        let rights = one.entity(.authority, "Western Isles Court of Human Rights")
        let acronym = one.entity(.authority, "WICHR")
        let party = one.entity(.organisation, "Sea Party")
        let native = one.entity(.organisation, "Merlun")
        one.link(.acronym, acronym, rights)
        one.link(.translation, native, party)
        var two = Paper("two.txt")
        two.say("The Assize Court, the Western Isles Human Rights Court, WICHR, Merlun.")
        _ = two.entity(.authority, "Assize Court")
        _ = two.entity(.authority, "Western Isles Human Rights Court")
        _ = two.entity(.authority, "WICHR")
        _ = two.entity(.organisation, "Merlun")
        let record = reconcile([one, two])
        #expect(record.actors.filter { $0.kind == .authority }.count == 2)
        #expect(record.actors.filter { $0.kind == .organisation }.map(\.name) == ["Sea Party"])
    }

    @Test func appealCourtsOfTwoTownsLeaveTheBareOneAlone() {
        var one = Paper("one.txt")
        one.say("The Appeal Court of Korvan and the Appeal Court of Dunmar; the Appeal Court.")
        _ = one.entity(.place, "Korvan")
        _ = one.entity(.place, "Dunmar")
        _ = one.entity(.authority, "Appeal Court of Korvan")
        _ = one.entity(.authority, "Appeal Court of Dunmar")
        _ = one.entity(.authority, "Appeal Court")
        #expect(reconcile([one]).actors.filter { $0.kind == .authority }.count == 3)
    }

    @Test func anOfficeThatOneHoldsFindsItsHolderInAnotherPaper() {
        var one = Paper("one.txt")
        one.say("President Alda Morrow met Corvin Tamsel.")
        let holder = one.entity(.person, "Alda Morrow", count: 3)
        one.annotation.entities[holder].roles = [.init(title: "president", former: false, times: [], passage: 0..<9)]
        _ = one.entity(.person, "Corvin Tamsel")
        var two = Paper("two.txt")
        two.say("the president left; Alda Morrow and Corvin Tamsel stayed.")
        _ = two.entity(.person, "Alda Morrow")
        _ = two.entity(.person, "Corvin Tamsel")
        two.annotation.entities.append(
            LocalEntity(
                kind: .person, name: nil, names: ["president"], mentions: [.init(range: 0..<13, form: .nominal, sentence: 0)]))
        let record = reconcile([one, two])
        #expect(names(record) == ["Alda Morrow", "Corvin Tamsel"])
        #expect(record.actor("Alda Morrow")?.mentions.count == 5)
    }

    @Test func kinWithOneFirstNameAreOne() {
        var one = Paper("one.txt")
        one.say("Corvin Tamsel, his daughter Lena Sofia.")
        let father = one.entity(.person, "Corvin Tamsel", count: 5)
        let lena = one.entity(.person, "Lena Sofia")
        one.link(.kin, lena, father, "daughter")
        var two = Paper("two.txt")
        two.say("Lena Tamsel, daughter of Corvin Tamsel.")
        let lena2 = two.entity(.person, "Lena Tamsel", count: 2)
        let father2 = two.entity(.person, "Corvin Tamsel")
        two.link(.kin, lena2, father2, "daughter")
        #expect(names(reconcile([one, two])) == ["Corvin Tamsel", "Lena Tamsel"])
    }

    @Test func peopleDecide() {
        var one = Paper("one.txt")
        one.say("Corvin Tamsel spoke.")
        _ = one.entity(.person, "Corvin Tamsel")
        var two = Paper("two.txt")
        two.say("Corvin Tamsel sang.")
        _ = two.entity(.person, "Corvin Tamsel")
        func key(_ paper: Paper) -> Decision.ActorKey {
            .init(passages: [Passage(document: paper.document.id, start: 0, end: 6)], name: "Corvin Tamsel")
        }
        let apart = Decision(
            action: .notSameActor(key(one), key(two)), who: "Ines", when: "2024-01-01T00:00:00Z", why: nil, hash: "h1")
        #expect(reconcile([one, two]).actors.count == 1)
        #expect(reconcile([one, two], [apart]).actors.count == 2)
        let undo = Decision(action: .undo("h1"), who: "Ines", when: "2024-01-02T00:00:00Z", why: nil, hash: "h2", previous: "h1")
        #expect(reconcile([one, two], [apart, undo]).actors.count == 1)
    }
}
