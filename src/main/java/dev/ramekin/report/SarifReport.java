package dev.ramekin.report;

import dev.ramekin.model.Finding;
import dev.ramekin.model.Origin;
import dev.ramekin.model.Question;
import dev.ramekin.model.Secrets;
import dev.ramekin.model.Severity;
import dev.ramekin.model.Status;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * The report for code review tools: {@code report/ramekin.sarif}, SARIF 2.1.0. Findings, questions
 * nobody has answered, and unsupported statements are results with their places in the source.
 */
final class SarifReport {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
  private static final String QUESTION = "open-question";
  private static final String UNSUPPORTED = "unsupported-statement";

  private final Conversion conversion;
  private final Secrets secrets;
  private final List<Map<String, Object>> results = new ArrayList<>();
  private final TreeSet<String> rules = new TreeSet<>();

  private SarifReport(Conversion conversion) {
    this.conversion = conversion;
    this.secrets = conversion.secrets();
  }

  /** Returns the report's text. */
  static String of(Conversion conversion) {
    return JsonText.of(new SarifReport(conversion).all());
  }

  private Map<String, Object> all() {
    conversion.findings().forEach(this::addFinding);
    conversion.estate().questions().stream()
        .filter(question -> question.answer().isEmpty())
        .forEach(this::addQuestion);
    StatementRow.of(conversion).stream()
        .filter(row -> row.status() == Status.UNSUPPORTED)
        .forEach(this::addUnsupported);
    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "Ramekin");
    driver.put("rules", rules.stream().map(SarifReport::rule).toList());
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver));
    run.put("columnKind", "utf16CodeUnits");
    run.put(
        "originalUriBaseIds",
        Map.of("SOURCE", Map.of("description", Map.of("text", "the converted source"))));
    run.put("results", results);
    Map<String, Object> log = new LinkedHashMap<>();
    log.put("$schema", SCHEMA);
    log.put("version", "2.1.0");
    log.put("runs", List.of(run));
    return log;
  }

  /** A rule is named by its code; the code's words are its description. */
  private static Map<String, Object> rule(String code) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("id", code);
    rule.put("shortDescription", Map.of("text", code.replace('-', ' ')));
    return rule;
  }

  private void addFinding(Finding finding) {
    String text = secrets.mask(finding.message());
    String advice = secrets.mask(finding.advice());
    add(
        finding.code(),
        level(finding.severity()),
        advice.isEmpty() ? text : text + "; " + advice,
        finding.origin(),
        finding.code() + ":" + finding.origin() + ":" + text);
  }

  private void addQuestion(Question question) {
    String taken = question.defaultAnswer().map(answer -> "; taken: " + answer).orElse("");
    String text = secrets.mask(question.text() + taken);
    add(QUESTION, "warning", text, question.origin(), question.id());
  }

  private void addUnsupported(StatementRow row) {
    String label = row.type() + "[" + row.name() + "] on " + row.host();
    String text = row.note().isEmpty() ? label : label + ": " + row.note();
    add(UNSUPPORTED, "warning", text, row.origin(), row.id());
  }

  private void add(String rule, String level, String text, Origin origin, String fingerprint) {
    rules.add(rule);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ruleId", rule);
    result.put("level", level);
    result.put("message", Map.of("text", text));
    result.put("locations", List.of(location(origin.file(), origin.line(), origin.column())));
    if (!origin.via().isEmpty()) {
      result.put("relatedLocations", origin.via().stream().map(this::step).toList());
    }
    result.put("partialFingerprints", Map.of("ramekin/v1", fingerprint));
    results.add(result);
  }

  private static String level(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  private Map<String, Object> step(Origin.Frame frame) {
    Map<String, Object> step = new LinkedHashMap<>(location(frame.file(), frame.line(), 0));
    step.put("message", Map.of("text", secrets.mask(frame.what())));
    return step;
  }

  private static Map<String, Object> location(String file, int line, int column) {
    Map<String, Object> artifact = new LinkedHashMap<>();
    artifact.put("uri", uri(file));
    artifact.put("uriBaseId", "SOURCE");
    Map<String, Object> physical = new LinkedHashMap<>();
    physical.put("artifactLocation", artifact);
    if (line > 0) {
      Map<String, Object> region = new LinkedHashMap<>();
      region.put("startLine", line);
      if (column > 0) {
        region.put("startColumn", column);
      }
      physical.put("region", region);
    }
    return Map.of("physicalLocation", physical);
  }

  private static String uri(String file) {
    try {
      return new URI(null, null, file, null).toASCIIString();
    } catch (URISyntaxException exception) {
      throw new IllegalStateException(file + " has no URI form", exception);
    }
  }
}
