package dev.ramekin.freeze.oci;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a registry wants to be answered (RFC 9110, 11.6.1).
 *
 * @param scheme in lower case: {@code bearer}, {@code basic}
 * @param parameters by name in lower case
 */
record Challenge(String scheme, Map<String, String> parameters) {
  private static final Pattern SCHEME =
      Pattern.compile("\\s*,?\\s*([A-Za-z][\\w-]*)(?=[\\s,]|$)(?!\\s*=)");
  private static final Pattern PARAMETER =
      Pattern.compile("\\s*,?\\s*([\\w-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,\"]+))");

  Challenge {
    parameters = Map.copyOf(parameters);
  }

  /** Reads the values of the headers {@code WWW-Authenticate}. */
  static List<Challenge> of(List<String> headers) {
    List<Challenge> challenges = new ArrayList<>();
    for (String header : headers) {
      int position = 0;
      Matcher scheme = SCHEME.matcher(header);
      while (scheme.find(position) && scheme.start() == position) {
        position = scheme.end();
        Map<String, String> parameters = new TreeMap<>();
        Matcher parameter = PARAMETER.matcher(header);
        while (parameter.find(position) && parameter.start() == position) {
          position = parameter.end();
          String quoted = parameter.group(2);
          String value = quoted == null ? parameter.group(3) : quoted.replaceAll("\\\\(.)", "$1");
          parameters.put(parameter.group(1).toLowerCase(Locale.ROOT), value);
        }
        challenges.add(new Challenge(scheme.group(1).toLowerCase(Locale.ROOT), parameters));
      }
    }
    return challenges;
  }

  /** Returns the first of a scheme. */
  static Optional<Challenge> find(List<Challenge> challenges, String scheme) {
    return challenges.stream().filter(it -> it.scheme().equals(scheme)).findFirst();
  }

  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }
}
