package dev.ramekin.freeze.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import javax.net.ssl.SSLException;

/** What answers of servers, and missing answers, mean in words. */
final class Answers {
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;

  private Answers() {}

  /**
   * Returns when the answer has a body to read.
   *
   * @throws FetchException saying what the server answers instead
   */
  static void check(URI uri, HttpResponse<?> response) throws FetchException {
    int status = response.statusCode();
    if (status == OK || status == PARTIAL) {
      return;
    }
    if (status == NOT_FOUND || status == GONE) {
      throw FetchException.missing(uri + ": " + status + ", there is no such file");
    }
    if (status == UNAUTHORIZED || status == FORBIDDEN) {
      throw new FetchException(uri + ": " + status + ", the server does not give it to everybody");
    }
    String location = response.headers().firstValue("Location").orElse("");
    if (status / 100 == 3 && !location.isEmpty()) {
      throw new FetchException(
          uri
              + ": it leads to "
              + location
              + ", which is not followed (too far, or to plain http)");
    }
    throw new FetchException(uri + ": the server answers " + status);
  }

  static String describe(Throwable exception) {
    if (exception instanceof ConnectException) {
      return "cannot connect";
    }
    if (exception instanceof HttpTimeoutException) {
      return "no answer in time";
    }
    if (exception instanceof SSLException) {
      return "no trusted connection: " + exception.getMessage();
    }
    boolean broken = exception instanceof IOException && exception.getMessage() != null;
    return broken ? "the connection breaks off: " + exception.getMessage() : exception.toString();
  }
}
