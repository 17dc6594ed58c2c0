import Testing

@testable import Language

/// The arithmetic of the networks against plain sums, and their sections of the model.
@Suite struct NetTests {
    /// Numbers that are the same in every run.
    private struct Numbers {
        var state: UInt32 = 7
        mutating func next(_ limit: Int32) -> Int16 {
            state = state &* 1_664_525 &+ 1_013_904_223
            return Int16(Int32(state >> 16) % (2 * limit) - limit)
        }
    }

    @Test func outputsAreSumsOfUpperHalves() {
        var numbers = Numbers()
        let count = 96
        let inputs = (0..<count).map { $0 % 5 == 0 ? 0 : numbers.next(8000) }
        let weights = (0..<count * NetMath.block).map { _ in numbers.next(9000) }
        let bias = (0..<NetMath.block).map { _ in numbers.next(500) }
        var expected = bias
        for index in 0..<count {
            for column in 0..<NetMath.block {
                expected[column] &+= Int16(
                    truncatingIfNeeded: (Int32(inputs[index]) * Int32(weights[index * NetMath.block + column])) >> 16)
            }
        }
        var dense = [Int16](repeating: 0, count: NetMath.block)
        NetMath.outputs(weights, inputs, count, bias, into: &dense)
        #expect(dense == expected)
        let active = (0..<count).filter { inputs[$0] != 0 }.map { UInt8($0) }
        var sparse = [Int16](repeating: 0, count: NetMath.block)
        NetMath.sparseOutputs(weights, active, active.count, inputs, bias, into: &sparse)
        #expect(sparse == expected)
    }

    @Test func activationCutsAndCounts() {
        var sums: [Int16] = [-5, 0, 7, 20_000, -32_768, 1]
        var active = [UInt8](repeating: 0, count: 7)
        let found = NetMath.activate(&sums, sums.count, &active)
        #expect(found == 3 && Array(active.prefix(3)) == [2, 3, 5])
        #expect(sums == [0, 0, 28, (Int16.max >> 2) << 2, 0, 4])
    }

    @Test func sectionsThatAreTooShortAreRefused() {
        var writer = NetWriter(sizes: [3, 1, 64, 2])
        writer.add([Float](repeating: 0.5, count: 20), 20, bits: NetMath.value)
        writer.bytes.withUnsafeBytes { raw in
            var reader = NetReader(raw, sizes: 4)
            #expect(reader?.sizes == [3, 1, 64, 2])
            let first = reader?.next(20)
            #expect(first?[19] == 512)
            #expect(reader?.next(8) == nil)
            #expect(ParserNet(raw, tableRows: 3) == nil)
            #expect(NetReader(UnsafeRawBufferPointer(rebasing: raw[0..<12]), sizes: 4) == nil)
        }
    }

    @Test func treesHaveOneRootAndNoCycle() throws {
        let analyzer = try Analyzer.shared(language: "en")
        for sentence in [
            ["Stop"], ["("], ["The", "court", "of", "appeal", "ruled", ",", "and", "he", "left", "."],
            Array(repeating: "and", count: 300),
        ] {
            let tokens = try #require(analyzer.analyze(tokens: [sentence]).sentences.first).tokens
            #expect(tokens.filter { $0.head == -1 }.count == 1)
            for index in tokens.indices {
                var at = index
                var steps = 0
                while at >= 0, steps <= tokens.count {
                    at = tokens[at].head
                    steps += 1
                }
                #expect(at == -1, "a cycle at \(index)")
            }
        }
    }
}
