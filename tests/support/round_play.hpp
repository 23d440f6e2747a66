// A round played by its people: every command is decided and applied at once, in a time of its own, with the server's
// looks at the clock between. Nothing is stored and nobody waits.
//
//   RoundPlay play(shipped_form("standard"));
//   play.everybody_accepts();
//   play.open("choix_sujet");
//   play.say(play.client, "sujet", "…");
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "server/codev/decide.hpp"

namespace ramure::test {

const v1::RoundTemplate& shipped_form(const std::string& key);

// Where a round's commands are decided when it does not play alone: in a community, say. What comes back is applied.
using RoundDoor =
    std::function<codev::Decided(const codev::Actor& actor, const v1::RoundCommand& command, TimestampMs now)>;

struct RoundPlay {
  // Facilitator, client to be, and so many consultants (20, 21, …); nobody is asked to be the client yet.
  explicit RoundPlay(const v1::RoundTemplate& form, int consultants = 4,
                     v1::RoundMode mode = v1::ROUND_MODE_UNSPECIFIED);
  RoundPlay(const v1::RoundTemplate& form, const v1::PlanRound& plan, std::uint64_t planner, TimestampMs at,
            RoundDoor through = {});

  // One that goes on elsewhere, as it is now.
  RoundPlay(codev::Round elsewhere, TimestampMs at);

  static v1::PlanRound usual_plan(const v1::RoundTemplate& form, int consultants, TimestampMs at);

  // Decides, applies what was decided, and remembers it.
  codev::Decided send(std::uint64_t member_id, v1::RoundCommand command);
  codev::Decided send_as(const codev::Actor& actor, v1::RoundCommand command);
  void take_in(const codev::Events& decided);

  // The rest are short ways to say the same; the opening is the one in force.
  codev::Decided say(std::uint64_t member_id, v1::Contribution contribution);
  codev::Decided say(std::uint64_t member_id, const std::string& kind, const std::string& text = "quelque chose");
  codev::Decided note(std::vector<std::uint64_t> for_ids, v1::Contribution contribution);
  codev::Decided open(const std::string& step, const std::string& reason = "");
  codev::Decided finish();
  codev::Decided tick();
  void wait(std::int64_t ms);       // with every look at the clock that becomes due
  void wait_until(TimestampMs at);  // the same

  // The people do what the method asks of them.
  void everybody_accepts();              // the frame
  void choose_client(std::uint64_t id);  // in a step where this is said
  void agree_on_request();               // in the contract's step: a first version, and all agree
  // Opens the steps up to this one, doing what their locks ask for; optional ones are jumped over where they may be.
  void go_to(const std::string& step);

  v1::RoundCommand command() const;  // of this round, with the opening in force
  const v1::RoundState& state() const { return round.state; }
  std::uint64_t last_id() const { return round.state.last_seq(); }
  const v1::Contribution& last_contribution() const { return *round.state.contributions().rbegin(); }

  RoundDoor door;
  codev::Round round;
  TimestampMs now = 0;
  std::vector<v1::RoundEvent> events;
  std::uint64_t facilitator = 1;
  std::uint64_t client = 10;
  std::uint64_t deputy = 0;
  std::vector<std::uint64_t> consultants;
  std::vector<std::uint64_t> peers() const;
};

// "rights", "lock", …; "" where it was accepted; the code's name where there is no cause.
std::string cause_of(const codev::Decided& decided);

// What a lock waits for; "" where it was accepted.
std::string missing_of(const codev::Decided& decided);

v1::Contribution contribution_of(const std::string& kind, const std::string& text = "quelque chose");
v1::Contribution with_version(const std::string& kind, std::uint32_t version, const std::string& text = "D’accord.");
v1::Contribution action_of(const std::string& what, const std::string& due_on);  // a whole one, with its first step

// The standard form with four consultants, gone on to this step.
RoundPlay standard_in(const std::string& step, v1::RoundMode mode = v1::ROUND_MODE_WRITTEN);

}  // namespace ramure::test
