package dev.ramekin.report;

import dev.ramekin.converters.ConverterFiles;
import freemarker.cache.TemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/**
 * The report for people: {@code report/index.html}, one page without network, scripts or foreign
 * parts. Its content security policy lets in nothing but its own style sheet, by hash.
 */
final class HtmlReport {
  private static final String TEMPLATE = "templates/report.ftlh";
  private static final String STYLE = "templates/report.css";

  private HtmlReport() {}

  /** Returns the page. */
  static String of(Conversion conversion, ConverterFiles converters) {
    String style = converters.text(STYLE).orElseThrow(() -> new IllegalStateException(STYLE));
    StringWriter page = new StringWriter();
    try {
      configuration(converters)
          .getTemplate(TEMPLATE)
          .process(
              Map.of("page", Page.of(conversion), "style", style, "styleHash", sha256(style)),
              page);
    } catch (IOException exception) {
      throw new UncheckedIOException("cannot read " + TEMPLATE, exception);
    } catch (TemplateException exception) {
      throw new IllegalStateException("cannot fill " + TEMPLATE, exception);
    }
    return page.toString();
  }

  private static Configuration configuration(ConverterFiles converters) {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setTemplateLoader(loader(converters));
    configuration.setLocalizedLookup(false);
    configuration.setDefaultEncoding("UTF-8");
    configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setNumberFormat("computer");
    return configuration;
  }

  private static TemplateLoader loader(ConverterFiles converters) {
    freemarker.cache.StringTemplateLoader loader = new freemarker.cache.StringTemplateLoader();
    converters.text(TEMPLATE).ifPresent(text -> loader.putTemplate(TEMPLATE, text));
    return loader;
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException exception) {
      throw new IllegalStateException(exception);
    }
  }
}
