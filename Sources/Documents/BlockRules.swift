/// A first guess at the article's blocks without a model: the container with most prose, minus what its cues speak against.
enum BlockRules {
    static func labels(_ tree: PageTree) -> [BlockLabel] {
        var score = [Double](repeating: 0, count: tree.elements.count)
        let bad: Cues = [.comment, .related, .nav, .footer, .share, .teaser, .hidden, .bio]
        let badTags: Ancestry = [.nav, .footer, .form, .button, .dialog, .hidden]
        func isProse(_ s: Segment) -> Bool { s.text.count > 60 && Int(s.linkBytes) * 3 < s.text.count }
        for segment in tree.segments where segment.element >= 0 && isProse(segment) {
            let element = tree.elements[Int(segment.element)]
            guard element.near.isDisjoint(with: bad), element.ancestry.isDisjoint(with: badTags) else { continue }
            var weight = Double(min(segment.text.count, 1000))
            var e = element.parent
            for _ in 0..<3 where e >= 0 {
                score[Int(e)] += weight
                weight *= 0.6
                e = tree.elements[Int(e)].parent
            }
        }
        guard let best = score.indices.max(by: { score[$0] < score[$1] }), score[best] > 0 else { return tree.segments.map { _ in .other } }
        let range = tree.elements[best].firstSegment..<tree.elements[best].lastSegment
        return tree.segments.enumerated().map { i, segment in
            guard segment.element >= 0 else { return .other }
            let element = tree.elements[Int(segment.element)]
            if element.ancestry.contains(.figcaption) || element.near.contains(.caption) { return element.ancestry.isDisjoint(with: badTags) && range.contains(Int32(i)) ? .caption : .other }
            guard range.contains(Int32(i)), element.near.isDisjoint(with: bad), element.ancestry.isDisjoint(with: badTags.union(.aside)) else { return .other }
            if Int(segment.linkBytes) * 2 > segment.text.count { return .other }
            if element.tag.isHeading { return element.tag == .h1 ? .other : .subheading }
            return segment.text.count > 40 || element.tag == .p ? .body : .other
        }
    }
}
