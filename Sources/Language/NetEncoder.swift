/// What a network sees of a word: rows of its table of vectors. The vector of a word is the sum of its rows.
///
/// Words seen often enough in training have rows of their own; endings, beginnings, shapes and the dictionary's readings share
/// rows by their hashes.
package struct NetRows: Sendable {
    package static let suffix4 = 8192
    package static let suffix3 = 4096
    package static let suffix2 = 1024
    package static let prefix2 = 1024
    package static let prefix3 = 2048
    package static let shape = 256
    package static let readings = 2048
    /// Combinations of gazetteers.
    package static let lists = 512
    /// How a sentence is written: as usual, in capitals, in title case.
    package static let frames = 4
    /// Tags, with the root's.
    package static let tags = 128
    /// Parts of speech, with the root's.
    package static let parts = 32

    /// Hash of a word → its row; row 0 is that of rare words.
    let vocabulary: HashTable
    /// Number of words with the rare one.
    package let words: Int
    /// The part of speech of each tag.
    let partOfTag: [UInt8]

    package init?(_ model: ModelFile) {
        guard let table = HashTable(model.section("networds")) else { return nil }
        vocabulary = table
        words = Int(model.lines("netcount").first ?? "") ?? 0
        guard words > 0 else { return nil }
        partOfTag = model.lines("tags").map { Tagger.Tag(label: $0).upos.rawValue }
    }

    /// Rows of the table of a network that tags.
    package var taggerTable: Int { parserTable + Self.prefix3 + Self.frames + Self.suffix4 + Self.lists }
    /// Rows of the table of a network that sees tags.
    package var parserTable: Int {
        words + Self.suffix3 + Self.suffix2 + Self.prefix2 + Self.shape + Self.readings + Self.tags + Self.parts
    }
    package static let perWord = 11

    @inline(__always)
    private static func row(_ value: UInt64, _ count: Int) -> Int {
        Int(truncatingIfNeeded: (value &* Hashing.multiplier) >> 32) & (count - 1)
    }

    /// The rows of a word without its tag.
    @inline(__always)
    package func plain(_ word: WordAtoms, _ frame: UInt64, into out: UnsafeMutablePointer<Int32>) {
        var base = words
        out[0] = Int32(truncatingIfNeeded: vocabulary[word.norm] ?? 0)
        out[1] = Int32(base + Self.row(word.suffix3, Self.suffix3))
        base += Self.suffix3
        out[2] = Int32(base + Self.row(word.suffix2, Self.suffix2))
        base += Self.suffix2
        out[3] = Int32(base + Self.row(word.prefix2, Self.prefix2))
        base += Self.prefix2
        out[4] = Int32(base + Self.row(word.shape &+ UInt64(word.flags.rawValue), Self.shape))
        base += Self.shape
        out[5] = Int32(base + Self.row(word.ambiguity & 0xFFFF, Self.readings))
        out[6] = Int32(base + Self.row((word.lowerAmbiguity & 0xFFFF) &+ 0x1_0000, Self.readings))
        out[7] = Int32(parserTable + Self.row(word.prefix3, Self.prefix3))
        out[8] = Int32(parserTable + Self.prefix3 + Int(frame & 3))
        out[9] = Int32(parserTable + Self.prefix3 + Self.frames + Self.row(word.suffix4, Self.suffix4))
        out[10] = Int32(taggerTable - Self.lists + Self.row(UInt64(word.lists), Self.lists))
    }

    /// The rows of a word with its tag.
    @inline(__always)
    package func tagged(_ word: WordAtoms, _ tag: UInt8, into out: UnsafeMutablePointer<Int32>) {
        plain(word, 0, into: out)
        let base = parserTable - Self.tags - Self.parts
        out[6] = Int32(base + Int(tag))
        out[7] = Int32(base + Self.tags + Int(partOfTag[Int(tag)]))
        out[8] = -1
        out[9] = -1
        out[10] = -1
    }

    /// The rows of the root, which stands behind a sentence's last word.
    package func root(into out: UnsafeMutablePointer<Int32>) {
        for index in 0..<Self.perWord { out[index] = -1 }
        out[0] = Int32(parserTable - Self.parts - 1)
        out[1] = Int32(parserTable - 1)
    }
}

/// Vectors of words in their sentence: sums of rows, then layers that each look one word to the left and to the right.
package struct NetEncoder: @unchecked Sendable {
    /// Numbers of a vector.
    static let width = NetMath.block
    let layers: Int
    private let rows: Int
    private let table: UnsafePointer<Int16>
    private let weights: [UnsafePointer<Int16>]
    private let biases: [UnsafePointer<Int16>]

    init?(_ reader: inout NetReader, rows: Int, layers: Int) {
        guard rows > 0, (0...8).contains(layers), let table = reader.next(rows * Self.width) else { return nil }
        var weights: [UnsafePointer<Int16>] = []
        var biases: [UnsafePointer<Int16>] = []
        for _ in 0..<layers {
            guard let matrix = reader.next(3 * Self.width * Self.width), let bias = reader.next(Self.width) else { return nil }
            weights.append(matrix)
            biases.append(bias)
        }
        self.rows = rows
        self.layers = layers
        self.table = table
        self.weights = weights
        self.biases = biases
    }

    /// Numbers of room for a sentence of so many words.
    static func room(_ count: Int) -> Int { 2 * (count + 2) * width }

    /// Vectors of the words.
    /// - Parameters:
    ///   - ids: `NetRows.perWord` for each word.
    ///   - work: `room(count)` numbers.
    /// - Returns: the vectors one after the other, inside `work`.
    func encode(_ ids: UnsafePointer<Int32>, _ count: Int, _ work: UnsafeMutablePointer<Int16>) -> UnsafeMutablePointer<Int16> {
        let width = Self.width
        var from = work + width
        var to = work + (count + 3) * width
        work.update(repeating: 0, count: Self.room(count))
        for index in 0..<count {
            let vector = from + index * width
            for slot in 0..<NetRows.perWord {
                let id = Int(ids[index * NetRows.perWord + slot])
                if id >= 0, id < rows { NetMath.add(table + id * width, to: vector, width) }
            }
        }
        for layer in 0..<layers {
            let matrix = weights[layer]
            let bias = biases[layer]
            for index in 0..<count {
                let out = to + index * width
                // The vectors of three words side by side are the layer's input.
                NetMath.outputs(matrix, from + (index - 1) * width, 3 * width, bias, into: out)
                let most: Int16 = .max >> Int16(NetMath.value - NetMath.sum)
                let before = from + index * width
                for at in 0..<width {
                    let held = min(max(out[at], 0), most) << Int16(NetMath.value - NetMath.sum)
                    out[at] = before[at] &+ held
                }
            }
            swap(&from, &to)
        }
        return from
    }
}
