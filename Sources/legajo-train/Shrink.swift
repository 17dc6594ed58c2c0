import ArgumentParser
import Foundation
import Language

/// Which weights stay: the committed model is small.
struct Sizes: ParsableArguments {
    @Option(help: "Thousands of bytes for the tagger.") var taggerSize = 2400
    @Option(help: "Thousands of bytes for the parser.") var parserSize = 7000
    @Option(help: "Thousands of bytes for names.") var nameSize = 1000
    @Option(help: "Smallest weight of the tagger that stays, in thousandths of the largest.") var taggerPrune: Float = 4
    @Option(help: "The same for the parser.") var parserPrune: Float = 4
    @Option(help: "The same for names.") var namePrune: Float = 4

    @Option(help: "Lead that settles an action of the parser early, in thousandths of the largest weight.") var sure = 1500

    /// The model with its weights thinned out.
    func shrink(_ bytes: [UInt8]) throws -> [UInt8] {
        let model = try ModelFile(bytes: bytes)
        var writer = ModelWriter()
        for name in model.names {
            guard let section = model.section(name) else { continue }
            switch name {
            case "tagger": writer.add(name, Self.thin(section, prune: taggerPrune / 1000, budget: taggerSize * 1000))
            case "parser": writer.add(name, Self.thin(section, prune: parserPrune / 1000, budget: parserSize * 1000))
            case "names": writer.add(name, Self.thin(section, prune: namePrune / 1000, budget: nameSize * 1000))
            default: writer.add(name, Array(section))
            }
        }
        writer.add("sure", lines: [String(sure * 1000)])
        return writer.bytes()
    }

    /// Small weights go, then the features whose largest weight is smallest, until the section fits.
    private static func thin(_ section: UnsafeRawBufferPointer, prune: Float, budget: Int) -> [UInt8] {
        guard let weights = SparseWeights(section) else { return Array(section) }
        var kept: [(hash: UInt64, weights: [(Int, Float)], largest: Float)] = []
        let all = weights.unpack()
        for feature in all {
            let list = feature.weights.filter { abs($0.1) >= prune }
            guard let largest = list.map({ abs($0.1) }).max() else { continue }
            kept.append((feature.hash, list, largest))
        }
        kept.sort { ($1.largest, $0.hash) < ($0.largest, $1.hash) }
        var size = 1032
        var count = 0
        // Three bytes in front of a feature's pairs, and about four of its bucket's start.
        while count < kept.count, size < budget {
            size += 7 + 2 * kept[count].weights.count
            count += 1
        }
        Log.line("features: \(all.count) trained, \(kept.count) large enough, \(count) kept")
        return SparseWeights.pack(kept[..<count].map { (hash: $0.hash, weights: $0.weights) }, classes: weights.classes, prune: 0)
    }
}

struct Shrink: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Thins out a full model, as training does at its end, and scores it.")
    @Argument(help: "Folder of the data.") var data: String
    @Option(help: "Full model, from train --full.") var from: String
    @Option(help: "File to write.") var output: String
    @OptionGroup var sizes: Sizes

    func run() throws {
        let bytes = try sizes.shrink(Array(Data(contentsOf: URL(fileURLWithPath: from))))
        try Data(bytes).write(to: URL(fileURLWithPath: output), options: .atomic)
        Log.line("\(output): \(bytes.count) bytes")
        try Score.print(data: data, model: output)
    }
}
