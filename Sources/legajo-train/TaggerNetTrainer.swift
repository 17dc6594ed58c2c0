import Foundation
import Language

/// The tagger's network in training, left to right over its own tags.
final class TaggerNetTrainer: NetTrainer {
    private let hidden: Int
    private let classes: Int
    var random: Random
    let encoder: EncoderTraining
    /// From vectors to the hidden layer.
    let projection: Projection
    private let layerBias: Parameters
    private let history: Parameters
    private let out: ScoreLayer
    private let sums: Floats
    private let sumsBack: Floats
    private let drop: Float

    init(rows: Int, classes: Int, shape: NetShape, seed: UInt64) {
        let longest = EncoderTraining.longest
        let hidden = shape.hidden
        self.hidden = hidden
        drop = shape.hiddenDrop
        self.classes = classes
        random = Random(seed: seed)
        encoder = EncoderTraining(rows: rows, shape, &random)
        projection = Projection(outputs: hidden, deviation: 0.125, &random)
        layerBias = Parameters(1, hidden, deviation: 0, sparse: false, &random)
        history = Parameters(2 * (classes + 1), hidden, deviation: 0.05, sparse: true, &random)
        out = ScoreLayer(hidden: hidden, classes: classes, &random)
        sums = FloatMath.zeros((longest + 2) * hidden)
        sumsBack = FloatMath.zeros((longest + 2) * hidden)
    }

    deinit { for memory in [sums, sumsBack] { memory.deallocate() } }

    var parameters: [Parameters] { encoder.parameters + [projection.weights, layerBias, history, out.weights, out.bias] }

    /// Trains, and gives the section "tagnet" of the model.
    func train(_ words: [[NetWord]], tags: [[UInt8]], epochs: Int, name: String) -> [UInt8] {
        rounds(words, epochs: epochs, name: name) { at, _ in
            let count = words[at].count
            let vectors = encoder.forward(words[at], training: true, &random)
            for index in 0..<count { (sums + index * hidden).update(from: layerBias.values, count: hidden) }
            projection.forward(vectors, count, into: sums)
            let loss = walk(tags[at])
            for index in 0..<count { FloatMath.add(hidden, sumsBack + index * hidden, layerBias.gradient) }
            encoder.backward(projection.backward(vectors, count, sumsBack), count)
            return loss
        }
        return section()
    }

    private func walk(_ tags: [UInt8]) -> Double {
        var loss: Double = 0
        let keep = 1 / (1 - drop)
        let scores = out.scores
        let scoreBack = out.scoreBack
        var last = classes
        var lastButOne = classes
        for index in 0..<tags.count {
            let gold = Int(tags[index])
            let sum = sums + index * hidden
            let back = sumsBack + index * hidden
            FloatMath.add(hidden, history.values + last * hidden, sum)
            FloatMath.add(hidden, history.values + (classes + 1 + lastButOne) * hidden, sum)
            for at in 0..<hidden { sum[at] = sum[at] > 0 && random.unit() >= drop ? sum[at] * keep : 0 }
            out.forward(sum)
            var best = 0
            for tag in 1..<classes where scores[tag] > scores[best] { best = tag }
            scoreBack.update(repeating: 0, count: out.wide)
            let most = scores[best]
            var all: Float = 0
            for tag in 0..<classes {
                scoreBack[tag] = exp(scores[tag] - most)
                all += scoreBack[tag]
            }
            loss -= Double(log(max(1e-20, scoreBack[gold] / all)))
            for tag in 0..<classes { scoreBack[tag] /= all }
            scoreBack[gold] -= 1
            out.backward(sum, keep: keep, into: back)
            FloatMath.add(hidden, back, history.row(last))
            FloatMath.add(hidden, back, history.row(classes + 1 + lastButOne))
            lastButOne = last
            last = best
        }
        return loss
    }

    private func section() -> [UInt8] {
        var writer = NetWriter(sizes: [encoder.table.rows, encoder.layers, hidden, classes])
        encoder.write(to: &writer)
        writer.addBlocks(
            projection.weights.values, inputs: EncoderTraining.width, outputs: hidden, stride: hidden, bits: NetMath.weight)
        let lost = Float(EncoderTraining.width) / 2 / Float(1 << NetMath.sum)
        writer.add((0..<hidden).map { layerBias.values[$0] + lost }, hidden, bits: NetMath.sum)
        writer.add(history.values, history.rows * hidden, bits: NetMath.sum)
        out.write(to: &writer)
        return writer.bytes
    }
}
