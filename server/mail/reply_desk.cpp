#include "server/mail/reply_desk.hpp"

#include <algorithm>
#include <chrono>

#include "protocol/hex.hpp"
#include "protocol/limits.hpp"
#include "server/identity/tokens.hpp"
#include "server/log.hpp"
#include "server/mail/address.hpp"
#include "server/mail/reply_text.hpp"
#include "server/mail/secret_links.hpp"
#include "server/mail/sent_file_name.hpp"
#include "storage/error.hpp"

namespace ramure::mail {

namespace {

constexpr std::int64_t tidies_every_ms = std::int64_t{60} * 60 * 1000;
static_assert(files_notices_per_address_max >=
              replies_per_person.burst + answers_counted_ms / replies_per_person.refill_ms);
constexpr std::size_t upload_id_bytes = 16;
constexpr TimestampMs day_ms = TimestampMs{24} * 60 * 60 * 1000;

std::string fresh_key(Random& random) {
  std::string key(reply_key_bytes, '\0');
  random.fill({reinterpret_cast<unsigned char*>(key.data()), key.size()});
  return key;
}

// The same for the same mail, however often it is delivered: by its Message-ID, or, without one, by what it holds.
std::string name_of_mail(const IncomingMessage& message) {
  if (!message.message_id.empty()) return message.message_id;
  std::string written = message.from + "\n" + message.subject + "\n" + message.words;
  for (const SentFile& file : message.files) {
    written += "\n" + file.name + "\n" + hex_of(identity::bytes_of(identity::hash_of_token(file.bytes)));
  }
  return written;
}

std::string key_of_mail(const IncomingMessage& message) {
  const auto hash = identity::hash_of_token("mail\n" + message.from + "\n" + name_of_mail(message));
  return hex_of(identity::bytes_of(hash));
}

// The same for the same mail too: taken again after a crash, it finds its files.
std::string upload_id_of(const IncomingMessage& message, std::size_t number) {
  const auto hash = identity::hash_of_token("file " + std::to_string(number) + "\n" + key_of_mail(message));
  return hex_of(identity::bytes_of(hash).substr(0, upload_id_bytes));
}

v1::Command command_of(const IncomingMessage& message, const ReplyGrant& grant, std::string words) {
  const TimestampMs given_ms = (TimestampMs{grant.last_day} - reply_days) * day_ms;
  v1::Command command;
  command.set_command_key(identity::derived_command_key(
      given_ms, "reply\n" + std::to_string(grant.thread_id) + "\n" + name_of_mail(message)));
  command.mutable_post_message()->set_thread_id(grant.thread_id);
  command.mutable_post_message()->set_body(std::move(words));
  const std::size_t files = std::min(message.files.size(), limits::attachments_per_message_max);
  for (std::size_t i = 0; i < files; ++i) command.mutable_post_message()->add_upload_ids(upload_id_of(message, i));
  return command;
}

// Of whom we know no more than the address that the mail says.
AnswerReader stranger_of(const IncomingMessage& message) {
  return {.address = message.from, .community = {}, .in_english = message.language.starts_with("en")};
}

bool misses_files(const v1::Refusal& refusal) {
  return refusal.code() == v1::REFUSAL_CODE_NOT_FOUND && refusal.field() == "post_message.upload_ids";
}

bool is_internal(const v1::Refusal& refusal) { return refusal.code() == v1::REFUSAL_CODE_INTERNAL; }

}  // namespace

ReplyDesk::ReplyDesk(const Config& config, Outbox& outbox, ReplyServices services)
    : services_(std::move(services)),
      outbox_(outbox),
      own_address_(config.mail.from),
      reply_base_(config.reply_base()),
      maildir_(config.mail_in.maildir),
      places_(config.data / "mail.db"),
      key_(places_.key(fresh_key(services_.random))),
      answers_(outbox,
               {.communities = config.data / "communities",
                .from = own_address_,
                .public_url = services_.public_url,
                .secret = key_},
               services_.clock) {}

std::string ReplyDesk::reply_address(const std::string& community, std::uint64_t member_id, std::uint64_t thread_id) {
  const auto epoch = services_.epoch_of(community);
  if (!epoch) return {};
  const std::lock_guard lock(places_mutex_);
  const std::string token = reply_token(key_, {.place_number = places_.number_of({community, *epoch}),
                                               .member_id = member_id,
                                               .thread_id = thread_id,
                                               .last_day = last_reply_day(services_.clock.now_ms())});
  return mail::reply_address(reply_base_, token);
}

void ReplyDesk::start() {
  thread_ = std::thread([this] { run(); });
}

void ReplyDesk::stop() {
  {
    const std::lock_guard lock(mutex_);
    is_stopped_ = true;
    woken_.notify_all();
  }
  if (thread_.joinable()) thread_.join();
}

void ReplyDesk::run() {
  std::unique_lock lock(mutex_);
  while (!is_stopped_) {
    lock.unlock();
    std::int64_t wait = looks_every_ms;
    try {
      take_all();
    } catch (const std::exception& error) {
      log_error("the folder of mails cannot be read at the moment", {{"reason", std::string(error.what())}});
      wait = rest_after_trouble_ms;
    }
    lock.lock();
    woken_.wait_for(lock, std::chrono::milliseconds(wait), [this] { return is_stopped_; });
  }
}

std::size_t ReplyDesk::take_all() {
  const std::int64_t now = services_.clock.steady_ms();
  std::erase_if(rest_until_ms_, [now](const auto& each) { return each.second <= now; });
  std::size_t count = 0;
  for (const std::string& name : maildir_.claim(mails_per_look_max + rest_until_ms_.size())) {
    if (rest_until_ms_.contains(name)) continue;
    count += take(name) ? 1 : 0;
    const std::lock_guard lock(mutex_);
    if (is_stopped_) break;
  }
  if (tidied_at_ms_ == 0 || now - tidied_at_ms_ > tidies_every_ms) {
    maildir_.tidy_aside(std::filesystem::file_time_type::clock::now());
    tidied_at_ms_ = now;
  }
  return count;
}

// The one place where failures of a mail end. What cannot be done now is tried again; what fails for another reason is
// tried three times.
bool ReplyDesk::take(const std::string& name) {
  Fate fate = Fate::later;
  try {
    const bool ends_us = maildir_.begin(name) >= crashes_max;
    if (ends_us) fate = put_aside(name, "the server ended, time and again, while it was looked at");
    else if (faults_[name] >= internal_faults_max) fate = put_aside(name, "it could not be taken: the log says why");
    else fate = look_at(name);
  } catch (const storage::StorageError& error) {
    if (error.kind == storage::StorageError::Kind::uncertain && services_.on_uncertain)
      services_.on_uncertain(error.what());
    log_error("a mail cannot be taken at the moment", {{"reason", std::string(error.what())}});
  } catch (const std::exception& error) {
    log_error("a mail could not be taken", {{"reason", std::string(error.what())}});
    ++faults_[name];
  }
  if (fate == Fate::later) {
    maildir_.pause(name);
    rest_until_ms_[name] = services_.clock.steady_ms() + rest_after_trouble_ms;
    return false;
  }
  faults_.erase(name);
  maildir_.finish(name);
  return true;
}

ReplyDesk::Fate ReplyDesk::look_at(const std::string& name) {
  const ClaimedMail claimed = maildir_.read(name);
  const IncomingMessage message = read_incoming(claimed.bytes);
  if (message.report) return take_report(*message.report);
  if (is_automatic(message, own_address_)) {
    log_info("a mail that a program wrote was thrown away", {{"so_far", ++automatic_count_}});
    return Fate::done;
  }
  if (!is_safe_address(message.from)) return put_aside(name, "it does not say who wrote it");
  std::optional<std::string> token;
  for (const std::string& each : message.addressees) {
    if (!token) token = token_in(reply_base_, each);
  }
  const auto grant = token ? read_reply_token(key_, *token) : std::nullopt;
  const auto place = grant ? place_of(*grant) : std::nullopt;
  // Without an address that we gave, anybody may have written it in anybody's name: she is answered if she may be one
  // of us, and strangers are not.
  if (!place && !services_.is_address_of_account(message.from)) {
    return put_aside(name, "it is no answer to a mail of ours, and nobody here has its address");
  }
  const AnswerReader stranger = stranger_of(message);
  if (!token) return answer(name, message, stranger, ReplyReason::no_thread);
  if (!place) return answer(name, message, stranger, ReplyReason::forged);
  if (claimed.is_too_large) return answer(name, message, stranger, ReplyReason::too_large);
  return take_reply(name, message, *grant, *place);
}

// Only what failed for good: a delay is none, and the mail server goes on trying.
ReplyDesk::Fate ReplyDesk::take_report(const DeliveryReport& report) {
  if (report.action != "failed") return Fate::done;
  const std::string reason = report.reason.empty() ? "the mail came back" : report.reason;
  const bool is_ours = outbox_.note_returned(report.message_id, reason);
  log_info("a mail came back", {{"is_ours", is_ours}});
  return Fate::done;
}

std::optional<storage::ReplyPlace> ReplyDesk::place_of(const ReplyGrant& grant) {
  const std::lock_guard lock(places_mutex_);
  return places_.place(grant.place_number);
}

ReplyDesk::Fate ReplyDesk::take_reply(const std::string& name, const IncomingMessage& message, const ReplyGrant& grant,
                                      const storage::ReplyPlace& place) {
  const AnswerReader stranger = stranger_of(message);
  if (!services_.is_address_of_member(place.community, grant.member_id, message.from)) {
    return answer(name, message, stranger, ReplyReason::other_address);
  }
  const AnswerReader writer{.address = message.from,
                            .community = place.community,
                            .member_id = grant.member_id,
                            .thread_id = grant.thread_id,
                            .in_english = stranger.in_english};
  if (is_expired(grant, services_.clock.now_ms())) return answer(name, message, writer, ReplyReason::expired);
  const auto epoch = services_.epoch_of(place.community);
  if (!epoch && epoch.error().code() == v1::REFUSAL_CODE_NOT_FOUND) {
    return answer(name, message, stranger, ReplyReason::expired);
  }
  if (!epoch) return Fate::later;
  if (*epoch != place.epoch) return answer(name, message, writer, ReplyReason::expired);
  const std::string person = place.community + "/" + std::to_string(grant.member_id);
  const std::int64_t now = services_.clock.steady_ms();
  if (by_person_.take(person, now) > 0) return answer(name, message, writer, ReplyReason::too_many);
  by_person_.give_back(person, now);
  const Fate fate = post(name, message, writer, grant);
  // Only now, whatever is thrown: what is tried again counts once.
  if (fate == Fate::done) by_person_.take(person, now);
  return fate;
}

ReplyDesk::Fate ReplyDesk::post(const std::string& name, const IncomingMessage& message, const AnswerReader& writer,
                                const ReplyGrant& grant) {
  std::string words =
      without_secret_links(own_words(message.words), {.site = services_.public_url(), .reply_base = reply_base_});
  if (words.empty() && message.files.empty())
    return answer(name, message, writer, message.files_left_out > 0 ? ReplyReason::no_files : ReplyReason::empty);
  if (words.size() > limits::body_bytes_max) return answer(name, message, writer, ReplyReason::too_long);
  bool is_whole = message.files_left_out == 0 && message.files.size() <= limits::attachments_per_message_max;
  const auto accepted = run(message, writer, command_of(message, grant, std::move(words)), is_whole);
  if (accepted) {
    if (is_whole || answers_.tell_files_left_out(key_of_mail(message), writer)) return Fate::done;
    return put_aside(name, "it was posted without files of it, and nobody was told: too many answers went lately");
  }
  const v1::Refusal& refusal = accepted.error();
  if (refusal.code() == v1::REFUSAL_CODE_KEY_REUSED)
    return Fate::done;  // it was posted when it came for the first time
  if (is_internal(refusal) && ++faults_[name] >= internal_faults_max) {
    return put_aside(name, "the server failed while it was being posted: the log says why");
  }
  if (refusal.retryable() || is_internal(refusal)) return Fate::later;
  return answer(name, message, writer, misses_files(refusal) ? ReplyReason::no_room : reason_of(refusal.code()));
}

// It is asked first, and its files are kept when they are all that it misses: so no file is kept for words that are
// refused, nor again for words that were posted already.
identity::Outcome<v1::Accepted> ReplyDesk::run(const IncomingMessage& message, const AnswerReader& writer,
                                               v1::Command command, bool& is_whole) {
  const auto ask = [&] { return services_.run_as_member(writer.community, writer.member_id, command); };
  auto outcome = ask();
  v1::PostMessage& post = *command.mutable_post_message();
  if (outcome || post.upload_ids_size() == 0) return outcome;
  if (misses_files(outcome.error())) {
    const auto kept = keep_files(message, writer, post);
    const bool has_no_room = !kept && kept.error().code() == v1::REFUSAL_CODE_TOO_LARGE;
    if (!kept && !has_no_room) return std::unexpected(kept.error());
    if (kept) outcome = ask();
  }
  // Without room for its files, now or when it came for the first time, it is posted without them.
  const bool may_go_without =
      !outcome && (misses_files(outcome.error()) || outcome.error().code() == v1::REFUSAL_CODE_KEY_REUSED);
  if (!may_go_without || post.body().empty()) return outcome;
  post.clear_upload_ids();
  outcome = ask();
  is_whole = false;
  return outcome;
}

identity::Outcome<identity::Done> ReplyDesk::keep_files(const IncomingMessage& message, const AnswerReader& writer,
                                                        const v1::PostMessage& post) {
  std::vector<files::WholeFile> files;
  for (const std::string& upload_id : post.upload_ids()) {
    const SentFile& file = message.files[files.size()];
    files.push_back({upload_id, sent_file_name(file.name, files.size() + 1), file.bytes});
  }
  return services_.keep_files(writer.community, writer.member_id, files);
}

ReplyDesk::Fate ReplyDesk::answer(const std::string& name, const IncomingMessage& message, const AnswerReader& reader,
                                  ReplyReason reason) {
  if (answers_.refuse(key_of_mail(message), reader, reason)) return Fate::done;
  return put_aside(name, "it was refused, and nobody was told: too many answers went lately");
}

ReplyDesk::Fate ReplyDesk::put_aside(const std::string& name, const char* reason) {
  maildir_.put_aside(name, reason);
  log_warning("a mail was kept aside", {{"reason", reason}});
  return Fate::done;
}

}  // namespace ramure::mail
