// See workshop_codes.hpp. Who may make one was settled before anybody comes here.
//
// A whole town hall asks from one address, so a code that exists is never refused because of the address: it has a
// bucket of its own, for a day after its workshop too, while phones still show its page: the address would pay for them
// with the tries of those who sign in. A guess costs the address a try, as every guess does.
#include "server/identity/workshop_codes.hpp"

#include "server/identity/accounts_state.hpp"

namespace ramure::identity {

namespace {

constexpr TimestampMs kept_after_end_ms = TimestampMs{24} * 60 * 60 * 1'000;

// The same words for a code that never was, one that another replaced, and one whose workshop is over.
std::unexpected<v1::Refusal> no_such_code() {
  return refuse(v1::REFUSAL_CODE_NOT_FOUND, "code", "there is no such workshop, or it is over");
}

}  // namespace

void Accounts::make_workshop_code(WorkshopCode code, Handler<std::string> handler) {
  State& s = *state_;
  s.on_pool<std::string>(std::move(handler), [&s, code = std::move(code)]() -> Outcome<std::string> {
    const std::string token = s.token();
    const std::lock_guard lock(s.file_mutex);
    s.file.drop_workshop_codes_expired_before(s.clock.now_ms() - kept_after_end_ms);
    s.file.set_workshop_code({.community = code.community,
                              .epoch = code.epoch,
                              .workshop_id = code.workshop_id,
                              .token_hash = std::string(bytes_of(hash_of_token(token))),
                              .expires_at_ms = code.expires_at_ms});
    return token;
  });
}

void Accounts::find_workshop_code(std::string token, std::string address, Handler<WorkshopCode> handler) {
  State& s = *state_;
  s.on_pool<WorkshopCode>(std::move(handler), [&s, token = std::move(token), address]() -> Outcome<WorkshopCode> {
    std::optional<storage::WorkshopCodeRow> row;
    {
      const std::lock_guard lock(s.file_mutex);
      row = s.file.workshop_code(bytes_of(hash_of_token(token)));
    }
    if (!row) {
      if (const auto wait_ms = s.throttle(address, {}); wait_ms > 0) return rate_limited(wait_ms);
      return no_such_code();
    }
    const std::lock_guard lock(s.throttle_mutex);
    if (const auto wait_ms = s.by_workshop_code.take(row->token_hash, s.clock.steady_ms()); wait_ms > 0) {
      return rate_limited(wait_ms);
    }
    if (row->expires_at_ms <= s.clock.now_ms()) return no_such_code();
    return WorkshopCode{std::move(row->community), std::move(row->epoch), row->workshop_id, row->expires_at_ms};
  });
}

}  // namespace ramure::identity
