import Testing

@Suite struct EDTFPlaceholder {}
