package dev.ramekin.generate;

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
 * @param templateFolder where templates of files with secrets are
 * @param renderedFolder where the files are put
 */
public record StartScript(
    List<Rendered> rendered,
    List<String> environmentFiles,
    List<String> lines,
    String templateFolder,
    String renderedFolder) {
  /**
   * A file with secrets.
   *
   * @param owner {@code user:group}
   * @param source where it stands in the source
   */
  public record Rendered(String path, String mode, String owner, String source) {}

  public StartScript {
    rendered = List.copyOf(rendered);
    environmentFiles = List.copyOf(environmentFiles);
    lines = List.copyOf(lines);
  }

  static StartScript of(Service service, List<Stage> chain, Labels labels) {
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
        RootFiles.TEMPLATES,
        RootFiles.RENDERED);
  }

  private static Rendered rendered(WriteFile file, String source) {
    Access access = file.access();
    String owner = access.owner().orElse("root");
    return new Rendered(
        Shell.quote(file.path()),
        access.mode().orElse("640"),
        owner + access.group().map(group -> ":" + group).orElse(""),
        source);
  }

  /** Returns whether there is nothing to do before the service starts. */
  boolean isEmpty() {
    return rendered.isEmpty() && environmentFiles.isEmpty() && lines.isEmpty();
  }
}
