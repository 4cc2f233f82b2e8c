/** What happened: the events of every service, appended and never changed. */
package io.opsconductor.audit;
