package io.gridloom.model.quota;

import java.io.Serializable;

/**
 * What a task may use of a quota, as the job's lender tells it.
 *
 * @param quota index among the job's quotas
 * @param version rises with each lease of the quota to the task's attempt
 * @param calls that may be under way
 */
public record Lease(int quota, long version, int calls) implements Serializable {}
