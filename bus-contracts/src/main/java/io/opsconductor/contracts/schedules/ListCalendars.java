package io.opsconductor.contracts.schedules;

import io.opsconductor.contracts.PageRequest;

/**
 * Asks for calendars by name.
 *
 * @param name the one of that name; null for all
 */
public record ListCalendars(PageRequest page, String name) {
  public ListCalendars {
    page = page == null ? PageRequest.first() : page;
  }
}
