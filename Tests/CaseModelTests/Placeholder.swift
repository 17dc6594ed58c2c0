import Testing

@Suite struct CaseModelPlaceholder {}
