package dev.ramekin.generate;

import dev.ramekin.lang.ShellWords;
import dev.ramekin.model.Operation.Edit;
import dev.ramekin.model.Operation.EditFile;
import java.util.List;
import java.util.Optional;

/**
 * Shell lines that change part of a file. Patterns are regular expressions as Ruby and Perl have
 * them, so perl carries them out, which every Debian image has (perl-base is essential); texts go
 * in by variables and need no quoting of their own.
 */
final class EditCommands {
  private EditCommands() {}

  static List<String> of(EditFile file) {
    String path = ShellWords.quote(file.path());
    Edit edit = file.edit();
    if (edit instanceof Edit.EnsureLine line) {
      String text = ShellWords.quote(line.line());
      return List.of(
          "grep -qxF -- " + text + " " + path + " || printf '%s\\n' " + text + " >>" + path);
    }
    if (edit instanceof Edit.ReplaceOrAdd replace) {
      return List.of(
          "PATTERN="
              + ShellWords.quote(replace.pattern())
              + " LINE="
              + ShellWords.quote(replace.line())
              + " perl -ni -e 'if (/$ENV{PATTERN}/) { print \"$ENV{LINE}\\n\"; $found = 1 } else {"
              + " print } print \"$ENV{LINE}\\n\" if eof && !$found' "
              + path);
    }
    if (edit instanceof Edit.Substitute substitute) {
      return List.of(
          "PATTERN="
              + ShellWords.quote(substitute.pattern())
              + " TEXT="
              + ShellWords.quote(substitute.replacement())
              + " perl -pi -e 's/$ENV{PATTERN}/$ENV{TEXT}/g' "
              + path);
    }
    if (edit instanceof Edit.DeleteLines delete) {
      return List.of(
          "PATTERN="
              + ShellWords.quote(delete.pattern())
              + " perl -ni -e 'print unless /$ENV{PATTERN}/' "
              + path);
    }
    if (!(edit instanceof Edit.Block block)) {
      List<Edit> edits = edit instanceof Edit.Several several ? several.edits() : List.of(edit);
      return List.of(
          LineEdits.command(
              path, edits, edit instanceof Edit.Several it ? it.backup() : Optional.empty()));
    }
    String text =
        "# BEGIN "
            + block.marker()
            + "\n"
            + block.text().stripTrailing()
            + "\n# END "
            + block.marker();
    return List.of(
        "grep -qF -- "
            + ShellWords.quote("# BEGIN " + block.marker())
            + " "
            + path
            + " || printf '%s\\n' "
            + ShellWords.quote(text)
            + " >>"
            + path);
  }
}
