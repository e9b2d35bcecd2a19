package dev.ramekin.converters.operations;

/** Ends the conversion of one resource; never leaves this package. */
final class ConversionException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Conversion outcome;

  private ConversionException(Conversion outcome) {
    super(outcome.toString(), null, false, false);
    this.outcome = outcome;
  }

  static ConversionException unsupported(String reason) {
    return new ConversionException(new Conversion.Unsupported(reason));
  }

  static ConversionException unknown(String property, UnknownValue value) {
    return new ConversionException(new Conversion.NeedsAnswer(property, value.reason()));
  }

  Conversion outcome() {
    return outcome;
  }
}
