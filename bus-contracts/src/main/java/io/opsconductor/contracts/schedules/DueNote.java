package io.opsconductor.contracts.schedules;

/** Something worth knowing of a due time, with words for people. */
public record DueNote(DueNoteCode code, String words) {}
