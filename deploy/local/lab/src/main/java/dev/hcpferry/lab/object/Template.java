package dev.hcpferry.lab.object;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Objects in a YAML resource, with <code>${placeholders}</code>. A Secret's stringData becomes its data. */
public final class Template {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

    private final String text;
    /** Operators render the same objects over and over. */
    private final Map<Map<String, String>, List<Thing>> rendered = new ConcurrentHashMap<>();

    private Template(String text) {
        this.text = text;
    }

    /** The resource of this name beside this class' neighbours, such as {@code fixture/guest.yaml}. */
    public static Template load(String name) {
        try (InputStream resource = Template.class.getResourceAsStream("/dev/hcpferry/lab/" + name)) {
            if (resource == null) {
                throw new IllegalArgumentException("no resource " + name);
            }
            return new Template(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** Every placeholder needs a value. */
    public List<Thing> render(Map<String, String> values) {
        return rendered.computeIfAbsent(Map.copyOf(values), this::fill);
    }

    private List<Thing> fill(Map<String, String> values) {
        String filled = PLACEHOLDER.matcher(text).replaceAll(match -> {
            String value = values.get(match.group(1));
            if (value == null) {
                throw new IllegalArgumentException("no value for " + match.group(1));
            }
            return Matcher.quoteReplacement(value);
        });
        return Arrays.stream(filled.split("(?m)^---$")).map(Template::thing).toList();
    }

    public Thing renderOne(Map<String, String> values) {
        return render(values).getFirst();
    }

    private static Thing thing(String document) {
        try {
            ObjectNode json = (ObjectNode) YAML.readTree(document);
            JsonNode texts = json.remove("stringData");
            if (texts != null) {
                ObjectNode data = json.withObject("/data");
                texts.properties()
                        .forEach(one ->
                                data.put(one.getKey(), base64(one.getValue().asText())));
            }
            return Thing.of(json);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException(document, unreadable);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
