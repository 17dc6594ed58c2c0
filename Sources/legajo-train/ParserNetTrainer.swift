import Foundation
import Language

/// The parser's network in training: a dynamic oracle with exploration (Goldberg and Nivre 2013), the logarithm of the chance of
/// the actions that lose nothing, Adam with a falling rate.
final class ParserNetTrainer: NetTrainer {
    private let hidden: Int
    private let relations: Int
    private let wide: Int
    var random: Random
    let encoder: EncoderTraining
    /// From vectors to what each position of the state adds to the hidden layer.
    let projection: Projection
    private let absent: Parameters
    private let bias: Parameters
    private let extras: Parameters
    private let out: ScoreLayer
    private let shares: Floats
    private let back: Floats
    private let layer: Floats
    private let layerBack: Floats
    private var places = [Int](repeating: 0, count: ParserView.positions)
    private var others = [Int](repeating: 0, count: ParserView.limit)
    private let drop: Float

    init(rows: Int, relations: Int, shape: NetShape, seed: UInt64) {
        let longest = EncoderTraining.longest
        let hidden = shape.hidden
        self.hidden = hidden
        drop = shape.hiddenDrop
        self.relations = relations
        wide = ParserView.positions * hidden
        random = Random(seed: seed)
        encoder = EncoderTraining(rows: rows, shape, &random)
        projection = Projection(outputs: wide, deviation: 0.0625, &random)
        absent = Parameters(ParserView.positions, hidden, deviation: 0.05, sparse: true, &random)
        bias = Parameters(1, hidden, deviation: 0, sparse: false, &random)
        extras = Parameters(ParserView.extras(relations), hidden, deviation: 0.05, sparse: true, &random)
        out = ScoreLayer(hidden: hidden, classes: 1 + 2 * relations, &random)
        shares = FloatMath.zeros((longest + 2) * wide)
        back = FloatMath.zeros((longest + 2) * wide)
        layer = FloatMath.zeros(hidden)
        layerBack = FloatMath.zeros(hidden)
    }

    deinit { for memory in [shares, back, layer, layerBack] { memory.deallocate() } }

    var parameters: [Parameters] { encoder.parameters + [projection.weights, absent, bias, extras, out.weights, out.bias] }

    /// Trains, and gives the section "parsnet" of the model.
    /// - Parameters:
    ///   - words: each sentence's words with the root behind them.
    ///   - heads: the root is the word behind the last.
    func train(_ words: [[NetWord]], heads: [[Int]], labels: [[Int]], epochs: Int, name: String) -> [UInt8] {
        var state = ParserState(capacity: EncoderTraining.longest + 8)
        defer { state.deallocate() }
        rounds(words, epochs: epochs, name: name) { at, epoch in
            let count = words[at].count
            let vectors = encoder.forward(words[at], training: true, &random)
            shares.update(repeating: 0, count: count * wide)
            back.update(repeating: 0, count: count * wide)
            projection.forward(vectors, count, into: shares)
            state.start(count: count - 1)
            let loss = walk(&state, heads[at], labels[at], explore: epoch > 0)
            encoder.backward(projection.backward(vectors, count, back), count)
            return loss
        }
        return section()
    }

    /// One sentence from its first state to its last; gives the loss.
    private func walk(_ state: inout ParserState, _ heads: [Int], _ labels: [Int], explore: Bool) -> Double {
        var loss: Double = 0
        let keep = 1 / (1 - drop)
        while !state.isFinal {
            if state.stackCount == 0 {
                state.shift()
                continue
            }
            if state.front == state.count, state.stackCount == 1 {
                state.left(Parser.rootRelation)
                continue
            }
            let found = places.withUnsafeMutableBufferPointer { places in
                others.withUnsafeMutableBufferPointer { others in
                    ParserView.extract(state, relations, places.baseAddress!, others.baseAddress!)
                }
            }
            layer.update(from: bias.values, count: hidden)
            for (number, place) in places.enumerated() {
                let share = place < 0 ? absent.values + number * hidden : shares + place * wide + number * hidden
                FloatMath.add(hidden, share, layer)
            }
            for index in 0..<found { FloatMath.add(hidden, extras.values + others[index] * hidden, layer) }
            for index in 0..<hidden { layer[index] = layer[index] > 0 && random.unit() >= drop ? layer[index] * keep : 0 }
            out.forward(layer)
            let (best, good, missed) = compare(state, heads, labels)
            loss += missed
            out.backward(layer, keep: keep, into: layerBack)
            FloatMath.add(hidden, layerBack, bias.gradient)
            for (number, place) in places.enumerated() {
                FloatMath.add(hidden, layerBack, place < 0 ? absent.row(number) : back + place * wide + number * hidden)
            }
            for index in 0..<found { FloatMath.add(hidden, layerBack, extras.row(others[index])) }
            let action = explore && random.unit() < 0.9 ? best : good
            if action == 0 {
                state.shift()
            } else if action <= relations {
                state.left(action - 1)
            } else {
                state.right(action - 1 - relations)
            }
        }
        return loss
    }

    /// Fills the gradient of the scores; gives the best action, the best of those that lose nothing, and the loss.
    private func compare(_ state: ParserState, _ heads: [Int], _ labels: [Int]) -> (best: Int, good: Int, loss: Double) {
        let scores = out.scores
        let scoreBack = out.scoreBack
        let costs = Oracle.costs(state, heads)
        let least = min(costs.shift, costs.left, costs.right)
        let top = state.stackWord(0)
        let leftIsGold = heads[top] == state.front
        let rightIsGold = state.stackCount > 1 && heads[top] == state.stackWord(1)
        let label = labels[top]
        @inline(__always) func each(_ body: (_ action: Int, _ free: Bool) -> Void) {
            if state.canShift { body(0, costs.shift == least) }
            if state.canLeft {
                for number in 1..<relations { body(1 + number, costs.left == least && (!leftIsGold || number == label)) }
            }
            if state.canRight {
                for number in 1..<relations {
                    body(1 + relations + number, costs.right == least && (!rightIsGold || number == label))
                }
            }
        }
        var best = -1
        var good = -1
        each { action, free in
            if best < 0 || scores[action] > scores[best] { best = action }
            if free, good < 0 || scores[action] > scores[good] { good = action }
        }
        scoreBack.update(repeating: 0, count: out.wide)
        let most = scores[best]
        var all: Float = 0
        var allGood: Float = 0
        each { action, free in
            let chance = exp(scores[action] - most)
            scoreBack[action] = chance
            all += chance
            if free { allGood += chance }
        }
        let part = 1 / all
        let partGood = allGood > 1e-20 ? 1 / allGood : 0
        each { action, free in scoreBack[action] = scoreBack[action] * (free ? part - partGood : part) }
        return (best, good, Double(-log(max(1e-20, allGood * part))))
    }

    private func section() -> [UInt8] {
        var writer = NetWriter(sizes: [encoder.table.rows, encoder.layers, hidden, relations])
        encoder.write(to: &writer)
        writer.addBlocks(
            projection.weights.values, inputs: EncoderTraining.width, outputs: wide, stride: wide, bits: NetMath.weight)
        let lost = [Float](repeating: Float(EncoderTraining.width) / 2 / Float(1 << NetMath.sum), count: NetMath.block)
        writer.add(lost, NetMath.block, bits: NetMath.sum)
        writer.add(absent.values, ParserView.positions * hidden, bits: NetMath.sum)
        writer.add(bias.values, hidden, bits: NetMath.sum)
        writer.add(extras.values, extras.rows * hidden, bits: NetMath.sum)
        out.write(to: &writer)
        return writer.bytes
    }
}
