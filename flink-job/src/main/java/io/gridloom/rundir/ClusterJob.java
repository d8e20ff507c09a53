package io.gridloom.rundir;

/**
 * A job on a cluster, as other processes find it.
 *
 * @param url of the cluster's REST interface
 * @param job its id there
 */
public record ClusterJob(String url, String job) {}
