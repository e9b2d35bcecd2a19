package dev.ramekin.freeze.apt;

/** A package archive that cannot be used; the message says which and why. */
public final class ArchiveException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Takes the message. */
  public ArchiveException(String message) {
    super(message);
  }

  /** Returns the message, which is always there. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
