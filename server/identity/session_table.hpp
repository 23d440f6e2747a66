// Every live session, in memory: what a token means, answered without a disk. Thread-safe.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "server/identity/accounts.hpp"
#include "server/identity/tokens.hpp"

namespace ramure::identity {

class SessionTable {
 public:
  struct NewSession {
    TokenHash token_hash{};
    std::shared_ptr<const Identity> identity;
    TimestampMs created_at_ms = 0, last_used_ms = 0;
    std::string client_name;
  };
  struct Use {
    std::uint64_t session_id;
    TimestampMs last_used_ms;
  };

  void add(NewSession session);

  // nullptr: unknown, or not used for longer than session_idle_ms_max. Notes the use.
  std::shared_ptr<const Identity> use(const TokenHash& token_hash, TimestampMs now_ms);
  bool holds(std::uint64_t session_id) const;

  // Forgets the session; false when it was not there.
  bool end(std::uint64_t session_id);

  std::shared_ptr<const Identity> identity_of(std::uint64_t session_id) const;
  std::vector<Session> of_account(std::uint64_t account_id) const;
  // The account's session that was used longest ago, if it has `at_most` or more.
  std::optional<std::uint64_t> surplus(std::uint64_t account_id, std::size_t at_most) const;
  std::vector<std::uint64_t> expired(TimestampMs now_ms) const;
  // The uses that were not taken before.
  std::vector<Use> take_uses();

  // Every session of the account speaks for these members from now on.
  void set_memberships(std::uint64_t account_id, const std::vector<MemberOf>& memberships);

 private:
  struct Entry {
    TokenHash token_hash;
    std::shared_ptr<const Identity> identity;
    TimestampMs created_at_ms;
    std::string client_name;
    std::atomic<TimestampMs> last_used_ms;
    std::atomic<TimestampMs> taken_ms;  // the use that take_uses() gave last
  };

  mutable std::shared_mutex mutex_;  // shared by use() and the questions; alone for what changes the maps
  std::unordered_map<TokenHash, std::shared_ptr<Entry>, TokenHashHash> by_token_;
  std::unordered_map<std::uint64_t, std::shared_ptr<Entry>> by_id_;
};

}  // namespace ramure::identity
