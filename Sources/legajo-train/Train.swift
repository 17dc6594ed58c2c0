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
    @Option(help: "File to write.") var output = "Sources/Language/Data/en.model"
    @Option(help: "Rounds over the data for the tagger.") var taggerEpochs = 8
    @Option(help: "Rounds over the data for the parser.") var parserEpochs = 12
    @Option(help: "Rounds over the data for names.") var nameEpochs = 10
    @Option(help: "Runs whose weights are averaged.") var runs = 1
    @Option(help: "Parts of the data that are tagged by a model of the others.") var folds = 4
    @Option(help: "Smallest weight that is kept.") var prune: Float = 0.02
    @Flag(help: "Leave the parser of the output file as it is.") var keepParser = false
    @Flag(help: "Leave the tagger and the parser of the output file as they are.") var keepTrees = false

    mutating func run() throws {
        let trees = try Treebank.read(data + "/ewt/train.conllu") + Treebank.read(data + "/gum/train.conllu")
        Log.line("\(trees.count) sentences, \(trees.reduce(0) { $0 + $1.count }) words")
        let old = keepParser || keepTrees ? try ModelFile(path: output) : nil
        let trainer = Trainer(
            trees: trees, names: try names(), taggerEpochs: taggerEpochs, parserEpochs: parserEpochs, nameEpochs: nameEpochs,
            runs: runs, folds: folds, prune: prune)
        let bytes = try trainer.train(keeping: old, trees: keepTrees)
        try Data(bytes).write(to: URL(fileURLWithPath: output), options: .atomic)
        Log.line("\(output): \(bytes.count) bytes")
        try Score.print(data: data, model: output)
    }

    private func names() throws -> [NameSentence] {
        try NameData.read(data + "/names/wikigold.conll") + NameData.read(data + "/names/broad-twitter.conll")
            + NameData.fromEntities(Treebank.read(data + "/gum/train.conllu"))
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
