package dev.ramekin.freeze.apt;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a Release file says.
 *
 * @param text what was signed
 * @param fields single-line fields by name
 * @param files size and SHA-256 of the suite's Packages files, by path beside the Release file
 * @param sha256 of the Release text
 */
record ReleaseFile(
    String text, Map<String, String> fields, Map<String, FileEntry> files, String sha256) {
  /** A file named by the Release file. */
  record FileEntry(long size, String sha256) {}

  ReleaseFile {
    fields = Map.copyOf(fields);
    files = Map.copyOf(files);
  }

  static ReleaseFile parse(String title, String text, String sha256) throws ArchiveException {
    Map<String, String> fields = new HashMap<>();
    Map<String, FileEntry> files = new HashMap<>();
    String field = "";
    for (String line : text.lines().toList()) {
      if (!line.startsWith(" ")) {
        int colon = line.indexOf(':');
        if (colon > 0) {
          field = line.substring(0, colon);
          fields.put(field, line.substring(colon + 1).strip());
        }
      } else if (field.equals("SHA256") && line.contains("Packages")) {
        addFile(title, line, files);
      }
    }
    if (!fields.containsKey("SHA256")) {
      throw new ArchiveException(title + ": the Release file has no SHA256 sums");
    }
    return new ReleaseFile(text, fields, files, sha256);
  }

  private static void addFile(String title, String line, Map<String, FileEntry> files)
      throws ArchiveException {
    String[] cells = line.strip().split("\\s+");
    if (cells.length != 3
        || !cells[1].matches("[0-9]{1,12}")
        || !cells[0].matches("[0-9a-f]{64}")) {
      throw new ArchiveException(title + ": the Release file is damaged at '" + line + "'");
    }
    files.put(cells[2], new FileEntry(Long.parseLong(cells[1]), cells[0]));
  }

  private boolean isYes(String field) {
    return "yes".equals(fields.get(field));
  }

  /** Returns whether files stand under their hashes too, where no update replaces them. */
  boolean isByHash() {
    return isYes("Acquire-By-Hash");
  }

  /** Returns whether packages for all architectures are in indices of their own only. */
  boolean keepsAllApart() {
    boolean listed =
        List.of(fields.getOrDefault("Architectures", "").split("\\s+")).contains("all");
    boolean repeated =
        List.of(fields.getOrDefault("No-Support-for-Architecture-all", "").split("\\s+"))
            .contains("Packages");
    return listed && !repeated;
  }

  Optional<Instant> date() {
    return instant("Date");
  }

  Optional<Instant> validUntil() {
    return instant("Valid-Until");
  }

  private Optional<Instant> instant(String field) {
    String text = fields.getOrDefault(field, "").replaceAll("\\bUTC$", "GMT");
    // Some archives write one digit for the hour or the day.
    String padded = text.replaceAll(" (\\d):", " 0$1:");
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(
              ZonedDateTime.parse(padded, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException exception) {
      return Optional.empty();
    }
  }
}
