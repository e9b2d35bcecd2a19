package dev.ramekin.lang.ruby;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramekin.lang.Budget;
import dev.ramekin.lang.BudgetExceededException;
import dev.ramekin.lang.Questions;
import dev.ramekin.lang.ruby.eval.Hooks;
import dev.ramekin.lang.ruby.eval.HostView;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import dev.ramekin.model.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What happens to values that cannot be known, and to code that depends on them. */
class UnknownTest {
  /** Notes what is declared, and forgets what a trial declared. */
  private static final class Declaring implements Hooks {
    private final List<String> declared = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();
    private final List<Boolean> trials = new ArrayList<>();

    @Override
    public void branchBegins(String question, boolean outcome, boolean trial) {
      starts.add(declared.size());
      trials.add(trial);
    }

    @Override
    public List<String> branchEnds() {
      int start = starts.remove(starts.size() - 1);
      List<String> own = List.copyOf(declared.subList(start, declared.size()));
      if (trials.remove(trials.size() - 1)) {
        declared.subList(start, declared.size()).clear();
      }
      return own;
    }
  }

  private final Declaring hooks = new Declaring();
  private Evaluation evaluation = begin(Map.of());

  private Evaluation begin(Map<String, String> answers) {
    Evaluation begun = Evaluation.begin(answers, hooks, HostView.NOTHING);
    Methods.functionsOf(begun.ruby().model().module("Kernel"))
        .method("unknown", 0, call -> call.unknown("nobody knows"))
        .method("likely", 1, call -> call.unknown("the host decides", call.argument(0)))
        .method("secret", 0, call -> new RubyString("hunter2", Set.of("shop_password")))
        .method(
            "declare",
            1,
            call -> {
              hooks.declared.add(call.ruby().settle(call.argument(0)).text());
              return RubyNil.NIL;
            });
    return begun;
  }

  private UnknownValue unknown(String program) {
    RubyValue value = evaluation.value(program);
    assertThat(value).as(program).isInstanceOf(UnknownValue.class);
    return (UnknownValue) value;
  }

  private String assumed(String program) {
    return unknown(program)
        .assumed()
        .map(value -> evaluation.ruby().inspect(value))
        .orElse("nothing");
  }

  private List<Question> questions() {
    return evaluation.ruby().questions().asked();
  }

  @Test
  void whatIsComputedFromAnUnknownKeepsItsCause() {
    assertThat(unknown("unknown.split(',').map(&:strip)[0]").cause().reason())
        .isEqualTo("nobody knows");
    assertThat(unknown("\n\nunknown + 1").cause().origin().line()).isEqualTo(3);
    assertThat(unknown("[1, 2].include?(unknown)").assumed()).isEmpty();
    assertThat(unknown("\"a#{unknown}b\"").assumed()).isEmpty();
  }

  @Test
  void whatIsAssumedIsComputedAlong() {
    assertThat(assumed("likely('a,b').split(',')")).isEqualTo("[\"a\", \"b\"]");
    assertThat(assumed("\"x#{likely('y')}z\"")).isEqualTo("\"xyz\"");
    assertThat(assumed("'a' + likely('b')")).isEqualTo("\"ab\"");
    assertThat(assumed("likely(nil).foo")).isEqualTo("nothing");
    assertThat(assumed("likely(false) || 'default'")).isEqualTo("\"default\"");
    assertThat(assumed("!likely(false)")).isEqualTo("true");
    assertThat(assumed("unknown || 5")).isEqualTo("5");
    assertThat(assumed("x = unknown; x ||= 5; x")).isEqualTo("5");
    assertThat(assumed("unknown == 1")).isEqualTo("nothing");
    assertThat(assumed("[1, likely(2)].join('-')")).isEqualTo("\"1-2\"");
  }

  @Test
  void anUndecidedConditionTakesItsDefaultAndShowsBothOutcomes() {
    evaluation.value("if likely(false)\n  declare 'a'\nelse\n  declare 'b'\n  declare 'c'\nend");

    assertThat(hooks.declared).containsExactly("b", "c");
    assertThat(questions()).hasSize(1);
    Question question = questions().get(0);
    assertThat(question.id()).isEqualTo("test.rb:1#1");
    assertThat(question.defaultAnswer()).contains("no");
    assertThat(question.outcomes())
        .containsExactly(
            new Question.Outcome("yes", List.of("a")),
            new Question.Outcome("no", List.of("b", "c")));
  }

  @Test
  void anAnswerDecides() {
    evaluation = begin(Map.of("test.rb:1#1", "yes"));
    evaluation.value("if unknown then declare 'a' else declare 'b' end");

    assertThat(hooks.declared).containsExactly("a");
    assertThat(questions().get(0).answer()).contains("yes");
  }

  @Test
  void aTrialIsTakenBack() {
    assertThat(
            evaluation.inspect(
                """
                x = 1
                list = [1]
                hash = { a: 1 }
                text = 'a'
                class Thing; attr_accessor :name; end
                thing = Thing.new
                $global = 1
                if unknown
                  x = 2
                  list << 2
                  hash[:b] = 2
                  text << 'b'
                  thing.name = 'changed'
                  $global = 2
                  NEW = 1
                  class Thing; def extra; end; end
                  y = 5
                end
                [x, list, hash, text, thing.name, $global, defined?(NEW), thing.respond_to?(:extra), y]
                """))
        .isEqualTo("[1, [1], {:a=>1}, \"a\", nil, 1, nil, false, nil]");
  }

  @Test
  void aTrialThatFailsOrNeverEndsHarmsNothing() {
    evaluation.value("if unknown then raise 'x' else declare 'b' end");
    evaluation.value("if unknown then loop { } else declare 'c' end");
    evaluation.value("if unknown then def r; r; end; r else declare 'd' end");

    assertThat(hooks.declared).containsExactly("b", "c", "d");
  }

  @Test
  void aLoopOverTheUnknownIsTriedWithOneElement() {
    evaluation.value("unknown.each { |name| declare \"x#{name}\" }");

    assertThat(hooks.declared).isEmpty();
    assertThat(questions().get(questions().size() - 1).outcomes().get(0).statements()).hasSize(1);
  }

  @Test
  void aLoopOnTheUnknownEnds() {
    assertThat(evaluation.inspect("n = 0; while unknown; n += 1; end; n")).isEqualTo("0");
    assertThat(evaluation.inspect("n = 0; until unknown; n += 1; end; n")).isEqualTo("0");
  }

  @Test
  void aCaseOnTheUnknownAsksForEachBranch() {
    evaluation.value(
        "case likely('b') when 'a' then declare 'A' when 'b' then declare 'B' else declare 'C' end");

    assertThat(hooks.declared).containsExactly("B");
    assertThat(questions()).hasSize(2);
  }

  @Test
  void theSamePlaceAsksTheSameQuestion() {
    evaluation.value("3.times { |i| declare i.to_s if likely(true) }");

    assertThat(hooks.declared).containsExactly("0", "1", "2");
    assertThat(questions()).hasSize(1);
    assertThat(questions().get(0).outcomes().get(0).statements()).containsExactly("0", "1", "2");
  }

  @Test
  void aTextThatMustBeKnownShowsWhatIsMissing() {
    String text =
        evaluation.ruby().settle(evaluation.value("\"http://#{unknown}/#{likely('x')}\"")).text();

    assertThat(text).isEqualTo("http://RAMEKIN_UNKNOWN(test.rb:1#1)/x");
    assertThat(questions()).extracting(Question::kind).containsOnly(Question.Kind.VALUE);
    evaluation = begin(Map.of("test.rb:1#1", "shop.test"));
    assertThat(evaluation.ruby().settle(evaluation.value("\"http://#{unknown}/\"")).text())
        .isEqualTo("http://shop.test/");
  }

  @Test
  void secretsStainWhatIsBuiltFromThem() {
    for (String program :
        List.of(
            "\"a#{secret}\"",
            "'a' + secret",
            "'a' << secret",
            "secret[0, 3]",
            "secret.upcase",
            "secret.sub('h', 'j')",
            "'x'.sub('x', secret)",
            "format('%s', secret)",
            "'%s' % secret",
            "'%s' % [secret]",
            "[1, secret].join",
            "secret.split('u').first",
            "secret.dup",
            "secret.gsub(/(t)/) { $1 }",
            "secret * 2")) {
      assertThat(evaluation.value(program))
          .as(program)
          .isInstanceOfSatisfying(
              RubyString.class,
              text -> assertThat(text.taints()).as(program).containsExactly("shop_password"));
    }
  }

  @Test
  void whatNobodyDefinedIsUnknownAndNeverAnError() {
    assertThat(unknown("Some::Gem.new(1).run { |x| x }").cause().reason()).contains("Some");
    assertThat(unknown("class Mine < Some::Base; def a; 1; end; end; Mine.new.whatever"))
        .isNotNull();
    assertThat(evaluation.inspect("class Mine < Some::Base; def a; 1; end; end; Mine.new.a"))
        .isEqualTo("1");
    assertThat(unknown("`hostname`.strip").cause().reason()).contains("hostname");
    assertThat(unknown("'abc'.crypt('ab')").cause().reason()).contains("String#crypt");
  }

  @Test
  void theBudgetEndsWhatDoesNotEnd() {
    for (String program :
        List.of(
            "loop { }",
            "while true; end",
            "def deep(n); deep(n + 1); end; deep(1)",
            "x = 'a'; loop { x += x }",
            "x = [1]; loop { x += x }",
            "'a' * 10**12",
            "'a'.ljust(10**12)",
            "(1..10**12).to_a",
            "('x' * 60) =~ /(x+x+)+y\\1/",
            "10 ** 10 ** 10",
            "begin; retry_me = true; raise 'x'; rescue; retry; end",
            "Array.new(10**10)")) {
      Budget budget = new Budget(new Budget.Limits(300_000, 300, 1_000_000, 100_000, 5_000_000));
      Evaluation small =
          new Evaluation(Ruby.start(budget, new Questions(Map.of()), Hooks.NONE, HostView.NOTHING));
      assertThatThrownBy(() -> small.value(program))
          .as(program)
          .isInstanceOf(BudgetExceededException.class);
    }
  }

  @Test
  void anUncaughtExceptionSaysWhereAndEndsOnlyItsStatement() {
    List<String> seen = new ArrayList<>();
    var parsed =
        dev.ramekin.lang.ruby.parser.RubyParsing.parse(
            "r.rb", "x = 1\nnil.upcase\ndeclare x.to_s\n");
    evaluation
        .ruby()
        .instanceEvalEach(
            "r.rb",
            parsed.program(),
            evaluation.ruby().main(),
            error -> seen.add(error.origin() + " " + error));

    assertThat(seen)
        .containsExactly("r.rb:2:1 NoMethodError: undefined method `upcase' for nil:NilClass");
    assertThat(hooks.declared).containsExactly("1");
  }
}
