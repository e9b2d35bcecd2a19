package dev.ramekin.converters.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The functions of the converter language. */
enum Formula {
  /** {@code basename: $path}: the last step of a path or address. */
  BASENAME(1) {
    @Override
    Object apply(List<Object> values) {
      String path = String.valueOf(values.get(0)).replaceFirst("[?#].*$", "");
      return path.substring(path.lastIndexOf('/') + 1);
    }
  },
  /** {@code dirname: $path}: the path without its last step. */
  DIRNAME(1) {
    @Override
    Object apply(List<Object> values) {
      String path = String.valueOf(values.get(0));
      int slash = path.lastIndexOf('/');
      return slash <= 0 ? "/" : path.substring(0, slash);
    }
  },
  /** {@code join: [$list, ' ']}: a list as one text. */
  JOIN(2) {
    @Override
    Object apply(List<Object> values) {
      TextOrContent joined = new TextOrContent();
      String between = "";
      for (Object item : items(values.get(0))) {
        joined.add(between);
        joined.add(item);
        between = String.valueOf(values.get(1));
      }
      return joined.value();
    }

    @Override
    boolean keepsSecrets() {
      return true;
    }
  },
  /** {@code concat: [$list, $list]}: one list out of lists and values. */
  CONCAT(-1) {
    @Override
    Object apply(List<Object> values) {
      List<Object> all = new ArrayList<>();
      values.forEach(value -> all.addAll(items(value)));
      return all;
    }

    @Override
    boolean keepsSecrets() {
      return true;
    }
  },
  /** {@code split: [$text, ',']}: a text as a list of stripped texts; a list stays as it is. */
  SPLIT(2) {
    @Override
    Object apply(List<Object> values) {
      if (values.get(0) instanceof Collection<?>) {
        return values.get(0);
      }
      String[] parts =
          String.valueOf(values.get(0)).split(Pattern.quote(String.valueOf(values.get(1))));
      return List.of(parts).stream().map(String::strip).filter(it -> !it.isEmpty()).toList();
    }
  },
  /** {@code quote: $text}: a regular expression that matches exactly the text. */
  QUOTE(1) {
    @Override
    Object apply(List<Object> values) {
      return String.valueOf(values.get(0)).replaceAll("([\\\\.\\[\\]{}()*+?^$|])", "\\\\$1");
    }
  },
  /** {@code lines: [...]}: texts, each with a line end. */
  LINES(-1) {
    @Override
    Object apply(List<Object> values) {
      StringBuilder text = new StringBuilder();
      values.forEach(value -> items(value).forEach(item -> text.append(item).append('\n')));
      return text.toString();
    }
  },
  /** {@code replace: [$text, '[.~]', '__']}: every match replaced, in each text of a list. */
  REPLACE(3) {
    @Override
    Object apply(List<Object> values) {
      String pattern = String.valueOf(values.get(1));
      String replacement = String.valueOf(values.get(2));
      return values.get(0) instanceof Collection<?> list
          ? list.stream().map(it -> String.valueOf(it).replaceAll(pattern, replacement)).toList()
          : String.valueOf(values.get(0)).replaceAll(pattern, replacement);
    }
  },
  /** {@code number: $text}: the number a text begins with, else 0. */
  NUMBER(1) {
    @Override
    Object apply(List<Object> values) {
      String digits = String.valueOf(values.get(0)).replaceFirst("^\\s*(-?\\d{1,18}|).*$", "$1");
      return digits.isEmpty() ? 0L : Long.parseLong(digits);
    }
  },
  /** {@code lower: $text}: a text in small letters. */
  LOWER(1) {
    @Override
    Object apply(List<Object> values) {
      return String.valueOf(values.get(0)).toLowerCase(Locale.ROOT);
    }
  },
  /** {@code upper: $text}: a text in capital letters. */
  UPPER(1) {
    @Override
    Object apply(List<Object> values) {
      return String.valueOf(values.get(0)).toUpperCase(Locale.ROOT);
    }
  },
  /** {@code shell_word: $text}: a text as one word of a shell, a list as several. */
  SHELL_WORD(1) {
    @Override
    Object apply(List<Object> values) {
      return items(values.get(0)).stream()
          .map(it -> Quoting.shellWord(String.valueOf(it)))
          .collect(Collectors.joining(" "));
    }
  },
  /** {@code json: $value}: a value as JSON. */
  JSON(1) {
    @Override
    Object apply(List<Object> values) {
      try {
        return MAPPER.writeValueAsString(values.get(0));
      } catch (JsonProcessingException exception) {
        throw Values.unsupported("a value cannot be written as JSON");
      }
    }
  },
  /** {@code sql_text: $text}: a text as a string of SQL. */
  SQL_TEXT(1) {
    @Override
    Object apply(List<Object> values) {
      return Quoting.sqlText(String.valueOf(values.get(0)));
    }
  },
  /** {@code sql_name: $text}: a text as a name of SQL. */
  SQL_NAME(1) {
    @Override
    Object apply(List<Object> values) {
      return Quoting.sqlName(String.valueOf(values.get(0)));
    }
  },
  /** {@code mysql_text: $text}: a text as a string of MySQL. */
  MYSQL_TEXT(1) {
    @Override
    Object apply(List<Object> values) {
      return Quoting.mysqlText(String.valueOf(values.get(0)));
    }
  },
  /** {@code mysql_name: $text}: a text as a name of MySQL. */
  MYSQL_NAME(1) {
    @Override
    Object apply(List<Object> values) {
      return Quoting.mysqlName(String.valueOf(values.get(0)));
    }
  },
  /** {@code unique: $list}: a list with each item once. */
  UNIQUE(1) {
    @Override
    Object apply(List<Object> values) {
      return items(values.get(0)).stream().distinct().toList();
    }
  },
  /** {@code choose: [$word, {a: b}]}: the value under a key; the word itself when there is none. */
  CHOOSE(2) {
    @Override
    Object apply(List<Object> values) {
      Object found =
          values.get(1) instanceof Map<?, ?> map ? map.get(String.valueOf(values.get(0))) : null;
      return found == null ? values.get(0) : found;
    }
  },
  /** {@code all: [...]}: whether none of the values is missing or false. */
  ALL(-1) {
    @Override
    Object apply(List<Object> values) {
      return values.stream().allMatch(Values::isTruthy);
    }

    @Override
    boolean keepsSecrets() {
      return true;
    }
  },
  /** {@code equals: [$text, run]}: whether two values are the same text. */
  EQUALS(2) {
    @Override
    Object apply(List<Object> values) {
      return String.valueOf(values.get(0)).equals(String.valueOf(values.get(1)));
    }
  };

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final int arity;

  Formula(int arity) {
    this.arity = arity;
  }

  abstract Object apply(List<Object> values);

  /** Returns whether a secret among the values stays a reference to it. */
  boolean keepsSecrets() {
    return false;
  }

  boolean takes(int arguments) {
    return arity < 0 || arity == arguments;
  }

  static Optional<Formula> named(String name) {
    for (Formula function : values()) {
      if (function.name().toLowerCase(Locale.ROOT).equals(name)) {
        return Optional.of(function);
      }
    }
    return Optional.empty();
  }

  private static List<Object> items(Object value) {
    return value instanceof Collection<?> list ? new ArrayList<>(list) : List.of(value);
  }
}
