// A round as one person sees it: the server's picture, kept up to date by the round's events.
//
//   Room room;
//   room.begin(answer, now);                          // GetRound
//   switch (room.take(event)) { … }                   // says what to ask for again, at most a few times a second
//   room.refresh(answer_without_words, now);          // GetRound{without_words}
//
// What is said comes with the events, by contribution; all the rest (step, floor, conditions, what one may do) only the
// rules can tell, so it is asked for. Nothing of it is ever written to this device.
#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "client-cli/failure.hpp"
#include "ramure/v1/events.pb.h"
#include "ramure/v1/queries.pb.h"

namespace ramure::cli {

enum class Change {
  none,     // the event is about something else
  refresh,  // ask again without words
  reload,   // ask for the whole round again: words went, or others read them now
  over      // one is not in this round any more
};

class Room {
 public:
  void begin(const v1::RoundAnswer& answer, std::int64_t received_at_ms);
  void refresh(const v1::RoundAnswer& answer, std::int64_t received_at_ms);
  Change take(const v1::Event& event);

  // With form and contributions. Contributions in the order in which one could read them.
  const v1::RoundView& view() const { return view_; }
  std::uint64_t desk_channel_id() const { return desk_channel_id_; }

  // Of the open step, at a time of this device's clock: however wrong that clock is, only its pace counts.
  std::int64_t remaining_ms(std::int64_t now_ms) const;
  bool shows_clock() const { return view_.shows_clock() && view_.status() == v1::ROUND_STATUS_RUNNING; }

  // Contributions are numbered as they come, and keep their number: what "~7" means does not change while one types.
  std::size_t number_of(std::uint64_t contribution_id) const;  // 0: there is no such contribution
  Result<std::uint64_t> find(std::string_view text) const;     // "~7" or an id
  std::vector<std::uint64_t> ids_by_number() const;

 private:
  void put(const v1::Contribution& contribution);
  void erase(std::uint64_t contribution_id);
  void sort();

  v1::RoundView view_;
  std::uint64_t desk_channel_id_ = 0;
  std::int64_t told_at_ms_ = 0;  // by this device's clock
  std::map<std::uint64_t, std::size_t> numbers_;
};

const v1::Contribution* find_contribution(const v1::RoundView& view, std::uint64_t id);  // nullptr: there is none
const v1::RoundStep* open_step(const v1::RoundView& view);                               // nullptr: no step is open

}  // namespace ramure::cli
