import Foundation

/// Trains the block model from saved pages whose article is known (`data/pages`: pages and `gold.jsonl`).
public struct BlockTrainer {
    /// One segment's truth: its label, and how much it weighs (0 takes it out of training).
    struct Sample {
        var tree: PageTree
        var features: BlockFeatures
        var labels: [BlockLabel]
        var weights: [Float]
        var fold: Int
    }
    public static let folds = 5
    private var samples: [Sample] = []
    public init() {}
    public var pages: Int { samples.count }

    /// Adds one page. `gold` is its line of `gold.jsonl`; `html` may be gzipped.
    public mutating func add(name: String, html: [UInt8], gold: [UInt8]) throws {
        guard let truth = JSONValue.parse(gold) else { return }
        let bytes = html.starts(with: [0x1F, 0x8B]) ? try Inflate.gzip(html, limit: 1 << 28) : html
        let text = Charset.decode(bytes, isMarkup: true)
        let page = text.bytes.withUnsafeBufferPointer { PageReader($0) }
        let features = page.features
        let (labels, weights) = Self.align(page.tree, truth)
        samples.append(
            Sample(
                tree: page.tree, features: features, labels: labels, weights: weights,
                fold: BlockModel.fold(ofPage: name, folds: Self.folds)))
    }

    /// The page that a line of `gold.jsonl` speaks of.
    public static func pageName(_ gold: [UInt8]) -> String? { JSONValue.parse(gold)?["page"]?.words }

    // MARK: truth

    static func align(_ tree: PageTree, _ truth: JSONValue) -> ([BlockLabel], [Float]) {
        func strings(_ key: String) -> [[UInt8]] {
            (truth[key]?.items ?? []).compactMap {
                if case .string(let s) = $0 { BlockFeatures.squeezed(Array(s.utf8)[...]) } else { nil }
            }.filter { !$0.isEmpty }
        }
        let body = strings("paragraphs")
        let kinds: [(BlockLabel, [[UInt8]])] = [
            (.body, body), (.subheading, strings("subheads")), (.caption, strings("captions")), (.credit, strings("credits")),
        ]
        let optional = strings("optional")
        let joined = body.reduce(into: [UInt8]()) { $0 += $1 + [0] }
        let total = Float(max(joined.count, 200))
        var labels = [BlockLabel](repeating: .other, count: tree.segments.count)
        var weights = [Float](repeating: 0, count: tree.segments.count)
        for (i, segment) in tree.segments.enumerated() {
            let words = BlockFeatures.squeezed(tree.text[segment.text])
            weights[i] = min(3, 0.15 + 25 * Float(words.count) / total)
            guard !words.isEmpty else { continue }
            for (label, list) in kinds where labels[i] == .other {
                for one in list {
                    let whole = one == words
                    let inside = words.count >= 24 && one.count > words.count && one.find(words) != nil
                    let around =
                        one.count >= 24 && words.count > one.count && one.count * 2 > words.count && words.find(one) != nil
                    if whole || inside || around { labels[i] = label; break }
                }
            }
            if labels[i] == .other, words.count >= 60, joined.find(words) != nil { labels[i] = .body }
            if labels[i] == .body,
                optional.contains(where: { $0 == words || ($0.count > words.count && words.count > 24 && $0.find(words) != nil) })
            {
                weights[i] = 0
            }
            if labels[i] == .other, optional.contains(where: { $0 == words || (words.count > 20 && $0.find(words) != nil) }) {
                weights[i] = 0
            }
            // Each paragraph counts by itself too, however short: a list of names is as much the article's as its prose.
            if labels[i] == .body, weights[i] > 0 { weights[i] += 0.45 }
            if labels[i] == .caption || labels[i] == .credit || labels[i] == .subheading { weights[i] = max(weights[i], 0.8) }
        }
        repeats(tree, &labels, &weights)
        return (labels, weights)
    }

    /// Of two segments with the same words only the one amid the article is the article's.
    private static func repeats(_ tree: PageTree, _ labels: inout [BlockLabel], _ weights: inout [Float]) {
        var places: [UInt64: [Int]] = [:]
        for (i, segment) in tree.segments.enumerated() where labels[i] != .other {
            places[BlockFeatures.key(tree.text[segment.text]), default: []].append(i)
        }
        for (_, all) in places where all.count > 1 {
            func company(_ i: Int) -> Int {
                ((i - 6)...(i + 6)).filter { labels.indices.contains($0) && $0 != i && labels[$0] == .body }.count
            }
            let best = all.max { (company($0), -$0) < (company($1), -$1) }!
            for i in all where i != best {
                if company(i) + 2 < company(best) || company(i) == 0 { labels[i] = .other } else { weights[i] = 0 }
            }
        }
    }

    // MARK: training

    /// Trains the shipped model on all pages and one for each fold on the pages of all other folds, and packs them.
    public func train(report: (String) -> Void) -> [UInt8] {
        var out = BlockModel.magic + [UInt8(BlockFeatures.width & 255), UInt8(BlockFeatures.width >> 8), UInt8(Self.folds + 1)]
        for fold in -1..<Self.folds {
            let (first, second) = train(samples.filter { $0.fold != fold })
            first.write(to: &out)
            for forest in second { forest.write(to: &out) }
            report(
                fold < 0
                    ? "trained on \(samples.count) pages"
                    : "trained without fold \(fold), \(samples.filter { $0.fold == fold }.count) pages")
        }
        return out
    }

    private func train(_ pages: [Sample]) -> (Forest, [Forest]) {
        let opinions = outOfFold(pages)
        let first = firstStage(pages)
        var rows: [Float] = []
        var labels: [BlockLabel] = []
        var weights: [Float] = []
        let wide = BlockFeatures.width + BlockFeatures.context
        for (page, body) in zip(pages, opinions) {
            let full = BlockModel.withContext(page.tree, page.features, body)
            for i in page.labels.indices where keep(page, i, body[i]) {
                rows += full[(i * wide)..<((i + 1) * wide)]
                labels.append(page.labels[i])
                weights.append(page.weights[i] * (page.labels[i] == .other && body[i] < 0.05 ? Float(Self.thinning) : 1))
            }
        }
        let trainers: [ForestTrainer] = [
            ForestTrainer(trees: 110, depth: 6, rate: 0.1, seed: 11), ForestTrainer(trees: 40, depth: 5, rate: 0.15, seed: 12),
            ForestTrainer(trees: 50, depth: 5, rate: 0.15, seed: 13), ForestTrainer(trees: 25, depth: 4, rate: 0.2, seed: 14),
        ]
        let second = zip(BlockModel.labels, trainers).map { label, trainer in
            trainer.train(rows, width: wide, labels: labels.map { $0 == label }, weights: weights)
        }
        return (first, second)
    }

    /// Easy furniture is thinned to one in four, by place, and weighs four times as much.
    private static let thinning = 4
    private func keep(_ page: Sample, _ i: Int, _ body: Float) -> Bool {
        page.weights[i] > 0 && (page.labels[i] != .other || body >= 0.05 || i % Self.thinning == 0)
    }

    private func firstStage(_ pages: [Sample]) -> Forest {
        var rows: [Float] = []
        var labels: [Bool] = []
        var weights: [Float] = []
        let width = BlockFeatures.width
        for page in pages {
            for i in page.labels.indices
            where page.weights[i] > 0 && (page.labels[i] != .other || i % 3 == 0 || page.features.values[i * width + 9] > 6) {
                rows += page.features.values[(i * width)..<((i + 1) * width)]
                labels.append(page.labels[i] == .body)
                weights.append(page.weights[i] * (page.labels[i] != .other || page.features.values[i * width + 9] > 6 ? 1 : 3))
            }
        }
        return ForestTrainer(trees: 50, depth: 5, rate: 0.2, seed: 5).train(rows, width: width, labels: labels, weights: weights)
    }

    /// What a first stage that has not seen a page's publisher thinks of its segments.
    private func outOfFold(_ pages: [Sample]) -> [[Float]] {
        let present = Set(pages.map(\.fold)).sorted()
        var out = [[Float]](repeating: [], count: pages.count)
        for fold in present {
            let forest = Forest.Flat(firstStage(pages.filter { $0.fold != fold }))
            for (k, page) in pages.enumerated() where page.fold == fold {
                out[k] = page.features.values.withUnsafeBufferPointer { rows in
                    (0..<page.features.count).map { 1 / (1 + exp(-forest.score(rows.baseAddress! + $0 * BlockFeatures.width))) }
                }
            }
        }
        return out
    }
}
