/**
 * Three nodes under load, with everything killed, frozen and cut that can be, and the proof
 * afterwards that nothing was lost, doubled or left behind.
 */
package io.opsconductor.launcher.chaos;
