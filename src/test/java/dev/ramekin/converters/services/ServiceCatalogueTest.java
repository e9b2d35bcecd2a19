package dev.ramekin.converters.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramekin.converters.ConverterFiles;
import dev.ramekin.converters.services.ServiceEntry.Kind;
import dev.ramekin.yaml.YamlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceCatalogueTest {
  private final ServiceCatalogue catalogue = ServiceCatalogue.bundled();

  @Test
  void everyEntryIsWhole() {
    assertThat(catalogue.entries()).hasSizeGreaterThan(40);
    for (ServiceEntry entry : catalogue.entries()) {
      assertThat(entry.packaging().units()).as(entry.service()).isNotEmpty();
      if (entry.kind() == Kind.HOST) {
        assertThat(entry.instead()).as(entry.service()).endsWith(".");
        continue;
      }
      assertThat(entry.probe()).as(entry.service()).isPresent();
      assertThat(entry.limits().memoryMegabytes()).as(entry.service()).isPositive();
      assertThat(entry.network().listen()).as(entry.service()).allSatisfy(Pattern::compile);
    }
  }

  @Test
  void noUnitBelongsToTwoServices() {
    Map<String, String> owners = new HashMap<>();
    for (ServiceEntry entry : catalogue.entries()) {
      for (String unit : entry.packaging().units()) {
        assertThat(owners.put(unit, entry.service())).as(unit).isNull();
      }
    }
  }

  @Test
  void aServiceIsFoundByUnitAndByPackage() {
    assertThat(catalogue.byUnit("mysql").orElseThrow().service()).isEqualTo("mariadb");
    assertThat(catalogue.byUnit("php8.2-fpm").orElseThrow().service()).isEqualTo("php-fpm");
    assertThat(catalogue.byPackage("debian", "redis-server").orElseThrow().service())
        .isEqualTo("redis");
    assertThat(catalogue.byPackage("debian", "cowsay")).isEmpty();
    assertThat(catalogue.byUnit("shop")).isEmpty();
  }

  @Test
  void theVersionComesFromAPackageElseFromThePlatform() {
    ServiceEntry entry = catalogue.find("postgresql").orElseThrow();

    assertThat(resolved(entry, "postgresql-14").running().command().get(0))
        .isEqualTo("/usr/lib/postgresql/14/bin/postgres");
    assertThat(resolved(entry, "postgresql", "postgresql-contrib").places().state())
        .containsExactly(new ServiceEntry.State("/var/lib/postgresql", "databases"));
    assertThat(resolved(entry).firstStart().orElseThrow().ready())
        .isEqualTo("[ -s /var/lib/postgresql/15/main/PG_VERSION ]");
  }

  @Test
  void aMistakeIsReportedWhereItStands(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("services"));
    Files.writeString(
        folder.resolve("services/own.yaml"), "service: own\nkind: pod\nunits: [own]\n");

    assertThatThrownBy(() -> own(folder))
        .isInstanceOf(YamlException.class)
        .hasMessageEndingWith("services/own.yaml:2:7: expected container or host, found 'pod'");
  }

  @Test
  void anEntryOfOnesOwnReplacesTheBundledOne(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("services"));
    Files.writeString(
        folder.resolve("services/redis.yaml"),
        "service: redis\nkind: host\ninstead: It is rented.\nunits: [redis]\n");

    ServiceCatalogue own = own(folder);

    assertThat(own.find("redis").orElseThrow().kind()).isEqualTo(Kind.HOST);
    assertThat(own.find("nginx").orElseThrow().kind()).isEqualTo(Kind.CONTAINER);
  }

  private ServiceEntry resolved(ServiceEntry entry, String... installed) {
    return catalogue.resolve(entry, "debian-12", List.of(installed));
  }

  private static ServiceCatalogue own(Path folder) {
    return new ServiceCatalogue(new ConverterFiles(Optional.of(folder)));
  }
}
