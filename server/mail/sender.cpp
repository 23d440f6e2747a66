#include "server/mail/sender.hpp"

#include <algorithm>
#include <chrono>

#include "server/log.hpp"
#include "server/mail/send_times.hpp"
#include "storage/error.hpp"

namespace ramure::mail {

namespace {

constexpr std::int64_t looks_again_ms = 5 * minute_ms;  // also when nobody wakes it: clocks are set, disks recover
constexpr std::int64_t tidies_every_ms = 60 * minute_ms;

}  // namespace

Sender::Sender(Outbox& outbox, Transport& transport, const Clock& clock, std::string from,
               std::function<void(const std::string&)> on_uncertain)
    : outbox_(outbox),
      transport_(transport),
      clock_(clock),
      from_(std::move(from)),
      on_uncertain_(std::move(on_uncertain)) {}

void Sender::start() {
  thread_ = std::thread([this] { run(); });
}

void Sender::wake() {
  const std::lock_guard lock(mutex_);
  is_woken_ = true;
  woken_.notify_all();
}

void Sender::stop() {
  {
    const std::lock_guard lock(mutex_);
    is_stopped_ = true;
    woken_.notify_all();
  }
  transport_.stop();
  if (thread_.joinable()) thread_.join();
}

std::optional<Handover> Sender::send_next() {
  const std::int64_t now_ms = clock_.now_ms();
  if (clock_.steady_ms() < rests_until_ms_) return std::nullopt;
  const auto mail = outbox_.next_due(now_ms);
  if (!mail) return std::nullopt;
  if (now_ms > mail->not_after_ms) {
    outbox_.note_failed(mail->id, "its link expired before it could be sent");
    return Handover::refused;
  }
  if (!mail->time_zone.empty()) {
    const TimestampMs allowed_ms = next_allowed_ms(now_ms, {.zone = first_known_zone({mail->time_zone})});
    if (allowed_ms != now_ms) {
      outbox_.postpone(mail->id, allowed_ms);
      return Handover::later;
    }
  }
  const Delivery delivery =
      transport_.send({.key = mail->key, .from = from_, .to = mail->address, .message = mail->message});
  const bool is_cut_off = delivery.handover == Handover::unreachable && is_stopping();
  if (!is_cut_off) note(*mail, delivery);
  return delivery.handover;
}

bool Sender::is_stopping() {
  const std::lock_guard lock(mutex_);
  return is_stopped_;
}

// Logs say that, never to whom nor what: reasons are the server's words, and may repeat an address.
void Sender::note(const storage::MailRow& mail, const Delivery& delivery) {
  const bool is_unreachable = delivery.handover == Handover::unreachable;
  rest_ms_ = is_unreachable ? std::clamp(2 * rest_ms_, rest_ms_min, rest_ms_max) : 0;
  rests_until_ms_ = is_unreachable ? clock_.steady_ms() + rest_ms_ : 0;
  const auto number = static_cast<std::int64_t>(mail.id);
  const int tries = mail.tries + 1;
  if (delivery.handover == Handover::done) return outbox_.note_sent(mail.id);
  if (delivery.handover == Handover::refused || tries >= tries_max) {
    log_warning("a mail was given up", {{"mail", number}, {"tries", tries}});
    return outbox_.note_failed(mail.id, delivery.reason);
  }
  const std::int64_t wait = retry_waits_ms.at(static_cast<std::size_t>(mail.tries));
  outbox_.note_retry(mail.id, clock_.now_ms() + wait, delivery.reason);
  if (is_unreachable) log_warning("the mail server could not be reached", {{"mail", number}, {"tries", tries}});
}

std::int64_t Sender::wait_ms() {
  const auto next = outbox_.next_try_ms();
  if (!next) return looks_again_ms;
  const std::int64_t due_in = std::max(*next - clock_.now_ms(), rests_until_ms_ - clock_.steady_ms());
  return std::clamp<std::int64_t>(due_in, 1, looks_again_ms);
}

void Sender::run() {
  std::unique_lock lock(mutex_);
  while (!is_stopped_) {
    is_woken_ = false;
    lock.unlock();
    std::int64_t wait = looks_again_ms;
    try {
      bool goes_on = true, has_sent = false;
      while (goes_on) {
        const auto handover = send_next();
        has_sent = has_sent || handover == Handover::done;
        goes_on = handover.has_value() && !is_stopping();
      }
      // Also the words of what was just sent leave the file's journal at once.
      if (has_sent || tidied_at_ms_ == 0 || clock_.steady_ms() - tidied_at_ms_ > tidies_every_ms) {
        outbox_.tidy(clock_.now_ms() - mails_kept_ms);
        tidied_at_ms_ = clock_.steady_ms();
      }
      wait = wait_ms();
    } catch (const storage::StorageError& error) {
      if (error.kind == storage::StorageError::Kind::uncertain && on_uncertain_) on_uncertain_(error.what());
      log_error("the outbox cannot be used at the moment", {{"reason", std::string(error.what())}});
      wait = minute_ms;
    }
    lock.lock();
    woken_.wait_for(lock, std::chrono::milliseconds(wait), [this] { return is_woken_ || is_stopped_; });
  }
}

}  // namespace ramure::mail
