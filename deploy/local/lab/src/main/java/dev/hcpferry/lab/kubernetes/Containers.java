package dev.hcpferry.lab.kubernetes;

import dev.hcpferry.lab.object.Thing;

/** What runs inside pods. */
public interface Containers {

    /** Pods are Ready as soon as they are there, and nothing runs in them. */
    Containers EMPTY = new Containers() {
        @Override
        public Thing prepare(Thing pod) {
            return pod;
        }

        @Override
        public boolean ready(Thing pod) {
            return true;
        }

        @Override
        public boolean mayEnd(Thing pod) {
            return true;
        }
    };

    /** A pod that is about to be created, with what is known of its process. */
    Thing prepare(Thing pod);

    /** Starts the pod's process where needed, and says whether it answers. */
    boolean ready(Thing pod);

    /** Asked of a terminating pod whose grace period is over: stops its process and says whether it is gone. */
    boolean mayEnd(Thing pod);
}
