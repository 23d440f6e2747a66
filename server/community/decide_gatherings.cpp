// Gatherings: whoever keeps order in a place plans there, whoever reads it says whether he comes.
#include <algorithm>
#include <string>

#include "server/community/course.hpp"
#include "server/community/directory_words.hpp"
#include "server/course/gathering.hpp"

namespace ramure::community {

namespace {

// A document may be a message of the same channel. One that the gathering named before stays, whatever became of it.
Checked check_messages(Asked& asked, const std::string& path, const v1::Gathering& gathering,
                       const v1::Gathering& before) {
  const std::string field = path + ".documents.message_id";
  for (const v1::GatheringDocument& document : gathering.documents()) {
    const std::uint64_t id = document.message_id();
    const auto& known = before.documents();
    if (id == 0 || std::ranges::find(known, id, &v1::GatheringDocument::message_id) != known.end()) continue;
    auto message = access_message(asked, id, field);
    if (!message) return pass_on(message);
    if (message->channel.id != gathering.channel_id()) {
      return refuse::invalid(field, "it is a message of another place");
    }
    if (message->message.redacted) return refuse::erased(field);
  }
  return {};
}

Checked check_all(Asked& asked, const std::string& path, const v1::Gathering& gathering, const v1::Gathering& before) {
  auto checked = course::check_gathering(path, gathering);
  if (checked) checked = check_time_zone(asked, path + ".time_zone", gathering.time_zone());
  if (checked) checked = check_messages(asked, path, gathering, before);
  return checked;
}

// A gathering that the asker may plan anew.
std::expected<AccessedGathering, v1::Refusal> access_to_plan(Asked& asked, std::uint64_t id, std::string_view field) {
  auto place = access_gathering(asked, id, field);
  if (!place) return place;
  if (auto checked = check_may(*place, Act::keep_order, field); !checked) return pass_on(checked);
  return place;
}

bool is_same(const v1::Gathering& gathering, const v1::Gathering& other) {
  return gathering.SerializeAsString() == other.SerializeAsString();
}

Decision announce_edit(Asked& asked, v1::Gathering gathering) {
  gathering.set_version(gathering.version() + 1);
  gathering.set_edited_at_ms(asked.now);
  Announcer announce(asked);
  v1::Event& event = announce.to_channel(gathering.channel_id(), gathering.id());
  *event.mutable_course()->mutable_gathering_edited()->mutable_gathering() = std::move(gathering);
  return announce.decision();
}

}  // namespace

Decided plan_gathering(Asked& asked, const v1::PlanGathering& command) {
  const std::string path = "plan_gathering.gathering";
  v1::Gathering gathering = command.gathering();
  gathering.DiscardUnknownFields();
  const std::string field = path + ".channel_id";
  auto place = access_channel(asked, gathering.channel_id(), field);
  if (!place) return pass_on(place);
  if (auto checked = check_may(*place, Act::keep_order, field); !checked) return pass_on(checked);
  if (auto checked = check_all(asked, path, gathering, {}); !checked) return pass_on(checked);
  auto fits = course::check_place(path, gathering.kind(), place->channel.kind);
  if (!fits) return pass_on(fits);

  Announcer announce(asked);
  gathering.set_id(announce.next_seq());
  gathering.set_version(1);
  gathering.set_author_id(asked.me.id);
  gathering.set_edited_at_ms(asked.now);
  gathering.clear_cancelled();
  gathering.clear_cancelled_because();
  v1::Event& event = announce.to_channel(place->channel.id);
  *event.mutable_course()->mutable_gathering_planned()->mutable_gathering() = std::move(gathering);
  return announce.decision();
}

Decided edit_gathering(Asked& asked, const v1::EditGathering& command) {
  const std::string path = "edit_gathering.gathering";
  auto place = access_to_plan(asked, command.gathering().id(), path + ".id");
  if (!place) return pass_on(place);
  const v1::Gathering before = asked.view.gathering_words(place->gathering);
  if (command.gathering().version() != before.version()) return refuse::conflict(path + ".version", before.version());
  if (command.gathering().cancelled() && !before.cancelled()) {
    return refuse::invalid(path + ".cancelled", "a gathering is cancelled by a command of its own");
  }
  v1::Gathering after = command.gathering();
  after.DiscardUnknownFields();
  after.set_channel_id(before.channel_id());
  after.set_kind(before.kind());
  after.set_author_id(before.author_id());
  after.set_edited_at_ms(before.edited_at_ms());
  after.set_cancelled_because(after.cancelled() ? before.cancelled_because() : std::string());
  if (auto checked = check_all(asked, path, after, before); !checked) return pass_on(checked);
  if (is_same(before, after)) return refuse::already_done(path);
  return announce_edit(asked, std::move(after));
}

Decided cancel_gathering(Asked& asked, const v1::CancelGathering& command) {
  constexpr auto field = "cancel_gathering.gathering_id";
  auto place = access_to_plan(asked, command.gathering_id(), field);
  if (!place) return pass_on(place);
  if (auto checked = course::check_because("cancel_gathering.because", command.because()); !checked) {
    return pass_on(checked);
  }
  if (place->gathering.cancelled) return refuse::already_done(field);
  v1::Gathering gathering = asked.view.gathering_words(place->gathering);
  gathering.set_cancelled(true);
  gathering.set_cancelled_because(command.because());
  return announce_edit(asked, std::move(gathering));
}

Decided answer_gathering(Asked& asked, const v1::AnswerGathering& command) {
  constexpr auto field = "answer_gathering.gathering_id";
  auto place = access_gathering(asked, command.gathering_id(), field);
  if (!place) return pass_on(place);
  constexpr auto what = "answer_gathering.participation";
  if (!v1::Participation_IsValid(command.participation())) return refuse::invalid(what, "there is no such answer");
  if (auto checked = course::check_takes_answers(field, place->gathering, asked.now); !checked) return pass_on(checked);
  if (asked.view.participation(command.gathering_id(), asked.me.id) == command.participation()) {
    return refuse::already_done(what);
  }
  Announcer announce(asked);
  v1::Event& event = announce.to_channel(place->channel.id, place->gathering.id);
  v1::GatheringAnswered& answered = *event.mutable_course()->mutable_gathering_answered();
  answered.set_gathering_id(command.gathering_id());
  answered.set_member_id(asked.me.id);
  answered.set_participation(command.participation());
  return announce.decision();
}

}  // namespace ramure::community
