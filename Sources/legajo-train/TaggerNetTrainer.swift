import Foundation
import Language

/// The tagger's network in training, left to right over its own tags.
final class TaggerNetTrainer {
    private let hidden: Int
    private let classes: Int
    private let wide: Int
    private var random: Random
    private let encoder: EncoderTraining
    private let layer: Parameters
    private let layerBias: Parameters
    private let history: Parameters
    private let out: Parameters
    private let outBias: Parameters
    private let turned: Floats
    private let sums: Floats
    private let sumsBack: Floats
    private let vectorBack: Floats
    private let scratch: Floats
    private let scores: Floats
    private let scoreBack: Floats
    private let drop: Float

    init(rows: Int, classes: Int, shape: NetShape, seed: UInt64) {
        let width = EncoderTraining.width
        let longest = EncoderTraining.longest
        let hidden = shape.hidden
        self.hidden = hidden
        drop = shape.hiddenDrop
        self.classes = classes
        wide = (classes + 7) / 8 * 8
        random = Random(seed: seed)
        encoder = EncoderTraining(rows: rows, shape, &random)
        layer = Parameters(width, hidden, deviation: 0.125, sparse: false, &random)
        layerBias = Parameters(1, hidden, deviation: 0, sparse: false, &random)
        history = Parameters(2 * (classes + 1), hidden, deviation: 0.05, sparse: true, &random)
        out = Parameters(hidden, wide, deviation: 1 / Float(hidden).squareRoot(), sparse: false, &random)
        outBias = Parameters(1, wide, deviation: 0, sparse: false, &random)
        turned = FloatMath.zeros(width * hidden)
        sums = FloatMath.zeros((longest + 2) * hidden)
        sumsBack = FloatMath.zeros((longest + 2) * hidden)
        vectorBack = FloatMath.zeros((longest + 2) * width)
        scratch = FloatMath.zeros((longest + 2) * width)
        scores = FloatMath.zeros(wide)
        scoreBack = FloatMath.zeros(wide)
    }

    deinit { for memory in [turned, sums, sumsBack, vectorBack, scratch, scores, scoreBack] { memory.deallocate() } }

    private var parameters: [Parameters] { encoder.parameters + [layer, layerBias, history, out, outBias] }

    /// Trains, and gives the section "tagnet" of the model.
    func train(_ words: [[NetWord]], tags: [[UInt8]], epochs: Int, batch: Int = 8, rate: Float = 0.002, name: String) -> [UInt8] {
        let width = EncoderTraining.width
        var order = words.indices.filter { words[$0].count <= EncoderTraining.longest }
        let steps = epochs * ((order.count + batch - 1) / batch)
        var step = 0
        refresh()
        for epoch in 0..<epochs {
            random.shuffle(&order)
            var loss: Double = 0
            for (number, at) in order.enumerated() {
                let count = words[at].count
                let vectors = encoder.forward(words[at], training: true, &random)
                for index in 0..<count { (sums + index * hidden).update(from: layerBias.values, count: hidden) }
                FloatMath.multiply(count, hidden, width, vectors, width, layer.values, hidden, sums, hidden)
                loss += walk(tags[at])
                for index in 0..<count { FloatMath.add(hidden, sumsBack + index * hidden, layerBias.gradient) }
                FloatMath.turn(vectors, count, width, width, scratch)
                FloatMath.multiply(width, hidden, count, scratch, count, sumsBack, hidden, layer.gradient, hidden)
                vectorBack.update(repeating: 0, count: count * width)
                FloatMath.multiply(count, width, hidden, sumsBack, hidden, turned, width, vectorBack, width)
                encoder.backward(vectorBack, count)
                guard (number + 1) % batch == 0 || number + 1 == order.count else { continue }
                step += 1
                let now = rate * max(0.01, 1 - Float(step) / Float(steps + 1))
                for parameters in parameters { parameters.step(now, step) }
                refresh()
            }
            Log.line("\(name) round \(epoch + 1): loss \(String(format: "%.3f", loss / Double(order.count))) a sentence")
        }
        return section()
    }

    private func refresh() {
        FloatMath.turn(layer.values, EncoderTraining.width, hidden, hidden, turned)
        encoder.refresh()
    }

    private func walk(_ tags: [UInt8]) -> Double {
        var loss: Double = 0
        let keep = 1 / (1 - drop)
        var last = classes
        var lastButOne = classes
        for index in 0..<tags.count {
            let gold = Int(tags[index])
            let sum = sums + index * hidden
            let back = sumsBack + index * hidden
            FloatMath.add(hidden, history.values + last * hidden, sum)
            FloatMath.add(hidden, history.values + (classes + 1 + lastButOne) * hidden, sum)
            for at in 0..<hidden { sum[at] = sum[at] > 0 && random.unit() >= drop ? sum[at] * keep : 0 }
            scores.update(from: outBias.values, count: wide)
            for at in 0..<hidden where sum[at] != 0 { FloatMath.add(wide, sum[at], out.values + at * wide, scores) }
            var best = 0
            for tag in 1..<classes where scores[tag] > scores[best] { best = tag }
            scoreBack.update(repeating: 0, count: wide)
            let most = scores[best]
            var all: Float = 0
            for tag in 0..<classes {
                scoreBack[tag] = exp(scores[tag] - most)
                all += scoreBack[tag]
            }
            loss -= Double(log(max(1e-20, scoreBack[gold] / all)))
            for tag in 0..<classes { scoreBack[tag] /= all }
            scoreBack[gold] -= 1
            FloatMath.add(wide, scoreBack, outBias.gradient)
            for at in 0..<hidden {
                if sum[at] == 0 {
                    back[at] = 0
                } else {
                    back[at] = FloatMath.dot(wide, out.values + at * wide, scoreBack) * keep
                    FloatMath.add(wide, sum[at], scoreBack, out.gradient + at * wide)
                }
            }
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
        writer.addBlocks(layer.values, inputs: EncoderTraining.width, outputs: hidden, stride: hidden, bits: NetMath.weight)
        let lost = Float(EncoderTraining.width) / 2 / Float(1 << NetMath.sum)
        writer.add((0..<hidden).map { layerBias.values[$0] + lost }, hidden, bits: NetMath.sum)
        writer.add(history.values, history.rows * hidden, bits: NetMath.sum)
        writer.addBlocks(out.values, inputs: hidden, outputs: wide, stride: wide, bits: NetMath.output)
        var padded = [Float](repeating: 0, count: (classes + NetMath.block - 1) / NetMath.block * NetMath.block)
        for index in 0..<classes { padded[index] = outBias.values[index] }
        writer.add(padded, padded.count, bits: NetMath.value + NetMath.output - 16)
        return writer.bytes
    }
}
