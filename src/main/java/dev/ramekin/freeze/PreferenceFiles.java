package dev.ramekin.freeze;

import dev.ramekin.freeze.apt.Preferences;
import dev.ramekin.model.Content;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.RemovePath;
import dev.ramekin.model.Operation.WriteFile;
import dev.ramekin.model.Origin;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The files in which recipes pin packages: {@code /etc/apt/preferences} and what apt reads below
 * {@code preferences.d} (apt_preferences(5)).
 *
 * @param files by path, in the order in which apt reads them
 */
record PreferenceFiles(SortedMap<String, File> files) {
  private static final Pattern READ =
      Pattern.compile("/etc/apt/preferences|/etc/apt/preferences\\.d/[A-Za-z0-9:_-]+(\\.pref)?");
  private static final String FOLDER = "/etc/apt/preferences.d/";

  /** No files. */
  static final PreferenceFiles NONE = new PreferenceFiles(Collections.emptySortedMap());

  /** A file with the statement that writes it. */
  record File(String text, Origin origin) {}

  PreferenceFiles {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** Returns the files after a stage's operations; what cannot be read becomes a finding. */
  PreferenceFiles after(List<Operation> operations, List<Finding> findings) {
    SortedMap<String, File> changed = new TreeMap<>(files);
    for (Operation operation : operations) {
      if (operation instanceof WriteFile write && isBelow(write.path())) {
        Origin origin = write.provenance().origin();
        Optional<String> text = text(write.content());
        if (!READ.matcher(write.path()).matches()) {
          findings.add(
              notConsidered(origin, write.path() + ": apt reads no preferences of that name"));
        } else if (text.isEmpty()) {
          findings.add(notConsidered(origin, write.path() + ": its content is not known here"));
        } else if (!write.onlyIfMissing() || !changed.containsKey(write.path())) {
          changed.put(write.path(), new File(text.get(), origin));
        }
      } else if (operation instanceof RemovePath remove) {
        changed.keySet().removeIf(it -> it.equals(remove.path()));
      }
    }
    return new PreferenceFiles(changed);
  }

  private static boolean isBelow(String path) {
    return path.equals("/etc/apt/preferences") || path.startsWith(FOLDER);
  }

  private static Optional<String> text(Content content) {
    if (content instanceof Content.Inline inline) {
      return Optional.of(inline.text());
    }
    return content instanceof Content.Bytes bytes
        ? Optional.of(new String(bytes.bytes(), StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /** Returns what the files say; what apt would not understand becomes a finding. */
  Preferences preferences(List<Finding> findings) {
    Preferences all = Preferences.NONE;
    for (var entry : files.entrySet()) {
      Preferences.Parsed parsed = Preferences.parse(entry.getKey(), entry.getValue().text());
      parsed.problems().forEach(it -> findings.add(notConsidered(entry.getValue().origin(), it)));
      all = all.with(parsed.preferences());
    }
    return all;
  }

  private static Finding notConsidered(Origin origin, String why) {
    return Finding.warning("pin-not-considered", origin, "this pin counts for nothing: " + why)
        .advise("apt on the host would not have heeded it either; check its file");
  }
}
