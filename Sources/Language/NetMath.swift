/// Arithmetic of the small networks in whole numbers of sixteen bits: every machine computes the same, eight lanes at a time.
///
/// Values between layers have ten bits behind the point; products keep the upper half of 32 bits (one machine instruction), so that
/// sums of products have `sum` bits.
package enum NetMath {
    /// Bits behind the point of what goes into a layer.
    package static let value = 10
    /// Bits behind the point of the layers' weights.
    package static let weight = 14
    /// Bits behind the point of sums of their products.
    package static let sum = value + weight - 16
    /// Bits behind the point of the last layer's weights, which are larger.
    package static let output = 12
    /// Outputs come in blocks of so many.
    package static let block = 64

    typealias Lanes = SIMD8<Int16>

    @inline(__always)
    static func lanes(_ start: UnsafePointer<Int16>, _ index: Int) -> Lanes {
        UnsafeRawPointer(start + index).loadUnaligned(as: Lanes.self)
    }

    @inline(__always)
    static func store(_ lanes: Lanes, _ start: UnsafeMutablePointer<Int16>, _ index: Int) {
        UnsafeMutableRawPointer(start + index).storeBytes(of: lanes, as: Lanes.self)
    }

    /// The upper halves of the products. Lane by lane, because the compiler makes one instruction of this form, but calls a
    /// function for the conversions of whole vectors.
    @inline(__always)
    static func product(_ a: Lanes, _ b: Lanes) -> Lanes {
        @inline(__always) func lane(_ index: Int) -> Int16 {
            Int16(truncatingIfNeeded: (Int32(a[index]) &* Int32(b[index])) &>> 16)
        }
        return Lanes(lane(0), lane(1), lane(2), lane(3), lane(4), lane(5), lane(6), lane(7))
    }

    /// Adds a row to another.
    @inline(__always)
    static func add(_ row: UnsafePointer<Int16>, to sum: UnsafeMutablePointer<Int16>, _ count: Int) {
        var index = 0
        while index < count {
            store(lanes(sum, index) &+ lanes(row, index), sum, index)
            index &+= 8
        }
    }

    /// One block of outputs: bias + Σ inputs × weights. Weights: for each input, one for every output of the block.
    @inline(__always)
    static func outputs(
        _ weights: UnsafePointer<Int16>, _ inputs: UnsafePointer<Int16>, _ count: Int, _ bias: UnsafePointer<Int16>,
        into out: UnsafeMutablePointer<Int16>
    ) {
        var s0 = lanes(bias, 0), s1 = lanes(bias, 8), s2 = lanes(bias, 16), s3 = lanes(bias, 24)
        var s4 = lanes(bias, 32), s5 = lanes(bias, 40), s6 = lanes(bias, 48), s7 = lanes(bias, 56)
        var row = weights
        for index in 0..<count {
            let input = Lanes(repeating: inputs[index])
            s0 &+= product(lanes(row, 0), input)
            s1 &+= product(lanes(row, 8), input)
            s2 &+= product(lanes(row, 16), input)
            s3 &+= product(lanes(row, 24), input)
            s4 &+= product(lanes(row, 32), input)
            s5 &+= product(lanes(row, 40), input)
            s6 &+= product(lanes(row, 48), input)
            s7 &+= product(lanes(row, 56), input)
            row += block
        }
        store(s0, out, 0)
        store(s1, out, 8)
        store(s2, out, 16)
        store(s3, out, 24)
        store(s4, out, 32)
        store(s5, out, 40)
        store(s6, out, 48)
        store(s7, out, 56)
    }

    /// One block of outputs, of those inputs alone that are not 0.
    @inline(__always)
    static func sparseOutputs(
        _ weights: UnsafePointer<Int16>, _ active: UnsafePointer<UInt8>, _ count: Int, _ inputs: UnsafePointer<Int16>,
        _ bias: UnsafePointer<Int16>, into out: UnsafeMutablePointer<Int16>
    ) {
        var s0 = lanes(bias, 0), s1 = lanes(bias, 8), s2 = lanes(bias, 16), s3 = lanes(bias, 24)
        var s4 = lanes(bias, 32), s5 = lanes(bias, 40), s6 = lanes(bias, 48), s7 = lanes(bias, 56)
        for index in 0..<count {
            let at = Int(active[index])
            let input = Lanes(repeating: inputs[at])
            let row = weights + at * block
            s0 &+= product(lanes(row, 0), input)
            s1 &+= product(lanes(row, 8), input)
            s2 &+= product(lanes(row, 16), input)
            s3 &+= product(lanes(row, 24), input)
            s4 &+= product(lanes(row, 32), input)
            s5 &+= product(lanes(row, 40), input)
            s6 &+= product(lanes(row, 48), input)
            s7 &+= product(lanes(row, 56), input)
        }
        store(s0, out, 0)
        store(s1, out, 8)
        store(s2, out, 16)
        store(s3, out, 24)
        store(s4, out, 32)
        store(s5, out, 40)
        store(s6, out, 48)
        store(s7, out, 56)
    }

    /// The sum of rows, one block of it: what goes into a hidden layer.
    @inline(__always)
    static func sum(
        _ rows: UnsafePointer<UnsafePointer<Int16>>, _ count: Int, _ offset: Int, _ bias: UnsafePointer<Int16>,
        into out: UnsafeMutablePointer<Int16>
    ) {
        var s0 = lanes(bias, 0), s1 = lanes(bias, 8), s2 = lanes(bias, 16), s3 = lanes(bias, 24)
        var s4 = lanes(bias, 32), s5 = lanes(bias, 40), s6 = lanes(bias, 48), s7 = lanes(bias, 56)
        for index in 0..<count {
            let row = rows[index] + offset
            s0 &+= lanes(row, 0)
            s1 &+= lanes(row, 8)
            s2 &+= lanes(row, 16)
            s3 &+= lanes(row, 24)
            s4 &+= lanes(row, 32)
            s5 &+= lanes(row, 40)
            s6 &+= lanes(row, 48)
            s7 &+= lanes(row, 56)
        }
        store(s0, out, 0)
        store(s1, out, 8)
        store(s2, out, 16)
        store(s3, out, 24)
        store(s4, out, 32)
        store(s5, out, 40)
        store(s6, out, 48)
        store(s7, out, 56)
    }

    /// Cuts below at 0, and turns sums into values for the next layer; writes the places that are not 0 and gives their number.
    @inline(__always)
    static func activate(_ sums: UnsafeMutablePointer<Int16>, _ count: Int, _ active: UnsafeMutablePointer<UInt8>) -> Int {
        var found = 0
        let most: Int16 = .max >> Int16(value - sum)
        for index in 0..<count {
            let held = Swift.min(sums[index], most)
            sums[index] = Swift.max(0, held) << Int16(value - sum)
            active[found] = UInt8(truncatingIfNeeded: index)
            found &+= held > 0 ? 1 : 0
        }
        return found
    }
}

/// Arrays of sixteen-bit numbers one after the other in a section of the model.
struct NetReader {
    private let base: UnsafePointer<Int16>
    private var at = 0
    private let count: Int
    let sizes: [Int]

    /// - Parameter sizes: so many numbers stand in front, as UInt32.
    init?(_ section: UnsafeRawBufferPointer?, sizes number: Int) {
        guard let section, let start = section.baseAddress, section.count >= number * 4 + 16 else { return nil }
        sizes = (0..<number).map { Int(section.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self)) }
        guard sizes.allSatisfy({ $0 < 1 << 24 }) else { return nil }
        let front = (number * 4 + 15) / 16 * 16
        base = (start + front).assumingMemoryBound(to: Int16.self)
        count = (section.count - front) / 2
    }

    /// The next array; nil when the section is too short for it.
    mutating func next(_ length: Int) -> UnsafePointer<Int16>? {
        guard length >= 0, at + length <= count else { return nil }
        defer { at += (length + 7) / 8 * 8 }
        return base + at
    }
}

/// Writes what `NetReader` reads.
package struct NetWriter {
    package private(set) var bytes: [UInt8] = []

    package init(sizes: [Int]) {
        for size in sizes { ModelWriter.append(UInt32(size), to: &bytes) }
        while bytes.count % 16 != 0 { bytes.append(0) }
    }

    /// Adds numbers with so many bits behind the point; what is too large is cut.
    package mutating func add(_ values: UnsafePointer<Float>, _ count: Int, bits: Int) {
        let scale = Float(1 << bits)
        for index in 0..<count {
            let scaled = (values[index] * scale).rounded()
            ModelWriter.append(Int16(max(-32768, min(32767, scaled))), to: &bytes)
        }
        for _ in count..<(count + 7) / 8 * 8 { ModelWriter.append(Int16(0), to: &bytes) }
    }

    /// A matrix of `inputs` rows and `outputs` columns, in the blocks of `NetMath.outputs`; columns beyond the last are 0.
    package mutating func addBlocks(_ values: UnsafePointer<Float>, inputs: Int, outputs: Int, stride: Int, bits: Int) {
        var row = [Float](repeating: 0, count: NetMath.block)
        var from = 0
        while from < outputs {
            let width = min(NetMath.block, outputs - from)
            for input in 0..<inputs {
                for column in 0..<NetMath.block { row[column] = column < width ? values[input * stride + from + column] : 0 }
                add(row, NetMath.block, bits: bits)
            }
            from += NetMath.block
        }
    }
}
