package dev.hcpferry.benchmark;

import java.util.List;

/**
 * How much is measured.
 *
 * @param objects sizes of the control planes to back up; the first is also restored
 * @param sample how many objects are read one by one at most
 */
record Size(int repetitions, int megabytes, List<Integer> objects, int sample) {
    static final Size QUICK = new Size(2, 20, List.of(20), 10);

    private static final int S3_BASE_MEGABYTES = 256;

    Size {
        objects = List.copyOf(objects);
        if (repetitions < 1 || megabytes < 1 || sample < 1 || objects.isEmpty()) {
            throw new IllegalArgumentException("sizes must be positive");
        }
    }

    /** S3 keeps everything in memory, and a large object twice while it is put together. */
    int s3Megabytes() {
        return S3_BASE_MEGABYTES + 4 * megabytes;
    }
}
