package dev.ramekin.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretsTest {
  private static Secret secret(String name, String value) {
    return new Secret(name, Optional.of(value), Origin.ofFile("data_bags/x.json"));
  }

  private static Secrets of(Secret... secrets) {
    return new Secrets(List.of(secrets));
  }

  @Test
  void aValueBecomesItsName() {
    assertThat(of(secret("db_password", "s3cr$t\\E")).mask("user=shop password=s3cr$t\\E;"))
        .isEqualTo("user=shop password=***db_password***;");
  }

  @Test
  void theUrlEncodedFormIsMaskedToo() {
    assertThat(of(secret("db_password", "p@ss/word")).mask("postgres://shop:p%40ss%2Fword@db/shop"))
        .isEqualTo("postgres://shop:***db_password***@db/shop");
  }

  @Test
  void aLongerValueWinsOverOneItContains() {
    Secrets secrets = of(secret("short", "hunter"), secret("long", "hunter2-and-more"));

    assertThat(secrets.mask("hunter2-and-more, hunter2")).isEqualTo("***long***, ***short***2");
  }

  @Test
  void aNameThatHoldsAnotherValueIsNotMaskedAgain() {
    assertThat(of(secret("db_password", "tiger!"), secret("other", "password")).mask("tiger!"))
        .isEqualTo("***db_password***");
  }

  @Test
  void shortValuesAreMaskedOnlyWhereTheyStandAlone() {
    assertThat(of(secret("pin", "42")).mask("pin 42, port 4200"))
        .isEqualTo("pin ***pin***, port 4200");
  }

  @Test
  void textsInListsAndMapsAreMaskedAndNumbersThatAreASecret() {
    Object masked =
        of(secret("pin", "123456"))
            .maskValue(Map.of("a", List.of("x123456", 123456, 7, true), "123456", "b"));

    assertThat(masked)
        .isEqualTo(Map.of("a", List.of("x***pin***", "***pin***", 7, true), "***pin***", "b"));
  }

  @Test
  void secretsByReferenceAndEmptyOnesMaskNothing() {
    Secret reference = new Secret("key", Optional.empty(), Origin.ofFile("a.json"));

    assertThat(of(reference, secret("empty", " ")).mask("a key")).isEqualTo("a key");
    assertThat(Secrets.NONE.mask("a")).isEqualTo("a");
  }
}
