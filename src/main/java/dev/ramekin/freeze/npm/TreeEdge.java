package dev.ramekin.freeze.npm;

import org.jspecify.annotations.Nullable;

/** That one package asks for another, and which one that is at its place. */
final class TreeEdge {
  /** Why it asks. */
  enum Type {
    /** It cannot do without. */
    NEEDED,
    /** It takes it where it can be had. */
    OPTIONAL,
    /** It wants it to be beside itself. */
    PEER,
    /** It wants the one beside itself to be a certain one, if there is one. */
    OPTIONAL_PEER
  }

  private final TreeNode from;
  private final String name;
  private final NpmSpec spec;
  private final Type type;
  private @Nullable TreeNode to;
  private @Nullable Boolean valid;
  private boolean detached;
  private boolean conflicted;

  TreeEdge(TreeNode from, String name, NpmSpec spec, Type type) {
    this.from = from;
    this.name = name;
    this.spec = spec;
    this.type = type;
  }

  TreeNode from() {
    return from;
  }

  String name() {
    return name;
  }

  NpmSpec spec() {
    return spec;
  }

  @Nullable TreeNode to() {
    return to;
  }

  boolean isPeer() {
    return type == Type.PEER || type == Type.OPTIONAL_PEER;
  }

  boolean isOptionalPeer() {
    return type == Type.OPTIONAL_PEER;
  }

  boolean isOptional() {
    return type == Type.OPTIONAL || type == Type.OPTIONAL_PEER;
  }

  /** Returns whether it was given up because others want something else beside it. */
  boolean isConflicted() {
    return conflicted;
  }

  void setConflicted() {
    conflicted = true;
  }

  boolean isSatisfiedBy(TreeNode node) {
    return node.name().equals(name)
        && !detached
        && node.version().map(spec::allows).orElse(spec.wanted().equals("*"));
  }

  /** Returns whether what it leads to is what is asked for. */
  boolean isValid() {
    Boolean known = valid;
    if (known == null) {
      known = compute();
      valid = known;
    }
    return known;
  }

  private boolean compute() {
    TreeNode found = to;
    if (detached) {
      return false;
    }
    if (found == null) {
      return isOptional();
    }
    boolean local = isPeer() && from == found.parent() && !from.isTop();
    return !local && isSatisfiedBy(found);
  }

  /** Looks again where it leads. */
  void reload(boolean hard) {
    TreeNode found = from.resolve(name);
    if (found != to) {
      if (to != null) {
        to.removeEdgeIn(this);
      }
      to = found;
      valid = null;
      if (found != null) {
        found.addEdgeIn(this);
      }
    } else if (hard) {
      valid = null;
    }
  }

  void detach() {
    if (to != null) {
      to.removeEdgeIn(this);
    }
    to = null;
    detached = true;
    valid = null;
  }

  @Override
  public String toString() {
    return from + " -> " + name + "@" + spec.raw();
  }
}
