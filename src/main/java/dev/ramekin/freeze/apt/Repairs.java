package dev.ramekin.freeze.apt;

/** What the problem resolver remembers of every package besides its score. */
final class Repairs {
  /** The user asked for it to be there or not to be there. */
  static final int ASKED = 1;

  static final int PRE_INSTALLED = 2;
  static final int UPGRADABLE = 4;

  /** The user asked for it not to be there. */
  static final int TO_REMOVE = 8;

  private final byte[] flags;

  Repairs(int packages) {
    this.flags = new byte[packages];
  }

  boolean is(int packageId, int flag) {
    return (flags[packageId] & flag) != 0;
  }

  void set(int packageId, int flag) {
    flags[packageId] |= (byte) flag;
  }

  void clear(int packageId, int flag) {
    flags[packageId] &= (byte) ~flag;
  }

  /** Forgets everything about a package. */
  void forget(int packageId) {
    flags[packageId] = 0;
  }
}
