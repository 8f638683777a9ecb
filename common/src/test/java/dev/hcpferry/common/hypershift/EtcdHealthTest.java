package dev.hcpferry.common.hypershift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.etcd.EtcdMember;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EtcdHealthTest {
    private static final Set<Long> ALL = Set.of(1L, 2L, 3L);

    static Stream<Arguments> table() {
        return Stream.of(
                Arguments.of("healthy", 3, List.of(member(1, 2, ALL), member(2, 2, ALL), member(3, 2, ALL)), List.of()),
                Arguments.of("healthy alone", 1, List.of(member(1, 1, Set.of(1L))), List.of()),
                Arguments.of(
                        "split brain",
                        3,
                        List.of(member(1, 1, ALL), member(2, 2, ALL), member(3, 2, ALL)),
                        List.of("the etcd members follow different leaders")),
                Arguments.of(
                        "three clusters of one member each",
                        3,
                        List.of(member(1, 1, Set.of(1L)), member(1, 1, Set.of(1L)), member(1, 1, Set.of(1L))),
                        List.of("etcd-1 knows 1 members, not 3", "several etcd members carry the same member id")),
                Arguments.of(
                        "no leader",
                        3,
                        List.of(member(1, 2, ALL), member(2, 2, ALL), member(3, 0, ALL)),
                        List.of("etcd-3 knows no leader", "the etcd members follow different leaders")),
                Arguments.of(
                        "alarm",
                        3,
                        List.of(member(1, 2, ALL), member(2, 2, ALL, "NOSPACE", "CORRUPT"), member(3, 2, ALL)),
                        List.of("etcd-2 has raised the alarm NOSPACE, CORRUPT")),
                Arguments.of(
                        "missing member",
                        3,
                        List.of(member(1, 2, ALL), member(2, 2, ALL)),
                        List.of("2 of 3 etcd members run")),
                Arguments.of("no member", 3, List.of(), List.of("0 of 3 etcd members run")),
                Arguments.of(
                        "member that does not know the others",
                        3,
                        List.of(member(1, 2, ALL), member(2, 2, ALL), member(3, 2, Set.of(2L, 3L))),
                        List.of("etcd-3 knows 2 members, not 3")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void everyProblemIsNamed(String what, int expected, List<EtcdMember> members, List<String> problems) {
        assertThat(EtcdHealth.problems(members, expected)).containsExactlyInAnyOrderElementsOf(problems);
    }

    private static EtcdMember member(long id, long leader, Set<Long> members, String... alarms) {
        return new EtcdMember("etcd-" + id, id, 77, leader, members, 1000, 4096, "3.5.21", List.of(alarms));
    }
}
