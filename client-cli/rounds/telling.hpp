// A round in words: the lines that `show` prints and that the full-screen view places. Pure functions of what is known.
// Everything that people wrote is made harmless for the terminal here. No meaning is in a style alone.
#pragma once

#include <cstdint>
#include <string>

#include "client-cli/output/line.hpp"
#include "client-cli/rounds/room.hpp"
#include "client-cli/state/names.hpp"

namespace ramure::cli {

// Who looks, when, and how wide.
struct Glance {
  const Names& names;
  std::uint64_t me = 0;
  std::int64_t now_ms = 0;
  int columns = 80;
  const char* prefix = "ramure round ";  // before the name of an act: "/" in the full-screen view
};

// « Tour 412 · Groupe A · titre », « [x] Cadre  [>] Exposé  [ ] Clarification », the time left where one sees it.
void tell_head(const Room& room, const Glance& glance, Lines& lines);
// The request in force, with its version and how far the agreements are.
void tell_request(const Room& room, const Glance& glance, Lines& lines);
// Who has the floor and who is next; silence; questions that wait.
void tell_floor(const Room& room, const Glance& glance, Lines& lines);
// The plan's actions; those of the former round while they are looked back on.
void tell_actions(const Room& room, const Glance& glance, Lines& lines);
// « ~7 Lucie Charbonnel · Question · 14 h 32 » and the indented words.
void tell_contribution(const Room& room, const Glance& glance, const v1::Contribution& said, Lines& lines);
// What one is asked, and one's turn: nothing else may be missed.
void tell_asked(const Room& room, const Glance& glance, Lines& lines);
// « Vous (consultante) pouvez : … »
void tell_allowed(const Room& room, const Glance& glance, Lines& lines);
// For the facilitator: the sentence to read aloud, conditions met and missing, who was not heard yet.
void tell_desk(const Room& room, const Glance& glance, Lines& lines);
// Who is in it, with roles and presence.
void tell_people(const Room& room, const Glance& glance, Lines& lines);

// « Lucie Charbonnel » or « vous »
std::string who(const Glance& glance, std::uint64_t member_id);
std::string names_of(const Glance& glance, const google::protobuf::RepeatedField<std::uint64_t>& ids);

}  // namespace ramure::cli
