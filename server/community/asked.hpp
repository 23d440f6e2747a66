// What every rule is handed: who asks, what he asks of, and the pen with which events are written.
//
//   Announcer announce(asked);
//   announce.to_channel(channel_id).mutable_thread_opened()->set_title(…);       // born now
//   announce.to_channel(channel_id, message_id).mutable_message_edited()->…;    // about something born earlier
//   return announce.decision();
#pragma once

#include <cstdint>
#include <string>

#include "ramure/v1/private.pb.h"
#include "server/community/decide.hpp"
#include "server/community/refuse.hpp"

namespace ramure::community {

// Members, territories and themes are announced in the directory, the first channel of every community.
inline constexpr std::uint64_t directory_id = 1;

struct Asked {
  storage::View& view;
  storage::MemberState me;  // id 0 for the founder, who is nobody
  bool is_founder = false;
  std::uint64_t next_seq = 0;
  TimestampMs now = 0;
  const std::string& command_key;
  RoundRules rounds;
  bool is_server = false;  // the server itself looks at a round's clock

  const storage::Readable& readable() const { return view.readable(me.id); }
};

class Announcer {
 public:
  explicit Announcer(const Asked& asked) : asked_(asked) {}

  // A new event with seq, time, actor, key, audience and birth set; the caller gives it its body. The reference is
  // good until the next call.
  v1::Event& to_channel(std::uint64_t channel_id, std::uint64_t birth_seq);
  v1::Event& to_channel(std::uint64_t channel_id) { return to_channel(channel_id, next_seq()); }
  // As nobody's act: without actor, and without the key that would lead to him.
  v1::Event& to_channel_by_nobody(std::uint64_t channel_id, std::uint64_t birth_seq);
  v1::Event& to_member(std::uint64_t member_id);
  // An event that the rules of a round have written whole, next_seq() included. Nobody's act carries no key.
  void of_round(v1::Event event);

  // When the server looks at the round's clock again; 0: not by itself.
  void look_at_round(std::uint64_t round_id, TimestampMs at_ms) { decision_.round_looks.push_back({round_id, at_ms}); }

  // What a command changes in the text of a roadmap, and what its answer says of that.
  void text(TextWork work) { decision_.texts.push_back(std::move(work)); }
  void answer_text(const v1::TextTaken& taken) { decision_.text_taken = taken; }

  // A row of that member's private state, without revision; good until the next call.
  v1::PrivateRow& row_of(std::uint64_t member_id);
  storage::View& view() const { return asked_.view; }
  TimestampMs now() const { return asked_.now; }

  std::uint64_t next_seq() const { return asked_.next_seq + decision_.events.size(); }
  bool is_empty() const { return decision_.events.empty(); }

  // Ends the work; nothing may be announced afterwards.
  Decision decision() { return std::move(decision_); }

 private:
  v1::Event& add(std::uint64_t birth_seq);

  const Asked& asked_;
  Decision decision_;
};

}  // namespace ramure::community
