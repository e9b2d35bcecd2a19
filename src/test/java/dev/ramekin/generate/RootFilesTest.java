package dev.ramekin.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RootFilesTest {
  private final RootFiles files = new RootFiles();

  private String add(String path, String text) {
    return files.add(path, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void anotherContentOfTheSamePathGetsAPlaceOfItsOwn() {
    assertThat(add("/etc/motd", "a")).isEqualTo("/rootfs/etc/motd");
    assertThat(add("/etc/motd", "b")).isEqualTo("/rootfs/etc/motd.2");
    assertThat(add("/etc/motd", "a")).isEqualTo("/rootfs/etc/motd");
  }

  @Test
  void aPathMayBeAFileAtOneStepAndADirectoryAtAnother() {
    assertThat(add("/srv", "a file")).isEqualTo("/rootfs/srv");
    assertThat(add("/srv/www/index.html", "x")).isEqualTo("/rootfs/2/srv/www/index.html");
    assertThat(add("/opt/app/run", "x")).isEqualTo("/rootfs/opt/app/run");
    assertThat(add("/opt/app", "a file")).isEqualTo("/rootfs/2/opt/app");
    assertThat(files.files())
        .containsOnlyKeys("/srv", "/2/srv/www/index.html", "/opt/app/run", "/2/opt/app");
  }
}
