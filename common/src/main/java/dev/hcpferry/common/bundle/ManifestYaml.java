package dev.hcpferry.common.bundle;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import java.io.IOException;
import java.io.Serial;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Kubernetes objects as YAML that {@code kubectl apply -f} takes: every text quoted, so that no reader of YAML takes one for a
 * number or a boolean; keys in alphabetical order, so that the same object gives the same bytes.
 */
final class ManifestYaml {
    private static final int LARGEST_OBJECT = 64 * 1024 * 1024;

    private static final ObjectMapper MAPPER = YAMLMapper.builder(factory())
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build();

    private ManifestYaml() {}

    static byte[] write(KubernetesObject object) {
        try {
            return MAPPER.writeValueAsBytes(object.json());
        } catch (IOException e) {
            throw new IllegalStateException("no YAML of " + object, e);
        }
    }

    /** @throws IOException when this is not an object of a kind that the product knows; without any of its content */
    static KubernetesObject read(byte[] yaml) throws IOException {
        ObjectNode json = parse(yaml);
        String apiVersion = json.path("apiVersion").asText();
        String kind = json.path("kind").asText();
        return ResourceKind.of(apiVersion, kind)
                .map(known -> new KubernetesObject(known, json))
                .orElseThrow(() -> new IOException("unknown kind " + apiVersion + " " + kind));
    }

    @SuppressWarnings("UnusedException") // the parser's message quotes the text, which may be a secret
    private static ObjectNode parse(byte[] yaml) throws IOException {
        try {
            if (MAPPER.readTree(yaml) instanceof ObjectNode json) {
                return json;
            }
        } catch (IOException e) {
            throw new IOException("not YAML");
        }
        throw new IOException("not an object");
    }

    private static YAMLFactory factory() {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(LARGEST_OBJECT);
        return YAMLFactory.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .loaderOptions(limits)
                .stringQuotingChecker(new QuoteUnusualKeys())
                .build();
    }

    /** Also quotes keys that start like a number or hold more than letters, digits and {@code ._/-}, as in {@code "1.50"}. */
    private static final class QuoteUnusualKeys extends StringQuotingChecker {
        @Serial
        private static final long serialVersionUID = 1L;

        private static final Pattern USUAL = Pattern.compile("[A-Za-z][A-Za-z0-9._/-]*");

        @Override
        public boolean needToQuoteName(String name) {
            return !USUAL.matcher(name).matches() || isReservedKeyword(name);
        }

        @Override
        public boolean needToQuoteValue(String value) {
            return true;
        }
    }
}
