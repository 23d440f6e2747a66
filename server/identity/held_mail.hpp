// A mail that is held while its link is being committed: dropped again unless it was released. Internal to this room.
#pragma once

#include <spdlog/spdlog.h>

#include "server/identity/accounts_state.hpp"

namespace ramure::identity {

class Accounts::State::HeldMail {
 public:
  explicit HeldMail(LinkPost* post) : post_(post) {}  // nullptr: nothing is sent, and everything succeeds
  HeldMail(const HeldMail&) = delete;
  HeldMail& operator=(const HeldMail&) = delete;
  ~HeldMail() {
    if (!is_held_) return;
    try {
      post_->drop(link_);
    } catch (const std::exception& error) {
      spdlog::warn("accounts: a mail stays held until the next start: {}", error.what());
    }
  }

  // OVERLOADED when the outbox is full. An address that no mail can be sent to is no failure: see is_held().
  Outcome<Done> hold(const LinkMail& mail) {
    if (post_ == nullptr) return Done{};
    link_ = {mail.purpose, std::string(bytes_of(hash_of_token(mail.token)))};
    const LinkPost::Hold answer = post_->hold(mail);
    is_held_ = answer == LinkPost::Hold::held;
    if (answer == LinkPost::Hold::full) return overloaded();
    return Done{};
  }

  bool is_held() const { return is_held_; }

  // The link is committed: from here on the mail is due, at the latest after the next start.
  void release() {
    if (!is_held_) return;
    is_held_ = false;
    post_->release(link_);
  }

 private:
  LinkPost* const post_;
  HeldLink link_;
  bool is_held_ = false;
};

std::unexpected<v1::Refusal> no_mail();

}  // namespace ramure::identity
