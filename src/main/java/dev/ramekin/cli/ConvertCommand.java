package dev.ramekin.cli;

import dev.ramekin.converters.ConverterFiles;
import dev.ramekin.converters.platforms.PlatformCatalogue;
import dev.ramekin.converters.services.ServiceCatalogue;
import dev.ramekin.freeze.FreezeResult;
import dev.ramekin.freeze.Freezer;
import dev.ramekin.freeze.LockFile;
import dev.ramekin.generate.GenerateOptions;
import dev.ramekin.generate.Generator;
import dev.ramekin.generate.OutputFile;
import dev.ramekin.generate.OutputWriter;
import dev.ramekin.generate.WriteResult;
import dev.ramekin.model.Estate;
import dev.ramekin.model.Severity;
import dev.ramekin.model.Status;
import dev.ramekin.model.deployment.Deployment;
import dev.ramekin.model.lock.Lock;
import dev.ramekin.plan.PlanOptions;
import dev.ramekin.plan.Planner;
import dev.ramekin.report.Audit;
import dev.ramekin.report.Conversion;
import dev.ramekin.report.Reports;
import dev.ramekin.source.SourceTree;
import dev.ramekin.source.chef.ChefEvaluator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main job: read, evaluate, plan, freeze, generate, report. */
@Command(
    name = "convert",
    mixinStandardHelpOptions = true,
    description = {
      "Reads host recipes and writes pinned containers. Nothing of the source is run,",
      "no container engine is needed, and no package is downloaded."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ramekin convert chef-repo -o out",
      "  ramekin convert cookbooks/web --platform debian-12 --run-list 'recipe[web]' -o out"
    })
final class ConvertCommand implements Callable<Integer> {
  private final Streams streams;

  @Mixin private SourceOptions source = new SourceOptions();
  @Mixin private ArchiveOptions archives = new ArchiveOptions();
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
    ProjectFile project = ProjectFile.read(out);
    ConverterFiles converters = source.converters();
    Estate estate = ChefEvaluator.evaluate(tree, source.chef(project.answers()));
    Deployment planned = Planner.plan(estate, planOptions(tree, converters));
    FreezeResult frozen = Freezer.freeze(planned, oldLock(), archives.freeze(project));
    Deployment deployment = frozen.deployment();
    Conversion conversion = new Conversion(estate, deployment, frozen.lock(), frozen.findings());
    WriteResult written = write(tree, conversion, converters);
    printer.hide(estate.secrets());
    printer.print(tree.findings());
    printer.print(conversion.findings());
    Audit audit = Audit.of(estate, deployment);
    new ConversionSummary(streams, output, out).print(conversion, audit, written);
    return exitCode(audit, conversion).code();
  }

  private PlanOptions planOptions(SourceTree tree, ConverterFiles converters) {
    return new PlanOptions(
        projectName(tree.name()),
        ServiceCatalogue.bundled(),
        PlatformCatalogue.bundled(),
        converters);
  }

  /** Compose project names are made of lower-case letters, digits and dashes. */
  static String projectName(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String trimmed = plain.replaceAll("^-+|-+$", "");
    return trimmed.isEmpty() ? "hosts" : trimmed;
  }

  private Optional<Lock> oldLock() throws IOException {
    Path file = out.resolve("ramekin.lock");
    return Files.isRegularFile(file)
        ? Optional.of(LockFile.read(file.toString(), Files.readString(file)))
        : Optional.empty();
  }

  private WriteResult write(SourceTree tree, Conversion conversion, ConverterFiles converters)
      throws IOException {
    SortedMap<String, OutputFile> files =
        Generator.generate(
            conversion.estate(),
            conversion.deployment(),
            conversion.lock(),
            new GenerateOptions(
                converters,
                PlatformCatalogue.bundled(),
                tree.name(),
                LockFile.write(conversion.lock())));
    Reports.of(conversion, converters)
        .forEach((path, text) -> files.put(path, OutputFile.text(text)));
    return OutputWriter.write(out, files, force);
  }

  private ExitCode exitCode(Audit audit, Conversion conversion) {
    if (!audit.addsUp()) {
      return ExitCode.FAILED;
    }
    boolean unread =
        conversion.estate().findings().stream()
            .anyMatch(finding -> finding.severity() == Severity.ERROR);
    boolean open = audit.count(Status.QUESTION) + audit.count(Status.UNSUPPORTED) > 0;
    return unread || strict && open ? ExitCode.NEEDS_PERSON : ExitCode.DONE;
  }
}
