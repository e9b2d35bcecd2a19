package dev.ramekin.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ramekin.converters.ConverterFiles;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportsTest {
  private static final SortedMap<String, String> FILES =
      Reports.of(Samples.conversion(), ConverterFiles.builtIn());

  private static String page() {
    return FILES.getOrDefault("report/index.html", "");
  }

  private static JsonNode json(String path) throws IOException {
    return new ObjectMapper().readTree(FILES.get(path));
  }

  private static List<String> texts(JsonNode array, String key) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.path(key).asText()));
    return texts;
  }

  @Test
  void thereAreThreeReports() {
    assertThat(FILES.keySet())
        .containsExactly("report/index.html", "report/ramekin.json", "report/ramekin.sarif");
  }

  @Test
  void noReportShowsASecretValueInAnyForm() {
    String urlForm = URLEncoder.encode(Samples.PASSWORD, StandardCharsets.UTF_8);
    String htmlForm = Samples.PASSWORD.replace("&", "&amp;");
    FILES.forEach(
        (path, text) ->
            assertThat(text)
                .as(path)
                .contains("***shop_db_password***")
                .doesNotContain(Samples.PASSWORD, urlForm, htmlForm));
  }

  @Test
  void theSameConversionGivesTheSameText() {
    assertThat(Reports.of(Samples.conversion(), ConverterFiles.builtIn())).isEqualTo(FILES);
  }

  @Test
  void theJsonReportHoldsEveryLeafWithPlaceAndTarget() throws IOException {
    JsonNode report = json("report/ramekin.json");

    assertThat(texts(report.path("statements"), "id"))
        .containsExactly("web1/000001", "web1/000003", "web1/000004", "web1/000005");
    JsonNode second = report.path("statements").path(1);
    assertThat(second.path("status").asText()).isEqualTo("converted");
    assertThat(second.path("target").asText()).isEqualTo("service:web");
    assertThat(second.path("group").asText()).isEqualTo("shop");
    assertThat(second.path("origin").path("line").asInt()).isEqualTo(9);
    assertThat(second.path("origin").path("via").path(0).path("what").asText())
        .isEqualTo("include_recipe shop::web");
  }

  @Test
  void theJsonReportKeepsThePropertiesOfWhatAPersonHasToLookAt() throws IOException {
    JsonNode unsupported = json("report/ramekin.json").path("statements").path(3);

    assertThat(unsupported.path("properties").path("size").asInt()).isEqualTo(3);
    assertThat(unsupported.path("properties").path("key").asText())
        .isEqualTo("***shop_db_password***");
  }

  @Test
  void theJsonReportHoldsTheAudit() throws IOException {
    JsonNode audit = json("report/ramekin.json").path("audit");

    assertThat(audit.path("statements").asInt()).isEqualTo(4);
    assertThat(audit.path("converted").asInt()).isEqualTo(2);
    assertThat(audit.path("addsUp").asBoolean()).isTrue();
    assertThat(texts(audit.path("groups"), "name")).containsExactly("nginx", "shop");
  }

  @Test
  void theJsonReportHoldsServicesAndPackages() throws IOException {
    JsonNode report = json("report/ramekin.json");
    JsonNode web = report.path("services").path(0);

    assertThat(web.path("image").asText()).isEqualTo("shop/web");
    assertThat(web.path("user").asText()).isEqualTo("www-data");
    assertThat(web.path("ports").path(0).path("published").asInt()).isEqualTo(8080);
    assertThat(web.path("ports").path(1).has("published")).isFalse();
    assertThat(web.path("secrets").path(0).asText()).isEqualTo("shop_db_password");
    assertThat(texts(report.path("stages").path(0).path("packages"), "name"))
        .containsExactly("libpcre2-8-0", "nginx");
  }

  @Test
  void findingsOfAllStagesComeOnceAndErrorsFirst() throws IOException {
    assertThat(texts(json("report/ramekin.json").path("findings"), "code"))
        .containsExactly("missing-cookbook", "not-utf-8", "old-snapshot");
  }

  @Test
  void sarifHoldsFindingsQuestionsAndUnsupportedStatements() throws IOException {
    JsonNode run = json("report/ramekin.sarif").path("runs").path(0);

    assertThat(texts(run.path("results"), "ruleId"))
        .containsExactly(
            "missing-cookbook",
            "not-utf-8",
            "old-snapshot",
            "open-question",
            "unsupported-statement");
    assertThat(texts(run.path("results"), "level"))
        .containsExactly("error", "warning", "note", "warning", "warning");
    assertThat(texts(run.path("tool").path("driver").path("rules"), "id"))
        .containsExactlyInAnyOrderElementsOf(texts(run.path("results"), "ruleId"));
  }

  @Test
  void sarifPlacesAreRelativeAndLeaveOutWhatIsNotKnown() throws IOException {
    JsonNode results = json("report/ramekin.sarif").path("runs").path(0).path("results");

    JsonNode place = results.path(0).path("locations").path(0).path("physicalLocation");
    assertThat(place.path("artifactLocation").path("uri").asText())
        .isEqualTo("cookbooks/shop/recipes/web.rb");
    assertThat(place.path("region").path("startLine").asInt()).isEqualTo(3);
    JsonNode wholeFile = results.path(2).path("locations").path(0).path("physicalLocation");
    assertThat(wholeFile.has("region")).isFalse();
    assertThat(results.path(0).path("relatedLocations")).hasSize(1);
  }

  @Test
  void namesFromTheSourceCannotBecomeMarkup() {
    assertThat(page())
        .contains("ceph_osd[/dev/&lt;sdb&gt;]", "there is no cookbook &lt;monit&gt;")
        .doesNotContain("<sdb>", "<monit>");
  }

  @Test
  void thePageAllowsItsOwnStyleAndNothingElse() throws NoSuchAlgorithmException {
    Matcher style = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL).matcher(page());
    assertThat(style.find()).isTrue();
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(style.group(1).getBytes(StandardCharsets.UTF_8));

    assertThat(page())
        .startsWith("<!DOCTYPE html>")
        .contains(
            "default-src 'none'; style-src 'sha256-"
                + Base64.getEncoder().encodeToString(hash)
                + "'")
        .doesNotContain("<script", " style=", " src=", "<link", "href=\"http", " onclick=");
  }

  @Test
  void thePageSaysEveryStatusInWordsWithTheSum() {
    assertThat(page())
        .contains("2 + 0 + 1 + 1 = 4")
        .contains("<span class=\"status unsupported\">unsupported</span>")
        .contains("href=\"#service-web\"", "id=\"service-web\"");
  }

  @Test
  void thePageShowsBothOutcomesAndTheLinesToPaste() {
    assertThat(page())
        .contains("execute[psql ***shop_db_password***]", "Nothing happens.")
        .contains("answers:\n  &#39;cookbooks/shop/recipes/web.rb:12#1&#39;: &#39;no&#39;");
  }

  @Test
  void anAuditThatDoesNotAddUpIsShownAsOne() {
    Conversion sample = Samples.conversion();
    Conversion broken =
        new Conversion(
            sample.estate(),
            Samples.deployment(Samples.placements().subList(0, 3)),
            sample.lock(),
            List.of());

    assertThat(Reports.of(broken, ConverterFiles.builtIn()).get("report/index.html"))
        .contains("The audit does not add up", "web1/000005 was not placed");
  }

  @Test
  void anEmptyConversionHasAWholePageToo() {
    Conversion empty =
        new Conversion(
            Samples.estate(List.of()), Samples.deployment(List.of()), Samples.lock(), List.of());

    assertThat(Reports.of(empty, ConverterFiles.builtIn()).get("report/index.html"))
        .contains("0 + 0 + 0 + 0 = 0")
        .endsWith("</html>\n");
  }
}
