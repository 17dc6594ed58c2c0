import Foundation
import Language

typealias Floats = UnsafeMutablePointer<Float>

/// Arithmetic of training, eight lanes at a time; the order of every sum is fixed, so that every run gives the same bits.
enum FloatMath {
    static func zeros(_ count: Int) -> Floats {
        let raw = UnsafeMutableRawPointer.allocate(byteCount: max(64, count * 4), alignment: 64)
        let start = raw.bindMemory(to: Float.self, capacity: max(16, count))
        start.initialize(repeating: 0, count: count)
        return start
    }

    @inline(__always)
    static func lanes(_ start: Floats, _ index: Int) -> SIMD8<Float> {
        UnsafeRawPointer(start + index).loadUnaligned(as: SIMD8<Float>.self)
    }

    @inline(__always)
    static func store(_ lanes: SIMD8<Float>, _ start: Floats, _ index: Int) {
        UnsafeMutableRawPointer(start + index).storeBytes(of: lanes, as: SIMD8<Float>.self)
    }

    /// c[n×m] += a[n×k] · b[k×m], with the lengths of their rows; m is a multiple of 8.
    static func multiply(
        _ n: Int, _ m: Int, _ k: Int, _ a: Floats, _ wideA: Int, _ b: Floats, _ wideB: Int, _ c: Floats, _ wideC: Int
    ) {
        var row = 0
        while row + 4 <= n {
            let a0 = a + row * wideA, a1 = a0 + wideA, a2 = a1 + wideA, a3 = a2 + wideA
            let c0 = c + row * wideC, c1 = c0 + wideC, c2 = c1 + wideC, c3 = c2 + wideC
            var column = 0
            while column < m {
                var s0 = lanes(c0, column), s1 = lanes(c1, column), s2 = lanes(c2, column), s3 = lanes(c3, column)
                var at = b + column
                for inner in 0..<k {
                    let factor = lanes(at, 0)
                    s0 += factor * a0[inner]
                    s1 += factor * a1[inner]
                    s2 += factor * a2[inner]
                    s3 += factor * a3[inner]
                    at += wideB
                }
                store(s0, c0, column)
                store(s1, c1, column)
                store(s2, c2, column)
                store(s3, c3, column)
                column &+= 8
            }
            row += 4
        }
        while row < n {
            let a0 = a + row * wideA, c0 = c + row * wideC
            var column = 0
            while column < m {
                var s0 = lanes(c0, column)
                var at = b + column
                for inner in 0..<k {
                    s0 += lanes(at, 0) * a0[inner]
                    at += wideB
                }
                store(s0, c0, column)
                column &+= 8
            }
            row += 1
        }
    }

    /// out[m×n] = a[n×m] turned.
    static func turn(_ a: Floats, _ n: Int, _ m: Int, _ wide: Int, _ out: Floats) {
        for row in 0..<n { for column in 0..<m { out[column &* n &+ row] = a[row &* wide &+ column] } }
    }

    /// y += factor · x
    @inline(__always)
    static func add(_ count: Int, _ factor: Float, _ x: Floats, _ y: Floats) {
        var index = 0
        while index < count {
            store(lanes(y, index) + lanes(x, index) * factor, y, index)
            index &+= 8
        }
    }

    /// y += x
    @inline(__always)
    static func add(_ count: Int, _ x: Floats, _ y: Floats) {
        var index = 0
        while index < count {
            store(lanes(y, index) + lanes(x, index), y, index)
            index &+= 8
        }
    }

    @inline(__always)
    static func dot(_ count: Int, _ x: Floats, _ y: Floats) -> Float {
        var sum = SIMD8<Float>(repeating: 0)
        var index = 0
        while index < count {
            sum += lanes(x, index) * lanes(y, index)
            index &+= 8
        }
        return sum.sum()
    }
}

extension Random {
    /// About normal, with deviation 1: the sum of twelve.
    mutating func normal() -> Float {
        var sum: Float = -6
        for _ in 0..<12 { sum += unit() }
        return sum
    }
}

/// A matrix of parameters with its gradient and the moments of Adam (Kingma and Ba 2015). A sparse one moves only the rows that
/// a step touched.
final class Parameters {
    let rows: Int
    let width: Int
    let values: Floats
    let gradient: Floats
    private let first: Floats
    private let second: Floats
    private let sparse: Bool
    private var touched: [Int32] = []
    private var marks: [Bool]

    init(_ rows: Int, _ width: Int, deviation: Float, sparse: Bool, _ random: inout Random) {
        self.rows = rows
        self.width = width
        self.sparse = sparse
        values = FloatMath.zeros(rows * width)
        gradient = FloatMath.zeros(rows * width)
        first = FloatMath.zeros(rows * width)
        second = FloatMath.zeros(rows * width)
        marks = [Bool](repeating: false, count: sparse ? rows : 0)
        if deviation > 0 { for index in 0..<rows * width { values[index] = random.normal() * deviation } }
    }

    deinit { for memory in [values, gradient, first, second] { memory.deallocate() } }

    /// The gradient of a row that this step will change.
    @inline(__always)
    func row(_ row: Int) -> Floats {
        if !marks[row] {
            marks[row] = true
            touched.append(Int32(row))
        }
        return gradient + row * width
    }

    func step(_ rate: Float, _ number: Int) {
        guard sparse else { return move(0, rows * width, rate, number) }
        for row in touched {
            move(Int(row) * width, width, rate, number)
            marks[Int(row)] = false
        }
        touched.removeAll(keepingCapacity: true)
    }

    private func move(_ from: Int, _ count: Int, _ rate: Float, _ number: Int) {
        let keep: Float = 0.9
        let keepSquares: Float = 0.999
        let rate = rate / (1 - pow(keep, Float(min(number, 1000))))
        let unbias = 1 / (1 - pow(keepSquares, Float(min(number, 20000))))
        var index = from
        while index < from + count {
            let now = FloatMath.lanes(gradient, index)
            let mean = FloatMath.lanes(first, index) * keep + now * (1 - keep)
            let squares = FloatMath.lanes(second, index) * keepSquares + now * now * (1 - keepSquares)
            FloatMath.store(mean, first, index)
            FloatMath.store(squares, second, index)
            let step = mean * rate / ((squares * unbias).squareRoot() + 1e-6)
            FloatMath.store(FloatMath.lanes(values, index) - step, values, index)
            FloatMath.store(SIMD8<Float>(repeating: 0), gradient, index)
            index &+= 8
        }
    }
}

/// A word in training: its rows, and how often it is seen.
struct NetWord {
    var rows: [Int32]
    var count: Float
}

/// Sizes of a network, and how training holds it back from learning its data by heart.
struct NetShape: Sendable {
    /// Numbers of the hidden layer, a multiple of 64, at most 256.
    var hidden = 128
    /// Layers of the encoder.
    var layers = 2
    /// A word seen n times loses its own row in w / (w + n) of the cases.
    var wordDrop: Float = 0.25
    /// Share of the numbers of words' vectors that are dropped.
    var drop: Float = 0.1
    /// The same for the hidden layer.
    var hiddenDrop: Float = 0.2
}

/// The encoder in training: what `NetEncoder` computes, with gradients.
final class EncoderTraining {
    static let width = 64
    static let longest = 400
    let layers: Int
    let table: Parameters
    private let weights: [Parameters]
    private let biases: [Parameters]
    private var turned: [Floats] = []
    private let inputs: [Floats]
    private let sums: [Floats]
    private let mask: Floats
    private let back: Floats
    private let backSum: Floats
    private let backNext: Floats
    private let scratch: Floats
    private var used: [[Int32]] = []
    private let wordDrop: Float
    private let drop: Float

    init(rows: Int, _ shape: NetShape, _ random: inout Random) {
        let width = Self.width
        let layers = shape.layers
        self.layers = layers
        wordDrop = shape.wordDrop
        drop = shape.drop
        table = Parameters(rows, width, deviation: 0.08, sparse: true, &random)
        var weights: [Parameters] = []
        for _ in 0..<layers { weights.append(Parameters(3 * width, width, deviation: 0.07, sparse: false, &random)) }
        self.weights = weights
        var biases: [Parameters] = []
        for _ in 0..<layers { biases.append(Parameters(1, width, deviation: 0, sparse: false, &random)) }
        self.biases = biases
        let room = (Self.longest + 4) * width
        inputs = (0...layers).map { _ in FloatMath.zeros(room) }
        sums = (0..<layers).map { _ in FloatMath.zeros(room) }
        turned = (0..<layers).map { _ in FloatMath.zeros(3 * width * width) }
        mask = FloatMath.zeros(room)
        back = FloatMath.zeros(room)
        backSum = FloatMath.zeros(room)
        backNext = FloatMath.zeros(room)
        scratch = FloatMath.zeros(room)
        refresh()
    }

    deinit { for memory in inputs + sums + turned + [mask, back, backSum, backNext, scratch] { memory.deallocate() } }

    var parameters: [Parameters] { [table] + weights + biases }

    /// After a step.
    func refresh() {
        for layer in 0..<layers { FloatMath.turn(weights[layer].values, 3 * Self.width, Self.width, Self.width, turned[layer]) }
    }

    /// Vectors of the words, `width` numbers each. In training rare words lose their own row at times, and numbers are dropped.
    func forward(_ words: [NetWord], training: Bool, _ random: inout Random) -> Floats {
        let width = Self.width
        let count = words.count
        used.removeAll(keepingCapacity: true)
        for layer in inputs { layer.update(repeating: 0, count: (count + 2) * width) }
        for (index, word) in words.enumerated() {
            var rows = word.rows
            if training, random.unit() * (wordDrop + word.count) < wordDrop { rows[0] = 0 }
            let vector = inputs[0] + (index + 1) * width
            for row in rows where row >= 0 { FloatMath.add(width, table.values + Int(row) * width, vector) }
            if training {
                for at in 0..<width {
                    let keep: Float = random.unit() < drop ? 0 : 1 / (1 - drop)
                    mask[(index + 1) * width + at] = keep
                    vector[at] *= keep
                }
            }
            used.append(rows)
        }
        for layer in 0..<layers {
            let sum = sums[layer] + width
            for index in 0..<count { (sum + index * width).update(from: biases[layer].values, count: width) }
            // Three rows of the padded input lie side by side: a window.
            FloatMath.multiply(count, width, 3 * width, inputs[layer], width, weights[layer].values, width, sum, width)
            let before = inputs[layer] + width
            let after = inputs[layer + 1] + width
            for index in 0..<count * width { after[index] = before[index] + max(0, sum[index]) }
        }
        return inputs[layers] + width
    }

    /// Takes the gradient of the vectors that `forward` gave last.
    func backward(_ gradient: Floats, _ count: Int) {
        let width = Self.width
        back.update(repeating: 0, count: (count + 2) * width)
        (back + width).update(from: gradient, count: count * width)
        for layer in stride(from: layers - 1, through: 0, by: -1) {
            let sum = sums[layer] + width
            for index in 0..<count * width { backSum[index] = sum[index] > 0 ? back[width + index] : 0 }
            for index in 0..<count { FloatMath.add(width, backSum + index * width, biases[layer].gradient) }
            backNext.update(from: back, count: (count + 2) * width)
            for part in 0..<3 {
                FloatMath.turn(inputs[layer] + part * width, count, width, width, scratch)
                FloatMath.multiply(
                    width, width, count, scratch, count, backSum, width, weights[layer].gradient + part * width * width, width)
                FloatMath.multiply(
                    count, width, width, backSum, width, turned[layer] + part * width, 3 * width, backNext + part * width, width)
            }
            back.update(from: backNext, count: (count + 2) * width)
        }
        for index in 0..<count {
            let vector = back + (index + 1) * width
            for at in 0..<width { vector[at] *= mask[(index + 1) * width + at] }
            for row in used[index] where row >= 0 { FloatMath.add(width, vector, table.row(Int(row))) }
        }
    }

    func write(to writer: inout NetWriter) {
        let width = Self.width
        writer.add(table.values, table.rows * width, bits: NetMath.value)
        var bias = [Float](repeating: 0, count: width)
        // Products lose half a unit each when their lower halves are cut off.
        let lost = Float(3 * width) / 2 / Float(1 << NetMath.sum)
        for layer in 0..<layers {
            writer.addBlocks(weights[layer].values, inputs: 3 * width, outputs: width, stride: width, bits: NetMath.weight)
            for at in 0..<width { bias[at] = biases[layer].values[at] + lost }
            writer.add(bias, width, bits: NetMath.sum)
        }
    }
}
