package dev.hcpferry.common.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.hcpferry.common.cluster.KubernetesException.Kind;
import dev.hcpferry.common.phase.BackOff;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * JSON to one API server and back, within one time budget per call. Sends again what met a passing problem, and not before the
 * server's Retry-After (fabric8 7.6 computes that delay and then sleeps its own).
 */
final class ApiRequests {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private final Supplier<KubernetesClient> client;
    private final ApiLimits limits;

    /** @param client the one to use now; asked for each attempt */
    ApiRequests(Supplier<KubernetesClient> client, ApiLimits limits) {
        this.client = client;
        this.limits = limits;
    }

    ApiAnswer get(String path) {
        return send("GET", path, null);
    }

    ApiAnswer send(String method, String path, @Nullable JsonNode body) {
        long deadline = System.nanoTime() + limits.requestTimeout().toNanos();
        BackOff backOff = new BackOff(FIRST_PAUSE, LONGEST_PAUSE, ThreadLocalRandom.current());
        for (int attempt = 0; ; attempt++) {
            boolean last = attempt >= limits.retries();
            Duration pause = backOff.delay(attempt);
            try {
                ApiAnswer answer = sendOnce(method, path, body, deadline - System.nanoTime());
                pause = pause.compareTo(answer.retryAfter()) < 0 ? answer.retryAfter() : pause;
                if (!answer.passing() || last || !fits(pause, deadline)) {
                    return answer;
                }
            } catch (Unanswered problem) {
                if (last || !fits(pause, deadline)) {
                    throw unreachable(problem.why());
                }
            }
            sleep(pause);
        }
    }

    /** One attempt, no second one. */
    ApiAnswer getOnce(String path) {
        try {
            return sendOnce("GET", path, null, limits.requestTimeout().toNanos());
        } catch (Unanswered problem) {
            throw unreachable(problem.why());
        }
    }

    private ApiAnswer sendOnce(String method, String path, @Nullable JsonNode body, long nanos) throws Unanswered {
        CompletableFuture<HttpResponse<byte[]>> sent;
        try {
            KubernetesClient current = client.get();
            HttpRequest request = current.getHttpClient()
                    .newHttpRequestBuilder()
                    .uri(server(current) + path)
                    .header("Accept", "application/json")
                    .timeout(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)), TimeUnit.MILLISECONDS)
                    .method(method, "application/json", body == null ? null : JSON.writeValueAsString(body))
                    .build();
            sent = current.getHttpClient().sendAsync(request, byte[].class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a JSON tree can always be written", impossible);
        } catch (IllegalStateException closed) {
            throw new Unanswered(closed);
        }
        return await(sent, nanos);
    }

    private static ApiAnswer await(CompletableFuture<HttpResponse<byte[]>> sent, long nanos) throws Unanswered {
        try {
            HttpResponse<byte[]> response = sent.get(nanos, TimeUnit.NANOSECONDS);
            return new ApiAnswer(response.code(), json(response.body()), retryAfter(response));
        } catch (InterruptedException interrupted) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw unreachable(interrupted);
        } catch (TimeoutException late) {
            sent.cancel(true);
            throw new Unanswered(late);
        } catch (ExecutionException failed) {
            throw new Unanswered(failed.getCause() == null ? failed : failed.getCause());
        }
    }

    private static JsonNode json(byte @Nullable [] body) {
        try {
            JsonNode json = body == null ? null : JSON.readTree(body);
            return json == null ? MissingNode.getInstance() : json;
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }

    /** Kubernetes sends seconds, never a date. */
    private static Duration retryAfter(HttpResponse<?> response) {
        String seconds = response.header("Retry-After");
        boolean number = seconds != null && seconds.matches("\\d{1,6}");
        return number ? Duration.ofSeconds(Long.parseLong(seconds)) : Duration.ZERO;
    }

    private static String server(KubernetesClient client) {
        String url = client.getMasterUrl().toString();
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static boolean fits(Duration pause, long deadline) {
        return deadline - System.nanoTime() > pause.toNanos();
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unreachable(interrupted);
        }
    }

    private static KubernetesException unreachable(Throwable why) {
        String detail = why.getMessage();
        return new KubernetesException(
                Kind.UNREACHABLE,
                "the API server did not answer: " + why.getClass().getSimpleName()
                        + (detail == null ? "" : ": " + detail),
                why);
    }

    /** No answer came; whether the request arrived is unknown. */
    private static final class Unanswered extends Exception {
        private static final long serialVersionUID = 1L;
        private final Throwable why;

        Unanswered(Throwable why) {
            super(why);
            this.why = why;
        }

        Throwable why() {
            return why;
        }
    }
}
