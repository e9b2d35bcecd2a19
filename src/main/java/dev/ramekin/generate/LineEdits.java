package dev.ramekin.generate;

import dev.ramekin.lang.ShellWords;
import dev.ramekin.model.Operation.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Edits of the lines of a file that are written at once, as one perl command. */
final class LineEdits {
  private static final String READ =
      "my $file = shift; open(my $in, \"<\", $file) or die \"$file: $!\\n\"; my @lines = <$in>;"
          + " my $found = 0;";
  private static final String WRITE =
      " open(my $out, \">\", $file) or die \"$file: $!\\n\";"
          + " for (@lines) { chomp; print $out \"$_\\n\" } }";

  private LineEdits() {}

  /**
   * Returns the command.
   *
   * @param path the file, quoted for the shell
   * @param backup what is put behind the name of a copy of the old file
   */
  static String command(String path, List<Edit> edits, Optional<String> backup) {
    List<String> variables = new ArrayList<>();
    StringBuilder program = new StringBuilder(READ);
    for (int index = 0; index < edits.size(); index++) {
      int number = index + 1;
      program.append(' ').append(step(edits.get(index), number));
      variables.add("PATTERN" + number + "=" + ShellWords.quote(pattern(edits.get(index))));
      text(edits.get(index))
          .ifPresent(text -> variables.add("TEXT" + number + "=" + ShellWords.quote(text)));
    }
    program.append(" if ($found) {");
    backup.ifPresent(
        it -> program.append(" system(\"cp\", \"-p\", $file, \"$file" + it + "\") == 0 or die;"));
    return String.join(" ", variables) + " perl -e '" + program + WRITE + "' " + path;
  }

  private static String step(Edit edit, int number) {
    String matches = "/$ENV{PATTERN" + number + "}/";
    String text = "$ENV{TEXT" + number + "}";
    if (edit instanceof Edit.ReplaceLine) {
      return "for (@lines) { if (" + matches + ") { $_ = \"" + text + "\\n\"; $found++ } }";
    }
    if (edit instanceof Edit.InsertAfter) {
      return "@lines = map { "
          + matches
          + " ? do { $found++; ($_, \""
          + text
          + "\\n\") } : $_ } @lines;";
    }
    if (edit instanceof Edit.AppendUnless) {
      return "unless (grep { "
          + matches
          + " } @lines) { chomp $lines[-1] if @lines; $lines[-1] .= \"\\n\" if @lines;"
          + " push @lines, \""
          + text
          + "\\n\"; $found++ }";
    }
    if (edit instanceof Edit.DeleteLines) {
      return "{ my $before = @lines; @lines = grep { !"
          + matches
          + " } @lines; $found += $before - @lines; }";
    }
    return "for (@lines) { $found += s"
        + matches
        + "my @part = ($&, @{^CAPTURE}); (my $new = "
        + text
        + ") =~ s{\\\\(\\d)}{$part[$1]}g; $new/ge }";
  }

  private static String pattern(Edit edit) {
    if (edit instanceof Edit.ReplaceLine replace) {
      return replace.pattern();
    }
    if (edit instanceof Edit.InsertAfter insert) {
      return insert.pattern();
    }
    if (edit instanceof Edit.AppendUnless append) {
      return append.pattern();
    }
    if (edit instanceof Edit.DeleteLines delete) {
      return delete.pattern();
    }
    return ((Edit.Substitute) edit).pattern();
  }

  private static Optional<String> text(Edit edit) {
    if (edit instanceof Edit.ReplaceLine replace) {
      return Optional.of(replace.line());
    }
    if (edit instanceof Edit.InsertAfter insert) {
      return Optional.of(insert.line());
    }
    if (edit instanceof Edit.AppendUnless append) {
      return Optional.of(append.line());
    }
    return edit instanceof Edit.Substitute substitute
        ? Optional.of(substitute.replacement())
        : Optional.empty();
  }
}
