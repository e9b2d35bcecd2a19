package dev.ramekin.cli;

import dev.ramekin.freeze.FreezeOptions;
import dev.ramekin.freeze.FreezeResult;
import dev.ramekin.freeze.LockChange;
import dev.ramekin.model.Finding;
import dev.ramekin.model.lock.Lock;
import dev.ramekin.report.Conversion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells what the world would give today against the lock. */
@Command(
    name = "drift",
    mixinStandardHelpOptions = true,
    description = {
      "Tells what the archives, registries and addresses would give today against the lock:",
      "packages, base images, downloads, git commits. Changes nothing. Ends with 4 when there",
      "is drift, and with 1 when something could not be asked."
    },
    footerHeading = "%nExample:%n",
    footer = "  ramekin drift out --format json")
final class DriftCommand implements Callable<Integer> {
  private final Streams streams;

  @Parameters(paramLabel = "OUT", description = "Output folder of convert.")
  private Path out = Path.of("out");

  @Mixin private ArchiveOptions archives = new ArchiveOptions();
  @Mixin private PantryOptions pantry = new PantryOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  DriftCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    Lock lock = LockStore.read(out);
    SourceOptions source = ConversionRecord.read(out).options(out);
    ProjectFile project = ProjectFile.read(out);
    ConversionRun run = ConversionRun.evaluate(source.read(), source, project);
    FreezeOptions options =
        archives
            .freeze(project, Optional.of(lock), pantry.folder(project, out))
            .withArchitectures(lock.architectures());
    // What the sources ask for now; without this their changes would look like drift of the world.
    Lock asked = run.freeze(Optional.of(lock), options).lock();
    Conversion today = run.freeze(Optional.of(lock), options.withUpdate(Set.of("*")));
    List<LockChange> changes = LockChange.between(asked, today.lock());
    List<Finding> notAsked = FreezeResult.notAsked(today.laterFindings());
    FindingPrinter printer = new FindingPrinter(streams, output, Optional.empty());
    printer.hide(today.estate().secrets());
    printer.print(today.laterFindings());
    if (!LockChange.between(lock, asked).isEmpty() && !output.quiet()) {
      streams
          .err()
          .println("The sources ask for something else than the lock has: run `ramekin convert`.");
    }
    print(changes, notAsked, today.lock());
    if (!changes.isEmpty()) {
      return ExitCode.DIFFERENT.code();
    }
    return (notAsked.isEmpty() ? ExitCode.DONE : ExitCode.FAILED).code();
  }

  private void print(List<LockChange> changes, List<Finding> notAsked, Lock lock) {
    LockChanges shown = new LockChanges(changes, lock, Style.ofProcess());
    if (output.json()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("drift", !changes.isEmpty());
      json.put("changes", shown.json());
      json.put("notAsked", notAsked.stream().map(Finding::message).toList());
      streams.out().println(new Json().line(json));
      return;
    }
    shown.print(streams.out());
    if (changes.isEmpty()) {
      streams
          .out()
          .println(
              notAsked.isEmpty()
                  ? "No drift: the world would give what the lock has."
                  : "No drift as far as could be asked.");
    } else {
      streams
          .out()
          .println(
              "%s; `ramekin freeze %s` takes them, with --update NAME only some"
                  .formatted(LockChanges.count(changes), out));
    }
  }
}
