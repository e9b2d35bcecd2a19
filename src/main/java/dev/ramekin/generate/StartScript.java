package dev.ramekin.generate;

import dev.ramekin.converters.keys.GeneratedKey;
import dev.ramekin.lang.ShellWords;
import dev.ramekin.model.Access;
import dev.ramekin.model.Content;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.WriteFile;
import dev.ramekin.model.deployment.Service;
import dev.ramekin.model.deployment.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a service's start script has to do.
 *
 * @param rendered files with secrets in them
 * @param environmentFiles files whose lines become variables
 * @param lines preparation of empty state
 * @param keys what package scripts would have made
 * @param templateFolder where templates of files with secrets are
 * @param renderedFolder where the files are put
 */
public record StartScript(
    List<Rendered> rendered,
    List<String> environmentFiles,
    List<String> lines,
    List<Key> keys,
    String templateFolder,
    String renderedFolder) {
  /**
   * A file with secrets.
   *
   * @param owner {@code user:group}
   * @param source where it stands in the source
   */
  public record Rendered(String path, String mode, String owner, String source) {}

  /**
   * A key of the container's own.
   *
   * @param makes what it is, for people
   * @param first the file that tells whether it is there
   * @param files quoted for a shell
   * @param folders where they go
   */
  public record Key(
      String makes, String first, List<KeyFile> files, List<String> folders, String command) {
    public Key {
      files = List.copyOf(files);
      folders = List.copyOf(folders);
    }
  }

  /** A file of a key, where it is made. */
  public record KeyFile(String path, String mode, String owner) {}

  public StartScript {
    keys = List.copyOf(keys);
    rendered = List.copyOf(rendered);
    environmentFiles = List.copyOf(environmentFiles);
    lines = List.copyOf(lines);
  }

  static StartScript of(
      Service service, List<Stage> chain, Labels labels, List<GeneratedKey> keys) {
    Map<String, Rendered> rendered = new LinkedHashMap<>();
    for (Stage stage : chain) {
      for (Operation operation : stage.operations()) {
        if (operation instanceof WriteFile file && file.content() instanceof Content.WithSecrets) {
          rendered.put(file.path(), rendered(file, labels.of(file)));
        }
      }
    }
    return new StartScript(
        List.copyOf(rendered.values()),
        service.environmentFiles(),
        service.firstStart(),
        keys.stream().map(StartScript::key).toList(),
        RootFiles.TEMPLATES,
        RootFiles.RENDERED);
  }

  private static Key key(GeneratedKey key) {
    List<KeyFile> files =
        key.files().stream()
            .map(it -> new KeyFile(RootFiles.RENDERED + it.path(), it.mode(), it.owner()))
            .toList();
    return new Key(
        key.makes(),
        files.get(0).path(),
        files,
        files.stream().map(it -> it.path().replaceFirst("/[^/]*$", "")).distinct().toList(),
        key.command());
  }

  private static Rendered rendered(WriteFile file, String source) {
    Access access = file.access();
    String owner = access.owner().orElse("root");
    return new Rendered(
        ShellWords.quote(file.path()),
        access.mode().orElse("640"),
        owner + access.group().map(group -> ":" + group).orElse(""),
        source);
  }

  /** Returns whether there is nothing to do before the service starts. */
  boolean isEmpty() {
    return rendered.isEmpty() && environmentFiles.isEmpty() && lines.isEmpty() && keys.isEmpty();
  }
}
