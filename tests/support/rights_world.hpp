// The world of the rights matrix: every kind of channel with something in it, and somebody in every relation to it.
//
// Columns are people. Capital letters wear the hat in the place as far as the domain guide lets anybody wear it there;
// small letters have the same role, but not there.
//
//   C catalyst of the pair        F facilitator, guest of the pair   A adviser in charge, guest of the pair
//   E evaluator   S steering      O orientation   T technical committee   D admin   X former member
//   g catalyst of another territory, guest of the pair        c the same, not invited
//   f facilitator, not invited    a adviser in charge of nothing     L somebody who has left
//
// In the round, C is client, F facilitates, A is his deputy, g a consultant, and E observes, since all agreed. In
// another round are c, of the pair of g, and f, who facilitates it.
//
// Where people gather there is a gathering whose title holds the marker, and in the plenary's a workshop.
//
// The roadmap is the pair's. It is shared with its adviser and the facilitators, and g was invited to write along.
//
// Rows are the kinds of channels. In each there are threads whose words hold the place's marker, a word found nowhere
// else, and a message of everybody who may write there. A round holds no threads: its title and a message in it, and
// something that a consultant without a column set aside at its desk, hold the markers of these two.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/ruled_round.hpp"

namespace ramure::test {

inline constexpr std::string_view rights_columns = "CFAESOTDXgcfaL";

// What a command or query can name in one place: things of another author than the asker, unless said otherwise.
struct Target {
  v1::ChannelKind kind = v1::CHANNEL_KIND_UNSPECIFIED;
  std::uint64_t channel = 0;
  std::uint64_t thread = 0;
  std::uint64_t first_message = 0, last_message = 0;
  std::uint64_t own_message = 0;             // the asker's where he has one, else as first_message
  std::uint64_t obstacle = 0;                // where there is one, else as thread
  std::uint64_t other_thread = 0;            // another thread of the place
  std::uint64_t merged = 0;                  // one that was merged into it; as `thread` where nothing can be merged
  std::uint64_t gathering = 0;               // one that has begun; nothing where nobody gathers
  std::uint64_t workshop = 0, sentence = 0;  // of the gathering in the plenary
};

class RightsWorld {
 public:
  RightsWorld();

  RuledCommunity& community() { return community_; }
  std::uint64_t member(char column) const;
  std::uint64_t spare() const { return spare_; }  // a facilitator without a column, invited nowhere
  std::uint64_t guest() const { return guest_; }  // another one, guest of the pair

  RuledRound::People round_people() const;  // those of the round
  std::uint64_t round() const { return round_; }
  std::uint64_t roadmap() const { return roadmap_; }

  Target target(v1::ChannelKind kind, char column);
  static Target absent(v1::ChannelKind kind);  // the same shape, of things that do not exist
  static std::string marker(v1::ChannelKind kind);

 private:
  struct Thread {
    v1::ChannelKind kind;
    std::uint64_t id, author;
    bool is_obstacle;
  };

  std::uint64_t channel(v1::ChannelKind kind) const;
  void invite_guests();
  void hold_rounds();
  void write_roadmap();
  void gather();
  void open(v1::ChannelKind kind, std::uint64_t author);
  void declare(v1::ChannelKind kind, std::uint64_t author, v1::ObstacleScope scope);
  void furnish(const Thread& thread);
  void open_beside(v1::ChannelKind kind, std::uint64_t host);

  RuledCommunity community_;
  std::uint64_t spare_ = 0, guest_ = 0, conversation_ = 0, guest_catalyst_ = 0;
  std::uint64_t round_ = 0, roadmap_ = 0, workshop_ = 0, sentence_ = 0;
  std::vector<std::uint64_t> peers_;  // two who have no column
  std::vector<Thread> threads_;
  std::map<v1::ChannelKind, std::uint64_t> others_, merged_, gatherings_;
};

bool holds_threads(v1::ChannelKind kind);

// The thirteen kinds, in the order of the grids' lines.
const std::vector<v1::ChannelKind>& kinds_of_channels();

}  // namespace ramure::test
