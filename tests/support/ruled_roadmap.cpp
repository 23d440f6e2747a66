#include "tests/support/ruled_roadmap.hpp"

#include <stdexcept>

#include "server/community/answer.hpp"
#include "server/roadmap/changes.hpp"
#include "server/roadmap/utf16.hpp"

namespace ramure::test {

RuledRoadmap::RuledRoadmap(RuledCommunity& community, const RuledCommunity::Territory& territory,
                           std::string_view template_key)
    : community_(community), territory_(territory) {
  v1::Command create;
  create.mutable_roadmap()->mutable_create_roadmap()->set_template_key(std::string(template_key));
  create.mutable_roadmap()->mutable_create_roadmap()->set_title("Une feuille de route");
  id_ = community_.accept(first(), create).events.front().seq();
}

v1::Command RuledRoadmap::command() const {
  v1::Command command;
  command.mutable_roadmap()->set_roadmap_id(id_);
  return command;
}

v1::Command RuledRoadmap::commenting(std::string_view text, v1::RoadmapCommentBox box) const {
  v1::Command command = this->command();
  command.mutable_roadmap()->mutable_comment()->set_box(box);
  command.mutable_roadmap()->mutable_comment()->set_text(std::string(text));
  return command;
}

v1::Command RuledRoadmap::commenting_on(std::string_view words, std::string_view text) {
  v1::Command command = commenting(text);
  *command.mutable_roadmap()->mutable_comment()->mutable_anchor()->mutable_passage() = passage_of(words);
  return command;
}

v1::Command RuledRoadmap::suggesting(std::string_view words, std::string_view replacement) {
  v1::Command command = this->command();
  *command.mutable_roadmap()->mutable_suggest_text()->mutable_passage() = passage_of(words);
  command.mutable_roadmap()->mutable_suggest_text()->set_replacement(std::string(replacement));
  return command;
}

v1::Command RuledRoadmap::adding(std::string_view title) const {
  v1::Command command = this->command();
  command.mutable_roadmap()->mutable_add_action()->add_fields()->set_title(std::string(title));
  return command;
}

v1::Command RuledRoadmap::freezing(v1::RoadmapStage stage) {
  v1::Command command = this->command();
  command.mutable_roadmap()->mutable_freeze_roadmap()->set_stage(stage);
  command.mutable_roadmap()->mutable_freeze_roadmap()->set_text_version(version());
  return command;
}

v1::Command RuledRoadmap::sharing(v1::RoadmapSharing sharing) const {
  v1::Command command = this->command();
  command.mutable_roadmap()->mutable_share_roadmap()->set_sharing(sharing);
  return command;
}

v1::Command RuledRoadmap::removing(std::string_view passage) const {
  v1::Command command = this->command();
  command.mutable_roadmap()->mutable_remove_passage()->set_passage(std::string(passage));
  return command;
}

v1::Command RuledRoadmap::inviting(std::uint64_t member_id) const {
  v1::Command command = this->command();
  command.mutable_roadmap()->mutable_invite_pen()->set_member_id(member_id);
  return command;
}

namespace {

v1::Command push_of(std::uint64_t roadmap_id, std::uint64_t member_id, std::uint64_t version,
                    const roadmap::Change& change) {
  v1::Command command;
  v1::PushText& push = *command.mutable_push_text();
  push.set_roadmap_id(roadmap_id);
  push.mutable_push()->set_editor_id(1'000'000 * member_id + version);  // each push is a new editor's
  push.mutable_push()->set_base_version(version);
  *push.mutable_push()->add_changes() = roadmap::to_wire(change);
  return command;
}

}  // namespace

v1::Command RuledRoadmap::pushing(std::uint64_t member_id, std::size_t at, std::string_view words) {
  const std::u16string text = roadmap::to_utf16(this->text());
  return push_of(id_, member_id, version(), roadmap::replacement(text.size(), at, at, roadmap::to_utf16(words)));
}

v1::Command RuledRoadmap::replacing(std::uint64_t member_id, std::string_view words, std::string_view by) {
  const v1::RoadmapPassage passage = passage_of(words);
  const std::u16string text = roadmap::to_utf16(this->text());
  return push_of(id_, member_id, version(),
                 roadmap::replacement(text.size(), passage.from(), passage.to(), roadmap::to_utf16(by)));
}

std::uint64_t RuledRoadmap::add(std::string_view title) {
  return community_.accept(first(), adding(title)).events.front().seq();
}

std::uint64_t RuledRoadmap::comment(std::uint64_t member_id, std::string_view text) {
  return community_.accept(member_id, commenting(text)).events.front().seq();
}

v1::Reply RuledRoadmap::ask(std::uint64_t member_id, const v1::Query& query) const {
  return community::answer(*storage::Reader::open(community_.folder()), member_id, query);
}

v1::RoadmapView RuledRoadmap::view(std::uint64_t member_id) const {
  v1::Query query;
  query.mutable_get_roadmap()->set_roadmap_id(id_);
  return ask(member_id, query).answer().roadmap().view();
}

v1::TextAnswer RuledRoadmap::latest() const {
  v1::Query query;
  query.mutable_get_text()->set_roadmap_id(id_);
  return ask(first(), query).answer().text();
}

std::string RuledRoadmap::text() const { return latest().text(); }
std::uint64_t RuledRoadmap::version() const { return latest().version(); }

v1::RoadmapPassage RuledRoadmap::passage_of(std::string_view words) {
  const std::u16string wanted = roadmap::to_utf16(words);
  const auto at = roadmap::to_utf16(text()).find(wanted);
  if (at == std::u16string::npos) throw std::logic_error("the text has no such words");
  v1::RoadmapPassage passage;
  passage.set_version(version());
  passage.set_from(static_cast<std::uint32_t>(at));
  passage.set_to(static_cast<std::uint32_t>(at + wanted.size()));
  return passage;
}

}  // namespace ramure::test
