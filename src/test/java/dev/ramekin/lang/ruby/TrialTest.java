package dev.ramekin.lang.ruby;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.lang.ruby.eval.Hooks;
import dev.ramekin.lang.ruby.eval.HostView;
import dev.ramekin.lang.ruby.eval.Methods;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A branch that is not taken is evaluated all the same; nothing of what it defines stays. */
class TrialTest {
  private static final String BEFORE =
      """
      require 'ostruct'
      class Old
        LIMIT = 1
        @@count = 0
        attr_accessor :name
        def first; 'first'; end
        def second; 'second'; end
        def self.third; 'third'; end
        def self.count; @@count; end
      end
      class Older; end
      module Mixed; def mixed; 'mixed'; end; end
      module Kept; def kept; 'kept'; end; end
      def top; 'top'; end
      object = Old.new
      list = [1, 2]
      map = {'a' => [1]}
      text = String.new('text')
      set = Set.new([1])
      open = OpenStruct.new(a: 1)
      record = Struct.new(:a).new(1)
      words = Hash.new { |h, k| h[k] = k.to_s }
      block = proc { |x| x }
      $global = 'global'
      local = 'local'
      """;

  private final Evaluation evaluation = begin();

  private static Evaluation begin() {
    Evaluation begun = Evaluation.begin(Map.of(), Hooks.NONE, HostView.NOTHING);
    Methods.functionsOf(begun.ruby().model().module("Kernel"))
        .method("unknown", 0, call -> call.unknown("nobody knows"));
    return begun;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = " ~ ",
      value = {
        "class New; end ~ defined?(New)",
        "class Old::Inner; end ~ Old.const_defined?(:Inner)",
        "module Fresh; A = 1; end ~ defined?(Fresh)",
        "class Old; def added; 1; end; end ~ Old.new.respond_to?(:added)",
        "class Old; def first; 'other'; end; end ~ object.first",
        "class Old; remove_method :first; end ~ object.first",
        "class Old; undef_method :first; end ~ object.first",
        "class Old; undef second; end ~ object.second",
        "class Old; private :second; end ~ object.second",
        "class Old; private; def second; 1; end; end ~ object.second",
        "class Old; alias other first; end ~ object.respond_to?(:other)",
        "class Old; alias_method :first, :second; end ~ object.first",
        "class Old; attr_accessor :size; end ~ object.respond_to?(:size=)",
        "class Old; define_method(:first) { 2 }; end ~ object.first",
        "Old.send(:define_method, :first) { 2 } ~ object.first",
        "Old.class_eval { def first; 2; end } ~ object.first",
        "Old.class_eval \"def first; 2; end\" ~ object.first",
        "class Old; def self.third; 3; end; end ~ Old.third",
        "class << Old; def fourth; 4; end; end ~ Old.respond_to?(:fourth)",
        "Old.define_singleton_method(:third) { 3 } ~ Old.third",
        "class Old; include Mixed; end ~ [object.respond_to?(:mixed), Old.include?(Mixed)]",
        "Old.include(Mixed) ~ Old.ancestors.include?(Mixed)",
        "Old.send(:include, Mixed) ~ Old.new.respond_to?(:mixed)",
        "class Old; prepend Mixed; end ~ Old.ancestors.first.name",
        "Old.extend(Mixed) ~ Old.respond_to?(:mixed)",
        "object.extend(Mixed) ~ object.respond_to?(:mixed)",
        "module Mixed; include Kept; end; ~ Mixed.include?(Kept)",
        "class Old; LIMIT = 2; end ~ Old::LIMIT",
        "Old::OTHER = 2 ~ Old.const_defined?(:OTHER)",
        "Old.const_set(:OTHER, 1) ~ Old.const_defined?(:OTHER)",
        "Old.send(:remove_const, :LIMIT) ~ Old.const_defined?(:LIMIT)",
        "TOPMOST = 1 ~ defined?(TOPMOST)",
        "class Old; @@count += 1; end ~ Old.count",
        "Old.class_variable_set(:@@count, 5) ~ Old.count",
        "class Old; @shared = 1; end ~ Old.instance_variable_get(:@shared)",
        "Old.instance_variable_set(:@shared, 1) ~ Old.instance_variables",
        "def top; 2; end ~ top",
        "def bottom; 2; end ~ respond_to?(:bottom, true)",
        "class String; def shout; upcase; end; end ~ 'a'.respond_to?(:shout)",
        "class Integer; def double; self * 2; end; end ~ 1.respond_to?(:double)",
        "class NilClass; def empty?; true; end; end ~ nil.respond_to?(:empty?)",
        "class Hash; def to_s; 'h'; end; end ~ {}.to_s",
        "module Kernel; def everywhere; 1; end; end ~ Object.new.respond_to?(:everywhere)",
        "class Object; def present?; true; end; end ~ 1.respond_to?(:present?)",
        "module Enumerable; def second; first(2).last; end; end ~ [1, 2].respond_to?(:second)",
        "def object.own; 1; end ~ object.respond_to?(:own)",
        "class << object; attr_accessor :zip; end ~ object.singleton_methods",
        "object.name = 'n' ~ object.name",
        "object.instance_variable_set(:@a, 1) ~ object.instance_variables",
        "object.instance_eval { @b = 1 } ~ object.instance_variables",
        "object.freeze ~ object.frozen?",
        "list << 3 ~ list",
        "list.map! { |x| x * 2 } ~ list",
        "list.concat([4]).sort!.reverse! ~ list",
        "list[5] = 1 ~ list",
        "list.freeze ~ list.frozen?",
        "map['b'] = 1; map['a'] << 2 ~ map",
        "map.delete('a'); map.default = 3 ~ [map, map['z']]",
        "map.merge!('c' => 1); map.transform_values!(&:to_s) ~ map",
        "words[:x]; words.default_proc = nil ~ [words, words[:q]]",
        "text << 'more'; text.upcase! ~ text",
        "text.replace('other').freeze ~ [text, text.frozen?]",
        "text.force_encoding('BINARY') ~ text.encoding.to_s",
        "set << 2; set.delete(1) ~ set",
        "open.b = 2; open[:a] = 3; open.delete_field(:a) ~ open",
        "record.a = 2 ~ record.a",
        "record[:a] = 2 ~ record.to_a",
        "Pair = Struct.new(:x, :y) ~ defined?(Pair)",
        "$global = 1; $other = 2 ~ [$global, $other]",
        "local = 1; another = 2 ~ [local, defined?(another)]",
        "[1].each { |x| local = x } ~ local",
        "class Old; class << self; private :third; end; end ~ Old.third",
        "class Old; private_class_method :third; end ~ Old.third",
        "class Old; protected :first; end ~ object.first",
        "class Older; def method_missing(n, *a); n; end; end ~ (Older.new.zork rescue 'none')",
        "class Old; def initialize(a); end; end ~ Old.new.class.name",
        "class Old; include Comparable; def <=>(o); 0; end; end ~ (Old.new < Old.new rescue 'none')",
        "Old.prepend(Module.new { def first; 'p'; end }) ~ object.first",
        "block.define_singleton_method(:arity) { 9 } ~ block.arity",
        "require 'json'; module JSON; def self.generate(x); 'j'; end; end ~ JSON.generate([1])",
        "class Old; module_function rescue 1; end; Mixed.module_function(:mixed) rescue 1 ~ Mixed.respond_to?(:mixed)",
        "ENV['A_NEW_ONE'] = 'x' ~ ENV['A_NEW_ONE'].inspect",
      })
  void nothingStaysOfABranchOnTrial(String branch, String asked) {
    String question = "begin; " + asked.strip() + "; end";
    String untouched = inspect(begin(), BEFORE + question);

    String after =
        inspect(evaluation, BEFORE + "if unknown\n" + branch.strip() + "\nend\n" + question);

    assertThat(after).isEqualTo(untouched);
  }

  private static String inspect(Evaluation evaluation, String program) {
    return DifferentialTest.plain(evaluation.inspect(program));
  }
}
