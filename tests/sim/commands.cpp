#include "tests/sim/commands.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "tests/sim/village.hpp"

namespace ramure::sim {

namespace {

// What the commands below are made of.
class Maker {
 public:
  Maker(Dice& dice, const JournalLog& log, const cli::State& state) : dice_(dice), log_(log), state_(state) {
    for (const auto& [id, row] : state.picture().threads) {
      if (row.thing.archived()) continue;
      seen_threads_.push_back(id);
      if (row.thing.last_message_id() != 0) seen_messages_.push_back(row.thing.last_message_id());
    }
    for (const auto& [id, row] : state.picture().channels) {
      if (id != 1) seen_channels_.push_back(id);  // nobody writes in the directory
    }
    for (const auto& [id, history] : state.picture().histories) {
      for (const auto& [message_id, message] : history.messages) {
        seen_messages_.push_back(message_id);
        if (message.author_id() == state.me().id() && !message.redacted()) own_messages_.push_back(&message);
      }
    }
  }

  void talk(v1::Command& command);
  void mark(v1::Command& command);
  void keep_order(v1::Command& command);
  void reorganise(v1::Command& command);
  void obstacle(v1::Command& command);
  void people(v1::Command& command);
  void private_state(v1::Command& command);
  void wishes(v1::Command& command);

 private:
  // Recent things mostly: people talk about what is new, and conflicts need two who touch the same thing.
  std::uint64_t recent(const std::vector<std::uint64_t>& ids) {
    if (ids.empty()) return 1;
    const std::uint64_t window = dice_.chance(70) ? std::min<std::uint64_t>(ids.size(), 5) : ids.size();
    return ids[ids.size() - 1 - dice_.below(window)];
  }
  std::uint64_t seen_or(const std::vector<std::uint64_t>& seen, const std::vector<std::uint64_t>& all) {
    return !seen.empty() && dice_.chance(85) ? recent(seen) : recent(all);
  }
  std::uint64_t thread() { return seen_or(seen_threads_, log_.threads()); }
  std::uint64_t message() { return seen_or(seen_messages_, log_.messages()); }
  std::uint64_t member() { return dice_.chance(85) ? pick(village().members) : recent(log_.members()); }
  std::uint64_t channel() {
    if (!seen_channels_.empty() && dice_.chance(80)) return pick(seen_channels_);
    return dice_.chance(85) ? pick(village().channels) : recent(log_.channels());
  }
  // Whether one keeps order in the place, so that something is moved and not only refused.
  bool is_host(std::uint64_t channel_id) const {
    const auto row = state_.picture().channels.find(channel_id);
    if (row == state_.picture().channels.end()) return false;
    const v1::ChannelKind kind = row->second.channel.kind();
    const bool is_of_all = kind == v1::CHANNEL_KIND_PLENARY || kind == v1::CHANNEL_KIND_THEMES;
    return !is_of_all || row->second.membership.role() == v1::ROLE_FACILITATOR;
  }
  // Two threads, nearly always of one channel.
  std::pair<std::uint64_t, std::uint64_t> neighbours() {
    std::vector<std::uint64_t> hosted, others;
    for (const std::uint64_t id : seen_threads_) {
      if (is_host(state_.picture().threads.at(id).thing.channel_id())) hosted.push_back(id);
    }
    const std::uint64_t from_id = hosted.empty() || dice_.chance(15) ? thread() : recent(hosted);
    const auto& threads = state_.picture().threads;
    const auto from = threads.find(from_id);
    const bool goes_far = dice_.chance(5);
    for (const std::uint64_t id : seen_threads_) {
      const bool is_near =
          from != threads.end() && threads.at(id).thing.channel_id() == from->second.thing.channel_id();
      if (id != from_id && (is_near || goes_far)) others.push_back(id);
    }
    return {from_id, recent(others)};
  }
  google::protobuf::RepeatedField<std::uint64_t> some_messages_of(std::uint64_t thread_id) {
    google::protobuf::RepeatedField<std::uint64_t> ids;
    for (const std::uint64_t id : log_.messages()) {
      if (log_.thread_of_message(id) == thread_id && dice_.chance(50)) ids.Add(id);
    }
    if (dice_.chance(8)) ids.Add(message());
    return ids;
  }
  std::uint64_t merged_thread() {
    std::vector<std::uint64_t> merged;
    for (const auto& [id, row] : state_.picture().threads) {
      if (row.thing.merged_into_id() != 0) merged.push_back(id);
    }
    return merged.empty() ? thread() : recent(merged);
  }
  // A message and the version that one edits: one's own, if there is one.
  std::pair<std::uint64_t, std::uint32_t> message_to_change() {
    if (own_messages_.empty() || dice_.chance(15)) return {message(), 1};
    const v1::Message& own = *own_messages_[dice_.below(own_messages_.size())];
    return {own.id(), own.version()};
  }
  std::uint64_t pick(const std::vector<std::uint64_t>& ids) { return ids[dice_.below(ids.size())]; }
  bool flip() { return dice_.chance(60); }

  std::string words() {
    const std::string body = "mot" + std::to_string(dice_.below(1'000'000)) + " <@" + std::to_string(member()) + ">";
    return dice_.chance(6) ? body + std::string(dice_.between(500, 2'500), 'x') : body;
  }
  std::string title() { return "Titre " + std::to_string(dice_.below(1'000'000)); }
  void fill_card(v1::Obstacle& card);
  std::uint32_t summary_version(std::uint64_t thread_id) const {
    const auto row = state_.picture().threads.find(thread_id);
    return row == state_.picture().threads.end() ? 0 : row->second.thing.summary().version();
  }

  Dice& dice_;
  const JournalLog& log_;
  const cli::State& state_;
  std::vector<std::uint64_t> seen_threads_, seen_messages_, seen_channels_;
  std::vector<const v1::Message*> own_messages_;
};

void Maker::talk(v1::Command& command) {
  if (seen_threads_.empty() || dice_.chance(12)) {
    v1::OpenThread& open = *command.mutable_open_thread();
    open.set_channel_id(channel());
    open.set_kind(flip() ? v1::THREAD_KIND_DISCUSSION : v1::THREAD_KIND_QUESTION);
    open.set_title(title());
    open.set_body(words());
    if (open.channel_id() == village().themes_channel) open.set_theme_id(pick(village().themes));
    open.add_tags("étiquette");
    return;
  }
  v1::PostMessage& post = *command.mutable_post_message();
  post.set_thread_id(thread());
  post.set_body(words());
  if (!log_.messages().empty() && dice_.chance(20)) {
    post.set_reply_to_id(message());
    post.set_thread_id(log_.thread_of_message(post.reply_to_id()));
    post.add_quotes()->set_message_id(message());
  }
}

void Maker::mark(v1::Command& command) {
  const std::uint64_t id = message();
  const auto [own_id, version] = message_to_change();
  switch (dice_.below(6)) {
    case 0:
    case 1:
      command.mutable_edit_message()->set_message_id(own_id);
      command.mutable_edit_message()->set_body(words());
      command.mutable_edit_message()->set_version(version);
      break;
    case 2: command.mutable_redact_message()->set_message_id(own_id); break;
    case 3:
      command.mutable_react()->set_message_id(id);
      command.mutable_react()->set_name(flip() ? "merci" : "moi aussi");
      command.mutable_react()->set_added(flip());
      break;
    case 4:
      command.mutable_pin_message()->set_message_id(id);
      command.mutable_pin_message()->set_pinned(flip());
      break;
    default: command.mutable_keep_message()->set_message_id(id); command.mutable_keep_message()->set_kept(flip());
  }
}

void Maker::keep_order(v1::Command& command) {
  const std::uint64_t id = thread();
  switch (dice_.below(5)) {
    case 0:
      command.mutable_retitle_thread()->set_thread_id(id);
      command.mutable_retitle_thread()->set_title(title());
      break;
    case 1:
      command.mutable_retheme_thread()->set_thread_id(id);
      command.mutable_retheme_thread()->set_theme_id(pick(village().themes));
      break;
    case 2:
      command.mutable_resolve_thread()->set_thread_id(id);
      command.mutable_resolve_thread()->set_resolved(flip());
      break;
    case 3:
      command.mutable_archive_thread()->set_thread_id(id);
      command.mutable_archive_thread()->set_archived(dice_.chance(30));
      break;
    default:
      command.mutable_edit_summary()->set_thread_id(id);
      command.mutable_edit_summary()->set_text(flip() ? words() : "");
      command.mutable_edit_summary()->set_version(summary_version(id));
  }
}

// Mostly what may be accepted: messages of one thread that is seen, and two threads of one channel.
void Maker::reorganise(v1::Command& command) {
  const auto [from_id, to_id] = neighbours();
  switch (dice_.below(5)) {
    case 0:
    case 1: *command.mutable_move_messages()->mutable_message_ids() = some_messages_of(from_id); break;
    case 2:
      *command.mutable_split_thread()->mutable_message_ids() = some_messages_of(from_id);
      command.mutable_split_thread()->set_title(title());
      break;
    case 3:
      command.mutable_merge_thread()->set_thread_id(from_id);
      command.mutable_merge_thread()->set_into_id(to_id);
      break;
    default: command.mutable_undo_merge()->set_thread_id(merged_thread());
  }
  if (command.has_move_messages()) command.mutable_move_messages()->set_to_thread_id(to_id);
}

void Maker::fill_card(v1::Obstacle& card) {
  card.set_context(words());
  card.add_natures(v1::OBSTACLE_NATURE_LEGAL);
  if (flip()) card.add_tried(words());
}

void Maker::obstacle(v1::Command& command) {
  switch (dice_.below(5)) {
    case 0:
    case 1: {
      v1::DeclareObstacle& declare = *command.mutable_declare_obstacle();
      declare.set_title(title());
      declare.set_body(words());
      declare.set_theme_id(pick(village().themes));
      declare.mutable_card()->set_scope(static_cast<v1::ObstacleScope>(dice_.between(1, 3)));
      fill_card(*declare.mutable_card());
      declare.set_draft(declare.card().scope() == v1::OBSTACLE_SCOPE_PAIR && flip());
      break;
    }
    case 2:
      command.mutable_edit_obstacle()->set_thread_id(thread());
      fill_card(*command.mutable_edit_obstacle()->mutable_card());
      break;
    case 3:
      command.mutable_set_obstacle_status()->set_thread_id(thread());
      command.mutable_set_obstacle_status()->set_status(static_cast<v1::ObstacleStatus>(dice_.between(2, 10)));
      if (command.set_obstacle_status().status() == v1::OBSTACLE_STATUS_LIFTED) {
        command.mutable_set_obstacle_status()->set_outcome(words());
      }
      break;
    default:
      command.mutable_publish_obstacle()->set_thread_id(thread());
      command.mutable_publish_obstacle()->set_scope(flip() ? v1::OBSTACLE_SCOPE_COMMUNITY_UNNAMED
                                                           : v1::OBSTACLE_SCOPE_COMMUNITY);
      command.mutable_publish_obstacle()->set_body(words());
  }
}

void Maker::people(v1::Command& command) {
  switch (dice_.below(9)) {
    case 0: {
      v1::AddMember& add = *command.mutable_add_member();
      add.set_name("Personne " + std::to_string(dice_.below(1'000)));
      add.set_role(v1::ROLE_CATALYST);
      add.set_territory_id(pick(village().territories));
      break;
    }
    case 1:
    case 2: {
      // Between roles that read the directory and one that reads nothing; nobody is an admin too many.
      constexpr v1::Role roles[] = {v1::ROLE_CATALYST, v1::ROLE_FACILITATOR, v1::ROLE_EVALUATOR, v1::ROLE_ADVISER,
                                    v1::ROLE_ORIENTATION};
      v1::SetMemberRole& set = *command.mutable_set_member_role();
      set.set_member_id(member());
      set.set_role(roles[dice_.below(std::size(roles))]);
      if (set.role() == v1::ROLE_CATALYST) set.set_territory_id(pick(village().territories));
      break;
    }
    case 3:
      command.mutable_end_membership()->set_member_id(member());
      command.mutable_end_membership()->set_status(flip() ? v1::MEMBER_STATUS_FORMER : v1::MEMBER_STATUS_LEFT);
      break;
    case 4:
      command.mutable_open_conversation()->add_member_ids(member());
      if (flip()) command.mutable_open_conversation()->add_member_ids(member());
      break;
    case 5:
    case 6:
      command.mutable_invite_to_channel()->set_channel_id(channel());
      command.mutable_invite_to_channel()->set_member_id(member());
      break;
    case 7: command.mutable_leave_channel()->set_channel_id(channel()); break;
    default:
      command.mutable_remove_from_channel()->set_channel_id(channel());
      command.mutable_remove_from_channel()->set_member_id(member());
  }
}

void Maker::private_state(v1::Command& command) {
  const std::uint64_t id = thread();
  switch (dice_.below(5)) {
    case 0:
      command.mutable_mark_read()->set_read_up_to(message());
      if (!log_.messages().empty()) {
        command.mutable_mark_read()->set_thread_id(log_.thread_of_message(command.mark_read().read_up_to()));
      }
      break;
    case 1:
      command.mutable_mark_unread_from()->set_message_id(message());
      if (!log_.messages().empty()) {
        command.mutable_mark_unread_from()->set_thread_id(
            log_.thread_of_message(command.mark_unread_from().message_id()));
      }
      break;
    case 2:
      command.mutable_save_draft()->set_thread_id(id);
      command.mutable_save_draft()->set_text(flip() ? words() : "");
      break;
    case 3:
      command.mutable_follow()->set_thread_id(id);
      command.mutable_follow()->set_level(flip() ? v1::FOLLOW_LEVEL_FOLLOWED : v1::FOLLOW_LEVEL_MUTED);
      break;
    default: command.mutable_set_last_visit()->set_seq(dice_.between(1, log_.head_seq() + 1));
  }
}

void Maker::wishes(v1::Command& command) {
  switch (dice_.below(6)) {
    case 0:
    case 1:
      command.mutable_set_bookmark()->set_message_id(message());
      command.mutable_set_bookmark()->set_kept(flip());
      break;
    case 2:
      command.mutable_save_settings()->mutable_settings()->set_locale(flip() ? "fr" : "en");
      command.mutable_save_settings()->mutable_settings()->set_time_zone(flip() ? "Europe/Paris" : "");
      break;
    case 3:
      command.mutable_note_acceptance()->set_kind(flip() ? v1::ACCEPTANCE_KIND_FRAME : v1::ACCEPTANCE_KIND_NOTICE);
      command.mutable_note_acceptance()->set_version(static_cast<std::uint32_t>(dice_.between(1, 3)));
      break;
    case 4: command.mutable_start_afresh(); break;
    default: command.mutable_undo_start_afresh();
  }
}

}  // namespace

v1::Command random_command(Dice& dice, const JournalLog& log, const cli::State& state, std::uint64_t member_id,
                           TimestampMs now) {
  Maker maker(dice, log, state);
  v1::Command command;
  const auto& in_round = village().round_people;
  const bool is_in_round = std::ranges::find(in_round, member_id) != in_round.end();
  if (dice.chance(is_in_round ? 45 : 10)) {
    random_round_command(dice, log, member_id, now, command);
    return command;
  }
  if (dice.chance(16)) {
    random_roadmap_command(dice, log, member_id, command);
    return command;
  }
  if (dice.chance(8)) {
    random_commons_command(dice, log, state, command);
    return command;
  }
  if (dice.chance(8)) {
    random_course_command(dice, log, now, command);
    return command;
  }
  const std::uint64_t kind = dice.below(100);
  if (kind < 35) {
    maker.talk(command);
  } else if (kind < 57) {
    maker.mark(command);
  } else if (kind < 62) {
    maker.keep_order(command);
  } else if (kind < 69) {
    maker.reorganise(command);
  } else if (kind < 78) {
    maker.obstacle(command);
  } else if (kind < 86) {
    maker.people(command);
  } else if (kind < 90) {
    edit_directory(dice, state, command);
  } else if (kind < 94) {
    maker.wishes(command);
  } else {
    maker.private_state(command);
  }
  return command;
}

}  // namespace ramure::sim
