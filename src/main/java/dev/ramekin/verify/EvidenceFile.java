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
    Path file = out.resolve("report").resolve("evidence.json");
    Files.createDirectories(file.getParent());
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    return Files.writeString(file, mapper.writeValueAsString(document) + "\n");
  }
}
