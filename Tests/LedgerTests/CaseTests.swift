import CaseModel
import EDTF
import Foundation
import Testing

@testable import Ledger

@Suite struct CaseTests {
    /// Contempt, medical parole, parole set aside, the ruling stayed by an appeal, the appeal dismissed, remission.
    private func parole() -> Papers {
        var p = Papers()
        p.person("Ralto Menkes", roles: ["former president of Ostavia"])
        p.person("Vera Quill")
        p.court("High Bench of Ostavia", country: "Ostavia")
        p.court("Provincial Court", country: "Ostavia")
        p.court("Court of Appeal of Ostavia", country: "Ostavia")
        p.court("department of correctional services", country: "Ostavia")
        p.event(
            "sent", .sentence, "2031-03-04",
            "The High Bench of Ostavia *sentenced* Ralto Menkes to ten months in prison for contempt.",
            who: "High Bench of Ostavia", whom: "Ralto Menkes", figures: [months(10)])
        p.event(
            "hand", .orderDetention, "2031-03-04", "It *ordered* Menkes to hand himself over within five days.",
            who: "High Bench of Ostavia", whom: "Ralto Menkes")
        p.event("in", .detain, "2031-03-12", "Menkes *surrendered* and was taken to the prison.", whom: "Ralto Menkes")
        p.event("ill", .hospitalise, "2031-04-02", "Menkes was *moved* to a military hospital.", whom: "Ralto Menkes")
        p.event(
            "par", .release, "2031-05-06", "The department *released* Menkes on medical parole.",
            who: "department of correctional services", whom: "Ralto Menkes")
        p.event(
            "void", .annul, "2031-08-20", "The Provincial Court *set aside* the medical parole and said Menkes must go back.",
            who: "Provincial Court", targets: ["par"])
        p.event(
            "hold", .suspend, "2031-08-20", "The ruling is *suspended* by an application for leave to appeal.", targets: ["void"])
        p.event(
            "done", .release, "2032-01-10", "Menkes was *declared free* since his term had run out.",
            who: "department of correctional services", whom: "Ralto Menkes")
        p.event(
            "appeal", .dismiss, "2032-02-21", "The Court of Appeal of Ostavia *dismissed* his appeal against the ruling.",
            who: "Court of Appeal of Ostavia", targets: ["void"])
        p.event(
            "remit", .commute, "2032-07-11", "President Quill signed a *remission* of sentence for 9,000 prisoners.",
            who: "Vera Quill")
        p.event("out", .release, "2032-07-11", "Menkes was *released* under the remission.", whom: "Ralto Menkes")
        return p
    }

    @Test func paroleSetAsideMakesTheTermUnservedAgain() {
        let l = parole().ledger(of: "Ralto Menkes")
        var a = l.ask("2031-03-05", "2031-03-05", "Ostavia")
        #expect(a.status == ["convicted", "sentenced"] && a.liable == true && a.custody == "free", "\(a)")
        a = l.ask("2031-04-10", "2031-04-10", "Ostavia")
        #expect(a.custody == "hospital" && a.liable == true)
        a = l.ask("2031-06-15", "2031-06-15", "Ostavia")
        #expect(a.status.contains("sentenced") && a.liable == false && a.custody == "free", "\(a.text)")
        a = l.ask("2031-06-15", "2032-03-01", "Ostavia")
        #expect(a.status.contains("sentenced") && a.liable == true, "\(a.text)")
        a = l.ask("2031-10-01", "2031-10-01", "Ostavia")
        #expect(a.liable == false, "stayed: \(a.text)")
        a = l.ask("2032-01-20", "2032-01-20", "Ostavia")
        #expect(a.liable == false)
        a = l.ask("2032-03-01", "2032-03-01", "Ostavia")
        #expect(a.liable == true && a.custody == "free" && a.status.contains("sentenced"), "\(a.text)")
        a = l.ask("2032-07-12", nil, "Ostavia")
        #expect(
            a.liable == false && a.custody == "free" && a.status.isDisjoint(with: ["pardoned", "commuted", "acquitted"]),
            "\(a.text)")
    }

    @Test(arguments: 1..<6) func orderOfEventsDoesNotMatter(seed: Int) throws {
        let p = parole()
        let a = p.ledger(of: "Ralto Menkes"), b = p.ledger(of: "Ralto Menkes", shuffled: UInt64(seed))
        #expect(a.ledger.yaml == b.ledger.yaml)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        #expect(try encoder.encode(a.answer(on: "2032-03-01")) == encoder.encode(b.answer(on: "2032-03-01")))
    }

    /// Two trials: the first overturned for good; the second an acquittal overturned, stayed, upheld, then a royal pardon.
    @Test func acquittalOverturnedThenPardon() {
        var p = Papers()
        p.person("Dannic Orrow")
        p.person("King Odric")
        p.court("High Court", country: "Karesh")
        p.court("Court of Appeal", country: "Karesh")
        p.court("Federal Court", country: "Karesh")
        p.event("arr1", .arrest, "2001-02-03", "Orrow was *arrested* at home.", whom: "Dannic Orrow")
        p.event("con1", .convict, "2002", "Orrow was *convicted* of fraud in 2002.", whom: "Dannic Orrow", paper: "2006-01-02")
        p.event(
            "quash", .annul, "2005-06-07", "The Federal Court *overturned* the conviction.", who: "Federal Court",
            targets: ["con1"])
        p.event(
            "acq", .acquit, "2012-01-09", "The High Court *acquitted* Orrow of the second charge.", who: "High Court",
            whom: "Dannic Orrow")
        p.event(
            "over", .annul, "2014-03-07", "The Court of Appeal *overturned* the acquittal.", who: "Court of Appeal",
            targets: ["acq"])
        p.event(
            "con2", .convict, "2014-03-07", "The Court of Appeal *convicted* Orrow.", who: "Court of Appeal", whom: "Dannic Orrow"
        )
        p.event(
            "sen2", .sentence, "2014-03-07", "It *sentenced* him to six years.", who: "Court of Appeal", whom: "Dannic Orrow",
            figures: [years(6)])
        p.event(
            "stay", .suspend, "2014-03-07", "The judges *stayed* the sentence pending appeal.", who: "Court of Appeal",
            targets: ["sen2"])
        p.event("bail", .release, "2014-03-07", "Orrow was *freed* on bail.", whom: "Dannic Orrow")
        p.event(
            "up", .uphold, "2015-02-10", "The Federal Court *upheld* the conviction.", who: "Federal Court", targets: ["con2"])
        p.event("jail", .detain, "2015-02-10", "Orrow was *taken* to prison.", whom: "Dannic Orrow")
        p.event("par", .pardon, "2018-05-16", "King Odric *pardoned* Orrow.", who: "King Odric", whom: "Dannic Orrow")
        p.event("out", .release, "2018-05-16", "Orrow *walked free*.", whom: "Dannic Orrow")
        let l = p.ledger(of: "Dannic Orrow")
        var a = l.ask("2003-06-01", "2003-06-01", "Karesh")
        #expect(a.status.contains("convicted") && !a.status.contains("acquitted") && a.custody == "held", "\(a.text)")
        a = l.ask("2006-01-01", "2006-01-01", "Karesh")
        #expect(a.status == ["none"] && a.liable == false && a.custody == "free", "\(a.text)")
        a = l.ask("2012-02-01", "2012-02-01", "Karesh")
        #expect(a.status == ["acquitted"] && a.liable == false && a.custody == "free", "\(a.text)")
        a = l.ask("2014-03-10", "2014-03-10", "Karesh")
        #expect(a.status == ["convicted", "sentenced"] && a.liable == false && a.custody == "free", "\(a.text)")
        a = l.ask("2015-03-01", "2015-03-01", "Karesh")
        #expect(a.status == ["convicted", "sentenced"] && a.liable == true && a.custody == "held", "\(a.text)")
        a = l.ask("2018-05-17", nil, "Karesh")
        #expect(
            a.status.contains("pardoned") && !a.status.contains("acquitted") && a.liable == false && a.custody == "free",
            "\(a.text)")
    }

    /// Some counts vacated, a new sentence, a commutation to time served, a pardon.
    @Test func countsVacatedInPart() {
        var p = Papers()
        p.person("Merl Tassin", roles: ["former governor"])
        p.person("President Holm")
        p.court("district court", country: "Unland")
        p.court("appeals court", country: "Unland")
        p.event("arr", .arrest, "2008-12-09", "Tassin was *arrested*.", whom: "Merl Tassin")
        p.event("bond", .release, "2008-12-09", "He was *released* on bond.", whom: "Merl Tassin")
        p.event(
            "con", .convict, "2011-06-27", "A jury *convicted* Tassin on 17 counts.", who: "district court", whom: "Merl Tassin")
        p.event(
            "acq", .acquit, "2011-06-27", "The jury *acquitted* him on one count.", who: "district court", whom: "Merl Tassin")
        p.event(
            "sen", .sentence, "2011-12-07", "The judge *sentenced* Tassin to 14 years.", who: "district court",
            whom: "Merl Tassin", figures: [years(14)])
        p.event("in", .detain, "2012-03-15", "Tassin *entered* prison.", whom: "Merl Tassin")
        p.event(
            "vac", .annul, "2015-07-21",
            "The appeals court *vacated* five of the counts and sent the case back for resentencing.", who: "appeals court",
            targets: ["con"])
        p.event(
            "res", .sentence, "2016-08-09", "The judge again *sentenced* Tassin to 14 years.", who: "district court",
            whom: "Merl Tassin", figures: [years(14)])
        p.event(
            "com", .commute, "2020-02-18", "President Holm *commuted* the 14-year sentence.", who: "President Holm",
            whom: "Merl Tassin", targets: ["sen"], figures: [years(14)])
        p.event("out", .release, "2020-02-18", "Tassin *left* prison hours later.", whom: "Merl Tassin")
        p.event("par", .pardon, "2025-02-10", "President Holm *pardoned* Tassin.", who: "President Holm", whom: "Merl Tassin")
        let l = p.ledger(of: "Merl Tassin")
        var a = l.ask("2009-06-01", "2009-06-01", "Unland")
        #expect(a.status == ["none"] && a.liable == false && a.custody == "free", "\(a.text)")
        a = l.ask("2011-07-01", "2011-07-01", "Unland")
        #expect(a.status == ["convicted"] && a.custody == "free", "\(a.text)")
        a = l.ask("2012-04-01", "2012-04-01", "Unland")
        #expect(a.status == ["convicted", "sentenced"] && a.liable == true && a.custody == "held", "\(a.text)")
        a = l.ask("2015-09-01", "2015-09-01", "Unland")
        #expect(a.status.contains("convicted") && a.custody == "held", "\(a.text)")
        a = l.ask("2016-09-01", "2016-09-01", "Unland")
        #expect(a.status == ["convicted", "sentenced"] && a.liable == true, "\(a.text)")
        a = l.ask("2020-03-01", "2020-03-01", "Unland")
        #expect(a.status == ["convicted", "commuted"] && a.liable == false && a.custody == "free", "\(a.text)")
        a = l.ask("2025-03-01", nil, "Unland")
        #expect(a.status.contains("pardoned") && a.liable == false, "\(a.text)")
    }

    /// Commutation annulled, the annulment stayed, both undone by the full bench; a regional order obeyed, then broken; a flight.
    private func stayed() -> Papers {
        var p = Papers()
        p.person("Oskar Brandelin", roles: ["former minister of Norrey"])
        p.person("Tilda Voss", roles: ["president of Norrey"])
        p.court("High Tribunal", country: "Norrey")
        p.court("Crown Court of Lund", country: "Norrey")
        p.court("Inland Seas Court of Rights", country: "Inland Seas Court of Rights", aliases: ["ISCR"])
        p.event("arr", .arrest, "2020-01-09", "Brandelin was *arrested*.", whom: "Oskar Brandelin")
        p.event(
            "sen", .sentence, "2020-06-14", "The Crown Court *sentenced* Brandelin to 22 years.", who: "Crown Court of Lund",
            whom: "Oskar Brandelin", figures: [years(22)])
        p.event(
            "com", .commute, "2023-04-02", "President Voss *commuted* the sentence to four years.", who: "Tilda Voss",
            whom: "Oskar Brandelin", targets: ["sen"], figures: [years(4)])
        p.event("hos", .hospitalise, "2023-06-03", "Brandelin was *taken* to hospital.", whom: "Oskar Brandelin")
        p.event(
            "ann", .annul, "2023-09-15", "The High Tribunal *annulled* the decree, void from the outset.", who: "High Tribunal",
            targets: ["com"], mode: .exTunc)
        p.event("sta", .suspend, "2023-09-18", "Its president *suspended* the annulment.", who: "High Tribunal", targets: ["ann"])
        p.event(
            "res", .restore, "2024-01-20", "The full High Tribunal *restored* the decree.", who: "High Tribunal", targets: ["com"]
        )
        p.event(
            "int", .order, "2024-01-22", "The Inland Seas Court of Rights *ordered* Norrey not to release Brandelin.",
            who: "Inland Seas Court of Rights", whom: "Oskar Brandelin")
        p.event("cmp", .comply, "2024-01-22", "Norrey *obeyed*, the government said.")
        p.event(
            "out", .release, "2024-05-10", "The government *released* Brandelin in breach of the order.", whom: "Oskar Brandelin")
        p.event("fled", .flee, "2024-07-03", "Brandelin *fled* over the strait.", whom: "Oskar Brandelin")
        p.event("rev", .annul, "2024-07-06", "President Voss *revoked* the commutation.", who: "Tilda Voss", targets: ["com"])
        p.event("ext", .extradite, "2025-02-16", "Brandelin was *extradited* by Kelm.", whom: "Oskar Brandelin")
        return p
    }

    @Test func annulledStayedRestoredRevoked() {
        let l = stayed().ledger(of: "Oskar Brandelin")
        var a = l.ask("2023-05-01", "2023-05-01", "Norrey")
        #expect(a.status.isSuperset(of: ["convicted", "commuted"]) && a.custody == "held" && a.liable == true, "\(a.text)")
        a = l.ask("2023-09-16", "2023-09-16", "Norrey")
        #expect(a.status == ["convicted", "sentenced"] && a.liable == true && a.custody == "hospital", "\(a.text)")
        a = l.ask("2023-09-20", "2023-09-20", "Norrey")
        #expect(a.status.contains("commuted"), "\(a.text)")
        a = l.ask("2023-09-16", "2024-01-25", "Norrey")
        #expect(a.status.contains("commuted"), "\(a.text)")
        a = l.ask("2024-01-25", "2024-01-25", "ISCR")
        #expect(a.duties == ["complied"], "\(a.text)")
        a = l.ask("2024-06-01", "2024-06-01", "Inland Seas Court of Rights")
        #expect(a.duties == ["breached"] && a.custody == "free" && !a.status.contains("convicted"), "\(a.text)")
        a = l.ask("2024-08-01", "2024-08-01", "Norrey")
        #expect(a.status == ["convicted", "sentenced"] && a.liable == true && a.custody == "abroad", "\(a.text)")
        a = l.ask("2025-03-01", nil, "Norrey")
        #expect(a.liable == true && a.custody == "held" && !a.status.contains("commuted"), "\(a.text)")
    }

    @Test func picturesAreDeterministicAndTellThemselves() {
        let l = stayed().ledger(of: "Oskar Brandelin")
        let map = TwoTimeMap(l.engine, orders: ["Norrey"]).svg(
            point: (on: Day(iso: "2023-09-16")!, asOf: Day(iso: "2024-01-25")!))
        #expect(
            map
                == TwoTimeMap(stayed().ledger(of: "Oskar Brandelin", shuffled: 3).engine, orders: ["Norrey"]).svg(
                    point: (on: Day(iso: "2023-09-16")!, asOf: Day(iso: "2024-01-25")!)))
        for part in [
            "<title id=\"map-title\">", "<desc id=\"map-desc\">", "as known at the time", "class=\"cross\"", "hospital",
            "fugitive",
        ] {
            #expect(map.contains(part), "\(part)")
        }
        let graph = ActsGraph(l.ledger).svg
        #expect(graph.contains("struck by") && graph.contains("<desc id=\"acts-desc\">"))
        let text = TwoTimeMap(l.engine, orders: ["Norrey"]).text
        #expect(text.contains("# liable to imprisonment") && text.contains("2023-09-15"))
        if let folder = ProcessInfo.processInfo.environment["LEGAJO_PICTURES"] {
            try? map.write(toFile: folder + "/map.svg", atomically: true, encoding: .utf8)
            try? TwoTimeMap(l.engine).svg().write(toFile: folder + "/maps.svg", atomically: true, encoding: .utf8)
            try? graph.write(toFile: folder + "/acts.svg", atomically: true, encoding: .utf8)
            try?
                (TwoTimeMap(l.engine).text + l.engine.history().text
                + l.engine.difference(from: When("2023-09-16")!, to: When("2024-01-25")!).text
                + l.answer(on: "2023-09-16", asOf: "2024-01-25")!.text + l.ledger.listing() + l.ledger.yaml).write(
                    toFile: folder + "/text.txt", atomically: true, encoding: .utf8)
        }
    }

    @Test func hindsight() {
        let l = stayed().ledger(of: "Oskar Brandelin")
        let d = l.engine.difference(from: When("2023-09-16")!, to: When("2024-01-25")!, order: "Norrey")
        #expect(d.news.map(\.act).contains("res"))
        #expect(
            d.changes.contains {
                $0.backwards && $0.before.status == ["convicted", "sentenced"] && $0.after.status.contains("commuted")
            }, "\(d.text)")
        let h = l.engine.history(atTheTime: true, order: "Norrey")
        #expect(h.orders[0].spans.count >= 5 && h.orders[0].spans[0].from == nil)
    }

    /// A regional judgment in two orders, an amnesty law struck down, a cassation that sets the conviction aside.
    @Test func amnestyStruckDownAndARegionalCourtObeyedLate() {
        var p = Papers()
        p.person("Sorrel Hane", roles: ["former governor of the Bank of Tessaly"])
        p.person("President Iduna Crale", roles: ["president of Tessaly"])
        p.court("Criminal Court of Morne", country: "Tessaly")
        p.court("Court of Cassation", country: "Tessaly")
        p.court("Constitutional Tribunal", country: "Tessaly")
        p.court("parliament", country: "Tessaly")
        p.court("Meridional Court of Human Rights", country: nil, aliases: ["MCOHR"])
        p.event("fled", .flee, "2013-03", "Hane *crossed* the border.", whom: "Sorrel Hane", paper: "2015-05-15")
        p.event("ext", .extradite, "2015-05-14", "Hane was *extradited* on Thursday.", whom: "Sorrel Hane")
        p.event(
            "con", .convict, "2016-03-10", "The Criminal Court *convicted* Hane.", who: "Criminal Court of Morne",
            whom: "Sorrel Hane")
        p.event(
            "sen", .sentence, "2016-03", "Hane was *sentenced* to 12 years in March 2016.", whom: "Sorrel Hane",
            figures: [years(12)], paper: "2018-11-21")
        p.event(
            "uph", .uphold, "2017-02-08", "The Court of Cassation *upheld* the conviction.", who: "Court of Cassation",
            targets: ["con"])
        p.event(
            "conf", .annul, "2017-02-08", "The judges *quashed* only one part of the verdict, the confiscation of a house.",
            who: "Court of Cassation", targets: ["con"])
        p.event(
            "amn", .amnesty, "2018-06-28", "Parliament *passed* a law that granted an amnesty to 312 people.", who: "parliament")
        p.event("sig", .enact, "2018-07-02", "President Crale *signed* the amnesty.", who: "President Iduna Crale")
        p.event("out", .release, "2018-07-05", "Hane *walked* out of the gate.", whom: "Sorrel Hane")
        p.event(
            "str", .annul, "2018-11-20",
            "The Constitutional Tribunal *struck down* the law that let him out, void as though it had never been voted.",
            who: "Constitutional Tribunal")
        p.event("back", .arrest, "2018-11-21", "Policemen *fetched* Hane.", whom: "Sorrel Hane")
        p.event(
            "reg", .orderRelease, "2020-10-01", "The Meridional Court of Human Rights *ordered* Tessaly to release Hane.",
            who: "Meridional Court of Human Rights", whom: "Sorrel Hane")
        p.event(
            "brc", .rule, "2021-03", "The regional court *declared* Tessaly in breach of its obligations.",
            who: "Meridional Court of Human Rights", paper: "2021-07-02")
        p.event(
            "asd", .annul, "2021-06-30",
            "The Court of Cassation *set aside* his conviction and the sentence, and ordered a new trial.",
            who: "Court of Cassation", targets: ["con"])
        p.event("free", .release, "2021-07-01", "Hane was *released* from house arrest.", whom: "Sorrel Hane")
        let l = p.ledger(of: "Sorrel Hane")
        var a = l.ask("2014-01-15", "2014-01-15", "Tessaly")
        #expect(a.status == ["none"] && a.custody == "abroad", "\(a.text)")
        a = l.ask("2016-06-01", "2016-06-01", "Tessaly")
        #expect(a.status == ["convicted", "sentenced"] && a.liable == true && a.custody == "held", "\(a.text)")
        a = l.ask("2017-06-01", "2017-06-01", "Tessaly")
        #expect(a.status == ["convicted", "sentenced"] && a.liable == true, "\(a.text)")
        a = l.ask("2018-08-01", "2018-08-01", "Tessaly")
        #expect(a.status.contains("amnestied") && a.liable == false && a.custody == "free", "\(a.text)")
        a = l.ask("2018-08-01", "2018-12-01", "Tessaly")
        #expect(a.status.contains("sentenced") && !a.status.contains("amnestied") && a.liable == true, "\(a.text)")
        a = l.ask("2021-05-01", "2021-05-01", "MCOHR")
        #expect(a.duties == ["breached"] && a.custody == "held", "\(a.text)")
        a = l.ask("2021-07-15", nil, "MCOHR")
        #expect(a.duties == ["complied"], "\(a.text)")
        a = l.ask("2021-07-15", nil, "Tessaly")
        #expect(a.status == ["none"] && a.liable == false && a.custody == "free", "\(a.text)")
    }

    @Test func otherPeoplesActsDoNotLeak() {
        var p = parole()
        p.event(
            "other", .pardon, "2031-04-20", "The president *pardoned* Vera Quill.", who: "department of correctional services",
            whom: "Vera Quill")
        p.event(
            "theirs", .annul, "2031-05-01", "The Provincial Court *annulled* the pardon of Quill.", who: "Provincial Court",
            targets: ["other"])
        p.event(
            "denied", .pardon, "2031-04-21", "The office denied that it would *pardon* Menkes.", whom: "Ralto Menkes",
            modality: .denied)
        let l = p.ledger(of: "Ralto Menkes")
        #expect(!l.ledger.acts.contains { ["other", "theirs", "denied"].contains($0.id) }, "\(l.ledger.acts.map(\.id))")
        #expect(l.ask("2031-06-15", "2031-06-15", "Ostavia").status.isDisjoint(with: ["pardoned"]))
        let quill = p.ledger(of: "Vera Quill")
        #expect(quill.ledger.acts.map(\.id) == ["other", "theirs"], "\(quill.ledger.acts.map(\.id))")
    }

    /// A pardon told with two days and without a target; an annulment of an annulment that names nothing.
    @Test func duplicatesAndUnlinkedDecisions() {
        var p = Papers()
        p.person("Ines Corvo", roles: ["former president of Lusara"])
        p.court("Supreme Court", country: "Lusara")
        p.court("Constitutional Court", country: "Lusara")
        p.court("President Lima", country: "Lusara")
        p.event(
            "sen", .sentence, "2009", "Corvo was *sentenced* to 25 years in prison in 2009.", whom: "Ines Corvo",
            figures: [years(25)], paper: "2017-12-26")
        p.event(
            "p1", .pardon, "2017-12-24", "President Lima *pardoned* Corvo on Christmas Eve.", who: "President Lima",
            whom: "Ines Corvo", paper: "2017-12-26")
        p.event(
            "p2", .pardon, "2017-12-25", "The *pardon* was granted to Corvo by President Lima on Monday.", who: "President Lima",
            whom: "Ines Corvo", paper: "2022-04-08")
        p.event(
            "ann", .annul, "2018", "The Supreme Court *overturned* the pardon in 2018.", who: "Supreme Court", paper: "2022-04-08"
        )
        p.event(
            "res", .overrule, "2022-03-17", "The Constitutional Court *set aside* the ruling that annulled the pardon.",
            who: "Constitutional Court")
        let l = p.ledger(of: "Ines Corvo")
        #expect(
            l.ledger.acts.map(\.id).sorted() == ["ann", "p1", "res", "sen"]
                || l.ledger.acts.map(\.id).sorted() == ["ann", "p2", "res", "sen"])
        var a = l.ask("2018-01-01", "2018-01-01", "Lusara")
        #expect(a.status.contains("pardoned") && a.liable == false, "\(a.text)")
        a = l.ask("2019-06-01", "2019-06-01", "Lusara")
        #expect(a.status == ["convicted", "sentenced"] && a.liable == true, "\(a.text)")
        a = l.ask("2019-06-01", "2022-03-18", "Lusara")
        #expect(a.status.contains("pardoned") && a.liable == false, "\(a.text)")
        a = l.ask("2017-12-24", nil, "Lusara")
        #expect(a.liable == nil && a.text.contains("depends on"), "\(a.text)")
        // What the papers said by then: nothing before the first of them.
        let papers = p.ledger(of: "Ines Corvo", knowledge: .papers)
        #expect(papers.ask("2016-01-01", "2016-01-01", "Lusara").status == ["none"])
        #expect(papers.ask("2019-06-01", "2020-01-01", "Lusara").status.contains("pardoned"))
        #expect(papers.answer(on: "2016-01-01")!.known == "said by these papers")
    }

    @Test func exportsALedgerThatAnswersTheSame() throws {
        let l = stayed().ledger(of: "Oskar Brandelin")
        let again = StatusEngine(ledger: try LedgerFile(parsing: l.ledger.yaml, file: "export.yaml"))
        for (on, asOf) in [("2023-05-01", "2023-05-01"), ("2023-09-16", "2024-01-25"), ("2024-08-01", "2024-08-01")] {
            let a = l.answer(on: on, asOf: asOf, order: "Norrey")!,
                b = again.answer(on: When(on)!, asOf: When(asOf)!, order: "Norrey")
            #expect(
                a.orders[0].status == b.orders[0].status && a.orders[0].liable == b.orders[0].liable
                    && a.custody.state == b.custody.state)
        }
        #expect(l.export.acts.first { $0.id == "ann" }?.effect == "annuls")
        #expect(l.export.acts.first { $0.id == "int" }?.binding == true)
        let json = String(decoding: try JSONEncoder().encode(l.answer(on: "2023-09-16", asOf: "2023-09-16")), as: UTF8.self)
        for key in [
            "\"as_of\":\"2023-09-16\"", "\"liable_to_imprisonment\":true", "\"in_force\"", "\"struck\"", "\"obligations\"",
            "\"custody\"",
        ] {
            #expect(json.contains(key), "\(key)")
        }
    }
}
