package dev.ramekin.lang.ruby.parser;

import dev.ramekin.model.Finding;
import dev.ramekin.model.Origin;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Turns what ANTLR complains about into findings. */
final class ErrorCollector extends BaseErrorListener {
  private final String file;
  private final List<Finding> errors = new ArrayList<>();

  ErrorCollector(String file) {
    this.file = file;
  }

  List<Finding> errors() {
    return errors;
  }

  /** Adds an error; the column counts from 1. */
  void add(int line, int column, String message) {
    errors.add(Finding.error("ruby-syntax", Origin.of(file, line, column), message));
  }

  @Override
  public void syntaxError(
      Recognizer<?, ?> recognizer,
      @Nullable Object symbol,
      int line,
      int column,
      String message,
      @Nullable RecognitionException cause) {
    // Errors behind the first one are mostly its consequences.
    if (errors.isEmpty()) {
      add(
          line,
          column + 1,
          symbol instanceof Token token
              ? TokenNames.describe(token) + " was not expected here"
              : message);
    }
  }
}
