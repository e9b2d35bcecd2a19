package dev.ramekin.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.yaml.YamlNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;

class StateComparisonTest {
  private static final String HELLO_SHA256 =
      "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";

  @Test
  void aFileIsEqualWhenOneImageHasIt() throws IOException {
    ImageContents base = new Image("base").read();
    ImageContents web = new Image("web").file("etc/hello", 0640, 0, 33, "hello\n").read();

    StateRow row =
        only("files: [{" + at("/etc/hello", "0640", "www-data") + hello() + "}]", base, web);

    assertThat(row.differences()).isEmpty();
    assertThat(row.image()).isEqualTo("web");
    assertThat(row.verdict()).isEqualTo("equal");
  }

  @Test
  void contentModeAndGroupAreCompared() throws IOException {
    ImageContents web = new Image("web").file("etc/hello", 0644, 0, 0, "Hello\n").read();

    StateRow row = only("files: [{" + at("/etc/hello", "0640", "www-data") + hello() + "}]", web);

    assertThat(row.differences())
        .containsExactly("mode is 0644, was 0640", "group is root, was www-data", "content");
    assertThat(row.unexplained()).isTrue();
  }

  @Test
  void theContentOfAFileThatChangesByItselfIsNotCompared() throws IOException {
    ImageContents web = new Image("web").file("etc/hello", 0640, 0, 33, "other\n").read();

    StateRow row =
        only(
            "files: [{"
                + at("/etc/hello", "0640", "www-data")
                + hello()
                + ", nondeterministic: true}]",
            web);

    assertThat(row.equal()).isTrue();
  }

  @Test
  void aFileThatIsALinkDiffers() throws IOException {
    ImageContents web = new Image("web").link("etc/hello", "/run/hello").read();

    StateRow row = only("files: [{" + at("/etc/hello", "0640", "www-data") + hello() + "}]", web);

    assertThat(row.differences()).containsExactly("is a link");
  }

  @Test
  void aHardLinkIsTheFileItNames() throws IOException {
    ImageContents web =
        new Image("web")
            .file("etc/a", 0640, 0, 33, "hello\n")
            .hardLink("etc/hello", "etc/a")
            .read();

    StateRow row = only("files: [{" + at("/etc/hello", "0640", "www-data") + hello() + "}]", web);

    assertThat(row.equal()).isTrue();
  }

  @Test
  void whatWasRemovedMustBeInNoImage() throws IOException {
    ImageContents base = new Image("base").read();
    ImageContents web = new Image("web").file("etc/hello", 0644, 0, 0, "x").read();

    assertThat(only("removed: [/etc/hello]", base).equal()).isTrue();
    assertThat(only("removed: [/etc/hello]", base, web).image()).isEqualTo("web");
  }

  @Test
  void accountsAreComparedByName() throws IOException {
    ImageContents image =
        new Image("base")
            .file(
                "etc/passwd", 0644, 0, 0, "root:x:0:0::/root:/bin/sh\nann:x:9:8:Ann:/srv:/bin/sh\n")
            .file("etc/group", 0644, 0, 0, "root:x:0:\nann:x:8:\nops:x:7:ann,bob\n")
            .file("etc/shadow", 0640, 0, 0, "ann:!:1:0:99999:7:::\n")
            .read();
    String ann = "{name: ann, group: ann, gecos: Ann, home: /srv, shell: /bin/sh, ";

    assertThat(only("users: [" + ann + "groups: [ops], password: locked}]", image).equal())
        .isTrue();
    assertThat(only("users: [" + ann + "groups: [], password: set}]", image).differences())
        .containsExactly("groups is [ops], was []", "password is locked, was set");
    assertThat(only("groups: [{name: ops, members: [ann, bob]}]", image).equal()).isTrue();
    assertThat(only("groups: [{name: dev, members: []}]", image).differences())
        .containsExactly("missing");
  }

  @Test
  void crontabsAreComparedWithoutComments() throws IOException {
    ImageContents image =
        new Image("jobs")
            .file("var/spool/cron/crontabs/ann", 0600, 9, 8, "# head\n@daily true\n\n")
            .read();

    assertThat(only("crontabs: [{user: ann, lines: ['@daily true']}]", image).equal()).isTrue();
    assertThat(only("crontabs: [{user: ann, lines: ['@daily false']}]", image).differences())
        .containsExactly("lines");
  }

  @Test
  void aReasonInTheReportExplainsWhatIsMissing() throws IOException {
    ImageContents image = new Image("base").read();

    StateRow below =
        only("files: [{" + at("/home/ann/.profile", "0644", "ann") + hello() + "}]", image);
    StateRow service = only("services: {enabled_by_chef: [shop.service]}", image);
    StateRow silent = only("packages: {manual: [tree]}", image);
    StateRow beside =
        only("files: [{" + at("/srv/shop/token", "0644", "root") + hello() + "}]", image);

    assertThat(below.reasons()).containsExactly("recipes/a.rb:3 user: A person's login.");
    assertThat(below.verdict()).isEqualTo("explained");
    assertThat(service.reasons()).containsExactly("recipes/a.rb:3 user: It is a container.");
    assertThat(silent.verdict()).isEqualTo("unexplained");
    assertThat(beside.verdict()).isEqualTo("unexplained");
  }

  private static String at(String path, String mode, String group) {
    return "path: " + path + ", mode: '" + mode + "', owner: root, group: " + group;
  }

  private static String hello() {
    return ", sha256: " + HELLO_SHA256;
  }

  private static StateRow only(String state, ImageContents... images) {
    ReportReasons reasons =
        ReportReasons.read(
            YamlNode.parse(
                "ramekin.json",
                """
                statements:
                  - origin: {file: recipes/a.rb, line: 3}
                    type: user
                    elsewhere:
                      - {subject: /home/ann/, reason: A person's login.}
                      - {subject: /srv/shop, reason: A folder of its own.}
                      - {subject: 'service:shop', reason: It is a container.}
                  - origin: {file: recipes/a.rb, line: 4}
                    type: file
                """));
    ExpectedState expected =
        ExpectedStateReader.read(YamlNode.parse("expected.json", "case: test\n" + state));
    List<StateRow> rows = StateComparison.compare(expected, List.of(images), reasons);
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  /** The archive of a small file system. */
  private static final class Image {
    private static final String PASSWD = "root:x:0:0:root:/root:/bin/sh\n";
    private static final String GROUP = "root:x:0:\nwww-data:x:33:\n";

    private final String target;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes);

    Image(String target) throws IOException {
      this.target = target;
      file("etc/passwd", 0644, 0, 0, PASSWD);
      file("etc/group", 0644, 0, 0, GROUP);
    }

    Image file(String path, int mode, int uid, int gid, String text) throws IOException {
      byte[] content = text.getBytes(StandardCharsets.UTF_8);
      TarArchiveEntry entry = new TarArchiveEntry(path);
      entry.setSize(content.length);
      entry.setMode(mode);
      entry.setUserId(uid);
      entry.setGroupId(gid);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
      return this;
    }

    Image link(String path, String to) throws IOException {
      return linked(path, to, TarConstants.LF_SYMLINK);
    }

    Image hardLink(String path, String to) throws IOException {
      return linked(path, to, TarConstants.LF_LINK);
    }

    private Image linked(String path, String to, byte type) throws IOException {
      TarArchiveEntry entry = new TarArchiveEntry(path, type);
      entry.setLinkName(to);
      tar.putArchiveEntry(entry);
      tar.closeArchiveEntry();
      return this;
    }

    ImageContents read() throws IOException {
      tar.close();
      return ImageExport.read(target, new ByteArrayInputStream(bytes.toByteArray()));
    }
  }
}
