import CaseModel
import Foundation

/// An HTML page as a document.
struct PageReader {
    let tree: PageTree
    let statements: PageStatements
    let title: String?

    /// - Parameter bytes: UTF-8.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        var builder = PageBuilder(bytes: bytes)
        HTMLScanner.scan(bytes, into: &builder)
        tree = builder.finish()
        statements = PageStatements(tree.facts, bytes: bytes, text: tree.text, segments: tree.segments)
        let headings = tree.segments.filter { $0.element >= 0 && builder.tree.elements[Int($0.element)].tag == .h1 }.map {
            builder.tree.text[$0.text].text
        }
        let site = [tree.facts.metas["og:site_name"], statements.publisher, tree.facts.metas["application-name"]].compactMap {
            $0
        }
        title = PageTitle.choose(
            PageTitle.Offers(
                headlines: statements.headlines, hasAlternative: statements.statesAlternative,
                isEscaped: statements.headlineIsEscaped, metas: tree.facts.metas, element: tree.facts.titleElement,
                headings: headings, site: site))
    }

    /// What the block model looks at.
    var features: BlockFeatures {
        BlockFeatures(
            tree, title: title,
            descriptions: ["og:description", "description", "twitter:description"].compactMap { tree.facts.metas[$0] }
                + statements.descriptions, articleBody: statements.articleBody)
    }

    /// Labels that keep all text, for HTML that holds an article and nothing else.
    var everything: [BlockLabel] {
        tree.segments.map { segment in
            guard segment.element >= 0 else { return .body }
            let element = tree.elements[Int(segment.element)]
            return element.ancestry.contains(.figcaption) ? .caption : element.tag.isHeading ? .subheading : .body
        }
    }

    func fill(_ document: inout Document, labels: [BlockLabel]) {
        document.title = title
        document.outlet = tree.facts.metas["og:site_name"] ?? statements.publisher ?? outletInTitle
        document.section = statements.section ?? tree.facts.metas["article:section"] ?? tree.facts.metas["section"]
        document.canonicalURL = tree.facts.canonical ?? tree.facts.metas["og:url"]
        document.authors = PageAuthors(self, labels: labels).names
        PageText(self, labels: labels).fill(&document)
        if let body = statements.articleBody, body.utf8.count > 600, document.text.utf8.count * 3 < body.utf8.count {
            stated(body, &document)
        }
        document.days = statements.days + document.days
        pageDays(&document, labels)
        if let url = document.canonicalURL, let found = DayWords.inName(url) {
            document.days.append(DayCandidate(role: .published, source: .url, edtf: found.edtf, words: url))
        }
        let declared = statements.language ?? tree.facts.htmlLanguage ?? tree.facts.metas["og:locale"]
        document.language = LanguageGuess.language(of: document.text, declared: declared)
    }

    /// The text as JSON-LD states it, for pages that print next to nothing and leave the rest to scripts. No byte ranges.
    private func stated(_ body: String, _ document: inout Document) {
        var builder = TextBuilder()
        let captions = document.blocks.filter { $0.range == nil }
        // Some pages state it as markup.
        if body.contains("<p>") || body.contains("<br") {
            Array(body.utf8).withUnsafeBufferPointer { p in
                var page = PageBuilder(bytes: p)
                HTMLScanner.scan(p, into: &page)
                let tree = page.finish()
                for segment in tree.segments { builder.add(.paragraph, tree.text[segment.text], nil) }
            }
        } else {
            for line in body.utf8.split(whereSeparator: { $0 == 10 || $0 == 13 }) { builder.add(.paragraph, folded(line), nil) }
        }
        for block in captions { builder.apart(block.kind, block.text.utf8, block.source) }
        builder.finish(&document)
        document.problems.append("the page prints little of its text; it was taken from the page's JSON-LD")
    }

    private var outletInTitle: String? {
        guard let whole = tree.facts.titleElement, let title, let range = whole.range(of: title) else { return nil }
        let rest = whole[range.upperBound...].drop { " -|–—·•»:".contains($0) }
        return rest.isEmpty || rest.count > 60 ? nil : String(rest)
    }

    /// Days in words near the headline ("Updated Nov 24, 2022"), and years of copyright lines.
    private func pageDays(_ document: inout Document, _ labels: [BlockLabel]) {
        let text = tree.text
        var near = 0
        let head = head(labels)
        for (i, segment) in tree.segments.enumerated() {
            let words = text[segment.text]
            if words.count < 200, let year = PageReader.copyrightYear(words) {
                document.days.append(DayCandidate(role: .copyright, source: .text, edtf: year, words: words.text))
                continue
            }
            guard labels[i] == .other, segment.element >= 0, words.count < 160 else { continue }
            let element = tree.elements[Int(segment.element)]
            let cued =
                element.near.contains(.date) || element.near.contains(.author)
                || !segment.inline.isDisjoint(with: [.date, .author])
            guard near < 6, cued || head.contains(i) && isStamp(words), words.contains(where: \.isDigit) else { continue }
            for found in DayWords.find(words) where found.isDay {
                near += 1
                let before = Phrases.plain(words.prefix(found.range.lowerBound))
                let updated = Phrases.first(Phrases.shared.updated, in: before) != nil
                document.days.append(
                    DayCandidate(role: updated ? .updated : .published, source: .byline, edtf: found.edtf, words: words.text))
            }
        }
    }

    /// The segments between the headline, with the two above it, and the text: where pages print their day, whatever their markup calls it.
    private func head(_ labels: [BlockLabel]) -> Range<Int> {
        guard let body = labels.firstIndex(of: .body),
            let headline = tree.segments[..<body].firstIndex(where: {
                $0.element >= 0 && [.h1, .h2].contains(tree.elements[Int($0.element)].tag)
            })
        else { return 0..<0 }
        return max(0, headline - 2)..<body
    }

    /// A day and little else: "3 October 2012", "Coast Agency, Monday 7th June 2010", "Posted Friday 14 June 2013 | By …".
    private func isStamp(_ words: some Collection<UInt8>) -> Bool {
        let bytes = Array(words)
        guard let day = DayWords.find(bytes).first(where: \.isDay), bytes.last != UInt8(ascii: ".") else { return false }
        return bytes.count - day.range.count < 60 && bytes.split(separator: 32).count <= 14
    }

    static func copyrightYear(_ words: some Collection<UInt8>) -> String? {
        let bytes = Array(words)
        guard bytes.find([0xC2, 0xA9]) != nil || bytes.startsIgnoringCase("copyright") || bytes.startsIgnoringCase("(c)") else {
            return nil
        }
        for run in bytes.split(whereSeparator: { !$0.isDigit }).reversed() where run.count == 4 {
            if let year = Int(run.text), year > 1800, year < 2100 { return "\(year)" }
        }
        return nil
    }
}

/// What a segment of a page is.
public enum BlockLabel: UInt8, Sendable, CaseIterable {
    case other, body, subheading, caption, credit
}

/// The chosen segments as text and blocks.
private struct PageText {
    let page: PageReader
    let labels: [BlockLabel]
    init(_ page: PageReader, labels: [BlockLabel]) { self.page = page; self.labels = labels }

    func fill(_ document: inout Document) {
        var builder = TextBuilder()
        let tree = page.tree
        var row: Int32 = -1
        var cells: [UInt8] = []
        var rowSource = 0..<0
        func endRow(_ builder: inout TextBuilder) {
            builder.add(.tableRow, cells, rowSource)
            cells = []
            row = -1
        }
        var captions = Set<[UInt8]>()
        for (i, segment) in tree.segments.enumerated() {
            let words = Array(tree.text[segment.text])
            let here = labels[i] == .body || labels[i] == .subheading ? rowOf(segment.element) : -1
            if row >= 0, here != row { endRow(&builder) }
            switch labels[i] {
            case .other: break
            case .body where here >= 0:
                if row < 0 { rowSource = segment.source }
                row = here
                if !cells.isEmpty { cells.append(9) }
                cells += words
                rowSource = rowSource.lowerBound..<segment.source.upperBound
            case .body: builder.add(kind(segment), words, segment.source)
            case .subheading: builder.add(.subheading, words, segment.source)
            case .caption:
                let credit = segment.credit.isEmpty ? nil : segment.credit
                var caption = words
                var creditWords: [UInt8] = []
                if let credit, credit.upperBound == segment.text.upperBound, credit.lowerBound > segment.text.lowerBound {
                    caption = folded(tree.text[segment.text.lowerBound..<credit.lowerBound])
                    creditWords = folded(tree.text[credit])
                } else if let (c, r) = Captions.split(words), c.count > 3 {
                    caption = Array(words[c])
                    creditWords = Array(words[r])
                }
                if captions.insert(caption).inserted { builder.apart(.caption, caption, segment.source) }
                if !creditWords.isEmpty { builder.apart(.credit, creditWords, segment.source) }
            case .credit: builder.apart(.credit, words, segment.source)
            }
        }
        if row >= 0 { endRow(&builder) }
        builder.finish(&document)
    }

    /// The table row around an element, when it lies in a table of several columns' rows.
    private func rowOf(_ element: Int32) -> Int32 {
        var e = element
        var steps = 0
        while e >= 0, steps < 4 {
            if page.tree.elements[Int(e)].tag == .tr { return e }
            e = page.tree.elements[Int(e)].parent
            steps += 1
        }
        return -1
    }

    private func kind(_ segment: Segment) -> Block.Kind {
        guard segment.element >= 0 else { return .paragraph }
        let element = page.tree.elements[Int(segment.element)]
        if element.tag.isHeading { return .subheading }
        if element.ancestry.contains(.quotation) { return .quotation }
        if element.tag == .li || element.tag == .dd { return .listItem }
        return .paragraph
    }
}
