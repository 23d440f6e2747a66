// Whom an event calls back. Rules only: an event and the tables in, notices out.
//
//   for (const Notice& notice : notices_of(event, view, level)) …
//
// A notice says that somebody is named, answered, asked, or that it is his turn; never in what words. Only people who
// may read the thing are told of it, never whoever did it. What stands in the tables is what is so now, which may be
// later than the event: whether it is still news is asked again when the mail is written (news_lines.hpp).
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "ramure/v1/events.pb.h"
#include "ramure/v1/private.pb.h"
#include "storage/view.hpp"

namespace ramure::mail {

// Stored: values are never given twice.
enum class NoticeKind : std::uint8_t {
  named = 1,      // in a message
  answered = 2,   // his message, or his obstacle
  new_words = 3,  // in a place of a few people, where every word is for him
  invited = 4,    // into a round
  turn = 5,       // a written round waits for him
  due = 6,        // an action of his plan is due soon
  review = 7,     // a roadmap is « en relecture », and he reads it for that
  quote = 8,      // may words of his be quoted?
  arrived = 9,    // somebody has come for the first time, and he animates
};

struct Notice {
  std::uint64_t member_id = 0;
  NoticeKind kind = NoticeKind::named;
  std::uint64_t thing_id = 0;    // a thread, a round, a roadmap, a quote, a member
  std::uint64_t message_id = 0;  // 0: about no message
  std::uint64_t event_id = 0;    // what he is told of once
  bool operator==(const Notice&) const = default;
};

// What a member said of a thread or its channel.
using FollowLevels =
    std::function<v1::FollowLevel(std::uint64_t member_id, std::uint64_t thread_id, std::uint64_t channel_id)>;

// One for each member at most: being named says more than being answered, and that more than new words.
std::vector<Notice> notices_of(const v1::Event& event, storage::View& view, const FollowLevels& level);

// Of a round: `events` are all of it, in order; those after `after_seq` are looked at. An invitation whatever the mode;
// a turn in written rounds alone, where it comes while one is elsewhere. Practice calls nobody.
std::vector<Notice> notices_of_round(std::span<const v1::Event> events, std::uint64_t after_seq);

// "e:812": an event and a member meet once.
std::string key_of(const Notice& notice);

}  // namespace ramure::mail
