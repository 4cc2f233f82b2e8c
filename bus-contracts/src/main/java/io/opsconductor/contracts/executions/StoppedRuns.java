package io.opsconductor.contracts.executions;

/**
 * What was done to executions of some users and service accounts.
 *
 * @param stopped how many were ended, or told to end, by this request
 * @param running how many go on that nobody told to end
 */
public record StoppedRuns(int stopped, int running) {}
