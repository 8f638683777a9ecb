package dev.hcpferry.benchmark.measure;

/** One way to do the work. */
public interface Contender {

    /**
     * Does the work once and says what it took; what is only needed to begin or to clean up does not count.
     *
     * @param round counts from 0, which is the warm-up; makes names unique
     */
    Cost run(int round) throws Exception;
}
