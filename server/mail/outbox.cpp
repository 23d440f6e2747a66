#include "server/mail/outbox.hpp"

#include "protocol/check.hpp"

namespace ramure::mail {

using storage::MailRow;

bool Outbox::hold(MailRow mail) {
  CHECK(mail.message.size() <= message_bytes_max, "templates and what fills them are bounded");
  mail.created_at_ms = clock_.now_ms();
  const std::lock_guard lock(mutex_);
  if (file_.waiting() >= waiting_max) return false;
  file_.add(mail);
  return true;
}

void Outbox::release(std::string_view key) {
  {
    const std::lock_guard lock(mutex_);
    file_.release(key, clock_.now_ms());
  }
  if (on_release_) on_release_();
}

void Outbox::drop_unsent(std::string_view key) {
  const std::lock_guard lock(mutex_);
  file_.drop_unsent(key);
}

std::vector<std::string> Outbox::held_keys() {
  const std::lock_guard lock(mutex_);
  return file_.held_keys();
}

bool Outbox::has_room() {
  const std::lock_guard lock(mutex_);
  return file_.waiting() < waiting_max;
}

std::optional<MailRow> Outbox::next_due(TimestampMs now_ms) {
  const std::lock_guard lock(mutex_);
  return file_.next_due(now_ms);
}

std::optional<TimestampMs> Outbox::next_try_ms() {
  const std::lock_guard lock(mutex_);
  return file_.next_try_ms();
}

void Outbox::note_sent(std::uint64_t id) {
  const std::lock_guard lock(mutex_);
  file_.note_sent(id, clock_.now_ms());
}

void Outbox::note_failed(std::uint64_t id, std::string_view reason) {
  const std::lock_guard lock(mutex_);
  file_.note_failed(id, clock_.now_ms(), reason);
}

void Outbox::note_retry(std::uint64_t id, TimestampMs next_try_ms, std::string_view reason) {
  const std::lock_guard lock(mutex_);
  file_.note_retry(id, next_try_ms, reason);
}

bool Outbox::note_returned(std::string_view message_id, std::string_view reason) {
  const std::lock_guard lock(mutex_);
  return file_.note_returned(message_id, clock_.now_ms(), reason);
}

bool Outbox::has(std::string_view key) {
  const std::lock_guard lock(mutex_);
  return file_.has(key);
}

std::size_t Outbox::count_made(int kind, std::string_view address, TimestampMs since_ms) {
  const std::lock_guard lock(mutex_);
  return file_.count_made(kind, address, since_ms);
}

void Outbox::postpone(std::uint64_t id, TimestampMs next_try_ms) {
  const std::lock_guard lock(mutex_);
  file_.postpone(id, next_try_ms);
}

void Outbox::tidy(TimestampMs ended_before_ms) {
  const std::lock_guard lock(mutex_);
  file_.drop_ended_before(ended_before_ms);
  file_.settle();
}

std::vector<MailRow> Outbox::of_community(std::string_view community) {
  const std::lock_guard lock(mutex_);
  return file_.of_community(community, listed_max);
}

bool Outbox::try_now(std::string_view community, std::uint64_t id) {
  bool waited = false;
  {
    const std::lock_guard lock(mutex_);
    waited = file_.try_now(community, id, clock_.now_ms());
  }
  if (waited && on_release_) on_release_();
  return waited;
}

}  // namespace ramure::mail
