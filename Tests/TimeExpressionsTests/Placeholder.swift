import Testing

@Suite struct TimeExpressionsPlaceholder {}
