package dev.ramekin.cli;

import dev.ramekin.model.Host;
import dev.ramekin.model.Statement;
import dev.ramekin.model.Status;
import dev.ramekin.source.SourceTree;
import dev.ramekin.source.chef.Assessment;
import dev.ramekin.source.chef.ChefEvaluator;
import dev.ramekin.source.chef.Declared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Evaluates every recipe of every cookbook for itself. */
@Command(
    name = "assess",
    mixinStandardHelpOptions = true,
    description = {
      "Evaluates every recipe by itself and writes what each declares:",
      "<cookbook>__<recipe>.json and summary.csv."
    },
    footerHeading = "%nExample:%n",
    footer = "  ramekin assess cookbooks --facts node.json -o results")
final class AssessCommand implements Callable<Integer> {
  private static final String HEADER =
      "cookbook,recipe,statements,converted,host,question,unsupported,findings,questions";

  private final Streams streams;
  private final Json json = new Json();

  @Mixin private SourceOptions source = new SourceOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      required = true,
      description = "Where the results go.")
  private Path results = Path.of("results");

  @Option(
      names = "--convert",
      description = {
        "Convert each recipe's resources too: summary.csv then counts what they become,",
        "and reasons.csv ranks why statements are not converted."
      })
  private boolean convert;

  AssessCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    SourceTree tree = source.read();
    FindingPrinter printer = new FindingPrinter(streams, output, Optional.of(tree));
    printer.print(tree.findings());
    if (!tree.kind().isReadable()) {
      return ExitCode.USAGE.code();
    }
    Files.createDirectories(results);
    List<String> summary = new ArrayList<>(List.of(HEADER));
    ReasonCount reasons = new ReasonCount();
    try (ProgressBar bar = progress()) {
      ChefEvaluator.assess(
          tree,
          source.chef(Map.of()),
          convert,
          assessment -> {
            write(assessment);
            assessment.host().ifPresent(reasons::add);
            summary.add(row(assessment));
            bar.step();
          });
    }
    Files.write(results.resolve("summary.csv"), summary);
    if (convert) {
      Files.write(results.resolve("reasons.csv"), reasons.rows());
    }
    if (!output.quiet()) {
      streams.err().println((summary.size() - 1) + " recipes assessed; results in " + results);
    }
    return ExitCode.DONE.code();
  }

  private ProgressBar progress() {
    boolean terminal = System.console() != null && !output.quiet();
    return new ProgressBarBuilder()
        .setTaskName("assess")
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(terminal ? 200 : Integer.MAX_VALUE)
        .setConsumer(new TerminalBar(streams.err(), terminal))
        .build();
  }

  private void write(Assessment assessment) {
    try {
      String line = json.line(DeclaredJson.of(assessment.declared()));
      Files.writeString(results.resolve(assessment.key() + ".json"), line + "\n");
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  private static String row(Assessment assessment) {
    Declared declared = assessment.declared();
    List<String> cells = new ArrayList<>(List.of(assessment.cookbook(), assessment.recipe()));
    cells.addAll(assessment.host().map(AssessCommand::counts).orElseGet(() -> counts(declared)));
    cells.add(String.valueOf(declared.findings().size()));
    cells.add(String.valueOf(declared.questions().size()));
    return String.join(",", cells);
  }

  private static List<String> counts(Declared declared) {
    List<String> cells = new ArrayList<>(List.of(String.valueOf(declared.statements())));
    for (Status status : Status.values()) {
      cells.add(String.valueOf(declared.count(status)));
    }
    return cells;
  }

  private static List<String> counts(Host host) {
    List<Status> all = host.leaves().map(Statement::status).toList();
    List<String> cells = new ArrayList<>(List.of(String.valueOf(all.size())));
    for (Status status : Status.values()) {
      cells.add(String.valueOf(Collections.frequency(all, status)));
    }
    return cells;
  }
}
