package dev.hcpferry.common.cluster;

import java.time.Duration;

/**
 * How patient to be with an API server.
 *
 * @param connectTimeout for the connection alone
 * @param requestTimeout for a call as a whole, with everything that is tried again
 * @param retries how often a request is sent again after 429, 5xx or a broken connection
 * @param pageSize how many objects a page of a LIST holds
 */
public record ApiLimits(Duration connectTimeout, Duration requestTimeout, int retries, int pageSize) {}
