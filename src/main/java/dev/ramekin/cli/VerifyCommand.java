package dev.ramekin.cli;

import dev.ramekin.verify.BuildOptions;
import dev.ramekin.verify.BuiltImage;
import dev.ramekin.verify.CheckResult;
import dev.ramekin.verify.Evidence;
import dev.ramekin.verify.ServiceRun;
import dev.ramekin.verify.StateEvidence;
import dev.ramekin.verify.StateVerifier;
import dev.ramekin.verify.Verifier;
import dev.ramekin.verify.VerifyOptions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Builds, starts and probes what was generated, and compares it with the model. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Builds the images, starts them under a name of their own, compares what runs with",
      "checks/*.yaml, and removes everything again. Leaves report/evidence.json.",
      "With --against, compares the images with a recorded host and starts nothing."
    })
final class VerifyCommand implements Callable<Integer> {
  private final Streams streams;
  private final Style style = Style.ofProcess();

  @Parameters(paramLabel = "OUT", description = "Output folder of convert.")
  private Path out = Path.of("out");

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description = "Recorded state of the host the images come from.")
  private Optional<Path> against = Optional.empty();

  @Option(
      names = "--restart",
      description = {
        "Also stop every service, start it again on the same volumes, and look whether it kept",
        "what it was given."
      })
  private boolean restart;

  @Mixin private ArchiveOptions archives = new ArchiveOptions();
  @Mixin private PantryOptions pantry = new PantryOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  VerifyCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws Exception {
    LockStore.demand(out);
    try (FolderLock held = FolderLock.take(out)) {
      return verify();
    }
  }

  private int verify() throws Exception {
    Optional<BuildContexts> prepared =
        new PantryFiller(streams, output, archives, pantry).forBuild(out);
    if (prepared.isEmpty()) {
      return ExitCode.FAILED.code();
    }
    try (BuildContexts contexts = prepared.get()) {
      VerifyOptions options = options(contexts.folders());
      return against.isPresent() ? compare(against.get(), options) : verify(options);
    }
  }

  private int verify(VerifyOptions options) throws Exception {
    Evidence evidence = Verifier.verify(out, options);
    if (output.json()) {
      streams
          .out()
          .println(
              new Json()
                  .line(Json.object("passed", evidence.passed(), "checks", evidence.checks())));
    } else {
      print(streams.out(), evidence);
    }
    return (evidence.passed() ? ExitCode.DONE : ExitCode.DIFFERENT).code();
  }

  private int compare(Path state, VerifyOptions options) throws Exception {
    StateEvidence evidence = StateVerifier.compare(out, state, options.build());
    if (output.json()) {
      streams
          .out()
          .println(
              new Json()
                  .line(Json.object("passed", evidence.passed(), "rows", evidence.verdicts())));
    } else {
      new StateTable(style).print(streams.out(), evidence);
    }
    return (evidence.passed() ? ExitCode.DONE : ExitCode.DIFFERENT).code();
  }

  private VerifyOptions options(Map<String, Path> contexts) {
    VerifyOptions usual = VerifyOptions.of(out);
    BuildOptions build = usual.build().withProgress(this::progress).withContexts(contexts);
    return new VerifyOptions(build, usual.startLimit(), restart);
  }

  private void progress(String line) {
    if (!output.quiet()) {
      streams.err().println(line);
    }
  }

  private void print(PrintStream data, Evidence evidence) {
    for (BuiltImage image : evidence.build().images()) {
      data.println("image " + String.join(" ", image.tags()) + "  " + image.digest());
    }
    evidence.runs().forEach(run -> data.println(line(run)));
    data.printf("%-20s %-10s %7s %7s%n", "SERVICE", "CHECK", "PASSED", "FAILED");
    table(evidence).values().forEach(row -> row.print(data));
    for (CheckResult failure : evidence.failures()) {
      data.println(
          style.red("differs ")
              + failure.service()
              + " "
              + failure.kind()
              + " "
              + failure.subject()
              + ": expected "
              + failure.expected()
              + ", found "
              + failure.actual()
              + (failure.source().isEmpty() ? "" : "  (" + failure.source() + ")"));
    }
    data.println(evidence.passed() ? style.green("verified") : style.red("differences found"));
  }

  private static String line(ServiceRun run) {
    return "%s: %d MB, %s, healthy after %s s, stopped after %s s with %s"
        .formatted(
            run.service(),
            run.imageMegabytes(),
            run.user(),
            run.secondsToHealthy().map("%.1f"::formatted).orElse("?"),
            run.secondsToStop().map("%.1f"::formatted).orElse("?"),
            run.exitStatus().map(String::valueOf).orElse("?"));
  }

  /** Counts of one kind of check of one service. */
  private static final class Row {
    private final String service;
    private final String kind;
    private int passed;
    private int failed;

    Row(CheckResult first) {
      this.service = first.service().isEmpty() ? "(project)" : first.service();
      this.kind = first.kind();
    }

    void add(CheckResult check) {
      if (check.passed()) {
        passed++;
      } else {
        failed++;
      }
    }

    void print(PrintStream data) {
      data.printf("%-20s %-10s %7d %7d%n", service, kind, passed, failed);
    }
  }

  private static Map<String, Row> table(Evidence evidence) {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (CheckResult check : evidence.checks()) {
      rows.computeIfAbsent(check.service() + "/" + check.kind(), key -> new Row(check)).add(check);
    }
    return rows;
  }
}
