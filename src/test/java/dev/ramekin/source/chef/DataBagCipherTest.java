package dev.ramekin.source.chef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that Ruby's OpenSSL encrypted in the formats of Chef. */
class DataBagCipherTest {
  private static final Path CASE = Path.of("fixtures/chef/data-bags-encrypted");
  private static final String KEY = "bh8Z-not-a-real-key-2mQ0";

  private static RubyHash value(String id, String name) {
    try {
      byte[] bytes = Files.readAllBytes(CASE.resolve("input/data_bags/keys").resolve(id + ".json"));
      RubyHash item = JsonValues.object(new SourceFile(id, bytes), finding -> {}).orElseThrow();
      return (RubyHash) item.get(new RubyString(name)).orElseThrow();
    } catch (IOException exception) {
      throw new AssertionError(exception);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v2", "v3"})
  void everyFormatGivesTextsNumbersAndHashes(String id) {
    assertThat(DataBagCipher.decrypt(value(id, "password"), KEY).value())
        .hasValueSatisfying(it -> assertThat(Plain.of(it)).contains("pw-of-" + id + "-77ab"));
    assertThat(DataBagCipher.decrypt(value(id, "port"), KEY).value())
        .hasValueSatisfying(
            it -> assertThat(Plain.of(it)).contains(Long.valueOf("54" + id.charAt(1))));
    assertThat(DataBagCipher.decrypt(value(id, "login"), KEY).value())
        .hasValueSatisfying(it -> assertThat(it).isInstanceOf(RubyHash.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v2", "v3"})
  void anotherKeyOpensNothingAndSaysSo(String id) {
    DataBagCipher.Result result = DataBagCipher.decrypt(value(id, "login"), "wrong");

    assertThat(result.value()).isEmpty();
    assertThat(result.failure()).isNotEmpty();
  }

  @Test
  void changedDataIsNotTaken() {
    for (String id : new String[] {"v2", "v3"}) {
      RubyHash value = value(id, "password");
      String data = Plain.text(value.get(new RubyString("encrypted_data")).orElseThrow());
      char other = data.charAt(0) == 'A' ? 'B' : 'A';
      value.put(new RubyString("encrypted_data"), new RubyString(other + data.substring(1)));

      assertThat(DataBagCipher.decrypt(value, KEY).value()).isEmpty();
    }
  }

  @Test
  void anUnknownFormatIsNamed() {
    RubyHash value = value("v1", "password");
    value.put(new RubyString("version"), new RubyString("9"));

    assertThat(DataBagCipher.decrypt(value, KEY).failure()).contains("'9'");
  }

  @Test
  void aValueIsEncryptedWhenItLooksSo() {
    assertThat(DataBagCipher.isEncrypted(value("v1", "password"))).isTrue();
    assertThat(DataBagCipher.isEncrypted(new RubyHash())).isFalse();
    assertThat(DataBagCipher.isEncrypted(new RubyString("encrypted_data"))).isFalse();
  }
}
