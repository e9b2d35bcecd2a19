package dev.ramekin.model;

/**
 * A notification or handler: what else happens when an operation changed something.
 *
 * @param action what to do: {@code restart}
 * @param target the statement it is done to: {@code service[nginx]}
 * @param timing when
 */
public record Trigger(String action, String target, Timing timing) {
  /** When a triggered action happens, by Chef's words. */
  public enum Timing {
    /** Once, at the end of the run. */
    DELAYED,
    /** At once. */
    IMMEDIATELY,
    /** Ahead of the operation that triggers it. */
    BEFORE
  }
}
