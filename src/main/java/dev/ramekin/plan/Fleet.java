package dev.ramekin.plan;

import dev.ramekin.model.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Services of several hosts: the same service with the same content on different hosts is one; with
 * different content each has its host in its name.
 */
final class Fleet {
  private final List<HostPlan> plans;

  Fleet(List<HostPlan> plans) {
    this.plans = List.copyOf(plans);
  }

  private record Member(Workload workload, HostPlan plan) {}

  List<Draft> drafts() {
    Map<String, Map<String, List<Member>>> variants = new LinkedHashMap<>();
    for (HostPlan plan : plans) {
      for (Workload workload : plan.workloads()) {
        variants
            .computeIfAbsent(workload.name(), key -> new LinkedHashMap<>())
            .computeIfAbsent(content(plan, workload), key -> new ArrayList<>())
            .add(new Member(workload, plan));
      }
    }
    List<Draft> drafts = new ArrayList<>();
    variants.forEach(
        (name, byContent) ->
            byContent
                .values()
                .forEach(members -> drafts.add(draft(name, byContent.size() > 1, members))));
    return drafts;
  }

  private static Draft draft(String name, boolean several, List<Member> members) {
    Member first = members.get(0);
    String full = several ? name + "-" + first.plan().host().name() : name;
    return new Draft(
        safe(full),
        first.workload(),
        first.plan(),
        members.stream().map(member -> member.plan().host().name()).toList());
  }

  /** Returns a text as a name of a service: lower-case letters, digits and dashes. */
  static String safe(String text) {
    String name = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return name.replaceAll("^-+|-+$", "");
  }

  private static String content(HostPlan plan, Workload workload) {
    Optional<String> key = Optional.of(workload.name());
    List<Operation> operations = new ArrayList<>(plan.steps(Optional.empty()));
    operations.addAll(plan.steps(key));
    operations.addAll(plan.heldSteps(key));
    operations.addAll(plan.operations(key, Place.Kind.FIRST_START, Place.Kind.JOB));
    return workload.unitText().map(Units::marked).orElse("") + prints(operations);
  }

  /**
   * Returns the images of what no container needs by host name: one for each different content.
   * Hosts without such things are not in it.
   */
  Map<String, String> hostImages() {
    Map<String, List<String>> hosts = new LinkedHashMap<>();
    for (HostPlan plan : plans) {
      if (!plan.heldSteps().isEmpty()) {
        String content = plan.host().platform().id() + prints(plan.heldSteps());
        hosts.computeIfAbsent(content, key -> new ArrayList<>()).add(plan.host().name());
      }
    }
    Map<String, String> byHost = new LinkedHashMap<>();
    for (List<String> same : hosts.values()) {
      String name = HostImage.NAME + (hosts.size() > 1 ? "-" + safe(same.get(0)) : "");
      same.forEach(host -> byHost.put(host, name));
    }
    return byHost;
  }

  private static String prints(List<Operation> operations) {
    return operations.stream().map(Fingerprint::of).collect(Collectors.joining("\n"));
  }

  /** Returns the base stages: one name for each different content, with the hosts that have it. */
  Map<String, String> baseNames() {
    Map<String, String> byContent = new LinkedHashMap<>();
    Map<String, String> byHost = new LinkedHashMap<>();
    for (HostPlan plan : plans) {
      String content = plan.host().platform().id() + prints(plan.steps(Optional.empty()));
      String name = byContent.isEmpty() ? "base" : "base-" + safe(plan.host().name());
      byContent.putIfAbsent(content, name);
      byHost.put(plan.host().name(), byContent.get(content));
    }
    return byHost;
  }
}
