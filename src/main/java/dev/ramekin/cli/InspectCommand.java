package dev.ramekin.cli;

import dev.ramekin.model.Estate;
import dev.ramekin.model.Host;
import dev.ramekin.model.Statement;
import dev.ramekin.source.SourceTree;
import dev.ramekin.source.chef.ChefEvaluator;
import dev.ramekin.source.chef.ChefOptions;
import dev.ramekin.source.chef.Declared;
import dev.ramekin.source.chef.DeclaredResource;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a source says its hosts should be, without writing anything. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = "Shows what a source declares, as a table or as JSON.",
    footerHeading = "%nExample:%n",
    footer = "  ramekin inspect chef-repo --run-list 'recipe[shop::web]' --declared --format json")
final class InspectCommand implements Callable<Integer> {
  private final Streams streams;

  @Mixin private SourceOptions source = new SourceOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = "--declared",
      description = "Resources as declared, before custom resources are expanded.")
  private boolean declared;

  InspectCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    SourceTree tree = source.read();
    FindingPrinter printer = new FindingPrinter(streams, output, Optional.of(tree));
    printer.print(tree.findings());
    if (!tree.kind().isReadable()) {
      return ExitCode.USAGE.code();
    }
    ChefOptions options = source.chef(Map.of());
    return declared ? declared(tree, options, printer) : estate(tree, options, printer);
  }

  private int declared(SourceTree tree, ChefOptions options, FindingPrinter printer) {
    for (Declared result : ChefEvaluator.declare(tree, options)) {
      printer.print(result.findings());
      if (output.json()) {
        streams.out().println(new Json().line(DeclaredJson.of(result)));
      } else {
        result.resources().forEach(resource -> row(streams.out(), resource));
        result.possible().forEach(possible -> row(streams.out(), possible.resource()));
      }
    }
    return ExitCode.DONE.code();
  }

  private static void row(PrintStream out, DeclaredResource resource) {
    out.printf(
        "%-12s %s[%s] %s  %s%n",
        resource.status().word(),
        resource.type(),
        resource.name(),
        String.join(",", resource.actions()),
        resource.origin().shortForm());
  }

  private int estate(SourceTree tree, ChefOptions options, FindingPrinter printer) {
    Estate estate = ChefEvaluator.evaluate(tree, options);
    printer.hide(estate.secrets());
    printer.print(estate.findings());
    if (output.json()) {
      streams.out().println(new Json().line(EstateJson.of(estate)));
      return ExitCode.DONE.code();
    }
    for (Host host : estate.hosts()) {
      streams.out().println(host.name() + " (" + host.platform().id() + ")");
      host.leaves().forEach(statement -> row(streams.out(), statement));
    }
    return ExitCode.DONE.code();
  }

  private static void row(PrintStream out, Statement statement) {
    out.printf(
        "  %-12s %s  %s%n",
        statement.status().word(), statement.label(), statement.origin().shortForm());
  }
}
