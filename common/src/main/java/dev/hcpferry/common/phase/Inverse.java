package dev.hcpferry.common.phase;

import java.util.List;

/**
 * What takes a step back. A step either has steps that do so, or says in a sentence why it needs none.
 *
 * @param <C> what the steps of a phase work on
 */
public sealed interface Inverse<C> {

    static <C> Inverse<C> unneeded(String why) {
        return new Unneeded<>(why);
    }

    /** Steps that take it back, in this order. Each is done when there is nothing to take back. */
    @SafeVarargs
    static <C> Inverse<C> by(Step<C>... steps) {
        return new By<>(List.of(steps));
    }

    static <C> Inverse<C> by(List<Step<C>> steps) {
        return new By<>(steps);
    }

    /** In the order in which they run. */
    List<Step<C>> steps();

    /** Nothing has to be taken back. */
    record Unneeded<C>(String why) implements Inverse<C> {
        @Override
        public List<Step<C>> steps() {
            return List.of();
        }
    }

    /** These steps take it back. */
    record By<C>(List<Step<C>> steps) implements Inverse<C> {
        public By {
            steps = List.copyOf(steps);
        }
    }
}
