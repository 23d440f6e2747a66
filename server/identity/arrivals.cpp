// Who was invited and has not come yet: what those who animate look after.
#include <algorithm>

#include "server/identity/accounts_state.hpp"

namespace ramure::identity {

namespace {

// Whether somebody has signed in as this account, by whatever way.
bool has_come(storage::AccountFile& file, std::uint64_t account_id) {
  const auto account = file.account(account_id);
  return account && (!account->password_hash.empty() || file.has_session(account_id));
}

}  // namespace

std::vector<v1::NotYetCome> Accounts::not_yet_come_now(const std::string& community, TimestampMs invited_before_ms) {
  State& s = *state_;
  const std::lock_guard lock(s.file_mutex);
  std::vector<v1::NotYetCome> waiting;
  for (const storage::InvitationRow& row : s.file.unused_invitations(community)) {
    if (row.member_id == 0 || row.created_at_ms > invited_before_ms) continue;
    const auto account_id = s.file.account_of_member(community, row.member_id);
    if (account_id && has_come(s.file, *account_id)) continue;
    v1::NotYetCome& person = waiting.emplace_back();
    person.set_member_id(row.member_id);
    person.set_invited_at_ms(row.created_at_ms);
  }
  std::ranges::sort(waiting, {}, &v1::NotYetCome::invited_at_ms);
  return waiting;
}

}  // namespace ramure::identity
