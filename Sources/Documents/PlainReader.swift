import CaseModel

/// Plain text and Markdown as saved or scraped: the article's paragraphs, with the page's furniture that ran into them taken out.
///
/// Lines are told apart by shape and by the phrases of `Data/phrases.txt`. What stands before the first paragraph of prose is a
/// head (masthead, breadcrumbs, day, byline, headline, captions); after the last one, a tail. Captions stay in the text as blocks of
/// their own kind, since they can be evidence; credits, days and bylines are kept apart.
struct PlainReader {
    private(set) var lines: [PlainLine]
    private(set) var title: String?
    private(set) var outlet: String?
    private(set) var authors: [String] = []
    private(set) var days: [DayCandidate] = []
    /// Credits by the number of the caption's line.
    private var credits: [(line: Int, text: [UInt8], source: Range<Int>)] = []
    private let bytes: [UInt8]

    /// - Parameter bytes: UTF-8.
    init(bytes: [UInt8], markdown: Bool) {
        self.bytes = bytes
        lines = PlainText.lines(bytes, markdown: markdown)
        // Where hardly any line is blank, blank lines part nothing.
        if let last = lines.last, last.group * 5 < lines.count { for i in lines.indices { lines[i].group = i } }
        captions()
        let prose = lines.indices.filter { lines[$0].role == .body && lines[$0].isProse && lines[$0].furniture(tail: false) < 2 }
        let first = prose.first ?? firstSentence()
        let last = prose.last ?? lines.count - 1
        furniture(first: first, last: last)
        for i in lines.indices where lines[i].role == .body && i >= first && saysDay(i) && dayLine(i) { lines[i].role = .date }
        if first > 0 || !lines.isEmpty { head(upTo: first) }
        tail(from: last)
        repeats()
        for i in lines.indices where lines[i].role == .body && lines[i].level > 0 {
            lines[i].role = i == 0 && title == nil ? .heading : .subheading
        }
        subheadings(first: first, last: last)
    }

    private func firstSentence() -> Int {
        lines.firstIndex { $0.role == .body && $0.text.count > 60 && $0.endsSentence } ?? lines.count
    }

    /// A line that begins with "Updated" or "Published" counts as a day wherever it stands.
    private func saysDay(_ i: Int) -> Bool {
        lines[i].text.count < 100 && Phrases.prefix(Phrases.shared.updated + Phrases.shared.published, of: lines[i].lower) != nil
    }

    // MARK: furniture

    private mutating func furniture(first: Int, last: Int) {
        for i in lines.indices
        where lines[i].role != .caption && lines[i].role != .credit && lines[i].furniture(tail: i > last) >= 2 {
            lines[i].role = .chrome
            copyright(lines[i])
            reporters(lines[i])
        }
        // A group of short lines with a player's or a menu's line in it is all furniture, unless it holds the day or a headline.
        for group in groups() where group.count > 2 && group.lowerBound < first {
            let strong = group.filter { lines[$0].role == .chrome }.count
            if strong * 2 >= group.count || strong >= 2,
                group.allSatisfy({ lines[$0].text.count < 60 && !lines[$0].endsSentence })
            {
                for i in group where DayWords.find(lines[i].text).isEmpty && !Bylines.isMasthead(lines[i].text.text) {
                    lines[i].role = .chrome
                }
            }
        }
        // After "More on this story" come links.
        var inLinks = false
        for i in lines.indices {
            if lines[i].role == .chrome, lines[i].text.count < 40, !lines[i].endsSentence {
                let low = lines[i].lower
                inLinks = ["more", "related", "most", "read next", "recommended", "trending"].contains {
                    low.starts(with: Array($0.utf8))
                }
            } else if inLinks, lines[i].text.count < 120, !lines[i].endsSentence || lines[i].text.last == 63 {
                lines[i].role = .chrome
            } else {
                inLinks = false
            }
        }
    }

    private mutating func copyright(_ line: PlainLine) {
        guard
            PlainLine.isCopyright(line.lower) || line.text.find([0xC2, 0xA9]) != nil || line.lower.find(Array("(c)".utf8)) != nil
                || line.lower.find(Array("copyright".utf8)) != nil
        else { return }
        for word in line.text.split(whereSeparator: { !$0.isDigit }) where word.count == 4 {
            if let year = Int(word.text), year > 1800, year < 2100 {
                days.append(DayCandidate(role: .copyright, source: .text, edtf: "\(year)", words: line.text.text))
                return
            }
        }
    }

    private mutating func reporters(_ line: PlainLine) {
        guard PlainLine.isReporters(line.lower), authors.isEmpty else { return }
        let inner = line.text.filter { $0 != 40 && $0 != 41 }
        if let first = inner.split(separator: UInt8(ascii: ";")).first, !first.map(\.lowered).starts(with: Array("editing".utf8))
        {
            authors = Bylines.names(
                first.text.replacingOccurrences(of: "Writing by", with: "By").replacingOccurrences(
                    of: "Additional reporting", with: "By"))
        }
    }

    // MARK: captions

    private mutating func captions() {
        for i in lines.indices where lines[i].role == .body {
            // "… in 1998Credit:" and the name on the next line.
            if let last = lines[i].text.last, last == 58, i + 1 < lines.count, lines[i].text.count < 400,
                lines[i + 1].text.count < 80,
                let (caption, credit) = Captions.split(lines[i].text), credit.isEmpty, !caption.isEmpty
            {
                let next = lines[i + 1]
                makeCaption(i, caption, nil)
                credits.append((i, next.text, next.source))
                lines[i + 1].role = .credit
                continue
            }
            if lines[i].text.count > 700 { continue }
            if let (caption, credit) = Captions.split(lines[i].text), !isQuoted(lines[i].text) || lines[i].text.count < 200 {
                if isHeadlineCased(Array(lines[i].text[caption])) {
                    // A link to another story that ran into a credit.
                    credits.append((i, Array(lines[i].text[credit]), lines[i].source))
                    lines[i].role = .credit
                } else if caption.count < 4 {
                    credits.append((i, Array(lines[i].text[credit]), lines[i].source))
                    lines[i].role = .credit
                } else if isCaptionLike(Array(lines[i].text[caption])) {
                    makeCaption(i, caption, credit.isEmpty ? nil : credit)
                }
            }
        }
        labelledCaptions()
        for group in groups() where group.count > 1 && group.count <= 12 {
            // The alternative text of a picture stands right above its caption.
            if group.contains(where: { lines[$0].role == .caption }) {
                for i in group where lines[i].role == .body && lines[i].text.count < 160 && !lines[i].endsSentence {
                    lines[i].role = .caption
                }
            }
            // Caption, photographer, caption again.
            for i in group where group.contains(where: { $0 > i && lines[$0].text == lines[i].text }) && lines[i].text.count > 30
            {
                for j in group where lines[j].role == .body {
                    let isName = lines[j].text.count < 50 && Bylines.isName(lines[j].text.text)
                    if isName { credits.append((i, lines[j].text, lines[j].source)) }
                    lines[j].role = isName ? .credit : .caption
                }
            }
        }
    }

    /// "Image caption" above its words, and an agency's name alone below them.
    private mutating func labelledCaptions() {
        for i in lines.indices where lines[i].role == .body && lines[i].text.count < 40 {
            let low = lines[i].lower
            if i + 1 < lines.count, lines[i + 1].role == .body, lines[i + 1].text.count < 300,
                ["image caption", "media caption", "caption", "bildunterschrift", "pie de foto"].contains(where: {
                    low.elementsEqual($0.utf8)
                })
            {
                lines[i].role = .chrome
                lines[i + 1].role = .caption
            }
            if i > 0, [.body, .caption].contains(lines[i - 1].role),
                lines[i - 1].text.count < 300,
                Self.agencies.contains(low)
            {
                lines[i].role = .credit
                credits.append((i - 1, lines[i].text, lines[i].source))
                if lines[i - 1].role == .body, !lines[i - 1].isProse { lines[i - 1].role = .caption }
            }
        }
    }
    private static let agencies = Set(
        [
            "getty", "getty images", "reuters", "afp", "ap", "epa", "epa-efe", "efe", "dpa", "ansa", "lusa", "pa media", "pa",
            "shutterstock", "alamy", "xinhua", "tass", "imago",
        ]
        .map { Array($0.utf8) })

    private mutating func makeCaption(_ i: Int, _ caption: Range<Int>, _ credit: Range<Int>?) {
        let text = lines[i].text
        lines[i].role = .caption
        lines[i].text = Array(text[caption])
        if let credit { credits.append((i, Array(text[credit]), lines[i].source)) }
    }

    /// "Footage Shows Damage After Storm": capitals on every longer word, no full stop.
    private func isHeadlineCased(_ text: [UInt8]) -> Bool {
        let words = text.split(separator: 32).filter { $0.count > 4 }
        return words.count >= 5 && text.last != 46
            && words.allSatisfy { $0.first!.isUpper || $0.first! >= 128 || $0.first!.isDigit }
    }
    private func isQuoted(_ text: [UInt8]) -> Bool { text.first == 34 || text.starts(with: [0xE2, 0x80, 0x9C]) }
    /// Prose of several sentences that only mentions a picture is no caption.
    private func isCaptionLike(_ text: [UInt8]) -> Bool {
        let stops = text.indices.filter {
            text[$0] == 46 && $0 + 2 < text.count && text[$0 + 1] == 32 && text[$0 + 2].isUpper && $0 > 3 && text[$0 - 1].isLower
                && text[$0 - 3] != 32
        }.count
        return stops <= 3
    }

    // MARK: head and tail

    private mutating func head(upTo first: Int) {
        // A head of hundreds of lines is none: a list, a table.
        let region = lines.indices.prefix(first > 80 ? 0 : first)
        for i in region where lines[i].role == .body || lines[i].role == .chrome {
            if dayLine(i) {
                lines[i].role = .date
            } else if lines[i].role == .chrome {
                continue
            } else if isCrumbs(lines[i].text) {
                crumbs(lines[i].text)
                lines[i].role = .chrome
            } else if let dateline = Dateline.parse(lines[i].text, offset: 0, alone: true), lines[i].text.count < 100,
                dateline.agency != nil || dateline.day != nil
            {
                // "PORT ANSE, June 3 (Coast Press) - A court has ...": a lead in one line is a paragraph, cut where its dateline ends.
                if let range = dateline.range, range.upperBound < lines[i].text.count { continue }
                lines[i].role = .dateline
            }
        }
        var open = region.filter { lines[$0].role == .body }
        for i in open where isByline(i, open) {
            if authors.isEmpty { authors = Bylines.names(lines[i].text.text) }
            lines[i].role = .byline
        }
        // A second line of the byline: an office, a place.
        for i in open
        where lines[i].role == .body && i > 0 && lines[i - 1].role == .byline && lines[i - 1].group == lines[i].group {
            if lines[i].text.count < 60, !lines[i].endsSentence { lines[i].role = .byline }
        }
        open.removeAll { lines[$0].role != .body }
        // A masthead: a name of a paper, short, in capitals; or words that return in the copyright line.
        for i in open where isMasthead(i) && (open.count > 1 || lines[i].words.count <= 3) {
            if outlet == nil { outlet = Bylines.outletName(lines[i].text.text) }
            lines[i].role = .masthead
        }
        open.removeAll { lines[$0].role != .body }
        if let headline = open.first(where: { lines[$0].words.count >= 4 && lines[$0].text.count < 220 })
            ?? open.first(where: { lines[$0].text.count < 160 })
        {
            lines[headline].role = .heading
            title = lines[headline].text.text
            for i in open where i != headline {
                if i < headline {
                    lines[i].role = .chrome
                } else if !lines[i].endsSentence, lines[i].text.count < 160 {
                    lines[i].role = .subheading
                }
            }
        }
    }

    /// "Updated December 6, 2023 at 8:53 PM ET": a line that is a day and little else.
    private mutating func dayLine(_ i: Int) -> Bool {
        let line = lines[i]
        guard line.text.count < 120 else { return false }
        let low = line.lower
        let updated = Phrases.prefix(Phrases.shared.updated, of: low) ?? (low.find(Array("updated".utf8)) != nil ? 7 : nil)
        let published = Phrases.prefix(Phrases.shared.published, of: low)
        let found = DayWords.find(line.text).filter { $0.edtf.utf8.count >= 10 }
        guard let day = found.first else { return false }
        let rest = line.text.count - day.range.count - (updated ?? published ?? 0)
        guard
            updated != nil || published != nil
                || rest < 48 && line.words.count <= 12 && (!line.endsSentence || day.range.lowerBound < 16) || rest < 24
        else { return false }
        for (n, day) in found.enumerated() where !day.edtf.hasPrefix("XXXX") {
            // "Published … | Updated …": the word before each day counts.
            let before = Array(low[..<min(low.count, day.range.lowerBound)])
            let isUpdate =
                n == 0
                ? updated != nil && published == nil
                : before.find(Array("updated".utf8)) != nil || before.find(Array("modif".utf8)) != nil
            days.append(
                DayCandidate(role: isUpdate ? .updated : .published, source: .text, edtf: day.edtf, words: line.text.text))
        }
        // "Saturday, 19 September 2015 - The Isle Observer"
        let remains = [Array(line.text[..<day.range.lowerBound]), Array(line.text[day.range.upperBound...])].flatMap {
            $0.split { [124, 45].contains($0) }
        }
        for part in remains {
            let words = folded(part.text)
            if outlet == nil, Bylines.isMasthead(words) { outlet = Bylines.outletName(words) }
        }
        return true
    }

    private func isCrumbs(_ text: [UInt8]) -> Bool {
        guard text.count < 100, text.last != 46 else { return false }
        let marks = text.indices.filter { i in
            (text[i] == 62 || text[i] == 47 || text[i] == 124 || (text[i] == 0xC2 && i + 1 < text.count && text[i + 1] == 0xBB)
                || (text[i] == 0xE2 && i + 2 < text.count && text[i + 1] == 0x80 && text[i + 2] == 0xBA)) && i > 0
                && text[i - 1] == 32
        }
        return !marks.isEmpty
    }
    private mutating func crumbs(_ text: [UInt8]) {
        let first = folded(text.split(whereSeparator: { $0 == 62 || $0 == 47 || $0 == 124 }).first.map { $0.text } ?? "")
        if outlet == nil, Bylines.isMasthead(first) { outlet = Bylines.outletName(first) }
    }

    private func isByline(_ i: Int, _ open: [Int]) -> Bool {
        let line = lines[i]
        guard line.text.count < 140, !line.endsSentence || line.text.count < 40 else { return false }
        let low = line.lower
        if let by = Phrases.prefix(Phrases.shared.by, of: low), by + 1 < line.text.count {
            return !Bylines.names(line.text.text).isEmpty || low.starts(with: Array("by ".utf8)) && line.words.count <= 8
        }
        // A name alone, after a headline: "Petra Ashdown" or "Jonas Ember, Port Alder".
        let parts = line.text.text.split(separator: ",").map { folded(String($0)) }
        guard open.contains(where: { $0 != i && lines[$0].role == .body && lines[$0].words.count >= 4 }) else { return false }
        if let first = parts.first, parts.count <= 2, Bylines.isName(first), line.words.count <= 6,
            !line.isUpper || line.words.count == 2
        {
            return true
        }
        let words = line.words.map { $0.map(\.lowered).text }
        return words.count <= 4
            && words.contains { ["reporters", "staff", "correspondent", "agencies", "reporter", "correspondents"].contains($0) }
    }

    private func isMasthead(_ i: Int) -> Bool {
        let line = lines[i]
        guard line.words.count <= 5, line.text.count < 50, !line.endsSentence else { return false }
        if Bylines.isMasthead(line.text.text) { return true }
        let low = line.lower
        return lines.indices.suffix(60).contains {
            $0 != i && lines[$0].role == .chrome && lines[$0].lower.find(low) != nil && PlainLine.isCopyright(lines[$0].lower)
        }
    }

    private mutating func tail(from last: Int) {
        guard last + 1 < lines.count else { return }
        for i in (last + 1)..<lines.count where lines[i].role == .body {
            let line = lines[i]
            if Bylines.isMasthead(line.text.text), line.words.count <= 5 {
                lines[i].role = .masthead
            } else if line.text.count < 50, !line.endsSentence, Bylines.isName(line.text.text) {
                if authors.isEmpty { authors = Bylines.names(line.text.text) }
                lines[i].role = .byline
            } else if dayLine(i) {
                lines[i].role = .date
            }
        }
    }

    /// The same paragraph twice is printed once.
    private mutating func repeats() {
        var seen = Set<[UInt8]>()
        for i in lines.indices where lines[i].role != .chrome && lines[i].text.count > 30 {
            if !seen.insert(lines[i].text).inserted { lines[i].role = .chrome }
        }
    }

    /// A short line without a full stop between paragraphs, alone in its group, heads what follows.
    private mutating func subheadings(first: Int, last: Int) {
        guard first < last else { return }
        for i in (first + 1)..<last where lines[i].role == .body && lines[i].text.count < 80 && !lines[i].endsSentence {
            let alone = lines[i - 1].group != lines[i].group && lines[i + 1].group != lines[i].group
            let head = lines[i].text.first!
            if alone, head.isUpper || head >= 128, lines[i].words.count <= 10, ![34, 44, 58, 59].contains(lines[i].text.last!) {
                lines[i].role = .subheading
            }
        }
    }

    private func groups() -> [Range<Int>] {
        var out: [Range<Int>] = []
        var start = 0
        for i in lines.indices where i + 1 == lines.count || lines[i + 1].group != lines[i].group {
            out.append(start..<(i + 1))
            start = i + 1
        }
        return out
    }

    // MARK: the document

    /// Fills `document`'s text, blocks, title, outlet, authors, days and datelines.
    func fill(_ document: inout Document) {
        var builder = TextBuilder()
        let apart = Dictionary(grouping: credits, by: \.line)
        for (i, line) in lines.enumerated() {
            switch line.role {
            case .chrome, .byline, .masthead: break
            case .date: builder.apart(.dateline, line.text, line.source)
            case .credit: break
            case .body: builder.add(.paragraph, line.text, line.source)
            case .heading: builder.add(.heading, line.text, line.source)
            case .subheading: builder.add(.subheading, line.text, line.source)
            case .caption: builder.add(.caption, line.text, line.source)
            case .listItem: builder.add(.listItem, line.text, line.source)
            case .quotation: builder.add(.quotation, line.text, line.source)
            case .dateline: builder.add(.dateline, line.text, line.source)
            }
            for credit in apart[i] ?? [] where !credit.text.isEmpty { builder.apart(.credit, credit.text, credit.source) }
        }
        builder.finish(&document)
        document.title = document.title ?? title
        document.outlet = document.outlet ?? outlet
        if document.authors.isEmpty { document.authors = authors }
        document.days += days
    }
}
