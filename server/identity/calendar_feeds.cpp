// The private calendar of a member: a token in an address that calendar programs fetch without signing in. It opens
// nothing but that calendar, is kept as a hash, and ends when its owner says so or his password is reset.
#include <algorithm>

#include "server/identity/accounts_state.hpp"

namespace ramure::identity {

namespace {

using storage::CalendarFeedRow;

// The same words for a token that never was, was revoked, or whose owner is a member no more.
std::unexpected<v1::Refusal> no_such_feed() {
  return refuse(v1::REFUSAL_CODE_NOT_FOUND, "token", "there is no such calendar");
}

bool is_member_of(const std::vector<MemberOf>& memberships, const std::string& community) {
  return std::ranges::find(memberships, community, &MemberOf::community) != memberships.end();
}

}  // namespace

void Accounts::make_calendar_feed(std::uint64_t account_id, std::string community, Handler<std::string> handler) {
  State& s = *state_;
  s.on_pool<std::string>(std::move(handler), [&s, account_id, community]() -> Outcome<std::string> {
    const std::string token = s.token();
    const std::string hash(bytes_of(hash_of_token(token)));
    const std::lock_guard lock(s.file_mutex);
    if (!is_member_of(s.memberships_of(account_id), community)) {
      return refuse(v1::REFUSAL_CODE_NOT_FOUND, "community", "you are a member of no such community");
    }
    s.file.set_calendar_feed({account_id, community, hash, s.clock.now_ms()});
    return token;
  });
}

void Accounts::revoke_calendar_feed(std::uint64_t account_id, std::string community, Handler<Done> handler) {
  State& s = *state_;
  s.on_pool<Done>(std::move(handler), [&s, account_id, community]() -> Outcome<Done> {
    const std::lock_guard lock(s.file_mutex);
    if (!s.file.calendar_feed_of(account_id, community)) return no_such_feed();
    s.file.drop_calendar_feed(account_id, community);
    return Done{};
  });
}

void Accounts::calendar_feed_made_at(std::uint64_t account_id, std::string community, Handler<TimestampMs> handler) {
  State& s = *state_;
  s.on_pool<TimestampMs>(std::move(handler), [&s, account_id, community]() -> Outcome<TimestampMs> {
    const std::lock_guard lock(s.file_mutex);
    const auto row = s.file.calendar_feed_of(account_id, community);
    return row ? row->created_at_ms : 0;
  });
}

void Accounts::find_calendar_feed(std::string token, std::string address, Handler<MemberOf> handler) {
  State& s = *state_;
  if (const auto wait_ms = s.throttle(address, {}); wait_ms > 0) return handler(rate_limited(wait_ms));
  s.on_pool<MemberOf>(std::move(handler), [&s, token = std::move(token), address]() -> Outcome<MemberOf> {
    const std::lock_guard lock(s.file_mutex);
    const auto row = s.file.calendar_feed(bytes_of(hash_of_token(token)));
    if (!row) return no_such_feed();
    s.give_tries_back(address, {});
    for (MemberOf& member : s.memberships_of(row->account_id)) {
      if (member.community == row->community) return std::move(member);
    }
    return no_such_feed();
  });
}

}  // namespace ramure::identity
