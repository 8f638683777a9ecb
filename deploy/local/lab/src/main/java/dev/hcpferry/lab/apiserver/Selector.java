package dev.hcpferry.lab.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Label and field selectors of lists, watches and deletions of collections. */
record Selector(Predicate<ObjectNode> predicate) {

    private static final Pattern SET = Pattern.compile("(?<key>\\S+)\\s+(?<not>not)?in\\s*\\((?<values>[^)]*)\\)");
    private static final Pattern EQUAL = Pattern.compile("(?<key>[^=!]+?)\\s*(?<operator>==|=|!=)\\s*(?<value>\\S*)");

    static Selector of(String labels, String fields) {
        Predicate<ObjectNode> all = object -> true;
        for (String requirement : requirements(labels)) {
            all = all.and(label(requirement));
        }
        for (String requirement : requirements(fields)) {
            all = all.and(field(requirement));
        }
        return new Selector(all);
    }

    /** A {@code LabelSelector}; one that says nothing matches everything. */
    static Selector of(JsonNode selector) {
        Stream<String> labels = selector.path("matchLabels").properties().stream()
                .map(label -> label.getKey() + "=" + label.getValue().asText());
        Stream<String> expressions =
                selector.path("matchExpressions").valueStream().map(Selector::requirement);
        return of(Stream.concat(labels, expressions).collect(Collectors.joining(",")), "");
    }

    boolean matches(ObjectNode object) {
        return predicate.test(object);
    }

    private static String requirement(JsonNode expression) {
        String key = expression.path("key").asText();
        String values =
                expression.path("values").valueStream().map(JsonNode::asText).collect(Collectors.joining(","));
        return switch (expression.path("operator").asText()) {
            case "In" -> key + " in (" + values + ")";
            case "NotIn" -> key + " notin (" + values + ")";
            case "Exists" -> key;
            case "DoesNotExist" -> "!" + key;
            default -> throw ApiProblem.badRequest("unable to parse label selector: " + expression);
        };
    }

    /** Split at commas outside parentheses. */
    private static List<String> requirements(String selector) {
        return Arrays.stream(selector.split(",(?![^(]*\\))"))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    private static Predicate<ObjectNode> label(String requirement) {
        Matcher set = SET.matcher(requirement);
        if (set.matches()) {
            Set<String> values = Arrays.stream(set.group("values").split(","))
                    .map(String::strip)
                    .collect(Collectors.toSet());
            Predicate<ObjectNode> in =
                    object -> values.contains(label(object, set.group("key")).asText(" "));
            return set.group("not") == null ? in : in.negate();
        }
        Matcher equal = EQUAL.matcher(requirement);
        if (equal.matches()) {
            Predicate<ObjectNode> same =
                    object -> label(object, equal.group("key")).asText(" ").equals(equal.group("value"));
            return equal.group("operator").equals("!=") ? same.negate() : same;
        }
        return requirement.startsWith("!")
                ? object -> label(object, requirement.substring(1)).isMissingNode()
                : object -> !label(object, requirement).isMissingNode();
    }

    private static Predicate<ObjectNode> field(String requirement) {
        Matcher equal = EQUAL.matcher(requirement);
        if (!equal.matches()) {
            throw ApiProblem.badRequest("unable to parse field selector: " + requirement);
        }
        String pointer = "/" + equal.group("key").replace('.', '/');
        Predicate<ObjectNode> same = object -> object.at(pointer).asText("").equals(equal.group("value"));
        return equal.group("operator").equals("!=") ? same.negate() : same;
    }

    private static JsonNode label(ObjectNode object, String key) {
        return object.path("metadata").path("labels").path(key);
    }
}
