package dev.ramekin.cli;

import dev.ramekin.converters.ConverterFiles;
import dev.ramekin.converters.platforms.PlatformCatalogue;
import dev.ramekin.converters.services.ServiceCatalogue;
import dev.ramekin.freeze.FreezeOptions;
import dev.ramekin.freeze.FreezeResult;
import dev.ramekin.freeze.Freezer;
import dev.ramekin.freeze.LockFile;
import dev.ramekin.generate.GenerateOptions;
import dev.ramekin.generate.Generator;
import dev.ramekin.generate.OutputFile;
import dev.ramekin.generate.OutputWriter;
import dev.ramekin.generate.WriteResult;
import dev.ramekin.model.Estate;
import dev.ramekin.model.deployment.Deployment;
import dev.ramekin.model.lock.Lock;
import dev.ramekin.plan.PlanOptions;
import dev.ramekin.plan.Planner;
import dev.ramekin.report.Conversion;
import dev.ramekin.report.Reports;
import dev.ramekin.source.SourceTree;
import dev.ramekin.source.chef.ChefEvaluator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The way from sources to an output folder, for all commands that go it or a part of it. */
final class ConversionRun {
  private final SourceTree tree;
  private final ConverterFiles converters;
  private final Estate estate;
  private final Deployment deployment;

  private ConversionRun(
      SourceTree tree, ConverterFiles converters, Estate estate, Deployment deployment) {
    this.tree = tree;
    this.converters = converters;
    this.estate = estate;
    this.deployment = deployment;
  }

  /** Evaluates sources that can be read, and plans what becomes of them. */
  static ConversionRun plan(SourceTree tree, SourceOptions source, ProjectFile project) {
    ConverterFiles converters = source.converters();
    Estate estate = ChefEvaluator.evaluate(tree, source.chef(project.answers()));
    PlanOptions options =
        new PlanOptions(
            projectName(tree.name()),
            ServiceCatalogue.bundled(),
            PlatformCatalogue.bundled(),
            converters);
    return new ConversionRun(tree, converters, estate, Planner.plan(estate, options));
  }

  /** Compose project names are made of lower-case letters, digits and dashes. */
  static String projectName(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String trimmed = plain.replaceAll("^-+|-+$", "");
    return trimmed.isEmpty() ? "hosts" : trimmed;
  }

  /** Freezes the plan. */
  Conversion freeze(Optional<Lock> old, FreezeOptions options) {
    FreezeResult frozen = Freezer.freeze(deployment, old, options);
    return new Conversion(estate, frozen.deployment(), frozen.lock(), frozen.findings());
  }

  /** Writes everything into the output folder. */
  WriteResult write(Path out, Conversion conversion, ConversionRecord record, boolean force)
      throws IOException {
    SortedMap<String, OutputFile> files =
        Generator.generate(
            estate,
            conversion.deployment(),
            conversion.lock(),
            new GenerateOptions(converters, PlatformCatalogue.bundled(), tree.name()));
    Reports.of(conversion, converters)
        .forEach((path, text) -> files.put(path, OutputFile.text(text)));
    files.put(ConversionRecord.PATH, OutputFile.text(record.text()));
    WriteResult changes = OutputWriter.preview(out, files, force);
    Lock lock = conversion.lock().withImages(stillGood(conversion.lock(), changes));
    files.put(LockFile.NAME, OutputFile.of(LockFile.write(lock), OutputFile.Kind.LOCK));
    return OutputWriter.write(out, files, force);
  }

  /** Digests of images whose files change are those of other images. */
  private static Map<String, Lock.Image> stillGood(Lock lock, WriteResult changes) {
    Map<String, Lock.Image> good = new TreeMap<>();
    lock.images()
        .forEach(
            (name, image) -> {
              if (!lock.chain(name).isEmpty() && !isTouched(lock.chain(name), changes)) {
                good.put(name, image);
              }
            });
    return good;
  }

  private static boolean isTouched(Iterable<String> chain, WriteResult changes) {
    for (String stage : chain) {
      boolean touched =
          Stream.concat(changes.written().stream(), changes.removed().stream())
              .anyMatch(it -> it.startsWith("images/" + stage + "/") || it.startsWith("tools/"));
      if (touched) {
        return true;
      }
    }
    return false;
  }
}
