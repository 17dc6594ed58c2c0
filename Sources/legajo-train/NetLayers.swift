import Foundation
import Language

/// The matrix between the encoder's vectors and the layer above, in training.
final class Projection {
    let weights: Parameters
    private let outputs: Int
    private let turned: Floats
    private let scratch: Floats
    private let vectorBack: Floats

    /// - Parameter outputs: numbers of a row, a multiple of 8.
    init(outputs: Int, deviation: Float, _ random: inout Random) {
        let width = EncoderTraining.width
        let room = (EncoderTraining.longest + 2) * width
        self.outputs = outputs
        weights = Parameters(width, outputs, deviation: deviation, sparse: false, &random)
        turned = FloatMath.zeros(width * outputs)
        scratch = FloatMath.zeros(room)
        vectorBack = FloatMath.zeros(room)
    }

    deinit { for memory in [turned, scratch, vectorBack] { memory.deallocate() } }

    /// After a step.
    func refresh() { FloatMath.turn(weights.values, EncoderTraining.width, outputs, outputs, turned) }

    /// sums[count × outputs] += vectors · weights
    func forward(_ vectors: Floats, _ count: Int, into sums: Floats) {
        let width = EncoderTraining.width
        FloatMath.multiply(count, outputs, width, vectors, width, weights.values, outputs, sums, outputs)
    }

    /// Adds to the weights' gradient what the gradient of the sums says, and gives that of the vectors.
    func backward(_ vectors: Floats, _ count: Int, _ sumsBack: Floats) -> Floats {
        let width = EncoderTraining.width
        FloatMath.turn(vectors, count, width, width, scratch)
        FloatMath.multiply(width, outputs, count, scratch, count, sumsBack, outputs, weights.gradient, outputs)
        vectorBack.update(repeating: 0, count: count * width)
        FloatMath.multiply(count, width, outputs, sumsBack, outputs, turned, width, vectorBack, width)
        return vectorBack
    }
}

/// The last layer in training: a score for each class from the numbers of the hidden layer, of which most are 0.
final class ScoreLayer {
    let weights: Parameters
    let bias: Parameters
    let scores: Floats
    /// The gradient of the scores, which the trainer fills.
    let scoreBack: Floats
    /// Scores of a row, a multiple of 8: those beyond the classes mean nothing.
    let wide: Int
    private let hidden: Int
    private let classes: Int

    init(hidden: Int, classes: Int, _ random: inout Random) {
        self.hidden = hidden
        self.classes = classes
        wide = (classes + 7) / 8 * 8
        weights = Parameters(hidden, wide, deviation: 1 / Float(hidden).squareRoot(), sparse: false, &random)
        bias = Parameters(1, wide, deviation: 0, sparse: false, &random)
        scores = FloatMath.zeros(wide)
        scoreBack = FloatMath.zeros(wide)
    }

    deinit { for memory in [scores, scoreBack] { memory.deallocate() } }

    /// Fills the scores.
    func forward(_ layer: Floats) {
        scores.update(from: bias.values, count: wide)
        for index in 0..<hidden where layer[index] != 0 {
            FloatMath.add(wide, layer[index], weights.values + index * wide, scores)
        }
    }

    /// Adds to the gradients, and fills that of the hidden layer; `keep` is what its numbers were scaled by when others were dropped.
    func backward(_ layer: Floats, keep: Float, into layerBack: Floats) {
        FloatMath.add(wide, scoreBack, bias.gradient)
        for index in 0..<hidden {
            if layer[index] == 0 {
                layerBack[index] = 0
            } else {
                layerBack[index] = FloatMath.dot(wide, weights.values + index * wide, scoreBack) * keep
                FloatMath.add(wide, layer[index], scoreBack, weights.gradient + index * wide)
            }
        }
    }

    func write(to writer: inout NetWriter) {
        writer.addBlocks(weights.values, inputs: hidden, outputs: wide, stride: wide, bits: NetMath.output)
        var padded = [Float](repeating: 0, count: (classes + NetMath.block - 1) / NetMath.block * NetMath.block)
        for index in 0..<classes { padded[index] = bias.values[index] }
        writer.add(padded, padded.count, bits: NetMath.value + NetMath.output - 16)
    }
}

/// A network over the encoder that is trained sentence by sentence.
protocol NetTrainer: AnyObject {
    var random: Random { get set }
    var encoder: EncoderTraining { get }
    var projection: Projection { get }
    var parameters: [Parameters] { get }
}

extension NetTrainer {
    /// Rounds over the sentences in an order of chance, with a step of Adam after every eight and a rate that falls.
    /// - Parameter learn: takes a sentence there and back, by its number and round; gives its loss.
    func rounds(_ words: [[NetWord]], epochs: Int, name: String, learn: (_ number: Int, _ epoch: Int) -> Double) {
        let batch = 8
        let rate: Float = 0.002
        var order = words.indices.filter { words[$0].count <= EncoderTraining.longest }
        let steps = epochs * ((order.count + batch - 1) / batch)
        var step = 0
        refresh()
        for epoch in 0..<epochs {
            random.shuffle(&order)
            var loss: Double = 0
            for (number, at) in order.enumerated() {
                loss += learn(at, epoch)
                guard (number + 1) % batch == 0 || number + 1 == order.count else { continue }
                step += 1
                let now = rate * max(0.01, 1 - Float(step) / Float(steps + 1))
                for parameters in parameters { parameters.step(now, step) }
                refresh()
            }
            Log.line("\(name) round \(epoch + 1): loss \(String(format: "%.3f", loss / Double(order.count))) a sentence")
        }
    }

    private func refresh() {
        projection.refresh()
        encoder.refresh()
    }
}
