import Testing

@testable import Ledger

@Suite struct ProfileTests {
    @Test func thoseThatShipAreRight() {
        let all = Profiles.all
        #expect(all.mistakes.isEmpty, "\(all.mistakes.map(\.description).joined(separator: "\n"))")
        #expect(all.generic.kind == .generic)
        #expect(Set(all.list.map(\.order)).count == all.list.count)
        for p in all.list {
            #expect(!p.authorities.isEmpty, "\(p.id) has no authorities")
            for a in p.authorities { #expect(a.source != nil, "\(p.id): \(a.name) has no source") }
            for r in p.reception { #expect(all.profile(order: r.of) != nil, "\(p.id): \(r.of)") }
        }
    }

    @Test func mistakesAreToldWithTheirLine() throws {
        let text = """
            order: XX
            name: Xandria
            authorities:
              - {name: High Court, class: curt, press: [High Court]}
              - {name: Council, class: court, may_strike: [pardons]}
            defaults:
              annul: {mode: ex-tunk}
              anul: {mode: ex-tunc}
            """
        let (profile, mistakes) = try Profile.parse(text, id: "xx", file: "xx.yaml")
        #expect(profile.name == "Xandria")
        #expect(mistakes.map(\.line) == [4, 5, 7, 8], "\(mistakes)")
        #expect(throws: LedgerMistakes.self) { _ = try Profile.parse("name: Nowhere", id: "n", file: "n.yaml") }
    }

    @Test func namesOfThePress() {
        let generic = Profiles.all.generic
        #expect(generic.authority(named: "the Supreme Court of Ostavia")?.kind == .supremeCourt)
        #expect(generic.authority(named: "Court of Appeal")?.kind == .appealCourt)
        #expect(generic.authority(named: "Coral Sea Court of Human Rights")?.kind == .regionalCourt)
        #expect(generic.authority(named: "Presidium of nobody") == nil)
        #expect(fold("  Ünal’s—Court,  No. 5 ") == "unals court no 5")
    }

    @Test func cuesAreAllThere() {
        let known = Set(Cues.shared.names)
        for group in [
            "parole", "bail", "remission", "partial", "forbids", "regional", "noun_pardon", "hospital", "prison", "breach",
        ] {
            #expect(known.contains(group), "\(group)")
        }
        #expect(Cues.shared.find("hospital", in: "he left the prison hospital")?.words == "hospital")
        #expect(!Cues.shared.has("prison", in: "imprisonment"))
    }

    @Test func aCueStandsForSeveralReadings() {
        let cues = Cues(
            "term: [served his|her sentence|term]\npart: [\"of the # counts\", of the lesser counts]\nnumerals: [nine]")
        #expect(cues.words("term").count == 4)
        #expect(cues.find("term", in: "she has served her term")?.words == "served her term")
        #expect(!cues.has("term", in: "served their term"))
        #expect(cues.find("part", in: "of the verdict three of the 14 counts fell")?.at == 21)
        #expect(cues.has("part", in: "two of the nine counts") && cues.has("part", in: "of the lesser counts"))
        #expect(
            !cues.has("part", in: "of the other counts") && !cues.has("part", in: "of the 14") && !cues.has("part", in: "of the"))
    }
}
