#include "server/course/gathering.hpp"

#include "server/community/text.hpp"
#include "server/course/course_limits.hpp"

namespace ramure::course {

namespace {

namespace refuse = community::refuse;
using community::check_line;
using community::check_optional_line;
using community::check_optional_text;

bool is_follow_up(v1::ChannelKind place) {
  return place == v1::CHANNEL_KIND_PAIR_FOLLOW_UP || place == v1::CHANNEL_KIND_PERSONAL_FOLLOW_UP;
}

// Where people gather: not in a register, nor where a method of its own says when.
bool holds_gatherings(v1::ChannelKind place) {
  switch (place) {
    case v1::CHANNEL_KIND_PLENARY:
    case v1::CHANNEL_KIND_THEMES:
    case v1::CHANNEL_KIND_TERRITORY:
    case v1::CHANNEL_KIND_PAIR:
    case v1::CHANNEL_KIND_CONVERSATION:
    case v1::CHANNEL_KIND_BACKSTAGE: return true;
    default: return is_follow_up(place) || is_committee(place);
  }
}

Checked check_url(const std::string& field, const std::string& url) {
  if (url.empty()) return {};
  auto checked = check_line(field, url, 1, limits::url_bytes_max);
  if (!checked) return checked;
  const bool is_address = url.starts_with("https://") || url.starts_with("http://");
  if (!is_address || url.find_first_of(" \"<>") != std::string::npos) {
    return refuse::invalid(field, "an address begins with https:// or http://, and has no blanks");
  }
  return {};
}

Checked check_times(const std::string& path, const v1::Gathering& gathering) {
  if (gathering.starts_at_ms() <= 0 || gathering.starts_at_ms() > limits::time_ms_max) {
    return refuse::invalid(path + ".starts_at_ms", "a gathering has a beginning");
  }
  if (gathering.ends_at_ms() <= gathering.starts_at_ms()) {
    return refuse::invalid(path + ".ends_at_ms", "it ends after its beginning");
  }
  if (gathering.ends_at_ms() - gathering.starts_at_ms() > limits::lasts_ms_max ||
      gathering.ends_at_ms() > limits::time_ms_max) {
    return refuse::invalid(path + ".ends_at_ms", "it ends within 15 days of its beginning");
  }
  return {};
}

Checked check_number(const std::string& path, const v1::Gathering& gathering) {
  const std::string field = path + ".session_number";
  const std::uint32_t number = gathering.session_number();
  if (gathering.kind() != v1::GATHERING_KIND_SESSION) {
    if (number == 0) return {};
    return refuse::invalid(field, "only a session has a number");
  }
  if (number >= 1 && number <= limits::session_number_max) return {};
  return refuse::invalid(field, "sessions are numbered from 1 to 9");
}

Checked check_programme(const std::string& path, const v1::Gathering& gathering) {
  if (gathering.programme_size() > limits::programme_items_max) {
    return refuse::too_large(path + ".programme", limits::programme_items_max, "parts");
  }
  for (const v1::ProgrammeItem& item : gathering.programme()) {
    if (!v1::ProgrammePart_IsValid(item.part()) || item.part() == v1::PROGRAMME_PART_UNSPECIFIED) {
      return refuse::invalid(path + ".programme.part", "there is no such part");
    }
    auto checked = check_line(path + ".programme.title", item.title(), 1, limits::title_bytes_max);
    if (checked) checked = check_optional_text(path + ".programme.text", item.text(), limits::item_text_bytes_max);
    if (!checked) return checked;
  }
  return {};
}

Checked check_documents(const std::string& path, const v1::Gathering& gathering) {
  if (gathering.documents_size() > limits::documents_max) {
    return refuse::too_large(path + ".documents", limits::documents_max, "documents");
  }
  for (const v1::GatheringDocument& document : gathering.documents()) {
    auto checked = check_line(path + ".documents.title", document.title(), 1, limits::title_bytes_max);
    if (checked) checked = check_url(path + ".documents.url", document.url());
    if (!checked) return checked;
    if (document.url().empty() == (document.message_id() == 0)) {
      return refuse::invalid(path + ".documents", "a document is an address or a message, and only one of them");
    }
  }
  return {};
}

}  // namespace

bool is_committee(v1::ChannelKind place) {
  return place == v1::CHANNEL_KIND_STEERING || place == v1::CHANNEL_KIND_ORIENTATION ||
         place == v1::CHANNEL_KIND_TECHNICAL;
}

bool is_evaluated(v1::GatheringKind kind) {
  return kind == v1::GATHERING_KIND_SESSION || kind == v1::GATHERING_KIND_WEBINAR || kind == v1::GATHERING_KIND_VISIT ||
         kind == v1::GATHERING_KIND_TESTIMONY;
}

Checked check_gathering(const std::string& path, const v1::Gathering& gathering) {
  if (!v1::GatheringKind_IsValid(gathering.kind()) || gathering.kind() == v1::GATHERING_KIND_UNSPECIFIED) {
    return refuse::invalid(path + ".kind", "there is no such kind of gathering");
  }
  auto checked = check_line(path + ".title", gathering.title(), 1, limits::title_bytes_max);
  if (checked) checked = check_number(path, gathering);
  if (checked) checked = check_times(path, gathering);
  if (checked) checked = check_optional_line(path + ".place", gathering.place(), limits::place_bytes_max);
  if (checked) checked = check_url(path + ".video_url", gathering.video_url());
  if (checked) {
    checked = check_optional_text(path + ".description", gathering.description(), limits::description_bytes_max);
  }
  if (checked) checked = check_optional_text(path + ".outcome", gathering.outcome(), limits::outcome_bytes_max);
  if (checked) checked = check_programme(path, gathering);
  if (checked) checked = check_documents(path, gathering);
  return checked;
}

Checked check_place(const std::string& path, v1::GatheringKind kind, v1::ChannelKind place) {
  if (is_evaluated(kind)) {
    if (place == v1::CHANNEL_KIND_PLENARY) return {};
    return refuse::invalid(path + ".kind", "what is for all is planned in the plenary");
  }
  if (kind == v1::GATHERING_KIND_FOLLOW_UP) {
    if (is_follow_up(place)) return {};
    return refuse::invalid(path + ".kind", "a follow-up is planned in the follow-up");
  }
  if (kind == v1::GATHERING_KIND_COMMITTEE) {
    if (is_committee(place)) return {};
    return refuse::invalid(path + ".kind", "a committee's meeting is planned in its channel");
  }
  if (holds_gatherings(place)) return {};
  return refuse::invalid(path + ".channel_id", "nobody gathers here");
}

Checked check_because(const std::string& path, const std::string& because) {
  return check_optional_text(path, because, limits::because_bytes_max);
}

Checked check_takes_answers(const std::string& path, const storage::GatheringState& gathering, TimestampMs now) {
  if (gathering.cancelled) return refuse::forbidden("cancelled", path, "it was cancelled");
  if (now >= gathering.ends_at_ms) return refuse::forbidden("over", path, "it is over");
  return {};
}

bool takes_answers(const storage::GatheringState& gathering, TimestampMs now) {
  return check_takes_answers("", gathering, now).has_value();
}

Checked check_evaluable(const std::string& path, const storage::GatheringState& gathering, v1::Role asker,
                        TimestampMs now) {
  if (!is_evaluated(gathering.kind)) {
    return refuse::forbidden("kind", path, "sessions, webinars, visits and testimonies are evaluated");
  }
  if (asker != v1::ROLE_CATALYST) return refuse::forbidden("rights", path, "catalysts evaluate");
  if (gathering.cancelled) return refuse::forbidden("cancelled", path, "it was cancelled");
  if (now < gathering.starts_at_ms) return refuse::forbidden("too_early", path, "it has not begun");
  if (now >= gathering.ends_at_ms + limits::evaluation_open_ms) {
    return refuse::forbidden("over", path, "it is over since 60 days");
  }
  return {};
}

}  // namespace ramure::course
