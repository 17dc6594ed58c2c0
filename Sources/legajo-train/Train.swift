import ArgumentParser
import Foundation
import Language

struct Train: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Trains every model from a folder of data: the same data give the same bytes.",
        discussion: """
            The folder holds ewt/train.conllu, gum/train.conllu, names/wikigold.conll and names/broad-twitter.conll, and, for the \
            scores, ewt/dev.conllu, gum/dev.conllu and names/uner_dev.iob2.
            """)

    @Argument(help: "Folder of the data.") var data: String
    @Option(help: "Folder of WordNet's database files.") var wordnet = "/usr/share/wordnet"
    @Option(help: "File to write.") var output = "Sources/Language/Data/en.model"
    @Option(help: "Rounds over the data for the tagger.") var taggerEpochs = 6
    @Option(help: "Rounds over the data for the parser.") var parserEpochs = 6
    @Option(help: "Rounds over the data for names.") var nameEpochs = 6
    @Option(help: "Runs whose weights are averaged.") var runs = 2
    @Option(help: "Parts of the data that are tagged by a model of the others.") var folds = 2
    @OptionGroup var sizes: Sizes
    @Option(help: "File for the full model, before it is made small.") var full: String?
    @Option(help: "Features seen less often than this get no weight.") var least: UInt8 = 2
    @Flag(help: "Leave the parser of the full file as it is.") var keepParser = false
    @Flag(help: "Leave the tagger and the parser of the full file as they are.") var keepTrees = false

    mutating func run() throws {
        let treebanks = try Treebank.read(data + "/ewt/train.conllu") + Treebank.read(data + "/gum/train.conllu")
        let trees = treebanks + Headlines.copies(treebanks)
        Log.line("\(trees.count) sentences, \(trees.reduce(0) { $0 + $1.count }) words")
        let old = keepParser || keepTrees ? try ModelFile(path: full ?? output) : nil
        let trainer = Trainer(
            trees: trees, names: try names(), untagged: try Treebank.read(data + "/ewt/train.conllu"),
            wordNet: try WordNet(folder: wordnet), taggerEpochs: taggerEpochs, parserEpochs: parserEpochs, nameEpochs: nameEpochs,
            runs: runs, folds: folds, least: least)
        let complete = try trainer.train(keeping: old, trees: keepTrees) { bytes in
            if let full { try Data(bytes).write(to: URL(fileURLWithPath: full + ".trees"), options: .atomic) }
        }
        if let full { try Data(complete).write(to: URL(fileURLWithPath: full), options: .atomic) }
        let bytes = try sizes.shrink(complete)
        try Data(bytes).write(to: URL(fileURLWithPath: output), options: .atomic)
        Log.line("\(output): \(bytes.count) bytes")
        try Score.print(data: data, model: output)
    }

    private func names() throws -> [NameSentence] {
        let read =
            try NameData.read(data + "/names/wikigold.conll") + NameData.read(data + "/names/broad-twitter.conll")
            + NameData.fromEntities(Treebank.read(data + "/gum/train.conllu"))
        return read + Headlines.copies(read) + (try NameTemplates.sentences(count: 1500))
    }
}

struct Score: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Scores a model on the development parts.")
    @Argument(help: "Folder of the data.") var data: String
    @Option(help: "Model file.") var model = "Sources/Language/Data/en.model"
    @Option(help: "Show so many errors of the tokeniser.") var show = 0

    func run() throws { try Self.print(data: data, model: model, show: show) }

    static func print(data: String, model: String, show: Int = 0) throws {
        let analyzer = try Analyzer(modelAt: model)
        for name in ["ewt", "gum"] {
            let gold = try Treebank.read(data + "/\(name)/dev.conllu")
            Swift.print("\(name) dev: \(Scores.trees(gold, analyzer))")
            Swift.print("\(name) dev, raw: \(Scores.raw(gold, analyzer, show: show))")
            if name == "gum" {
                let spoken = gold.filter { $0.genre == "news" || $0.genre == "speech" }
                Swift.print("gum dev news and speech, raw: \(Scores.raw(spoken, analyzer, show: show))")
            }
        }
        Swift.print("uner dev names: \(try Scores.names(data + "/names/uner_dev.iob2", analyzer))")
    }
}
