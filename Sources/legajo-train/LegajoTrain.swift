import ArgumentParser

@main
struct LegajoTrain: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "legajo-train", abstract: "Trains the models, and scores them.",
        subcommands: [Train.self, Score.self, Speed.self, TrainBlocks.self, ReadSpeed.self, CopiesSpeed.self, FuzzReaders.self],
        defaultSubcommand: Train.self)
}
