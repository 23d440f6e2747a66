// Accounts that have mail: what they hand over, and people who follow what they got.
#pragma once

#include <algorithm>
#include <mutex>

#include "server/identity/tokens.hpp"
#include "storage/error.hpp"
#include "tests/unit/inviting_fixture.hpp"

namespace ramure::identity {

// Keeps what it is handed, in memory.
class FakePost final : public LinkPost {
 public:
  struct Mail {
    LinkMail mail;
    bool is_released = false;
  };

  Hold hold(const LinkMail& mail) override {
    const std::lock_guard lock(mutex_);
    if (answers != Hold::held) return answers;
    mails_.push_back({mail, false});
    return Hold::held;
  }
  void release(const HeldLink& link) override {
    const std::lock_guard lock(mutex_);
    if (fails_to_release) throw storage::StorageError(storage::StorageError::Kind::io, "no");
    for (Mail& each : mails_) {
      if (is_of(each, link)) each.is_released = true;
    }
  }
  void drop(const HeldLink& link) override {
    const std::lock_guard lock(mutex_);
    std::erase_if(mails_, [&](const Mail& each) { return is_of(each, link); });
  }
  std::vector<HeldLink> held() override {
    const std::lock_guard lock(mutex_);
    std::vector<HeldLink> links;
    for (const Mail& each : mails_) {
      if (!each.is_released) links.push_back({each.mail.purpose, hash_in(each)});
    }
    return links;
  }

  void tell_of_new_client(const NewClientMail& mail) override {
    const std::lock_guard lock(mutex_);
    if (fails_to_release) throw storage::StorageError(storage::StorageError::Kind::io, "no");
    new_clients_.push_back(mail);
  }
  std::vector<NewClientMail> new_clients() const {
    const std::lock_guard lock(mutex_);
    return new_clients_;
  }

  std::vector<LinkMail> released() const {
    const std::lock_guard lock(mutex_);
    std::vector<LinkMail> mails;
    for (const Mail& each : mails_) {
      if (each.is_released) mails.push_back(each.mail);
    }
    return mails;
  }

  Hold answers = Hold::held;
  bool fails_to_release = false;

 private:
  static std::string hash_in(const Mail& each) { return std::string(bytes_of(hash_of_token(each.mail.token))); }
  static bool is_of(const Mail& each, const HeldLink& link) {
    return each.mail.purpose == link.purpose && hash_in(each) == link.token_hash;
  }

  mutable std::mutex mutex_;
  std::vector<Mail> mails_;                 // guarded by mutex_
  std::vector<NewClientMail> new_clients_;  // likewise
};

class WithPost : public InvitingPeople {
 protected:
  WithPost() {
    post = &fake;
    open();
  }
  ~WithPost() override { accounts.reset(); }

  Outcome<Done> ask(const std::string& mail_address, LinkPurpose purpose = LinkPurpose::sign_in,
                    const std::string& peer = "192.0.2.7") {
    return wait_for<Done>([&](auto done) { accounts->ask_for_link({purpose, mail_address, peer}, std::move(done)); });
  }
  // What is done for whoever asked comes after the answer; the pool does one thing behind the other here.
  void settle() { (void)pending(); }
  // The token of the latest mail to this address; empty: none.
  std::string mailed_to(const std::string& address) {
    settle();
    std::string token;
    for (const LinkMail& each : fake.released()) {
      if (each.address == address) token = each.token;
    }
    return token;
  }
  Outcome<Invitation> look_at_link(const std::string& token) {
    return wait_for<Invitation>([&](auto done) { accounts->look_at_link(token, "192.0.2.7", std::move(done)); });
  }
  Outcome<SignedIn> open_link(const std::string& token, const std::string& password = "",
                              const std::string& attempt = "") {
    return wait_for<SignedIn>(
        [&](auto done) { accounts->open_by_link({token, password, "192.0.2.7", "test", attempt}, std::move(done)); });
  }
  Outcome<NewInvitation> send(std::uint64_t id, std::uint64_t inviter = facilitator) {
    return wait_for<NewInvitation>(
        [&](auto done) { accounts->send_invitation({"demo", inviter}, id, std::move(done)); });
  }
  // Somebody who was invited by mail and came.
  SignedIn jeanne() {
    (void)paste_one("Jeanne Martin <Jeanne@exemple.fr>");
    return follow(mailed_to("Jeanne@exemple.fr")).value();
  }

  FakePost fake;
};

}  // namespace ramure::identity
