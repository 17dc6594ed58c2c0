import CaseModel
import Foundation
import Testing

@testable import Exchange

@Suite struct CaseJSONTests {
    func parsed() throws -> [String: Any] {
        let bytes = try #require(try Exporter(SampleCase.input).files(.json).first).bytes
        return try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    @Test func quotesStandAtTheirScalarOffsets() throws {
        let json = try parsed()
        let documents = try #require(json["documents"] as? [[String: Any]])
        let texts = Dictionary(
            uniqueKeysWithValues: documents.map { ($0["id"] as! String, Array(($0["text"] as! String).unicodeScalars)) })
        var seen = 0
        for event in json["events"] as! [[String: Any]] {
            for evidence in event["evidence"] as! [[String: Any]] {
                let scalars = texts[evidence["document"] as! String]![(evidence["start"] as! Int)..<(evidence["end"] as! Int)]
                #expect(String(String.UnicodeScalarView(scalars)) == evidence["quote"] as! String)
                seen += 1
            }
        }
        let quote = (json["quotes"] as! [[String: Any]])[0]
        let scalars = texts[quote["document"] as! String]![(quote["start"] as! Int)..<(quote["end"] as! Int)]
        #expect(String(String.UnicodeScalarView(scalars)) == "I am innocent; I always was,")
        #expect(quote["text"] as? String == "I am innocent; I always was," && quote["direct"] as? Bool == true)
        #expect(seen == 4)
    }

    @Test func hasTheContractsKeys() throws {
        let json = try parsed()
        #expect(json["format"] as? String == "legajo-case/1")
        let document = (json["documents"] as! [[String: Any]])[0]
        for key in ["id", "name", "title", "outlet", "authors", "language", "text", "captions", "published", "copy_of"] {
            #expect(document[key] != nil, "documents lack \(key)")
        }
        #expect(document["captions"] as? [String] == ["Ardelin leaves the court"])
        let published = document["published"] as! [String: Any]
        #expect(published["edtf"] as? String == "2011-03-04" && published["basis"] as? String == "metadata")
        #expect(((json["documents"] as! [[String: Any]])[1]["published"] as! [String: Any])["edtf"] is NSNull)
        let events = json["events"] as! [[String: Any]]
        #expect(events.map { $0["id"] as! String } == ["e1aa", "e2bb", "e4dd", "e3cc"])
        for key in [
            "kind", "date", "headline", "participants", "modality", "targets", "figures", "evidence", "independent_sources",
            "review",
        ] {
            #expect(events.allSatisfy { $0[key] != nil }, "events lack \(key)")
        }
        #expect(events[1]["targets"] as? [String] == ["e1aa"] && events[0]["kind"] as? String == "order-release")
        let conflict = (json["conflicts"] as! [[String: Any]])[0]
        #expect((conflict["values"] as! [[String: Any]]).count == 2 && conflict["field"] as? String == "date")
    }

    @Test func offsetsInsideAScalarCountToItsBeginning() {
        var document = Document(id: DocumentID("x"), name: "x", text: "é" + String(repeating: "a", count: 300) + "日本")
        document.title = nil
        let paper = Paper(document)
        #expect(paper.scalar(0) == 0 && paper.scalar(1) == 0 && paper.scalar(2) == 1 && paper.scalar(302) == 301)
        #expect(paper.scalar(303) == 301 && paper.scalar(305) == 302 && paper.scalar(308) == 303 && paper.scalar(9_999) == 303)
        #expect(paper.words(303..<305) == "日" && paper.scalars(303..<304) == (301, 302))
    }

    @Test func sameCaseSameBytes() throws {
        for format in ExportFormat.allCases {
            #expect(try Exporter(SampleCase.input).files(format) == Exporter(SampleCase.input).files(format), "\(format)")
        }
    }
}
