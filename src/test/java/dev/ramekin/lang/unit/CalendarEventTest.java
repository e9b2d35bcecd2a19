package dev.ramekin.lang.unit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarEventTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "daily | 0 0 * * *",
        "weekly | 0 0 * * 1",
        "*-*-* 02:30:00 | 30 2 * * *",
        "02:30 | 30 2 * * *",
        "*:0/15 | */15 * * * *",
        "*-*-01 03:00 | 0 3 1 * *",
        "*-01,07-01 00:00:00 | 0 0 1 1,7 *",
        "Mon..Fri 08:05 | 5 8 * * 1-5",
        "Mon,Wed,Sun *-*-* 4:00 | 0 4 * * 1,3,0",
        "Sat..Sun 10:00 | 0 10 * * 6-7",
        "*-*-* 8..18:00/30:00 | */30 8-18 * * *",
        "*-*-* 05/6:10 | 10 5-23/6 * * *",
        "*-*-1 | 0 0 1 * *",
      })
  void timesThatCronHasToo(String event, String cron) {
    assertThat(CalendarEvent.cron(event)).contains(cron);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2027-01-01 00:00",
        "*-*-* 00:00:30",
        "Mon *-*-1..7 03:00",
        "someday",
        "",
        "*-*~01"
      })
  void timesThatCronHasNot(String event) {
    assertThat(CalendarEvent.cron(event)).isEmpty();
  }

  @Test
  void repetitions() {
    assertThat(CalendarEvent.every("15min")).contains("*/15 * * * *");
    assertThat(CalendarEvent.every("3600")).contains("0 * * * *");
    assertThat(CalendarEvent.every("6h")).contains("0 */6 * * *");
    assertThat(CalendarEvent.every("1d")).contains("0 0 * * *");
    assertThat(CalendarEvent.every("7min")).isEmpty();
    assertThat(CalendarEvent.every("30s")).isEmpty();
  }
}
