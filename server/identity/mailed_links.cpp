// Links that are sent to the address of an account: to sign in without a password, and to choose another password.
//
// 1. An address is known where the account was made for it: somebody was invited by it. A name to sign in with is
// chosen
//    freely and proves nothing, so nothing is sent to a name, even one that looks like an address: whoever reads
//    that mailbox would get into the account of whoever chose the name, or be led into an account that a stranger made.
// 2. Whoever asks learns nothing: the answer is given before anything is looked up, and is the same for every address.
// 3. A link serves once, for a quarter of an hour; using one uses up all others of the account, also the invitation
// that
//    would open it. A new password ends every session, and every link.
// 4. Programs follow links before people do: nothing happens before somebody confirms, by a POST. If the answer to it
// is
//    lost, the same attempt may repeat it for an hour, as for invitations (opening.cpp).
// 5. The mail that calls people back carries such a link, too, for a week (storage/mail_accounts.hpp): whoever reads
// that
//    mailbox could ask for one at any time.
#include <spdlog/spdlog.h>

#include "server/identity/accounts_state.hpp"
#include "server/identity/held_mail.hpp"
#include "server/identity/opening.hpp"

namespace ramure::identity {

namespace {

using storage::AccountRow;
using storage::MailedLinkRow;

LinkPurpose purpose_of(const MailedLinkRow& row) { return static_cast<LinkPurpose>(row.purpose); }

// A password that was chosen since then, by whatever way, ends what came before it; a link's own is a moment later.
bool is_repeated(const MailedLinkRow& used, const AccountRow& account, const std::string& attempt_hash,
                 TimestampMs now_ms) {
  const TimestampMs own_ms = purpose_of(used) == LinkPurpose::password ? 1 : 0;
  return !attempt_hash.empty() && used.attempt_hash == attempt_hash &&
         now_ms - used.used_at_ms <= opening_repeated_ms_max && account.changed_at_ms <= used.used_at_ms + own_ms;
}

std::unexpected<v1::Refusal> no_link() {
  return refuse(v1::REFUSAL_CODE_NOT_FOUND, "token", "there is no such link, or it has expired");
}

std::unexpected<v1::Refusal> used_link() {
  return refuse(v1::REFUSAL_CODE_ALREADY_DONE, "token", "this link was used already: ask for another one");
}

}  // namespace

std::unexpected<v1::Refusal> no_mail() {
  return refuse(v1::REFUSAL_CODE_UNIMPLEMENTED, "", "this server sends no mail");
}

void Accounts::ask_for_link(AskForLink request, Handler<Done> handler) {
  State& s = *state_;
  if (s.options.post == nullptr) return handler(no_mail());
  if (const auto wait_ms = s.throttle(request.address, {}); wait_ms > 0) return handler(rate_limited(wait_ms));
  request.mail_address.resize(std::min(request.mail_address.size(), sign_in_name_bytes_max + 1));
  {
    const std::lock_guard lock(s.throttle_mutex);
    const auto wait_ms = s.by_mail_address.take(folded_sign_in_name(request.mail_address), s.clock.steady_ms());
    if (wait_ms > 0) return handler(rate_limited(wait_ms));
  }
  WorkPool::Job job = [&s, request = std::move(request)](Turn turn) {
    if (turn != Turn::run) return;
    auto work = [&]() -> Outcome<Done> {
      s.mail_link_to(request);
      return Done{};
    };
    (void)s.guarded<Done>(work);  // what went wrong is in the log; who asked has been answered
  };
  handler(s.pool.post(job) ? Outcome<Done>(Done{}) : Outcome<Done>(State::overloaded()));
}

void Accounts::State::mail_link_to(const AskForLink& request) {
  LinkMail mail;
  mail.purpose = request.purpose;
  mail.token = token();
  mail.expires_at_ms = clock.now_ms() + mailed_link_ms;
  std::uint64_t account_id = 0;
  {
    const std::lock_guard lock(file_mutex);
    const auto account = file.account_of_address(folded_sign_in_name(request.mail_address));
    if (!account) return;
    const auto memberships = memberships_of(account->id);
    if (memberships.empty()) return;  // has left everything: there is nothing to come in to
    account_id = account->id;
    mail.address = account->address;
    if (memberships.size() == 1) {
      mail.community = memberships.front().community;
      mail.member_id = memberships.front().member_id;
    }
  }
  HeldMail held(options.post);
  if (!held.hold(mail) || !held.is_held()) return spdlog::warn("accounts: a link could not be put into the outbox");
  {
    const std::lock_guard lock(file_mutex);
    auto change = file.begin();
    if (!file.account(account_id)) return;  // taken back in this very moment
    file.add_mailed_link({.token_hash = std::string(bytes_of(hash_of_token(mail.token))),
                          .account_id = account_id,
                          .purpose = static_cast<int>(mail.purpose),
                          .expires_at_ms = mail.expires_at_ms});
    change.commit();
  }
  held.release();
}

void Accounts::look_at_link(std::string token, std::string address, Handler<Invitation> handler) {
  State& s = *state_;
  if (const auto wait_ms = s.throttle(address, {}); wait_ms > 0) return handler(rate_limited(wait_ms));
  s.on_pool<Invitation>(std::move(handler), [&s, token = std::move(token), address]() -> Outcome<Invitation> {
    std::optional<MailedLinkRow> row;
    std::optional<AccountRow> account;
    std::vector<MemberOf> memberships;
    {
      const std::lock_guard lock(s.file_mutex);
      row = s.file.mailed_link(bytes_of(hash_of_token(token)));
      if (row) account = s.file.account(row->account_id);
      if (row) memberships = s.memberships_of(row->account_id);
    }
    if (!row || !account) return no_link();
    s.give_tries_back(address, {});
    const bool is_used = row->used_at_ms != 0, is_late = s.clock.now_ms() > row->expires_at_ms;
    return Invitation{.community = memberships.size() == 1 ? memberships.front().community : std::string(),
                      .person_name = account->name,
                      .used = is_used,
                      .expires_at_ms = row->expires_at_ms,
                      .state = is_used   ? v1::INVITATION_STATE_USED
                               : is_late ? v1::INVITATION_STATE_EXPIRED
                                         : v1::INVITATION_STATE_OPEN,
                      .opens_account = purpose_of(*row) == LinkPurpose::sign_in};
  });
}

// Before a password is hashed for it: whether the link serves, and for what it is used.
std::optional<v1::Refusal> Accounts::State::check_link(const std::string& token_hash, const OpenLink& request) {
  std::optional<MailedLinkRow> row;
  std::optional<AccountRow> account;
  {
    const std::lock_guard lock(file_mutex);
    row = file.mailed_link(token_hash);
    if (row) account = file.account(row->account_id);
  }
  if (!row || !account) return no_link().error();
  const bool repeats =
      row->used_at_ms != 0 && is_repeated(*row, *account, hash_of_attempt(request.attempt), clock.now_ms());
  if (row->used_at_ms != 0 && !repeats) return used_link().error();
  if (clock.now_ms() > row->expires_at_ms && !repeats) return no_link().error();
  if (auto refusal = check_attempt(request.attempt)) return refusal;
  if (purpose_of(*row) == LinkPurpose::sign_in) {
    if (request.password.empty()) return std::nullopt;
    return refuse(v1::REFUSAL_CODE_INVALID_ARGUMENT, "password", "this link signs in, and changes no password").error();
  }
  if (const auto why = why_not_password(request.password, account->name)) {
    return refuse(v1::REFUSAL_CODE_INVALID_ARGUMENT, "password", *why).error();
  }
  return std::nullopt;
}

// One transaction: the link is spent and the password is another one, or nothing happened.
Outcome<AccountRow> Accounts::State::spend_mailed_link(const OpenLink& request, const std::string& password_hash) {
  const TimestampMs now_ms = clock.now_ms();
  const std::string attempt_hash = hash_of_attempt(request.attempt);
  std::vector<std::uint64_t> ended;
  std::optional<AccountRow> account;
  {
    const std::lock_guard lock(file_mutex);
    auto change = file.begin();
    const auto row = file.mailed_link(bytes_of(hash_of_token(request.token)));  // anew: hashing took its time
    if (row) account = file.account(row->account_id);
    if (!row || !account) return no_link();
    if (row->used_at_ms != 0) {
      if (is_repeated(*row, *account, attempt_hash, now_ms)) return *account;
      return used_link();
    }
    if (now_ms > row->expires_at_ms) return no_link();
    file.use_mailed_link(*row, now_ms, attempt_hash);
    file.use_opening_link(account->id, now_ms);
    if (!password_hash.empty()) {
      file.set_password(account->id, password_hash, std::max(now_ms, account->changed_at_ms + 1));
      file.end_sessions_of(account->id);
      file.drop_calendar_feeds_of(account->id);
      for (const auto& session : sessions.of_account(account->id)) ended.push_back(session.id);
    }
    account = file.account(account->id);
    change.commit();
  }
  forget(ended);
  return *account;
}

Outcome<SignedIn> Accounts::State::open_by_link(const OpenLink& request) {
  const std::string token_hash(bytes_of(hash_of_token(request.token)));
  if (auto refusal = check_link(token_hash, request)) return std::unexpected(std::move(*refusal));
  const std::string password_hash =
      request.password.empty() ? std::string() : hash_password(request.password, options.password_cost);
  const auto account = spend_mailed_link(request, password_hash);
  if (!account) return std::unexpected(account.error());
  give_tries_back(request.address, {});
  return open_session(*account, request.client_name, OpenedBy::link);
}

void Accounts::open_by_link(OpenLink request, Handler<SignedIn> handler) {
  if (const auto wait_ms = state_->throttle(request.address, {}); wait_ms > 0) return handler(rate_limited(wait_ms));
  state_->on_pool<SignedIn>(std::move(handler),
                            [&s = *state_, request = std::move(request)] { return s.open_by_link(request); });
}

std::size_t Accounts::finish_mails_now() {
  State& s = *state_;
  if (s.options.post == nullptr) return 0;
  const auto left = s.options.post->held();
  for (const HeldLink& link : left) {
    bool is_committed = false;
    {
      const std::lock_guard lock(s.file_mutex);
      is_committed = link.purpose == LinkPurpose::invitation ? s.file.invitation(link.token_hash).has_value()
                                                             : s.file.mailed_link(link.token_hash).has_value();
    }
    if (is_committed) {
      s.options.post->release(link);
    } else {
      s.options.post->drop(link);
    }
  }
  return left.size();
}

}  // namespace ramure::identity
