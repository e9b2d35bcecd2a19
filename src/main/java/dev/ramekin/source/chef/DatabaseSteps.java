package dev.ramekin.source.chef;

import dev.ramekin.converters.operations.Quoting;
import dev.ramekin.converters.operations.Values;
import dev.ramekin.model.Content;
import dev.ramekin.model.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Databases and users, as commands for when their server first starts. */
final class DatabaseSteps {
  private static final Optional<String> POSTGRES = Optional.of("postgres");

  private DatabaseSteps() {}

  /** {@code CREATE USER}, with the password where there is one. */
  static List<Operation> mysqlUser(Values values) {
    String create = "CREATE USER IF NOT EXISTS " + mysqlAccount(values);
    Content script =
        values.get("password").isEmpty()
            ? here("mysql", create + ";")
            : mysqlPassword(values, create + " IDENTIFIED BY ");
    return List.of(command(values, script, Optional.empty()));
  }

  private static Content mysqlPassword(Values values, String create) {
    return values.content("password") instanceof Content.WithSecrets secret
        ? withSecret("sed 's/[\\]/&&/g; '\"s/'/''/g\"", secret, "mysql", create)
        : here("mysql", create + Quoting.mysqlText(values.text("password")) + ";");
  }

  private static String mysqlAccount(Values values) {
    return Quoting.mysqlText(values.text("username"))
        + "@"
        + Quoting.mysqlText(values.text("host"));
  }

  /** {@code GRANT privileges ON database.table TO user}. */
  static List<Operation> mysqlGrant(Values values) {
    String privileges =
        values.texts("privileges").stream()
            .map(it -> it.toUpperCase(Locale.ROOT).replace('_', ' '))
            .collect(Collectors.joining(", "));
    String grant =
        "GRANT "
            + privileges
            + " ON "
            + mysqlPart(values.text("database_name"))
            + "."
            + mysqlPart(values.text("table"))
            + " TO "
            + mysqlAccount(values)
            + (values.flag("grant_option") ? " WITH GRANT OPTION" : "")
            + ";";
    return List.of(command(values, here("mysql", grant), Optional.empty()));
  }

  private static String mysqlPart(String name) {
    return name.equals("*") ? name : Quoting.mysqlName(name);
  }

  /** {@code createdb}, unless the database is there. */
  static List<Operation> postgresqlDatabase(Values values) {
    List<String> words = new ArrayList<>(List.of("createdb"));
    option(values, "owner", "--owner", words);
    option(values, "template", "--template", words);
    option(values, "encoding", "--encoding", words);
    option(values, "locale", "--locale", words);
    option(values, "lc_collate", "--lc-collate", words);
    option(values, "lc_ctype", "--lc-ctype", words);
    String database = values.text("database");
    words.add(Quoting.shellWord(database));
    String script = unless("pg_database WHERE datname", database) + String.join(" ", words);
    return List.of(command(values, new Content.Inline(script), POSTGRES));
  }

  private static String unless(String where, String name) {
    return "psql -tAc "
        + Quoting.shellWord("SELECT 1 FROM " + where + " = " + Quoting.sqlText(name))
        + " | grep -q 1 || ";
  }

  private static void option(Values values, String property, String option, List<String> words) {
    values.optionalText(property).ifPresent(it -> words.add(option + "=" + Quoting.shellWord(it)));
  }

  /** {@code createuser}, unless the role is there, and its password. */
  static List<Operation> postgresqlRole(Values values) {
    String role = values.text("create_user");
    List<String> words = new ArrayList<>(List.of("createuser"));
    for (String property : List.of("superuser", "createdb", "createrole", "replication")) {
      if (values.flag(property)) {
        words.add("--" + property);
      }
    }
    if (values.get("login").isPresent() && !values.flag("login")) {
      words.add("--no-login");
    }
    words.add(Quoting.shellWord(role));
    String script = unless("pg_roles WHERE rolname", role) + String.join(" ", words);
    List<Operation> operations = new ArrayList<>();
    operations.add(command(values, new Content.Inline(script), POSTGRES));
    if (values.get("password").isPresent()) {
      operations.add(command(values, postgresqlPassword(values, role), POSTGRES));
    }
    return operations;
  }

  private static Content postgresqlPassword(Values values, String role) {
    String alter = "ALTER ROLE " + Quoting.sqlName(role) + " WITH PASSWORD ";
    return values.content("password") instanceof Content.WithSecrets secret
        ? withSecret("sed \"s/'/''/g\"", secret, "psql", alter)
        : here("psql", alter + Quoting.sqlText(values.text("password")) + ";");
  }

  private static Content here(String client, String statement) {
    return new Content.Inline(client + " <<'SQL'\n" + statement + "\nSQL\n");
  }

  /**
   * A statement that ends with a secret, whose own quotes are doubled when the container starts.
   *
   * @param quoting the command that doubles them
   */
  private static Content withSecret(
      String quoting, Content.WithSecrets secret, String client, String statement) {
    List<Content.Part> parts = new ArrayList<>();
    parts.add(new Content.Part.Text("password=$(" + quoting + " <<'PASSWORD'\n"));
    parts.addAll(secret.parts());
    String call = client + " <<SQL\n" + Quoting.hereDocument(statement) + "'$password';\nSQL\n";
    parts.add(new Content.Part.Text("\nPASSWORD\n)\n" + call));
    return new Content.WithSecrets(parts);
  }

  private static Operation command(Values values, Content script, Optional<String> user) {
    return new Operation.RunCommand(
        values.provenance(),
        "sh",
        script,
        Optional.empty(),
        user,
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty());
  }
}
