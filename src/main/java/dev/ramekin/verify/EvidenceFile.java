package dev.ramekin.verify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code report/evidence.json}. */
final class EvidenceFile {
  private EvidenceFile() {}

  /** Writes the evidence beside the report and returns the file. */
  static Path write(Path out, Evidence evidence) throws IOException {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("at", evidence.at());
    document.put("passed", evidence.passed());
    document.put("engine", evidence.build().engine());
    document.put("repeatable", evidence.build().repeatable());
    document.put("images", evidence.build().images());
    document.put("checks", evidence.checks());
    if (!evidence.runs().isEmpty()) {
      document.put("runs", evidence.runs().stream().map(EvidenceFile::run).toList());
    }
    Path file = out.resolve("report").resolve("evidence.json");
    Files.createDirectories(file.getParent());
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    return Files.writeString(file, mapper.writeValueAsString(document) + "\n");
  }

  private static Map<String, Object> run(ServiceRun run) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("service", run.service());
    document.put("imageMegabytes", run.imageMegabytes());
    document.put("user", run.user());
    document.put("readOnlyRoot", run.readOnlyRoot());
    run.secondsToHealthy().ifPresent(it -> document.put("secondsToHealthy", it));
    run.secondsToStop().ifPresent(it -> document.put("secondsToStop", it));
    run.exitStatus().ifPresent(it -> document.put("exitStatus", it));
    return document;
  }
}
