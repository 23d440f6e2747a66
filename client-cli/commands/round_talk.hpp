// One round, followed and taken part in: what `ramure round run` does on a whole screen and in lines alike. Fetches,
// takes events in, turns what is typed into commands.
#pragma once

#include <memory>
#include <string>

#include "client-cli/rounds/acts.hpp"
#include "client-cli/session/session.hpp"

namespace ramure::cli {

// A round by "~2" of the last list, its id, or words of its title or group.
Result<std::uint64_t> find_round(Session& session, const std::string& text);

// A session, and the round in it that a command names.
struct AtRound {
  std::unique_ptr<Session> session;
  std::uint64_t id = 0;
};
Result<AtRound> open_at_round(const Options& options, const std::string& round);

Result<v1::RoundAnswer> fetch_round(Session& session, std::uint64_t round_id, bool without_words);
Result<Room> fetch_room(Session& session, std::uint64_t round_id);

// What came of a line that was typed.
struct Typed {
  std::string notice;
  std::string text_back;  // words that were refused: nothing of them is lost
};

class RoundTalk {
 public:
  RoundTalk(Session& session, std::uint64_t round_id) : session_(session), round_id_(round_id) {}

  Result<void> begin();
  void take(const v1::Event& event);
  void expect_anything() { wanted_ = Change::reload; }  // connected anew

  // Asks again for what is stale, at most a few times a second. True: something may look different.
  bool keep_up();

  // Words, or an act with its slash. `kind` is what words are; empty: the usual one.
  Typed say(const std::string& line, const std::string& kind);

  const Room& room() const { return room_; }
  bool is_over() const { return is_over_; }  // one is not in the round any more

 private:
  Result<v1::Accepted> perform(const Act& act, const ActWords& words);

  Session& session_;
  std::uint64_t round_id_;
  Room room_;
  Change wanted_ = Change::none;
  std::int64_t asked_at_ms_ = 0;
  bool is_over_ = false;
};

}  // namespace ramure::cli
