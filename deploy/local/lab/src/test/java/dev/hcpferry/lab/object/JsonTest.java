package dev.hcpferry.lab.object;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                               | {a: 0, b: null, c: '', d: false, e: [], f: {}}",
                "{a: [{b: 1, c: null}]}           | {a: [{b: 1, d: 0}]}",
                "{a: {b: {c: x}}}                 | {a: {b: {c: x, d: {e: false}}}}",
            })
    void whatIsEmpty_countsAsAbsent(String one, String other) {
        assertThat(equalButEmpty(one, other)).isTrue();
        assertThat(equalButEmpty(other, one)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|{a: 1}",
                "{}|{a: true}",
                "{a: x}|{a: y}",
                "{a: [0]}|{a: []}",
                "{a: [x, y]}|{a: [y, x]}",
                "{a: {b: 1}}|{a: 1}"
            })
    void whatIsNotEmpty_counts(String one, String other) {
        assertThat(equalButEmpty(one, other)).isFalse();
        assertThat(equalButEmpty(other, one)).isFalse();
    }

    private static boolean equalButEmpty(String one, String other) {
        return Json.equalButEmpty(yaml(one), yaml(other));
    }

    private static JsonNode yaml(String text) {
        try {
            return new YAMLMapper().readTree(text);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException(text, unreadable);
        }
    }
}
