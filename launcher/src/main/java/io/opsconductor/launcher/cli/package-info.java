/**
 * The operator's command line: talks to a server over its REST interface and WebSocket, like any
 * other client. It starts in well under a second, so nothing here may touch Vert.x, Hazelcast or
 * the logging framework.
 */
package io.opsconductor.launcher.cli;
