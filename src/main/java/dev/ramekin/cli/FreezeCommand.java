package dev.ramekin.cli;

import dev.ramekin.freeze.FreezeOptions;
import dev.ramekin.freeze.FreezeResult;
import dev.ramekin.freeze.LockChange;
import dev.ramekin.generate.WriteResult;
import dev.ramekin.model.lock.Lock;
import dev.ramekin.report.Conversion;
import dev.ramekin.source.SourceTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes what is new: resolves again and writes the lock and what depends on it. */
@Command(
    name = "freeze",
    mixinStandardHelpOptions = true,
    description = {
      "Takes what the archives, registries and addresses have by now: resolves everything again,",
      "or only what --update names, and writes the lock and the files that depend on it.",
      "Reads the sources again that the folder was converted from. Downloads no packages."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ramekin freeze out                    everything",
      "  ramekin freeze out --update openssl   this package and what it needs",
      "  ramekin freeze out --arch amd64,arm64"
    })
final class FreezeCommand implements Callable<Integer> {
  private final Streams streams;

  @Parameters(paramLabel = "OUT", description = "Output folder of convert.")
  private Path out = Path.of("out");

  @Option(
      names = "--update",
      paramLabel = "NAME",
      arity = "1..*",
      description = {
        "Only this: a package with what it needs, a base image by its reference, or a download by",
        "its address; may be repeated."
      })
  private List<String> update = new ArrayList<>();

  @Option(names = "--force", description = "Overwrite generated files that were changed by hand.")
  private boolean force;

  @Mixin private ArchiveOptions archives = new ArchiveOptions();
  @Mixin private PantryOptions pantry = new PantryOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  FreezeCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    LockStore.demand(out);
    try (FolderLock held = FolderLock.take(out)) {
      return freeze();
    }
  }

  private int freeze() throws IOException {
    Lock old = LockStore.read(out);
    ConversionRecord record = ConversionRecord.read(out);
    SourceOptions source = record.options(out);
    ProjectFile project = ProjectFile.read(out);
    SourceTree tree = source.read();
    ConversionRun run = ConversionRun.evaluate(tree, source, project);
    Conversion conversion = run.freeze(Optional.of(old), options(project, old));
    WriteResult written = run.write(out, conversion, record, force);
    FindingPrinter printer = new FindingPrinter(streams, output, Optional.of(tree));
    printer.hide(conversion.estate().secrets());
    printer.print(conversion.laterFindings());
    new ConversionSummary(streams, output, out).kept(written);
    boolean asked = FreezeResult.notAsked(conversion.laterFindings()).isEmpty();
    print(LockChange.between(old, conversion.lock()), conversion.lock(), asked);
    boolean whole = archives.offline() || conversion.lock().isWhole();
    return (!asked ? ExitCode.FAILED : whole ? ExitCode.DONE : ExitCode.NEEDS_PERSON).code();
  }

  private FreezeOptions options(ProjectFile project, Lock old) {
    FreezeOptions options = archives.freeze(project, Optional.of(old), pantry.folder(project, out));
    boolean architecturesOnly =
        !options.architectures().isEmpty() && !options.architectures().equals(old.architectures());
    if (!update.isEmpty()) {
      demandKnown(old);
      return options.withUpdate(Set.copyOf(update));
    }
    return architecturesOnly ? options : options.withUpdate(Set.of("*"));
  }

  /** A name that stands for nothing would silently do nothing. */
  private void demandKnown(Lock old) {
    Set<String> known = new TreeSet<>(old.baseImages().keySet());
    old.packages().values().forEach(own -> own.forEach(it -> known.add(it.name())));
    known.addAll(old.downloads().keySet());
    known.addAll(old.git().keySet());
    for (String name : update) {
      if (!known.contains(name)) {
        throw new CommandException(
            "the lock of " + out + " has no '" + name + "': no package, base image or address");
      }
    }
  }

  private void print(List<LockChange> changes, Lock lock, boolean asked) {
    LockChanges shown = new LockChanges(changes, lock, Style.ofProcess());
    if (output.json()) {
      streams
          .out()
          .println(new Json().line(Json.object("output", out.toString(), "changes", shown.json())));
    } else if (!output.quiet()) {
      shown.print(streams.out());
      streams
          .out()
          .println(
              changes.isEmpty()
                  ? asked
                      ? "Nothing new: the lock stays as it is."
                      : "Not everything could be asked: the lock stays as it is."
                  : LockChanges.count(changes) + ", written to " + out.resolve("ramekin.lock"));
    }
  }
}
