package dev.hcpferry.common.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonCodeDocumentationTest {
    private static final Path TROUBLESHOOTING = Path.of("..", "docs", "troubleshooting.md");

    @ParameterizedTest
    @EnumSource
    void everyReasonHasARemedyUnderItsOwnHeading(ReasonCode reason) throws IOException {
        Pattern heading = Pattern.compile("^#{2,} .*\\b" + reason + "\\b.*$");

        List<String> headings = Files.readAllLines(TROUBLESHOOTING).stream()
                .filter(line -> heading.matcher(line).matches())
                .toList();

        assertThat(headings).hasSize(1);
    }
}
