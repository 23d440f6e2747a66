#include "tests/support/news_village.hpp"

#include "protocol/iso_day.hpp"
#include "server/community/answer.hpp"
#include "server/mail/decoding.hpp"
#include "storage/accounts.hpp"

namespace ramure::test {

using namespace std::chrono;

NewsVillage::NewsVillage() : clock(c.store().last_event_ms() + 60'000) {
  std::filesystem::create_directories(data / "communities");
  std::filesystem::create_directory_symlink(c.folder(), data / "communities" / slug);
  for (const auto& [member, name] : {std::pair(anna, "anna"), std::pair(basile, "basile"), std::pair(chloe, "chloe"),
                                     std::pair(c.facilitator, "animation"), std::pair(c.adviser, "suivi")}) {
    add_account(member, std::string(name) + "@exemple.fr");
  }
  add_account(c.kerlohan.second, "");
  restart();
  turn();  // from here on
}

void NewsVillage::add_account(std::uint64_t member, const std::string& address) {
  storage::AccountFile file(data / "accounts.db", false);
  const std::string name = address.empty() ? "nom" + std::to_string(member) : address;
  const std::uint64_t id = file.add_account({.name = name,
                                             .folded_name = name,
                                             .password_hash = "x",
                                             .created_at_ms = 1,
                                             .changed_at_ms = 1,
                                             .address = address,
                                             .folded_address = address});
  file.link(id, slug, member);
}

void NewsVillage::restart() {
  room.reset();
  outbox = std::make_unique<mail::Outbox>(data / "mail.db", clock, false);
  room = std::make_unique<mail::NewsRoom>(*outbox, data.path(),
                                          mail::NewsServices{.clock = clock,
                                                             .from = "ramure@exemple.fr",
                                                             .public_url = [] { return "https://ramure.exemple.fr"; },
                                                             .slugs = [] { return std::vector<std::string>{slug}; },
                                                             .new_token =
                                                                 [this] {
                                                                   std::string token =
                                                                       token_mark + std::to_string(++tokens_);
                                                                   return std::string(43 - token.size(), 't') + token;
                                                                 },
                                                             .reply_address = reply_address(),
                                                             .at_once = at_once},
                                          false);
}

mail::ReplyAddress NewsVillage::reply_address() const {
  if (!takes_answers) return {};
  return [](const std::string&, std::uint64_t member_id, std::uint64_t thread_id) {
    return "reply+" + std::to_string(member_id) + "x" + std::to_string(thread_id) + "@exemple.fr";
  };
}

void NewsVillage::pass(TimestampMs by_ms) {
  clock.advance(by_ms);
  turn();
}

void NewsVillage::go_to(std::string_view moment) {
  const auto number = [&](std::size_t from) { return (moment[from] - '0') * 10 + (moment[from + 1] - '0'); };
  const sys_time<milliseconds> at = sys_days(*iso_day(moment.substr(0, 10))) + hours(number(11)) + minutes(number(14));
  clock.set(at.time_since_epoch().count());
  turn();
}

std::vector<NewsMail> NewsVillage::mails() {
  std::vector<NewsMail> found;
  while (auto due = outbox->next_due(clock.now_ms())) {
    outbox->note_sent(due->id);
    found.push_back({.key = due->key,
                     .to = due->address,
                     .message = due->message,
                     .subject = mail::decoded_header(due->message, "Subject"),
                     .text = mail::first_text_of(due->message),
                     .kind = due->kind,
                     .time_zone = due->time_zone});
  }
  return found;
}

void NewsVillage::post(std::uint64_t thread_id, std::uint64_t author, const std::string& body, std::uint64_t reply_to) {
  v1::Command command = command_post(thread_id, body);
  command.mutable_post_message()->set_reply_to_id(reply_to);
  c.accept(author, command);
  turn();
}

void NewsVillage::read(std::uint64_t member, std::uint64_t thread_id, std::uint64_t up_to) {
  v1::Command command;
  command.mutable_mark_read()->set_thread_id(thread_id);
  command.mutable_mark_read()->set_read_up_to(up_to);
  c.accept(member, command);
}

void NewsVillage::visit(std::uint64_t member) {
  v1::Command command;
  command.mutable_set_last_visit()->set_seq(c.store().head_seq());
  c.accept(member, command);
}

void NewsVillage::wish(std::uint64_t member, const v1::Settings& settings) {
  v1::Command command;
  *command.mutable_save_settings()->mutable_settings() = settings;
  c.accept(member, command);
}

v1::CatchUpAnswer NewsVillage::catch_up(std::uint64_t member) {
  v1::Query query;
  query.mutable_catch_up();
  const auto reader = storage::Reader::open(c.folder());
  return community::answer(*reader, member, query).answer().catch_up();
}

}  // namespace ramure::test
