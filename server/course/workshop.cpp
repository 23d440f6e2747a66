#include "server/course/workshop.hpp"

#include "server/community/text.hpp"
#include "server/course/course_limits.hpp"

namespace ramure::course {

namespace refuse = community::refuse;

Checked check_opening(const std::string& path, const v1::OpenWorkshop& command, TimestampMs now) {
  auto checked = community::check_line(path + ".question", command.question(), 1, limits::title_bytes_max);
  if (!checked) return checked;
  if (command.closes_at_ms() <= now || command.closes_at_ms() > now + limits::workshop_open_ms_max) {
    return refuse::invalid(path + ".closes_at_ms", "a workshop closes within 24 hours of its opening");
  }
  return {};
}

bool is_closed(const storage::WorkshopState& workshop, TimestampMs now) {
  return workshop.closed || now >= workshop.closes_at_ms;
}

Checked check_sentence(const std::string& path, const storage::WorkshopState& workshop, std::size_t sentence_count,
                       const std::string& text, TimestampMs now) {
  if (is_closed(workshop, now)) return refuse::forbidden("over", path + ".workshop_id", "the workshop is closed");
  if (auto checked = community::check_line(path + ".text", text, 1, limits::sentence_bytes_max); !checked)
    return checked;
  if (sentence_count >= limits::sentences_max) {
    return refuse::too_large(path + ".workshop_id", limits::sentences_max, "sentences");
  }
  return {};
}

}  // namespace ramure::course
