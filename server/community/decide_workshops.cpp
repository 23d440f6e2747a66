// The workshop in the room: opened and sorted by the facilitators, written by everybody, signed by nobody.
#include "server/community/course.hpp"
#include "server/course/course_limits.hpp"
#include "server/course/workshop.hpp"

namespace ramure::community {

namespace {

struct AccessedWorkshop : AccessedChannel {
  storage::WorkshopState workshop;
};

std::expected<AccessedWorkshop, v1::Refusal> access_workshop(Asked& asked, std::uint64_t id, std::string_view field) {
  const auto workshop = asked.view.workshop(id);
  if (!workshop) return refuse::not_found(field);
  auto place = access_channel(asked, workshop->channel_id, field);
  if (!place) return pass_on(place);
  if (workshop->id < place->reads_from_seq) return refuse::not_found(field);
  return AccessedWorkshop{*place, *workshop};
}

Decided write_sentence(Asked& asked, const storage::WorkshopState& workshop, const v1::AddSentence& command) {
  const std::size_t count = asked.view.sentence_count(workshop.id);
  auto checked = course::check_sentence("add_sentence", workshop, count, command.text(), asked.now);
  if (!checked) return pass_on(checked);
  Announcer announce(asked);
  v1::Event& event = announce.to_channel_by_nobody(workshop.channel_id, announce.next_seq());
  v1::SentenceAdded& added = *event.mutable_course()->mutable_sentence_added();
  added.set_workshop_id(workshop.id);
  added.set_text(command.text());
  return announce.decision();
}

}  // namespace

Decided open_workshop(Asked& asked, const v1::OpenWorkshop& command) {
  constexpr auto field = "open_workshop.gathering_id";
  auto place = access_gathering(asked, command.gathering_id(), field);
  if (!place) return pass_on(place);
  if (auto checked = check_may(*place, Act::moderate, field); !checked) return pass_on(checked);
  if (place->channel.kind != v1::CHANNEL_KIND_PLENARY) {
    return refuse::invalid(field, "a workshop is of a gathering of the plenary");
  }
  if (place->gathering.cancelled) return refuse::forbidden("cancelled", field, "it was cancelled");
  if (auto checked = course::check_opening("open_workshop", command, asked.now); !checked) return pass_on(checked);
  if (asked.view.workshop_count(command.gathering_id()) >= course::limits::workshops_of_gathering_max) {
    return refuse::too_large(field, course::limits::workshops_of_gathering_max, "workshops");
  }
  Announcer announce(asked);
  const std::uint64_t id = announce.next_seq();
  v1::Event& event = announce.to_channel(place->channel.id);
  v1::Workshop& workshop = *event.mutable_course()->mutable_workshop_opened()->mutable_workshop();
  workshop.set_id(id);
  workshop.set_gathering_id(command.gathering_id());
  workshop.set_question(command.question());
  workshop.set_closes_at_ms(command.closes_at_ms());
  workshop.set_author_id(asked.me.id);
  return announce.decision();
}

Decided add_sentence(Asked& asked, const v1::AddSentence& command) {
  constexpr auto field = "add_sentence.workshop_id";
  auto place = access_workshop(asked, command.workshop_id(), field);
  if (!place) return pass_on(place);
  if (auto checked = check_may(*place, Act::post, field); !checked) return pass_on(checked);
  return write_sentence(asked, place->workshop, command);
}

Decided add_sentence_from_room(Asked& asked, const v1::AddSentence& command) {
  const auto workshop = asked.view.workshop(command.workshop_id());
  if (!workshop) return refuse::not_found("add_sentence.workshop_id");
  return write_sentence(asked, *workshop, command);
}

Decided sort_sentence(Asked& asked, const v1::SortSentence& command) {
  constexpr auto field = "sort_sentence.sentence_id";
  const auto sentence = asked.view.sentence(command.sentence_id());
  if (!sentence) return refuse::not_found(field);
  auto place = access_workshop(asked, sentence->workshop_id, field);
  if (!place) return pass_on(place);
  if (auto checked = check_may(*place, Act::moderate, field); !checked) return pass_on(checked);
  if (sentence->withdrawn) return refuse::erased(field);
  if (command.theme_id() != 0 && !asked.view.theme_exists(command.theme_id())) {
    return refuse::not_found("sort_sentence.theme_id");
  }
  if (!command.withdrawn() && command.theme_id() == sentence->theme_id) return refuse::already_done(field);
  Announcer announce(asked);
  v1::Event& event = announce.to_channel(place->channel.id, sentence->id);
  v1::SentenceSorted& sorted = *event.mutable_course()->mutable_sentence_sorted();
  sorted.set_sentence_id(sentence->id);
  sorted.set_theme_id(command.theme_id());
  sorted.set_withdrawn(command.withdrawn());
  return announce.decision();
}

Decided close_workshop(Asked& asked, const v1::CloseWorkshop& command) {
  constexpr auto field = "close_workshop.workshop_id";
  auto place = access_workshop(asked, command.workshop_id(), field);
  if (!place) return pass_on(place);
  if (auto checked = check_may(*place, Act::moderate, field); !checked) return pass_on(checked);
  if (course::is_closed(place->workshop, asked.now)) return refuse::already_done(field);
  Announcer announce(asked);
  v1::Event& event = announce.to_channel(place->channel.id, place->workshop.id);
  event.mutable_course()->mutable_workshop_closed()->set_workshop_id(place->workshop.id);
  return announce.decision();
}

}  // namespace ramure::community
