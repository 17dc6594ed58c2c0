/// Lists of dates amid an article: "3 May 1994 …", "9 June 1995 …" in a box of their own are the article's, however short their lines.
enum Chronicles {
    /// Lines that make a list.
    private static let fewest = 3
    private static let foreign: Cues = [.comment, .nav, .footer, .share, .teaser, .hidden, .tags]
    private static let foreignElements: Ancestry = [.nav, .footer, .form, .button, .dialog, .hidden, .figure]

    /// Makes the lines of each such list body text: rows that open with a whole date or month, hardly linked, between what is body text or in
    /// one container with it.
    static func keep(_ tree: PageTree, _ labels: inout [BlockLabel]) {
        guard let first = labels.firstIndex(of: .body), let last = labels.lastIndex(of: .body) else { return }
        var start = first
        while start < labels.count {
            var end = start
            while end < labels.count, isLine(tree, end) { end += 1 }
            if end - start >= fewest, labels[start..<end].contains(.other),
                end <= last || isBeside(tree, start, last)
            {
                for i in start..<end where labels[i] == .other { labels[i] = .body }
            }
            start = max(end, start + 1)
        }
    }

    private static func isLine(_ tree: PageTree, _ i: Int) -> Bool {
        let segment = tree.segments[i]
        guard segment.element >= 0, segment.text.count > 12, Int(segment.linkBytes) * 2 < segment.text.count else { return false }
        let element = tree.elements[Int(segment.element)]
        guard element.all.isDisjoint(with: foreign), element.ancestry.isDisjoint(with: foreignElements) else { return false }
        let opening = tree.text[segment.text].prefix(40)
        guard let byte = opening.first, byte.isDigit || byte.isLetter, let found = DayWords.find(opening).first else {
            return false
        }
        // Something is told behind the date.
        return found.range.lowerBound == 0 && !found.edtf.hasPrefix("XXXX") && segment.text.count > found.range.upperBound + 6
    }

    /// Whether the list stands within three steps of an element that holds this segment too.
    private static func isBeside(_ tree: PageTree, _ i: Int, _ segment: Int) -> Bool {
        var element = tree.segments[i].element
        guard tree.elements[Int(element)].all.isDisjoint(with: .related) else { return false }
        for _ in 0..<4 where element >= 0 {
            let holder = tree.elements[Int(element)]
            if holder.tag == .body || holder.tag == .html { return false }
            if Int(holder.firstSegment) <= segment, segment < Int(holder.lastSegment) { return true }
            element = holder.parent
        }
        return false
    }
}
