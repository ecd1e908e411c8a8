// A small shop that takes payment codes, with the adapter that alipay-sim grades it through. It needs
// nothing but a JDK of 17 or newer. Keep the adapter at the end and replace the shop above it by your own
// (the official SDK does what stands under "the gateway"), or start yours from it.
//   alipay-sim grade adapter-check -- java Shop.java
//   alipay-sim grade -- java Shop.java
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

public class Shop {
  static final Map<String, String> ENV = System.getenv();
  // Timers run so much faster while the suite plays faster; 1 in production.
  static final double SCALE = Double.parseDouble(ENV.getOrDefault("TIME_SCALE", "1"));
  static final String NOTIFY_URL = ENV.get("NOTIFY_BASE_URL") + "/notify";

  static Duration seconds(double count) {
    return Duration.ofMillis(Math.round(count * 1000 * SCALE));
  }

  static void pause(double count) {
    try {
      Thread.sleep(seconds(count).toMillis());
    } catch (InterruptedException error) {
      Thread.currentThread().interrupt();
    }
  }

  // --- the gateway ------------------------------------------------------------------------------------

  static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  static PrivateKey ownKey;
  static PublicKey alipayKey;

  static byte[] der(String pem) {
    return Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]+-----", ""));
  }

  static void readKeys() throws Exception {
    KeyFactory keys = KeyFactory.getInstance("RSA");
    ownKey = keys.generatePrivate(new PKCS8EncodedKeySpec(der(ENV.get("APP_PRIVATE_KEY"))));
    alipayKey = keys.generatePublic(new X509EncodedKeySpec(der(ENV.get("ALIPAY_PUBLIC_KEY"))));
  }

  static String sign(String text) throws Exception {
    Signature signer = Signature.getInstance("SHA256withRSA");
    signer.initSign(ownKey);
    signer.update(text.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(signer.sign());
  }

  static boolean isSigned(String text, String signature) {
    try {
      Signature verifier = Signature.getInstance("SHA256withRSA");
      verifier.initVerify(alipayKey);
      verifier.update(text.getBytes(StandardCharsets.UTF_8));
      return verifier.verify(Base64.getDecoder().decode(signature));
    } catch (Exception error) {
      return false;
    }
  }

  static String textToSign(Map<String, String> params) {
    return new TreeMap<>(params).entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining("&"));
  }

  /** The fields of the reply; null when nobody can tell what became of the call. */
  static Map<String, String> alipay(String method, Map<String, String> biz) {
    try {
      Map<String, String> params = new TreeMap<>();
      params.put("app_id", ENV.get("APP_ID"));
      params.put("method", method);
      params.put("charset", "utf-8");
      params.put("format", "JSON");
      params.put("sign_type", "RSA2");
      params.put("version", "1.0");
      if (method.equals("alipay.trade.pay")) params.put("notify_url", NOTIFY_URL);
      params.put(
          "timestamp",
          ZonedDateTime.now(ZoneId.of("Asia/Shanghai"))
              .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")));
      params.put("biz_content", json(biz));
      params.put("sign", sign(textToSign(params)));
      String form =
          params.entrySet().stream()
              .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
              .collect(Collectors.joining("&"));
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(ENV.get("GATEWAY_URL")))
              .timeout(seconds(5))
              .header("content-type", "application/x-www-form-urlencoded;charset=utf-8")
              .POST(HttpRequest.BodyPublishers.ofString(form))
              .build();
      String text = HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
      // What was signed is the text of that member, as it came.
      String name = '"' + method.replace('.', '_') + "_response\"";
      int from = text.indexOf('{', text.indexOf(name) + name.length());
      String member = objectAt(text, from);
      String signature = fields(text.substring(from + member.length())).get("sign");
      if (signature == null || !isSigned(member, signature)) return null;
      Map<String, String> fields = fields(member);
      String subCode = fields.getOrDefault("sub_code", "");
      boolean isUnclear = subCode.contains("SYSTEM_ERROR") || subCode.contains("unknow-error");
      return fields.get("code").equals("20000") || isUnclear ? null : fields;
    } catch (Exception error) {
      return null;
    }
  }

  static boolean is(Map<String, String> reply, String name, String value) {
    return reply != null && value.equals(reply.get(name));
  }

  // --- as much JSON as this shop needs; yours has a library ------------------------------------------

  static final Pattern FIELD = Pattern.compile("\"(\\w+)\"\\s*:\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([\\w.-]+))");

  /** The fields that are text, numbers or words, wherever they stand. */
  static Map<String, String> fields(String json) {
    Map<String, String> found = new LinkedHashMap<>();
    Matcher matcher = FIELD.matcher(json);
    while (matcher.find()) {
      String text = matcher.group(2) == null ? matcher.group(3) : unescaped(matcher.group(2));
      found.putIfAbsent(matcher.group(1), text);
    }
    return found;
  }

  static String unescaped(String text) {
    StringBuilder plain = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      char one = text.charAt(at);
      if (one != '\\') {
        plain.append(one);
        continue;
      }
      char next = text.charAt(++at);
      if (next == 'u') {
        plain.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16));
        at += 4;
      } else {
        int place = "nrtbf".indexOf(next);
        plain.append(place < 0 ? next : "\n\r\t\b\f".charAt(place));
      }
    }
    return plain.toString();
  }

  /** From an opening brace to the one that closes it. */
  static String objectAt(String text, int from) {
    int depth = 0;
    boolean isText = false;
    for (int at = from; at < text.length(); at++) {
      char one = text.charAt(at);
      if (isText && one == '\\') at++;
      else if (one == '"') isText = !isText;
      else if (!isText && one == '{') depth++;
      else if (!isText && one == '}' && --depth == 0) return text.substring(from, at + 1);
    }
    throw new IllegalArgumentException("the object does not end");
  }

  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  static String json(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(entry -> quoted(entry.getKey()) + ":" + quoted(entry.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  // --- the shop ---------------------------------------------------------------------------------------

  static class Sale {
    final String id, number, amount, subject;
    final List<String> effects = new CopyOnWriteArrayList<>();
    volatile String status = "PENDING";

    Sale(String id, String amount, String subject) {
      this.id = id;
      this.amount = amount;
      this.subject = subject;
      this.number = UUID.randomUUID().toString().replace("-", "");
    }

    boolean isOver() {
      return !status.equals("PENDING");
    }

    void book(String type, String amount) {
      effects.add(json(Map.of("type", type, "amount", amount)));
    }

    /** However often it is told: one payment, one entry. */
    synchronized void settlePaid() {
      if (status.equals("PAID") || status.equals("REFUNDED")) return;
      status = "PAID";
      book("PAID", amount);
    }

    void pay(String authCode) {
      Map<String, String> reply =
          alipay(
              "alipay.trade.pay",
              Map.of(
                  "out_trade_no", number, "total_amount", amount, "subject", subject,
                  "scene", "bar_code", "auth_code", authCode, "store_id", "SHOP1",
                  "timeout_express", "5m"));
      if (is(reply, "code", "10000")) {
        settlePaid();
        return;
      }
      // Refused for good; a trade that is paid already is a reason to ask.
      boolean hasPaid = is(reply, "sub_code", "ACQ.TRADE_HAS_SUCCESS");
      if (reply != null && !is(reply, "code", "10003") && !hasPaid) {
        status = "UNPAID";
        return;
      }
      for (int tries = 0; tries < 10; tries++) {
        if (reply != null || tries > 0) pause(3);
        if (isOver()) return;
        ask();
      }
      if (!isOver()) cancel();
    }

    void ask() {
      Map<String, String> reply = alipay("alipay.trade.query", Map.of("out_trade_no", number));
      if (!is(reply, "code", "10000")) return;
      if (isPaid(reply.get("trade_status"))) settlePaid();
      else if (is(reply, "trade_status", "TRADE_CLOSED") && !isOver()) status = "UNPAID";
    }

    void cancel() {
      for (int tries = 0; tries < 12; tries++) {
        Map<String, String> reply = alipay("alipay.trade.cancel", Map.of("out_trade_no", number));
        if (is(reply, "code", "10000") && !is(reply, "retry_flag", "Y")) {
          cancelled(is(reply, "action", "refund"));
          return;
        }
        pause(5);
      }
      handOver("CANCEL");
    }

    synchronized void cancelled(boolean isBack) {
      boolean wasBooked = status.equals("PAID");
      status = isBack || wasBooked ? "REVERSED" : "UNPAID";
      if (wasBooked) book("REVERSED", amount);
    }

    void handOver(String op) {
      if (!isOver()) status = "ESCALATED";
      ITEMS.add(
          json(
              Map.of(
                  "attempt", number, "op", op, "reason", "unknown", "at", Instant.now().toString())));
    }
  }

  static class Refund {
    final String id, amount;
    final Sale sale;
    volatile String status = "PENDING";

    Refund(String id, String amount, Sale sale) {
      this.id = id;
      this.amount = amount;
      this.sale = sale;
    }

    void send() {
      for (int tries = 0; tries < 13; tries++) {
        // The same number and amount for every try: it is one refund.
        Map<String, String> reply =
            alipay(
                "alipay.trade.refund",
                Map.of(
                    "out_trade_no", sale.number, "refund_amount", amount, "out_request_no", id));
        if (is(reply, "code", "10000")) {
          synchronized (sale) {
            status = "REFUNDED";
            sale.status = "REFUNDED";
            sale.book("REFUNDED", amount);
          }
          return;
        }
        if (reply != null && !is(reply, "sub_code", "ACQ.SELLER_BALANCE_NOT_ENOUGH")) {
          status = "FAILED";
          return;
        }
        pause(5);
      }
      status = "ESCALATED";
      sale.handOver("REFUND");
    }
  }

  static final Map<String, Sale> SALES = new ConcurrentHashMap<>();
  static final Map<String, Refund> REFUNDS = new ConcurrentHashMap<>();
  /** What people must look at. */
  static final List<String> ITEMS = new CopyOnWriteArrayList<>();

  static boolean isPaid(String tradeStatus) {
    return "TRADE_SUCCESS".equals(tradeStatus) || "TRADE_FINISHED".equals(tradeStatus);
  }

  static Sale saleOf(String number) {
    return SALES.values().stream().filter(one -> one.number.equals(number)).findFirst().orElse(null);
  }

  static BigDecimal sum(Sale sale, boolean onlyDone) {
    return REFUNDS.values().stream()
        .filter(one -> one.sale == sale)
        .filter(one -> onlyDone ? one.status.equals("REFUNDED") : !one.status.equals("FAILED"))
        .map(one -> new BigDecimal(one.amount))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Verified and compared before it is believed; what is known already is acknowledged. */
  static String notified(String text) {
    Map<String, String> form = new TreeMap<>();
    for (String pair : text.split("&")) {
      String[] parts = pair.split("=", 2);
      form.put(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
    }
    String signature = form.getOrDefault("sign", "");
    Map<String, String> signed = new TreeMap<>(form);
    signed.keySet().removeAll(List.of("sign", "sign_type"));
    Sale sale = saleOf(form.getOrDefault("out_trade_no", ""));
    boolean isOurs =
        isSigned(textToSign(signed), signature)
            && sale != null
            && ENV.get("APP_ID").equals(form.get("app_id"))
            && ENV.get("SELLER_ID").equals(form.get("seller_id"))
            && new BigDecimal(form.getOrDefault("total_amount", "0"))
                    .compareTo(new BigDecimal(sale.amount))
                == 0;
    if (!isOurs) return "failure";
    boolean isPayment = !form.containsKey("refund_fee") && !form.containsKey("gmt_refund");
    if (isPayment && isPaid(form.get("trade_status"))) {
      if (sale.isOver()) sale.ask();
      else sale.settlePaid();
    }
    return "success";
  }

  static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  // --- the adapter (docs/adapter.md of alipay-sim): what the suite asks of the shop -------------------

  static class Answer {
    final int status;
    final String body;

    Answer(int status, String body) {
      this.status = status;
      this.body = body;
    }
  }

  static Answer refuse(int status, String reason) {
    return new Answer(status, json(Map.of("reason", reason)));
  }

  static Answer capabilities() {
    return new Answer(
        200,
        "{\"families\":[\"O\"],\"ops\":[\"PAY\",\"QUERY\",\"CANCEL\",\"REFUND\"],\"time_scale\":"
            + SCALE
            + ",\"client_timeout_ms\":5000,\"supports\":{\"effects\":true,\"restart\":false,"
            + "\"recon\":false,\"prompts\":false}}");
  }

  static void inBackground(Runnable work) {
    new Thread(work).start();
  }

  static Answer startSale(Map<String, String> body) {
    if (!is(body, "kind", "barcode")) return refuse(400, "this shop sells by payment code only");
    String id = body.get("sale_id"), amount = body.get("amount"), code = body.get("auth_code");
    if (id == null || amount == null || code == null)
      return refuse(400, "sale_id, amount and auth_code must be there");
    Sale sale = new Sale(id, amount, body.getOrDefault("subject", "sale"));
    if (SALES.putIfAbsent(id, sale) != null) return refuse(409, "this sale was started already");
    // The answer comes first; what becomes of the payment is read later.
    inBackground(() -> sale.pay(code));
    return new Answer(202, json(Map.of("attempt_id", sale.number)));
  }

  static synchronized Answer startRefund(Map<String, String> body) {
    String id = body.getOrDefault("refund_id", ""), amount = body.getOrDefault("amount", "0");
    Refund known = REFUNDS.get(id);
    if (known != null)
      return known.amount.equals(amount) ? new Answer(202, "{}") : refuse(409, "another amount");
    Sale sale = SALES.get(body.getOrDefault("sale_id", ""));
    if (sale == null || !(sale.status.equals("PAID") || sale.status.equals("REFUNDED")))
      return refuse(409, "the sale is not known to be paid");
    BigDecimal all = sum(sale, false).add(new BigDecimal(amount));
    if (all.compareTo(new BigDecimal(sale.amount)) > 0) return refuse(409, "more than what is left");
    Refund refund = new Refund(id, amount, sale);
    REFUNDS.put(id, refund);
    inBackground(refund::send);
    return new Answer(202, "{}");
  }

  static Answer view(Sale sale) {
    String attempt = json(Map.of("out_trade_no", sale.number, "status", sale.status));
    return new Answer(
        200,
        "{\"status\":" + quoted(sale.status)
            + ",\"attempts\":[" + attempt + "]"
            + ",\"refunded\":" + quoted(sum(sale, true).setScale(2).toPlainString())
            + ",\"effects\":[" + String.join(",", sale.effects) + "]}");
  }

  static Answer ofSale(Sale sale, String verb) {
    if (sale == null) return refuse(404, "no such sale");
    // One number, one payment: this shop opens another sale instead.
    if (verb.equals("pay-again")) return refuse(409, "this sale has its payment already");
    if (!verb.equals("cancel")) return view(sale);
    inBackground(sale::cancel);
    return new Answer(202, "{}");
  }

  static Answer manualQuery(Map<String, String> body) {
    Sale sale = saleOf(body.getOrDefault("out_trade_no", ""));
    if (sale == null) return refuse(404, "no such order");
    sale.ask();
    return new Answer(200, json(Map.of("status", sale.status, "source", "gateway")));
  }

  static Answer readRefund(String id) {
    Refund found = REFUNDS.get(id);
    if (found == null) return refuse(404, "no such refund");
    return new Answer(200, json(Map.of("status", found.status, "amount", found.amount)));
  }

  static Answer answer(String method, String path, Map<String, String> body) {
    List<String> parts = new ArrayList<>(List.of(path.split("/")));
    String what = parts.size() > 2 ? parts.get(2) : "";
    String id = parts.size() > 3 ? decoded(parts.get(3)) : "";
    String verb = parts.size() > 4 ? parts.get(4) : "";
    String call = method + " " + what + (id.isEmpty() ? "" : "/:id") + (verb.isEmpty() ? "" : "/" + verb);
    switch (call) {
      case "GET capabilities":
        return capabilities();
      case "POST sales":
        return startSale(body);
      case "GET sales/:id":
      case "POST sales/:id/cancel":
      case "POST sales/:id/pay-again":
        return ofSale(SALES.get(id), verb);
      case "POST refunds":
        return startRefund(body);
      case "GET refunds/:id":
        return readRefund(id);
      case "POST manual-query":
        return manualQuery(body);
      case "GET manual-items":
        return new Answer(200, "[" + String.join(",", ITEMS) + "]");
      case "POST manual-items/:id/resolve":
        boolean isKnown = ITEMS.stream().anyMatch(item -> is(fields(item), "attempt", id));
        return refuse(isKnown ? 409 : 404, "no such item to decide");
      case "GET alerts":
        return new Answer(200, "[]");
      default:
        return refuse(404, "no such path");
    }
  }

  static void serve(HttpExchange exchange) {
    try (exchange) {
      String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String path = exchange.getRequestURI().getRawPath();
      Answer reply;
      try {
        reply =
            path.equals("/notify")
                ? new Answer(200, notified(text))
                : answer(exchange.getRequestMethod(), path, fields(text));
      } catch (RuntimeException error) {
        reply = refuse(400, "the request cannot be read: " + error.getMessage());
      }
      byte[] body = reply.body.getBytes(StandardCharsets.UTF_8);
      String kind = path.equals("/notify") ? "text/plain" : "application/json";
      exchange.getResponseHeaders().set("content-type", kind);
      exchange.sendResponseHeaders(reply.status, body.length);
      exchange.getResponseBody().write(body);
    } catch (java.io.IOException error) {
      // The other side has left.
    }
  }

  public static void main(String[] args) throws Exception {
    readKeys();
    int port = Integer.parseInt(ENV.get("PORT"));
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.createContext("/", Shop::serve);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }
}
