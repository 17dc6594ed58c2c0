import CaseModel
import Testing

@testable import Documents

@Suite struct PageTests {
    static let page = """
        <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Harbour closes after 200 years | The Brellin Herald</title>
        <meta property="og:site_name" content="The Brellin Herald"><link rel="canonical" href="https://brellin.example/2016/03/07/harbour">
        <script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Harbour closes after 200 years",
        "datePublished":"2016-03-07T06:00:00+01:00","dateModified":"2016-03-09T08:00:00+01:00","author":[{"@type":"Person","name":"Orla Finch"}]}</script>
        <style>p{color:red}</style></head><body>
        <nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
        <div class="cookie-banner"><p>We use cookies to make this site better for you and our partners.</p></div>
        <article class="story"><h1>Harbour closes after 200 years</h1><p class="byline">By Orla Finch</p>
        <div class="article-body"><p>The old harbour of Brellin closed on Monday after two hundred years, and the last ship left it at noon under a grey sky.</p>
        <figure><img src="a.jpg"><figcaption>The last ship leaves Brellin on March 7, 2016. <span class="credit">Photo: Ann Alder</span></figcaption></figure>
        <p>&ldquo;We will miss the ships,&rdquo; said the mayor, Tilda Varga, who had voted for the closure with a heavy heart &amp; a long speech.</p>
        <h2>What comes next</h2>
        <p>A school will be built where the warehouses stand today.<br>It will open in 2019, the council said in a statement on Monday.</p>
        <div class="related"><h3>Read more</h3><ul><li><a href="/x">Ten gardens to see this spring</a></li></ul></div>
        <p>Two members of the council voted against the plan, because nobody had asked the fishermen what they thought about it.</p></div></article>
        <div class="comments"><p>kelp_77: they should have kept the harbour open for the boats of the old families, shame on them.</p></div>
        <footer><p>&copy; 2021 Brellin Herald Ltd. All rights reserved.</p></footer></body></html>
        """

    @Test func theArticleAndNothingElse() throws {
        let document = try readOne(Self.page, name: "harbour.html")
        checkRanges(document)
        for kept in [
            "closed on Monday after two hundred", "“We will miss the ships,” said", "heart & a long", "What comes next",
            "asked the fishermen",
        ] {
            #expect(document.text.contains(kept), "lost \(kept)")
        }
        for gone in ["cookies", "Sport", "Ten gardens", "kelp_77", "All rights", "The last ship leaves", "Ann Alder", "By Orla"] {
            #expect(!document.text.contains(gone), "kept \(gone)")
        }
    }

    @Test func factsApart() throws {
        let document = try readOne(Self.page, name: "harbour.html")
        #expect(document.title == "Harbour closes after 200 years")
        #expect(document.outlet == "The Brellin Herald")
        #expect(document.authors == ["Orla Finch"])
        #expect(document.language == "en")
        #expect(document.captions == ["The last ship leaves Brellin on March 7, 2016."])
        #expect(document.blocks.filter { $0.kind == .credit }.map(\.text) == ["Photo: Ann Alder"])
        #expect(document.published.edtf == "2016-03-07")
        #expect(document.updated?.edtf == "2016-03-09")
        #expect(document.days.contains { $0.role == .copyright && $0.edtf == "2021" })
        #expect(document.days.contains { $0.source == .url && $0.edtf == "2016-03-07" })
    }

    @Test func bytesHoldTheBlocks() throws {
        let bytes = Array(Self.page.utf8)
        for block in try readOne(Self.page, name: "harbour.html").blocks where block.kind != .credit && block.kind != .caption {
            let source = try #require(block.source)
            let inside = Entities.decoded(folded(HTMLStripper.text(bytes[source])))
            #expect(folded(inside).contains(folded(block.text)))
        }
    }

    @Test(arguments: [
        "", "<", "<p", "</", "<!", "<!--", "<p>a<p>b", "<a href=", "<a href='x", "<script>", "<title>x",
        "a&#x110000;b&#;&nosuch;&amp", "<p>&#55296;</p>",
        "<table><td>a<tr>b</table>", "</p></p></div>", "<![CDATA[x]]>", "<p hidden>a</p>", "\u{0}<p>\u{0}</p>",
    ])
    func brokenMarkupNeverTraps(_ html: String) {
        let result = Reader().read(bytes: Array(("<html>" + html).utf8), name: "x.html")
        #expect(result.documents.count == 1)
    }

    @Test func deepNestingAndHugeTagsAreLinear() {
        let clock = ContinuousClock()
        let deep =
            "<html>" + String(repeating: "<div>", count: 100_000)
            + "<p>The harbour was closed on Monday by the council of Brellin.</p>" + String(repeating: "</b></i>", count: 100_000)
        let wide =
            "<html><p " + (0..<1_000_000).map { "a\($0)=1" }.joined(separator: " ")
            + ">The harbour was closed on Monday by the council of Brellin.</p>"
        let time = clock.measure {
            for html in [deep, wide] { #expect(Reader().read(bytes: Array(html.utf8), name: "x.html").documents.count == 1) }
        }
        #expect(time < .seconds(10))
    }

    @Test func whatLinksTellToScreenReadersIsNoText() throws {
        let html = Self.page.replacingOccurrences(
            of: "asked the fishermen",
            with: "asked <a href=x>the fishermen<span class=q7>(öffnet in einem neuen Fenster)</span></a>")
        let text = try readOne(html, name: "a.html").text
        #expect(text.contains("nobody had asked the fishermen what they thought"))
        #expect(!text.contains("Fenster"))
    }

    @Test func entities() {
        #expect(
            Entities.decoded("a&amp;b &lt; &eacute; &#233; &#xE9; &#150; &apos; AT&T &copy 2".utf8) == "a&b < é é é – ' AT&T © 2")
    }
}

/// Markup taken out of bytes, for comparing.
enum HTMLStripper {
    static func text(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        struct Sink: HTMLSink {
            let bytes: UnsafeBufferPointer<UInt8>
            var out: [UInt8] = []
            mutating func start(_ tag: PageTag, _ attributes: borrowing HTMLAttributes, at: Int, end: Int) {
                if tag.isBlock || tag == .br { out.append(32) }
            }
            mutating func end(_ tag: PageTag, at: Int) {}
            mutating func text(_ range: Range<Int>) { out += bytes[range] }
            mutating func raw(_ tag: PageTag, _ attributes: borrowing HTMLAttributes, _ range: Range<Int>) {}
        }
        return Array(bytes).withUnsafeBufferPointer { p in
            var sink = Sink(bytes: p)
            HTMLScanner.scan(p, into: &sink)
            return sink.out
        }
    }
}
