package dev.ramekin.lang.ruby.parser;

import dev.ramekin.lang.ruby.grammar.RubyParser.ConditionContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.ExpressionContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.PrimaryContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.ProgramContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.StatementsContext;
import dev.ramekin.lang.ruby.tree.RubyNode;
import java.util.List;
import java.util.function.Function;

/** Makes the syntax tree from ANTLR's; ties the builders of its parts together. */
final class TreeBuilder {
  final ErrorCollector errors;
  final StatementBuilder statements = new StatementBuilder(this);
  final ExpressionBuilder expressions = new ExpressionBuilder(this);
  final PrimaryBuilder primaries = new PrimaryBuilder(this);
  final CallBuilder calls = new CallBuilder(this);
  final ControlBuilder control = new ControlBuilder(this);
  final DefinitionBuilder definitions = new DefinitionBuilder(this);
  final PatternBuilder patterns = new PatternBuilder(this);
  final NumberedParameters numbered = new NumberedParameters();

  TreeBuilder(ErrorCollector errors) {
    this.errors = errors;
  }

  RubyNode program(ProgramContext context) {
    return statements(context.content);
  }

  RubyNode.Sequence statements(StatementsContext context) {
    return statements.sequence(context);
  }

  RubyNode condition(ConditionContext context) {
    return statements.condition(context);
  }

  RubyNode expression(ExpressionContext context) {
    return expressions.expression(context);
  }

  RubyNode primary(PrimaryContext context) {
    return primaries.visit(context);
  }

  /** Builds a node of each context. */
  static <C> List<RubyNode> nodes(List<C> contexts, Function<C, RubyNode> builder) {
    RubyNode[] nodes = new RubyNode[contexts.size()];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = builder.apply(contexts.get(i));
    }
    return List.of(nodes);
  }
}
