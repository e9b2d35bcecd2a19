package dev.ramekin.freeze.apt;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * One suite of a package archive: a line of sources.list.
 *
 * @param archive short name that stands in the lock: {@code debian}
 * @param uri base address: http, https or {@code file:}
 * @param suite {@code bookworm-security}; ends with a slash for an archive without {@code dists/}
 * @param components {@code main}; none for an archive without {@code dists/}
 * @param keyring what its signature is checked with
 * @param snapshot address pattern of its snapshot archive, with {@code {timestamp}} in it
 * @param trusted whether the signature is not checked: {@code [trusted=yes]}
 * @param mayBeExpired whether its Release file is taken after its Valid-Until date: {@code
 *     [check-valid-until=no]}, and what has come to its end of life
 */
public record AptSource(
    String archive,
    URI uri,
    String suite,
    List<String> components,
    Keyring keyring,
    Optional<String> snapshot,
    boolean trusted,
    boolean mayBeExpired) {
  public AptSource {
    components = List.copyOf(components);
  }

  /** Takes a source that must not be out of date, unless nothing of it is checked. */
  public AptSource(
      String archive,
      URI uri,
      String suite,
      List<String> components,
      Keyring keyring,
      Optional<String> snapshot,
      boolean trusted) {
    this(archive, uri, suite, components, keyring, snapshot, trusted, trusted);
  }

  /** Returns the same suite at another address. */
  public AptSource at(URI other) {
    return new AptSource(
        archive, other, suite, components, keyring, snapshot, trusted, mayBeExpired);
  }

  /** Returns the same suite, taken however old its Release file is. */
  public AptSource expiring(boolean value) {
    return new AptSource(
        archive, uri, suite, components, keyring, snapshot, trusted, mayBeExpired || value);
  }

  boolean isFlat() {
    return suite.endsWith("/");
  }

  /** Returns the address of a file beside the Release file. */
  URI besideRelease(String name) {
    String base = uri.toString().endsWith("/") ? uri.toString() : uri + "/";
    return URI.create(base + (isFlat() ? suite : "dists/" + suite + "/") + name);
  }

  /** Returns the source's name in messages. */
  String title() {
    return uri + " " + suite;
  }
}
