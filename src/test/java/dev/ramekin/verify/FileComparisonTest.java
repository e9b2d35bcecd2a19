package dev.ramekin.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.verify.FileComparison.Found;
import dev.ramekin.verify.ServiceChecks.FileCheck;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FileComparisonTest {
  private static final Found FOUND =
      new Found("file", "644", "www-data", "33", "adm", "4", "abc", "");

  @Test
  void readsWhatTheShellPrints() {
    String output =
        "/etc/a b\0regular file\0"
            + "0640\0root\0"
            + "00\0adm\0"
            + "04\0abc\0\0"
            + "/srv/x\0symbolic link\0"
            + "0777\0root\0"
            + "00\0root\0"
            + "00\0\0/srv/y\0"
            + "/none\0missing\0\0\0\0\0\0\0\0";

    Map<String, Found> found = FileComparison.parse(output);

    assertThat(found)
        .containsEntry("/etc/a b", new Found("file", "0640", "root", "00", "adm", "04", "abc", ""))
        .containsEntry(
            "/srv/x", new Found("link", "0777", "root", "00", "root", "00", "", "/srv/y"))
        .containsEntry("/none", Found.MISSING);
  }

  @Test
  void namesAndNumbersOfOwnersAreBothUnderstood() {
    assertThat(compare(file("www-data", "adm", "0644"), FOUND).passed()).isTrue();
    assertThat(compare(file("33", "4", "0644"), FOUND).passed()).isTrue();
    assertThat(compare(file("34", "4", "0644"), FOUND).passed()).isFalse();
  }

  @Test
  void modesAreComparedAsFourDigits() {
    assertThat(compare(file("33", "4", "644"), FOUND).passed()).isTrue();
    assertThat(compare(file("33", "4", "1644"), FOUND).passed()).isFalse();
  }

  @Test
  void whatTheModelDoesNotSayIsNotCompared() {
    FileCheck anything =
        new FileCheck(
            "/x",
            "file",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "");

    assertThat(compare(anything, FOUND).passed()).isTrue();
    assertThat(compare(anything, Found.MISSING))
        .extracting(CheckResult::expected, CheckResult::actual)
        .containsExactly("file", "missing");
  }

  @Test
  void linksAreComparedByTarget() {
    FileCheck link =
        new FileCheck(
            "/x",
            "link",
            Optional.of("0777"),
            Optional.of("nobody"),
            Optional.empty(),
            Optional.empty(),
            Optional.of("/srv/y"),
            "");

    assertThat(
            compare(link, new Found("link", "777", "root", "0", "root", "0", "", "/srv/y"))
                .passed())
        .isTrue();
    assertThat(
            compare(link, new Found("link", "777", "root", "0", "root", "0", "", "/srv/z"))
                .actual())
        .isEqualTo("link, → /srv/z");
  }

  private static CheckResult compare(FileCheck check, Found found) {
    return FileComparison.compare("web", check, found);
  }

  private static FileCheck file(String owner, String group, String mode) {
    return new FileCheck(
        "/x",
        "file",
        Optional.of(mode),
        Optional.of(owner),
        Optional.of(group),
        Optional.of("abc"),
        Optional.empty(),
        "a.rb:1");
  }
}
