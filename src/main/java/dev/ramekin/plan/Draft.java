package dev.ramekin.plan;

import dev.ramekin.model.Content;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.RunCommand;
import dev.ramekin.model.Operation.ScheduleJob;
import dev.ramekin.model.deployment.Service.VolumeMount;
import dev.ramekin.plan.Place.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A service while it is being planned. */
final class Draft {
  final String name;
  final Workload workload;
  final HostPlan plan;
  final List<String> hosts;
  final List<RunCommand> firstStart;
  final List<ScheduleJob> jobs;
  final Set<String> dependsOn = new TreeSet<>();
  final List<VolumeMount> sharedVolumes = new ArrayList<>();
  List<Operation> operations;
  Optional<Content> unitText;
  List<Integer> ports = List.of();

  Draft(String name, Workload workload, HostPlan plan, List<String> hosts) {
    Optional<String> key = Optional.of(workload.name());
    this.name = name;
    this.workload = workload;
    this.plan = plan;
    this.hosts = List.copyOf(hosts);
    this.operations = plan.steps(key);
    this.unitText = workload.unitText();
    this.firstStart =
        plan.operations(key, Kind.FIRST_START).stream().map(RunCommand.class::cast).toList();
    this.jobs = plan.operations(key, Kind.JOB).stream().map(ScheduleJob.class::cast).toList();
  }

  /** Returns whether both ran on one host. */
  boolean neighbourOf(Draft other) {
    return other != this && hosts.stream().anyMatch(other.hosts::contains);
  }

  /** Returns every text that configures it. */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    operations.forEach(operation -> texts.add(Texts.of(operation)));
    unitText.ifPresent(content -> texts.add(Units.marked(content)));
    return texts;
  }

  /** Returns the words that mean it in a configuration. */
  List<String> words() {
    List<String> words = new ArrayList<>(List.of(workload.name()));
    workload.entry().ifPresent(entry -> words.addAll(entry.network().words()));
    return words;
  }
}
