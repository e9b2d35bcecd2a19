package dev.ramekin.freeze.http;

/** Something could not be fetched; the message says what, from where and why. */
public final class FetchException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean missing;

  /** Takes the message: {@code http://host/file: 404 Not Found}. */
  public FetchException(String message) {
    this(message, false);
  }

  private FetchException(String message, boolean missing) {
    super(message);
    this.missing = missing;
  }

  /** Returns the exception for something that is not there, as opposed to not reachable. */
  public static FetchException missing(String message) {
    return new FetchException(message, true);
  }

  /** Returns whether the other side answered that it does not have it. */
  public boolean isMissing() {
    return missing;
  }

  /** Returns the message, which is always there. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
