package dev.ramekin.source.chef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.model.Estate;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Host;
import dev.ramekin.model.Statement;
import dev.ramekin.source.ChefFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recipes that would hang, exhaust, leave or harm the process that reads them. */
class HostileRecipeTest {
  private static Estate evaluate(String recipe) {
    return evaluate(Map.of("recipes/default.rb", recipe, "recipes/good.rb", "package 'curl'\n"));
  }

  private static Estate evaluate(Map<String, String> files) {
    return ChefEvaluator.evaluate(
        ChefFiles.cookbook("bad", files),
        ChefOptions.DEFAULT.withRunList(List.of("recipe[bad]", "recipe[bad::good]")));
  }

  /** Returns what the host ends with; the recipe behind the bad one is always evaluated. */
  private static List<String> statements(Estate estate) {
    List<String> labels =
        estate.hosts().stream().flatMap(Host::leaves).map(Statement::label).toList();
    assertThat(labels).contains("package[curl]");
    return labels;
  }

  static Stream<String> endless() {
    return Stream.of(
        "while true\nend\n",
        "loop { }\n",
        "until false do 1 end\n",
        "[1].cycle { |x| x }\n",
        "1.step { |x| x }\n",
        "(1..Float::INFINITY).each { |x| x }\n",
        "begin\n  raise 'x'\nrescue\n  retry\nend\n",
        "'a'.upto('zzzzzzzzzzzz') { |x| x }\n",
        "a = [1]\na.each { |x| a << x }\n",
        "def f\n  f\nend\nf\n",
        "def f\n  g\nend\ndef g\n  f\nend\nf\n",
        "def f\n  f\nrescue Exception\n  f\nend\nf\n",
        "def f\n  yield\n  f { f { } }\nend\nf { }\n",
        "h = Hash.new { |hash, key| hash[key + 1] }\nh[1]\n",
        "l = lambda { |x| l.call(x) }\nl.call(1)\n",
        "class String\n  def to_s\n    to_s\n  end\nend\n\"#{'a'.to_s}\"\n",
        "class Foo\n  def method_missing(name)\n    send(\"#{name}x\")\n  end\nend\nFoo.new.a\n");
  }

  @ParameterizedTest
  @MethodSource("endless")
  void whatDoesNotEndIsStoppedAndNamed(String recipe) {
    Estate estate = evaluate(recipe);

    statements(estate);
    assertThat(estate.findings())
        .extracting(Finding::message)
        .anyMatch(message -> message.contains("evaluation stopped"));
  }

  static Stream<String> growing() {
    return Stream.of(
        "s = 'a'\n100.times { s *= 2 }\n",
        "s = 'a'\nloop { s << s }\n",
        "s = 'a'\nloop { s += s }\n",
        "s = 'a'\nloop { s = \"#{s}#{s}\" }\n",
        "s = 'a'\n60.times { s = s.gsub('a', 'aa') }\n",
        "s = '\\\\'\n60.times { s = s.inspect }\n",
        "'a' * 10**12\n",
        "'a'.ljust(10**12)\n",
        "'a'.center(10**12)\n",
        "format('%2000000000d', 1)\n",
        "[0] * 10**10\n",
        "Array.new(10**10)\n",
        "(1..10**12).to_a\n",
        "(1..10**12).map { |x| x }\n",
        "('a'..'zzzzzzzzzzzz').to_a\n",
        "(1..40).to_a.combination(20).to_a\n",
        "a = [1, 2]\n60.times { a = a + a }\n",
        "a = [1, 2]\n60.times { a = [a, a] }\na.flatten\n",
        "a = [1, 2]\n60.times { a = a.product(a) }\n",
        "h = {}\nloop { h[h.size] = h.size }\n",
        "a = []\nloop { a.push(a.size) }\n",
        "2**(10**10)\n",
        "10**10**10\n",
        "1 << 10**12\n",
        "x = 2\n60.times { x *= x }\nx.to_s\n",
        "x = 7\n60.times { x = x * x }\n");
  }

  @ParameterizedTest
  @MethodSource("growing")
  void whatGrowsWithoutBoundIsStopped(String recipe) {
    Estate estate = evaluate(recipe + "log 'too far'\n");

    assertThat(statements(estate)).doesNotContain("log[too far]");
  }

  static Stream<String> regexps() {
    return Stream.of(
        "('a' * 60 + '!') =~ /^(a+)+$/\n",
        "('a' * 60 + '!').match(/(a|aa)+$/)\n",
        "('x' * 200).gsub(/(x+x+)+y/, '')\n",
        "('a' * 200).scan(/(a*)*b/)\n",
        "('a' * 200 + '!').split(/(a+)+\\z/)\n",
        "('ab' * 200_000) =~ /\\A(a|b)*c/\n",
        "('a' * 200_000) =~ /\\A(?:a|b|ab)*\\z/\n",
        "case 'a' * 60 + '!'\nwhen /^(\\w+\\s?)*$/ then 1\nend\n");
  }

  @ParameterizedTest
  @MethodSource("regexps")
  void aPatternThatBacktracksWithoutEndIsStopped(String recipe) {
    statements(evaluate(recipe));
  }

  static Stream<String> nested() {
    return Stream.of(
        "x = " + "[".repeat(20_000) + "]".repeat(20_000) + "\n",
        "x = " + "(".repeat(20_000) + "1" + ")".repeat(20_000) + "\n",
        "if true\n".repeat(5_000) + "end\n".repeat(5_000),
        "x = 1" + " + 1".repeat(20_000) + "\n",
        "x = 'a'" + ".to_s".repeat(20_000) + "\n",
        "x = " + "!".repeat(20_000) + "true\n",
        "x = " + "\"#{".repeat(3_000) + "1" + "}\"".repeat(3_000) + "\n",
        "x = " + "true ? 1 : ".repeat(10_000) + "2\n",
        "x = " + "-> { ".repeat(3_000) + "}".repeat(3_000) + "\n",
        "a = []\n100_000.times { a = [a] }\na.flatten\na.inspect\na.hash\na == a.dup\n",
        "a = []\na << a\na.inspect\na.hash\na.to_s\na == a\n",
        "a = []\na << a\na.flatten\n",
        "h = {}\nh['a'] = h\nh.inspect\nh.to_s\nnode.default['h'] = h\n",
        "JSON.parse('[' * 100_000)\n",
        "JSON.parse('[' * 100_000 + ']' * 100_000)\n",
        "YAML.load('[' * 100_000)\n",
        "YAML.load(\"a: &a [x]\\n\" + ('b'..'z').each_cons(2).map { |p, q| \"#{q}: &#{q} [*a,*a]\\n\" }.join)\n",
        "node.default" + "['a']".repeat(5_000) + " = 1\n");
  }

  @ParameterizedTest
  @MethodSource("nested")
  void deepNestingIsReadOrNamed(String recipe) {
    statements(evaluate(recipe));
  }

  @Test
  void aLiteralOfTenMegabytesIsAFileOfTenMegabytes() {
    Estate estate = evaluate("file '/a' do\n  content '" + "a".repeat(10 << 20) + "'\nend\n");

    assertThat(statements(estate)).hasSize(2);
  }

  static Stream<String> leaving() {
    return Stream.of(
        "exit\n",
        "exit 1\n",
        "exit!\n",
        "abort 'x'\n",
        "Kernel.exit\n",
        "Process.exit!\n",
        "at_exit { loop { } }\n",
        "raise SystemExit\n",
        "raise Interrupt\n",
        "raise NoMemoryError\n",
        "throw :done\n",
        "catch(:a) { throw :b }\n",
        "Thread.new { loop { } }.join\n",
        "fork { loop { } }\n",
        "sleep\n",
        "sleep 1_000_000\n",
        "trap('INT') { loop { } }\n",
        "Process.kill('KILL', Process.pid)\n",
        "ObjectSpace.each_object { |object| object.freeze }\n",
        "GC.disable\n",
        "load '/etc/passwd'\n",
        "require '/etc/passwd'\n",
        "require_relative '../../../../../../etc/passwd'\n",
        "eval File.read('/etc/passwd')\n",
        "instance_eval 'loop { }'\n",
        "self.class.class_eval 'def f; loop { }; end'\n",
        "binding.eval('exit')\n",
        "java.lang.System.exit(1)\n",
        "Java::JavaLang::System.exit(1)\n",
        "require 'java'\njava_import 'java.lang.System'\nSystem.exit(1)\n",
        "Object.send(:remove_const, :String)\n",
        "Object.send(:remove_method, :send)\n",
        "class Object\n  undef_method :class\nend\n",
        "class BasicObject\n  def ==(other)\n    self == other\n  end\nend\n1 == 2\n",
        "class Integer\n  def +(other)\n    loop { }\n  end\nend\n",
        "Object.freeze\nKernel.freeze\n",
        "$stdout.close\n$stderr = nil\nSTDIN.read\ngets\n",
        "return\n",
        "break\n",
        "next\n",
        "redo\n",
        "retry\n",
        "yield\n",
        "super\n",
        "BEGIN { exit }\n",
        "END { exit }\n",
        "__END__\nexit\n",
        "set_trace_func proc { exit }\n",
        "DATA.read\n",
        "include_recipe 'bad'\n",
        "include_recipe '../../../etc::passwd'\n",
        "include_recipe \"a\\0b\"\n",
        "include_recipe ''\n",
        "include_recipe 'a@1.0'\n",
        "include_recipe '@'\n",
        "include_recipe '::'\n",
        "include_recipe nil\n");
  }

  @ParameterizedTest
  @MethodSource("leaving")
  void nothingEndsTheProcessOrReachesOutOfIt(String recipe) {
    statements(evaluate(recipe));
  }

  static Stream<String> outside() {
    return Stream.of(
        "template '/a' do\n  source '%s'\nend\n",
        "template '/a' do\n  source '%s'\n  local true\nend\n",
        "template '/a' do\n  source 'a.erb'\n  cookbook '../../../../../..%s'\nend\n",
        "cookbook_file '/a' do\n  source '%s'\nend\n",
        "cookbook_file '/a' do\n  source 'x'\n  cookbook '../../../../..%s'\nend\n",
        "remote_directory '/a' do\n  source '%s'\nend\n",
        "file '/a' do\n  content File.read('%s')\nend\n",
        "file '/a' do\n  content IO.read(\"#{__dir__}/%s\")\nend\n",
        "file '/a' do\n  content ::File.open('%s') { |f| f.read }\nend\n",
        "file '/a' do\n  content IO.readlines('%s').join\nend\n",
        "file '/a' do\n  content data_bag_item('../../../..%s', 'x').to_s\nend\n",
        "file '/a' do\n  content Dir.glob('%s/*').join\nend\n",
        "file '/a' do\n  content `cat %s`\nend\n");
  }

  @ParameterizedTest
  @MethodSource("outside")
  void noFileOfThisMachineIsRead(String recipe) throws java.io.IOException {
    Path secret = Files.createTempFile("outside", ".txt");
    try {
      Files.writeString(secret, "not for you");
      for (String path : List.of(secret.toString(), "../../../../../../.." + secret)) {
        Estate estate = evaluate(recipe.formatted(path));

        statements(estate);
        assertThat(estate.toString()).doesNotContain("not for you");
      }
    } finally {
      Files.delete(secret);
    }
  }

  static Stream<String> templates() {
    return Stream.of(
        "<%= java.lang.System.getProperty('user.home') %>",
        "<%= Java::JavaLang::Runtime.getRuntime.exec('id') %>",
        "<% require 'java' %><%= java.io.File.new('/etc/passwd') %>",
        "<%= File.read('/etc/passwd') %>",
        "<%= IO.popen('id').read %>",
        "<%= `id` %>",
        "<%= %x(id) %>",
        "<%= open('|id').read %>",
        "<%= ENV['HOME'] %>",
        "<%= ENV.to_h %>",
        "<%= Dir['/root/*'].join %>",
        "<%= self.class.class_loader %>",
        "<%= binding.local_variables %>",
        "<%= ObjectSpace.count_objects %>",
        "<%= render '../../../../etc/passwd' %>",
        "<%= render '/etc/passwd', :local => true %>",
        "<% loop { } %>",
        "<% s = 'a'; loop { s << s } %>",
        "<% exit %>",
        "<% throw :x %>",
        "<% return %>",
        "<% break %>",
        "<%",
        "<%=",
        "<%= 1",
        "<%= ) %>",
        "<% end %>",
        "<% if true %>",
        "<%# " + "x".repeat(100_000) + " %>",
        "<%= '" + "x".repeat(100_000) + "' %>",
        "<%= 1 %>".repeat(20_000),
        "<%".repeat(50_000),
        "%>".repeat(50_000));
  }

  @ParameterizedTest
  @MethodSource("templates")
  void aTemplateReachesNothing(String template) {
    Estate estate =
        evaluate(
            Map.of(
                "recipes/default.rb", "template '/a' do\n  source 'a.erb'\nend\n",
                "recipes/good.rb", "package 'curl'\n",
                "templates/default/a.erb", template));

    statements(estate);
    assertThat(estate.toString()).doesNotContain("root:", "uid=", System.getProperty("user.dir"));
  }

  @Test
  void anActionThatCallsItselfIsStopped() {
    Estate estate =
        evaluate(
            Map.of(
                "recipes/default.rb", "bad_deep 'x'\n",
                "recipes/good.rb", "package 'curl'\n",
                "resources/deep.rb", "action :run do\n  dig([[[1]]])\nend\n",
                "libraries/deep.rb",
                    "class Object\n  def dig(x)\n    [1].map { dig([x, dig(x)]) }\n  end\nend\n"));

    statements(estate);
    assertThat(estate.findings()).extracting(Finding::code).contains("too-much-work");
  }

  @Test
  void aBombOfAliasesInYamlStaysSmall() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    Estate estate =
        evaluate("file '/a' do\n  content YAML.load(<<-Y).inspect\n" + bomb + "Y\nend\n");

    statements(estate);
    assertThat(estate.toString().length()).isLessThan(1 << 26);
  }
}
