import ArgumentParser

@main
struct LegajoMeasure: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "legajo-measure",
        abstract: "Experiments on the reconciling of papers that the command line cannot make: hidden days, gold mentions.",
        subcommands: [HiddenDays.self, Coreference.self])
}
