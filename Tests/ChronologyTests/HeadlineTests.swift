import CaseModel
import Testing

@testable import Chronology

/// Entries in plain words.
struct HeadlineTests {
    private func line(
        _ kind: EventKind, _ agent: String? = nil, _ patient: String? = nil, act: String? = nil, lemma: String = "",
        named: Bool = true,
        _ modality: Modality = .asserted
    ) -> String {
        func party(_ name: String?) -> Headline.Party? { name.map { Headline.Party(name: $0, isActor: named) } }
        return Headline(kind: kind, modality: modality, agent: party(agent), patient: party(patient), lemma: lemma, act: act).text
    }

    @Test func actsOnActsNameWhatTheyActOn() {
        let pardon = Headline.act(.pardon, of: "Marek Tolv")
        let annulment = Headline.act(.annul, of: pardon)
        #expect(line(.annul, "Supreme Court", "Marek Tolv", act: pardon) == "Supreme Court annuls the pardon of Marek Tolv")
        #expect(line(.suspend, "High Court", act: annulment) == "High Court suspends the annulment of the pardon of Marek Tolv")
        #expect(line(.defy, "Orland", act: Headline.act(.order, of: "Orland")) == "Orland defies the order to Orland")
        #expect(line(.annul, act: pardon) == "The pardon of Marek Tolv is annulled")
        #expect(line(.uphold, "Supreme Court", "Marek Tolv") == "Supreme Court upholds a decision on Marek Tolv")
    }

    @Test func whatIsDoneToPersonsNamesThem() {
        let release = Headline.act(.release, of: "Marek Tolv")
        #expect(line(.orderRelease, "High Court", "Marek Tolv", act: release) == "High Court orders the release of Marek Tolv")
        #expect(line(.sentence, "High Court") == "High Court passes sentence")
        #expect(line(.elect) == "Election")
    }

    @Test func severalDoWhatOneDoes() {
        #expect(line(.kill, nil, "More than 330 people", named: false) == "More than 330 people are killed")
        #expect(line(.request, "Tolv's lawyers", named: false) == "Tolv's lawyers make a request")
        #expect(line(.arrest, "Soldiers", "The students", named: false) == "Soldiers arrest the students")
        #expect(line(.protest, "Policemen", named: false) == "Policemen protest")
        #expect(line(.resign, "Marek Silas") == "Marek Silas leaves office")
    }

    @Test func whatDidNotHappenIsSaidSo() {
        #expect(line(.pardon, "Ines Dravic", "Marek Tolv", .denied) == "Ines Dravic does not pardon Marek Tolv")
        #expect(line(.release, nil, "the students", named: false, .denied) == "The students are not released")
        #expect(line(.flee, nil, nil, .denied) == "No flight")
        #expect(line(.release, nil, "Marek Tolv", .planned) == "Marek Tolv is released (planned)")
    }

    @Test func wideKindsSayWhatTheWordsSay() {
        #expect(line(.attack, nil, "14 officers", lemma: "injure", named: false) == "14 officers are injured")
        #expect(
            line(.bribe, "Marek Tolv", "3 million crowns", lemma: "embezzle", named: false)
                == "Marek Tolv embezzles 3 million crowns")
    }

    @Test func everyKindHasItsWords() {
        for kind in EventKind.allCases where kind != .other { #expect(HeadlineTable.shared.forms[kind] != nil, "\(kind)") }
    }
}
