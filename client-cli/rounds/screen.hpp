// The full-screen view of a round as lines and a cursor: a pure function of what is known. Painter shows it.
//
//   Tour 412 · Groupe A                        the head: step, time left for whoever sees it, the path
//   La demande (version 2) …                   the request, the floor
//   ────────
//   ~7  Lucie Charbonnel · Question · 14 h 32  what was said, the latest at the bottom
//   ────────
//   À vous la parole.                          what one is asked, the facilitator's desk, what one may do
//   Question > …                               where one writes
#pragma once

#include <string>
#include <string_view>

#include "client-cli/rounds/telling.hpp"

namespace ramure::cli {

// What is on the screen beside the round itself.
struct Desk {
  std::string label;       // what Enter would send: « Question »; or « rien à dire »
  std::string text;        // being written
  std::size_t cursor = 0;  // in bytes of it
  std::string notice;      // what came of the last thing one did
  bool connected = true;
  std::size_t lines_back = 0;  // how far one has paged back
  Lines page;                  // shown instead of what was said: the help; empty: nothing
};

struct Screen {
  Lines lines;                     // as many as the terminal has rows
  int body_from = 0, body_to = 0;  // rows of what was said, from 0 on, the second one past it: they move together
  int cursor_row = 0, cursor_column = 0;
  std::size_t lines_back = 0;  // no further than there is something
};

Screen draw(const Room& room, const Glance& glance, int rows, const Desk& desk);

}  // namespace ramure::cli
