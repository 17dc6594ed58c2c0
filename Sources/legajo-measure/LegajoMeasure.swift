import ArgumentParser

@main
struct LegajoMeasure: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "legajo-measure",
        abstract: "Experiments that the command line cannot make: hidden days, gold mentions, the speed of tagging times.",
        subcommands: [HiddenDays.self, Coreference.self, TimeSpeed.self])
}
