// The measurements, one function each. Every one starts what it needs, measures its own limits, and ends it again.
#pragma once

#include <filesystem>

#include "tests/load/figures.hpp"
#include "tests/support/served_community.hpp"

namespace ramure::load {

using test::Filler;
using test::make_served_community;
using test::ServedCommunity;
using test::ServedMember;

inline constexpr std::size_t territories = 12;
inline constexpr std::size_t members_per_territory = 42;  // of make_served_community

struct Setting {
  std::filesystem::path folder;    // scratch, on the disk that is to be measured
  double seconds = 5;              // of each closed loop
  std::uint64_t many = 1'000'000;  // messages of the growth scenario
};

void measure_plenary(const Setting& setting, Report& report);    // one thread, 500 connected members, 4 senders
void measure_community(const Setting& setting, Report& report);  // 12 threads × 30 members, 2 senders each
void measure_calm(const Setting& setting, Report& report);       // the same at 24 messages a second
void measure_writes(const Setting& setting, Report& report);     // 64 senders on one community
void measure_idle(const Setting& setting, Report& report);       // 5,000 connections that say nothing
void measure_catch_up(const Setting& setting, Report& report);   // 10,000 missed messages
void measure_growth(const Setting& setting, Report& report);     // a million messages against a thousand
void measure_slow_reader(const Setting& setting, Report& report);
void measure_rounds(const Setting& setting, Report& report);  // the engine of rounds, no server
void measure_room(const Setting& setting, Report& report);    // eight people in a round against the same in a thread
void measure_texts(const Setting& setting, Report& report);   // the engine of shared writing, no server
void measure_text_server(const Setting& setting, Report& report);  // the same with what surrounds it, on the disk

}  // namespace ramure::load
