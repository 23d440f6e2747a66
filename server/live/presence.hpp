// Who is connected to a community: a count per member, over all I/O threads. Changes are gathered and told now and
// then, at most presence_told_max at once: presence is a state that soon shows itself, not news that must arrive.
//
// Thread-safe; held for a moment only, on connecting, leaving and telling.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "server/clock.hpp"

namespace ramure::live {

inline constexpr std::size_t presence_told_max = 200;      // people in one signal frame
inline constexpr std::int64_t presence_gather_ms = 1'000;  // and one more per connection: 5,000 are told every 6 s

class Presence : public std::enable_shared_from_this<Presence> {
 public:
  // That one connection of a member is there. Movable.
  class Ticket {
   public:
    Ticket() = default;
    Ticket(Ticket&& other) noexcept = default;
    Ticket& operator=(Ticket&& other) noexcept;
    ~Ticket();

   private:
    friend class Presence;
    Ticket(std::shared_ptr<Presence> presence, std::uint64_t member_id)
        : presence_(std::move(presence)), member_id_(member_id) {}
    void give_up();
    std::shared_ptr<Presence> presence_;
    std::uint64_t member_id_ = 0;
  };

  [[nodiscard]] Ticket enter(std::uint64_t member_id);

  bool is_here(std::uint64_t member_id) const;
  // Who came or went since the last call: for the one who watches rounds.
  std::vector<std::uint64_t> take_moved();

  // Encoded signals, for those who may see: everybody who is here, and what changed since the last telling (empty when
  // nothing did, or it is too early).
  std::string everybody() const;
  std::string changes(std::int64_t steady_ms);

 private:
  void leave(std::uint64_t member_id);

  mutable std::mutex mutex_;                                      // protects the following
  std::unordered_map<std::uint64_t, std::uint32_t> connections_;  // per member; none with 0
  std::unordered_map<std::uint64_t, bool> changed_;               // who, and whether they are here
  std::unordered_set<std::uint64_t> moved_;                       // who, until they are taken
  std::size_t connection_count_ = 0;
  std::int64_t told_at_ms_ = 0;
};

}  // namespace ramure::live
