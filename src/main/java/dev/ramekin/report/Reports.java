package dev.ramekin.report;

import dev.ramekin.converters.ConverterFiles;
import java.util.SortedMap;
import java.util.TreeMap;

/** All reports of one conversion. */
public final class Reports {
  private Reports() {}

  /**
   * Returns the reports by their path in the output folder: {@code report/index.html}, {@code
   * report/ramekin.json}, {@code report/ramekin.sarif}. No secret value is in any of them, and the
   * same conversion gives the same text everywhere.
   *
   * @param converters where the page's template is
   */
  public static SortedMap<String, String> of(Conversion conversion, ConverterFiles converters) {
    SortedMap<String, String> files = new TreeMap<>();
    files.put("report/index.html", HtmlReport.of(conversion, converters));
    files.put("report/ramekin.json", JsonReport.of(conversion));
    files.put("report/ramekin.sarif", SarifReport.of(conversion));
    return files;
  }
}
