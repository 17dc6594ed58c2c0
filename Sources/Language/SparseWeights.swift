import Foundation

/// Weights of a linear classifier over hashed features, read where they lie in the mapped model file.
///
/// Layout: UInt32 `bits`, UInt32 `classes`, 256 Int32 `levels`, then 2^bits + 1 UInt32 bucket starts, then the buckets: features
/// one after the other, each a UInt16 fingerprint, a UInt8 count and that many pairs (UInt8 class, UInt8 level). A weight is one of
/// 256 levels, fine near zero and coarse far from it. A bucket holds about two features, so a look-up touches two cache lines.
package struct SparseWeights: @unchecked Sendable {
    let shift: UInt64
    package let classes: Int
    private let levels: UnsafePointer<Int32>
    private let starts: UnsafePointer<UInt32>
    private let data: UnsafePointer<UInt8>

    /// nil when the section is cut short.
    package init?(_ section: UnsafeRawBufferPointer) {
        guard section.count >= 12 else { return nil }
        let bits = Int(section.loadUnaligned(fromByteOffset: 0, as: UInt32.self))
        classes = Int(section.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
        guard bits > 0, bits < 28, classes > 0, classes <= 256 else { return nil }
        let table = 8 + 1024 + ((1 << bits) + 1) * 4
        guard section.count >= table, let base = section.baseAddress else { return nil }
        shift = UInt64(64 - bits)
        levels = (base + 8).assumingMemoryBound(to: Int32.self)
        starts = (base + 8 + 1024).assumingMemoryBound(to: UInt32.self)
        data = (base + table).assumingMemoryBound(to: UInt8.self)
        guard Int(starts[1 << bits]) == section.count - table else { return nil }
    }

    /// Adds the weights of the features to the classes' scores.
    ///
    /// In three passes, so that the memory's latencies overlap: the buckets' bounds, the first entry of each, then the weights.
    func score(_ features: UnsafePointer<UInt64>, _ count: Int, into scores: UnsafeMutablePointer<Int32>) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 3 * count) { work in
            let from = work.baseAddress!
            let to = from + count
            let heads = to + count
            for index in 0..<count {
                let bucket = Int(features[index] >> shift)
                from[index] = starts[bucket]
                to[index] = starts[bucket + 1]
            }
            let bytes = UnsafeRawPointer(data)
            // An entry has at least five bytes; an empty bucket has none to read.
            for index in 0..<count where from[index] < to[index] {
                heads[index] = bytes.loadUnaligned(fromByteOffset: Int(from[index]), as: UInt32.self)
            }
            for index in 0..<count {
                var at = Int(from[index])
                let end = Int(to[index])
                let print = UInt32(truncatingIfNeeded: features[index] & 0xFFFF)
                guard at < end else { continue }
                var head = heads[index]
                while true {
                    let pairs = Int(head >> 16 & 0xFF)
                    if head & 0xFFFF == print {
                        var pair = data + at + 3
                        for _ in 0..<pairs {
                            scores[Int(pair[0])] &+= levels[Int(pair[1])]
                            pair += 2
                        }
                        break
                    }
                    at += 3 + 2 * pairs
                    if at >= end { break }
                    head = bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self)
                }
            }
        }
    }

    /// The magnitude of each level for weights up to `largest`: steps of a thousandth of it at zero, of a twentieth of themselves
    /// far from it.
    private static func magnitudes(largest: Float) -> [Float] {
        let growth = 0.045
        let unit = Double(largest) / (exp(growth * 127) - 1)
        return (0..<128).map { Float(unit * (exp(growth * Double($0)) - 1)) }
    }

    /// Packs weights for `init`. Features are put in the order of their hashes, so that the same weights give the same bytes.
    /// - Parameters:
    ///   - features: hash → (class, weight), any order.
    ///   - prune: weights smaller than this are left out.
    package static func pack(_ features: [(hash: UInt64, weights: [(Int, Float)])], classes: Int, prune: Float) -> [UInt8] {
        var largest: Float = 0.001
        for feature in features { for (_, weight) in feature.weights { largest = max(largest, abs(weight)) } }
        let magnitudes = magnitudes(largest: largest)
        func level(_ weight: Float) -> UInt8 {
            // The nearest magnitude, by halving.
            var low = 0
            var high = 127
            let size = abs(weight)
            while low < high {
                let middle = (low + high) / 2
                if (magnitudes[middle] + magnitudes[middle + 1]) / 2 < size { low = middle + 1 } else { high = middle }
            }
            return UInt8(low) | (weight < 0 ? 128 : 0)
        }
        var kept: [(hash: UInt64, bytes: [UInt8])] = []
        kept.reserveCapacity(features.count)
        for feature in features {
            var bytes: [UInt8] = []
            for (index, weight) in feature.weights.sorted(by: { $0.0 < $1.0 }) where abs(weight) >= prune {
                let level = level(weight)
                if level & 127 == 0 { continue }
                bytes.append(UInt8(index))
                bytes.append(level)
            }
            if bytes.isEmpty { continue }
            kept.append((feature.hash, bytes))
        }
        kept.sort { $0.hash < $1.hash }
        var bits = 4
        while (1 << bits) * 2 < kept.count { bits += 1 }
        let shift = UInt64(64 - bits)
        var starts = [UInt32](repeating: 0, count: (1 << bits) + 1)
        var data: [UInt8] = []
        var bucket = 0
        for feature in kept {
            let mine = Int(feature.hash >> shift)
            while bucket < mine {
                bucket += 1
                starts[bucket] = UInt32(data.count)
            }
            data.append(UInt8(truncatingIfNeeded: feature.hash))
            data.append(UInt8(truncatingIfNeeded: feature.hash >> 8))
            data.append(UInt8(feature.bytes.count / 2))
            data += feature.bytes
        }
        while bucket < 1 << bits {
            bucket += 1
            starts[bucket] = UInt32(data.count)
        }
        var out: [UInt8] = []
        out.reserveCapacity(1032 + starts.count * 4 + data.count)
        ModelWriter.append(UInt32(bits), to: &out)
        ModelWriter.append(UInt32(classes), to: &out)
        // Whole numbers: a million for the largest weight, so that sums of a hundred stay in 32 bits.
        for level in 0..<256 {
            let size = Int32((magnitudes[level & 127] / largest * 1_000_000).rounded())
            ModelWriter.append(level < 128 ? size : -size, to: &out)
        }
        for start in starts { ModelWriter.append(start, to: &out) }
        out += data
        return out
    }
}
