package dev.hcpferry.simulation.service;

/** What the weather does to calls: throws in place of an answer, or ends or freezes the process that asks. */
public interface Interference {
    void before(Call call);

    void after(Call call);
}
