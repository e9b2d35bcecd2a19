package dev.ramekin.report;

import dev.ramekin.model.Finding;
import dev.ramekin.model.Origin;
import dev.ramekin.model.Question;
import dev.ramekin.model.Secret;
import dev.ramekin.model.Secrets;
import dev.ramekin.model.Status;
import dev.ramekin.model.deployment.Service;
import dev.ramekin.model.deployment.Stage;
import dev.ramekin.model.lock.Lock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The report for programs: {@code report/ramekin.json}. Keys always come in the same order. */
final class JsonReport {
  private final Conversion conversion;
  private final Secrets secrets;

  private JsonReport(Conversion conversion) {
    this.conversion = conversion;
    this.secrets = conversion.secrets();
  }

  /** Returns the report's text. */
  static String of(Conversion conversion) {
    return JsonText.of(new JsonReport(conversion).all());
  }

  private Map<String, Object> all() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("project", conversion.deployment().project());
    report.put("audit", audit(Audit.of(conversion.estate(), conversion.deployment())));
    report.put("services", each(conversion.deployment().services(), this::service));
    report.put("stages", each(conversion.deployment().stages(), this::stage));
    report.put("secrets", conversion.deployment().secrets().stream().map(Secret::name).toList());
    report.put("questions", each(conversion.estate().questions(), this::question));
    report.put("findings", each(conversion.findings(), this::finding));
    report.put("statements", each(StatementRow.of(conversion), this::statement));
    return report;
  }

  private static <T> List<Map<String, Object>> each(
      List<T> items, java.util.function.Function<T, Map<String, Object>> json) {
    return items.stream().map(json).toList();
  }

  private Map<String, Object> audit(Audit audit) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("statements", audit.statements());
    json.putAll(counts(audit.counts()));
    json.put("addsUp", audit.addsUp());
    json.put(
        "differences",
        each(
            audit.differences(),
            difference ->
                Map.of(
                    difference.statement(),
                    difference.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))));
    json.put("groups", each(audit.groups(), JsonReport::group));
    json.put("reasons", each(audit.reasons(), this::reason));
    return json;
  }

  private static Map<String, Object> counts(Map<Status, Integer> counts) {
    Map<String, Object> json = new LinkedHashMap<>();
    counts.forEach((status, number) -> json.put(status.word(), number));
    return json;
  }

  private static Map<String, Object> group(Audit.Group group) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", group.name());
    json.put("statements", group.statements());
    json.putAll(counts(group.counts()));
    return json;
  }

  private Map<String, Object> reason(Audit.Reason reason) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("status", reason.status().word());
    json.put("reason", secrets.mask(reason.text()));
    json.put("statements", reason.statements());
    return json;
  }

  private Map<String, Object> service(Service service) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", service.name());
    json.put("image", conversion.deployment().project() + "/" + service.stage());
    json.put("stage", service.stage());
    service.catalogue().ifPresent(key -> json.put("catalogue", key));
    json.put("command", secrets.maskValue(service.command()));
    json.put("user", service.user().orElse("root"));
    json.put("ports", each(service.ports(), JsonReport::port));
    json.put("volumes", each(service.volumes(), JsonReport::volume));
    json.put("memoryMegabytes", service.limits().memoryMegabytes());
    json.put("cpus", service.limits().cpus());
    json.put("pids", service.limits().pids());
    json.put("limitsFrom", secrets.mask(service.limits().reason()));
    json.put("secrets", service.secrets());
    json.put("networks", service.networks());
    json.put("dependsOn", service.dependsOn());
    json.put("hosts", service.hosts());
    json.put("origin", origin(service.origin()));
    return json;
  }

  private static Map<String, Object> port(Service.Port port) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", port.number());
    json.put("protocol", port.protocol());
    port.published().ifPresent(published -> json.put("published", published));
    return json;
  }

  private static Map<String, Object> volume(Service.VolumeMount mount) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("volume", mount.volume());
    json.put("path", mount.path());
    json.put("readOnly", mount.readOnly());
    return json;
  }

  private Map<String, Object> stage(Stage stage) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", stage.name());
    json.put("platform", stage.platform().id());
    stage.parent().ifPresent(parent -> json.put("parent", parent));
    json.put("baseImage", stage.baseImage());
    Lock.BaseImage base = conversion.lock().baseImages().get(stage.baseImage());
    if (base != null) {
      json.put("digest", base.digest());
    }
    List<Lock.Package> packages = conversion.lock().packages(stage.name());
    json.put("packages", each(packages, JsonReport::lockedPackage));
    return json;
  }

  private static Map<String, Object> lockedPackage(Lock.Package locked) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", locked.name());
    json.put("version", locked.version());
    json.put("architecture", locked.architecture());
    json.put("size", locked.size());
    json.put("sha256", locked.sha256());
    return json;
  }

  private Map<String, Object> question(Question question) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", question.id());
    json.put("origin", origin(question.origin()));
    json.put("kind", question.kind().name().toLowerCase(Locale.ROOT));
    json.put("text", secrets.mask(question.text()));
    question.defaultAnswer().ifPresent(answer -> json.put("default", secrets.mask(answer)));
    question.answer().ifPresent(answer -> json.put("answer", secrets.mask(answer)));
    json.put(
        "outcomes",
        each(
            question.outcomes(),
            outcome -> {
              Map<String, Object> leads = new LinkedHashMap<>();
              leads.put("answer", outcome.answer());
              leads.put("statements", secrets.maskValue(outcome.statements()));
              return leads;
            }));
    return json;
  }

  private Map<String, Object> finding(Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
    json.put("code", finding.code());
    json.put("origin", origin(finding.origin()));
    json.put("message", secrets.mask(finding.message()));
    if (!finding.advice().isEmpty()) {
      json.put("advice", secrets.mask(finding.advice()));
    }
    return json;
  }

  private Map<String, Object> statement(StatementRow row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", row.id());
    json.put("host", row.host());
    json.put("group", row.group());
    json.put("origin", origin(row.origin()));
    json.put("type", row.type());
    json.put("name", row.name());
    json.put("actions", row.actions());
    json.put("status", row.status().word());
    json.put("target", row.target());
    json.put("note", row.note());
    if (!row.elsewhere().isEmpty()) {
      json.put(
          "elsewhere",
          each(
              row.elsewhere(),
              it -> {
                Map<String, Object> thing = new LinkedHashMap<>();
                thing.put("subject", it.subject());
                thing.put("reason", it.reason());
                return thing;
              }));
    }
    if (row.status() == Status.UNSUPPORTED || row.status() == Status.QUESTION) {
      json.put("properties", row.properties());
    }
    return json;
  }

  private Map<String, Object> origin(Origin origin) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", origin.file());
    json.put("line", origin.line());
    json.put("column", origin.column());
    if (!origin.via().isEmpty()) {
      json.put(
          "via",
          each(
              origin.via(),
              frame -> {
                Map<String, Object> step = new LinkedHashMap<>();
                step.put("what", secrets.mask(frame.what()));
                step.put("file", frame.file());
                step.put("line", frame.line());
                return step;
              }));
    }
    return json;
  }
}
