package dev.ramekin.plan;

import dev.ramekin.model.Content;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.DefineUnit;
import dev.ramekin.model.Operation.RunCommand;
import dev.ramekin.model.Operation.ScheduleJob;
import dev.ramekin.model.Operation.WriteFile;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The texts in operations. */
final class Texts {
  private Texts() {}

  /** Returns the literal text of a content; secrets are left out, other kinds are empty. */
  static String of(Content content) {
    if (content instanceof Content.Inline inline) {
      return inline.text();
    }
    if (content instanceof Content.WithSecrets secrets) {
      return secrets.parts().stream()
          .map(part -> part instanceof Content.Part.Text text ? text.text() : "")
          .collect(Collectors.joining());
    }
    return "";
  }

  /** Returns the text an operation carries; empty when it carries none. */
  static String of(Operation operation) {
    return content(operation).map(Texts::of).orElse("");
  }

  static Optional<Content> content(Operation operation) {
    if (operation instanceof WriteFile file) {
      return Optional.of(file.content());
    }
    if (operation instanceof DefineUnit unit) {
      return Optional.of(unit.content());
    }
    if (operation instanceof RunCommand command) {
      return Optional.of(command.script());
    }
    if (operation instanceof ScheduleJob job) {
      return Optional.of(job.command());
    }
    return Optional.empty();
  }

  /** Returns the names of the secrets in a content. */
  static List<String> secrets(Content content) {
    if (content instanceof Content.WithSecrets with) {
      return with.parts().stream()
          .filter(Content.Part.Reference.class::isInstance)
          .map(part -> ((Content.Part.Reference) part).secret())
          .distinct()
          .toList();
    }
    return List.of();
  }

  /** Returns the content with every literal text changed. */
  static Content map(Content content, UnaryOperator<String> change) {
    if (content instanceof Content.Inline inline) {
      return new Content.Inline(change.apply(inline.text()));
    }
    if (content instanceof Content.WithSecrets secrets) {
      return new Content.WithSecrets(
          secrets.parts().stream()
              .map(
                  part ->
                      part instanceof Content.Part.Text text
                          ? new Content.Part.Text(change.apply(text.text()))
                          : part)
              .toList());
    }
    return content;
  }

  /** Returns a file operation with another content. */
  static Operation with(Operation operation, Content content) {
    if (operation instanceof WriteFile file) {
      return new WriteFile(
          file.provenance(), file.path(), content, file.access(), file.onlyIfMissing());
    }
    if (operation instanceof DefineUnit unit) {
      return new DefineUnit(unit.provenance(), unit.name(), content);
    }
    return operation;
  }
}
