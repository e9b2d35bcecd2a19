package dev.ramekin.plan;

import dev.ramekin.converters.services.HostRules;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.InstallPackages;
import dev.ramekin.model.Operation.PackageSpec;
import dev.ramekin.model.Operation.RunCommand;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the commands of a stage need to be carried out, and what their results are worth. */
final class CommandNeeds {
  private final HostRules rules;

  CommandNeeds(HostRules rules) {
    this.rules = rules;
  }

  /**
   * Returns the packages of the programs that commands call and nothing installs. A host has such
   * programs because apt installs recommended packages there (decision 5).
   *
   * @param below operations of the stages it continues
   */
  List<Operation> packages(List<Operation> operations, List<Operation> below) {
    Set<String> there = new HashSet<>();
    below.forEach(it -> there.addAll(installed(it)));
    operations.forEach(it -> there.addAll(installed(it)));
    List<Operation> needed = new ArrayList<>();
    for (Operation operation : operations) {
      if (operation instanceof RunCommand command) {
        for (String program : programs(command)) {
          String name = rules.programs().get(program);
          if (name != null && there.add(name)) {
            needed.add(
                new InstallPackages(
                    JobFiles.plain(command.provenance()),
                    "apt",
                    List.of(new PackageSpec(name, Optional.empty())),
                    List.of()));
          }
        }
      }
    }
    return needed;
  }

  private static List<String> installed(Operation operation) {
    return operation instanceof InstallPackages install
        ? install.packages().stream().map(PackageSpec::name).toList()
        : List.of();
  }

  private static Set<String> programs(RunCommand command) {
    Set<String> programs = new LinkedHashSet<>();
    if (command.interpreter().equals("sh") || command.interpreter().equals("bash")) {
      Commands.lines(Texts.of(command.script())).forEach(it -> programs.add(Commands.program(it)));
    } else {
      programs.add(Commands.program(command.interpreter()));
    }
    return programs;
  }

  /** Returns a warning for each command whose result is another in every build. */
  List<Finding> warnings(List<Operation> operations) {
    List<Finding> findings = new ArrayList<>();
    for (Operation operation : operations) {
      if (operation instanceof RunCommand command) {
        Commands.lines(Texts.of(command.script())).stream()
            .filter(rules::isRandom)
            .findFirst()
            .ifPresent(line -> findings.add(random(command, line)));
      }
    }
    return findings;
  }

  private static Finding random(RunCommand command, String line) {
    return Finding.warning(
            "random",
            command.provenance().origin(),
            "'" + line + "' gives something else in each build, and all who have the image have it")
        .advise("Supply what it makes as a file or a secret; a key does not belong into an image.");
  }
}
