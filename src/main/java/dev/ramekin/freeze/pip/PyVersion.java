package dev.ramekin.freeze.pip;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version by PEP 440.
 *
 * @param pre {@code a}, {@code b} or {@code rc} with its number; empty when there is none
 * @param post number of the post-release
 * @param dev number of the development release
 * @param local segments behind the plus
 */
record PyVersion(
    BigInteger epoch,
    List<BigInteger> release,
    Optional<Pre> pre,
    Optional<BigInteger> post,
    Optional<BigInteger> dev,
    List<String> local)
    implements Comparable<PyVersion> {
  /** The kind of a prerelease and its number. */
  record Pre(String kind, BigInteger number) implements Comparable<Pre> {
    @Override
    public int compareTo(Pre other) {
      int order = kind.compareTo(other.kind);
      return order != 0 ? order : number.compareTo(other.number);
    }
  }

  private static final Pattern FORM =
      Pattern.compile(
          "v?(?:([0-9]+)!)?([0-9]+(?:\\.[0-9]+)*)"
              + "(?:[-_.]?(a|b|c|rc|alpha|beta|pre|preview)[-_.]?([0-9]+)?)?"
              + "(?:-([0-9]+)|[-_.]?(post|rev|r)[-_.]?([0-9]+)?)?"
              + "(?:[-_.]?(dev)[-_.]?([0-9]+)?)?"
              + "(?:\\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?");

  PyVersion {
    release = List.copyOf(release);
    local = List.copyOf(local);
  }

  /** Returns the version; empty when the text is none. */
  static Optional<PyVersion> parse(String text) {
    Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    List<BigInteger> release = new ArrayList<>();
    for (String number : matcher.group(2).split("\\.")) {
      release.add(new BigInteger(number));
    }
    Optional<BigInteger> post =
        matcher.group(5) != null
            ? Optional.of(number(matcher.group(5)))
            : Optional.ofNullable(matcher.group(6)).map(it -> number(matcher.group(7)));
    return Optional.of(
        new PyVersion(
            number(matcher.group(1)),
            release,
            Optional.ofNullable(matcher.group(3))
                .map(it -> new Pre(kind(it), number(matcher.group(4)))),
            post,
            Optional.ofNullable(matcher.group(8)).map(it -> number(matcher.group(9))),
            matcher.group(10) == null ? List.of() : List.of(matcher.group(10).split("[-_.]"))));
  }

  private static BigInteger number(@Nullable String digits) {
    return digits == null ? BigInteger.ZERO : new BigInteger(digits);
  }

  private static String kind(String word) {
    return switch (word) {
      case "alpha" -> "a";
      case "beta" -> "b";
      case "c", "pre", "preview" -> "rc";
      default -> word;
    };
  }

  boolean isPrerelease() {
    return pre.isPresent() || dev.isPresent();
  }

  boolean isPostrelease() {
    return post.isPresent();
  }

  /** Returns it without its local part. */
  PyVersion withoutLocal() {
    return new PyVersion(epoch, release, pre, post, dev, List.of());
  }

  /** Returns epoch and release only. */
  PyVersion base() {
    return new PyVersion(
        epoch, release, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
  }

  /** Returns whether both are the same version: {@code 1.0} and {@code 1}. */
  boolean isSame(PyVersion other) {
    return compareTo(other) == 0;
  }

  @Override
  public int compareTo(PyVersion other) {
    int order = epoch.compareTo(other.epoch);
    for (int i = 0; order == 0 && i < Math.max(release.size(), other.release.size()); i++) {
      order = at(i).compareTo(other.at(i));
    }
    if (order == 0) {
      order = comparePre(other);
    }
    if (order == 0) {
      order = compare(post, other.post, -1);
    }
    if (order == 0) {
      order = compare(dev, other.dev, 1);
    }
    return order == 0 ? compareLocal(other) : order;
  }

  private BigInteger at(int index) {
    return index < release.size() ? release.get(index) : BigInteger.ZERO;
  }

  /** A development release of no prerelease comes before all prereleases. */
  private int comparePre(PyVersion other) {
    int order = Integer.compare(preRank(), other.preRank());
    return order != 0 || pre.isEmpty() || other.pre.isEmpty()
        ? order
        : pre.get().compareTo(other.pre.get());
  }

  private int preRank() {
    if (pre.isPresent()) {
      return 0;
    }
    return post.isEmpty() && dev.isPresent() ? -1 : 1;
  }

  /**
   * Compares parts that may be missing.
   *
   * @param missing how a missing part compares to any other
   */
  private static int compare(Optional<BigInteger> left, Optional<BigInteger> right, int missing) {
    if (left.isEmpty() || right.isEmpty()) {
      return left.isPresent() ? -missing : right.isPresent() ? missing : 0;
    }
    return left.get().compareTo(right.get());
  }

  private int compareLocal(PyVersion other) {
    for (int i = 0; i < Math.min(local.size(), other.local.size()); i++) {
      int order = compareSegments(local.get(i), other.local.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(local.size(), other.local.size());
  }

  private static int compareSegments(String left, String right) {
    boolean leftNumber = left.matches("[0-9]+");
    boolean rightNumber = right.matches("[0-9]+");
    if (leftNumber && rightNumber) {
      return new BigInteger(left).compareTo(new BigInteger(right));
    }
    return leftNumber == rightNumber ? left.compareTo(right) : leftNumber ? 1 : -1;
  }

  /** Returns the normal form: {@code 1.0rc1.post2.dev3+local}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    if (epoch.signum() != 0) {
      text.append(epoch).append('!');
    }
    text.append(String.join(".", release.stream().map(BigInteger::toString).toList()));
    pre.ifPresent(it -> text.append(it.kind()).append(it.number()));
    post.ifPresent(it -> text.append(".post").append(it));
    dev.ifPresent(it -> text.append(".dev").append(it));
    if (!local.isEmpty()) {
      text.append('+')
          .append(
              String.join(
                  ".",
                  local.stream()
                      .map(it -> it.matches("[0-9]+") ? new BigInteger(it).toString() : it)
                      .toList()));
    }
    return text.toString();
  }
}
