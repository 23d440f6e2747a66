// How accounts hand a link over to be sent to an address, and what they know of mail: nothing else. Made by
// server/mail.
//
// A link is on disk in accounts.db as a hash, and in the outbox as the text of a mail: two files. So the mail is held
// first, then the link is committed, then the mail is released. A crash in between leaves a held mail; at the next
// start the link says whether it was committed (Accounts::finish_mails_now). No mail is lost, none leads nowhere.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ramure/v1/model.pb.h"
#include "server/clock.hpp"

namespace ramure::identity {

// Stored: values are never given twice.
enum class LinkPurpose : std::uint8_t { invitation = 1, sign_in = 2, password = 3 };

struct LinkMail {
  LinkPurpose purpose = LinkPurpose::invitation;
  std::string token;
  std::string address;
  std::string person_name;  // empty: as the community knows the member
  TimestampMs expires_at_ms = 0;
  std::string community;         // slug; empty: of no one community
  std::uint64_t member_id = 0;   // of the receiver, whose language it is written in; of an invitation: of the inviter
  std::uint64_t invited_by = 0;  // of an invitation
  v1::Role invited_role = v1::ROLE_UNSPECIFIED;  // likewise: who may see the invitation may see its mail
  bool has_account = false;                      // of an invitation: it asks for the account that the receiver has
};

struct HeldLink {
  LinkPurpose purpose = LinkPurpose::invitation;
  std::string token_hash;
};

// Somebody has signed in, with a password, by a program with which the account was not used before.
struct NewClientMail {
  std::string secret;  // nobody knows it: the mail's name is drawn from it
  std::string address, client_name;
  std::string community;        // as in LinkMail
  std::uint64_t member_id = 0;  // the receiver
};

// Any thread. Throws storage::StorageError.
class LinkPost {
 public:
  virtual ~LinkPost() = default;

  enum class Hold : std::uint8_t {
    held,
    full,        // too much is waiting
    no_address,  // none that a mail can be sent to
  };
  virtual Hold hold(const LinkMail& mail) = 0;
  virtual void release(const HeldLink& link) = 0;
  // Not sent any more, unless it was; also one that was released.
  virtual void drop(const HeldLink& link) = 0;
  virtual std::vector<HeldLink> held() = 0;
  // Goes at once; lost where too much is waiting.
  virtual void tell_of_new_client(const NewClientMail& mail) = 0;
};

}  // namespace ramure::identity
