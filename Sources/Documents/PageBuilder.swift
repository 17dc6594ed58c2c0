/// Builds a `PageTree` from the scanner's reports. Start tags deeper than `depthLimit` are looked through.
struct PageBuilder: HTMLSink {
    static let depthLimit = 400
    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var tree = PageTree()
    private var stack: [Int32] = []
    /// Start tags that were looked through and not yet ended.
    private var overflow = 0
    private var silent = 0
    private var links = 0
    private var strong = 0
    private var breaks = 0
    private var current: Segment?
    private var gap = false
    private var creditDepth = -1

    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        tree.text.reserveCapacity(bytes.count / 4)
        tree.elements.reserveCapacity(bytes.count / 60)
        tree.segments.reserveCapacity(bytes.count / 300)
        stack.reserveCapacity(64)
    }

    mutating func finish() -> PageTree {
        flush()
        while let top = stack.popLast() { tree.elements[Int(top)].lastSegment = Int32(tree.segments.count) }
        return tree
    }

    mutating func start(_ tag: PageTag, _ attributes: borrowing HTMLAttributes, at: Int, end: Int) {
        switch tag {
        case .br:
            breaks += 1
            if breaks > 1 { flush() } else if current != nil { gap = true }
            return
        case .meta: tree.facts.meta(attributes); return
        case .link: tree.facts.link(attributes); return
        case .html: if let language = attributes.string("lang") { tree.facts.htmlLanguage = language }
        case .time: tree.facts.openTime(attributes, segment: tree.segments.count)
        case .wbr, .base, .input, .source, .embed, .area, .col, .param, .track, .img, .head, .body:
            tree.facts.itemprop(attributes)
            return
        default: break
        }
        // Shapes of a drawing and the like neither hold text nor matter for what surrounds them.
        if tag == .other, silent > 0 || bytes[max(at, end - 2)] == UInt8(ascii: "/") { return }
        if tag.isBlock { flush() }
        if tag == .hr { return }
        implyEnds(tag)
        guard stack.count < PageBuilder.depthLimit else {
            overflow += 1
            return
        }
        var own: Cues = []
        var style = UInt64(tag.rawValue) &* 0x9e37_79b9
        var ancestry = Ancestry.of(tag)
        for item in attributes.items {
            let name = attributes.bytes[item.name]
            guard let first = name.first else { continue }
            let value = UnsafeBufferPointer(rebasing: attributes.bytes[item.value])
            switch first | 32 {
            case UInt8(ascii: "c") where name.equalsIgnoringCase("class"):
                own.formUnion(Cues.of(value))
                style = fnv1a(value, seed: style)
                if !tag.isBlock, PageBuilder.isForScreenReaders(value) { ancestry.insert(.unseen) }
            case UInt8(ascii: "i") where name.equalsIgnoringCase("id"): own.formUnion(Cues.of(value))
            case UInt8(ascii: "i") where name.equalsIgnoringCase("itemprop"):
                own.formUnion(Cues.of(value))
                if value.equalsIgnoringCase("articleBody") { ancestry.insert(.articleBody) }
            case UInt8(ascii: "r") where name.equalsIgnoringCase("role"):
                own.formUnion(Cues.of(value))
                if value.equalsIgnoringCase("navigation") { ancestry.insert(.nav) }
                if value.equalsIgnoringCase("dialog") { ancestry.insert(.dialog) }
            case UInt8(ascii: "d")
            where name.equalsIgnoringCase("data-testid") || name.equalsIgnoringCase("data-component")
                || name.equalsIgnoringCase("data-gu-name") || name.equalsIgnoringCase("data-type"):
                own.formUnion(Cues.of(value))
            case UInt8(ascii: "h") where name.equalsIgnoringCase("hidden"): ancestry.insert(.hidden)
            case UInt8(ascii: "a") where name.equalsIgnoringCase("aria-hidden") && value.equalsIgnoringCase("true"):
                ancestry.insert(.hidden)
            case UInt8(ascii: "s") where name.equalsIgnoringCase("style"):
                let rules = value.prefix(300).filter { $0 != 32 }
                if rules.find(Array("display:none".utf8)) != nil { ancestry.insert(.hidden) }
                if !tag.isBlock, rules.find(Array("clip:rect(0".utf8)) != nil { ancestry.insert(.unseen) }
            default: break
            }
        }
        tree.facts.itemprop(attributes)
        let parent = stack.last ?? -1
        let number = Int32(tree.segments.count)
        if parent >= 0 {
            let above = tree.elements[Int(parent)]
            let grand = above.parent >= 0 ? tree.elements[Int(above.parent)].own : []
            tree.elements.append(
                PageElement(
                    tag: tag, parent: parent, depth: above.depth + 1, own: own, near: own.union(above.own).union(grand),
                    all: own.union(above.all), ancestry: ancestry.union(above.ancestry.subtracting(.unseen)), style: style,
                    firstSegment: number,
                    lastSegment: number))
        } else {
            tree.elements.append(
                PageElement(
                    tag: tag, parent: -1, depth: 0, own: own, near: own, all: own, ancestry: ancestry, style: style,
                    firstSegment: number, lastSegment: number))
        }
        stack.append(Int32(tree.elements.count - 1))
        if tag.isSilent || ancestry.contains(.unseen) { silent += 1 }
        switch tag {
        case .a:
            links += 1
            if let rel = attributes.value("rel"), Array(attributes.bytes[rel]).find(Array("author".utf8)) != nil {
                tree.facts.relAuthor = true
            }
        case .b, .strong, .i, .em: strong += 1
        default: break
        }
        if !tag.isBlock, current != nil { current!.inline.formUnion(own) }
        if !tag.isBlock, own.contains(.credit), creditDepth < 0 { creditDepth = stack.count }
    }

    mutating func end(_ tag: PageTag, at: Int) {
        if tag == .br || (tag == .p && !stack.reversed().contains { tree.elements[Int($0)].tag == .p }) {
            // "</br>" and a lone "</p>" break the line, as in browsers.
            flush()
            return
        }
        if tag.isVoid || (tag == .other && silent > 0) { return }
        if tag.isBlock { flush() }
        if overflow > 0 {
            overflow -= 1
            return
        }
        // An inline end tag never closes a block; a block end tag closes all that is open inside it.
        var i = stack.count - 1
        while i >= 0 {
            let open = tree.elements[Int(stack[i])].tag
            if open == tag { break }
            if !tag.isBlock, open.isBlock { return }
            if tag != .table, open == .td || open == .th, tag.isBlock, !isTablePart(tag) { return }
            i -= 1
        }
        guard i >= 0 else { return }
        while stack.count > i { pop() }
    }

    /// Words inside links that are for screen readers, whatever their class is called.
    private static let told = Phrases.shared.unseen
    private static let unseen = [
        "visually-hidden", "visuallyhidden", "visually_hidden", "sr-only", "screen-reader", "screenreader",
    ].map { Array($0.utf8) }
    private static func isForScreenReaders(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        guard value.count >= 7, value.count < 300 else { return false }
        let low = value.map(\.lowered)
        return unseen.contains { low.find($0) != nil }
    }

    private func isTablePart(_ tag: PageTag) -> Bool {
        switch tag {
        case .table, .tr, .td, .th, .tbody, .thead, .tfoot, .body, .html: true
        default: false
        }
    }

    private mutating func pop() {
        let top = Int(stack.removeLast())
        let tag = tree.elements[top].tag
        if tag.isBlock { flush() }
        tree.elements[top].lastSegment = Int32(tree.segments.count)
        if tag.isSilent || tree.elements[top].ancestry.contains(.unseen) { silent -= 1 }
        switch tag {
        case .a: links -= 1
        case .b, .strong, .i, .em: strong -= 1
        case .time: tree.facts.closeTime()
        default: break
        }
        if creditDepth > stack.count { creditDepth = -1 }
    }

    private static let listItem = PageTag.Group(.li), lists = PageTag.Group(.ul, .ol, .menu)
    private static let terms = PageTag.Group(.dt, .dd), termLists = PageTag.Group(.dl)
    private static let row = PageTag.Group(.tr), rowEnds = PageTag.Group(.table, .tbody, .thead, .tfoot)
    private static let cells = PageTag.Group(.td, .th), cellEnds = PageTag.Group(.tr, .table)
    private static let bodies = PageTag.Group(.tbody, .thead, .tfoot), table = PageTag.Group(.table)
    private static let option = PageTag.Group(.option), select = PageTag.Group(.select)
    private static let link = PageTag.Group(.a), linkEnds = PageTag.Group(.div, .li, .td, .p, .article, .section, .body)

    /// Closes what the start of `tag` ends without an end tag.
    private mutating func implyEnds(_ tag: PageTag) {
        switch tag {
        case .li: closeOpen(Self.listItem, upTo: Self.lists)
        case .dt, .dd: closeOpen(Self.terms, upTo: Self.termLists)
        case .tr: closeOpen(Self.row, upTo: Self.rowEnds)
        case .td, .th: closeOpen(Self.cells, upTo: Self.cellEnds)
        case .tbody, .thead, .tfoot: closeOpen(Self.bodies, upTo: Self.table)
        case .option: closeOpen(Self.option, upTo: Self.select)
        case .a: if links > 0 { closeOpen(Self.link, upTo: Self.linkEnds) }
        default: break
        }
        if tag.closesParagraph {
            var i = stack.count - 1
            while i >= 0 {
                let open = tree.elements[Int(stack[i])].tag
                if open == .p {
                    while stack.count > i { pop() }
                    break
                }
                if open.isBlock { break }
                i -= 1
            }
        }
    }

    private mutating func closeOpen(_ tags: PageTag.Group, upTo barriers: PageTag.Group) {
        var i = stack.count - 1
        let low = max(0, stack.count - 24)
        while i >= low {
            let open = tree.elements[Int(stack[i])].tag
            if barriers.contains(open) { return }
            if tags.contains(open) {
                while stack.count > i { pop() }
                return
            }
            i -= 1
        }
    }

    mutating func raw(_ tag: PageTag, _ attributes: borrowing HTMLAttributes, _ range: Range<Int>) {
        switch tag {
        case .script: tree.facts.script(attributes, range)
        case .title:
            if silent == 0 || stack.count < 4, tree.facts.titleElement == nil {
                tree.facts.titleElement = folded(Entities.decoded(bytes[range]))
            }
        case .iframe: flush()
        default: break
        }
    }

    mutating func text(_ range: Range<Int>) {
        if silent > 0 { return }
        if links > 0, range.count < 64, range.count > 10, Self.told.contains(Phrases.key(bytes[range])) { return }
        var i = range.lowerBound
        let end = range.upperBound
        while i < end, bytes[i].isWhite { i += 1 }
        if i == end {
            if current != nil { gap = true }
            return
        }
        if current == nil {
            let start = tree.text.count
            current = Segment(text: start..<start, source: i..<i, element: stack.last.map { blockOf($0) } ?? -1)
            // What stands open around the first words counts too: <span class=credit>…
            var k = stack.count - 1
            while k >= 0, !tree.elements[Int(stack[k])].tag.isBlock {
                current!.inline.formUnion(tree.elements[Int(stack[k])].own)
                k -= 1
            }
            gap = false
            breaks = 0
        } else if i > range.lowerBound {
            gap = true
        }
        if gap, breaks > 0 { tree.text.append(10) } else if gap { tree.text.append(32) }
        gap = false
        breaks = 0
        let wordStart = tree.text.count
        var last = i
        while i < end {
            let byte = bytes[i]
            if byte > 38 {
                // The common case: copy up to the next byte that needs a look.
                var j = i + 1
                while j < end, bytes[j] > 38, bytes[j] != 0xc2, bytes[j] != 0xe2 { j += 1 }
                if gap { tree.text.append(32); gap = false }
                if byte == 0xc2 || byte == 0xe2, isSpace(at: i, end) > 0 {
                    let length = isSpace(at: i, end)
                    if !isInvisible(i) { gap = tree.text.count > current!.text.lowerBound }
                    i += length
                    last = i
                    continue
                }
                tree.text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[i..<j]))
                i = j
                last = i
            } else if byte.isWhite {
                gap = true
                i += 1
            } else if byte == UInt8(ascii: "&"), let (value, next) = Entities.scalar(bytes, at: i, end: end) {
                if value == 0xa0 || value == 9 || value == 10 || value == 13 || value == 32
                    || (value >= 0x2000 && value <= 0x200a)
                {
                    gap = tree.text.count > current!.text.lowerBound
                } else if value != 0x200b && value != 0xad && value != 0xfeff && value != 0x2060 {
                    if gap { tree.text.append(32); gap = false }
                    appendScalar(value, to: &tree.text)
                }
                i = next
                last = i
            } else {
                if gap { tree.text.append(32); gap = false }
                if byte >= 32 { tree.text.append(byte) }
                i += 1
                last = i
            }
        }
        if tree.text.count == wordStart, tree.text.count == current!.text.lowerBound {
            // Only invisible spaces so far.
            current = nil
            return
        }
        current!.text = current!.text.lowerBound..<tree.text.count
        current!.source = current!.source.lowerBound..<last
        let added = Int32(tree.text.count - wordStart)
        if links > 0 { current!.linkBytes += added }
        if strong > 0 { current!.strongBytes += added }
        if creditDepth >= 0 {
            let old = current!.credit
            current!.credit = (old.isEmpty ? wordStart : old.lowerBound)..<tree.text.count
        }
        tree.facts.timeText(wordStart..<tree.text.count)
    }

    /// Length of a Unicode space or invisible mark that starts here (no-break, en, em, thin, zero-width …); 0 for none.
    @inline(__always) private func isSpace(at i: Int, _ end: Int) -> Int {
        if bytes[i] == 0xc2 { return i + 1 < end && (bytes[i + 1] == 0xa0 || bytes[i + 1] == 0xad) ? 2 : 0 }
        guard i + 2 < end, bytes[i + 1] == 0x80 else { return 0 }
        return bytes[i + 2] <= 0x8b || bytes[i + 2] == 0xaf ? 3 : 0
    }
    /// A soft hyphen or a zero-width space: no space at all.
    @inline(__always) private func isInvisible(_ i: Int) -> Bool {
        bytes[i] == 0xc2 ? bytes[i + 1] == 0xad : bytes[i + 2] == 0x8b
    }

    private func blockOf(_ element: Int32) -> Int32 {
        var e = element
        while e >= 0, !tree.elements[Int(e)].tag.isBlock { e = tree.elements[Int(e)].parent }
        return e
    }

    private mutating func flush() {
        breaks = 0
        gap = false
        guard let segment = current else { return }
        current = nil
        guard !segment.text.isEmpty else { return }
        tree.segments.append(segment)
    }
}
