// What the mail that calls people back needs of DATA/accounts.db: whom it can reach, and links that let them in. A
// connection of its own, since it has a thread of its own; it writes nothing but such links.
//
// One thread at a time. Everything throws StorageError.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "storage/accounts.hpp"

namespace ramure::storage {

// A member of a community whom mails can be sent to.
struct MailReceiver {
  std::uint64_t member_id = 0, account_id = 0;
  std::string address;
};

class MailAccounts {
 public:
  explicit MailAccounts(const std::filesystem::path& file, bool durable = true);
  ~MailAccounts();

  // Whose account has an address and has been opened: an invitation that waits is not followed by other mails.
  std::vector<MailReceiver> receivers(std::string_view community);
  // For a demo, whose mails go into a folder: the address of an account that has none, unless another has it.
  void give_address(std::string_view community, std::uint64_t member_id, std::string_view address);
  // As a link that was asked for. False: the account is gone.
  bool add_link(const MailedLinkRow& row);

 private:
  std::unique_ptr<Connection> connection_;
};

}  // namespace ramure::storage
