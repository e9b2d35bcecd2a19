package dev.ramekin.report;

import dev.ramekin.model.Finding;
import dev.ramekin.model.Host;
import dev.ramekin.model.Origin;
import dev.ramekin.model.Secrets;
import dev.ramekin.model.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the page shows, as the template reads it (FreeMarker sees public types only): plain texts
 * and numbers, free of secrets, empty where there is nothing.
 *
 * @param shares one for each status
 * @param differences what the audit found, in words; empty when it adds up
 * @param groups numbers by cookbook, role or script
 * @param reasons why statements were not converted, the most common first
 * @param answers what to paste into ramekin.yaml to accept all defaults; empty without questions
 */
public record Page(
    String project,
    int statements,
    List<Share> shares,
    boolean addsUp,
    List<String> differences,
    List<GroupLine> groups,
    List<ReasonLine> reasons,
    List<ServiceCard> services,
    List<QuestionCard> questions,
    String answers,
    List<FindingLine> findings,
    List<HostPart> hosts,
    List<StagePart> stages) {
  private static final int REASONS = 10;

  /**
   * A status with its part of the whole.
   *
   * @param before how many statements the statuses before it have
   * @param meaning what it means, in a few words
   */
  public record Share(String status, int count, int before, String meaning) {}

  /** The numbers of one group, in the order of the statuses. */
  public record GroupLine(String name, int statements, List<Integer> counts) {}

  /** How often a reason occurred. */
  public record ReasonLine(String status, String text, int statements) {}

  /** A finding in words. */
  public record FindingLine(
      String severity,
      String code,
      String source,
      List<String> via,
      String message,
      String advice) {}

  /** What one host declares, by group. */
  public record HostPart(
      String name, String platform, List<String> roles, int statements, List<GroupPart> groups) {}

  /** The statements of one group on one host. */
  public record GroupPart(String name, List<Row> rows) {}

  /**
   * One statement.
   *
   * @param via the steps that led to it, outermost first
   * @param properties name and value, for statements that a person has to look at
   */
  public record Row(
      String id,
      String label,
      String source,
      List<String> via,
      String status,
      String target,
      String note,
      Map<String, String> properties) {}

  /** Returns the page of a conversion. */
  static Page of(Conversion conversion) {
    Audit audit = Audit.of(conversion.estate(), conversion.deployment());
    Secrets secrets = conversion.secrets();
    List<QuestionCard> questions = QuestionCard.of(conversion);
    return new Page(
        conversion.deployment().project(),
        audit.statements(),
        shares(audit),
        audit.addsUp(),
        audit.differences().stream().map(Page::inWords).toList(),
        audit.groups().stream().map(Page::line).toList(),
        audit.reasons().stream().limit(REASONS).map(reason -> line(reason, secrets)).toList(),
        ServiceCard.of(conversion),
        questions,
        QuestionCard.yaml(questions),
        conversion.findings().stream().map(finding -> line(finding, secrets)).toList(),
        hosts(conversion),
        StagePart.of(conversion));
  }

  private static List<Share> shares(Audit audit) {
    List<Share> shares = new ArrayList<>();
    int before = 0;
    for (Status status : Status.values()) {
      int count = audit.count(status);
      shares.add(new Share(status.word(), count, before, meaning(status)));
      before += count;
    }
    return shares;
  }

  private static String meaning(Status status) {
    return switch (status) {
      case CONVERTED -> "in an image or in compose.yaml";
      case HOST -> "belongs to the host or the orchestrator";
      case QUESTION -> "needs an answer; a default was taken";
      case UNSUPPORTED -> "kept as a TODO in the output";
    };
  }

  private static String inWords(Audit.Difference difference) {
    return difference.statement()
        + switch (difference.kind()) {
          case NOT_PLACED -> " was not placed";
          case PLACED_TWICE -> " was placed more than once";
          case NOT_IN_SOURCE -> " was placed but is not in the source";
          case SAME_ID -> " is the id of several statements";
        };
  }

  private static GroupLine line(Audit.Group group) {
    return new GroupLine(group.name(), group.statements(), List.copyOf(group.counts().values()));
  }

  private static ReasonLine line(Audit.Reason reason, Secrets secrets) {
    return new ReasonLine(reason.status().word(), secrets.mask(reason.text()), reason.statements());
  }

  private static FindingLine line(Finding finding, Secrets secrets) {
    return new FindingLine(
        finding.severity().name().toLowerCase(Locale.ROOT),
        finding.code(),
        finding.origin().toString(),
        via(finding.origin(), secrets),
        secrets.mask(finding.message()),
        secrets.mask(finding.advice()));
  }

  /** Returns the steps to an origin in words, outermost first. */
  static List<String> via(Origin origin, Secrets secrets) {
    return origin.via().stream()
        .map(frame -> secrets.mask(frame.what()) + " at " + frame.file() + ":" + frame.line())
        .toList();
  }

  private static List<HostPart> hosts(Conversion conversion) {
    Map<String, Map<String, List<Row>>> rows = new LinkedHashMap<>();
    for (StatementRow row : StatementRow.of(conversion)) {
      rows.computeIfAbsent(row.host(), host -> new LinkedHashMap<>())
          .computeIfAbsent(row.group(), group -> new ArrayList<>())
          .add(row(row));
    }
    return conversion.estate().hosts().stream()
        .map(host -> host(host, rows.getOrDefault(host.name(), Map.of())))
        .toList();
  }

  private static HostPart host(Host host, Map<String, List<Row>> groups) {
    List<GroupPart> parts =
        groups.entrySet().stream()
            .map(group -> new GroupPart(group.getKey(), group.getValue()))
            .toList();
    int statements = parts.stream().mapToInt(part -> part.rows().size()).sum();
    return new HostPart(host.name(), host.platform().id(), host.roles(), statements, parts);
  }

  private static Row row(StatementRow row) {
    boolean toLookAt = row.status() == Status.UNSUPPORTED || row.status() == Status.QUESTION;
    Map<String, String> properties = new LinkedHashMap<>();
    if (toLookAt) {
      row.properties().forEach((name, value) -> properties.put(name, String.valueOf(value)));
    }
    return new Row(
        row.id(),
        row.type() + "[" + row.name() + "]",
        row.origin().shortForm(),
        via(row.origin(), Secrets.NONE),
        row.status().word(),
        row.target(),
        row.note(),
        properties);
  }
}
