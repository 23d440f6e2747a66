// A round of co-development in a community of rules alone: planned and played through the same door as every other
// command, so that events, tables and memberships are those of the server.
//
//   RuledRound round(community, {.facilitator = f, .client = c, .consultants = {a, b, d}});
//   round.admit(evaluator);
//   round.begin();                      // the frame, accepted by everybody
//   round.go_to("clarification");
//   community.accept(a, round.saying("question", "Depuis quand ?"));
#pragma once

#include <string>
#include <vector>

#include "server/codev/round.hpp"
#include "tests/support/ruled_community.hpp"

namespace ramure::test {

class RuledRound {
 public:
  struct People {
    std::uint64_t facilitator = 0, deputy = 0, client = 0;
    std::vector<std::uint64_t> consultants = {};  // three or more
  };

  // Planned with the standard form, in writing; the client is asked, and has not answered yet. `source_thread_id`: the
  // obstacle that it comes from.
  RuledRound(RuledCommunity& community, People people, std::string_view title = "Un tour",
             std::uint64_t source_thread_id = 0);

  std::uint64_t id() const { return id_; }
  std::uint64_t desk() const { return id_ + 1; }
  const People& people() const { return people_; }
  std::vector<std::uint64_t> peers() const;

  // As the server folds it.
  codev::Round state() const;

  v1::Command command() const;  // names this round and the opening in force; the caller gives it its body
  v1::Command saying(std::string_view kind, std::string_view text = "quelque chose") const;
  std::uint64_t say(std::uint64_t member_id, std::string_view kind, std::string_view text = "quelque chose");

  void propose(std::uint64_t observer);
  void answer_about(std::uint64_t observer, std::uint64_t member_id, bool agrees = true);
  void admit(std::uint64_t observer);  // proposed, and everybody agrees

  void begin();  // opens the frame; everybody accepts it, and the client accepts to be client
  void open(std::string_view step);
  void go_to(std::string_view step);  // over the optional ones, through all others, with a request once it is asked for
  void cancel();
  void finish();
  std::vector<v1::Event> tick(std::int64_t after_ms = 1'000);  // the server's look at the clock, so much later
  void agree_on_request();

 private:
  RuledCommunity& community_;
  People people_;
  std::uint64_t id_ = 0;
};

// By whoever plans: everything right but for who sends it.
v1::Command command_plan_round(const RuledRound::People& people, std::int64_t starts_at_ms, std::string_view title);

}  // namespace ramure::test
