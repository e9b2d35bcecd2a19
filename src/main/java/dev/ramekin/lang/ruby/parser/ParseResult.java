package dev.ramekin.lang.ruby.parser;

import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.model.Finding;
import java.util.List;

/**
 * What a file's text says.
 *
 * @param program its syntax tree; an empty {@link RubyNode.Sequence} when there are errors
 * @param errors what is wrong with it, in order; empty when nothing is
 */
public record ParseResult(RubyNode program, List<Finding> errors) {
  public ParseResult {
    errors = List.copyOf(errors);
  }
}
