package io.gridloom.flinkinternal;

/**
 * What a cluster has.
 *
 * @param slots of all its TaskManagers
 * @param freeSlots of them
 * @param heapBytes that all its tasks share
 * @param growing whether it starts TaskManagers when a job needs them
 * @param maxRequestBytes largest request that it takes
 */
public record ClusterSize(
    int slots, int freeSlots, long heapBytes, boolean growing, long maxRequestBytes) {}
