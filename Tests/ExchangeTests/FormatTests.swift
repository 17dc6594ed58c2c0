import CaseFile
import CaseModel
import Foundation
import Testing

@testable import Exchange

@Suite struct FormatTests {
    func object(_ format: ExportFormat) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(try SampleCase.text(format).utf8)) as? [String: Any])
    }

    @Test func everyFormatGivesAFile() throws {
        for format in ExportFormat.allCases {
            let files = try Exporter(SampleCase.input).files(format)
            #expect(!files.isEmpty && files.allSatisfy { !$0.bytes.isEmpty }, "\(format)")
        }
        #expect(ExportFormat.allCases.count == 18)
    }

    @Test func everyFormatTakesAnEmptyCase() throws {
        let empty = ExportCase(name: "empty", documents: [], record: CaseRecord())
        for format in ExportFormat.allCases where format != .timeml { _ = try Exporter(empty).files(format) }
    }

    @Test func datesInWords() {
        let expected = [
            ("2017-12-24", "24 December 2017"), ("2017-12", "December 2017"), ("2017", "2017"),
            ("2018-10-03/2018-10-06", "between 3 and 6 October 2018"),
            ("2018-09-30/2018-10-06", "between 30 September and 6 October 2018"),
            ("2017-12-31/2018-01-01", "between 31 December 2017 and 1 January 2018"),
            ("2022-04-01/..", "on or after 1 April 2022"),
            ("../2001", "by 2001"), ("2004-06~", "about June 2004"), ("1984?", "1984 (uncertain)"),
            ("2017-03/2017-05", "between March and May 2017"),
        ]
        for (edtf, words) in expected { #expect(DateWords.words(edtf) == words) }
        #expect(DateWords.words("1990/2000", lasting: true) == "1990 to 2000" && DateWords.words(nil) == "no date")
    }

    @Test func timelineJSHasWhatItsReaderNeeds() throws {
        let json = try object(.timelinejs)
        let events = try #require(json["events"] as? [[String: Any]])
        #expect(events.count == 2, "rejected and undated entries stay out")
        #expect(events.allSatisfy { ($0["start_date"] as? [String: Any])?["year"] is Int && $0["unique_id"] is String })
        #expect((events[1]["end_date"] as? [String: Any])?["day"] as? Int == 6)
        #expect(events[1]["display_date"] as? String == "between 3 and 6 October 2011")
        let rows = CSV.rows(Array(try SampleCase.text(.timelinejsCSV).utf8))
        #expect(rows[0].cells == TimelineJS.header && rows.count == 4 && rows.allSatisfy { $0.cells.count == 19 })
        #expect(rows[2].cells[0...2] == ["2011", "3", "1"] && rows[3].cells[9].hasPrefix("'="))
    }

    @Test func tablesAreSafeAndWhole() throws {
        let files = try Exporter(SampleCase.input).files(.csv)
        #expect(
            files.map(\.name) == [
                "chronology.csv", "evidence.csv", "quotes.csv", "disagreements.csv", "papers.csv", "people.csv",
            ])
        for file in files {
            #expect(file.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
            let rows = CSV.rows(file.bytes)
            #expect(rows.count > 1 && rows.allSatisfy { $0.cells.count == rows[0].cells.count })
            for cell in rows.flatMap(\.cells) { #expect(cell.first.map { !"=+-@".contains($0) } ?? true) }
        }
        let chronology = CSV.table(files[0].bytes).rows
        #expect(chronology.map { $0.cells["id"] } == ["e1aa", "e2bb", "e3cc"])
        #expect(chronology[0].cells["quote"] == "Judge Öznur Valk freed José Ardelin, 61, on Tuesday.")
        #expect(chronology[1].cells["earliest"] == "2011-10-03" && chronology[1].cells["latest"] == "2011-10-06")
    }

    @Test func calendarLinesAreFoldedAtOctets() throws {
        let text = try SampleCase.text(.ics)
        let lines = text.components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 75 } && !text.replacingOccurrences(of: "\r\n", with: "").contains("\n"))
        let unfolded = text.replacingOccurrences(of: "\r\n ", with: "")
        #expect(unfolded.contains("DTSTART;VALUE=DATE:20110301\r\nDTEND;VALUE=DATE:20110302\r\n"))
        #expect(unfolded.contains("61\\, on Tuesday.") && unfolded.contains("DTSTAMP:20260203T100500Z"))
        #expect(text.components(separatedBy: "BEGIN:VEVENT").count == 2, "only what has a day")
    }

    @Test func bibliographies() throws {
        let csl = try #require(try JSONSerialization.jsonObject(with: Data(try SampleCase.text(.csl).utf8)) as? [[String: Any]])
        #expect(csl.count == 2 && csl[0]["type"] as? String == "article-newspaper")
        #expect((csl[0]["author"] as? [[String: String]])?.first == ["family": "Tolvanen", "given": "Mina"])
        #expect(((csl[0]["issued"] as? [String: Any])?["date-parts"] as? [[Int]]) == [[2011, 3, 4]] && csl[1]["issued"] == nil)
        let ris = try SampleCase.text(.ris)
        #expect(
            ris.hasPrefix("TY  - NEWS\r\n") && ris.contains("AU  - Tolvanen, Mina\r\n") && ris.contains("DA  - 2011/03/04/\r\n"))
        #expect(ris.components(separatedBy: "ER  - \r\n").count == 3)
    }

    @Test func followTheMoneyPropertiesAreLists() throws {
        let lines = try SampleCase.text(.ftm).split(separator: "\n")
        let entities = try lines.map { try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]) }
        #expect(entities.allSatisfy { $0["properties"] is [String: [String]] && $0["id"] is String })
        #expect(Set(entities.map { $0["schema"] as! String }) == ["Article", "Person", "PublicBody", "Event"])
        let events = entities.filter { $0["schema"] as? String == "Event" }.map { $0["properties"] as! [String: [String]] }
        #expect(
            events[0]["date"] == ["2011-03-01"] && events[1]["startDate"] == ["2011-10-03"]
                && events[1]["endDate"] == ["2011-10-06"])
    }

    @Test func annotationsQuoteAndCountScalars() throws {
        let items = try #require(try object(.annotations)["items"] as? [[String: Any]])
        #expect(items.count == 4)
        let selector = try #require((items[0]["target"] as? [String: Any])?["selector"] as? [[String: Any]])
        let text = Array(SampleCase.one.text.unicodeScalars)
        let exact = String(String.UnicodeScalarView(text[(selector[0]["start"] as! Int)..<(selector[0]["end"] as! Int)]))
        #expect(selector[1]["exact"] as? String == exact && exact.hasPrefix("Judge Öznur"))
        #expect(selector[1]["prefix"] as? String == "LÍMANDA — ")
    }

    @Test func pagesEscapeWhatPapersSay() throws {
        var record = SampleCase.record
        record.events[0].headline = "<script>alert(1)</script> & *stars* | pipes"
        let input = ExportCase(name: "a<b", documents: [SampleCase.one, SampleCase.two], record: record)
        for format in [ExportFormat.html, .svg, .graphml, .akn, .timelinejs] {
            let text = String(decoding: try Exporter(input).files(format)[0].bytes, as: UTF8.self)
            #expect(!text.contains("<script>alert"), "\(format)")
        }
        let markdown = String(decoding: try Exporter(input).files(.markdown)[0].bytes, as: UTF8.self)
        #expect(markdown.contains("\\<script\\>") && markdown.contains("\\*stars\\* \\| pipes"))
        let html = String(decoding: try Exporter(input).files(.html)[0].bytes, as: UTF8.self)
        #expect(!html.contains("src=") && !html.contains("http-equiv") && html.contains("“I am") == false)
    }

    @Test func theLogAsProvenance() throws {
        let json = try object(.prov)
        let activities = try #require(json["activity"] as? [String: Any])
        #expect(activities.count == 3)
        let agents = try #require(json["agent"] as? [String: [String: Any]])
        #expect(agents.values.contains { $0["prov:label"] as? String == "ida" })
        #expect((json["wasInformedBy"] as? [String: Any])?.count == 1)
    }

    @Test func filteredExportsHoldOnlyWhatFits() throws {
        var record = SampleCase.record
        record.events = [record.events[1]]
        let input = ExportCase(name: "ardelin", documents: [SampleCase.one, SampleCase.two], record: record)
        #expect(CSV.rows(try Exporter(input).files(.csv)[0].bytes).count == 2)
    }
}

@Suite struct ImportTests {
    func headlines(_ result: ImportResult) -> [String] {
        result.actions.compactMap {
            if case .addEvent(_, _, let edtf, let headline, _, _, _) = $0 { "\(edtf) \(headline)" } else { nil }
        }
    }

    @Test func whatGoesOutComesIn() throws {
        let importer = Importer(documents: [SampleCase.one, SampleCase.two])
        for format in [(ExportFormat.timelinejs, ImportFormat.timelinejs), (.timelinejsCSV, .csv), (.ftm, .ftm)] {
            let file = try Exporter(SampleCase.input).files(format.0)[0]
            let result = try importer.read(file.bytes, format: format.1, name: file.name)
            let dated = headlines(result)
            #expect(dated.contains("2011-03-01 Öznur Valk frees José Ardelin"), "\(format)")
            #expect(dated.contains("2011-10-03/2011-10-06 =cmd|' /C calc'!A0 annuls the release, of José Ardelin"), "\(format)")
            #expect(try importer.read(file.bytes, format: format.1, name: file.name).actions == result.actions)
        }
    }

    @Test func aTableWithMistakes() throws {
        let table =
            "Date,Headline,Kind,Who,Note\n2011-05-06,A hearing,rule,\"authority: High Court; Ardelin\",from the gazette\n2011-13-01,Nothing,,,\n2012,,,,\n2013,Odd,dance,,\n"
        let result = try Importer().read(Array(table.utf8), format: .csv, name: "t.csv")
        #expect(
            headlines(result) == ["2011-05-06 A hearing"] && result.problems.count == 3 && result.problems[0].hasPrefix("line 3"))
        guard case .addEvent(_, let kind, _, _, let participants, _, let note) = result.actions[0] else { return }
        #expect(
            kind == .rule && participants.map(\.role) == [.authority, .agent] && note == "from t.csv, line 2. from the gazette")
        #expect(throws: CaseFileError.self) { try Importer().read(Array("x,y\n".utf8), format: .csv, name: "t.csv") }
        #expect(throws: CaseFileError.self) { try Importer().read(Array("{}".utf8), format: .timelinejs, name: "t.json") }
    }

    @Test func bibliographyDatesPapers() throws {
        let csl = """
            [{"id":"1","title":"Release annulled","issued":{"date-parts":[["2011",10,7]]}},
             {"id":"2","title":"A paper from elsewhere","issued":{"date-parts":[[2011]]}}, {"id":"3","title":"Undated"}]
            """
        let result = try Importer(documents: [SampleCase.one, SampleCase.two]).read(Array(csl.utf8), format: .csl, name: "z.json")
        #expect(result.actions == [.dateDocument(SampleCase.two.id, edtf: "2011-10-07")] && result.problems.count == 2)
    }

    @Test func bibliographyFillsWhatPapersLack() throws {
        let csl = """
            [{"id":"1","title":"Another title","URL":"https://harbourpost.example/2011/ardelin","container-title":"Another outlet",
              "author":[{"family":"Other","given":"An"}]},
             {"id":"2","title":"Release annulled","container-title":"Límanda  Gazette","issued":{"date-parts":[[2011,10,7]]},
              "author":[{"family":"Ferrán","given":"Maria","non-dropping-particle":"de"},{"literal":"Staff"}, {}]},
             {"id":"3","title":"Release annulled","issued":{"date-parts":[[2011,13,7]]}}]
            """
        let result = try Importer(documents: [SampleCase.one, SampleCase.two]).read(Array(csl.utf8), format: .csl, name: "z.json")
        // What a paper says of itself stays; "2011-13-07" is no day.
        #expect(
            result.actions == [
                .describeDocument(
                    SampleCase.two.id, title: nil, outlet: "Límanda Gazette", authors: ["Maria de Ferrán", "Staff"]),
                .dateDocument(SampleCase.two.id, edtf: "2011-10-07"),
            ])
        #expect(result.problems.count == 2)
        // The program's own bibliography gives a paper nothing that it lacks.
        var bare = SampleCase.two
        bare.title = nil
        let own = "[{\"title\":\"papers/two.html\",\"note\":\"sha256: \(bare.id.hex)\"}]"
        #expect(try Importer(documents: [bare]).read(Array(own.utf8), format: .csl, name: "z.json").actions.isEmpty)
    }

    @Test func aLedgerComesInAsActs() throws {
        let ledger = """
            case: ardelin
            subject: José Ardelin
            acts:
              - {id: SENT, order: LM, authority: High Court, what: sentence of nine years, adopted: 2009-05-06, components: [conviction, prison]}
              - id: PARDON
                order: LM
                authority: Governor
                what: pardon
                adopted: 2010-01-02
                components: [pardon]
                effects: [{effect: strike, target: SENT#prison, mode: ex-nunc}]
            """
        let result = try Importer().read(Array(ledger.utf8), format: .ledger, name: "l.yaml")
        #expect(headlines(result) == ["2009-05-06 sentence of nine years (José Ardelin)", "2010-01-02 pardon (José Ardelin)"])
    }

    @Test func csvIsReadForgivingly() {
        let rows = CSV.rows(Array("\u{FEFF}a,\"b \"\"q\"\"\nc\",d\r\n\r\n1,,\"unclosed".utf8))
        #expect(rows.map(\.cells) == [["a", "b \"q\"\nc", "d"], ["1", "", "unclosed"]] && rows.map(\.line) == [1, 4])
        #expect(CSV.rows(Array("a;b\n1;2,5".utf8)).map(\.cells) == [["a", "b"], ["1", "2,5"]])
        #expect(CSV.line(["a,b", "c\"d", "e"]) == "\"a,b\",\"c\"\"d\",e\r\n")
        #expect(CSV.rows([0xFF, 0xFE, 0x2C, 0x41]).first?.cells.count == 2 && CSV.rows([]).isEmpty)
    }
}
