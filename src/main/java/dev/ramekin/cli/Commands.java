package dev.ramekin.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The table of subcommands. Only the one that is asked for is set up, which starts faster. */
final class Commands {
  private Commands() {}

  private static Map<String, Supplier<Object>> table(Streams streams) {
    Map<String, Supplier<Object>> table = new LinkedHashMap<>();
    table.put("convert", () -> new ConvertCommand(streams));
    table.put("inspect", () -> new InspectCommand(streams));
    table.put("assess", () -> new AssessCommand(streams));
    table.put("resolve", () -> new ResolveCommand(streams));
    table.put("freeze", () -> new FreezeCommand(streams));
    table.put("drift", () -> new DriftCommand(streams));
    table.put("sbom", () -> new SbomCommand(streams));
    table.put("fetch", () -> new FetchCommand(streams));
    table.put("build", () -> new BuildCommand(streams));
    table.put("verify", () -> new VerifyCommand(streams));
    return table;
  }

  static CommandLine root(String[] arguments, Streams streams) {
    CommandLine root = new CommandLine(new RamekinCommand());
    Map<String, Supplier<Object>> table = table(streams);
    if (arguments.length > 0 && table.containsKey(arguments[0])) {
      root.addSubcommand(arguments[0], table.get(arguments[0]).get());
    } else {
      table.forEach((name, command) -> root.addSubcommand(name, command.get()));
    }
    root.setExecutionExceptionHandler(new FailureHandler(streams));
    root.setParameterExceptionHandler(new UsageHandler());
    root.setExitCodeExceptionMapper(exception -> ExitCode.FAILED.code());
    return root;
  }
}
