package dev.ramekin.report;

import dev.ramekin.model.Estate;
import dev.ramekin.model.Host;
import dev.ramekin.model.Statement;
import dev.ramekin.model.Status;
import dev.ramekin.model.deployment.Deployment;
import dev.ramekin.model.deployment.Placement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The check that nothing was dropped: the statements of the source are counted on their own and
 * held against what the plan placed.
 *
 * @param statements leaf statements of all hosts
 * @param counts how many placements ended with each status; every status is there
 * @param groups the same by cookbook, role or script, by name
 * @param reasons why statements were not converted, the most common first
 * @param differences where the two do not agree; empty when the audit adds up
 */
public record Audit(
    int statements,
    Map<Status, Integer> counts,
    List<Group> groups,
    List<Reason> reasons,
    List<Difference> differences) {
  /**
   * The statements of one cookbook, role or script.
   *
   * @param counts every status is there
   */
  public record Group(String name, int statements, Map<Status, Integer> counts) {
    public Group {
      counts = Collections.unmodifiableMap(new EnumMap<>(counts));
    }
  }

  /** How many statements ended with a status other than converted for one reason. */
  public record Reason(Status status, String text, int statements) {}

  /** How a statement and the plan disagree. */
  public enum Kind {
    /** The statement has no placement. */
    NOT_PLACED,
    /** The statement has more than one placement. */
    PLACED_TWICE,
    /** A placement names a statement that the source does not have. */
    NOT_IN_SOURCE,
    /** Two statements of the source have the same id. */
    SAME_ID
  }

  /** One disagreement, by the statement's id. */
  public record Difference(String statement, Kind kind) {}

  public Audit {
    counts = Collections.unmodifiableMap(new EnumMap<>(counts));
    groups = List.copyOf(groups);
    reasons = List.copyOf(reasons);
    differences = List.copyOf(differences);
  }

  /** Returns the audit of a plan. */
  public static Audit of(Estate estate, Deployment deployment) {
    List<Statement> leaves = estate.hosts().stream().flatMap(Host::leaves).toList();
    Map<String, List<Placement>> placements = new TreeMap<>();
    for (Placement placement : deployment.placements()) {
      placements.computeIfAbsent(placement.statement(), id -> new ArrayList<>()).add(placement);
    }
    return new Audit(
        leaves.size(),
        counts(deployment.placements()),
        groups(leaves, placements),
        reasons(leaves, placements),
        differences(leaves, placements));
  }

  /** Returns whether every statement ended exactly once and the four numbers are the whole. */
  public boolean addsUp() {
    int placed = counts.values().stream().mapToInt(Integer::intValue).sum();
    return differences.isEmpty() && placed == statements;
  }

  /** Returns how many statements ended with a status. */
  public int count(Status status) {
    return counts.getOrDefault(status, 0);
  }

  private static Map<Status, Integer> counts(List<Placement> placements) {
    Map<Status, Integer> counts = zeros();
    placements.forEach(placement -> counts.merge(placement.status(), 1, Integer::sum));
    return counts;
  }

  private static Map<Status, Integer> zeros() {
    Map<Status, Integer> counts = new EnumMap<>(Status.class);
    for (Status status : Status.values()) {
      counts.put(status, 0);
    }
    return counts;
  }

  private static List<Group> groups(
      List<Statement> leaves, Map<String, List<Placement>> placements) {
    Map<String, List<Statement>> byGroup = new TreeMap<>();
    for (Statement leaf : leaves) {
      byGroup.computeIfAbsent(Groups.of(leaf), name -> new ArrayList<>()).add(leaf);
    }
    return byGroup.entrySet().stream()
        .map(entry -> group(entry.getKey(), entry.getValue(), placements))
        .toList();
  }

  private static Group group(
      String name, List<Statement> leaves, Map<String, List<Placement>> placements) {
    List<Placement> placed =
        leaves.stream()
            .flatMap(leaf -> placements.getOrDefault(leaf.id(), List.of()).stream())
            .toList();
    return new Group(name, leaves.size(), counts(placed));
  }

  /** The reason itself: where what it is about lies meanwhile makes it no other one. */
  private static String why(String note) {
    return note.replaceFirst(" The image \\S+ holds it\\.$", "");
  }

  private static List<Reason> reasons(
      List<Statement> leaves, Map<String, List<Placement>> placements) {
    Map<Reason, Integer> counted = new LinkedHashMap<>();
    for (Statement leaf : leaves) {
      for (Placement placement : placements.getOrDefault(leaf.id(), List.of())) {
        if (placement.status() != Status.CONVERTED) {
          String text = leaf.reason().isEmpty() ? why(placement.note()) : leaf.reason();
          counted.merge(new Reason(placement.status(), text, 0), 1, Integer::sum);
        }
      }
    }
    return counted.entrySet().stream()
        .map(entry -> new Reason(entry.getKey().status(), entry.getKey().text(), entry.getValue()))
        .sorted(
            Comparator.comparingInt((Reason reason) -> -reason.statements())
                .thenComparing(Reason::status)
                .thenComparing(Reason::text))
        .toList();
  }

  private static List<Difference> differences(
      List<Statement> leaves, Map<String, List<Placement>> placements) {
    List<Difference> differences = new ArrayList<>();
    Map<String, Integer> seen = new TreeMap<>();
    leaves.forEach(leaf -> seen.merge(leaf.id(), 1, Integer::sum));
    seen.forEach(
        (id, times) -> {
          int placed = placements.getOrDefault(id, List.of()).size();
          if (times > 1) {
            differences.add(new Difference(id, Kind.SAME_ID));
          } else if (placed != 1) {
            differences.add(new Difference(id, placed == 0 ? Kind.NOT_PLACED : Kind.PLACED_TWICE));
          }
        });
    placements.keySet().stream()
        .filter(id -> !seen.containsKey(id))
        .forEach(id -> differences.add(new Difference(id, Kind.NOT_IN_SOURCE)));
    return differences;
  }
}
