/** What was refused, told of without letting those who are refused fill the record. */
package io.opsconductor.platform.denial;
