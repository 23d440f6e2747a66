// A small founded community, written straight through the store: no rules, no accounts, no server. For tests of
// storage and of everything that reads from it.
//
//   FoundedCommunity community;
//   const auto thread = community.open_thread(community.plenary, community.valmerac.first, "Un titre");
//   const auto message = community.post(thread, community.valmerac.second, "Bonjour <@12>", {12});
//   community.store().view().message(message);
//
// Each call is one committed batch with one command; time moves on by one second per event, from a fixed day.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

#include "storage/store.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ramure::test {

class FoundedCommunity {
 public:
  static constexpr std::int64_t first_event_ms = 1'525'334'400'000;  // 3 May 2018, 8:00 UTC

  struct Territory {
    std::uint64_t id = 0;
    std::uint64_t channel = 0, pair = 0, pair_obstacles = 0, pair_follow_up = 0;
    std::uint64_t first = 0, second = 0;  // its two catalysts
  };

  FoundedCommunity();
  explicit FoundedCommunity(const std::filesystem::path& folder);  // kept at the end

  storage::Store& store() { return *store_; }
  storage::View& view() { return store_->view(); }
  const std::filesystem::path& folder() const { return folder_; }
  void close() { store_.reset(); }
  void reopen();

  // Who and what there is. Everybody with a role reads what domain guide 5.1 lets that role read.
  static constexpr std::uint64_t directory = 1;
  std::uint64_t plenary = 0, themes = 0, backstage = 0;
  std::uint64_t theme_models = 0, theme_places = 0;
  std::uint64_t facilitator = 0, adviser = 0, evaluator = 0, steering = 0, orientation = 0, admin = 0;
  Territory valmerac, kerlohan;

  // Appends one event: `fill` sets body, audience and, where it is not the event's own seq, birth_seq. Returns its seq.
  using Fill = std::function<void(v1::Event&)>;
  std::uint64_t append(std::uint64_t actor_id, std::uint64_t channel_id, const Fill& fill);
  std::uint64_t append_to_member(std::uint64_t actor_id, std::uint64_t member_id, const Fill& fill);
  // The same inside a command that the caller has begun.
  std::uint64_t append_in_command(std::uint64_t actor_id, const Fill& fill);

  // What is appended meanwhile shares one commit: quicker, for long histories.
  void in_one_batch(const std::function<void()>& work);

  std::uint64_t add_member(std::string_view key, v1::Role role, std::uint64_t territory_id = 0);
  std::uint64_t open_channel(v1::ChannelKind kind, std::uint64_t territory_id = 0, std::uint64_t person_id = 0);
  void grant(std::uint64_t channel_id, std::uint64_t member_id, v1::Role role, bool whole_past = true);
  void end_membership(std::uint64_t channel_id, std::uint64_t member_id);

  std::uint64_t open_thread(std::uint64_t channel_id, std::uint64_t author_id, std::string_view title,
                            std::uint64_t theme_id = 0);
  std::uint64_t open_obstacle(std::uint64_t channel_id, std::uint64_t author_id, std::string_view title,
                              const v1::Obstacle& card, std::uint64_t theme_id = 0);
  std::uint64_t post(std::uint64_t thread_id, std::uint64_t author_id, std::string_view body,
                     std::initializer_list<std::uint64_t> mention_ids = {});
  void move(std::uint64_t actor_id, std::uint64_t to_thread_id, std::initializer_list<std::uint64_t> message_ids);
  // With files that wait in the author's uploads (uploaded.hpp), which are used up.
  std::uint64_t post_with(std::initializer_list<std::string> upload_ids, std::uint64_t thread_id,
                          std::uint64_t author_id, std::string_view body = "");
  void edit(std::uint64_t message_id, std::uint64_t author_id, std::string_view body);
  void redact(std::uint64_t message_id, std::uint64_t actor_id);
  void react(std::uint64_t message_id, std::uint64_t member_id, std::string_view name, bool added = true);

 private:
  void found();
  Territory add_territory(std::string_view key, std::string_view name);
  void admit(std::uint64_t member_id, v1::Role role);  // to the rooms of the whole community

  std::unique_ptr<TemporaryFolder> temporary_;
  std::filesystem::path folder_;
  std::unique_ptr<storage::Store> store_;
  bool in_batch_ = false;
};

// Opens (and makes, if there are none) the files of a community with a fixed epoch and hash key, without fsync.
std::unique_ptr<storage::Store> open_test_store(const std::filesystem::path& folder, bool durable = false);

}  // namespace ramure::test
