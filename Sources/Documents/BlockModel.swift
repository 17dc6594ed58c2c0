import Foundation

/// Tells the blocks of an article from the rest of its page: forests for each label over `BlockFeatures`, in two stages, of which
/// the second also sees what the first thinks of a segment's neighbours.
struct BlockModel: Sendable {
    /// The first stage's forest for body text, then the second stage's for body, subheading, caption and credit.
    let first: Forest.Flat
    let second: [Forest.Flat]
    static let labels: [BlockLabel] = [.body, .subheading, .caption, .credit]

    init(first: Forest, second: [Forest]) {
        self.first = Forest.Flat(first)
        self.second = second.map(Forest.Flat.init)
    }

    /// The label of each segment.
    func labels(_ tree: PageTree, _ features: BlockFeatures) -> [BlockLabel] {
        guard features.count > 0 else { return [] }
        let width = BlockFeatures.width
        let body = features.values.withUnsafeBufferPointer { rows in
            (0..<features.count).map { 1 / (1 + exp(-first.score(rows.baseAddress! + $0 * width))) }
        }
        let full = Self.withContext(tree, features, body)
        let wide = width + BlockFeatures.context
        var labels = [BlockLabel](repeating: .other, count: features.count)
        var bodyScores = [Float](repeating: -.infinity, count: features.count)
        full.withUnsafeBufferPointer { rows in
            for i in labels.indices {
                // What the first stage is sure to be furniture and no neighbour speaks for needs no second look.
                if body[i] < 0.002, features.values[i * width + 5] == 0, full[i * wide + wide - 1] < 0.02 { continue }
                var bestScore: Float = 0
                for (k, label) in Self.labels.enumerated() {
                    var score = second[k].score(rows.baseAddress! + i * wide)
                    if k == 0 {
                        bodyScores[i] = score
                        score -= Self.furniturePenalty(features, i)
                        score -= tree.segments[i].text.count < 90 ? Self.shortBar : Self.longBar
                    }
                    if score > bestScore { labels[i] = label; bestScore = score }
                }
            }
        }
        relax(tree, &labels, bodyScores)
        fillContainer(tree, &labels, bodyScores)
        Chronicles.keep(tree, &labels)
        headings(tree, features, &labels)
        amid(tree, features, &labels, bodyScores)
        figures(tree, &labels)
        return labels
    }

    /// A short line with a phrase that pages use and articles do not, and links that begin with "Read also", need more.
    private static func furniturePenalty(_ features: BlockFeatures, _ i: Int) -> Float {
        let row = i * BlockFeatures.width
        let words = BlockFeatures.firstWordFeature
        let starts = features.values[row + words + 20] > 0
        let holds = features.values[row + words + 21] > 0
        let linked = features.values[row + words + 2] > 0.3
        return (holds ? 1.5 : 0) + (starts && linked ? 2 : 0)
    }

    /// What the log-odds of body text must reach, for segments under 90 bytes and for longer ones: a short line costs little when it is
    /// wrong and a paragraph when it is missing. These and the four below were chosen on held-out pages.
    private static let shortBar: Float = -0.8
    private static let longBar: Float = 0.4
    /// The bar inside the body's container; inside one that names itself the article's body beyond doubt; the share of the page's likely
    /// prose that a container must hold.
    private static let containerBar: Float = -1
    private static let markedBar: Float = -4
    private static let containerShare: Float = 0.5

    private static let foreign: Cues = [
        .comment, .related, .nav, .footer, .share, .teaser, .hidden, .bio, .author, .date, .tags, .caption, .credit, .image,
        .video,
    ]
    private static let foreignElements: Ancestry = [.nav, .footer, .form, .button, .dialog, .hidden, .aside, .figure, .label]

    /// Where one element that calls itself the article's body holds nearly all that was found, what else it holds is likely its own
    /// too, unless its names speak against it: lists of names, scores and the like.
    private func fillContainer(_ tree: PageTree, _ labels: inout [BlockLabel], _ scores: [Float]) {
        var mass: [Int32: Float] = [:]
        var total: Float = 0
        for (i, segment) in tree.segments.enumerated() where scores[i] > -6 && Int(segment.linkBytes) * 2 <= segment.text.count {
            let weight = Float(min(segment.text.count, 400)) / (1 + exp(-scores[i] - 1.5))
            total += weight
            var e = segment.element
            while e >= 0 {
                let element = tree.elements[Int(e)]
                if element.own.contains(.body) || element.ancestry.contains(.articleBody) { mass[e, default: 0] += weight }
                e = element.parent
            }
        }
        // The innermost that covers enough.
        let enough = total * Self.containerShare
        guard
            let best = mass.filter({ $0.value >= enough }).max(by: {
                (tree.elements[Int($0.key)].depth, $0.key) < (tree.elements[Int($1.key)].depth, $1.key)
            })?.key
        else { return }
        let element = tree.elements[Int(best)]
        let marked = element.ancestry.contains(.articleBody) || element.own.isSuperset(of: [.body, .article])
        let bar = marked ? Self.markedBar : Self.containerBar
        for i in Int(element.firstSegment)..<Int(element.lastSegment)
        where labels[i] == .other && scores[i] > bar && tree.segments[i].element >= 0 {
            let own = tree.elements[Int(tree.segments[i].element)]
            guard own.near.isDisjoint(with: Self.foreign), own.ancestry.isDisjoint(with: Self.foreignElements) else { continue }
            if Int(tree.segments[i].linkBytes) * 2 > tree.segments[i].text.count { continue }
            labels[i] = own.tag.isHeading ? .subheading : .body
        }
    }

    /// Whether a segment's words, links and names speak against its being the article's.
    private static func isFurniture(_ tree: PageTree, _ features: BlockFeatures, _ i: Int) -> Bool {
        let row = i * BlockFeatures.width + BlockFeatures.firstWordFeature
        let element = tree.elements[Int(tree.segments[i].element)]
        return features.values[row + 20] > 0 || features.values[row + 21] > 0
            || Int(tree.segments[i].linkBytes) * 2 > tree.segments[i].text.count || !element.near.isDisjoint(with: foreign)
            || !element.ancestry.isDisjoint(with: foreignElements)
    }

    /// A heading whose own container goes on with the article's text is the article's.
    private func headings(_ tree: PageTree, _ features: BlockFeatures, _ labels: inout [BlockLabel]) {
        guard let first = labels.firstIndex(of: .body) else { return }
        for i in labels.indices.dropLast().dropFirst(first)
        where labels[i] == .other && labels[i + 1] == .body && tree.segments[i].element >= 0 {
            let element = tree.elements[Int(tree.segments[i].element)]
            guard element.tag.isHeading, element.tag != .h1, element.parent >= 0,
                Int(tree.elements[Int(element.parent)].lastSegment) > i + 1, !Self.isFurniture(tree, features, i)
            else { continue }
            labels[i] = .subheading
        }
    }

    /// What the log-odds of a paragraph or list item must reach that stands between body text of the same container.
    private static let amidBar: Float = -3

    /// Paragraphs and items of lists between body text of the same container: names of winners, scores, demands.
    private func amid(_ tree: PageTree, _ features: BlockFeatures, _ labels: inout [BlockLabel], _ scores: [Float]) {
        func container(_ i: Int) -> Int32 {
            guard tree.segments[i].element >= 0 else { return -1 }
            let element = tree.elements[Int(tree.segments[i].element)]
            guard element.tag == .li || element.tag == .dd || element.tag == .dt else { return element.parent }
            return element.parent >= 0 ? tree.elements[Int(element.parent)].parent : -1
        }
        var ends: [Int32: (first: Int, last: Int)] = [:]
        for i in labels.indices where labels[i] == .body { ends[container(i), default: (i, i)].last = i }
        for i in labels.indices where labels[i] == .other && scores[i] > Self.amidBar && tree.segments[i].element >= 0 {
            guard let (first, last) = ends[container(i)], first < i, i < last else { continue }
            let tag = tree.elements[Int(tree.segments[i].element)].tag
            guard tag == .p || tag == .li || tag == .dd || tag == .dt, !Self.isFurniture(tree, features, i) else { continue }
            labels[i] = .body
        }
    }

    /// `<figcaption>` amid the article is what it says it is.
    private func figures(_ tree: PageTree, _ labels: inout [BlockLabel]) {
        guard let first = labels.firstIndex(of: .body), let last = labels.lastIndex(of: .body) else { return }
        for i in max(0, first - 12)...min(labels.count - 1, last + 3) where labels[i] == .other && tree.segments[i].element >= 0 {
            let element = tree.elements[Int(tree.segments[i].element)]
            guard element.ancestry.contains(.figcaption),
                element.ancestry.isDisjoint(with: [.nav, .aside, .footer, .hidden, .button]),
                element.all.isDisjoint(with: [.related, .teaser, .comment]), tree.segments[i].text.count > 12,
                Int(tree.segments[i].linkBytes) * 2 < tree.segments[i].text.count
            else { continue }
            labels[i] =
                element.near.contains(.credit) && !element.own.contains(.caption) && tree.segments[i].text.count < 60
                ? .credit : .caption
        }
    }

    /// A page where next to nothing passes was not read: the bar is lowered to half of its best scores, for prose alone.
    private func relax(_ tree: PageTree, _ labels: inout [BlockLabel], _ scores: [Float]) {
        let kept = labels.indices.filter { labels[$0] == .body }.reduce(0) { $0 + tree.segments[$1].text.count }
        guard kept < 250 else { return }
        let open = labels.indices.filter {
            labels[$0] == .other && scores[$0] > -5 && tree.segments[$0].text.count > 40
                && Int(tree.segments[$0].linkBytes) * 2 < tree.segments[$0].text.count
        }
        guard let best = open.map({ scores[$0] }).max() else { return }
        for i in open where scores[i] > min(0, best - 2.5) { labels[i] = .body }
    }

    /// Rows with the first stage's opinion of the segment and around it appended.
    static func withContext(_ tree: PageTree, _ features: BlockFeatures, _ body: [Float]) -> [Float] {
        let n = features.count
        let width = BlockFeatures.width
        let wide = width + BlockFeatures.context
        var out = [Float](repeating: 0, count: n * wide)
        // Sums over parents, and over elements that the page styles alike, weighted by length.
        var styleSum: [UInt64: (p: Float, w: Float)] = [:]
        func style(_ i: Int) -> UInt64 {
            let e = tree.segments[i].element
            guard e >= 0 else { return 0 }
            let above = tree.elements[Int(e)].parent
            return tree.elements[Int(e)].style ^ mixed(above >= 0 ? tree.elements[Int(above)].style : 0)
        }
        var parentSum: [Int32: (p: Float, w: Float)] = [:]
        var grandSum: [Int32: (p: Float, w: Float)] = [:]
        func parent(_ i: Int) -> Int32 {
            tree.segments[i].element >= 0 ? tree.elements[Int(tree.segments[i].element)].parent : -1
        }
        func grand(_ i: Int) -> Int32 { let p = parent(i); return p >= 0 ? tree.elements[Int(p)].parent : -1 }
        var total: Float = 0
        var weights = [Float](repeating: 0, count: n)
        for i in 0..<n {
            let w = Float(min(tree.segments[i].text.count, 600))
            weights[i] = w
            let a = parentSum[parent(i)] ?? (0, 0)
            parentSum[parent(i)] = (a.p + body[i] * w, a.w + w)
            let s = styleSum[style(i)] ?? (0, 0)
            styleSum[style(i)] = (s.p + body[i] * w, s.w + w)
            let b = grandSum[grand(i)] ?? (0, 0)
            grandSum[grand(i)] = (b.p + body[i] * w, b.w + w)
            total += body[i] * w
        }
        let firstStrong = body.indices.first { body[$0] > 0.6 && weights[$0] > 80 } ?? 0
        let lastStrong = body.indices.last { body[$0] > 0.6 && weights[$0] > 80 } ?? n
        var before: Float = 0
        var decayed = [Float](repeating: 0, count: n)
        var run: Float = 0
        for i in 0..<n { decayed[i] = run; run = run * 0.7 + body[i] * 0.3 }
        run = 0
        var ahead = decayed
        for i in stride(from: n - 1, through: 0, by: -1) { ahead[i] = run; run = run * 0.7 + body[i] * 0.3 }
        for i in 0..<n {
            let at = i * wide
            for f in 0..<width { out[at + f] = features.values[i * width + f] }
            var k = at + width
            func add(_ x: Float) { out[k] = x; k += 1 }
            add(body[i])
            add(i > 0 ? body[i - 1] : 0)
            add(i + 1 < n ? body[i + 1] : 0)
            add(i > 1 ? body[i - 2] : 0)
            add(i + 2 < n ? body[i + 2] : 0)
            add(decayed[i])
            add(ahead[i])
            // Around it, not counting itself.
            let p = parentSum[parent(i)]!
            add(p.w > weights[i] ? (p.p - body[i] * weights[i]) / (p.w - weights[i]) : -1)
            let g = grandSum[grand(i)]!
            add(g.w > weights[i] ? (g.p - body[i] * weights[i]) / (g.w - weights[i]) : -1)
            add(total > 0 ? p.p / total : 0)
            add(total > 0 ? before / total : 0)
            add(Float(max(-20, min(20, i - firstStrong))))
            add(Float(max(-20, min(20, lastStrong - i))))
            // Among elements styled alike; around its parent, as paragraphs stand around a list.
            let s = styleSum[style(i)]!
            add(s.w > weights[i] ? (s.p - body[i] * weights[i]) / (s.w - weights[i]) : -1)
            let u: (p: Float, w: Float) = grand(i) >= 0 ? parentSum[grand(i)] ?? (0, 0) : (0, 0)
            add(u.w > 0 ? u.p / u.w : -1)
            add(total > 0 ? u.p / total : 0)
            add(max(i > 0 ? body[i - 1] : 0, i + 1 < n ? body[i + 1] : 0, decayed[i], ahead[i]))
            before += body[i] * weights[i]
        }
        return out
    }

    // MARK: the file

    /// Models in one file: the shipped one first, then one for each fold, each trained without that fold's publishers.
    struct Set: Sendable {
        var shipped: BlockModel
        var folds: [BlockModel]
    }
    static let magic = Array("LBM1".utf8)

    static let shared: Set = {
        guard let set = read(DataFile.bytes("blocks.model")) else {
            fatalError("blocks.model does not fit this program: install both from one version")
        }
        return set
    }()

    static func read(_ bytes: [UInt8]) -> Set? {
        guard bytes.starts(with: magic), bytes.count > 7 else { return nil }
        let width = Int(bytes[4]) | Int(bytes[5]) << 8
        guard width == BlockFeatures.width else { return nil }
        var at = 7
        var models: [BlockModel] = []
        for _ in 0..<bytes[6] {
            guard let first = Forest(bytes, at: &at) else { return nil }
            var second: [Forest] = []
            for _ in labels { guard let forest = Forest(bytes, at: &at) else { return nil }; second.append(forest) }
            models.append(BlockModel(first: first, second: second))
        }
        guard let shipped = models.first else { return nil }
        return Set(shipped: shipped, folds: Array(models.dropFirst()))
    }

    /// The fold of a page by its publisher: the file's name up to the first underscore, without a country before and a language after it.
    static func fold(ofPage name: String, folds: Int) -> Int {
        var publisher = String(name.split(separator: "/").last ?? "").prefix { $0 != "_" && $0 != "." }
        if let hyphen = publisher.lastIndex(of: "-") { publisher = publisher[publisher.index(after: hyphen)...] }
        while publisher.count > 4, publisher.suffix(2).allSatisfy({ $0.isUppercase }), !publisher.allSatisfy({ $0.isUppercase }) {
            publisher = publisher.dropLast(2)
        }
        return Int(mixed(Array(publisher.utf8).withUnsafeBufferPointer { fnv1a($0) }) % UInt64(folds))
    }
}
