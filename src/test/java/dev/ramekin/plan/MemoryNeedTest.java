package dev.ramekin.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.converters.services.ServiceCatalogue;
import dev.ramekin.converters.services.ServiceEntry;
import dev.ramekin.model.deployment.Service.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryNeedTest {
  private final ServiceCatalogue catalogue = ServiceCatalogue.bundled();
  private final ServiceEntry mariadb = catalogue.find("mariadb").orElseThrow();

  @Test
  void asShippedTheCatalogueDecides() {
    assertThat(MemoryNeed.of(mariadb, List.of("[mysqld]\nport = 3306\n")))
        .isEqualTo(mariadb.limits());
  }

  @Test
  void aLargeBufferRaisesTheLimitAndSaysWhy() {
    Limits limits = MemoryNeed.of(mariadb, List.of("[mysqld]\ninnodb_buffer_pool_size = 4G\n"));

    assertThat(limits.memoryMegabytes()).isEqualTo(512 + 4096 * 5 / 4);
    assertThat(limits.reason())
        .isEqualTo("service catalogue; memory for innodb_buffer_pool_size of its configuration");
  }

  @Test
  void theLastValueCountsAndASmallOneChangesNothing() {
    String text = "innodb_buffer_pool_size = 64G\ninnodb-buffer-pool-size=128M\n";

    assertThat(MemoryNeed.of(mariadb, List.of(text))).isEqualTo(mariadb.limits());
  }

  @Test
  void workersAreCountedEach() {
    ServiceEntry php = catalogue.find("php-fpm").orElseThrow();

    assertThat(MemoryNeed.of(php, List.of("pm.max_children = 50\n")).memoryMegabytes())
        .isEqualTo(4288);
  }
}
