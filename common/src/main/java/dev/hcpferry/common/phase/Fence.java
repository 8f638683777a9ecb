package dev.hcpferry.common.phase;

/** Says whether this runner may still act. Safe for threads. */
@FunctionalInterface
public interface Fence {
    /** Nothing to hold yet. */
    Fence OPEN = () -> true;

    boolean held();
}
