package dev.hcpferry.common.phase;

import dev.hcpferry.common.model.PhaseName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An ordered list of steps. A stage ends before the next one begins; within a stage, branches run side by side, and the steps of
 * a branch one after the other.
 */
public record Phase<C>(PhaseName name, List<Stage<C>> stages) {

    public Phase {
        stages = List.copyOf(stages);
    }

    public static <C> Builder<C> named(PhaseName name) {
        return new Builder<>(name);
    }

    /** All steps in the order of the list. */
    public List<Step<C>> steps() {
        return stages.stream().flatMap(Stage::steps).toList();
    }

    /** What undoes the phase: the inverses of its steps in reverse order; what runs side by side is undone side by side. */
    public Phase<C> reversed() {
        return new Phase<>(
                name,
                stages.reversed().stream()
                        .map(Stage::reversed)
                        .filter(stage -> !stage.branches().isEmpty())
                        .toList());
    }

    public record Stage<C>(List<List<Step<C>>> branches) {
        public Stage {
            branches = branches.stream().map(List::copyOf).toList();
        }

        Stage<C> reversed() {
            return new Stage<>(branches.stream()
                    .map(branch -> branch.reversed().stream()
                            .flatMap(step -> step.inverse().steps().stream())
                            .toList())
                    .filter(branch -> !branch.isEmpty())
                    .toList());
        }

        Stream<Step<C>> steps() {
            return branches.stream().flatMap(List::stream);
        }
    }

    /** Writes down a phase so that it reads as a list. */
    public static final class Builder<C> {
        private final PhaseName name;
        private final List<Stage<C>> stages = new ArrayList<>();

        private Builder(PhaseName name) {
            this.name = name;
        }

        public Builder<C> then(Step<C> step) {
            stages.add(new Stage<>(List.of(List.of(step))));
            return this;
        }

        /** One after the other. */
        public Builder<C> then(List<Step<C>> steps) {
            steps.forEach(this::then);
            return this;
        }

        /** All stages of another phase. */
        public Builder<C> then(Phase<C> other) {
            stages.addAll(other.stages());
            return this;
        }

        /** Branches that run side by side; see {@link Phase#branch}. */
        @SafeVarargs
        public final Builder<C> sideBySide(List<Step<C>>... branches) {
            stages.add(new Stage<>(List.of(branches)));
            return this;
        }

        public Phase<C> build() {
            return new Phase<>(name, stages);
        }
    }

    /** Steps that run one after the other, beside other branches. */
    @SafeVarargs
    public static <C> List<Step<C>> branch(Step<C>... steps) {
        return List.of(steps);
    }
}
