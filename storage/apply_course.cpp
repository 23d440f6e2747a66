// The course.
#include "storage/apply.hpp"

namespace ramure::storage {

void apply(Connection& db, const v1::Event& event, const v1::CourseEvent& body) {
  CHECK(apply_commons(db, event, body), "an event of the course has a body that this release knows");
}

}  // namespace ramure::storage
