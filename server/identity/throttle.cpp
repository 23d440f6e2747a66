#include "server/identity/throttle.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace ramure::identity {

Throttle::Bucket& Throttle::bucket(std::string_view key, std::int64_t now_ms) {
  if (const auto known = by_key_.find(key); known != by_key_.end()) {
    buckets_.splice(buckets_.begin(), buckets_, known->second);
    return buckets_.front();
  }
  if (by_key_.size() >= limits_.keys_max) {
    by_key_.erase(buckets_.back().key);
    buckets_.pop_back();
  }
  buckets_.push_front({std::string(key), now_ms});
  by_key_.emplace(buckets_.front().key, buckets_.begin());
  return buckets_.front();
}

std::int64_t Throttle::take(std::string_view key, std::int64_t now_ms) {
  Bucket& found = bucket(key, now_ms);
  const std::int64_t full_at_ms = std::max(found.full_at_ms, now_ms) + limits_.refill_ms;
  const std::int64_t wait_ms = full_at_ms - now_ms - limits_.burst * limits_.refill_ms;
  if (wait_ms > 0) return wait_ms;
  found.full_at_ms = full_at_ms;
  return 0;
}

void Throttle::give_back(std::string_view key, std::int64_t now_ms) {
  Bucket& found = bucket(key, now_ms);
  found.full_at_ms = std::max(found.full_at_ms - limits_.refill_ms, now_ms);
}

std::string throttle_key_of_address(std::string_view address) {
  const std::string text(address.substr(0, address.find('%')));  // without the zone of a link-local address
  std::array<unsigned char, 16> bytes{};
  if (inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) return text;
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
  static constexpr std::array<unsigned char, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  std::array<char, INET6_ADDRSTRLEN> out{};
  if (std::memcmp(bytes.data(), mapped.data(), mapped.size()) == 0) {
    return inet_ntop(AF_INET, bytes.data() + mapped.size(), out.data(), out.size());
  }
  std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
  return std::string(inet_ntop(AF_INET6, bytes.data(), out.data(), out.size())) + "/64";
}

}  // namespace ramure::identity
