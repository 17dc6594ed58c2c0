import CaseModel
import Foundation
import Testing

@testable import Documents

@Suite struct OutputTests {
    private func object(_ document: Document) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(DocumentJSON.line(document))) as? [String: Any])
    }

    @Test func offsetsCountScalars() throws {
        let text =
            "Überraschung in Brellin\n\nDas alte „Hafenbecken“ 🚢 von Brellin ist am Montag geschlossen worden, sagte der Bürgermeister.\n\nNiemand war überrascht, als die Schlösser an den alten Toren hingen."
        let document = try readOne(text)
        let json = try object(document)
        let scalars = Array((json["text"] as! String).unicodeScalars)
        let blocks = try #require(json["blocks"] as? [[String: Any]])
        #expect(blocks.count == 3)
        for (block, own) in zip(blocks, document.blocks) {
            let start = try #require(block["start"] as? Int)
            let end = try #require(block["end"] as? Int)
            #expect(String(String.UnicodeScalarView(scalars[start..<end])) == own.text)
        }
    }

    @Test func everythingOfTheContractIsThere() throws {
        let json = try object(try readOne(PageTests.page, name: "dir/harbour \"x\".html"))
        #expect(json["name"] as? String == "dir/harbour \"x\".html")
        #expect((json["id"] as? String)?.count == 64)
        #expect(json["captions"] as? [String] == ["The last ship leaves Brellin on March 7, 2016."])
        #expect((json["published"] as? [String: Any])?["edtf"] as? String == "2016-03-07")
        #expect((json["published"] as? [String: Any])?["basis"] as? String == "metadata")
        #expect(json["copy_of"] is NSNull)
        #expect(json["authors"] as? [String] == ["Orla Finch"])
    }

    @Test func theSameBytesGiveTheSameLine() {
        let lines = (0..<4).map { _ in
            Reader().read(bytes: Array(PageTests.page.utf8), name: "a.html").documents.map { DocumentJSON.line($0) }
        }
        #expect(Set(lines).count == 1)
    }

    @Test func controlCharactersAreEscaped() {
        var line = JSONLine()
        line.string("a\u{1}\"\\\n\t")
        #expect(String(decoding: line.bytes, as: UTF8.self) == "\"a\\u0001\\\"\\\\\\n\\t\"")
    }

    @Test func publishersStayInOneFold() {
        #expect(BlockModel.shared.folds.count == BlockTrainer.folds)
        func fold(_ name: String) -> Int { BlockModel.fold(ofPage: name, folds: 5) }
        #expect(fold("de-HarbourNewsDE_2024_01_01.html.gz") == fold("uk-HarbourNewsEN_2026_02_02.html.gz"))
        #expect(fold("us-BrellinPost_2024_01_01.html.gz") == fold("BrellinPost_3.html.gz"))
    }

    @Test func boostedTreesLearnWhatOneTreeCannot() {
        // Exclusive or of two features among noise.
        var numbers = Numbers(state: 5)
        var rows: [Float] = []
        var labels: [Bool] = []
        for _ in 0..<2000 {
            let row = (0..<6).map { _ in Float(numbers.below(1000)) / 1000 }
            rows += row
            labels.append((row[1] > 0.5) != (row[4] > 0.3))
        }
        let trainer = ForestTrainer(trees: 60, depth: 3, rate: 0.3, damping: 1, rowShare: 0.8, featureShare: 1)
        let forest = trainer.train(rows, width: 6, labels: labels, weights: [Float](repeating: 1, count: labels.count))
        var bytes: [UInt8] = []
        forest.write(to: &bytes)
        var at = 0
        let read = Forest(bytes, at: &at)
        #expect(at == bytes.count)
        let flat = Forest.Flat(read!)
        var right = 0
        for i in labels.indices {
            let score = rows.withUnsafeBufferPointer { flat.score($0.baseAddress! + i * 6) }
            if (score > 0) == labels[i] { right += 1 }
        }
        #expect(right > 1900)
        var short = 0
        #expect(Forest(Array(bytes.dropLast(3)), at: &short) == nil)
    }

    @Test func titles() {
        func title(
            _ stated: String?, _ shared: String?, _ searched: String?, _ printed: String, named: String? = nil,
            alternative: Bool = false, escaped: Bool = false
        ) -> String? {
            var offers = PageTitle.Offers(
                headlines: [stated].compactMap { $0 }, hasAlternative: alternative, isEscaped: escaped, element: searched,
                headings: [printed], site: ["The Herald"])
            offers.metas["og:title"] = shared
            offers.metas["title"] = named
            return PageTitle.choose(offers)
        }
        #expect(
            title("Harbour closes", "Harbour closes - The Herald", "Harbour closes | The Herald", "Harbour closes")
                == "Harbour closes")
        // The search engines' words stand in <title>; what differs is the editors'.
        let searched = "Harbour closed: what to know"
        #expect(title(searched, "The last ship has left", searched, searched) == "The last ship has left")
        #expect(title("Herald", "Harbour closes", "Herald", "Harbour closes") == "Harbour closes")
        #expect(title(nil, nil, "Harbour closes - The Herald", "") == "Harbour closes")
        // An alternative headline beside it, or <meta name=title> agreeing with all else: the stated one is meant.
        #expect(title(searched, "The last ship has left", searched, searched, alternative: true) == searched)
        #expect(title(searched, "The last ship has left", searched, searched, named: searched) == searched)
        #expect(
            title("The last ship has left", "Harbour of Brellin", "Harbour of Brellin", "Harbour of Brellin", alternative: true)
                == "The last ship has left")
        // The heading that is printed and is not the search engines' stays.
        #expect(
            title(
                "Ships: all there is to know", "The last ship has left", "Ships: all", "The last ship has left", alternative: true
            )
                == "The last ship has left")
    }

    @Test func titlesThatAreEscapedAndNamed() throws {
        func page(_ headline: String, _ shared: String) -> String {
            "<html><head><title>Council 'will not' reopen the harbour | The Herald | by Orla Finch</title><meta property=og:title content=\"\(shared)\"><script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"\(headline)\"}</script></head><body><h1>Council ‘will not’ reopen the harbour</h1></body></html>"
        }
        func title(_ html: String) -> String? {
            Array(html.utf8).withUnsafeBufferPointer { PageReader($0).title }
        }
        // The site and the author go, though the printed heading has other quotation marks; a twice escaped headline is not believed.
        #expect(
            title(
                page(
                    "Council &#8216;will not&#8217; reopen the harbour",
                    "Council 'will not' reopen the harbour | The Herald | by Orla Finch"))
                == "Council 'will not' reopen the harbour")
        #expect(
            title(page("Council ‘will not’ reopen the harbour", "Council 'will not' reopen the harbour"))
                == "Council ‘will not’ reopen the harbour")
    }
}
