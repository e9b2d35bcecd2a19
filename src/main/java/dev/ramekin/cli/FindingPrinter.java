package dev.ramekin.cli;

import dev.ramekin.model.Finding;
import dev.ramekin.model.Origin;
import dev.ramekin.model.Secret;
import dev.ramekin.model.Secrets;
import dev.ramekin.model.Severity;
import dev.ramekin.source.SourceFile;
import dev.ramekin.source.SourceTree;
import java.io.PrintStream;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Prints findings: what, where with the line, what to do. */
final class FindingPrinter {
  private static final int WIDEST_LINE = 160;

  private final PrintStream err;
  private final OutputOptions output;
  private final Optional<SourceTree> source;
  private final Style style = Style.ofProcess();
  private final Set<Finding> printed = new HashSet<>();
  private Secrets secrets = Secrets.NONE;

  FindingPrinter(Streams streams, OutputOptions output, Optional<SourceTree> source) {
    this.err = streams.err();
    this.output = output;
    this.source = source;
  }

  /** Keeps credentials out of what is printed from now on, quoted source lines included. */
  void hide(List<Secret> found) {
    secrets = new Secrets(found);
  }

  /** Prints those that the user's choice of words lets through, each once. */
  void print(Collection<Finding> findings) {
    findings.stream().filter(this::wanted).filter(printed::add).forEach(this::print);
  }

  private boolean wanted(Finding finding) {
    return switch (finding.severity()) {
      case ERROR -> true;
      case WARNING -> !output.quiet();
      case NOTE -> output.verbose();
    };
  }

  private void print(Finding finding) {
    err.println(
        word(finding.severity()) + " " + finding.origin() + ": " + secrets.mask(finding.message()));
    lineAt(finding.origin())
        .ifPresent(line -> err.println(style.faint("    " + secrets.mask(line))));
    for (Origin.Frame frame : finding.origin().via()) {
      err.println(
          style.faint(
              "    by " + secrets.mask(frame.what()) + " at " + frame.file() + ":" + frame.line()));
    }
    if (!finding.advice().isEmpty()) {
      err.println("    " + secrets.mask(finding.advice()));
    }
  }

  private String word(Severity severity) {
    return switch (severity) {
      case ERROR -> style.red("error");
      case WARNING -> style.yellow("warning");
      case NOTE -> style.faint("note");
    };
  }

  private Optional<String> lineAt(Origin origin) {
    return source
        .flatMap(tree -> tree.file(origin.file()))
        .filter(file -> origin.line() > 0 && !file.isBinary())
        .map(SourceFile::text)
        .flatMap(text -> text.lines().skip(origin.line() - 1L).findFirst())
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .map(line -> line.substring(0, Math.min(line.length(), WIDEST_LINE)));
  }
}
