import ArgumentParser

/// The commands by what they are for, in the order of the help.
let readCommands: [any ParsableCommand.Type] = [
    BuildCommand.self, ReadCommand.self, AnnotateCommand.self, AnalyzeCommand.self, WatchCommand.self,
    SelectCommand.self, CandidatesCommand.self, LinkCommand.self,
]
let askCommands: [any ParsableCommand.Type] = [
    TimelineCommand.self, WhyCommand.self, ActorsCommand.self, QuotesCommand.self, ConflictsCommand.self, DatesCommand.self,
    SearchCommand.self, StatusCommand.self, LedgerCommand.self,
]
let decideCommands: [any ParsableCommand.Type] = [
    DecideCommand.self, DateCommand.self, ReviewCommand.self, LogCommand.self, MergeCommand.self,
]
let exchangeCommands: [any ParsableCommand.Type] = [ExportCommand.self, ImportCommand.self]
var keepCommands: [any ParsableCommand.Type] {
    var commands: [any ParsableCommand.Type] = [
        VerifyCommand.self, InfoCommand.self, CompactCommand.self, BackupCommand.self, ManualCommand.self,
        CompletionsCommand.self,
    ]
    #if DESK
        commands.insert(DeskCommand.self, at: 0)
    #endif
    return commands
}
