#include "server/identity/accounts_state.hpp"

#include <spdlog/spdlog.h>

#include <cstdlib>

namespace ramure::identity {

namespace {

// At most `bytes_max`, never in the middle of a character.
void cut_to(std::string& utf8, std::size_t bytes_max) {
  if (utf8.size() <= bytes_max) return;
  while (bytes_max > 0 && (utf8[bytes_max] & 0xC0) == 0x80) --bytes_max;
  utf8.resize(bytes_max);
}

}  // namespace

Accounts::State::State(AccountsOptions all_options, const Clock& the_clock, Random& the_random)
    : options(std::move(all_options)),
      clock(the_clock),
      random(the_random),
      file(options.file, options.durable),
      by_name(options.per_name),
      by_address(options.per_address),
      by_mail_address(options.per_mail_address),
      nobody_hash(hash_password("the password of nobody", options.password_cost)),
      uses_written_ms(the_clock.now_ms()),
      pool(options.threads, options.waiting_max) {}

std::int64_t Accounts::State::throttle(std::string_view address, std::string_view name) {
  const std::string address_key = throttle_key_of_address(address);
  const std::int64_t now_ms = clock.steady_ms();
  const std::lock_guard lock(throttle_mutex);
  if (const auto wait_ms = by_address.take(address_key, now_ms); wait_ms > 0) return wait_ms;
  return name.empty() ? 0 : by_name.take(folded_sign_in_name(name.substr(0, sign_in_name_bytes_max)), now_ms);
}

void Accounts::State::give_tries_back(std::string_view address, std::string_view name) {
  const std::string address_key = throttle_key_of_address(address);
  const std::int64_t now_ms = clock.steady_ms();
  const std::lock_guard lock(throttle_mutex);
  by_address.give_back(address_key, now_ms);
  if (!name.empty()) by_name.give_back(folded_sign_in_name(name.substr(0, sign_in_name_bytes_max)), now_ms);
}

std::optional<storage::AccountRow> Accounts::State::account_with(std::string_view name, const std::string& password) {
  std::optional<storage::AccountRow> account;
  if (password.size() <= password_bytes_max) {
    const std::lock_guard lock(file_mutex);
    account = file.account_of_name(folded_sign_in_name(name));
  }
  const std::string_view tried = std::string_view(password).substr(0, password_bytes_max);
  const bool has_password = account && !account->password_hash.empty();
  if (!verify_password(tried, has_password ? account->password_hash : nobody_hash) || !has_password) {
    return std::nullopt;
  }
  return account;
}

std::optional<storage::AccountRow> Accounts::State::account_without_password(std::uint64_t account_id) {
  const std::lock_guard lock(file_mutex);
  auto account = file.account(account_id);
  return account && account->password_hash.empty() ? account : std::nullopt;
}

std::vector<MemberOf> Accounts::State::memberships_of(std::uint64_t account_id) {
  std::vector<MemberOf> memberships;
  for (auto& link : file.links_of(account_id)) memberships.push_back({std::move(link.community), link.member_id});
  return memberships;
}

Outcome<SignedIn> Accounts::State::open_session(const storage::AccountRow& account, std::string client_name,
                                                OpenedBy by) {
  cut_to(client_name, client_name_bytes_max);
  const TimestampMs now_ms = clock.now_ms();
  SignedIn signed_in{.token = token(), .identity = nullptr, .expires_at_ms = now_ms + session_idle_ms_max};
  const TokenHash hash = hash_of_token(signed_in.token);
  std::vector<std::uint64_t> ended;
  bool is_to_be_told = false;
  {
    const std::lock_guard lock(file_mutex);
    auto change = file.begin();
    const auto current = file.account(account.id);
    if (!current || current->changed_at_ms != account.changed_at_ms) return wrong_name_or_password();
    const auto client = file.note_client(account.id, client_name, now_ms);
    is_to_be_told = client == storage::AccountFile::ClientIs::new_to_account && by == OpenedBy::password;
    if (const auto surplus = sessions.surplus(account.id, sessions_per_account_max)) ended.push_back(*surplus);
    for (const auto id : ended) file.end_session(id);
    const auto session_id = file.add_session({.token_hash = std::string(bytes_of(hash)),
                                              .account_id = account.id,
                                              .created_at_ms = now_ms,
                                              .last_used_ms = now_ms,
                                              .expires_at_ms = signed_in.expires_at_ms,
                                              .client_name = client_name});
    change.commit();
    signed_in.identity =
        std::make_shared<Identity>(Identity{account.id, session_id, account.name, memberships_of(account.id)});
    // Inside the lock, so that whoever revokes this session finds it in the table.
    sessions.add({hash, signed_in.identity, now_ms, now_ms, client_name});
  }
  forget(ended);
  if (is_to_be_told) tell_of_new_client(account, *signed_in.identity, std::move(client_name));
  return signed_in;
}

// Whoever signed in is in, whatever becomes of the mail.
void Accounts::State::tell_of_new_client(const storage::AccountRow& account, const Identity& identity,
                                         std::string client_name) {
  if (options.post == nullptr || account.address.empty()) return;
  NewClientMail mail;
  mail.secret = token();
  mail.address = account.address;
  mail.client_name = std::move(client_name);
  if (identity.memberships.size() == 1) {
    mail.community = identity.memberships.front().community;
    mail.member_id = identity.memberships.front().member_id;
  }
  try {
    options.post->tell_of_new_client(mail);
  } catch (const storage::StorageError& error) {
    spdlog::warn("a mail about a new program was not kept: {}", error.what());
  }
}

void Accounts::State::forget(const std::vector<std::uint64_t>& session_ids) {
  for (const auto id : session_ids) {
    if (sessions.end(id) && revoked) revoked(id);
  }
}

void Accounts::State::write_uses() {
  const auto expired = sessions.expired(clock.now_ms());
  {
    const std::lock_guard lock(file_mutex);
    auto change = file.begin();
    for (const auto& use : sessions.take_uses()) {
      file.touch_session(use.session_id, use.last_used_ms, use.last_used_ms + session_idle_ms_max);
    }
    for (const auto id : expired) file.end_session(id);
    file.drop_invitations_expired_before(clock.now_ms() - expired_invitation_kept_ms);
    file.drop_links_ended_before(clock.now_ms() - expired_invitation_kept_ms);
    file.drop_mailed_links_expired_before(clock.now_ms() - expired_link_kept_ms);
    change.commit();
  }
  forget(expired);
}

v1::Refusal Accounts::State::storage_refusal(const storage::StorageError& error) const {
  spdlog::error("accounts: {}", error.what());
  if (error.kind == storage::StorageError::Kind::uncertain) {
    if (options.on_uncertain) options.on_uncertain(error.what());
    spdlog::critical("accounts: nobody knows whether the last change is on disk; stopping");
    std::abort();
  }
  return refuse(v1::REFUSAL_CODE_STORAGE_UNAVAILABLE, "", "the server cannot write at the moment", true).error();
}

v1::Refusal Accounts::State::internal_refusal(const std::exception& error) {
  spdlog::error("accounts: {}", error.what());
  return refuse(v1::REFUSAL_CODE_INTERNAL, "", "something went wrong on the server").error();
}

std::unexpected<v1::Refusal> rate_limited(std::int64_t wait_ms) {
  auto refused = refuse(v1::REFUSAL_CODE_RATE_LIMITED, "", "too many tries; wait a little", true);
  (*refused.error().mutable_data())["retry_after_ms"] = std::to_string(wait_ms);
  return refused;
}

std::unexpected<v1::Refusal> wrong_name_or_password() {
  return refuse(v1::REFUSAL_CODE_UNAUTHENTICATED, "", "wrong name or password");
}

std::unexpected<v1::Refusal> no_such_link() {
  return refuse(v1::REFUSAL_CODE_NOT_FOUND, "token", "there is no such invitation, or it has expired");
}

std::unexpected<v1::Refusal> link_was_used() {
  return refuse(v1::REFUSAL_CODE_ALREADY_DONE, "token", "this invitation was accepted already: sign in");
}

}  // namespace ramure::identity
