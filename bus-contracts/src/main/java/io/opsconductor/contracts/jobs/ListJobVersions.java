package io.opsconductor.contracts.jobs;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.PageRequest;
import java.util.UUID;

/** A part of the list of a job's versions, newest first. */
public record ListJobVersions(UUID id, PageRequest page) {
  public ListJobVersions {
    Checks.present(id, "id");
    page = page == null ? PageRequest.first() : page;
  }
}
