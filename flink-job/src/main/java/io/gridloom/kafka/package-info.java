/**
 * What readers and writers of topics have in common: clients' properties, and brokers' refusals.
 */
@NullMarked
package io.gridloom.kafka;

import org.jspecify.annotations.NullMarked;
