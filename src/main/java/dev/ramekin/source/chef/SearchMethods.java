package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import dev.ramekin.model.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code search} and {@code partial_search}, answered from what the repository holds. */
final class SearchMethods {
  /** A fourth argument, or a block, makes {@code search} give what {@code Query} gives. */
  private static final int RAW_FROM = 4;

  private static final List<String> FUZZY =
      List.of("tags", "roles", "fqdn", "addresses", "policy_name", "policy_group");

  /**
   * The arguments of a search.
   *
   * @param filter names with paths to return in place of whole objects; nil for whole objects
   */
  private record Request(String index, String query, int start, int rows, RubyValue filter) {
    private static Request of(Call call) {
      RubyHash options = call.options();
      String query =
          call.has(1) && !(call.argument(1) instanceof RubyHash)
              ? Plain.text(call.argument(1))
              : "";
      return new Request(
          Plain.text(call.argument(0)),
          get(options, "fuzz").truthy() && Plain.text(call.argument(0)).equals("node")
              ? fuzzy(query)
              : query,
          number(options, "start", 0),
          number(options, "rows", 1_000),
          get(options, "filter_result") instanceof RubyHash filter ? filter : get(options, "keys"));
    }

    private static RubyValue get(RubyHash options, String name) {
      return options
          .get(new dev.ramekin.lang.ruby.value.RubySymbol(name))
          .or(() -> options.get(new RubyString(name)))
          .orElse(RubyNil.NIL);
    }

    private static int number(RubyHash options, String name, int otherwise) {
      return get(options, name) instanceof RubyInteger number
          ? number.value().intValue()
          : otherwise;
    }

    /** A word alone is looked for in a few fields ({@code Query#fuzzify_node_query}). */
    private static String fuzzy(String query) {
      return query.contains(":")
          ? query
          : FUZZY.stream().map(it -> it + ":*" + query + "*").collect(Collectors.joining(" OR "));
    }

    private Request page(Call call) {
      return call.argument(3) instanceof RubyInteger first
          ? new Request(
              index,
              query,
              first.value().intValue(),
              call.argument(4) instanceof RubyInteger most ? most.value().intValue() : rows,
              filter)
          : this;
    }
  }

  private final ChefRun run;
  private final SearchIndexes indexes;

  SearchMethods(ChefRun run, SearchIndexes indexes) {
    this.run = run;
    this.indexes = indexes;
    Methods.of(run.classes().recipeDsl())
        .method("search", 1, Methods.ANY, call -> search(call, call.count() >= RAW_FROM))
        .method("partial_search", 1, Methods.ANY, call -> search(call, call.count() >= RAW_FROM));
    RubyClass object = run.ruby().model().object();
    for (String name : List.of("Chef::Search::Query", "Chef::PartialSearch")) {
      Methods.of(run.ruby().model().defineClass(name, object))
          .method("search", 1, Methods.ANY, call -> search(call, true));
    }
  }

  private RubyValue search(Call call, boolean raw) {
    for (RubyValue argument : call.arguments()) {
      if (argument instanceof UnknownValue unknown && unknown.assumed().isEmpty()) {
        return call.unknown("a search is made for what is not known");
      }
    }
    Request request = Request.of(call).page(call);
    Optional<List<SearchIndexes.Entry>> entries = indexes.of(request.index());
    if (entries.isEmpty()) {
      return askedOfAServer(call, raw, request);
    }
    try {
      return answer(call, raw, request, found(request, entries.get()));
    } catch (SearchQuery.Malformed malformed) {
      String problem = String.valueOf(malformed.getMessage());
      run.report(Finding.error("bad-search", call.origin(), problem));
      return call.unknown(problem);
    }
  }

  /** What the repository does not hold nobody has registered yet: nothing is found. */
  private static RubyValue askedOfAServer(Call call, boolean raw, Request request) {
    String reason =
        "search(:" + request.index() + ", '" + request.query() + "') asks a Chef server";
    if (call.block().isPresent()) {
      RubyValue none = call.unknown(reason, new RubyArray());
      call.ruby().send(none, "each", call.all().with(List.of()));
      return RubyBoolean.TRUE;
    }
    return call.unknown(
        reason,
        raw
            ? new RubyArray(List.of(new RubyArray(), RubyInteger.of(0), RubyInteger.of(0)))
            : new RubyArray());
  }

  private static List<SearchIndexes.Entry> found(
      Request request, List<SearchIndexes.Entry> entries) {
    SearchQuery query = SearchQuery.parse(request.query());
    return entries.stream().filter(entry -> query.matches(entry.document())).toList();
  }

  private RubyValue answer(
      Call call, boolean raw, Request request, List<SearchIndexes.Entry> found) {
    List<RubyValue> rows = new ArrayList<>();
    found.stream()
        .skip(request.start())
        .limit(request.rows())
        .forEach(entry -> rows.add(row(call, entry, request.filter())));
    if (call.block().isPresent()) {
      rows.forEach(call::yield);
      return RubyBoolean.TRUE;
    }
    RubyArray array = new RubyArray(rows);
    return raw
        ? new RubyArray(
            List.of(array, RubyInteger.of(request.start()), RubyInteger.of(found.size())))
        : array;
  }

  private RubyValue row(Call call, SearchIndexes.Entry entry, RubyValue filter) {
    RubyValue object = entry.object().get();
    if (!(filter instanceof RubyHash wanted)) {
      return object;
    }
    RubyHash row = new RubyHash();
    wanted.map().forEach((name, path) -> row.put(Mashes.key(name), follow(call, object, path)));
    return run.mashes().plain(row);
  }

  private static RubyValue follow(Call call, RubyValue object, RubyValue path) {
    List<RubyValue> steps = path instanceof RubyArray list ? list.list() : List.of(path);
    RubyValue value = object;
    for (RubyValue step : steps) {
      if (value instanceof RubyNil) {
        return value;
      }
      boolean name = value == object && Plain.text(step).equals("name");
      value = name ? call.send(value, "name") : call.send(value, "[]", step);
    }
    return value;
  }
}
