#include "server/identity/session_table.hpp"

#include <algorithm>
#include <mutex>

namespace ramure::identity {

void SessionTable::add(NewSession session) {
  auto entry = std::make_shared<Entry>();
  entry->token_hash = session.token_hash;
  entry->identity = std::move(session.identity);
  entry->created_at_ms = session.created_at_ms;
  entry->client_name = std::move(session.client_name);
  entry->last_used_ms = session.last_used_ms;
  entry->taken_ms = session.last_used_ms;
  const std::unique_lock lock(mutex_);
  by_id_.emplace(entry->identity->session_id, entry);
  by_token_.emplace(entry->token_hash, std::move(entry));
}

std::shared_ptr<const Identity> SessionTable::use(const TokenHash& token_hash, TimestampMs now_ms) {
  const std::shared_lock lock(mutex_);
  const auto found = by_token_.find(token_hash);
  if (found == by_token_.end()) return nullptr;
  Entry& entry = *found->second;
  if (now_ms - entry.last_used_ms > session_idle_ms_max) return nullptr;
  if (now_ms > entry.last_used_ms) entry.last_used_ms = now_ms;
  return entry.identity;
}

bool SessionTable::holds(std::uint64_t session_id) const {
  const std::shared_lock lock(mutex_);
  return by_id_.contains(session_id);
}

bool SessionTable::end(std::uint64_t session_id) {
  const std::unique_lock lock(mutex_);
  const auto found = by_id_.find(session_id);
  if (found == by_id_.end()) return false;
  by_token_.erase(found->second->token_hash);
  by_id_.erase(found);
  return true;
}

std::shared_ptr<const Identity> SessionTable::identity_of(std::uint64_t session_id) const {
  const std::shared_lock lock(mutex_);
  const auto found = by_id_.find(session_id);
  return found == by_id_.end() ? nullptr : found->second->identity;
}

std::vector<Session> SessionTable::of_account(std::uint64_t account_id) const {
  std::vector<Session> sessions;
  {
    const std::shared_lock lock(mutex_);
    for (const auto& [id, entry] : by_id_) {
      if (entry->identity->account_id != account_id) continue;
      const TimestampMs last_used_ms = entry->last_used_ms;
      sessions.push_back({.id = id,
                          .created_at_ms = entry->created_at_ms,
                          .last_used_ms = last_used_ms,
                          .expires_at_ms = last_used_ms + session_idle_ms_max,
                          .client_name = entry->client_name});
    }
  }
  std::ranges::sort(sessions, {}, &Session::id);
  return sessions;
}

std::optional<std::uint64_t> SessionTable::surplus(std::uint64_t account_id, std::size_t at_most) const {
  const auto sessions = of_account(account_id);
  if (sessions.size() < at_most) return std::nullopt;
  return std::ranges::min(sessions, {}, &Session::last_used_ms).id;
}

std::vector<std::uint64_t> SessionTable::expired(TimestampMs now_ms) const {
  std::vector<std::uint64_t> ids;
  const std::shared_lock lock(mutex_);
  for (const auto& [id, entry] : by_id_) {
    if (now_ms - entry->last_used_ms > session_idle_ms_max) ids.push_back(id);
  }
  return ids;
}

std::vector<SessionTable::Use> SessionTable::take_uses() {
  std::vector<Use> uses;
  const std::shared_lock lock(mutex_);
  for (const auto& [id, entry] : by_id_) {
    const TimestampMs last_used_ms = entry->last_used_ms;
    if (entry->taken_ms.exchange(last_used_ms) != last_used_ms) uses.push_back({id, last_used_ms});
  }
  return uses;
}

void SessionTable::set_memberships(std::uint64_t account_id, const std::vector<MemberOf>& memberships) {
  const std::unique_lock lock(mutex_);
  for (const auto& [id, entry] : by_id_) {
    if (entry->identity->account_id != account_id) continue;
    auto changed = std::make_shared<Identity>(*entry->identity);
    changed->memberships = memberships;
    entry->identity = std::move(changed);
  }
}

}  // namespace ramure::identity
