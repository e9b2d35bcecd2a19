package dev.ramekin.generate;

import dev.ramekin.converters.ConverterFiles;
import freemarker.cache.TemplateLoader;
import freemarker.core.PlainTextOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateMethodModelEx;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The FreeMarker templates of {@code converters/templates}; a mistake in one ends the run. */
final class Templates {
  private final Configuration configuration;

  Templates(ConverterFiles files) {
    configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setTemplateLoader(new Loader(files));
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setWrapUncheckedExceptions(true);
    configuration.setLocalizedLookup(false);
    configuration.setOutputFormat(PlainTextOutputFormat.INSTANCE);
    configuration.setLocale(Locale.ROOT);
    configuration.setNumberFormat("computer");
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setSharedVariable("q", (TemplateMethodModelEx) Templates::quoted);
  }

  private static String quoted(List<?> arguments) {
    return Yaml.quote(String.valueOf(arguments.get(0)));
  }

  /** Returns what a template makes of a model; lines end in a single line feed. */
  String render(String name, Map<String, ?> model) {
    try {
      Template template = configuration.getTemplate(name);
      StringWriter out = new StringWriter();
      template.process(model, out);
      return out.toString();
    } catch (TemplateException exception) {
      throw new IllegalStateException(exception.getMessageWithoutStackTop(), exception);
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  /** Templates as the converter files have them: the user's own before the bundled ones. */
  private record Loader(ConverterFiles files) implements TemplateLoader {
    /** Where a template was found; equal for the same text. */
    private record Source(String name, String text) {}

    @Override
    public Object findTemplateSource(String name) {
      Optional<String> text = files.text("templates/" + name);
      return text.isPresent() ? new Source(name, text.get()) : nothing();
    }

    @SuppressWarnings("NullAway") // FreeMarker's own convention for a template that is not there
    private static Object nothing() {
      return null;
    }

    @Override
    public long getLastModified(Object source) {
      return 0;
    }

    @Override
    public Reader getReader(Object source, String encoding) {
      return new StringReader(((Source) source).text());
    }

    @Override
    public void closeTemplateSource(Object source) {}
  }
}
