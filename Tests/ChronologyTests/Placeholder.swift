import Testing

@Suite struct ChronologyPlaceholder {}
