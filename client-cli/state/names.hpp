// The names of people, places and threads, for showing ids as words and finding ids from words.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client-cli/failure.hpp"
#include "ramure/v1/events.pb.h"
#include "ramure/v1/queries.pb.h"
#include "ramure/v1/round.pb.h"

namespace ramure::cli {

// Whether threads are held there: not in a round of co-development, nor at its desk.
bool holds_threads(const v1::Channel& channel);

// For comparing what people type: lower case, accents of Latin letters dropped, typographic apostrophes straightened.
std::string fold(std::string_view text);

class Names {
 public:
  void take(const v1::Snapshot& snapshot);
  void take(const v1::Thread& thread);
  void take(const v1::Channel& channel);
  void take(const v1::RoundView& view);  // the imaginary people of a practice round, who have a name in it alone
  void apply(const v1::Event& event);    // people, places and threads that come, or are called otherwise

  std::string member(std::uint64_t id) const;     // « Ancien participant » when unknown, « sans nom » for 0
  std::string territory(std::uint64_t id) const;  // empty for 0
  std::string theme(std::uint64_t id) const;      // short title; empty for 0
  std::string thread(std::uint64_t id) const;     // title
  std::string channel(std::uint64_t id) const;
  std::uint64_t channel_of_thread(std::uint64_t id) const;

  // A key ("p03"), a whole name, or words of which only one person is named. Exit::refused otherwise.
  Result<std::uint64_t> find_member(std::string_view text) const;
  Result<std::uint64_t> find_territory(std::string_view text) const;
  Result<std::uint64_t> find_theme(std::string_view text) const;
  Result<std::uint64_t> find_channel(std::string_view text) const;  // among the places where threads are
  Result<std::uint64_t> find_thread(std::string_view text) const;

  const std::map<std::uint64_t, v1::Channel>& channels() const { return channels_; }  // rounds and their desks too
  const std::map<std::uint64_t, v1::Member>& members() const { return members_; }
  const std::map<std::uint64_t, v1::Territory>& territories() const { return territories_; }
  std::optional<v1::Channel> first_channel(v1::ChannelKind kind) const;

  // <@12> becomes @Lucie Charbonnel; <#40> and <!41> become the thread's title.
  std::string readable(std::string_view body) const;
  // The reverse for what is typed: @p03, @Lucie or @"Lucie Charbonnel". What names nobody stays as it is.
  std::string with_mentions(std::string_view text) const;

  // What may be kept on this device: people, territories and themes; no place, no thread.
  v1::Snapshot directory() const;

 private:
  void take_profile(const v1::MemberEdited& edited);
  void rename(const v1::Territory& territory);

  std::map<std::uint64_t, v1::Member> members_;
  std::map<std::uint64_t, std::string> imaginary_;  // nobody finds them by name, and no device keeps them
  std::map<std::uint64_t, v1::Territory> territories_;
  std::map<std::uint64_t, v1::Theme> themes_;
  std::map<std::uint64_t, v1::Channel> channels_;
  struct KnownThread {
    std::string title;
    std::uint64_t channel_id = 0;
  };
  std::map<std::uint64_t, KnownThread> threads_;
};

}  // namespace ramure::cli
