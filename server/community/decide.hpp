// The rules of channels, threads, messages, obstacles, people and read state: a command becomes events, or a refusal.
//
// Plain synchronous code, run by the writer inside its transaction: no clock, no socket, no SQL, no waiting. It only
// reads (through the view); what it returns is applied by storage. `check_…` functions may refuse, `do_…` may not.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "ramure/v1/commands.pb.h"
#include "ramure/v1/events.pb.h"
#include "ramure/v1/refusals.pb.h"
#include "ramure/v1/roadmap_text.pb.h"
#include "server/clock.hpp"
#include "server/community/round_book.hpp"
#include "storage/view.hpp"

namespace ramure::community {

// Who sends the command. Founding commands are accepted from `Actor::founder()` only, which no network path makes.
struct Actor {
  std::uint64_t member_id = 0;
  bool is_founder = false;
  bool is_server = false;
  std::uint64_t workshop_id = 0;  // nobody, who holds the code of this workshop
  static Actor member(std::uint64_t id) { return {id}; }
  static Actor founder() { return {.is_founder = true}; }
  // Looks at the clocks of rounds; no network path makes it either.
  static Actor server() { return {.is_server = true}; }
  // A phone in the room: it may say a sentence there, and nothing else. Made by whoever has looked at its code.
  static Actor in_room(std::uint64_t workshop_id) { return {.workshop_id = workshop_id}; }
};

struct RoundLook {
  std::uint64_t round_id = 0;
  TimestampMs at_ms = 0;  // 0: the server need not look by itself
};

// Private state of somebody else than the actor: what goes with a membership that ends.
struct RowOfOther {
  std::uint64_t member_id = 0;
  v1::PrivateRow row;  // without revision
};

struct Decision {
  std::vector<v1::Event> events;  // seq, at_ms, audience, birth_seq and body set; first seq is next_seq
  // « Repartir d'aujourd'hui », or the way back from it: many read cursors of the actor in one stroke, before his rows.
  std::optional<storage::FreshStart> starts_afresh;
  std::optional<std::vector<storage::CursorMove>> undoes_fresh_start;
  std::vector<v1::PrivateRow> private_rows;  // of the actor, without revision
  std::vector<RowOfOther> rows_of_others;
  std::uint64_t clears_draft_of_thread_id = 0;
  storage::MovedMarks forgets_marks;  // of the actor, before the rows are written; thread_id 0: none
  std::vector<RoundLook> round_looks;
  std::vector<std::string> uses_upload_ids;  // their files are carried by one of the events: they wait no more
  std::vector<TextWork> texts;               // of roadmaps
  std::optional<v1::TextTaken> text_taken;   // for the answer
  // A command that is already fulfilled by an existing thing (the same conversation) answers with its id.
  std::uint64_t existing_seq = 0;
};

using Decided = std::expected<Decision, v1::Refusal>;

// `now` is max(clock, time of the previous event). Throws only what storage throws.
Decided decide(storage::View& view, const v1::Command& command, const Actor& actor, std::uint64_t next_seq,
               TimestampMs now, const RoundRules& rounds = {});

}  // namespace ramure::community
