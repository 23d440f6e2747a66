// A short history in which every event of the protocol happens at least once: for tests that must not forget one, and
// for the golden data folder that each release leaves behind.
#pragma once

#include <cstdint>

#include "tests/support/founded_community.hpp"

namespace ramure::test {

struct FullHistory {
  std::uint64_t thread = 0;          // in the plenary: edited, reacted to, pinned, kept, one message erased
  std::uint64_t first_message = 0;   // edited twice, mentions, kept
  std::uint64_t second_message = 0;  // pinned, then not kept any more
  std::uint64_t erased_message = 0;
  std::uint64_t message_with_files = 0;  // two
  std::uint64_t erased_message_with_file = 0;
  std::uint64_t obstacle = 0;   // of the pair, lifted with an outcome
  std::uint64_t published = 0;  // the same for the community, without name
  std::uint64_t unnamed_message = 0;
  std::uint64_t conversation = 0, wider_conversation = 0;
  std::uint64_t leaver = 0;                   // changed role, then left
  std::uint64_t merged = 0, merged_into = 0;  // threads
  std::uint64_t moved_message = 0;            // from the first to the second
};

FullHistory write_full_history(FoundedCommunity& community);

// A part of it: new words for people, territories, themes, and two of the facilitators.
void write_directory_history(FoundedCommunity& community);

// The same for rounds of co-development.
void write_round_history(FoundedCommunity& community);

// The same for a roadmap.
void write_roadmap_history(FoundedCommunity& community);

// The same for the course.
void write_course_history(FoundedCommunity& community);

// Words of erased_message: they may be nowhere.
inline constexpr std::string_view erased_words = "hippocampe indiscret";
inline constexpr std::string_view erased_second_wording = "ornithorynque bavard";
inline constexpr std::string_view erased_name = "zèbre-confidentiel.txt";
inline constexpr std::string_view erased_file = "Le zèbre a des rayures.";

}  // namespace ramure::test
