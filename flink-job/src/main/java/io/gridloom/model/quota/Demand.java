package io.gridloom.model.quota;

import java.io.Serializable;

/**
 * What a task has and wants of a quota, as it tells the job's lender.
 *
 * @param quota index among the job's quotas
 * @param number rises with each message of the task's attempt
 * @param version of the lease that it holds; 0: none yet
 * @param wanted calls under way and in line, at most the quota's limit
 * @param held calls that it may have under way at any moment from now on, under that lease
 */
public record Demand(int quota, long number, long version, int wanted, int held)
    implements Serializable {}
