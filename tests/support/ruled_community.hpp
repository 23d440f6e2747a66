// A small community founded and changed through the rules alone: every change is a command, decided and applied as the
// writer does it, one committed batch per command.
//
//   RuledCommunity community;
//   const auto thread = community.open_thread(community.plenary, community.facilitator);
//   auto refusal = community.refusal(community.evaluator, post(thread, "Bonjour"));
//
// Everything that was refused is a value; what ought to be accepted and is not throws, so that a test stops there.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ramure/v1/queries.pb.h"
#include "server/community/decide.hpp"
#include "storage/store.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ramure::test {

class RuledCommunity {
 public:
  struct Territory {
    std::uint64_t id = 0;
    std::uint64_t channel = 0, pair = 0, pair_obstacles = 0, pair_follow_up = 0;
    std::uint64_t first = 0, second = 0;                      // its two catalysts
    std::uint64_t first_follow_up = 0, second_follow_up = 0;  // their personal channels
  };

  RuledCommunity();

  storage::Store& store() { return *store_; }
  storage::View& view() { return store_->view(); }
  const std::filesystem::path& folder() const { return folder_.path(); }

  static constexpr std::uint64_t directory = 1;
  std::uint64_t plenary = 0, themes = 0, backstage = 0;
  std::uint64_t resources = 0, proposals = 0;
  std::uint64_t steering_committee = 0, orientation_committee = 0, technical_committee = 0;
  std::uint64_t theme = 0, other_theme = 0;
  std::uint64_t facilitator = 0, other_facilitator = 0;
  std::uint64_t adviser = 0;        // in charge of both territories
  std::uint64_t other_adviser = 0;  // in charge of none
  std::uint64_t evaluator = 0, steering = 0, orientation = 0, technical = 0, admin = 0, other_admin = 0;
  std::uint64_t former = 0, gone = 0;
  Territory valmerac, kerlohan;

  // What this member's page begins with.
  v1::Snapshot snapshot(std::uint64_t member_id) const;

  // Decides and, when accepted, applies and commits. The key is new each time.
  community::Decided send(const community::Actor& actor, v1::Command command);
  community::Decided send(std::uint64_t member_id, const v1::Command& command) {
    return send(community::Actor::member(member_id), command);
  }

  // Decides, and takes everything back.
  community::Decided consider(const community::Actor& actor, v1::Command command);
  community::Decided consider(std::uint64_t member_id, const v1::Command& command) {
    return consider(community::Actor::member(member_id), command);
  }

  // Must be accepted.
  community::Decision accept(const community::Actor& actor, const v1::Command& command);
  community::Decision accept(std::uint64_t member_id, const v1::Command& command) {
    return accept(community::Actor::member(member_id), command);
  }

  // Must be refused; nothing is kept.
  v1::Refusal refusal(std::uint64_t member_id, const v1::Command& command);

  // All that was announced, in order.
  const std::vector<v1::Event>& events() const { return events_; }

  // Shorthands for what nearly every test begins with. A thread's first message has the thread's id + 1.
  v1::Command opening_in(std::uint64_t channel_id);  // of the kind, and with a theme, as the place wants it
  std::uint64_t open_thread(std::uint64_t channel_id, std::uint64_t author_id, std::string_view title = "Un fil");
  std::uint64_t post(std::uint64_t thread_id, std::uint64_t author_id, std::string_view body = "Bonjour");
  std::uint64_t declare(std::uint64_t author_id, v1::ObstacleScope scope, bool draft = false);
  std::uint64_t add_member(v1::Role role, std::uint64_t territory_id, std::string_view key);
  std::uint64_t converse(std::uint64_t member_id, const std::vector<std::uint64_t>& others);

 private:
  community::Decided decide_in_command(const community::Actor& actor, v1::Command& command);
  void apply(const community::Actor& actor, const community::Decision& decision);
  std::string next_key();
  void found();
  Territory add_territory(std::string_view key, std::string_view name);
  void take_charge(const Territory& territory);
  std::uint64_t channel_of(v1::ChannelKind kind, std::uint64_t territory_id = 0, std::uint64_t person_id = 0);

  TemporaryFolder folder_;
  std::unique_ptr<storage::Store> store_;
  std::uint64_t keys_ = 0;
  std::vector<v1::Event> events_;
};

// Commands that are right in every respect but for who sends them.
v1::Command command_open_thread(std::uint64_t channel_id, std::uint64_t theme_id = 0);
v1::Command command_post(std::uint64_t thread_id, std::string_view body = "Bonjour");
v1::Command command_edit(std::uint64_t message_id, std::uint32_t version, std::string_view body = "Bonsoir");
v1::Command command_declare(v1::ObstacleScope scope, std::uint64_t theme_id, bool draft = false);
v1::Command command_add_member(v1::Role role, std::uint64_t territory_id, std::string_view key);
v1::Command command_status(std::uint64_t thread_id, v1::ObstacleStatus status);

}  // namespace ramure::test
