package dev.ramekin.cli;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command above all others. */
@Command(
    name = "ramekin",
    mixinStandardHelpOptions = true,
    versionProvider = RamekinCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Turns host recipes into pinned containers.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ramekin convert chef-repo -o out     read, plan, freeze and write containers",
      "  ramekin verify out                   build, start and probe what was written",
      "  ramekin COMMAND --help               what a command takes"
    })
final class RamekinCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
  }

  /** Reads the version from the jar's manifest. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version =
          Optional.ofNullable(RamekinCommand.class.getPackage().getImplementationVersion())
              .orElse("(not packaged)");
      return new String[] {"ramekin " + version};
    }
  }
}
