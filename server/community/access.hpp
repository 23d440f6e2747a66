// The one door to channels, threads, messages and gatherings: `access_…` loads a thing and checks that the asker may
// see it. What is hidden and what does not exist come out as the same refusal.
//
//   auto found = access_thread(asked, command.thread_id(), "post_message.thread_id");
//   if (!found) return pass_on(found);
//   if (auto checked = check_may(*found, Act::post, "post_message.thread_id"); !checked) return pass_on(checked);
#pragma once

#include <string_view>

#include "server/community/asked.hpp"
#include "server/identity/permissions.hpp"

namespace ramure::community {

using identity::Act;

// A channel that the asker reads, and what he is there.
struct AccessedChannel {
  storage::ChannelState channel;
  v1::Role hat = v1::ROLE_UNSPECIFIED;
  bool as_guest = false;
  std::uint64_t reads_from_seq = 0;

  bool may(Act act) const { return identity::may(hat, channel.kind, act, as_guest); }
};

// A thread of such a channel. Somebody who came later sees its title, and what is new in it.
struct AccessedThread : AccessedChannel {
  storage::ThreadState thread;
  bool is_author = false;                                           // the true one, also where it is not shown
  bool is_of_pair = false;                                          // of the thread's territory
  bool shows_words() const { return thread.id >= reads_from_seq; }  // card and summary, not the title only
};

// A message born since the asker's entry.
struct AccessedMessage : AccessedThread {
  storage::MessageState message;
  bool is_own = false;
};

// A gathering born since the asker's entry.
struct AccessedGathering : AccessedChannel {
  storage::GatheringState gathering;
};

std::expected<AccessedChannel, v1::Refusal> access_channel(Asked& asked, std::uint64_t id, std::string_view field);
std::expected<AccessedThread, v1::Refusal> access_thread(Asked& asked, std::uint64_t id, std::string_view field);
std::expected<AccessedMessage, v1::Refusal> access_message(Asked& asked, std::uint64_t id, std::string_view field);
std::expected<AccessedGathering, v1::Refusal> access_gathering(Asked& asked, std::uint64_t id, std::string_view field);

// The asker's channel of this kind, and of this territory where that is not 0.
std::expected<AccessedChannel, v1::Refusal> access_channel_of_kind(Asked& asked, v1::ChannelKind kind,
                                                                   std::uint64_t territory_id, std::string_view field);

Checked check_may(const AccessedChannel& place, Act act, std::string_view field);
Checked check_open(const AccessedThread& place, std::string_view field);         // neither archived nor merged
Checked check_shows_words(const AccessedThread& place, std::string_view field);  // born since one's entry

// Who is named as the actor of something that only the author, the pair or a facilitator can do to a thread: nobody
// (0) where the name would give away the author of a « sans nom de territoire ».
std::uint64_t actor_shown(const Asked& asked, const AccessedThread& place);

}  // namespace ramure::community
