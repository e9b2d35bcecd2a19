package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Addresses and paths as objects: URI and Pathname. Both keep their text in a variable. */
final class PlaceLibraries {
  private static final String TEXT = "text*";
  private static final Map<String, Integer> PORTS =
      Map.of("http", 80, "https", 443, "ftp", 21, "ldap", 389, "ldaps", 636);

  private PlaceLibraries() {}

  static void define(Interpreter ruby) {
    addresses(ruby);
    paths(ruby);
  }

  private static String text(Call call) {
    return call.self(RubyObject.class).variable(TEXT).map(RubyValue::toString).orElse("");
  }

  private static RubyObject object(Call call, String type, String text) {
    RubyObject made = new RubyObject(call.ruby().model().type(type));
    made.set(TEXT, new RubyString(text));
    return made;
  }

  private static void addresses(Interpreter ruby) {
    ruby.model().defineModule("URI");
    ruby.model().defineClass("URI::Error", ruby.model().type("StandardError"));
    ruby.model().defineClass("URI::InvalidURIError", ruby.model().type("URI::Error"));
    RubyClass generic = ruby.model().defineClass("URI::Generic", ruby.model().object());
    RubyClass http = ruby.model().defineClass("URI::HTTP", generic);
    ruby.model().defineClass("URI::HTTPS", http);
    Methods.of(ruby.model().singleton(ruby.model().module("URI")))
        .pure("parse", 1, call -> address(call, call.text(0)))
        .pure("join", 1, Methods.ANY, PlaceLibraries::joined)
        .method("open", 1, Methods.ANY, call -> call.unknown("an address is not asked"))
        .pure(
            "escape",
            1,
            call ->
                new RubyString(
                    TextLibraries.percent(call.text(0)).replace("%2F", "/").replace("%3A", ":")))
        .alias("escape", "encode")
        .pure(
            "encode_www_form_component",
            1,
            call -> new RubyString(TextLibraries.percent(call.text(0)).replace("%20", "+")))
        .method("register_scheme", 2, call -> call.argument(1))
        .method(
            "regexp",
            0,
            Methods.ANY,
            call -> Matching.compile(call, "[a-zA-Z][a-zA-Z0-9+.-]*:\\S+", ""));
    Methods.functionsOf(ruby.model().module("Kernel"))
        .pure("URI", 1, call -> address(call, call.ruby().settle(call.argument(0)).text()));
    Methods.of(generic)
        .pure("to_s", 0, call -> new RubyString(text(call)))
        .method("open", 0, Methods.ANY, call -> call.unknown("an address is not asked"))
        .alias("open", "read")
        .pure("scheme", 0, call -> part(uri(call).getScheme()))
        .pure("host", 0, call -> part(uri(call).getHost()))
        .alias("host", "hostname")
        .pure("port", 0, PlaceLibraries::port)
        .pure("path", 0, call -> part(uri(call).getRawPath()))
        .pure("query", 0, call -> part(uri(call).getRawQuery()))
        .pure("request_uri", 0, PlaceLibraries::request)
        .pure("fragment", 0, call -> part(uri(call).getRawFragment()))
        .pure("userinfo", 0, call -> part(uri(call).getRawUserInfo()))
        .pure("user", 0, call -> credential(call, 0))
        .pure("password", 0, call -> credential(call, 1))
        .pure(
            "==",
            1,
            call ->
                RubyBoolean.of(
                    call.argument(0) instanceof RubyObject other
                        && other.variable(TEXT).equals(call.self(RubyObject.class).variable(TEXT))))
        .pure("inspect", 0, call -> new RubyString("#<URI " + text(call) + ">"));
    for (String part : AddressParts.NAMES) {
      Methods.of(generic).pure(part + "=", 1, call -> change(call, part));
    }
  }

  /** What a request asks a server for: path and query. */
  private static RubyValue request(Call call) {
    String path = uri(call).getRawPath();
    String query = uri(call).getRawQuery();
    return new RubyString((path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query));
  }

  private static RubyValue change(Call call, String part) {
    RubyValue value = call.argument(0);
    Optional<String> wanted =
        value instanceof RubyNil
            ? Optional.empty()
            : Optional.of(call.ruby().settle(call.send(value, "to_s")).text());
    String text = AddressParts.of(uri(call)).with(part, wanted).text();
    call.modify(call.self(RubyObject.class)).set(TEXT, new RubyString(text));
    return value;
  }

  private static RubyValue address(Call call, String text) {
    URI uri = parsed(call, text);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme();
    String type =
        switch (scheme) {
          case "http" -> "URI::HTTP";
          case "https" -> "URI::HTTPS";
          default -> "URI::Generic";
        };
    return object(call, type, text);
  }

  private static URI uri(Call call) {
    return parsed(call, text(call));
  }

  private static URI parsed(Call call, String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException exception) {
      throw call.error("URI::InvalidURIError", "bad URI(is not URI?): " + Quoting.inspect(text));
    }
  }

  private static RubyValue part(@Nullable String part) {
    return part == null ? RubyNil.NIL : new RubyString(part);
  }

  private static RubyValue port(Call call) {
    int port = uri(call).getPort();
    if (port >= 0) {
      return RubyInteger.of(port);
    }
    String scheme = uri(call).getScheme();
    Integer usual = scheme == null ? null : PORTS.get(scheme);
    return usual == null ? RubyNil.NIL : RubyInteger.of(usual);
  }

  private static RubyValue credential(Call call, int index) {
    String info = uri(call).getRawUserInfo();
    String[] parts = info == null ? new String[0] : info.split(":", 2);
    return index < parts.length ? new RubyString(parts[index]) : RubyNil.NIL;
  }

  private static RubyValue joined(Call call) {
    URI uri = parsed(call, call.ruby().settle(call.argument(0)).text());
    for (int index = 1; index < call.count(); index++) {
      uri = uri.resolve(call.ruby().settle(call.argument(index)).text());
    }
    return address(call, uri.toString());
  }

  private static void paths(Interpreter ruby) {
    RubyClass type = ruby.model().defineClass("Pathname", ruby.model().object());
    Methods methods =
        Methods.of(type)
            .method("initialize", 1, PlaceLibraries::keep)
            .pure("to_s", 0, call -> new RubyString(text(call)))
            .alias("to_s", "to_path", "to_str")
            .method("join", 0, Methods.ANY, PlaceLibraries::below)
            .alias("join", "+", "/")
            .pure("parent", 0, call -> path(call, FileMethods.dirname(text(call))))
            .alias("parent", "dirname")
            .pure("absolute?", 0, call -> RubyBoolean.of(text(call).startsWith("/")))
            .pure("relative?", 0, call -> RubyBoolean.of(!text(call).startsWith("/")))
            .pure(
                "==",
                1,
                call ->
                    RubyBoolean.of(
                        call.argument(0) instanceof RubyObject other
                            && other
                                .variable(TEXT)
                                .equals(call.self(RubyObject.class).variable(TEXT))))
            .pure("inspect", 0, call -> new RubyString("#<Pathname:" + text(call) + ">"));
    for (String name : List.of("basename", "cleanpath", "expand_path")) {
      String asked = name.equals("cleanpath") ? "expand_path" : name;
      methods.method(name, 0, 1, call -> ofFile(call, asked, true));
    }
    for (String name :
        List.of(
            "extname",
            "exist?",
            "file?",
            "directory?",
            "symlink?",
            "read",
            "readlines",
            "executable?",
            "mountpoint?",
            "size")) {
      methods.method(name, 0, call -> ofFile(call, name, false));
    }
    Methods.functionsOf(ruby.model().module("Kernel"))
        .pure("Pathname", 1, call -> path(call, call.ruby().settle(call.argument(0)).text()));
  }

  private static RubyValue keep(Call call) {
    call.self(RubyObject.class).set(TEXT, new RubyString(FileMethods.path(call)));
    return RubyNil.NIL;
  }

  private static RubyObject path(Call call, String text) {
    return object(call, "Pathname", text);
  }

  private static RubyValue below(Call call) {
    String path = text(call);
    for (RubyValue part : call.arguments()) {
      String more = call.ruby().settle(part).text();
      path = more.startsWith("/") ? more : path.replaceFirst("/$", "") + "/" + more;
    }
    return path(call, path);
  }

  private static RubyValue ofFile(Call call, String method, boolean wrapped) {
    RubyValue file = call.ruby().model().type("File");
    RubyValue result = call.send(file, method, new RubyString(text(call)));
    return wrapped && result instanceof RubyString text ? path(call, text.text()) : result;
  }
}
