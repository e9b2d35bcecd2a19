package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.tree.RubyNode.Parameter;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Binds arguments to parameters. */
final class Binder {
  private final Interpreter ruby;
  private final Evaluator evaluator;

  Binder(Interpreter ruby, Evaluator evaluator) {
    this.ruby = ruby;
    this.evaluator = evaluator;
  }

  /** Returns the arity of a method or lambda. */
  static int arity(RubyNode.Parameters parameters) {
    boolean open = has(parameters, Parameter.Kind.OPTIONAL) || has(parameters, Parameter.Kind.REST);
    boolean needsKeyword = has(parameters, Parameter.Kind.KEYWORD_REQUIRED);
    int required = required(parameters) + (needsKeyword ? 1 : 0);
    boolean keywords =
        !needsKeyword
            && (has(parameters, Parameter.Kind.KEYWORD)
                || has(parameters, Parameter.Kind.KEYWORD_REST));
    return open || keywords ? -required - 1 : required;
  }

  /** Returns the arity of a proc, whose optional parameters count only behind a rest. */
  static int blockArity(RubyNode.Parameters parameters) {
    if (has(parameters, Parameter.Kind.REST)) {
      return -required(parameters) - 1;
    }
    return has(parameters, Parameter.Kind.OPTIONAL)
        ? -required(parameters) - 1
        : required(parameters);
  }

  private static boolean has(RubyNode.Parameters parameters, Parameter.Kind kind) {
    return count(parameters, kind) > 0;
  }

  private static int count(RubyNode.Parameters parameters, Parameter.Kind kind) {
    int count = 0;
    for (Parameter parameter : parameters.list()) {
      if (parameter.kind() == kind) {
        count++;
      }
    }
    return count;
  }

  private static int required(RubyNode.Parameters parameters) {
    return count(parameters, Parameter.Kind.REQUIRED)
        + count(parameters, Parameter.Kind.DESTRUCTURED);
  }

  private static boolean takesKeywords(RubyNode.Parameters parameters) {
    return has(parameters, Parameter.Kind.KEYWORD)
        || has(parameters, Parameter.Kind.KEYWORD_REQUIRED)
        || has(parameters, Parameter.Kind.KEYWORD_REST);
  }

  /**
   * Binds.
   *
   * @param strict whether a wrong number of arguments is an error, as for methods and lambdas
   */
  void bind(RubyNode.Parameters parameters, Arguments arguments, Context context, boolean strict) {
    if (parameters.list().isEmpty() && (!strict || arguments.values().isEmpty())) {
      return;
    }
    List<RubyValue> values = new ArrayList<>(arguments.values());
    Map<RubyValue, RubyValue> keywords = keywords(parameters, values);
    if (!strict && values.size() == 1) {
      values = spreadForBlock(parameters, values);
    }
    if (strict) {
      checkCount(parameters, values.size());
    }
    bindPositional(parameters, values, context);
    bindKeywords(parameters, keywords, context, strict);
    for (Parameter parameter : parameters.list()) {
      if (parameter.kind() == Parameter.Kind.BLOCK) {
        RubyValue block = arguments.block().map(RubyValue.class::cast).orElse(RubyNil.NIL);
        context.scope().declare(parameter.name(), block);
      } else if (parameter.kind() == Parameter.Kind.BLOCK_LOCAL) {
        context.scope().declare(parameter.name(), RubyNil.NIL);
      }
    }
  }

  /**
   * Takes the keyword arguments off the end. As in Ruby 2, a last plain hash of symbols serves too
   * when a method wants keywords and has enough other arguments.
   */
  private static Map<RubyValue, RubyValue> keywords(
      RubyNode.Parameters parameters, List<RubyValue> values) {
    int last = values.size() - 1;
    if (last < 0 || !(values.get(last) instanceof RubyHash hash)) {
      return new LinkedHashMap<>();
    }
    if (takesKeywords(parameters)) {
      boolean serves =
          values.size() > required(parameters)
              && !hash.map().isEmpty()
              && hash.map().keySet().stream().allMatch(RubySymbol.class::isInstance);
      if (hash.keywords() || serves) {
        values.remove(last);
        return new LinkedHashMap<>(hash.map());
      }
    } else if (hash.keywords()) {
      values.set(last, hash.asPlain());
    }
    return new LinkedHashMap<>();
  }

  private List<RubyValue> spreadForBlock(RubyNode.Parameters parameters, List<RubyValue> values) {
    int positional = required(parameters) + count(parameters, Parameter.Kind.OPTIONAL);
    boolean open = has(parameters, Parameter.Kind.REST) || takesKeywords(parameters);
    boolean spreads = positional > 1 || positional == 1 && open;
    RubyValue only = values.get(0);
    if (!spreads) {
      return values;
    }
    if (only instanceof UnknownValue unknown) {
      return unknown.assumed().filter(RubyArray.class::isInstance).isPresent()
          ? ((RubyArray) unknown.assumed().get()).list()
          : java.util.Collections.nCopies(positional, unknown.with(Optional.empty()));
    }
    return destructure(only);
  }

  /** Returns what a value gives when it is assigned to several targets. */
  List<RubyValue> destructure(RubyValue value) {
    if (value instanceof RubyArray array) {
      return array.list();
    }
    if (!(value instanceof RubyNil)
        && !(value instanceof RubyHash)
        && ruby.respondsTo(value, "to_ary")) {
      RubyValue converted = ruby.send(value, "to_ary");
      if (converted instanceof RubyArray array) {
        return array.list();
      }
    }
    return List.of(value);
  }

  private void checkCount(RubyNode.Parameters parameters, int given) {
    int least = required(parameters);
    int most = least + count(parameters, Parameter.Kind.OPTIONAL);
    boolean open = has(parameters, Parameter.Kind.REST);
    if (given < least || !open && given > most) {
      String message = wrongNumber(given, least, open ? -1 : most);
      throw ruby.error("ArgumentError", message.replaceFirst("\\)$", wanted(parameters) + ")"));
    }
  }

  /** Names the keywords that a call must give. */
  private static String wanted(RubyNode.Parameters parameters) {
    List<String> names =
        parameters.list().stream()
            .filter(parameter -> parameter.kind() == Parameter.Kind.KEYWORD_REQUIRED)
            .map(Parameter::name)
            .toList();
    return names.isEmpty()
        ? ""
        : "; required keyword" + (names.size() > 1 ? "s" : "") + ": " + String.join(", ", names);
  }

  static String wrongNumber(int given, int least, int most) {
    String expected = most < 0 ? least + "+" : least == most ? "" + least : least + ".." + most;
    return "wrong number of arguments (given " + given + ", expected " + expected + ")";
  }

  private void bindPositional(
      RubyNode.Parameters parameters, List<RubyValue> values, Context context) {
    int spare = Math.max(0, values.size() - required(parameters));
    int requiredBehind = 0;
    boolean seenRest = false;
    for (Parameter parameter : parameters.list()) {
      seenRest |= parameter.kind() == Parameter.Kind.REST;
      if (seenRest && isRequired(parameter)) {
        requiredBehind++;
      }
    }
    int next = 0;
    for (Parameter parameter : parameters.list()) {
      switch (parameter.kind()) {
        case REQUIRED, DESTRUCTURED -> {
          bindOne(parameter, next < values.size() ? values.get(next) : RubyNil.NIL, context);
          next++;
        }
        case OPTIONAL -> {
          if (spare > 0) {
            bindOne(parameter, values.get(next), context);
            next++;
            spare--;
          } else {
            bindDefault(parameter, context);
          }
        }
        case REST -> {
          int end = Math.max(next, Math.min(next + spare, values.size() - requiredBehind));
          end = Math.min(end, values.size());
          RubyArray rest =
              new RubyArray(next < end ? values.subList(next, end) : List.<RubyValue>of());
          context.scope().declare(parameter.name(), rest);
          next = Math.max(next, end);
        }
        case KEYWORD_REQUIRED, KEYWORD, KEYWORD_REST, BLOCK, BLOCK_LOCAL -> {}
      }
    }
  }

  private static boolean isRequired(Parameter parameter) {
    return parameter.kind() == Parameter.Kind.REQUIRED
        || parameter.kind() == Parameter.Kind.DESTRUCTURED;
  }

  private void bindOne(Parameter parameter, RubyValue value, Context context) {
    if (parameter.nested().isEmpty()) {
      context.scope().declare(parameter.name(), value);
      return;
    }
    RubyNode.Parameters nested = parameter.nested().get();
    List<RubyValue> parts =
        value instanceof UnknownValue
            ? java.util.Collections.nCopies(nested.list().size(), value)
            : destructure(value);
    bindPositional(nested, parts, context);
  }

  private void bindDefault(Parameter parameter, Context context) {
    RubyValue value =
        parameter.defaultValue().map(node -> evaluator.evaluate(node, context)).orElse(RubyNil.NIL);
    context.scope().declare(parameter.name(), value);
  }

  private void bindKeywords(
      RubyNode.Parameters parameters,
      Map<RubyValue, RubyValue> given,
      Context context,
      boolean strict) {
    List<String> missing = new ArrayList<>();
    boolean open = !takesKeywords(parameters);
    for (Parameter parameter : parameters.list()) {
      switch (parameter.kind()) {
        case KEYWORD_REQUIRED, KEYWORD -> {
          RubyValue value = given.remove(new RubySymbol(parameter.name()));
          if (value != null) {
            context.scope().declare(parameter.name(), value);
          } else if (parameter.kind() == Parameter.Kind.KEYWORD) {
            bindDefault(parameter, context);
          } else {
            missing.add(":" + parameter.name());
          }
        }
        case KEYWORD_REST -> {
          context.scope().declare(parameter.name(), new RubyHash(given));
          open = true;
        }
        case REQUIRED, OPTIONAL, REST, BLOCK, DESTRUCTURED, BLOCK_LOCAL -> {}
      }
    }
    if (strict && !missing.isEmpty()) {
      throw ruby.error("ArgumentError", keywordMessage("missing", missing));
    }
    if (strict && !open && !given.isEmpty()) {
      throw ruby.error(
          "ArgumentError",
          keywordMessage("unknown", given.keySet().stream().map(ruby::inspect).toList()));
    }
  }

  private static String keywordMessage(String problem, List<String> names) {
    return problem + " keyword" + (names.size() == 1 ? ": " : "s: ") + String.join(", ", names);
  }
}
