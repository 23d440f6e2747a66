// How often one may try: a token bucket per key (a sign-in name, an address), in bounded memory.
//
//   Throttle by_name(ThrottleLimits::per_name());
//   if (auto wait_ms = by_name.take(name, clock.steady_ms()); wait_ms > 0) refuse, retry after wait_ms
//   …
//   by_name.give_back(name, now);      // it was the right password: the try costs nothing
//
// A key starts with `burst` tries and gets one back every `refill_ms`. At most `keys_max` keys are remembered; then
// the one used longest ago is forgotten, which at worst gives an attacker `burst` tries for that many others.
// Not thread-safe; time is an argument.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

namespace ramure::identity {

struct ThrottleLimits {
  std::int64_t burst = 0;
  std::int64_t refill_ms = 0;
  std::size_t keys_max = 0;

  // Ten tries at once, then one every 20 s: a person who hesitates gets in, a guesser has 4,330 tries a day.
  static constexpr ThrottleLimits per_name() { return {.burst = 10, .refill_ms = 20'000, .keys_max = 10'000}; }
  // Wider, since a whole office can share one address.
  static constexpr ThrottleLimits per_address() { return {.burst = 60, .refill_ms = 2'000, .keys_max = 10'000}; }
  // Mails sent to one address because somebody asked: three at once, then one every five minutes.
  static constexpr ThrottleLimits per_mail_address() { return {.burst = 3, .refill_ms = 300'000, .keys_max = 10'000}; }
  // Everybody in a room by one code: a hundred phones look and speak at once, then five a second.
  static constexpr ThrottleLimits per_workshop_code() { return {.burst = 300, .refill_ms = 200, .keys_max = 10'000}; }
};

class Throttle {
 public:
  explicit Throttle(ThrottleLimits limits) : limits_(limits) {}

  // Takes one try. 0: allowed. Otherwise nothing is taken, and it is the time until the next try is allowed.
  std::int64_t take(std::string_view key, std::int64_t now_ms);

  // Gives the try back that take() allowed. Never more than `burst`.
  void give_back(std::string_view key, std::int64_t now_ms);

  std::size_t keys() const { return by_key_.size(); }

 private:
  // A bucket is one number: the time at which it will be full again.
  struct Bucket {
    std::string key;
    std::int64_t full_at_ms;
  };

  Bucket& bucket(std::string_view key, std::int64_t now_ms);

  ThrottleLimits limits_;
  std::list<Bucket> buckets_;                                                 // the one used last comes first
  std::unordered_map<std::string_view, std::list<Bucket>::iterator> by_key_;  // views into buckets_
};

// The key of an address: IPv4 whole, IPv6 by its /64 (one household or one server), a mapped IPv4 as IPv4.
std::string throttle_key_of_address(std::string_view address);

}  // namespace ramure::identity
