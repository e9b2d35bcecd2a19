package dev.ramekin.model;

/** How much a finding matters. */
public enum Severity {
  /** An input could not be read or evaluated; something is missing from the output. */
  ERROR,
  /** The output is whole, but a person should look. */
  WARNING,
  /** Worth knowing. */
  NOTE
}
