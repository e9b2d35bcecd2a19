package dev.ramekin.verify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the images of an output folder with the recorded state of the host that they come from.
 * The images are built and exported; nothing is started.
 */
public final class StateVerifier {
  private StateVerifier() {}

  /**
   * Compares a generated folder whose pantry is filled, and leaves {@code report/state.json}.
   *
   * @param against the recorded state; {@code docs/expected-state.md} describes it
   * @throws EngineException when there is no engine, or the images cannot be built
   * @throws IOException when a file cannot be read or written
   * @throws dev.ramekin.yaml.YamlException when the record is not as it should be
   */
  public static StateEvidence compare(Path out, Path against, BuildOptions options)
      throws EngineException, IOException {
    ExpectedState state = ExpectedStateReader.read(against);
    ReportReasons reasons = ReportReasons.read(out);
    BuildResult build = ImageBuilder.build(out, options);
    options.progress().accept("comparing with " + against);
    List<ImageContents> images =
        ImageExport.read(new DockerCli(out, options.log()), build.images());
    StateEvidence evidence =
        new StateEvidence(
            state.name(), build.images(), StateComparison.compare(state, images, reasons));
    write(out, evidence);
    return evidence;
  }

  private static void write(Path out, StateEvidence evidence) throws IOException {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("case", evidence.name());
    document.put("passed", evidence.passed());
    document.put("images", evidence.images());
    document.put("rows", evidence.verdicts());
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    Files.writeString(
        out.resolve("report").resolve("state.json"), mapper.writeValueAsString(document) + "\n");
  }
}
