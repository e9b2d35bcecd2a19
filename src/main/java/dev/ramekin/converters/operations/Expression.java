package dev.ramekin.converters.operations;

import dev.ramekin.model.Content;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value of the converter language. Evaluating gives empty for a missing value. */
sealed interface Expression {
  /** Evaluates over properties. */
  Optional<Object> evaluate(Map<String, Object> scope);

  /** A value as it stands. */
  record Literal(Object value) implements Expression {
    @Override
    public Optional<Object> evaluate(Map<String, Object> scope) {
      return Optional.of(value);
    }
  }

  /** {@code $name}: a property with its type. */
  record Reference(String name) implements Expression {
    @Override
    public Optional<Object> evaluate(Map<String, Object> scope) {
      return Optional.ofNullable(scope.get(name));
    }
  }

  /**
   * {@code text ${name} text}: missing when a part is missing, unknown when one is unknown; with a
   * secret in a part, file content that refers to it.
   */
  record Text(List<Expression> parts) implements Expression {
    @Override
    public Optional<Object> evaluate(Map<String, Object> scope) {
      TextOrContent text = new TextOrContent();
      for (Expression part : parts) {
        Optional<Object> value = part.evaluate(scope);
        if (value.isEmpty() || value.get() instanceof UnknownValue) {
          return value;
        }
        text.add(value.get());
      }
      return Optional.of(text.value());
    }
  }

  /** A list; missing items are left out. */
  record Items(List<Expression> items) implements Expression {
    @Override
    public Optional<Object> evaluate(Map<String, Object> scope) {
      List<Object> values = new ArrayList<>();
      items.forEach(item -> item.evaluate(scope).ifPresent(values::add));
      return Optional.of(values);
    }
  }

  /** A mapping; missing values are left out. */
  record Mapping(Map<String, Expression> entries) implements Expression {
    @Override
    public Optional<Object> evaluate(Map<String, Object> scope) {
      Map<String, Object> values = new LinkedHashMap<>();
      entries.forEach((key, value) -> value.evaluate(scope).ifPresent(it -> values.put(key, it)));
      return Optional.of(values);
    }
  }

  /** {@code {first: [...]}}: the first value that is there. */
  record First(List<Expression> candidates) implements Expression {
    @Override
    public Optional<Object> evaluate(Map<String, Object> scope) {
      return candidates.stream().flatMap(it -> it.evaluate(scope).stream()).findFirst();
    }
  }

  /** {@code {call: [...]}}: a function over values that must be there. */
  record Call(Formula function, List<Expression> arguments) implements Expression {
    @Override
    public Optional<Object> evaluate(Map<String, Object> scope) {
      List<Object> values = new ArrayList<>();
      for (Expression argument : arguments) {
        Optional<Object> value = argument.evaluate(scope);
        if (value.isEmpty() || value.get() instanceof UnknownValue) {
          return value;
        }
        values.add(value.get());
      }
      if (!function.keepsSecrets() && values.stream().anyMatch(Call::holdsSecret)) {
        throw ConversionException.unsupported("a secret stands where its characters matter");
      }
      return Optional.of(function.apply(values));
    }

    private static boolean holdsSecret(Object value) {
      return value instanceof Content.WithSecrets
          || value instanceof Collection<?> list && list.stream().anyMatch(Call::holdsSecret)
          || value instanceof Map<?, ?> map && map.values().stream().anyMatch(Call::holdsSecret);
    }
  }
}
