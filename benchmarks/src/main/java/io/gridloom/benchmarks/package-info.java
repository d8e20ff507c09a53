/** Measurements by JMH, each beside a named rival or target; run them from benchmarks.jar. */
package io.gridloom.benchmarks;
