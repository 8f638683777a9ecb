package dev.hcpferry.simulation.world;

/** Looks at the world whenever something has changed, and does what it is there for. */
interface Controller {
    void reconcile();
}
