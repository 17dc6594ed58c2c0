import Testing

@Suite struct CaseFilePlaceholder {}
