// The mail that calls people back, without a server: a community of rules, accounts with addresses, and the room that
// writes, into an outbox that nobody empties but the test.
//
//   NewsVillage v;                              // Thursday, 3 May 2018, a little after 10 h in Paris
//   v.post(v.thread, v.basile, v.naming(v.anna));
//   v.pass(gather_ms);
//   v.mails();                                  // what has been handed in since
#pragma once

#include <string>
#include <vector>

#include "ramure/v1/private.pb.h"
#include "server/mail/news_room.hpp"
#include "server/manual_clock.hpp"
#include "tests/support/ruled_community.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ramure::test {

struct NewsMail {
  std::string key, to, message, subject, text;
  int kind = 0;
  std::string time_zone;
};

class NewsVillage {
 public:
  static constexpr const char* slug = "essai";

  NewsVillage();

  void turn() { room->turn(); }
  void pass(TimestampMs by_ms);         // time passes, then the room takes a turn
  void go_to(std::string_view moment);  // "2018-05-08 06:00", UTC
  std::vector<NewsMail> mails();        // and takes them out

  void post(std::uint64_t thread_id, std::uint64_t author, const std::string& body, std::uint64_t reply_to = 0);
  void read(std::uint64_t member, std::uint64_t thread_id, std::uint64_t up_to);
  void visit(std::uint64_t member);  // up to now
  void wish(std::uint64_t member, const v1::Settings& settings);
  v1::CatchUpAnswer catch_up(std::uint64_t member);
  static std::string naming(std::uint64_t member) { return "Dis-nous, <@" + std::to_string(member) + ">"; }
  void restart();  // the room, with what lies on disk

  TemporaryFolder data;
  RuledCommunity c;
  ManualClock clock;
  std::uint64_t anna = c.valmerac.first, basile = c.valmerac.second, chloe = c.kerlohan.first;
  std::uint64_t thread = c.open_thread(c.plenary, anna, "Un fil de la plénière");
  std::unique_ptr<mail::Outbox> outbox;
  std::unique_ptr<mail::NewsRoom> room;
  bool at_once = false, takes_answers = false;  // for the next room
  std::string token_mark;  // begins the number of each link's token: a test that forks gives each process its own

 private:
  mail::ReplyAddress reply_address() const;
  void add_account(std::uint64_t member, const std::string& address);
  int tokens_ = 0;
};

}  // namespace ramure::test
