// The limits of the course that a person can run into, so that the page can say so before the server does. Kept equal to
// server/course/course_limits.hpp by a test.
export const courseLimits = {
  programmeItemsMax: 40,
  documentsMax: 40,
  sessionNumberMax: 9,
  lastsMsMax: 15 * 24 * 3_600_000,
  ratingMax: 4,
  notebookTextBytesMax: 10_000,
} as const;
