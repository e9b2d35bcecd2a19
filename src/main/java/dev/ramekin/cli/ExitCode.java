package dev.ramekin.cli;

/** What the process ends with; the numbers are a promise to scripts. */
enum ExitCode {
  /** Done. */
  DONE(0),
  /** It failed. */
  FAILED(1),
  /** Wrong usage, or an input that cannot be read. */
  USAGE(2),
  /** Done, but something needs a person. */
  NEEDS_PERSON(3),
  /** Drift, or a difference found by verification. */
  DIFFERENT(4);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
