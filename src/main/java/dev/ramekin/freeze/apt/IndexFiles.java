package dev.ramekin.freeze.apt;

import dev.ramekin.freeze.apt.ReleaseFile.FileEntry;
import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.Fetcher;
import dev.ramekin.freeze.http.Hashes;
import dev.ramekin.model.lock.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/** Finds, fetches and unpacks the Packages files of suites. */
final class IndexFiles {
  private static final List<String> COMPRESSIONS = List.of(".xz", ".gz", "");

  private final Fetcher fetcher;
  private final CacheFolder cache;
  private final boolean offline;

  IndexFiles(Fetcher fetcher, CacheFolder cache, boolean offline) {
    this.fetcher = fetcher;
    this.cache = cache;
    this.offline = offline;
  }

  /**
   * A Packages file of a suite.
   *
   * @param path its folder and name without what the compression adds
   * @param forms the forms the Release file names, best first
   */
  record IndexFile(String component, String path, List<Form> forms) {
    IndexFile {
      forms = List.copyOf(forms);
    }

    /** Returns what names the content among all others. */
    String key() {
      return forms.get(0).entry().sha256();
    }
  }

  /**
   * One compression of it.
   *
   * @param suffix {@code .xz}, {@code .gz} or nothing
   */
  record Form(String suffix, FileEntry entry) {}

  /**
   * Returns the Packages files of a suite.
   *
   * @param warnings takes the components that the suite does not have
   * @throws ArchiveException when it has none of them
   */
  static List<IndexFile> of(
      AptSource source, ReleaseFile release, String architecture, List<String> warnings)
      throws ArchiveException {
    if (source.isFlat()) {
      return List.of(
          find(release, "", "")
              .orElseThrow(
                  () -> new ArchiveException(source.title() + ": there is no Packages in it")));
    }
    List<String> architectures =
        release.keepsAllApart() ? List.of(architecture, "all") : List.of(architecture);
    List<IndexFile> found = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String component : source.components()) {
      int before = found.size();
      for (String name : architectures) {
        find(release, component, component + "/binary-" + name + "/").ifPresent(found::add);
      }
      if (found.size() == before) {
        missing.add(
            source.title()
                + ": there is no "
                + component
                + "/binary-"
                + architecture
                + "/Packages in it");
      }
    }
    if (found.isEmpty()) {
      throw new ArchiveException(
          missing.isEmpty() ? source.title() + ": no component is named" : missing.get(0));
    }
    warnings.addAll(missing);
    return found;
  }

  private static Optional<IndexFile> find(ReleaseFile release, String component, String folder) {
    // Old Release files name components with the suite's own prefix: updates/main.
    for (String prefix : List.of("", "updates/", "./")) {
      List<Form> forms = new ArrayList<>();
      for (String suffix : COMPRESSIONS) {
        FileEntry entry = release.files().get(prefix + folder + "Packages" + suffix);
        if (entry != null) {
          forms.add(new Form(suffix, entry));
        }
      }
      if (!forms.isEmpty()) {
        return Optional.of(new IndexFile(component, folder + "Packages", forms));
      }
    }
    return Optional.empty();
  }

  private Path kept(Form form) {
    return cache.file("indices", form.entry().sha256() + form.suffix());
  }

  /**
   * Returns a file's text, from the cache where that has it whole, else from the archive.
   *
   * @throws ArchiveException when it cannot be had or is not what the Release file says
   */
  byte[] text(AptSource source, ReleaseFile release, IndexFile file) throws ArchiveException {
    for (Form form : file.forms()) {
      Optional<byte[]> packed = fromCache(form);
      if (packed.isPresent()) {
        return unpack(source, file, form, packed.get());
      }
    }
    if (offline && !"file".equals(source.uri().getScheme())) {
      throw new ArchiveException(
          source.title()
              + " "
              + file.path()
              + ": not in the cache, and --offline forbids to fetch it");
    }
    for (Form form : file.forms()) {
      if (fetch(source, release, file, form)) {
        return unpack(source, file, form, fromCache(form).orElseGet(() -> new byte[0]));
      }
    }
    throw new ArchiveException(
        source.besideRelease(file.path()) + ": 404, there is no such file, in no compression");
  }

  /** Returns what is kept, when its hash is still right; what is damaged goes. */
  private Optional<byte[]> fromCache(Form form) throws ArchiveException {
    Path file = kept(form);
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      byte[] content = Files.readAllBytes(file);
      if (Hashes.of(content).equals(form.entry().sha256())) {
        return Optional.of(content);
      }
      Files.delete(file);
      return Optional.empty();
    } catch (IOException exception) {
      throw new ArchiveException("the cache cannot be used: " + exception);
    }
  }

  /** Returns whether the archive has it; by its hash where it keeps files so. */
  private boolean fetch(AptSource source, ReleaseFile release, IndexFile file, Form form)
      throws ArchiveException {
    List<String> places = new ArrayList<>();
    if (release.isByHash()) {
      String folder = file.path().replaceFirst("Packages$", "");
      places.add(folder + "by-hash/SHA256/" + form.entry().sha256());
    }
    places.add(file.path() + form.suffix());
    for (String place : places) {
      try {
        fetcher.file(
            source.besideRelease(place),
            kept(form),
            Digest.sha256(form.entry().sha256()),
            form.entry().size());
        return true;
      } catch (FetchException exception) {
        if (!exception.isMissing()) {
          throw new ArchiveException(explain(exception.getMessage(), form));
        }
      }
    }
    return false;
  }

  private static String explain(String message, Form form) {
    return message.contains("expected SHA-256")
        ? message
            + "; the Release file says "
            + form.entry().size()
            + " bytes. The archive is just being updated, or its file is damaged: try again later"
            + " or another mirror"
        : message;
  }

  private static byte[] unpack(AptSource source, IndexFile file, Form form, byte[] packed)
      throws ArchiveException {
    try (InputStream raw = new ByteArrayInputStream(packed);
        InputStream plain = plain(raw, form.suffix())) {
      return plain.readAllBytes();
    } catch (IOException exception) {
      throw new ArchiveException(
          source.besideRelease(file.path() + form.suffix()) + " is damaged: " + exception);
    }
  }

  private static InputStream plain(InputStream raw, String suffix) throws IOException {
    return switch (suffix) {
      case ".xz" -> new XZInputStream(raw);
      case ".gz" -> new GZIPInputStream(raw, 1 << 16);
      default -> raw;
    };
  }
}
