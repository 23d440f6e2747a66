#include "server/net/polls.hpp"

#include <algorithm>

#include "server/identity/refuse.hpp"
#include "server/identity/tokens.hpp"

namespace ramure::net {

using identity::refuse;

namespace {

std::unexpected<v1::Refusal> too_many_frames() {
  auto refused = refuse(v1::REFUSAL_CODE_TOO_LARGE, "frames", "a request brings fewer frames");
  (*refused.error().mutable_data())["limit"] = std::to_string(poll_frames_max);
  (*refused.error().mutable_data())["unit"] = "frames";
  return refused;
}

}  // namespace

Polls::Polls(const Services& services, Admission& admission, Random& random, const IoThreads& threads)
    : services_(services), admission_(admission), threads_(threads), random_(random) {}

void Polls::take(const std::shared_ptr<const identity::Identity>& identity, std::uint64_t address_key, v1::Poll poll,
                 PollReply reply) {
  if (static_cast<std::size_t>(poll.frames_size()) > poll_frames_max) return reply(too_many_frames());
  if (poll.poll_id().empty()) return begin(identity, address_key, std::move(poll), std::move(reply));
  go_on(identity->account_id, std::move(poll), std::move(reply));
}

void Polls::begin(const std::shared_ptr<const identity::Identity>& identity, std::uint64_t address_key, v1::Poll poll,
                  PollReply reply) {
  if (poll.frames_size() == 0 || !poll.frames(0).has_hello()) {
    return reply(refuse(v1::REFUSAL_CODE_HELLO_REQUIRED, "frames", "the first frame must be Hello"));
  }
  if (services_.is_draining) {
    return reply(refuse(v1::REFUSAL_CODE_OVERLOADED, "", "the server is about to restart", true));
  }
  auto ticket = admission_.admit(address_key);
  if (!ticket) return reply(refuse(v1::REFUSAL_CODE_OVERLOADED, "", "there are too many connections", true));
  const std::lock_guard lock(mutex_);
  make_place_for(identity->account_id);
  IoThread& home = *threads_[next_thread_];
  next_thread_ = (next_thread_ + 1) % threads_.size();
  const std::string poll_id = identity::new_token(random_);
  auto conversation = std::make_shared<PollConversation>(services_, home, identity, poll_id, std::move(ticket),
                                                         [this, poll_id] { forget(poll_id); });
  home.post([started = std::weak_ptr(conversation), poll = std::move(poll), reply = std::move(reply)]() mutable {
    started.lock()->start(std::move(poll), std::move(reply));  // nothing else could have ended it before
  });
  ids_of_account_[identity->account_id].push_back(poll_id);
  entries_.emplace(poll_id, Entry{identity->account_id, ++uses_, &home, std::move(conversation)});
}

// The last reference to a conversation must go on its home, so none is taken here.
void Polls::go_on(std::uint64_t account_id, v1::Poll poll, PollReply reply) {
  std::unique_lock lock(mutex_);
  const auto found = entries_.find(poll.poll_id());
  if (found == entries_.end() || found->second.account_id != account_id) {
    lock.unlock();
    return reply(no_such_poll());
  }
  found->second.used = ++uses_;
  found->second.home->post(
      [asked = std::weak_ptr(found->second.conversation), poll = std::move(poll), reply = std::move(reply)]() mutable {
        if (const auto alive = asked.lock()) alive->on_poll(std::move(poll), std::move(reply));
        else reply(no_such_poll());
      });
}

// Out of the book at once, so that many that begin together find others to give way.
void Polls::make_place_for(std::uint64_t account_id) {
  const auto ids = ids_of_account_.find(account_id);
  if (ids == ids_of_account_.end() || ids->second.size() < polls_per_account_max) return;
  const auto used = [this](const std::string& id) { return entries_.at(id).used; };
  const Entry oldest = take_out(*std::ranges::min_element(ids->second, {}, used));
  oldest.home->post([conversation = oldest.conversation] { conversation->give_way(); });
}

Polls::Entry Polls::take_out(std::string poll_id) {
  const auto found = entries_.find(poll_id);
  if (found == entries_.end()) return {};
  Entry entry = std::move(found->second);
  entries_.erase(found);
  const auto ids = ids_of_account_.find(entry.account_id);
  std::erase(ids->second, poll_id);
  if (ids->second.empty()) ids_of_account_.erase(ids);
  return entry;
}

// On the conversation's home, which lets go of it last.
void Polls::forget(const std::string& poll_id) {
  Entry ended;
  const std::lock_guard lock(mutex_);
  ended = take_out(poll_id);
}

}  // namespace ramure::net
