package dev.ramekin.cli;

import dev.ramekin.generate.WriteResult;
import dev.ramekin.model.Severity;
import dev.ramekin.model.Status;
import dev.ramekin.model.lock.Lock;
import dev.ramekin.report.Audit;
import dev.ramekin.report.Conversion;
import dev.ramekin.source.SourceTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job: read, evaluate, plan, freeze, generate, report. */
@Command(
    name = "convert",
    mixinStandardHelpOptions = true,
    description = {
      "Reads host recipes and writes pinned containers. Nothing of the source is run and no",
      "container engine is needed. No package is downloaded, but that of a started service which",
      "nobody has described."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ramekin convert chef-repo -o out",
      "  ramekin convert cookbooks/web --platform debian-12 --run-list 'recipe[web]' -o out"
    })
final class ConvertCommand implements Callable<Integer> {
  private final Streams streams;

  @Spec private CommandSpec spec;

  @Mixin private SourceOptions source = new SourceOptions();
  @Mixin private ArchiveOptions archives = new ArchiveOptions();
  @Mixin private PantryOptions pantry = new PantryOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Output folder (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("out");

  @Option(names = "--force", description = "Overwrite generated files that were changed by hand.")
  private boolean force;

  @Option(names = "--strict", description = "Exit 3 when a person is needed.")
  private boolean strict;

  ConvertCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    SourceTree tree = source.read();
    FindingPrinter printer = new FindingPrinter(streams, output, Optional.of(tree));
    if (!tree.kind().isReadable()) {
      printer.print(tree.findings());
      return ExitCode.USAGE.code();
    }
    try (FolderLock held = FolderLock.take(out)) {
      return convert(tree, printer);
    }
  }

  private int convert(SourceTree tree, FindingPrinter printer) throws IOException {
    ProjectFile project = ProjectFile.read(out);
    ConversionRun run = ConversionRun.evaluate(tree, source, project);
    Optional<Lock> old = LockStore.find(out);
    Conversion conversion =
        run.freeze(old, archives.freeze(project, old, pantry.folder(project, out)));
    ConversionRecord record = ConversionRecord.of(spec.commandLine().getParseResult(), out);
    WriteResult written = run.write(out, conversion, record, force);
    printer.hide(conversion.estate().secrets());
    printer.print(tree.findings());
    printer.print(conversion.findings());
    Audit audit = Audit.of(conversion.estate(), conversion.deployment());
    new ConversionSummary(streams, output, out).print(conversion, audit, written);
    return exitCode(audit, conversion).code();
  }

  private ExitCode exitCode(Audit audit, Conversion conversion) {
    if (!audit.addsUp()) {
      return ExitCode.FAILED;
    }
    boolean unread =
        conversion.estate().findings().stream()
            .anyMatch(finding -> finding.severity() == Severity.ERROR);
    boolean unfrozen = !archives.offline() && !conversion.lock().isWhole();
    boolean open = audit.count(Status.QUESTION) + audit.count(Status.UNSUPPORTED) > 0;
    return unread || unfrozen || strict && open ? ExitCode.NEEDS_PERSON : ExitCode.DONE;
  }
}
