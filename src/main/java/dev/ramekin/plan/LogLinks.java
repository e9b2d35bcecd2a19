package dev.ramekin.plan;

import dev.ramekin.converters.services.ServiceEntry;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.MakeLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Log files as links to the container's output: the ones the catalogue knows, and others that the
 * configuration puts beside them.
 */
final class LogLinks {
  private LogLinks() {}

  static List<Operation> of(Draft draft, ServiceEntry entry) {
    Map<String, String> links = new TreeMap<>(entry.places().logs());
    for (String log : entry.places().logs().keySet()) {
      Pattern pattern = Pattern.compile(Pattern.quote(Paths.parent(log)) + "/[\\w.-]*\\w");
      for (String text : draft.texts()) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
          links.putIfAbsent(matcher.group(), stream(matcher.group()));
        }
      }
    }
    List<Operation> operations = new ArrayList<>();
    links.forEach(
        (path, target) ->
            operations.add(new MakeLink(JobFiles.of(draft.workload.origin()), path, target, true)));
    return operations;
  }

  private static String stream(String path) {
    return Paths.last(path).toLowerCase(Locale.ROOT).contains("err")
        ? "/dev/stderr"
        : "/dev/stdout";
  }
}
