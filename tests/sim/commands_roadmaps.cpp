// Commands to roadmaps: writing about them, sharing and freezing them, and whom they let in. Their texts are written by
// text_desk.hpp.
#include <algorithm>

#include "server/roadmap/utf16.hpp"
#include "tests/sim/commands.hpp"
#include "tests/sim/village.hpp"

namespace ramure::sim {

namespace {

class Maker {
 public:
  Maker(Dice& dice, const JournalLog& log, std::uint64_t id, std::uint64_t member_id)
      : dice_(dice),
        member_id_(member_id),
        roadmap_(log.roadmaps().roadmap(id, log.head_seq())),
        text_(log.roadmaps().text(id)) {}

  void talk(v1::RoadmapCommand& command) const;
  void act(v1::RoadmapCommand& command) const;
  void settle(v1::RoadmapCommand& command) const;
  void keep(v1::RoadmapCommand& command) const;

 private:
  std::string words() const { return "mot" + std::to_string(dice_.below(1'000'000)); }
  std::uint64_t member() const { return village().members[dice_.below(village().members.size())]; }
  template <class Things>
  std::uint64_t any_of(const Things& things) const {
    return things.empty() ? 1 : things[static_cast<int>(dice_.below(static_cast<std::uint64_t>(things.size())))].id();
  }
  std::uint64_t action() const { return any_of(roadmap_.view.actions()); }
  std::uint64_t comment() const { return any_of(roadmap_.view.comments()); }
  std::uint64_t suggestion() const { return any_of(roadmap_.view.suggestions()); }
  std::uint64_t version() const { return text_.version() - std::min(text_.version(), dice_.below(6)); }

  // Of the text as it is, but said to be of a version that may be older: that is refused, or moved.
  v1::RoadmapPassage passage() const {
    const std::size_t units = text_.text().size();
    std::size_t from = dice_.below(units + 1), to = std::min<std::size_t>(units, from + dice_.below(12));
    if (roadmap::cuts_pair(text_.text(), from)) --from;
    if (roadmap::cuts_pair(text_.text(), to)) ++to;
    v1::RoadmapPassage passage;
    passage.set_version(dice_.chance(70) ? text_.version() : version());
    passage.set_from(static_cast<std::uint32_t>(from));
    passage.set_to(static_cast<std::uint32_t>(to));
    return passage;
  }
  std::string words_under(std::uint64_t id) const {
    const auto anchor = text_.anchors().find(id);
    const v1::RoadmapSuggestion* suggested = roadmap::find_suggestion(roadmap_.view, id);
    if (anchor != text_.anchors().end()) {
      return roadmap::to_utf8(text_.text().substr(anchor->second.from, anchor->second.to - anchor->second.from));
    }
    if (suggested == nullptr || suggested->passage().to() > text_.text().size()) return {};
    return roadmap::to_utf8(
        text_.text().substr(suggested->passage().from(), suggested->passage().to() - suggested->passage().from()));
  }

  Dice& dice_;
  const std::uint64_t member_id_;
  const roadmap::Roadmap roadmap_;
  const roadmap::TextLog& text_;
};

void Maker::talk(v1::RoadmapCommand& command) const {
  switch (dice_.below(6)) {
    case 0:
    case 1: {
      v1::CommentRoadmap& comment = *command.mutable_comment();
      comment.set_box(static_cast<v1::RoadmapCommentBox>(dice_.between(1, 5)));
      comment.set_text(words());
      if (dice_.chance(60)) *comment.mutable_anchor()->mutable_passage() = passage();
      if (dice_.chance(20)) comment.mutable_anchor()->set_action_id(action());
      break;
    }
    case 2:
      command.mutable_answer_comment()->set_comment_id(comment());
      command.mutable_answer_comment()->set_verdict(static_cast<v1::RoadmapVerdict>(dice_.between(1, 3)));
      command.mutable_answer_comment()->set_answer(words());
      break;
    case 3:
      *command.mutable_suggest_text()->mutable_passage() = passage();
      command.mutable_suggest_text()->set_replacement(words());
      command.mutable_suggest_text()->set_reason(words());
      break;
    case 4: {
      const std::uint64_t id = suggestion();
      command.mutable_answer_suggestion()->set_suggestion_id(id);
      command.mutable_answer_suggestion()->set_taken(dice_.chance(70));
      command.mutable_answer_suggestion()->set_replaces(words_under(id));
      break;
    }
    default: command.mutable_erase_words()->set_id(dice_.chance(50) ? comment() : suggestion());
  }
}

void Maker::act(v1::RoadmapCommand& command) const {
  v1::RoadmapActionField title, status;
  title.set_title(words());
  status.set_status(static_cast<v1::RoadmapActionStatus>(dice_.between(1, 5)));
  switch (dice_.below(5)) {
    case 0: *command.mutable_add_action()->add_fields() = title; break;
    case 1: command.mutable_move_action()->set_action_id(action()); break;
    case 2: command.mutable_remove_action()->set_action_id(action()); break;
    default:
      command.mutable_set_action()->set_action_id(action());
      *command.mutable_set_action()->mutable_field() = dice_.chance(50) ? title : status;
  }
}

void Maker::settle(v1::RoadmapCommand& command) const {
  switch (dice_.below(6)) {
    case 0:
    case 1: command.mutable_share_roadmap()->set_sharing(static_cast<v1::RoadmapSharing>(dice_.between(1, 3))); break;
    case 2: command.mutable_invite_pen()->set_member_id(member()); break;
    case 3: command.mutable_end_pen()->set_member_id(dice_.chance(60) ? member() : member_id_); break;
    case 4: {
      const auto status = static_cast<v1::RoadmapStatus>(dice_.between(1, 5));
      const bool takes_up = status == v1::ROADMAP_STATUS_ARCHIVED && dice_.chance(80);  // it would stop all else
      command.mutable_set_roadmap_status()->set_status(takes_up ? v1::ROADMAP_STATUS_DRAFT : status);
      break;
    }
    default: command.mutable_begin_stage()->set_stage(static_cast<v1::RoadmapStage>(dice_.between(1, 4)));
  }
}

void Maker::keep(v1::RoadmapCommand& command) const {
  switch (dice_.below(4)) {
    case 0:
      command.mutable_freeze_roadmap()->set_stage(static_cast<v1::RoadmapStage>(dice_.between(1, 4)));
      command.mutable_freeze_roadmap()->set_text_version(text_.version());
      break;
    case 1: command.mutable_name_version()->set_name("Version " + words()); break;
    case 2: command.mutable_bring_back_text()->set_version(version()); break;
    default: command.mutable_retitle_roadmap()->set_title("Titre " + words());
  }
}

}  // namespace

void random_roadmap_command(Dice& dice, const JournalLog& log, std::uint64_t member_id, v1::Command& command) {
  const auto roadmaps = log.roadmaps().ids();
  v1::RoadmapCommand& body = *command.mutable_roadmap();
  if (roadmaps.empty() || dice.chance(3)) {
    body.mutable_create_roadmap()->set_template_key("bilan");
    body.mutable_create_roadmap()->set_title("Titre " + std::to_string(dice.below(1'000'000)));
    return;
  }
  const std::uint64_t id = dice.chance(75) ? roadmaps.front() : roadmaps[dice.below(roadmaps.size())];
  const Maker maker(dice, log, id, member_id);
  const std::uint64_t kind = dice.below(100);
  if (kind < 45) {
    maker.talk(body);
  } else if (kind < 65) {
    maker.act(body);
  } else if (kind < 88) {
    maker.settle(body);
  } else {
    maker.keep(body);
  }
  body.set_roadmap_id(id);
}

}  // namespace ramure::sim
