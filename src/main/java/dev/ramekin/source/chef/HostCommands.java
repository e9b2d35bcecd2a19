package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What commands print that only repeat a fact of the host ({@code lsb_release -cs}), and what those
 * say that ask for an installed package: on a bare host it is not there. No command is run.
 */
final class HostCommands {
  /** Asks a package manager, or the shell, for something by name. */
  private static final Pattern IS_INSTALLED =
      Pattern.compile(
          "(dpkg (-s|-l|--status|--list)|dpkg-query (-W|-l|-s)|rpm -q|which|command -v|type) .+");

  private static final Pattern NOISE =
      Pattern.compile("\\s*(2>\\s*(/dev/null|&1)|\\|\\s*tr -d ['\"]?\\\\n['\"]?)\\s*$");

  private final ChefRun run;
  private final RubyClass result;

  /**
   * What a command gives.
   *
   * @param output what it prints
   * @param status its exit status
   * @param certain whether it follows from the facts; else a bare host is assumed
   */
  private record Answer(String output, int status, boolean certain) {}

  HostCommands(ChefRun run) {
    this.run = run;
    this.result = run.ruby().model().defineClass("Mixlib::ShellOut", run.ruby().model().object());
    Methods.of(run.ruby().model().singleton(result))
        .method("new", 0, Methods.ANY, call -> outcome(call, false));
    Methods.of(result)
        .method("run_command", 0, Call::self)
        .alias("run_command", "error!")
        .method("stderr", 0, call -> new RubyString(""))
        .method("stdout", 0, call -> new RubyString(answer(call).output()))
        .method("exitstatus", 0, call -> RubyInteger.of(answer(call).status()))
        .method("error?", 0, call -> RubyBoolean.of(answer(call).status() != 0))
        .method("status", 0, Call::self)
        .method("success?", 0, call -> RubyBoolean.of(answer(call).status() == 0));
  }

  private static Answer answer(Call call) {
    return call.self(RubyObject.class).payload(Answer.class).orElseThrow();
  }

  /** Returns what a command prints where that follows from the host's facts. */
  Optional<RubyValue> output(String command) {
    return answer(command).filter(Answer::certain).map(it -> new RubyString(it.output()));
  }

  /**
   * Returns the result of a call that runs a command.
   *
   * @param strict whether a command that fails ends the run
   */
  RubyValue outcome(Call call, boolean strict) {
    String command = call.count() > 0 ? Plain.text(call.argument(0)) : "";
    String reason =
        call.name().equals("new")
            ? "a command's output is only known on the host"
            : call.name() + "(" + run.ruby().inspect(call.argument(0)) + ") asks the host";
    Optional<Answer> answer = answer(command).filter(it -> !strict || it.status() == 0);
    if (answer.isEmpty()) {
      return call.unknown(reason);
    }
    RubyObject object = new RubyObject(result);
    object.carry(answer.get());
    return answer.get().certain() ? object : call.unknown(reason, object);
  }

  private Optional<Answer> answer(String command) {
    String plain = NOISE.matcher(command.strip()).replaceFirst("");
    String[] words = plain.replaceFirst("^(/usr)?/s?bin/", "").split("\\s+");
    String line = String.join(" ", words);
    Optional<String> fact = fact(line).filter(it -> !it.isEmpty());
    if (fact.isPresent()) {
      return fact.map(it -> new Answer(it + "\n", 0, true));
    }
    return IS_INSTALLED.matcher(line).matches()
        ? Optional.of(installed(words, line))
        : Optional.empty();
  }

  /** A command of every host of the release is found; a package, or another command, is not. */
  private Answer installed(String[] words, String line) {
    boolean command = line.matches("(which|command -v) [\\w.-]+");
    if (command) {
      String name = words[words.length - 1];
      for (String folder : new String[] {"/usr/sbin/", "/usr/bin/", "/sbin/", "/bin/"}) {
        if (run.hostState().isFile(folder + name).orElse(false)) {
          return new Answer(folder + name + "\n", 0, true);
        }
      }
    }
    return new Answer("", 1, false);
  }

  private Optional<String> fact(String line) {
    return switch (line) {
      case "uname -m", "uname -p", "uname -i", "arch" -> known("kernel", "machine");
      case "uname", "uname -s" -> known("kernel", "name");
      case "getconf LONG_BIT" ->
          known("kernel", "machine").map(it -> it.contains("64") ? "64" : "32");
      case "lsb_release -cs", "lsb_release -sc", "lsb_release --codename --short" ->
          known("lsb", "codename");
      case "lsb_release -is", "lsb_release -si", "lsb_release --id --short" -> known("lsb", "id");
      case "lsb_release -rs", "lsb_release -sr", "lsb_release --release --short" ->
          known("lsb", "release");
      case "hostname", "hostname -s", "uname -n" -> known("hostname");
      case "hostname -f", "hostname --fqdn" -> known("fqdn");
      case "hostname -d", "dnsdomainname" -> known("domain");
      case "nproc" -> known("cpu", "total");
      case "dpkg --print-architecture" -> known("kernel", "machine").flatMap(this::debianName);
      case "whoami", "id -un" -> Optional.of("root");
      case "id -u" -> Optional.of("0");
      default -> Optional.empty();
    };
  }

  private Optional<String> debianName(String machine) {
    return switch (machine) {
      case "x86_64" -> Optional.of("amd64");
      case "aarch64" -> Optional.of("arm64");
      case "i386", "i686" -> Optional.of("i386");
      default -> Optional.empty();
    };
  }

  private Optional<String> known(String... path) {
    return run.factValue(path)
        .filter(it -> !(it instanceof RubyNil) && !(it instanceof UnknownValue))
        .map(Plain::text);
  }
}
