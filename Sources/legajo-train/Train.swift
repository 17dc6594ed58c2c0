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
    @Option(help: "Rounds over the data for the tagger.") var taggerEpochs = 10
    @Option(help: "Rounds over the data for the parser.") var parserEpochs = 12
    @Option(help: "Rounds over the data for names.") var nameEpochs = 6
    @Option(help: "Runs of the names' training whose weights are averaged.") var runs = 2
    @Option(help: "Parts of the data that are tagged by a model of the others.") var folds = 3
    @Option(help: "Numbers of the tagger's hidden layer.") var taggerHidden = 128
    @Option(help: "Numbers of the parser's hidden layer.") var parserHidden = 128
    @Option(help: "Networks of the parser.") var parserRuns = 1
    @Option(help: "Layers of the encoders.") var layers = 2
    @Option(help: "Share of the numbers that the tagger's training drops.") var taggerDrop: Float = 0.15
    @Option(help: "Share of the numbers that the parser's training drops.") var parserDrop: Float = 0.15
    @Option(help: "How readily a rare word loses its own row in training.") var wordDrop: Float = 0.3
    @Option(help: "Thousands of bytes for the names' weights.") var nameSize = 2500
    @Option(help: "Names' features seen less often than this get no weight.") var least: UInt8 = 2
    @Option(help: "Folder that keeps finished parts: a run that is ended early goes on from there.") var work: String?
    @Option(help: "Train on every so-manieth sentence only: short runs.") var every = 1
    @Option(help: "End with this part: tagger, tags or parser.") var last: String?

    mutating func run() throws {
        let treebanks = thin(try Treebank.read(data + "/ewt/train.conllu") + Treebank.read(data + "/gum/train.conllu"))
        let trees = treebanks + Headlines.copies(treebanks)
        Log.line("\(trees.count) sentences, \(trees.reduce(0) { $0 + $1.count }) words")
        let trainer = Trainer(
            trees: trees, names: try names(), untagged: thin(try Treebank.read(data + "/ewt/train.conllu")),
            development: try ["ewt", "gum"].map { ($0, try Treebank.read(data + "/\($0)/dev.conllu")) },
            wordNet: try WordNet(folder: wordnet), taggerEpochs: taggerEpochs, parserEpochs: parserEpochs, nameEpochs: nameEpochs,
            runs: runs, folds: folds, taggerShape: shape(taggerHidden, taggerDrop),
            parserShape: shape(parserHidden, parserDrop), parserRuns: parserRuns, least: least, nameSize: nameSize * 1000,
            work: work.map { URL(fileURLWithPath: $0) }, last: last)
        guard let bytes = try trainer.train() else { return }
        try Data(bytes).write(to: URL(fileURLWithPath: output), options: .atomic)
        Log.line("\(output): \(bytes.count) bytes")
        try Score.print(data: data, model: output)
    }

    private func shape(_ hidden: Int, _ drop: Float) -> NetShape {
        NetShape(hidden: hidden, layers: layers, wordDrop: wordDrop, drop: drop, hiddenDrop: drop + 0.1)
    }

    private func thin<T>(_ all: [T]) -> [T] { stride(from: 0, to: all.count, by: max(1, every)).map { all[$0] } }

    private func names() throws -> [NameSentence] {
        let read =
            try NameData.read(data + "/names/wikigold.conll") + NameData.read(data + "/names/broad-twitter.conll")
            + NameData.fromEntities(Treebank.read(data + "/gum/train.conllu"))
        return thin(read) + Headlines.copies(thin(read)) + (try NameTemplates.sentences(count: 1500))
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
