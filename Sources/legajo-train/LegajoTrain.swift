import ArgumentParser

@main
struct LegajoTrain: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "legajo-train", abstract: "Trains the models of the Language floor, and scores them.",
        subcommands: [Train.self, Score.self, Shrink.self, Speed.self], defaultSubcommand: Train.self)
}
