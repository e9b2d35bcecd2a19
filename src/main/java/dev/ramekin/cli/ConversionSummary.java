package dev.ramekin.cli;

import dev.ramekin.generate.WriteResult;
import dev.ramekin.model.Status;
import dev.ramekin.model.deployment.Service;
import dev.ramekin.report.Audit;
import dev.ramekin.report.Conversion;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a conversion gave, on one screen: the audit, the services, and the next command. */
final class ConversionSummary {
  private static final int MOST_REASONS = 5;

  private final Streams streams;
  private final OutputOptions output;
  private final Path out;
  private final Style style = Style.ofProcess();

  ConversionSummary(Streams streams, OutputOptions output, Path out) {
    this.streams = streams;
    this.output = output;
    this.out = out;
  }

  void print(Conversion conversion, Audit audit, WriteResult written) {
    kept(written);
    if (output.json()) {
      streams.out().println(new Json().line(json(conversion, audit)));
    } else if (!output.quiet()) {
      text(streams.out(), conversion, audit);
    }
  }

  void kept(WriteResult written) {
    for (WriteResult.Kept file : written.kept()) {
      streams
          .err()
          .println(
              style.yellow("kept")
                  + " "
                  + out.resolve(file.path())
                  + ": changed by hand; --force replaces it");
      file.diff().forEach(line -> streams.err().println("    " + line));
    }
  }

  private Map<String, Object> json(Conversion conversion, Audit audit) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("output", out.toString());
    json.put("statements", audit.statements());
    for (Status status : Status.values()) {
      json.put(status.word(), audit.count(status));
    }
    json.put("addsUp", audit.addsUp());
    json.put("services", conversion.deployment().services().stream().map(Service::name).toList());
    json.put("questions", conversion.estate().questions().size());
    return json;
  }

  private void text(PrintStream data, Conversion conversion, Audit audit) {
    data.println(style.bold(audit.statements() + " statements"));
    for (Status status : Status.values()) {
      data.printf("  %5d  %s%n", audit.count(status), meaning(status));
    }
    if (!audit.addsUp()) {
      data.println(style.red("The audit does not add up; this is a fault of Ramekin's."));
    }
    data.println(style.bold(conversion.deployment().services().size() + " services"));
    conversion.deployment().services().forEach(service -> data.println("  " + line(service)));
    reasons(data, audit);
    data.println();
    data.println("Written to " + out + "; read " + out.resolve("report/index.html"));
    data.println("Next: ramekin verify " + out);
  }

  private String meaning(Status status) {
    return switch (status) {
      case CONVERTED -> style.green("converted");
      case HOST -> "host: belongs to the host or the orchestrator";
      case QUESTION -> style.yellow("question: answer in " + out.resolve(ProjectFile.NAME));
      case UNSUPPORTED -> style.yellow("unsupported: marked TODO in the output");
    };
  }

  private static String line(Service service) {
    List<String> ports = new ArrayList<>();
    for (Service.Port port : service.ports()) {
      ports.add(
          port.published().map(published -> published + "->").orElse("")
              + port.number()
              + "/"
              + port.protocol());
    }
    return "%-20s %-24s %s"
        .formatted(service.name(), String.join(",", service.hosts()), String.join(" ", ports))
        .stripTrailing();
  }

  private void reasons(PrintStream data, Audit audit) {
    List<Audit.Reason> reasons = audit.reasons();
    if (reasons.isEmpty()) {
      return;
    }
    data.println(style.bold("Most common reasons for not converting"));
    reasons.stream()
        .limit(MOST_REASONS)
        .forEach(
            reason ->
                data.printf(
                    "  %5d  %s: %s%n", reason.statements(), reason.status().word(), reason.text()));
  }
}
