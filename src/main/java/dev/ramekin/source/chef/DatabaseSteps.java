package dev.ramekin.source.chef;

import dev.ramekin.converters.operations.Values;
import dev.ramekin.model.Content;
import dev.ramekin.model.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Databases and users, as commands for when their server first starts. */
final class DatabaseSteps {
  private DatabaseSteps() {}

  /** {@code GRANT privileges ON database.table TO user}. */
  static List<Operation> mysqlGrant(Values values) {
    String privileges =
        values.texts("privileges").stream()
            .map(it -> it.toUpperCase(java.util.Locale.ROOT).replace('_', ' '))
            .collect(Collectors.joining(", "));
    String grant =
        "GRANT "
            + privileges
            + " ON "
            + backquoted(values.text("database_name"))
            + "."
            + backquoted(values.text("table"))
            + " TO '"
            + values.text("username")
            + "'@'"
            + values.text("host")
            + "'"
            + (values.flag("grant_option") ? " WITH GRANT OPTION" : "")
            + ";";
    return List.of(
        command(
            values, new Content.Inline("mysql <<'SQL'\n" + grant + "\nSQL\n"), Optional.empty()));
  }

  private static String backquoted(String name) {
    return name.equals("*") ? name : "`" + name + "`";
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
    words.add(quoted(database));
    String there =
        "psql -tAc "
            + quoted("SELECT 1 FROM pg_database WHERE datname = '" + database + "'")
            + " | grep -q 1 || ";
    return List.of(
        command(
            values, new Content.Inline(there + String.join(" ", words)), Optional.of("postgres")));
  }

  private static void option(Values values, String property, String option, List<String> words) {
    values.optionalText(property).ifPresent(it -> words.add(option + "=" + quoted(it)));
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
    words.add(quoted(role));
    String there =
        "psql -tAc "
            + quoted("SELECT 1 FROM pg_roles WHERE rolname = '" + role + "'")
            + " | grep -q 1 || ";
    List<Operation> operations = new ArrayList<>();
    Optional<String> server = Optional.of("postgres");
    operations.add(command(values, new Content.Inline(there + String.join(" ", words)), server));
    if (values.get("password").isPresent()) {
      operations.add(command(values, password(values, role), server));
    }
    return operations;
  }

  private static Content password(Values values, String role) {
    List<Content.Part> parts = new ArrayList<>();
    parts.add(new Content.Part.Text("psql <<'SQL'\nALTER ROLE \"" + role + "\" WITH PASSWORD '"));
    if (values.content("password") instanceof Content.WithSecrets secret) {
      parts.addAll(secret.parts());
    } else {
      parts.add(new Content.Part.Text(values.text("password")));
    }
    parts.add(new Content.Part.Text("';\nSQL\n"));
    return new Content.WithSecrets(parts);
  }

  private static String quoted(String text) {
    return text.matches("[A-Za-z0-9_@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
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
