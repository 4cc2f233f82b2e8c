/**
 * Who belongs to a cluster and how its nodes reach each other: identities, the data directory that
 * is the cluster, join profiles, the tuned Hazelcast and event-bus settings and the clustered
 * Vert.x made of them.
 */
package io.opsconductor.cluster;
