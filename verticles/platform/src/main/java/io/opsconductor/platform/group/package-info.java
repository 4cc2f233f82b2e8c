/** What a service group is made of, and how a node runs it. */
package io.opsconductor.platform.group;
