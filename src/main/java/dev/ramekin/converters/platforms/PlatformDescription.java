package dev.ramekin.converters.platforms;

import dev.ramekin.model.Platform;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One file of {@code converters/platforms}.
 *
 * @param platform the release
 * @param packageManager {@code apt}, {@code dnf}, {@code yum}, {@code apk}, {@code zypper}
 * @param facts what Ohai reports as far as it follows from the release: JSON-like values
 * @param endOfLife when the distribution stops caring
 * @param baseImage reference with tag: {@code debian:bookworm-slim}
 * @param records what the reference meant when it was looked up; the first one is the answer where
 *     no registry can be reached
 * @param archives the distribution's public package archives
 */
public record PlatformDescription(
    Platform platform,
    String packageManager,
    Map<String, Object> facts,
    EndOfLife endOfLife,
    String baseImage,
    List<ImageRecord> records,
    List<ArchiveAddress> archives) {
  /**
   * Until when a release gets updates.
   *
   * @param standard end of its ordinary support
   * @param extended end of long-term support that everybody gets from the same archives
   * @param paid end of support for which the distribution is paid
   */
  public record EndOfLife(
      LocalDate standard, Optional<LocalDate> extended, Optional<LocalDate> paid) {
    /** Returns the last day on which the public archives got updates. */
    public LocalDate last() {
      return extended.orElse(standard);
    }
  }

  /**
   * What a tag of the base image held.
   *
   * @param tag the tag that was looked up
   * @param date when the image was made: {@code 2026-08-24}
   * @param index digest of the image index; empty where only the manifest is known
   * @param platforms manifest digest by platform: {@code linux/amd64}
   * @param installed version of every installed package by name; empty when not known
   */
  public record ImageRecord(
      String tag,
      String date,
      Optional<String> index,
      Map<String, String> platforms,
      SortedMap<String, String> installed) {
    public ImageRecord {
      platforms = Collections.unmodifiableMap(new TreeMap<>(platforms));
      installed = Collections.unmodifiableSortedMap(new TreeMap<>(installed));
    }
  }

  /**
   * A public package archive.
   *
   * @param name {@code debian}
   * @param uri base address
   * @param archived where the release is moved some time after its end of life
   * @param suites in the order they stand in sources.list
   * @param components {@code main}
   * @param keyring file name of the keyring its Release files are signed with
   * @param snapshot address pattern of the snapshot archive with {@code {timestamp}} in it
   */
  public record ArchiveAddress(
      String name,
      String uri,
      Optional<String> archived,
      List<String> suites,
      List<String> components,
      Optional<String> keyring,
      Optional<String> snapshot) {
    public ArchiveAddress {
      suites = List.copyOf(suites);
      components = List.copyOf(components);
    }
  }

  public PlatformDescription {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    records = List.copyOf(records);
    archives = List.copyOf(archives);
  }
}
