package dev.hcpferry.common.phase;

/** A step on the way back: what takes another step back is itself never taken back. */
public interface BackwardStep<C> extends Step<C> {

    @Override
    default Inverse<C> inverse() {
        return Inverse.unneeded("it is the way back itself");
    }
}
