#include "server/identity/accounts.hpp"

#include <algorithm>

#include "server/identity/accounts_state.hpp"

namespace ramure::identity {

std::uint64_t Identity::member_in(std::string_view community) const {
  const std::string_view wanted = community.empty() ? only_community() : community;
  const auto found = std::ranges::find(memberships, wanted, &MemberOf::community);
  return found == memberships.end() ? 0 : found->member_id;
}

std::string_view Identity::only_community() const {
  return memberships.size() == 1 ? std::string_view(memberships.front().community) : std::string_view();
}

Accounts::Accounts(AccountsOptions options, const Clock& clock, Random& random)
    : state_(std::make_unique<State>(std::move(options), clock, random)) {
  State& s = *state_;
  const std::lock_guard lock(s.file_mutex);
  for (auto& row : s.file.sessions()) {
    const auto account = s.file.account(row.account_id);
    TokenHash hash{};
    if (!account || row.token_hash.size() != hash.size()) continue;  // ended by hand in the file
    std::ranges::copy(row.token_hash, hash.begin());
    auto identity =
        std::make_shared<Identity>(Identity{account->id, row.id, account->name, s.memberships_of(account->id)});
    s.sessions.add({hash, std::move(identity), row.created_at_ms, row.last_used_ms, std::move(row.client_name)});
  }
}

Accounts::~Accounts() { stop(); }

void Accounts::stop() {
  state_->pool.stop();
  auto write = [this]() -> Outcome<Done> {
    state_->write_uses();
    return Done{};
  };
  (void)state_->guarded<Done>(write);  // a lost time of last use harms nobody
}

void Accounts::on_revoked(std::function<void(std::uint64_t)> handler) { state_->revoked = std::move(handler); }

std::shared_ptr<const Identity> Accounts::authenticate(std::string_view token) {
  if (token.size() != token_characters) return nullptr;
  State& s = *state_;
  const TimestampMs now_ms = s.clock.now_ms();
  auto identity = s.sessions.use(hash_of_token(token), now_ms);
  TimestampMs written_ms = s.uses_written_ms;
  if (now_ms - written_ms > uses_written_every_ms && s.uses_written_ms.compare_exchange_strong(written_ms, now_ms)) {
    s.on_pool<Done>([](const Outcome<Done>&) {},
                    [&s]() -> Outcome<Done> {
                      s.write_uses();
                      return Done{};
                    });
  }
  return identity;
}

bool Accounts::is_live(std::uint64_t session_id) const { return state_->sessions.holds(session_id); }

void Accounts::sign_in(SignIn request, Handler<SignedIn> handler) {
  State& s = *state_;
  if (const auto wait_ms = s.throttle(request.address, request.name); wait_ms > 0)
    return handler(rate_limited(wait_ms));
  s.on_pool<SignedIn>(std::move(handler), [&s, request = std::move(request)]() -> Outcome<SignedIn> {
    const auto account = s.account_with(request.name, request.password);
    if (!account) return wrong_name_or_password();
    s.give_tries_back(request.address, request.name);
    if (needs_new_hash(account->password_hash, s.options.password_cost)) {
      const std::string hash = hash_password(request.password, s.options.password_cost);
      const std::lock_guard lock(s.file_mutex);
      const auto current = s.file.account(account->id);
      const bool unchanged = current && current->password_hash == account->password_hash;
      if (unchanged) s.file.set_password(account->id, hash, account->changed_at_ms);
    }
    return s.open_session(*account, request.client_name, State::OpenedBy::password);
  });
}

Outcome<Done> Accounts::State::change_password(const ChangePassword& request) {
  const Identity& who = *request.identity;
  auto account = account_with(who.name, request.old_password);
  if (!account && request.old_password.empty()) account = account_without_password(who.account_id);
  if (!account || account->id != who.account_id) {
    return refuse(v1::REFUSAL_CODE_FORBIDDEN, "old_password", "this is not your password");
  }
  give_tries_back(request.address, who.name);
  if (request.new_password == request.old_password) {
    return refuse(v1::REFUSAL_CODE_ALREADY_DONE, "new_password", "this is your password already");
  }
  const std::string hash = hash_password(request.new_password, options.password_cost);
  std::vector<std::uint64_t> ended;
  {
    const std::lock_guard lock(file_mutex);
    auto change = file.begin();
    const auto current = file.account(account->id);
    if (!current || current->changed_at_ms != account->changed_at_ms || !sessions.holds(who.session_id)) {
      return refuse(v1::REFUSAL_CODE_UNAUTHENTICATED, "", "this session has ended meanwhile");
    }
    file.set_password(account->id, hash, std::max(clock.now_ms(), account->changed_at_ms + 1));
    file.end_sessions_of(account->id, who.session_id);
    change.commit();
    for (const auto& session : sessions.of_account(account->id)) {
      if (session.id != who.session_id) ended.push_back(session.id);
    }
  }
  forget(ended);
  return Done{};
}

void Accounts::change_password(ChangePassword request, Handler<Done> handler) {
  State& s = *state_;
  const std::string& name = request.identity->name;
  if (const auto why = why_not_password(request.new_password, name)) {
    return handler(refuse(v1::REFUSAL_CODE_INVALID_ARGUMENT, "new_password", *why));
  }
  if (const auto wait_ms = s.throttle(request.address, name); wait_ms > 0) return handler(rate_limited(wait_ms));
  s.on_pool<Done>(std::move(handler), [&s, request = std::move(request)] { return s.change_password(request); });
}

void Accounts::sign_out(std::uint64_t session_id, Handler<Done> handler) {
  State& s = *state_;
  s.on_pool<Done>(std::move(handler), [&s, session_id]() -> Outcome<Done> {
    {
      const std::lock_guard lock(s.file_mutex);
      s.file.end_session(session_id);
    }
    s.forget({session_id});
    return Done{};
  });
}

void Accounts::list_sessions(std::uint64_t account_id, Handler<SessionList> handler) {
  State& s = *state_;
  s.on_pool<SessionList>(std::move(handler), [&s, account_id]() -> Outcome<SessionList> {
    return SessionList{.sessions = s.sessions.of_account(account_id),
                       .has_password = !s.account_without_password(account_id)};
  });
}

void Accounts::revoke_session(std::uint64_t account_id, std::uint64_t session_id, Handler<Done> handler) {
  const auto identity = state_->sessions.identity_of(session_id);
  if (identity && identity->account_id == account_id) return sign_out(session_id, std::move(handler));
  handler(refuse(v1::REFUSAL_CODE_NOT_FOUND, "session_id", "there is no such session"));
}

}  // namespace ramure::identity
