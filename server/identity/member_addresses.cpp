// Whose address it is that a mail came from.
#include "server/identity/accounts_state.hpp"

namespace ramure::identity {

bool Accounts::is_address_of_member_now(const std::string& community, std::uint64_t member_id,
                                        std::string_view address) {
  State& s = *state_;
  const std::lock_guard lock(s.file_mutex);
  const auto account_id = s.file.account_of_member(community, member_id);
  const auto account = account_id ? s.file.account(*account_id) : std::nullopt;
  return account && !account->folded_address.empty() && account->folded_address == folded_sign_in_name(address);
}

bool Accounts::is_address_of_account_now(std::string_view address) {
  State& s = *state_;
  const std::lock_guard lock(s.file_mutex);
  return s.file.account_of_address(folded_sign_in_name(address)).has_value();
}

}  // namespace ramure::identity
